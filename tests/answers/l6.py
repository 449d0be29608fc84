"""Answers to the assignment of lesson 6: each mistake as somebody would make it, and right ones."""

from decimal import Decimal
from fractions import Fraction
from math import exp
from random import Random

import numpy

from answers.choosing import one_letter_off
from jalur import (
    Situation,
    Step,
    act,
    break_even,
    desks,
    direct,
    full,
    panel,
    technocracy,
    theory,
    value,
    vote,
    worth,
)

HANDS = {"good": 1, "bad": 1, "days": 1, "leak": 0.28, "cost": 0}
FIVE = {"good": 0.94208, "bad": 0.05792, "days": 30, "leak": 0.2, "cost": 2}


def world(n, **other):
    told = {"good_share": n["good_share"], "urgency": 0.02, "loss": n["dike_loss"], **other}
    return Situation(**told)


def meet(lead, low=0.0, high=0.05):
    """Where a lead that rises crosses zero, by halving."""
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if lead(middle) < 0 else (low, middle)
    return high


def by_value(n):
    return meet(
        lambda hurry: (
            value(direct(), world(n, urgency=hurry)) - value(technocracy(), world(n, urgency=hurry))
        )
    )


def by_rounded(n):
    """The lesson's cell of rounded numbers, put to use for Telukrandu."""

    def lead(hurry):
        here = world(n, urgency=hurry)
        return worth(**HANDS, situation=here) - worth(**FIVE, situation=here)

    return meet(lead)


def tie(n, over="urgency"):
    return break_even(direct(), technocracy(), world(n), over=over)[0]


def share(n, urgency, loss, **other):
    """Solve S = P for the share of good proposals, by hand."""
    n = {**n, **other}
    a, b, kept = n["experts_good"], n["experts_bad"], n["experts_leak"]
    speed = 100 * (exp(-urgency) - a * exp(-urgency * n["experts_days"]))
    stopped = (1 - b) * loss + 20 * (n["direct_leak"] - b * kept) - n["experts_cost"]
    sifted = 20 * (n["direct_leak"] - a * kept) - n["experts_cost"]
    return stopped / (speed - sifted + stopped)


def sharing(**changes):
    """A function that makes one mistake, told by the numbers it takes wrongly."""
    return lambda n: lambda urgency, loss: share(n, urgency, loss, **changes)


def by_steps(n):
    """Try out shares, finer and finer."""

    def lead(good, urgency, loss):
        here = Situation(good_share=good, urgency=urgency, loss=loss)
        at_once = {**HANDS, "leak": n["direct_leak"]}
        checked = {name: n[f"experts_{name}"] for name in HANDS}
        return worth(**at_once, situation=here) - worth(**checked, situation=here)

    def needed_share(urgency, loss):
        low, high = 0.0, 1.0
        while high - low > 1e-9:
            middle = (low + high) / 2
            low, high = (middle, high) if lead(middle, urgency, loss) < 0 else (low, middle)
        return low

    return needed_share


class Line:
    """A thing that can be called need not be a `def`."""

    def __init__(self, n):
        self.n = n

    def __call__(self, urgency, loss):
        return Fraction(share(self.n, urgency, loss)).limit_denominator(10**9)


def experts(n, **other):
    return panel(n["judges"], **{"accuracy": n["accuracy"], "days": n["judge_days"], **other})


def row(n, many, days, name="desk", **other):
    return desks(many, **{"good": n["good"], "bad": n["bad"], "days": days, **other}, name=name)


def ready(n, **other):
    return row(n, n["ready"], 0, "ready", **other)


def slow(n, less=0, **other):
    return row(n, n["desks"] - n["ready"] - less, n["desk_days"], **other)


def each_by_name(n):
    """Write out every desk as a step of its own."""
    path = experts(n)
    for place in range(n["desks"]):
        days = 0 if place < n["ready"] else n["desk_days"]
        path = path >> Step(f"office {place}", "clear", good=n["good"], bad=n["bad"], days=days)
    return path >> act()


STAGES = [(1, 2), (3, 4, 5), (6, 7, 8), (9, 10)]


def stage(n, letter):
    (at,) = (k for k, cards in enumerate(STAGES) if n[f"card_{letter.lower()}"] in cards)
    return at


def dealt(n, stages=(0, 1, 2, 3)):
    """The letters in the order of some stages, later letters first where it makes no odds."""
    return sorted("EDCBA", key=lambda letter: stages.index(stage(n, letter)))


NO = ["", "b", "be", "e", "d", "", "a", "b", "c", "bd", "", "bf", "b", "f"]


