"""The player, where a reader meets it: in a browser, with no kernel."""

from dataclasses import replace

import pytest

from jalur import Situation, Step, act, direct, full, panel, play
from manners import controls, tab_stops

BRIDGE = Situation(good_share=0.5, urgency=0.005, gain=100, loss=150, budget=20, leak=0.28)
GUESS = "jalur.model.set('guess', [15, 9])"


def queues():
    desk = Step("money", kind="clear", good=0.9, bad=0.3, days=3, rounds=0.3, deadline=9)
    return panel(3, accuracy=0.8, days=2, variation=0.5) >> desk >> act(days=5)


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """Pages of their own, by name."""
    folder = tmp_path_factory.mktemp("pages")
    office = Situation(budget=20, arrivals=0.4)
    players = {
        "lesson": play(direct(), full(), situation=BRIDGE, cases=20, seed=7, language="id"),
        "kinder": play(
            *(direct(), full()),
            situation=replace(BRIDGE, good_share=0.9),
            cases=20,
            seed=7,
            language="id",
        ),
        "queues": play(queues(), direct(), situation=office, cases=12, seed=3, language="id"),
        "crowd": play(queues(), direct(), situation=office, cases=200, seed=3, language="en"),
        "alone": play(full(), situation=BRIDGE, cases=6, predict=None, language="en"),
        "three": play(direct(), queues(), full(), situation=BRIDGE, cases=8, language="en"),
    }
    return {
        name: player.save_html(folder / f"{name}.html").as_uri() for name, player in players.items()
    }


@pytest.fixture
def lesson(visit, pages):
    return visit(pages["lesson"])


def day(page):
    return page.evaluate("jalur.model.get('day')")


def caption(page):
    return page.locator(".caption").inner_text()


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def test_nothing_moves_before_the_guess_is_kept(lesson):
    assert button(lesson, "Putar").is_disabled()
    assert lesson.get_by_role("slider").is_disabled()
    assert button(lesson, "Simpan tebakan, lalu putar").is_disabled()
    lesson.wait_for_timeout(300)

    assert day(lesson) == 0


def test_a_guess_is_kept_and_then_it_plays(lesson):
    lesson.get_by_label("Jalur langsung: tebakanmu, 0 sampai 20").fill("99")
    lesson.get_by_role("button", name="Jalur penuh: tambah").click()
    button(lesson, "Simpan tebakan, lalu putar").click()
    lesson.wait_for_function("jalur.model.get('day') > 2")

    assert lesson.evaluate("jalur.model.get('guess')") == [20, 1]
    assert "Di jalur langsung berdiri 20 jembatan." in caption(lesson)
    assert lesson.evaluate("document.activeElement.ariaLabel") == "Jeda"
    assert lesson.get_by_text("Tebakanmu tersimpan:").is_visible()


def test_pause_holds_the_day(lesson):
    lesson.evaluate(GUESS)
    button(lesson, "Putar").click()
    lesson.wait_for_function("jalur.model.get('day') > 0.5")
    button(lesson, "Jeda").click()
    held = day(lesson)
    lesson.wait_for_timeout(300)

    assert day(lesson) == held > 0


def test_steps_go_from_event_to_event_and_back(lesson):
    lesson.evaluate(GUESS)
    for expected in (1, 30, 40):
        button(lesson, "Satu peristiwa maju").click()
        lesson.wait_for_function(f"jalur.model.get('day') === {expected}")
    button(lesson, "Satu peristiwa mundur").click()
    lesson.wait_for_function("jalur.model.get('day') === 30")

    assert caption(lesson).startswith("Hari 30. Panel ahli menolak")


def test_the_keys_of_the_slider_move_the_day_and_it_says_so(lesson):
    lesson.evaluate(GUESS)
    slider = lesson.get_by_role("slider")
    slider.focus()
    days = []
    for key in ("ArrowRight", "PageUp", "ArrowLeft", "PageDown", "End", "Home"):
        lesson.keyboard.press(key)
        days.append(day(lesson))

    assert days == [1, 11, 10, 0, 101, 0]
    lesson.keyboard.press("PageUp")
    assert slider.get_attribute("aria-valuetext") == "Hari 10 dari 110"


