"""Cards that a reader puts on piles, and why each lies well or ill there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import traitlets

from jalur.errors import InputError
from jalur.texts import LANGUAGES
from jalur.widgets.widget import Widget, both, own, words


class SortingCards(Widget):
    """Cards to be sorted: dragged, tapped, by keys, or in a table.

    Nothing is judged before the reader asks; then every card that lies somewhere says why it
    fits there, or what speaks against it, but never where it belongs. There is no score. Cards
    without piles are only read, and turned if they have two sides.

    Args:
        cards: For each its ``id``, ``title``, ``text``, the ``piles`` on which it fits (one or
            more) and ``why``: a text for every pile by its id, or under ``"else"`` one for those
            without their own. A card may have a reverse side, its ``back``. A text is one for
            both languages, or one for each: ``{"id": …, "en": …}``.
        piles: For each its ``id``, its ``name`` and, if it has marks, their ``kinds``
            (``"assess"``, ``"clear"``, ``"act"``).
        title: What stands above the cards: a text, or one per language.
        subtitle: The line under it, as `title`.
        sides: What the two sides of a card are called: two texts, each as `title`.
        language: ``"id"`` or ``"en"``; without it, the reader's (see `jalur.begin`).

    Raises:
        InputError: If a card fits no pile or an unknown one, or a text is missing.

    >>> piles = [{"id": "yes", "name": "Yes"}, {"id": "no", "name": "No"}]
    >>> card = {"id": "sum", "title": "A sum", "text": "1 + 1 = 2?", "piles": ["yes"]}
    >>> cards = SortingCards([card | {"why": {"else": "Count your thumbs."}}], piles)
    >>> cards.placed
    {}
    """

    stem = "sorting_cards"

    cards = traitlets.List(traitlets.Dict()).tag(sync=True)
    piles = traitlets.List(traitlets.Dict()).tag(sync=True)
    placed = traitlets.Dict(help="The pile of every card that lies on one, by id.").tag(sync=True)
    checked = traitlets.Dict(help="Where each card lay when the reader last asked.").tag(sync=True)
    at = traitlets.Int(0, help="The card in the hand, from 0.").tag(sync=True)

    def __init__(
        self,
        cards: Sequence[Mapping[str, Any]],
        piles: Sequence[Mapping[str, Any]] = (),
        *,
        title: str | Mapping[str, str] | None = None,
        subtitle: str | Mapping[str, str] | None = None,
        sides: Sequence[str | Mapping[str, str] | None] = (None, None),
        language: str | None = None,
        **traits: Any,
    ) -> None:
        on = [
            {
                "id": pile["id"],
                "name": both(pile.get("name"), f"piles[{n}]", "name"),
                "kinds": list(pile.get("kinds", ())),
            }
            for n, pile in enumerate(piles)
        ]
        known = [pile["id"] for pile in on]
        read = [_card(card, n, known) for n, card in enumerate(cards)]
        if not read or len({card["id"] for card in read}) < len(read):
            raise InputError("cards.cards", got=len(read))
        labels = {each: words(each, "cards.") for each in LANGUAGES}
        told = {"title": title, "subtitle": subtitle, "front": sides[0], "back": sides[1]}
        for each in LANGUAGES:
            labels[each] |= {key: own(text, each) for key, text in told.items() if text}
        super().__init__(labels, language, cards=read, piles=on, **traits)

    def told(self) -> str:
        """Return the cards as Markdown, and on which pile each lies: what paper shows."""
        names = {pile["id"]: pile["name"][self.language] for pile in self.piles}
        lines = [f"**{self.labels[self.language]['title']}**", ""]
        for n, card in enumerate(self.cards, 1):
            on = names.get(self.placed.get(card["id"]), "____") if names else ""
            back = f" / {card['back'][self.language]}" if card["back"] else ""
            title, text = card["title"][self.language], card["text"][self.language]
            lines.append(f"{n}. **{title}.** {text}{back} {on}".rstrip())
        if names:
            lines += ["", " · ".join(names.values())]
        return "\n".join(lines)


def _card(card: Mapping[str, Any], n: int, known: Sequence[str]) -> dict[str, Any]:
    """Return a card with every text in both languages, and a reason for every pile."""
    where = f"cards[{n}]"
    fits, why = list(card.get("piles", ())), card.get("why", {})
    if not card.get("id") or not set(fits) <= set(known) or bool(fits) != bool(known):
        raise InputError(
            "cards.piles", where=where, known=", ".join(known), got=", ".join(map(str, fits))
        )
    return {
        "id": card["id"],
        "title": both(card.get("title"), where, "title"),
        "text": both(card.get("text"), where, "text"),
        "piles": fits,
        "why": {pile: both(why.get(pile, why.get("else")), where, "why") for pile in known},
        "back": both(card["back"], where, "back") if card.get("back") else None,
    }
