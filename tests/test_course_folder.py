"""A working folder is made once, and nothing that a student wrote is ever overwritten."""

import json

from pytest import fixture, mark, raises

import small_course
from jalur.course import folder, notebooks, places
from jalur.course.switch import switch
from jalur.errors import InputError
from jalur.texts import LANGUAGES

RIGHT = {"q1_answer": "six = 6", "q2_answer": "def double(n):\n    return n + n"}


@fixture(autouse=True)
def installed(monkeypatch):
    monkeypatch.setattr(places, "built_notebooks", small_course.built)


@fixture
def work(tmp_path):
    folder.start(tmp_path / "work")
    return tmp_path / "work"


def exercise(work, language="id"):
    return work / "exercises" / language / "l2" / "l2.ipynb"


def sources(path):
    return {cell["id"]: "".join(cell["source"]) for cell in notebooks.opened(path)["cells"]}


def listing(root):
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


# --- start ---


def test_a_student_gets_lessons_and_exercises_in_both_languages_and_no_solutions(work):
    assert listing(work) == {
        f"{kind}/{language}/{file}"
        for language in LANGUAGES
        for kind, file in (
            ("lessons", "02-jalur-keputusan.ipynb"),
            ("lessons", "glossary.md"),
            ("lessons", "index.md"),
            ("lessons", "map.md"),
            ("exercises", "l2/l2.ipynb"),
        )
    }


def test_starting_again_keeps_what_the_student_changed_and_mends_what_is_missing(work):
    exercise(work).write_text("mine", "utf-8")
    (work / "lessons/en/index.md").unlink()

    again = folder.start(work)

    assert [file.as_posix() for file in again.made] == ["lessons/en/index.md"]
    assert [file.as_posix() for file in again.kept] == ["exercises/id/l2/l2.ipynb"]
    assert exercise(work).read_text("utf-8") == "mine"


def test_what_others_left_in_the_tree_is_not_handed_to_students(tmp_path, monkeypatch):
    import shutil

    tree = tmp_path / "tree"
    shutil.copytree(small_course.built(), tree)
    for junk in (
        "lessons/id/.ipynb_checkpoints/02-jalur-keputusan-checkpoint.ipynb",
        "exercises/id/l2/l2-lama-1.ipynb",
        "exercises/id/l2/.ipynb_checkpoints/l2-checkpoint.ipynb",
        "exercises/id/jejak.json",
    ):
        (tree / junk).parent.mkdir(exist_ok=True)
        (tree / junk).write_text("{}")
    monkeypatch.setattr(places, "built_notebooks", lambda: tree)

    started = folder.start(tmp_path / "work")

    assert len(started.made) == 10


def test_a_file_in_the_way_is_said(tmp_path):
    (tmp_path / "work").write_text("")

    with raises(InputError, match="work: a file stands there; choose another name"):
        folder.start(tmp_path / "work")


def test_an_installation_without_notebooks_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "built_notebooks", lambda: tmp_path)

    with raises(InputError, match="no notebooks here; install jalur again"):
        folder.start(tmp_path / "work")


# --- fresh ---


def test_a_fresh_copy_never_loses_an_old_one_however_often(work):
    for number in range(12):
        exercise(work).write_text(f"answer {number}", "utf-8")
        renewed = folder.fresh("l2", "id", work)
        assert renewed.aside.name == f"l2-lama-{number + 1}.ipynb"

    kept = {path.read_text("utf-8") for path in exercise(work).parent.glob("l2-lama-*.ipynb")}
    assert kept == {f"answer {number}" for number in range(12)}
    assert exercise(work).read_bytes() == exercise(small_course.built()).read_bytes()


def test_an_untouched_exercise_needs_no_fresh_copy(work):
    before = listing(work)

    assert folder.fresh("l2", "en", work).aside is None
    assert listing(work) == before


def test_an_unknown_assignment_names_the_known_ones(work):
    with raises(InputError, match="no assignment 'l9'; there are: l2"):
        folder.fresh("l9", "id", work)


