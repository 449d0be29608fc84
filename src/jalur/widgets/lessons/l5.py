"""Lesson 5: who has to say yes, and how sure a majority is."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from jalur import theory
from jalur.widgets.explorer import Explorer
from jalur.widgets.lessons.making import lesson_explorer, over
from jalur.widgets.reading import Chart, Choice, Reading, Series, Slider

RULES: dict[str, Callable[[int, float], float]] = {
    "hierarchy": theory.hierarchy,
    "majority": lambda n, p: theory.committee(n // 2 + 1, n, p),
    "polyarchy": theory.polyarchy,
}
JUDGES = tuple(range(1, 26, 2))
EVER_MORE = 2_001
"""So many judges that one more changes no digit that is shown."""


def committee(**values: float | str) -> Explorer:
    """Return what a hierarchy, a majority and a polyarchy of the same members get wrong.

    `hierarchy`, `committee` and `polyarchy` of `jalur.theory`.

    >>> round(committee(rule="majority", n=3).reading["at"]["passed"], 3)
    0.104
    """

    def compute(rule: str, n: int, good: float, bad: float) -> Reading:
        def errors(name: str) -> dict[str, float]:
            return {"refused": 1 - RULES[name](n, good), "passed": RULES[name](n, bad)}

        return Reading(over(RULES, errors), errors(rule), said=rule)

    knobs = (
        Choice("rule", tuple(RULES), "majority"),
        Slider("n", 1, 9, 2, 3),
        Slider("good", 0.5, 0.95, 0.05, 0.8),
        Slider("bad", 0.05, 0.5, 0.05, 0.2),
    )
    drawn = (Series("refused", "desks", "bars"), Series("passed", "refusal", "bars"))
    chart = Chart("errors", tuple(RULES), drawn, here="rule", y=(0, 1), y_unit="percent")
    return lesson_explorer("committee", compute, knobs, [chart], values)


def jury(**values: float | str) -> Explorer:
    """Return how sure a majority of judges is, each on his own or at times all of one voice.

    `condorcet` of `jalur.theory`.

    >>> round(jury(n=5, p=0.8).reading["at"]["alone"], 5)
    0.94208
    """

    def compute(p: float, correlation: float, n: int) -> Reading:
        def of(judges: int) -> dict[str, float]:
            return {
                "alone": theory.condorcet(judges, p),
                "together": theory.condorcet(judges, p, correlation),
            }

        return Reading(over(JUDGES, of), of(n), {"limit": _limit(p, correlation)})

    knobs = (
        Slider("p", 0.4, 0.95, 0.05, 0.7),
        Slider("correlation", 0, 1, 0.05, 0.3),
        Slider("n", 1, 25, 2, 5),
    )
    drawn = (Series("alone", "experts"), Series("together", "full"))
    chart = Chart("sure", JUDGES, drawn, here="n", y=(0, 1), rules={"limit": "y"}, y_unit="percent")
    return lesson_explorer("jury", compute, knobs, [chart], values)


@lru_cache
def _limit(p: float, correlation: float) -> float:
    """Return what the majority of ever more judges comes to."""
    return theory.condorcet(EVER_MORE, p, correlation)
