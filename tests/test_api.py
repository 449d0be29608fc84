"""The page of public names: nothing is left out, and nothing on it is written by hand."""

import gzip
import html
import inspect
import re
from importlib import import_module
from types import ModuleType

from pytest import fixture, mark

import jalur
from jalur.course.site import api, pages
from jalur.texts import LANGUAGES, catalogue

ROOMS = ("classics", "data", "figures", "theory")
NAMES = {name: thing for _, name, thing in api.public()}


@fixture(scope="module")
def rooms():
    return api.rooms()


@fixture(scope="module")
def page(rooms):
    """The page as a reader gets it."""
    files = {name: name for name in ("rules", "script", "search")}
    return pages.page("api.html", pages.Around([], [], files), "", rooms=rooms)


@fixture(scope="module")
def told(page):
    """What the page says of each name, by every form of the name."""
    sections = re.findall(r'<section class="block entry".*?</section>', page, re.DOTALL)
    heads = [re.search(r"<h3>.*?</h3>", section, re.DOTALL)[0] for section in sections]
    return {
        name: section
        for head, section in zip(heads, sections, strict=True)
        for name in re.findall(r"<code>([\w.]+)</code>", head)
    }


def words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text))


def test_every_public_name_stands_on_the_page_and_no_other(told):
    front = {f"jalur.{name}" for name in jalur.__all__ if name not in ROOMS}
    inner = {
        f"jalur.{room}.{name}" for room in ROOMS for name in import_module(f"jalur.{room}").__all__
    }

    assert told.keys() == front | inner | {"jalur.course.grade_notebook"}


@mark.parametrize("name", NAMES)
def test_each_name_has_its_call_an_example_and_the_file_it_stands_in(told, name):
    section = told[name]
    text = re.sub(r"<[^>]+>", "", section)
    file = re.search(r"jalur/[\w/]+\.py", text)[0]
    call = re.search(r'<pre class="call">(.*?)</pre>', section, re.DOTALL)[1]

    assert "&gt;&gt;&gt; " in text
    assert inspect.getsourcefile(NAMES[name]).endswith(file)
    assert re.sub(r"<[^>]+>", "", call).startswith(f"{name.rpartition('.')[2]}(")


@mark.parametrize("name", NAMES)
def test_no_part_of_a_docstring_is_lost(told, name):
    written = re.sub(r"`|\*", "", inspect.getdoc(NAMES[name]))
    shown = html.unescape(re.sub(r"<[^>]+>", " ", told[name]))

    assert words(written) - words(shown) <= {"Args", "Raises"}


def test_the_first_sentence_of_a_name_is_its_docstrings_and_exists_in_both_languages(rooms):
    first = {one.names[0]: inspect.getdoc(NAMES[one.names[0]]).partition("\n\n")[0]
             for room in rooms.values() for one in room}  # fmt: skip
    told = {api.key(name): " ".join(text.split()) for name, text in first.items()}
    kept = {key: text for key, text in catalogue("en").items() if key in told}

    assert kept == told
    spare = re.compile(r"api\.(jalur|data|figures|theory|classics|course)\.")
    assert {key for key in catalogue("id") if spare.match(key)} == told.keys()


def test_a_signature_is_python(rooms):
    for room in rooms.values():
        for one in room:
            call = api.signature(one.names[0].rpartition(".")[2], NAMES[one.names[0]])
            compile(f"def {call}: ...", one.id, "exec")


def test_a_name_of_the_front_door_that_is_a_room_has_its_part_of_the_page(page):
    for room in (name for name in jalur.__all__ if isinstance(getattr(jalur, name), ModuleType)):
        assert f'<section class="block" id="{room}">' in page


def test_the_page_weighs_less_than_a_lesson(page):
    assert len(gzip.compress(page.encode())) < 60_000


def test_the_search_finds_a_name_by_what_it_does_in_either_language(rooms):
    entries = pages.search_entries([], rooms, [])
    found = {la: [e[1] for e in entries if e[2] == la and word in e[4]]
             for la, word in (("id", "Banjir bandang"), ("en", "flash flood"))}  # fmt: skip

    assert found == {la: ["jalur-flash_flood"] for la in LANGUAGES}
