"""The reading pages as a reader meets them: without a server, on a phone, by keyboard, on paper."""

import http.server
import json
import re
import sys
import threading
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import site_pages as measuring

LESSONS = sorted(path.stem for path in (Path(__file__).parents[2] / "lessons").glob("0*.md"))
PAGES = ("index", "search", "tested", "api", "grading", *(f"lessons/{name}" for name in LESSONS))
LOCALES = {"id": "id-ID", "en": "en-GB"}


@pytest.fixture
def open_page(visit, built_site):
    """Open a page of the site from its file."""

    def open_page(name, language="en", **options):
        address = (built_site / f"{name.partition('?')[0]}.html").as_uri()
        query = "?" + name.partition("?")[2] if "?" in name else ""
        return visit(address + query, locale=LOCALES[language], **options)

    return open_page


def alive(page, place):
    """Bring a widget near, and wait until it lives."""
    page.locator(f"[data-item='{place}']").scroll_into_view_if_needed()
    page.wait_for_selector(f"[data-item='{place}'][data-alive]")
    return page.locator(f"[data-item='{place}']")


def trail(page):
    return json.loads(page.evaluate("localStorage.getItem('jalur.jejak') ?? '{}'"))


def switch(page, language):
    """Choose a language as a mouse does; Playwright itself would scroll the page first."""
    page.locator(f".tongue label:has(#lang-{language})").dispatch_event("click")


def other_half_seen(page, language):
    return page.evaluate(
        "(language) => [...document.querySelectorAll('[data-half]')].filter((one) =>"
        " one.checkVisibility() && one.dataset.half !== language).length",
        language,
    )


@pytest.mark.costly("site")
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark"), (320, "light")])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    open_page, complaints, name, language, scheme, width
):
    page = open_page(name, language, width=width, color_scheme=scheme, reduced_motion="reduce")
    for place in page.locator("[data-item]").all():
        if place.is_visible():
            alive(page, place.get_attribute("data-item"))

    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert other_half_seen(page, language) == 0
    assert page.locator(f"h1 [data-half={language}]").is_visible()


