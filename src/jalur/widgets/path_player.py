"""Play recorded cases as folders that travel along their paths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import traitlets

from jalur.errors import InputError
from jalur.model import Situation
from jalur.story.things import emblem_of
from jalur.texts import LANGUAGES
from jalur.widgets import replay
from jalur.widgets.emblems import DRAWINGS
from jalur.widgets.player_words import ending, labels, stand_in
from jalur.widgets.widget import Widget, news

if TYPE_CHECKING:
    from jalur.model import Trace
    from jalur.model.path import Part

QUESTIONS = ("built", "bad")
"""What a reader may be asked before anything moves."""


class PathPlayer(Widget):
    """One to three recorded paths on one clock: the same proposals on each.

    The widget decides nothing: it plays what the model has recorded, so that a figure, a test
    and an animation always agree. Nothing moves until the reader presses Play.

    Args:
        traces: What `log.trace()` gives, one to three of them, of the same proposals.
        language: ``"id"`` or ``"en"``; without it, the reader's (see `jalur.begin`).
        predict: The question before the first play: ``"built"``, how many proposals reach the
            crew on each path; ``"bad"``, how many bad ones do; None, no question.
        title: What stands above the player: a text, or one text per language.
        names: A name for every path, as `title`; without it, the named paths have theirs.
        emblem: What the crew builds: ``"bridge"``; a dike against the ``"wave"``; a depot for
            what is in the ``"flask"``; a stall, ``"shop"``. Without it, what the brief of the
            situation asks for.

    >>> from jalur import PathPlayer, direct, simulate
    >>> player = PathPlayer(simulate(direct(), cases=3).trace(), language="en")
    >>> player.guess
    []
    """

    stem = "path_player"

    traces = traitlets.List(traitlets.Dict()).tag(sync=True)
    day = traitlets.Float(0.0, help="The playhead, in working days.").tag(sync=True)
    predict = traitlets.Enum((*QUESTIONS, None), allow_none=True, default_value="built").tag(
        sync=True
    )
    guess = traitlets.List(
        traitlets.Int(), help="The reader's guess, a number per path; empty before it is kept."
    ).tag(sync=True)
    opened = traitlets.Bool(False, help="Whether good and bad are shown.").tag(sync=True)
    peeked = traitlets.Bool(False, help="Whether they were shown before the end.").tag(sync=True)
    ending = traitlets.Dict(
        help="By language, the sentence that ends the story, and the rows of its table."
    ).tag(sync=True)
    emblem = traitlets.List(
        traitlets.Unicode(), help="What the crew builds, drawn whole and broken."
    ).tag(sync=True)
    settings = traitlets.Dict(
        help="What the reader may change, by name: value, least, most, step; empty: nothing."
    ).tag(sync=True)
    # Nobody needs to hear it from Python again: the answer is in `settings`.
    wanted = traitlets.Dict(help="What the reader wants changed.").tag(sync=True, echo_update=False)
    follow = traitlets.Int(None, allow_none=True, help="The followed case.").tag(sync=True)
    speed = traitlets.Float(1.0).tag(sync=True)

    def __init__(
        self,
        *traces: Trace | Mapping[str, Any],
        language: str | None = None,
        predict: str | None = "built",
        title: str | Mapping[str, str] | None = None,
        names: Sequence[str | Mapping[str, str]] | None = None,
        emblem: str | None = None,
        **traits: Any,
    ) -> None:
        records = [_record(trace) for trace in traces]
        _check(records, names)
        cases = records[0]["cases"]["case"]
        emblem = emblem or emblem_of(records[0]["situation"])
        if emblem not in DRAWINGS:
            raise InputError("player.emblem", known=", ".join(DRAWINGS), got=emblem)
        self._said = title, names or [None] * len(records), emblem
        super().__init__(
            self._words(records),
            language,
            traces=records,
            ending=self._ending(records),
            predict=predict,
            emblem=list(DRAWINGS[emblem]),
            **{"follow": cases[0] if cases else None, **traits},
        )

    def retell(self, *traces: Trace | Mapping[str, Any]) -> None:
        """Play other traces, as many as before; title, names and the reader's guess stay."""
        records = [_record(trace) for trace in traces]
        _check(records, self._said[1])
        with self.hold_sync():
            self._tell(records)

    def traits_for(self, *traces: Trace) -> dict[str, Any]:
        """Return the traits that would be other ones if these were played; of labels, the new."""
        records = [trace.record for trace in traces]
        new = news(self._words(records), self.labels)
        told = {"traces": records, "ending": self._ending(records)}
        return told | ({"labels": new} if any(new.values()) else {})

    def shown_state(self) -> dict[str, Any]:
        """Return what a page keeps: nobody there could tell the story anew."""
        return super().shown_state() | {"settings": {}, "wanted": {}}

    def told(self) -> str:
        """Return the title, the paths, the question or else gain and price, and the table.

        >>> told = play(direct(), cases=5, language="en").told().splitlines()
        >>> told[0], told[-1]
        ('**One path**', 'How many proposals, out of 5, reach the crew?')
        """
        asked = self.predict if len(self.guess) != len(self.traces) else None
        said = self.labels[self.language] | self.ending[self.language]
        return stand_in(self.traces, said, asked)

    def let_change(
        self, paths: Sequence[Part], situation: Situation, cases: int, seed: int
    ) -> None:
        """Let the reader change the story's settings: every wish simulates it anew.

        >>> player = play(direct(), cases=5)
        >>> player.wanted = {"cases": 8}
        >>> len(player.traces[0]["cases"]["case"])
        8
        """
        self.settings = replay.settings(paths, situation, cases, seed)

        def tell_anew(_: object) -> None:
            values = replay.agreed(self.settings, self.wanted)
            story = replay.changed(paths, situation, values)
            records = [_record(trace) for trace in replay.traces(*story)]
            with self.hold_sync():
                self.guess, self.opened, self.peeked, self.day = [], False, False, 0.0
                self.settings = {
                    name: (values[name], *limits) for name, (_, *limits) in self.settings.items()
                }
                if self.follow not in records[0]["cases"]["case"]:
                    self.follow = 1
                self._tell(records)

        self.observe(tell_anew, "wanted")

    def _tell(self, records: list[dict[str, Any]]) -> None:
        if list(map(_named, records)) != list(map(_named, self.traces)):
            self.labels = self._words(records)
        self.ending, self.traces = self._ending(records), records

    def _words(self, records: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
        return {each: labels(each, records, *self._said) for each in LANGUAGES}

    def _ending(self, records: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
        return {each: ending(each, records, *self._said[1:]) for each in LANGUAGES}


def play(
    *paths: Part,
    situation: Situation | None = None,
    cases: int = 20,
    seed: int = 1,
    **traits: Any,
) -> PathPlayer:
    """Simulate the same proposals on every path and return the player.

    >>> from jalur import direct, full, play
    >>> len(play(direct(), full(), cases=5, seed=7).traces)
    2
    """
    story = paths, situation or Situation(), cases, seed
    player = PathPlayer(*replay.traces(*story), **traits)
    player.let_change(*story)
    return player


def _record(trace: Trace | Mapping[str, Any]) -> dict[str, Any]:
    return dict(getattr(trace, "record", trace))


def _named(record: Mapping[str, Any]) -> list[object]:
    """Return what a trace's labels are made of: as long as it stays, so do they."""
    return [record["situation"]["arrivals"] is None, *map(record.get, ("name", "steps", "joins"))]


def _check(records: list[dict[str, Any]], names: Sequence[object] | None) -> None:
    if not 1 <= len(records) <= 3:
        raise InputError("player.traces", got=len(records))
    if any(record["cases"]["case"] != records[0]["cases"]["case"] for record in records):
        raise InputError("player.cases")
    if names is not None and len(names) != len(records):
        raise InputError("player.names", traces=len(records), got=len(names))
