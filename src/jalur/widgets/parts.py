"""A path as the parts that a builder moves: panels, desks, committees, crews, and branches.

Parts are plain data, since they travel: a leaf has its kind under ``part`` and the arguments of
the function that makes it; a group has ``k`` and ``rows`` of leaves, side by side.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_, rshift
from typing import Any

from jalur.errors import InputError
from jalur.model import act, desks, panel, vote
from jalur.model.path import Part, Path, Series, Step, Vote
from jalur.model.promise import promise

Leaf = dict[str, Any]
_ALIKE = ("good", "bad", "days", "cost", "watch")
_NUMBERED = re.compile(r"(.+)_(\d+)")


def path_of(parts: Sequence[Mapping[str, Any]]) -> Path:
    """Return the path that these parts make.

    >>> path_of([{"part": "crew", "name": "act", "days": 3}])
    Step('act', 'act', days=3.0)
    """
    return reduce(rshift, map(_made, parts))


def parts_of(path: Path) -> list[Leaf]:
    """Return the parts of `path`.

    Raises:
        InputError: If it needs what a builder does not have: times that vary, rounds, deadlines,
            several officials, or branches inside branches.

    >>> from jalur import full
    >>> [(part["part"], part.get("n")) for part in parts_of(full())]
    [('panel', 5), ('desks', 7), ('crew', None)]
    """
    parts = _row(path)
    if parts is None or promise(path, good=True) is None or _told(path_of(parts)) != _told(path):
        raise InputError("builder.path", got=path)
    return parts


def _told(path: Path) -> tuple[Part, ...]:
    """Return what stands in a row; one part is a row of one."""
    return path.parts if isinstance(path, Series) else (path,)


def _made(part: Mapping[str, Any]) -> Part:
    kind, rest = part["part"], {key: value for key, value in part.items() if key != "part"}
    if kind == "group":
        rows = [path_of(row) for row in rest["rows"]]
        if rest["k"] in (1, len(rows)):
            return reduce(or_ if rest["k"] == 1 else and_, rows)
        return vote(rest["k"], rows)
    if kind == "crew":
        return act(rest["days"])
    if kind == "step":
        return Step(**rest)
    if kind == "committee":
        return vote(rest.pop("k"), desks(**rest).parts)
    return (panel if kind == "panel" else desks)(**rest)


def _row(part: Part, nested: bool = False) -> list[Leaf] | None:
    """Return a row of parts, or None where it holds a branch inside a branch."""
    if not isinstance(part, Series):
        only = _leaf(part, nested)
        return None if only is None else [only]
    row: list[Leaf] = []
    place = 0
    while place < len(part.parts):
        run = _numbered(part.parts[place:])
        piece = _desks(run) if run else _leaf(part.parts[place], nested)
        if piece is None:
            return None
        row.append(piece)
        place += max(len(run), 1)
    return row


def _leaf(part: Part, nested: bool) -> Leaf | None:
    if isinstance(part, Step):
        if part.kind == "act" and part.name == "act":
            return {"part": "crew", "name": "act", "days": part.days}
        return {"part": "step", "name": part.name, "kind": part.kind, **_settings(part)}
    if not isinstance(part, Vote):
        return None
    run = _numbered(part.parts)
    if part.correlation is not None and run:
        first = _settings(run[0])
        right = first.pop("good")
        del first["bad"]
        name = _stem(run[0])
        judges = {"part": "panel", "name": name, "n": len(run), "accuracy": right, **first}
        return judges | {"correlation": part.correlation}
    if len(run) == len(part.parts) > 1 and run[0].kind == "clear":
        return _desks(run) | {"part": "committee", "k": part.k}
    if nested:
        return None
    rows = [_row(piece, nested=True) for piece in part.parts]
    return None if None in rows else {"part": "group", "k": part.k, "rows": rows}


def _desks(run: Sequence[Step]) -> Leaf:
    return {"part": "desks", "name": _stem(run[0]), "n": len(run), **_settings(run[0])}


def _settings(step: Step) -> dict[str, float]:
    return {name: getattr(step, name) for name in _ALIKE}


def _stem(step: Step) -> str:
    return _NUMBERED.fullmatch(step.name)[1]


def _numbered(pieces: Sequence[Part]) -> list[Step]:
    """Return the steps at the beginning that are numbered from 1 and otherwise alike."""
    run: list[Step] = []
    for place, step in enumerate(pieces, start=1):
        found = _NUMBERED.fullmatch(step.name) if isinstance(step, Step) else None
        same = not run or (
            found and found[1] == _stem(run[0]) and _settings(step) == _settings(run[0])
        )
        if not found or int(found[2]) != place or step.kind == "act" or not same:
            break
        run.append(step)
    return run
