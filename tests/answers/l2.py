"""Answers to the assignment of lesson 2: each mistake as somebody would make it, and right ones."""

import math
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import prod
from operator import mul

import numpy

from answers.choosing import one_letter_off
from jalur import (
    Situation,
    Step,
    acceptance,
    act,
    bureaucracy,
    desks,
    direct,
    full,
    panel,
    read,
    simulate,
    technocracy,
    value,
    vote,
    worth,
)


def parts(n):
    desk = {"kind": "clear", "good": n["good"], "bad": n["bad"]}
    land = Step("land", **desk, days=n["land_days"])
    money = Step("money", **desk, days=n["money_days"])
    return panel(n["judges"], accuracy=n["accuracy"], days=n["judge_days"]), land, money


def by_loop(start, step):
    def passing(row):
        share = start
        for probability in row:
            share = step(share, probability)
        return share

    return passing


def returns_too_early(row):
    share = 1
    for probability in row:
        share *= probability
        return share
    return share


def forgets_the_row(row):
    share = 1
    for probability in row:
        share = probability
    return share


def prints(row):
    print(prod(row))


def minus(first, second):
    return lambda situation: first(situation) - second(situation)


def at_once(n, **other):
    numbers = {"good": 1, "bad": 1, "days": 1, "leak": n["direct_leak"], "cost": 0, **other}
    return lambda situation: worth(**numbers, situation=situation)


def by_experts(n, **other):
    a = acceptance(panel(n["judges"], n["accuracy"], n["experts_days"]))
    numbers = {
        "good": a.good, "bad": a.bad, "days": n["experts_days"],
        "leak": n["experts_leak"], "cost": n["experts_cost"], **other,
    }  # fmt: skip
    return lambda situation: worth(**numbers, situation=situation)


def one_expert(n):
    return {"good": n["accuracy"], "bad": 1 - n["accuracy"]}


def named(n):
    situation = Situation(good_share=n["good_share"], urgency=n["urgency"], loss=n["loss"])
    paths = {"direct": direct(), "technocracy": technocracy(), "full": full()}
    values = {name: value(path, situation) for name, path in paths.items()}
    return {"nothing": 0.0, "bureaucracy": value(bureaucracy(), situation), **values}


def month(order):
    (point,) = read("apbn_cycle").where(order=order)
    return point["year"] * 12 + point["month"]


def others(n):
    """The names that do not win, in some order of their own."""
    values = named(n)
    return sorted(set(values) - {max(values, key=values.get)})


def verdicts_of_second_desk(n):
    row = desks(n["desks"], n["good"], n["bad"], n["desk_days"], variation=1)
    visits = simulate(row, Situation(), cases=n["cases"], seed=n["seed"]).visits
    return [visit["verdict"] for visit in visits if visit["step"] == 1]


def share_said(n, verdict):
    said = verdicts_of_second_desk(n)
    return said.count(verdict) / len(said)


def row_days(n):
    return n["desk_days"] * n["desks"]


class Recursive:
    """A thing that can be called need not be a `def`."""

    def __call__(self, row):
        return row[0] * self(row[1:]) if row else 1


def right_letters(n):
    letters = {"A", "D", "F"}
    letters |= {"B"} if n["judge_days"] == row_days(n) else set()
    return letters | {"C"} if n["good"] ** n["desks"] > 0.5 else letters


