"""What is true in lesson 7's assignment, by the model, the theory and a classic."""

from __future__ import annotations

from functools import cache
from math import comb

from jalur.checks.given import Numbers
from jalur.classics import garbage_can
from jalur.theory import aghion_tirole
from jalur.theory.authority import Authority

PROBLEMS = 20
RULES = ("best", "worst", "lots")
PERIOD_ENERGY = 5.5 * 0.6
"""What all the people of the garbage can bring to a period, as far as it becomes work."""


def ways(members: int) -> int:
    """Return in how many ways a team can split evenly."""
    return comb(int(members), int(members) // 2)


def tied(n: Numbers) -> float:
    """Return how probable an even split is when each opinion is the toss of a coin."""
    return ways(n["members"]) / 2 ** n["members"]


def disagreeing(members: int, camp: int) -> float:
    """Return the share of the others who disagree with a member of a camp of this size."""
    return (members - camp) / (members - 1)


@cache
def _made(energy: float, seed: int) -> list[dict]:
    periods = garbage_can("hierarchical", load=energy, runs=1, seed=seed).trace["periods"]
    return [one for period in periods for one in period["made"]]


def made(n: Numbers) -> list[dict]:
    """Return the choices that were made, in order."""
    return _made(n["energy"], int(n["seed"]))


def styled(n: Numbers, style: str) -> int:
    """Return how many choices were made in this style."""
    return sum(one["style"] == style for one in made(n))


def unsolved(n: Numbers) -> int:
    """Return how many of the problems nobody has solved."""
    return PROBLEMS - sum(len(one["solved"]) for one in made(n))


def load(n: Numbers) -> float:
    """Return the energy that new problems ask for, divided by the energy there is."""
    return n["problems"] * n["energy"] / (n["people"] * n["effort"] * n["working"])


def efficiency(n: Numbers, *, posts: tuple[int, int, int] = (1, 3, 6), **weights: float) -> float:
    """Return the efficiency of a small office, in per cent."""
    weight = (
        1,
        weights.get("leader_weight", n["leader_weight"]),
        weights.get("staff_weight", n["staff_weight"]),
    )
    competence = (n["head"], n["leaders"], n["staff"])
    weighed = sum(w * p * c for w, p, c in zip(weight, posts, competence, strict=True))
    return 100 * weighed / (10 * sum(w * p for w, p in zip(weight, posts, strict=True)))


def at_worst(n: Numbers, rule: str) -> float:
    """Return the lower of a rule's two changes."""
    return min(n[f"{rule}_anew"], n[f"{rule}_along"])


def efforts(n: Numbers) -> Authority:
    """Return how hard both look for an answer, before and after handing over the last word."""
    return aghion_tirole(n["k"], n["alpha"], n.get("beta", 0.5))


def statements(n: Numbers) -> dict[str, bool]:
    """Return which statements about a meeting and a garbage can hold."""
    half = n["members"] // 2
    return {
        "A": disagreeing(n["members"], half) < n["threshold"],
        "B": disagreeing(n["members"] + 1, half) < n["threshold"],
        "C": False,
        "D": 2 * n["energy"] / PERIOD_ENERGY <= 1,
        "E": False,
        "F": True,
    }
