"""What a number that enters a formula must be; each function gives it back, plain."""

from __future__ import annotations

from math import isfinite
from numbers import Real

from jalur.errors import InputError


def probability(where: str, argument: str, value: object) -> float:
    """Return `value` as a float in [0, 1]."""
    if not _is_number(value) or not 0 <= value <= 1:
        raise InputError("probability", where=where, argument=argument, got=value)
    return float(value)


def whole(where: str, argument: str, value: object, least: int = 1) -> int:
    """Return `value` as a whole number of at least `least`; 3.0, from an array, is whole."""
    if not _is_number(value) or value != int(value) or value < least:
        raise InputError("count", where=where, argument=argument, least=least, got=value)
    return int(value)


def at_least(where: str, argument: str, value: object, low: float = 0) -> float:
    """Return `value` as a finite float of at least `low`."""
    if not _is_number(value) or value < low:
        raise InputError("theory.at_least", where=where, argument=argument, low=low, got=value)
    return float(value)


def above(where: str, argument: str, value: object, low: float = 0) -> float:
    """Return `value` as a finite float of more than `low`."""
    if not _is_number(value) or value <= low:
        raise InputError("theory.above", where=where, argument=argument, low=low, got=value)
    return float(value)


def between(where: str, argument: str, value: object, low: float, high: float) -> float:
    """Return `value` as a float in [`low`, `high`]."""
    if not _is_number(value) or not low <= value <= high:
        raise InputError(
            "theory.between", where=where, argument=argument, low=low, high=high, got=value
        )
    return float(value)


def inside(where: str, argument: str, value: object, low: float, high: float) -> float:
    """Return `value` as a float in (`low`, `high`), the ends left out."""
    if not _is_number(value) or not low < value < high:
        raise InputError(
            "theory.inside", where=where, argument=argument, low=low, high=high, got=value
        )
    return float(value)


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and isfinite(value)
