"""Lesson 6: what hurry costs, what consent given beforehand saves, what an audit keeps."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from jalur.model import Path, Series, Situation, Step, act, direct, panel, simulate
from jalur.model import value as value_of
from jalur.theory import critical_sanction, missing_share
from jalur.widgets import reading
from jalur.widgets.explorer import Explorer
from jalur.widgets.lessons.making import both, lesson_explorer, over
from jalur.widgets.reading import Chart, Reading, Slider

URGENCIES = tuple(round(0.0025 * n, 4) for n in range(17))
DESKS = 7
CASES = 10
AUDITS = (0.04, 0.05, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0)
GAIN = 100


def disaster(**values: float | str) -> Explorer:
    """Return what hurry does to the value of a path, and what desks that agreed beforehand save.

    `value` of `jalur.model`. The full path is that of `jalur.full`; a desk that
    has agreed beforehand asks the same and takes no day.

    >>> disaster(ready=7).reading["at"]["prepared"] > disaster(ready=7).reading["at"]["full"]
    True
    """

    def compute(urgency: float, good_share: float, ready: int) -> Reading:
        def of(hurry: float) -> dict[str, float]:
            return {
                "direct": _worth(None, good_share, hurry),
                "full": _worth(0, good_share, hurry),
                "prepared": _worth(ready, good_share, hurry),
            }

        mine = of(urgency)
        best = max(mine, key=mine.__getitem__)
        situation = Situation(good_share=good_share, urgency=urgency)
        logs = [
            simulate(path, situation, cases=CASES, seed=6) for path in (direct(), _prepared(ready))
        ]
        lines = over(URGENCIES, of)
        meet = _meeting(good_share, ready)
        return Reading(
            lines,
            mine,
            {} if meet is None else {"meet": meet},
            best if mine[best] > 0 else "nothing",
            [[log.trace() for log in logs]],
        )

    knobs = (
        Slider("urgency", 0, 0.04, 0.0025, 0.02, "percent"),
        Slider("good_share", 0.5, 1, 0.05, 0.65, "percent"),
        Slider("ready", 0, DESKS, 1, 5),
    )
    drawn = (
        reading.Series("direct", "direct"),
        reading.Series("prepared", "desks"),
        reading.Series("full", "full"),
    )
    chart = Chart("worth", URGENCIES, drawn, here="urgency", rules={"meet": "x"}, x_unit="percent")
    shown = {"title": both("explore.disaster.play")}
    return lesson_explorer("disaster", compute, knobs, [chart], values, players=[shown])


@lru_cache
def _prepared(ready: int) -> Path:
    """Return the full path, `ready` of its seven desks having agreed before the case came."""
    clearances = (
        Step(
            f"desk_{place}", "clear", good=0.9, bad=0.3, days=0 if place <= ready else 10,
            cost=1 / 7, watch=0.14,
        )
        for place in range(1, DESKS + 1)
    )  # fmt: skip
    experts = panel(5, accuracy=0.8, days=30, cost=0.4, watch=0.1)
    return Series((experts, *clearances, act()), name="prepared" if ready else "full")


@lru_cache(4_000)
def _worth(ready: int | None, good_share: float, urgency: float) -> float:
    path = direct() if ready is None else _prepared(ready)
    return float(value_of(path, Situation(good_share=good_share, urgency=urgency)))


@lru_cache
def _meeting(good_share: float, ready: int) -> float | None:
    """Return where in the picture the direct path and the prepared one are worth the same.

    `jalur.break_even` looks everywhere and takes a tenth of a second: too long for a knob.
    """

    def lead(urgency: float) -> float:
        return _worth(None, good_share, urgency) - _worth(ready, good_share, urgency)

    for low, high in pairwise(URGENCIES):
        if (lead(low) < 0) != (lead(high) < 0):
            for _ in range(20):
                middle = (low + high) / 2
                same = (lead(middle) < 0) == (lead(high) < 0)
                low, high = (low, middle) if same else (middle, high)
            return low
    return None


def audit(**values: float | str) -> Explorer:
    """Return what is missing by how many projects are audited, and which sanction would deter.

    `missing_share` (Olken's eight points; the level is the reader's to choose) and
    `critical_sanction` (Becker and Stigler) of `jalur.theory`, for a gain of 100.

    >>> audit(audit=0.04).reading["at"]["sanction"], audit(audit=1).reading["at"]["sanction"]
    (2500.0, 100.0)
    """

    def compute(audit: float, baseline: float) -> Reading:
        def of(share: float) -> dict[str, float]:
            return {
                "missing": missing_share(share, baseline),
                "sanction": critical_sanction(GAIN, share),
            }

        mine = of(audit)
        return Reading(over(AUDITS, of), mine, {"less": 100 * (baseline - mine["missing"])})

    knobs = (
        Slider("audit", 0.04, 1, 0.04, 0.52, "percent"),
        Slider("baseline", 0.08, 0.4, 0.01, 0.28, "percent"),
    )
    missing = (reading.Series("missing", "refusal"),)
    sanction = (reading.Series("sanction", "experts"),)
    charts = (
        Chart("money", AUDITS, missing, "audit", (0, 0.4), x_unit="percent", y_unit="percent"),
        Chart("deter", AUDITS, sanction, "audit", (0, 2500), x_unit="percent"),
    )
    return lesson_explorer("audit", compute, knobs, charts, values)