def test_dragging_over_the_cloth_moves_the_day(lesson):
    lesson.evaluate(GUESS)
    box = lesson.get_by_role("slider").bounding_box()
    lesson.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    assert day(lesson) == pytest.approx(55, abs=1)


def test_the_space_bar_on_the_slider_plays_and_pauses(lesson):
    lesson.evaluate(GUESS)
    lesson.get_by_role("slider").focus()
    lesson.keyboard.press(" ")
    lesson.wait_for_function("jalur.model.get('day') > 0.5")
    lesson.keyboard.press(" ")

    assert button(lesson, "Putar").is_visible()


def test_keys_inside_the_player_do_not_reach_the_page(lesson):
    lesson.evaluate(GUESS)
    lesson.evaluate(
        "document.addEventListener('keydown', (event) => (window.heard ??= []).push(event.key),"
        " true)"
    )
    button(lesson, "Satu peristiwa maju").focus()
    for key in ("b", "a", "Enter", "ArrowDown"):
        lesson.keyboard.press(key)
    assert lesson.evaluate("window.heard") is None

    lesson.keyboard.press("Escape")
    lesson.keyboard.press("Control+s")
    assert lesson.evaluate("window.heard") == ["Escape", "Control", "s"]


def test_enter_still_presses_a_button(lesson):
    lesson.evaluate(GUESS)
    button(lesson, "Satu peristiwa maju").focus()
    lesson.keyboard.press("Enter")
    lesson.wait_for_function("jalur.model.get('day') === 1")


def test_the_language_changes_in_place(lesson):
    lesson.evaluate(GUESS)
    lesson.evaluate("jalur.model.set('day', 40)")
    button(lesson, "EN").click()

    assert caption(lesson) == "Day 40. Desk 1 refuses proposal 19 and passes 12 proposals."
    assert lesson.evaluate("document.activeElement.textContent") == "EN"
    assert lesson.evaluate("document.documentElement.lang") == "en"
    assert lesson.get_by_role("heading", level=1).inner_text() == lesson.title()
    assert day(lesson) == 40


def test_following_a_proposal_steps_through_its_own_events(visit, pages):
    page = visit(pages["queues"])
    page.evaluate(GUESS)
    page.get_by_label("Ikuti usulan").select_option("3")
    arrival = page.evaluate("jalur.model.get('traces')[0].cases.arrival[2]")
    button(page, "Langkahnya").click()
    page.wait_for_function(f"jalur.model.get('day') === {arrival}")

    assert page.evaluate("jalur.model.get('follow')") == 3
    assert page.locator(".caption b").last.inner_text() == "usulan 3"


def test_good_and_bad_stay_hidden_until_the_reader_opens_the_folders(lesson):
    lesson.evaluate(GUESS)
    lesson.evaluate("jalur.model.set('day', 60)")
    assert lesson.locator(".file.bad, .plot.bad").count() == 0

    button(lesson, "Buka isi map").click()

    assert lesson.locator(".file.bad").count() > 0
    assert lesson.evaluate("jalur.model.get('peeked')") is True


def test_at_the_end_the_outcome_stands_beside_the_guess(lesson):
    lesson.evaluate(GUESS)
    lesson.get_by_role("slider").focus()
    lesson.keyboard.press("End")
    assert not lesson.get_by_role("table", name="Hasil tiap jalur").is_visible()
    button(lesson, "Buka isi map").click()

    table = lesson.get_by_role("table", name="Hasil tiap jalur")
    rows = [row.split("\t") for row in table.inner_text().splitlines() if "\t" in row]
    for name, first, second, apart in rows[-6:]:
        values = [
            float(text.replace(".", "").replace(",", ".").replace("−", "-"))
            for text in (first, second, apart)
        ]
        assert values[1] - values[0] == pytest.approx(values[2]), name
    assert lesson.get_by_role("img", name="Jalur langsung: tebakanmu 15, hasilnya 20").is_visible()
    assert lesson.locator(".fate").count() == 20
    assert "Harganya" in lesson.locator(".verdict").inner_text()
    assert lesson.evaluate("jalur.model.get('peeked')") is False


