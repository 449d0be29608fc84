"""Killed at any moment and run again, a class ends with the marks of an undisturbed run.

Fifty moments, forty of them between the first and the last commit: the writer before one of its
own steps, the warm room, an examiner or a student's process a while after the first commit.
"""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
from pytest import fixture, mark

import small_course
from jalur.course import assignment, grade
from jalur.course.gradebook import Gradebook
from jalur.course.runner import Limits

STUDENTS = 3
INSIDE = 10
WRITER = [0, 3, 6, 9, "early", "before", "after", "late", 1, 2, 4, 5, 7, 8]
OTHERS = [("room", 2), ("examiner", 5), ("student", 8), ("student", INSIDE)]
OTHERS += [(who, n) for n in range(INSIDE + 2) for who in ("room", "examiner", "student")]


def pytest_generate_tests(metafunc):
    """A moment takes seconds: without --all there are four of each test, and one has its turn."""
    several = metafunc.config.getoption("all")
    if "who" in metafunc.fixturenames:
        metafunc.parametrize(("who", "place"), OTHERS[4:] if several else OTHERS[:4])
    elif "place" in metafunc.fixturenames:
        metafunc.parametrize("place", WRITER if several else WRITER[:4])


def hand_in(folder):
    """Three students; the later two take their time, so that there is somebody to kill."""
    for number in range(STUDENTS):
        slow = "import time\ntime.sleep(0.6)\n" if number else ""
        answers = {"q1_answer": f"{slow}six = {5 + number % 2}", "q3_memo": "Because."}
        answers |= {"q2_answer": "def double(n): return 2*n"}
        small_course.save(folder / f"s{number}.ipynb", small_course.exercise("en", **answers))
    return folder


def outcome(into):
    """All that was decided; seconds differ from run to run."""
    rows = json.loads((into / "results.json").read_text("utf-8"))
    for row in rows:
        del row["seconds"]
    data = sqlite3.connect(into / "gradebook.db")
    book = data.execute(
        "SELECT s.student_id, c.name, g.auto_score, g.manual_score, g.needs_manual_grade, "
        "m.auto_comment FROM grade g JOIN base_cell c ON c.id = g.cell_id "
        "JOIN submitted_notebook n ON n.id = g.notebook_id "
        "JOIN submitted_assignment s ON s.id = n.assignment_id "
        "LEFT JOIN comment m ON m.cell_id = c.id AND m.notebook_id = n.id ORDER BY 1, 2"
    ).fetchall()
    students = data.execute("SELECT id FROM student ORDER BY 1").fetchall()
    kept = data.execute("SELECT student, work FROM jalur_rows ORDER BY 1").fetchall()
    data.close()
    pages = sorted(path.relative_to(into).as_posix() for path in into.rglob("*.html"))
    return rows, (into / "grades.csv").read_bytes(), book, students, kept, pages


class Nursery:
    """Where graders come from that are to be killed, and what becomes of them."""

    def __init__(self):
        script = Path(__file__).with_name("killed_grader.py")
        self.process = subprocess.Popen(
            [sys.executable, script, small_course.built()],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        told = json.loads(self.process.stdout.readline())
        self.room, self.examiners = (psutil.Process(told[one]) for one in ("room", "examiners"))

    def started(self, handed, into, **options):
        told = {"handed": str(handed), "into": str(into), **options}
        self.process.stdin.write(json.dumps(told) + "\n")
        self.process.stdin.flush()
        return psutil.Process(json.loads(self.process.stdout.readline())["pid"])

    def run(self, handed, into, **options):
        with suppress(psutil.NoSuchProcess):  # where all is graded, it has ended before it is seen
            ended(self.started(handed, into, **options))


def ended(process, seconds=60):
    until = time.monotonic() + seconds
    while process.is_running() and time.monotonic() < until:
        time.sleep(0.005)
    assert not process.is_running()


@fixture(scope="module")
def l2():
    return assignment.read("l2", small_course.built())


@fixture(scope="module")
def nursery():
    opened = Nursery()
    yield opened
    opened.process.stdin.close()
    opened.process.wait(20)


@fixture(scope="module")
def calm(nursery, tmp_path_factory):
    """An undisturbed run: its outcome, and the steps of its commits."""
    folder = tmp_path_factory.mktemp("calm")
    folder.chmod(0o755)
    nursery.run(hand_in(folder / "in"), folder / "out")
    commits = [int((folder / f"out/commit-{n}").read_text()) for n in range(STUDENTS)]
    return outcome(folder / "out"), commits


def committed(into):
    return len(list(into.glob("commit-*")))


def step_for(place, commits):
    """The step before which the writer dies: spread over its work before, between and after.

    It is counted from the commit before it, since how many there are differs by one or two.
    """
    if isinstance(place, str):
        before, after = commits[0], STUDENTS
        return {"early": [0, 1], "before": [0, before // 2], "after": [after, 0],
                "late": [after, 1]}[place]  # fmt: skip
    gap, part = divmod(place, INSIDE // 2)
    between = commits[gap + 1] - commits[gap] - 3
    return [gap + 1, between * part // (INSIDE // 2 - 1)]


@mark.costly("grading")
def test_a_class_whose_writer_is_killed_ends_as_an_undisturbed_one(nursery, calm, tmp_path, place):
    expected, commits = calm
    handed, into = hand_in(tmp_path / "in"), tmp_path / "out"

    nursery.run(handed, into, die_at=step_for(place, commits))
    assert not (into / "steps").exists()
    if isinstance(place, int):
        assert 1 <= committed(into) < STUDENTS
    nursery.run(handed, into)

    assert outcome(into) == expected


def test_the_same_does_not_hold_for_a_writer_without_its_transaction(nursery, calm, tmp_path):
    """Else killing the writer would show nothing."""
    _, commits = calm
    ends = []
    for place in range(3, commits[1] - commits[0], 4):
        handed, into = hand_in(tmp_path / f"in{place}"), tmp_path / f"out{place}"
        nursery.run(handed, into, die_at=[1, place], torn=True)
        nursery.run(handed, into, torn=True)
        ends.append(outcome(into) == calm[0])
        if not ends[-1]:
            break

    assert False in ends


def kill(writer, nursery, who):
    """Kill a process of its kind, as soon as there is one."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            return victim(writer, nursery, who).send_signal(signal.SIGKILL)
        except (IndexError, StopIteration, psutil.NoSuchProcess):
            time.sleep(0.002)
    raise AssertionError(f"no {who} to kill")


def victim(writer, nursery, who):
    if who == "room":
        own = writer.children(recursive=True)
        return next(one for one in own if "jalur.course.room" in one.cmdline())
    if who == "examiner":
        return nursery.examiners.children()[0]
    grown = nursery.room.children(recursive=True)
    return next(one for one in grown if not one.children())


@mark.costly("grading")
def test_a_class_that_loses_a_process_ends_as_an_undisturbed_one(
    nursery, calm, tmp_path, who, place
):
    handed, into = hand_in(tmp_path / "in"), tmp_path / "out"
    writer = nursery.started(handed, into, own=who == "room")
    first = 1 if place < INSIDE else 0
    until = time.monotonic() + 30
    while committed(into) < first and time.monotonic() < until:
        time.sleep(0.002)
    time.sleep(0.05 * (place % INSIDE))

    kill(writer, nursery, who)
    assert first <= committed(into) < STUDENTS
    ended(writer)
    nursery.run(handed, into)

    assert outcome(into) == calm[0]


def test_a_submission_is_written_all_or_not_at_all(l2, tmp_path, monkeypatch):
    """The writer fails in the middle of a student's marks: nothing of them is there."""
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
