"""Answers to the assignment of lesson 3: each mistake as somebody would make it, and right ones."""

from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil, exp, floor, log, prod

import numpy

from answers.choosing import one_letter_off
from jalur import Situation, desks, simulate
from jalur.theory import agreements_to_halve, bandwagon, clearance, packaging, persistence

BOARD = {"A": 0.90, "B": 0.93, "C": 0.95, "D": 0.97, "E": 0.99}


def four(n, share):
    return [share(n[f"chance_{line}"], n["agreements"]) for line in "abcd"]


def by_hand(p, row):
    left = 1
    for _ in range(row):
        left *= p
    return left


def counted(p, share):
    """How many agreements until less than this share is left, one by one."""
    left = row = 0
    while not row or left >= share:
        left, row = (left if row else 1) * p, row + 1
    return row


def one_desk_early(p, share):
    row = 0
    while p ** (row + 1) >= share:
        row += 1
    return row


class Worry:
    """A thing that can be called need not be a `def`."""

    def __call__(self, p, share):
        return next(row for row in range(1, 10_000) if p**row < share)


def off(n):
    """By row, how far the printed number lies from the product."""
    return {row: abs(n[f"row_{row.lower()}"] - 10_000 * p**28) for row, p in BOARD.items()}


def wrong_row(n):
    return max(off(n), key=off(n).get)


def sound(n):
    """The rows that are as they should be, in order."""
    return sorted(set(BOARD) - {wrong_row(n)})


def root(n):
    return n["share"] ** (1 / n["agreements"])


def again(n):
    return (1 - (1 - n["good"]) ** n["tries"]) ** n["desks"]


def tactics(n, p):
    return {
        "A": (1 - (1 - p) ** 2) ** n["desks"],
        "B": p ** n["packages"],
        "C": prod(1 - (1 - p) * (1 - n["pull"]) ** i for i in range(n["desks"])),
        "D": p ** n["fewer"],
    }


def order(n, quality="bad"):
    told = tactics(n, n[quality])
    return sorted(told, key=told.get)


def swapped(n):
    """An order that is none of those that have a name."""
    a, b, c, d = order(n)
    named = [order(n), order(n)[::-1], order(n, "good"), order(n, "good")[::-1]]
    return next(
        one for one in ([b, a, c, d], [a, c, b, d], [a, b, d, c], [c, a, b, d], [b, c, a, d])
        if one not in named
    )  # fmt: skip


@cache
def _record(good, bad, row, seed):
    line = desks(row, good=good, bad=bad, days=10)
    return simulate(line, Situation(good_share=0.5), cases=600, seed=seed).visits


def record(n):
    return _record(n["good"], n["bad"], n["desks"], n["seed"])


def came(n, further=0):
    return len(record(n).where(step=n["desk"] - 1 + further))


def left(n, further=0):
    return len(record(n).where(step=n["desk"] - 1 + further, verdict="yes"))


def refused(n, further=0):
    return (came(n, further) - left(n, further)) / came(n, further)


def called(n):
    alone = n["good"] ** n["desks"]
    return (n["passed"] / 100 - alone) / (n["good"] - alone)


def by_halving(n):
    """The r that fits, by trying."""
    low, high = 0.0, 1.0
    for _ in range(40):
        r = (low + high) / 2
        enough = 100 * clearance(n["good"], n["desks"], correlation=r) >= n["passed"]
        low, high = (low, r) if enough else (r, high)
    return low


def holding(n):
    p, row = n["good"], n["desks"]
    letters = {"A"} if p**row < 0.5 else set()
    letters |= {"C"} if row * n["weeks"] > 52 else set()
    letters |= {"D"} if persistence(p, row, tries=2) > 0.9 else set()
    return letters | {"E"} if 100 - 100 * row * (1 - p) >= 20 else letters


