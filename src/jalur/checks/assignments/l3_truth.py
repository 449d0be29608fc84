"""What is true in lesson 3's assignment, by the theory of agreements and the model."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise

from jalur import theory
from jalur.checks.given import Numbers
from jalur.model import Situation, desks, simulate

CASES = 600
PRINTED = {"A": 0.90, "B": 0.93, "C": 0.95, "D": 0.97, "E": 0.99}
"""The probabilities of one agreement in the printed table, by row."""
AGREEMENTS, SLIPPED = 28, 32
"""How many agreements the printed table is for, and how many its wrong row was worked out for."""


def chances(n: Numbers) -> list[float]:
    """Return the probabilities of one agreement on the four lines."""
    return [n[f"chance_{line}"] for line in "abcd"]


def each(n: Numbers, share: Callable[[float, int], float] = theory.clearance) -> list[float]:
    """Return what `share` makes of the probability and the agreements of each line."""
    return [share(p, n["agreements"]) for p in chances(n)]


def until_below(p: float, share: float) -> int:
    """Return the smallest number of agreements that leaves less than this share."""
    agreements = 1
    while theory.clearance(p, agreements) >= share:
        agreements += 1
    return agreements


def survivors(row: str, agreements: int = AGREEMENTS) -> int:
    """Return how many of 10,000 the printed table should name in a row."""
    return round(10_000 * theory.clearance(PRINTED[row], agreements))


def wrong_rows(n: Numbers) -> list[str]:
    """Return the rows of the printed table that are not what the product gives."""
    return [row for row in PRINTED if n[f"row_{row.lower()}"] != survivors(row)]


def required(n: Numbers) -> float:
    """Return the probability that each agreement must have for this share to survive."""
    return n["share"] ** (1 / n["agreements"])


def persistent(n: Numbers) -> float:
    """Return the share of good proposals that survives if each desk may be asked again."""
    return theory.persistence(n["good"], n["desks"], tries=int(n["tries"]))


def passing(n: Numbers, quality: str) -> dict[str, float]:
    """Return the share of good or bad proposals that pass with each tactic, by its letter."""
    p, row = n[quality], n["desks"]
    return {
        "A": theory.persistence(p, row, tries=2),
        "B": theory.packaging(p, n["packages"]),
        "C": theory.bandwagon(p, row, n["pull"]),
        "D": theory.clearance(p, n["fewer"]),
    }


def ranked(n: Numbers, quality: str) -> list[str]:
    """Return the tactics from the fewest of such proposals that pass to the most."""
    shares = passing(n, quality)
    return sorted(shares, key=shares.get)


def are_apart(n: Numbers) -> bool:
    """Return whether no two tactics are nearly alike, for good proposals or for bad ones."""
    for quality, factor in (("good", 1.02), ("bad", 1.1)):
        shares = sorted(passing(n, quality).values())
        if any(more < factor * less for less, more in pairwise(shares)):
            return False
    return True


@cache
def _out(good: float, bad: float, desks_in_row: int, seed: int) -> tuple[int, ...]:
    row = desks(desks_in_row, good=good, bad=bad, days=10)
    visits = simulate(row, Situation(good_share=0.5), cases=CASES, seed=seed).visits
    return tuple(len(visits.where(step=desk, verdict="yes")) for desk in range(desks_in_row))


def out(n: Numbers) -> list[int]:
    """Return how many folders set out, and how many came out of each desk in turn."""
    return [CASES, *_out(n["good"], n["bad"], int(n["desks"]), int(n["seed"]))]


def refused(n: Numbers, further: int = 0) -> float:
    """Return which share of the folders that came a desk refused, or a desk further along."""
    at = int(n["desk"]) + further
    return 1 - out(n)[at] / out(n)[at - 1]


def alone(n: Numbers) -> float:
    """Return the share of good proposals that would pass if no desk copied another."""
    return theory.clearance(n["good"], n["desks"])


def copied(n: Numbers) -> float:
    """Return how often all desks must copy one for the share that was seen."""
    return (n["passed"] / 100 - alone(n)) / (n["good"] - alone(n))


def statements(n: Numbers) -> dict[str, bool]:
    """Return which statements about a row of desks hold."""
    p, row = n["good"], n["desks"]
    return {
        "A": theory.clearance(p, row) < 0.5,
        "B": False,
        "C": row * n["weeks"] > 52,
        "D": theory.persistence(p, row, tries=2) > 0.9,
        "E": 1 - row * (1 - p) >= 0.2,
        "F": False,
    }
