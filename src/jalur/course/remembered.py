"""What is made of a text, kept: a class hands in the same ones again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps

SHORT = 20_000
"""Characters of a text that is worth remembering."""


def remembered(make: Callable[[str], str]) -> Callable[[str], str]:
    """Return a function that remembers what it made of the last thousand short texts."""
    known = lru_cache(1000)(make)

    @wraps(make)
    def made(text: str) -> str:
        return known(text) if len(text) < SHORT else make(text)

    return made
