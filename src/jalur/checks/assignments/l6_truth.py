"""What is true in lesson 6's assignment, by the model, the theory and the lesson's tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from math import isclose
from random import Random

from jalur.checks.given import Numbers
from jalur.model import (
    Path,
    Series,
    Situation,
    Step,
    acceptance,
    act,
    desks,
    direct,
    expected_days,
    panel,
    technocracy,
    value,
    worth,
)
from jalur.theory import critical_sanction, delegation, missing_share

URGENCY = 0.02
"""What the lesson's flood washes away each working day; held fixed where another number moves."""
WANAKALI = {"good_share": 0.9, "dike_loss": 150}
"""The other two numbers of the lesson's flood."""


_ROUNDED = Series((
    Step("five", "assess", good=0.94208, bad=0.05792, days=30, cost=2, watch=2 / 7), act(days=0),
))  # fmt: skip


def tie(n: Numbers, over: str = "urgency", *, rounded: bool = False) -> float:
    """Return where the direct path and the experts are worth the same, by the library's own paths.

    With `rounded`, by those of the lesson's cell of rounded numbers: 30 days, a leakage of 0.20.
    """
    return _tie(over, n["good_share"], n["dike_loss"], rounded)


@cache
def _tie(over: str, good_share: float, loss: float, rounded: bool) -> float:
    world = Situation(good_share, URGENCY, loss=loss)
    experts = _ROUNDED if rounded else technocracy()
    # the direct path lags at the low end and leads at the high one
    low, high = {"urgency": (0.0, 0.1), "good_share": (0.0, 1.0), "loss": (5_000.0, 0.0)}[over]
    for _ in range(50):
        middle = (low + high) / 2
        at = replace(world, **{over: middle})
        low, high = (low, middle) if value(direct(), at) > value(experts, at) else (middle, high)
    return low


def needed(n: Numbers, **other: float) -> Callable[[float, float], float]:
    """Return the function of q2: which share of good proposals makes the two paths equal.

    `other` replaces some of the numbers. A path's worth is a straight line in that share, so that
    its two ends say where it crosses zero.
    """
    told = {**n, **other}
    direct = {"good": 1, "bad": 1, "days": 1, "leak": told["direct_leak"], "cost": 0}
    experts = {
        name: told[f"experts_{name}"] for name in ("good", "bad", "days", "leak", "cost")
    }  # fmt: skip

    def lead(world: Situation) -> float:
        return worth(**direct, situation=world) - worth(**experts, situation=world)

    def share(urgency: float, loss: float) -> float:
        none, every = (lead(Situation(share, urgency, loss=loss)) for share in (0, 1))
        return none / (none - every)

    return share


def prepared(n: Numbers) -> Path:
    """Return the path that q3 asks for."""
    desk = {"good": n["good"], "bad": n["bad"]}
    return Series((
        panel(n["judges"], accuracy=n["accuracy"], days=n["judge_days"]),
        desks(n["ready"], days=0, name="ready", **desk),
        desks(n["desks"] - n["ready"], days=n["desk_days"], **desk),
        act(),
    ))  # fmt: skip


def _steps(path: Path, kind: str) -> list[float]:
    """Return the days of the steps of one kind, the shortest first."""
    return sorted(step.days for step in path.steps if step.kind == kind)


def _same_verdicts(n: Numbers, path: Path) -> bool:
    wanted, told = acceptance(prepared(n)), acceptance(path)
    return isclose(told.good, wanted.good) and isclose(told.bad, wanted.bad)


def _in(path: Path) -> float:
    return expected_days(path).accepted


FAULTS: dict[str, Callable[[Numbers], Callable[[Path], bool]]] = {
    "experts": lambda n: lambda path: len(_steps(path, "assess")) != n["judges"],
    "skipped": lambda n: lambda path: len(_steps(path, "clear")) < n["desks"],
    "extra": lambda n: lambda path: len(_steps(path, "clear")) > n["desks"],
    "crew": lambda n: lambda path: path.steps[-1].kind != "act",
    "hurried": lambda n: lambda path: _steps(path, "assess") != _steps(prepared(n), "assess"),
    "waiting": lambda n: lambda path: _steps(path, "clear") != _steps(prepared(n), "clear"),
    "lax": lambda n: lambda path: not _same_verdicts(n, path),
    "beside": lambda n: lambda path: not isclose(_in(path), _in(prepared(n))),
}
"""What may be wrong with a path for q3, the plainest first."""


def meets(n: Numbers) -> Callable[[Path], bool]:
    """Return whether a path is as q3 asks."""
    return lambda path: not any(fault(n)(path) for fault in FAULTS.values())


# Each card of q4: at which of the four stages of the lesson's table it stands.
STAGES = ("status", "access", "procurement", "audit")
_CARDS = {
    1: "status", 2: "status", 3: "access", 4: "access", 5: "access",
    6: "procurement", 7: "procurement", 8: "procurement", 9: "audit", 10: "audit",
}  # fmt: skip


def _stages(n: Numbers) -> dict[str, str]:
    return {letter.upper(): _CARDS[int(n[f"card_{letter}"])] for letter in "abcde"}


def order(n: Numbers, *stages: str) -> list[str]:
    """Return the letters of q4's cards in groups, by the stages in order."""
    letters = _stages(n)
    return [
        "".join(letter for letter, at in letters.items() if at == stage)
        for stage in (stages or STAGES)
    ]


def on_every_stage(n: Numbers) -> bool:
    """Return whether the cards of q4 are five, with at least one for each stage."""
    return len(set(n.values())) == len(n) and set(_stages(n).values()) == set(STAGES)


