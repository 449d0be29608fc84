"""What can be asked of a path: how much it lets pass, how long it takes, what it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp, fsum, hypot, nan, sqrt
from operator import mul

from jalur.model import limits
from jalur.model.estimate import Estimate, mean_of
from jalur.model.log import Log
from jalur.model.path import Path, need_path
from jalur.model.promise import acceptance_of, promise
from jalur.model.queued import value_with_queues
from jalur.model.run import simulate
from jalur.model.situation import Situation, need_situation

CASES = 10_000
"""How many good and how many bad cases stand in where there is no closed form."""


@dataclass(frozen=True, slots=True)
class _OfEachKind:
    good: Estimate
    bad: Estimate


class Acceptance(_OfEachKind):
    """Probability that a path accepts a good and a bad case, each an `Estimate`."""


class ExpectedCost(_OfEachKind):
    """Mean cost of the path itself per good and per bad case, each an `Estimate`."""


class Leakage(_OfEachKind):
    """Share of a situation's leak that is left, on good and bad projects that are carried out.

    Each is an `Estimate`, NaN where no project of that kind is ever carried out.
    """


@dataclass(frozen=True, slots=True)
class ExpectedDays:
    """Mean working days without queues, each an `Estimate`.

    Args:
        accepted: Of a good case that is accepted; NaN if none is.
        good: Of all good cases, refused ones included.
        bad: Of all bad cases, refused ones included.
    """

    accepted: Estimate
    good: Estimate
    bad: Estimate


def acceptance(path: Path) -> Acceptance:
    """Return the probability that `path` accepts a good and a bad proposal, queues left aside.

    Steps decide independently, so a row multiplies; a vote is a (Poisson) binomial. Where a
    deadline makes it a matter of time and no closed form is known, it is simulated, and
    `.error` is more than 0.

    Raises:
        InputError: If `path` is no path.

    >>> acceptance(Step("land", "clear", 0.9, 0.3) >> Step("money", "clear", 0.9, 0.3))
    Acceptance(good=0.81, bad=0.09)

    Source: Sah and Stiglitz (1986), *American Economic Review* 76:716-727.
    """
    path = need_path(path)

    def of(good: bool) -> Estimate:
        exact = acceptance_of(path, good)
        return mean_of(_sample(path, good).cases["accepted"]) if exact is None else Estimate(exact)

    return Acceptance(of(True), of(False))


def expected_days(path: Path) -> ExpectedDays:
    """Return how many working days `path` takes on average, queues left aside.

    A refused case leaves at once, so a step counts only as often as it is reached.

    Raises:
        InputError: If `path` is no path.

    >>> expected_days(bureaucracy()).accepted
    71
    """
    path = need_path(path)
    good, bad = promise(path, good=True), promise(path, good=False)
    if good is not None and bad is not None:
        return ExpectedDays(
            Estimate(good.days_if_accepted), Estimate(good.days), Estimate(bad.days)
        )
    logs = {kind: _sample(path, kind).cases for kind in (True, False)}
    accepted = logs[True].where(accepted=True)["end"]
    return ExpectedDays(
        mean_of(accepted) if accepted else Estimate(nan),
        mean_of(logs[True]["end"]),
        mean_of(logs[False]["end"]),
    )


def expected_cost(path: Path) -> ExpectedCost:
    """Return what `path` itself costs on average, in the situation's units of money.

    A step is paid for by every case that reaches it, refused ones included; the budget of a
    project that is carried out is another matter.

    Raises:
        InputError: If `path` is no path.

    >>> expected_cost(technocracy()).good
    2
    """
    path = need_path(path)

    def of(good: bool) -> Estimate:
        promised = promise(path, good)
        if promised is None:
            return mean_of(_sample(path, good).cases["cost"])
        return Estimate(promised.cost)

    return ExpectedCost(of(True), of(False))


def leakage(path: Path) -> Leakage:
    """Return which share of the situation's `leak` is left on a project that `path` accepts.

    Every step whose yes was read prevents the share `watch` of what would still be lost; a yes
    by silence prevents nothing.

    Raises:
        InputError: If `path` is no path.

    >>> leakage(direct()).good, leakage(technocracy()).good
    (1, 0.729)
    """
    path = need_path(path)

    def of(good: bool) -> Estimate:
        promised = promise(path, good)
        if promised is not None:
            return Estimate(promised.kept / promised.accept if promised.accept else nan)
        left = _sample(path, good).cases.where(accepted=True)["leaked"]
        return mean_of(left) if left else Estimate(nan)

    return Leakage(of(True), of(False))


def worth(
    *, good: float, bad: float, days: float, leak: float, cost: float, situation: Situation
) -> float:
    """Return the value of a proposal on a path of which only these five numbers are known.

    V = e^(−δ·days)·α·good·G − (1−α)·bad·L − [α·good + (1−α)·bad]·leak·K − cost, with α, δ, G,
    L and K of the `situation`.

    Args:
        good: Probability that a good case is accepted.
        bad: Probability that a bad case is accepted.
        days: Working days until it is done, taken as fixed.
        leak: Share of the budget lost on a project that is carried out.
        cost: Of the path itself, per case, in the situation's units.
        situation: What is at stake.

    Raises:
        InputError: If a value is out of its range.

    >>> worth(good=1, bad=1, days=1, leak=0.28, cost=0, situation=Situation(0.9, urgency=0.02))
    67.61788059760798
    """
    good = limits.probability("worth", "good", good)
    bad = limits.probability("worth", "bad", bad)
    days = limits.amount("worth", "days", days, "days")
    leak = limits.probability("worth", "leak", leak)
    cost = limits.amount("worth", "cost", cost, "money")
    s = need_situation(situation)
    won = exp(-s.urgency * days) * s.good_share * good * s.gain
    lost = (1 - s.good_share) * bad * s.loss
    leaked = (s.good_share * good + (1 - s.good_share) * bad) * leak * s.budget
    return won - lost - leaked - cost


def value(path: Path, situation: Situation) -> Estimate:
    """Return what a proposal is worth on average if it takes `path` in `situation`.

    As `worth`, with the leak, the cost and the days composed from the steps: cost is paid on
    reaching a step, and E[e^(−δT)] uses the distribution of the days. `.error` is 0 where there
    is a closed form, else the standard error of a simulation: of independent cases, or, where
    the situation has arrivals and so queues, of 20 batches after the first tenth is dropped.

    Raises:
        InputError: If `path` or `situation` is none, or, with arrivals, a desk's load is 1 or
            more: its queue grows for ever.

    >>> value(direct(), Situation(good_share=0.9, urgency=0.02))
    67.6179
    """
    path, situation = need_path(path), need_situation(situation)
    if situation.arrivals is not None:
        return value_with_queues(path, situation)
    share = situation.good_share
    good, bad = (_worth_of(path, kind, situation) for kind in (True, False))
    error = hypot(share * good.error, (1 - share) * bad.error)
    return Estimate(share * good + (1 - share) * bad, error)


def _worth_of(path: Path, good: bool, s: Situation) -> Estimate:
    """Return what a good (else a bad) case is worth on average, queues left aside."""
    stake, leaking = s.gain if good else -s.loss, s.leak * s.budget
    urgency = s.urgency if good else 0.0
    promised = _promise(path, good, urgency)
    if promised is not None:
        return Estimate(promised.discount * stake - promised.kept * leaking - promised.cost)
    means, spread = _moments(path, good, urgency)
    weights = (stake, -leaking, -1.0)
    variance = sum(weights[i] * weights[j] * spread[i][j] for i in range(3) for j in range(3))
    return Estimate(sum(w * m for w, m in zip(weights, means, strict=True)), sqrt(max(variance, 0)))


@lru_cache(maxsize=1024)
def _moments(path: Path, good: bool, urgency: float) -> tuple[list[float], list[list[float]]]:
    """Return the means of discount, leakage left and cost in a run, and their covariances."""
    cases = _sample(path, good).cases
    accepted, end = list(cases["accepted"]), list(cases["end"])
    discount = [
        exp(-urgency * days) if yes else 0.0 for yes, days in zip(accepted, end, strict=True)
    ]
    columns = [discount, list(cases["leaked"]), list(cases["cost"])]
    means = [fsum(column) / CASES for column in columns]
    off = [[x - mean for x in column] for column, mean in zip(columns, means, strict=True)]
    spread = [[fsum(map(mul, one, other)) / (CASES - 1) / CASES for other in off] for one in off]
    return means, spread


_promise = lru_cache(maxsize=4096)(promise)


@lru_cache(maxsize=16)
def _sample(path: Path, good: bool) -> Log:
    """Return a run of good (else bad) cases only, without queues; `leaked` is the share left."""
    return simulate(path, Situation(float(good), leak=1, budget=1), cases=CASES, seed=1)
