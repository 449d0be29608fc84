"""What the pages beside the lessons share: a head that leads on, links, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jalur.course.masters import Master
from jalur.texts import LANGUAGES, say


def other(language: str) -> str:
    """Return the language that a page leads to: the next one, after the last the first."""
    return LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]


def to_lesson(lesson: Master, language: str) -> str:
    """Return a link to a lesson's notebook, such as ``[2. Decision paths](…)``."""
    front = lesson.front
    return f"[{front['lesson']}. {front['title'][language]}]({lesson.name}.ipynb)"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def page(name: str, language: str, parts: Iterable[str]) -> str:
    """Return a page with its title, the way to its twin and back to the lessons, and its parts."""
    twin = f"[{say('course.other_language', language)}](../{other(language)}/{name}.md)"
    back = f"[{say('course.back', language)}](index.md)"
    head = [f"# {say(f'course.{name}', language)}", f"{twin} · {back}"]
    return "\n\n".join([*head, say(f"course.{name}.how", language), *parts]) + "\n"
