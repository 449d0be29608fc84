"""Turn the knobs of a model and see at once what follows, as a chart, a sentence and a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import traitlets

from jalur.errors import InputError
from jalur.texts import LANGUAGES, catalogue, number
from jalur.widgets import kept
from jalur.widgets.page import page
from jalur.widgets.path_player import PathPlayer
from jalur.widgets.reading import Chart, Choice, Reading, Slider, plain
from jalur.widgets.widget import Widget, grid, words


class Explorer(Widget):
    """Knobs, charts and players that hang together; all numbers come from `compute`.

    In a notebook every turn asks `compute`. A page of its own keeps, from when it was saved, as
    many positions of the knobs as fit (at most 25 each), offers those and says so.

    Args:
        compute: Takes the knobs' values by name, returns a `Reading`.
        knobs: What a reader may change: `Slider`s and `Choice`s, named as `compute` names them.
        charts: What is drawn, from left to right.
        texts: The stem of its words in the texts of the course (``"explore.chain"``), or the
            words themselves, by language and key: ``title``, ``finding``, ``knob.<name>``,
            ``series.<name>``, ``rule.<name>`` and what `Choice` and `Chart` name.
        call: The line of Python that makes the same state, with ``{}`` for the values.
        players: For every player, what `PathPlayer` takes besides traces, such as ``names``.
        language: ``"id"`` or ``"en"``; without it, the reader's (see `jalur.begin`).
        values: Where the knobs stand instead of their own `value`.

    Raises:
        InputError: If a value is none that its knob can have.

    >>> from jalur import explore
    >>> chain = explore("chain", n=7)
    >>> round(chain.reading["at"]["plain"])
    4783
    >>> chain.code
    'jalur.explore("chain", p=0.9, n=7, tries=2, pull=0.1)'
    """

    stem = "explorer"

    values = traitlets.Dict(help="Where the knobs stand, by name.").tag(sync=True)
    start = traitlets.Dict(help="Where they stood first; reset goes there.").tag(sync=True)
    knobs = traitlets.List(help="What can be turned.").tag(sync=True)
    charts = traitlets.List(help="What stands still in the charts.").tag(sync=True)
    reading = traitlets.Dict(help="What `compute` said, and of which values.").tag(sync=True)
    call = traitlets.Unicode(help="The line of Python, a blank for the values.").tag(sync=True)

    def __init__(
        self,
        compute: Callable[..., Reading],
        knobs: Sequence[Slider | Choice],
        charts: Sequence[Chart],
        texts: str | Mapping[str, Mapping[str, str]],
        *,
        call: str = "explorer.set({})",
        players: Sequence[Mapping[str, Any]] = (),
        language: str | None = None,
        **values: float | str,
    ) -> None:
        self._compute, self._knobs = compute, {knob.name: knob for knob in knobs}
        start = {name: knob.value for name, knob in self._knobs.items()}
        start = self._checked(start, values)
        first = compute(**start)
        self.feeds = [
            PathPlayer(*traces, language=language, **{"predict": None, **shown})
            for traces, shown in zip(first.traces, players, strict=True)
        ]
        super().__init__(
            {each: _labels(each, texts) for each in LANGUAGES},
            language,
            values=start,
            start=start,
            knobs=[asdict(knob) | {"positions": knob.positions} for knob in knobs],
            charts=[asdict(chart) for chart in charts],
            reading=_told(first, start),
            call=call,
        )
        self.observe(self._turned, "values")
        for player in self.feeds:
            traitlets.link((self, "language"), (player, "language"))

    @property
    def players(self) -> list[PathPlayer]:
        """Return the players that follow the knobs."""
        return list(self.feeds)

    @property
    def code(self) -> str:
        """Return one line of Python that makes this state."""
        told = (f"{name}={value!r}" for name, value in self.values.items())
        return self.call.replace("{}", ", ".join(told).replace("'", '"'))

    def set(self, **values: float | str) -> None:
        """Turn some knobs.

        Raises:
            InputError: If there is no such knob, or it cannot have that value.
        """
        self.values = self._checked(self.values, values)

    def reset(self) -> None:
        """Turn every knob back to where it stood first."""
        self.values = dict(self.start)

    def to_html(self) -> str:
        """Return a page with the explorer and its players, for readers without a kernel."""
        return page(self, *self.feeds)

    def shown_state(self) -> dict[str, Any]:
        """Return what a page keeps: the traits, and what was computed for it."""
        knobs = {name: knob.positions for name, knob in self._knobs.items()}
        most = kept.MOST_PLAYED if self.feeds else kept.MOST_CELLS
        saved = kept.keep(self._page_reading, knobs, [self.values, self.start], most)
        return super().shown_state() | {"saved": {"packed": kept.packed(saved)}, "handed": []}

    def _page_reading(self, values: Mapping[str, Any]) -> dict[str, Any]:
        reading = self._compute(**values)
        fed = zip(self.feeds, reading.traces, strict=True)
        handed = [player.traits_for(*traces) for player, traces in fed]
        return _told(reading, {}) | {"handed": handed}

    def told(self) -> str:
        """Return the title, the line of Python, what follows from it, and what the players tell.

        >>> from jalur import explore
        >>> print(explore("chain", n=7, language="en").told().splitlines()[-1])
        | Five agreements to a package | 8,100 |
        """
        said = self.labels[self.language]
        rows = [
            (said[f"series.{one['name']}"], self._number(value, chart["y_unit"]))
            for chart in self.charts
            for one in chart["series"]
            if (value := self.reading["at"].get(one["name"])) is not None
        ]
        table = grid(["", said["here"]], rows)
        parts = [f"**{said['title']}**", f"`{self.code}`", table]
        return "\n\n".join([*parts, *(player.told() for player in self.feeds)])

    def _number(self, value: float, unit: str) -> str:
        known = self.labels[self.language].get(f"unit.{unit}", "{n}")
        scaled = value * 100 if unit == "percent" else value
        return known.replace("{n}", number(float(f"{scaled:.3g}"), self.language))

    def _turned(self, change: Mapping[str, Any]) -> None:
        values = dict(change["new"])
        reading = self._compute(**values)
        self.reading = _told(reading, values)
        for player, traces in zip(self.feeds, reading.traces, strict=True):
            player.retell(*traces)

    def _checked(self, values: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
        checked = dict(values)
        for name, value in new.items():
            if name not in self._knobs:
                raise InputError("explore.knob", got=name, known=", ".join(self._knobs))
            places = self._knobs[name].positions
            if value not in places:
                known = _range(self._knobs[name])
                raise InputError("explore.value", name=name, known=known, got=value)
            checked[name] = places[places.index(value)]  # 7, if 7.0 was given
        return checked


def _range(knob: Slider | Choice) -> str:
    if isinstance(knob, Choice):
        return ", ".join(map(repr, knob.options))
    return f"{knob.low:g}, {plain(round(knob.low + knob.step, 9)):g}, … {knob.high:g}"


def _told(reading: Reading, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "of": dict(values),
        "lines": {name: list(line) for name, line in reading.lines.items()},
        "at": dict(reading.at),
        "numbers": dict(reading.numbers),
        "said": reading.said,
    }


def _labels(language: str, texts: str | Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    if isinstance(texts, Mapping):
        return words(language, "explorer.") | dict(texts[language])
    if f"{texts}.title" not in catalogue(language):
        raise InputError("explore.texts", got=texts)
    return words(language, "explorer.", f"{texts}.")
