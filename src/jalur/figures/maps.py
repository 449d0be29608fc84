"""Who wins where, as a map whose regions are told apart by colour, pattern and name."""

from __future__ import annotations

from typing import Any

from jalur.figures.axis import Axis, in_words
from jalur.figures.figure import Figure, Look, voice
from jalur.figures.paths import path_name
from jalur.figures.style import PENS, pens
from jalur.model import Phase, Situation
from jalur.model.compare import NOTHING
from jalur.story.names import count_word
from jalur.table import Table
from jalur.texts import number, say

FINE = 8
"""How many times finer than the cells the borders are drawn."""


def phase_map(phase: Phase, here: Situation | None = None, language: str | None = None) -> Figure:
    """Return the map of who wins where.

    Args:
        phase: What `jalur.phase` gives; where its paths have names of their own, the map has them.
        here: A situation to be marked on it.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    >>> from jalur import direct, full, phase, village_bridge
    >>> chart = phase([direct(), full()], village_bridge(), cells=5)
    >>> phase_map(chart, language="en").title
    'Which is best depends on the place: this map has three answers'
    """
    language, said = voice("phase", language)
    kept = [n for n in range(len(phase.names)) if any(n in row for row in phase.winner)]
    names = {n: _name(phase.names[n], language) for n in kept}
    chosen = pens([name for name in phase.names if name != NOTHING])
    axes = {
        side: Axis(say(f"figure.over.{name}", language), "share" if high <= 1 else "")
        for side, name, high in (("x", phase.x, phase.xs[-1]), ("y", phase.y, phase.ys[-1]))
    }
    shares = dict(zip(phase.table["path"], phase.table["share"], strict=True))
    written = {n: f"{number(100 * shares[phase.names[n]], language, '.0f')}%" for n in kept}
    key = "several" if len(kept) > 1 else "one"
    title = said(key, name=names[kept[0]], n=count_word(len(kept), language))
    point = (getattr(here, phase.x), getattr(here, phase.y)) if here else None

    def draw(picture: Any, look: Look) -> None:
        import numpy as np

        ax = picture.subplots()
        ax.grid(False)
        won, xs, ys = np.array(phase.winner), np.array(phase.xs), np.array(phase.ys)
        fine_x, fine_y, finer = _finer(won, xs, ys, kept)
        for place, n in enumerate(kept):
            pen = None if phase.names[n] == NOTHING else PENS[chosen[n]]
            tint = look[f"{pen.role}-t"] if pen else look["card"]
            ax.contourf(fine_x, fine_y, finer == place, [0.5, 1.5], colors=[tint])
            if pen:
                _isen(ax, pen.role, finer == place, fine_x, fine_y, look)
            if len(kept) > 1:
                ax.contour(
                    fine_x, fine_y, finer == place, [0.5], colors=look["ink"], linewidths=1.3
                )
            room = won == n
            if point:  # no name upon the mark
                near = (abs(xs - point[0]) < 0.13 * (xs[-1] - xs[0]))[None, :]
                room &= ~(near & (abs(ys - point[1]) < 0.13 * (ys[-1] - ys[0]))[:, None])
            x, y, turn = _middle(room if room.any() else won == n, xs, ys, len(names[n]))
            ax.text(
                x, y, names[n], rotation=turn, ha="center", va="center", fontsize=9.5,
                fontweight="bold", color=look["ink"], zorder=5,
                bbox={"boxstyle": "round,pad=0.35,rounding_size=0.9", "facecolor": look["card"],
                      "edgecolor": look["ink"], "linewidth": 1},
            )  # fmt: skip
        for side, axis in ((ax.xaxis, axes["x"]), (ax.yaxis, axes["y"])):
            side.set_label_text(axis.label)
            side.set_major_formatter(lambda value, _, axis=axis: axis.say(value, language))
        if point:
            for line, at in ((ax.axvline, point[0]), (ax.axhline, point[1])):
                line(at, color=look["soga"], linewidth=1.2, linestyle=(0, (2, 2)))
            ax.plot(
                *point, "o", markersize=12, color=look["card"], markeredgecolor=look["soga"],
                markeredgewidth=2.4, zorder=6, label=said("here"),
            )  # fmt: skip
            ax.annotate(
                said("here"), point, xytext=(11, 9),
                textcoords="offset points", color=look["card"], fontweight="bold", fontsize=9.5,
                zorder=6, bbox={"boxstyle": "round,pad=0.3", "facecolor": look["soga"],
                                "edgecolor": "none"},
            )  # fmt: skip
        ax.set_xlim(xs[0], xs[-1])
        ax.set_ylim(ys[0], ys[-1])

    told = [say("figure.alt.map", language, x=axes["x"].label, y=axes["y"].label)]
    told += [f"{names[n]}: {written[n]}." for n in kept]
    if point:
        place = [
            min(range(len(line)), key=lambda n: abs(line[n] - at))
            for line, at in ((phase.xs, point[0]), (phase.ys, point[1]))
        ]
        winner = names[phase.winner[place[1]][place[0]]]
        told.append(said("you", name=winner))
    note = say("figure.example", language)
    table = _grid(phase, axes, names, language)
    return Figure(title, in_words(title, told), table, draw, language, note, height=4.4)


