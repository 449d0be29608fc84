"""Every assignment: right is right however written, wrong is met by name, in any variant."""

import ast
import re

import pytest
from pytest import mark

from jalur import check, numbers
from jalur.checks import trail
from jalur.checks.draw import is_well_posed, variant
from jalur.checks.kinds import Choice, Function, Number, Statements
from jalur.checks.questions import ASSIGNMENTS, GENERAL, assignment
from jalur.course import masters
from jalur.texts import LANGUAGES, catalogue
from workbooks import (
    KEYS,
    ROOT,
    answers,
    before,
    begin,
    code,
    drawn,
    full_points,
    master,
    name_of,
    points,
    questions,
    solved,
    untouched,
)

each_assignment = mark.parametrize("lesson", ASSIGNMENTS)
each_question = mark.parametrize(("lesson", "question"), questions())
each_variant = mark.parametrize("key", [None, *KEYS], ids=["public", *KEYS])
CHUNKS, VARIANTS = 8, 200


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def cases(table):
    return mark.parametrize(
        ("lesson", "question", "case"),
        [
            pytest.param(lesson, question, case, id=f"{lesson}-{question}-{place}")
            for lesson in ASSIGNMENTS
            for question, listed in getattr(answers(lesson), table).items()
            for place, case in enumerate(listed)
        ],
    )


@each_variant
@cases("RIGHT")
def test_a_right_answer_is_right_however_it_is_written(lesson, question, case, key):
    begin(lesson, key)
    given = numbers(f"{lesson}.{question}")

    assert check(f"{lesson}.{question}", case(given)), case(given)
    assert points(lesson, question, case(given), key) == full_points(lesson, question)


@each_variant
@cases("WRONG")
def test_a_wrong_answer_is_refused_by_name_and_earns_less(lesson, question, case, key):
    begin(lesson, key)
    mistake, commit = case
    given = numbers(f"{lesson}.{question}")
    mistake = mistake(given) if callable(mistake) else mistake
    verdict = check(f"{lesson}.{question}", commit(given))

    assert (verdict.mistake, verdict.outcome != "right") == (mistake, True)
    assert points(lesson, question, commit(given), key) < full_points(lesson, question)


@each_question
def test_every_question_has_its_five_wrong_and_three_right_answers(lesson, question):
    assert len(answers(lesson).WRONG[question]) >= 5
    assert len(answers(lesson).RIGHT[question]) >= 3


@each_question
def test_every_mistake_that_a_question_knows_is_committed_here(lesson, question):
    committed = {mistake for mistake, _ in answers(lesson).WRONG[question]}

    assert set(assignment(lesson)[question].mistakes) - committed == set()


@each_question
def test_the_public_numbers_are_well_posed(lesson, question):
    asked = assignment(lesson)[question]

    assert is_well_posed(lesson, asked.numbers_of or question, {})


@each_assignment
def test_a_key_draws_the_same_numbers_for_ever(lesson):
    once, now = answers(lesson).WANAKALI, drawn(lesson, "Wanakali")

    assert once
    assert {question: now[question] for question in once} == once
    assert variant(lesson, " Wanakali ") == now != drawn(lesson, KEYS[1])


@each_assignment
def test_a_variant_has_numbers_for_every_question_that_has_numbers(lesson):
    asked = {name for name, question in assignment(lesson).items() if question.given}

    assert drawn(lesson, "Wanakali").keys() == asked


@mark.costly("variants")
@mark.parametrize("chunk", range(CHUNKS))
@each_assignment
def test_two_hundred_variants_are_solved_by_the_solution_and_by_no_mistake(
    lesson, chunk, monkeypatch
):
    monkeypatch.setattr(trail, "remember", lambda *_, **__: None)
    for place in range(chunk, VARIANTS, CHUNKS):
        key = f"variant {place}"
        for question, right in solved(lesson, key).items():
            given = numbers(f"{lesson}.{question}")
            assert check(f"{lesson}.{question}", right), (key, question)
            earned = points(lesson, question, right, key)
            assert earned == full_points(lesson, question), (key, question)
            for mistake, commit in answers(lesson).WRONG[question]:
                name = mistake(given) if callable(mistake) else mistake
                verdict = check(f"{lesson}.{question}", commit(given))
                assert (verdict.mistake, bool(verdict)) == (name, False), (key, question)


