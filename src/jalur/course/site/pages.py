"""The pages of the site: each in the one frame, from the lessons as they were composed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from jalur import __version__
from jalur.course.masters import Master
from jalur.course.site.api import Entry
from jalur.course.site.lesson import TITLE, Lesson, both, composed, said
from jalur.course.site.prose import Prose, plain
from jalur.course.site.reading import Run
from jalur.course.terms import Term
from jalur.texts import LANGUAGES, catalogue, say

_HERE = Path(__file__).parent
_TRAIL_WORDS = ("predict.both", "predict.kept", "predict.later", "predict.none", "predict.shown")
LESSONS = 8
"""Lessons of the whole course; a site may be built while some are still being written."""


@dataclass(frozen=True, slots=True)
class Around:
    """What every page of a site knows of the others.

    Args:
        lessons: The masters, in order.
        assignments: Names of the assignments that have an exercise.
        files: The shared files, by the name that a template calls them.
        edition: The first part of the path of the notebooks that run in the browser; empty if
            the site has none.
        wheels: Whether these have NumPy and matplotlib.
        teaching: The page for instructors; None for a course without one.
    """

    lessons: Sequence[Master]
    assignments: Sequence[str]
    files: dict[str, str]
    edition: str = ""
    wheels: bool = False
    teaching: Master | None = None

    def notebook(self, path: str, language: str) -> str:
        """Return where a notebook of the site opens, seen from the site's top."""
        if not self.edition:
            return f"files/{path}"
        return f"notebooks/{language}/notebooks/index.html?path={self.edition}/{path}"


def lesson(master: Master, run: Run, around: Around, glossary: Sequence[Term]) -> Lesson:
    """Return a lesson as it stands on its page."""

    def prose(language: str) -> Prose:
        known = [(term.forms[language], term.lines[language]) for term in glossary]
        return Prose(language, known, lambda address: _address(address, language, around))

    return composed(master, run, {language: prose(language) for language in LANGUAGES})


def guide(master: Master) -> list[tuple[str, dict[str, str]]]:
    """Return the blocks of a page for instructors: the id of each, its HTML by language."""
    prose = {language: Prose(language, (), lambda address: "") for language in LANGUAGES}
    return [
        (pair.id, {la: prose[la].html(TITLE.sub("", pair.halves[la].source)) for la in LANGUAGES})
        for pair in master.pairs()
    ]


def _address(address: str, language: str, around: Around) -> str:
    """Return where a link of a master leads on the site; empty for what is still to come."""
    names = {master.name for master in around.lessons}
    if (found := re.fullmatch(r"(?:\./)?(\d\d-[\w-]+)\.ipynb(#.*)?", address)) is not None:
        return f"{found[1]}.html{found[2] or ''}" if found[1] in names else ""
    if (found := re.fullmatch(r"(?:\.\./)+(exercises/\w\w/(\w+)/\2\.ipynb)", address)) is not None:
        return "../" + around.notebook(found[1], language) if found[2] in around.assignments else ""
    return address if address.startswith("#") else ""


def page(name: str, around: Around, top: str, **values: Any) -> str:
    """Return one page; `top` is the way from it to the site's top, empty or ``../``."""
    words = {
        language: {key: say_raw(key, language) for key in catalogue(language) if _spoken(key)}
        for language in LANGUAGES
    }
    frame = {
        "top": top,
        "files": {key: top + file for key, file in around.files.items()},
        "lessons": around.lessons,
        "of": max(LESSONS, len(around.lessons)),
        "around": around,
        "version": __version__,
        "words": Markup(_json(words)),
    }
    return _environment().get_template(name).render(**frame, **values)


def say_raw(key: str, language: str) -> str:
    """Return a text with its blanks still open, for the script to fill."""
    return catalogue(language)[key]


def _spoken(key: str) -> bool:
    return key.startswith("site.js.") or key in _TRAIL_WORDS


def _json(told: object) -> str:
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "languages": LANGUAGES,
        "t": lambda key, **blanks: Markup(said(key, **blanks)),
        "say": say,
        "both": lambda parts: Markup(both({la: escape(parts[la]) for la in LANGUAGES}, "span")),
        "minutes": lambda master: sum(master.front.get("minutes", {}).values()),
        "raw": Markup,
        "blocks": lambda halves: Markup(both(halves)),
        "lines": lambda halves: Markup(both(halves, "span")),
    }
    return made


def search_entries(
    made: Sequence[Lesson],
    rooms: Mapping[str, Sequence[Entry]],
    told: Sequence[tuple[str, Mapping[str, str]]],
) -> list[list[Any]]:
    """Return what the search looks through: page, block, language, heading, words."""
    entries: list[list[Any]] = []
    for each in made:
        heading = dict(each.master.front["title"])
        titles = dict(each.stations)
        for id, words in each.words:
            heading = titles.get(id, heading)
            entries += [
                [each.master.name, id, language, heading[language], text]
                for language, text in words.items()
            ]
    for one in chain(*rooms.values()):
        entries += [["api", one.id, la, one.names[0], one.words(la)] for la in LANGUAGES]
    for id, halves in told:
        for la, html in halves.items():
            heading, _, text = html.rpartition("</h2>")
            title = plain(heading) or say("site.teaching", la)
            entries.append(["grading", id, la, title, plain(text)])
    return entries
