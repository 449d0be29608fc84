"""Every widget, where a reader meets it: seen, heard, by keyboard, and gone without a trace."""

import itertools

import pytest

from manners import after_leaving, controls, tab_stops
from samples import SAMPLES
from states import walk


@pytest.fixture(scope="session")
def addresses(tmp_path_factory):
    """The page of every sample, by name."""
    folder = tmp_path_factory.mktemp("widgets")
    return {
        name: make().save_html(folder / f"{name}.html").as_uri() for name, make in SAMPLES.items()
    }


LOOKS = [
    *itertools.product(["id", "en"], ["light", "dark"], [1280]),
    ("id", "dark", 320),
    ("en", "light", 320),
]

# What a hasty hand might do to a widget: a button without its name, words too pale to be read.
FAULTS = """() => {
  const button = document.querySelector(".jalur button");
  for (const name of ["aria-label", "title"]) button.removeAttribute(name);
  button.textContent = "";
  document.querySelector(".jalur .title").style.cssText = "color: #7a7a7a; font: 12px sans-serif;";
}"""


@pytest.mark.costly("axe", by="name")
@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_axe_finds_nothing_in_any_state_and_nothing_is_cut_off(
    visit, complaints, addresses, name, language, scheme, width
):
    page = visit(addresses[name], width=width, color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(f"jalur.model.set('language', '{language}')")
    found = {}
    for state in walk(page, name):
        if rules := complaints(page):
            found[state] = rules
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
    assert found == {}

    page.evaluate(FAULTS)
    assert {rule for rule, _ in complaints(page)} >= {"button-name", "color-contrast"}


@pytest.mark.parametrize("name", SAMPLES)
def test_tab_reaches_every_control_and_the_eye_sees_where_it_is(visit, addresses, name):
    page = visit(addresses[name])
    stops = tab_stops(page)

    assert len(stops) == controls(page) >= 3
    assert [stop for stop in stops if stop[1] != "3px"] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_fifty_times_there_and_gone_leaves_nothing_behind(visit, addresses, name):
    page = visit(addresses[name])
    told = after_leaving(page)

    assert told["most"] >= 5
    assert (set(told["left"]), told["nodes"]) == ({0}, 0)


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_moves_by_itself(visit, addresses, name):
    page = visit(addresses[name])
    page.wait_for_timeout(300)
    before = page.locator("main").inner_html()
    page.wait_for_timeout(700)

    assert page.locator("main").inner_html() == before
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("name", SAMPLES)
def test_keys_meant_for_a_widget_never_reach_the_notebook(visit, addresses, name):
    page = visit(addresses[name])
    page.evaluate(
        "document.addEventListener('keydown', (event) => (window.heard ??= []).push(event.key),"
        " true)"
    )
    page.locator(".jalur button:enabled").first.focus()
    for key in ("b", "a", "x", "ArrowDown"):
        page.keyboard.press(key)
    assert page.evaluate("window.heard") is None

    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    assert page.evaluate("window.heard") == ["Escape", "Control", "s"]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_language_changes_in_place_and_the_focus_stays(visit, addresses, name):
    page = visit(addresses[name])
    for language in ("en", "id"):
        page.locator(f".toggle button[lang={language}]").first.click()

        title = page.evaluate(f"jalur.model.get('labels').{language}.title")
        assert page.locator(".jalur").first.get_attribute("aria-label") == title
        assert page.title() == title
        assert page.evaluate("document.documentElement.lang") == language
        assert page.evaluate("document.activeElement.lang") == language
