"""The scenes, where a reader meets them: in a browser, with no kernel."""

import pytest

from jalur import scene

KINDS = ("cabinet", "evidence", "garbage_can", "jury", "permits", "promotion")
SMALL = {
    "cabinet": {"sizes": (5, 8, 9, 12), "runs": 30},
    "evidence": {"runs": 30},
    "jury": {"rounds": 30},
    "promotion": {"years": 15},
}


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """The page of every scene, by kind; with ``?`` before it, one that asks for a guess first."""
    folder = tmp_path_factory.mktemp("scenes")
    found = {}
    for kind in KINDS:
        for mark, name in (("", kind), ("?", f"{kind}_asks")):
            player = scene(kind, language="en", predict=bool(mark), **SMALL.get(kind, {}))
            found[mark + kind] = player.save_html(folder / f"{name}.html").as_uri()
    return found


def seek(page, share):
    page.evaluate(
        "share => { const range = document.querySelector('.range');"
        " range.value = share * range.max; range.dispatchEvent(new Event('input')); }",
        share,
    )


def shown(page):
    """All that stands on the screen, the transport left out."""
    return page.evaluate(
        "['.counts', '.stage', '.told', '.finish'].map((part) =>"
        " document.querySelector(part).innerHTML).join('')"
    )


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize("kind", KINDS)
def test_the_guess_comes_first_and_meets_what_came_out(visit, pages, kind):
    page = visit(pages[f"?{kind}"])
    assert button(page, "Play").is_disabled()
    fields = page.locator("input[type=number]")
    record = page.evaluate("jalur.model.get('record')")
    assert fields.count() == len(record["fields"])
    assert button(page, "Save the guess, then play").is_disabled()

    for n in range(fields.count()):
        fields.nth(n).fill(str(record["fields"][n][0] + 1))
    button(page, "Save the guess, then play").click()

    guess = [low + 1 for low, _ in record["fields"]]
    assert page.evaluate("jalur.model.get('guess')") == guess
    assert page.evaluate("document.activeElement.dataset.id") == "play"
    button(page, "Pause").click()
    assert not page.locator(".finish").is_visible()

    seek(page, 1)
    said = page.locator(".scale").evaluate_all("all => all.map((one) => one.ariaLabel)")
    for label, mine, outcome in zip(said, guess, record["outcome"], strict=True):
        minus = str(outcome).replace("-", "−").removesuffix(".0")
        assert label.endswith(f"your guess {mine}, the outcome {minus}".replace("-", "−"))


def test_a_guess_out_of_its_range_is_brought_back(visit, pages):
    page = visit(pages["?cabinet"])
    page.locator("input[type=number]").fill("99")
    page.keyboard.press("Tab")

    assert page.locator("input[type=number]").input_value() == "12"
    button(page, "members: less").click()
    assert page.locator("input[type=number]").input_value() == "11"


@pytest.mark.parametrize("kind", KINDS)
def test_a_moment_looks_the_same_from_wherever_one_comes(visit, pages, kind):
    page = visit(pages[kind])
    looks = {}
    for share in (0.3, 0.62, 0.9):
        seek(page, share)
        looks[share] = shown(page)
    assert len(set(looks.values())) == 3
    for share in (0.9, 0.3, 0.62):
        seek(page, share)
        assert shown(page) == looks[share]


@pytest.mark.parametrize("kind", KINDS)
def test_without_motion_every_picture_is_that_of_a_stop(visit, pages, kind):
    page = visit(pages[kind], reduced_motion="reduce")
    seek(page, 0.5)
    button(page, "One event on").click()
    page.wait_for_timeout(100)
    here = page.evaluate("jalur.model.get('moment')")
    look = page.locator(".stage").inner_html()
    page.evaluate(
        "t => { const range = document.querySelector('.range'); range.value = t;"
        " range.dispatchEvent(new Event('input')); }",
        here + 0.02,
    )

    assert page.evaluate("jalur.model.get('moment')") > here
    assert page.locator(".stage").inner_html() == look


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_tells_the_story_so_far_and_no_further(visit, pages, kind):
    page = visit(pages[kind])
    button(page, "Story table").click()
    rows = page.locator(".story tbody tr")
    counts = []
    for share in (0, 0.4, 1):
        seek(page, share)
        counts.append(rows.count())
        if rows.count():
            said = page.locator(".caption").inner_text()
            assert rows.last.locator("td").inner_text().startswith(said.split(".")[0])

    assert counts[0] <= 1 < counts[1] < counts[2]


def test_the_other_curve_stays_where_it_was_watched(visit, pages):
    page = visit(pages["cabinet"])
    visible = ".stage .dot.v{}[visibility=visible]"
    seek(page, 1)
    assert page.locator(visible.format(0)).count() == 4
    assert page.locator(visible.format(1)).count() == 0

    page.get_by_label("How many each member hears").select_option(label="Each hears 4")
    assert page.evaluate("jalur.model.get('moment')") == 0
    assert page.locator(visible.format(0)).count() == 4
    seek(page, 0.6)
    assert 1 <= page.locator(visible.format(1)).count() < 4
    assert page.locator(".caption").inner_text().startswith("Cabinet of")


def test_the_keys_of_the_range_move_the_clock_and_it_says_where_it_is(visit, pages):
    page = visit(pages["jury"])
    page.locator(".range").focus()
    for key in ("ArrowRight", "ArrowRight", "PageUp", "ArrowLeft"):
        page.keyboard.press(key)

    assert page.evaluate("jalur.model.get('moment')") == 11
    assert page.locator(".range").get_attribute("aria-valuetext") == "Case 11 of 30"
    assert page.locator("[aria-live]").inner_text() == page.locator(".caption").inner_text()


def test_the_future_of_a_permit_is_covered_until_its_time(visit, pages):
    page = visit(pages["permits"])

    def uncovered():
        return page.locator("canvas").evaluate(
            "one => one.clientWidth - parseFloat(one.style.clipPath.split(' ')[1] ?? '0')"
        )

    widths = []
    for share in (0, 0.5, 1):
        seek(page, share)
        widths.append(uncovered())
    whole = page.locator("canvas").evaluate("one => one.clientWidth")

    assert widths == pytest.approx([0, whole / 2, whole], abs=1)


def test_play_runs_to_the_end_and_says_how_it_ends(visit, pages):
    page = visit(pages["garbage_can"])
    page.get_by_label("Speed").select_option(label="4×")
    seek(page, 0.93)
    button(page, "Play").click()
    page.locator(".verdict").wait_for(state="visible", timeout=8000)

    assert page.locator(".verdict").inner_text().startswith("Every problem to every choice.")
    assert button(page, "Play").is_visible()
