"""What each path came to, in the numbers and the sentence that end a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from jalur.story.things import things
from jalur.texts import number, say

ROWS = ("days", "good", "bad", "spent", "leaked", "value")

Outcome = Mapping[str, float | None]


def outcome(record: Mapping[str, Any]) -> Outcome:
    """Return what a record came to, rounded as it is shown.

    `days` is the mean time from arrival to end of the bridges that were built, None where none
    was. Money is in the situation's units; `spent` holds the budgets too.
    """
    cases = record["cases"]
    accepted = [place for place, yes in enumerate(cases["accepted"]) if yes]
    days = [cases["end"][place] - cases["arrival"][place] for place in accepted]
    good = sum(cases["good"][place] for place in accepted)
    budgets = record["situation"]["budget"] * len(accepted)
    return {
        "days": round(fmean(days), 1) if days else None,
        "good": good,
        "bad": len(accepted) - good,
        "spent": round(sum(cases["cost"]) + budgets),
        "leaked": round(sum(cases["leaked"])),
        "value": round(sum(cases["value"])),
    }


def rows(made: Sequence[Outcome], language: str, emblem: str = "bridge") -> list[str]:
    """Return the table's rows, cells parted by tabs: after the first path, differences from it."""
    table = []
    for name in ROWS:
        first = made[0][name]
        cells = [say(f"player.table.{name}", language, **things(emblem, language))]
        for place, one in enumerate(made):
            cells.append(_cell(one[name], name, language))
            if place:
                apart = None if None in (first, one[name]) else one[name] - first
                cells.append(("+" if apart and apart > 0 else "") + _cell(apart, name, language))
        table.append("\t".join(cells))
    return table


def _cell(value: float | None, name: str, language: str) -> str:
    if value is None:
        return "–"
    return number(float(value), language, ".1f" if name == "days" else ".0f")


def gain_and_price(
    made: Sequence[Outcome], names: Sequence[str], language: str, emblem: str = "bridge"
) -> str:
    """Return one sentence that names both, the slowest path against the fastest.

    What is to be stressed stands between asterisks. Neither path is called better.
    """
    order = sorted(range(len(made)), key=lambda n: (made[n]["days"] is None, made[n]["days"] or 0))
    slow, fast = made[order[-1]], made[order[0]]
    alone = len(made) == 1
    nouns = things(emblem, language)
    good, bad = (slow[kind] - (0 if alone else fast[kind]) for kind in ("good", "bad"))
    if alone:
        key = "only" if slow["days"] is not None else "nothing"
    elif slow["days"] is None:
        key = "none" if fast["days"] is not None else "nothing"
    elif good == bad == 0:
        key = "same"
    else:
        key = "trade" if good <= 0 and bad <= 0 else "plain"
    days = 0.0 if slow["days"] is None else slow["days"] - (0 if alone else fast["days"] or 0)
    name = names[order[-1]]
    return say(
        f"player.finish.{key}",
        language,
        lane=name,
        Lane=name[:1].upper() + name[1:],
        days=f"*{number(round(days, 1), language)}*",
        good=_many("goods", good, language, nouns),
        bad=_many("bads", bad, language, nouns),
        **nouns,
        **{"fast": names[order[0]]} if key == "plain" else {},
        **_counts(slow, fast, language, nouns) if key == "plain" else {},
    )


def _counts(
    slow: Outcome, fast: Outcome, language: str, nouns: Mapping[str, str]
) -> dict[str, str]:
    return {
        f"{speed}_{kind}": _many(f"{kind}s", one[kind], language, nouns)
        for speed, one in (("slow", slow), ("fast", fast))
        for kind in ("good", "bad")
    }


def _many(kind: str, count: float | None, language: str, nouns: Mapping[str, str]) -> str:
    size = abs(int(count or 0))
    words = say("player.counts", language).split()
    n = words[size] if size < len(words) else number(size, language)
    key = f"player.finish.{kind}" + (".one" if size == 1 else "")
    return f"*{say(key, language, n=n, **nouns)}*"