def _grid(phase: Phase, axes: dict[str, Axis], names: dict[int, str], language: str) -> Table:
    """Return the map as a table: who wins at six values of x and six of y, the highest y first."""
    rows, columns = (
        [round(n * (len(line) - 1) / 5) for n in range(6)] for line in (phase.ys, phase.xs)
    )
    head = f"{axes['y'].label} / {axes['x'].label}"
    table = {head: [axes["y"].say(phase.ys[row], language) for row in reversed(rows)]}
    for column in columns:
        table[axes["x"].say(phase.xs[column], language)] = [
            names[phase.winner[row][column]] for row in reversed(rows)
        ]
    return Table(table)


def _name(name: str, language: str) -> str:
    return say("figure.nothing", language) if name == NOTHING else path_name(name, language)


def _finer(won: Any, xs: Any, ys: Any, kept: list[int]) -> tuple[Any, Any, Any]:
    """Return the winners, as places in `kept`, on a finer grid: borders run between the cells."""
    import numpy as np

    fine_x, fine_y = (np.linspace(line[0], line[-1], FINE * len(line)) for line in (xs, ys))
    weights = []
    for n in kept:
        mask = np.pad((won == n).astype(float), 1, mode="edge")
        soft = sum(mask[i : i + len(ys), j : j + len(xs)] for i in range(3) for j in range(3))
        wide = np.array([np.interp(fine_x, xs, row) for row in soft])
        weights.append(np.array([np.interp(fine_y, ys, column) for column in wide.T]).T)
    return fine_x, fine_y, np.argmax(weights, axis=0)


def _middle(mask: Any, xs: Any, ys: Any, letters: int) -> tuple[float, float, int]:
    """Return the cell of a region that is farthest from its border, where a name fits best.

    Where the region is too narrow there, the name stands upright: the third is its turn.
    """
    import numpy as np

    left, middle = np.pad(mask, 1), None
    # Wider than high: a name needs room to its sides.
    while left.any():
        middle = np.argwhere(left)
        wide = left[:, 2:] & left[:, :-2] & left[:, 1:-1]
        left = np.pad(wide[2:] & wide[:-2] & wide[1:-1], 1)
        further = left[:, 2:] & left[:, :-2] & left[:, 1:-1]
        left = np.pad(further, ((0, 0), (1, 1)))
    row, column = middle[len(middle) // 2] - 1
    half = 0.03 + 0.0105 * letters  # of the name, where the map's width is 1; its height is 0.6
    wide, high = mask[row].sum() / len(xs), mask[:, column].sum() / len(ys)
    x, y = float(xs[column]), float(ys[row])
    if wide < 2 * half and 0.6 * high > wide:
        room = (ys[-1] - ys[0]) * half / 0.6
        x = float(xs[mask[row]].mean())
        return x, float(np.clip(y, ys[0] + room, ys[-1] - room)), 90
    room = (xs[-1] - xs[0]) * half
    return float(np.clip(x, xs[0] + room, xs[-1] - room)), y, 0


def _isen(ax: Any, role: str, inside: Any, xs: Any, ys: Any, look: Look) -> None:
    """Fill a region with its pattern: dots, chevrons, a grid, or flowers of four petals."""
    import numpy as np
    from matplotlib.path import Path as Outline

    bend = [(-1, -0.4), (0, 0.4), (1, -0.4)]
    cross = [(-1, 0), (1, 0), (0, -1), (0, 1)]
    petals = [
        corner
        for x, y in ((1, 1), (-1, 1), (-1, -1), (1, -1))
        for corner in ((0, 0), (0.9 * x, 0.1 * y), (x, y), (0.1 * x, 0.9 * y), (0, 0))
    ]
    move, line, curve = Outline.MOVETO, Outline.LINETO, Outline.CURVE3
    marks = {
        "act": ("o", 2.2),
        "assess": (Outline(bend, [move, line, line]), 7),
        "clear": (Outline(cross, [move, line] * 2), 13),
        "mixed": (Outline(petals, [move, curve, curve, curve, curve] * 4), 7.5),
        "no": ("x", 4),
    }
    marker, size = marks[role]
    step = FINE * 5 // 4
    margin = FINE // 2
    solid = inside.copy()
    for shift in (-margin, margin):
        for axis in (0, 1):
            solid &= np.roll(inside, shift, axis)
    rows, columns = np.nonzero(solid)
    shift = (rows // step) % 2 * (step // 2) if role in ("act", "no") else 0
    on = (rows % step == step // 2) & ((columns + shift) % step == step // 2)
    fill = look[role] if role == "act" else "none"
    ax.plot(
        xs[columns[on]], ys[rows[on]], linestyle="none", marker=marker, markersize=size,
        markerfacecolor=fill, markeredgecolor=look[role], markeredgewidth=0.7, alpha=0.75,
    )  # fmt: skip
