"""Luck for the fast engine: the draws of `jalur.model.luck` for whole arrays of cases."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b

import numpy as np

from jalur.model.luck import _WHAT

_ONE = np.uint64(1)


def mix(z: np.ndarray) -> np.ndarray:
    """Return 64 well-stirred bits for each, in place: one step of SplitMix64."""
    z += np.uint64(0x9E3779B97F4A7C15)
    z ^= z >> np.uint64(30)
    z *= np.uint64(0xBF58476D1CE4E5B9)
    z ^= z >> np.uint64(27)
    z *= np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return z


@cache
def address(seed: int, name: str, what: str, turn: int) -> np.ndarray:
    """Return where the draws for `what` at the step `name` begin, as an array of one."""
    z = mix(np.array([seed & 0xFFFFFFFFFFFFFFFF], dtype=np.uint64))
    z = mix(z ^ np.frombuffer(blake2b(name.encode(), digest_size=8).digest(), dtype="<u8"))
    return mix(z ^ np.array([_WHAT[what] + 8 * turn], dtype=np.uint64))


def uniform(seed: int, name: str, what: str, turn: int, case: np.ndarray) -> np.ndarray:
    """Return one draw in (0, 1) for each case number."""
    z = mix(case.view(np.uint64) ^ address(seed, name, what, turn))
    z >>= np.uint64(12)
    z <<= _ONE
    z |= _ONE
    u = z.view(np.int64).astype(np.float64)  # below 2^53; signed numbers take a faster way
    u *= 2.0**-53
    return u


def duration(mean: float, variation: float, u: np.ndarray) -> np.ndarray:
    """Return a time in working days for each draw, on the grid; destroys `u`."""
    if variation == 1:
        np.subtract(1.0, u, out=u)  # exact: a multiple of 2^-53
        np.log(u, out=u)
        u *= -mean
    else:
        sigma = np.sqrt(np.log1p(variation * variation))
        u = np.exp(np.log(mean) - sigma * sigma / 2 + sigma * quantile(u))
    u *= 2.0**20
    np.rint(u, out=u)
    u *= 2.0**-20
    return u


# Wichura (1988), algorithm AS 241, PPND16: numerators and denominators, highest power first.
_CENTRE = (
    (2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4,
     4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3,
     1.3314166789178437745e2, 3.3871328727963666080e0),
    (5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4,
     2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2,
     4.2313330701600911252e1, 1.0),
)  # fmt: skip
_NEAR = (
    (7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
     1.27045825245236838258e0, 3.64784832476320460504e0, 5.76949722146069140550e0,
     4.63033784615654529590e0, 1.42343711074968357734e0),
    (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
     1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e0,
     2.05319162663775882187e0, 1.0),
)  # fmt: skip
_FAR = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
     2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e0,
     5.46378491116411436990e0, 6.65790464350110377720e0),
    (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
     7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
     5.99832206555887937690e-1, 1.0),
)  # fmt: skip


def quantile(p: np.ndarray) -> np.ndarray:
    """Return the standard normal quantile of each probability in (0, 1)."""
    q = p - 0.5
    out = _ratio(_CENTRE, 0.180625 - q * q) * q
    tail = np.abs(q) > 0.425
    if tail.any():
        side = q[tail]
        r = np.sqrt(-np.log(np.where(side < 0, p[tail], 1.0 - p[tail])))
        z = np.where(r <= 5.0, _ratio(_NEAR, r - 1.6), _ratio(_FAR, r - 5.0))
        out[tail] = np.where(side < 0, -z, z)
    return out


def _ratio(pair: tuple[tuple[float, ...], tuple[float, ...]], r: np.ndarray) -> np.ndarray:
    return np.polyval(pair[0], r) / np.polyval(pair[1], r)
