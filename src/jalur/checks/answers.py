"""Reading an answer: whatever a reader may have written, as a number, words, a path or a function.

An answer that cannot be read is no accident: each way has its own sentence, named by `Unread`.
Answers come from anybody's code and may lie or raise in every operation; `jalur.check` keeps that
from the reader, so nothing here defends itself twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from math import isfinite
from numbers import Integral, Real

from jalur.model.path import Part, Path
from jalur.texts import MARKS, session

_LONGEST = 60
_WRITTEN = re.compile(r"([-+−]?)([\d.,]*\d)\s*(%|persen|per ?cent)?", re.IGNORECASE)


class Unread(Exception):
    """An answer that is not of the kind that is asked for; `key` names the sentence to say."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def is_empty(answer: object) -> bool:
    """Return whether nothing has been answered yet: `...`, None or blank text."""
    is_text = issubclass(type(answer), str)  # an answer may lie about its class, and raise
    return answer is ... or answer is None or (is_text and not str.strip(answer))


def short(answer: object) -> str:
    """Return `answer` as one short line, also if it cannot be written or is endless."""
    try:
        text = answer if isinstance(answer, str) else repr(answer)
        text = " ".join(text[:4000].encode("utf-8", "replace").decode().split())
    except BaseException:
        text = "?"
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def number(answer: object) -> float:
    """Return the finite number that `answer` is, also one typed as text.

    >>> from fractions import Fraction
    >>> number(Fraction(81, 100)), number("0,81")
    (0.81, 0.81)
    """
    if isinstance(answer, bool) or type(answer).__name__ == "bool_":
        raise Unread("truth")
    if isinstance(answer, str):
        return _from_text(answer)
    if getattr(answer, "shape", None) == ():
        answer = answer.item()
    if isinstance(answer, (Real, Decimal)):
        try:
            value = float(answer)
        except (OverflowError, ValueError):
            raise Unread("endless") from None
        if not isfinite(value):
            raise Unread("endless")
        return value
    if isinstance(answer, tuple) and len(answer) == 2 and all(map(_is_whole, answer)):
        raise Unread("comma", whole=str(answer[0]), part=str(answer[1]))
    if isinstance(answer, Part):
        raise Unread("path")
    if callable(answer):
        raise Unread("function")
    if hasattr(answer, "good") and hasattr(answer, "bad"):
        raise Unread("both")
    if hasattr(answer, "__len__") or hasattr(answer, "__iter__"):
        raise Unread("many")
    raise Unread("number")


def written(text: str) -> float:
    """Return the number that `text` shows, with a decimal comma or point, or as a percentage.

    >>> written("0,81"), written("81 %"), written("10.000,5")
    (0.81, 0.81, 10000.5)
    """
    match = _WRITTEN.fullmatch(text.strip())
    if not match:
        return float(text)
    sign, digits, per_cent = match.groups()
    point, comma = digits.rfind("."), digits.rfind(",")
    grouping = "," if point > comma else "."
    if min(point, comma) < 0 and re.fullmatch(r"[1-9]\d{0,2}([.,]\d{3})+", digits):
        # One kind of sign before three digits groups thousands, where the language does so.
        mark = MARKS[session().language][0]
        grouping = mark if mark in digits else ""
    digits = digits.replace(grouping, "") if grouping else digits
    value = float(digits.replace(",", ".")) * (-1 if sign in ("-", "−") else 1)
    return value / 100 if per_cent else value


def _from_text(text: str) -> float:
    try:
        value = written(text)
    except ValueError:
        raise Unread("words") from None
    if not isfinite(value):
        raise Unread("endless")
    return value


def _is_whole(value: object) -> bool:
    return isinstance(value, Integral) and not isinstance(value, bool)


def choice(answer: object, choices: Iterable[str]) -> str:
    """Return which of `choices` the text `answer` names, capitals and outer blanks aside."""
    known = {word.casefold(): word for word in choices}
    if isinstance(answer, str) and answer.strip().casefold() in known:
        return known[answer.strip().casefold()]
    raise Unread("choice", choices=", ".join(f'"{word}"' for word in known.values()))