def test_the_story_table_tells_the_past_and_no_future(lesson):
    lesson.evaluate(GUESS)
    button(lesson, "Tabel cerita").click()
    lesson.evaluate("jalur.model.set('day', 45)")
    days = lesson.locator(".story tbody th").all_inner_texts()

    assert days == ["0", "0", "1", "30", "40"]


def test_the_future_is_not_woven_into_the_cloth(lesson):
    lesson.evaluate(GUESS)
    lesson.evaluate("jalur.model.set('day', 45)")
    shown = lesson.evaluate("+document.querySelector('.cloth clipPath rect').getAttribute('width')")
    head = lesson.evaluate(
        "+document.querySelector('.playhead').getAttribute('transform').match(/[\\d.]+/)[0]"
    )

    assert shown == pytest.approx(head - 116 + 8, abs=0.2)


def test_the_live_region_repeats_the_caption_but_not_all_the_time(lesson):
    lesson.evaluate(GUESS)
    lesson.evaluate(
        "new MutationObserver(() => (window.said = (window.said ?? 0) + 1))"
        ".observe(document.querySelector('[aria-live]'), { childList: true, subtree: true })"
    )
    lesson.get_by_label("Kecepatan").select_option("4")
    button(lesson, "Putar").click()
    lesson.wait_for_function("jalur.model.get('day') > 50")
    button(lesson, "Jeda").click()

    assert lesson.locator("[aria-live]").inner_text() == caption(lesson)
    assert 1 <= lesson.evaluate("window.said") <= 4


def test_with_reduced_motion_it_goes_from_event_to_event(visit, pages):
    page = visit(pages["lesson"], reduced_motion="reduce")
    page.evaluate(GUESS)
    button(page, "Putar").click()
    page.wait_for_function("jalur.model.get('day') > 0", timeout=3000)

    assert day(page) == 1
    button(page, "Jeda").click()
    places = []
    for moment in (30.1, 35):
        page.evaluate(f"jalur.model.set('day', {moment})")
        places.append(
            page.evaluate("[...document.querySelectorAll('.file')].map((f) => f.outerHTML)")
        )
    assert places[0] == places[1]


def test_dark_follows_what_is_painted_behind(visit, pages):
    page = visit(pages["lesson"])
    assert not page.evaluate("document.querySelector('.jalur-player').classList.contains('dark')")

    page.evaluate("document.body.style.background = '#111'")

    page.wait_for_function("document.querySelector('.jalur-player').classList.contains('dark')")


@pytest.mark.costly("widths", by="name")
@pytest.mark.parametrize("name", ["lesson", "queues", "crowd", "alone", "three"])
@pytest.mark.parametrize("width", [320, 360, 559, 700, 1280])
def test_no_page_is_wider_than_its_window(visit, pages, name, width):
    page = visit(pages[name], width=width)
    page.evaluate("jalur.model.set('guess', [1, 1, 1].slice(0, jalur.model.get('traces').length))")
    for share in (0.4, 1):
        page.evaluate(
            "(share) => jalur.model.set('day', share * Math.max("
            "...jalur.model.get('traces').map((trace) => trace.horizon)))",
            share,
        )
        page.evaluate(f"jalur.model.set('opened', {str(share == 1).lower()})")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


STATES = {
    "fresh": "",
    "finished": """
        jalur.model.set('guess', [15, 9]);
        jalur.model.set('day', 1e9);
        jalur.model.set('opened', true);""",
    "table open": """
        jalur.model.set('guess', [15, 9]);
        jalur.model.set('day', 20);
        document.querySelector('[data-id=more]').click();
        document.querySelector('[data-id=story]').click();""",
}


def test_the_live_region_speaks_each_step_once(lesson):
    lesson.evaluate(GUESS)
    lesson.evaluate(
        """() => {
          const live = document.querySelector('[aria-live]');
          window.said = [];
          new MutationObserver(() => window.said.push(live.textContent))
            .observe(live, { childList: true, characterData: true, subtree: true });
        }"""
    )
    told = []
    for day_of_step in (1, 30, 40, 50):
        button(lesson, "Satu peristiwa maju").click()
        lesson.wait_for_function(f"jalur.model.get('day') === {day_of_step}")
        told.append(caption(lesson))
    lesson.wait_for_timeout(3_000)

    assert lesson.evaluate("window.said") == told
    assert len(set(told)) == 4


