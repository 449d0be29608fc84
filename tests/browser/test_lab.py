"""The lesson in JupyterLab and in Notebook 7, as a reader opens it."""

import re
from itertools import product

from pytest import mark

OPEN = list(product(["lab", "notebook"], ["id", "en"]))

# One desk that many want: who comes finds a queue.
OFFICE = """import jalur
desk = jalur.Step("money", kind="clear", good=0.9, bad=0.3, days=4, variation=0.5)
office = jalur.Situation(arrivals=0.3)
path = desk >> jalur.act(days=2)
jalur.play(path, jalur.direct(), situation=office, cases=8, seed=3, language="{}")"""


@mark.costly("notebooks in the browser")
@mark.parametrize(("app", "language"), OPEN, ids=["-".join(pair) for pair in OPEN])
def test_a_reader_runs_the_lesson_and_plays_it(reading, app, language):
    page = reading(app, f"lessons/{language}/02-jalur-keputusan.ipynb")
    player = page.locator(".jalur-player").first
    player.get_by_role("button").first.wait_for(timeout=60_000)
    words = {"id": ("Jalur penuh", "Full path"), "en": ("Full path", "Jalur penuh")}[language]
    assert words[0] in player.inner_text()

    # Guess first: play waits for it.
    play = player.locator("[data-id=play]")
    assert play.is_disabled()
    for field in player.locator("input[type=number], [role=spinbutton]").all():
        field.fill("9")
    player.get_by_role(
        "button", name=re.compile("Simpan tebakan|Keep my guess|Save", re.IGNORECASE)
    ).first.click()

    # It plays, and the day moves.
    clock = player.locator("input[type=range]").first
    page.wait_for_function(
        "input => Number(input.value) > 0", arg=clock.element_handle(), timeout=10_000
    )
    player.locator("[data-id=play]").click()

    # A scrub is heard, and keys stay inside: no new cell, no jump to another one.
    before = page.locator(".jp-Notebook .jp-Cell").count()
    clock.focus()
    at = float(clock.input_value())
    page.keyboard.press("ArrowRight")
    assert float(clock.input_value()) > at
    for key in ("b", "a", "x", "j"):
        page.keyboard.press(key)
    player.locator("[data-id=play]").focus()
    for key in ("b", "a", "d", "d"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.locator(".jp-Notebook .jp-Cell").count() == before
    clock.focus()
    page.keyboard.press("End")
    assert "101" in player.inner_text()  # the full path's last day
    player.get_by_role("button", name=re.compile("Buka isi map|Open the files")).click()
    player.locator("table:visible").first.wait_for(timeout=5_000)  # the finish, as numbers

    # The other language, in place.
    other = "EN" if language == "id" else "ID"
    player.get_by_role("button", name=re.compile(f"^{other}|{other}$")).first.click()
    player.get_by_text(words[1]).first.wait_for(timeout=5_000)


@mark.costly("notebooks in the browser")
@mark.parametrize("app", ["lab", "notebook"])
def test_a_knob_asks_the_kernel_and_the_player_under_it_follows(reading, app):
    cells = ["import jalur", 'jalur.begin("l4", "en")', 'jalur.explore("counter")']
    page = reading(app, "explorer.ipynb", cells)
    explorer, player = page.locator(".jalur-explorer"), page.locator(".jalur-player")
    player.get_by_role("button").first.wait_for(timeout=60_000)
    before = page.locator(".jp-Notebook .jp-Cell").count()

    knob = explorer.get_by_role("slider", name="Working days until silence is a yes")
    knob.focus()
    page.keyboard.press("Home")
    explorer.get_by_text("officials=1, deadline=1)").wait_for(timeout=5_000)
    player.get_by_text("1-day limit").wait_for(timeout=10_000)
    for key in ("b", "a", "x"):
        page.keyboard.press(key)
    said = explorer.locator(".finding").inner_text()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "said => document.querySelector('.jalur-explorer .finding').innerText !== said", arg=said
    )
    assert page.locator(".jp-Notebook .jp-Cell").count() == before

    # Every tenth is offered where the model can be asked, and nobody speaks of a missing kernel.
    assert explorer.get_by_role("slider", name="Files that come").get_attribute("max") == "28"
    assert "kernel" not in explorer.locator(".foot").inner_text()

    explorer.get_by_role("button", name="ID").click()
    player.get_by_text("Dua belas berkas di loket itu").wait_for(timeout=10_000)


