"""Play recorded cases as folders that travel along their paths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import traitlets

from jalur.errors import InputError
from jalur.model import Situation, flash_flood, hazardous_chemicals, stall_permits
from jalur.texts import LANGUAGES, catalogue, say
from jalur.widgets import replay
from jalur.widgets.outcome import gain_and_price, outcome, rows, things
from jalur.widgets.widget import Widget, own, words

if TYPE_CHECKING:
    from jalur.model import Trace
    from jalur.model.path import Part

QUESTIONS = ("built", "bad")
"""What a reader may be asked before anything moves."""
KINDS = ("assess", "clear", "act")
BRIEFS = {"wave": flash_flood, "flask": hazardous_chemicals, "shop": stall_permits}
"""What the crew builds, and the brief that asks for it; a bridge everywhere else."""
EMBLEMS = {
    "bridge": (
        "M-21-12H21M-16 0Q0-19 16 0M-9-12V-6M9-12V-6M-19 0H-12M12 0H19",
        "M-21-12H-5L-3-7M21-9 6-5M-16 0Q-12-6-7-8M16 0Q13-5 9-4M-19 0H-12M12 0H19",
    ),
    "wave": (
        "M-20 0H20M-14 0-8-8H8L14 0M-20-14q5-6 10 0t10 0 10 0 10 0",
        "M-20 0H20M-14 0-8-8H-4L-2 0M6 0 9-6 14 0M-20-14q5-6 10 0t10 0q5 6 9 12",
    ),
    "flask": (
        "M-13 0H13L4-12V-19M-13 0-4-12V-19M-7-19H7M-9-5H9",
        "M-13 0-4-12V-19M-7-19H7M-13 0H-3L0-5-3-9M5 0H13L4-12V-19M8 4H18",
    ),
    "shop": (
        "M-19-18H19L16-9H-16ZM-14-9V0M14-9V0M-14-4H14M-19 0H19M-6-18V-9M6-18V-9",
        "M-19-18H-3L-6-9H-16ZM-14-9V0M3-15 20-10 15-3M3-15 5-7 15-3M-14-4H2M-19 0H19",
    ),
}
"""How it is drawn in 48 by 21 units, whole, and as it is when the proposal was bad."""


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
    emblem = traitlets.List(
        traitlets.Unicode(), help="What the crew builds, drawn whole and broken."
    ).tag(sync=True)
    settings = traitlets.Dict(
        help="What the reader may change, by name: value, least, most, step; empty: nothing."
    ).tag(sync=True)
    wanted = traitlets.Dict(help="What the reader has changed.").tag(sync=True)
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
        emblem = emblem or _emblem(records[0]["situation"])
        if emblem not in EMBLEMS:
            raise InputError("player.emblem", known=", ".join(EMBLEMS), got=emblem)
        self._said = title, names or [None] * len(records), emblem
        super().__init__(
            self._words(records),
            language,
            traces=records,
            predict=predict,
            emblem=list(EMBLEMS[emblem]),
            **{"follow": cases[0] if cases else None, **traits},
        )

    def shown_state(self) -> dict[str, Any]:
        """Return what a page keeps: nobody there could tell the story anew."""
        return super().shown_state() | {"settings": {}, "wanted": {}}

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
            known = self.settings
            now = replay.changed(paths, situation, known, self.wanted)
            records = [_record(trace) for trace in replay.traces(*now)]
            with self.hold_sync():
                self.guess, self.opened, self.peeked, self.day = [], False, False, 0.0
                self.settings = {
                    name: (self.wanted.get(name, setting[0]), *setting[1:])
                    for name, setting in known.items()
                }
                self.labels = self._words(records)
                if self.follow not in records[0]["cases"]["case"]:
                    self.follow = 1
                self.traces = records

        self.observe(tell_anew, "wanted")

    def _words(self, records: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
        return {each: _labels(each, records, *self._said) for each in LANGUAGES}


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


def _emblem(situation: Mapping[str, Any]) -> str:
    """Return the emblem of the brief in which as much is at stake; a bridge if there is none."""
    stakes = ("good_share", "urgency", "gain", "loss", "budget")
    for emblem, brief in BRIEFS.items():
        if all(situation[name] == getattr(brief(), name) for name in stakes):
            return emblem
    return "bridge"


def _check(records: list[dict[str, Any]], names: Sequence[object] | None) -> None:
    if not 1 <= len(records) <= 3:
        raise InputError("player.traces", got=len(records))
    if any(record["cases"]["case"] != records[0]["cases"]["case"] for record in records):
        raise InputError("player.cases")
    if names is not None and len(names) != len(records):
        raise InputError("player.names", traces=len(records), got=len(names))


def _labels(
    language: str,
    records: list[dict[str, Any]],
    title: str | Mapping[str, str] | None,
    names: Sequence[str | Mapping[str, str] | None],
    emblem: str,
) -> dict[str, str]:
    """Return every word of one player: its own, its title, names, legend and outcome."""
    texts = catalogue(language)
    said_here = ("title.", "table.", "lane", "who.a", "who.c", "finish.", "thing")
    in_page = ("finish.ready", "finish.shown", "finish.peeked", "finish.good", "finish.bad")
    nouns = things(emblem, language)
    said = {
        key: text.replace("{thing}", nouns["thing"]).replace("{things}", nouns["things"])
        for key, text in words(language, "player.").items()
        if not key.startswith(said_here) or key in in_page
    }
    said["title"] = own(title, language) or texts[f"player.title.{len(records)}"]
    said["legend"] = " ".join(_legend(records))
    said |= {f"legend.{kind}": texts[f"kind.{kind}"] for kind in KINDS}
    for n, (record, name) in enumerate(zip(records, names, strict=True)):
        for form in ("", ".who", ".short"):
            known = texts.get(f"path.{record['name']}{form}")
            unnamed = say(f"player.lane{form if form == '.who' else ''}", language, n=n + 1)
            said[f"lane.{n}{form}"] = own(name, language) or known or unnamed
        for step in record["steps"]:
            said |= _step_words(texts, step["name"], step["kind"])
    made = [outcome(record) for record in records]
    said["results"] = "\n".join(rows(made, language, emblem))
    said["finish"] = gain_and_price(
        made, [said[f"lane.{n}.who"] for n in range(len(records))], language, emblem
    )
    return said


def _legend(records: list[dict[str, Any]]) -> list[str]:
    """Return which small pictures these traces need explained, in order."""
    steps = [step for record in records for step in record["steps"]]
    used = {step["kind"] for step in steps}
    needed = {
        "waiting": any(record["situation"]["arrivals"] is not None for record in records),
        "copy": any(not join["panel"] for record in records for join in record["joins"]),
        "back": any(step["rounds"] for step in steps),
        "silent": any(step["deadline"] is not None for step in steps),
        "refused": True,
        "follow": True,
    }
    return [kind for kind in KINDS if kind in used] + [key for key, yes in needed.items() if yes]


def _step_words(texts: Mapping[str, str], name: str, kind: str) -> dict[str, str]:
    """Return what a step is called: over its desk, in a sentence, on a phone, as a panel."""
    stem, _, number = name.rpartition("_")
    stem = stem if number.isdigit() else name
    found = {
        f"step.{name}{form}": text.replace("{n}", number)
        for form in ("", ".who", ".short")
        if (text := texts.get(f"step.{name}{form}") or texts.get(f"step.{stem}{form}"))
    }
    plain = found.setdefault(f"step.{name}", name.replace("_", " "))
    found.setdefault(f"step.{name}.who", texts[f"player.who.{kind}"].replace("{name}", plain))
    panel = {
        key: texts[key] for form in ("", ".who") if (key := f"step.{stem}.panel{form}") in texts
    }
    return found | panel