WRONG = {
    "q1": [
        ("subtract", lambda n: 1 - n["desks"] * (1 - n["good"])),
        ("times", lambda n: n["good"] * n["desks"]),
        ("refused", lambda n: 1 - n["good"] ** n["desks"]),
        ("any", lambda n: 1 - (1 - n["good"]) ** n["desks"]),
        ("one", lambda n: n["good"]),
        ("off", lambda n: n["good"] ** (n["desks"] - 1)),
        ("percent", lambda n: 100 * n["good"] ** n["desks"]),
        ("range", lambda n: -7),
        ("other", lambda n: 0.123),
        ("function", lambda n: lambda: n["good"] ** n["desks"]),
        ("path", lambda n: desks(n["desks"], good=n["good"], bad=0, days=1)),
        ("both", lambda n: acceptance(desks(n["desks"], good=n["good"], bad=0, days=1))),
        ("many", lambda n: [n["good"] ** n["desks"]]),
        ("truth", lambda n: n["good"] ** n["desks"] < 1),
    ],
    "q2": [
        ("share", lambda n: n["bad"] ** n["desks"]),
        ("refused", lambda n: n["proposals"] - n["proposals"] * n["bad"] ** n["desks"]),
        ("one", lambda n: n["proposals"] * n["bad"]),
        ("times", lambda n: n["proposals"] * (n["bad"] * n["desks"])),
        ("divided", lambda n: n["proposals"] / n["desks"] * n["bad"]),
        ("other-side", lambda n: n["proposals"] * (1 - n["bad"]) ** n["desks"]),
        ("off", lambda n: n["proposals"] * n["bad"] ** (n["desks"] - 1)),
        ("sign", lambda n: -n["proposals"] * n["bad"] ** n["desks"]),
    ],
    "q3": [
        ("crew", lambda n: n["judge_days"] + row_days(n)),
        ("one", lambda n: n["judge_days"] + n["desk_days"] + n["crew_days"]),
        ("judges", lambda n: n["judges"] * n["judge_days"] + row_days(n) + n["crew_days"]),
        ("together", lambda n: max(n["judge_days"], row_days(n)) + n["crew_days"]),
        ("experts", lambda n: row_days(n) + n["crew_days"]),
        ("other", lambda n: 1),
        ("words", lambda n: "56 hari"),
    ],
    "q4": [
        ("adds", lambda n: n["judge_days"] + row_days(n) + n["crew_days"]),
        ("shorter", lambda n: min(n["judge_days"], row_days(n)) + n["crew_days"]),
        ("crew", lambda n: max(n["judge_days"], row_days(n) + n["crew_days"])),
        ("mean", lambda n: (n["judge_days"] + row_days(n)) / 2 + n["crew_days"]),
        ("other", lambda n: 365),
    ],
    "q5": [
        ("sum", lambda n: sum),
        ("subtract", lambda n: by_loop(1, lambda share, p: share - (1 - p))),
        ("any", lambda n: lambda row: 1 - prod(1 - p for p in row)),
        ("refused", lambda n: lambda row: 1 - prod(row)),
        ("mean", lambda n: lambda row: sum(row) / len(row)),
        ("weakest", lambda n: min),
        ("first", lambda n: returns_too_early),
        ("last", lambda n: forgets_the_row),
        ("zero", lambda n: by_loop(0, mul)),
        ("power", lambda n: lambda row: row[0] ** len(row)),
        ("empty", lambda n: lambda row: prod(row) if row else 0),
        ("raised", lambda n: lambda row: reduce(mul, row)),
        ("raised", lambda n: lambda p, n: p**n),
        ("returns-nothing", lambda n: prints),
        ("returns-other", lambda n: lambda row: str(prod(row))),
        ("no-function", lambda n: 0.684),
        ("other", lambda n: lambda row: 0.5),
    ],
    "q6": [
        ("all", lambda n: verdicts_of_second_desk(n).count("yes") / n["cases"]),
        ("refused", lambda n: share_said(n, "no")),
        ("reached", lambda n: len(verdicts_of_second_desk(n)) / n["cases"]),
        ("promise", lambda n: n["good"]),
        ("promise-bad", lambda n: n["bad"]),
        ("count", lambda n: verdicts_of_second_desk(n).count("yes")),
        ("other", lambda n: 0.01),
    ],
    "q7": [
        ("both", lambda n: month(n["end_point"]) - month(n["start_point"]) + 1),
        ("points", lambda n: n["end_point"] - n["start_point"]),
        ("number", lambda n: (month(n["end_point"]) - 1) % 12 + 1),
        ("start", lambda n: month(n["end_point"]) - month(1)),
        ("vote", lambda n: month(7) - month(n["start_point"])),
        ("between", lambda n: month(n["end_point"]) - month(n["start_point"]) - 1),
        ("other", lambda n: 30),
    ],
    "q8": [
        *one_letter_off(right_letters),
        ("letters", lambda n: {"A", "G"}),
        ("letters", lambda n: [1, 2]),
    ],
    "q9": [
        ("late", lambda n: parts(n)[0] >> parts(n)[1] >> parts(n)[2] >> act()),
        ("late", lambda n: parts(n)[0] >> (parts(n)[1] & parts(n)[2]) >> act()),
        ("either", lambda n: (parts(n)[0] | parts(n)[1] | parts(n)[2]) >> act()),
        ("either", lambda n: vote(2, parts(n)) >> act()),
        ("crew", lambda n: parts(n)[0] & parts(n)[1] & parts(n)[2]),
        ("part", lambda n: (parts(n)[0] & parts(n)[1]) >> act()),
        ("part", lambda n: act()),
        ("extra", lambda n: Step("x", "clear") >> RIGHT["q9"][0](n)),
        ("no-path", lambda n: 36),
        ("uncalled", lambda n: full),
    ],
    "q10": [
        ("reversed", lambda n: minus(by_experts(n), at_once(n))),
        ("direct", at_once),
        ("experts", by_experts),
        ("sum", lambda n: minus(at_once(n), lambda s: -by_experts(n)(s))),
        ("one-expert", lambda n: minus(at_once(n), by_experts(n, **one_expert(n)))),
        ("cost", lambda n: minus(at_once(n), by_experts(n, cost=0))),
        ("days", lambda n: minus(at_once(n), by_experts(n, days=1))),
        ("crew", lambda n: minus(at_once(n), by_experts(n, days=n["experts_days"] + 1))),
        ("leak", lambda n: minus(at_once(n), by_experts(n, leak=n["direct_leak"]))),
        ("nothing-bad", lambda n: minus(at_once(n), by_experts(n, bad=0))),
        ("returns-nothing", lambda n: lambda situation: None),
        ("raised", lambda n: lambda: 27.37),
        ("other", lambda n: lambda situation: 27.37),
    ],
    "q11": [
        *[(lambda n, k=k: others(n)[k], lambda n, k=k: others(n)[k]) for k in range(4)],
        ("choice", lambda n: "birokrasi"),
        ("choice", lambda n: technocracy()),
        ("choice", lambda n: 30.89),
    ],
    "q12": [
        ("winner", lambda n: max(named(n).values())),
        ("second", lambda n: sorted(named(n).values())[-2]),
        ("third", lambda n: max(named(n).values()) - sorted(named(n).values())[-3]),
        ("sign", lambda n: sorted(named(n).values())[-2] - max(named(n).values())),
        ("other", lambda n: 12345),
    ],
}  # fmt: skip


