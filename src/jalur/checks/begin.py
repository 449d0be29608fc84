"""The first cell of every notebook."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jalur.checks import trail
from jalur.checks.notebook import speak_of_errors
from jalur.checks.questions import Question, assignment
from jalur.errors import InputError
from jalur.texts import start_session


def begin(lesson: str, language: str, numbers: Mapping[str, Mapping] | None = None) -> None:
    """Say which lesson this is and in which language it is read; run again, it does no harm.

    Args:
        lesson: ``"l1"`` to ``"l8"``, for a lesson and for its assignment.
        language: ``"id"`` or ``"en"``.
        numbers: The drawn numbers of a released variant, by question and name, such as
            ``{"q1": {"desks": 6}}``. None for the public ones.

    Raises:
        InputError: If the lesson, the language or a number's name is not known.

    >>> import jalur
    >>> jalur.begin("l2", "en")
    >>> jalur.say("days", days=2.5)
    '2.5 working days'
    """
    if not isinstance(lesson, str) or not re.fullmatch("l[1-8]", lesson):
        raise InputError("begin.lesson", got=lesson)
    start_session(lesson, language, _known(lesson, numbers), trail)
    speak_of_errors()


def _known(lesson: str, numbers: object) -> Mapping[str, Mapping]:
    if numbers is None:
        return {}
    questions = assignment(lesson)
    for name, drawn in numbers.items() if isinstance(numbers, Mapping) else [(numbers, None)]:
        question = questions.get(name) if isinstance(name, str) else None
        if question is None or not _are_numbers_of(question, drawn):
            raise InputError("begin.numbers", got=f"{name!r}: {drawn!r}", lesson=lesson)
    return numbers


def _are_numbers_of(question: Question, drawn: object) -> bool:
    return (
        isinstance(drawn, Mapping)
        and question.given.keys() >= drawn.keys()
        and all(type(value) in (int, float) for value in drawn.values())
    )
