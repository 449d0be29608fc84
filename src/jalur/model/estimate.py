"""A number that knows how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, sqrt


class Estimate(float):
    """A float that carries its standard error in `error`: 0 where it is computed exactly.

    >>> Estimate(2.5, 0.25)
    2.5 ± 0.25
    >>> Estimate(2.5) + 1
    3.5
    """

    error: float

    def __new__(cls, value: float, error: float = 0.0) -> Estimate:
        """Return `value` as a float that knows its standard `error`."""
        self = super().__new__(cls, value)
        self.error = error
        return self

    def __repr__(self) -> str:
        value = format(float(self), ".6g")
        return f"{value} ± {self.error:.2g}" if self.error else value

    def __reduce__(self) -> tuple:
        return Estimate, (float(self), self.error)


def mean_of(values: Sequence[float]) -> Estimate:
    """Return the mean of independent `values` with its standard error, s/√n."""
    n = len(values)
    mean = fsum(values) / n
    if n == 1:
        return Estimate(mean)
    variance = fsum((value - mean) ** 2 for value in values) / (n - 1)
    return Estimate(mean, sqrt(variance / n))
