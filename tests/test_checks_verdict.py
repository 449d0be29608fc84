"""A verdict says what it means, on paper and in the dark, and whatever was answered."""

import re
import warnings
from collections import OrderedDict
from decimal import Decimal
from fractions import Fraction
from math import prod
from pathlib import Path

import numpy
import pytest

from jalur.checks import Verdict, begin, check, numbers, pictures, trail
from jalur.checks.answers import written
from jalur.checks.questions import ASSIGNMENTS, assignment
from jalur.errors import InputError
from jalur.model import Step, acceptance, direct, expected_days, full
from jalur.texts import LANGUAGES

QUESTIONS = [f"{lesson}.{name}" for lesson in ASSIGNMENTS for name in assignment(lesson)]


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    begin("l2", "en")


class Raises:
    """Raises whatever one does with it."""

    def _raise(self, *_):
        raise RuntimeError("no")

    __eq__ = __ne__ = __float__ = __bool__ = __len__ = __iter__ = __repr__ = __str__ = _raise
    __hash__ = __getattr__ = __format__ = __lt__ = __sub__ = __index__ = __call__ = _raise

    @property
    def __class__(self):
        raise RuntimeError("no")


class Exits:
    def __float__(self):
        raise SystemExit(3)

    __repr__ = __len__ = __float__

    def __getattr__(self, name):
        raise KeyboardInterrupt


class EqualsEverything(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__

    def __abs__(self):
        return 0.0

    __sub__ = __rsub__ = lambda self, other: 0.0


class Lies(str):
    def strip(self, *_):
        raise ValueError("no")

    casefold = strip


class LyingPath(Step):
    @property
    def steps(self):
        raise ZeroDivisionError


def stops(*_):
    raise SystemExit(1)


def interrupted(*_):
    raise KeyboardInterrupt


def dives(*arguments):
    return dives(*arguments)


def gives(value):
    return lambda *_: value


LIST_IN_ITSELF = []
LIST_IN_ITSELF.append(LIST_IN_ITSELF)

NASTY = {
    "nan": float("nan"),
    "infinite": float("inf"),
    "a number too large for a float": 10**400,
    "a number too large to be written": 10**5000,
    "a fraction too large": Fraction(10**400, 3),
    "a decimal that is no number": Decimal("NaN"),
    "a decimal that signals": Decimal("sNaN"),
    "complex": 1 + 2j,
    "true": True,
    "numpy true": numpy.bool_(True),
    "words": "kira-kira separuh",
    "decimal comma in a text": "0,81",
    "per cent in a text": "81%",
    "markup in a text": "<script>{answer}</script> **`",
    "half a character": "\ud800",
    "many letters": "x" * 10**6,
    "bytes": b"0.81",
    "decimal comma": (0, 81),
    "a list": [0.81],
    "an empty list": [],
    "an empty set": set(),
    "a list in itself": LIST_IN_ITSELF,
    "a set of numbers": {1, 2.5, None},
    "a dictionary": OrderedDict(a=1),
    "an array": numpy.ones((3, 2)),
    "an array of one": numpy.array([0.81]),
    "an array of no dimension": numpy.array(0.81),
    "an array of text": numpy.array("x"),
    "an array of objects": numpy.array(None),
    "what raises": Raises(),
    "what exits": Exits(),
    "what equals everything": EqualsEverything(7.125),
    "a text that lies": Lies("direct"),
    "a path": full(),
    "a step": Step("land", "clear"),
    "a path that lies": LyingPath("land", "clear"),
    "a function that makes paths": full,
    "an acceptance": acceptance(direct()),
    "expected days": expected_days(direct()),
    "a class": dict,
    "a module": pytest,
    "a function that raises": lambda *_: 1 / 0,
    "a function that exits": stops,
    "a function that is interrupted": interrupted,
    "a function without an end": dives,
    "a function that wants more": lambda a, b, c, d: 0,
    "a function that wants nothing": lambda: 0,
    "a function that gives nothing": gives(None),
    "a function that gives nan": gives(float("nan")),
    "a function that gives text": gives("0,81"),
    "a function that gives what raises": gives(Raises()),
    "a function that gives a list": gives([1]),
    "a function that spoils its input": lambda row: row.clear(),
    "a generator": (i for i in range(3)),
    "an exception": ValueError("x"),
    "not implemented": NotImplemented,
}


@pytest.mark.parametrize("answer", NASTY)
def test_no_answer_at_all_makes_a_check_raise(answer, capfd):
    for question in QUESTIONS:
        verdict = check(question, NASTY[answer])

        assert not verdict, f"{question} takes it for right"
        assert verdict.outcome in ("not-yet", "empty")
        assert verdict.words
        assert repr(verdict)
        verdict._repr_html_().encode()
        verdict._repr_markdown_().encode()
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("answer", [float("nan"), -float("inf"), 10**400, Decimal("NaN")], ids=repr)
def test_a_number_without_an_end_is_told_apart_from_a_wrong_one(answer):
    assert check("l2.q3", answer).mistake == "endless"


def test_what_an_answer_mutters_does_not_reach_the_page():
    def passing(row):
        warnings.warn("deprecated", DeprecationWarning, stacklevel=1)
        return prod(row)

    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        assert check("l2.q5", passing)
    assert heard == []


@pytest.mark.parametrize("nothing", [..., None, "", " \n"], ids=repr)
@pytest.mark.parametrize("question", QUESTIONS)
def test_an_untouched_answer_is_empty_and_no_attempt(question, nothing):
    verdict = check(question, nothing)

    assert (verdict.outcome, verdict.attempt, bool(verdict)) == ("empty", 0, False)
    assert "three dots" in verdict.words


@pytest.mark.parametrize("key", ["l2.q99", "l9.q1", "q1", "l2", "", "l2.q1 ", None, 7, ["l2.q1"]])
def test_an_unknown_question_is_refused_with_those_there_are(key):
    with pytest.raises(InputError, match=r"l2\.q1"):
        check(key, 1)
    with pytest.raises(InputError, match=r"l2\.q1"):
        numbers(key)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("0,81", "id", 0.81), ("0.81", "en", 0.81), ("0,81", "en", 0.81), ("0.810", "id", 0.81),
        ("81%", "id", 0.81), ("81 persen", "id", 0.81), ("81 per cent", "en", 0.81),
        ("10.000", "id", 10_000), ("10.000", "en", 10), ("10,000", "en", 10_000),
        ("10,000", "id", 10), ("1.234.567,5", "id", 1234567.5), ("1,234,567.5", "en", 1234567.5),
        ("−3", "id", -3), ("+3,5", "id", 3.5), (" 7 ", "id", 7), ("1e-3", "en", 0.001),
    ],
)  # fmt: skip
def test_a_number_in_a_text_is_read_as_its_writer_meant_it(text, language, value):
    begin("l2", language)

    assert written(text) == pytest.approx(value)


