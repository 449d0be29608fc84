"""Kinds of questions with several answers at once: a list of numbers, an order, a classification.

Here a mistake gives a whole wrong answer, or, in a classification, only the labels that it sets
wrongly: whoever makes it may have others right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isclose

from jalur.checks import answers
from jalur.checks.given import Numbers
from jalur.checks.questions import Question
from jalur.texts import LANGUAGES, say


@dataclass(frozen=True, kw_only=True)
class NumberList(Question):
    """Several numbers in a given order; each is right within a tolerance, as in `Number`."""

    within: float = 0.005
    within_absolute: float = 0.0

    def read(self, answer: object, given: Numbers) -> tuple[float, ...]:  # noqa: D102
        numbers = tuple(map(answers.number, answers.items(answer)))
        wanted = len(self.expected(given))
        if len(numbers) != wanted:
            raise answers.Unread("length", got=len(numbers), wanted=wanted)
        return numbers

    def same(self, value: Sequence[float], expected: Sequence[float]) -> bool:  # noqa: D102
        return all(
            isclose(one, right, rel_tol=self.within, abs_tol=self.within_absolute)
            for one, right in zip(value, expected, strict=True)
        )


@dataclass(frozen=True, kw_only=True)
class Order(Question):
    """Letters in an order; `right` and each mistake give groups, such as ``["A", "BC", "D"]``.

    Within a group any order will do.
    """

    def read(self, answer: object, given: Numbers) -> str:  # noqa: D102
        known = sorted("".join(self.expected(given)))
        listed = answers.in_order(answer, known)
        if sorted(listed) != known:
            raise answers.Unread("order", choices=", ".join(known))
        return "".join(listed)

    def same(self, value: str | Sequence[str], expected: Sequence[str]) -> bool:  # noqa: D102
        letters, at = "".join(value), 0
        for group in expected:
            if sorted(letters[at : at + len(group)]) != sorted(group):
                return False
            at += len(group)
        return True

    def committed(self, name: str, given: Numbers) -> str:  # noqa: D102
        return "".join(self.mistakes[name](given))

    def stays_right(self, public: Numbers, given: Numbers) -> bool:  # noqa: D102
        return self.same("".join(self.expected(public)), self.expected(given))


@dataclass(frozen=True, kw_only=True)
class Classification(Question):
    """A label for each item; `right` gives the labels that are accepted, by item.

    Each mistake gives the wrong labels that it leads to, by item; one such label in an answer is
    enough to name it.

    Args:
        labels: The labels, such as ``("T", "B", "E")``; ``check.label.T`` is the word for it, which
            is read as well, in every language.
    """

    labels: Sequence[str]

    def read(self, answer: object, given: Numbers) -> dict[str, str]:  # noqa: D102
        items = list(self.expected(given))
        told = answers.by_item(answer, items)
        known = {
            word.casefold(): label
            for label in self.labels
            for word in (label, *(say(f"check.label.{label}", language) for language in LANGUAGES))
        }
        read = {item: known.get(str.casefold(label).strip(), "") for item, label in told.items()}
        if unknown := [item for item in items if not read[item]]:
            raise answers.Unread(
                "label", item=unknown[0], got=answers.short(told[unknown[0]]), choices=self._shown
            )
        return read

    @property
    def _shown(self) -> str:
        return ", ".join(f"{label} ({say(f'check.label.{label}')})" for label in self.labels)

    def same(self, value: Mapping[str, str], expected: Mapping[str, Iterable[str]]) -> bool:  # noqa: D102
        return all(value[item] in accepted for item, accepted in expected.items())

    def mistake(self, value: Mapping[str, str], given: Numbers) -> str:  # noqa: D102
        right = self.expected(given)
        for name, commit in self.mistakes.items():
            wrong = {pair for pair in commit(given).items() if pair[1] not in right[pair[0]]}
            if wrong & value.items():
                return name
        return "other"

    def committed(self, name: str, given: Numbers) -> dict[str, str]:  # noqa: D102
        right = {item: min(accepted) for item, accepted in self.expected(given).items()}
        return right | dict(self.mistakes[name](given))

    def stays_right(self, public: Numbers, given: Numbers) -> bool:  # noqa: D102
        before, now = self.expected(public), self.expected(given)
        return before.keys() == now.keys() and all(before[item] & now[item] for item in now)
