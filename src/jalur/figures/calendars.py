"""Steps with dates, as rows along a calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from jalur.figures.axis import in_words
from jalur.figures.figure import Figure, Look
from jalur.table import Table


class Stretch(NamedTuple):
    """A row of a calendar: what, who, and from when to when, in the calendar's unit."""

    name: str
    who: str | None
    start: float
    end: float
    date: str


def calendar_chart(
    title: str,
    rows: Sequence[Stretch],
    ticks: Mapping[float, str],
    heads: Sequence[str],
    language: str,
    *,
    note: str = "",
) -> Figure:
    """Return a row for each step, from when it may begin to its last day.

    Args:
        title: The finding.
        rows: In order of time.
        ticks: Where the calendar is marked, and how.
        heads: The table's columns: what, who, last day, length.
        language: ``"id"`` or ``"en"``.
        note: Source and conditions.
    """

    def draw(picture: Any, look: Look) -> None:
        ax = picture.subplots()
        ax.grid(axis="x")
        ax.grid(axis="y", visible=False)
        for n, row in enumerate(rows):
            ax.barh(
                n, row.end - row.start, 0.6, row.start, color=look["clear-t"],
                edgecolor=look["clear"],
            )  # fmt: skip
            ax.plot(row.end, n, "s", color=look["clear"])
            ax.annotate(
                row.date, (row.end, n), xytext=(8, 0), textcoords="offset points", va="center",
                fontsize=9, color=look["ink2"], annotation_clip=False,
            )  # fmt: skip
        ax.set_yticks(range(len(rows)), [row.name for row in rows], color=look["ink"])
        ax.set_xticks(list(ticks), list(ticks.values()))
        ax.invert_yaxis()

    lengths = [row.end - row.start or None for row in rows]
    cells = ([row.name for row in rows], [row.who for row in rows], [row.date for row in rows])
    columns = dict(zip(heads, (*cells, lengths), strict=True))
    told = [f"{row.name}: {row.date}." for row in rows]
    height = 1.2 + 0.32 * len(rows)
    return Figure(title, in_words(title, told), Table(columns), draw, language, note, height)