SETTINGS = "{cases: [20, 1, 30, 1], good_share: [0.5, 0, 1, 0.05], days: [10, 1, 30, 1]}"


def test_a_reader_changes_the_path_behind_one_button(lesson):
    lesson.evaluate(GUESS)
    assert lesson.get_by_role("button", name="Ubah jalur").count() == 0  # nobody could tell it anew
    lesson.evaluate(f"jalur.model.set('settings', {SETTINGS})")
    share = lesson.get_by_label("Bagian yang baik")
    assert not share.is_visible()

    button(lesson, "Ubah jalur").click()
    assert share.get_attribute("aria-valuetext") == "0,50"
    share.focus()
    lesson.keyboard.press("ArrowRight")

    assert share.get_attribute("aria-valuetext") == "0,55"
    assert lesson.evaluate("jalur.model.get('wanted')") == {"good_share": 0.55}
    assert lesson.get_by_role("status").inner_text() == "Python sedang menghitung ceritanya."
    lesson.evaluate("jalur.model.set('traces', jalur.model.get('traces').map((one) => ({...one})))")
    assert "dari awal" in lesson.get_by_role("status").inner_text()
    assert lesson.evaluate("document.activeElement.dataset.id") == "set-good_share"


def test_an_answer_to_an_earlier_wish_leaves_the_slider_where_the_reader_has_put_it(lesson):
    lesson.evaluate(GUESS)
    lesson.evaluate(f"jalur.model.set('settings', {SETTINGS})")
    button(lesson, "Ubah jalur").click()
    share = lesson.get_by_label("Bagian yang baik")
    share.focus()
    for _ in range(3):
        lesson.keyboard.press("ArrowRight")
    told = []
    for answer in ("0.55", "0.65", "0.4"):  # to the first key, to the last, and unasked
        lesson.evaluate(f"jalur.model.set('settings', {SETTINGS.replace('0.5,', answer + ',')})")
        told.append(share.get_attribute("aria-valuetext"))

    assert told == ["0,65", "0,65", "0,40"]


# What the eye has before it: every element as it is drawn, and the text in it.
SEEN = """() => [...document.querySelectorAll(".jalur-player *")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => one.cloneNode().outerHTML + (one.children.length ? "" : one.textContent)).sort()"""


@pytest.mark.parametrize("width", [1280, 360])
def test_new_fates_on_the_same_paths_look_as_if_they_had_been_there_from_the_beginning(
    visit, pages, width
):
    fates = "['traces', 'ending'].map((trait) => [trait, jalur.model.get(trait)])"
    told = visit(pages["kinder"]).evaluate(fates)
    shown = {}
    for name in ("lesson", "kinder"):
        page = visit(pages[name], width=width)
        page.evaluate("jalur.model.set('predict', null)")
        if name == "lesson":
            page.evaluate("document.querySelector('.stage').id = 'stands'")
            page.evaluate("(told) => told.forEach((one) => jalur.model.set(...one))", told)
            assert page.locator("#stands").count() == 1
            page.evaluate("document.querySelector('#stands').removeAttribute('id')")
        for day in (0, 34, 62.1, 1e9):
            page.evaluate(f"jalur.model.set('day', {day})")
            shown[name, day] = page.evaluate(SEEN)
        page.evaluate("jalur.model.set('opened', true)")
        shown[name, "opened"] = page.evaluate(SEEN)

    for moment in (0, 34, 62.1, 1e9, "opened"):
        assert shown["lesson", moment] == shown["kinder", moment], moment


def test_a_wish_that_nobody_hears_says_so(visit, pages):
    lesson = visit(pages["lesson"], own=True)
    lesson.clock.install()
    lesson.evaluate(f"jalur.model.set('settings', {SETTINGS})")
    button(lesson, "Ubah jalur").click()
    lesson.locator("[data-id=set-cases]").press("ArrowLeft")
    lesson.clock.run_for(6_000)

    assert "Python tidak menjawab" in lesson.get_by_role("status").inner_text()


