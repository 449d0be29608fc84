"""Who reads, and what: the only state of the package."""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from jalur.errors import InputError

MARKS = {"id": ".,", "en": ",."}
"""What groups thousands and what marks decimals, by language: the one place that names them all."""

LANGUAGES = tuple(MARKS)
"""The languages of the course; parity compares each of the others with the first."""


class Trail(Protocol):
    """Where guesses and answers are kept: what a widget may ask of the reader's trail."""

    def recall(self, section: str, key: str) -> dict:
        """Return what is kept under `key`; empty if nothing."""

    def remember(self, section: str, key: str, **entry: object) -> None:
        """Add `entry` to what is kept under `key`."""


@dataclass(frozen=True, slots=True)
class Session:
    """What `jalur.begin` was told.

    Args:
        language: The reader's language, one of `LANGUAGES`.
        lesson: The lesson or assignment at hand, such as ``"l2"``; empty before `begin`.
        numbers: The numbers of a released variant, by question and name; empty for the public one.
        trail: The reader's trail, handed on for those who may not know the checks; None before
            `begin`, and then nothing is kept.
    """

    language: str
    lesson: str = ""
    numbers: Mapping[str, object] = field(default_factory=dict)
    trail: Trail | None = None


_current: Session | None = None


def need_language(language: str) -> None:
    """Go on if the course is written in `language`.

    Raises:
        InputError: If it is not.
    """
    if language not in LANGUAGES:
        raise InputError("language", got=language, languages=", ".join(LANGUAGES))


@cache
def system_language() -> str:
    """Return ``"en"`` where the computer's locale is English, else ``"id"``."""
    told = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = next(filter(None, told), None) or locale.getlocale()[0] or ""
    return "en" if name.lower().startswith("en") else "id"


def session() -> Session:
    """Return what `jalur.begin` was told; before it, the system's language and nothing else."""
    return _current or Session(system_language())


def start_session(
    lesson: str,
    language: str,
    numbers: Mapping[str, object] | None = None,
    trail: Trail | None = None,
) -> Session:
    """Remember the reader's language, the lesson, its numbers and its trail; said again, all anew.

    Raises:
        InputError: If the course is not written in `language`.
    """
    global _current
    need_language(language)
    _current = Session(language, lesson, dict(numbers or {}), trail)
    return _current
