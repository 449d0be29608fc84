"""nbgrader is at home here: its own commands give our assignments the marks that they deserve."""

import html
import logging
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from pytest import fixture, mark

import small_course
from jalur.checks.questions import ASSIGNMENTS
from jalur.course import assignment, notebooks, release
from jalur.course.gradebook import Gradebook
from jalur.course.marks import without_warnings
from jalur.course.matching import is_answer, nbgrader_of
from jalur.course.work import Work
from jalur.texts import LANGUAGES
from workbooks import ROOT

ORDERS = {"-".join(order): order for order in (LANGUAGES, LANGUAGES[::-1])}


def solved(read, language):
    """The release with the published answers filled in, as a student would hand it in."""
    answers = read.source(language)
    cells = [
        {**cell, "source": answers[cell["id"]]["source"]} if is_answer(cell) else cell
        for cell in read.release(language)
    ]
    return {**read.releases[language], "cells": cells}


def autograde(root, name):
    """Let nbgrader itself grade what lies in `submitted`, and write its feedback pages."""
    from nbgrader.converters import Autograde, GenerateFeedback
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    config = Config(release.settings("id"))
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.assignment_id = name
    log = logging.getLogger("jalur.tests.nbgrader")
    log.propagate, log.handlers = False, [logging.NullHandler()]
    with release.gradebook_version():
        course = CourseDirectory(config=config, log=log)
        for convert in (Autograde, GenerateFeedback):
            convert(coursedir=course, config=config, log=log).start()


def scores(root, name):
    """What the gradebook holds: by student, the points that a computer gave for each question."""
    from nbgrader.api import Gradebook

    with release.gradebook_version(), Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {
            submission.student.id: {
                grade.name: grade.auto_score for grade in submission.notebooks[0].grades
            }
            for submission in book.assignment_submissions(name)
        }


@mark.costly("nbgrader")
@mark.parametrize("order", ORDERS)
@mark.parametrize("lesson", ASSIGNMENTS)
def test_nothing_earns_nothing_and_the_solution_all_in_either_language(lesson, order, tmp_path):
    """Both languages in one gradebook, whichever was generated last; the second order a variant."""
    read = assignment.read(lesson, ROOT, "Wanakali" if order == "en-id" else None)
    source = tmp_path / "source" / lesson / f"{lesson}.ipynb"
    for language in ORDERS[order]:
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_bytes(notebooks.written(read.sources[language]))
        release.generate(tmp_path, lesson, language)
    for language in LANGUAGES:
        for student, notebook in (
            (f"nothing-{language}", read.releases[language]),
            (f"all-{language}", solved(read, language)),
        ):
            path = tmp_path / "submitted" / student / lesson / f"{lesson}.ipynb"
            path.parent.mkdir(parents=True)
            path.write_bytes(notebooks.written(notebook))

    autograde(tmp_path, lesson)

    found = scores(tmp_path, lesson)
    by_computer = {one.id: one.points for one in read.questions if not one.by_hand}
    waiting = {one.id for one in read.questions if one.by_hand}
    for language in LANGUAGES:
        nothing, everything = found[f"nothing-{language}"], found[f"all-{language}"]
        assert {name: nothing[name] for name in by_computer} == dict.fromkeys(by_computer, 0)
        assert {name: everything[name] for name in by_computer} == by_computer
        assert [name for name in waiting if everything[name]] == []
        graded = tmp_path / "autograded" / f"all-{language}" / lesson / f"{lesson}.ipynb"
        assert prose(notebooks.opened(graded)) == prose(solved(read, language))
        for student in (f"nothing-{language}", f"all-{language}"):
            page = (tmp_path / "feedback" / student / lesson / f"{lesson}.html").read_text("utf-8")
            told = html.unescape(re.sub("<[^>]+>", "", page))
            assert "AssertionError" in told or "Unread" in told or student.startswith("all")
            assert [line for line in hidden(read, language) if line in told] == []


def hidden(read, language):
    """The lines of all hidden tests, but for imports and what is too short to be recognised."""
    for cell in read.source(language).values():
        parts = notebooks.source_of(cell).partition("### BEGIN HIDDEN TESTS")
        lines = parts[2].partition("### END HIDDEN TESTS")[0].splitlines()
        yield from (line for line in lines if len(line) > 30 and "import" not in line)


def prose(notebook):
    return [
        notebooks.source_of(cell) for cell in notebook["cells"] if cell["cell_type"] == "markdown"
    ]


