"""What happens when a class is graded a second time: what is new or changed, and nothing else."""

import json
from dataclasses import replace

from pytest import fixture, mark, raises

import small_course
from jalur.course import assignment, grade, runner
from jalur.course.notebooks import source_of
from jalur.course.runner import Rooms
from jalur.errors import InputError

RIGHT = {"q1_answer": "six = 6", "q2_answer": "def double(n): return 2 * n", "q3_memo": "Sebab."}


@fixture(scope="module")
def l2():
    return assignment.read("l2", small_course.built())


@fixture(scope="module")
def rooms():
    with Rooms(runner.level()) as opened:
        yield opened


@fixture
def run(l2, rooms, tmp_path):
    """A call that grades what lies in `in`, and tells who was graded in this run."""

    def run(with_assignment=l2, **options):
        into = tmp_path / "out"
        log = into / "log.jsonl"
        before = len(log.read_text("utf-8").splitlines()) if log.exists() else 0
        rows = grade.grade(tmp_path / "in", with_assignment, into, rooms=rooms, jobs=1, **options)
        events = [json.loads(line) for line in log.read_text("utf-8").splitlines()[before:]]
        now = [one["student"] for one in events if one["event"] == "row"]
        return {row.student: points(row) for row in rows}, now

    return run


def points(row):
    return [mark.score for mark in row.questions.values()]


def hand_in(tmp_path, student, language="id", **answers):
    notebook = small_course.exercise(language, **(RIGHT | answers))
    return small_course.save(tmp_path / "in" / f"{student}.ipynb", notebook)


def with_tests(l2, **tests):
    """The assignment with other tests, such as after a correction."""
    told = {name.replace("_", "-"): code for name, code in tests.items()}
    sources = {
        language: {
            **notebook,
            "cells": [
                {**cell, "source": told.get(cell["id"], source_of(cell))}
                for cell in notebook["cells"]
            ],
        }
        for language, notebook in l2.sources.items()
    }
    return replace(l2, sources=sources)


class Book:
    """What a teacher does in the form grader."""

    def __init__(self, tmp_path):
        self.url = f"sqlite:///{tmp_path / 'out' / 'gradebook.db'}"

    def told(self, student, question="q3-memo", **entered):
        from nbgrader.api import Gradebook

        with Gradebook(self.url, "jalur") as book:
            grade = book.find_grade(question, "l2", "l2", student)
            for name, value in entered.items():
                setattr(grade, name, value)
            book.db.commit()
            return grade.manual_score, grade.extra_credit, grade.needs_manual_grade

    def comment(self, student, text=None):
        from nbgrader.api import Gradebook

        with Gradebook(self.url, "jalur") as book:
            comment = book.find_comment("q3-memo", "l2", "l2", student)
            if text:
                comment.manual_comment = text
                book.db.commit()
            return comment.manual_comment


def test_a_second_run_grades_only_what_is_new_or_changed(run, tmp_path):
    for student in ("ani", "budi"):
        hand_in(tmp_path, student)
    run()
    hand_in(tmp_path, "budi", q1_answer="six = 5")
    hand_in(tmp_path, "new")

    rows, now = run()

    assert now == ["budi", "new"]
    assert rows == {"ani": [2, 3, None], "budi": [0, 3, None], "new": [2, 3, None]}


def test_after_a_corrected_test_that_question_alone_is_graded_again(l2, run, tmp_path):
    hand_in(tmp_path, "ani", q1_answer="six = 5")
    run(with_tests(l2, q2_test="assert double(2) == 5"))

    rows, now = run(with_tests(l2, q2_test="assert double(2) == 4"))
    _, idle = run(with_tests(l2, q2_test="assert double(2) == 4"))

    assert (rows, now, idle) == ({"ani": [0, 3, None]}, ["ani"], [])


def test_a_question_named_for_regrading_leaves_all_others_as_they_were(l2, run, tmp_path):
    """Both tests change, one is asked for: the other waits for a run that asks for none."""
    hand_in(tmp_path, "ani")
    hand_in(tmp_path, "budi", q2_answer="def double(n): return n")
    run(with_tests(l2, q1_test="assert six == 5", q2_test="assert double(2) == 5"))
    corrected = with_tests(l2, q1_test="assert six == 6", q2_test="assert double(2) == 4")

    first, _ = run(corrected, regrade=["q2"])
    second, _ = run(corrected)

    assert first == {"ani": [0, 3, None], "budi": [0, 0, None]}
    assert second == {"ani": [2, 3, None], "budi": [2, 0, None]}


def test_a_question_is_graded_again_when_asked_though_nothing_has_changed(run, tmp_path):
    hand_in(tmp_path, "ani")
    run()

    rows, now = run(regrade=["q1-test"])

    assert (rows, now) == ({"ani": [2, 3, None]}, ["ani"])


def test_a_question_that_there_is_not_names_those_that_there_are(l2, tmp_path):
    hand_in(tmp_path, "ani")

    with raises(InputError, match=r"must be one of q1, q2, q3-memo \(got 'q9'\)"):
        grade.grade(tmp_path / "in", l2, tmp_path / "out", regrade=["q9"])


def test_what_a_person_entered_survives_and_is_for_review_where_the_answer_changed(run, tmp_path):
    book = Book(tmp_path)
    hand_in(tmp_path, "ani")
    run()
    book.told("ani", manual_score=3, extra_credit=1, needs_manual_grade=False)
    book.told("ani", "q2-test", manual_score=1, needs_manual_grade=False)
    book.comment("ani", "Bagus.")

    hand_in(tmp_path, "ani", q1_answer="six = 5")
    run()
    same = book.told("ani"), book.told("ani", "q2-test")
    hand_in(tmp_path, "ani", q1_answer="six = 5", q3_memo="Lain.")
    run()

    assert same == ((3, 1, False), (1, None, False))
    assert book.told("ani") == (3, 1, True)
    assert book.told("ani", "q2-test") == (1, None, False)
    assert book.comment("ani") == "Bagus."


@mark.parametrize("regrade", [(), ("q2",)])
def test_a_corrected_test_shows_a_person_the_marks_that_it_changed_and_no_others(
    l2, run, tmp_path, regrade
):
    book = Book(tmp_path)
    hand_in(tmp_path, "ani")
    run(with_tests(l2, q2_test="assert double(2) == 5"))
    book.told("ani", manual_score=3, needs_manual_grade=False)
    book.told("ani", "q1-test", manual_score=1, needs_manual_grade=False)
    book.told("ani", "q2-test", manual_score=2, needs_manual_grade=False)

    run(regrade=regrade)

    assert [book.told("ani", id)[2] for id in ("q1-test", "q2-test", "q3-memo")] == [
        False,
        True,
        False,
    ]
    assert book.told("ani", "q2-test")[0] == 2
