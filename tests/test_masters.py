"""A master is read as jupytext reads it, and nothing in it is lost in silence."""

# ruff: noqa: E501 (a pitfall with its message reads best on one line)

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pytest import fixture, mark, raises

import small_course
from jalur.course import bilingual, builder, masters, notebooks, parity, quiz
from jalur.course.grammar import Cell, parse, write
from jalur.errors import InputError
from jalur.texts import LANGUAGES

ROOT = Path(__file__).parents[1]
REAL = [path for kind in ("lessons", "solutions") for path in builder.masters_in(ROOT / kind)]
PARAGRAPH = '+++ {"id": "%s", "lang": "id"}\n\n%s\n'


@fixture
def course(tmp_path):
    return small_course.write(tmp_path)


@fixture
def lesson(course):
    return course / "lessons" / "02-jalur-keputusan.md"


def mended(path: Path, old: str, new: str) -> Path:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8", newline="\n")
    return path


def refusal(path: Path) -> str:
    with raises(InputError) as refused:
        masters.read(path)
    return str(refused.value)


# --- the grammar ---


def as_jupytext_reads(text: str):
    from jupytext.myst import myst_to_notebook

    found = myst_to_notebook(text).cells
    return [
        ("code" if cell.cell_type == "code" else "prose", cell.source, json.dumps(cell.metadata))
        for cell in found
    ]


def as_we_read(text: str):
    return [(cell.kind, cell.source, json.dumps(cell.metadata)) for cell in parse(text, "x.md")[1]]


TEXTS = {
    "lesson": small_course.LESSON,
    "solution": small_course.SOLUTION,
    **{path.name: path.read_text("utf-8") for path in REAL},
}


@mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_cell_is_read_as_jupytext_reads_it(text):
    assert as_we_read(text) == as_jupytext_reads(text)


@mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_master_is_written_as_jupytext_writes_it(text):
    import jupytext

    notebook = jupytext.reads(text, fmt="md:myst")

    assert write(*parse(text, "x.md")) == jupytext.writes(notebook, fmt="md:myst")


words = st.text("ab$*_#`-+>:.(1 é", max_size=30).map(str.rstrip)
prose = st.lists(words.filter(bool), min_size=1, max_size=4).map("\n".join)
code = st.lists(st.sampled_from(["x = 1", "", "print('a')", "'```'", "# b"]), max_size=4)


@given(
    st.lists(
        st.one_of(
            prose.map(lambda text: ("prose", text)), code.map(lambda c: ("code", "\n".join(c)))
        )
    )
)
def test_what_jupytext_reads_in_any_text_we_read_or_refuse(parts):
    """The grammar itself: whatever an author types, there is no third possibility."""
    from jupytext.myst import myst_to_notebook

    text = small_course.HEADER.format(front="  title: x")
    for number, (kind, source) in enumerate(parts):
        if kind == "prose":
            text += "\n" + PARAGRAPH % (f"p{number}", source)
        else:
            text += f"\n```{{code-cell}} ipython3\n:id: c{number}\n\n{source}\n```\n"

    try:
        ours = as_we_read(text)
    except InputError:
        return
    assert ours == as_jupytext_reads(text)
    assert len(ours) == len(parts)
    assert myst_to_notebook(text).cells is not None


@mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_master_opened_and_saved_in_jupyterlab_comes_back_byte_for_byte(text, tmp_path):
    from jupytext import TextFileContentsManager

    path = tmp_path / "master.md"
    path.write_bytes(text.encode())
    manager = TextFileContentsManager(root_dir=str(tmp_path))
    model = manager.get("master.md", content=True, type="notebook")
    notebook = model["content"]
    # what JupyterLab adds when somebody has run and saved it
    notebook["metadata"]["language_info"] = {"name": "python", "version": "3.11.7"}
    for cell in notebook["cells"]:
        cell["metadata"]["trusted"] = True
        cell["metadata"]["editable"] = True
        if cell["cell_type"] == "code":
            cell["execution_count"] = 3

    manager.save(model, "master.md")

    assert path.read_bytes() == text.encode()


