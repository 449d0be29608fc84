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


def agreed(known: Mapping[str, Setting], wanted: Mapping[str, float]) -> dict[str, float]:
    """Return the value of every setting as it is wanted, within what it may be."""
    return {
        name: min(max(wanted.get(name, value), least), most)
        for name, (value, least, most, _) in known.items()
    }


def changed(
    paths: Sequence[Part], situation: Situation, values: Mapping[str, float]
) -> tuple[list[Part], Situation, int, int]:
    """Return paths, situation, cases and seed with these values of the settings."""
    desk = {"days": float(values["days"])} if "days" in values else {}
    if "officials" in values:
        desk["officials"] = int(values["officials"])
    return (
        [_with_desks(path, desk) for path in paths],
        replace(situation, good_share=float(values["good_share"])),
        int(values["cases"]),
        int(values["seed"]),
    )


def _desks(paths: Sequence[Part]) -> list[Step]:
    return [step for path in paths for step in path.steps if step.kind == "clear"]


def _with_desks(part: Part, to: Mapping[str, Any]) -> Part:
    if isinstance(part, Step):
        return replace(part, **to) if part.kind == "clear" else part
    return replace(part, parts=tuple(_with_desks(piece, to) for piece in part.parts))
