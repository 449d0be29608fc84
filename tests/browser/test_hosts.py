"""Every widget in JupyterLab and in Notebook 7, with a kernel behind it."""

from itertools import product
from pathlib import Path

from pytest import mark

from samples import SAMPLES

TESTS = Path(__file__).parents[1]
OPEN = list(product(["lab", "notebook"], ["id", "en"]))
DARK = "body, .jp-Notebook, .jp-Cell, .jp-OutputArea { background: #111 !important; }"


def cells(language):
    """A notebook with one of every widget."""
    begin = f"""import sys; sys.path.insert(0, {str(TESTS)!r})
import jalur
from samples import SAMPLES
jalur.begin("l2", "{language}")"""
    return [begin, *(f'SAMPLES["{name}"]()' for name in SAMPLES)]


@mark.costly("notebooks in the browser")
@mark.parametrize(("app", "language"), OPEN, ids=["-".join(pair) for pair in OPEN])
def test_every_widget_lives_in_the_app(reading, complaints, app, language):
    page = reading(app, f"widgets-{language}.ipynb", cells(language))
    shown = page.locator(".jp-CodeCell:not(:first-child)")
    for place in range(len(SAMPLES)):
        # The host's own menus are none of ours: axe is asked about the widgets only.
        shown.nth(place).locator(".jalur").first.wait_for(timeout=60_000)
    assert page.locator(".jp-OutputArea-output[data-mime-type*=stderr]").count() == 0
    assert {root.get_attribute("lang") for root in page.locator(".jalur").all()} == {language}
    assert complaints(page, ".jalur") == []

    page.evaluate("document.querySelector('.jalur').append(new Image())")
    assert complaints(page, ".jalur") != []  # it would be told
    page.evaluate("document.querySelector('.jalur > img').remove()")

    before = page.locator(".jp-Notebook .jp-Cell").count()
    for root in page.locator(".jalur").all():
        root.locator("button:enabled").first.focus()
        for key in ("b", "a", "x", "j", "d", "d"):
            page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.locator(".jp-Notebook .jp-Cell").count() == before

    page.add_style_tag(content=DARK)
    page.evaluate("document.body.dataset.light = 'no'")  # what hosts do when the theme changes
    page.wait_for_function(
        "[...document.querySelectorAll('.jalur')].every((one) => one.classList.contains('dark'))"
    )
    assert complaints(page, ".jalur") == []
