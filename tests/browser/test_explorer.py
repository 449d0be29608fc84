"""The explorer, where a reader meets it: in a browser, with no kernel."""

import re

import pytest
from pytest import approx

import jalur
from jalur import explore

READING = "jalur.model.get('reading')"


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """Pages of explorers, by name."""
    folder = tmp_path_factory.mktemp("explorers")
    return {
        name: explore(name, language="en").save_html(folder / f"{name}.html").as_uri()
        for name in ("chain", "committee", "disaster", "audit")
    }


@pytest.fixture
def chain(visit, pages):
    return visit(pages["chain"])


def values(page):
    return page.evaluate("jalur.model.get('values')")


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def plain(text):
    """A number as the English page writes it."""
    return float(re.sub(r"[,%]| you", "", text).replace("−", "-"))


def test_a_key_on_a_slider_goes_to_the_next_position_and_all_follows(chain):
    slider = chain.get_by_role("slider", name="Agreements needed")
    slider.focus()
    chain.keyboard.press("Home")

    assert values(chain)["n"] == 1
    assert chain.evaluate(f"{READING}.at.plain") == approx(9000)
    assert slider.get_attribute("aria-valuetext") == "1"
    assert "that need 1 agreements, 9,000 survive" in chain.locator(".finding").inner_text()
    chain.keyboard.press("ArrowRight")
    assert 1 < values(chain)["n"] <= 12
    assert chain.evaluate("document.activeElement.dataset.id") == "knob-n"


def test_every_position_that_is_offered_has_its_answer(chain):
    for name in ("knob-p", "knob-tries", "knob-pull"):
        slider = chain.locator(f"[data-id={name}]")
        slider.focus()
        chain.keyboard.press("Home")
        for _ in range(int(slider.get_attribute("max")) + 1):
            assert chain.evaluate(f"{READING}.of") == values(chain)
            chain.keyboard.press("ArrowRight")


def test_the_page_says_that_it_has_no_kernel_and_offers_what_it_computed(chain):
    kept = chain.evaluate("jalur.model.get('saved')")
    many = 1
    for name, places in kept["positions"].items():
        slider = chain.locator(f"[data-id=knob-{name}]")
        assert int(slider.get_attribute("max")) == len(places) - 1 < 25
        many *= len(places)

    assert len(kept["cells"]) == many
    assert (
        "no kernel. Its sliders stop where the model had been asked"
        in chain.locator(".foot").inner_text()
    )
    assert f"{many:,} states" in chain.locator(".foot").inner_text()


def test_reset_goes_back_and_says_so_in_the_line_of_python(chain):
    start = values(chain)
    line = chain.locator("code").inner_text()
    for name in start:
        chain.locator(f"[data-id=knob-{name}]").focus()
        chain.keyboard.press("Home")
    assert chain.locator("code").inner_text() != line

    button(chain, "Reset").click()

    assert values(chain) == start
    assert chain.locator("code").inner_text() == line
    assert chain.locator("[data-id=knob-n]").get_attribute("aria-valuetext") == "70"


def test_the_copied_line_of_python_makes_the_state_that_is_shown(visit, pages):
    page = visit(pages["committee"], permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("radio", name="Polyarchy").check()
    page.locator("[data-id=knob-good]").focus()
    page.keyboard.press("ArrowLeft")
    page.locator("[data-id=copy]").click()
    button(page, "Copied").wait_for(timeout=2000)
    line = page.evaluate("navigator.clipboard.readText()")
    again = eval(line, {"jalur": jalur})

    assert line == page.locator("code").inner_text()
    assert again.values == values(page)
    assert again.values["rule"] == "polyarchy"
    assert again.reading["at"] == approx(page.evaluate(f"{READING}.at"), rel=1e-4)


def test_where_copying_is_forbidden_the_line_is_selected_for_the_reader(chain):
    chain.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
    )
    chain.locator("[data-id=copy]").click()

    button(chain, "The line is selected; press Ctrl+C").wait_for(timeout=2000)
    assert chain.evaluate("getSelection().toString()") == chain.locator("code").inner_text()


def test_a_choice_is_made_with_the_arrow_keys(visit, pages):
    page = visit(pages["committee"])
    page.get_by_role("radio", name="Committee").focus()
    page.keyboard.press("ArrowLeft")

    assert values(page)["rule"] == "hierarchy"
    assert page.get_by_role("radio", name="Hierarchy").is_checked()
    assert page.locator(".finding").inner_text().startswith("A hierarchy of 3: all must")


@pytest.mark.parametrize("name", ["chain", "disaster", "audit"])
def test_the_table_says_what_the_chart_draws(visit, pages, name):
    page = visit(pages[name])
    button(page, "Table").click()
    for chart, table in zip(
        page.locator(".chart").all(), page.locator(".tables table").all(), strict=True
    ):
        rows = [
            [cell.inner_text() for cell in row.locator("th, td").all()]
            for row in table.locator("tbody tr").all()
        ]
        mine = next(row for row in rows if row[0].endswith("you"))
        told = [row for row in rows if row is not mine]
        ticks = page.evaluate(TICKS, chart.element_handle())
        (low, at_low), (high, at_high) = ticks[0], ticks[-1]
        for column, points in enumerate(page.evaluate(POINTS, chart.element_handle()), 1):
            drawn = [low + (y - at_low) / (at_high - at_low) * (high - low) for _, y in points]
            said = [plain(row[column]) for row in rows]
            kept = said if len(points) == len(rows) else [plain(row[column]) for row in told]
            assert drawn == approx(kept, abs=(high - low) / 150), (name, column)


