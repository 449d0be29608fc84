"""Put steps together, and see at once what the path accepts, takes and is worth."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

import traitlets

from jalur.errors import InputError
from jalur.model import bureaucracy, direct, full, simulate, technocracy
from jalur.model.path import Path, need_path
from jalur.model.situation import Situation, need_situation
from jalur.texts import LANGUAGES, catalogue
from jalur.widgets.page import page
from jalur.widgets.parts import parts_of, path_of
from jalur.widgets.path_player import PathPlayer
from jalur.widgets.widget import Widget, news, words

EXAMPLES = (direct, technocracy, bureaucracy, full)
_LETTERED = re.compile(r"(expert|desk|member)_([a-z])_(\d+)")


class _Unseen(PathPlayer):
    """A player that no host hears of: its traits are read and handed to the one that is seen."""

    def open(self) -> None:
        """Open nothing."""


class PathBuilder(Widget):
    """A path that the reader builds, with its numbers, its Python and a player below it.

    The numbers are the closed form of paths with fixed days, worked out where the reader is, so
    that they change with the path even while a kernel is busy; a test holds them equal to
    `jalur.acceptance`, `expected_days` and `value`. A trace is always recorded by the model: by
    the kernel, or, on a page without one, when the page was saved, for the examples only.

    Args:
        path: What to begin with; without one, the direct path.
        situation: What is at stake; without one, the village bridge's defaults.
        language: ``"id"`` or ``"en"``; without it, the reader's (see `jalur.begin`).
        cases: How many proposals the player plays.
        seed: Of their luck.

    Raises:
        InputError: If `path` needs what a builder does not have, or `situation` has arrivals.

    >>> from jalur import full
    >>> builder = PathBuilder(full(2))
    >>> builder.path == full(2)
    True
    """

    stem = "path_builder"

    parts = traitlets.List(traitlets.Dict(), help="What the reader has built.").tag(sync=True)
    start = traitlets.List(traitlets.Dict(), help="What it began with.").tag(sync=True)
    situation = traitlets.Dict(help="The numbers of the situation.").tag(sync=True)
    examples = traitlets.List(traitlets.Dict(), help="Paths to begin from.").tag(sync=True)
    live = traitlets.Bool(True, help="Whether there is a kernel to play with.").tag(sync=True)
    played = traitlets.List(traitlets.Dict(), help="The path the reader wants to see.").tag(
        sync=True
    )
    handed = traitlets.List(help="Traits for the player, on a page without a kernel.").tag(
        sync=True
    )

    def __init__(
        self,
        path: Path | None = None,
        situation: Situation | None = None,
        language: str | None = None,
        *,
        cases: int = 12,
        seed: int = 1,
        **traits: Any,
    ) -> None:
        self._world = Situation() if situation is None else need_situation(situation)
        if self._world.arrivals is not None:
            raise InputError("builder.arrivals", got=self._world.arrivals)
        self._luck = {"cases": cases, "seed": seed}
        path = direct() if path is None else need_path(path)
        parts = parts_of(path)
        named = {step.name for step in path.steps}
        super().__init__(
            {each: _labels(each, named) for each in LANGUAGES},
            language,
            parts=parts,
            start=parts,
            situation=asdict(self._world),
            examples=[{"name": make.__name__, "parts": parts_of(make())} for make in EXAMPLES],
            **traits,
        )
        self.player = self._player(path)
        self.player.layout.display = "none"
        self.feeds = (self.player,)
        traitlets.link((self, "language"), (self.player, "language"))

    @property
    def path(self) -> Path:
        """What the reader has built, as the model takes it."""
        return path_of(self.parts)

    @traitlets.observe("played")
    def _play(self, _change: object) -> None:
        self._feed(path_of(self.played))
        self.player.layout.display = None

    def _feed(self, path: Path) -> None:
        traits = self._handed(path)
        with self.player.hold_sync():
            self.player.labels = {
                each: said | traits["labels"][each] for each, said in self.player.labels.items()
            }
            self.player.ending = traits["ending"]
            self.player.traces, self.player.day = traits["traces"], 0.0

    def _player(self, path: Path, kind: type[PathPlayer] = PathPlayer) -> PathPlayer:
        trace = simulate(path, self._world, **self._luck).trace()
        player = kind(
            trace,
            language=self.language,
            predict=None,
            title={each: catalogue(each)["builder.player.title"] for each in LANGUAGES},
            names=[{each: catalogue(each)["builder.player.name"] for each in LANGUAGES}],
        )
        player.labels = {
            each: said | _lettered(trace.record["steps"], each)
            for each, said in player.labels.items()
        }
        return player

    def _handed(self, path: Path) -> dict[str, Any]:
        """Return what the player needs to play `path`, words that it knows left out."""
        made = self._player(path, _Unseen)
        new = news(made.labels, self.player.labels)
        # Words before who needs them.
        return {"labels": new, "ending": made.ending, "traces": made.traces, "day": 0.0}

    def shown_state(self) -> dict[str, Any]:
        """Return what a page keeps: without a kernel, the traces of the examples come along."""
        known = list(self.examples)
        if all(one["parts"] != self.parts for one in known):
            known.append({"name": "", "parts": self.parts})
        examples = [one | {"handed": self._handed(path_of(one["parts"]))} for one in known]
        return super().shown_state() | {"live": False, "start": self.parts, "examples": examples}

    def to_html(self) -> str:
        """Return a page with the builder and its player, in both languages."""
        self._feed(self.path)
        return page(self, self.player)

    def told(self) -> str:
        """Return the title, and the path as Python and played."""
        title = self.labels[self.language]["title"]
        return "\n\n".join([f"**{title}**", f"`{self.path!r}`", self.player.told()])

    def __repr__(self) -> str:
        return f"{self.labels[self.language]['title']}: {self.path!r}"


def _labels(language: str, named: set[str]) -> dict[str, str]:
    """Return every word of a builder: its own, of given steps, and of what the model refuses."""
    texts = catalogue(language)
    said = words(language, "builder.")
    refusals = {"branch": "vote.act", "names": "path.names", "after": "path.after_act"}
    for key, error in refusals.items():
        said[f"refuse.{key}"] = re.sub(r"\{(\w+)!r\}", r"'{\1}'", texts[f"error.{error}"])
    for form in ("all", "one", "vote"):
        said[f"rule.{form}"] = texts[f"player.rule.{form}"]
    for make in EXAMPLES:
        said[f"path.{make.__name__}"] = texts[f"path.{make.__name__}"]
    return said | {f"step.{name}": texts.get(f"step.{name}", name) for name in sorted(named)}


def _lettered(steps: list[dict[str, Any]], language: str) -> dict[str, str]:
    """Return what a builder's second, third … part of a kind is called in the player: meja B1."""
    texts, said = catalogue(language), {}
    for found in filter(None, (_LETTERED.fullmatch(step["name"]) for step in steps)):
        stem, letter, number = found[1], found[2].upper(), found[3]
        for form in ("", ".who", ".short"):
            if text := texts.get(f"step.{stem}{form}"):
                said[f"step.{found[0]}{form}"] = text.replace("{n}", letter + number)
        for form in ("", ".who"):
            if text := texts.get(f"step.{stem}.panel{form}"):
                said[f"step.{stem}_{found[2]}.panel{form}"] = f"{text} {letter}"
    return said
