"""The map and the card, where a reader meets them: a guess first, then what came out."""

import pytest

from jalur import PhaseMap, Scorecard, bureaucracy, direct, full, phase, technocracy, village_bridge

FOUR = [direct(), technocracy(), bureaucracy(2), full(2)]


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("maps")
    drawn = phase(FOUR, village_bridge())
    made = {
        "map": PhaseMap(drawn, language="en", predict=False),
        "guess": PhaseMap(drawn, language="en"),
        "card": Scorecard(FOUR, village_bridge(), language="en"),
    }
    return {name: one.save_html(folder / f"{name}.html").as_uri() for name, one in made.items()}


@pytest.fixture
def chart(visit, pages):
    return visit(pages["map"])


def trait(page, name):
    return page.evaluate(f"jalur.model.get('{name}')")


def test_no_land_is_shown_before_every_patch_is_painted(visit, pages):
    page = visit(pages["guess"])
    assert page.locator(".land, .ink, .twin table").count() == 0
    save = page.get_by_role("button", name="Keep the guess, then open the map")

    page.get_by_role("button", name="Full path").click()
    for n in range(11):
        page.locator(f"[data-id=patch-{n}]").click()
    assert save.is_disabled()
    assert page.get_by_text("Patches still empty: 1.").is_visible()

    page.locator("[data-id=patch-11]").click()
    save.click()
    assert trait(page, "guess") == ["full"] * 12
    assert page.locator(".land").count() == 5
    assert "Your guess agrees in" in page.locator(".kept").inner_text()
    assert page.evaluate("document.activeElement.dataset.id") == "range-0"


def test_patches_are_painted_by_keyboard_and_say_what_they_are(visit, pages):
    page = visit(pages["guess"])
    page.get_by_role("button", name="Desk path").focus()
    page.keyboard.press("Enter")
    page.locator("[data-id=patch-0]").focus()
    for key in ("ArrowRight", "ArrowDown", "Space"):
        page.keyboard.press(key)

    patch = page.evaluate("document.activeElement.ariaLabel")
    assert patch == "Good share 37.5%, Urgency 2.5% a day: Desk path"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.dataset.id") == "patch-4"


def test_the_point_moves_by_ranges_by_arrows_and_by_pointer(chart):
    assert trait(chart, "at") == [20, 4]
    chart.get_by_role("slider", name="Urgency").focus()
    chart.keyboard.press("ArrowRight")
    assert trait(chart, "at") == [20, 5]

    chart.locator("[data-id=you]").focus()
    for key in ("ArrowLeft", "ArrowUp", "ArrowUp"):
        chart.keyboard.press(key)
    assert trait(chart, "at") == [19, 7]

    box = chart.locator(".frame").bounding_box()
    chart.mouse.click(box["x"] + box["width"] - 3, box["y"] + 3)
    assert trait(chart, "at") == [40, 40]
    chart.mouse.move(box["x"] + 3, box["y"] + box["height"] - 3)
    assert trait(chart, "at") == [40, 40]  # nobody holds it


def test_beside_the_map_stand_winner_runner_up_and_nearest_border(chart):
    assert chart.locator(".verdict").inner_text() == (
        "Here the experts' path is worth most, 4.3 more than the desk path."
        " If the good share falls below 28.6%, the full path pulls ahead."
    )
    rows = chart.locator(".bars .row").all_inner_texts()
    assert [row.split("\n")[0] for row in rows] == [
        "Experts' path", "Desk path", "Full path", "Do nothing", "Direct path",
    ]  # fmt: skip
    assert "a loss" in rows[-1]
    assert chart.get_by_role("slider", name="Good share").get_attribute("aria-valuetext") == "50%"


def test_the_table_is_the_map_and_rings_the_readers_own_cell(chart):
    own = chart.locator(".twin .own")
    assert own.inner_text().split("\n")[0] == "Experts"
    chart.evaluate("jalur.model.set('at', [37, 33])")

    assert own.count() == 1
    assert own.inner_text().split("\n")[0] == "Direct"
    assert "92.5%" in chart.locator(".twin thead").inner_text()


def test_every_name_stands_inside_the_map(visit, pages):
    for width in (320, 1280):
        page = visit(pages["map"], width=width)
        frame = page.locator(".frame").bounding_box()
        for pill in page.locator(".pill").all():
            box = pill.bounding_box()
            assert frame["x"] <= box["x"]
            assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
            assert frame["y"] <= box["y"]


def test_no_price_is_shown_before_all_four_are_guessed(visit, pages):
    page = visit(pages["card"])
    assert page.locator(".bar, table").count() == 0
    for n, name in enumerate(["direct", "full", "full"]):
        page.locator(f"[data-id=guess-{n}]").select_option(name)
    save = page.get_by_role("button", name="Keep the guess, then open the card")
    assert save.is_disabled()

    page.locator("[data-id=guess-3]").select_option("technocracy")
    save.click()
    assert trait(page, "guess") == ["direct", "full", "full", "technocracy"]
    told = page.locator(".told").all_inner_texts()
    assert told == [
        "Your guess agrees: the direct path.",
        "You guessed the full path; ahead is the experts' path.",
        "Your guess agrees: the full path.",
        "You guessed the experts' path; ahead is the full path.",
    ]


def test_the_card_says_what_accountability_does_not_measure_and_keeps_a_table(visit, pages):
    page = visit(pages["card"])
    page.evaluate("jalur.model.set('predict', false)")

    assert "does not measure whether their reasons are good" in page.locator(".stakes").inner_text()
    rows = [row.split("\t") for row in page.locator(".twin tbody tr").all_inner_texts()]
    assert rows[0] == ["Days", "1", "31", "21", "51"]
    assert rows[4] == ["Verdicts", "0", "5", "2", "7"]
    assert len(rows) == 7