@pytest.mark.parametrize("answer", ["0,7738", "0.7738", "77,38%", "77.38 per cent"])
def test_a_right_number_typed_as_text_is_right(answer):
    assert check("l2.q1", answer)
    assert not check("l2.q2", answer)


def test_a_decimal_comma_without_quotes_comes_with_its_remedy():
    verdict = check("l2.q1", (0, 77))

    assert (verdict.mistake, "`0.77`" in verdict.words) == ("comma", True)


def test_attempts_count_answers_and_stay_when_a_right_one_is_run_again():
    attempts = [check("l2.q3", answer).attempt for answer in (1, ..., 2, 56, 56, 3)]

    assert attempts == [1, 1, 2, 3, 3, 4]


def test_progress_counts_what_is_right_now():
    check("l2.q3", 56)
    check("l2.q4", 43)
    again = check("l2.q3", 55)

    assert (again.done, again.questions) == (1, 12)
    assert "1 of 12 right so far" in repr(again)


def test_a_check_works_without_a_trail(monkeypatch):
    def fail(*_, **__):
        raise PermissionError

    monkeypatch.setattr(trail.tempfile, "mkstemp", fail)

    assert check("l2.q3", 56)
    assert not Path("jejak.json").exists()


def test_a_trail_edited_by_hand_does_not_stop_a_check():
    trail.remember("checks", "l2.q3", attempts="many", right="yes")

    assert check("l2.q3", 55).attempt == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_verdict_says_it_is_no_mark(language):
    begin("l2", language)
    phrase = {"id": "bukan nilai akhir", "en": "not a mark"}[language]
    stamps = {"id": ("BENAR", "BELUM", "KOSONG"), "en": ("RIGHT", "NOT YET", "EMPTY")}[language]
    for stamp, answer in zip(stamps, (56, 54, ...), strict=True):
        verdict = check("l2.q3", answer)
        for form in (repr(verdict), verdict._repr_markdown_(), verdict._repr_html_()):
            assert stamp in form
            assert phrase in form


def test_a_verdict_keeps_the_language_it_was_given_in():
    verdict = check("l2.q3", 54)
    begin("l2", "id")

    assert "NOT YET" in verdict._repr_html_()
    assert "lang='en'" in verdict._repr_html_()


def test_a_page_needs_no_other_host_no_script_and_no_style_sheet():
    pages = [check("l2.q3", 54)._repr_html_(), check("l2.q3", 56)._repr_html_()]
    for page in pages:
        assert not re.search(r"https?:|//|url\(|<script|<style|<link|<img|class=", page)


def test_an_answer_cannot_write_markup_into_the_page():
    page = check("l2.q3", "<b onclick='x'>1</b>")._repr_html_()

    assert "<b " not in page
    assert "&lt;b onclick=&#x27;x&#x27;&gt;" in page


def test_marks_in_the_words_become_marks_on_the_page_and_nothing_in_plain_text():
    verdict = Verdict("l2.q1", "not-yet", "**All** of `q1`", "en")

    assert "<strong>All</strong> of <code" in verdict._repr_html_()
    assert "All of q1" in repr(verdict)


@pytest.mark.parametrize("name", pictures.NAMES)
def test_a_picture_takes_the_colour_of_the_text_around_it(name):
    assert not re.search("#[0-9a-fA-F]{3}|rgb", pictures.draw(name))
    assert "aria-hidden='true'" in pictures.draw(name)


def test_every_question_names_a_picture_that_there_is():
    every = [question for lesson in ASSIGNMENTS for question in assignment(lesson).values()]
    named = {question.picture for question in every} - {""}

    assert named <= set(pictures.NAMES)
    assert named == set(pictures.NAMES)
