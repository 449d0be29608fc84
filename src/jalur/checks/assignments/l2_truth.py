"""What is true in lesson 2's assignment: each answer, and parts of each mistake, by the model."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import isclose

from jalur.checks.given import Numbers
from jalur.data import read
from jalur.model import (
    Path,
    Situation,
    Step,
    acceptance,
    act,
    bureaucracy,
    desks,
    direct,
    expected_days,
    full,
    panel,
    simulate,
    technocracy,
    value,
    worth,
)


def passing(n: Numbers, share: float) -> float:
    """Return the probability of passing a row of desks that each pass `share`."""
    return acceptance(desks(n["desks"], good=share, bad=share, days=0)).good


def row_days(n: Numbers) -> float:
    """Return the working days of a row of desks."""
    return n["desks"] * n["desk_days"]


def in_a_row(n: Numbers) -> float:
    """Return the days of experts, then desks, then the crew."""
    experts, row = _experts(n), _row(n)
    return expected_days(experts >> row >> act(n["crew_days"])).accepted


def side_by_side(n: Numbers) -> float:
    """Return the days of experts and desks side by side, then the crew."""
    experts, row = _experts(n), _row(n)
    return expected_days((experts & row) >> act(n["crew_days"])).accepted


def _experts(n: Numbers) -> Path:
    return panel(n["judges"], accuracy=n.get("accuracy", 0.8), days=n["judge_days"])


def _row(n: Numbers) -> Path:
    good, bad = n.get("good", 0.9), n.get("bad", 0.3)
    return desks(n["desks"], good=good, bad=bad, days=n["desk_days"])


def seen(n: Numbers) -> tuple[int, int]:
    """Return how many proposals the second desk of the log met, and how many it passed."""
    row = desks(n["desks"], good=n["good"], bad=n["bad"], days=n["desk_days"], variation=1)
    visits = simulate(row, Situation(), cases=n["cases"], seed=n["seed"]).visits
    met = visits.where(step=1)
    return len(met), len(met.where(verdict="yes"))


@cache
def month(order: int) -> int:
    """Return the month of a point of the budget cycle, counted from the start of its year 0."""
    (row,) = read("apbn_cycle").where(order=order)
    return row["year"] * 12 + row["month"]


def months(n: Numbers) -> int:
    """Return how many months lie from one point of the budget cycle to another."""
    return month(n["end_point"]) - month(n["start_point"])


def statements(n: Numbers) -> dict[str, bool]:
    """Return which statements about experts and a row of desks hold."""
    experts, row, crew = _experts(n), _row(n), act()
    idle = Step("idle", "clear", days=n["desk_days"])
    together, after = (experts & row) >> crew, experts >> row >> crew

    def days(path: Path) -> float:
        return expected_days(path).accepted

    return {
        "A": isclose(acceptance(together).good, acceptance(after).good),
        "B": isclose(days(after) - days(together), max(days(experts), days(row))),
        "C": acceptance(row).good > 0.5,
        "D": acceptance((experts | row) >> crew).bad > acceptance(row >> crew).bad,
        "E": isclose(days(row >> idle >> crew), days(row >> crew)),
        "F": acceptance(crew).bad == 1,
    }


def asked(n: Numbers) -> tuple[Path, Path, Path]:
    """Return the three parts of which q9 asks for a path."""
    clear = {"kind": "clear", "good": n["good"], "bad": n["bad"]}
    land = Step("land", **clear, days=n["land_days"])
    return _experts(n), land, Step("money", **clear, days=n["money_days"])


def _names(path: Path) -> set[str]:
    return {step.name for step in path.steps if step.kind != "act"}


def _days(*paths: Path) -> set[tuple[str, float]]:
    return {(step.name, step.days) for path in paths for step in path.steps if step.kind != "act"}


def _wanted(n: Numbers) -> set[str]:
    return set().union(*map(_names, asked(n)))


def _passes_as_if_all_agreed(n: Numbers, path: Path) -> bool:
    experts, land, money = asked(n)
    all_agree, passed = acceptance(experts >> land >> money), acceptance(path)
    return isclose(passed.good, all_agree.good) and isclose(passed.bad, all_agree.bad)


FAULTS: dict[str, Callable[[Numbers], Callable[[Path], bool]]] = {
    "part": lambda n: lambda path: not _names(path) >= _wanted(n),
    "extra": lambda n: lambda path: not _names(path) <= _wanted(n),
    "crew": lambda n: lambda path: path.steps[-1].kind != "act",
    "either": lambda n: (
        lambda path: _days(path) != _days(*asked(n)) or not _passes_as_if_all_agreed(n, path)
    ),
    "late": lambda n: lambda path: expected_days(path).accepted > n["limit"],
}
"""What may be wrong with a path for q9, the plainest first."""


def meets(n: Numbers) -> Callable[[Path], bool]:
    """Return whether a path is as q9 asks."""
    return lambda path: not any(fault(n)(path) for fault in FAULTS.values())


def leaves_one_way(n: Numbers) -> bool:
    """Return whether q9 can be met, and only where the experts wait for nobody."""
    experts, land, money = asked(n)
    fastest, slower = (experts & (land >> money)) >> act(), (experts >> (land & money)) >> act()
    return expected_days(fastest).accepted <= n["limit"] < expected_days(slower).accepted


def turns_sign(n: Numbers) -> bool:
    """Return whether the direct path leads in the first situation of q10 and lags in the second."""
    (first,), (second,), _ = situations(n)
    return lead(n)(first) > 1 and lead(n)(second) < -1


def lead(
    n: Numbers, *, direct: float = 1, experts: float = -1, **other: float
) -> Callable[[Situation], float]:
    """Return the function of q10: how far the direct path's worth is above the experts'.

    `other` replaces one of the experts' five numbers; `direct` and `experts` weigh the two worths.
    """
    of_direct = {"good": 1, "bad": 1, "days": 1, "leak": n["direct_leak"], "cost": 0}
    passed = acceptance(panel(n["judges"], accuracy=n["accuracy"], days=n["experts_days"]))
    of_experts = {
        "good": passed.good,
        "bad": passed.bad,
        "days": n["experts_days"],
        "leak": n["experts_leak"],
        "cost": n["experts_cost"],
        **other,
    }

    def function(situation: Situation) -> float:
        of_both = direct * worth(**of_direct, situation=situation)
        return of_both + experts * worth(**of_experts, situation=situation)

    return function


def situations(n: Numbers) -> list[tuple[Situation]]:
    """Return the situations on which a function for q10 is tried."""
    shares = (n["first_share"], n["second_share"], 0.5)
    return [(Situation(good_share=share, urgency=n["urgency"]),) for share in shares]


def values(n: Numbers) -> dict[str, float]:
    """Return what each named path is worth in the situation of q11 and q12, and doing nothing."""
    situation = Situation(good_share=n["good_share"], urgency=n["urgency"], loss=n["loss"])
    return {"nothing": 0.0, **{path.name: float(value(path, situation)) for path in _named()}}


@cache
def _named() -> tuple[Path, ...]:
    return direct(), technocracy(), bureaucracy(), full()


def winner(n: Numbers) -> str:
    """Return the name that is worth most."""
    known = values(n)
    return max(known, key=known.get)


def ranked(n: Numbers) -> list[float]:
    """Return the values, the highest first."""
    return sorted(values(n).values(), reverse=True)


def margin(n: Numbers, over: int = 1) -> float:
    """Return how far the highest value is above the next, or above the one `over` places below."""
    return ranked(n)[0] - ranked(n)[over]
