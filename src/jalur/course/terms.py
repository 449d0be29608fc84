"""The glossary's pairs, found in running text whatever grammar added to a word."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Term:
    """One thing and its word in each language.

    Args:
        words: The word in each language.
        stems: What every use of it contains, by language: a quick look before the pattern.
        forms: The word with what grammar adds, by language.
        lines: What it means, by language.
    """

    words: Mapping[str, str]
    stems: Mapping[str, list[str]]
    forms: Mapping[str, re.Pattern[str]]
    lines: Mapping[str, str]

    def count(self, text: str, language: str) -> int:
        """Return how often a text, in small letters, uses the term.

        >>> term = of({"id": "jalur keputusan", "en": "decision path"})
        >>> term.count("jalur-jalur keputusannya", "id"), term.count("decision paths", "en")
        (1, 1)
        """
        for stem in self.stems[language]:
            if stem in text:
                return len(self.forms[language].findall(text))
        return 0


def of(words: Mapping[str, str], lines: Mapping[str, str] = MappingProxyType({})) -> Term:
    """Return a term; ``planning meeting (Musrenbang)`` may be said either way."""
    ways = {
        language: [way.split() for way in said.lower().rstrip(")").split("(")]
        for language, said in words.items()
    }
    stems = {la: [way[-1].removesuffix("y") for way in said] for la, said in ways.items()}
    forms = {la: "|".join(_phrase(way, la) for way in said) for la, said in ways.items()}
    return Term(words, stems, {la: re.compile(form) for la, form in forms.items()}, lines)


def entries(path: Path) -> list[Mapping[str, Any]]:
    """Return what a glossary file holds of each term; nothing without a file."""
    return json.loads(path.read_text("utf-8"))["terms"] if path.is_file() else []


def read(path: Path) -> list[Term]:
    """Return the terms of a glossary file, in the languages that have them; none without a file."""
    return [
        of({la: word for la, word in entry["term"].items() if word}, entry.get("line", {}))
        for entry in entries(path)
    ]


def _phrase(words: list[str], language: str) -> str:
    return r"\b" + r"\s+".join(map(_INFLECTED.get(language, _any), words)) + r"\b"


def _indonesian(word: str) -> str:
    bare = re.escape(word)
    return rf"(?:di|ke|se|per|meng|peng)?{bare}(?:-{bare})?(?:ku|mu|nya)?(?:lah|kah|pun)?"


def _english(word: str) -> str:
    bare = re.escape(word)
    return rf"{bare[:-1]}(?:y|ies)" if word.endswith("y") else rf"{bare}(?:e?s)?"


def _any(word: str) -> str:
    """What a word becomes in a language that nobody has described yet: longer."""
    return rf"{re.escape(word)}\w*"


_INFLECTED = {"id": _indonesian, "en": _english}
