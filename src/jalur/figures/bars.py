"""Bars in rows, and how values spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from textwrap import fill
from typing import Any, NamedTuple

from jalur.figures.axis import Axis, cell, in_words, scales
from jalur.figures.figure import Figure, Look
from jalur.figures.style import PENS
from jalur.table import Table
from jalur.texts import say


class Panel(NamedTuple):
    """Bars that share a measure: one for every row and series."""

    axis: Axis
    series: Mapping[str, Sequence[float]]


def bar_chart(
    title: str,
    names: Sequence[str],
    panels: Sequence[Panel],
    language: str,
    *,
    pens: Sequence[int] | None = None,
    head: str = "",
    note: str = "",
) -> Figure:
    """Return bars in rows, one for each name; several panels stand side by side.

    Args:
        title: The finding.
        names: What the rows are.
        panels: What is measured; several series of a panel lie under one another.
        language: ``"id"`` or ``"en"``.
        pens: A pen for each row, or for each series where a panel has several.
        head: What the names are, over the table's first column.
        note: Source and conditions.
    """
    chosen = list(pens or [1] * len(names))
    most = max(len(panel.series) for panel in panels)

    def draw(picture: Any, look: Look) -> None:
        cells = picture.subplots(1, len(panels), sharey=True, squeeze=False)[0]
        for ax, (axis, series) in zip(cells, panels, strict=True):
            ax.grid(False)
            ax.spines[["left", "bottom"]].set_visible(False)
            thick = 0.74 / len(series)
            for k, (label, values) in enumerate(series.items()):
                for row, value in enumerate(values):
                    pen = PENS[chosen[k if len(series) > 1 else row]]
                    at = row + (k - (len(series) - 1) / 2) * thick
                    ax.barh(
                        at, value, thick * 0.86, color=look[f"{pen.role}-t"],
                        edgecolor=look[pen.role], hatch=pen.hatch,
                    )  # fmt: skip
                    text = axis.say(value, language) + (f" {label}" if label else "")
                    ax.annotate(
                        text, (max(value, 0), at), xytext=(5, 0), textcoords="offset points",
                        va="center", fontsize=9.5, fontweight="bold", annotation_clip=False,
                    )  # fmt: skip
            ax.axvline(0, color=look["ink"], linewidth=1.1)
            ax.set_xticks([])
            low = min(0, *(value for values in series.values() for value in values))
            high = max(0, *(value for values in series.values() for value in values))
            ax.set_xlim(low, high + 1e-9)
            if len(panels) > 1:
                ax.set_title(fill(axis.label, 11), fontsize=9)
            else:
                ax.set_xlabel(axis.label)
        cells[0].set_yticks(range(len(names)), names, color=look["ink"], fontweight="bold")
        cells[0].invert_yaxis()

    columns: dict[str, Sequence[object]] = {head: list(names)}
    told = []
    for axis, series in panels:
        for label, values in series.items():
            name = ", ".join(filter(None, (label, axis.label)))
            columns[axis.head(name)] = [cell(axis, value) for value in values]
            pairs = zip(names, values, strict=True)
            list_of = ", ".join(f"{row} {axis.say(value, language)}" for row, value in pairs)
            told.append(say("figure.alt.bars", language, name=name, list=list_of))
    height = 1.1 + 0.34 * len(names) * most + 0.15 * len(names)
    return Figure(
        title, in_words(title, told), Table(columns), draw, language, note, max(height, 2.2)
    )


def spread_chart(
    title: str,
    x: Axis,
    y: Axis,
    values: Sequence[float],
    edges: Sequence[float],
    ticks: Mapping[float, str],
    marks: Sequence[tuple[float, str]],
    language: str,
    *,
    note: str = "",
) -> Figure:
    """Return how `values` spread between the `edges`, rising, on a scale of powers of ten.

    Args:
        title: The finding.
        x: What was measured.
        y: What is counted.
        values: Every one that was measured.
        edges: Where one bar ends and the next begins.
        ticks: Values of x and how they are written.
        marks: A value of x and what stands beside it.
        language: ``"id"`` or ``"en"``.
        note: Source and conditions.
    """
    pairs = list(pairwise(edges))
    counts = [sum(low <= value < high for value in values) for low, high in pairs]

    def draw(picture: Any, look: Look) -> None:
        ax = picture.subplots()
        scales(ax, x, y, language)
        widths = [high - low for low, high in pairs]
        ax.bar(
            edges[:-1], counts, widths, align="edge", color=look["clear-t"],
            edgecolor=look["clear"],
        )  # fmt: skip
        ax.set_xticks(list(ticks), list(ticks.values()))
        ax.minorticks_off()
        ax.set_xlim(edges[0], edges[-1])
        ax.set_ylim(0, max(counts) * 1.2)
        for at, text in marks:
            ax.axvline(at, color=look["soga"], linewidth=1.6, linestyle=(0, (4, 3)))
            ax.annotate(
                text, (at, 1), xycoords=ax.get_xaxis_transform(), xytext=(5, -3),
                textcoords="offset points", va="top", color=look["soga"], fontsize=9.5,
                fontweight="bold",
            )  # fmt: skip

    told = [say("figure.alt.spread", language, x=x.label, y=y.label)]
    told += [f"{text}." for _, text in marks]
    columns = {
        say("figure.from", language, axis=x.label): [low for low, _ in pairs],
        say("figure.to", language, axis=x.label): [high for _, high in pairs],
        y.label: counts,
    }
    return Figure(title, in_words(title, told), Table(columns), draw, language, note)