WRONG = {
    "q1": [
        ("one-less", lambda n: four(n, lambda p, row: by_hand(p, row - 1))),
        ("subtract", lambda n: four(n, lambda p, row: 1 - row * (1 - p))),
        ("product", lambda n: four(n, lambda p, row: p * row)),
        ("stopped", lambda n: four(n, lambda p, row: 1 - by_hand(p, row))),
        ("crowd", lambda n: four(n, lambda p, row: 10_000 * by_hand(p, row))),
        ("doubt", lambda n: four(n, lambda p, row: by_hand(1 - p, row))),
        ("other", lambda n: four(n, clearance)[::-1]),
        ("other", lambda n: [*four(n, clearance)[:3], 0.5]),
        ("length", lambda n: four(n, clearance)[:3]),
        ("no-list", lambda n: four(n, clearance)[0]),
    ],
    "q2": [
        ("still", lambda n: one_desk_early),
        ("half", lambda n: lambda p, share: agreements_to_halve(p)),
        ("unrounded", lambda n: lambda p, share: log(share) / log(p)),
        ("linear", lambda n: lambda p, share: (1 - share) / (1 - p)),
        ("shortcut", lambda n: lambda p, share: 0.7 / (1 - p)),
        ("left", lambda n: lambda p, share: p ** counted(p, share)),
        ("returns-nothing", lambda n: lambda p, share: print(p, share)),
        ("no-function", lambda n: 17),
        ("raised", lambda n: lambda p: 0),
        ("other", lambda n: lambda p, share: 1),
    ],
    "q3": [
        *((lambda n, i=i: sound(n)[i], lambda n, i=i: sound(n)[i]) for i in range(3)),
        (lambda n: sound(n)[3], lambda n: sound(n)[3].lower()),
        ("choice", lambda n: 0.95),
        ("choice", lambda n: sound(n)),
        ("choice", lambda n: f"row_{wrong_row(n).lower()}"),
    ],
    "q4": [
        ("linear", lambda n: 1 - (1 - n["share"]) / n["agreements"]),
        ("divided", lambda n: n["share"] / n["agreements"]),
        ("forward", lambda n: clearance(n["share"], n["agreements"])),
        ("refusal", lambda n: 1 - root(n)),
        ("half", lambda n: 0.5 ** (1 / n["agreements"])),
        ("hundred", lambda n: 100 * root(n)),
        ("other", lambda n: 0.5),
        ("words", lambda n: "hampir satu"),
    ],
    "q5": [
        ("once", lambda n: clearance(n["good"], n["desks"])),
        ("whole", lambda n: 1 - (1 - clearance(n["good"], n["desks"])) ** n["tries"]),
        ("both", lambda n: clearance(n["good"] ** n["tries"], n["desks"])),
        ("shrunk", lambda n: clearance(1 - (1 - n["good"]) / n["tries"], n["desks"])),
        ("one-desk", lambda n: persistence(n["good"], 1, tries=n["tries"])),
        ("hundred", lambda n: 100 * again(n)),
        ("sign", lambda n: -again(n)),
        ("other", lambda n: 3.14),
    ],
    "q6": [
        ("good", lambda n: order(n, "good")),
        ("most-good", lambda n: "".join(order(n, "good")[::-1])),
        ("reversed", lambda n: order(n)[::-1]),
        ("other", swapped),
        ("order", lambda n: "ABC"),
        ("order", lambda n: tactics(n, n["bad"])),
    ],
    "q7": [
        ("started", lambda n: (came(n) - left(n)) / 600),
        ("passed", lambda n: left(n) / came(n)),
        ("formula", lambda n: 1 - n["good"]),
        ("count", lambda n: came(n) - left(n)),
        ("next", lambda n: refused(n, 1)),
        ("before", lambda n: refused(n, -1)),
        ("so-far", lambda n: (600 - left(n)) / 600),
        ("other", lambda n: 0.987),
    ],
    "q8": [
        ("ratio", lambda n: n["passed"] / 100 / n["good"]),
        ("difference", lambda n: n["passed"] / 100 - n["good"] ** n["desks"]),
        ("rest", lambda n: 1 - called(n)),
        ("certain", lambda n: 1 - (1 - n["passed"] / 100) / (1 - n["good"] ** n["desks"])),
        ("alone", lambda n: n["good"] ** n["desks"]),
        ("percent", lambda n: 100 * called(n)),
        ("range", lambda n: 1.5),
        ("other", lambda n: 0.9999),
    ],
    "q9": [
        *one_letter_off(holding),
        ("letters", lambda n: {"A", "Z"}),
    ],
}  # fmt: skip

