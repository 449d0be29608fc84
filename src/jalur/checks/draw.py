"""The numbers of a variant, drawn from an instructor's key.

Each number has an address of its own: the key, the assignment, the question, the number's name,
and how often the question's numbers were drawn again. So a key gives the same numbers for ever, and
a new question changes none of the old ones. Numbers are drawn again until the question is well
posed with them, and the public answer is no longer right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from unicodedata import normalize

from jalur.checks.questions import Question, assignment, numbers_in
from jalur.errors import InputError

Drawn = dict[str, dict[str, float]]

_ATTEMPTS = 2_000


def variant(lesson: str, key: str) -> Drawn:
    """Return the numbers that `key` draws for an assignment, by question and name.

    >>> variant("l2", "a class in Wanakali")["q1"]
    {'desks': 5, 'good': 0.8}

    Raises:
        InputError: If the key is blank, or the assignment has no numbers to draw.
    """
    if not isinstance(key, str) or not key.strip():
        raise InputError("release.key", got=key)
    if not assignment(lesson):
        raise InputError("release.no_numbers", name=lesson)
    secret = blake2b(normalize("NFC", key.strip()).encode()).digest()
    return {
        name: _drawn(lesson, name, secret)
        for name, question in assignment(lesson).items()
        if question.draws
    }


def is_well_posed(lesson: str, name: str, drawn: Mapping[str, float]) -> bool:
    """Return whether `drawn` suits the question and those that share its numbers."""
    return all(
        one.is_well_posed(numbers_in(f"{lesson}.{each}", {name: drawn}))
        for each, one in _sharing(lesson, name)
    )


def _drawn(lesson: str, name: str, secret: bytes) -> dict[str, float]:
    question = assignment(lesson)[name]
    for attempt in range(_ATTEMPTS):
        place = f"{lesson}.{name}"
        drawn = {
            number: _pick(choices, secret, f"{place}.{number}.{attempt}")
            for number, choices in question.draws.items()
        }
        if is_well_posed(lesson, name, drawn) and not _answered_in_public(lesson, name, drawn):
            return drawn
    raise AssertionError(f"{lesson}.{name}: no well-posed numbers in {_ATTEMPTS} attempts")


def _pick(choices: Sequence[float], secret: bytes, address: str) -> float:
    digest = blake2b(address.encode(), key=secret, digest_size=8).digest()
    return choices[int.from_bytes(digest, "big") % len(choices)]


def _sharing(lesson: str, name: str) -> list[tuple[str, Question]]:
    """Return the question and those whose numbers it gives."""
    return [
        (each, one) for each, one in assignment(lesson).items() if name in (each, one.numbers_of)
    ]


def _answered_in_public(lesson: str, name: str, drawn: Mapping[str, float]) -> bool:
    """Return whether what is right for the public numbers is right for `drawn` as well."""
    keys = {f"{lesson}.{each}": one for each, one in _sharing(lesson, name)}
    return any(
        one.stays_right(numbers_in(key, {}), numbers_in(key, {name: drawn}))
        for key, one in keys.items()
    )
