"""Answers to the assignment of lesson 1: each mistake as somebody would make it, and right ones."""

from decimal import Decimal
from fractions import Fraction
from itertools import count
from math import ceil

import numpy

from jalur import read
from jalur.theory import similarity

# What the notebook tells of each story and claim, read by somebody who is not the package.
STORIES = dict(
    enumerate(["T", "B", "E", "T", "B", "E", "CB", "CE", "CT", "T", "B", "E", "CT", "CB"], start=1)
)
EXPERT_APPEARS = {1, 2, 4, 6, 7, 9, 10, 13}
PAPER_APPEARS = {2, 3, 4, 5, 10, 12, 13}
FAST = {1, 5, 8, 9, 11, 14}
STANDS = {2, 5, 6, 9, 11, 12, 15}
SUBJECTS = {"roots": range(1, 6), "dictionary": range(6, 10), "weber": range(10, 13)}
SUBJECTS["cabinet"] = range(13, 16)
SPEAKERS = {
    1: [0, 0, 0, 1, 0, 1, 1, 0],
    2: [0, 1, 1, 0, 1, 0, 0, 0],
    3: [0, 1, 1, 1, 0, 0, 0, 1],
    4: [1, 0, 0, 0, 0, 0, 1, 0],
    5: [1, 0, 0, 0, 1, 0, 0, 1],
}
DENIED = {1: {0, 4}, 2: {5, 6}, 3: {5, 6}, 4: {2, 7}, 5: {3, 6}}


def fitting(n, pick=0):
    """A label that fits each story; for the arguable ones the first or the last that does."""
    return {story: STORIES[story][pick] for story in n.values()}


def spoilt(n, label, where):
    """Right but for the first story, of those `where`, that `label` does not fit."""
    right = fitting(n)
    wrong = [story for story in right if story in where and label not in STORIES[story]]
    return right | dict.fromkeys(wrong[:1], label)


def unprovoked(n):
    """A wrong label that nothing in the story suggests."""
    right = fitting(n)
    for story in right:
        for label, seen in (("T", EXPERT_APPEARS), ("B", PAPER_APPEARS), ("E", FAST)):
            if label not in STORIES[story] and story not in seen:
                return right | {story: label}
    raise AssertionError("no such label")


def judged(n):
    return {claim: "S" if claim in STANDS else "M" for claim in n.values()}


def wrong_about(n, subject):
    right = judged(n)
    claim = next(claim for claim in right if claim in SUBJECTS[subject])
    return right | {claim: "M" if right[claim] == "S" else "S"}


def column(n):
    return SPEAKERS[n["speaker"]]


def flipped(n, *places):
    return [1 - bit if place in places else bit for place, bit in enumerate(column(n))]


def article(word):
    return list(read("word_features").where(reading="article")[word])


def rows(n):
    return 8 + n["both_yes"] + n["only_one"]


def by_columns(n):
    both, one = [1] * n["both_yes"], [1] * n["only_one"]
    others = [0] * n["only_one"]
    return similarity(article("technocracy") + both + one, article("bureaucracy") + both + others)


def alike(n, yes=1.0, no=None, divide=True):
    no = n["no_weight"] if no is None else no

    def function(first, second):
        total = 0
        for one, other in zip(first, second, strict=True):
            total += yes if one and other else 0
            total += no if not one and not other else 0
        return total / len(first) if divide else total

    return function


def without_empty_rows(n):
    def function(first, second):
        shown = [pair for pair in zip(first, second, strict=True) if any(pair)]
        return alike(n)(first, second) * len(first) / max(len(shown), 1)

    return function


def smallest(n):
    target = Fraction(str(n["target"]))
    return next(k for k in count() if Fraction(n["same"] + k, n["questions"] + k) > target)


def with_old_length(n):
    target = Fraction(str(n["target"]))
    return next(k for k in count() if Fraction(n["same"] + k, n["questions"]) > target)


def crossing(n):
    target = Fraction(str(n["target"]))
    return (target * n["questions"] - n["same"]) / (1 - target)


def full(n):
    return n["both_conditions"] / n["led"]


