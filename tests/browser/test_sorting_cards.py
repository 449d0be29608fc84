"""The sorting cards, where a reader meets them: in a browser, with no kernel."""

import pytest

from jalur import three_words


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """Pages of their own, by name."""
    folder = tmp_path_factory.mktemp("cards")
    return {
        name: three_words(name, language="en").save_html(folder / f"{name}.html").as_uri()
        for name in ("vignettes", "claims", "dictionary")
    }


@pytest.fixture
def cards(visit, pages):
    return visit(pages["vignettes"])


def placed(page):
    return page.evaluate("jalur.model.get('placed')")


def shown(page):
    return page.locator(".hand .name").inner_text()


def pile(page, name):
    return page.get_by_role("button", name=f"{name}: put the card")


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def heard(page):
    return page.locator("[aria-live]").inner_text()


def test_a_tap_on_a_pile_puts_the_card_there_and_brings_the_next(cards):
    pile(cards, "Technocracy").click()

    assert placed(cards) == {"well": "assess"}
    assert shown(cards) == "A stall permit"
    assert heard(cards).startswith("A well is on Technocracy. Next, A stall permit. The owner")


def test_a_card_is_dragged_to_a_pile_and_from_one_pile_to_another(cards):
    def drag(what, where):
        what.hover()
        cards.mouse.down()
        box = where.bounding_box()
        cards.mouse.move(box["x"] + 40, box["y"] + box["height"] - 12, steps=6)
        assert cards.locator(".over").count() == 1
        cards.mouse.up()

    drag(cards.locator(".hand .card"), cards.locator("[data-pile=act]"))
    assert placed(cards) == {"well": "act"}
    button(cards, "Next card").click()
    drag(cards.locator(".chip"), cards.locator("[data-pile=clear]"))

    assert placed(cards) == {"well": "clear"}
    assert shown(cards) == "The dike gives way"  # the card in the hand stays there
    assert cards.locator(".over, .held").count() == 0


def test_a_card_dropped_beside_the_piles_stays_where_it_was(cards):
    pile(cards, "Mixed").click()
    for what in (".hand .card", ".chip"):
        cards.locator(what).hover()
        cards.mouse.down()
        cards.mouse.move(30, 30, steps=4)
        cards.mouse.up()

    assert placed(cards) == {"well": "mixed"}
    assert shown(cards) == "A stall permit"  # the end of a drag is no click
    assert cards.locator(".held").count() == 0


def test_by_keys_alone_from_hand_to_verdict(cards):
    pile(cards, "Technocracy").focus()
    cards.keyboard.press("t")
    cards.keyboard.press("b")
    cards.keyboard.press("ArrowLeft")
    cards.keyboard.press("ArrowLeft")
    assert shown(cards) == "A well"
    cards.keyboard.press("e")
    assert placed(cards) == {"well": "act", "stall": "clear"}
    button(cards, "Check").focus()
    cards.keyboard.press("Enter")

    assert shown(cards) == "A well"
    assert heard(cards).endswith("A well will be dug, true. But who settles where?")
    cards.keyboard.press("Backspace")
    assert placed(cards) == {"stall": "clear"}


def test_tap_then_tap_moves_a_card_that_lies_on_a_pile(visit, pages):
    page = visit(pages["vignettes"], width=360, has_touch=True, is_mobile=True)
    pile(page, "Mixed").tap()
    page.locator(".chip").tap()
    assert shown(page) == "A well"
    pile(page, "Technocracy").tap()

    assert placed(page) == {"well": "assess"}


def test_nothing_is_judged_before_the_reader_asks(cards):
    assert button(cards, "Check").is_disabled()
    pile(cards, "Execution").click()
    assert cards.locator(".why, .sign.fits, .sign.differs >> visible=true").count() == 0
    button(cards, "Check").click()

    assert cards.locator(".why").inner_text().startswith("A well: think again.")
    assert cards.evaluate("jalur.model.get('checked')") == {"well": "act"}
    assert button(cards, "Check").is_disabled()


def test_a_card_that_is_moved_after_the_verdict_is_open_again(cards):
    pile(cards, "Execution").click()
    button(cards, "Check").click()
    pile(cards, "Technocracy").click()
    cards.locator(".chip").click()
    assert cards.locator(".why").count() == 0
    button(cards, "Check").click()

    assert "Everything you have placed fits" in cards.locator(".foot").inner_text()


def test_a_card_that_fits_names_the_other_piles_where_it_fits(cards):
    cards.evaluate("jalur.model.set('placed', { siren: 'act' })")
    button(cards, "Check").click()
    cards.locator(".chip").click()

    assert "It also fits on: Bureaucracy, Mixed." in cards.locator(".why").inner_text()


def test_the_list_says_and_does_the_same_as_the_piles(cards):
    button(cards, "As a list").click()
    assert cards.get_by_role("combobox").count() == 12
    pick = cards.get_by_label("Pile for the card The river siren")
    pick.focus()
    pick.select_option("Technocracy")
    assert (
        cards.locator(":focus").get_attribute("aria-label") == "Pile for the card The river siren"
    )
    assert cards.evaluate("jalur.model.get('at')") == 0
    button(cards, "Check").click()

    assert placed(cards) == {"siren": "assess"}
    assert "The river siren: think again." in cards.locator(".row .why").inner_text()
    button(cards, "As a list").click()
    assert shown(cards) == "The river siren"


def test_start_again_takes_every_card_back(cards):
    pile(cards, "Mixed").click()
    button(cards, "Check").click()
    button(cards, "Start again").click()

    assert (placed(cards), shown(cards)) == ({}, "A well")
    assert cards.evaluate("jalur.model.get('checked')") == {}
    assert pile(cards, "Technocracy").evaluate("node => node === document.activeElement")


def test_a_card_turns_over_and_what_lies_below_is_not_read(visit, pages):
    page = visit(pages["dictionary"])
    card = page.locator(".card").nth(1)
    front, back = card.locator(".front"), card.locator(".back")
    assert front.is_visible() and not back.is_visible()
    card.get_by_role("button").click()
    back.wait_for(state="visible")

    assert heard(page).startswith("What scholars mean: Weber:")
    assert (front.get_attribute("aria-hidden"), back.get_attribute("aria-hidden")) == (
        "true",
        "false",
    )
    page.wait_for_timeout(400)
    assert not front.is_visible()


def test_without_motion_a_card_does_not_turn_it_changes(visit, pages):
    page = visit(pages["dictionary"], reduced_motion="reduce")
    page.get_by_role("button", name="Turn it over").first.click()

    assert page.evaluate("document.getAnimations().length") == 0
    assert page.locator(".back").first.is_visible()


def test_paper_shows_every_card_and_a_line_to_write_on(cards):
    cards.evaluate("jalur.model.set('placed', { well: 'act' })")
    assert not cards.locator(".paper").is_visible()
    cards.emulate_media(media="print")
    lines = cards.locator(".paper li").all_inner_texts()

    assert len(lines) == 12
    assert lines[0].endswith("That spot it is. Execution") and lines[1].endswith("________")
    assert cards.locator(".paper").is_visible()
    assert cards.get_by_role("button").count() == 0
