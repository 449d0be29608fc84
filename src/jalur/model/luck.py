"""Luck is an address, not a stream: every draw is a hash of who, where and what for.

So the same proposal meets the same luck on every path, and any case can be replayed alone.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from math import exp, log, log1p, sqrt
from statistics import NormalDist

from jalur.model.limits import on_grid

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
    return (mix(address ^ case) >> 12 << 1 | 1) * 2.0**-53


def exponential(mean: float, u: float) -> float:
    """Return the time, in working days, that a draw `u` stands for; exponential, on the grid."""
    return on_grid(-mean * log(1 - u))  # 1 - u is exact


def lognormal(mean: float, variation: float, u: float) -> float:
    """Return a lognormal time in working days with that mean and coefficient of variation."""
    sigma = sqrt(log1p(variation * variation))
    return on_grid(exp(log(mean) - sigma * sigma / 2 + sigma * _quantile(u)))


def duration(mean: float, variation: float, u: float) -> float:
    """Return one time of a step: fixed, exponential or lognormal by its `variation`."""
    if variation == 1:
        return exponential(mean, u)
    return lognormal(mean, variation, u) if variation and mean else mean
