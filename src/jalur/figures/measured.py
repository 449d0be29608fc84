"""What was measured, drawn: permits, procedures, indicators, and the calendar of the budget."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10, sqrt
from statistics import fmean, median

from jalur.figures.axis import Axis
from jalur.figures.bars import Panel, bar_chart, spread_chart
from jalur.figures.calendars import Stretch, calendar_chart
from jalur.figures.figure import Figure, voice
from jalur.figures.lines import Line, line_chart
from jalur.model import limits
from jalur.table import Table
from jalur.texts import catalogue, say

NINETY = 1.645
"""Standard errors on either side of an estimate that 90 in 100 such intervals need."""
BREAKS = {"Indonesia": 2014}
"""From which year on a series is compared; its earlier years are not joined to it."""


def durations(cases: Table, language: str | None = None) -> Figure:
    """Return how long permits took, on a scale of powers of ten, with mean and median (lesson 4).

    Args:
        cases: ``jalur.read("receipt_cases_derived")``, or a table with its `duration_hours`.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    >>> from jalur import read
    >>> durations(read("receipt_cases_derived"), "en").title
    'Half of the files are done within 48 minutes, yet the mean is 5.4 days'
    """
    language, said = voice("durations", language)
    hours = list(cases["duration_hours"])
    middle, mean = median(hours), fmean(hours)
    spoken = {"median": _duration(middle, language), "mean": _duration(mean, language)}
    marks = [
        (value, said(name, time=spoken[name]))
        for name, value in (("median", middle), ("mean", mean))
    ]
    counts = {1 / 60: 1, 1.0: 1, 24.0: 1, 240.0: 10, 2400.0: 100}
    units = ("minute", "hour", "day", "day", "day")
    ticks = {
        at: say(f"figure.{unit}{'.one' if count == 1 else ''}", language, n=count)
        for (at, count), unit in zip(counts.items(), units, strict=True)
    }
    # Four bars to a power of ten; a hair of room, so that the longest is inside.
    low, high = (log10(end) * 4 for end in (min(filter(None, hours)), max(hours) * 1.0001))
    edges = [10 ** (n / 4) for n in range(floor(low), ceil(high) + 1)]
    return spread_chart(
        said("title", **spoken),
        Axis(said("x"), log=True),
        Axis(said("y")),
        hours, edges, ticks, marks, language,
        note=said("note", none=sum(hour == 0 for hour in hours)),
    )  # fmt: skip


def handoffs(gaps: Table, language: str | None = None) -> Figure:
    """Return the hand-offs' share of all gaps and of all the time in them (lesson 4).

    Args:
        gaps: ``jalur.read("receipt_gaps_derived")``, or a table with its `gap_hours`, `handoff`.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    >>> from jalur import read
    >>> handoffs(read("receipt_gaps_derived"), "en").title
    'Hand-offs are 16.9% of all gaps, yet hold 73.7% of the time'
    """
    language, said = voice("handoffs", language)
    hours, handed = gaps["gap_hours"], gaps["handoff"]
    shares = [
        fmean(handed),
        sum(hour for hour, over in zip(hours, handed, strict=True) if over) / sum(hours),
    ]
    axis = Axis(said("axis"), "share")
    of_gaps, of_time = (axis.say(round(share, 3), language) for share in shares)
    return bar_chart(
        said("title", gaps=of_gaps, time=of_time),
        [said(name) for name in ("gaps", "time")],
        [Panel(axis, {"": shares})], language, pens=[2, 2],
        head=said("of"), note=said("note"),
    )  # fmt: skip


def procedures(starts: Table, country: str = "Indonesia", language: str | None = None) -> Figure:
    """Return days and procedures to start a business, year by year, each against its first year.

    Args:
        starts: ``jalur.read("doing_business_start_asean_2003_2019")``.
        country: As the table writes it.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    Raises:
        InputError: If the table does not know it.

    >>> from jalur import read
    >>> procedures(read("doing_business_start_asean_2003_2019"), language="en").title
    'Indonesia, 2014 to 2019: from 53.9 to 12.6 days, from 13 to 11 procedures'
    """
    language, said = voice("procedures", language)
    limits.choice("procedures", "country", country, _known(starts, "country"))
    rows = list(starts.where(country=country))
    begins = BREAKS.get(country, rows[0]["year"])
    kept = [row for row in rows if row["year"] >= begins]
    first, last = kept[0], kept[-1]
    years = [row["year"] for row in kept]
    lines = [
        Line(
            said(name, first=float(first[name])),
            years, [row[name] / first[name] for row in kept], pen,
        )
        for name, pen in (("procedures", 2), ("days", 0))
    ]  # fmt: skip
    title = said(
        "title",
        country=country,
        start=str(first["year"]),
        end=str(last["year"]),
        days_start=float(first["days"]),
        days_end=float(last["days"]),
        steps_start=first["procedures"],
        steps_end=last["procedures"],
    )
    year = Axis(say("figure.year", language), "year")
    part = Axis(said("axis", start=str(first["year"])), "share")
    note = said("note")
    indexed = line_chart(title, year, part, lines, language, points=True, note=note)
    counted = {
        said(f"table.{name}"): [row[name] for row in kept] for name in ("procedures", "days")
    }
    return replace(indexed, table=Table({year.label: years, **counted}))


def governance(
    indicators: Table,
    indicator: str = "GovernmentEffectiveness",
    country: str = "Indonesia",
    language: str | None = None,
) -> Figure:
    """Return one indicator of one country with its 90 per cent intervals (lesson 6).

    Args:
        indicators: ``jalur.read("wgi_asean_1996_2019")``.
        indicator: One of its three.
        country: As the table writes it.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    Raises:
        InputError: If the table does not know it.

    >>> from jalur import read
    >>> governance(read("wgi_asean_1996_2019"), language="en").title
    'Government effectiveness, Indonesia: 2018 and 2019 differ by less than their errors'
    """
    language, said = voice("governance", language)
    limits.choice("governance", "country", country, _known(indicators, "country"))
    limits.choice("governance", "indicator", indicator, _known(indicators, "indicator"))
    rows = [
        row
        for row in indicators.where(indicator=indicator, country=country)
        if row["estimate"] is not None
    ]
    before, after = rows[-2], rows[-1]
    step = after["estimate"] - before["estimate"]
    sure = abs(step) > NINETY * sqrt(sum(one["standard_error"] ** 2 for one in (before, after)))
    label = said(indicator)
    title = said(
        "apart" if sure else "alike",
        country=country,
        indicator=label,
        before=str(before["year"]),
        after=str(after["year"]),
    )
    line = Line(
        label, [row["year"] for row in rows], [row["estimate"] for row in rows], 1,
        [NINETY * row["standard_error"] for row in rows],
    )  # fmt: skip
    return line_chart(
        title, Axis(say("figure.year", language), "year"),
        Axis(said("y", indicator=label)), [line], language,
        points=True, zero=True, note=said("note"),
    )  # fmt: skip


def calendar(
    steps: Table | Iterable[tuple[str, date, date]],
    year: int = 2026,
    language: str | None = None,
) -> Figure:
    """Return dated steps as rows of a calendar, from when each may begin to its last day.

    Args:
        steps: ``jalur.read("apbn_cycle")``, where a stretch begins on the last day of the step
            before; or names with their first and last days.
        year: The budget year of the cycle.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    >>> from jalur import read
    >>> calendar(read("apbn_cycle"), language="en").title
    'The longest stretch: Accountability bill, 546 calendar days'
    """
    language, said = voice("calendar", language)
    rows = _cycle(steps, year) if isinstance(steps, Table) else [
        (name, None, start, end) for name, start, end in steps
    ]  # fmt: skip
    origin = min(start for _, _, start, _ in rows)
    texts = catalogue(language)
    stretches = [
        Stretch(
            texts.get(f"figure.step.{name}", name), who, (start - origin).days,
            (end - origin).days, _date(end, language),
        )
        for name, who, start, end in rows
    ]  # fmt: skip
    finish = max(end for *_, end in rows)
    months = range(origin.year * 12 + origin.month - 1, finish.year * 12 + finish.month)
    every = next(n for n in (1, 2, 3, 6, 12, 24, 60, 120) if len(months) / n <= 8)
    first_days = [date(n // 12, n % 12 + 1, 1) for n in months if n % every == 0]
    first_days = [first for first in first_days if origin <= first <= finish]
    ticks = {
        (first - origin).days: f"{_month(first, language)}\n{first.year}" for first in first_days
    }
    longest = max(stretches, key=lambda row: row.end - row.start)
    title = said("title", step=longest.name, days=longest.end - longest.start)
    heads = [said(head) for head in ("step", "who", "last", "days")]
    cycle = isinstance(steps, Table)
    note = said("note") if cycle else ""
    return calendar_chart(title, stretches, ticks, heads, language, note=note)


def _cycle(steps: Table, year: int) -> list[tuple[str, str, date, date]]:
    days = [date(year + row["year"], row["month"], row["day"]) for row in steps]
    starts = [days[0], *(earlier for earlier, _ in pairwise(days))]
    return list(zip(steps["step"], steps["body"], starts, days, strict=True))


def _known(table: Table, column: str) -> list[str]:
    return sorted(set(table[column]))


def _month(day: date, language: str) -> str:
    return say("figure.months", language).split()[day.month - 1]


def _date(day: date, language: str) -> str:
    return f"{day.day} {_month(day, language)} {day.year}"


def _duration(hours: float, language: str) -> str:
    """Return a time in the unit in which it is a small number."""
    size, unit = next(
        (size, unit) for size, unit in ((24, "day"), (1, "hour"), (1 / 60, "minute"))
        if hours >= size or unit == "minute"
    )  # fmt: skip
    return say(f"figure.{unit}", language, n=float(f"{hours / size:.2g}"))
