"""A site is made of the masters, and of our own files alone."""

import json
import re
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

import small_course
from jalur.course import commands, masters
from jalur.course.site import drawing, foreign, outputs, pages, reading, states, write
from jalur.course.site.prose import Prose, formula
from jalur.errors import InputError
from jalur.figures import calendar
from jalur.figures.style import DARK, LIGHT
from jalur.widgets import kept

ROOT = Path(__file__).parents[1]
SITE = ROOT / "src/jalur/course/site"
SVG = "http://www.w3.org/2000/svg"


@pytest.fixture
def site(built_site, tmp_path):
    """A copy that may be spoilt."""
    return shutil.copytree(built_site, tmp_path / "site")


def test_every_lesson_has_a_page_and_both_languages_stand_in_it(built_site):
    for path in (ROOT / "lessons").glob("0*.md"):
        page = (built_site / "lessons" / f"{path.stem}.html").read_text("utf-8")
        titles = masters.read(path).front["title"]

        assert len(re.findall("<h1>", page)) == 1
        for language in ("id", "en"):
            assert f'lang="{language}">{titles[language]}' in page


def test_a_page_says_nothing_that_only_a_notebook_needs(built_site):
    for path in (ROOT / "lessons").glob("0*.md"):
        page = (built_site / "lessons" / f"{path.stem}.html").read_text("utf-8")
        prose = re.sub("<pre.*?</pre>", "", page, flags=re.DOTALL)
        for word in ("tanda petik", "quotation marks", "klik dua kali", "double-click"):
            assert word not in prose, path.stem


def test_no_id_stands_twice_on_a_page_whatever_a_lesson_calls_its_cells(built_site):
    for page in built_site.rglob("*.html"):
        if "notebooks" not in page.parts:
            ids = re.findall(r'<[^>]* id="([^"]+)"', page.read_text("utf-8"))
            assert [one for one, times in Counter(ids).items() if times > 1] == [], page.name


def test_no_page_of_the_site_fetches_from_another_host(built_site):
    assert list(foreign.foreign(built_site)) == []


@pytest.mark.parametrize("planted", [
    '<img src="https://example.org/a.png" alt="">', '<script src="//example.org/a.js"></script>',
    '<p style="background: url(https://example.org/a.png)">', '<link rel="icon" href="http://a.b/c">',
    "<style>@import 'https://example.org/a.css';</style>",
])  # fmt: skip
def test_a_planted_foreign_address_is_refused_with_its_page(site, planted):
    page = site / "tested.html"
    page.write_text(page.read_text("utf-8").replace("</main>", f"{planted}</main>"), "utf-8")

    with pytest.raises(InputError, match=r"tested\.html.*//"):
        foreign.refuse_foreign(site)


def test_a_link_to_a_source_is_no_fetch(site):
    assert "https://doi.org/" in (site / "lessons/01-tiga-kata.html").read_text("utf-8")


