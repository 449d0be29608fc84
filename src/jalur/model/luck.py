"""Luck is an address, not a stream: every draw is a hash of who, where and what for.

So the same proposal meets the same luck on every path, and any case can be replayed alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from math import exp, log, log1p, sqrt
from statistics import NormalDist

from jalur.model.limits import TICK, on_grid

_64_BITS = (1 << 64) - 1
_WHAT = {
    what: code
    for code, what in enumerate(
        ("good", "arrival", "verdict", "days", "again", "shock", "common"), start=1
    )
}
_quantile = NormalDist().inv_cdf  # Wichura (1988), algorithm AS 241


def mix(z: int) -> int:
    """Return 64 well-stirred bits: one step of SplitMix64 (Steele, Lea and Flood 2014)."""
    z = (z + 0x9E3779B97F4A7C15) & _64_BITS
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _64_BITS
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _64_BITS
    return z ^ (z >> 31)


@cache
def address(seed: int, name: str, what: str, turn: int = 0) -> int:
    """Return where the draws for `what` at the step `name` in its `turn`-th round begin.

    The name enters by a fixed hash of its UTF-8 bytes, never by Python's own `hash`, which
    changes from run to run.
    """
    place = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")
    return mix(mix(mix(seed & _64_BITS) ^ place) ^ (_WHAT[what] + 8 * turn))


def uniform(address: int, case: int) -> float:
    """Return the draw of `case` at an `address`: odd multiples of 2^-53, so never 0 or 1."""
    # `mix` once more, written out: a run asks for little else.
    z = ((address ^ case) + 0x9E3779B97F4A7C15) & _64_BITS
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _64_BITS
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _64_BITS
    return ((z ^ (z >> 31)) >> 12 << 1 | 1) * 2.0**-53


def times(mean: float, variation: float) -> Callable[[float], float]:
    """Return what turns a draw into a time in working days, on the grid.

    Args:
        mean: Mean time, in working days.
        variation: Its coefficient of variation: 0 fixed, 1 exponential, else lognormal.

    >>> times(10, variation=0)(0.3)
    10
    >>> round(times(10, variation=1)(0.5), 3)  # the median of an exponential time
    6.931
    """
    if not variation or not mean:
        return lambda _: mean
    if variation == 1:
        ticks = mean / TICK
        return lambda u: round(-ticks * log(1 - u)) * TICK  # 1 - u is exact
    sigma = sqrt(log1p(variation * variation))
    middle = log(mean) - sigma * sigma / 2
    return lambda u: on_grid(exp(middle + sigma * _quantile(u)))