# Right answers, each written in another way.

RIGHT = {
    "q1": [
        lambda n: n["good"] ** n["desks"],
        lambda n: round(n["good"] ** n["desks"], 2),
        lambda n: f"{n['good'] ** n['desks']:.4f}".replace(".", ","),
        lambda n: Fraction(str(n["good"])) ** n["desks"],
        lambda n: Decimal(str(n["good"])) ** n["desks"],
        lambda n: numpy.prod(numpy.full(n["desks"], n["good"])),
        lambda n: numpy.float32(n["good"] ** n["desks"]),
        lambda n: numpy.array(n["good"] ** n["desks"]),
        lambda n: acceptance(desks(n["desks"], good=n["good"], bad=0.2, days=3)).good,
    ],
    "q2": [
        lambda n: n["proposals"] * n["bad"] ** n["desks"],
        lambda n: round(n["proposals"] * n["bad"] ** n["desks"]),
        lambda n: n["proposals"] * acceptance(desks(n["desks"], 1, n["bad"], 0)).bad,
    ],
    "q3": [
        lambda n: n["judge_days"] + row_days(n) + n["crew_days"],
        lambda n: float(n["judge_days"] + row_days(n) + n["crew_days"]),
        lambda n: sum([n["judge_days"], *[n["desk_days"]] * n["desks"], n["crew_days"]]),
        lambda n: numpy.int64(n["judge_days"] + row_days(n) + n["crew_days"]),
    ],
    "q4": [
        lambda n: max(n["judge_days"], row_days(n)) + n["crew_days"],
        lambda n: numpy.maximum(n["judge_days"], row_days(n)) + n["crew_days"],
        lambda n: Decimal(max(n["judge_days"], row_days(n)) + n["crew_days"]),
    ],
    "q5": [
        lambda n: prod,
        lambda n: by_loop(1, mul),
        lambda n: lambda row: reduce(mul, row, 1),
        lambda n: lambda row: math.exp(sum(map(math.log, row))) if 0 not in row else 0,
        lambda n: lambda row: 1 if not row else row.pop() * prod(row),
        lambda n: lambda row: numpy.prod(row),
        lambda n: Recursive(),
    ],
    "q6": [
        lambda n: share_said(n, "yes"),
        lambda n: Fraction(share_said(n, "yes")).limit_denominator(99),
        lambda n: round(share_said(n, "yes"), 2),
    ],
    "q7": [
        lambda n: month(n["end_point"]) - month(n["start_point"]),
        lambda n: float(month(n["end_point"]) - month(n["start_point"])),
        lambda n: len(range(month(n["start_point"]), month(n["end_point"]))),
    ],
    "q8": [
        right_letters,
        lambda n: sorted(right_letters(n)),
        lambda n: tuple(right_letters(n)),
        lambda n: frozenset(right_letters(n)),
        lambda n: "".join(sorted(right_letters(n))),
        lambda n: ", ".join(right_letters(n)).lower(),
    ],
    "q9": [
        lambda n: (parts(n)[0] & parts(n)[1] & parts(n)[2]) >> act(),
        lambda n: (parts(n)[0] & (parts(n)[1] >> parts(n)[2])) >> act(),
        lambda n: (parts(n)[2] >> parts(n)[1] & parts(n)[0]) >> act(),
        lambda n: vote(3, parts(n)) >> act(1),
    ],
    "q10": [
        lambda n: minus(at_once(n), by_experts(n)),
        lambda n: lambda s: round(at_once(n)(s) - by_experts(n)(s), 2),
        lambda n: lambda s: -(by_experts(n)(s) - at_once(n)(s)),
    ],
    "q11": [
        lambda n: max(named(n), key=named(n).get),
        lambda n: max(named(n), key=named(n).get).upper(),
        lambda n: f" {max(named(n), key=named(n).get)} ",
    ],
    "q12": [
        lambda n: sorted(named(n).values())[-1] - sorted(named(n).values())[-2],
        lambda n: round(float(sorted(named(n).values())[-1] - sorted(named(n).values())[-2]), 2),
        lambda n: Decimal(float(max(named(n).values()) - sorted(named(n).values())[-2])),
    ],
}  # fmt: skip

