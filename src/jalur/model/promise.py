"""What a part promises on paper, without simulating: closed forms where there are any.

Days are fixed or drawn independently of the verdict, so a series multiplies and adds. A vote of
parts with fixed days is worked out by its outcomes, one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, expm1, nan, prod

from jalur.model.outcomes import Outcome, at_least, outcomes
from jalur.model.path import Part, Series, Step


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
    ends = outcomes(part, good)
    inner = [promise(piece, good, urgency) for piece in part.parts]
    if ends is None or None in inner:
        return None
    return _of_outcomes(ends, urgency, cost=sum(piece.cost for piece in inner))


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


def _of_outcomes(atoms: list[Outcome], urgency: float, cost: float) -> Promise:
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
