"""What paths, steps and stations are called, in a heading or in a sentence, and counts too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jalur.story.plan import Plan
from jalur.texts import catalogue, number, say


def lane_names(
    record: Mapping[str, Any], n: int, language: str, names: Sequence[object] | None = None
) -> dict[str, str]:
    """Return what the path in lane `n` is called: its name, ``.who`` in a sentence, ``.short``."""
    texts = catalogue(language)
    own = names[n] if names else None
    own = own[language] if isinstance(own, Mapping) else own
    return {
        form: own
        or texts.get(f"path.{record['name']}{form}")
        or say(f"player.lane{form if form == '.who' else ''}", language, n=n + 1)
        for form in ("", ".who", ".short")
    }


def step_names(step: Mapping[str, Any], language: str) -> dict[str, str]:
    """Return what a step is called: over its desk, ``.who`` in a sentence, maybe ``.short``."""
    texts = catalogue(language)
    stem, number = _numbered(step)
    named = {
        form: text.replace("{n}", number)
        for form in ("", ".who", ".short")
        if (text := texts.get(f"step.{step['name']}{form}") or texts.get(f"step.{stem}{form}"))
    }
    plain = named.setdefault("", step["name"].replace("_", " "))
    who = say(f"player.who.{step['kind']}", language, name=plain)
    return {"": plain, ".who": who, **named}


def panel_names(step: Mapping[str, Any], language: str) -> dict[str, str]:
    """Return what a panel of such steps is called, as `step_names` does, if it has a name."""
    texts = catalogue(language)
    stem, number = _numbered(step)
    keys = {form: f"step.{stem}.panel{form}" for form in ("", ".who")}
    return {form: texts[key] for form, key in keys.items() if number and key in texts}


def _numbered(step: Mapping[str, Any]) -> tuple[str, str]:
    """Return a step's name without its number, and the number: ``("desk", "3")``."""
    stem, _, digits = step["name"].rpartition("_")
    return (stem, digits) if digits.isdigit() else (step["name"], "")


def station_name(plan: Plan, place: int, language: str, form: str = ".who") -> str:
    """Return what a station is called, in a sentence or, with ``form=""``, over its furniture."""
    station = plan.stations[place]
    if station.join is None:
        return step_names(plan.steps[station.steps[0]], language)[form]
    rule = rule_of(plan, place)
    if rule and form:
        return say("player.who.post", language)
    if rule:
        join = plan.joins[station.join]
        blanks = {"k": join["k"], "n": join["n"]} if rule == "vote" else {}
        return say(f"player.rule.{rule}", language, **blanks)
    known = panel_names(plan.steps[station.steps[0]], language)
    return known.get(form) or say(f"player.panel{form}", language)


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
