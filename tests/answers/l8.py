"""Answers to the assignment of lesson 8: each mistake as somebody would make it, and right ones."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from math import ceil, exp, expm1
from statistics import fmean

import numpy

from answers.choosing import one_letter_off
from jalur import (
    Situation,
    Step,
    acceptance,
    act,
    best,
    break_even,
    bureaucracy,
    desks,
    direct,
    full,
    panel,
    simulate,
    technocracy,
    value,
    vote,
)


def work(n, good=None, bad=None):
    """Official-days that reach the experts' table in a day."""
    good = n["counter_good"] if good is None else good
    bad = n["counter_bad"] if bad is None else bad
    alike = n["good_share"] * good + (1 - n["good_share"]) * bad
    return n["arrivals"] * alike * n["expert_days"]


def by_trying(n):
    officials = 1
    while work(n) / officials >= 1:
        officials += 1
    return officials


def two(n):
    experts = panel(n["judges"], n["accuracy"], n["judge_days"], cost=0.4, watch=0.1)
    desk = desks(1, n["good"], n["bad"], n["land_days"], name="land", cost=0.2, watch=0.14)
    return experts >> act(), (experts & desk) >> act()


def place(n, **other):
    return replace(
        Situation(good_share=n["good_share"], urgency=n["urgency"], loss=n["loss"]), **other
    )


def given_up(n, **other):
    """How much value the longer path gives up."""
    short, long = two(n)
    world = place(n, **({"loss": 0} | other))
    return value(short, world) - value(long, world)


def held(n, kind="bad"):
    short, long = two(n)
    return getattr(acceptance(short), kind) - getattr(acceptance(long), kind)


def by_formula(n):
    return given_up(n) / ((1 - n["good_share"]) * held(n))


def by_line(n):
    """Where the straight line through two leads meets 0."""
    at_0, at_100 = given_up(n), given_up(n, loss=100)
    return 100 * at_0 / (at_0 - at_100)


def pricing(n, late=None, refused=None, leaks=1, blank=None):
    late = late or (lambda days: -n["gain"] * expm1(-n["urgency"] * days))
    blank = blank or (lambda built, yeses: built and yeses < n["signatures"])
    refused = n["gain"] if refused is None else refused

    def price(good, built, days, leaked, yeses):
        bill = leaks * leaked + (n["blank_price"] if blank(built, yeses) else 0)
        if built:
            return bill + (late(days) if good else n["loss"])
        return bill + (refused if good else 0)

    return price


def by_table(n):
    """The same price, looked up."""

    def price(good, built, days, leaked, yeses):
        kept = n["gain"] * exp(-n["urgency"] * days)
        fault = {
            (True, True): n["gain"] - kept, (True, False): n["gain"],
            (False, True): n["loss"], (False, False): 0,
        }[bool(good), bool(built)]  # fmt: skip
        return fault + built * (leaked + n["blank_price"] * (yeses < n["signatures"]))

    return price


class Bill:
    """A thing that can be called need not be a `def`."""

    def __init__(self, n):
        self.n = n

    def __call__(self, good, built, days, leaked, yeses):
        return numpy.float64(by_table(self.n)(good, built, days, leaked, yeses))


def regret(n):
    world = place(n)
    worlds = [world, place(n, urgency=n["hurried"]), place(n, loss=n["dear"])]
    worlds.append(place(n, good_share=n["doubtful"]))
    land, money = bureaucracy(2).steps[:2]
    experts = technocracy().parts[0]
    paths = {
        "direct": direct(), "experts": technocracy(), "desks": (land & money) >> act(),
        "together": (experts & land & money) >> act(),
    }  # fmt: skip
    table = numpy.array([[float(value(p, w)) for w in worlds] for p in paths.values()])
    return dict(zip(paths, (table.max(axis=0) - table).max(axis=1), strict=True))


def least(n):
    return min(regret(n), key=regret(n).get)


def riskier(n):
    return sorted(regret(n), key=regret(n).get)[1:]


@cache
def run(path, world, cases, seed):
    return float(simulate(path, world, cases=cases, seed=seed).value)


def leads(n):
    def tried(path):
        return [run(path, place(n), n["cases"], n["seed"] + step) for step in range(5)]

    return [a - b for a, b in zip(tried(bureaucracy(2)), tried(technocracy()), strict=True)]