@fixture
def tree(tmp_path):
    """A copy of what nbgrader reads of this repository."""
    for name in ("solutions", "exercises"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    return tmp_path


def nbgrader(tree, language, *words):
    """What nbgrader's own command says in a copy of this repository."""
    command = Path(sys.executable).with_name("nbgrader")
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    told = subprocess.run(
        [command, *words],
        cwd=tree,
        env={**os.environ, "JALUR_LANGUAGE": language, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    return told.returncode, told.stdout + told.stderr


@mark.costly("nbgrader")
@mark.parametrize("language", LANGUAGES)
@mark.parametrize("lesson", ASSIGNMENTS)
def test_nbgraders_own_command_makes_the_committed_exercise(lesson, language, tree):
    released = tree / "exercises" / language / lesson / f"{lesson}.ipynb"
    committed = notebooks.opened(released)
    released.unlink()

    code, told = nbgrader(tree, language, "generate_assignment", lesson, "--force")

    assert code == 0, told
    made = notebooks.opened(released)
    assert [cell["id"] for cell in made["cells"]] == [cell["id"] for cell in committed["cells"]]
    assert [notebooks.source_of(cell) for cell in made["cells"]] == [
        notebooks.source_of(cell) for cell in committed["cells"]
    ]


@mark.costly("nbgrader")
@mark.parametrize("lesson", ASSIGNMENTS)
def test_the_validate_button_passes_a_solution_and_counts_what_is_open(lesson, tree):
    code, told = nbgrader(tree, "en", "validate", f"solutions/en/{lesson}/{lesson}.ipynb")
    assert (code, "Success" in told) == (0, True), told

    _, told = nbgrader(tree, "id", "validate", f"exercises/id/{lesson}/{lesson}.ipynb")
    cells = notebooks.opened(ROOT / "exercises" / "id" / lesson / f"{lesson}.ipynb")["cells"]
    graded = [cell for cell in cells if nbgrader_of(cell).get("grade")]
    assert f"FAILED ON {len(graded)} CELL" in told.upper(), told


RAN = {
    # how a student's notebook ended: an answer, what the first test put out, the memo
    "right": ("six = 6", [], "Because."),
    "wrong": ("six = 5", [{"output_type": "error", "ename": "E", "evalue": "",
                           "traceback": []}], ""),
    "empty": (None, [], None),
    "part": ("six = 7", [{"output_type": "execute_result", "data": {"text/plain": "0.5"},
                          "metadata": {}, "execution_count": 1}], None),
    "warned": ("six = 6", [{"output_type": "stream", "name": "stderr", "text": "old"}], "Why."),
}  # fmt: skip


def ended(answer, outputs, memo):
    """A notebook as it comes from a room."""
    told = {"q1_answer": answer, "q3_memo": memo}
    notebook = small_course.exercise("en", **{id: one for id, one in told.items() if one})
    for cell in notebook["cells"]:
        cell["source"] = notebooks.source_of(cell)
        if cell["id"] == "q1-test":
            cell["outputs"] = outputs
    return notebook


def everything_in(path):
    """All rows of all tables of nbgrader's, with names where there are drawn numbers."""
    with closing(sqlite3.connect(path)) as data:
        tables = [
            name for (name,) in data.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        rows = {name: data.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
        names = {id: f"{table}:{name}" for table in ("base_cell", "notebook", "assignment")
                 for id, name in data.execute(f"SELECT id, name FROM {table}")}  # fmt: skip
        names |= dict(data.execute("SELECT id, student_id FROM submitted_assignment"))
        names |= {id: f"notebook of {names[whole]}" for id, whole in
                  data.execute("SELECT id, assignment_id FROM submitted_notebook")}  # fmt: skip
        names |= dict.fromkeys(
            (row[0] for row in (*rows["grade"], *rows["comment"], *rows["source_cell"])), "drawn"
        )
    del rows["jalur_rows"]
    return {
        name: sorted(str([names.get(value, value) for value in row]) for row in found)
        for name, found in rows.items()
    }


def test_our_gradebook_holds_to_the_last_row_what_nbgraders_own_saver_writes(tmp_path):
    from nbformat import from_dict
    from nbgrader.api import Gradebook as Book
    from nbgrader.preprocessors import SaveAutoGrades

    l2 = assignment.read("l2", small_course.built())
    ours, url = Gradebook(tmp_path / "ours", l2), f"sqlite:///{tmp_path / 'theirs/gradebook.db'}"
    Gradebook(tmp_path / "theirs", l2).close()
    by_hand = "UPDATE grade SET manual_score = 1 WHERE auto_score = 0"
    for _ in range(2):  # the second time some have been marked by a person
        for student, told in RAN.items():
            ran = ended(*told)
            ours.add(
                student, ran, b"", {}, Work("", {"q1-test": "", "q2-test": "", "q3-memo": ""}, {})
            )
            with release.gradebook_version():
                with Book(url, "jalur") as book:
                    book.update_or_create_student(student)
                    book.update_or_create_submission("l2", student)
                about = {"notebook": "l2", "assignment": "l2", "student": student, "db_url": url}
                read = from_dict(without_warnings(ran))
                SaveAutoGrades().preprocess(read, {"nbgrader": about})
        found = [everything_in(tmp_path / one / "gradebook.db") for one in ("ours", "theirs")]
        for one in ("ours", "theirs"):
            with closing(sqlite3.connect(tmp_path / one / "gradebook.db")) as data, data:
                data.execute(by_hand)
    ours.close()

    assert len(found[0]["grade"]) == len(RAN) * 3 and len(found[0]["comment"]) == len(RAN) * 3
    assert found[0] == found[1]
