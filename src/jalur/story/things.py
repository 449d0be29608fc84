"""What the crew builds, by the brief that asks for it, and what this and its papers are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jalur.model import flash_flood, hazardous_chemicals, stall_permits
from jalur.texts import say

BRIEFS = {"wave": flash_flood, "flask": hazardous_chemicals, "shop": stall_permits}
"""What the crew builds, and the brief that asks for it; a bridge everywhere else."""


def emblem_of(situation: Mapping[str, Any]) -> str:
    """Return the emblem of the brief in which as much is at stake; a bridge if there is none."""
    stakes = ("good_share", "urgency", "gain", "loss", "budget")
    for emblem, brief in BRIEFS.items():
        if all(situation[name] == getattr(brief(), name) for name in stakes):
            return emblem
    return "bridge"


def things(emblem: str, language: str) -> dict[str, str]:
    """Return what the crew builds and the papers that ask for it, one and several: the blanks.

    ``{File}`` and ``{Files}`` begin a sentence.

    >>> things("shop", "en")["things"], things("shop", "id")["File"]
    ('stalls', 'Berkas')
    """
    nouns = ("thing", "things", "file", "files")
    said = {noun: say(f"player.{noun}.{emblem}", language) for noun in nouns}
    return said | {noun.capitalize(): said[noun].capitalize() for noun in ("file", "files")}