def kit(n):
    """The parts of the office, each a function of the number of officials."""
    parts = {
        "counter": Step("counter", "clear", 0.97, n["counter_bad"], days=0.5, variation=1),
        "expert": Step("expert", "assess", 0.8, 0.2, days=n["expert_days"], variation=1, watch=0.1),
        "land": Step("land", "clear", 0.95, 0.4, days=n["land_days"], variation=1, watch=0.14),
        "money": Step("money", "clear", 0.9, 0.3, days=n["money_days"], variation=1, watch=0.14),
        "audit": Step("audit", "assess", days=1, watch=0.5),
    }

    def some(name, officials=1, number=""):
        called = f"{name}_{number}" if number else name
        return replace(parts[name], name=called, officials=officials)

    return some


def crowd(n, *officials):
    return [kit(n)("expert", many, place) for place, many in enumerate(officials, 1)]


def sieved(n, land=3, experts=(5, 5), money=3):
    some = kit(n)
    committee = vote(2, [*crowd(n, *experts), some("money", money)])
    return some("counter") >> (some("land", land) & committee) >> act() >> some("audit")


def in_a_row(n):
    some = kit(n)
    committee = vote(2, [*crowd(n, 5, 5), some("money", 3)])
    return some("counter") >> some("land", 3) >> committee >> act() >> some("audit")


def majority(n):
    some = kit(n)
    beside = some("land", 3) & vote(2, crowd(n, 4, 4, 4))
    return some("counter") >> beside >> act() >> some("audit")


def all_in_a_row(n):
    some = kit(n)
    row = some("counter") >> some("land", 3) >> some("money", 3)
    for one in crowd(n, 3, 2, 2, 2, 1, 1):
        row = row >> one
    return row >> act()


def mixture(n, experts, desk):
    some = kit(n)
    return (vote(2, crowd(n, *experts)) & some("land", desk) & some("money", desk)) >> act()


def letters(n):
    world, hurried = place(n), place(n, urgency=2 * n["urgency"])
    paths = (direct(), technocracy(), full(2))
    values = [value(path, world) for path in paths]
    right = {"E"}
    right |= {"A"} if values[2] > values[1] else set()
    right |= {"B"} if values[0] > values[1] else set()
    return right | {"C"} if best(paths, world).winner == best(paths, hurried).winner else right


WRONG = {
    "q1": [
        ("load", work),
        ("down", lambda n: int(work(n))),
        ("unsieved", lambda n: int(n["arrivals"] * 1.0 * n["expert_days"]) + 1),
        ("unsieved", lambda n: int(work(n, 1, 1)) + 1),
        ("good", lambda n: int(work(n, bad=0)) + 1),
        ("bad", lambda n: int(work(n, good=0)) + 1),
        ("other", lambda n: 99),
        ("words", lambda n: "delapan petugas"),
    ],
    "q2": [
        ("per-case", given_up),
        ("all", lambda n: given_up(n) / held(n)),
        ("good-share", lambda n: given_up(n) / (n["good_share"] * held(n))),
        ("refused", lambda n: given_up(n) / ((1 - n["good_share"]) * held(n, "good"))),
        ("now", lambda n: given_up(n, loss=n["loss"]) / ((1 - n["good_share"]) * held(n))),
        ("sign", lambda n: -by_formula(n)),
        ("many", lambda n: break_even(*two(n), place(n), over="loss")),
        ("path", lambda n: two(n)[1]),
        ("other", lambda n: 98_765),
    ],
    "q3": [
        ("linear", lambda n: pricing(n, lambda days: n["gain"] * n["urgency"] * days)),
        ("left", lambda n: pricing(n, lambda days: n["gain"] * exp(-n["urgency"] * days))),
        ("at-once", lambda n: pricing(n, lambda days: 0)),
        ("refusal", lambda n: pricing(n, refused=0)),
        ("leak", lambda n: pricing(n, leaks=0)),
        ("unsigned", lambda n: pricing(n, blank=lambda built, yeses: False)),
        ("at-most", lambda n: pricing(n, blank=lambda built, yeses: built and yeses <= 3)),
        ("unbuilt", lambda n: pricing(n, blank=lambda built, yeses: yeses < 3)),
        ("returns-nothing", lambda n: lambda *case: print(pricing(n)(*case))),
        ("raised", lambda n: lambda good, built: 100),
        ("no-function", lambda n: 43.78),
        ("other", lambda n: lambda *case: 7),
    ],
    "q4": [
        *[(lambda n, k=k: riskier(n)[k], lambda n, k=k: riskier(n)[k]) for k in range(3)],
        ("choice", lambda n: "ahli"),
        ("choice", lambda n: min(regret(n).values())),
    ],
    "q5": [
        ("tuned", lambda n: leads(n)[0]),
        ("all", lambda n: fmean(leads(n))),
        ("best", lambda n: max(leads(n)[1:])),
        ("first", lambda n: leads(n)[1]),
        ("sum", lambda n: sum(leads(n)[1:])),
        ("sign", lambda n: -fmean(leads(n)[1:])),
        ("other", lambda n: 55),
    ],
    "q6": [
        ("crew", lambda n: kit(n)("counter") >> kit(n)("land", 4) >> kit(n)("money", 4)),
        ("crew", lambda n: act() >> Step("again", "act", days=1)),
        ("parts", lambda n: Step("oracle", "assess", 1, 0) >> kit(n)("land", 3) >> act()),
        ("parts", lambda n: replace(kit(n)("land", 9), days=1) >> kit(n)("money", 9) >> act()),
        ("parts", lambda n: kit(n)("land", 5) >> kit(n)("land", 5, 2) >> act()),
        ("parts", lambda n: in_a_row(n) >> kit(n)("audit", 1, 2)),
        ("parts", lambda n: kit(n)("land", 9) >> act(0)),
        ("parts", lambda n: kit(n)("land", 9) >> replace(act(), officials=9)),
        ("officials", lambda n: mixture(n, (4, 4, 4), 4)),
        ("officials", lambda n: sieved(n, 6, (9, 9), 6)),
        ("law", lambda n: act()),
        ("law", lambda n: vote(2, crowd(n, 6, 6, 6)) >> act()),
        ("law", lambda n: (kit(n)("land", 5) | kit(n)("money", 5)) >> act() >> kit(n)("audit")),
        ("overload", lambda n: sieved(n, 1, (1, 1), 1)),
        ("overload", lambda n: mixture(n, (4, 4, 3), 3) >> kit(n)("audit")),
        ("strict", all_in_a_row),
        ("lax", lambda n: kit(n)("counter", 2) >> kit(n)("land", 6) >> act() >> kit(n)("audit")),
        ("no-path", lambda n: 21.5),
        ("uncalled", lambda n: direct),
    ],
    "q7": [
        *one_letter_off(letters),
        ("letters", lambda n: {"A", "H"}),
    ],
}  # fmt: skip