def test_reading_a_master_waits_for_no_notebook_library(lesson):
    code = (
        "import sys; from pathlib import Path; from jalur.course import parity; "
        f"parity.findings(parity.texts(Path({str(lesson)!r}))); print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert {"nbgrader", "jupytext", "nbformat", "nbconvert"}.isdisjoint(loaded)


# --- the pitfalls, each of which loses something in silence elsewhere ---

STORY = '+++ {"id": "story", "lang": "id"}'
GUESS = "```{code-cell} ipython3\n:id: guess\n\n"
PITFALLS = {
    "a text cell with no text": (
        "## The bridge\n\nThe proposal is **good**.\n", "", "line 35.*'story' has no text"),
    "HTML that is not closed by a blank line": (
        "Usulan itu **baik**.\n\n", "<details>\nbaik\n</details>\n", "line 36.*line 33.*blank line"),
    "a fence left open": ("Usulan itu **baik**.", "```python\nx = 1", "line 36.*line 33 still goes on"),
    "a misspelt code cell": ("```{code-cell} ipython3\n:id: guess", "```{code-cel} ipython3\n:id: guess",
        r"line 48.*```\{code-cell\} ipython3.*got ```\{code-cel\}"),
    "a code cell without its language": (GUESS, "```{code-cell}\n:id: guess\n\n", "line 48.*ipython3"),
    "a code cell inside a list": (GUESS, "- item\n\n  ```{code-cell} ipython3\n:id: guess\n\n", "line 50"),
    "a fence inside a string": ('share = "a #id: b"', 'share = """\n```\n"""', "four backticks"),
    "JSON over two lines": (STORY, '+++ {"id": "story",\n"lang": "id"}', "line 29.*one line of JSON"),
    "single quotes in JSON": (STORY, "+++ {'id': 'story', 'lang': 'id'}", "line 29.*one line of JSON"),
    "a list in place of an object": (STORY, '+++ ["story"]', "line 29.*one line of JSON"),
    "an id that YAML takes for False": (":id: guess", ":id: no", "line 48.*not a word.*got False"),
    "an id that YAML takes for 7": (":id: guess", ":id: 07", "line 48.*begins with a letter.*got 7"),
    "an id with a capital": (":id: guess", ":id: Guess", "line 48.*small letters"),
    "a value with a colon": (":id: guess", ":id: guess\n:tags: jalur: langsung", "line 50.*quotation marks"),
    "a blank line before the options": (":id: guess", "\n:id: guess", "line 48.*blank line"),
    "text after a code cell": ("```\n\n+++ {\"id\": \"quiz\", \"lang\": \"id\"", "```\n\nstray\n\n+++ {\"id\": \"quiz\", \"lang\": \"id\"",
        "line 5[0-9].*a text cell begins with"),
    "text before the first cell": ("---\n\n+++ {\"id\": \"story\", \"lang\": \"id\"}", "---\n\nstray\n\n" + STORY, "a text cell begins with"),
    "a key that JupyterLab drops": (STORY, '+++ {"id": "story", "lang": "id", "alt": "x"}', "line 29.*drop alt"),
    "a third language": (STORY, '+++ {"id": "story", "lang": "de"}', "line 29"),
    "code with a language": (":id: guess", ":id: guess\n:lang: id", "line 48.*delete `lang`"),
    "an id used twice": (":id: guess", ":id: language", "line 48.*'language' is taken.*line 41"),
    "an id of text used for code": (":id: guess", ":id: story", "line 48.*'story' is used further up"),
    "an unknown role": ('"role": "quiz"', '"role": "quis"', "line 5[0-9].*`role` is one of quiz"),
    "an agreement on the first half": (STORY, '+++ {"id": "story", "lang": "id", "agreed": "00000000 00000000"}',
        "line 29.*`agreed` stands on the second half"),
    "an invisible separator": ("Usulan itu", "Usulan\u2028itu", r"line 33.*U\+2028"),
    "front matter at the outer margin": ("jupytext:\n", "title: x\njupytext:\n", "title stands at the outer margin"),
    "a header that a save would change": ("display_name: Python 3 (ipykernel)", "display_name: Python 3", "`kernelspec`"),
    "a title in one language": ("    en: Decision paths\n", "", "`title` must stand in every language"),
    "no first cell for the language": (":id: language", ":id: start", "first code cell has the id `language`"),
    "another lesson in begin": ('jalur.begin("l2"', 'jalur.begin("l3"', "must be told 'l2' here .got 'l3'"),
    "two calls of begin": ('jalur.begin("l2", "id")', 'jalur.begin("l2", "id")\njalur.begin("l2", "en")', "once"),
    "a comment in one language": ("  #id: sebuah angka #en: a number", "  #id: sebuah angka", "line 51.*'guess'.*not every language has"),
    "a line of comment in one language": ("#en: Invented number.\n", "", "line 52.*'guess'.*not every language has"),
    "code that is not Python": ('share = "a #id: b"', 'share = "a', "line 5[0-9].*'guess' is not Python"),
}  # fmt: skip


@mark.parametrize(("old", "new", "message"), PITFALLS.values(), ids=PITFALLS)
def test_a_pitfall_is_an_error_that_names_its_line(lesson, old, new, message):
    mended(lesson, old, new)

    with raises(InputError, match=f"02-jalur-keputusan.md.*{message}"):
        masters.read(lesson)


def test_html_that_ends_with_a_blank_line_is_harmless(lesson):
    mended(lesson, "Usulan itu **baik**.\n", "<details>\nUsulan\n</details>\n")

    assert len(masters.read(lesson).cells) == 6


def test_a_quiz_without_its_right_choice_is_refused(course, lesson):
    mended(lesson, "- [x] Both", "- [ ] Both")

    with raises(InputError, match="quiz 'quiz' needs.*right: 0"):
        notebooks.built(masters.read(lesson), "en")


def test_question_prose_that_nbgrader_would_overwrite_is_refused(course):
    path = course / "solutions" / "l2.md"
    mended(
        path,
        '+++ {"id": "q1", "lang": "id"}',
        '+++ {"id": "q1", "lang": "id", "nbgrader": {"solution": false}}',
    )

    assert "nbgrader would overwrite this text" in refusal(path)


def test_a_graded_test_with_words_of_one_language_is_refused(course):
    path = course / "solutions" / "l2.md"
    mended(path, "assert double(2) == 4", "assert double(2) == 4  #id: dua #en: two")

    assert "a graded test is the same for both languages" in refusal(path)


@mark.parametrize("mark_or_ending", ["byte-order mark", "CRLF"])
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(lesson, mark_or_ending):
    before = masters.read(lesson).cells
    data = lesson.read_bytes()
    lesson.write_bytes(
        b"\xef\xbb\xbf" + data
        if mark_or_ending == "byte-order mark"
        else data.replace(b"\n", b"\r\n")
    )

    assert masters.read(lesson).cells == before


# --- ids ---


def test_a_missing_id_is_written_once_and_shared_by_the_two_halves(course, lesson):
    mended(lesson, '"id": "story", ', "")
    mended(lesson, ":id: guess\n\n", "")

    builder.build(course)
    first = lesson.read_text("utf-8")
    builder.build(course)

    ids = [cell.id for cell in masters.read(lesson).cells]
    assert ids[0] == ids[1] and ids[0].startswith("cell-") and ids[3].startswith("cell-")
    assert len(set(ids)) == 4
    assert lesson.read_text("utf-8") == first


def test_a_check_writes_no_id_but_says_who_does(course, lesson):
    mended(lesson, ":id: guess\n\n", "")
    before = lesson.read_bytes()

    with raises(InputError, match="line 48.*no id; `jalur build` writes one"):
        builder.build(course, check=True)
    assert lesson.read_bytes() == before


# --- one program in two languages ---


def code_cell(source: str, id: str = "x") -> Cell:
    return Cell("code", source, {"id": id}, 1, 1)


def test_each_language_keeps_its_own_comment():
    cell = code_cell("#id: satu\n#en: one\nx = 1  #en: count #id: hitung")

    assert bilingual.resolved(cell, "id", "f") == "# satu\nx = 1  # hitung"
    assert bilingual.resolved(cell, "en", "f") == "# one\nx = 1  # count"


def test_a_string_that_looks_like_a_comment_is_left_alone():
    cell = code_cell('x = "#id: satu"\ny = """\n#en: one\n"""')

    assert bilingual.resolved(cell, "id", "f") == cell.source


@given(
    st.lists(st.sampled_from(["x = 1", "#id: a\n#en: b", "y = '#id:'  #id: c #en: d", "", "# z"]))
)
def test_the_program_is_the_same_in_both_languages(lines):
    cell = code_cell("\n".join(lines))
    halves = [bilingual.resolved(cell, language, "f") for language in LANGUAGES]

    assert ast.dump(ast.parse(halves[0])) == ast.dump(ast.parse(halves[1]))
    assert "#id" not in halves[0].replace("'#id:'", "")


def test_only_the_literal_of_begin_differs_in_the_cell_that_sets_the_language():
    cell = code_cell('import jalur\njalur.begin("l2", "id", {"é": "id"})', id="language")

    assert (
        bilingual.resolved(cell, "en", "f") == 'import jalur\njalur.begin("l2", "en", {"é": "id"})'
    )


# --- quizzes ---


def test_a_quiz_opens_without_a_kernel_and_keeps_its_formulas(lesson):
    built = notebooks.built(masters.read(lesson), "id")
    source = "".join(built["cells"][-1]["source"])

    assert source.startswith("Apa yang berubah?\n\n<details>") and source.count("<details>") == 2
    assert "<summary>Yang lolos turun <em>sepuluh</em>, $a_1 * a_2 * a_3$.</summary>" in source
    assert "<summary>Keduanya <code>berkurang</code>.</summary>\n\nBenar. Peluang" in source
    assert "[x]" not in source


def test_a_row_of_questions_is_the_self_test_and_stands_behind_one_line(course, lesson):
    builder.build(course)
    assert not (course / builder.SELF_TESTS).exists()

    text = lesson.read_text("utf-8")
    again = text[text.index('+++ {"id": "quiz"') :].replace('"id": "quiz"', '"id": "again"')
    lesson.write_text(f"{text}\n{again}", "utf-8")
    builder.build(course)
    master = masters.read(lesson)
    *_, cell = notebooks.built(master, "en")["cells"]
    source = "".join(cell["source"])

    assert cell["id"] == "quiz" and source.count("What changes?") == 2
    assert source.startswith("<details>\n<summary>The same questions, without Python</summary>\n\n")
    assert source.count("<details>") == source.count("</details>") == 5
    kept = json.loads((course / builder.SELF_TESTS / "l2.json").read_text("utf-8"))
    assert [question["id"] for question in kept] == ["quiz", "again"]


def test_a_right_choice_that_wanders_between_the_languages_is_refused(lesson):
    text = lesson.read_text("utf-8")
    wandering = text.replace("- [ ] *Ten*", "- [x] *Ten*").replace("- [x] Both", "- [ ] Both")
    lesson.write_text(wandering, "utf-8")
    (pair,) = (pair for pair in masters.read(lesson).pairs() if pair.id == "quiz")

    with raises(InputError, match="quiz `quiz` marks.*id: 2, en: 1"):
        quiz.data(pair, "l2.md")


def test_a_choice_over_two_lines_is_one_choice():
    cell = Cell(
        "prose", "Q?\n\n- [x] one\n  two\n\n  Why.\n- [ ] three\n\n  Not.", {"id": "q"}, 1, 1
    )

    assert quiz.read(cell, "f").choices[0] == quiz.Choice("one two", True, "Why.")


# --- what is built ---


def test_the_two_notebooks_differ_in_prose_and_in_one_code_cell_only(course):
    builder.build(course)
    halves = [
        json.loads((course / f"lessons/{la}/02-jalur-keputusan.ipynb").read_text("utf-8"))["cells"]
        for la in LANGUAGES
    ]

    assert [cell["id"] for cell in halves[0]] == [cell["id"] for cell in halves[1]]
    for left, right in zip(*halves, strict=True):
        if left["cell_type"] == "code" and left["id"] != "language":
            trees = [ast.dump(ast.parse("".join(cell["source"]))) for cell in (left, right)]
            assert trees[0] == trees[1]
    assert "good" in "".join(halves[1][0]["source"])


def test_the_same_masters_give_the_same_bytes(course, tmp_path_factory):
    other = small_course.write(tmp_path_factory.mktemp("other"))
    builder.build(course)
    builder.build(other)

    made = sorted(path.relative_to(course) for path in course.rglob("*") if path.is_file())
    assert len(made) == 14
    for path in made:
        data = (course / path).read_bytes()
        assert data == (other / path).read_bytes(), path
        assert b"\r" not in data


def test_the_release_has_neither_solutions_nor_hidden_tests(course):
    builder.build(course)

    for language in LANGUAGES:
        text = (course / f"exercises/{language}/l2/l2.ipynb").read_text("utf-8")
        for secret in (
            "2 * number",
            "six = 6",
            "double(21)",
            "HIDDEN",
            "SOLUTION",
            "multiplies",
            "dikalikan",
        ):
            assert secret not in text
        assert "assert double(2) == 4" in text
    assert "TULIS JAWABANMU" in (course / "exercises/id/l2/l2.ipynb").read_text("utf-8")
    assert "WRITE YOUR ANSWER" in (course / "exercises/en/l2/l2.ipynb").read_text("utf-8")


def test_the_build_needs_no_program_on_path(course, monkeypatch):
    monkeypatch.setenv("PATH", "")

    assert builder.build(course).written


def test_a_check_names_every_file_that_the_masters_do_not_give(course):
    builder.build(course)
    assert not builder.build(course, check=True)

    edited = course / "exercises/en/l2/l2.ipynb"
    edited.write_text(edited.read_text("utf-8").replace("double(2) == 4", "True"), "utf-8")
    lost = course / "lessons/id/index.md"
    lost.unlink()
    spare = course / "lessons/en/03-spare.ipynb"
    spare.write_text("{}")
    outcome = builder.build(course, check=True)

    assert set(outcome.written) == {edited, lost}
    assert outcome.spare == (spare,)
    assert not lost.exists()


def test_a_master_that_jupyterlab_would_rewrite_is_tidied_once(course):
    solution = course / "solutions" / "l2.md"
    mended(
        solution,
        "nbgrader:\n  grade: false\n  grade_id: q1-answer\n  locked: false\n  schema_version: 3\n"
        "  solution: true\n  task: false\n",
        "nbgrader: {grade: false, grade_id: q1-answer, locked: false, schema_version: 3, "
        "solution: true, task: false}\n",
    )

    assert builder.build(course, check=True).completed == (solution,)
    assert builder.build(course).completed == (solution,)
    assert solution.read_text("utf-8") == small_course.SOLUTION


def test_a_text_with_one_half_stops_the_build_rather_than_show_the_other_language(course, lesson):
    text = lesson.read_text("utf-8")
    begin, end = text.index('+++ {"id": "story", "lang": "en"'), text.index("```{code-cell}")
    lesson.write_text(text[:begin] + text[end:], "utf-8")

    with raises(InputError, match="'story' has no half in 'en'"):
        builder.build(course)


def test_two_lessons_with_one_number_are_refused(course):
    (course / "lessons" / "03-lain.md").write_text(small_course.LESSON, "utf-8")

    with raises(InputError, match="03-lain.md: lesson 2 is already .*02-jalur"):
        builder.build(course)


def test_what_nbgrader_refuses_names_the_assignment_and_its_reason(course):
    mended(course / "solutions" / "l2.md", "grade_id: q2-test", "grade_id: q1-test")

    with raises(
        InputError, match="assignment 'l2' .id.: nbgrader does not accept it.*[Dd]uplicate"
    ):
        builder.build(course)


def test_nbgraders_own_commands_make_the_same_release(course):
    builder.build(course)
    built = (course / "exercises/en/l2/l2.ipynb").read_bytes()
    shutil.rmtree(course / "exercises")
    (course / "nbgrader_config.py").write_bytes((ROOT / "nbgrader_config.py").read_bytes())

    subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", "l2"],
        cwd=course,
        env=os.environ
        | {
            "JALUR_LANGUAGE": "en",
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        },
        check=True,
        capture_output=True,
    )

    assert (course / "exercises/en/l2/l2.ipynb").read_bytes() == built


