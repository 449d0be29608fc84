"""The map of who wins where: the answer to "which is better?" is a place, not a name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import traitlets

from jalur.model.compare import NOTHING, Phase
from jalur.model.situation import Situation
from jalur.texts import LANGUAGES, number, say
from jalur.widgets.contenders import Names, looks, spoken
from jalur.widgets.reading import plain
from jalur.widgets.widget import Widget, grid, words

COLUMNS, ROWS = 4, 3
"""How many patches a reader paints, across and upwards."""
TOLD = 5
"""How many places of either axis the text names."""


class PhaseMap(Widget):
    """Who wins where, over two numbers of a situation, after the reader has painted a guess.

    The widget computes no value: it shows those that `jalur.phase` has found at the nodes of the
    map, draws the borders straight between them, and moves the reader's point from node to node.

    Args:
        phase: What `jalur.phase` returns.
        language: ``"id"`` or ``"en"``; without it, the reader's (see `jalur.begin`).
        predict: Whether the reader paints a guess before the map is shown.
        names: A name for every path, one text or one per language; the named paths have theirs.

    Raises:
        InputError: If there is not one name for each path.

    >>> from jalur import direct, full, phase, village_bridge
    >>> chart = PhaseMap(phase([direct(), full()], village_bridge(), cells=5))
    >>> chart.here.good_share, chart.winner
    (0.5, 'full')
    """

    stem = "phase_map"

    contenders = traitlets.List(traitlets.Dict(), help="Names and looks, nothing last.").tag(
        sync=True
    )
    axes = traitlets.List(traitlets.Dict(), help="Across and upwards: name, values.").tag(sync=True)
    values = traitlets.List(help="For each y, then each x, what each contender is worth.").tag(
        sync=True
    )
    at = traitlets.List(traitlets.Int(), help="The reader's point: its column, its row.").tag(
        sync=True
    )
    predict = traitlets.Bool(True).tag(sync=True)
    patches = traitlets.List(help="The middles of the patches: column and row.").tag(sync=True)
    guess = traitlets.List(
        traitlets.Unicode(), help="Who wins in each patch, by name; empty before it is kept."
    ).tag(sync=True)

    def __init__(
        self,
        phase: Phase,
        language: str | None = None,
        predict: bool = True,
        names: Names = None,
        **traits: Any,
    ) -> None:
        self.phase = phase
        paths = dict(zip(phase.names, phase.paths, strict=False))
        named = spoken(paths, names)
        nodes = len(phase.xs)
        start = [
            _nearest(places, getattr(phase.situation, axis))
            for axis, places in ((phase.x, phase.xs), (phase.y, phase.ys))
        ]
        super().__init__(
            {each: _labels(each, phase) | named[each] for each in LANGUAGES},
            language,
            **{
                "contenders": [
                    *looks(paths),
                    {"name": NOTHING, "shapes": [], "isen": "nothing", "turn": 0},
                ],
                "axes": [
                    {"name": phase.x, "values": list(phase.xs)},
                    {"name": phase.y, "values": list(phase.ys)},
                ],
                "values": [
                    [[round(one, 3) for one in node] for node in row] for row in phase.values
                ],
                "at": start,
                "predict": predict,
                "patches": [
                    [_middle(column, COLUMNS, nodes), _middle(row, ROWS, nodes)]
                    for row in reversed(range(ROWS))
                    for column in range(COLUMNS)
                ],
                **traits,
            },
        )

    @property
    def here(self) -> Situation:
        """The situation at the reader's point."""
        column, row = self.at
        return replace(
            self.phase.situation,
            **{self.phase.x: self.phase.xs[column], self.phase.y: self.phase.ys[row]},
        )

    @property
    def winner(self) -> str:
        """Who wins at the reader's point, by name."""
        column, row = self.at
        return self.phase.names[self.phase.winner[row][column]]

    @property
    def hits(self) -> int | None:
        """In how many of the patches the guess names the winner; None before it is kept."""
        if not self.guess:
            return None
        return sum(
            self.phase.names[self.phase.winner[row][column]] == name
            for (column, row), name in zip(self.patches, self.guess, strict=True)
        )

    def told(self) -> str:
        """Return the title, and the question or else who wins at some places of the map."""
        said = self.labels[self.language]
        if self.predict and not self.guess:
            return f"**{said['title']}**\n\n{said['guess.question']}"
        places = [round(n * (len(self.phase.xs) - 1) / (TOLD - 1)) for n in range(TOLD)]
        corner = said["table.axes"].format(x=said["x.label"], y=said["y.label"])
        rows = [
            [self._value(1, row)]
            + [said[f"name.{self.phase.winner[row][column]}.short"] for column in places]
            for row in reversed(places)
        ]
        head = [corner, *(self._value(0, column) for column in places)]
        return f"**{said['title']}**\n\n{grid(head, rows)}"

    def _value(self, axis: int, place: int) -> str:
        known = self.axes[axis]
        share = known["name"] in ("good_share", "urgency", "leak")
        value = plain(round(known["values"][place] * (100 if share else 1), 2))
        unit = self.labels[self.language][f"{'xy'[axis]}.unit"]
        return unit.replace("{n}", number(value, self.language))

    def __repr__(self) -> str:
        return f"{self.labels[self.language]['title']}\n{self.phase.table!r}"


def _nearest(places: tuple[float, ...], value: float) -> int:
    return min(range(len(places)), key=lambda place: abs(places[place] - value))


def _middle(place: int, patches: int, nodes: int) -> int:
    return round((place + 0.5) / patches * (nodes - 1))


def _labels(language: str, phase: Phase) -> dict[str, str]:
    """Return every word of one map but its contenders' names."""
    said = words(language, "map.")
    last = len(phase.names) - 1
    for form in ("", ".short", ".who"):
        said[f"name.{last}{form}"] = said[f"nothing{form}"]
    for which, axis in (("x", phase.x), ("y", phase.y)):
        for form in ("", ".label", ".long", ".unit"):
            said[f"{which}{form}"] = said[f"axis.{axis}{form}"]
    world = phase.situation
    fixed = [
        say(f"map.stake.{name}", language, n=number(getattr(world, name) * scale, language))
        for name, scale in (
            ("good_share", 100), ("urgency", 100), ("gain", 1), ("loss", 1), ("budget", 1),
            ("leak", 100),
        )
        if name not in (phase.x, phase.y)
    ]  # fmt: skip
    said["stakes"] = say("map.stakes", language, list=", ".join(fixed))
    return said