# Each case of q5: which of the six conditions of article 24 it violates.
_VIOLATED = {
    1: "", 2: "b", 3: "be", 4: "e", 5: "d", 6: "", 7: "a",
    8: "b", 9: "c", 10: "bd", 11: "", 12: "bf", 13: "b", 14: "f",
}  # fmt: skip


def allowing(n: Numbers, rule: Callable[[set[str]], int] | None = None) -> list[float]:
    """Return how many of the two lists allow each case of q5, or what another `rule` gives."""
    rule = rule or (lambda violated: (not violated) + (violated <= {"b"}))
    return [float(rule(set(_VIOLATED[int(case)]))) for case in n.values()]


def tells_apart(n: Numbers) -> bool:
    """Return whether the cases of q5 are six, with each answer and more than (b) violated."""
    lists = allowing(n)
    mixed = any("b" in _VIOLATED[case] and len(_VIOLATED[case]) > 1 for case in n.values())
    return len(set(n.values())) == len(n) and {*lists} == {0, 1, 2} and lists.count(0) < 4 and mixed


NIGHTS = 12


def gaps(n: Numbers, taken: Callable[[int], float] | None = None) -> list[float]:
    """Return by how much too many sacks were taken each night of q6, on the scale from 0 to 1."""
    chance = Random(int(n["seed"]))
    needs = [chance.randint(0, 100) for _ in range(NIGHTS)]
    taken = taken or (lambda need: min(need + n["bias"], n["cap"]))
    return [(taken(need) - need) / 100 for need in needs]


def mean_square(gaps: list[float]) -> float:
    """Return the mean of the squares: the loss of lesson 6."""
    return sum(gap**2 for gap in gaps) / len(gaps)


def is_felt(n: Numbers) -> bool:
    """Return whether the ceiling of q6 holds him back on some nights and not on others."""
    free = gaps(n, lambda need: need + n["bias"])
    held = sum(abs(one - other) > 1e-9 for one, other in zip(gaps(n), free, strict=True))
    return 2 <= held <= NIGHTS - 3


def capped(n: Numbers) -> float:
    """Return the loss that the lesson's formula promises with the best ceiling."""
    return delegation(n["bias"] / 100).capped


def sanction(n: Numbers) -> float:
    """Return the smallest sanction that deters in q7, in thousands of rupiah."""
    return critical_sanction(n["gain_once"], n["found"] * n["punished"])


def kept(n: Numbers) -> float:
    """Return what more audits keep in place on all roads of q8, before their cost, in millions."""
    less = n["missing"] - missing_share(n["audit_chance"], baseline=n["missing"])
    return n["roads"] * n["road_budget"] * less


def cost(n: Numbers, more: float | None = None) -> float:
    """Return what the audits added in q8 cost, or a share `more` of all the roads."""
    more = n["audit_chance"] - 0.04 if more is None else more
    return n["roads"] * n["audit_cost"] * more


# Each note of q9: the furthest word that may be used, and the word that tempts, by which mistake.
# N none yet, A audit finding, L state loss, K corruption.
_NOTES = {
    1: ("N", "L", "size"), 2: ("A", "N", "small"), 3: ("N", "K", "talk"), 4: ("A", "N", "small"),
    5: ("L", "A", "careless"), 6: ("K", "L", "ruling"), 7: ("N", "L", "size"),
    8: ("A", "L", "size"), 9: ("L", "A", "careless"), 10: ("N", "K", "talk"),
    11: ("L", "A", "careless"), 12: ("A", "L", "size"), 13: ("K", "L", "ruling"),
    14: ("A", "N", "small"),
}  # fmt: skip
TEMPTATIONS = ("size", "small", "talk", "careless", "ruling")


def words(n: Numbers) -> dict[str, set[str]]:
    """Return for each note of q9 the furthest word that may be used."""
    return {str(note): {_NOTES[int(note)][0]} for note in n.values()}


def tempted(n: Numbers, by: str) -> dict[str, str]:
    """Return the labels of somebody who makes one of the mistakes throughout."""
    return {
        str(note): label for note in n.values() for _, label, why in (_NOTES[note],) if why == by
    }


def is_tempting(n: Numbers) -> bool:
    """Return whether the notes of q9 are six, and each mistake can be made."""
    return len(set(n.values())) == len(n) and all(tempted(n, by) for by in TEMPTATIONS)


PROBLEMS = {"control": 887, "compliance": 715, "performance": 1241}
"""What BPK (2021) recorded of the pandemic programme, by kind; facts.md, l6-pcpen-kinds."""


def margins(n: Numbers) -> dict[str, float]:
    """Return by how much each statement of q10 that hangs on the numbers holds, or fails to."""
    world = Situation(good_share=0.95, urgency=0.01, loss=n["dike_loss"])
    lost, recorded = delegation(n["wish_gap"]), sum(PROBLEMS.values())
    return {
        "C": (lost.none - lost.full) / lost.none,
        "D": (value(direct(), world) - value(technocracy(), world)) / 10,
        "E": 0.5 - critical_sanction(1, n["audit_high"]) / critical_sanction(1, n["audit_low"]),
        "F": (PROBLEMS["control"] + PROBLEMS["compliance"]) / recorded - n["portion"],
    }


def statements(n: Numbers) -> dict[str, bool]:
    """Return which statements of q10 hold."""
    hold = {letter: by > 0 for letter, by in margins(n).items()}
    return {"A": False, "B": True, **hold}
