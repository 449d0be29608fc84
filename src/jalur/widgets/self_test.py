"""The self-test at the end of a lesson: the questions that its master asks, as a quiz."""

from __future__ import annotations

import json
from importlib.resources import files

from jalur.errors import InputError
from jalur.texts import session
from jalur.widgets.quiz import Quiz

_FOLDER = files("jalur.widgets") / "self_tests"


def self_test(lesson: str | None = None, *, language: str | None = None) -> Quiz:
    """Return the questions of a lesson's self-test, one after the other.

    `jalur build` writes them down from the lesson's master, both languages in one file.

    Args:
        lesson: Such as ``"l2"``; without it, the lesson that `jalur.begin` was told.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    Raises:
        InputError: If there is no such lesson, or none was begun; it names those there are.

    >>> len(self_test("l2", language="en").questions)
    6
    """
    name = session().lesson if lesson is None else lesson
    known = sorted(file.name.removesuffix(".json") for file in _FOLDER.iterdir())
    if name not in known:
        raise InputError("quiz.lesson", got=name, known=", ".join(known))
    questions = json.loads((_FOLDER / f"{name}.json").read_text("utf-8"))
    return Quiz(questions, language=language)
