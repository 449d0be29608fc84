"""What the fast engine writes down: the visits of a large run, in as little memory as will do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jalur.model.log import VISIT
from jalur.table import Table

VERDICTS = ("no", "yes", "silent")
_TYPES = {
    **dict.fromkeys(("arrive", "begin", "leave", "end"), np.dtype(float)),
    "case": np.dtype(np.int32),
    "verdict": np.dtype(np.int8),
}


class Words(Sequence):
    """A column of few different words, kept as one byte each."""

    def __init__(self, codes: np.ndarray, words: tuple[str, ...]) -> None:
        self.codes, self.words = codes, words

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> str:
        return self.words[self.codes[row]]


class Tuples(Sequence):
    """A column of tuples, nearly all of them empty."""

    def __init__(self, size: int, filled: dict[int, tuple[float, ...]]) -> None:
        self.size, self.filled = size, filled

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, row: int) -> tuple[float, ...]:
        if not -self.size <= row < self.size:
            raise IndexError(row)
        return self.filled.get(row % self.size, ())


class Book:
    """The visits of a run, a page for each step, filled block by block.

    Args:
        steps: How many steps the path has.
        cases: How many cases may reach each.
        silence: Whether a deadline can make a case leave before the official is done.
        queues: Whether a case can wait before the official begins.
    """

    def __init__(self, steps: int, cases: int, silence: bool, queues: bool) -> None:
        spare = {"leave": not silence, "begin": not queues}
        self.pages = _pages(steps, cases, [name for name in _TYPES if not spare.get(name)])
        self.rows = [0] * steps
        self.returned: list[list[tuple[np.ndarray, np.ndarray]]] = [[] for _ in range(steps)]

    def write(self, place: int, **columns: np.ndarray) -> None:
        """Write down visits at the step in `place`, by their columns."""
        first = self.rows[place]
        last = self.rows[place] = first + len(columns["case"])
        for name, page in self.pages.items():
            page[place, first:last] = columns[name]

    def write_return(self, place: int, case: np.ndarray, when: np.ndarray) -> None:
        """Write down that these cases were sent back at the step in `place`."""
        self.returned[place].append((case, when))

    def table(self) -> Table:
        """Return all visits by step, then by case; the book is closed."""
        total, starts = sum(self.rows), np.cumsum([0, *self.rows])
        columns = {name: self._bound(page, starts)[:total] for name, page in self.pages.items()}
        columns.setdefault("leave", columns["end"])
        columns.setdefault("begin", columns["arrive"])
        columns["step"] = np.repeat(np.arange(len(self.rows), dtype=np.int16), self.rows)
        columns["verdict"] = Words(columns["verdict"], VERDICTS)
        filled: dict[int, tuple[float, ...]] = {}
        for place, notes in enumerate(self.returned):
            at = columns["case"][starts[place] : starts[place + 1]]
            for case, when in notes:
                rows = starts[place] + np.searchsorted(at, case)
                for row, day in zip(rows.tolist(), when.tolist(), strict=True):
                    filled[row] = (*filled.get(row, ()), day)
        columns["returns"] = Tuples(total, filled)
        return Table({name: columns[name] for name in VISIT})

    def _bound(self, page: np.ndarray, starts: np.ndarray) -> np.ndarray:
        """Close the gaps between the pages, in place: each moves down, never up."""
        column = page.reshape(-1)
        for place, rows in enumerate(self.rows):
            if starts[place] != place * page.shape[1]:
                column[starts[place] : starts[place] + rows] = page[place, :rows]
        return column


def _pages(steps: int, cases: int, names: list[str]) -> dict[str, np.ndarray]:
    """Return empty pages by name, wide types first, all in one piece of memory.

    A system hands out one large piece in fewer, larger bites than several small ones.
    """
    room = np.empty(steps * cases * sum(_TYPES[name].itemsize for name in names), np.int8)
    pages, start = {}, 0
    for name in names:
        end = start + steps * cases * _TYPES[name].itemsize
        pages[name] = room[start:end].view(_TYPES[name]).reshape(steps, cases)
        start = end
    return pages
