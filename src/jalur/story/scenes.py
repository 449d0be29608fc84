"""What is where at one moment, and the moments that a storyboard shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from jalur.story.events import events
from jalur.story.plan import Plan, Station


class File(NamedTuple):
    """A file in a frame: its token's name, its case, and where it is; `faded`: needed no more."""

    key: str
    case: int
    place: str
    station: int
    faded: bool


class Counts(NamedTuple):
    """A station in a frame: who waits, which visits are being worked on, who was refused."""

    waiting: int
    busy: int
    refused: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What is where.

    Args:
        t: The moment, in working days.
        files: Every file in sight.
        stations: The counts of every station, in the plan's order.
        built: How many projects are done.
    """

    t: float
    files: tuple[File, ...]
    stations: tuple[Counts, ...]
    built: int


def frame(plan: Plan, t: float) -> Frame:
    """Return what is where at time `t`, in working days; the same t gives the same frame.

    >>> from jalur import direct, simulate
    >>> frame(Plan(simulate(direct(), cases=3).trace()), 1.0).built
    3
    """
    files = []
    for token in plan.tokens:
        here = [stay for stay in token.stays if stay.since <= t]
        if t == 0 and not token.copy:
            here = token.stays[:1]  # at 0 nobody has set out yet
        if here and t < token.until and here[-1].place != "split":
            place, station = here[-1].place, here[-1].station
            files.append(File(token.key, token.case, place, station, t >= token.fade))
    return Frame(
        t,
        tuple(files),
        tuple(_counts(station, t) for station in plan.stations),
        sum(t > 0 and visit.leave <= t for visit in plan.built),
    )


def _counts(station: Station, t: float) -> Counts:
    here = [visit for visit in station.visits if visit.arrive <= t and t > 0]
    waiting = sum(t < visit.begin and t < visit.leave for visit in here)
    judges = len(station.steps) if station.join is not None and station.steps else 1
    return Counts(
        ceil(waiting / judges),
        sum(visit.begin <= t < visit.end for visit in here),
        sum(at <= t for at in station.refusals),
    )


def scenes(plans: Sequence[Plan]) -> list[tuple[str, float]]:
    """Return the moments that tell the story, by name and day, in order; two to six of them.

    ``start``, ``refusal`` (the first one), ``queue`` (the longest, if two or more wait), ``back``
    (the first file that is sent back), ``half`` (half time) and ``end``.
    """
    told = [event for plan in plans for event in events(plan)]
    horizon = max(plan.record["horizon"] for plan in plans)
    found = {
        "start": min(event.t for event in told),
        "refusal": min((event.t for event in told if event.no), default=None),
        "queue": _longest_queue(plans),
        "back": min((event.t for event in told if event.back), default=None),
        "half": horizon / 2,
        "end": horizon,
    }
    days: dict[float, str] = {}
    for name, t in found.items():
        if t is not None:
            days.setdefault(t, name)
    return [(name, t) for t, name in sorted(days.items())]


def _longest_queue(plans: Sequence[Plan]) -> float | None:
    """Return when most files wait in one line, the first time; None where no two ever do."""
    longest, when = 1, None
    for station in (station for plan in plans for station in plan.stations):
        judges = len(station.steps) or 1
        moves = [
            move
            for visit in station.visits
            if (gone := min(visit.begin, visit.leave)) > visit.arrive
            for move in ((visit.arrive, 1), (gone, -1))
        ]
        moves.sort()  # who leaves a line makes room before the next one joins it
        for (t, _), waiting in zip(moves, accumulate(by for _, by in moves), strict=True):
            if ceil(waiting / judges) > longest:
                longest, when = ceil(waiting / judges), t
    return when
