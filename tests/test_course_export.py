"""Marks leave the course as Moodle, Canvas and spreadsheets read them."""

import csv
import json
import zipfile

from pytest import fixture, raises

import small_course
from jalur.course import assignment, cli, grade
from jalur.course.export import export
from jalur.errors import InputError

RIGHT = {"q1_answer": "six = 6", "q2_answer": "def double(n): return 2 * n"}


def graded(tmp_path_factory, names):
    """Four students: one with a memo to read, one done, one broken, one who sent nothing."""
    folder = tmp_path_factory.mktemp("class")
    members = dict(
        zip(
            names,
            (
                json.dumps(small_course.exercise("en", **RIGHT, q3_memo="Because.")),
                json.dumps(small_course.exercise("id", **RIGHT | {"q1_answer": "six = 5"})),
                "{",
            ),
            strict=True,
        )
    )
    with zipfile.ZipFile(folder / "class.zip", "w") as made:
        for name, text in members.items():
            made.writestr(name, text)
    l2 = assignment.read("l2", small_course.built())
    grade.grade(folder / "class.zip", l2, folder / "out", roster=["dodi"])
    return folder / "out"


@fixture(scope="module")
def of_moodle(tmp_path_factory):
    return graded(
        tmp_path_factory,
        [
            f"{name}_{n}_assignsubmission_file_/l2.ipynb"
            for n, name in enumerate(("Ani Lestari", "Budi", "Cici"), 11)
        ],
    )


@fixture(scope="module")
def of_canvas(tmp_path_factory):
    names = ["lestariani_101_555_l2.ipynb", "budi_LATE_102_556_l2.ipynb", "cici_103_557_l2.ipynb"]
    return graded(tmp_path_factory, names)


def lines(made):
    return list(csv.reader(made.path.read_text("utf-8-sig").splitlines()))


def test_moodle_gets_its_own_columns_and_a_mark_for_each_who_is_done(of_moodle):
    made = export(of_moodle, "moodle", "en")

    head, *rows = lines(made)
    assert head[:1] + head[3:] == [
        "Identifier", "Grade", "Maximum Grade", "Last modified (grade)",
    ]  # fmt: skip
    assert [row[:2] + row[3:5] for row in rows] == [
        ["Participant 11", "Ani Lestari", "", "9"],
        ["Participant 12", "Budi", "3", "9"],
        ["Participant 13", "Cici", "", "9"],
    ]
    assert [row[2] for row in rows] == [
        "Provisional: points still to be read by a teacher: 4.",
        "",
        "Not marked: a teacher has to look at the submission.",
    ]
    assert not made.path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert (made.waiting, made.left_out) == (["Ani Lestari", "Cici", "dodi"], ["dodi"])


def test_canvas_finds_students_by_its_numbers_and_the_assignment_by_its_title(of_canvas):
    made = export(of_canvas, "canvas", "en", "Homework 2 (77)")

    assert lines(made) == [
        ["Student", "ID", "SIS Login ID", "Section", "Homework 2 (77)"],
        ["Points Possible", "", "", "", "9"],
        ["budi", "102", "", "", "3"],
        ["cici", "103", "", "", ""],
        ["dodi", "", "dodi", "", ""],
        ["lestariani", "101", "", "", ""],
    ]


def test_a_spreadsheet_gets_every_mark_and_a_remark_where_it_is_not_final(of_moodle):
    made = export(of_moodle, "csv", "id")

    ani, budi, cici, _ = csv.DictReader(made.path.read_text("utf-8-sig").splitlines())
    assert [ani[key] for key in ("q1", "q2", "q3-memo", "score", "waits")] == [
        "2",
        "3",
        "",
        "5",
        "4",
    ]
    assert ani["remark"] == "Sementara: poin yang masih menunggu dibaca pengajar: 4."
    assert (budi["score"], budi["remark"]) == ("3", "")
    assert (cici["status"], cici["score"]) == ("needs_a_person", "")


def test_what_a_person_gave_is_exported_with_extra_credit(of_moodle):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{of_moodle / 'gradebook.db'}", "jalur") as book:
        memo = book.find_grade("q3-memo", "l2", "l2", "Ani Lestari")
        kept = memo.manual_score, memo.extra_credit, memo.needs_manual_grade
        memo.manual_score, memo.extra_credit, memo.needs_manual_grade = 3.5, 1, False
        book.db.commit()
    try:
        _, ani, *_ = lines(export(of_moodle, "moodle", "en"))
        _, row, *_ = lines(export(of_moodle, "csv", "en"))
    finally:
        with Gradebook(f"sqlite:///{of_moodle / 'gradebook.db'}", "jalur") as book:
            memo = book.find_grade("q3-memo", "l2", "l2", "Ani Lestari")
            memo.manual_score, memo.extra_credit, memo.needs_manual_grade = kept
            book.db.commit()

    assert (ani[3], ani[2]) == ("9.5", "")
    assert row[3:9] == ["2", "3", "3.5", "1", "9.5", "9"]


def test_a_name_that_a_spreadsheet_would_reckon_stays_a_name(tmp_path):
    from jalur.course.rows import table

    assert table([["=1+1", "-2", -2, "ani"]]) == "'=1+1,'-2,-2,ani\r\n"


def test_the_command_names_those_whose_mark_is_not_final(of_moodle, capsys):
    with raises(SystemExit) as end:
        cli.main(["export", str(of_moodle), "--format", "moodle", "--language", "en"])

    told = capsys.readouterr().out
    assert end.value.code == 0
    assert "something to read: Ani Lestari, Cici, dodi" in told and "moodle.csv" in told


def test_without_results_the_remedy_is_said(tmp_path):
    with raises(InputError, match="nothing has been graded here; first run: jalur grade"):
        export(tmp_path, "csv", "en")
