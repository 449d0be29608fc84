"""Answers to the assignment of lesson 4: each mistake as somebody would make it, and right ones."""

import statistics
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil, exp, factorial, floor

import numpy

from answers.choosing import one_letter_off
from jalur import read
from jalur.theory import kingman, queue, tacit_approval, tandem

BOARD = {"A": (3.6, 1.5), "B": (0.8, 15), "C": (2.5, 3), "D": (1.2, 8), "E": (4, 3.75)}


def rate(n):
    """Files that the counter of question 1 can do in a day."""
    return 1 / n["work_days"]


def stay(n):
    return 1 / (rate(n) - n["arrivals"])


def remedies(n):
    coming, cut, fewer = n["arrivals"], n["work_cut"], n["fewer_files"]
    return {
        "A": 1 / (1 / cut - coming),
        "B": queue(coming, 1, officials=2).lead_time,
        "C": 1 / (1 - fewer),
        "D": kingman(coming, 1, 0, 1) + 1,
        "E": 1 / (1 - coming / 2),
    }


def order(n):
    return sorted(remedies(n), key=remedies(n).get)


def by_load(n):
    load = {"A": n["arrivals"] * n["work_cut"], "C": n["fewer_files"], "D": n["arrivals"]}
    load |= {"B": n["arrivals"] / 2, "E": n["arrivals"] / 2}
    return sorted(load, key=load.get)


def swapped(n):
    """An order that is none of those that have a name."""
    *three, fourth, last = order(n)
    if {fourth, last} == {"B", "E"} or [*three, last, fourth] in (by_load(n), by_load(n)[::-1]):
        return [last, *three[::-1], fourth]
    return [*three, last, fourth]


def most(n):
    return n["service_rate"] - n["counters"] / n["promised"]


def by_trying(n):
    """The arrivals that keep the promise, by halving."""
    low, high = 0.0, n["service_rate"]
    for _ in range(50):
        coming = (low + high) / 2
        kept = coming < n["service_rate"] and (
            tandem(coming, n["service_rate"], n["counters"]) <= n["promised"]
        )
        low, high = (coming, high) if kept else (low, coming)
    return low


def off(n, row):
    """How far the printed number lies from arrivals times days."""
    coming, days = BOARD[row]
    return abs(n[f"board_{row.lower()}"] - coming * days)


def wrong_row(n):
    return max(BOARD, key=lambda row: off(n, row))


def sound(n):
    """The rows that are as they should be, in order."""
    return sorted(set(BOARD) - {wrong_row(n)})


def barely(arrivals, service_rate, longest_wait):
    """Officials who can just keep up, counted."""
    officials = 1
    while officials * service_rate <= arrivals:
        officials += 1
    return officials


def enough(arrivals, service_rate, longest_wait, what="waiting"):
    officials = barely(arrivals, service_rate, longest_wait)
    while getattr(queue(arrivals, service_rate, officials), what) > longest_wait:
        officials += 1
    return officials


def many_queues(arrivals, service_rate, longest_wait):
    """The waiting time of a counter alone, solved for what may come to it."""
    each = service_rate - service_rate / (1 + longest_wait * service_rate)
    return ceil(arrivals / each - 1e-12)


def erlang(arrivals, service_rate, longest_wait):
    """The same by Erlang's own sum, without `queue`."""
    offered = arrivals / service_rate
    officials = floor(offered) + 1
    while True:
        full = offered**officials / factorial(officials) * officials / (officials - offered)
        late = full / (full + sum(offered**k / factorial(k) for k in range(officials)))
        if late / (officials * service_rate - arrivals) <= longest_wait:
            return officials
        officials += 1


