"""Rows and columns with names: what a log, a data file and the twin of a picture are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape


class Table:
    """A table kept by columns, which is what arithmetic wants, and read by rows.

    Args:
        columns: The values of each column by its name, all of one length.

    Raises:
        ValueError: If the columns differ in length.

    >>> days = Table({"desk": ["land", "money"], "days": [10, 12]})
    >>> sum(days["days"])
    22
    >>> days[1]
    {'desk': 'money', 'days': 12}
    """

    SHOWN = 12
    """How many rows a notebook shows; the rest is counted."""

    def __init__(self, columns: Mapping[str, Sequence[object]]) -> None:
        lengths = {name: len(values) for name, values in columns.items()}
        if len(set(lengths.values())) > 1:
            raise ValueError(f"table: columns must be of one length (got {lengths})")
        self.columns = dict(columns)

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def __getitem__(self, key: str | int) -> Sequence[object] | dict[str, object]:
        """Return a column by its name, or a row by its number."""
        if isinstance(key, str):
            if key not in self.columns:
                raise KeyError(f"no column {key!r}: there are {', '.join(self.columns)}")
            return self.columns[key]
        return {name: _plain(values[key]) for name, values in self.columns.items()}

    def __iter__(self) -> Iterator[dict[str, object]]:
        return (self[row] for row in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and _lists(self) == _lists(other)

    __hash__ = None

    def where(self, **equal: object) -> Table:
        """Return the rows whose columns have the given values.

        >>> Table({"desk": ["land", "money"], "days": [10, 12]}).where(desk="land")["days"]
        [10]
        """
        kept: Sequence[int] = range(len(self))
        for name, value in equal.items():
            column = _plain_ones(self[name])
            kept = [row for row in kept if column[row] == value]
        chosen = self.columns.items()
        return Table({name: _plain_ones([column[row] for row in kept]) for name, column in chosen})

    def __repr__(self) -> str:
        shown = [list(self.columns), *(map(_written, row.values()) for row in self._first())]
        cells = [list(map(str, row)) for row in shown]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = ["  ".join(c.rjust(w) for c, w in zip(row, widths, strict=True)) for row in cells]
        return "\n".join(lines + self._rest())

    def _repr_html_(self) -> str:
        head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>"
            + "".join(f"<td>{escape(_written(value))}</td>" for value in row.values())
            + "</tr>"
            for row in self._first()
        )
        rest = "".join(f"<p>{line}</p>" for line in self._rest())
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"

    def _first(self) -> list[dict[str, object]]:
        return [self[row] for row in range(min(len(self), self.SHOWN))]

    def _rest(self) -> list[str]:
        hidden = len(self) - self.SHOWN
        return [f"… + {hidden}"] if hidden > 0 else []


def _plain(value: object) -> object:
    """Return NumPy's scalars as Python's own, and anything else as it is."""
    return value.item() if hasattr(value, "item") else value


def _plain_ones(values: Sequence[object]) -> Sequence[object]:
    """Return the same values, none of them NumPy's."""
    odd = any(hasattr(kind, "item") for kind in set(map(type, values)))
    return list(map(_plain, values)) if odd else values


def _lists(table: Table) -> dict[str, list[object]]:
    return {name: list(_plain_ones(values)) for name, values in table.columns.items()}


def _written(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)
