"""A quiz asks what the master asks, refuses half a question, and keeps what was answered."""

import json
import os
import re
import subprocess
from pathlib import Path

from pytest import fixture, mark, raises

import jalur
from jalur.checks import trail
from jalur.course import masters
from jalur.course import quiz as course_quiz
from jalur.errors import InputError
from jalur.texts import LANGUAGES
from jalur.widgets import Quiz
from needs import need_node
from samples import QUESTIONS

ROOT = Path(__file__).parents[1]
MASTERS = [masters.read(path) for path in sorted((ROOT / "lessons").glob("0*.md"))]
FORMULA = re.compile(r"\$\$([^$]+)\$\$|\$([^$]+)\$")


@fixture
def l2(fresh_session, tmp_path, monkeypatch):
    """A reader in lesson 2 with a trail of their own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(trail, "_in_memory", {})
    jalur.begin("l2", "id")


def question(**more):
    return {**QUESTIONS[0], **more}


@mark.parametrize("master", MASTERS, ids=lambda master: master.name)
def test_what_a_master_asks_the_widget_asks_in_both_languages(master):
    questions = course_quiz.self_test(master)
    quiz = Quiz(questions)

    assert quiz.questions == questions
    pairs = {pair.id: pair for pair in master.pairs()}
    assert len(questions) >= 5
    for read in questions:
        for each, half in pairs[read["id"]].halves.items():
            assert read["stem"][each] in half.source
            for choice in read["choices"]:
                box = f"- [{'x' if choice['right'] else ' '}] {choice['text'][each]}"
                first = choice["why"][each].split("\n")[0]
                assert f"{box}\n\n  {first}" in half.source


def test_everything_the_masters_ask_can_be_shown(tmp_path):
    need_node()
    texts = {
        f"{read['id']} {each} {n}": text
        for master in MASTERS
        for read in course_quiz.self_test(master)
        for each in ("id", "en")
        for n, text in enumerate(
            [read["stem"][each]]
            + [choice[part][each] for choice in read["choices"] for part in ("text", "why")]
        )
    }
    prose = [cell.source for master in MASTERS for cell in master.cells if cell.kind == "prose"]
    formulas = [one or two for text in prose for one, two in FORMULA.findall(text)]
    told = tmp_path / "quizzes.json"
    told.write_text(json.dumps({"texts": texts, "formulas": formulas}), "utf-8")

    ran = subprocess.run(
        ["node", "--test", "--test-reporter=tap", "tests/js/quiz.test.js"],
        cwd=ROOT,
        env={**os.environ, "JALUR_QUIZZES": str(told)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout
    assert "# skipped 0" in ran.stdout


@mark.parametrize(
    ("questions", "complaint"),
    [
        ([], "one question or more"),
        ([question(), question()], "an 'id' of its own"),
        ([question(id="")], r"questions\[0\]: a question needs an 'id'"),
        ([question(choices=QUESTIONS[0]["choices"][:1])], "exactly one choice with 'right'"),
        ([QUESTIONS[0], question(id="b", stem={"id": "Apa?"})], r"questions\[1\]: 'stem' is a tex"),
        ([question(stem=" ")], "'stem' is a text"),
        ([question(choices=[{"right": True, "text": "x"}])], "'why' is a text.*got None"),
    ],
)
def test_half_a_question_is_refused_and_the_message_says_which(questions, complaint):
    with raises(InputError, match=complaint):
        Quiz(questions)


def test_the_first_answer_stays_the_first_and_the_last_is_kept_beside_it(l2):
    quiz = Quiz(QUESTIONS)
    for chosen in (0, 1, 1):
        quiz.answers = {"two-desks": chosen}
        quiz.answers = {}
    quiz.answers = {"side-by-side": 1}

    assert json.loads(trail.place().read_text())["quizzes"] == {
        "l2.two-desks": {"first": 0, "last": 1, "right": True},
        "l2.side-by-side": {"first": 1, "last": 1, "right": False},
    }


def test_a_quiz_shown_again_has_its_answers_and_no_others(l2):
    Quiz(QUESTIONS).answers = {"two-desks": 0}

    assert Quiz(QUESTIONS).answers == {"two-desks": 0}
    assert Quiz(QUESTIONS[1:]).answers == {}


@mark.parametrize("kept", [7, -1, "1", None, True])
def test_an_answer_that_no_choice_has_is_no_answer(l2, kept):
    trail.remember("quizzes", "l2.two-desks", last=kept)

    assert Quiz(QUESTIONS).answers == {}


def test_before_begin_nothing_is_kept(fresh_session, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Quiz(QUESTIONS).answers = {"two-desks": 0}

    assert list(tmp_path.iterdir()) == []


def test_paper_shows_the_choices_and_reasons_only_of_what_was_answered():
    quiz = Quiz(QUESTIONS, language="en", title={"id": "Uji", "en": "Trial"})
    bare = quiz.told()
    quiz.answers = {"two-desks": 1}

    assert bare.startswith("**Trial**")
    assert "- [ ] $80$" in bare and "[x]" not in bare and "*Right.*" not in bare
    assert "- [x] $0{,}9^2 \\cdot 100 = 81$" in quiz.told()
    assert "`0.9 ** 2`. *Right.*" in quiz.told() and "Right. 70." not in quiz.told()
    assert quiz._repr_mimebundle_()[0]["text/markdown"] == quiz.told()


@mark.parametrize("language", LANGUAGES)
def test_a_lesson_that_was_begun_asks_its_own_questions(l2, language):
    begun = jalur.self_test(language=language)

    (master,) = (master for master in MASTERS if master.assignment == "l2")
    assert begun.questions == course_quiz.self_test(master)
    assert begun.language == language
    assert jalur.self_test("l1").questions != begun.questions


@mark.parametrize("lesson", [None, "l99", "../quiz"])
def test_a_lesson_without_a_self_test_is_told_which_there_are(fresh_session, lesson):
    with raises(InputError, match="l1, l2"):
        jalur.self_test(lesson)
