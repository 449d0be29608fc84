"""Which path wins, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from numbers import Real

from jalur.errors import InputError
from jalur.model import limits
from jalur.model.estimate import Estimate
from jalur.model.measures import value
from jalur.model.path import Part, Path, need_path
from jalur.model.situation import Situation, need_situation
from jalur.table import Table

NOTHING = "nothing"
"""Doing nothing is worth 0 and always takes part."""

RANGES = {
    "good_share": (0.0, 1.0),
    "urgency": (0.0, 0.05),
    "gain": (0.0, 500.0),
    "loss": (0.0, 1500.0),
    "budget": (0.0, 200.0),
    "leak": (0.0, 1.0),
}
"""What a phase diagram spans where it is not told otherwise."""


@dataclass(frozen=True, slots=True)
class Best:
    """Who wins in one situation.

    Args:
        winner: The path's name, or `NOTHING`.
        value: What it is worth.
        table: Every contender: `path`, `value`, `error`, best first.

    >>> best([direct()], Situation(good_share=1)).table
       path  value  error
     direct   94.4      0
    nothing      0      0
    """

    winner: str
    value: Estimate
    table: Table


@dataclass(frozen=True, slots=True)
class Phase:
    """Who wins where.

    Args:
        x: Name of the situation's number across.
        y: Name of the one upwards.
        xs: Its values, rising.
        ys: Its values, rising.
        names: The contenders, `NOTHING` last.
        winner: For each y, then each x, the winner's place in `names`.
        values: For each y, then each x, what each of `names` is worth.
        paths: The paths behind `names`, without `NOTHING`.
        situation: What was held fixed; its own `x` and `y` say where it lies on the map.

    >>> map_of_two = phase([direct()], Situation(), cells=2)
    >>> map_of_two.names[map_of_two.winner[0][0]], map_of_two.names[map_of_two.winner[0][1]]
    ('nothing', 'direct')
    """

    x: str
    y: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    names: tuple[str, ...]
    winner: tuple[tuple[int, ...], ...]
    values: tuple[tuple[tuple[float, ...], ...], ...]
    paths: tuple[Path, ...]
    situation: Situation

    @property
    def value(self) -> tuple[tuple[float, ...], ...]:
        """What the winner is worth, for each y, then each x."""
        return tuple(tuple(map(max, row)) for row in self.values)

    @property
    def table(self) -> Table:
        """The twin of the picture: for each contender its share of the cells, and its extremes."""
        cells = [
            (self.names[won], x, y)
            for y, row in zip(self.ys, self.winner, strict=True)
            for x, won in zip(self.xs, row, strict=True)
        ]
        wins = Counter(name for name, _, _ in cells)
        kept = [name for name in self.names if wins[name]]
        columns: dict[str, list[object]] = {"path": kept, "share": []}
        for name in kept:
            columns["share"].append(wins[name] / len(cells))
            for axis, place in ((self.x, 1), (self.y, 2)):
                where = [cell[place] for cell in cells if cell[0] == name]
                columns.setdefault(f"{axis}_from", []).append(min(where))
                columns.setdefault(f"{axis}_to", []).append(max(where))
        return Table(columns)


def best(paths: Mapping[str, Path] | Iterable[Path], situation: Situation) -> Best:
    """Return who wins in `situation`: the highest value, the earlier at equal values.

    Args:
        paths: The contenders, by name or in order; doing nothing, worth 0, takes part.
        situation: What is at stake.

    Raises:
        InputError: If one is no path, or a desk's queue grows for ever.

    >>> best([direct(), full()], Situation(good_share=0.9, urgency=0.02)).winner
    'direct'
    """
    contest = [(name, value(path, situation)) for name, path in named(paths).items()]
    contest.append((NOTHING, Estimate(0.0)))
    contest.sort(key=lambda entry: -entry[1])  # stable: the earlier stays ahead at equal values
    columns = {
        "path": [name for name, _ in contest],
        "value": [worth for _, worth in contest],
        "error": [worth.error for _, worth in contest],
    }
    return Best(*contest[0], Table(columns))


def phase(
    paths: Mapping[str, Path] | Iterable[Path],
    situation: Situation,
    x: str | tuple[str, float, float] = "good_share",
    y: str | tuple[str, float, float] = "urgency",
    cells: int = 41,
) -> Phase:
    """Return who wins where, over two numbers of the situation: the answer to "which is better?".

    Args:
        paths: The contenders, as for `best`.
        situation: All that is held fixed.
        x: What runs across: a name of `RANGES`, or the name with its least and largest value.
        y: What runs upwards, likewise.
        cells: How many values on each axis; 2 or more. With 41 the steps are round numbers (shares
            of 0.025, urgencies of 0.00125), and the four briefs lie on the map exactly.

    Raises:
        InputError: If an axis or `cells` is not what it must be.

    >>> phase([direct(), full()], Situation(), cells=2).winner
    ((2, 0), (2, 0))
    """
    contenders, situation = named(paths), need_situation(situation)
    across, xs = _axis("x", x, limits.count("phase", "cells", cells, least=2))
    upwards, ys = _axis("y", y, cells)
    if across == upwards:
        raise InputError("phase.axes", got=across)
    paths = tuple(contenders.values())
    rows = []
    for high in ys:
        worlds = [replace(situation, **{across: wide, upwards: high}) for wide in xs]
        rows.append(
            tuple((*(float(value(path, world)) for path in paths), 0.0) for world in worlds)
        )
    winner = tuple(tuple(worth.index(max(worth)) for worth in row) for row in rows)
    names = (*contenders, NOTHING)
    return Phase(across, upwards, xs, ys, names, winner, tuple(rows), paths, situation)


def named(paths: Mapping[str, Path] | Iterable[Path]) -> dict[str, Path]:
    """Return the contenders by name: their own, or, where two share it, their expression.

    Where two share that too, the later one is numbered.
    """
    if isinstance(paths, Mapping):
        return {str(name): need_path(path) for name, path in paths.items()}
    if isinstance(paths, Part):
        paths = [paths]
    paths = [need_path(path) for path in paths]
    names = [getattr(path, "name", "") or repr(path) for path in paths]
    if len(set(names)) < len(names):
        names = [repr(path) for path in paths]
    twins = [names[:place].count(name) for place, name in enumerate(names)]
    names = [
        f"{name} ({twin + 1})" if twin else name for name, twin in zip(names, twins, strict=True)
    ]
    return dict(zip(names, paths, strict=True))


def _axis(
    which: str, axis: str | tuple[str, float, float], cells: int
) -> tuple[str, tuple[float, ...]]:
    if isinstance(axis, str):
        limits.choice("phase", which, axis, RANGES)
        axis = (axis, *RANGES[axis])
    if not isinstance(axis, Sequence) or len(axis) != 3:
        raise InputError("phase.axis", which=which, got=axis)
    name, low, high = axis
    limits.choice("phase", which, name, RANGES)
    if not all(isinstance(end, Real) for end in (low, high)) or not low < high:
        raise InputError("phase.range", which=which, got=(low, high))
    step = (high - low) / (cells - 1)
    return name, tuple(low + step * place for place in range(cells))
