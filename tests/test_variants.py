"""A key draws numbers for ever, each at its own address, and stays with the instructor."""

import json
from dataclasses import replace
from hashlib import blake2b

from pytest import fixture, mark, raises

from jalur.checks import draw, questions
from jalur.checks.kinds import Number
from jalur.course import assignment, cli, notebooks
from jalur.course.variant import begun, pinned
from jalur.errors import InputError
from jalur.texts import LANGUAGES
from workbooks import ROOT

KEY = "Xylem Qanun 2027"


@fixture
def course(monkeypatch):
    """An assignment of one question, in place of those there are."""
    known = {
        "q1": Number(
            given={"a": 1, "b": 10},
            draws={"a": range(1, 50), "b": range(1, 50)},
            right=lambda n: n["a"] * n["b"],
            mistakes={"sum": lambda n: n["a"] + n["b"]},
        )
    }
    monkeypatch.setattr(draw, "assignment", lambda lesson: known)
    monkeypatch.setattr(questions, "assignment", lambda lesson: known)
    return known


def test_a_new_question_or_number_changes_no_old_one(course):
    before = draw.variant("l2", KEY)
    course["q0"] = Number(given={"c": 5}, draws={"c": range(9)}, right=lambda n: n["c"] + 2)
    course["q1"] = replace(
        course["q1"],
        given={"z": 3, **course["q1"].given},
        draws={"z": range(9), **course["q1"].draws},
    )
    after = draw.variant("l2", KEY)

    assert {name: after["q1"][name] for name in before["q1"]} == before["q1"]


def test_each_number_has_a_draw_of_its_own(course):
    drawn = [draw.variant("l2", f"{KEY} {n}")["q1"] for n in range(200)]

    assert len({one["a"] for one in drawn}) > 40
    assert sum(one["a"] == one["b"] for one in drawn) < 20


def test_numbers_are_drawn_again_until_no_mistake_is_right_and_the_public_answer_is_not(course):
    course["q1"] = replace(course["q1"], draws={"a": (1, 2, 3), "b": (2, 5, 10)})
    drawn = [draw.variant("l2", f"{KEY} {n}")["q1"] for n in range(100)]

    seen = {(one["a"], one["b"]) for one in drawn}
    assert (2, 2) not in seen  # 2 times 2 is also 2 and 2
    assert seen.isdisjoint({(1, 10), (2, 5)})  # 10, as in public
    assert len(seen) == 6


def test_numbers_that_can_never_be_well_posed_are_the_author_s_mistake(course):
    course["q1"] = replace(course["q1"], draws={"a": (2,), "b": (2,)})

    with raises(AssertionError, match=r"l2\.q1: no well-posed numbers"):
        draw.variant("l2", KEY)


@mark.parametrize("same", [f" {KEY}\n", "Kelas \u00e9", "Kelas e\u0301"])
def test_a_key_is_the_same_however_it_was_typed(same):
    twin = KEY if KEY in same else "Kelas \u00e9"

    assert draw.variant("l2", same) == draw.variant("l2", twin)
    assert draw.variant("l2", KEY) != draw.variant("l2", KEY.lower())


@mark.parametrize("key", ["", "  ", None, 7])
def test_a_variant_without_a_key_is_refused(key):
    with raises(InputError, match="variant needs a key"):
        draw.variant("l2", key)


def test_an_assignment_without_numbers_has_no_variants(monkeypatch):
    with raises(InputError, match="l9 has no numbers"):
        draw.variant("l9", KEY)


def test_a_number_of_a_variant_may_be_anything_that_python_writes():
    drawn = {"q1": {"desks": 6, "good": 0.1}, "q11": {"urgency": 1e-06}}
    code = begun('import jalur\njalur.begin("l2", "en")  # first', drawn)

    assert code.endswith('    "q11": {"urgency": 1e-06},\n})  # first')
    compile(code, "cell", "exec")


def test_only_the_hidden_part_of_a_test_has_its_numbers_written_out():
    code = 'numbers("l2.q7")\n### BEGIN HIDDEN TESTS\nnumbers("l2.q7")\n### END HIDDEN TESTS'
    told = pinned(code, {"q7": {"start_point": 4}})

    assert told.splitlines()[0] == 'numbers("l2.q7")'
    assert told.splitlines()[2] == '{"start_point": 4, "end_point": 9}'


@fixture(scope="module")
def released(tmp_path_factory):
    into = tmp_path_factory.mktemp("released")
    assignment.write_releases(assignment.read("l2", ROOT, KEY), into)
    return into


@mark.parametrize("language", LANGUAGES)
def test_a_released_variant_differs_from_the_public_one_in_its_first_cell_only(released, language):
    public = notebooks.opened(ROOT / "exercises" / language / "l2" / "l2.ipynb")
    variant = notebooks.opened(released / language / "l2" / "l2.ipynb")

    differing = {
        one["id"]
        for one, other in zip(public["cells"], variant["cells"], strict=True)
        if one["source"] != other["source"]
    }
    assert differing == {"language"}
    assert notebooks.drawn_in(variant) == draw.variant("l2", KEY)


def test_the_key_is_not_in_the_released_files(released):
    files = [path for path in released.rglob("*") if path.is_file()]
    secret = blake2b(KEY.encode()).hexdigest()[:16]

    assert len(files) == 2
    for path in files:
        text = json.dumps(json.loads(path.read_text("utf-8"))).casefold()
        assert not [word for word in (*KEY.casefold().split(), secret) if word in text]


def test_the_command_writes_a_variant_and_refuses_another_over_it(released, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)

    def release(*told):
        with raises(SystemExit) as end:
            cli.main(["release", "l2", "--into", str(released), "--language", "en", *told])
        return end.value.code or 0, "".join(capsys.readouterr())

    assert release("--variant", KEY)[0] == 0
    assert release("--variant", "another")[0] == 2
    assert release()[0] == 2
    code, told = release("--variant", " ")
    assert code == 2 and "2027 class A" in told