# --- the index ---


def test_the_index_leads_to_every_lesson_its_assignment_and_the_other_language(course):
    builder.build(course)

    for language, other in (("id", "en"), ("en", "id")):
        page = course / "lessons" / language / "index.md"
        text = page.read_text("utf-8")
        links = [part.partition(")")[0] for part in text.split("](")[1:]]
        assert f"../{other}/index.md" in links
        assert len(links) == 5
        assert all((page.parent / link).is_file() for link in links)
        assert "13" in text


def test_a_page_for_instructors_is_built_in_both_languages_and_not_handed_to_students(course):
    page = small_course.HEADER.format(front="  title: {id: Panduan, en: Guide}")
    for la, text in (("id", "# Panduan"), ("en", "# Guide")):
        page += f'\n+++ {{"id": "title", "lang": "{la}"}}\n\n{text}\n'
    place = course / builder.TEACHING / "guide.md"
    place.parent.mkdir()
    place.write_text(page, "utf-8")
    builder.build(course)

    assert (place.parent / "id" / "guide.md").read_text("utf-8") == "# Panduan\n"
    assert (place.parent / "en" / "guide.md").read_text("utf-8") == "# Guide\n"
    assert [*(course / "lessons" / "en").rglob("guide*")] == []
    place.unlink()
    spare = builder.build(course, check=True).spare
    assert [path.parent.name for path in spare] == ["en", "id"]