def cases(n):
    return [set(NO[case - 1]) for case in n.values()]


def both_lists(n):
    return [(not no) + (not no - {"b"}) for no in cases(n)]


def needs(n):
    toss = Random(n["seed"])
    return [toss.randint(0, 100) for _ in range(12)]


def off(n):
    """By how many sacks each night was off."""
    return [min(n["cap"] - need, n["bias"]) for need in needs(n)]


def lost(n):
    return sum(sacks**2 for sacks in off(n)) / 12 / 10_000


def saved(n, way=None):
    way = (n["audit_chance"] - 0.04) / 0.96 if way is None else way
    return n["roads"] * n["road_budget"] * 0.08 * way


def paid(n, audits=None):
    audits = n["audit_chance"] - 0.04 if audits is None else audits
    return n["roads"] * audits * n["audit_cost"]


WORDS = dict(enumerate("NANALKNALNLAKA", start=1))


def labelled(n, **other):
    """The right labels but for some notes, such as `note_7="L"`."""
    return [other.get(f"note_{note}", WORDS[note]) for note in n.values()]


def misled(**other):
    return lambda n: labelled(n, **other)


def holding(n):
    calm = Situation(good_share=0.95, urgency=0.01, loss=n["dike_loss"])
    letters = {"B"}
    letters |= {"C"} if n["wish_gap"] ** 2 < 1 / 12 else set()
    letters |= {"D"} if value(direct(), calm) > value(technocracy(), calm) else set()
    letters |= {"E"} if n["audit_high"] / n["audit_low"] > 2 else set()
    return letters | {"F"} if n["portion"] < (2843 - 1241) / 2843 else letters


