"""How alike two things are, judged by the answers they give to the same questions."""

from __future__ import annotations

from collections.abc import Sequence

from jalur.errors import InputError


def similarity(one: Sequence[object], other: Sequence[object]) -> float:
    """Return the share of questions that two things answer alike, from 0 to 1.

    Every question weighs the same, and two noes are as alike as two yeses.

    Args:
        one: Its answers, in the order of the questions; 0 for no and 1 for yes will do.
        other: The answers of the other thing to the same questions.

    Raises:
        InputError: If the answers are not equally many, or there are none.

    >>> similarity([1, 0, 0, 1], [1, 1, 0, 0])
    0.5

    Source: the simple matching coefficient of Sokal and Michener (1958), *University of Kansas
    Science Bulletin* 38:1409-1438.
    """
    if not len(one) == len(other) > 0:
        raise InputError("theory.answers", one=len(one), other=len(other))
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)