# --- parity ---


def codes(path: Path) -> list[tuple[str, str]]:
    return [(finding.cell, finding.code) for finding in parity.findings(parity.texts(path))]


def test_halves_that_nobody_compared_are_named(lesson):
    assert codes(lesson) == [("story", "never"), ("quiz", "never")]


def test_agreeing_marks_the_named_texts_and_no_other(lesson):
    parity.agree(lesson, ["story"])

    assert codes(lesson) == [("quiz", "never")]
    assert lesson.read_text("utf-8").count("agreed") == 2  # once in the header's filter


@mark.parametrize(
    ("changed", "code"),
    [
        (["Usulan itu"], "stale_id"),
        (["The proposal"], "stale_en"),
        (["Usulan itu", "The proposal"], "stale_both"),
    ],
)
def test_the_half_that_changed_is_named(lesson, changed, code):
    parity.agree(lesson, ["story", "quiz"])
    assert codes(lesson) == []

    for words in changed:
        mended(lesson, words, words + " lagi")

    assert codes(lesson) == [("story", code)]


def test_blanks_and_composition_of_letters_make_nothing_stale(lesson):
    mended(lesson, "Usulan itu", "Usulan r\u00e9 itu")
    parity.agree(lesson, ["story"])
    mended(lesson, "Usulan r\u00e9 itu", "Usulan re\u0301 itu")

    assert codes(lesson) == [("quiz", "never")]