def put_behind(page, colour):
    """Paint what is behind the player: it is light or dark by that."""
    page.evaluate(
        """(colour) => {
          document.querySelector(".jalur-player").parentElement.style.background = colour;
          document.body.dataset.painted = colour; // what a host does when its theme changes
        }""",
        colour,
    )


@mark.costly("axe in the apps")
@mark.parametrize(("app", "language"), OPEN, ids=["-".join(pair) for pair in OPEN])
def test_axe_finds_nothing_in_the_player_of_an_app_whatever_its_state(
    reading, complaints, app, language
):
    page = reading(app, f"office-{language}.ipynb", [OFFICE.format(language)])
    player = page.locator(".jalur-player")
    player.get_by_role("button").first.wait_for(timeout=60_000)
    found = {}

    def ask(state):
        for colour, width in (("#fff", 1280), ("#111", 1280), ("#fff", 320), ("#111", 320)):
            page.set_viewport_size({"width": width, "height": 1000})
            put_behind(page, colour)
            dark = str(colour == "#111").lower()
            page.wait_for_function(
                f"document.querySelector('.jalur-player').classList.contains('dark') === {dark}"
            )
            if rules := complaints(page, within=".jalur-player"):
                found[state, colour, width] = rules
        page.set_viewport_size({"width": 1280, "height": 1000})

    ask("fresh")
    player.locator("[data-id^='guess.more']").first.click()
    ask("predicting")
    for field in player.locator("input[type=number]").all():
        field.fill("5")
    player.locator("[data-id='guess.save']").click()
    player.locator("[data-id=play]").click()
    clock = player.locator("[data-id=range]")
    for _ in range(60):
        if player.locator(".file.standing.counted:visible").count():
            break
        clock.press("ArrowRight")
    assert player.locator(".file.standing.counted:visible").count()
    ask("paused with a queue")
    player.locator("[data-id=story]").click()
    player.locator("[data-id=change]").click()
    ask("table and settings open")
    clock.press("End")
    player.locator("[data-id=open]").click()
    player.locator(".results table").wait_for()
    page.wait_for_timeout(1_200)  # until the folders have come in
    ask("finished")

    assert found == {}


@mark.costly("notebooks in the browser")
@mark.parametrize("app", ["lab", "notebook"])
def test_a_change_of_the_path_is_simulated_by_the_kernel(reading, app):
    page = reading(app, "office-en.ipynb", [OFFICE.format("en")])
    player = page.locator(".jalur-player")
    player.locator("[data-id=change]").click()
    cases = player.locator("[data-id=set-cases]")
    cases.press("End")

    player.get_by_text("Proposals: 30, the same on every path.").wait_for(timeout=20_000)
    assert player.get_by_role("status").inner_text().startswith("Every change starts the story")
    for key in ("b", "a", "x"):
        page.keyboard.press(key)
    assert page.locator(".jp-Notebook .jp-Cell").count() == 1


@mark.costly("notebooks in the browser")
@mark.parametrize("language", ["id", "en"])
def test_a_reader_of_lesson_1_sorts_a_card_and_hears_why(reading, language):
    page = reading("lab", f"lessons/{language}/01-tiga-kata.ipynb")
    cards = page.locator(".jalur-cards").first
    pile, ask, why = {
        "id": ("Eksekusi: taruh kartu", "Periksa", "Sumurnya memang akan digali."),
        "en": ("Execution: put the card", "Check", "A well will be dug, true."),
    }[language]

    cards.get_by_role("button", name=pile).click(timeout=60_000)
    assert why not in cards.inner_text()  # nothing is judged before the reader asks
    cards.get_by_role("button", name=ask, exact=True).click()
    cards.get_by_text(why).first.wait_for(timeout=5_000)

    # All three sets of cards are there.
    for n in range(3):
        page.locator(".jalur-cards").nth(n).wait_for(state="attached", timeout=20_000)
