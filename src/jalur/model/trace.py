"""A run as a small record that widgets, storyboards and narrations play."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import isnan
from typing import TYPE_CHECKING

from jalur.model.path import Part, Series, Step, Vote
from jalur.model.promise import promise
from jalur.model.situation import Situation
from jalur.table import Table

if TYPE_CHECKING:
    from jalur.model.log import Log

VERSION = 1


@dataclass(frozen=True, slots=True, repr=False)
class Trace:
    """The chosen rows of a log, with the path that made them.

    Args:
        record: Plain lists, dicts, numbers and texts; see `record`.

    >>> simulate(direct(), cases=20, seed=7).trace(3)
    Trace of 3 cases and 3 visits, 1 days
    """

    record: dict[str, object]

    def __repr__(self) -> str:
        cases, visits = (len(self.record[name]["case"]) for name in ("cases", "visits"))
        return f"Trace of {cases} cases and {visits} visits, {self.record['horizon']:g} days"


def record(log: Log, chosen: set[int]) -> dict[str, object]:
    """Return the rows of `log` for the `chosen` cases, as plain data.

    Times are in working days; tables are kept by column. `path` is a tree of
    ``{"step": place}``, ``{"series": [...]}`` and ``{"join": number, "parts": [...]}``; a step's
    place and a join's number point into `steps` and `joins`. A visit is `after` when the official
    was still at work once the case had been decided.
    """
    cases = _rows(log.cases, chosen, "case")
    visits = _rows(log.visits, chosen, "leave", "case", "step")
    votes = _rows(log.votes, chosen, "end", "case", "join")
    ended = dict(zip(cases["case"], cases["end"], strict=True))
    visits["after"] = [
        end > ended[case] for case, end in zip(visits["case"], visits["end"], strict=True)
    ]
    joins: list[dict[str, object]] = []
    path = _tree(log.path, {step.name: place for place, step in enumerate(log.path.steps)}, joins)
    return {
        "version": VERSION,
        "name": log.path.name if isinstance(log.path, Series) else "",
        "seed": log.seed,
        "situation": _plain(log.situation),
        "horizon": max([*visits["end"], *cases["end"]]),
        "expected_days": _expected_days(log.path),
        "path": path,
        "steps": [_plain(step) for step in log.path.steps],
        "joins": joins,
        "cases": cases,
        "visits": visits,
        "votes": votes,
    }


def _plain(record: Step | Situation) -> dict[str, object]:
    """Return what `asdict` does, at a tenth of its time: these hold numbers and texts only."""
    return {item.name: getattr(record, item.name) for item in fields(record)}


def _rows(table: Table, chosen: set[int], *by: str) -> dict[str, list[object]]:
    """Return the columns for the chosen cases, as plain lists, in the order of the columns `by`."""
    numbers = table["case"]
    places = range(len(numbers))
    if hasattr(numbers, "nonzero"):  # an array, whose numbers are slow to look up one by one
        near = (numbers <= max(chosen)).nonzero()[0]
        places, numbers = near.tolist(), numbers[near].tolist()
    mine = [place for place, case in zip(places, numbers, strict=True) if case in chosen]
    columns = {name: _at(values, mine) for name, values in table.columns.items()}
    keys = list(zip(*(columns[name] for name in by), strict=True))
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return {name: [values[place] for place in order] for name, values in columns.items()}


def _at(values: Sequence[object], places: list[int]) -> list[object]:
    """Return what a column has at these places, as Python's own values."""
    if hasattr(values, "tolist"):
        return values[places].tolist() if places else []
    return [values[place] for place in places]


def _tree(part: Part, place: dict[str, int], joins: list[dict[str, object]]) -> dict[str, object]:
    if isinstance(part, Step):
        return {"step": place[part.name]}
    if isinstance(part, Series):
        return {"series": [_tree(piece, place, joins) for piece in part.parts]}
    assert isinstance(part, Vote)
    number = len(joins)
    joins.append({"k": part.k, "n": len(part.parts), "panel": part.correlation is not None})
    return {"join": number, "parts": [_tree(piece, place, joins) for piece in part.parts]}


def _expected_days(part: Part) -> float | None:
    promised = promise(part, good=True)
    days = None if promised is None else promised.days_if_accepted
    return None if days is None or isnan(days) else days
