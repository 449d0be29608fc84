"""Kinds of questions, and how an answer meets one.

An assignment is a module of this package that holds `QUESTIONS`, by name. A question computes what
is right from the model and from its numbers (`given`), and so does each typical mistake: a mistake
is a function that commits it. So a released variant needs nothing but other numbers.

The words stand in `jalur.texts`: ``check.<question>.right``, one for each mistake, and ``.other``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from math import isclose

from jalur.checks import answers
from jalur.checks.given import Numbers
from jalur.errors import InputError
from jalur.texts import session

ASSIGNMENTS = ("l2",)
GENERAL = ("percent", "sign", "range")
"""Mistakes that any question about a number may meet, with words of their own."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked, with its public numbers.

    Args:
        right: From the numbers to what is right.
        mistakes: From the numbers to what each typical mistake gives, by the mistake's name; the
            first that fits an answer is named to the reader.
        given: The public numbers, by name.
        numbers_of: The name of the question whose numbers these are, where it has none of its own.
        picture: The name of the small picture beside a hint; see `jalur.checks.pictures`.
    """

    right: Callable | None = None
    mistakes: Mapping[str, Callable] = field(default_factory=dict)
    given: Mapping[str, float] = field(default_factory=dict)
    numbers_of: str = ""
    picture: str = ""

    def read(self, answer: object, given: Numbers) -> object:
        """Return `answer` as this kind of question wants it, or raise `answers.Unread`."""
        raise NotImplementedError

    def same(self, value: object, expected: object) -> bool:
        """Return whether a value that was read is as good as `expected`."""
        raise NotImplementedError

    def expected(self, given: Numbers) -> object:
        """Return what is right for the numbers `given`."""
        return self.right(given)

    def is_right(self, value: object, given: Numbers) -> bool:
        """Return whether a value that was read is right."""
        return self.same(value, self.expected(given))

    def mistake(self, value: object, given: Numbers) -> str:
        """Return the key of the sentence for a value that is not right."""
        for name, commit in self.mistakes.items():
            if self.same(value, commit(given)):
                return name
        return "other"


@dataclass(frozen=True, kw_only=True)
class Number(Question):
    """A number, right within a relative or an absolute tolerance, whichever is wider."""

    within: float = 0.005
    within_absolute: float = 0.0
    share: bool = False

    def read(self, answer: object, given: Numbers) -> float:  # noqa: D102
        return answers.number(answer)

    def same(self, value: float, expected: float) -> bool:  # noqa: D102
        slack = max(self.within_absolute, 0.005 * self.share)  # 0.33 will do for a third
        return isclose(value, expected, rel_tol=self.within, abs_tol=slack)

    def mistake(self, value: float, given: Numbers) -> str:  # noqa: D102
        name = super().mistake(value, given)
        if name != "other":
            return name
        right = self.right(given)
        if self.share and self.same(value / 100, right):
            return "percent"
        if right and self.same(-value, right):
            return "sign"
        if self.share and not 0 <= value <= 1:
            return "range"
        return "other"


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """One of several words. Every wrong one is a mistake of its own."""

    choices: Sequence[str]

    def read(self, answer: object, given: Numbers) -> str:  # noqa: D102
        return answers.choice(answer, self.choices)

    def same(self, value: str, expected: str) -> bool:  # noqa: D102
        return value == expected

    def mistake(self, value: str, given: Numbers) -> str:  # noqa: D102
        return value


@dataclass(frozen=True, kw_only=True)
class Statements(Question):
    """Which of several statements hold: `letters` says by letter whether each one does.

    A letter out of place is a mistake of its own.
    """

    letters: Callable[[Numbers], Mapping[str, bool]]

    def read(self, answer: object, given: Numbers) -> frozenset[str]:  # noqa: D102
        return answers.letters(answer, self.letters(given))

    def expected(self, given: Numbers) -> frozenset[str]:  # noqa: D102
        return frozenset(letter for letter, holds in self.letters(given).items() if holds)

    def same(self, value: frozenset[str], expected: frozenset[str]) -> bool:  # noqa: D102
        return value == expected

    def mistake(self, value: frozenset[str], given: Numbers) -> str:  # noqa: D102
        return min(value ^ self.expected(given))


@dataclass(frozen=True, kw_only=True)
class Design(Question):
    """A path that meets a condition: right and each mistake say whether a path does."""

    def read(self, answer: object, given: Numbers) -> object:  # noqa: D102
        return answers.path(answer)

    def same(self, value: object, expected: Callable) -> bool:  # noqa: D102
        return expected(value)


@dataclass(frozen=True, kw_only=True)
class Function(Question):
    """A function that gives numbers, compared on `trials` with one that is right.

    Here `right` and each mistake are functions of the numbers that return such a function; `trials`
    returns the tuples of arguments to try.
    """

    trials: Callable
    within: float = 0.005
    within_absolute: float = 1e-9

    def read(self, answer: object, given: Numbers) -> list:  # noqa: D102
        found = answers.results(answer, self.trials(given))
        if all(isinstance(one, answers.Failed) for one in found):
            raise found[0].unread
        return found

    def _agrees(self, one: object, function: Callable, trial: tuple) -> bool:
        return isclose(
            one, function(*trial), rel_tol=self.within, abs_tol=self.within_absolute
        )  # fmt: skip

    def is_right(self, value: list, given: Numbers) -> bool:  # noqa: D102
        right = self.right(given)
        return all(
            not isinstance(one, answers.Failed) and self._agrees(one, right, trial)
            for one, trial in zip(value, self.trials(given), strict=True)
        )

    def mistake(self, value: list, given: Numbers) -> str:  # noqa: D102
        right = self.right(given)
        trials = self.trials(given)
        spoken = [
            (one, trial)
            for one, trial in zip(value, trials, strict=True)
            if not isinstance(one, answers.Failed)
        ]
        for name, commit in self.mistakes.items():
            wrong = commit(given)
            if all(self._agrees(one, wrong, trial) for one, trial in spoken) and not all(
                self._agrees(one, right, trial) for one, trial in spoken
            ):
                return name
        for one in value:
            if isinstance(one, answers.Failed):
                raise one.unread
        return "other"


@cache
def assignment(lesson: str) -> Mapping[str, Question]:
    """Return the questions of one assignment by name; none where it has no checks."""
    if lesson not in ASSIGNMENTS:
        return {}
    return import_module(f"jalur.checks.{lesson}").QUESTIONS


def find(key: str) -> Question:
    """Return the question called `key`, such as ``"l2.q1"``.

    Raises:
        InputError: If there is none; it names what there is.
    """
    lesson, _, name = key.partition(".") if isinstance(key, str) else ("", "", "")
    known = assignment(lesson)
    if name not in known:
        there_is = [f"{lesson}.{name}" for name in known] or [f"{one}.q1" for one in ASSIGNMENTS]
        raise InputError("check.unknown", got=answers.short(key), known=", ".join(there_is))
    return known[name]


def numbers(key: str) -> Numbers:
    """Return the numbers of the question `key`: its variant's where one was begun, else the public.

    A question's prose names its numbers and never writes them out: a cell of its own shows them,
    read here. So a released variant differs from the public assignment in the first cell only,
    which hands its numbers to `jalur.begin`, and prose, translation and tests stay as they are.

    >>> numbers("l2.q1")["desks"]
    5
    """
    question = find(key)
    lesson, _, name = key.partition(".")
    if question.numbers_of:
        name = question.numbers_of
        question = find(f"{lesson}.{name}")
    drawn = session().numbers.get(name, {}) if session().lesson == lesson else {}
    return Numbers({**question.given, **drawn})
