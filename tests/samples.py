"""One of every widget, as a lesson shows it: what the tests of all widgets open.

Whoever adds a widget adds it here, and its page is asked everything that the others are.
"""

from jalur import Situation, direct, full, play, three_words
from jalur.widgets import Quiz

BRIDGE = Situation(good_share=0.5, urgency=0.005, gain=100, loss=150, budget=20, leak=0.28)

QUESTIONS = [
    {
        "id": "two-desks",
        "stem": "**Q.** $0{,}9 \\times 0{,}9$: 100 → ?",
        "choices": [
            {"right": False, "text": "$80$", "why": "20 off?\n\n<!-- desks: 100 90 81 -->"},
            {"right": True, "text": "$0{,}9^2 \\cdot 100 = 81$", "why": "`0.9 ** 2`. *Right.*"},
        ],
    },
    {
        "id": "side-by-side",
        "stem": "$T = \\max(T_1, T_2)$?",
        "choices": [
            {"right": True, "text": "$70$", "why": "Right. 70.\n\n<!-- days: ▲30 ■70 -->"},
            {"right": False, "text": "$\\frac{30 + 70}{2}$", "why": "Mean. No."},
        ],
    },
]  # fmt: skip

SAMPLES = {
    "dictionary": lambda: three_words("dictionary"),
    "path_player": lambda: play(direct(), full(), situation=BRIDGE, cases=12, seed=7, predict=None),
    "quiz": lambda: Quiz(QUESTIONS),
    "three_words": three_words,
}
