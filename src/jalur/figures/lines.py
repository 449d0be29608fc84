"""Lines, with their names at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from jalur.figures.axis import Axis, cell, in_words, scales
from jalur.figures.figure import Figure, Look
from jalur.figures.style import PENS
from jalur.table import Table
from jalur.texts import say

SHOWN = 11
"""About how many points of a curve its table gives."""
GAP, NEAR = 0.078, 0.2
"""Room for a line's name, as a share of the picture's height; for a mark's, of its width."""


class Line(NamedTuple):
    """A line: its name at its end, its points, its pen, and the half-lengths of its error bars."""

    name: str
    xs: Sequence[float]
    ys: Sequence[float | None]
    pen: int = 0
    errors: Sequence[float] | None = None


def line_chart(
    title: str,
    x: Axis,
    y: Axis,
    lines: Sequence[Line],
    language: str,
    *,
    marks: Sequence[tuple[float, str]] = (),
    points: bool = False,
    zero: bool = False,
    note: str = "",
) -> Figure:
    """Return lines over `x`, with `marks` at values of x that the text speaks of.

    Args:
        title: The finding.
        x: What runs across.
        y: What runs upwards.
        lines: Of the same xs, unless they are `points`.
        language: ``"id"`` or ``"en"``.
        marks: A value of x and what stands beside it.
        points: Whether every point is one that was measured: each gets its mark and its row.
        zero: Whether the picture shows where y is 0.
        note: Source and conditions.
    """

    def draw(picture: Any, look: Look) -> None:
        ax = picture.subplots()
        scales(ax, x, y, language)
        for n, line in enumerate(lines):
            pen = PENS[line.pen]
            again = line.pen in {other.pen for other in lines[:n]}  # then its marks are hollow
            every = 1 if points else max(1, len(line.xs) // 6)
            ys = [float("nan") if value is None else value for value in line.ys]
            drawn = {"color": look[pen.role], "marker": pen.marker, "markevery": every}
            drawn["markerfacecolor"] = look["card" if again else pen.role]
            ax.plot(line.xs, ys, linestyle=pen.dash, label=line.name, clip_on=False, **drawn)
            if line.errors:
                _, caps, _ = ax.errorbar(
                    line.xs, ys, line.errors, fmt="none", ecolor=look[pen.role], elinewidth=1.1,
                    capsize=2.5,
                )  # fmt: skip
                for cap in caps:
                    cap.set_markerfacecolor(look[pen.role])  # else it has matplotlib's own blue
        if zero:
            ax.axhline(0, color=look["ink"], linewidth=1.1)
        if y.kind == "share" and not y.log:
            ax.set_ylim(bottom=0)
        ax.autoscale_view()  # or the limits that heights are reckoned in come too late
        before, lift = -1.0, 0
        for at, text in marks:
            part = (ax.transScale + ax.transLimits).transform((at, 1))[0]
            lift = 12 - lift if part - before < NEAR else 0
            before = part
            ax.axvline(at, color=look["soga"], linewidth=1.3, linestyle=(0, (4, 3)))
            ax.annotate(
                text, (at, 1), xycoords=ax.get_xaxis_transform(), xytext=(0, 3 + lift),
                textcoords="offset points", ha="center", color=look["soga"], fontsize=9.5,
                fontweight="bold", annotation_clip=False,
            )  # fmt: skip
        if len(lines) > 1:
            _names_at_ends(ax, lines, look)

    rows = _rows(lines, points)
    columns: dict[str, list[object]] = {
        x.head(x.label): [cell(x, lines[0].xs[row]) for row in rows]
    }
    for line in lines:
        columns[y.head(line.name)] = [cell(y, line.ys[row]) for row in rows]
        if line.errors:
            columns[y.head(f"± {line.name}")] = [cell(y, line.errors[row]) for row in rows]
    told = [say("figure.alt.lines", language, x=x.label, y=y.label)]
    for line in lines:
        here = [(a, b) for a, b in zip(line.xs, line.ys, strict=True) if b is not None]
        ends = {
            name: axis.say(value, language)
            for name, axis, value in (
                ("start", x, here[0][0]), ("first", y, here[0][1]),
                ("end", x, here[-1][0]), ("last", y, here[-1][1]),
            )
        }  # fmt: skip
        told.append(say("figure.alt.line", language, name=line.name, **ends))
    told += [f"{text}." for _, text in marks]
    return Figure(title, in_words(title, told), Table(columns), draw, language, note)


def _names_at_ends(ax: Any, lines: Sequence[Line], look: Look) -> None:
    """Write every line's name at its end, in its colour, none upon another."""
    to_part = ax.transScale + ax.transLimits
    ends = []
    for line in lines:
        last = max(n for n, value in enumerate(line.ys) if value is not None)
        ends.append([to_part.transform((line.xs[last], line.ys[last]))[1], line])
    ends.sort(key=lambda end: end[0])
    for _ in range(50):  # neighbours that are too near push each other away
        for below, above in pairwise(ends):
            push = (GAP - (above[0] - below[0])) / 2
            if push > 0:
                below[0], above[0] = below[0] - push, above[0] + push
    for height, line in ends:
        ax.annotate(
            line.name, (1, height), xycoords="axes fraction", xytext=(9, 0),
            textcoords="offset points", va="center", color=look[PENS[line.pen].role], fontsize=10,
            fontweight="bold", annotation_clip=False,
        )  # fmt: skip


def _rows(lines: Sequence[Line], points: bool) -> list[int]:
    """Return which points the table gives: all that were measured, a choice along a curve."""
    last = len(lines[0].xs) - 1
    if points or last < SHOWN:
        return list(range(last + 1))
    return sorted({round(n * last / (SHOWN - 1)) for n in range(SHOWN)})
