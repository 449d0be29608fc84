"""The glossary as a page: every term, its twin in the other language, and its lesson."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jalur.course import links
from jalur.course.masters import Master
from jalur.texts import say


def page(terms: Sequence[Mapping[str, Any]], lessons: Sequence[Master], language: str) -> str:
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
