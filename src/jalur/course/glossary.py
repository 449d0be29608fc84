"""The glossary as a page: every term, its twin in the other language, and its lesson."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from jalur.course import links
from jalur.course.masters import Master
from jalur.texts import say


def entries(path: Path) -> list[Mapping[str, object]]:
    """Return what a glossary file holds: for each term its words and its line in each language."""
    return json.loads(path.read_text("utf-8"))["terms"] if path.is_file() else []


def page(terms: Sequence[Mapping[str, object]], lessons: Sequence[Master], language: str) -> str:
    """Return `glossary.md` of one language, in the order of its alphabet."""
    there = links.other(language)
    homes = {lesson.front["lesson"]: links.to_lesson(lesson, language) for lesson in lessons}
    rows = [
        (
            f"**{term['term'][language]}**",
            term["term"][there],
            term["line"][language],
            homes.get(term["lesson"], ""),
        )
        for term in sorted(terms, key=lambda term: term["term"][language].lower())
    ]
    heads = [say(f"course.glossary.{head}", language) for head in ("term", "twin", "line", "home")]
    return links.page("glossary", language, [links.table(heads, rows)])
