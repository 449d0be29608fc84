"""Lesson 8's assignment: what a design costs, what its win hangs on, and a design of one's own.

All numbers are invented; shares are between 0 and 1, days are working days, money is in millions
of rupiah.
"""

from __future__ import annotations

from statistics import fmean

from jalur.checks.assignments import l8_truth as truth
from jalur.checks.contests import Contest
from jalur.checks.kinds import Choice, Function, Number, Statements


def _steps(first: float, last: float, step: float) -> tuple[float, ...]:
    """Return the numbers from `first` to `last`, rounded to what a table shows."""
    return tuple(round(first + n * step, 3) for n in range(round((last - first) / step) + 1))


# fmt: off
QUESTIONS = {
    "q1": Number(
        given=dict(arrivals=1.6, good_share=0.5, counter_good=0.9, counter_bad=0.4, expert_days=7),
        draws=dict(
            arrivals=_steps(0.8, 2.4, 0.2), good_share=_steps(0.3, 0.7, 0.1),
            counter_good=(0.9, 0.95), counter_bad=_steps(0.3, 0.6, 0.1), expert_days=range(4, 10),
        ),
        right=lambda n: truth.enough(truth.load(n)),
        mistakes={
            "load": truth.load,
            "down": lambda n: truth.enough(truth.load(n)) - 1,
            "unsieved": lambda n: truth.enough(truth.load(n, good=1, bad=1)),
            "good": lambda n: truth.enough(truth.load(n, bad=0)),
            "bad": lambda n: truth.enough(truth.load(n, good=0)),
        },
        fair=lambda n: 0.1 < truth.load(n) % 1 < 0.9,
        within=0,
        within_absolute=0.01,
    ),
    "q2": Number(
        given=dict(
            good_share=0.4, urgency=0.006, loss=120, judges=3, accuracy=0.8, judge_days=24,
            good=0.9, bad=0.3, land_days=30,
        ),
        draws=dict(
            good_share=(0.3, 0.35, 0.4, 0.6, 0.65, 0.7), urgency=_steps(0.004, 0.01, 0.002),
            loss=range(60, 241, 20), judges=(3, 5), accuracy=(0.75, 0.8, 0.85),
            judge_days=range(20, 41, 2), good=(0.85, 0.9, 0.95), bad=(0.2, 0.3, 0.4),
            land_days=range(10, 46, 5),
        ),
        right=truth.pays_from,
        mistakes={
            "per-case": lambda n: truth.ratio(n, lambda good, bad: 1),
            "all": lambda n: truth.ratio(n, lambda good, bad: bad),
            "good-share": lambda n: truth.ratio(n, lambda good, bad: n["good_share"] * bad),
            "refused": lambda n: truth.ratio(n, lambda good, bad: (1 - n["good_share"]) * good),
            "now": lambda n: truth.ratio(
                n, lambda good, bad: (1 - n["good_share"]) * bad, loss=n["loss"]
            ),
        },
        fair=lambda n: 20 < truth.pays_from(n) < 1500,
    ),
    "q3": Function(
        given=dict(
            good_share=0.5, urgency=0.01, gain=100, loss=250, budget=80, arrivals=0.5,
            signatures=3, blank_price=12, officials=18, counter_bad=0.5, expert_days=7,
            land_days=4, money_days=5,
        ),
        draws=dict(
            good_share=(0.4, 0.45, 0.5, 0.55), urgency=(0.008, 0.01, 0.012),
            loss=(200, 300, 350), budget=(60, 70, 80, 90), arrivals=(0.45, 0.5, 0.55),
            blank_price=(10, 15, 20), counter_bad=(0.45, 0.5, 0.55), expert_days=(7, 8),
            land_days=(3, 5), money_days=(4, 5, 6),
        ),
        trials=truth.priced,
        right=truth.price,
        mistakes={
            "linear": lambda n: truth.price(
                n, wait=lambda days: n["gain"] * n["urgency"] * days
            ),
            "left": lambda n: truth.price(
                n, wait=lambda days: n["gain"] - truth.price(n)(True, True, days, 0, 99)
            ),
            "at-once": lambda n: truth.price(n, wait=lambda days: 0),
            "refusal": lambda n: truth.price(n, refused=0),
            "leak": lambda n: truth.price(n, leaks=0),
            "unsigned": lambda n: truth.price(n, blank=lambda built, yeses: False),
            "at-most": lambda n: truth.price(
                n, blank=lambda built, yeses: built and yeses <= n["signatures"]
            ),
            "unbuilt": lambda n: truth.price(
                n, blank=lambda built, yeses: yeses < n["signatures"]
            ),
        },
    ),
    "q4": Choice(
        given=dict(
            good_share=0.6, urgency=0.004, loss=120, hurried=0.015, dear=500, doubtful=0.35,
        ),
        draws=dict(
            good_share=_steps(0.4, 0.9, 0.05), urgency=(0.002, 0.004, 0.006, 0.008),
            loss=range(60, 241, 20), hurried=_steps(0.01, 0.03, 0.005),
            dear=range(250, 901, 50), doubtful=_steps(0.2, 0.95, 0.05),
        ),
        choices=("direct", "experts", "desks", "together"),
        right=truth.safest,
        fair=truth.stands_out,
    ),
    "q5": Number(
        given=dict(good_share=0.5, urgency=0.008, loss=150, cases=200, seed=23),
        draws=dict(
            good_share=_steps(0.4, 0.6, 0.05), urgency=(0.004, 0.006, 0.008, 0.01),
            loss=range(100, 201, 10), cases=(150, 200, 250), seed=range(1, 400),
        ),
        right=lambda n: fmean(truth.leads(n)[1:]),
        mistakes={
            "tuned": lambda n: truth.leads(n)[0],
            "all": lambda n: fmean(truth.leads(n)),
            "best": lambda n: max(truth.leads(n)[1:]),
            "first": lambda n: truth.leads(n)[1],
            "sum": lambda n: sum(truth.leads(n)[1:]),
        },
        fair=truth.was_luck,
        within_absolute=0.01,
    ),
    "q6": Contest(
        numbers_of="q3",
        rivals=truth.rivals,
        price=truth.cost,
        seeds=truth.SEEDS,
        lead=truth.LEAD,
        conditions=tuple(truth.CONDITIONS),
        mistakes={
            **truth.CONDITIONS,
            **{name: truth.weak(name) for name in ("overload", "strict", "lax")},
        },
    ),
    "q7": Statements(
        given=dict(good_share=0.7, urgency=0.01, loss=300),
        draws=dict(
            good_share=_steps(0.3, 0.9, 0.05), urgency=_steps(0.002, 0.02, 0.002),
            loss=range(50, 1001, 50),
        ),
        letters=truth.statements,
        fair=truth.is_clear,
    ),
}
# fmt: on