TICKS = """(chart) => {
  const scale = (text) => Number(text.replace(/[,%]/g, "").replace("−", "-"));
  const left = Math.min(...[...chart.querySelectorAll("text.tick")]
    .map((one) => one.getAttribute("text-anchor") === "end" ? +one.getAttribute("x") : 1e9));
  return [...chart.querySelectorAll("text.tick[text-anchor=end]")]
    .filter((one) => +one.getAttribute("x") === left)
    .map((one) => [scale(one.textContent), +one.getAttribute("y") - 4]);
}"""
POINTS = """(chart) => [...chart.querySelectorAll("path.line")].map((path) => path
  .getAttribute("d").split(/[ML]/).filter(Boolean).map((pair) => pair.split(" ").map(Number)))"""


def test_bars_are_as_high_as_the_table_says(visit, pages):
    page = visit(pages["committee"])
    button(page, "Table").click()
    said = [plain(text) for text in page.locator(".tables td").all_inner_texts()]
    heights = page.evaluate(
        "[...document.querySelectorAll('.chart rect.bar')].map((one) => one.getBBox().height)"
    )
    refused, passed = said[::2], said[1::2]

    assert [height / heights[0] * refused[0] for height in heights] == approx(
        [*refused, *passed], abs=0.5
    )


def test_the_reader_s_row_is_marked_with_a_word(chain):
    button(chain, "Table").click()

    assert chain.locator(".tables tbody tr", has_text="you").locator("th").inner_text() == "70 you"
    assert button(chain, "Table").get_attribute("aria-expanded") == "true"


def test_the_players_play_what_the_knobs_say(visit, pages):
    page = visit(pages["disaster"])
    ends = "Math.max(...jalur.models[1].get('traces')[1].cases.end)"
    before = page.evaluate(ends)
    page.locator("[data-id=knob-ready]").focus()
    page.keyboard.press("Home")

    assert page.evaluate(ends) > before
    assert page.locator(".jalur-player div.lane").count() == 2
    player = page.locator(".jalur-player")
    assert player.locator(".lanename b").last.inner_text() == "Full path"
    page.locator("[data-id=range]").focus()
    page.keyboard.press("End")
    button(page, "Open the files").click()
    assert player.locator(".results table").is_visible()


def test_a_player_has_its_names_again_when_the_knob_is_back(visit, pages):
    page = visit(pages["disaster"])
    name = page.locator(".jalur-player .lanename b").last
    first = name.inner_text()
    knob = page.locator("[data-id=knob-ready]")
    knob.press("Home")
    page.locator(".jalur-player").get_by_text("Full path", exact=True).wait_for()
    page.get_by_role("button", name="Reset").click()
    page.wait_for_timeout(100)

    assert name.inner_text() == first != "Full path"


def test_one_switch_of_language_serves_the_explorer_and_its_players(visit, pages):
    page = visit(pages["disaster"])
    assert page.locator(".toggle:visible").count() == 1
    page.get_by_role("button", name="ID").first.click()

    assert page.locator(".jalur-player .title").inner_text() == (
        "Sepuluh usulan yang sama di dua jalur"
    )
    assert page.locator(".jalur-explorer .title").inner_text().startswith("Jam bencana")


def test_who_cannot_see_hears_the_sentence_but_not_at_every_key(chain):
    chain.evaluate(
        "new MutationObserver(() => (window.said = (window.said ?? 0) + 1))"
        ".observe(document.querySelector('[aria-live]'), { childList: true, subtree: true })"
    )
    chain.locator("[data-id=knob-p]").focus()
    for _ in range(6):
        chain.keyboard.press("ArrowLeft")
    assert chain.evaluate("window.said ?? 0") <= 1

    sentence = chain.locator(".finding").inner_text()
    chain.wait_for_function(
        "(text) => document.querySelector('[aria-live]').textContent === text",
        arg=sentence,
        timeout=4000,
    )


def test_where_a_kernel_is_silent_the_reader_is_told_what_to_do(chain):
    chain.evaluate(
        """() => {
          jalur.model.set("saved", undefined);
          const el = document.querySelector("main").appendChild(document.createElement("div"));
          jalur.widget.render({ model: jalur.model, el });
        }"""
    )
    alone = chain.locator(".jalur-explorer").last
    alone.locator("[data-id=knob-n]").focus()
    assert "kernel" not in alone.locator(".foot").inner_text()
    assert alone.locator("[data-id=knob-n]").get_attribute("max") == "69"
    chain.keyboard.press("ArrowLeft")

    alone.get_by_text("The kernel does not answer. Run the cell again.").wait_for(timeout=7000)
    chain.evaluate("jalur.model.set('reading', { ...jalur.model.get('reading') })")
    assert "kernel" not in alone.locator(".foot").inner_text()
