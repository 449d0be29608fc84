"""The closed forms of `jalur.theory`, drawn: agreements, queues, votes, tests, control."""

from __future__ import annotations

from collections.abc import Sequence

from jalur import theory
from jalur.figures.axis import Axis
from jalur.figures.figure import Figure, voice
from jalur.figures.lines import Line, line_chart
from jalur.story.names import count_word
from jalur.texts import say


def survivors(
    p: float = 0.95,
    n: int = 70,
    tries: int = 2,
    pull: float = 0.1,
    language: str | None = None,
) -> Figure:
    """Return which share of the programmes survives, agreement by agreement (lesson 3).

    Three lines: asked once (`theory.clearance`), asked up to `tries` times (`persistence`), and
    every yes draws the next (`bandwagon`).

    Args:
        p: Probability of one agreement, in [0, 1].
        n: How many agreements, 1 or more.
        tries: How often each is asked for at most.
        pull: Share of the doubt that a yes removes, in [0, 1].
        language: ``"id"`` or ``"en"``; without it, the reader's.

    >>> survivors(0.95, 70, language="en").title
    'Each agreement has a chance of 95%: after 70, 276 of 10,000 programmes survive'
    """
    language, said = voice("survivors", language)
    counts = list(range(n + 1))
    ways = {
        "once": [theory.clearance(p, k) for k in counts],
        "tries": [theory.persistence(p, k, tries) for k in counts],
        "pull": [theory.bandwagon(p, k, pull) for k in counts],
    }
    share = Axis(said("y"), "share")
    title = said(
        "title",
        n=n,
        p=share.say(p, language),
        left=10_000 * ways["once"][-1],
    )
    lines = [
        Line(said(way, tries=tries), counts, ys, pen)
        for (way, ys), pen in zip(ways.items(), (2, 1, 3), strict=True)
    ]
    note = say("figure.independent", language)
    x = Axis(said("x"), "count")
    return line_chart(title, x, share, lines, language, note=note)


def lead_times(
    officials: Sequence[int] = (1, 3),
    service_rate: float = 1.0,
    language: str | None = None,
) -> Figure:
    """Return how long a file takes as the load of its desk grows (lesson 4).

    Args:
        officials: A line for each number of officials at the desk.
        service_rate: Files that one official finishes per working day when never idle.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    >>> lead_times(language="en").title
    'At a load of 90% a file takes 10 days; at 50%, 2 days'
    """
    language, said = voice("lead_times", language)
    loads = [n / 100 for n in range(96)]
    times = {
        c: [theory.queue(load * c * service_rate, service_rate, c).lead_time for load in loads]
        for c in officials
    }
    x = Axis(said("x"), "share")
    y = Axis(said("y"))
    first = times[officials[0]]
    title = said("title", half=first[50], nine=first[90])
    lines = [
        Line(said("line.one" if c == 1 else "line", n=count_word(c, language)), loads, ys, pen)
        for (c, ys), pen in zip(times.items(), (2, 1, 0, 3, 4), strict=False)
    ]
    marks = [(load, x.say(load, language)) for load in (0.5, 0.9)]
    note = said("note")
    return line_chart(title, x, y, lines, language, marks=marks, note=note)


def votes(n: int = 5, good: float = 0.8, bad: float = 0.2, language: str | None = None) -> Figure:
    """Return both errors of a committee, for every number of yeses that it may ask for (lesson 5).

    One yes is enough: polyarchy. All must say yes: hierarchy. Between them the committees.

    Args:
        n: How many members.
        good: Probability that a member says yes to a good project, in [0, 1].
        bad: The same for a bad one.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    >>> votes(5, language="en").title
    'If 3 yeses of 5 are asked for: 5.79% of the good are refused, 5.79% of the bad pass'
    """
    language, said = voice("votes", language)
    asked = list(range(1, n + 1))
    errors = {
        "refused": [1 - theory.committee(k, n, good) for k in asked],
        "passed": [theory.committee(k, n, bad) for k in asked],
    }
    worst = [max(pair) for pair in zip(*errors.values(), strict=True)]
    best = worst.index(min(worst))
    y = Axis(said("y"), "share")
    title = said(
        "title",
        k=asked[best],
        n=n,
        refused=y.say(errors["refused"][best], language),
        passed=y.say(errors["passed"][best], language),
    )
    lines = [
        Line(said(kind), asked, ys, pen)
        for (kind, ys), pen in zip(errors.items(), (4, 3), strict=True)
    ]
    x = Axis(said("x", n=n), "count")
    note = say("figure.independent", language)
    return line_chart(title, x, y, lines, language, points=True, note=note)


