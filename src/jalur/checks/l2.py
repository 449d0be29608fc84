"""Lesson 2's assignment: rows and branches, their probabilities, their days and their worth.

All numbers are invented; the units are shares, working days and millions of rupiah.
"""

from __future__ import annotations

from math import prod

from jalur.checks import l2_truth as truth
from jalur.checks.questions import Choice, Design, Function, Number, Statements

_TO_A_HUNDREDTH = {"within": 0, "within_absolute": 0.01}

# fmt: off
QUESTIONS = {
    "q1": Number(
        given=dict(desks=5, good=0.95),
        right=lambda n: truth.passing(n, n["good"]),
        mistakes={
            "subtract": lambda n: 1 - n["desks"] * (1 - n["good"]),
            "times": lambda n: n["desks"] * n["good"],
            "refused": lambda n: 1 - n["good"] ** n["desks"],
            "any": lambda n: 1 - (1 - n["good"]) ** n["desks"],
            "one": lambda n: n["good"],
            "off": lambda n: n["good"] ** (n["desks"] - 1),
        },
        share=True,
        picture="row",
    ),
    "q2": Number(
        given=dict(proposals=10_000, desks=4, bad=0.3),
        right=lambda n: n["proposals"] * truth.passing(n, n["bad"]),
        mistakes={
            "share": lambda n: n["bad"] ** n["desks"],
            "refused": lambda n: n["proposals"] * (1 - n["bad"] ** n["desks"]),
            "one": lambda n: n["proposals"] * n["bad"],
            "times": lambda n: n["proposals"] * n["bad"] * n["desks"],
            "divided": lambda n: n["proposals"] * n["bad"] / n["desks"],
            "other-side": lambda n: n["proposals"] * (1 - n["bad"]) ** n["desks"],
            "off": lambda n: n["proposals"] * n["bad"] ** (n["desks"] - 1),
        },
        picture="row",
    ),
    "q3": Number(
        given=dict(judges=3, judge_days=30, desks=3, desk_days=8, crew_days=2),
        right=truth.in_a_row,
        mistakes={
            "crew": lambda n: n["judge_days"] + truth.row_days(n),
            "one": lambda n: n["judge_days"] + n["desk_days"] + n["crew_days"],
            "judges": lambda n: truth.in_a_row(n) + (n["judges"] - 1) * n["judge_days"],
            "together": truth.side_by_side,
            "experts": lambda n: truth.row_days(n) + n["crew_days"],
        },
        picture="row",
        **_TO_A_HUNDREDTH,
    ),
    "q4": Number(
        given=dict(judges=5, judge_days=40, desks=4, desk_days=8, crew_days=3),
        right=truth.side_by_side,
        mistakes={
            "adds": truth.in_a_row,
            "shorter": lambda n: min(n["judge_days"], truth.row_days(n)) + n["crew_days"],
            "crew": lambda n: max(n["judge_days"], truth.row_days(n) + n["crew_days"]),
            "mean": lambda n: (n["judge_days"] + truth.row_days(n)) / 2 + n["crew_days"],
        },
        picture="branches",
        **_TO_A_HUNDREDTH,
    ),
    "q5": Function(
        given=dict(first=0.9, second=0.8, third=0.95),
        trials=lambda n: [
            ([n["first"], n["second"], n["third"]],),
            ([n["second"], n["first"]],),
            ([0.7],),
            ([0.6, 0.5, 0.9, 0.8],),
            ([],),
        ],
        right=lambda n: prod,
        mistakes={
            "empty": lambda n: lambda row: prod(row) if row else 0,
            "sum": lambda n: sum,
            "subtract": lambda n: lambda row: 1 - sum(1 - share for share in row),
            "any": lambda n: lambda row: 1 - prod(1 - share for share in row),
            "refused": lambda n: lambda row: 1 - prod(row),
            "mean": lambda n: lambda row: sum(row) / max(len(row), 1),
            "weakest": lambda n: lambda row: min(row, default=1),
            "first": lambda n: lambda row: row[0] if row else 1,
            "last": lambda n: lambda row: row[-1] if row else 1,
            "zero": lambda n: lambda row: 0,
            "power": lambda n: lambda row: row[0] ** len(row) if row else 1,
        },
        picture="row",
    ),
    "q6": Number(
        given=dict(seed=5, cases=6, desks=3, desk_days=10, good=0.85, bad=0.4),
        right=lambda n: truth.seen(n)[1] / truth.seen(n)[0],
        mistakes={
            "all": lambda n: truth.seen(n)[1] / n["cases"],
            "refused": lambda n: 1 - truth.seen(n)[1] / truth.seen(n)[0],
            "promise": lambda n: n["good"],
            "promise-bad": lambda n: n["bad"],
            "reached": lambda n: truth.seen(n)[0] / n["cases"],
            "count": lambda n: truth.seen(n)[1],
        },
        share=True,
        picture="row",
    ),
    "q7": Number(
        given=dict(start_point=3, end_point=9),
        right=truth.months,
        mistakes={
            "both": lambda n: truth.months(n) + 1,
            "points": lambda n: n["end_point"] - n["start_point"],
            "number": lambda n: truth.month(n["end_point"]) % 12 or 12,
            "start": lambda n: truth.month(n["end_point"]) - truth.month(1),
            "vote": lambda n: truth.month(7) - truth.month(n["start_point"]),
            "between": lambda n: truth.months(n) - 1,
        },
        within=0,
        picture="ladder",
    ),
    "q8": Statements(
        given=dict(
            judges=5, accuracy=0.8, judge_days=30, desks=7, desk_days=10, good=0.9, bad=0.3
        ),
        letters=truth.statements,
        picture="posts",
    ),
    "q9": Design(
        given=dict(
            judges=3, accuracy=0.8, judge_days=30,
            land_days=20, money_days=15, good=0.9, bad=0.3, limit=40,
        ),
        right=truth.meets,
        mistakes=truth.FAULTS,
        picture="branches",
    ),
    "q10": Function(
        given=dict(
            first_share=0.9, second_share=0.2, urgency=0.02, direct_leak=0.28,
            judges=5, accuracy=0.8, experts_days=30, experts_leak=0.2, experts_cost=2,
        ),
        trials=truth.situations,
        right=truth.lead,
        mistakes={
            "reversed": lambda n: truth.lead(n, direct=-1, experts=1),
            "direct": lambda n: truth.lead(n, experts=0),
            "experts": lambda n: truth.lead(n, direct=0, experts=1),
            "sum": lambda n: truth.lead(n, experts=1),
            "one-expert": lambda n: truth.lead(n, good=n["accuracy"], bad=1 - n["accuracy"]),
            "cost": lambda n: truth.lead(n, cost=0),
            "days": lambda n: truth.lead(n, days=1),
            "crew": lambda n: truth.lead(n, days=n["experts_days"] + 1),
            "leak": lambda n: truth.lead(n, leak=n["direct_leak"]),
            "nothing-bad": lambda n: truth.lead(n, bad=0),
        },
        **_TO_A_HUNDREDTH,
    ),
    "q11": Choice(
        given=dict(good_share=0.75, urgency=0.02),
        choices=("direct", "technocracy", "bureaucracy", "full", "nothing"),
        right=truth.winner,
    ),
    "q12": Number(
        numbers_of="q11",
        right=truth.margin,
        mistakes={
            "winner": lambda n: truth.ranked(n)[0],
            "second": lambda n: truth.ranked(n)[1],
            "third": lambda n: truth.margin(n, over=2),
            "fourth": lambda n: truth.margin(n, over=3),
            "last": lambda n: truth.margin(n, over=4),
        },
        **_TO_A_HUNDREDTH,
    ),
}
# fmt: on
