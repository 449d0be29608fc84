"""What a question is, and where the assignments keep theirs.

An assignment is a module of `assignments` that holds `QUESTIONS`, by name. A question computes what
is right from the model and from its numbers (`given`), and so does each typical mistake: a mistake
is a function that commits it. So a released variant needs nothing but other numbers, which are
drawn from the question's `draws`.

The words stand in `jalur.texts`: ``check.<question>.right``, one for each mistake, and ``.other``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from jalur.checks import answers, assignments
from jalur.checks.given import Numbers
from jalur.errors import InputError
from jalur.texts import session

ASSIGNMENTS = tuple(
    sorted(found.name for found in iter_modules(assignments.__path__) if "_" not in found.name)
)
"""The names of the assignments that have questions."""
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
        draws: What each number of a variant is drawn from, by name; one without stays as it is.
        fair: From the numbers to whether they make a good question, beside what every question
            asks of them (see `is_well_posed`).
        numbers_of: The name of the question whose numbers these are, where it has none of its own.
        picture: The name of the small picture beside a hint; see `jalur.checks.pictures`.
    """

    right: Callable | None = None
    mistakes: Mapping[str, Callable] = field(default_factory=dict)
    given: Mapping[str, float] = field(default_factory=dict)
    draws: Mapping[str, Sequence[float]] = field(default_factory=dict)
    fair: Callable[[Numbers], bool] = lambda given: True
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

    def committed(self, name: str, given: Numbers) -> object:
        """Return what is read of an answer that makes the mistake `name` and no other."""
        return self.mistakes[name](given)

    def told(self, value: object, given: Numbers) -> Mapping[str, object]:
        """Return what the words about a value that was read may tell, by the name of the blank."""
        return {"answer": value} if isinstance(value, float) else {}

    def stays_right(self, public: Numbers, given: Numbers) -> bool:
        """Return whether the answer for the `public` numbers is the answer for `given` too."""
        return self.is_right(self.expected(public), given)

    def is_well_posed(self, given: Numbers) -> bool:
        """Return whether no mistake is right by luck, and each is met by its own name."""
        return self.fair(given) and all(
            not self.is_right(value, given) and self.mistake(value, given) == name
            for name in self.mistakes
            for value in (self.committed(name, given),)
        )


@cache
def assignment(lesson: str) -> Mapping[str, Question]:
    """Return the questions of one assignment by name; none where it has no checks."""
    if lesson not in ASSIGNMENTS:
        return {}
    return import_module(f"{assignments.__name__}.{lesson}").QUESTIONS


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
    lesson = key.partition(".")[0] if isinstance(key, str) else ""
    return numbers_in(key, session().numbers if session().lesson == lesson else {})


def numbers_in(key: str, drawn: Mapping[str, Mapping[str, float]]) -> Numbers:
    """Return the numbers of the question `key` where `drawn` stand in for public ones.

    >>> dict(numbers_in("l2.q1", {"q1": {"desks": 6}}))
    {'desks': 6, 'good': 0.95}
    """
    question = find(key)
    lesson, _, name = key.partition(".")
    if question.numbers_of:
        name = question.numbers_of
        question = find(f"{lesson}.{name}")
    return Numbers({**question.given, **drawn.get(name, {})})


def understood(key: str, answer: object) -> object:
    """Return `answer` as the question `key` reads it, however it is written; no word on its truth.

    >>> understood("l2.q11", " Nothing")
    'nothing'

    Raises:
        Unread: If it is not of the kind that is asked for.
    """
    if answers.is_empty(answer):
        raise answers.Unread("empty")
    return find(key).read(answer, numbers(key))