@mark.costly("variants")
@mark.parametrize("chunk", range(CHUNKS))
@each_assignment
def test_the_public_answers_earn_at_most_a_fifth_of_a_variant(lesson, chunk):
    public = solved(lesson)
    total = sum(full_points(lesson, question) for question in public)
    for place in range(chunk, 5 * CHUNKS, CHUNKS):
        key = f"variant {place}"
        begin(lesson, key)
        earned = {q: points(lesson, q, answer, key) for q, answer in public.items()}
        assert sum(earned.values()) <= total / 5, (key, earned)


@each_variant
@each_assignment
def test_the_published_solution_earns_everything_and_is_right(lesson, key):
    for question, answer in solved(lesson, key).items():
        assert check(f"{lesson}.{question}", answer), question
        assert points(lesson, question, answer, key) == full_points(lesson, question), question


@each_question
def test_an_untouched_question_is_empty_and_earns_nothing(lesson, question):
    begin(lesson)
    known = before(lesson, question)
    exec(untouched(lesson, question), known)
    answer = known[name_of(lesson, question)]

    assert check(f"{lesson}.{question}", answer).outcome == "empty"
    assert points(lesson, question, answer) == 0


@mark.parametrize(
    ("lesson", "question"),
    [(la, q) for la, q in questions() if isinstance(assignment(la)[q], Function)],
)
def test_a_function_that_knows_only_what_the_check_tries_earns_less(lesson, question):
    begin(lesson)
    asked, given = assignment(lesson)[question], numbers(f"{lesson}.{question}")
    right, tried = asked.right(given), {repr(trial): trial for trial in asked.trials(given)}

    def parrot(*arguments):
        return right(*tried[repr(arguments)])

    assert check(f"{lesson}.{question}", parrot)
    assert points(lesson, question, parrot) < full_points(lesson, question)


@each_question
def test_no_notebook_can_lend_its_tests_other_numbers(lesson, question):
    """Whatever numbers a notebook begins with, the tests ask for those that were given."""
    tests = code(lesson, f"{question}-test.*", "Wanakali")
    hidden = [source.partition("### BEGIN HIDDEN TESTS")[2] for _, source in tests]

    assert [told for told in hidden if "numbers(" in told] == []


@each_question
def test_every_question_is_checked_and_marked(lesson, question):
    ((cell, _),) = code(lesson, f"{question}-check")
    called = ast.parse(cell.source).body[0].value

    assert called.args[0].value == f"{lesson}.{question}"
    assert full_points(lesson, question) > 0


@each_assignment
def test_visible_and_hidden_tests_stand_in_every_marking_cell(lesson):
    for cell, _ in code(lesson, ".*-test.*"):
        visible, _, hidden = cell.source.partition("### BEGIN HIDDEN TESTS")
        assert "assert" in visible, cell.id
        assert "assert" in hidden, cell.id
        assert hidden.rstrip().endswith("### END HIDDEN TESTS"), cell.id


@each_assignment
def test_running_all_cells_goes_on_past_a_question_without_an_answer(lesson):
    """JupyterLab stops at the first error, but for a cell that says it may raise."""
    marking = {cell.id for cell, _ in code(lesson, ".*-test.*")}
    may_raise = {
        cell.id
        for cell, _ in code(lesson, ".*")
        if "raises-exception" in cell.metadata.get("tags", ())
    }
    assert may_raise == marking


def prose(lesson):
    return [cell for cell in master(lesson).cells if cell.kind == "prose"]


def read_by_a_teacher(lesson):
    """The answers that a person marks, with their points."""
    return {cell.id: cell.nbgrader["points"] for cell in prose(lesson) if cell.nbgrader}


@each_assignment
def test_points_minutes_and_outcomes_in_front_are_those_of_the_questions(lesson):
    front = master(lesson).front
    (of_lesson,) = (
        read.front
        for path in (ROOT / "lessons").glob(f"0{lesson[1]}-*.md")
        for read in (masters.read(path),)
    )
    by_computer = {name: full_points(lesson, name) for name in assignment(lesson)}

    assert front["points"] == by_computer | read_by_a_teacher(lesson)
    assert len(by_computer) >= 6
    assert front["minutes"].keys() == front["outcome"].keys() == front["points"].keys()
    assert set(front["outcome"].values()) == set(range(1, len(of_lesson["outcomes"]) + 1))


