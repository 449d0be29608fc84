"""What a part promises on paper, without simulating: closed forms where there are any.

Days are fixed or drawn independently of the verdict, so a series multiplies and adds. A vote of
parts with fixed days is worked out by its outcomes, one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import comb, exp, expm1, nan, prod

from jalur.model.path import Part, Series, Step, Vote

_MOST_OUTCOMES = 20_000
"""Above this many combinations a vote is simulated instead."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What one kind of case, good or bad, may expect of a part it has entered.

    Args:
        accept: Probability of a yes.
        kept: Mean share of leakage left, counting a refused case as 0.
        days: Mean working days, refused cases included.
        days_if_accepted: Mean working days of a case that is accepted; NaN if none is.
        discount: Mean of e^(−urgency·days), counting a refused case as 0.
        cost: Mean cost of the steps it reaches.
    """

    accept: float
    kept: float
    days: float
    days_if_accepted: float
    discount: float
    cost: float


@dataclass(frozen=True, slots=True)
class _Atom:
    """One possible outcome of a part whose days are fixed."""

    chance: float
    days: float
    yes: bool
    kept: float


def promise(part: Part, good: bool, urgency: float = 0.0) -> Promise | None:
    """Return what a good (else a bad) case may expect of `part`, or None without a closed form.

    Args:
        part: Any part of a path.
        good: Which kind of case.
        urgency: Share of the gain lost per working day; >= 0.
    """
    if isinstance(part, Step):
        return _promise_of_step(part, good, urgency)
    if isinstance(part, Series):
        inner = [promise(piece, good, urgency) for piece in part.parts]
        return None if None in inner else _in_a_row(inner)
    atoms = _atoms_of_vote(part, good)
    inner = [promise(piece, good, urgency) for piece in part.parts]
    if atoms is None or None in inner:
        return None
    return _from_atoms(atoms, urgency, cost=sum(piece.cost for piece in inner))


def acceptance_of(part: Part, good: bool) -> float | None:
    """Return the probability of a yes; None where a deadline leaves no closed form."""
    if isinstance(part, Step):
        if part.deadline is None:
            return part.passes(good)
        promised = _promise_of_step(part, good, 0.0)
        return None if promised is None else promised.accept
    inner = [acceptance_of(piece, good) for piece in part.parts]
    if None in inner:
        return None
    if isinstance(part, Series):
        return prod(inner)
    together = part.correlation or 0.0
    return together * inner[0] + (1 - together) * at_least(part.k, inner)


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


def _in_a_row(inner: list[Promise]) -> Promise:
    reached, days, cost = 1.0, 0.0, 0.0
    for piece in inner:
        days += reached * piece.days
        cost += reached * piece.cost
        reached *= piece.accept
    return Promise(
        accept=reached,
        kept=prod(piece.kept for piece in inner),
        days=days,
        days_if_accepted=sum(piece.days_if_accepted for piece in inner),
        discount=prod(piece.discount for piece in inner),
        cost=cost,
    )


def _promise_of_step(step: Step, good: bool, urgency: float) -> Promise | None:
    accept, mean = step.passes(good), step.days / (1 - step.rounds)
    fixed = step.variation == 0 or step.days == 0
    if step.deadline is not None:
        return _promise_with_deadline(step, accept, urgency)
    if urgency == 0:
        factor = 1.0
    elif fixed:
        once = exp(-urgency * step.days)
        factor = once * (1 - step.rounds) / (1 - step.rounds * once)
    elif step.variation == 1:
        factor = 1 / (1 + urgency * mean)
    else:
        return None
    return Promise(
        accept=accept,
        kept=accept * (1 - step.watch),
        days=mean,
        days_if_accepted=mean if accept else nan,
        discount=accept * factor,
        cost=step.cost,
    )


def _promise_with_deadline(step: Step, accept: float, urgency: float) -> Promise | None:
    """Silence after `deadline` is a yes that nobody watched: for one fixed or exponential time."""
    limit, mean = step.deadline, step.days
    if step.rounds and step.days:
        return None
    if step.variation == 0 or step.days == 0:
        silent = 1.0 if mean > limit else 0.0
        spoken_days, spoken_discount = mean * (1 - silent), exp(-urgency * mean) * (1 - silent)
    elif step.variation == 1:
        silent = exp(-limit / mean)
        spoken_days = -mean * expm1(-limit / mean) - limit * silent
        rate = urgency + 1 / mean
        spoken_discount = -expm1(-rate * limit) / (rate * mean)
    else:
        return None
    passed = silent + (1 - silent) * accept
    return Promise(
        accept=passed,
        kept=silent + (1 - silent) * accept * (1 - step.watch),
        days=silent * limit + spoken_days,
        days_if_accepted=(silent * limit + accept * spoken_days) / passed if passed else nan,
        discount=silent * exp(-urgency * limit) + accept * spoken_discount,
        cost=step.cost,
    )


def _atoms(part: Part, good: bool) -> list[_Atom] | None:
    """Return every outcome of a part with fixed days, or None if they vary or are too many."""
    if isinstance(part, Step):
        return _atoms_of_step(part, good)
    if isinstance(part, Vote):
        return _atoms_of_vote(part, good)
    row = [_Atom(1.0, 0.0, True, 1.0)]
    for piece in part.parts:
        following = _atoms(piece, good)
        if following is None:
            return None
        refused = [atom for atom in row if not atom.yes]
        passed = [atom for atom in row if atom.yes]
        row = _merged(
            refused
            + [
                _Atom(a.chance * b.chance, a.days + b.days, b.yes, a.kept * b.kept)
                for a in passed
                for b in following
            ]
        )
    return row


def _atoms_of_step(step: Step, good: bool) -> list[_Atom] | None:
    if step.days and (step.variation or step.rounds):
        return None
    if step.deadline is not None and step.days > step.deadline:
        return [_Atom(1.0, step.deadline, True, 1.0)]
    accept = step.passes(good)
    yes, no = (
        _Atom(accept, step.days, True, 1 - step.watch),
        _Atom(1 - accept, step.days, False, 1.0),
    )
    return [atom for atom in (yes, no) if atom.chance]


def _atoms_of_vote(vote: Vote, good: bool) -> list[_Atom] | None:
    inner = [_atoms(piece, good) for piece in vote.parts]
    if None in inner:
        return None
    if all(isinstance(piece, Step) and _alike(piece, vote.parts[0]) for piece in vote.parts):
        return _atoms_of_equals(vote, inner[0], good)
    if vote.correlation or prod(map(len, inner)) > _MOST_OUTCOMES:
        return None
    return _merged([_count(vote.k, row) for row in product(*inner)])


def _alike(one: Step, other: Step) -> bool:
    same = ("good", "bad", "days", "variation", "rounds", "deadline", "watch")
    return all(getattr(one, name) == getattr(other, name) for name in same)


def _atoms_of_equals(vote: Vote, atoms: list[_Atom], good: bool) -> list[_Atom]:
    """All speak on the same day, so only the number of yeses counts: the first k are read."""
    n, yes = len(vote.parts), next((atom for atom in atoms if atom.yes), None)
    chance = yes.chance if yes else 0.0
    together = vote.correlation or 0.0
    accept = together * chance + (1 - together) * at_least(vote.k, [chance] * n)
    days, kept = atoms[0].days, yes.kept**vote.k if yes else 0.0
    both = (_Atom(accept, days, True, kept), _Atom(1 - accept, days, False, 1.0))
    return [atom for atom in both if atom.chance]


def _count(k: int, row: tuple[_Atom, ...]) -> _Atom:
    yeses, noes, kept = 0, 0, 1.0
    chance = prod(atom.chance for atom in row)
    for atom in sorted(row, key=lambda atom: atom.days):  # stable: position breaks ties
        if atom.yes:
            yeses, kept = yeses + 1, kept * atom.kept
        else:
            noes += 1
        if yeses == k:
            return _Atom(chance, atom.days, True, kept)
        if noes > len(row) - k:
            return _Atom(chance, atom.days, False, 1.0)
    raise AssertionError("a vote with all verdicts in is decided")


def _merged(atoms: list[_Atom]) -> list[_Atom]:
    chances: dict[tuple[float, bool, float], float] = {}
    for atom in atoms:
        key = atom.days, atom.yes, atom.kept
        chances[key] = chances.get(key, 0.0) + atom.chance
    return [_Atom(chance, *key) for key, chance in chances.items()]


def _from_atoms(atoms: list[_Atom], urgency: float, cost: float) -> Promise:
    passed = [atom for atom in atoms if atom.yes]
    accept = sum(atom.chance for atom in passed)
    return Promise(
        accept=accept,
        kept=sum(atom.chance * atom.kept for atom in passed),
        days=sum(atom.chance * atom.days for atom in atoms),
        days_if_accepted=sum(a.chance * a.days for a in passed) / accept if accept else nan,
        discount=sum(atom.chance * exp(-urgency * atom.days) for atom in passed),
        cost=cost,
    )
