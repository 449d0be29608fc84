"""What a path is worth where cases queue: one run in batches, then arithmetic.

Nothing but the share of good proposals and the arrivals changes who waits for whom, so a picture
of many situations takes few runs.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import compress
from math import exp, fsum, sqrt
from operator import sub
from statistics import fmean, stdev
from typing import NamedTuple

from jalur.errors import InputError
from jalur.model.estimate import Estimate
from jalur.model.log import Log
from jalur.model.path import Part, Path, Series, Step
from jalur.model.promise import acceptance_of
from jalur.model.run import simulate
from jalur.model.situation import Situation
from jalur.table import Table

CASES = 20_000
BATCHES = 20
BATCH = CASES * 9 // 10 // BATCHES


def value_with_queues(path: Path, s: Situation) -> Estimate:
    """Return what a case is worth on `path` if cases arrive one by one and wait.

    Raises:
        InputError: If a desk's load is 1 or more: its queue grows for ever.
    """
    means = [
        fsum(exp(-s.urgency * days) for days in batch.waits) / BATCH * s.gain
        - batch.bad * s.loss
        - batch.kept * s.leak * s.budget
        - batch.cost
        for batch in _batches(path, s.good_share, s.arrivals)
    ]
    return Estimate(fmean(means), stdev(means) / sqrt(BATCHES))


class _Batch(NamedTuple):
    """`BATCH` cases that came one after the other; shares and cost are per case.

    Args:
        waits: Days from arrival to end of every good case that was accepted.
        bad: Share of bad cases that were accepted.
        kept: Mean share of leakage left, counting a refused case as 0.
        cost: Mean cost.
    """

    waits: list[float]
    bad: float
    kept: float
    cost: float


@lru_cache(maxsize=256)
def _batches(path: Path, good_share: float, arrivals: float) -> list[_Batch]:
    """Return a run with queues, in batches; what they are worth is then arithmetic.

    The first tenth is dropped, because the office starts empty.
    """
    _refuse_overload(_loads(path, arrivals, {True: good_share, False: 1 - good_share}))
    world = Situation(good_share, leak=1, budget=1, arrivals=arrivals)
    log = simulate(path, world, cases=CASES, seed=1)
    _refuse_overload(_observed_loads(log))
    starts = range(CASES - BATCHES * BATCH, CASES, BATCH)
    return [_batch(log.cases, slice(start, start + BATCH)) for start in starts]


def _batch(cases: Table, place: slice) -> _Batch:
    good, accepted, arrival, end, kept, cost = (
        list(cases[name][place])
        for name in ("good", "accepted", "arrival", "end", "leaked", "cost")
    )
    built = list(compress(good, accepted))
    stay = map(sub, compress(end, accepted), compress(arrival, accepted))
    return _Batch(
        waits=list(compress(stay, built)),
        bad=built.count(False) / BATCH,
        kept=fsum(kept) / BATCH,
        cost=fsum(cost) / BATCH,
    )


def _refuse_overload(loads: dict[str, float]) -> None:
    name, load = max(loads.items(), key=lambda item: item[1])
    if load >= 1:
        raise InputError("overload", name=name, load=load)


def _loads(part: Part, rate: float, reach: dict[bool, float]) -> dict[str, float]:
    """Return each desk's load; `reach` is the share of all cases, good and bad, that comes here.

    Behind a deadline the share depends on the queue, so the desks there are left out.
    """
    if isinstance(part, Step):
        return {part.name: rate * sum(reach.values()) * _attention(part)}
    loads: dict[str, float] = {}
    for piece in part.parts:
        loads |= _loads(piece, rate, reach)
        if isinstance(part, Series):
            if any(step.deadline is not None for step in piece.steps):
                break
            reach = {good: share * acceptance_of(piece, good) for good, share in reach.items()}
    return loads


def _observed_loads(log: Log) -> dict[str, float]:
    seen = Counter(log.visits["step"])
    rate = log.situation.arrivals / len(log.cases)
    return {
        step.name: rate * seen[place] * _attention(step)
        for place, step in enumerate(log.path.steps)
    }


def _attention(step: Step) -> float:
    """Return the official-days that one visit takes, per official."""
    return step.days / (1 - step.rounds) / step.officials
