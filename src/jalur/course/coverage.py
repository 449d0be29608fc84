"""What the course covers: the article's questions and statements, and the lessons about each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from jalur.course import links
from jalur.course.masters import Master, agreement
from jalur.texts import LANGUAGES, say


def items(path: Path) -> list[Mapping[str, object]]:
    """Return the items of a coverage file: what each says, where it is taught, where asked.

    A place is a lesson or an assignment with a cell or a question of it, such as ``"l2/steps"``.
    """
    return json.loads(path.read_text("utf-8"))["items"] if path.is_file() else []


def unproved(
    covered: Sequence[Mapping[str, object]],
    lessons: Sequence[Master],
    proof: Mapping[str, Mapping],
) -> list[str]:
    """Return the items that are taught by a cell which no reader has matched as it now stands.

    `proof` is `coverage-read.json`: what readers who did not know the tags took each cell for,
    and the hashes of both halves as they read them.
    """
    now = {
        f"{lesson.assignment}/{pair.id}": agreement(
            *(pair.halves[language].source for language in LANGUAGES)
        )
        for lesson in lessons
        for pair in lesson.pairs()
        if None not in pair.halves.values()
    }
    return [
        item["id"]
        for item in covered
        if any(proof["cells"].get(place) != now.get(place) for place in item["taught"])
    ]


def page(covered: Sequence[Mapping[str, object]], lessons: Sequence[Master], language: str) -> str:
    """Return `map.md` of one language: the lessons in a table, then the items."""
    number = {lesson.assignment: str(lesson.front["lesson"]) for lesson in lessons}
    told = [
        (
            links.to_lesson(lesson, language),
            lesson.front.get("question", {}).get(language, ""),
            str(sum(lesson.front.get("minutes", {}).values())),
        )
        for lesson in lessons
    ]
    rows = [
        (item["says"][language], ", ".join(number[name] for name in sorted(_lessons(item))))
        for item in covered
    ]
    heads = [say(f"course.map.{head}", language) for head in ("lesson", "question", "minutes")]
    parts = [
        links.table(heads, told),
        f"## {say('course.map.items', language)}",
        say("course.map.items.how", language),
        links.table([say(f"course.map.{head}", language) for head in ("item", "where")], rows),
    ]
    return links.page("map", language, parts)


def _lessons(item: Mapping[str, object]) -> set[str]:
    return {place.partition("/")[0] for place in item["taught"]}
