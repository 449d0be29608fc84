"""One of every widget, as a lesson shows it: what the tests of all widgets open.

Whoever adds a widget adds it here, and its page is asked everything that the others are.
"""

from jalur import (
    Situation,
    Step,
    act,
    bureaucracy,
    direct,
    explore,
    full,
    panel,
    phase,
    play,
    scene,
    technocracy,
    three_words,
)
from jalur.widgets import PathBuilder, PhaseMap, Quiz, Scorecard

BRIDGE = Situation(good_share=0.5, urgency=0.005, gain=100, loss=150, budget=20, leak=0.28)
FOUR = [direct(), technocracy(), bureaucracy(2), full(2)]

DESK = Step("money", kind="clear", good=0.9, bad=0.3, days=3, rounds=0.3, deadline=9)
OFFICE = panel(3, accuracy=0.8, days=2, variation=0.5) >> DESK >> act(days=5)
QUEUES = Situation(budget=20, arrivals=0.4)

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
    "explorer": lambda: explore("committee"),
    "explorer_with_a_player": lambda: explore("counter"),
    "path_builder": lambda: PathBuilder(full(2), BRIDGE, cases=3),
    "phase_map": lambda: PhaseMap(phase(FOUR, BRIDGE, cells=21), predict=False),
    "phase_map_guess": lambda: PhaseMap(phase(FOUR, BRIDGE, cells=21)),
    "scorecard": lambda: Scorecard(FOUR, BRIDGE),
    "path_player": lambda: play(direct(), full(), situation=BRIDGE, cases=12, seed=7, predict=None),
    "path_player_queues": lambda: play(OFFICE, direct(), situation=QUEUES, cases=12, seed=3),
    "scene_cabinet": lambda: scene("cabinet", sizes=(5, 8, 9, 12, 20), runs=40),
    "scene_evidence": lambda: scene("evidence", runs=40, predict=False),
    "scene_garbage_can": lambda: scene("garbage_can", predict=False),
    "scene_jury": lambda: scene("jury"),
    "scene_permits": lambda: scene("permits"),
    "scene_promotion": lambda: scene("promotion", years=20, predict=False),
    "dictionary": lambda: three_words("dictionary"),
    "quiz": lambda: Quiz(QUESTIONS),
    "three_words": three_words,
}
