"""Kinds of questions with one answer: a number, a choice, letters, a path or a function."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isclose, isfinite

from jalur.checks import answers
from jalur.checks.given import Numbers
from jalur.checks.questions import Question


@dataclass(frozen=True, kw_only=True)
class Number(Question):
    """A number, right within a relative or an absolute tolerance, whichever is wider."""

    within: float = 0.005
    within_absolute: float = 0.0
    share: bool = False

    def read(self, answer: object, given: Numbers) -> float:  # noqa: D102
        return answers.number(answer)

    def is_well_posed(self, given: Numbers) -> bool:  # noqa: D102
        if not super().is_well_posed(given):
            return False
        right = self.expected(given)
        general = {
            "sign": -right if right else None,
            "percent": 100 * right if self.share else None,
        }
        return isfinite(right) and all(
            value is None or self.mistake(value, given) == name for name, value in general.items()
        )

    def same(self, value: float, expected: float) -> bool:  # noqa: D102
        # 0.33 will do for a third, and 0.62 for 0.625, whose distance is a little over 0.005
        slack = max(self.within_absolute, 0.00501 * self.share)
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

    def is_well_posed(self, given: Numbers) -> bool:  # noqa: D102
        return self.fair(given)

    def stays_right(self, public: Numbers, given: Numbers) -> bool:
        """Return False: a path is right or not by what it does."""
        return False


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

    def committed(self, name: str, given: Numbers) -> list[float]:  # noqa: D102
        return [self.mistakes[name](given)(*trial) for trial in self.trials(given)]

    def stays_right(self, public: Numbers, given: Numbers) -> bool:
        """Return False: a function has its numbers from where it was written."""
        return False
