"""Instant feedback on one answer."""

from __future__ import annotations

import warnings

from jalur.checks import answers, trail
from jalur.checks.questions import GENERAL, Question, assignment, find, numbers
from jalur.checks.verdict import Verdict
from jalur.texts import say, session


def check(key: str, answer: object) -> Verdict:
    """Return what is to be said about `answer` to the question `key`; it is no mark.

    Whatever the answer is, nothing is raised: an object that lies, raises or never compares equal
    gets a verdict too.

    Raises:
        InputError: If there is no question `key`.

    >>> check("l2.q1", 0).outcome
    'not-yet'
    """
    question = find(key)
    outcome, name, words = _judged(key, question, answer)
    lesson = key.partition(".")[0]
    attempt = trail.recall("checks", key).get("attempts", 0)
    attempt = attempt if type(attempt) is int else 0
    if outcome != "empty":
        was_right = trail.recall("checks", key).get("right") is True
        attempt += 0 if was_right and outcome == "right" else 1
        trail.remember("checks", key, attempts=attempt, right=outcome == "right")
    right = [trail.recall("checks", f"{lesson}.{one}").get("right") for one in assignment(lesson)]
    return Verdict(
        question=key,
        outcome=outcome,
        words=words,
        language=session().language,
        attempt=attempt,
        done=right.count(True),
        questions=len(right),
        picture=question.picture if outcome == "not-yet" else "",
        mistake=name,
    )


def _judged(key: str, question: Question, answer: object) -> tuple[str, str, str]:
    """Return the outcome, the mistake's name and the words for it."""
    if answers.is_empty(answer):
        return "empty", "", say("check.empty.words")
    given = numbers(key)
    question.expected(given)  # a mistake of ours is not to look like one of the reader's
    blanks = {**given, "question": key, "answer": answers.short(answer)}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what an answer mutters while it is being read
            value = question.read(answer, given)
            blanks |= question.told(value, given)
            if question.is_right(value, given):
                return "right", "", say(f"check.{key}.right", **blanks)
            name = question.mistake(value, given)
    except answers.Unread as unread:
        outcome = "empty" if unread.key == "returns-nothing" else "not-yet"
        words = say(f"check.unread.{unread.key}", **{**blanks, **unread.values})
        return outcome, unread.key, words
    except BaseException:  # the answer's own code: even an exit or an interrupt is only its answer
        return "not-yet", "odd", say("check.unread.odd", **blanks)
    own = f"check.{key}.{name}"
    return "not-yet", name, say(f"check.number.{name}" if name in GENERAL else own, **blanks)
