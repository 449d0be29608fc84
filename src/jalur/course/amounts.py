"""The numbers of a text as values, whatever language writes them.

Digits with each language's marks (1.000,5 and 1,000.5), number words from three upwards, per cent,
hundreds to trillions, months, times of day. *One*, *two*, *both* and *half* are idiom more often
than number, so they are not counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

_GROUP, _POINT = {"id": ".", "en": ","}, {"id": ",", "en": "."}
_WORDS = {
    "id": dict(
        zip("tiga empat lima enam tujuh delapan sembilan".split(), range(3, 10), strict=True)
    )
    | {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 10**3, "sejuta": 10**6}
    | {"ratus": 100, "ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12},
    "en": {
        word: value
        for value, word in enumerate(
            "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen".split(),
            start=3,
        )
    }
    | {
        word: 10 * tens
        for tens, word in enumerate(
            "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
        )
    }
    | {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
    | {"trillion": 10**12, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
    | {"thirds": 3, "fifths": 5, "quarter": 4},
}
_BELOW_TEN = {"satu": 1, "dua": 2} | {
    word: value for word, value in _WORDS["id"].items() if value < 10
}
_MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
_TOKEN = re.compile(
    r"""(?P<time>(?<=pukul\ )\d{1,2}\.\d\d\b|\b\d{1,2}:\d\d\b)
    |\b(?:Python|Jupyter\w*|Notebook|NumPy)\ (?P<version>\d+(?:\.\d+)*)
    |(?P<digits>(?:(?<![\w.,])[−-]|(?<=Rp)|(?<![\w.,]))\d+(?:[.,]\d+)*)
    |(?P<points>\b(?:poin\ persentase|percentage\ points?)\b)
    |(?P<share>%|\b(?:persen|persentase|per\ cent|percent(?:age)?)\b)
    |(?<![\w.])(?P<tens>(?:ke|seper|per)?(?:[a-z]+))\ (?P<place>puluh|belas)
    |(?<![\w.])(?P<word>[^\W\d_]+)""",
    re.VERBOSE | re.IGNORECASE,
)


def amounts(text: str, language: str, *, typed: bool = False) -> Counter[str]:
    """Return the values that a text names, each with how often.

    Args:
        text: Words without code and formulas.
        language: Whose marks and words are read. A number with the other language's marks is a
            value of its own, so that it is seen.
        typed: Whether ``0.5`` may stand in Indonesian, since the text tells what to type.

    >>> amounts("Rp2,94 triliun, 8 persen dari tiga puluh", "id") == amounts(
    ...     "Rp2.94 trillion, 8 per cent of thirty", "en"
    ... )
    True
    >>> sorted(amounts("1.000 dan 0.5", "id"))
    ['0.5?', '1000']
    """
    return Counter(_amounts(text, language, typed))


def formula(source: str, language: str) -> str:
    """Return a formula with English marks and no blanks: `0{,}9` is 0.9 in Indonesian.

    >>> formula(r"0{,}9 ^ 7", "id"), formula("10{,}000", "en")
    ('0.9^7', '10000')
    """
    bare = re.sub(r"\\text\{[^{}]*\}|\s", "", source)
    if language == "en":
        return re.sub(r"(?<=\d)\{,\}(?=\d{3}(?!\d))", "", bare)
    bare = re.sub(r"(?<=\d)\.(?=\d{3}(?!\d))", "", bare)
    return re.sub(r"(?<=\d)\.(?=\d)", "?", bare).replace("{,}", ".")


def _amounts(text: str, language: str, typed: bool) -> Iterator[str]:
    for found in _TOKEN.finditer(text):
        kind, said = found.lastgroup, found[found.lastgroup]
        if kind == "digits":
            yield _value(said, language, typed)
        elif kind == "time":
            yield said.replace(".", ":")
        elif kind == "version":
            yield f"version {said}"
        elif kind in ("share", "points"):
            yield {"share": "%", "points": "percentage points"}[kind]
        elif kind == "place":
            below = _known(found["tens"], "id", _BELOW_TEN) if language == "id" else None
            if below:
                yield str(10 * below if said == "puluh" else 10 + below)
        elif value := _known(said, language, _WORDS[language]):
            yield str(value)
        elif said in _MONTHS[language].split() and (
            said != "May" or _is_month(text, found.start(), found.end())
        ):
            yield f"month {_MONTHS[language].split().index(said) + 1}"


def _known(said: str, language: str, words: Mapping[str, int]) -> int | None:
    """Return the value of a number word, whatever grammar added: ketiganya, jutaan, tenths."""
    word = said.lower()
    if language == "id":
        word = re.sub(r"^(?:seper|ke|per|ber)|nya$", "", word)
        bare = word.removesuffix("an")
    else:
        bare = re.sub(r"ieths?$", "y", word)
        bare = re.sub(r"(?:th)?s?$", "", bare)
    return words.get(word) or words.get(bare)


def _is_month(text: str, begin: int, end: int) -> bool:
    """Whether *May* is a month here, and not a verb."""
    before = re.search(r"(\w+) $", text[:begin])
    dated = {"in", "since", "by", "until", "from", "to", "of", "and", "or"}
    return bool(re.match(r" \d", text[end:])) or bool(
        before and (before[1].isdigit() or before[1] in dated)
    )


def _value(digits: str, language: str, typed: bool) -> str:
    """Return what digits say in a language; with a question mark where they say nothing."""
    group, point = _GROUP[language], _POINT[language]
    sign, bare = ("-", digits[1:]) if digits[0] in "−-" else ("", digits)
    grouped = rf"[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+"
    if re.fullmatch(rf"(?:\d+|{grouped})(?:{re.escape(point)}\d+)?", bare):
        bare = bare.replace(group, "").replace(point, ".")
    elif not (typed and re.fullmatch(r"\d+\.\d+", bare)):
        return f"{sign}{bare}?"
    return f"{Decimal(sign + bare).normalize():f}"