def test_the_working_folder_is_found_from_anywhere_in_it(work, tmp_path):
    assert places.working_folder(exercise(work).parent) == work.resolve()
    with raises(InputError, match="no working folder here"):
        places.working_folder(tmp_path)


# --- switch ---


def test_answers_go_to_the_other_language_and_prose_does_not(work):
    small_course.save(exercise(work), small_course.exercise("id", **RIGHT, q3_memo="Sebab."))

    switched = switch("l2", "en", work)

    there = sources(exercise(work, "en"))
    assert (switched.answers, switched.own, switched.aside) == (3, 0, None)
    assert there["q1-answer"] == "six = 6"
    assert there["q3-memo"] == "Sebab."
    assert there["q1"].startswith("## Question 1")
    assert '"en"' in there["language"]


def test_an_answer_not_given_yet_is_asked_for_in_the_other_language(work):
    small_course.save(exercise(work), small_course.exercise("id", q1_answer="six = 6"))

    switch("l2", "en", work)

    assert "WRITE YOUR ANSWER" in sources(exercise(work, "en"))["q2-answer"]


def test_what_was_written_in_the_other_language_is_kept_under_another_name(work):
    small_course.save(exercise(work), small_course.exercise("id", **RIGHT))
    small_course.save(exercise(work, "en"), small_course.exercise("en", q1_answer="six = 5"))

    switched = switch("l2", "en", work)

    assert switched.aside.name == "l2-old-1.ipynb"
    assert sources(switched.aside)["q1-answer"] == "six = 5"
    assert sources(exercise(work, "en"))["q1-answer"] == "six = 6"
    assert sources(exercise(work))["q1-answer"] == "six = 6"


def test_cells_of_the_students_own_travel_behind_the_cell_they_stood_behind(work):
    notebook = small_course.exercise("id", **RIGHT)
    own = {"cell_type": "code", "id": "x1", "metadata": {}, "outputs": [{"a": 1}],
           "execution_count": 3, "source": "six + 1"}  # fmt: skip
    notebook["cells"].insert(3, own)
    small_course.save(exercise(work), notebook)

    assert switch("l2", "en", work).own == 1

    cells = notebooks.opened(exercise(work, "en"))["cells"]
    place = [cell["id"] for cell in cells].index("q1-answer") + 1
    assert cells[place]["source"] == ["six + 1"] and cells[place]["outputs"] == []


def test_words_written_into_the_question_are_not_lost(work):
    notebook = small_course.exercise("id")
    notebook["cells"][1]["source"] = ["## Soal 1\n", "Jawabku: enam."]
    small_course.save(exercise(work), notebook)

    switch("l2", "en", work)

    cells = notebooks.opened(exercise(work, "en"))["cells"]
    assert "Jawabku: enam." in "".join("".join(cell["source"]) for cell in cells)
    assert "".join(cells[1]["source"]).startswith("## Question 1")


def test_a_deleted_cell_comes_back_and_a_lost_id_is_found_again(work):
    notebook = small_course.exercise("id", **RIGHT)
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != "q1-test"]
    for cell in notebook["cells"]:
        del cell["id"]
        cell["metadata"] = {}
    small_course.save(exercise(work), notebook)

    switch("l2", "en", work)

    there = sources(exercise(work, "en"))
    assert there["q1-answer"] == "six = 6"
    assert there["q2-answer"] == RIGHT["q2_answer"]
    assert there["q1-test"] == "assert isinstance(six, int)"


def test_there_and_back_again_gives_the_same_answers(work):
    notebook = small_course.exercise("id", **RIGHT, q3_memo="Sebab.")
    small_course.save(exercise(work), notebook)

    switch("l2", "en", work)
    exercise(work).unlink()
    switch("l2", "id", work)

    assert sources(exercise(work)) == {
        cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]
    }


@mark.parametrize("content", ["{", "", "[1]", '{"cells": 3}'])
def test_a_damaged_notebook_stops_the_switch_and_stays_as_it_is(work, content):
    exercise(work).write_text(content)

    with raises(InputError, match="l2.ipynb.*(not a notebook|no notebook)"):
        switch("l2", "en", work)
    assert exercise(work).read_text() == content


