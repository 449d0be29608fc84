"""The page that greets a reader: what the course asks, and where each lesson is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jalur.course import links
from jalur.course.masters import Master
from jalur.texts import say


def page(lessons: Iterable[Master], assignments: Sequence[str], language: str) -> str:
    """Return `index.md` of one language, made from the front matter of the lessons."""
    other = links.other(language)
    parts = [
        f"# {say('course.title', language)}",
        f"[{say('course.other_language', language)}](../{other}/index.md)",
        say("course.welcome", language),
        say("course.how", language),
        say("course.more", language),
        f"## {say('course.lessons', language)}",
    ]
    for lesson in sorted(lessons, key=lambda lesson: lesson.front["lesson"]):
        parts += _lesson(lesson, assignments, language)
    return "\n\n".join(parts) + "\n"


def _lesson(lesson: Master, assignments: Sequence[str], language: str) -> list[str]:
    front = lesson.front
    parts = [f"### {front['lesson']}. [{front['title'][language]}]({lesson.name}.ipynb)"]
    if "question" in front:
        parts.append(f"*{front['question'][language]}*")
    if outcomes := [outcome[language] for outcome in front.get("outcomes", [])]:
        parts.append(say("course.outcomes", language))
        parts.append("\n".join(f"- {outcome}" for outcome in outcomes))
    facts = []
    if minutes := sum(front.get("minutes", {}).values()):
        facts.append(say("course.minutes", language, minutes=minutes))
    if lesson.assignment in assignments:
        name = lesson.assignment
        link = f"../../exercises/{language}/{name}/{name}.ipynb"
        facts.append(say("course.exercise", language, link=link))
    return [*parts, " ".join(facts)] if facts else parts
