"""The story on paper: a few frames, the cloth of all threads, and room for the reader's guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jalur.errors import InputError
from jalur.figures.axis import in_words
from jalur.figures.figure import Figure, Look, voice
from jalur.story import Frame, Plan, frame, scenes
from jalur.story.names import lane_names, station_name
from jalur.story.narration import caption, day_text
from jalur.story.outcome import gain_and_price, outcome, rows
from jalur.story.plan import Shape
from jalur.story.things import emblem_of, things
from jalur.table import Table
from jalur.texts import number, say

MARKS = {"assess": "^", "clear": "s", "act": "o"}
FRAME, BRANCH, CLOTH, THREAD, LINE = 1.3, 0.5, 0.75, 0.055, 0.19
"""Inches: a frame, a branch more, the cloth's axis and key, a thread, a row of the table."""
APART = 1.4
"""How far apart branches lie, in the units of a frame: a station's distance to the next is 1."""


def storyboard(
    *traces: Any,
    language: str | None = None,
    names: Sequence[str | Mapping[str, str] | None] | None = None,
) -> Figure:
    """Return the story of a run on one page: two to six frames, the cloth, and its numbers.

    The frames show the start, the first refusal, the longest queue, the first file sent back,
    half time and the end, where there is such a moment; the sentences are the player's.

    Args:
        traces: What `log.trace()` gives, one or more of the same proposals.
        language: ``"id"`` or ``"en"``; without it, the reader's.
        names: A name for every path, or one per language; without it, the named paths have
            theirs.

    Raises:
        InputError: If there are no traces, or more than three.

    >>> from jalur import direct, full, simulate
    >>> board = storyboard(*(simulate(path, cases=3).trace() for path in (direct(), full())))
    >>> len(board.table)
    4
    """
    language, said = voice("story", language)
    if not 1 <= len(traces) <= 3:
        raise InputError("storyboard.traces", got=len(traces))
    plans = [Plan(trace) for trace in traces]
    lanes = [lane_names(plan.record, n, language, names) for n, plan in enumerate(plans)]
    who = [lane[".who"] for lane in lanes]
    moments = scenes(plans)
    shots = [
        (
            f"{day_text(t, language)} {say(f'figure.scene.{name}', language)}",
            caption(plans, t, language, who),
            [frame(plan, t) for plan in plans],
        )
        for name, t in moments
    ]
    made = [outcome(plan.record) for plan in plans]
    emblem = emblem_of(plans[0].record["situation"])
    nouns = things(emblem, language)
    numbers = [row.split("\t") for row in rows(made, language, emblem)]
    deep = max(_depth(plan.tree) for plan in plans)
    threads = THREAD * min(len(plans[0].cases["case"]) + 3, 40) * len(plans)
    parts = [FRAME + BRANCH * (deep - 1)] * len(shots)
    parts += [CLOTH + threads, LINE * (len(numbers) + 2)]

    def draw(picture: Any, look: Look) -> None:
        cells = picture.subplots(len(parts), 1, height_ratios=parts, squeeze=False)[:, 0]
        for ax, (head, sentence, frames) in zip(cells, shots, strict=False):
            ax.set_title(head, fontsize=9)
            ax.text(0, 1, sentence, transform=ax.transAxes, fontsize=8.5, va="top")
            _draw_frame(ax, plans, frames, lanes, deep, look, language)
        _draw_cloth(cells[-2], plans, [lane[""] for lane in lanes], look, language)
        one_thread = said("cloth", **nouns)
        cells[-2].set_title(one_thread, fontsize=8.5, fontweight="normal")
        _draw_numbers(cells[-1], numbers, [lane[".short"] for lane in lanes], look, language)

    columns: dict[str, list[object]] = {
        said("scene"): [head for head, _, _ in shots],
        say("player.story.what", language): [sentence for _, sentence, _ in shots],
    }
    for n, lane in enumerate(lanes):
        here = [frames[n] for _, _, frames in shots]
        refused = [sum(station.refused for station in now.stations) for now in here]
        columns[f"{lane['.short']}: {say('figure.story.refused', language)}"] = refused
        columns[f"{lane['.short']}: {say('player.built', language)}"] = [now.built for now in here]
    told = [f"{head} {sentence}" for head, sentence, _ in shots]
    told += [f"{name}: {'; '.join(found)}." for name, *found in numbers]
    title = say(f"player.title.{len(plans)}", language, **nouns)
    note = gain_and_price(made, who, language, emblem).replace("*", "")
    height = 0.45 + sum(parts)
    return Figure(title, in_words(title, told), Table(columns), draw, language, note, height)