WRONG = {
    "q1": [
        ("rounded", by_rounded),
        ("hundred", lambda n: 100 * by_value(n)),
        ("share", lambda n: tie(n, "good_share")),
        ("loss", lambda n: tie(n, "loss")),
        ("lesson", lambda n: 0.00378),
        ("sign", lambda n: -by_value(n)),
        ("other", lambda n: 7),
        ("path", lambda n: direct()),
    ],
    "q2": [
        ("complement", lambda n: lambda urgency, loss: 1 - share(n, urgency, loss)),
        ("hundred", lambda n: lambda urgency, loss: 100 * share(n, urgency, loss)),
        ("days", sharing(experts_days=1)),
        ("leak", sharing(direct_leak=0, experts_leak=0)),
        ("cost", sharing(experts_cost=0)),
        ("all-stopped", sharing(experts_bad=0)),
        ("none-refused", sharing(experts_good=1)),
        ("returns-nothing", lambda n: lambda urgency, loss: print(share(n, urgency, loss))),
        ("raised", lambda n: lambda urgency: share(n, urgency, n["dike_loss"])),
        ("no-function", lambda n: share(n, n["urgency"], n["dike_loss"])),
        ("other", lambda n: lambda urgency, loss: share(n, n["urgency"], n["dike_loss"])),
    ],
    "q3": [
        ("experts", lambda n: ready(n) >> slow(n) >> act()),
        ("experts", lambda n: Step("one", "assess", good=0.9, bad=0.1, days=9) >> act()),
        ("skipped", lambda n: experts(n) >> slow(n) >> act()),
        ("skipped", lambda n: experts(n) >> ready(n) >> slow(n, 1) >> act()),
        ("extra", lambda n: experts(n) >> ready(n) >> row(n, n["desks"], 9) >> act()),
        ("crew", lambda n: experts(n) >> ready(n) >> slow(n)),
        ("hurried", lambda n: experts(n, days=0) >> ready(n) >> slow(n) >> act()),
        ("waiting", lambda n: experts(n) >> row(n, n["desks"], n["desk_days"]) >> act()),
        ("waiting", lambda n: experts(n) >> row(n, n["desks"], 0) >> act()),
        ("lax", lambda n: experts(n) >> ready(n, good=1, bad=1) >> slow(n) >> act()),
        ("lax", lambda n: (experts(n) | (ready(n) >> slow(n))) >> act()),
        ("beside", lambda n: (experts(n) & (ready(n) >> slow(n))) >> act()),
        ("beside", lambda n: experts(n) >> ready(n) >> slow(n) >> act(3)),
        ("uncalled", lambda n: full),
        ("no-path", lambda n: n["judge_days"]),
    ],
    "q4": [
        ("reversed", lambda n: dealt(n)[::-1]),
        ("ordered", lambda n: "".join(dealt(n, (2, 0, 1, 3)))),
        ("covered", lambda n: dealt(n, (1, 2, 0, 3))),
        ("helped", lambda n: ",".join(dealt(n, (1, 0, 2, 3)))),
        ("bought", lambda n: tuple(dealt(n, (0, 2, 1, 3)))),
        ("checked", lambda n: dealt(n, (3, 0, 1, 2))),
        ("other", lambda n: dealt(n, (0, 1, 3, 2))),
        ("order", lambda n: "ABCD"),
        ("order", lambda n: list(n.values())),
    ],
    "q5": [
        ("deleted", lambda n: [2 if not no else int("b" in no) for no in cases(n)]),
        ("unchanged", lambda n: [0 if no else 2 for no in cases(n)]),
        ("ignored", lambda n: [0 if no - {"b"} else 2 for no in cases(n)]),
        ("voted", lambda n: [2] * 6),
        ("refusals", lambda n: [2 - lists for lists in both_lists(n)]),
        ("new-only", lambda n: [int(no <= {"b"}) for no in cases(n)]),
        ("old-only", lambda n: [int(no == set()) for no in cases(n)]),
        ("other", lambda n: [5, *both_lists(n)[1:]]),
        ("length", lambda n: both_lists(n)[:5]),
        ("truth", lambda n: [not no for no in cases(n)]),
    ],
    "q6": [
        ("full", lambda n: (n["bias"] / 100) ** 2),
        ("none", lambda n: float(numpy.mean((50 - numpy.array(needs(n))) ** 2)) / 10_000),
        ("formula", lambda n: theory.delegation(n["bias"] / 100).capped),
        ("gap", lambda n: sum(map(abs, off(n))) / 1200),
        ("squared-mean", lambda n: (sum(off(n)) / 1200) ** 2),
        ("sacks", lambda n: sum(sacks**2 for sacks in off(n)) / 12),
        ("sum", lambda n: 12 * lost(n)),
        ("surplus", lambda n: sum(sacks**2 for sacks in off(n) if sacks > 0) / 120_000),
        ("sign", lambda n: -lost(n)),
        ("many", lambda n: [(sacks / 100) ** 2 for sacks in off(n)]),
        ("other", lambda n: 77),
    ],
    "q7": [
        ("found", lambda n: theory.critical_sanction(n["gain_once"], n["found"])),
        ("punished", lambda n: theory.critical_sanction(n["gain_once"], n["punished"])),
        ("times", lambda n: n["punished"] * n["found"] * n["gain_once"]),
        ("added", lambda n: n["gain_once"] / (n["punished"] + n["found"])),
        ("escaped", lambda n: n["gain_once"] / (1 - n["punished"] * n["found"])),
        ("gain", lambda n: n["gain_once"]),
        ("sign", lambda n: -n["gain_once"] / n["found"] / n["punished"]),
        ("other", lambda n: 3.21),
    ],
    "q8": [
        ("gross", saved),
        ("cost", paid),
        ("whole-cost", lambda n: saved(n) - paid(n, n["audit_chance"])),
        ("eight", lambda n: saved(n, 1) - paid(n)),
        ("from-zero", lambda n: saved(n, n["audit_chance"]) - paid(n)),
        ("relative", lambda n: saved(n) * n["missing"] - paid(n)),
        ("still", lambda n: (
            n["roads"] * n["road_budget"] * theory.missing_share(n["audit_chance"], n["missing"])
            - paid(n)
        )),
        ("one", lambda n: saved(n) / n["roads"] - paid(n) / n["roads"]),
        ("sign", lambda n: paid(n) - saved(n)),
        ("other", lambda n: 1e7),
    ],
    "q9": [
        ("size", misled(note_1="L", note_7="L", note_8="L", note_12="L")),
        ("small", misled(note_2="N", note_4="N", note_14="N")),
        ("talk", misled(note_3="K", note_10="K")),
        ("careless", misled(note_5="A", note_9="A", note_11="A")),
        ("ruling", misled(note_6="L", note_13="L")),
        ("other", misled(note_5="N", note_9="N", note_11="N", note_6="A", note_13="A")),
        ("label", lambda n: ["T", *labelled(n)[1:]]),
        ("length", lambda n: labelled(n)[1:]),
        ("no-labels", lambda n: 6),
    ],
    "q10": [
        *one_letter_off(holding),
        ("letters", lambda n: {"B", "Z"}),
    ],
}  # fmt: skip

# Right answers, each written in another way.

