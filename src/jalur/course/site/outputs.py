"""What a cell shows, as HTML: text, a table, a picture, the place of a widget or a guess."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from jalur.course.site.drawing import slim
from jalur.figures.figure import Figure
from jalur.texts import say
from jalur.widgets.widget import Widget


@dataclass(frozen=True, slots=True)
class Printed:
    """Text as a notebook prints it."""

    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """HTML that an object has of itself."""

    html: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where widgets go: each its number on the page, and what stands there until it lives."""

    items: tuple[tuple[int, str], ...]
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """Where a reader guesses, or sees again what was guessed."""

    key: str
    asks: bool


Output = Printed | Page | Places | Guess


def kinds() -> tuple[type, ...]:
    """Return the types of objects that are kept whole while a lesson runs."""
    return Widget, Figure, Guess


def of(shown: object, language: str, widgets: list[Any]) -> Output:
    """Return what stands on the page for an object, or for a notebook's data of one.

    Widgets are added to `widgets`; those that a widget feeds come with it.
    """
    if isinstance(shown, Guess):
        return shown
    if isinstance(shown, Figure):
        return Page(figure(shown))
    if isinstance(shown, Widget):
        family = [shown, *(one for one in shown.feeds if one not in widgets)]
        first = len(widgets)
        widgets += family
        told = [one.told() for one in family]
        for other in told[1:]:  # it has a place of its own
            told[0] = told[0].replace(other, "")
        return Places(tuple(enumerate(told, first)), tuple(one.stem for one in family))
    assert isinstance(shown, Mapping)
    if "text/html" in shown:
        return Page(f'<div class="scrolls" tabindex="0">{shown["text/html"]}</div>')
    return Printed(str(shown.get("text/plain", "")))


def figure(shown: Figure) -> str:
    """Return a picture that follows the page's light and dark, with its note and its table."""
    title, summary = escape(shown.title), escape(say("figure.table", shown.language))
    note = f"<figcaption>{escape(shown.note)}</figcaption>" if shown.note else ""
    return (
        f'<figure><div class="scrolls drawn" tabindex="0" role="group" aria-label="{title}">'
        f"{slim(shown.svg())}</div>{note}<details><summary>{summary}</summary>{shown._table()}</details></figure>"
    )