@mark.parametrize(("language", "words"), [("id", "poin, {} menit"), ("en", "points, {} minutes")])
@each_assignment
def test_every_heading_tells_its_points_and_minutes(lesson, language, words):
    texts = {cell.id: cell.source for cell in prose(lesson) if cell.language == language}
    for name, minutes in master(lesson).front["minutes"].items():
        told = f"*{master(lesson).front['points'][name]} {words.format(minutes)}."
        assert told in texts[f"{name}-text"]


@each_assignment
def test_the_sums_in_the_introduction_are_those_in_front(lesson):
    front = master(lesson).front
    by_hand = sum(read_by_a_teacher(lesson).values())
    by_computer = sum(front["points"].values()) - by_hand
    for cell in prose(lesson):
        if cell.id == "how":
            told = set(map(int, re.findall(r"(\d+) (?:poin|points)", cell.source)))
            assert told == {by_computer, by_hand}
        if cell.id == "title":
            (minutes,) = re.findall(r"(\d+) (?:menit|minutes)", cell.source)
            assert abs(int(minutes) - sum(front["minutes"].values())) <= 5


@each_question
def test_no_drawn_number_stands_in_the_prose(lesson, question):
    told = "\n".join(cell.source for cell in prose(lesson) if cell.id == f"{question}-text")
    body = re.sub(r"^## .*|^\*\d.*|`q\d+`", "", told, flags=re.MULTILINE)
    said = set(re.findall(r"\d+(?:[.,]\d+)?", body))
    drawn_here = {str(value) for value in assignment(lesson)[question].given.values()}
    drawn_here |= {value.replace(".", ",") for value in drawn_here}

    assert not (said & drawn_here) - {"0", "1", "2", "3", "0.9", "0,9"}


@each_question
def test_every_mistake_has_its_words_and_no_words_are_spare(lesson, question):
    asked = assignment(lesson)[question]
    key = f"check.{lesson}.{question}."
    said = {text.removeprefix(key) for text in catalogue("en") if text.startswith(key)}
    own = {"right", *asked.mistakes}
    if isinstance(asked, Statements):
        own |= set(asked.letters(numbers(f"{lesson}.{question}")))
    elif isinstance(asked, Choice):
        own |= set(asked.choices)
    else:
        own.add("other")

    assert said == own


@mark.parametrize("language", LANGUAGES)
def test_a_hint_has_three_lines_and_ends_in_a_question(language):
    hints = {
        key: text
        for key, text in catalogue(language).items()
        if re.match(r"check\.(l\d\.q\d+|number|several)\.", key) and not key.endswith(".right")
    }
    assert {f"check.number.{name}" for name in GENERAL} <= hints.keys()
    assert [key for key, text in hints.items() if text.count("\n") != 2] == []
    assert [key for key, text in hints.items() if not text.endswith("?")] == []


@each_variant
@mark.parametrize("language", LANGUAGES)
@cases("WRONG")
def test_a_hint_never_writes_out_the_answer(lesson, question, case, language, key):
    asked = assignment(lesson)[question]
    if not isinstance(asked, Number) or case[0] in ("sign", "words", "percent", "many", "truth"):
        return
    begin(lesson, key, language)
    given = numbers(f"{lesson}.{question}")
    answer = asked.expected(given)
    shown = {f"{answer:.6g}", f"{answer:.4g}"} - {str(value) for value in given.values()}
    words = check(f"{lesson}.{question}", case[1](given)).words
    told = set(re.findall(r"\d+(?:[.,]\d+)*", words))

    assert not told & (shown | {number.replace(".", ",") for number in shown})


@mark.parametrize("language", LANGUAGES)
def test_every_number_of_a_question_has_its_meaning(language):
    names = {name for la, q in questions() for name in assignment(la)[q].given}

    assert {f"check.given.{name}" for name in names} == {
        key for key in catalogue(language) if key.startswith("check.given.")
    }
    for lesson, question in questions():
        begin(lesson, language=language)
        shown = numbers(f"{lesson}.{question}")._repr_html_()
        given = assignment(lesson)[question].given
        assert all(f"<code>{name}</code>" in shown for name in given)