RIGHT = {
    "q1": [
        lambda n: ceil(work(n)),
        by_trying,
        lambda n: float(by_trying(n)),
        lambda n: str(by_trying(n)),
        lambda n: numpy.int64(numpy.floor(work(n)) + 1),
    ],
    "q2": [
        lambda n: break_even(*two(n), place(n), over="loss")[0],
        by_formula,
        by_line,
        lambda n: f"{by_formula(n):.2f}".replace(".", ","),
        lambda n: Decimal(by_formula(n)),
    ],
    "q3": [pricing, by_table, Bill, lambda n: lambda *case: round(by_table(n)(*case), 3)],
    "q4": [least, lambda n: least(n).upper(), lambda n: f" {least(n)}\n"],
    "q5": [
        lambda n: fmean(leads(n)[1:]),
        lambda n: round(fmean(leads(n)[1:]), 2),
        lambda n: numpy.mean(leads(n)[1:]),
        lambda n: f"{fmean(leads(n)[1:]):.2f}".replace(".", ","),
    ],
    "q6": [
        sieved,
        in_a_row,
        majority,
        lambda n: sieved(n, experts=(5, 4)),
    ],
    "q7": [
        letters,
        lambda n: sorted(letters(n)),
        lambda n: "".join(sorted(letters(n))),
        lambda n: ", ".join(letters(n)).lower(),
    ],
}  # fmt: skip

WANAKALI = {
    "q1": {
        "arrivals": 2.2,
        "good_share": 0.3,
        "counter_good": 0.95,
        "counter_bad": 0.6,
        "expert_days": 7,
    },
    "q2": {
        "good_share": 0.35,
        "urgency": 0.008,
        "loss": 160,
        "judges": 3,
        "accuracy": 0.85,
        "judge_days": 20,
        "good": 0.95,
        "bad": 0.3,
        "land_days": 40,
    },
    "q3": {
        "good_share": 0.5,
        "urgency": 0.008,
        "loss": 300,
        "budget": 80,
        "arrivals": 0.45,
        "blank_price": 10,
        "counter_bad": 0.45,
        "expert_days": 7,
        "land_days": 5,
        "money_days": 4,
    },
    "q4": {
        "good_share": 0.9,
        "urgency": 0.004,
        "loss": 100,
        "hurried": 0.03,
        "dear": 300,
        "doubtful": 0.5,
    },
    "q5": {"good_share": 0.6, "urgency": 0.01, "loss": 200, "cases": 250, "seed": 15},
    "q7": {"good_share": 0.6, "urgency": 0.004, "loss": 1000},
}
"""What the key "Wanakali" drew when the questions were written, and draws for ever."""