def test_a_folder_with_other_files_is_not_overwritten(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", "utf-8")

    with pytest.raises(InputError, match="other files"):
        write.write(ROOT, tmp_path)
    assert (tmp_path / "thesis.txt").read_text("utf-8") == "mine"


def test_two_builds_of_one_course_are_the_same_bytes(tmp_path):
    root = small_course.write(tmp_path / "course")
    shutil.copy(ROOT / "lessons/glossary.json", root / "lessons")
    told = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        write.write(root, folder)
        files = [path for path in folder.rglob("*") if path.is_file()]
        told.append({path.relative_to(folder): path.read_bytes() for path in files})

    assert told[0] == told[1]


@pytest.mark.costly("site")
@pytest.mark.parametrize("name", [path.stem for path in sorted(ROOT.glob("lessons/0*.md"))])
def test_a_lesson_shows_the_same_whenever_it_is_run(name, run_once):
    lesson = masters.read(ROOT / f"lessons/{name}.md")

    assert reading.run_all([lesson]) == run_once([lesson])  # each with a hash seed of its own


def test_a_cell_that_fails_stops_the_build_and_is_named(tmp_path):
    text = (ROOT / "lessons/01-tiga-kata.md").read_text("utf-8")
    broken = tmp_path / "01-tiga-kata.md"
    broken.write_text(text.replace("full / led", "full / 0"), "utf-8")

    with pytest.raises(InputError, match=r"'cabinets-share'.*ZeroDivisionError"):
        list(reading.run_all([masters.read(broken)]))


def test_a_decimal_comma_stays_in_its_number_and_a_list_keeps_its_comma():
    assert "<mn>0,81</mn>" in formula("0{,}81")
    assert "<msup><mn>0,25</mn><mn>2</mn></msup>" in formula("0{,}25^2")
    assert formula("a, b").count("<mo>,</mo>") == 1


def test_a_logarithm_stands_apart_from_what_it_is_taken_of_unless_brackets_part_them():
    assert '<mi>ln</mi><mspace width="0.17em"/><mn>19</mn>' in formula(r"\ln 19")
    assert "mspace" not in formula(r"\ln(1/b)") + formula(r"\ln\left[b\right]")


def test_a_term_of_the_glossary_explains_itself_when_it_is_bold():
    prose = Prose("en", [(re.compile(r"\bsteps?\b"), "one point of a path")], lambda address: "")
    html = prose.html("Each is a **step**, and each is **good**.")

    assert 'popovertarget="term-en-step">step</button>' in html
    assert "<strong>good</strong>" in html
    assert prose.explained == {"term-en-step": "<b>step</b> one point of a path"}


def test_a_full_stop_stays_on_the_line_of_the_term_or_formula_before_it():
    prose = Prose("en", [(re.compile(r"\bsteps?\b"), "one point of a path")], lambda address: "")

    assert re.search(
        r'<span class="whole">.*step</button></strong>\.</span>', prose.html("A **step**.")
    )
    assert re.search(r'<span class="whole"><math.*</math>\),</span>', prose.html("It ($n$), too"))


def test_a_bold_sentence_in_which_a_term_occurs_is_no_term():
    prose = Prose("en", [(re.compile(r"\bload\b"), "work over time")], lambda address: "")

    assert "button" not in prose.html("**Rules set the work, and work becomes load.**")
    assert "button" in prose.html("It is **the load**.")


def test_a_letter_in_brackets_stays_a_letter():
    prose = Prose("en", [], lambda address: "")

    assert "(c) in good faith" in prose.html("- (c) in good faith")


def test_a_link_to_a_lesson_that_is_not_written_yet_leads_nowhere():
    prose = Prose("en", [], lambda address: "")

    assert "href" not in prose.html("In [lesson 8](08-rancang.ipynb) you will see.")


def test_a_story_stands_once_where_an_explorer_plays_it(built_site):
    page = (built_site / "lessons/04-antrean-dan-waktu.html").read_text("utf-8")

    assert page.count("<strong>Dua belas berkas di loket itu</strong>") == 2  # two explorers


def test_a_picture_has_its_table_and_its_name():
    from jalur.data import read

    html = outputs.figure(calendar(read("apbn_cycle"), language="en"))

    assert "<table" in html and "aria-label=" in html


def test_a_picture_wears_the_colours_of_the_page_and_no_others(built_site):
    pictures = [
        svg
        for page in sorted(built_site.glob("lessons/*.html"))
        for svg in re.findall('<svg role="img".*?</svg>', page.read_text("utf-8"), re.DOTALL)
    ]

    assert len(pictures) > 20
    for svg in pictures:
        assert "var(--ink)" in svg
        assert re.findall(r"#[0-9a-fA-F]{6}\b|<image|rgb\(", svg) == []


def points(way):
    """Where a path told from point to point comes by."""
    here = begin = (0.0, 0.0)
    for letter, told in re.findall(r"([mlqcz])([^mlqcz]*)", way):
        values = [float(value) for value in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", told)]
        size = {"m": 2, "l": 2, "q": 4, "c": 6, "z": 1}[letter]
        for start in range(0, len(values), size):
            pairs = zip(values[start : start + size : 2], values[start + 1 :: 2], strict=False)
            passed = [(here[0] + x, here[1] + y) for x, y in pairs]
            yield from passed
            here = passed[-1]
        if letter == "m":
            begin = here
        if letter == "z":
            here = begin


numbers = st.floats(-500, 500)
pieces = st.one_of(
    *(st.tuples(st.just(letter), st.lists(numbers, min_size=count, max_size=count))
      for letter, count in (("M", 2), ("L", 2), ("Q", 4), ("C", 6), ("z", 0))),
)  # fmt: skip


@given(st.lists(pieces, min_size=1, max_size=12))
def test_a_path_told_from_point_to_point_comes_by_the_same_points(told):
    way = drawing.way(" ".join(" ".join([letter, *map(repr, part)]) for letter, part in told))
    passed = [(part[n], part[n + 1]) for _, part in told for n in range(0, len(part), 2)]

    for there, here in zip(passed, points(way), strict=True):
        assert here == approx(there, abs=0.051)


def test_a_picture_on_a_page_says_what_it_said_and_shows_as_many_marks():
    from jalur.data import read

    svg = calendar(read("apbn_cycle"), language="en").svg()
    brief = drawing.slim(svg)
    texts, marks = r">([^<>]+)</(?:text|tspan)>", r"<(?:path|use)\b"

    assert re.findall(texts, brief) == re.findall(texts, svg) != []
    assert len(re.findall(marks, brief)) == len(re.findall(marks, svg))
    assert len(brief) < 0.6 * len(svg)
    assert ">10.000 usulan<" in drawing.slim(f'<svg xmlns="{SVG}"><text>10.000 usulan</text></svg>')


def test_the_page_knows_every_colour_of_a_picture_in_light_and_in_dark():
    rules = (SITE / "assets/reader.css").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", rules, re.DOTALL)[:2]

    for look, block in ((LIGHT, light), (DARK, dark)):
        told = dict(re.findall(r"--([\w-]+): (#\w+)", block))
        assert {name: told.get(name) for name in look} == {
            name: colour.lower() for name, colour in look.items()
        }


def test_the_rules_of_the_page_name_no_class_of_a_widget():
    names = set()
    for path in (ROOT / "src/jalur/widgets").glob("*.css"):
        names |= set(
            re.findall(r"\.([a-z][\w-]*)", re.sub(r"url\([^)]*\)", "", path.read_text("utf-8")))
        )
    rules = re.sub(r"url\([^)]*\)", "", (SITE / "assets/reader.css").read_text("utf-8"))
    outside = re.sub(r"(\.pic|\.drawing|\.rail li|\.boxes i|\.folders li)[^{,]*(?=[{,])", "", rules)
    shared = set(re.findall(r"\.([a-z][\w-]*)", outside)) & names

    assert shared <= {"jalur", "sr"}  # `sr` is the same rule on both sides


def test_a_widgets_words_travel_once_and_none_is_lost():
    items = [
        {"stem": "quiz", "feeds": [], "state": {"labels": {
            la: {"title": title, "again": "again"} for la in ("id", "en")}}}
        for title in ("One", "Two")
    ]  # fmt: skip
    common = states.common_labels(items)

    assert common["quiz"]["en"] == {"again": "again"}
    assert '"title":"Two"' in states.data(items, [1], common)
    assert "again" not in states.data(items, [1], common)


def test_what_follows_from_a_knob_waits_in_a_file_of_its_own():
    saved = {"positions": {"n": [1, 2, 3]}, "cells": [[0], [1], [2]], "pool": ["a", "b", "c"]}
    state = {"labels": {"id": {}, "en": {}}, "saved": {"packed": kept.packed(saved)}}
    items = [{"stem": "explorer", "feeds": [], "state": state}]
    now = json.loads(states.data(items, [0], states.common_labels(items))[len("states[0] = ") : -2])

    assert now[0]["state"]["saved"]["positions"] == {"n": [1, 2, 3]}
    assert now[0]["state"]["saved"]["cells"] == {"length": 3}
    assert state["saved"]["packed"] in states.answers(items, 0)
    assert states.answers([{"state": {}}], 0) == ""


def test_a_widget_and_those_it_feeds_come_in_one_file():
    items = [{"feeds": [1]}, {"feeds": []}, {"feeds": []}]

    assert states.groups(items) == [[0, 1], [2]]


def test_the_search_index_holds_both_languages_and_no_markup(built_site):
    text = next((built_site / "assets").glob("search-*.js")).read_text("utf-8")
    entries = json.loads(text.removeprefix("globalThis.found = ").removesuffix(";\n"))

    assert {entry[2] for entry in entries} == {"id", "en"}
    assert not [entry for entry in entries if "</" in entry[4]]
    assert any("Wanakali" in entry[4] for entry in entries)


def test_an_assignment_link_leads_to_the_notebook_file_where_no_notebooks_run():
    around = pages.Around([], ["l2"], {})

    assert pages._address("../../exercises/id/l2/l2.ipynb", "id", around) == (
        "../files/exercises/id/l2/l2.ipynb"
    )
    assert pages._address("../../exercises/id/l7/l7.ipynb", "id", around) == ""


def test_who_lacks_a_tool_of_the_site_hears_how_to_get_it(monkeypatch, tmp_path):
    for name in [name for name in sys.modules if name.startswith("jalur.course.site")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "latex2mathml.converter", None)

    with pytest.raises(InputError, match=r"pip install 'jalur\[site\]'"):
        commands.site(folder=tmp_path, notebooks=False, wheels=None, archive=None, language="en")


def test_the_way_on_leads_to_the_next_lesson_there_is(built_site):
    names = sorted(path.stem for path in (ROOT / "lessons").glob("0*.md"))
    for here, after in zip(names, [*names[1:], None], strict=True):
        page = (built_site / "lessons" / f"{here}.html").read_text("utf-8")
        found = re.findall(r'rel="next" href="([^"]+)"', page)

        assert found == ([f"{after}.html"] if after else [])
