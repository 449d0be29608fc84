"""Paths compared: what gets through, what it is worth, who wins where, and at what price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from jalur.figures.axis import Axis
from jalur.figures.bars import Panel, bar_chart
from jalur.figures.figure import Figure, voice
from jalur.figures.lines import Line, line_chart
from jalur.figures.style import pens
from jalur.model import Path, Situation, acceptance, break_even, expected_days, limits, value
from jalur.model.compare import RANGES
from jalur.texts import catalogue, say

SAMPLES = 60
KINDS = {"assess": "▲", "clear": "■", "act": "●"}
Paths = Mapping[str, Path] | Iterable[Path]


class Contender(NamedTuple):
    """A path with its name in the picture and in a sentence, and its pen."""

    name: str
    who: str
    path: Path
    pen: int


def acceptances(paths: Paths, language: str | None = None) -> Figure:
    """Return how many of 100 good and of 100 bad proposals each path lets through.

    Args:
        paths: In order, or by name.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    >>> from jalur import direct, full
    >>> acceptances([direct(), full()], "en").table[1]
    {'Path': 'Full', 'good, passed, of 100 proposals': 45.0594,
     'bad, passed, of 100 proposals': 0.00126671}
    """
    language, said = voice("acceptances", language)
    entrants = contenders(paths, language)
    shares = [acceptance(entry.path) for entry in entrants]
    strictest = min(range(len(entrants)), key=lambda n: shares[n].good)
    words = _words("acceptances", language)
    title = said(
        "title",
        path=entrants[strictest].who,
        good=100 * shares[strictest].good,
        bad=100 * shares[strictest].bad,
    )
    series = {
        words["good"]: [100 * share.good for share in shares],
        words["bad"]: [100 * share.bad for share in shares],
    }
    return bar_chart(
        title, [entry.name for entry in entrants], [Panel(Axis(words["axis"]), series)], language,
        pens=[0, 4], head=words["path"], note=say("figure.example", language),
    )  # fmt: skip


def values(
    paths: Paths, situation: Situation, over: str = "urgency", language: str | None = None
) -> Figure:
    """Return what each path is worth while one number of the situation changes.

    Where the leader changes from one path to another, the break-even point is marked.

    Args:
        paths: In order, or by name.
        situation: All that is held fixed; its own value of `over` is marked too.
        over: ``"good_share"``, ``"urgency"``, ``"gain"``, ``"loss"``, ``"budget"`` or ``"leak"``.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    Raises:
        InputError: If `over` is none of these.

    >>> from jalur import direct, full, village_bridge
    >>> values([direct(), full()], village_bridge(), language="en").title
    'Best, from left to right: the full path, not building'
    """
    language, said = voice("values", language)
    entrants = contenders(paths, language)
    limits.choice("values", "over", over, RANGES)
    low, high = RANGES[over]
    xs = [low + (high - low) * n / SAMPLES for n in range(SAMPLES + 1)]
    worth = [
        [float(value(entry.path, replace(situation, **{over: x}))) for x in xs]
        for entry in entrants
    ]
    nothing = len(entrants)
    leaders = [
        max(range(nothing + 1), key=lambda n: worth[n][at] if n < nothing else 0.0)
        for at in range(len(xs))
    ]
    order = [leader for leader, _ in groupby(leaders)]
    names = [*(entry.who for entry in entrants), say("figure.nothing", language)]
    x = Axis(say(f"figure.over.{over}", language), "share" if high <= 1 else "")
    marks = []
    for at in range(1, len(xs)):
        pair = sorted(leaders[at - 1 : at + 1])
        if pair[0] == pair[1] or nothing in pair:
            continue
        first, second = (entrants[n].path for n in pair)
        for tie in break_even(first, second, situation, over):
            if xs[at - 1] < tie <= xs[at]:
                text = said("tie", at=x.say(tie, language))
                marks.append((tie, text))
    key = "one" if len(order) == 1 else "several"
    listed = ", ".join(names[n] for n in order)
    title = said(key, list=listed)
    return line_chart(
        title[:1].upper() + title[1:], x, Axis(said("axis")),
        [Line(entry.name, xs, ys, entry.pen) for entry, ys in zip(entrants, worth, strict=True)],
        language, marks=marks, zero=True, note=say("figure.example", language),
    )  # fmt: skip


def scorecard(paths: Paths, situation: Situation, language: str | None = None) -> Figure:
    """Return the paths side by side in five measures, none of them weighed against another.

    Days until a good proposal is carried out, good ones refused, bad ones let through, the share
    of a budget that leaks, and how many steps put a decision on record.

    Args:
        paths: In order, or by name; each must let some good proposals through.
        situation: Its `leak` is what a path starts from.
        language: ``"id"`` or ``"en"``; without it, the reader's.

    >>> from jalur import direct, full, village_bridge
    >>> scorecard([direct(), full()], village_bridge(), "en").title
    'Fastest is the direct path, strictest the full path: each has its price'
    """
    language, said = voice("scorecard", language)
    entrants = contenders(paths, language)
    shares = [acceptance(entry.path) for entry in entrants]
    measures = {
        "days": [float(expected_days(entry.path).accepted) for entry in entrants],
        "refused": [1 - share.good for share in shares],
        "passed": [share.bad for share in shares],
        "leak": [_leak(entry.path, situation) for entry in entrants],
        "record": [
            sum(step.kind != "act" for step in entry.path.steps) * 1.0 for entry in entrants
        ],
    }
    shared = ("refused", "passed", "leak")
    panels = [
        Panel(
            Axis(said(name), "share" if name in shared else ""),
            {"": found},
        )
        for name, found in measures.items()
    ]
    best = {
        name: [entrants[n].who for n, one in enumerate(found) if one == min(found)]
        for name, found in measures.items()
    }
    alone = set.intersection(*(set(best[name]) for name in ("days", "refused", "passed", "leak")))
    key = "one" if alone else "several"
    title = said(
        key,
        path=", ".join(sorted(alone)),
        fast=best["days"][0],
        safe=best["passed"][0],
    )
    return bar_chart(
        title, [entry.name for entry in entrants], panels, language,
        pens=[entry.pen for entry in entrants], head=say("figure.acceptances.path", language),
        note=said("note"),
    )  # fmt: skip


def contenders(paths: Paths, language: str) -> list[Contender]:
    """Return the paths with their names: their own, the named paths', or their row of shapes.

    >>> from jalur import bureaucracy, desks, direct, act
    >>> [entry.name for entry in contenders([direct(), bureaucracy(2), bureaucracy(3)], "en")]
    ['Direct', '■■●', '■■■●']
    """
    if isinstance(paths, Mapping):
        keys, routes = list(paths), list(paths.values())
        own = keys
    else:
        routes = list(paths) if isinstance(paths, Iterable) else [paths]
        own = [getattr(path, "name", "") for path in routes]
        keys = [
            name if name and own.count(name) == 1 else shapes(path)
            for name, path in zip(own, routes, strict=True)
        ]
    return [
        Contender(path_name(key, language), path_name(key, language, ".who"), path, pen)
        for key, path, pen in zip(keys, routes, pens(own), strict=True)
    ]


def path_name(key: str, language: str, form: str = ".short") -> str:
    """Return a named path's short name, or ``.who`` it is in a sentence; else `key` itself."""
    return catalogue(language).get(f"path.{key}{form}", key)


def shapes(path: Path) -> str:
    """Return a path as the row of its shapes; a panel is one, and a long run is counted."""
    seen: list[str] = []
    runs = []
    for step in path.steps:
        stem = step.name.rpartition("_")[0]
        if step.kind == "assess" and stem and stem in seen:
            continue
        seen.append(stem)
        runs.append(KINDS[step.kind])
    counted = ((kind, len(list(run))) for kind, run in groupby(runs))
    return "".join(kind * n if n < 5 else f"{kind}×{n}" for kind, n in counted)


def _leak(path: Path, situation: Situation) -> float:
    """Return the share of an executed project's budget that leaks on this path, if all is good."""
    only_leak = replace(
        situation, good_share=1.0, urgency=0.0, gain=0.0, loss=0.0, budget=1.0, arrivals=None
    )
    free = replace(only_leak, leak=0.0)
    passed = acceptance(path).good
    return float(value(path, free) - value(path, only_leak)) / passed if passed else 0.0


def _words(stem: str, language: str) -> dict[str, str]:
    prefix = f"figure.{stem}."
    texts = catalogue(language)
    return {key.removeprefix(prefix): text for key, text in texts.items() if key.startswith(prefix)}