RIGHT = {
    "q1": [
        lambda n: four(n, clearance),
        lambda n: tuple(four(n, by_hand)),
        lambda n: four(n, lambda p, row: Fraction(str(p)) ** row),
        lambda n: numpy.power([n[f"chance_{line}"] for line in "abcd"], n["agreements"]),
        lambda n: "; ".join(f"{one:.5f}".replace(".", ",") for one in four(n, clearance)),
    ],
    "q2": [
        lambda n: counted,
        lambda n: Worry(),
        lambda n: lambda p, share: floor(log(share) / log(p)) + 1,
        lambda n: lambda p, share: float(ceil(log(share, p))),
    ],
    "q3": [wrong_row, lambda n: wrong_row(n).lower(), lambda n: f" {wrong_row(n)} "],
    "q4": [
        root,
        lambda n: exp(log(n["share"]) / n["agreements"]),
        lambda n: round(root(n), 4),
        lambda n: f"{root(n):.4f}".replace(".", ","),
        lambda n: numpy.float64(root(n)),
    ],
    "q5": [
        again,
        lambda n: persistence(n["good"], n["desks"], tries=n["tries"]),
        lambda n: round(again(n), 4),
        lambda n: f"{100 * again(n):.2f} %",
        lambda n: Decimal(again(n)),
    ],
    "q6": [
        order,
        lambda n: "".join(order(n)),
        lambda n: ", ".join(order(n)).lower(),
        lambda n: [
            letter for _, letter in sorted([
                (persistence(n["bad"], n["desks"], tries=2), "A"),
                (packaging(n["bad"], n["packages"]), "B"),
                (bandwagon(n["bad"], n["desks"], n["pull"]), "C"),
                (clearance(n["bad"], n["fewer"]), "D"),
            ])
        ],
    ],
    "q7": [
        refused,
        lambda n: 1 - left(n) / came(n),
        lambda n: Fraction(came(n) - left(n), came(n)),
        lambda n: round(refused(n), 3),
    ],
    "q8": [
        called,
        by_halving,
        lambda n: round(called(n), 2),
        lambda n: f"{100 * called(n):.1f} persen",
    ],
    "q9": [
        holding,
        lambda n: sorted(holding(n)),
        lambda n: ", ".join(sorted(holding(n))).lower(),
    ],
}  # fmt: skip

WANAKALI = {
    "q1": {
        "agreements": 60,
        "chance_a": 0.94,
        "chance_b": 0.97,
        "chance_c": 0.98,
        "chance_d": 0.992,
    },
    "q2": {"good": 0.89, "share": 0.4},
    "q3": {"row_a": 523, "row_b": 1311, "row_c": 2378, "row_d": 3773, "row_e": 7547},
    "q4": {"agreements": 35, "share": 0.8},
    "q5": {"good": 0.76, "desks": 21, "tries": 3},
    "q6": {"desks": 16, "good": 0.88, "bad": 0.25, "packages": 3, "pull": 0.05, "fewer": 4},
    "q7": {"good": 0.85, "bad": 0.35, "seed": 79, "desk": 5},
    "q8": {"good": 0.94, "desks": 10, "passed": 70},
    "q9": {"good": 0.85, "desks": 15, "weeks": 3},
}
"""What the key "Wanakali" drew when the questions were written, and draws for ever."""
