"""Every outcome of a part whose days are fixed: when, with which verdict, how likely."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import comb, prod

from jalur.model.path import Part, Step, Vote

_MOST = 20_000
"""Above this many combinations a vote is simulated instead."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way in which a part may let a case go: chance, days, verdict, share of leakage left."""

    chance: float
    days: float
    yes: bool
    kept: float


def outcomes(part: Part, good: bool) -> list[Outcome] | None:
    """Return every outcome of a part with fixed days, or None if they vary or are too many."""
    if isinstance(part, Step):
        return _of_step(part, good)
    if isinstance(part, Vote):
        return _of_vote(part, good)
    row = [Outcome(1.0, 0.0, True, 1.0)]
    for piece in part.parts:
        following = outcomes(piece, good)
        if following is None:
            return None
        refused = [end for end in row if not end.yes]
        passed = [end for end in row if end.yes]
        row = _merged(
            refused
            + [
                Outcome(
                    a.chance * b.chance, a.days + b.days, b.yes, a.kept * b.kept if b.yes else 1.0
                )
                for a in passed
                for b in following
            ]
        )
    return row


def _of_step(step: Step, good: bool) -> list[Outcome] | None:
    if step.days and (step.variation or step.rounds):
        return None
    if step.deadline is not None and step.days > step.deadline:
        return [Outcome(1.0, step.deadline, True, 1.0)]
    accept = step.passes(good)
    yes, no = (
        Outcome(accept, step.days, True, 1 - step.watch),
        Outcome(1 - accept, step.days, False, 1.0),
    )
    return [end for end in (yes, no) if end.chance]


def _of_vote(vote: Vote, good: bool) -> list[Outcome] | None:
    inner = [outcomes(piece, good) for piece in vote.parts]
    if None in inner:
        return None
    if all(isinstance(piece, Step) and _alike(piece, vote.parts[0]) for piece in vote.parts):
        return _of_equals(vote, inner[0], good)
    if vote.correlation or prod(map(len, inner)) > _MOST:
        return None
    return _merged([_count(vote.k, row) for row in product(*inner)])


def _alike(one: Step, other: Step) -> bool:
    same = ("good", "bad", "days", "variation", "rounds", "deadline", "watch")
    return all(getattr(one, name) == getattr(other, name) for name in same)


def _of_equals(vote: Vote, ends: list[Outcome], good: bool) -> list[Outcome]:
    """All speak on the same day, so only the number of yeses counts: the first k are read."""
    n, yes = len(vote.parts), next((end for end in ends if end.yes), None)
    chance = yes.chance if yes else 0.0
    together = vote.correlation or 0.0
    accept = together * chance + (1 - together) * at_least(vote.k, [chance] * n)
    days, kept = ends[0].days, yes.kept**vote.k if yes else 0.0
    both = (Outcome(accept, days, True, kept), Outcome(1 - accept, days, False, 1.0))
    return [end for end in both if end.chance]


def _count(k: int, row: tuple[Outcome, ...]) -> Outcome:
    yeses, noes, kept = 0, 0, 1.0
    chance = prod(end.chance for end in row)
    for end in sorted(row, key=lambda end: end.days):  # stable: position breaks ties
        if end.yes:
            yeses, kept = yeses + 1, kept * end.kept
        else:
            noes += 1
        if yeses == k:
            return Outcome(chance, end.days, True, kept)
        if noes > len(row) - k:
            return Outcome(chance, end.days, False, 1.0)
    raise AssertionError("a vote with all verdicts in is decided")


def _merged(ends: list[Outcome]) -> list[Outcome]:
    chances: dict[tuple[float, bool, float], float] = {}
    for end in ends:
        key = end.days, end.yes, end.kept
        chances[key] = chances.get(key, 0.0) + end.chance
    return [Outcome(chance, *key) for key, chance in chances.items()]


def at_least(k: int, chances: list[float]) -> float:
    """Return the probability of `k` or more yeses from independent parts (Poisson binomial).

    >>> at_least(2, [0.5, 0.5, 0.5])
    0.5
    """
    if len(set(chances)) == 1:
        n, p = len(chances), chances[0]
        return sum(comb(n, j) * p**j * (1 - p) ** (n - j) for j in range(k, n + 1))
    counts = [1.0]
    for p in chances:
        counts = [a * (1 - p) + b * p for a, b in zip([*counts, 0.0], [0.0, *counts], strict=True)]
    return sum(counts[k:])