def _depth(shape: Shape) -> int:
    """Return how many branches lie above one another."""
    if shape.branches:
        return sum(map(_depth, shape.branches))
    return max(map(_depth, shape.row), default=1)


def _place(
    shape: Shape, x: float, y: float, spots: dict[int, tuple[float, float]], ways: list[list]
) -> float:
    """Give every station of a part its place, from `x` on, and return where the part ends."""
    for part in shape.row:
        x = _place(part, x, y, spots, ways)
    if shape.row:
        return x
    if not shape.branches:
        spots[shape.station] = (x, y)
        return x + 1
    deep, ends = _depth(shape), []
    top = y + (deep - 1) / 2 * APART
    for branch in shape.branches:
        own = _depth(branch)
        middle = top - (own - 1) / 2 * APART
        top -= own * APART
        ends.append((middle, _place(branch, x + 0.5, middle, spots, ways)))
    end = max(end for _, end in ends)
    for middle, _ in ends:
        ways.append([(x - 0.7, y), (x - 0.4, middle), (end - 0.5, middle), (end, y)])
    spots[shape.station] = (end, y)
    return end + 1


def _draw_frame(
    ax: Any,
    plans: Sequence[Plan],
    frames: Sequence[Frame],
    lanes: Sequence[Mapping[str, str]],
    deep: int,
    look: Look,
    language: str,
) -> None:
    """Draw every lane from its door to what is built: files, trays and counts."""
    ax.set_axis_off()
    left, low = 0.0, (1 - deep) / 2 * APART
    for plan, now, lane in zip(plans, frames, lanes, strict=True):
        spots: dict[int, tuple[float, float]] = {}
        ways: list[list] = []
        end = _place(plan.tree, left + 1.6, 0, spots, ways)
        forks = [(way[0][0], way[-1][0]) for way in ways]
        for way in [[(left, 0), (end - 0.2, 0)], *ways]:
            ax.plot(*zip(*way, strict=True), color=look["line2"], linewidth=1.1, zorder=0)
        for start, stop in forks:  # no ground where the path forks
            ax.plot([start, stop], [0, 0], color=look["card"], linewidth=2, zorder=0.5)
        ax.text(left, 1.55 - low, lane[""], fontsize=8.5, fontweight="bold", va="center")
        for place, (x, y) in spots.items():
            _draw_station(ax, plan, place, now.stations[place].refused, (x, y), look, language)
        piles: dict[tuple[str, int], list[bool]] = {}
        for file in now.files:
            if file.place in ("door", "queue", "seat", "wait"):
                piles.setdefault((file.place, file.station), []).append(file.faded)
        for (place, station), files in piles.items():
            _draw_pile(ax, spots.get(station, (left + 0.5, 0)), sorted(files), place, look)
        built = {"ha": "center", "va": "center", "color": look["act"]}
        ax.text(end, 0.42, number(now.built, language), fontsize=11, fontweight="bold", **built)
        ax.text(end, -0.42, say("player.built", language), fontsize=7, **built)
        left = end + 1.0
    ax.set_xlim(-0.1, left - 0.4)
    ax.set_ylim(low - 0.6, 2.3 - low)


def _draw_station(
    ax: Any,
    plan: Plan,
    place: int,
    refused: int,
    at: tuple[float, float],
    look: Look,
    language: str,
) -> None:
    station, role = plan.stations[place], plan.stations[place].work
    if station.kind == "post":
        name = station_name(plan, place, language, "")
        box = {"facecolor": look["card"], "edgecolor": look["line2"], "pad": 2}
        ax.text(*at, name, fontsize=6.5, ha="center", va="center", bbox=box)
    else:
        ax.plot(
            *at, MARKS[role], markersize=9, color=look[f"{role}-t"], markeredgecolor=look[role],
            markeredgewidth=1.5,
        )  # fmt: skip
    if refused:
        ax.text(
            at[0], at[1] - 0.42, f"× {refused}", fontsize=7.5, ha="center", va="center",
            color=look["no"], fontweight="bold",
        )  # fmt: skip


