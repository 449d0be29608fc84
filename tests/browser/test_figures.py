"""Figures, where a reader meets them: the picture, its words, and the table under it."""

import pytest

from jalur import direct, figures, full, narrate, read, simulate


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A page with pictures of every kind, for each language, by its address."""
    folder, paths = tmp_path_factory.mktemp("figures"), [direct(), full()]
    traces = [simulate(path, cases=6, seed=7).trace() for path in paths]
    addresses = {}
    for language in ("id", "en"):
        shown = [
            figures.acceptances(paths, language).to_html(),
            figures.survivors(language=language).to_html(),
            figures.durations(read("receipt_cases_derived"), language).to_html(),
            figures.calendar(read("apbn_cycle"), language=language).to_html(),
            figures.storyboard(*traces, language=language).to_html(),
            narrate(*traces, language=language)._repr_html_(),
        ]
        page = folder / f"{language}.html"
        page.write_text(
            f"<!doctype html><html lang={language}><meta charset=utf-8><title>jalur</title>"
            "<meta name=viewport content='width=device-width'><style>"
            "@media (prefers-color-scheme: dark) { body { background: #111; color: #ddd } }"
            f"</style><main><h1>jalur</h1>{''.join(shown)}</main>",
            "utf-8",
        )
        addresses[language] = page.as_uri()
    return addresses


@pytest.mark.costly("axe states")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("language", ["id", "en"])
def test_axe_finds_nothing_in_figures(visit, pages, complaints, language, width, scheme):
    page = visit(pages[language], width=width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")

    assert complaints(page) == []


def test_every_picture_is_there_and_a_phone_scrolls_it_and_not_the_page(visit, pages):
    page = visit(pages["id"], width=320)
    sizes = page.eval_on_selector_all("img", "all => all.map((one) => one.clientWidth)")

    assert len(sizes) == 5 and min(sizes) >= 520
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_table_opens_by_keyboard(visit, pages):
    page = visit(pages["en"])
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")

    assert page.locator("table").first.is_visible()
