"""The cards of lesson 1: what is technocracy, bureaucracy, execution, and what is mixed."""

from __future__ import annotations

from typing import Any

from jalur.errors import InputError
from jalur.texts import LANGUAGES, catalogue
from jalur.widgets.sorting_cards import SortingCards

_KINDS = {
    "assess": ("assess",),
    "clear": ("clear",),
    "act": ("act",),
    "mixed": ("assess", "clear", "act"),
}
_VIGNETTES = {
    "well": ("assess",),
    "stall": ("clear",),
    "dike": ("act",),
    "formula": ("assess", "clear", "mixed"),
    "vaccine": ("mixed",),
    "lamps": ("act",),
    "siren": ("clear", "act", "mixed"),
    "counter": ("clear",),
    "cabinet": ("mixed",),
    "rates": ("assess", "mixed"),
    "rice": ("act", "mixed"),
    "plan": ("mixed",),
}
_CLAIMS = {
    "greek": ("mend",),
    "cabinets": ("mend",),
    "desk-word": ("stands",),
    "court": ("stands",),
    "weber": ("mend",),
    "stages": ("stands",),
    "emergency": ("mend",),
    "loss": ("mend",),
}
_WORDS = ("technocracy", "bureaucracy", "execution")


def three_words(cards: str = "vignettes", **traits: Any) -> SortingCards:
    """Return the cards of lesson 1.

    Args:
        cards: ``"vignettes"``, twelve invented stories, some of which fit more than one pile;
            ``"claims"``, eight sentences about the words, of which some need mending;
            ``"dictionary"``, the three words, everyday sense and scholars' sense on two sides.
        traits: As for `SortingCards`.

    Raises:
        InputError: If there are no such cards.

    >>> from jalur import three_words
    >>> len(three_words(language="en").cards)
    12
    """
    if cards == "vignettes":
        made, on = {f"vignette.{key}": fits for key, fits in _VIGNETTES.items()}, _KINDS
    elif cards == "claims":
        made, on = (
            {f"claim.{key}": fits for key, fits in _CLAIMS.items()},
            {"stands": (), "mend": ()},
        )
    elif cards == "dictionary":
        made, on = {f"word.{key}": () for key in _WORDS}, {}
    else:
        raise InputError("three_words.cards", got=cards)
    told = {name: _both(f"{cards}.{name}") for name in ("title", "subtitle")}
    return SortingCards(
        [_card(key, fits) for key, fits in made.items()],
        [{"id": id, "name": _both(f"pile.{id}"), "kinds": kinds} for id, kinds in on.items()],
        sides=(_both(f"{cards}.front"), _both(f"{cards}.back")),
        **{**told, **traits},
    )


def _card(key: str, fits: tuple[str, ...]) -> dict[str, Any]:
    reasons = ("else", *_KINDS, "stands", "mend")
    return {
        "id": key.partition(".")[2],
        "title": _both(f"{key}.title"),
        "text": _both(f"{key}.text"),
        "back": _both(f"{key}.back"),
        "piles": fits,
        "why": {pile: text for pile in reasons if (text := _both(f"{key}.why.{pile}"))},
    }


def _both(key: str) -> dict[str, str] | None:
    """Return a text of lesson 1 in both languages, or None if there is none."""
    texts = {each: catalogue(each).get(f"l1.{key}") for each in LANGUAGES}
    return texts if all(texts.values()) else None
