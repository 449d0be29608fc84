"""Who must say yes: juries, committees, hierarchies, polyarchies."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, fsum, log

from jalur.errors import InputError
from jalur.theory import limits
from jalur.theory.elementwise import elementwise


@elementwise
def condorcet(n: int, p: float, correlation: float = 0) -> float:
    """Return the probability that the majority of `n` judges is right.

    More judges help if each is right more often than not and judges on his own. With probability
    `correlation` all of them say what one of them would say, so however many they are, the
    majority is never surer than correlation · p + (1 - correlation).

    Args:
        n: Number of judges; odd, so that no vote is tied.
        p: Probability that one judge is right, in [0, 1].
        correlation: Probability that all copy one vote, in [0, 1].

    Raises:
        InputError: If an argument is out of its range.

    >>> round(condorcet(5, 0.8), 5)
    0.94208

    Source: Condorcet (1785), *Essai*; on correlated votes Ladha (1992), *American Journal of
    Political Science* 36(3):617-634, doi 10.2307/2111584.
    """
    n = limits.whole("condorcet", "n", n)
    if n % 2 == 0:
        raise InputError("theory.even", got=n)
    p = limits.probability("condorcet", "p", p)
    together = limits.probability("condorcet", "correlation", correlation)
    return together * p + (1 - together) * _yeses(n // 2 + 1, n, p)


@elementwise
def committee(k: int, n: int, p: float) -> float:
    """Return the probability that at least `k` of `n` members say yes.

    Args:
        k: Yeses needed, from 1 to n.
        n: Number of members.
        p: Probability that one member says yes, independently of the others, in [0, 1].

    Raises:
        InputError: If an argument is out of its range.

    >>> round(committee(2, 3, 0.8), 3)
    0.896

    Source: Sah and Stiglitz (1988), *Economic Journal* 98:451-470.
    """
    n = limits.whole("committee", "n", n)
    k = limits.whole("committee", "k", k)
    if k > n:
        raise InputError("theory.committee", n=n, got=k)
    return _yeses(k, n, limits.probability("committee", "p", p))


@elementwise
def hierarchy(n: int, p: float) -> float:
    """Return the probability that a project passes `n` desks that must all say yes: p^n.

    Args:
        n: Number of desks, 1 or more.
        p: Probability that one desk says yes, independently of the others, in [0, 1].

    Raises:
        InputError: If an argument is out of its range.

    >>> round(hierarchy(2, 0.8), 2), round(hierarchy(2, 0.2), 2)
    (0.64, 0.04)

    Source: Sah and Stiglitz (1986), *American Economic Review* 76(4):716-727.
    """
    return limits.probability("hierarchy", "p", p) ** limits.whole("hierarchy", "n", n)


@elementwise
def polyarchy(n: int, p: float) -> float:
    """Return the probability that a project finds one yes among `n` desks: 1 - (1-p)^n.

    Args:
        n: Number of desks, 1 or more.
        p: Probability that one desk says yes, independently of the others, in [0, 1].

    Raises:
        InputError: If an argument is out of its range.

    >>> round(polyarchy(2, 0.8), 2), round(polyarchy(2, 0.2), 2)
    (0.96, 0.36)

    Source: Sah and Stiglitz (1986), *American Economic Review* 76(4):716-727.
    """
    return 1 - (1 - limits.probability("polyarchy", "p", p)) ** limits.whole("polyarchy", "n", n)


@dataclass(frozen=True, slots=True)
class OptimalDesks:
    """How many desks in a row are best: `real` if desks could be cut, `best` as a whole number."""

    real: float
    best: int


@elementwise
def optimal_desks(
    good_share: float, gain: float, loss: float, good: float, bad: float
) -> OptimalDesks:
    """Return the length of the hierarchy that is worth most.

    Desks cost neither time nor money here; n of them are worth
    good_share · gain · good^n - (1-good_share) · loss · bad^n. `.real` is where that has its
    peak (below 0 where any desk does harm), `.best` the best whole number, 0 or more; of two
    that are worth the same, the smaller.

    Args:
        good_share: Share of good projects, in (0, 1).
        gain: Won with a good project that is accepted; more than 0, in any unit of money.
        loss: Lost with a bad one, in the same unit; more than 0.
        good: Probability that a desk lets a good project pass, in (0, 1).
        bad: The same for a bad one; more than 0 and less than `good`.

    Raises:
        InputError: If an argument is out of its range.

    >>> optimal_desks(0.5, 1, 1, good=0.9, bad=0.5).best
    3

    Source: after Sah and Stiglitz (1986), *American Economic Review* 76(4):716-727; the formula
    is derived here.
    """
    where = "optimal_desks"
    share = limits.inside(where, "good_share", good_share, 0, 1)
    good = limits.inside(where, "good", good, 0, 1)
    bad = limits.inside(where, "bad", bad, 0, 1)
    if bad >= good:
        raise InputError("theory.order", good=good, bad=bad)
    stakes = (
        (1 - share)
        * limits.above(where, "loss", loss)
        / (share * limits.above(where, "gain", gain))
    )
    real = log(stakes * log(bad) / log(good)) / log(good / bad)
    # One desk more pays while good^n · (1-good) < stakes · bad^n · (1-bad).
    # Rounded, because at a tie the logarithm falls a hair to either side of a whole number.
    enough = log(stakes * (1 - bad) / (1 - good)) / log(good / bad)
    return OptimalDesks(real, max(0, ceil(round(enough, 9))))


def _yeses(k: int, n: int, p: float) -> float:
    """Return the probability of `k` or more yeses out of `n`.

    Weights grow outwards from the likeliest number of yeses, so nothing overflows.
    """
    if p in (0, 1):
        return p
    odds, mode = p / (1 - p), min(n, int((n + 1) * p))
    weights = [1.0] * (n + 1)
    for yeses in range(mode, n):
        weights[yeses + 1] = weights[yeses] * odds * (n - yeses) / (yeses + 1)
    for yeses in range(mode, 0, -1):
        weights[yeses - 1] = weights[yeses] / odds * yeses / (n - yeses + 1)
    return fsum(weights[k:]) / fsum(weights)
