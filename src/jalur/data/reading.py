"""From a CSV file of the package to a table whose columns have types."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from importlib.resources import files

from jalur.errors import InputError
from jalur.table import Table


def names() -> list[str]:
    """Return the names that `read` knows, in alphabetical order.

    >>> "apbn_cycle" in names()
    True
    """
    found = (entry.name for entry in files(__package__).iterdir())
    return sorted(name.removesuffix(".csv") for name in found if name.endswith(".csv"))


def read(name: str) -> Table:
    """Return the data table called `name`.

    A column that holds nothing but whole numbers, or nothing but numbers, becomes one; an empty
    cell there is None. Every other column is text.

    Raises:
        InputError: If there is no such table.

    >>> read("apbn_cycle")["month"][:4]
    [1, 2, 3, 5]
    """
    if name not in names():
        # Only listed names are ever joined to a path, so no name can lead out of this folder.
        raise InputError("data.unknown", got=name, names=", ".join(names()))
    text = files(__package__).joinpath(f"{name}.csv").read_text("utf-8-sig")
    head, *rows = csv.reader(text.splitlines())
    columns = zip(*rows, strict=True)
    return Table({title: _typed(cells) for title, cells in zip(head, columns, strict=True)})


def _typed(cells: Sequence[str]) -> list[object]:
    if any(cells):
        for kind in (int, float):
            try:
                return [_number(cell, kind) for cell in cells]
            except ValueError:
                continue
    return list(cells)


def _number(cell: str, kind: Callable[[str], float]) -> float | None:
    return kind(cell) if cell else None
