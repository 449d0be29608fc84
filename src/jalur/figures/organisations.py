"""The three classics of `jalur.classics`, drawn from their results."""

from __future__ import annotations

from collections.abc import Iterable

from jalur.classics import Cabinet, GarbageCan, Promotion
from jalur.figures.axis import Axis
from jalur.figures.bars import Panel, bar_chart
from jalur.figures.figure import Figure, voice
from jalur.figures.lines import Line, line_chart
from jalur.texts import say

STYLES = ("resolution", "oversight", "flight")


def dissensus(cabinets: Iterable[Cabinet], language: str | None = None) -> Figure:
    """Return how often cabinets of each size stay divided, with the standard errors (lesson 7).

    Args:
        cabinets: Results of `classics.cabinet`, one for each size.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    >>> from jalur.classics import cabinet
    >>> dissensus([cabinet(size, runs=20) for size in (6, 14)], "en").title
    'Divided most often: 5%, with 14 members'
    """
    language, said = voice("dissensus", language)
    rows = sorted(cabinets, key=lambda one: one.trace["size"])
    sizes = [one.trace["size"] for one in rows]
    divided = [one.dissensus for one in rows]
    x = Axis(said("x"), "count")
    y = Axis(said("y"), "share")
    peaks = [
        n
        for n in range(1, len(rows) - 1)
        if divided[n] - max(divided[n - 1], divided[n + 1]) > 2 * max(one.error for one in rows)
    ]
    at = peaks[0] if peaks else divided.index(max(divided))
    title = said(
        "peak" if peaks else "most",
        size=sizes[at],
        share=y.say(divided[at], language),
    )
    line = Line(y.label, sizes, divided, 1, [one.error for one in rows])
    note = said("note", runs=rows[0].runs)
    return line_chart(title, x, y, [line], language, points=True, note=note)


def promotions(results: Iterable[Promotion], language: str | None = None) -> Figure:
    """Return what each rule of promotion did to efficiency (lesson 7).

    Args:
        results: Results of `classics.promotion`, one for each rule or assumption.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    >>> from jalur.classics import promotion
    >>> promotions([promotion(rule, runs=2) for rule in ("best", "worst")], "en").title
    'Lowest: the best (Peter), −11.2 points; highest: the worst (Peter), +10.3 points'
    """
    language, said = voice("promotions", language)
    rows = list(results)
    names = [
        said(one.trace['hypothesis'], rule=said(one.trace['rule']))
        for one in rows
    ]  # fmt: skip
    changes = [one.change for one in rows]
    low, high = changes.index(min(changes)), changes.index(max(changes))
    title = said(
        "title",
        worst=names[low],
        best=names[high],
        low=round(changes[low], 1),
        high=round(changes[high], 1),
    )
    panel = Panel(Axis(said("axis")), {"": changes})
    pens = [{"best": 2, "worst": 4, "random": 0}[one.trace["rule"]] for one in rows]
    return bar_chart(
        title, names, [panel], language, pens=pens, head=said("rule"),
        note=said("note"),
    )  # fmt: skip


def styles(cans: Iterable[GarbageCan], language: str | None = None) -> Figure:
    """Return how choices came to be made in each garbage can (lesson 7).

    Args:
        cans: Results of `classics.garbage_can`; they are named by what differs between them.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    >>> from jalur.classics import garbage_can
    >>> styles([garbage_can(load=load, runs=10) for load in (1.1, 3.3)], "en").title
    'Decisions made by resolution: 0% to 100%'
    """
    language, said = voice("styles", language)
    rows = list(cans)
    differing = [
        key
        for key in ("access", "decision", "load", "energy")
        if len({one.trace[key] for one in rows}) > 1
    ] or ["access"]
    names = [
        ", ".join(_setting(key, one.trace[key], language) for key in differing) for one in rows
    ]
    series = {said(style): [getattr(one, style) for one in rows] for style in STYLES}
    axis = Axis(said("axis"), "share")
    solved = [one.resolution for one in rows]
    title = said(
        "title",
        low=axis.say(min(solved), language),
        high=axis.say(max(solved), language),
    )
    return bar_chart(
        title, names, [Panel(axis, series)], language, pens=[1, 2, 4],
        head=said("can"), note=said("note"),
    )  # fmt: skip


def _setting(key: str, value: object, language: str) -> str:
    if key == "load":
        return say("figure.styles.load", language, load=value)
    kind = say(f"figure.styles.{value}", language)
    return say(f"figure.styles.{key}", language, kind=kind)
