"""Which language is this? Told from runs of letters, sentence by sentence.

No word list is typed in: the runs of one to four letters, and how often each language has them,
are counted in the course's own catalogues (`texts/id.json`, `texts/en.json`), which are in their
languages anyway. A sentence leans to the language that makes its runs more likely (naive Bayes
over letter n-grams: Dunning, "Statistical Identification of Language", 1994).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from math import log

from jalur.texts import LANGUAGES, catalogue

_SURE = 6.0
"""Odds from which a language is told, as a logarithm: some 400 to 1."""

_WORD = re.compile(r"(?<![\w{'’/.@])[^\W\d_]+(?![\w}/@]|\.\w)")
_END = re.compile(r"(?<=[.?!…])[\"”'’)]*\s+|(?<=[:;])\s+|\n")


def sentences(words: str) -> list[str]:
    """Return the sentences, and the cells of a row, that some words are made of."""
    return [part for part in map(str.strip, _END.split(words)) if part]


def language(sentence: str, languages: tuple[str, str] = LANGUAGES[:2]) -> str | None:
    """Return which of two languages a sentence is in, if its letters leave no doubt.

    >>> language("Ahli memeriksa, lalu regu bekerja."), language("Experts check.")
    ('id', 'en')
    >>> language("2025") is None
    True
    """
    odds = sum(_lean(word, *languages) for word in ordinary(sentence))
    return None if abs(odds) < _SURE else languages[odds > 0]


def ordinary(sentence: str) -> list[str]:
    """Return the words that tell; with a capital inside a sentence they are names."""
    first = re.match(r"\W*", sentence).end()
    return [
        found[0].lower()
        for found in _WORD.finditer(sentence)
        if found[0].islower() or (found.start() == first and found[0].istitle())
    ]


@cache
def _lean(word: str, first: str, second: str) -> float:
    """Return the logarithm of a word's odds for the second language: below 0, for the first."""
    odds = _odds(first, second)
    runs = list(_runs(word))
    return sum(odds.get(run, 0.0) for run in runs) / len(runs) * (len(word) + 2)


def _runs(word: str) -> Iterator[str]:
    padded = f" {word} "
    for size in range(1, 5):
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]


@cache
def _odds(first: str, second: str) -> dict[str, float]:
    """Return for each run of letters the logarithm of its odds for the second language."""
    counts = {}
    shared = catalogue(first).keys() & catalogue(second).keys()  # a language may be half written
    for language in (first, second):
        texts = " ".join(catalogue(language)[key] for key in shared).lower()
        words = Counter(found[0] for found in _WORD.finditer(texts))
        counts[language] = Counter[str]()
        for word, often in words.items():
            for run in _runs(word):
                counts[language][run] += often
    known = set().union(*counts.values())
    totals = {la: counts[la].total() + len(known) for la in counts}
    return {
        run: log((counts[second][run] + 1) / totals[second])
        - log((counts[first][run] + 1) / totals[first])
        for run in known
    }
