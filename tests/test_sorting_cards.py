"""The cards of lesson 1, and what a set of cards must hold."""

import re

from pytest import fixture, mark, raises

from jalur import three_words
from jalur.errors import InputError
from jalur.texts import LANGUAGES, catalogue
from jalur.widgets import SortingCards

SETS = ("vignettes", "claims", "dictionary")
PILES = [{"id": "yes", "name": "Yes"}, {"id": "no", "name": {"id": "Bukan", "en": "No"}}]
CARD = {
    "id": "sum",
    "title": "A sum",
    "text": "1 + 1 = 2",
    "piles": ["yes"],
    "why": {"else": "Count.", "yes": "Two."},
}


@fixture(params=SETS)
def cards(request):
    return three_words(request.param, language="en")


def test_the_twelve_stories_fill_every_pile_and_some_fit_more_than_one():
    fits = [card["piles"] for card in three_words().cards]

    assert len(fits) == 12
    assert {pile for piles in fits for pile in piles} == {"assess", "clear", "act", "mixed"}
    assert sum(len(piles) > 1 for piles in fits) >= 4
    assert {tuple(piles) for piles in fits if len(piles) == 1} == {
        ("assess",), ("clear",), ("act",), ("mixed",),
    }  # fmt: skip


def test_every_card_says_something_of_its_own_for_every_pile(cards):
    for card in cards.cards:
        for each in LANGUAGES:
            reasons = [reason[each] for reason in card["why"].values()]
            assert len({*reasons, card["text"][each]}) == len(cards.piles) + 1, card["id"]


def test_what_speaks_against_a_pile_never_names_the_right_one(cards):
    for card in cards.cards:
        for pile in set(card["why"]) - set(card["piles"]):
            for each in LANGUAGES:
                said = card["why"][pile][each]
                names = [one["name"][each] for one in cards.piles if one["id"] in card["piles"]]
                assert not any(re.search(name, said, re.IGNORECASE) for name in names), said


def test_no_story_has_its_pile_in_its_text():
    for card in three_words().cards:
        for each in LANGUAGES:
            names = [catalogue(each)[f"l1.pile.{pile}"] for pile in card["piles"]]
            assert not any(name.lower() in card["text"][each].lower() for name in names)


def test_every_text_of_lesson_1_is_used():
    used = {"title", "subtitle"}
    said = {"l1.pile.stands", *(f"l1.{name}.{part}" for name in SETS for part in used)}
    shown = " ".join(str(three_words(name).shown_state()) for name in SETS)
    texts = {key: text for key, text in catalogue("en").items() if key.startswith("l1.")}

    assert said <= set(texts)
    assert [key for key, text in texts.items() if str(text)[1:-1] not in shown] == []


@mark.parametrize(
    ("card", "complaint"),
    [
        ({"piles": ["maybe"]}, r"cards\[0\].*out of yes, no \(got maybe\)"),
        ({"piles": []}, "names the piles on which it fits"),
        ({"id": ""}, r"cards\[0\]: a card needs an 'id'"),
        ({"text": {"en": "one half"}}, r"cards\[0\]: 'text' is a text"),
        ({"why": {"yes": "Two."}}, "'why' is a text.*got None"),
        ({"back": 7}, "'back' is a text"),
    ],
)
def test_a_card_that_could_not_be_judged_is_refused(card, complaint):
    with raises(InputError, match=complaint):
        SortingCards([CARD | card], PILES)


@mark.parametrize("cards", [[], [CARD, CARD]])
def test_no_cards_and_twin_cards_are_refused(cards):
    with raises(InputError, match="one card or more"):
        SortingCards(cards, PILES)


def test_an_unknown_set_of_cards_is_refused():
    with raises(InputError, match="\"dictionary\" \\(got 'words'\\)"):
        three_words("words")


def test_a_pile_without_its_own_reason_takes_the_one_for_the_rest():
    (card,) = SortingCards([CARD], PILES).cards

    assert {pile: why["id"] for pile, why in card["why"].items()} == {"yes": "Two.", "no": "Count."}


def test_where_the_cards_lie_is_the_reader_s_and_a_lesson_may_ask_for_it():
    cards = SortingCards([CARD], PILES, language="en", placed={"sum": "no"})

    assert (cards.placed, cards.checked) == ({"sum": "no"}, {})
    assert "1. **A sum.** 1 + 1 = 2 No" in cards.told()
    cards.placed = {}
    assert "1. **A sum.** 1 + 1 = 2 ____" in cards.told()
    assert cards._repr_mimebundle_()[0]["text/markdown"] == cards.told()


def test_paper_shows_both_sides_of_a_card():
    told = three_words("dictionary", language="en").told()

    assert "slow and winding. / Weber:" in told
    assert "____" not in told


def test_a_caller_s_words_for_title_and_sides_replace_the_usual_ones():
    sides = ("Front of house", {"id": "Belakang", "en": "Backstage"})
    cards = SortingCards([CARD], PILES, title="Sums", sides=sides)

    assert [cards.labels[each]["title"] for each in LANGUAGES] == ["Sums", "Sums"]
    assert cards.labels["id"]["back"] == "Belakang"
    assert cards.labels["en"]["front"] == "Front of house"
