"""How long to think: evidence against time, and the worth of waiting."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, tanh

from jalur.errors import InputError
from jalur.theory import limits
from jalur.theory.elementwise import elementwise


@dataclass(frozen=True, slots=True)
class SequentialTest:
    """Stop as soon as you are sure.

    Args:
        boundary: Stop when the log of the likelihood ratio reaches it, on either side.
        expected_n: Mean number of opinions until then; of the two truths, the slower one.
        fixed_n: Smallest odd number of opinions whose majority is as accurate in both.
    """

    boundary: float
    expected_n: float
    fixed_n: int


@elementwise
def sequential_test(p0: float, p1: float, error: float) -> SequentialTest:
    """Return how many opinions it takes to tell a good proposal from a bad one, one by one.

    A yes comes with probability `p1` if the case is good and `p0` if it is bad; both mistakes
    may happen with probability `error`. The expected number is Wald's approximation, which
    leaves out by how much the last opinion oversteps the boundary, so a count is a little more.

    Args:
        p0: Probability of a yes to a bad case, more than 0 and at most 0.499.
        p1: Probability of a yes to a good case, at least 0.501 and less than 1.
        error: Probability of each mistake, from 0.000001 to 0.5.

    Raises:
        InputError: If an argument is out of its range.

    >>> test = sequential_test(0.4, 0.6, error=0.05)
    >>> round(test.expected_n, 3), test.fixed_n
    (32.678, 67)

    Source: Wald (1945), *Annals of Mathematical Statistics* 16(2):117-186,
    doi 10.1214/aoms/1177731118.
    """
    where = "sequential_test"
    p0 = limits.inside(where, "p0", p0, 0, 0.5)
    p1 = limits.inside(where, "p1", p1, 0.5, 1)
    error = limits.between(where, "error", error, 1e-6, 0.5)
    if min(0.5 - p0, p1 - 0.5) < 0.001:  # a majority would need millions of opinions
        raise InputError("theory.close", p0=p0, p1=p1)
    boundary = log((1 - error) / error)
    slower = min(_evidence(p1, p0), _evidence(p0, p1))
    expected_n = (1 - 2 * error) * boundary / slower
    return SequentialTest(boundary, expected_n, _majority_needed(min(p1, 1 - p0), error))


@dataclass(frozen=True, slots=True)
class DriftDiffusion:
    """A decision out of noise: the probability of the wrong one, and the mean time to it."""

    error: float
    time: float


@elementwise
def drift_diffusion(drift: float, boundary: float) -> DriftDiffusion:
    """Return how often, and after what time, evidence out of noise reaches the wrong boundary.

    Evidence starts at 0, moves by `drift` per unit of time towards the right boundary and
    wanders with standard deviation 1 per square root of that unit; it decides when it is
    `boundary` away from 0 on either side. Errors are 1/(1+e^(2·drift·boundary)), the mean time
    boundary/drift · tanh(drift·boundary), and without drift boundary².

    Args:
        drift: Quality of the evidence, 0 or more, in standard deviations.
        boundary: How much evidence is asked for, 0 or more, in standard deviations.

    Raises:
        InputError: If an argument is out of its range.

    >>> drift_diffusion(0, 2)
    DriftDiffusion(error=0.5, time=4.0)

    Source: Bogacz, Brown, Moehlis, Holmes and Cohen (2006), *Psychological Review*
    113(4):700-765, doi 10.1037/0033-295X.113.4.700.
    """
    drift = limits.at_least("drift_diffusion", "drift", drift)
    boundary = limits.at_least("drift_diffusion", "boundary", boundary)
    surety = drift * boundary
    against = exp(-2 * surety)
    slowness = tanh(surety) / surety if surety else 1.0
    return DriftDiffusion(against / (1 + against), boundary**2 * slowness)


@dataclass(frozen=True, slots=True)
class OptionToWait:
    """What a project is worth, in today's money.

    Args:
        now: If it is begun now, whatever the price will be.
        wait: If it is begun in a year, where the price then makes it pay.
        option: What being allowed to wait adds to a choice of now or never.
    """

    now: float
    wait: float
    option: float


@elementwise
def option_to_wait(
    cost: float,
    up: float,
    down: float,
    probability: float,
    rate: float,
    price: float | None = None,
) -> OptionToWait:
    """Return what it is worth to wait a year until the price is known.

    The project costs `cost` whenever it is begun, cannot be undone, and from then on yields one
    unit a year for ever, the first at once. The price of this year is `price`; next year it
    becomes `up` or `down`, and stays.

    Args:
        cost: Of beginning, in units of money, 0 or more.
        up: The price from next year on, with `probability`.
        down: The price from next year on, else.
        probability: Of `up`, in [0, 1].
        rate: Interest per year, more than 0; 0.1 for 10 per cent.
        price: This year's; without it what next year's will be on average.

    Raises:
        InputError: If an argument is out of its range.

    >>> choice = option_to_wait(1600, up=300, down=100, probability=0.5, rate=0.1, price=200)
    >>> round(choice.now, 2), round(choice.wait, 2), round(choice.option, 2)
    (600.0, 772.73, 172.73)

    Source: Dixit and Pindyck (1994), *Investment under Uncertainty*, Princeton University Press,
    ch. 2.
    """
    where = "option_to_wait"
    cost = limits.at_least(where, "cost", cost)
    up, down = limits.at_least(where, "up", up), limits.at_least(where, "down", down)
    chance = limits.probability(where, "probability", probability)
    rate = limits.above(where, "rate", rate)
    mean = chance * up + (1 - chance) * down
    first = mean if price is None else limits.at_least(where, "price", price)
    now = first + mean / rate - cost

    def begun_next_year(later: float) -> float:
        return max(0.0, later / rate - cost / (1 + rate))

    wait = chance * begun_next_year(up) + (1 - chance) * begun_next_year(down)
    return OptionToWait(now, wait, max(now, wait) - max(now, 0.0))


def _evidence(true: float, other: float) -> float:
    """Return what one opinion adds on average to the log of the likelihood ratio."""
    return true * log(true / other) + (1 - true) * log((1 - true) / (1 - other))


def _majority_needed(p: float, error: float) -> int:
    """Return the smallest odd n whose majority is right with probability 1 - `error`.

    Two more judges matter only where the first n were one vote apart.
    """
    n, right, gain = 1, p, (2 * p - 1) * p * (1 - p)
    while right < 1 - error - 1e-12:  # up to rounding
        right += gain
        gain *= 4 * p * (1 - p) * (n + 2) / (n + 3)
        n += 2
    return n
