"""What runs along an axis, and how it is written there, in a table and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import Any

from jalur.figures.figure import rounded
from jalur.texts import number


@dataclass(frozen=True, slots=True)
class Axis:
    """What runs along an axis.

    Args:
        label: Its name, with the unit.
        kind: ``share``: written in per cent; ``count``: whole numbers only; ``year``: the same,
            without a thousands separator.
        log: Whether it counts in powers of ten.
    """

    label: str
    kind: str = ""
    log: bool = False

    def say(self, value: float, language: str) -> str:
        """Return a value as it is written along this axis."""
        if self.kind == "year":
            return str(int(value))
        share = self.kind == "share"
        told = number(rounded(100 * value if share else value), language)
        return f"{told}%" if share else told

    def head(self, name: str) -> str:
        """Return `name` as a table's column has it that holds values of this axis."""
        return f"{name} (%)" if self.kind == "share" else name


def scales(ax: Any, x: Axis, y: Axis, language: str) -> None:
    """Name the axes, and write their numbers as the language does."""
    for axis, side, scale in ((x, ax.xaxis, ax.set_xscale), (y, ax.yaxis, ax.set_yscale)):
        if axis.log:
            scale("log")
        label = axis.label
        if side is ax.yaxis and len(label) > 26:
            label = label.replace(" (", "\n(", 1) if " (" in label else fill(label, 26)
        side.set_label_text(label)
        side.set_major_formatter(lambda value, _, axis=axis: axis.say(value, language))
        if axis.kind in ("count", "year"):
            side.get_major_locator().set_params(integer=True)


def cell(axis: Axis, value: float | None) -> object:
    """Return a number as the table keeps it: shares in per cent, as the axis writes them."""
    if value is None or axis.kind == "year":
        return value
    return float(f"{100 * value if axis.kind == 'share' else value:.6g}") + 0.0


def in_words(title: str, told: Sequence[str]) -> str:
    """Return a picture in words: what it found, then what it shows."""
    return " ".join([f"{title}." if title[-1] not in ".?" else title, *told])
