"""Whatever a class sends is put right or explained, and what was right keeps its points."""

from pytest import fixture, mark

import odd
import small_course
from jalur.course import assignment, grade
from jalur.course.runner import Limits, Rooms, level
from odd import ODD


@fixture(scope="module")
def graded(made_once):
    """All odd submissions, graded once for all workers; a folder for each student."""

    def make(folder):
        for number, one in enumerate(ODD):
            path = folder / "handed" / f"{number:02}" / one.file
            path.parent.mkdir(parents=True)
            path.write_bytes(one.data)
        read = assignment.read("l2", small_course.built())
        grade.grade(folder / "handed", read, folder / "graded", limits=Limits(cell=2))

    folder = made_once("odd-submissions", make)
    return {
        row["student"]: row
        for row in odd.json.loads((folder / "graded/results.json").read_text("utf-8"))
    }


@mark.parametrize("number", range(len(ODD)), ids=[one.name for one in ODD])
def test_an_odd_submission_is_put_right_or_explained(number, graded):
    one, row = ODD[number], graded[f"{number:02}"]

    assert tuple(reason["code"] for reason in row["reasons"]) == one.codes
    assert {id: row["questions"][id]["score"] for id in odd.POINTS} == one.points
    assert row["status"] == one.status
    assert all(reason["text"] for reason in row["reasons"])


def test_no_two_oddities_have_one_name():
    assert len({one.name for one in ODD}) == len(ODD)


def test_a_cell_that_installs_costs_nobody_a_point(tmp_path):
    """Colab's users begin with it, and there is no network here."""
    read = assignment.read("l2", small_course.built())
    notebook = odd.by_colab()
    notebook["cells"][0]["source"] = "!pip install jalur"

    with Rooms(level()) as rooms:
        row = grade.grade_notebook(odd.told(notebook), read, limits=Limits(cell=4), rooms=rooms)

    assert {id: row.questions[id].score for id in odd.POINTS} == odd.POINTS
