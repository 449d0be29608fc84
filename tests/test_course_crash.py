"""Killed at any moment and run again, a class ends with the marks of an undisturbed run."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time

import psutil
from pytest import fixture, mark

import small_course
from jalur.course import assignment, grade
from jalur.course.gradebook import Gradebook
from jalur.course.runner import Limits

STUDENTS = 5


@fixture(scope="module")
def l2():
    return assignment.read("l2", small_course.built())


def hand_in(folder):
    for number in range(STUDENTS):
        answers = {"q1_answer": f"six = {5 + number % 2}", "q2_answer": "def double(n): return 2*n"}
        small_course.save(folder / f"s{number}.ipynb", small_course.exercise("en", **answers))
    return folder


def outcome(into):
    """All that was decided; seconds differ from run to run."""
    rows = json.loads((into / "results.json").read_text("utf-8"))
    for row in rows:
        del row["seconds"]
    data = sqlite3.connect(into / "gradebook.db")
    book = data.execute(
        "SELECT s.student_id, c.name, g.auto_score, g.manual_score, g.needs_manual_grade "
        "FROM grade g JOIN base_cell c ON c.id = g.cell_id "
        "JOIN submitted_notebook n ON n.id = g.notebook_id "
        "JOIN submitted_assignment s ON s.id = n.assignment_id ORDER BY 1, 2"
    ).fetchall()
    data.close()
    return rows, (into / "grades.csv").read_bytes(), book


@fixture(scope="module")
def undisturbed(l2, tmp_path_factory):
    folder = tmp_path_factory.mktemp("calm")
    grade.grade(hand_in(folder / "in"), l2, folder / "out")
    return outcome(folder / "out")


def events(into):
    file = into / "log.jsonl"
    return (
        [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []
    )


def started(handed, into):
    code = (
        "import sys; from pathlib import Path; from jalur.course import assignment, grade\n"
        "if __name__ == '__main__':\n"
        "    l2 = assignment.read('l2', Path(sys.argv[1]))\n"
        "    grade.grade(Path(sys.argv[2]), l2, Path(sys.argv[3]), jobs=1)"
    )
    told = [sys.executable, "-c", code, str(small_course.built()), str(handed), str(into)]
    return subprocess.Popen(told, stderr=subprocess.DEVNULL)


@mark.costly("grading")
@mark.parametrize("rows", range(STUDENTS))
@mark.parametrize("who", ["writer", "room", "examiner"])
def test_killed_anywhere_a_second_run_ends_as_an_undisturbed_one(
    l2, undisturbed, tmp_path, rows, who
):
    handed, into = hand_in(tmp_path / "in"), tmp_path / "out"
    process = started(handed, into)
    until = time.monotonic() + 60
    while sum(one["event"] == "row" for one in events(into)) < rows and (
        time.monotonic() < until and process.poll() is None
    ):
        time.sleep(0.01)
    victims = [process.pid]
    if who != "writer":
        word = {"room": "jalur.course.room", "examiner": "forkserver"}[who]
        family = psutil.Process(process.pid).children(recursive=True)
        victims = [one.pid for one in family if any(word in part for part in one.cmdline())]
    for victim in victims:
        os.kill(victim, signal.SIGKILL)
    if who == "writer":
        process.wait()
    else:
        process.wait(60)

    written = sum(one["event"] == "row" for one in events(into))
    grade.grade(handed, l2, into)

    assert outcome(into) == undisturbed
    if who == "writer":
        assert sum(one["event"] == "kept" for one in events(into)) >= min(written, rows)


def test_a_submission_is_written_all_or_not_at_all(l2, tmp_path, monkeypatch):
    """The writer dies in the middle of a student's marks: nothing of them is there."""
    from nbgrader.preprocessors import SaveAutoGrades

    handed = hand_in(tmp_path / "in")
    real, calls = SaveAutoGrades.preprocess_cell, []

    def dying(self, cell, resources, place):
        calls.append(place)
        if "q2-test" in str(cell.metadata):
            raise OSError("gone")
        return real(self, cell, resources, place)

    monkeypatch.setattr(SaveAutoGrades, "preprocess_cell", dying)
    rows = grade.grade(handed, l2, tmp_path / "out", limits=Limits(cell=5))

    assert calls and {row.status for row in rows} == {"needs_a_person"}
    assert outcome(tmp_path / "out")[2] == []
    assert Gradebook(tmp_path / "out", l2).kept() == {}


def test_a_second_run_grades_only_what_is_new_or_changed(l2, tmp_path):
    handed, into = hand_in(tmp_path / "in"), tmp_path / "out"
    grade.grade(handed, l2, into)
    small_course.save(handed / "s0.ipynb", small_course.exercise("en", q1_answer="six = 6"))
    small_course.save(handed / "new.ipynb", small_course.exercise("en", q1_answer="six = 6"))
    before = len(events(into))

    rows = grade.grade(handed, l2, into)

    graded = [one["student"] for one in events(into)[before:] if one["event"] == "row"]
    assert sorted(graded) == ["new", "s0"]
    assert {row.student: row.score for row in rows}["s0"] == 2
