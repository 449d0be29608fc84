"""Who should hold the task: control against initiative, rules against discretion."""

from __future__ import annotations

from dataclasses import dataclass

from jalur.theory import limits
from jalur.theory.elementwise import elementwise


@dataclass(frozen=True, slots=True)
class Efforts:
    """How hard the two look for a project: the probability that each finds one."""

    principal: float
    agent: float


@dataclass(frozen=True, slots=True)
class Authority(Efforts):
    """The efforts when the principal decides, and in `delegated` when the agent does."""

    delegated: Efforts


@elementwise
def aghion_tirole(k: float, alpha: float, beta: float) -> Authority:
    """Return how hard principal and agent look for a project, by who has the last word.

    Each looks with an effort x in [0, 1], which finds his own favourite with probability x and
    costs k·x²/2. Whoever has the last word takes his own favourite if he found it, else the
    other's. One's own favourite is worth 1 to oneself. To give authority away is to buy
    initiative with control.

    Args:
        k: Cost of effort, more than 1.
        alpha: What the agent's favourite is worth to the principal, in [0, 1].
        beta: What the principal's favourite is worth to the agent, in [0, 1].

    Raises:
        InputError: If an argument is out of its range.

    >>> told = aghion_tirole(2, 0.5, 0.5)
    >>> round(told.agent, 6), round(told.delegated.agent, 6)
    (0.285714, 0.428571)

    Source: Aghion and Tirole (1997), *Journal of Political Economy* 105(1):1-29,
    doi 10.1086/262063; effort costs k·x²/2 are our choice.
    """
    k = limits.above("aghion_tirole", "k", k, 1)
    alpha = limits.probability("aghion_tirole", "alpha", alpha)
    beta = limits.probability("aghion_tirole", "beta", beta)

    def last_word(other: float) -> tuple[float, float]:
        """Return the efforts of who has the last word and of who has not."""
        return (k - other) / (k**2 - other), (k - 1) / (k**2 - other)

    principal, agent = last_word(alpha)
    delegated_agent, delegated_principal = last_word(beta)
    return Authority(principal, agent, Efforts(delegated_principal, delegated_agent))


@dataclass(frozen=True, slots=True)
class Delegation:
    """The principal's expected loss, by how much discretion the agent has.

    Args:
        full: The agent decides freely.
        capped: He decides freely up to the best ceiling.
        none: The principal decides, knowing nothing.
    """

    full: float
    capped: float
    none: float


@elementwise
def delegation(bias: float) -> Delegation:
    """Return what discretion costs a principal whose agent knows more and wants more.

    What is right lies anywhere from 0 to 1 with equal probability; only the agent sees it, and
    he wants `bias` more. The loss is the squared distance between what is done and what is
    right. The best ceiling is 1 - bias, and one half from a bias of one half on, where it
    leaves no discretion.

    Args:
        bias: How much more the agent wants, 0 or more, on the scale from 0 to 1.

    Raises:
        InputError: If an argument is out of its range.

    >>> round(delegation(0.25).full, 6), round(delegation(0.25).capped, 6)
    (0.0625, 0.041667)

    Source: Alonso and Matouschek (2008), *Review of Economic Studies* 75(1):259-293; this case
    is worked out here.
    """
    bias = limits.at_least("delegation", "bias", bias)
    capped = bias**2 - 4 / 3 * bias**3 if bias < 0.5 else 1 / 12
    return Delegation(bias**2, capped, 1 / 12)
