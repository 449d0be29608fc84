"""One of every widget, as a lesson shows it: what the tests of all widgets open.

Whoever adds a widget adds it here, and its page is asked everything that the others are.
"""

from jalur import Situation, direct, full, play, scene

BRIDGE = Situation(good_share=0.5, urgency=0.005, gain=100, loss=150, budget=20, leak=0.28)

SAMPLES = {
    "path_player": lambda: play(direct(), full(), situation=BRIDGE, cases=12, seed=7, predict=None),
    "scene_cabinet": lambda: scene("cabinet", sizes=(5, 8, 9, 12, 20), runs=40),
    "scene_evidence": lambda: scene("evidence", runs=40, predict=False),
    "scene_garbage_can": lambda: scene("garbage_can", predict=False),
    "scene_jury": lambda: scene("jury"),
    "scene_permits": lambda: scene("permits"),
    "scene_promotion": lambda: scene("promotion", years=20, predict=False),
}
