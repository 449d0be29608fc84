"""Lesson 6's assignment: two thresholds, desks made ready, law, ceilings, audits and three words.

All numbers are invented but those of BPK in q10; money is in millions of rupiah unless it says
otherwise. The cards, cases and notes of q4, q5 and q9 stand in the notebook, by number.
"""

from __future__ import annotations

from jalur.checks.assignments import l6_truth as truth
from jalur.checks.kinds import Design, Function, Number, Statements
from jalur.checks.several import Classification, NumberList, Order


def _steps(first: float, last: float, step: float) -> tuple[float, ...]:
    """Return the numbers from `first` to `last`, rounded to what a table shows."""
    return tuple(round(first + n * step, 3) for n in range(round((last - first) / step) + 1))


# fmt: off
QUESTIONS = {
    "q1": Number(
        given=dict(good_share=0.85, dike_loss=200),
        draws=dict(good_share=_steps(0.8, 0.95, 0.01), dike_loss=range(90, 301, 10)),
        right=truth.tie,
        mistakes={
            "rounded": lambda n: truth.tie(n, rounded=True),
            "hundred": lambda n: 100 * truth.tie(n),
            "share": lambda n: truth.tie(n, "good_share"),
            "loss": lambda n: truth.tie(n, "loss"),
            "lesson": lambda n: truth.tie(truth.WANAKALI),
        },
        fair=lambda n: (
            0.002 < truth.tie(n) < 0.02
            and abs(truth.tie(n) / truth.tie(truth.WANAKALI) - 1) > 0.05
        ),
        within=0.01,
    ),
    "q2": Function(
        given=dict(
            urgency=0.015, dike_loss=250, direct_leak=0.3, experts_good=0.92, experts_bad=0.1,
            experts_days=24, experts_leak=0.18, experts_cost=3,
        ),
        draws=dict(
            urgency=(0.01, 0.012, 0.018, 0.02, 0.025), dike_loss=range(100, 401, 10),
            direct_leak=(0.24, 0.26, 0.28, 0.32), experts_good=_steps(0.88, 0.97, 0.01),
            experts_bad=_steps(0.04, 0.15, 0.01), experts_days=range(18, 41),
            experts_leak=(0.12, 0.14, 0.16, 0.2), experts_cost=(2, 2.5, 3.5, 4),
        ),
        trials=lambda n: [
            (n["urgency"], n["dike_loss"]), (0.01, 150), (0.03, 300), (0.02, 600), (0.025, 80),
        ],
        right=truth.needed,
        mistakes={
            "complement": lambda n: lambda *at: 1 - truth.needed(n)(*at),
            "hundred": lambda n: lambda *at: 100 * truth.needed(n)(*at),
            "days": lambda n: truth.needed(n, experts_days=1),
            "leak": lambda n: truth.needed(n, direct_leak=0, experts_leak=0),
            "cost": lambda n: truth.needed(n, experts_cost=0),
            "all-stopped": lambda n: truth.needed(n, experts_bad=0),
            "none-refused": lambda n: truth.needed(n, experts_good=1),
        },
        within=0.002,
    ),
    "q3": Design(
        given=dict(
            judges=3, accuracy=0.85, judge_days=12, desks=6, ready=4, desk_days=9, good=0.9,
            bad=0.35,
        ),
        draws=dict(
            judges=(3, 5), accuracy=(0.75, 0.8, 0.85, 0.9), judge_days=range(8, 31),
            desks=range(5, 10), ready=(2, 3, 4), desk_days=range(5, 12),
            good=_steps(0.85, 0.95, 0.05), bad=_steps(0.2, 0.4, 0.05),
        ),
        fair=lambda n: n["desks"] >= n["ready"] + 2,
        right=truth.meets,
        mistakes=truth.FAULTS,
    ),
    "q4": Order(
        given=dict(card_a=7, card_b=4, card_c=9, card_d=1, card_e=3),
        draws={f"card_{letter}": range(1, 11) for letter in "abcde"},
        fair=truth.on_every_stage,
        right=truth.order,
        mistakes={
            "reversed": lambda n: truth.order(n)[::-1],
            "ordered": lambda n: truth.order(n, "procurement", "status", "access", "audit"),
            "covered": lambda n: truth.order(n, "access", "procurement", "status", "audit"),
            "helped": lambda n: truth.order(n, "access", "status", "procurement", "audit"),
            "bought": lambda n: truth.order(n, "status", "procurement", "access", "audit"),
            "checked": lambda n: truth.order(n, "audit", "status", "access", "procurement"),
        },
    ),
    "q5": NumberList(
        given=dict(case_a=8, case_b=3, case_c=5, case_d=6, case_e=10, case_f=13),
        draws={f"case_{letter}": range(1, 15) for letter in "abcdef"},
        fair=truth.tells_apart,
        right=truth.allowing,
        mistakes={
            "deleted": lambda n: truth.allowing(n, lambda no: (not no) + ("b" in no or not no)),
            "unchanged": lambda n: truth.allowing(n, lambda no: 2 * (not no)),
            "ignored": lambda n: truth.allowing(n, lambda no: 2 * (no <= {"b"})),
            "voted": lambda n: truth.allowing(n, lambda no: 2),
            "refusals": lambda n: [2 - lists for lists in truth.allowing(n)],
            "new-only": lambda n: truth.allowing(n, lambda no: no <= {"b"}),
            "old-only": lambda n: truth.allowing(n, lambda no: not no),
        },
        within=0,
    ),
    "q6": Number(
        given=dict(seed=14, bias=20, cap=70),
        draws=dict(seed=range(1, 1000), bias=range(10, 41), cap=range(50, 86)),
        fair=truth.is_felt,
        right=lambda n: truth.mean_square(truth.gaps(n)),
        mistakes={
            "full": lambda n: truth.mean_square(truth.gaps(n, lambda need: need + n["bias"])),
            "none": lambda n: truth.mean_square(truth.gaps(n, lambda need: 50)),
            "formula": truth.capped,
            "gap": lambda n: sum(map(abs, truth.gaps(n))) / truth.NIGHTS,
            "squared-mean": lambda n: (sum(truth.gaps(n)) / truth.NIGHTS) ** 2,
            "sacks": lambda n: 10_000 * truth.mean_square(truth.gaps(n)),
            "sum": lambda n: truth.NIGHTS * truth.mean_square(truth.gaps(n)),
            "surplus": lambda n: truth.mean_square([max(gap, 0) for gap in truth.gaps(n)]),
        },
        within=0.01,
    ),
    "q7": Number(
        given=dict(gain_once=120, found=0.3, punished=0.4),
        draws=dict(
            gain_once=range(40, 301, 10), found=_steps(0.1, 0.6, 0.05),
            punished=_steps(0.2, 0.9, 0.05),
        ),
        right=truth.sanction,
        mistakes={
            "found": lambda n: n["gain_once"] / n["found"],
            "punished": lambda n: n["gain_once"] / n["punished"],
            "times": lambda n: n["gain_once"] * n["found"] * n["punished"],
            "added": lambda n: n["gain_once"] / (n["found"] + n["punished"]),
            "escaped": lambda n: n["gain_once"] / (1 - n["found"] * n["punished"]),
            "gain": lambda n: n["gain_once"],
        },
    ),
    "q8": Number(
        given=dict(roads=60, road_budget=400, missing=0.25, audit_chance=0.4, audit_cost=9),
        draws=dict(
            roads=range(20, 101, 5), road_budget=range(200, 801, 50),
            missing=_steps(0.15, 0.35, 0.01), audit_chance=_steps(0.1, 0.9, 0.05),
            audit_cost=range(4, 41),
        ),
        fair=lambda n: abs(truth.kept(n) - truth.cost(n)) > 0.05 * truth.kept(n),
        right=lambda n: truth.kept(n) - truth.cost(n),
        mistakes={
            "gross": truth.kept,
            "cost": truth.cost,
            "whole-cost": lambda n: truth.kept(n) - truth.cost(n, n["audit_chance"]),
            "eight": lambda n: 0.08 * n["roads"] * n["road_budget"] - truth.cost(n),
            "from-zero": lambda n: (
                0.08 * n["audit_chance"] * n["roads"] * n["road_budget"] - truth.cost(n)
            ),
            "relative": lambda n: n["missing"] * truth.kept(n) - truth.cost(n),
            "still": lambda n: (
                n["missing"] * n["roads"] * n["road_budget"] - truth.kept(n) - truth.cost(n)
            ),
            "one": lambda n: (truth.kept(n) - truth.cost(n)) / n["roads"],
        },
    ),
    "q9": Classification(
        given=dict(note_a=4, note_b=7, note_c=9, note_d=3, note_e=13, note_f=12),
        draws={f"note_{letter}": range(1, 15) for letter in "abcdef"},
        fair=truth.is_tempting,
        labels=("N", "A", "L", "K"),
        right=truth.words,
        mistakes={by: lambda n, by=by: truth.tempted(n, by) for by in truth.TEMPTATIONS},
    ),
    "q10": Statements(
        given=dict(wish_gap=0.32, dike_loss=700, audit_low=0.06, audit_high=0.15, portion=0.5),
        draws=dict(
            wish_gap=_steps(0.15, 0.45, 0.01), dike_loss=range(300, 1501, 50),
            audit_low=_steps(0.04, 0.2, 0.02), audit_high=_steps(0.1, 0.5, 0.02),
            portion=_steps(0.4, 0.7, 0.01),
        ),
        letters=truth.statements,
        fair=lambda n: (
            n["audit_low"] < n["audit_high"]
            and all(abs(by) > 0.02 for by in truth.margins(n).values())
        ),
    ),
}
# fmt: on