def letters(answer: object, choices: Iterable[str]) -> frozenset[str]:
    """Return the set of `choices` in `answer`: a set, a list, or text such as "A, C"."""
    known = list(choices)
    if isinstance(answer, (set, frozenset)):
        answer = list(answer)
    try:
        return frozenset(in_order(answer, known))
    except Unread:
        raise Unread("letters", choices=", ".join(known)) from None


def items(answer: object) -> list[object]:
    """Return the items of an answer that has several: a list, an array, or text with ``;``.

    >>> items("0,81; 0,66")
    ['0,81', '0,66']
    """
    if isinstance(answer, str):
        return [part.strip() for part in re.split(r"[;\n]", answer) if part.strip()]
    if isinstance(answer, (list, tuple)) or getattr(answer, "shape", ()) != ():
        return list(answer)
    raise Unread("no-list")


def in_order(answer: object, choices: Iterable[str]) -> list[str]:
    """Return the `choices` that an answer names, in its order: a list, or text such as "A, C"."""
    known = {word.casefold(): word for word in choices}
    if isinstance(answer, str):
        answer = re.findall(r"\w+", answer)
        if len(answer) == 1 and answer[0].casefold() not in known:
            answer = list(answer[0])
    if isinstance(answer, (list, tuple)) and all(isinstance(word, str) for word in answer):
        named = [word.strip().casefold() for word in answer]
        if known.keys() >= set(named):
            return [known[word] for word in named]
    raise Unread("order", choices=", ".join(known.values()))


def by_item(answer: object, wanted: Sequence[str]) -> dict[str, str]:
    """Return the text that an answer gives to each wanted item: by item, or in their order.

    >>> by_item({"b": "T", "a": "E"}, ["a", "b"]), by_item("E, T", ["a", "b"])
    ({'a': 'E', 'b': 'T'}, {'a': 'E', 'b': 'T'})
    """
    if isinstance(answer, str):
        answer = [part.strip() for part in re.split(r"[,;\n]", answer) if part.strip()]
    if isinstance(answer, Mapping):
        named = {str(item).strip().casefold(): label for item, label in answer.items()}
        lacking = [item for item in wanted if is_empty(named.get(item.casefold()))]
        if lacking:
            raise Unread("item", item=lacking[0])
        told = {item: named[item.casefold()] for item in wanted}
    elif isinstance(answer, (list, tuple)):
        if len(answer) != len(wanted):
            raise Unread("length", got=len(answer), wanted=len(wanted))
        told = dict(zip(wanted, answer, strict=True))
    else:
        raise Unread("no-labels", items=", ".join(wanted))
    for item, label in told.items():
        if not isinstance(label, str):
            raise Unread("no-label", item=item, got=short(label))
    return told


def path(answer: object) -> Path:
    """Return the path that `answer` is."""
    if isinstance(answer, Part):
        return answer
    raise Unread("uncalled" if callable(answer) else "no-path")


class Failed:
    """What a reader's function gave instead of a number, and for which call."""

    def __init__(self, call: str, unread: Unread) -> None:
        self.call = call
        self.unread = unread


def results(answer: object, trials: Sequence[tuple]) -> list[float | Failed]:
    """Return what the function `answer` gives for each of `trials`, each a tuple of arguments."""
    if not callable(answer):
        raise Unread("no-function")
    return [_result(answer, trial) for trial in trials]


def _result(function: Callable[..., object], trial: tuple) -> float | Failed:
    name = short(getattr(function, "__name__", "f"))
    call = f"{name}({', '.join(map(short, trial))})"
    try:
        given = function(*trial)
    except BaseException as error:  # also SystemExit and an interrupt of an endless loop
        kind = type(error).__name__
        return Failed(call, Unread("raised", call=call, error=kind, what=short(str(error))))
    if is_empty(given):
        return Failed(call, Unread("returns-nothing", call=call))
    try:
        if isinstance(given, str):
            raise Unread("words")
        return number(given)
    except Unread as unread:
        return Failed(call, Unread("returns-other", call=call, got=short(given), why=unread.key))
