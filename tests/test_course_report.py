"""What a class's submissions say about the class, and what they do not."""

import html
import json
import re
from dataclasses import replace
from pathlib import Path
from string import Formatter

from pytest import approx, fixture, mark

import small_course
from jalur.checks.verdict import Verdict
from jalur.course import assignment, cli, grade, report_page
from jalur.course.likeness import alike, tokens
from jalur.course.report import _hints, report
from jalur.texts import LANGUAGES, catalogue, say
from needs import need_node

AXE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
LOOP = """
def double(number):
    total = 0
    for step in range(2):
        total = total + number
    if total < 0:
        print("below zero", total)
    return total
"""
RENAMED = LOOP.replace("total", "jumlah").replace("step", "i") + "# punyaku sendiri\n"
OTHER = """
def double(number):
    parts = [number, number]
    while len(parts) > 1:
        parts.append(parts.pop() + parts.pop())
    assert len(parts) == 1, "one is left"
    return parts[0]
"""
RIGHT = {"q1_answer": "six = 6", "q2_answer": "def double(n): return 2 * n"}


@fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("report")
    handed = {
        "ani": {"q1_answer": "six = 6", "q2_answer": LOOP},
        "budi": {"q1_answer": "six = 5", "q2_answer": RENAMED},
        "cici": {"q1_answer": "six = 6", "q2_answer": OTHER},
        "dodi": {
            "q1_answer": "import time; time.sleep(.5); six = 6",
            "q2_answer": "def double(n): return n / 0",
        },
        "eka": {},
    }  # fmt: skip
    for student, answers in handed.items():
        small_course.save(place / f"in/{student}.ipynb", small_course.exercise("en", **answers))
    (place / "in/fani.ipynb").write_bytes(
        b"\xef\xbb\xbf" + json.dumps(small_course.exercise("id", **RIGHT)).encode()
    )
    (place / "in/gita.ipynb").write_text("{")
    grade.grade(
        place / "in", assignment.read("l2", small_course.built()), place / "out", roster=["hadi"]
    )
    return place / "out"


@fixture(scope="module")
def told(folder):
    return report(folder)


def test_the_share_that_is_right_counts_all_who_were_graded(told):
    assert told.shares == {"q1": approx(4 / 6), "q2": approx(4 / 6), "q3-memo": 0}


def test_an_error_that_stopped_a_test_is_counted_and_a_wrong_answer_is_none(told):
    assert told.mistakes == [("q1", "NameError", 1), ("q2", "ZeroDivisionError", 1)]


def test_the_slowest_comes_first_and_the_rarest_trouble_is_the_oddest(told):
    seconds = [one for _, one in told.slowest]
    assert seconds == sorted(seconds, reverse=True) and dict(told.slowest)["dodi"] > 0.4
    assert {student for student, _ in told.oddest} == {"fani", "gita"}


def test_renamed_code_is_told_with_both_names_and_other_code_is_not(told):
    assert [(one.students, one.question) for one in told.alike] == [(("ani", "budi"), "q2-answer")]


@mark.parametrize("language", LANGUAGES)
def test_every_hint_that_a_check_can_give_is_known_again(language):
    missed = []
    for key, text in catalogue(language).items():
        found = re.fullmatch(r"check\.(l\d\.\w+)\.([\w-]+)", key)
        if not found:
            continue
        blanks = {name: 7 for _, name, _, _ in Formatter().parse(text) if name}
        words = say(key, language, **blanks)
        outcome = "right" if found[2] == "right" else "not-yet"
        shown = repr(Verdict(found[1], outcome, words, language, 1, 0, 8))
        cell = {"outputs": [{"output_type": "display_data", "data": {"text/plain": shown}}]}
        known = [] if outcome == "right" else [(found[1].partition(".")[2], key)]
        if list(_hints([cell], language)) != known:
            missed.append(key)

    assert missed == []


def test_a_hint_that_nobody_knows_is_not_counted():
    cell = {"outputs": [{"output_type": "display_data", "data": {"text/plain": "Hello.\nBye"}}]}

    assert list(_hints([cell], "en")) == []


# --- code that is alike ---


def test_names_spaces_and_comments_make_no_difference_and_steps_do():
    assert tokens(LOOP) == tokens(RENAMED) != tokens(OTHER)


def test_what_everybody_was_given_and_what_is_very_short_is_not_compared():
    stub = LOOP.replace("number", "n")

    assert alike({"ani": {"q": LOOP}, "budi": {"q": LOOP}}, {"q": stub}) == []
    assert alike({"ani": {"q": "x = 1 + 2"}, "budi": {"q": "x = 1 + 2"}}, {}) == []
    assert len(alike({"ani": {"q": LOOP}, "budi": {"q": LOOP}}, {})) == 1


def test_what_much_of_the_class_has_written_is_the_usual_way():
    usual = {f"s{n}": {"q": LOOP} for n in range(12)}
    rest = {f"t{n}": {"q": f"{OTHER}\nmore = {n}"} for n in range(28)}

    assert alike(usual | rest, {}) == []


def test_code_that_python_cannot_read_is_compared_by_its_words():
    assert tokens("def (((") == ["def", "((("]


# --- the page ---


@mark.parametrize("language", LANGUAGES)
def test_the_page_says_all_in_both_languages_and_asks_nobody(told, language):
    page = report_page.page(told, language)

    assert f'id="lang-{language}" checked' in page
    assert not re.search(r'(src|href)="?http', page)
    for one in LANGUAGES:
        half = html.unescape(re.search(f'<main lang="{one}">.*?</main>', page, re.DOTALL)[0])
        for key in ("shares", "marks", "mistakes", "slow", "odd", "alike", "alike.note"):
            assert say(f"report.{key}", one) in half
        assert "ani · budi" in half and half.count("<svg") == 2 and half.count("<details") == 2


def test_the_command_writes_the_page(folder, capsys):
    try:
        cli.main(["report", str(folder), "--language", "id"])
    except SystemExit as end:
        assert end.code == 0

    assert "ditulis" in capsys.readouterr().out
    assert (folder / "report.html").read_text("utf-8").startswith("<!doctype html>")


@mark.parametrize("language", LANGUAGES)
def test_an_answer_that_could_not_be_read_is_told_without_our_name_for_it(told, language):
    page = report_page.page(replace(told, mistakes=[("q1", "Unread", 3)]), language)

    assert say("report.unread", language) in html.unescape(page) and "Unread" not in page


@mark.parametrize("language", LANGUAGES)
@mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark"), (320, "light")])
def test_axe_finds_nothing_on_the_page_and_nothing_is_cut_off(
    told, chromium, tmp_path, language, width, scheme
):
    need_node("axe-core")
    file = tmp_path / "report.html"
    file.write_text(report_page.page(told, language), "utf-8")
    size = {"width": width, "height": 900}
    context = chromium.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    page.goto(file.as_uri())
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations.map((rule) => rule.id)")
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()

    assert found == []
    assert wide <= width
