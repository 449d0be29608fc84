"""What paths, steps and stations are called, in a heading or in a sentence, and counts too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jalur.story.plan import Plan
from jalur.texts import catalogue, number, say


def lane_names(
    plan: Plan, n: int, language: str, names: Sequence[object] | None = None
) -> dict[str, str]:
    """Return what the path in lane `n` is called: its name, ``.who`` in a sentence, ``.short``."""
    texts = catalogue(language)
    own = names[n] if names else None
    own = own[language] if isinstance(own, Mapping) else own
    return {
        form: own
        or texts.get(f"path.{plan.record['name']}{form}")
        or say(f"player.lane{form if form == '.who' else ''}", language, n=n + 1)
        for form in ("", ".who", ".short")
    }


def step_name(step: Mapping[str, Any], language: str, form: str = ".who") -> str:
    """Return what a step is called, in a sentence or, with ``form=""``, over its desk."""
    texts = catalogue(language)
    stem, _, digits = step["name"].rpartition("_")
    stem = stem if digits.isdigit() else step["name"]
    known = texts.get(f"step.{step['name']}{form}") or texts.get(f"step.{stem}{form}")
    if known:
        return known.replace("{n}", digits)
    if not form:
        return step["name"].replace("_", " ")
    return say(f"player.who.{step['kind']}", language, name=step_name(step, language, ""))


def station_name(plan: Plan, place: int, language: str, form: str = ".who") -> str:
    """Return what a station is called, in a sentence or, with ``form=""``, over its furniture."""
    station = plan.stations[place]
    if station.join is None:
        return step_name(plan.steps[station.steps[0]], language, form)
    rule = rule_of(plan, place)
    if rule and form:
        return say("player.who.post", language)
    if rule:
        join = plan.joins[station.join]
        blanks = {"k": join["k"], "n": join["n"]} if rule == "vote" else {}
        return say(f"player.rule.{rule}", language, **blanks)
    stem, _, digits = plan.steps[station.steps[0]]["name"].rpartition("_")
    known = catalogue(language).get(f"step.{stem}.panel{form}") if digits.isdigit() else None
    return known or say(f"player.panel{form}", language)


def rule_of(plan: Plan, place: int) -> str:
    """Return how a post decides: ``all``, ``one`` or ``vote``; nothing for what is no post."""
    station = plan.stations[place]
    if station.kind != "post":
        return ""
    k, n = (plan.joins[station.join][name] for name in "kn")
    return "all" if k == n else "one" if k == 1 else "vote"


def count_word(n: int, language: str) -> str:
    """Return a count as a sentence has it: in letters to ten, then in digits."""
    words = say("player.counts", language).split()
    return words[n] if n < len(words) else number(n, language)