WANAKALI = {
    "q1": {"desks": 5, "good": 0.8},
    "q2": {"proposals": 10000, "desks": 5, "bad": 0.4},
    "q3": {"judges": 5, "judge_days": 40, "desks": 5, "desk_days": 6, "crew_days": 4},
    "q4": {"judges": 7, "judge_days": 39, "desks": 3, "desk_days": 6, "crew_days": 5},
    "q5": {"first": 0.7, "second": 0.85, "third": 0.65},
    "q6": {"seed": 282, "cases": 11, "desk_days": 7},
    "q7": {"start_point": 6, "end_point": 10},
    "q8": {"judges": 7, "judge_days": 35, "desks": 4, "desk_days": 12, "good": 0.95, "bad": 0.35},
    "q9": {
        "judges": 3,
        "judge_days": 44,
        "land_days": 29,
        "money_days": 17,
        "good": 0.9,
        "limit": 53,
    },
    "q10": {
        "first_share": 0.85,
        "second_share": 0.15,
        "urgency": 0.015,
        "direct_leak": 0.26,
        "judges": 7,
        "accuracy": 0.75,
        "experts_days": 28,
        "experts_leak": 0.16,
        "experts_cost": 3,
    },
    "q11": {"good_share": 0.4, "urgency": 0.002, "loss": 600},
}
"""What the key "Wanakali" drew when the questions were written, and draws for ever."""
