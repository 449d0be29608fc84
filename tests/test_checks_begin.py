"""The first cell says who reads what, and a notebook then says our errors in that language."""

import os
import subprocess
import sys

import pytest

from jalur.checks import begin, numbers
from jalur.errors import InputError
from jalur.texts import session, start_session


def test_begin_may_be_run_again_and_in_the_other_language(capfd):
    assert begin("l2", "id", {"q1": {"desks": 6}}) is None
    begin("l2", "en")

    assert (session().lesson, session().language, session().numbers) == ("l2", "en", {})
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("lesson", ["2", "L2", "l0", "l9", "l2.q1", "", "l2\n", 2, None, ["l2"]])
def test_an_odd_lesson_is_refused_with_those_there_are(lesson):
    with pytest.raises(InputError, match="l1 to l8"):
        begin(lesson, "id")


@pytest.mark.parametrize("language", ["de", "ID", "", None, ["id"]])
def test_an_unknown_language_is_refused(language):
    with pytest.raises(InputError, match="id, en"):
        begin("l2", language)


@pytest.mark.parametrize(
    "drawn",
    [
        {"q99": {"desks": 6}},
        {"q1": {"tables": 6}},
        {"q1": 6},
        {"q1": {"desks": "6"}},
        [],
        "q1",
        {1: {}},
    ],
    ids=repr,
)
def test_numbers_that_no_question_has_are_refused(drawn):
    with pytest.raises(InputError, match="by question and name"):
        begin("l2", "id", drawn)


def test_a_refused_beginning_leaves_the_session_as_it_was():
    begin("l2", "id")
    with pytest.raises(InputError):
        begin("l2", "en", {"q1": {"tables": 6}})

    assert session().language == "id"


def test_drawn_numbers_stand_in_for_the_public_ones():
    begin("l2", "id", {"q1": {"desks": 6}})

    assert numbers("l2.q1") == {"desks": 6, "good": 0.95}
    assert numbers("l2.q2")["desks"] == 4


def test_drawn_numbers_of_one_assignment_do_not_reach_another():
    start_session("l3", "id", {"q1": {"desks": 6}})

    assert numbers("l2.q1")["desks"] == 5


def test_a_number_that_is_not_there_names_those_that_are():
    begin("l2", "en")
    with pytest.raises(InputError, match="'tables' .* desks, good"):
        numbers("l2.q1")["tables"]


SHELL = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance(colors="NoColor")
shell.run_cell("from jalur.checks import begin")
shell.run_cell("begin('l2', '{language}'); begin('l2', '{language}')")
shell.run_cell("begin('l77', '{language}')")
shell.run_cell("1 / 0")
"""


@pytest.mark.parametrize(
    ("language", "said"), [("id", "pelajaran bernama l1 sampai l8"), ("en", "lessons are called")]
)
def test_a_notebook_says_our_errors_in_the_reader_s_language_once(language, said, tmp_path):
    shown = subprocess.run(
        [sys.executable, "-c", SHELL.format(language=language)],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path)},
    )

    assert shown.stdout.count(said) == 1
    assert shown.stdout.index("Traceback") < shown.stdout.index(said)
    assert "ZeroDivisionError" in shown.stdout
    assert "Custom TB Handler failed" not in shown.stdout + shown.stderr


def test_checks_load_neither_numpy_nor_a_notebook(tmp_path):
    code = (
        "import sys; sys.modules['numpy'] = None\n"
        "from jalur.checks import begin, check\n"
        "begin('l2', 'id'); print(bool(check('l2.q4', 43)), 'IPython' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )

    assert said.stdout.split() == ["True", "False"]
