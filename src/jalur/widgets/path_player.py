"""Play recorded cases as folders that travel along their paths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import traitlets

from jalur.errors import InputError
from jalur.story.outcome import gain_and_price, outcome, rows
from jalur.texts import LANGUAGES, catalogue, say
from jalur.widgets.widget import Widget, own, words

if TYPE_CHECKING:
    from jalur.model import Situation, Trace
    from jalur.model.path import Part

QUESTIONS = ("built", "bad")
"""What a reader may be asked before anything moves."""
KINDS = ("assess", "clear", "act")


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
    follow = traitlets.Int(None, allow_none=True, help="The followed case.").tag(sync=True)
    speed = traitlets.Float(1.0).tag(sync=True)

    def __init__(
        self,
        *traces: Trace | Mapping[str, Any],
        language: str | None = None,
        predict: str | None = "built",
        title: str | Mapping[str, str] | None = None,
        names: Sequence[str | Mapping[str, str]] | None = None,
        **traits: Any,
    ) -> None:
        records = [dict(getattr(trace, "record", trace)) for trace in traces]
        _check(records, names)
        cases = records[0]["cases"]["case"]
        self._called = (title, names or [None] * len(records))
        super().__init__(
            {each: _labels(each, records, *self._called) for each in LANGUAGES},
            language,
            traces=records,
            predict=predict,
            **{"follow": cases[0] if cases else None, **traits},
        )

    def retell(self, *traces: Trace | Mapping[str, Any]) -> None:
        """Play other traces, as many as before; title, names and the reader's guess stay."""
        records = [dict(getattr(trace, "record", trace)) for trace in traces]
        _check(records, self._called[1])
        with self.hold_sync():
            self.labels = {each: _labels(each, records, *self._called) for each in LANGUAGES}
            self.traces = records

    def words_for(self, *traces: Trace) -> dict[str, dict[str, str]]:
        """Return the words that would be new if these were played, by language."""
        records = [trace.record for trace in traces]
        return {
            each: dict(_labels(each, records, *self._called).items() - self.labels[each].items())
            for each in LANGUAGES
        }


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
    from jalur.model import Situation, simulate

    situation = situation or Situation()
    return PathPlayer(
        *(simulate(path, situation, cases=cases, seed=seed).trace() for path in paths), **traits
    )


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
) -> dict[str, str]:
    """Return every word of one player: its own, its title, names, legend and outcome."""
    texts = catalogue(language)
    said_here = ("title.", "table.", "lane", "who.a", "who.c")
    said = {
        key: text
        for key, text in words(language, "player.").items()
        if not key.startswith(said_here)
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
    said["results"] = "\n".join(rows(made, language))
    said["finish"] = gain_and_price(
        made, [said[f"lane.{n}.who"] for n in range(len(records))], language
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
