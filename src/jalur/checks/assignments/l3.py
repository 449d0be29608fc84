"""Lesson 3's assignment: chains of agreements, a wrong row, tactics and desks that copy.

All numbers are invented; shares and probabilities are between 0 and 1 unless they say otherwise.
"""

from __future__ import annotations

from math import log

from jalur.checks.assignments import l3_truth as truth
from jalur.checks.kinds import Choice, Function, Number, Statements
from jalur.checks.several import NumberList, Order


def _steps(first: float, last: float, step: float) -> tuple[float, ...]:
    """Return the numbers from `first` to `last`, rounded to what a table shows."""
    return tuple(round(first + n * step, 3) for n in range(round((last - first) / step) + 1))


# fmt: off
QUESTIONS = {
    "q1": NumberList(
        given=dict(agreements=70, chance_a=0.94, chance_b=0.97, chance_c=0.98, chance_d=0.995),
        draws=dict(
            agreements=range(40, 81), chance_a=(0.92, 0.93, 0.94, 0.96),
            chance_b=(0.965, 0.97, 0.975), chance_c=(0.98, 0.984, 0.986, 0.988),
            chance_d=(0.992, 0.994, 0.996, 0.998),
        ),
        right=truth.each,
        mistakes={
            "one-less": lambda n: truth.each(n, lambda p, row: p ** (row - 1)),
            "subtract": lambda n: truth.each(n, lambda p, row: 1 - row * (1 - p)),
            "product": lambda n: truth.each(n, lambda p, row: row * p),
            "stopped": lambda n: truth.each(n, lambda p, row: 1 - p**row),
            "crowd": lambda n: truth.each(n, lambda p, row: 10_000 * p**row),
            "doubt": lambda n: truth.each(n, lambda p, row: (1 - p) ** row),
        },
        within=0.001,
    ),
    "q2": Function(
        given=dict(good=0.96, share=0.5),
        draws=dict(good=_steps(0.86, 0.98, 0.01), share=(0.25, 0.4, 0.6, 0.75)),
        trials=lambda n: [
            (n["good"], n["share"]), (0.8, 0.5), (0.9, 0.5), (0.95, 0.5), (0.99, 0.5), (0.5, 0.3),
            (0.97, 0.8),
        ],
        right=lambda n: truth.until_below,
        mistakes={
            "still": lambda n: lambda p, share: truth.until_below(p, share) - 1,
            "half": lambda n: lambda p, share: truth.until_below(p, 0.5),
            "unrounded": lambda n: lambda p, share: log(share) / log(p),
            "linear": lambda n: lambda p, share: (1 - share) / (1 - p),
            "shortcut": lambda n: lambda p, share: 0.7 / (1 - p),
            "left": lambda n: lambda p, share: p ** truth.until_below(p, share),
        },
        within=1e-9,
    ),
    "q3": Choice(
        given={
            f"row_{row.lower()}": truth.survivors(row, truth.SLIPPED if row == "C" else 28)
            for row in truth.PRINTED
        },
        draws={
            f"row_{row.lower()}": 3 * [truth.survivors(row)] + [truth.survivors(row, truth.SLIPPED)]
            for row in truth.PRINTED
        },
        choices=tuple(truth.PRINTED),
        right=lambda n: truth.wrong_rows(n)[0],
        fair=lambda n: len(truth.wrong_rows(n)) == 1,
    ),
    "q4": Number(
        given=dict(agreements=24, share=0.75),
        draws=dict(agreements=range(16, 41), share=(0.6, 0.65, 0.7, 0.8)),
        right=truth.required,
        mistakes={
            "linear": lambda n: 1 - (1 - n["share"]) / n["agreements"],
            "divided": lambda n: n["share"] / n["agreements"],
            "forward": lambda n: n["share"] ** n["agreements"],
            "refusal": lambda n: 1 - truth.required(n),
            "half": lambda n: 0.5 ** (1 / n["agreements"]),
            "hundred": lambda n: 100 * truth.required(n),
        },
        within=0,
        within_absolute=0.0003,
    ),
    "q5": Number(
        given=dict(good=0.85, desks=24, tries=2),
        draws=dict(good=_steps(0.7, 0.9, 0.02), desks=range(12, 41), tries=(2, 3)),
        right=truth.persistent,
        mistakes={
            "once": lambda n: n["good"] ** n["desks"],
            "whole": lambda n: 1 - (1 - n["good"] ** n["desks"]) ** n["tries"],
            "both": lambda n: n["good"] ** (n["desks"] * n["tries"]),
            "shrunk": lambda n: (1 - (1 - n["good"]) / n["tries"]) ** n["desks"],
            "one-desk": lambda n: 1 - (1 - n["good"]) ** n["tries"],
            "hundred": lambda n: 100 * truth.persistent(n),
        },
        fair=lambda n: 0.1 < truth.persistent(n) < 0.9,
    ),
    "q6": Order(
        given=dict(desks=12, good=0.9, bad=0.3, packages=4, pull=0.2, fewer=7),
        draws=dict(
            desks=range(9, 19), good=(0.84, 0.88, 0.92, 0.94), bad=(0.2, 0.25, 0.35, 0.4),
            packages=(3, 4, 5, 6), pull=(0.05, 0.1, 0.15, 0.25, 0.3), fewer=range(4, 9),
        ),
        right=lambda n: truth.ranked(n, "bad"),
        mistakes={
            "good": lambda n: truth.ranked(n, "good"),
            "most-good": lambda n: truth.ranked(n, "good")[::-1],
            "reversed": lambda n: truth.ranked(n, "bad")[::-1],
        },
        fair=truth.are_apart,
    ),
    "q7": Number(
        given=dict(desks=6, good=0.9, bad=0.4, seed=12, desk=3),
        draws=dict(
            good=(0.85, 0.88, 0.92), bad=(0.3, 0.35, 0.45), seed=range(1, 400), desk=(2, 4, 5),
        ),
        right=truth.refused,
        mistakes={
            "started": lambda n: (
                (truth.out(n)[n["desk"] - 1] - truth.out(n)[n["desk"]]) / truth.CASES
            ),
            "passed": lambda n: 1 - truth.refused(n),
            "formula": lambda n: 1 - n["good"],
            "count": lambda n: truth.out(n)[n["desk"] - 1] - truth.out(n)[n["desk"]],
            "next": lambda n: truth.refused(n, 1),
            "before": lambda n: truth.refused(n, -1),
            "so-far": lambda n: 1 - truth.out(n)[n["desk"]] / truth.CASES,
        },
        within=0,
        within_absolute=0.002,
    ),
    "q8": Number(
        given=dict(good=0.9, desks=8, passed=64),
        draws=dict(good=(0.86, 0.88, 0.92, 0.94), desks=range(6, 16), passed=range(40, 86)),
        right=truth.copied,
        mistakes={
            "ratio": lambda n: n["passed"] / 100 / n["good"],
            "difference": lambda n: n["passed"] / 100 - truth.alone(n),
            "rest": lambda n: 1 - truth.copied(n),
            "certain": lambda n: (n["passed"] / 100 - truth.alone(n)) / (1 - truth.alone(n)),
            "alone": truth.alone,
        },
        fair=lambda n: 0.1 < truth.copied(n) < 0.9,
        share=True,
    ),
    "q9": Statements(
        given=dict(good=0.96, desks=16, weeks=4),
        draws=dict(
            good=(0.85, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98), desks=range(11, 25), weeks=(2, 3, 4),
        ),
        letters=truth.statements,
        fair=lambda n: (
            abs(n["good"] ** n["desks"] - 0.5) > 0.01
            and abs((1 - (1 - n["good"]) ** 2) ** n["desks"] - 0.9) > 0.005
            and abs(1 - n["desks"] * (1 - n["good"]) - 0.2) > 0.005
            and n["desks"] * n["weeks"] != 52
        ),
    ),
}
# fmt: on