class Roster:
    """A thing that can be called need not be a `def`."""

    def __call__(self, arrivals, service_rate, longest_wait):
        seats = range(int(arrivals // service_rate) + 1, 10_000)
        return next(c for c in seats if queue(arrivals, service_rate, c).waiting <= longest_wait)


@cache
def _took(month):
    cases = read("receipt_cases_derived")
    return [one["duration_hours"] for one in cases if month in ("", one["start_month"])]


def took(n):
    return _took(f"2011-{n['month']:02}")


def three(hours, unit=24):
    """Mean, median, and the share above the mean."""
    middle = sum(hours) / len(hours)
    return [middle / unit, statistics.median(hours) / unit, above(hours, middle)]


def above(hours, bound):
    return len([one for one in hours if one > bound]) / len(hours)


def with_third(n, third):
    return [*three(took(n))[:2], third]


@cache
def _spans():
    gaps = read("receipt_gaps_derived")
    return list(zip(gaps["gap_hours"], gaps["handoff"], strict=True))


@cache
def counted(bound):
    """Gaps by (longer than that, hand-off)."""
    return Counter((span > bound, hand == 1) for span, hand in _spans())


def part(n, top, bottom):
    """The gaps that `top` admits as a share of those that `bottom` admits."""
    told = counted(n["longer_than"])
    kinds = [(is_long, hand) for is_long in (True, False) for hand in (True, False)]
    return sum(told[one] for one in kinds if top(*one)) / sum(
        told[one] for one in kinds if bottom(*one)
    )


def long(is_long, hand):
    return is_long


def hand(is_long, hand):
    return hand


def both(is_long, hand):
    return is_long and hand


def every(is_long, hand):
    return True


def of_time(n):
    spans = [(span, hand) for span, hand in _spans() if span > n["longer_than"]]
    return sum(span * hand for span, hand in spans) / sum(span for span, _ in spans)


def group(n, share):
    """Mean days of a group with this share of hard files, in one person's hands."""
    return share * n["hard_days"] + (1 - share) * n["easy_days"]


def added(n):
    return n["gap_days"] - group(n, n["two_hard"]) + group(n, n["one_hard"])


@cache
def _starts():
    rows = read("doing_business_start_asean_2003_2019").where(iso3="IDN")
    return {row["year"]: row for row in rows}


def years(n):
    return [_starts()[n[name]] for name in ("from_year", "to_year")]


def explained(n, pace=0):
    """The share of the fall that fewer procedures make, at the pace of the first or last year."""
    before, after = years(n)
    each = years(n)[pace]["days"] / years(n)[pace]["procedures"]
    gone = (before["procedures"] - after["procedures"]) * each
    return gone / (before["days"] - after["days"])


def lost(n, what):
    before, after = years(n)
    return 1 - after[what] / before[what]


def unread(n):
    return exp(-(n["service_rate"] - n["arrivals"]) * n["deadline"])


def slipped(n, silent=None):
    silent = unread(n) if silent is None else silent
    passes = 1 - (1 - silent) * (1 - n["bad_file"])
    return [passes, silent / passes]


def of_thousand(n):
    """Both shares, by counting files of a crowd."""
    crowd = 1_000_000
    silent = crowd * unread(n)
    passing = silent + (crowd - silent) * n["bad_file"]
    return passing / crowd, silent / passing


def holding(n):
    letters = {"F"}
    letters |= {"A"} if 1 - n["load"] > 2 * (1 - n["higher"]) else set()
    together = queue(n["officials"] * n["load"], 1, officials=n["officials"])
    letters |= {"B"} if together.lead_time < 1.5 else set()
    return letters | {"D"} if exp((n["load"] - 1) * n["deadline"]) > 0.5 else letters


WRONG = {
    "q1": [
        ("work", lambda n: n["work_days"]),
        ("waiting", lambda n: stay(n) - n["work_days"]),
        ("whole-day", lambda n: 1 / (1 - n["arrivals"] / rate(n))),
        ("left", lambda n: rate(n) - n["arrivals"]),
        ("load", lambda n: n["arrivals"] / rate(n)),
        ("crowd", lambda n: n["arrivals"] * stay(n)),
        ("sign", lambda n: 1 / (n["arrivals"] - rate(n))),
        ("other", lambda n: 77),
        ("words", lambda n: "lama sekali"),
    ],
    "q2": [
        ("reversed", lambda n: order(n)[::-1]),
        ("pooled", lambda n: "".join(order(n)).translate(str.maketrans("BE", "EB"))),
        ("load", by_load),
        ("other", swapped),
        ("order", lambda n: "ABCD"),
        ("order", remedies),
    ],
    "q3": [
        ("one", lambda n: n["service_rate"] - 1 / n["promised"]),
        ("left", lambda n: n["counters"] / n["promised"]),
        ("capacity", lambda n: n["service_rate"]),
        ("load", lambda n: most(n) / n["service_rate"]),
        (
            "waiting",
            lambda n: n["service_rate"]
            - n["counters"] / (n["promised"] + n["counters"] / n["service_rate"]),
        ),
        ("sign", lambda n: n["counters"] / n["promised"] - n["service_rate"]),
        ("other", lambda n: 99),
        ("many", lambda n: [most(n)]),
    ],
    "q4": [
        *((lambda n, i=i: sound(n)[i], lambda n, i=i: sound(n)[i]) for i in range(3)),
        (lambda n: sound(n)[3], lambda n: sound(n)[3].lower()),
        ("choice", lambda n: n["board_a"]),
        ("choice", sound),
        ("choice", lambda n: f"board_{wrong_row(n).lower()}"),
    ],
    "q5": [
        ("busy", lambda n: barely),
        ("stay", lambda n: lambda *told: enough(*told, what="lead_time")),
        ("apart", lambda n: many_queues),
        ("short", lambda n: lambda *told: enough(*told) - 1),
        ("load", lambda n: lambda arrivals, service_rate, longest: arrivals / service_rate),
        ("returns-nothing", lambda n: lambda *told: print(enough(*told))),
        ("no-function", lambda n: enough(**n)),
        ("raised", lambda n: lambda arrivals: 1),
        ("other", lambda n: lambda arrivals, service_rate, longest: 4),
    ],
    "q6": [
        ("exchanged", lambda n: [three(took(n))[1], three(took(n))[0], three(took(n))[2]]),
        ("hours", lambda n: three(took(n), unit=1)),
        ("everybody", lambda n: three(_took(""))),
        ("half", lambda n: with_third(n, 0.5)),
        ("faster", lambda n: with_third(n, 1 - three(took(n))[2])),
        ("no-zeros", lambda n: three([one for one in took(n) if one > 0])),
        ("other", lambda n: with_third(n, 0.999)),
        ("length", lambda n: three(took(n))[:2]),
        ("no-list", lambda n: three(took(n))[0]),
    ],
    "q7": [
        ("turned", lambda n: part(n, both, hand)),
        ("everywhere", lambda n: part(n, hand, every)),
        ("joint", lambda n: part(n, both, every)),
        ("time", of_time),
        ("same-hands", lambda n: 1 - part(n, both, long)),
        ("percent", lambda n: 100 * part(n, both, long)),
        ("range", lambda n: 4321),
        ("other", lambda n: 0.999),
    ],
    "q8": [
        ("whole", lambda n: n["gap_days"]),
        ("mix", lambda n: group(n, n["two_hard"]) - group(n, n["one_hard"])),
        ("two-only", lambda n: n["gap_days"] - group(n, n["two_hard"]) + n["easy_days"]),
        (
            "hard-only",
            lambda n: n["gap_days"] + n["hard_days"] * (n["one_hard"] - n["two_hard"]),
        ),
        ("part", lambda n: added(n) / n["gap_days"]),
        ("all-hard", lambda n: n["gap_days"] - n["hard_days"] + n["easy_days"]),
        ("sign", lambda n: -added(n)),
        ("other", lambda n: 99),
    ],
    "q9": [
        ("procedures", lambda n: lost(n, "procedures")),
        ("days", lambda n: lost(n, "days")),
        ("at-new-pace", lambda n: explained(n, pace=1)),
        ("rest", lambda n: 1 - explained(n)),
        ("percent", lambda n: 100 * explained(n)),
        ("range", lambda n: years(n)[0]["days"] + 100),
        ("other", lambda n: 0.9999),
    ],
    "q10": [
        ("exchanged", lambda n: slipped(n)[::-1]),
        ("of-all", lambda n: [slipped(n)[0], unread(n)]),
        ("read", lambda n: [slipped(n)[0], 1 - slipped(n)[1]]),
        ("added", lambda n: [unread(n) + n["bad_file"], unread(n) / (unread(n) + n["bad_file"])]),
        (
            "load",
            lambda n: slipped(n, exp((n["arrivals"] / n["service_rate"] - 1) * n["deadline"])),
        ),
        ("silent", lambda n: [unread(n), 1]),
        ("other", lambda n: [0.001, 0.001]),
        ("length", lambda n: slipped(n)[:1]),
        ("no-list", lambda n: slipped(n)[0]),
    ],
    "q11": [
        *one_letter_off(holding, "ABCDEFG"),
        ("letters", lambda n: {"A", "Z"}),
    ],
}  # fmt: skip

RIGHT = {
    "q1": [
        stay,
        lambda n: queue(n["arrivals"], rate(n)).lead_time,
        lambda n: n["work_days"] + kingman(n["arrivals"] * n["work_days"], 1, 1, n["work_days"]),
        lambda n: f"{stay(n):.4f}".replace(".", ","),
        lambda n: Decimal(stay(n)),
    ],
    "q2": [
        order,
        lambda n: "".join(order(n)),
        lambda n: ", ".join(order(n)).lower(),
        lambda n: [letter for letter, _ in sorted(remedies(n).items(), key=lambda pair: pair[1])],
    ],
    "q3": [
        most,
        by_trying,
        lambda n: Fraction(n["service_rate"]) - Fraction(n["counters"], n["promised"]),
        lambda n: round(most(n), 4),
        lambda n: numpy.float64(most(n)),
    ],
    "q4": [wrong_row, lambda n: wrong_row(n).lower(), lambda n: f" {wrong_row(n)} "],
    "q5": [
        lambda n: enough,
        lambda n: erlang,
        lambda n: Roster(),
        lambda n: lambda *told: float(enough(*told)),
    ],
    "q6": [
        lambda n: three(took(n)),
        lambda n: tuple(round(one, 4) for one in three(took(n))),
        lambda n: numpy.array(three(took(n))),
        lambda n: "; ".join(f"{one:.4f}".replace(".", ",") for one in three(took(n))),
    ],
    "q7": [
        lambda n: part(n, both, long),
        lambda n: round(part(n, both, long), 2),
        lambda n: f"{100 * part(n, both, long):.1f} persen",
        lambda n: Fraction(part(n, both, long)),
    ],
    "q8": [
        added,
        lambda n: round(added(n), 2),
        lambda n: n["gap_days"]
        - (n["two_hard"] - n["one_hard"]) * (n["hard_days"] - n["easy_days"]),
        lambda n: f"{added(n):.2f}".replace(".", ","),
    ],
    "q9": [
        explained,
        lambda n: lost(n, "procedures") / lost(n, "days"),
        lambda n: round(explained(n), 4),
        lambda n: f"{100 * explained(n):.1f} %",
    ],
    "q10": [
        slipped,
        of_thousand,
        lambda n: [round(one, 3) for one in slipped(n)],
        lambda n: [
            tacit_approval(n["arrivals"], n["service_rate"], n["deadline"], n["bad_file"]).bad,
            f"{100 * slipped(n)[1]:.2f} %",
        ],
    ],
    "q11": [
        holding,
        lambda n: sorted(holding(n)),
        lambda n: ", ".join(sorted(holding(n))).lower(),
    ],
}  # fmt: skip

WANAKALI = {
    "q1": {"arrivals": 3.2, "work_days": 0.2},
    "q2": {"arrivals": 0.81, "work_cut": 0.5, "fewer_files": 0.35},
    "q3": {"counters": 6, "service_rate": 3.5, "promised": 3},
    "q4": {"board_a": 5.4, "board_b": 16.8, "board_c": 7.5, "board_d": 9.6, "board_e": 15.0},
    "q5": {"arrivals": 40, "service_rate": 4, "longest_wait": 0.3},
    "q6": {"month": 9},
    "q7": {"longer_than": 168},
    "q8": {"one_hard": 0.2, "two_hard": 0.85, "easy_days": 1, "hard_days": 13, "gap_days": 13},
    "q9": {"from_year": 2015, "to_year": 2016},
    "q10": {"arrivals": 4.2, "service_rate": 4.5, "deadline": 5, "bad_file": 0.05},
    "q11": {"load": 0.85, "higher": 0.89, "officials": 3, "deadline": 6},
}
"""What the key "Wanakali" drew when the questions were written, and draws for ever."""
