"""Lesson 2's assignment: rows and branches, their probabilities, their days and their worth.

All numbers are invented; the units are shares, working days and millions of rupiah.
"""

from __future__ import annotations

from math import prod

from jalur.checks.assignments import l2_truth as truth
from jalur.checks.kinds import Choice, Design, Function, Number, Statements

_TO_A_HUNDREDTH = {"within": 0, "within_absolute": 0.01}


def _shares(lowest: float, highest: float) -> tuple[float, ...]:
    """Return the shares between two, in steps of 0.05."""
    return tuple(n / 20 for n in range(round(20 * lowest), round(20 * highest) + 1))


# fmt: off
_DAYS = dict(
    judges=(3, 5, 7), judge_days=range(15, 46), desks=range(3, 7), desk_days=range(4, 11),
    crew_days=range(2, 7),
)

QUESTIONS = {
    "q1": Number(
        given=dict(desks=5, good=0.95),
        draws=dict(desks=range(3, 9), good=_shares(0.7, 0.95)),
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
        draws=dict(proposals=range(8_000, 20_001, 1_000), desks=range(2, 6), bad=_shares(0.2, 0.6)),
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
        draws=_DAYS,
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
        draws=_DAYS,
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
        draws=dict.fromkeys(("first", "second", "third"), _shares(0.55, 0.95)),
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
        draws=dict(seed=range(1, 400), cases=range(6, 13), desk_days=range(5, 16)),
        fair=lambda n: truth.seen(n)[0] > 2,
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
        draws=dict(start_point=range(1, 9), end_point=range(2, 11)),
        fair=lambda n: n["start_point"] < n["end_point"],
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
        draws=dict(
            judges=(3, 5, 7), judge_days=range(20, 61, 5), desks=range(3, 9),
            desk_days=range(4, 13), good=_shares(0.8, 0.95), bad=_shares(0.2, 0.4),
        ),
        fair=lambda n: abs(truth.passing(n, n["good"]) - 0.5) > 0.02,
        letters=truth.statements,
        picture="posts",
    ),
    "q9": Design(
        given=dict(
            judges=3, accuracy=0.8, judge_days=30,
            land_days=20, money_days=15, good=0.9, bad=0.3, limit=40,
        ),
        draws=dict(
            judges=(3, 5), judge_days=range(25, 46), land_days=range(15, 31),
            money_days=range(10, 26), good=_shares(0.8, 0.95), limit=range(35, 61),
        ),
        fair=truth.leaves_one_way,
        right=truth.meets,
        mistakes=truth.FAULTS,
        picture="branches",
    ),
    "q10": Function(
        given=dict(
            first_share=0.9, second_share=0.2, urgency=0.02, direct_leak=0.28,
            judges=5, accuracy=0.8, experts_days=30, experts_leak=0.2, experts_cost=2,
        ),
        draws=dict(
            first_share=_shares(0.8, 0.95), second_share=_shares(0.1, 0.3),
            urgency=(0.01, 0.015, 0.02, 0.025), direct_leak=(0.24, 0.26, 0.3, 0.32),
            judges=(3, 5, 7), accuracy=(0.75, 0.8, 0.85), experts_days=range(20, 41),
            experts_leak=(0.12, 0.14, 0.16, 0.18), experts_cost=(1.5, 2, 2.5, 3),
        ),
        fair=truth.turns_sign,
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
        given=dict(good_share=0.75, urgency=0.02, loss=150),
        draws=dict(
            good_share=_shares(0.05, 0.95), urgency=tuple(n / 1000 for n in range(1, 31)),
            loss=(100, 150, 300, 600, 1_000, 2_000),
        ),
        fair=lambda n: truth.margin(n) > 0.2,
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
        },
        **_TO_A_HUNDREDTH,
    ),
}
# fmt: on
