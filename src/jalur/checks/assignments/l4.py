"""Lesson 4's assignment: counters and their load, a real permit log, and silence that means yes.

The counters are invented; a day is a working day. What comes from `jalur.data` is real, and its
days are those of the calendar.
"""

from __future__ import annotations

from math import exp

from jalur.checks.assignments import l4_truth as truth
from jalur.checks.kinds import Choice, Function, Number, Statements
from jalur.checks.several import NumberList, Order


def _steps(first: float, last: float, step: float) -> tuple[float, ...]:
    """Return the numbers from `first` to `last`, rounded to what a table shows."""
    return tuple(round(first + n * step, 3) for n in range(round((last - first) / step) + 1))


# fmt: off
QUESTIONS = {
    "q1": Number(
        given=dict(arrivals=3.4, work_days=0.25),
        draws=dict(arrivals=_steps(1.2, 4.6, 0.2), work_days=(0.2, 0.25, 0.4, 0.5)),
        right=lambda n: truth.counter(n).lead_time,
        mistakes={
            "work": lambda n: n["work_days"],
            "waiting": lambda n: truth.counter(n).waiting,
            "whole-day": lambda n: truth.counter(n).lead_time / n["work_days"],
            "left": lambda n: 1 / n["work_days"] - n["arrivals"],
            "load": lambda n: n["arrivals"] * n["work_days"],
            "crowd": lambda n: truth.counter(n).length,
        },
        fair=lambda n: 0.5 < n["arrivals"] * n["work_days"] < 0.96,
    ),
    "q2": Order(
        given=dict(arrivals=0.85, work_cut=0.65, fewer_files=0.78),
        draws=dict(
            arrivals=_steps(0.8, 0.95, 0.01), work_cut=_steps(0.4, 0.85, 0.05),
            fewer_files=_steps(0.3, 0.85, 0.05),
        ),
        right=truth.fastest_first,
        mistakes={
            "reversed": lambda n: truth.fastest_first(n)[::-1],
            "pooled": lambda n: [
                {"B": "E", "E": "B"}.get(one, one) for one in truth.fastest_first(n)
            ],
            "load": truth.least_load_first,
        },
        fair=lambda n: truth.are_apart(n) and n["fewer_files"] < n["arrivals"],
    ),
    "q3": Number(
        given=dict(counters=4, service_rate=2.5, promised=6),
        draws=dict(
            counters=(3, 5, 6, 8), service_rate=_steps(1.5, 4.5, 0.5), promised=range(3, 13),
        ),
        right=truth.allowed,
        mistakes={
            "one": lambda n: truth.allowed(n, counters=1),
            "left": lambda n: n["counters"] / n["promised"],
            "capacity": lambda n: n["service_rate"],
            "load": lambda n: truth.allowed(n) / n["service_rate"],
            "waiting": lambda n: (
                n["service_rate"] - 1 / (n["promised"] / n["counters"] + 1 / n["service_rate"])
            ),
        },
        fair=lambda n: 0.4 < truth.allowed(n) / n["service_rate"] < 0.93,
    ),
    "q4": Choice(
        given={
            f"board_{row.lower()}": truth.lying(row, truth.CALENDAR if row == "D" else 1)
            for row in truth.COMING
        },
        draws={
            f"board_{row.lower()}": 3 * [truth.lying(row)] + [truth.lying(row, truth.CALENDAR)]
            for row in truth.COMING
        },
        choices=tuple(truth.COMING),
        right=lambda n: truth.wrong_rows(n)[0],
        fair=lambda n: len(truth.wrong_rows(n)) == 1,
    ),
    "q5": Function(
        given=dict(arrivals=23, service_rate=5, longest_wait=0.3),
        draws=dict(
            arrivals=range(12, 41), service_rate=(4, 5, 6), longest_wait=(0.26, 0.3, 0.4),
        ),
        trials=lambda n: [
            (n["arrivals"], n["service_rate"], n["longest_wait"]), (30, 6, 0.2), (9, 5, 0.5),
            (1, 4, 1), (38, 4, 0.26), (17, 6, 0.4),
        ],
        right=lambda n: truth.needed,
        mistakes={
            "busy": lambda n: lambda arrivals, rate, longest: truth.busy(arrivals, rate),
            "stay": lambda n: truth.needed_in_all,
            "apart": lambda n: truth.needed_apart,
            "short": lambda n: lambda *told: truth.needed(*told) - 1,
            "load": lambda n: lambda arrivals, rate, longest: arrivals / rate,
        },
        fair=truth.is_clear,
        within=1e-9,
    ),
    "q6": NumberList(
        given=dict(month=7),
        draws=dict(month=(2, 3, 4, 5, 6, 8, 9, 12)),
        right=lambda n: truth.middles(truth.hours(n["month"])),
        mistakes={
            "exchanged": lambda n: [
                truth.middles(truth.hours(n["month"]))[place] for place in (1, 0, 2)
            ],
            "hours": lambda n: truth.middles(truth.hours(n["month"]), unit=1),
            "everybody": lambda n: truth.middles(truth.hours()),
            "half": lambda n: [*truth.middles(truth.hours(n["month"]))[:2], 0.5],
            "faster": lambda n: [
                *truth.middles(truth.hours(n["month"]))[:2],
                1 - truth.middles(truth.hours(n["month"]))[2],
            ],
            "no-zeros": lambda n: truth.middles(
                tuple(took for took in truth.hours(n["month"]) if took)
            ),
        },
        within_absolute=0.00006,
    ),
    "q7": Number(
        given=dict(longer_than=48),
        draws=dict(longer_than=(12, 24, 72, 96, 120, 168, 240, 336)),
        right=lambda n: truth.handoffs(n["longer_than"])["long"],
        mistakes={
            "turned": lambda n: truth.handoffs(n["longer_than"])["turned"],
            "everywhere": lambda n: truth.handoffs(n["longer_than"])["everywhere"],
            "joint": lambda n: truth.handoffs(n["longer_than"])["joint"],
            "time": lambda n: truth.handoffs(n["longer_than"])["time"],
            "same-hands": lambda n: 1 - truth.handoffs(n["longer_than"])["long"],
        },
        share=True,
    ),
    "q8": Number(
        given=dict(one_hard=0.1, two_hard=0.6, easy_days=1, hard_days=13, gap_days=8),
        draws=dict(
            one_hard=_steps(0.05, 0.3, 0.05), two_hard=_steps(0.45, 0.9, 0.05),
            easy_days=(1, 2, 3), hard_days=range(9, 21), gap_days=range(4, 16),
        ),
        right=lambda n: n["gap_days"] - truth.from_mix(n),
        mistakes={
            "whole": lambda n: n["gap_days"],
            "mix": truth.from_mix,
            "two-only": lambda n: n["gap_days"] - truth.from_mix({**n, "one_hard": 0}),
            "hard-only": lambda n: n["gap_days"]
            - (n["two_hard"] - n["one_hard"]) * n["hard_days"],
            "part": lambda n: 1 - truth.from_mix(n) / n["gap_days"],
            "all-hard": lambda n: n["gap_days"] - (n["hard_days"] - n["easy_days"]),
        },
        fair=lambda n: 0.08 < 1 - truth.from_mix(n) / n["gap_days"] < 0.6,
        within_absolute=0.02,
    ),
    "q9": Number(
        given=dict(from_year=2015, to_year=2018),
        draws=dict(from_year=range(2014, 2018), to_year=range(2015, 2020)),
        right=lambda n: truth.fall(n)["fewer"],
        mistakes={
            "procedures": lambda n: truth.fall(n)["procedures"],
            "days": lambda n: truth.fall(n)["days"],
            "at-new-pace": lambda n: truth.fall(n)["at-new-pace"],
            "rest": lambda n: 1 - truth.fall(n)["fewer"],
        },
        fair=lambda n: (
            n["from_year"] < n["to_year"] and (n["from_year"], n["to_year"]) != (2014, 2019)
        ),
        share=True,
    ),
    "q10": NumberList(
        given=dict(arrivals=3.4, service_rate=4, deadline=2, bad_file=0.15),
        draws=dict(
            arrivals=_steps(1.6, 5.6, 0.2), service_rate=_steps(2, 6, 0.5), deadline=(2, 3, 4, 5),
            bad_file=(0.05, 0.08, 0.12, 0.2),
        ),
        right=lambda n: truth.passing(truth.silence(n), n["bad_file"]),
        mistakes={
            "exchanged": lambda n: truth.passing(truth.silence(n), n["bad_file"])[::-1],
            "of-all": lambda n: [
                truth.passing(truth.silence(n), n["bad_file"])[0], truth.silence(n)
            ],
            "read": lambda n: [
                truth.passing(truth.silence(n), n["bad_file"])[0],
                1 - truth.passing(truth.silence(n), n["bad_file"])[1],
            ],
            "added": lambda n: [
                truth.silence(n) + n["bad_file"],
                truth.silence(n) / (truth.silence(n) + n["bad_file"]),
            ],
            "load": lambda n: truth.passing(
                exp(-(1 - n["arrivals"] / n["service_rate"]) * n["deadline"]), n["bad_file"]
            ),
            "silent": lambda n: [truth.silence(n), 1],
        },
        fair=lambda n: (
            0.6 < n["arrivals"] / n["service_rate"] < 0.97 and 0.1 < truth.silence(n) < 0.6
            and truth.passing(truth.silence(n), n["bad_file"])[1] > 0.5
        ),
        within_absolute=0.002,
    ),
    "q11": Statements(
        given=dict(load=0.88, higher=0.95, officials=6, deadline=4),
        draws=dict(
            load=_steps(0.8, 0.92, 0.01), higher=_steps(0.88, 0.98, 0.01), officials=range(3, 13),
            deadline=range(2, 9),
        ),
        letters=truth.statements,
        fair=lambda n: (
            n["load"] < n["higher"] and all(abs(by) > 0.03 for by in truth.margins(n).values())
        ),
    ),
}
# fmt: on
