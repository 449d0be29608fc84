"""The builder, where a reader meets it: in a browser, by keyboard, with no kernel."""

import pytest

from jalur import PathBuilder, Step, act, direct, full, village_bridge

LAND = Step("land", "clear", good=0.9, bad=0.3, days=10)
MONEY = Step("money", "clear", good=0.9, bad=0.4, days=12)


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("builders")
    builders = {
        "direct": PathBuilder(direct(), village_bridge(), language="en", cases=3),
        "full": PathBuilder(full(2), village_bridge(), language="id", cases=3),
        "branches": PathBuilder((LAND & MONEY) >> act(), village_bridge(), language="en", cases=3),
    }
    return {
        name: made.save_html(folder / f"{name}.html").as_uri() for name, made in builders.items()
    }


@pytest.fixture
def built(visit, pages):
    return visit(pages["direct"])


def python(page):
    return page.locator("code").inner_text()


def press(page, *names):
    """Press each button by keyboard: reach it, then Enter."""
    for name in names:
        page.get_by_role("button", name=name, exact=True).first.focus()
        page.keyboard.press("Enter")


def number(page, row):
    return page.locator(".numbers tr", has_text=row).locator("td").last.inner_text()


def test_a_path_is_built_by_keyboard_and_its_numbers_follow(built):
    assert number(built, "Bad proposals that pass") == "100 of 100"
    press(built, "Desk")

    assert python(built).startswith("desks(1, good=0.9, bad=0.3, days=10")
    assert number(built, "Bad proposals that pass") == "30 of 100"
    assert number(built, "Until a good one is done") == "11 days"
    assert "Before the last change: Rp−30.8 million." in built.locator(".numbers").inner_text()

    slider = built.get_by_role("slider", name="How many")
    slider.focus()
    built.keyboard.press("ArrowRight")
    assert python(built).startswith("desks(2, ")
    assert built.evaluate("document.activeElement.dataset.id") == "set-n"
    assert slider.get_attribute("aria-valuetext") == "2"


def test_what_changes_is_heard_once(built):
    press(built, "Desk")
    built.wait_for_timeout(2600)

    heard = built.locator(".jalur-builder > [aria-live]").inner_text()
    assert heard.startswith("90 of 100 good and 30 of 100 bad proposals pass; 11 days; worth Rp")


def test_undo_takes_back_one_edit_and_a_dragged_setting_is_one(built):
    press(built, "Desk")
    one = python(built)
    built.get_by_role("slider", name="Working days").focus()
    built.evaluate("window.held = document.activeElement")
    for _ in range(5):
        built.keyboard.press("ArrowRight")
    assert "days=15" in python(built)
    assert built.evaluate("held.isConnected")  # a pointer that drags it would lose it otherwise

    press(built, "Undo")
    assert python(built) == one
    press(built, "Undo")
    assert python(built) == "act()"
    assert built.get_by_role("button", name="Undo").is_disabled()

    press(built, "Experts", "Back to the start")
    assert python(built) == "act()"


def test_two_parts_are_put_side_by_side_and_in_a_row_again(built):
    press(built, "Desk", "Committee")
    built.locator("[data-id=part-0]").click()
    press(built, "Beside the next one")
    assert " & vote(2, desks(3" in python(built)
    assert built.locator(".rows .branch").count() == 2
    assert built.get_by_role("button", name="2 branches side by side, all yes").is_visible()

    built.get_by_role("slider", name="Yeses needed").focus()
    built.keyboard.press("ArrowLeft")
    assert " | vote(2, desks(3" in python(built)

    press(built, "Put in a row")
    assert " >> vote(2, desks(3" in python(built)


def test_what_cannot_be_is_explained_in_the_models_words_and_not_built(built):
    press(built, "Crew")
    note = built.locator("[role=status]").first
    assert "every step needs a name of its own (repeated: act)" in note.inner_text()
    assert python(built) == "act()"

    press(built, "Desk", "Later")
    assert "after the act 'act' nothing can refuse any more, but 'desk_1' can" in note.inner_text()

    press(built, "Beside the next one")
    assert "a crew acts when all have spoken" in note.inner_text()
    built.locator("[data-id=part-1]").click()
    assert note.inner_text() == ""


def test_a_crew_cannot_enter_a_branch(visit, pages):
    page = visit(pages["branches"])
    page.locator("[data-id=part-0-0-0]").click()
    press(page, "Crew")

    assert "the act 'act' stands in a branch" in page.locator("[role=status]").first.inner_text()
    assert python(page).count("act(") == 1


def test_the_last_part_cannot_be_removed(built):
    built.locator("[data-id=part-0]").click()
    press(built, "Remove")

    assert "A path needs at least one part." in built.locator("[role=status]").first.inner_text()
    assert python(built) == "act()"


def test_without_a_kernel_an_example_plays_and_another_path_says_why_not(built):
    press(built, "Desk", "Play this path")
    assert "no recording yet, since there is no Python" in built.locator(".told").first.inner_text()

    press(built, "Desk path", "Play this path")
    assert "The player is below." in built.locator(".told").first.inner_text()
    player = built.locator(".jalur-player")
    assert player.get_by_text("Desk 7", exact=True).count() == 1
    player.get_by_role("button", name="Play", exact=True).click()
    built.wait_for_function("jalur.models[1].get('day') > 1")


def test_the_line_of_python_is_copied(visit, pages):
    page = visit(pages["full"], permissions=["clipboard-read", "clipboard-write"])
    press(page, "Salin")
    page.get_by_text("Tersalin.").wait_for()

    assert page.evaluate("navigator.clipboard.readText()") == python(page)


def test_with_a_kernel_play_asks_for_the_path_that_is_shown(built):
    built.evaluate("jalur.model.set('live', true)")
    press(built, "Desk", "Play this path")

    asked = built.evaluate("jalur.model.get('played')")
    assert [part["part"] for part in asked] == ["desks", "crew"]


def test_the_path_is_told_in_a_table_too(visit, pages):
    page = visit(pages["branches"])
    rows = page.locator(".jalur-builder .twin tbody tr").all_inner_texts()

    assert [row.split("\t") for row in rows] == [
        ["Land", "1, side by side: all yes", "90", "30", "10"],
        ["Budget", "1, side by side: all yes", "90", "40", "12"],
        ["Crew", "2", "100", "100", "1"],
    ]


@pytest.mark.parametrize("width", [320, 600, 1280])
def test_nothing_stands_outside_whatever_is_built(visit, pages, width):
    page = visit(pages["branches"], width=width)
    for place, name in (("0-0-0", "Committee"), ("0-1-0", "Experts"), ("0", "Desk"), ("1", "Desk")):
        page.locator(f"[data-id=part-{place}]").click()
        press(page, name)

    assert page.locator(".rows .part").count() == 5
    scene = page.locator(".jalur-builder").bounding_box()
    for part in page.locator(".part").all():
        box = part.bounding_box()
        assert box["x"] + box["width"] <= scene["x"] + scene["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
