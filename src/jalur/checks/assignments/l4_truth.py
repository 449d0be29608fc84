"""What is true in lesson 4's assignment, by the theory of queues and by two real tables."""

from __future__ import annotations

from functools import cache
from itertools import groupby, pairwise
from math import floor
from statistics import mean, median

from jalur.checks.given import Numbers
from jalur.data import read
from jalur.theory import kingman, queue, tacit_approval
from jalur.theory.queues import Queue

COMING = {"A": 3.6, "B": 0.8, "C": 2.5, "D": 1.2, "E": 4}
STAY = {"A": 1.5, "B": 15, "C": 3, "D": 8, "E": 3.75}
"""Files a day, and working days per file, in the rows of the regency's board."""
CALENDAR = 7 / 5
"""Calendar days in a working day: how the board's wrong row was reckoned."""


def counter(n: Numbers) -> Queue:
    """Return how the counter with one official does in the long run."""
    return queue(n["arrivals"], 1 / n["work_days"])


def remedies(n: Numbers) -> dict[str, float]:
    """Return the days per file with each remedy, by its letter."""
    return {
        "A": queue(n["arrivals"], 1 / n["work_cut"]).lead_time,
        "B": queue(n["arrivals"], 1, officials=2).lead_time,
        "C": queue(n["fewer_files"], 1).lead_time,
        "D": 1 + kingman(n["arrivals"], arrival_cv=1, service_cv=0, service_time=1),
        "E": queue(n["arrivals"] / 2, 1).lead_time,
    }


def fastest_first(n: Numbers) -> list[str]:
    """Return the remedies from the fewest days per file to the most."""
    return sorted("ABCDE", key=remedies(n).get)


def least_load_first(n: Numbers) -> list[str]:
    """Return the remedies in groups of one load, from the lowest load to the highest."""
    load = {
        "A": n["arrivals"] * n["work_cut"], "B": n["arrivals"] / 2, "C": n["fewer_files"],
        "D": n["arrivals"], "E": n["arrivals"] / 2,
    }  # fmt: skip
    return ["".join(group) for _, group in groupby(sorted(load, key=load.get), key=load.get)]


def are_apart(n: Numbers) -> bool:
    """Return whether no two remedies are nearly alike."""
    return all(more > 1.05 * less for less, more in pairwise(sorted(remedies(n).values())))


def allowed(n: Numbers, counters: int = 0) -> float:
    """Return how many files may come in a day for the promise to hold at counters in a row."""
    return n["service_rate"] - (counters or n["counters"]) / n["promised"]


def lying(row: str, stretched: float = 1) -> float:
    """Return how many files the board should name in a row, or with `stretched` days."""
    return round(COMING[row] * STAY[row] * stretched, 1)


def wrong_rows(n: Numbers) -> list[str]:
    """Return the rows of the board that are not arrivals times days."""
    return [row for row in COMING if n[f"board_{row.lower()}"] != lying(row)]


def needed(arrivals: float, service_rate: float, longest_wait: float) -> int:
    """Return the fewest officials at one queue whose mean waiting time is no longer than that."""
    officials = busy(arrivals, service_rate)
    while queue(arrivals, service_rate, officials).waiting > longest_wait:
        officials += 1
    return officials


def busy(arrivals: float, service_rate: float) -> int:
    """Return the fewest officials who can keep up at all."""
    return floor(arrivals / service_rate) + 1


def needed_in_all(arrivals: float, service_rate: float, longest_wait: float) -> int:
    """Return the fewest officials if it is the stay that must be no longer than that."""
    return needed(arrivals, service_rate, longest_wait - 1 / service_rate)


def needed_apart(arrivals: float, service_rate: float, longest_wait: float) -> int:
    """Return the fewest officials if each has a queue of their own."""
    officials = busy(arrivals, service_rate)
    while queue(arrivals / officials, service_rate).waiting > longest_wait:
        officials += 1
    return officials


def is_clear(n: Numbers) -> bool:
    """Return whether no rounding decides how many officials with queues of their own are needed."""
    each = n["service_rate"] - n["service_rate"] / (1 + n["longest_wait"] * n["service_rate"])
    return abs(n["arrivals"] / each - round(n["arrivals"] / each)) > 1e-6


@cache
def hours(month: int = 0) -> tuple[float, ...]:
    """Return how long the applications took that began in a month of 2011, or all of them."""
    cases = read("receipt_cases_derived")
    chosen = cases.where(start_month=f"2011-{month:02}") if month else cases
    return tuple(chosen["duration_hours"])


def middles(took: tuple[float, ...], unit: float = 24) -> list[float]:
    """Return mean and median in days, and the share of applications above the mean."""
    middle = mean(took)
    return [middle / unit, median(took) / unit, sum(h > middle for h in took) / len(took)]


@cache
def _gaps() -> tuple[tuple[float, bool], ...]:
    gaps = read("receipt_gaps_derived")
    return tuple(zip(gaps["gap_hours"], map(bool, gaps["handoff"]), strict=True))


@cache
def handoffs(longer_than: float) -> dict[str, float]:
    """Return shares of gaps: hand-offs among the long ones, and what is easily taken for that."""
    hand = [(gap > longer_than, gap) for gap, handoff in _gaps() if handoff]
    long = [gap for gap, _ in _gaps() if gap > longer_than]
    both = [gap for is_long, gap in hand if is_long]
    return {
        "long": len(both) / len(long), "turned": len(both) / len(hand),
        "everywhere": len(hand) / len(_gaps()), "joint": len(both) / len(_gaps()),
        "time": sum(both) / sum(long),
    }  # fmt: skip


def from_mix(n: Numbers) -> float:
    """Return the part of the gap between two groups of files that their mix alone makes."""
    return (n["two_hard"] - n["one_hard"]) * (n["hard_days"] - n["easy_days"])


@cache
def _starts(year: int) -> tuple[int, float]:
    (row,) = read("doing_business_start_asean_2003_2019").where(iso3="IDN", year=year)
    return row["procedures"], row["days"]


def fall(n: Numbers) -> dict[str, float]:
    """Return shares of the fall in days: of fewer procedures, and what is taken for that."""
    (many, before), (few, after) = _starts(n["from_year"]), _starts(n["to_year"])
    whole = before - after
    return {
        "fewer": (many - few) * before / many / whole if whole else 0,
        "at-new-pace": (many - few) * after / few / whole if whole else 0,
        "procedures": (many - few) / many, "days": whole / before,
    }  # fmt: skip


def passing(silent: float, bad: float) -> list[float]:
    """Return the share of bad files that pass, and of these the share that nobody read."""
    passes = silent + (1 - silent) * bad
    return [passes, silent / passes]


def silence(n: Numbers) -> float:
    """Return the share of files on which nobody has decided within the term."""
    return tacit_approval(n["arrivals"], n["service_rate"], n["deadline"], n["bad_file"]).silent


def margins(n: Numbers) -> dict[str, float]:
    """Return by how much each statement that hangs on the numbers holds, or fails to."""
    together = queue(n["officials"] * n["load"], 1, officials=int(n["officials"]))
    return {
        "A": queue(n["higher"], 1).lead_time / queue(n["load"], 1).lead_time - 2,
        "B": 0.5 - together.waiting,
        "D": tacit_approval(n["load"], 1, n["deadline"], bad=0).silent - 0.5,
    }


def statements(n: Numbers) -> dict[str, bool]:
    """Return which statements about counters, records and limits hold."""
    hold = {letter: by > 0 for letter, by in margins(n).items()}
    return {"C": False, "E": False, "F": True, "G": False} | hold
