"""One of every widget, as a lesson shows it: what the tests of all widgets open.

Whoever adds a widget adds it here, and its page is asked everything that the others are.
"""

from jalur import Situation, direct, explore, full, play

BRIDGE = Situation(good_share=0.5, urgency=0.005, gain=100, loss=150, budget=20, leak=0.28)

SAMPLES = {
    "explorer": lambda: explore("committee"),
    "explorer_with_a_player": lambda: explore("counter"),
    "path_player": lambda: play(direct(), full(), situation=BRIDGE, cases=12, seed=7, predict=None),
}
