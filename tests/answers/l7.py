"""Answers to the assignment of lesson 7: each mistake as somebody would make it, and right ones."""

from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import comb, factorial

import numpy

from answers.choosing import one_letter_off
from jalur import classics
from jalur.theory import aghion_tirole


def even(n):
    m = n["members"]
    return comb(m, m // 2) / 2**m


def by_listing(n):
    """Count the ties among all sets of opinions, one by one."""
    every = list(product("yn", repeat=n["members"]))
    return sum(2 * one.count("y") == n["members"] for one in every) / len(every)


def by_factorials(n):
    m = n["members"]
    return factorial(m) / factorial(m // 2) ** 2 / 2**m


def season(n):
    can = classics.garbage_can("hierarchical", load=n["energy"], runs=1, seed=n["seed"])
    return [one for period in can.trace["periods"] for one in period["made"]]


def solved(n):
    return [problem for one in season(n) for problem in one["solved"]]


def tuntas(n):
    return len([one for one in season(n) if one["solved"]])


def supply(n):
    return n["people"] * n["effort"] * n["working"]


def asked(n):
    return n["problems"] * n["energy"]


def office(n, leader=None, staff=None, posts=(1, 3, 6)):
    """Efficiency in per cent, with other weights or posts where told."""
    weights = 1, leader or n["leader_weight"], staff or n["staff_weight"]
    people = list(zip(weights, posts, (n["head"], n["leaders"], n["staff"]), strict=True))
    total = sum(10 * w * p for w, p, _ in people)
    return 100 * sum(w * p * c for w, p, c in people) / total


def lowest(n):
    return {rule: min(n[f"{rule}_anew"], n[f"{rule}_along"]) for rule in ("best", "worst", "lots")}


def losing(n):
    """The rules that are not the safest, the least safe first."""
    return sorted(lowest(n), key=lowest(n).get)[:-1]


def last_word(n, other="alpha"):
    return (n["k"] - n[other]) / (n["k"] ** 2 - n[other])


def without(n, other="alpha"):
    return (n["k"] - 1) / (n["k"] ** 2 - n[other])


def holding(n):
    half = n["members"] // 2
    letters = {"F"}
    letters |= {"A"} if half / (n["members"] - 1) < n["threshold"] else set()
    letters |= {"B"} if (half + 1) / n["members"] < n["threshold"] else set()
    return letters | {"D"} if n["energy"] <= 1.65 else letters


def by_counting(members, camp):
    others = ["mine"] * (camp - 1) + ["theirs"] * (members - camp)
    return others.count("theirs") / len(others)


class Hearing:
    """A thing that can be called need not be a `def`."""

    def __call__(self, members, camp):
        return 1 - (camp - 1) / (members - 1)


WRONG = {
    "q1": [
        ("one", lambda n: 0.5 ** n["members"]),
        ("half", lambda n: 1 / 2),
        ("ways", lambda n: comb(n["members"], n["members"] // 2)),
        ("at-least", lambda n: (1 + even(n)) / 2),
        ("untied", lambda n: 1 - even(n)),
        ("splits", lambda n: 1 / (n["members"] + 1)),
        ("percent", lambda n: 100 * even(n)),
        ("other", lambda n: 0.9999),
        ("words", lambda n: "seimbang"),
    ],
    "q2": [
        ("self", lambda n: lambda members, camp: (members - camp) / members),
        ("own", lambda n: lambda members, camp: (camp - 1) / (members - 1)),
        ("camp", lambda n: lambda members, camp: camp / members),
        ("count", lambda n: lambda members, camp: members - camp),
        ("ratio", lambda n: lambda members, camp: (members - camp) / camp),
        ("too-many", lambda n: lambda members, camp: (members - camp - 1) / (members - 1)),
        ("returns-nothing", lambda n: lambda members, camp: print(members, camp)),
        ("no-function", lambda n: 0.625),
        ("raised", lambda n: lambda members: members),
        ("other", lambda n: lambda members, camp: 0.123),
    ],
    "q3": [
        ("solved", lambda n: len(solved(n))),
        ("made", lambda n: len(season(n))),
        ("resolution", tuntas),
        ("choices", lambda n: 20 - len(season(n))),
        ("one-each", lambda n: 20 - tuntas(n)),
        ("sign", lambda n: len(solved(n)) - 20),
        ("other", lambda n: 20.5),
    ],
    "q4": [
        ("inverse", lambda n: supply(n) / asked(n)),
        ("whole", lambda n: asked(n) / (n["people"] * n["effort"])),
        ("one-problem", lambda n: n["energy"] / supply(n)),
        ("one-person", lambda n: asked(n) / (n["effort"] * n["working"])),
        ("demand", asked),
        ("other", lambda n: 77),
    ],
    "q5": [
        ("unweighted", lambda n: office(n, 1, 1)),
        ("posts", lambda n: office(n, posts=(1, 1, 1))),
        ("ten", lambda n: 10 * office(n)),
        ("share", lambda n: office(n) / 100),
        ("head", lambda n: 10 * n["head"]),
        ("other", lambda n: 3.21),
    ],
    "q6": [
        (lambda n: losing(n)[0], lambda n: losing(n)[0]),
        (lambda n: losing(n)[1], lambda n: losing(n)[1].upper()),
        ("choice", lambda n: "undian"),
        ("choice", lambda n: min(lowest(n).values())),
        ("choice", lambda n: ["best", "worst"]),
    ],
    "q7": [
        ("agent", without),
        ("plus", lambda n: (n["k"] + n["alpha"]) / (n["k"] ** 2 + n["alpha"])),
        ("square", lambda n: 1 / (n["k"] - n["alpha"])),
        ("no-alpha", lambda n: 1 / n["k"]),
        ("inverse", lambda n: 1 / last_word(n)),
        ("other", lambda n: 0.0123),
    ],
    "q8": [
        ("superior", lambda n: without(n, "beta") - last_word(n)),
        ("after", lambda n: last_word(n, "beta")),
        ("before", without),
        ("ratio", lambda n: last_word(n, "beta") / without(n)),
        ("alpha", lambda n: last_word(n) - without(n)),
        ("sign", lambda n: without(n) - last_word(n, "beta")),
        ("other", lambda n: 0.9876),
    ],
    "q9": [
        *one_letter_off(holding),
        ("letters", lambda n: {"A", "Z"}),
    ],
}  # fmt: skip

RIGHT = {
    "q1": [
        even,
        by_listing,
        by_factorials,
        lambda n: Fraction(comb(n["members"], n["members"] // 2), 2 ** n["members"]),
        lambda n: f"{even(n):.4f}".replace(".", ","),
        lambda n: numpy.float64(even(n)),
    ],
    "q2": [
        lambda n: lambda members, camp: (members - camp) / (members - 1),
        lambda n: by_counting,
        lambda n: Hearing(),
        lambda n: lambda members, camp: Fraction(members - camp, members - 1),
        lambda n: lambda members, camp: numpy.mean([1] * (members - camp) + [0] * (camp - 1)),
    ],
    "q3": [
        lambda n: 20 - len(solved(n)),
        lambda n: len(set(range(1, 21)) - set(solved(n))),
        lambda n: float(20 - sum(len(one["solved"]) for one in season(n))),
        lambda n: numpy.int64(20 - len(solved(n))),
    ],
    "q4": [
        lambda n: asked(n) / supply(n),
        lambda n: round(asked(n) / supply(n), 2),
        lambda n: Decimal(asked(n)) / Decimal(supply(n)),
        lambda n: f"{asked(n) / supply(n):.2f}".replace(".", ","),
    ],
    "q5": [
        office,
        lambda n: round(office(n), 2),
        lambda n: 10 * numpy.average(
            [n["head"], n["leaders"], n["staff"]],
            weights=[1, 3 * n["leader_weight"], 6 * n["staff_weight"]],
        ),
        lambda n: f"{office(n):.2f}".replace(".", ","),
    ],
    "q6": [
        lambda n: max(lowest(n), key=lowest(n).get),
        lambda n: max(lowest(n), key=lowest(n).get).upper(),
        lambda n: f" {max(lowest(n), key=lowest(n).get)} ",
    ],
    "q7": [
        last_word,
        lambda n: aghion_tirole(n["k"], n["alpha"], 0.5).principal,
        lambda n: round(last_word(n), 3),
        lambda n: Decimal(last_word(n)),
    ],
    "q8": [
        lambda n: last_word(n, "beta") - without(n),
        lambda n: (lambda a: a.delegated.agent - a.agent)(
            aghion_tirole(n["k"], n["alpha"], n["beta"])
        ),
        lambda n: round(last_word(n, "beta") - without(n), 3),
    ],
    "q9": [
        holding,
        lambda n: sorted(holding(n)),
        lambda n: "".join(sorted(holding(n))),
        lambda n: ", ".join(sorted(holding(n))).lower(),
    ],
}  # fmt: skip

WANAKALI = {
    "q1": {"members": 16},
    "q2": {"members": 15, "camp": 6},
    "q3": {"energy": 2.2, "seed": 390},
    "q4": {"problems": 5, "energy": 2.0, "people": 12, "effort": 0.4, "working": 0.5},
    "q5": {"head": 5.5, "leaders": 4.0, "staff": 7.5, "leader_weight": 0.6, "staff_weight": 0.2},
    "q6": {
        "best_anew": 1,
        "best_along": -8,
        "worst_anew": -1,
        "worst_along": 4,
        "lots_anew": -7,
        "lots_along": 3,
    },
    "q7": {"k": 4, "alpha": 0.4},
    "q8": {"k": 3, "alpha": 0.8, "beta": 0.4},
    "q9": {"members": 8, "threshold": 0.56, "energy": 2.4},
}
"""What the key "Wanakali" drew when the questions were written, and draws for ever."""
