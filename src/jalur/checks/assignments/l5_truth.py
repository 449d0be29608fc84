"""What is true in lesson 5's assignment, by the theory and by the model's own paths."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from math import ceil, comb, log
from random import Random

from jalur.checks.given import Numbers
from jalur.model import Situation, act, panel, value
from jalur.theory import committee, condorcet, option_to_wait

BRIDGE = Situation(good_share=0.5, urgency=0.005, gain=100, loss=150, budget=20, leak=0.28)
PANELS = range(1, 16, 2)
ASKED = 40
"""How many opinions stand in the record of a test."""


def majority(n: Numbers, **other: float) -> float:
    """Return how often the majority of the experts is right, with `other` numbers where told."""
    told = {**n, **other}
    return condorcet(int(told["judges"]), told["accuracy"], told["correlation"])


def ceiling(n: Numbers) -> float:
    """Return how often the majority of ever so many experts would be right."""
    return 1 - n["correlation"] * (1 - n["accuracy"])


def evidence(error: float) -> float:
    """Return the distance of the wall, as the logarithm of the odds."""
    return log((1 - error) / error)


def odds(accuracy: float) -> float:
    """Return what one opinion adds to the logarithm of the odds."""
    return log(accuracy / (1 - accuracy))


def lead(accuracy: float, error: float) -> int:
    """Return the smallest lead that keeps each error at `error` or below."""
    return ceil(evidence(error) / odds(accuracy))


def errors(n: Numbers, needed: int = 0, exactly: bool = False) -> list[float]:
    """Return the shares of good proposals refused and of bad ones passed, by a committee."""
    seats, needed = int(n["seats"]), int(needed or n["needed"])
    if exactly:
        good, bad = (
            comb(seats, needed) * p**needed * (1 - p) ** (seats - needed)
            for p in (n["yes_good"], n["yes_bad"])
        )
    else:
        good, bad = (committee(needed, seats, n[name]) for name in ("yes_good", "yes_bad"))
    return [1 - good, bad]


def costs(n: Numbers) -> list[float]:
    """Return what the errors of a committee cost, by the yeses it asks for, from one on."""
    both = [errors(n, needed) for needed in range(1, int(n["seats"]) + 1)]
    return [n["refused_cost"] * refused + n["passed_cost"] * passed for refused, passed in both]


def cheapest(n: Numbers) -> int:
    """Return how many yeses a committee asks for where its errors cost least."""
    return 1 + min(range(len(costs(n))), key=costs(n).__getitem__)


def drilled(n: Numbers) -> float:
    """Return what a bridge is worth that is built where the boring says so, before its price."""
    share, sharp = n["firm_share"], n["sharpness"]
    return share * sharp * n["gain"] - (1 - share) * (1 - sharp) * n["loss"]


def undrilled(n: Numbers) -> float:
    """Return what a bridge is worth that is built in any case."""
    return n["firm_share"] * n["gain"] - (1 - n["firm_share"]) * n["loss"]


def decides(n: Numbers) -> bool:
    """Return whether we should build without a boring, and after a no we should not."""
    share, sharp = n["firm_share"], n["sharpness"]
    return undrilled(n) > 0 > share * (1 - sharp) * n["gain"] - (1 - share) * sharp * n["loss"]


@cache
def _worth(accuracy: float, days: float, copying: float, pay: float) -> tuple[float, ...]:
    asked = (panel(one, accuracy, days, copying, cost=pay, watch=0.1) for one in PANELS)
    return tuple(value(experts >> act(days=1), BRIDGE) for experts in asked)


def worth_of_panels(n: Numbers, **other: float) -> tuple[float, ...]:
    """Return what the paths with 1, 3, 5 … experts are worth, in millions per proposal."""
    told = {**n, **other}
    return _worth(told["accuracy"], told["judge_days"], told["correlation"], told["pay"])


def best_panel(n: Numbers, **other: float) -> int:
    """Return how many experts are worth most."""
    worth = worth_of_panels(n, **other)
    return PANELS[worth.index(max(worth))]


def stands_out(values: list[float] | tuple[float, ...], best: float, by: float) -> bool:
    """Return whether `best` is at least `by` away from every other value."""
    return sum(abs(value - best) < by for value in values) == 1


def record(n: Numbers) -> list[int]:
    """Return the opinions of a test in order: 1 for a yes, -1 for a no."""
    chance = Random(int(n["seed"]))
    return [1 if chance.random() < n["yes_chance"] else -1 for _ in range(ASKED)]


def stops(n: Numbers, lead: int) -> int:
    """Return how many opinions are asked until one side leads by `lead`, at most all of them."""
    return _first(abs(ahead) >= lead for ahead in accumulate(record(n)))


def counted(n: Numbers, side: int = 0) -> int:
    """Return how many are asked until one side, or `side`, has said so `lead` times in all."""
    told = record(n)
    return _first(
        max(told[:asked].count(one) for one in ((side,) if side else (1, -1))) >= n["lead"]
        for asked in range(1, ASKED + 1)
    )


def in_a_row(n: Numbers) -> int:
    """Return how many are asked until `lead` of them in a row agree."""
    told, lead = record(n), int(n["lead"])
    return _first(
        asked >= lead and abs(sum(told[asked - lead : asked])) == lead
        for asked in range(1, ASKED + 1)
    )


def _first(reached: Iterator[bool]) -> int:
    return next((asked for asked, yes in enumerate(reached, start=1) if yes), ASKED)


def news(n: Numbers) -> dict[str, float]:
    """Return what a market is worth with the news: if the road comes, on average, and now."""
    comes = n["rent_now"] + n["rent_road"] / n["interest"] - n["build_cost"]
    told = option_to_wait(
        n["build_cost"], n["rent_road"], n["rent_else"], n["road"], n["interest"], n["rent_now"]
    )
    return {
        "comes": comes, "with": n["road"] * comes, "now": told.now,
        "wait": told.wait, "option": told.option,
    }  # fmt: skip


def undecided(n: Numbers) -> bool:
    """Return whether we should build now, and not if we knew that the road will not come."""
    fails = n["rent_now"] + n["rent_else"] / n["interest"] - n["build_cost"]
    later = n["rent_else"] / n["interest"] - n["build_cost"] / (1 + n["interest"])
    return news(n)["now"] > 0 > max(fails, later) and n["rent_road"] > n["rent_else"]


def agreed(n: Numbers, correlation: float) -> float:
    """Return the odds that experts who all agree are right."""
    judges, p = n["judges"], n["accuracy"]
    right, wrong = (
        correlation * one + (1 - correlation) * one**judges for one in (p, 1 - p)
    )  # fmt: skip
    return right / wrong


def margins(n: Numbers) -> dict[str, float]:
    """Return by how much each statement that hangs on the numbers holds, or fails to."""
    return {
        "A": majority(n) - condorcet(3, n["accuracy"]),
        "B": ceiling(n) - n["aim"],
        "D": n["lead"] * odds(n["accuracy"]) - evidence(0.05),
    }


def statements(n: Numbers) -> dict[str, bool]:
    """Return which statements about experts, committees and tests hold."""
    hold = {letter: by > 0 for letter, by in margins(n).items()}
    return {
        "A": hold["A"],
        "B": hold["B"],
        "C": False,
        "D": hold["D"],
        "E": False,
        "F": agreed(n, n["correlation"]) < agreed(n, 0),
    }
