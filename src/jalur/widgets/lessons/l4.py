"""Lesson 4: a counter's queue, and what silence lets through that counts as a yes."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from statistics import fmean

from jalur.model import Situation, Step, act, simulate
from jalur.model.log import Log
from jalur.theory import queue, tacit_approval
from jalur.widgets.explorer import Explorer
from jalur.widgets.lessons.making import both, lesson_explorer, over
from jalur.widgets.reading import Chart, Reading, Series, Slider

GOOD, BAD = 0.9, 0.1
"""What passes when an official reads it: teaching values."""
FILES, MANY = 12, 10_000
RATES = tuple(round(0.1 * n, 1) for n in range(1, 30))
LIMITS = tuple(range(1, 21))


def counter(**values: float | str) -> Explorer:
    """Return a counter's queue: the formula, the files that you see, and what silence lets pass.

    `queue` and `tacit_approval` of `jalur.theory`, beside 10,000 simulated files and the twelve
    that play. An official needs a working day per file on average, exponential.

    >>> round(counter(arrivals=0.9).reading["at"]["formula"], 9)
    10.0
    """

    def compute(arrivals: float, officials: int, deadline: int) -> Reading:
        steady = arrivals < officials
        situation = Situation(arrivals=arrivals)
        played = simulate(_counter(officials, deadline) >> act(), situation, cases=FILES, seed=4)
        silent = dict(zip(LIMITS, _silent(arrivals, officials), strict=True))

        def through(days: int) -> dict[str, float | None]:
            alone = officials == 1 and steady
            return {
                "files": silent[days] + (1 - silent[days]) * BAD,
                "tacit": tacit_approval(arrivals, 1, days, BAD).bad if alone else None,
            }

        def lasts(rate: float) -> dict[str, float | None]:
            return {"formula": queue(rate, 1, officials).lead_time if rate < officials else None}

        return Reading(
            over(RATES, lasts) | over(LIMITS, through),
            {**lasts(arrivals), "seen": fmean(_stays(played)), **through(deadline)},
            {
                "load": 100 * arrivals / officials,
                "silent": 100 * silent[deadline],
                "capacity": officials,
            },
            "" if steady else "overload",
            [[played.trace()]],
        )

    knobs = (
        Slider("arrivals", 0.1, 2.9, 0.1, 0.8),
        Slider("officials", 1, 3, 1, 1),
        Slider("deadline", 1, 20, 1, 5),
    )
    waiting = (Series("formula", "desks"), Series("seen", "full", "point"))
    passing = (Series("files", "refusal"), Series("tacit", "experts"))
    charts = (
        Chart("waiting", RATES, waiting, "arrivals", y=(0, 20), rules={"capacity": "x"}),
        Chart("silence", LIMITS, passing, here="deadline", y=(0, 1), y_unit="percent"),
    )
    shown = dict(names=[both("step.counter")], title=both("explore.counter.play"), emblem="shop")
    return lesson_explorer("counter", compute, knobs, charts, values, players=[shown])


def _counter(officials: int, deadline: int | None = None) -> Step:
    return Step(
        "counter", "clear", good=GOOD, bad=BAD, days=1, variation=1, officials=officials,
        deadline=deadline,
    )  # fmt: skip


def _stays(log: Log) -> list[float]:
    """Return the days from a file's arrival to the end of the work on it, read in time or not."""
    visits = log.visits
    return [
        float(end - come)
        for step, come, end in zip(visits["step"], visits["arrive"], visits["end"], strict=True)
        if step == 0  # the counter; 1 is the crew
    ]


@lru_cache
def _silent(arrivals: float, officials: int) -> list[float]:
    """Return, for every deadline, which share of many files it finds unread.

    A deadline changes nothing in the queue, as the papers are worked through all the same; so
    one run answers for all. The first tenth meets an office that starts empty and is dropped.
    """
    log = simulate(_counter(officials), Situation(arrivals=arrivals), cases=MANY, seed=2)
    stays = sorted(_stays(log)[MANY // 10 :])
    return [1 - bisect_right(stays, days) / len(stays) for days in LIMITS]
