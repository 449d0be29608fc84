"""Answers to the assignment of lesson 5: each mistake as somebody would make it, and right ones."""

from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import ceil, comb, log
from random import Random

import numpy

from answers.choosing import one_letter_off
from jalur import Situation, act, panel, theory, value

BRIDGE = Situation(good_share=0.5, urgency=0.005, gain=100, loss=150, budget=20, leak=0.28)


def at_least(k, n, p):
    return sum(comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))


def alone(n):
    return at_least(n["judges"] // 2 + 1, n["judges"], n["accuracy"])


def copied(n):
    return n["correlation"] * n["accuracy"] + (1 - n["correlation"]) * alone(n)


def by_listing(n):
    """Go through all ways in which experts who judge alone can be right or wrong."""
    right = 0.0
    for votes in product((True, False), repeat=n["judges"]):
        if sum(votes) > n["judges"] / 2:
            right += numpy.prod([n["accuracy"] if one else 1 - n["accuracy"] for one in votes])
    return n["correlation"] * n["accuracy"] + (1 - n["correlation"]) * right


def asked_for(error):
    return log((1 - error) / error)


def adds(accuracy):
    return log(accuracy / (1 - accuracy))


def by_steps(accuracy, error):
    steps = 0
    while (accuracy / (1 - accuracy)) ** steps < (1 - error) / error:
        steps += 1
    return steps


class Walls:
    """A thing that can be called need not be a `def`."""

    def __call__(self, accuracy, error):
        return Fraction(-int(-asked_for(error) // adds(accuracy)))


def refused(n, k=None):
    return 1 - at_least(k or n["needed"], n["seats"], n["yes_good"])


def passed(n, k=None):
    return at_least(k or n["needed"], n["seats"], n["yes_bad"])


def just(n, p):
    return comb(n["seats"], n["needed"]) * p ** n["needed"] * (1 - p) ** (n["seats"] - n["needed"])


def errors_cost(n, first="refused_cost", second="passed_cost"):
    """By the yeses that are asked for, what the errors cost."""
    return {
        k: n[first] * refused(n, k) + n[second] * passed(n, k) for k in range(1, n["seats"] + 1)
    }


def cheapest(n, *costs):
    told = errors_cost(n, *costs)
    return min(told, key=told.get)


def bored(n):
    firm = n["firm_share"] * n["sharpness"]
    soft = (1 - n["firm_share"]) * (1 - n["sharpness"])
    return firm * n["gain"] - soft * n["loss"]


def unbored(n):
    return n["firm_share"] * n["gain"] - (1 - n["firm_share"]) * n["loss"]


def of_a_thousand(n):
    """Count bends: firm and soft, the boring right and wrong."""
    firm, total = 1000 * n["firm_share"], 0.0
    total += firm * n["sharpness"] * n["gain"]
    total -= (1000 - firm) * (1 - n["sharpness"]) * n["loss"]
    return total / 1000 - n["price"] - unbored(n)


def panels(n, copying=None):
    copying = n["correlation"] if copying is None else copying
    return {
        k: value(
            panel(k, n["accuracy"], n["judge_days"], copying, cost=n["pay"], watch=0.1)
            >> act(days=1),
            BRIDGE,
        )
        for k in range(1, 16, 2)
    }


def best(n, copying=None):
    told = panels(n, copying)
    return max(told, key=told.get)


def opinions(n):
    chance = Random(n["seed"])
    return ["+" if chance.random() < n["yes_chance"] else "-" for _ in range(40)]


def until_lead(n, lead=None):
    ahead, lead = 0, lead or n["lead"]
    for asked, one in enumerate(opinions(n), start=1):
        ahead += 1 if one == "+" else -1
        if abs(ahead) >= lead:
            return asked
    return 40


def until_many(n):
    told = opinions(n)
    for asked in range(1, 41):
        if max(told[:asked].count("+"), told[:asked].count("-")) == n["lead"]:
            return asked
    return 40


def until_a_row(n):
    told = "".join(opinions(n))
    found = [told.find(side * n["lead"]) for side in "+-"]
    return min([at + n["lead"] for at in found if at >= 0], default=40)


def road(n):
    return n["rent_now"] + n["rent_road"] / n["interest"] - n["build_cost"]


def now(n):
    mean = n["road"] * n["rent_road"] + (1 - n["road"]) * n["rent_else"]
    return n["rent_now"] + mean / n["interest"] - n["build_cost"]


def waited(n):
    return n["road"] * (n["rent_road"] / n["interest"] - n["build_cost"] / (1 + n["interest"]))


def news(n):
    return n["road"] * road(n) - now(n)


def spared(n):
    """The news is worth the loss that it spares us where the road does not come."""
    without = n["rent_now"] + n["rent_else"] / n["interest"] - n["build_cost"]
    return (1 - n["road"]) * -without


def holding(n):
    p, copying = n["accuracy"], n["correlation"]
    letters = {"F"}
    letters |= {"A"} if copied(n) > p**3 + 3 * p**2 * (1 - p) else set()
    letters |= {"B"} if copying * p + 1 - copying >= n["aim"] else set()
    return letters | {"D"} if (p / (1 - p)) ** n["lead"] >= 19 else letters


WRONG = {
    "q1": [
        ("independent", alone),
        ("one", lambda n: n["accuracy"]),
        ("ceiling", lambda n: n["correlation"] * n["accuracy"] + 1 - n["correlation"]),
        ("exchanged", lambda n: (
            (1 - n["correlation"]) * n["accuracy"] + n["correlation"] * alone(n)
        )),
        ("alone", lambda n: (1 - n["correlation"]) * alone(n)),
        ("wrong", lambda n: 1 - copied(n)),
        ("percent", lambda n: 100 * copied(n)),
        ("range", lambda n: 3.5),
        ("other", lambda n: 0.0123),
        ("function", lambda n: copied),
    ],
    "q2": [
        ("down", lambda n: lambda accuracy, error: int(asked_for(error) / adds(accuracy))),
        ("part", lambda n: lambda accuracy, error: asked_for(error) / adds(accuracy)),
        ("wall", lambda n: lambda accuracy, error: ceil(asked_for(error))),
        ("certain", lambda n: lambda accuracy, error: ceil(-log(error) / adds(accuracy))),
        ("all-wrong", lambda n: lambda accuracy, error: ceil(log(error, 1 - accuracy))),
        ("average", lambda n: lambda accuracy, error: (
            theory.sequential_test(1 - accuracy, accuracy, error).expected_n
        )),
        ("returns-nothing", lambda n: lambda accuracy, error: print(accuracy, error)),
        ("no-function", lambda n: 8),
        ("raised", lambda n: lambda accuracy: accuracy),
        ("other", lambda n: lambda accuracy, error: 99),
    ],
    "q3": [
        ("exchanged", lambda n: [passed(n), refused(n)]),
        ("passed", lambda n: [at_least(n["needed"], n["seats"], n["yes_good"]), passed(n)]),
        ("stopped", lambda n: [refused(n), 1 - passed(n)]),
        ("exactly", lambda n: [1 - just(n, n["yes_good"]), just(n, n["yes_bad"])]),
        ("more", lambda n: (refused(n, n["needed"] + 1), passed(n, n["needed"] + 1))),
        ("all", lambda n: [1 - n["yes_good"] ** n["seats"], n["yes_bad"] ** n["seats"]]),
        ("length", lambda n: [refused(n)]),
        ("other", lambda n: [7, 7]),
    ],
    "q4": [
        ("half", lambda n: n["seats"] // 2 + 1),
        ("exchanged", lambda n: cheapest(n, "passed_cost", "refused_cost")),
        ("all", lambda n: n["seats"]),
        ("one", lambda n: 1),
        ("place", lambda n: list(errors_cost(n)).index(cheapest(n))),
        ("other", lambda n: min(errors_cost(n).values()) + 20),
    ],
    "q5": [
        ("free", lambda n: bored(n) - unbored(n)),
        ("whole", lambda n: bored(n) - n["price"]),
        ("perfect", lambda n: (1 - n["firm_share"]) * n["loss"] - n["price"]),
        ("gains", lambda n: (
            n["firm_share"] * n["sharpness"] * n["gain"] - unbored(n) - n["price"]
        )),
        ("even", lambda n: (
            n["sharpness"] * n["gain"] - (1 - n["sharpness"]) * n["loss"] - unbored(n) - n["price"]
        )),
        ("sign", lambda n: unbored(n) + n["price"] - bored(n)),
        ("other", lambda n: 12345),
    ],
    "q6": [
        ("independent", lambda n: best(n, 0)),
        ("most", lambda n: 15),
        ("one", lambda n: best(n, 1)),
        ("next", lambda n: best(n) + 2),
        ("place", lambda n: 1 + list(panels(n)).index(best(n))),
        ("other", lambda n: 100),
    ],
    "q7": [
        ("counted", until_many),
        ("in-a-row", until_a_row),
        ("past", lambda n: until_lead(n, n["lead"] + 1)),
        ("short", lambda n: until_lead(n, n["lead"] - 1)),
        ("all", lambda n: len(opinions(n))),
        ("lead", lambda n: n["lead"]),
        ("sign", lambda n: -until_lead(n)),
        ("other", lambda n: 0.5),
    ],
    "q8": [
        ("option", lambda n: waited(n) - now(n)),
        ("with", lambda n: n["road"] * road(n)),
        ("now", now),
        ("certain", lambda n: road(n) - now(n)),
        ("this-year", lambda n: (
            n["road"] * (n["rent_road"] / n["interest"] - n["build_cost"]) - now(n)
        )),
        ("later", waited),
        ("sign", lambda n: now(n) - n["road"] * road(n)),
        ("other", lambda n: 98765),
    ],
    "q9": [
        *one_letter_off(holding),
        ("letters", lambda n: {"A", "Z"}),
    ],
}  # fmt: skip

RIGHT = {
    "q1": [
        copied,
        by_listing,
        lambda n: theory.condorcet(n["judges"], n["accuracy"], n["correlation"]),
        lambda n: f"{copied(n):.4f}".replace(".", ","),
        lambda n: numpy.float64(copied(n)),
    ],
    "q2": [
        lambda n: by_steps,
        lambda n: lambda accuracy, error: ceil(asked_for(error) / adds(accuracy)),
        lambda n: Walls(),
        lambda n: lambda accuracy, error: numpy.ceil(
            numpy.log(1 / error - 1) / numpy.log(accuracy / (1 - accuracy))
        ),
    ],
    "q3": [
        lambda n: [refused(n), passed(n)],
        lambda n: (
            1 - theory.committee(n["needed"], n["seats"], n["yes_good"]),
            theory.committee(n["needed"], n["seats"], n["yes_bad"]),
        ),
        lambda n: numpy.array([refused(n), passed(n)]).round(3),
        lambda n: [f"{refused(n):.3f}", f"{passed(n):.3f}".replace(".", ",")],
    ],
    "q4": [
        cheapest,
        lambda n: 1 + int(numpy.argmin(list(errors_cost(n).values()))),
        lambda n: str(cheapest(n)),
        lambda n: float(cheapest(n)),
    ],
    "q5": [
        lambda n: bored(n) - n["price"] - unbored(n),
        of_a_thousand,
        lambda n: round(bored(n) - n["price"] - unbored(n), 2),
        lambda n: Decimal(bored(n) - unbored(n)) - n["price"],
    ],
    "q6": [
        best,
        lambda n: 1 + 2 * int(numpy.argmax(list(panels(n).values()))),
        lambda n: f"{best(n)}",
        lambda n: max((worth, k) for k, worth in panels(n).items())[1],
    ],
    "q7": [
        until_lead,
        lambda n: 1 + int(numpy.argmax(
            abs(numpy.cumsum([1 if one == "+" else -1 for one in opinions(n)])) >= n["lead"]
        )),
        lambda n: str(until_lead(n)),
        lambda n: Fraction(until_lead(n)),
    ],
    "q8": [
        news,
        spared,
        lambda n: f"{news(n):.2f}".replace(".", ","),
        lambda n: round(news(n), 2),
    ],
    "q9": [
        holding,
        lambda n: sorted(holding(n)),
        lambda n: "".join(sorted(holding(n))),
        lambda n: ", ".join(sorted(holding(n))).lower(),
    ],
}  # fmt: skip

WANAKALI = {
    "q1": {"judges": 11, "accuracy": 0.75, "correlation": 0.7},
    "q2": {"accuracy": 0.8, "error": 0.04},
    "q3": {"seats": 7, "needed": 4, "yes_good": 0.7, "yes_bad": 0.2},
    "q4": {"seats": 10, "yes_good": 0.75, "yes_bad": 0.35, "refused_cost": 80, "passed_cost": 20},
    "q5": {"firm_share": 0.6, "gain": 180, "loss": 190, "sharpness": 0.7, "price": 6},
    "q6": {"accuracy": 0.7, "correlation": 0.6, "judge_days": 40, "pay": 1.2},
    "q7": {"seed": 398, "yes_chance": 0.7, "lead": 4},
    "q8": {
        "build_cost": 600,
        "rent_now": 60,
        "rent_road": 250,
        "rent_else": 10,
        "road": 0.7,
        "interest": 0.05,
    },
    "q9": {"judges": 7, "accuracy": 0.75, "correlation": 0.1, "aim": 0.91, "lead": 6},
}
"""What the key "Wanakali" drew when the questions were written, and draws for ever."""