def juries(
    p: float = 0.6,
    correlations: Sequence[float] = (0.0, 0.2, 0.5),
    most: int = 51,
    language: str | None = None,
) -> Figure:
    """Return how often the majority is right, by the number of judges (lesson 5).

    Args:
        p: Probability that one judge is right, in [0, 1].
        correlations: A line for each probability that all copy one vote.
        most: The largest number of judges, odd.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    >>> juries(0.6, language="en").title
    'Majority of 51 judges: right 92.6% if independent, 76.3% at a correlation of 0.5'
    """
    language, said = voice("juries", language)
    counts = list(range(1, most + 1, 2))
    right = {c: [theory.condorcet(n, p, c) for n in counts] for c in correlations}
    x = Axis(said("x"), "count")
    y = Axis(said("y"), "share")
    low, high = correlations[0], correlations[-1]
    title = said(
        "title",
        n=counts[-1],
        low=y.say(right[low][-1], language),
        high=y.say(right[high][-1], language),
        correlation=high,
    )
    lines = [
        Line(said("line", correlation=c), counts, ys, pen)
        for (c, ys), pen in zip(right.items(), (1, 2, 3, 0, 4), strict=False)
    ]
    return line_chart(title, x, y, lines, language)


def opinions(
    p0: float = 0.4, p1: float = 0.6, error: float = 0.01, language: str | None = None
) -> Figure:
    """Return how many opinions it takes to be sure, asked one by one or all at once (lesson 5).

    Args:
        p0: Probability of a yes to a bad case, below 0.5.
        p1: Probability of a yes to a good case, above 0.5.
        error: The probability of a mistake that the title speaks of, from 0.001 to 0.2.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    >>> opinions(language="en").title
    'Error of 1%: 56 opinions one by one, 133 all at once'
    """
    language, said = voice("opinions", language)
    errors = sorted({error, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2})
    tests = [theory.sequential_test(p0, p1, one) for one in errors]
    told = tests[errors.index(error)]
    x = Axis(said("x"), "share", log=True)
    title = said(
        "title",
        error=x.say(error, language),
        expected=round(told.expected_n),
        fixed=told.fixed_n,
    )
    lines = [
        Line(said("fixed"), errors, [one.fixed_n for one in tests], 2),
        Line(said("expected"), errors, [one.expected_n for one in tests], 1),
    ]
    y = Axis(said("y"))
    note = said("note")
    return line_chart(title, x, y, lines, language, points=True, note=note)


def discretion(most: float = 0.6, language: str | None = None) -> Figure:
    """Return what each amount of discretion costs, by how far the agent's wish is off (lesson 6).

    Args:
        most: The largest bias, more than 0.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    >>> discretion(language="en").title
    'Full discretion costs less than none, up to a bias of 0.29'
    """
    language, said = voice("discretion", language)
    biases = [most * n / 120 for n in range(121)]
    losses = [theory.delegation(bias) for bias in biases]
    worse = next((b for b, one in zip(biases, losses, strict=True) if one.full > one.none), None)
    key = "always" if worse is None else "until"
    at = "" if worse is None else Axis("").say(round(worse, 2), language)
    title = said(key, bias=at)
    lines = [
        Line(said(name), biases, ys, pen)
        for name, ys, pen in (
            ("full", [one.full for one in losses], 0),
            ("capped", [one.capped for one in losses], 1),
            ("none", [one.none for one in losses], 2),
        )
    ]
    x, y = (Axis(said(axis)) for axis in "xy")
    return line_chart(title, x, y, lines, language)


def audits(baseline: float = 0.28, language: str | None = None) -> Figure:
    """Return which share of the money is missing, by the probability of an audit (lesson 6).

    Args:
        baseline: Share that is missing when 4 in 100 are audited, from 0.08 to 1.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    >>> audits(language="en").title
    'Audited for certain instead of 4 in 100: the missing share falls from 28% to 20%'
    """
    language, said = voice("audits", language)
    chances = [0.04, *(n / 20 for n in range(1, 21))]
    missing = [theory.missing_share(chance, baseline) for chance in chances]
    x, y = (Axis(said(axis), "share") for axis in "xy")
    title = said(
        "title",
        few=y.say(missing[0], language),
        all=y.say(missing[-1], language),
    )
    marks = [(chance, x.say(chance, language)) for chance in (0.04, 1.0)]
    line = Line(said("line"), chances, missing, 4)
    note = said("note")
    return line_chart(title, x, y, [line], language, marks=marks, note=note)
