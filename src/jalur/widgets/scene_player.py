"""Play what is no path: meetings, garbage cans, promotions, evidence, juries, a real log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import traitlets

from jalur.model import limits
from jalur.texts import LANGUAGES, say
from jalur.widgets.scene_records import RECORDS
from jalur.widgets.widget import Widget, own, words


class ScenePlayer(Widget):
    """One recorded scene on a clock; see `scene`, which records and shows it.

    The widget decides nothing: it plays what a model has recorded. Nothing moves until the
    reader presses Play.

    Args:
        record: What a function of `jalur.widgets.scene_records` returns, and its ``kind``.
        language: ``"id"`` or ``"en"``; without it, the reader's (see `jalur.begin`).
        predict: Whether the reader is asked for a guess before the first play.
        title: What stands above the scene: a text, or one text per language.

    >>> from jalur import scene
    >>> scene("jury", rounds=10, language="en").guess
    []
    """

    stem = "scene_player"

    record = traitlets.Dict().tag(sync=True)
    moment = traitlets.Float(0.0, help="The playhead, in the scene's own unit of time.").tag(
        sync=True
    )
    variant = traitlets.Int(0, help="Which of the record's variants is played.").tag(sync=True)
    predict = traitlets.Bool(True).tag(sync=True)
    guess = traitlets.List(
        traitlets.Float(), help="The reader's guess, a number per field; empty before it is kept."
    ).tag(sync=True)
    speed = traitlets.Float(1.0).tag(sync=True)

    def __init__(
        self,
        record: Mapping[str, Any],
        language: str | None = None,
        predict: bool = True,
        title: str | Mapping[str, str] | None = None,
        **traits: Any,
    ) -> None:
        super().__init__(
            {each: _labels(each, record, title) for each in LANGUAGES},
            language,
            record=dict(record),
            predict=predict,
            **traits,
        )

    def told(self) -> str:
        """Return the title, what is shown, and the question or else how it ends.

        >>> from jalur import scene
        >>> scene("jury", rounds=10, language="en").told().splitlines()[0]
        '**A jury, a hundred times**'
        """
        said = self.labels[self.language]
        asking = self.predict and len(self.guess) != len(self.record["fields"])
        end = "question" if asking else f"finish.{self.variant}"
        return "\n\n".join([f"**{said['title']}**", said["subtitle"], said[end], said["note"]])


def scene(
    kind: str,
    *,
    language: str | None = None,
    predict: bool = True,
    title: str | Mapping[str, str] | None = None,
    **settings: Any,
) -> ScenePlayer:
    """Record a scene and return its player.

    Args:
        kind: ``"cabinet"``, ``"garbage_can"`` and ``"promotion"`` play `jalur.classics`;
            ``"evidence"`` asks opinions one by one between two walls; ``"jury"`` lets a panel
            vote many times; ``"permits"`` replays a real permit log, gap by gap.
        language: ``"id"`` or ``"en"``; without it, the reader's (see `jalur.begin`).
        predict: Whether the reader is asked for a guess before the first play.
        title: What stands above the scene: a text, or one text per language.
        settings: Of that scene; see the function of its name in `jalur.widgets.scene_records`.

    Raises:
        InputError: If there is no such scene, or a setting is out of its range.

    >>> from jalur import scene
    >>> scene("evidence", runs=50).record["fixed"]
    67
    """
    limits.choice("scene", "kind", kind, RECORDS)
    return ScenePlayer({"kind": kind} | RECORDS[kind](**settings), language, predict, title)


def _labels(
    language: str, record: Mapping[str, Any], title: str | Mapping[str, str] | None
) -> dict[str, str]:
    """Return every word of one scene: what all say, its own, and its sentences with numbers."""
    kind = f"scene.{record['kind']}"
    said = words(language, "scene.every.", f"{kind}.")
    for place in ("lanes", "variants"):
        for n, each in enumerate(record.get(place, ())):
            said[f"{place}.{n}"] = say(f"{kind}.{each['name']}", language, **each["said"])
    for key in ("title", "subtitle", "question", "note"):
        said[key] = say(f"{kind}.{key}", language, **record["said"])
    ends = [
        say(
            f"{kind}.finish",
            language,
            **record["said"] | each.get("said", {}),
            name=said.get(f"{place}.{n}"),
            outcome=record["outcome"][n] if n < len(record["outcome"]) else None,
        )
        for place in ("lanes", "variants")
        for n, each in enumerate(record.get(place, ()))
    ] or [say(f"{kind}.finish", language, **record["said"])]
    if "variants" in record:  # each ends in its own way; lanes end together
        for n, variant in enumerate(record["variants"]):
            more = [say(f"{kind}.{key}", language) for key in variant.get("more", ())]
            said[f"finish.{n}"] = " ".join([ends[n], *more])
    else:
        said["finish.0"] = " ".join(ends)
    del said["finish"]  # said with its numbers, by variant
    said["title"] = own(title, language) or said["title"]
    return said
