"""How many yeses a programme survives: Pressman and Wildavsky, and Bowen's answer."""

from __future__ import annotations

from math import floor, log, prod

from jalur.errors import InputError
from jalur.theory import limits
from jalur.theory.elementwise import elementwise


@elementwise
def clearance(p: float, n: int, correlation: float = 0) -> float:
    """Return the probability that all `n` agreements come, each with probability `p`: p^n.

    Agreements are taken as independent, unless with probability `correlation` all say what one
    of them would say; then it is correlation · p + (1 - correlation) · p^n. A textbook quotes
    .000395 for p = .95 and n = 70 from the founding study; that figure does not reproduce: it
    would take 152 to 153 agreements.

    Args:
        p: Probability of one agreement, in [0, 1].
        n: Number of agreements, 0 or more.
        correlation: Probability that all copy one agreement, in [0, 1].

    Raises:
        InputError: If an argument is out of its range.

    >>> clearance(0.9, 7)
    0.4782969000000001
    >>> round(clearance(0.9, 7, correlation=0.5), 3)
    0.689

    Source: Pressman and Wildavsky (1973), *Implementation*, University of California Press; the
    copying is ours. Critique: Alexander (1989), *Journal of Public Policy* 9:451-465.
    """
    p = limits.probability("clearance", "p", p)
    n = limits.whole("clearance", "n", n, least=0)
    copied = limits.probability("clearance", "correlation", correlation)
    return copied * p ** min(n, 1) + (1 - copied) * p**n


@elementwise
def agreements_to_halve(p: float) -> int:
    """Return the smallest number of agreements that all come with probability below one half.

    Args:
        p: Probability of one agreement, in [0, 1); with p = 1 there is no such number.

    Raises:
        InputError: If an argument is out of its range.

    >>> agreements_to_halve(0.99)
    69

    Source: Pressman and Wildavsky (1973), *Implementation*, University of California Press.
    """
    p = limits.probability("agreements_to_halve", "p", p)
    if p == 1:
        raise InputError("theory.never")
    n = max(1, floor(log(0.5) / log(p))) if p else 1
    while p**n >= 0.5:
        n += 1
    return n


@elementwise
def persistence(p: float, n: int, tries: int) -> float:
    """Return the probability that all `n` agreements come if each may be asked for again.

    A try that fails costs nothing but itself, and every new try is as good as the first:
    [1 - (1-p)^tries]^n.

    Args:
        p: Probability that one try brings the agreement, in [0, 1].
        n: Number of agreements, 0 or more.
        tries: How often each is asked for at most, 1 or more.

    Raises:
        InputError: If an argument is out of its range.

    >>> round(persistence(0.9, 70, tries=2), 6)
    0.494839

    Source: Bowen (1982), *Journal of Public Policy* 2(1):1-21, doi 10.1017/S0143814X00001768.
    """
    p = limits.probability("persistence", "p", p)
    n = limits.whole("persistence", "n", n, least=0)
    return (1 - (1 - p) ** limits.whole("persistence", "tries", tries)) ** n


@elementwise
def packaging(p: float, packages: int) -> float:
    """Return the probability of success if all agreements are tied into a few packages.

    A package is agreed to as a whole, with the probability of one agreement: p^packages.

    Args:
        p: Probability that a package is agreed to, in [0, 1].
        packages: Number of packages, 1 or more.

    Raises:
        InputError: If an argument is out of its range.

    >>> round(packaging(0.95, 14), 6)
    0.487675

    Source: Bowen (1982), *Journal of Public Policy* 2(1):1-21, doi 10.1017/S0143814X00001768.
    """
    return limits.probability("packaging", "p", p) ** limits.whole(
        "packaging", "packages", packages
    )


@elementwise
def bandwagon(p: float, n: int, pull: float) -> float:
    """Return the probability that all `n` agreements come if each yes draws the next after it.

    Every yes takes the share `pull` from the doubt that is left: the i-th agreement comes with
    probability 1 - (1-p)(1-pull)^(i-1). This form of the doubt is ours; the idea is Bowen's.

    Args:
        p: Probability of the first agreement, in [0, 1].
        n: Number of agreements, 0 or more.
        pull: Share of doubt that a yes removes, in [0, 1]: 0 for `clearance`, 1 where all
            follow the first.

    Raises:
        InputError: If an argument is out of its range.

    >>> round(bandwagon(0.95, 70, pull=0.1), 3)
    0.603

    Source: Bowen (1982), *Journal of Public Policy* 2(1):1-21, doi 10.1017/S0143814X00001768.
    """
    doubt = 1 - limits.probability("bandwagon", "p", p)
    n = limits.whole("bandwagon", "n", n, least=0)
    left = 1 - limits.probability("bandwagon", "pull", pull)
    return prod((1 - doubt * left**yeses for yeses in range(n)), start=1.0)