def test_a_byte_order_mark_is_no_damage(work):
    data = json.dumps(small_course.exercise("id", **RIGHT)).encode()
    exercise(work).write_bytes(b"\xef\xbb\xbf" + data)

    assert switch("l2", "en", work).answers == 2


DRAWN = {"q1": {"desks": 6, "good": 0.9}}


def of_a_variant(work):
    """The solved exercise as it is in a class with numbers of its own."""
    solved = small_course.exercise("id", **RIGHT)
    return small_course.save(exercise(work), notebooks.with_numbers(solved, DRAWN))


def test_a_variant_keeps_its_numbers_in_the_other_language(work):
    of_a_variant(work)

    there = switch("l2", "en", work)

    assert notebooks.drawn_in(notebooks.opened(there.path)) == DRAWN
    assert 'jalur.begin("l2", "en", {' in sources(there.path)["language"]
    assert sources(there.path)["q1-answer"] == RIGHT["q1_answer"]


def test_a_fresh_copy_of_a_variant_has_the_numbers_of_the_old_one(work):
    path = of_a_variant(work)

    renewed = folder.fresh("l2", "id", work)

    assert notebooks.drawn_in(notebooks.opened(path)) == DRAWN
    assert notebooks.drawn_in(notebooks.opened(renewed.aside)) == DRAWN
    assert sources(path)["q1-answer"] != RIGHT["q1_answer"]
    assert folder.fresh("l2", "id", work).aside is None


@mark.parametrize("told", ["numbers", "{'q1': 6}", "[1]", "{'q1': {}}, 7", "**{}"])
def test_numbers_that_are_not_written_out_stop_nobody(work, told):
    notebook = small_course.exercise("id")
    notebook["cells"][0]["source"] = f'jalur.begin("l2", "id", {told})'
    small_course.save(exercise(work), notebook)

    assert folder.fresh("l2", "id", work).aside is not None


# --- where jalur may be missing ---

SOURCE = "jalur @ git+https://example.org/somebody/course"


@fixture
def elsewhere(tmp_path):
    """A copy that is to be opened where nobody has installed jalur."""
    folder.start(tmp_path / "elsewhere", SOURCE)
    return tmp_path / "elsewhere"


def test_each_notebook_installs_what_it_needs_just_before_it_begins(elsewhere):
    copies = sorted(elsewhere.rglob("*.ipynb"))
    assert len(copies) == 4

    for path in copies:
        cells = notebooks.opened(path)["cells"]
        ids = [cell["id"] for cell in cells]
        place = ids.index("install")
        assert ids[place + 1] == "language" and ids.count("install") == 1
        original = notebooks.opened(small_course.built() / path.relative_to(elsewhere))["cells"]
        assert cells[:place] + cells[place + 1 :] == original


@mark.parametrize("missing", [True, False])
def test_the_cell_calls_pip_where_jalur_is_missing_and_nowhere_else(elsewhere, missing):
    from IPython.core.inputtransformer2 import TransformerManager

    code = TransformerManager().transform_cell(sources(exercise(elsewhere))["install"])
    called = []

    class Shell:
        def run_line_magic(self, *told):
            called.append(told)

    def look(name, *_):
        if missing:
            raise ModuleNotFoundError(name)

    scope = {"get_ipython": Shell, "__builtins__": {"__import__": look,
             "ModuleNotFoundError": ModuleNotFoundError}}  # fmt: skip
    exec(code, scope)

    assert called == [("pip", f'install --quiet "{SOURCE}"')] * missing


def test_answers_given_there_are_carried_over_and_the_cell_is_nobodys_answer(elsewhere):
    path = exercise(elsewhere)
    notebook = notebooks.opened(path)
    for cell in notebook["cells"]:
        if cell["id"] == "q1-answer":
            cell["source"] = ["six = 6"]
    small_course.save(path, notebook)

    there = sources(switch("l2", "en", elsewhere).path)

    assert there["q1-answer"] == "six = 6"