@mark.parametrize("language", LANGUAGES)
def test_a_missing_half_is_named(lesson, language):
    other = "en" if language == "id" else "id"
    text = lesson.read_text("utf-8")
    begin = text.index(f'+++ {{"id": "story", "lang": "{language}"')
    end = min(
        found for found in (text.find("+++", begin + 3), text.find("```{code", begin)) if found > 0
    )
    lesson.write_text(text[:begin] + text[end:], "utf-8", newline="\n")

    assert (("story", f"missing_{language}")) in codes(lesson)
    assert (("story", f"missing_{other}")) not in codes(lesson)


@mark.parametrize("cells", [[], ["all"], ["guess"]])
def test_agreement_is_written_for_named_texts_only(lesson, cells):
    before = lesson.read_bytes()

    with raises(InputError, match="name each text that you have compared"):
        parity.agree(lesson, cells)
    assert lesson.read_bytes() == before


def test_a_finding_names_the_language_that_is_meant(lesson):
    parity.agree(lesson, ["story", "quiz"])
    mended(lesson, "Usulan itu", "Usulan ini")
    (found,) = parity.findings(parity.texts(lesson))

    told = {language: parity.sentence(found, language) for language in LANGUAGES}
    assert told["en"].startswith("the Indonesian half has changed; mend the English half")
    assert told["id"].startswith("paruh bahasa Indonesia berubah; sesuaikan paruh bahasa Inggris")


# --- the real masters ---


@mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_every_real_master_keeps_the_rules_and_is_as_jupyterlab_saves_it(path):
    master = masters.read(path)

    assert master.text() == path.read_text("utf-8")
    for language in LANGUAGES:
        assert notebooks.built(master, language)


@mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_every_real_quiz_has_its_right_choice_at_the_same_place_in_both_languages(path):
    master = masters.read(path)
    for pair in master.pairs():
        halves = [half for half in pair.halves.values() if half and half.metadata.get("role")]
        places = [
            [choice.right for choice in quiz.read(half, master.file).choices] for half in halves
        ]
        assert len({tuple(place) for place in places}) <= 1, pair.id