WRONG = {
    "q1": [
        ("title", lambda n: spoilt(n, "T", {2, 6, 7})),
        ("paper", lambda n: spoilt(n, "B", {3, 4, 10, 12, 13})),
        ("haste", lambda n: spoilt(n, "E", FAST)),
        ("mixed", lambda n: spoilt(n, "C", set(STORIES))),
        ("mixed", lambda n: ["C"] * 6),
        ("other", unprovoked),
        ("length", lambda n: list(fitting(n).values())[:5]),
        ("item", lambda n: dict(list(fitting(n).items())[1:])),
        ("label", lambda n: fitting(n) | {max(n.values()): "X"}),
        ("no-labels", lambda n: 3.0),
    ],
    "q2": [
        *((one, lambda n, one=one: wrong_about(n, one)) for one in SUBJECTS),
        ("roots", lambda n: {claim: "SM"[right == "S"] for claim, right in judged(n).items()}),
        ("label", lambda n: ["benar"] * 6),
        ("no-label", lambda n: [True] * 6),
    ],
    "q3": [
        ("noes", lambda n: flipped(n, *range(8))),
        ("silent", lambda n: [int(place not in DENIED[n["speaker"]]) for place in range(8)]),
        ("technocracy", lambda n: article("technocracy")),
        ("bureaucracy", lambda n: article("bureaucracy")),
        ("backwards", lambda n: column(n)[::-1]),
        ("other", lambda n: flipped(n, 1)),
        ("length", lambda n: column(n)[:7]),
        ("no-list", lambda n: sum(column(n))),
    ],
    "q4": [
        ("old", lambda n: similarity(article("technocracy"), article("bureaucracy"))),
        ("yes-only", lambda n: n["both_yes"] / rows(n)),
        ("denominator", lambda n: (1 + n["both_yes"]) / 8),
        ("one-sort", lambda n: (1 + n["both_yes"]) / (8 + n["both_yes"])),
        ("differences", lambda n: (7 + n["only_one"]) / rows(n)),
        ("all-alike", lambda n: (rows(n) - 7) / rows(n)),
        ("count", lambda n: 1 + n["both_yes"]),
        ("range", lambda n: -7),
    ],
    "q5": [
        ("plain", lambda n: similarity),
        ("yes-only", lambda n: lambda one, other: numpy.mean(numpy.array(one) & other)),
        ("both-weighed", lambda n: alike(n, yes=n["no_weight"])),
        ("turned", lambda n: alike(n, yes=n["no_weight"], no=1)),
        ("count", lambda n: alike(n, divide=False)),
        ("shown", without_empty_rows),
        ("differences", lambda n: lambda one, other: 1 - alike(n)(one, other)),
        ("other", lambda n: lambda one, other: 0.123),
        ("returns-nothing", lambda n: lambda one, other: print(end="")),
        ("raised", lambda n: lambda one: 1),
        ("no-function", lambda n: 0.5),
    ],
    "q6": [
        ("off", lambda n: smallest(n) - 1),
        ("old", with_old_length),
        ("alike", lambda n: smallest(n) + n["same"]),
        ("total", lambda n: smallest(n) + n["questions"]),
        ("real", lambda n: float(crossing(n))),
        ("sign", lambda n: -smallest(n)),
        ("other", lambda n: 1000),
    ],
    "q7": [
        ("majority", lambda n: n["majority"] / n["led"]),
        ("power", lambda n: n["power"] / n["led"]),
        ("either", lambda n: (n["majority"] + n["power"] - n["both_conditions"]) / n["led"]),
        ("product", lambda n: n["majority"] / n["led"] * n["power"] / n["led"]),
        ("of-majority", lambda n: n["both_conditions"] / n["majority"]),
        ("of-power", lambda n: n["both_conditions"] / n["power"]),
        ("count", lambda n: n["both_conditions"]),
        ("percent", lambda n: 100 * full(n)),
    ],
}  # fmt: skip

RIGHT = {
    "q1": [
        fitting,
        lambda n: list(fitting(n, -1).values()),
        lambda n: ", ".join(fitting(n).values()).lower(),
        lambda n: {str(story): f" {label} " for story, label in fitting(n).items()},
        lambda n: tuple(
            {"T": "teknokrasi", "B": "Bureaucracy", "E": "execution", "C": "CAMPURAN"}[label]
            for label in fitting(n).values()
        ),
    ],
    "q2": [
        judged,
        lambda n: list(judged(n).values()),
        lambda n: [{"S": "bertahan", "M": "to mend"}[right] for right in judged(n).values()],
        lambda n: dict(reversed(judged(n).items())),
    ],
    "q3": [
        column,
        lambda n: numpy.array(column(n)),
        lambda n: tuple(map(float, column(n))),
        lambda n: "; ".join(map(str, column(n))),
        lambda n: [str(bit) for bit in column(n)],
    ],
    "q4": [
        by_columns,
        lambda n: Fraction(1 + n["both_yes"], rows(n)),
        lambda n: round((1 + n["both_yes"]) / rows(n), 2),
        lambda n: f"{(1 + n['both_yes']) / rows(n):.3f}".replace(".", ","),
        lambda n: numpy.float32(1 - (7 + n["only_one"]) / rows(n)),
    ],
    "q5": [
        alike,
        lambda n: lambda one, other: similarity(one, other)
        - (1 - n["no_weight"])
        * numpy.mean((1 - numpy.array(one)) * (1 - numpy.array(other))),
        lambda n: lambda one, other: Fraction(str(alike(n)(one, other))),
        lambda n: lambda one, other: sum(
            (1, 0, n["no_weight"])[(not a) + (not b)] for a, b in zip(one, other, strict=True)
        )
        / len(other),
    ],
    "q6": [
        smallest,
        lambda n: float(smallest(n)),
        lambda n: numpy.int64(smallest(n)),
        lambda n: str(ceil(crossing(n) + Fraction(1, 10**9))),
    ],
    "q7": [
        full,
        lambda n: Fraction(n["both_conditions"], n["led"]),
        lambda n: Decimal(n["both_conditions"]) / n["led"],
        lambda n: f"{100 * full(n):.1f}%".replace(".", ","),
    ],
}  # fmt: skip

WANAKALI = {
    "q1": {"story_a": 11, "story_b": 10, "story_c": 12, "story_d": 6, "story_e": 14, "story_f": 9},
    "q2": {"claim_a": 10, "claim_b": 9, "claim_c": 15, "claim_d": 2, "claim_e": 3, "claim_f": 8},
    "q3": {"speaker": 2},
    "q4": {"both_yes": 9, "only_one": 8},
    "q5": {"no_weight": 0.75},
    "q6": {"same": 2, "questions": 10, "target": 0.65},
    "q7": {"led": 42, "majority": 27, "power": 9, "both_conditions": 4},
}
"""What the key "Wanakali" drew when the questions were written, and draws for ever."""
