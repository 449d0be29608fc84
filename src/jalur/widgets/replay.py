"""What a reader may change of a story, and the story told anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from jalur.model import Situation, Step, Trace, simulate
from jalur.model.path import Part

Setting = tuple[float, float, float, float]
"""The value of now, the least, the most, and the step between two."""


def traces(paths: Sequence[Part], situation: Situation, cases: int, seed: int) -> list[Trace]:
    """Return the records of the same `cases` proposals on every path."""
    return [simulate(path, situation, cases=cases, seed=seed).trace() for path in paths]


def settings(
    paths: Sequence[Part], situation: Situation, cases: int, seed: int
) -> dict[str, Setting]:
    """Return what may be changed, by name.

    `days` where all desks take equally long, `officials` where files come one by one and all
    desks have as many: one number then speaks for every desk.

    >>> list(settings([direct()], Situation(), cases=20, seed=7))
    ['cases', 'good_share', 'seed']
    """
    found: dict[str, Setting] = {
        "cases": (cases, 1, max(30, cases), 1),
        "good_share": (situation.good_share, 0, 1, 0.05),
    }
    days = {desk.days for desk in _desks(paths)}
    officials = {desk.officials for desk in _desks(paths)}
    if len(days) == 1:
        (value,) = days
        found["days"] = (value, 1, max(30, value), 1)
    if len(officials) == 1 and situation.arrivals is not None:
        (value,) = officials
        found["officials"] = (value, 1, max(5, value), 1)
    return found | {"seed": (seed, 1, max(50, seed), 1)}


def changed(
    paths: Sequence[Part],
    situation: Situation,
    known: Mapping[str, Setting],
    wanted: Mapping[str, float],
) -> tuple[list[Part], Situation, int, int]:
    """Return paths, situation, cases and seed as wanted, each within what is `known` of it."""
    now = {
        name: min(max(wanted.get(name, value), least), most)
        for name, (value, least, most, _) in known.items()
    }
    desk = {"days": float(now["days"])} if "days" in now else {}
    if "officials" in now:
        desk["officials"] = int(now["officials"])
    return (
        [_with_desks(path, desk) for path in paths],
        replace(situation, good_share=float(now["good_share"])),
        int(now["cases"]),
        int(now["seed"]),
    )


def _desks(paths: Sequence[Part]) -> list[Step]:
    return [step for path in paths for step in path.steps if step.kind == "clear"]


def _with_desks(part: Part, to: Mapping[str, Any]) -> Part:
    if isinstance(part, Step):
        return replace(part, **to) if part.kind == "clear" else part
    return replace(part, parts=tuple(_with_desks(piece, to) for piece in part.parts))
