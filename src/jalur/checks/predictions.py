"""A guess before the facts, kept and shown again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from jalur.checks import trail
from jalur.checks.answers import is_empty, short
from jalur.checks.notebook import show
from jalur.errors import InputError
from jalur.texts import say

_ASK = object()


def predict(key: str, guess: object = _ASK) -> None:
    """Keep a guess, or, without one, show the guess that was kept.

    The first guess stays the guess: a later one, made perhaps after the facts, is kept beside it
    and both are shown. A guess is never marked, and whatever stands in its place, nothing is
    raised.

    Args:
        key: Names the lesson and the question, such as ``"l2.seven-desks"``.
        guess: A number or some words.

    Raises:
        InputError: If `key` is not written like that.

    >>> import jalur
    >>> jalur.begin("l2", "en")
    >>> predict("l2.seven-desks", 60)
    Your guess is kept: 60. It is never marked; you will meet it again.
    """
    if not isinstance(key, str) or not re.fullmatch(r"l[1-8]\.[a-z0-9]+(-[a-z0-9]+)*", key):
        raise InputError("predict.key", got=short(key))
    if guess is not _ASK and is_empty(guess):
        show(Line(say("predict.dots")))
        return
    kept = trail.recall("predictions", key)
    if guess is _ASK:
        show(Line(_again(kept)))
        return
    guess = _plain(guess)
    first = kept.get("first", guess)
    trail.remember("predictions", key, first=first, last=guess)
    if first == guess:
        show(Line(say("predict.kept", guess=guess)))
    else:
        show(Line(say("predict.later", guess=guess, first=first)))


def _again(kept: dict) -> str:
    if "first" not in kept:
        return say("predict.none")
    first, last = _plain(kept["first"]), _plain(kept.get("last", kept["first"]))
    if first == last:
        return say("predict.shown", guess=first)
    return say("predict.both", guess=last, first=first)


def _plain(guess: object) -> int | float | str:
    """Return `guess` as JSON can keep it: a number of ordinary size, else one short line."""
    try:
        guess = getattr(guess, "item", lambda: guess)()
        if type(guess) in (int, float) and abs(guess) < 1e15:
            return guess
    except BaseException:
        return short(guess)
    return short(guess)


@dataclass(frozen=True, slots=True)
class Line:
    """One quiet line under a cell."""

    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return (
            "<div style='display:inline-block;margin:4px 0;padding:8px 14px;border-radius:10px;"
            "line-height:1.5;background:color-mix(in srgb, currentColor 7%, transparent)'>"
            f"◇ {escape(self.text)}</div>"
        )