@pytest.mark.parametrize("state", STATES)
def test_tab_reaches_every_control_in_every_state(visit, pages, state):
    page = visit(pages["queues"], reduced_motion="reduce")
    page.evaluate(f"jalur.model.set('settings', {SETTINGS})")
    page.evaluate(f"() => {{ {STATES[state]} }}")
    page.evaluate("document.querySelector('[data-id=change]').click()")
    stops = tab_stops(page)

    assert len(stops) == controls(page) >= 8
    assert [stop for stop in stops if stop[1] != "3px"] == []


def arrivals(page):
    return page.evaluate(
        "document.getAnimations().filter((one) => one.animationName === 'jalur-arrive').length"
    )


@pytest.mark.parametrize(("motion", "moving"), [("no-preference", 20), ("reduce", 0)])
def test_the_opened_folders_come_in_one_by_one_and_only_once(visit, pages, motion, moving):
    page = visit(pages["lesson"], reduced_motion=motion)
    page.evaluate(GUESS)
    page.evaluate("jalur.model.set('day', 1e9)")
    page.evaluate("jalur.model.set('opened', true)")
    assert arrivals(page) == moving
    page.wait_for_function("document.getAnimations().length === 0")

    page.evaluate("jalur.model.set('language', 'en')")
    assert arrivals(page) == 0


def test_on_paper_the_controls_are_gone_and_the_question_leaves_a_line_to_write_on(visit, pages):
    page = visit(pages["lesson"], color_scheme="dark")
    assert page.locator(".jalur-player.dark").count() == 1
    page.emulate_media(media="print", color_scheme="dark")

    assert not page.get_by_role("button").first.is_visible()
    assert page.get_by_label("Jalur langsung: tebakanmu, 0 sampai 20").is_visible()
    assert page.locator(".cloth").is_visible()
    colours = page.evaluate(
        "[...document.querySelectorAll('.jalur-player, .kicker')]"
        ".map((node) => getComputedStyle(node).color)"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(111, 63, 28)"]  # ink, and soga as it is in light


def test_every_control_can_be_reached_by_keyboard_and_is_seen_to_be(lesson):
    lesson.evaluate(GUESS)
    stops = []
    for _ in range(30):
        lesson.keyboard.press("Tab")
        name, outline = lesson.evaluate(
            "[document.activeElement.getAttribute('data-id'),"
            " getComputedStyle(document.activeElement.dataset.id === 'range'"
            " ? document.querySelector('.cloth') : document.activeElement).outlineWidth]"
        )
        if name is None or name in stops:
            break
        stops.append(name)
        assert outline == "3px", name

    assert stops == [
        *("id", "en", "range", "restart", "back", "play", "forward"),
        *("speed", "follow", "next", "open", "story"),
    ]


def test_leaving_takes_every_listener_along(visit, pages):
    page = visit(pages["alone"])
    left = page.evaluate(
        """() => {
          const { model, widget } = jalur;
          let balance = 0;
          const count = (object, on, off) => {
            for (const [name, by] of [[on, 1], [off, -1]]) {
              const plain = object[name].bind(object);
              object[name] = (...told) => { balance += by; plain(...told); };
            }
            return object;
          };
          for (const node of [window, document]) {
            count(node, 'addEventListener', 'removeEventListener');
          }
          count(model, 'on', 'off');
          const media = window.matchMedia.bind(window);
          window.matchMedia = (query) =>
            count(media(query), 'addEventListener', 'removeEventListener');
          const el = document.body.appendChild(document.createElement('div'));
          const leave = widget.render({ model, el });
          const most = balance;
          leave();
          return { most, left: balance, nodes: el.childNodes.length };
        }"""
    )

    assert left["most"] >= 10
    assert (left["left"], left["nodes"]) == (0, 0)


def test_a_player_that_wakes_up_in_a_hidden_place_draws_nothing_impossible(visit, pages):
    page = visit(pages["lesson"])
    page.evaluate(
        """() => {
            const player = document.querySelector(".jalur-player");
            player.parentElement.style.display = "none";
            jalur.model.set("language", "en");
        }"""
    )
    page.wait_for_timeout(200)
    page.evaluate(
        "() => { document.querySelector('.jalur-player').parentElement.style.display = ''; }"
    )
    page.wait_for_timeout(200)

    assert page.locator(".jalur-player svg.cloth").bounding_box()["width"] > 500