def _draw_pile(
    ax: Any, at: tuple[float, float], files: Sequence[bool], place: str, look: Look
) -> None:
    """Draw files in rows: upright where they wait, lying where they are worked on."""
    waiting, queue = place in ("door", "queue"), place == "queue"
    in_row = 3 if queue else 6
    shown = files[: 3 * in_row]
    wide = min(in_row, len(shown))
    x = at[0] - (0.5 if queue else 0) - (wide - 1) / 2 * 0.13
    y = at[1] + (0.3 if waiting else 0.42)
    for n, faded in enumerate(shown):
        ax.plot(
            x + n % in_row * 0.13, y + 0.27 * (n // in_row), marker="|" if waiting else "s",
            markersize=7 if waiting else 4.6, color=look["sunk" if faded else "card"],
            markeredgecolor=look["line2" if faded else "ink"],
            markeredgewidth=1.6 if waiting else 0.9,
        )  # fmt: skip
    if len(files) > 3:
        top = y + 0.27 * ((len(shown) - 1) // in_row + 1)
        ax.text(
            x + (wide - 1) / 2 * 0.13, top, str(len(files)), fontsize=7, ha="center", va="center",
            color=look["ink2"],
        )  # fmt: skip


def _draw_cloth(
    ax: Any, plans: Sequence[Plan], names: Sequence[str], look: Look, language: str
) -> None:
    """Draw a thread for every case: solid work, dotted waiting, × refused, ● done."""
    ax.grid(axis="x")
    ax.grid(axis="y", visible=False)
    ax.set_facecolor(look["sunk"])
    row = 0
    for plan, name in zip(plans, names, strict=True):
        ax.text(0.006, row + 0.2, name, transform=ax.get_yaxis_transform(), fontsize=8.5,
                fontweight="bold", va="center")  # fmt: skip
        row += 2
        for case in range(len(plan.cases["case"])):
            for token in plan.tokens:
                if token.case != case or "/" in token.key:
                    continue
                for stay in token.stays:
                    until = min(stay.until, token.fade)
                    if stay.place not in ("queue", "seat", "wait") or until <= stay.since:
                        continue
                    work = plan.stations[stay.station].work if stay.place == "seat" else ""
                    ax.plot(
                        [stay.since, until], [row, row], color=look[work or "ink2"],
                        linestyle="-" if work else (0, (1, 1.4)), solid_capstyle="butt",
                        linewidth=2.4 if work else 1,
                    )  # fmt: skip
            accepted = plan.cases["accepted"][case]
            ax.plot(
                plan.cases["end"][case], row, "o" if accepted else "x", markersize=3.2,
                color=look["act" if accepted else "no"], markeredgewidth=1.1,
            )  # fmt: skip
            row += 1
        row += 1
    ax.set_yticks([])
    ax.set_ylim(row - 0.5, -1)
    ax.set_xlim(left=0)
    ax.xaxis.set_ticks_position("top")
    ax.tick_params(axis="x", length=0, labelsize=8)
    ax.xaxis.set_major_formatter(lambda value, _: number(round(value), language))


def _draw_numbers(
    ax: Any, numbers: Sequence[Sequence[str]], names: Sequence[str], look: Look, language: str
) -> None:
    """Draw the outcome as the player's table has it, over a line for the reader's guess."""
    ax.set_axis_off()
    head = [""]
    for n, name in enumerate(names):
        head += [name, f"{name} − {names[0]}"] if n else [name]
    for row, cells in enumerate([head, *numbers]):
        for column, cell in enumerate(cells):
            x = 0 if not column else 1 - 0.17 * (len(cells) - 1 - column)
            ax.text(
                x, -row, cell, fontsize=8.5, ha="right" if column else "left", va="center",
                fontweight="normal" if row else "bold",
            )  # fmt: skip
        ax.axhline(-row - 0.5, color=look["line"], linewidth=0.8)
    guess = say("figure.story.guess", language)
    ax.text(0, -len(numbers) - 1.2, guess, fontsize=10, fontweight="bold", va="center")
    ax.set_xlim(0, 1)
    ax.set_ylim(-len(numbers) - 1.7, 0.5)