@pytest.mark.parametrize("name", PAGES)
def test_by_keyboard_every_stop_is_seen_and_the_first_leads_to_the_text(open_page, name):
    page = open_page(name, width=1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    unseen = []
    for _ in range(25):
        page.keyboard.press("Tab")
        told = page.evaluate("""() => {
          const one = document.activeElement;
          const outlined = (node) => node && parseFloat(getComputedStyle(node).outlineWidth) > 1;
          const around = [one, one.parentElement, one.closest(".map-card, .tongue")];
          return [around.some(outlined), one.outerHTML.slice(0, 90), one === document.body];
        }""")
        if told[2]:
            break
        if not told[0]:
            unseen.append(told[1])

    assert unseen == []


def test_without_javascript_text_pictures_and_answers_are_there(open_page):
    page = open_page("lessons/02-jalur-keputusan", "id", java_script_enabled=False)

    assert page.locator("h1").inner_text() == "Jalur keputusan"
    assert page.get_by_text("Sudah tiga musim hujan").is_visible()
    assert page.locator("figure svg").first.is_visible()
    assert page.locator("math").first.is_visible()
    assert page.locator(".still summary").first.is_visible()
    page.locator("#lang-en").check(force=True)  # nothing but rules switches here
    assert page.locator("h1").inner_text() == "Decision paths"


def test_the_toggle_keeps_the_readers_place_and_the_next_page_remembers(open_page):
    page = open_page("lessons/01-tiga-kata", "en")
    for place in (0, 1):
        alive(page, place)
    page.evaluate("document.getElementById('table').scrollIntoView({ behavior: 'instant' })")
    page.wait_for_timeout(300)
    top = "document.getElementById('table').getBoundingClientRect().top"
    before = page.evaluate(top)
    switch(page, "id")
    page.wait_for_timeout(300)

    assert abs(page.evaluate(top) - before) < 40
    assert page.locator("html").get_attribute("lang") == "id"
    assert page.title().startswith("Tiga kata")
    page.locator(".logo").click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == "id"
    assert page.locator("h1").inner_text().startswith("Mana yang")


def test_widgets_speak_the_language_of_the_page_and_hide_their_own_toggle(open_page):
    page = open_page("lessons/02-jalur-keputusan", "id")
    player = alive(page, 0)
    assert player.get_by_text("Tebak dulu").is_visible()
    assert player.locator(".toggle").count() == 0 or not player.locator(".toggle").is_visible()
    switch(page, "en")

    assert player.get_by_text("Guess first").is_visible()


def test_a_player_plays_without_python(open_page):
    page = open_page("lessons/02-jalur-keputusan", "en")
    player = alive(page, 1)
    page.evaluate("reader.models[1].set('guess', [10, 10])")
    player.locator("[data-id=range]").focus()
    page.keyboard.press("End")

    assert page.evaluate("reader.models[1].get('day')") > 50


COUNTER = "lessons/04-antrean-dan-waktu"
CAUGHT_UP = """() => {
  const { arrivals } = reader.models[0].get("values");
  return arrivals !== 0.8 && reader.models[0].get("reading").of.arrivals === arrivals;
}"""


def turn_a_knob(page):
    alive(page, 0).get_by_role("slider").first.focus()
    page.keyboard.press("ArrowRight")


def test_what_follows_from_a_knob_comes_when_a_reader_reaches_for_it(open_page):
    page = open_page(COUNTER, "en")
    alive(page, 0)
    loaded = page.locator("script[src*='-answers-']")
    assert loaded.count() == 0
    turn_a_knob(page)
    page.wait_for_function(CAUGHT_UP)

    assert loaded.count() == 1


def test_who_is_cut_off_hears_why_nothing_follows_and_can_try_again(chromium, built_site):
    context = chromium.new_context(locale="en-GB")
    context.route("**/*-answers-*", lambda route: route.abort())
    page = context.new_page()
    page.goto((built_site / f"{COUNTER}.html").as_uri())
    turn_a_knob(page)
    page.get_by_text("has not arrived yet").wait_for()
    context.unroute_all()
    turn_a_knob(page)
    page.wait_for_function(CAUGHT_UP)

    assert page.get_by_text("has not arrived yet").count() == 0
    context.close()


def test_an_answer_of_the_quiz_is_kept_as_a_notebook_would_keep_it(open_page):
    page = open_page("lessons/01-tiga-kata", "en")
    quiz = alive(page, 3)
    quiz.get_by_role("radio").first.check()
    quiz.get_by_role("button", name="Answer", exact=True).click()
    assert trail(page)["quizzes"] == {"l1.quiz-roots": {"first": 0, "last": 0, "right": False}}
    page.reload()

    assert alive(page, 3).get_by_text("your choice").is_visible()


def test_a_guess_is_kept_and_meets_the_reader_again(open_page):
    page = open_page("lessons/02-jalur-keputusan", "id")
    assert "belum menebak" in page.locator("[data-recall='l2.seven-desks']").inner_text()
    form = page.locator("form[data-guess='l2.seven-desks']")
    form.get_by_role("spinbutton").fill("62.5")
    form.get_by_role("button").click()
    form.get_by_role("spinbutton").fill("48")
    form.get_by_role("button").click()

    assert trail(page)["predictions"] == {"l2.seven-desks": {"first": 62.5, "last": 48}}
    assert "62,5" in page.locator("[data-recall='l2.seven-desks']").inner_text()


def test_who_never_guessed_hears_so_once_where_several_guesses_would_come_back(open_page):
    page = open_page("lessons/08-rancang-lembagamu", "en")
    lines = page.locator(".block:has([data-recall='l1.which-better']) [data-recall]")
    seen = [line.is_visible() for line in lines.all()]
    assert len(seen) > 2 and seen == [True, *[False] * (len(seen) - 1)]
    told = {"version": 1, "predictions": {lines.last.get_attribute("data-recall"): {"first": "if"}}}
    page.evaluate("(told) => localStorage.setItem('jalur.jejak', told)", json.dumps(told))
    page.reload()

    assert lines.first.is_visible() and lines.last.is_visible()
    assert "if" in lines.last.inner_text()


def test_what_a_page_knows_stays_when_a_file_comes_in_and_the_file_wins(open_page, tmp_path):
    page = open_page("index", "en")
    here = {"version": 1, "predictions": {"l1.a": {"first": 1}, "l1.b": {"first": 2, "last": 3}}}
    page.evaluate("(here) => localStorage.setItem('jalur.jejak', here)", json.dumps(here))
    file = tmp_path / "jejak.json"
    file.write_text(json.dumps({"version": 1, "predictions": {"l1.b": {"last": 4}}}), "utf-8")
    page.locator("[data-do=import]").set_input_files(file)
    page.get_by_text("has been added").wait_for()

    assert trail(page)["predictions"] == {"l1.a": {"first": 1}, "l1.b": {"first": 2, "last": 4}}


def test_a_guess_in_one_tab_is_shown_in_another(chromium, built_site):
    context = chromium.new_context(locale="en-GB")
    address = (built_site / "lessons/02-jalur-keputusan.html").as_uri()
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(address)
    form = one.locator("form[data-guess='l2.seven-desks']")
    form.get_by_role("spinbutton").fill("48")
    form.get_by_role("button").click()
    other.locator("[data-recall='l2.seven-desks']", has_text="48").wait_for(timeout=5000)
    context.close()


def test_a_trail_goes_out_as_a_file_and_comes_in_again_with_what_it_does_not_know(
    open_page, tmp_path
):
    page = open_page("index", "en")
    told = {
        "version": 1,
        "predictions": {"l2.seven-desks": {"first": 60, "last": 48}},
        "checks": {"l2.q1": {"attempts": 2, "right": True}},
        "later": "kept",
    }
    file = tmp_path / "jejak.json"
    file.write_text(json.dumps(told), "utf-8")
    page.locator("[data-do=import]").set_input_files(file)
    page.get_by_text("has been added").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my trail").click()
    kept = json.loads(download.value.path().read_text("utf-8"))

    assert download.value.suggested_filename == "jejak.json"
    assert {key: kept[key] for key in told} == told
    file.write_text("[1, 2]", "utf-8")
    page.locator("[data-do=import]").set_input_files(file)
    page.get_by_text("not a trail").wait_for()
    assert trail(page)["checks"] == told["checks"]


def test_a_notebook_takes_the_trail_of_the_page(open_page, tmp_path, monkeypatch):
    from jalur.checks import trail as notebook

    page = open_page("lessons/02-jalur-keputusan", "en")
    form = page.locator("form[data-guess='l2.seven-desks']")
    form.get_by_role("spinbutton").fill("48")
    form.get_by_role("button").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my trail").click()
    download.value.save_as(tmp_path / "jejak.json")
    monkeypatch.chdir(tmp_path)

    assert notebook.recall("predictions", "l2.seven-desks") == {"first": 48, "last": 48}


def test_a_section_is_done_when_it_has_been_passed_and_the_index_says_so(open_page):
    page = open_page("lessons/01-tiga-kata", "en", reduced_motion="reduce")
    assert page.locator(".rail li.done").count() == 0
    for id in page.evaluate("[...document.querySelectorAll('.block')].map((one) => one.id)"):
        page.evaluate("(id) => document.getElementById(id).scrollIntoView(false)", id)
        page.wait_for_timeout(60)
    page.evaluate("scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
    page.wait_for_timeout(200)
    stations = page.locator(".rail li").count()
    assert page.locator(".rail li.done").count() == stations
    page.locator(".logo").click()

    assert page.get_by_text(f"1 of {len(LESSONS)} lessons done").is_visible()
    assert page.locator("[data-stamp]").first.is_visible()
    assert page.get_by_role("link", name="Go on with lesson 2").is_visible()


def test_a_term_opens_its_meaning_and_escape_closes_it(open_page):
    page = open_page("lessons/01-tiga-kata", "en")
    page.get_by_role("button", name="legitimacy").click()
    meaning = page.locator(".meaning:popover-open")
    assert meaning.inner_text().lower().startswith("legitimacy")
    page.keyboard.press("Escape")

    assert meaning.count() == 0


@pytest.mark.parametrize(("asked", "address"), [
    ("banjir bandang", "api.html?la=id#jalur-flash_flood"),
    ("gabah kering", "grading.html?la=en#release"),
])  # fmt: skip
def test_the_search_leads_to_a_name_of_the_package_and_to_the_way_of_instructors(
    open_page, asked, address
):
    page = open_page("search", address[address.index("la=") + 3 :][:2])
    page.get_by_role("searchbox").fill(asked)
    page.get_by_role("searchbox").press("Enter")
    hit = page.locator(f".found a[href='{address}']")
    hit.wait_for()
    hit.click()
    page.wait_for_load_state()

    assert page.locator(f"[id='{address.partition('#')[2]}']").is_visible()


@pytest.mark.parametrize(("asked", "language"), [("juru sita", "id"), ("bailiff", "en")])
def test_the_search_finds_words_of_both_languages_and_leads_to_them(open_page, asked, language):
    page = open_page("search", "en")
    page.get_by_role("searchbox").fill(asked)
    page.get_by_role("searchbox").press("Enter")
    hit = page.locator(".found a").first
    hit.wait_for()
    assert asked.split()[0] in page.locator(".found mark").first.inner_text().lower()
    hit.click()
    page.wait_for_load_state()

    assert page.locator("html").get_attribute("lang") == language
    block = page.url.partition("#")[2]
    assert asked.split()[0] in page.locator(f"#{block}").inner_text().lower()


def test_on_paper_stand_text_and_pictures_but_no_controls(open_page):
    page = open_page("lessons/02-jalur-keputusan", "en")
    page.emulate_media(media="print", color_scheme="dark")

    assert page.locator("h1").is_visible()
    for rule in (".topbar", ".rail", ".footer", ".guessing button"):
        assert not page.locator(rule).first.is_visible()
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert re.fullmatch(r"rgb\(255, 255, 255\)", paper)


# ---- weight and other hosts


@pytest.fixture(scope="module")
def server(built_site):
    """The site on a server that gzips as hosts do."""
    server = measuring.serve(built_site)
    yield server
    server.shutdown()


@pytest.mark.costly("site")
@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_its_player_weighs_at_most_150_kilobytes(chromium, server, name):
    context = chromium.new_context()
    size, *_ = measuring.measure(context, server, f"{name}.html", slow=False)
    context.close()

    assert size <= 150_000


BROWSERS_OWN = ("content-autofill.googleapis.com:443",)  # asked by Chromium itself about any form


class Refusing(http.server.BaseHTTPRequestHandler):
    """A proxy that lets nothing through and remembers who was asked for."""

    def refuse(self):
        self.asked.append(self.path)
        self.send_error(403)

    do_GET = do_POST = do_HEAD = do_CONNECT = refuse

    def log_message(self, *_):
        pass


@pytest.fixture
def refused(chromium):
    """A call that opens addresses and returns what they asked of other hosts."""
    handler = type("Here", (Refusing,), {"asked": []})
    proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    through = {"server": f"http://127.0.0.1:{proxy.server_port}", "bypass": "127.0.0.1"}

    def refused(*addresses):
        context = chromium.new_context(proxy=through)
        for address in addresses:
            page = context.new_page()
            page.goto(address)
            page.evaluate("scrollTo({ top: 1e6, behavior: 'instant' })")
            page.wait_for_timeout(700)
        context.close()
        return [asked for asked in handler.asked if asked not in BROWSERS_OWN]

    yield refused
    proxy.shutdown()


def test_no_page_asks_another_host_for_anything(refused, server):
    top = f"http://127.0.0.1:{server.server_port}"

    assert refused(*(f"{top}/{name}.html" for name in PAGES)) == []


@pytest.mark.parametrize("planted", [
    '<img src="http://example.org/dot.png" alt="">',
    "<script>new Worker(URL.createObjectURL(new Blob(["
    "\"fetch('http://example.org/worker')\"])))</script>",
])  # fmt: skip
def test_a_planted_foreign_request_is_seen_even_from_a_worker(
    refused, built_site, tmp_path, planted
):
    page = (built_site / "tested.html").read_text("utf-8").replace("</main>", f"{planted}</main>")
    (tmp_path / "tested.html").write_text(page, "utf-8")

    assert "example.org" in str(refused((tmp_path / "tested.html").as_uri()))
