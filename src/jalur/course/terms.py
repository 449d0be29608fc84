"""The glossary's pairs, found in running text whatever grammar added to a word."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jalur.texts import LANGUAGES


@dataclass(frozen=True, slots=True)
class Term:
    """One thing and its word in each language."""

    words: Mapping[str, str]
    forms: Mapping[str, re.Pattern[str]]

    def count(self, text: str, language: str) -> int:
        """Return how often a text, in small letters, uses the term.

        >>> term = of({"id": "jalur keputusan", "en": "decision path"})
        >>> term.count("jalur-jalur keputusannya", "id"), term.count("decision paths", "en")
        (1, 1)
        """
        return len(self.forms[language].findall(text))


def of(words: Mapping[str, str]) -> Term:
    """Return a term; ``planning meeting (Musrenbang)`` may be said either way."""
    return Term(words, {language: _pattern(words[language], language) for language in LANGUAGES})


def read(path: Path) -> list[Term]:
    """Return the terms of a glossary file; none where there is no file."""
    if not path.is_file():
        return []
    told = [entry["term"] for entry in json.loads(path.read_text("utf-8"))["terms"]]
    return [of(words) for words in told if all(words.get(language) for language in LANGUAGES)]


def _pattern(said: str, language: str) -> re.Pattern[str]:
    ways = [way.strip() for way in said.lower().rstrip(")").split("(")]
    inflected = _INFLECTED[language]
    return re.compile("|".join(rf"\b{_phrase(way.split(), inflected)}\b" for way in ways))


def _phrase(words: Iterable[str], inflected: object) -> str:
    return r"\s+".join(inflected(re.escape(word)) for word in words)


def _indonesian(word: str) -> str:
    return rf"(?:di|ke|se|per|meng|peng)?{word}(?:-{word})?(?:ku|mu|nya)?(?:lah|kah|pun)?"


def _english(word: str) -> str:
    return rf"{word[:-1]}(?:y|ies)" if word.endswith("y") else rf"{word}(?:e?s)?"


_INFLECTED = {"id": _indonesian, "en": _english}
