"""The numbers of a text as values, whatever language writes them.

Digits with each language's marks (1.000,5 and 1,000.5), number words from three upwards, per cent,
hundreds to trillions, months, times of day. *One*, *two*, *both* and *half* are idiom more often
than number, so they are not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from jalur.texts import MARKS


def _table(pairs: str) -> dict[str, int]:
    words = pairs.split()
    return dict(zip(words[::2], map(int, words[1::2]), strict=True))


NUMBER_WORDS = {
    "id": _table(
        "tiga 3 empat 4 lima 5 enam 6 tujuh 7 delapan 8 sembilan 9 sepuluh 10 sebelas 11 "
        "ratus 100 seratus 100 ribu 1000 seribu 1000 juta 1000000 sejuta 1000000 "
        "miliar 1000000000 triliun 1000000000000"
    ),
    "en": _table(
        "three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 "
        "thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 "
        "twenty 20 thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90 "
        "third 3 thirds 3 quarter 4 fifth 5 fifths 5 eighth 8 ninth 9 twelfth 12 "
        "hundred 100 thousand 1000 million 1000000 billion 1000000000 trillion 1000000000000"
    ),
}
"""The number words of each language, from three upwards."""

MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
_DOUBTFUL = {"March", "Maret", "May", "Mei"}
"""Months that are also a name, a verb, or short enough to stand in a row of abbreviations."""

_TOKEN = re.compile(
    r"""(?P<time>(?<=pukul\ )\d{1,2}\.\d\d\b|\b\d{1,2}:\d\d\b)
    |\b(?:Python|Jupyter\w*|Notebook|NumPy|CC[ A-Z-]*)\ (?P<version>\d+(?:\.\d+)*)
    |\b(?P<doi>10\.\d{4,}/\S*[^\s.,;)])
    |(?P<digits>(?:(?<![\w.,])[−-]|(?<=Rp)|(?<![\w.,]))\d+(?:[.,]\d+)*)
    |(?P<points>\b(?:poin\ persentase|percentage\ points?)\b)
    |(?P<share>%|\b(?:persen|persentase|per\ cent|percent(?:age)?)\b)
    |(?<![\w.])(?P<tens>(?:ke|seper|per)?(?:[a-z]+))\ (?P<place>puluh|belas)
    |(?<![\w.])(?P<word>[^\W\d_]+)""",
    re.VERBOSE | re.IGNORECASE,
)


def named(text: str, language: str, *, typed: bool = False) -> list[tuple[str, str]]:
    """Return the numbers that a text names, in order: the value, and how it is written there.

    Args:
        text: Words without code and formulas.
        language: Whose marks and words are read. A number with the other language's marks is a
            value of its own, so that it is seen.
        typed: Whether ``0.5`` may stand in Indonesian, since the text tells what to type.

    >>> named("Rp2,94 triliun, 8 persen", "id")
    [('2.94', '2,94'), ('1000000000000', 'triliun'), ('8', '8'), ('%', 'persen')]
    >>> named("1.000 dan 0.5", "id")
    [('1000', '1.000'), ('0.5?', '0.5')]
    """
    return list(_named(text, language, typed))


def formula(source: str, language: str) -> str:
    """Return a formula with English marks and no blanks: `0{,}9` is 0.9 in Indonesian.

    >>> formula(r"0{,}9 ^ 7", "id"), formula("10{,}000", "en")
    ('0.9^7', '10000')
    """
    bare = re.sub(r"\\text\{[^{}]*\}|\s", "", source)
    if MARKS[language] == ",.":
        return re.sub(r"(?<=\d)\{,\}(?=\d{3}(?!\d))", "", bare)
    bare = re.sub(r"(?<=\d)\.(?=\d{3}(?!\d))", "", bare)
    return re.sub(r"(?<=\d)\.(?=\d)", "?", bare).replace("{,}", ".")


def _named(text: str, language: str, typed: bool) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(text):
        kind, said = found.lastgroup, found[found.lastgroup]
        if kind == "digits":
            yield _value(said, language, typed), said
        elif kind == "time":
            yield said.replace(".", ":"), said
        elif kind in ("version", "doi"):
            yield f"{kind} {said}", said
        elif kind in ("share", "points"):
            yield {"share": "%", "points": "percentage points"}[kind], said
        elif kind == "place":
            if language == "id" and (below := _below_ten(found["tens"])):
                yield str(10 * below if said == "puluh" else 10 + below), found[0]
        elif value := _known(said, language):
            yield str(value), said
        elif said in MONTHS[language].split() and (
            said not in _DOUBTFUL or _is_month(text, found.start(), found.end())
        ):
            yield f"month {MONTHS[language].split().index(said) + 1}", said


@cache
def _known(said: str, language: str) -> int | None:
    """Return the value of a number word, whatever grammar added: ketiganya, jutaan, tenths."""
    word, words = said.lower(), NUMBER_WORDS[language]
    if language == "id":
        word = re.sub(r"^(?:seper|ke|per|ber)|nya$", "", word)
        bare = word.removesuffix("an")
    elif language == "en":
        bare = re.sub(r"(?:th)?s?$", "", re.sub(r"ieths?$", "y", word))
    else:
        bare = word
    return words.get(word) or words.get(bare)


def _below_ten(said: str) -> int:
    """Return what stands before *puluh* or *belas*; 0 where it is no number."""
    bare = re.sub(r"^(?:ke|seper|per|ber)", "", said.lower())
    return {"satu": 1, "dua": 2}.get(bare) or _known(bare, "id") or 0


def _is_month(text: str, begin: int, end: int) -> bool:
    """Whether a word is a month here, and not a verb or a name."""
    before = re.search(r"(\w+) $", text[:begin])
    dated = {"in", "since", "by", "until", "from", "to", "of", "and", "or", "bulan", "sejak"}
    dated |= {"sampai", "dari", "dan", "ke", "pada"}
    return bool(re.match(r" \d", text[end:])) or bool(
        before and (before[1].isdigit() or before[1].lower() in dated)
    )


def _value(digits: str, language: str, typed: bool) -> str:
    """Return what digits say in a language; with a question mark where they say nothing."""
    group, point = MARKS[language]
    sign, bare = ("-", digits[1:]) if digits[0] in "−-" else ("", digits)
    grouped = rf"[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+"
    if re.fullmatch(rf"(?:\d+|{grouped})(?:{re.escape(point)}\d+)?", bare):
        bare = bare.replace(group, "").replace(point, ".")
    elif not (typed and re.fullmatch(r"\d+\.\d+", bare)):
        return f"{sign}{bare}?"
    return f"{Decimal(sign + bare).normalize():f}"
