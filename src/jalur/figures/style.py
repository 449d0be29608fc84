"""The look of every figure: colours by role, and what a path's line and bar are drawn with."""

from __future__ import annotations

from typing import Any, NamedTuple

LIGHT = {
    "card": "#FFFDF9", "sunk": "#F3ECDF", "ink": "#2B231B", "ink2": "#62564A", "line": "#DCD1BE",
    "line2": "#8A7C68", "soga": "#6F3F1C", "act": "#006B4F", "assess": "#00639C",
    "clear": "#8A5A00", "mixed": "#8F3F6E", "no": "#AB4300", "act-t": "#D8EFE6",
    "assess-t": "#DDEBF5", "clear-t": "#FBEBCB", "mixed-t": "#F4E1EC", "no-t": "#FBE5D9",
}  # fmt: skip
DARK = {
    "card": "#231E19", "sunk": "#2C2620", "ink": "#F3EADC", "ink2": "#C2B5A3", "line": "#463C32",
    "line2": "#9C8D7A", "soga": "#E2AE7C", "act": "#4CCBA4", "assess": "#6FBDEB",
    "clear": "#F0B64A", "mixed": "#E5A0CB", "no": "#FF9A66", "act-t": "#17382E",
    "assess-t": "#1E3444", "clear-t": "#42331A", "mixed-t": "#42283A", "no-t": "#472718",
}  # fmt: skip


class Pen(NamedTuple):
    """What tells one path from another, in colour and without it."""

    role: str
    marker: str
    dash: Any
    hatch: str


PENS = (
    Pen("act", "o", "-", ".."),
    Pen("assess", "^", "--", "//"),
    Pen("clear", "s", "-.", "++"),
    Pen("mixed", "D", (0, (1, 1.5)), "xx"),
    Pen("no", "X", (0, (5, 1, 1, 1)), "\\\\"),
)
PEN_OF = {"direct": 0, "technocracy": 1, "bureaucracy": 2, "full": 3}
"""The named paths' pens; every figure keeps to them."""


def pens(names: list[str]) -> list[int]:
    """Return a pen for each name: a named path's own, for the others those that are left.

    >>> pens(["full", "river", "direct", "full"])
    [3, 1, 0, 3]
    """
    left = iter([n for n in range(len(PENS)) if n not in {PEN_OF.get(name) for name in names}])
    return [PEN_OF[name] if name in PEN_OF else next(left, len(PENS) - 1) for name in names]


def settings(look: dict[str, str]) -> dict[str, Any]:
    """Return matplotlib's settings for one look, to be used as a context and never globally."""
    return {
        "figure.facecolor": look["card"], "axes.facecolor": look["card"],
        "savefig.facecolor": look["card"], "figure.constrained_layout.use": True,
        "svg.fonttype": "none", "font.family": ["DejaVu Sans"], "text.color": look["ink"],
        "axes.edgecolor": look["ink"], "axes.labelcolor": look["ink"], "axes.linewidth": 1.1,
        "axes.spines.top": False, "axes.spines.right": False, "axes.axisbelow": True,
        "axes.grid": True, "axes.grid.axis": "y", "grid.color": look["line"],
        "grid.linewidth": 0.8, "axes.titlelocation": "left", "axes.titlesize": 10.5,
        "axes.titleweight": "bold", "axes.titlepad": 8, "axes.labelsize": 10,
        "axes.labelweight": "bold", "xtick.labelsize": 9.5, "ytick.labelsize": 9.5,
        "xtick.color": look["ink2"], "ytick.color": look["ink2"], "ytick.major.size": 0,
        "lines.linewidth": 2.2, "lines.markersize": 6.5, "patch.linewidth": 1.1,
        "hatch.linewidth": 0.7, "legend.frameon": False, "figure.titlesize": 13,
        "figure.titleweight": "bold",
    }  # fmt: skip
