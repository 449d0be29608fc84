"""Lesson 5's assignment: majorities, committees, borings, one opinion at a time, and waiting.

All numbers are invented; probabilities and shares are between 0 and 1, money is in millions of
rupiah.
"""

from __future__ import annotations

from math import ceil, log

from jalur.checks.assignments import l5_truth as truth
from jalur.checks.kinds import Function, Number, Statements
from jalur.checks.several import NumberList
from jalur.theory import sequential_test


def _steps(first: float, last: float, step: float) -> tuple[float, ...]:
    """Return the numbers from `first` to `last`, rounded to what a table shows."""
    return tuple(round(first + n * step, 3) for n in range(round((last - first) / step) + 1))


# fmt: off
QUESTIONS = {
    "q1": Number(
        given=dict(judges=7, accuracy=0.7, correlation=0.4),
        draws=dict(
            judges=(3, 5, 7, 9, 11), accuracy=_steps(0.6, 0.85, 0.05),
            correlation=_steps(0.15, 0.75, 0.05),
        ),
        right=truth.majority,
        mistakes={
            "independent": lambda n: truth.majority(n, correlation=0),
            "one": lambda n: n["accuracy"],
            "ceiling": truth.ceiling,
            "exchanged": lambda n: truth.majority(n, correlation=1 - n["correlation"]),
            "alone": lambda n: (1 - n["correlation"]) * truth.majority(n, correlation=0),
            "wrong": lambda n: 1 - truth.majority(n),
        },
        share=True,
        within=0.002,
    ),
    "q2": Function(
        given=dict(accuracy=0.65, error=0.02),
        draws=dict(accuracy=_steps(0.55, 0.85, 0.05), error=(0.01, 0.02, 0.03, 0.04)),
        trials=lambda n: [(n["accuracy"], n["error"]), (0.7, 0.05), (0.9, 0.01), (0.55, 0.1)],
        right=lambda n: truth.lead,
        mistakes={
            "down": lambda n: lambda p, e: truth.evidence(e) // truth.odds(p),
            "part": lambda n: lambda p, e: truth.evidence(e) / truth.odds(p),
            "wall": lambda n: lambda p, e: ceil(truth.evidence(e)),
            "certain": lambda n: lambda p, e: ceil(log(1 / e) / truth.odds(p)),
            "all-wrong": lambda n: lambda p, e: ceil(log(e) / log(1 - p)),
            "average": lambda n: lambda p, e: sequential_test(1 - p, p, e).expected_n,
        },
    ),
    "q3": NumberList(
        given=dict(seats=7, needed=5, yes_good=0.8, yes_bad=0.3),
        draws=dict(
            seats=range(4, 10), needed=range(2, 9), yes_good=_steps(0.65, 0.9, 0.05),
            yes_bad=_steps(0.1, 0.45, 0.05),
        ),
        right=truth.errors,
        mistakes={
            "exchanged": lambda n: truth.errors(n)[::-1],
            "passed": lambda n: [1 - truth.errors(n)[0], truth.errors(n)[1]],
            "stopped": lambda n: [truth.errors(n)[0], 1 - truth.errors(n)[1]],
            "exactly": lambda n: truth.errors(n, exactly=True),
            "more": lambda n: truth.errors(n, n["needed"] + 1),
            "all": lambda n: truth.errors(n, n["seats"]),
        },
        fair=lambda n: n["needed"] + 2 <= n["seats"],
        within_absolute=0.00501,
    ),
    "q4": Number(
        given=dict(seats=9, yes_good=0.65, yes_bad=0.35, refused_cost=40, passed_cost=300),
        draws=dict(
            seats=(7, 8, 9, 10), yes_good=_steps(0.65, 0.85, 0.05),
            yes_bad=_steps(0.15, 0.35, 0.05), refused_cost=range(20, 401, 20),
            passed_cost=range(20, 401, 20),
        ),
        right=truth.cheapest,
        mistakes={
            "half": lambda n: n["seats"] // 2 + 1,
            "exchanged": lambda n: truth.cheapest(
                {**n, "refused_cost": n["passed_cost"], "passed_cost": n["refused_cost"]}
            ),
            "all": lambda n: n["seats"],
            "one": lambda n: 1,
            "place": lambda n: truth.cheapest(n) - 1,
        },
        fair=lambda n: truth.stands_out(truth.costs(n), min(truth.costs(n)), 0.2),
        within=0,
        within_absolute=0.01,
    ),
    "q5": Number(
        given=dict(firm_share=0.6, gain=100, loss=120, sharpness=0.8, price=4),
        draws=dict(
            firm_share=_steps(0.4, 0.8, 0.05), gain=range(60, 201, 10), loss=range(60, 301, 10),
            sharpness=_steps(0.6, 0.9, 0.05), price=range(2, 9),
        ),
        right=lambda n: truth.drilled(n) - n["price"] - truth.undrilled(n),
        mistakes={
            "free": lambda n: truth.drilled(n) - truth.undrilled(n),
            "whole": lambda n: truth.drilled(n) - n["price"],
            "perfect": lambda n: n["firm_share"] * n["gain"] - n["price"] - truth.undrilled(n),
            "gains": lambda n: (
                n["firm_share"] * n["sharpness"] * n["gain"] - n["price"] - truth.undrilled(n)
            ),
            "even": lambda n: (
                n["sharpness"] * n["gain"] - (1 - n["sharpness"]) * n["loss"]
                - n["price"] - truth.undrilled(n)
            ),
        },
        fair=lambda n: (
            truth.decides(n) and abs(truth.drilled(n) - truth.undrilled(n) - n["price"]) > 1
        ),
        within_absolute=0.05,
    ),
    "q6": Number(
        given=dict(accuracy=0.7, correlation=0.4, judge_days=20, pay=0.9),
        draws=dict(
            accuracy=_steps(0.65, 0.85, 0.05), correlation=_steps(0.1, 0.6, 0.05),
            judge_days=(10, 20, 30, 40), pay=_steps(0.1, 1.5, 0.1),
        ),
        right=truth.best_panel,
        mistakes={
            "independent": lambda n: truth.best_panel(n, correlation=0),
            "most": lambda n: truth.PANELS[-1],
            "one": lambda n: 1,
            "next": lambda n: truth.best_panel(n) + 2,
            "place": lambda n: (truth.best_panel(n) + 1) / 2,
        },
        fair=lambda n: truth.stands_out(
            truth.worth_of_panels(n), max(truth.worth_of_panels(n)), 0.02
        ),
        within=0,
        within_absolute=0.01,
    ),
    "q7": Number(
        given=dict(seed=27, yes_chance=0.6, lead=4),
        draws=dict(seed=range(1, 1000), yes_chance=_steps(0.3, 0.7, 0.05), lead=(3, 4, 5, 6)),
        right=lambda n: truth.stops(n, n["lead"]),
        mistakes={
            "counted": truth.counted,
            "in-a-row": truth.in_a_row,
            "past": lambda n: truth.stops(n, n["lead"] + 1),
            "short": lambda n: truth.stops(n, n["lead"] - 1),
            "all": lambda n: truth.ASKED,
            "lead": lambda n: n["lead"],
        },
        within=0,
        within_absolute=0.01,
    ),
    "q8": Number(
        given=dict(
            build_cost=900, rent_now=90, rent_road=150, rent_else=40, road=0.6, interest=0.1,
        ),
        draws=dict(
            build_cost=range(600, 1501, 100), rent_now=range(50, 151, 10),
            rent_road=range(100, 251, 10), rent_else=range(10, 91, 10),
            road=_steps(0.3, 0.7, 0.1), interest=(0.05, 0.08, 0.1, 0.125),
        ),
        right=lambda n: truth.news(n)["with"] - truth.news(n)["now"],
        mistakes={
            "option": lambda n: truth.news(n)["option"],
            "with": lambda n: truth.news(n)["with"],
            "now": lambda n: truth.news(n)["now"],
            "certain": lambda n: truth.news(n)["comes"] - truth.news(n)["now"],
            "this-year": lambda n: (
                n["road"] * (truth.news(n)["comes"] - n["rent_now"]) - truth.news(n)["now"]
            ),
            "later": lambda n: truth.news(n)["wait"],
        },
        fair=lambda n: truth.undecided(n) and truth.news(n)["option"] > 5,
        within_absolute=0.05,
    ),
    "q9": Statements(
        given=dict(judges=9, accuracy=0.7, correlation=0.3, aim=0.94, lead=4),
        draws=dict(
            judges=(5, 7, 9, 11, 15, 21), accuracy=_steps(0.6, 0.85, 0.05),
            correlation=_steps(0.1, 0.6, 0.05), aim=_steps(0.8, 0.97, 0.01), lead=range(2, 8),
        ),
        letters=truth.statements,
        fair=lambda n: all(abs(by) > 0.004 for by in truth.margins(n).values()),
    ),
}
# fmt: on
