"""What every widget of the course is: its words in both languages, its files, a page of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from ipywidgets import VBox

from jalur.errors import InputError
from jalur.texts import LANGUAGES, catalogue, session
from jalur.widgets.page import page
from jalur.widgets.sources import module, sheet


class Widget(anywidget.AnyWidget):
    """A widget that speaks both languages and needs neither kernel nor network to be read.

    A subclass names its files by `stem`: ``quiz`` for ``quiz.js`` and ``quiz.css`` beside this
    file. The module says ``import { … } from "./kit.js";`` in one line and ends with
    ``export default { render };``; it travels with the kit in the place of that line.

    Args:
        labels: Every word that the widget shows, by language and key; see `words`. ``title``
            names the widget.
        language: ``"id"`` or ``"en"``; without it, the reader's (see `jalur.begin`).
    """

    stem: str
    feeds: Sequence[Widget] = ()
    """The widgets whose traits this one sets; a notebook shows them under it."""

    language = traitlets.Enum(LANGUAGES).tag(sync=True)
    labels = traitlets.Dict(help="Every word, in both languages.").tag(sync=True)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "stem" in vars(cls):
            cls._esm, cls._css = module(cls.stem), sheet("kit") + sheet(cls.stem)
        super().__init_subclass__(**kwargs)

    def __init__(
        self, labels: Mapping[str, Mapping[str, str]], language: str | None = None, **traits: Any
    ) -> None:
        language = language or session().language
        catalogue(language)  # refuses a language that the course does not speak
        super().__init__(language=language, labels=labels, **traits)

    def shown_state(self) -> dict[str, Any]:
        """Return the traits that the widget's module reads, as they are now: what a page keeps."""
        hosts = anywidget.AnyWidget.class_trait_names(sync=True)
        names = [name for name in self.trait_names(sync=True) if name[0] != "_"]
        return {name: getattr(self, name) for name in names if name not in hosts}

    def told(self) -> str:
        """Return Markdown that stands in where nothing can be played: on paper, on a code host.

        A reader who is to guess first is not told the outcome.
        """
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        if self.feeds:
            self._box = VBox([self, *self.feeds])
            bundle = self._box._repr_mimebundle_(**kwargs), {}
        else:
            bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, metadata = bundle
        told = self.told()
        lines = [line for line in told.split("\n") if set(line) - set("|-: ")]
        plain = "\n".join(lines).replace("**", "")
        return {**data, "text/plain": plain, "text/markdown": told}, metadata

    def to_html(self) -> str:
        """Return a page of its own, in both languages, that needs no kernel and no network."""
        return page(self)

    def save_html(self, path: str | Path) -> Path:
        """Write that page to `path` and return where it is."""
        path = Path(path)
        path.write_text(self.to_html(), "utf-8")
        return path


def words(language: str, *prefixes: str) -> dict[str, str]:
    """Return the kit's words and those under the given prefixes, their prefixes taken off.

    >>> words("id", "player.")["play"], words("en", "player.")["door"]
    ('Putar', 'at the door')
    """
    return dict(_words(language, *prefixes))


@cache
def _words(language: str, *prefixes: str) -> dict[str, str]:
    texts = catalogue(language)
    return {
        key.removeprefix(prefix): text
        for prefix in ("kit.", *prefixes)
        for key, text in texts.items()
        if key.startswith(prefix)
    }


def grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown: its first column is text, the others numbers.

    >>> print(grid(["path", "days"], [["direct", "1"]]))
    | path | days |
    | --- | ---: |
    | direct | 1 |
    """
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def news(
    said: Mapping[str, Mapping[str, str]], known: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """Return of the words said in each language those that are not known, or known otherwise.

    >>> news({"en": {"a": "one", "b": "two"}}, {"en": {"a": "one", "b": "2"}})
    {'en': {'b': 'two'}}
    """
    return {
        each: {key: text for key, text in texts.items() if known[each].get(key) != text}
        for each, texts in said.items()
    }


def own(text: str | Mapping[str, str] | None, language: str) -> str | None:
    """Return what a caller wrote: the same for every language, or each its own."""
    return text[language] if isinstance(text, Mapping) else text


def both(text: object, where: str, argument: str) -> dict[str, str]:
    """Return a text by language, where a caller may write one for both.

    Raises:
        InputError: If it is missing, or is missing in one language.
    """
    by_language = text if isinstance(text, Mapping) else dict.fromkeys(LANGUAGES, text)
    texts = [by_language.get(each) for each in LANGUAGES]
    if not all(isinstance(one, str) and one.strip() for one in texts):
        raise InputError("widget.text", where=where, argument=argument, got=text)
    return {each: by_language[each] for each in LANGUAGES}