RIGHT = {
    "q1": [
        by_value,
        tie,
        lambda n: float(f"{by_value(n):.3g}"),
        lambda n: f"{by_value(n):.5f}".replace(".", ","),
        lambda n: numpy.float64(by_value(n)),
    ],
    "q2": [
        lambda n: lambda urgency, loss: share(n, urgency, loss),
        by_steps,
        Line,
        lambda n: lambda *at: round(share(n, *at), 4),
    ],
    "q3": [
        lambda n: experts(n) >> ready(n) >> slow(n) >> act(),
        lambda n: experts(n) >> (slow(n) >> ready(n)) >> act(1),
        lambda n: experts(n, name="soil") >> (ready(n) & slow(n)) >> act(),
        each_by_name,
        lambda n: vote(2, [experts(n), ready(n)]) >> slow(n) >> act(),
    ],
    "q4": [
        dealt,
        lambda n: dealt(n)[:1] + dealt(n)[1:],
        lambda n: "".join(sorted("ABCDE", key=lambda letter: stage(n, letter))),
        lambda n: " ".join(dealt(n)).lower(),
        lambda n: ", ".join(sorted("ABCDE", key=lambda letter: stage(n, letter))),
    ],
    "q5": [
        both_lists,
        lambda n: tuple(map(float, both_lists(n))),
        lambda n: numpy.array(both_lists(n)),
        lambda n: "; ".join(map(str, both_lists(n))),
    ],
    "q6": [
        lost,
        lambda n: f"{lost(n):.4f}",
        lambda n: numpy.mean(numpy.square(numpy.array(off(n)) / 100)),
        lambda n: Fraction(sum(sacks**2 for sacks in off(n)), 120_000),
    ],
    "q7": [
        lambda n: n["gain_once"] / n["found"] / n["punished"],
        lambda n: theory.critical_sanction(n["gain_once"], n["found"] * n["punished"]),
        lambda n: round(n["gain_once"] / (n["found"] * n["punished"])),
        lambda n: Decimal(str(n["gain_once"] / (n["found"] * n["punished"]))),
    ],
    "q8": [
        lambda n: saved(n) - paid(n),
        lambda n: (
            n["roads"] * (n["audit_chance"] - 0.04) * (n["road_budget"] / 12 - n["audit_cost"])
        ),
        lambda n: f"{saved(n) - paid(n):.2f}".replace(".", ","),
        lambda n: numpy.round(saved(n) - paid(n), 1),
    ],
    "q9": [
        labelled,
        lambda n: dict(zip(n.values(), labelled(n), strict=True)),
        lambda n: ", ".join(labelled(n)).lower(),
        lambda n: [
            {"N": "none yet", "A": "temuan audit", "L": "State loss", "K": "korupsi"}[word]
            for word in labelled(n)
        ],
    ],
    "q10": [
        holding,
        lambda n: sorted(holding(n)),
        lambda n: "".join(sorted(holding(n))),
        lambda n: ", ".join(sorted(holding(n))).lower(),
    ],
}  # fmt: skip

WANAKALI = {
    "q1": {"good_share": 0.86, "dike_loss": 120},
    "q2": {
        "urgency": 0.02,
        "dike_loss": 390,
        "direct_leak": 0.32,
        "experts_good": 0.95,
        "experts_bad": 0.15,
        "experts_days": 40,
        "experts_leak": 0.12,
        "experts_cost": 2.5,
    },
    "q3": {
        "judges": 5,
        "accuracy": 0.85,
        "judge_days": 27,
        "desks": 7,
        "ready": 4,
        "desk_days": 10,
        "good": 0.95,
        "bad": 0.25,
    },
    "q4": {"card_a": 8, "card_b": 9, "card_c": 4, "card_d": 1, "card_e": 5},
    "q5": {"case_a": 9, "case_b": 13, "case_c": 1, "case_d": 4, "case_e": 12, "case_f": 8},
    "q6": {"seed": 963, "bias": 11, "cap": 77},
    "q7": {"gain_once": 230, "found": 0.15, "punished": 0.9},
    "q8": {"roads": 45, "road_budget": 650, "missing": 0.18, "audit_chance": 0.9, "audit_cost": 12},
    "q9": {"note_a": 3, "note_b": 1, "note_c": 4, "note_d": 9, "note_e": 6, "note_f": 8},
    "q10": {
        "wish_gap": 0.2,
        "dike_loss": 1500,
        "audit_low": 0.08,
        "audit_high": 0.24,
        "portion": 0.61,
    },
}
"""What the key "Wanakali" drew when the questions were written, and draws for ever."""
