"""What a number that enters the model must be, said once for all."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from numbers import Integral, Real

from jalur.errors import InputError

TICK = 2.0**-20
"""The grain of time: 2^-20 working day, 0.03 s. Sums of whole multiples of it are exact."""


def on_grid(days: float) -> float:
    """Return `days` (working days) rounded to the nearest whole multiple of `TICK`."""
    return round(days / TICK) * TICK


def probability(where: str, argument: str, value: object, *, below_one: bool = False) -> float:
    """Return `value` as a float in [0, 1], or in [0, 1) with `below_one`."""
    if not _is_number(value) or not 0 <= value <= 1:
        raise InputError("probability", where=where, argument=argument, got=value)
    if below_one and value == 1:
        raise InputError("forever", where=where, argument=argument, got=value)
    return float(value)


def amount(where: str, argument: str, value: object, unit: str) -> float:
    """Return `value` as a finite float >= 0, in `unit`: days, money, means or shares."""
    if not _is_number(value) or value < 0:
        raise InputError(f"amount.{unit}", where=where, argument=argument, got=value)
    return float(value)


def count(where: str, argument: str, value: object, least: int = 1) -> int:
    """Return `value` as a whole number of at least `least`."""
    if not isinstance(value, Integral) or isinstance(value, bool) or value < least:
        raise InputError("count", where=where, argument=argument, least=least, got=value)
    return int(value)


def choice(where: str, argument: str, value: object, known: Iterable[str]) -> str:
    """Return `value`, one of the words in `known`."""
    known = tuple(known)
    if not isinstance(value, str) or value not in known:
        raise InputError(
            "choice", where=where, argument=argument, known=", ".join(known), got=value
        )
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and isfinite(value)
