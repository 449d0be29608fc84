"""Prints what becomes of many cases, as fingerprints: the same lines on every Python anywhere.

Run it and compare: `python tests/stories.py | diff - tests/stories.txt`. The lines change only if
the luck or the rules change, and then on purpose.
"""

import hashlib

from jalur import Situation, act, bureaucracy, classics, desks, full, panel, value, vote
from jalur.model import engine


def told(path, situation, cases=200, seed=7):
    """Return a fingerprint of all times and verdicts; money, which is rounded, is left out."""
    log = engine.walk(path, situation, cases, seed)
    exact = [list(log.cases[name]) for name in ("case", "good", "accepted", "arrival", "end")]
    for table in (log.visits, log.votes):
        exact += [list(table[name]) for name in table.columns]
    return hashlib.sha256(repr(exact).encode()).hexdigest()[:16]


rough = desks(4, 0.9, 0.3, 10, variation=2, rounds=0.2, deadline=30, officials=2)
stages = {
    "full": full(),
    "copied": (panel(5, 0.8, 30, 0.3, variation=1) & rough) >> act(),
    "nested": vote(2, [rough, panel(3, 0.7, 5, variation=0.5), desks(2, 0.5, 0.4, 7, name="x")]),
    "either": (desks(1, 0.5, 0.1, 3, name="a") | desks(2, 0.6, 0.2, 4, name="b")) >> act(2),
}
for name, path in stages.items():
    for rate in (None, 0.15):
        world = Situation(0.6, urgency=0.01, arrivals=rate)
        print(name, rate, told(path, world), told(path, world, seed=2**64 - 1))
print("value", f"{value(bureaucracy(), Situation(urgency=0.02)):.12e}")
for name in ("cabinet", "garbage_can", "promotion"):
    trace = getattr(classics, name)(runs=1, seed=7).trace
    print(name, hashlib.sha256(repr(trace).encode()).hexdigest()[:16])
