"""Run a path: the readable engine, or, where the run is large and NumPy is there, the fast one."""

from __future__ import annotations

from importlib.util import find_spec
from secrets import randbits

from jalur.model import limits
from jalur.model.log import Log
from jalur.model.path import Path, need_path
from jalur.model.situation import Situation, need_situation

LARGE = 5_000
"""From this many visits on, importing NumPy pays."""


def simulate(
    path: Path, situation: Situation | None = None, cases: int = 10_000, seed: int | None = 1
) -> Log:
    """Return the log of `cases` proposals that took `path` in `situation`.

    Args:
        path: Any path.
        situation: Teaching values if None.
        cases: How many proposals, numbered from 1.
        seed: Names the luck: the same seed gives every proposal the same luck on every path.
            None draws a fresh one and keeps it in `Log.seed`.

    Raises:
        InputError: If `path`, `situation`, `cases` or `seed` is not what it must be.

    >>> log = simulate(direct(), Situation(good_share=1), cases=20)
    >>> sum(log.cases["accepted"])
    20
    """
    path = need_path(path)
    situation = need_situation(Situation() if situation is None else situation)
    cases = limits.count("simulate", "cases", cases)
    seed = randbits(32) if seed is None else limits.count("simulate", "seed", seed, least=0)
    if cases * len(path.steps) >= LARGE and find_spec("numpy"):
        from jalur.model.fast import walk
    else:
        from jalur.model.engine import walk
    return walk(path, situation, cases, seed)
