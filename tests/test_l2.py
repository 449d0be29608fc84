"""The assignment of lesson 2: right is right however written, wrong is wrong and met by name."""

import ast
import math
import re
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import combinations
from math import prod
from operator import mul
from pathlib import Path

import numpy
import pytest

import jalur
from jalur import (
    Situation,
    Step,
    acceptance,
    act,
    begin,
    bureaucracy,
    check,
    desks,
    direct,
    full,
    numbers,
    panel,
    read,
    simulate,
    technocracy,
    value,
    vote,
    worth,
)
from jalur.checks.l2 import QUESTIONS
from jalur.checks.questions import GENERAL, Design, Function, Number
from jalur.course import masters
from jalur.texts import LANGUAGES, catalogue

ROOT = Path(__file__).parents[1]
MASTER = masters.read(ROOT / "solutions" / "l2.md")

PUBLIC = {}
DRAWN = {
    "q1": {"desks": 4, "good": 0.85},
    "q2": {"proposals": 20_000, "desks": 3, "bad": 0.2},
    "q3": {"judges": 5, "judge_days": 20, "desks": 4, "desk_days": 6, "crew_days": 3},
    "q4": {"judges": 3, "judge_days": 25, "desks": 3, "desk_days": 7, "crew_days": 5},
    "q5": {"first": 0.85, "second": 0.7, "third": 0.9},
    "q6": {"seed": 16, "cases": 6},
    "q7": {"start_point": 4, "end_point": 8},
    "q8": {"desks": 4, "desk_days": 9, "bad": 0.35},
    "q9": {"land_days": 25, "money_days": 18, "limit": 45},
    "q10": {"first_share": 0.85, "second_share": 0.3, "urgency": 0.015},
    "q11": {"good_share": 0.95},
}
VARIANTS = pytest.mark.parametrize("variant", [PUBLIC, DRAWN], ids=["public", "drawn"])


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def code(pattern):
    """The code cells whose id fits, as a notebook would run them."""
    return [c for c in MASTER.cells if c.kind == "code" and re.fullmatch(pattern, c.id)]


def workbook(question):
    """What a notebook holds before the answer to a question: imports and the cells above it."""
    known = {}
    before = [
        cell for cell in code(rf"names|{question}-.*") if not re.search("check|test", cell.id)
    ]
    for cell in before:
        exec(cell.source, known)
    return known


def points(question, answer):
    """What the graded cells give for an answer, as nbgrader counts."""
    known = workbook(question)
    known[{"q5": "passing", "q10": "lead"}.get(question, question)] = answer
    earned = 0
    for cell in code(rf"{question}-test.*"):
        try:
            exec(cell.source, known)
        except Exception:
            continue
        earned += cell.nbgrader["points"]
    return earned


def full_points(question):
    return sum(cell.nbgrader["points"] for cell in code(rf"{question}-test.*"))


# Wrong answers, each made as somebody would make it: the mistake's name, and how to commit it.


def parts(n):
    known = workbook("q9")
    return known["experts"], known["land"], known["money"]


def by_loop(start, step):
    def passing(row):
        share = start
        for probability in row:
            share = step(share, probability)
        return share

    return passing


def returns_too_early(row):
    share = 1
    for probability in row:
        share *= probability
        return share
    return share


def forgets_the_row(row):
    share = 1
    for probability in row:
        share = probability
    return share


def prints(row):
    print(prod(row))


def minus(first, second):
    return lambda situation: first(situation) - second(situation)


def at_once(n, **other):
    numbers = {"good": 1, "bad": 1, "days": 1, "leak": n["direct_leak"], "cost": 0, **other}
    return lambda situation: worth(**numbers, situation=situation)


def by_experts(n, **other):
    a = acceptance(panel(n["judges"], n["accuracy"], n["experts_days"]))
    numbers = {
        "good": a.good, "bad": a.bad, "days": n["experts_days"],
        "leak": n["experts_leak"], "cost": n["experts_cost"], **other,
    }  # fmt: skip
    return lambda situation: worth(**numbers, situation=situation)


def one_expert(n):
    return {"good": n["accuracy"], "bad": 1 - n["accuracy"]}


def named(n):
    situation = Situation(good_share=n["good_share"], urgency=n["urgency"])
    paths = {"direct": direct(), "technocracy": technocracy(), "full": full()}
    values = {name: value(path, situation) for name, path in paths.items()}
    return {"nothing": 0.0, "bureaucracy": value(bureaucracy(), situation), **values}


def month(order):
    return read("apbn_cycle")["month"][order - 1]


def verdicts_of_second_desk(n):
    row = desks(n["desks"], n["good"], n["bad"], n["desk_days"], variation=1)
    visits = simulate(row, Situation(), cases=n["cases"], seed=n["seed"]).visits
    return [visit["verdict"] for visit in visits if visit["step"] == 1]


def share_said(n, verdict):
    said = verdicts_of_second_desk(n)
    return said.count(verdict) / len(said)


def row_days(n):
    return n["desk_days"] * n["desks"]


WRONG = {
    "q1": [
        ("subtract", lambda n: 1 - n["desks"] * (1 - n["good"])),
        ("times", lambda n: n["good"] * n["desks"]),
        ("refused", lambda n: 1 - n["good"] ** n["desks"]),
        ("any", lambda n: 1 - (1 - n["good"]) ** n["desks"]),
        ("one", lambda n: n["good"]),
        ("off", lambda n: n["good"] ** (n["desks"] - 1)),
        ("percent", lambda n: 100 * n["good"] ** n["desks"]),
        ("range", lambda n: 12),
        ("other", lambda n: 0.123),
        ("function", lambda n: lambda: n["good"] ** n["desks"]),
        ("path", lambda n: desks(n["desks"], good=n["good"], bad=0, days=1)),
        ("both", lambda n: acceptance(desks(n["desks"], good=n["good"], bad=0, days=1))),
        ("many", lambda n: [n["good"] ** n["desks"]]),
        ("truth", lambda n: n["good"] ** n["desks"] < 1),
    ],
    "q2": [
        ("share", lambda n: n["bad"] ** n["desks"]),
        ("refused", lambda n: n["proposals"] - n["proposals"] * n["bad"] ** n["desks"]),
        ("one", lambda n: n["proposals"] * n["bad"]),
        ("times", lambda n: n["proposals"] * (n["bad"] * n["desks"])),
        ("divided", lambda n: n["proposals"] / n["desks"] * n["bad"]),
        ("other-side", lambda n: n["proposals"] * (1 - n["bad"]) ** n["desks"]),
        ("off", lambda n: n["proposals"] * n["bad"] ** (n["desks"] - 1)),
        ("sign", lambda n: -n["proposals"] * n["bad"] ** n["desks"]),
    ],
    "q3": [
        ("crew", lambda n: n["judge_days"] + row_days(n)),
        ("one", lambda n: n["judge_days"] + n["desk_days"] + n["crew_days"]),
        ("judges", lambda n: n["judges"] * n["judge_days"] + row_days(n) + n["crew_days"]),
        ("together", lambda n: max(n["judge_days"], row_days(n)) + n["crew_days"]),
        ("experts", lambda n: row_days(n) + n["crew_days"]),
        ("other", lambda n: 1),
        ("words", lambda n: "56 hari"),
    ],
    "q4": [
        ("adds", lambda n: workbook("q4")["togar"]),
        ("shorter", lambda n: workbook("q4")["lestari"]),
        ("crew", lambda n: workbook("q4")["made"]),
        ("mean", lambda n: (n["judge_days"] + row_days(n)) / 2 + n["crew_days"]),
        ("other", lambda n: 365),
    ],
    "q5": [
        ("sum", lambda n: sum),
        ("subtract", lambda n: by_loop(1, lambda share, p: share - (1 - p))),
        ("any", lambda n: lambda row: 1 - prod(1 - p for p in row)),
        ("refused", lambda n: lambda row: 1 - prod(row)),
        ("mean", lambda n: lambda row: sum(row) / len(row)),
        ("weakest", lambda n: min),
        ("first", lambda n: returns_too_early),
        ("last", lambda n: forgets_the_row),
        ("zero", lambda n: by_loop(0, mul)),
        ("power", lambda n: lambda row: row[0] ** len(row)),
        ("empty", lambda n: lambda row: prod(row) if row else 0),
        ("raised", lambda n: lambda row: reduce(mul, row)),
        ("raised", lambda n: lambda p, n: p**n),
        ("returns-nothing", lambda n: prints),
        ("returns-other", lambda n: lambda row: str(prod(row))),
        ("no-function", lambda n: 0.684),
        ("other", lambda n: lambda row: 0.5),
    ],
    "q6": [
        ("all", lambda n: verdicts_of_second_desk(n).count("yes") / n["cases"]),
        ("refused", lambda n: share_said(n, "no")),
        ("reached", lambda n: len(verdicts_of_second_desk(n)) / n["cases"]),
        ("promise", lambda n: n["good"]),
        ("promise-bad", lambda n: n["bad"]),
        ("other", lambda n: 0.01),
    ],
    "q7": [
        ("both", lambda n: month(n["end_point"]) - month(n["start_point"]) + 1),
        ("points", lambda n: n["end_point"] - n["start_point"]),
        ("number", lambda n: month(n["end_point"])),
        ("vote", lambda n: month(7) - month(n["start_point"])),
        ("between", lambda n: month(n["end_point"]) - month(n["start_point"]) - 1),
        ("other", lambda n: 30),
    ],
    "q8": [
        ("A", lambda n: right_letters(n) - {"A"}),
        ("B", lambda n: right_letters(n) | {"B"}),
        ("C", lambda n: right_letters(n) ^ {"C"}),
        ("D", lambda n: right_letters(n) - {"D"}),
        ("E", lambda n: right_letters(n) | {"E"}),
        ("F", lambda n: right_letters(n) - {"F"}),
        ("letters", lambda n: {"A", "G"}),
        ("letters", lambda n: [1, 2]),
    ],
    "q9": [
        ("late", lambda n: parts(n)[0] >> parts(n)[1] >> parts(n)[2] >> act()),
        ("late", lambda n: parts(n)[0] >> (parts(n)[1] & parts(n)[2]) >> act()),
        ("either", lambda n: (parts(n)[0] | parts(n)[1] | parts(n)[2]) >> act()),
        ("either", lambda n: vote(2, parts(n)) >> act()),
        ("crew", lambda n: parts(n)[0] & parts(n)[1] & parts(n)[2]),
        ("part", lambda n: (parts(n)[0] & parts(n)[1]) >> act()),
        ("part", lambda n: act()),
        ("extra", lambda n: Step("x", "clear") >> RIGHT["q9"][0](n)),
        ("no-path", lambda n: 36),
        ("uncalled", lambda n: full),
    ],
    "q10": [
        ("reversed", lambda n: minus(by_experts(n), at_once(n))),
        ("direct", at_once),
        ("experts", by_experts),
        ("sum", lambda n: minus(at_once(n), lambda s: -by_experts(n)(s))),
        ("one-expert", lambda n: minus(at_once(n), by_experts(n, **one_expert(n)))),
        ("cost", lambda n: minus(at_once(n), by_experts(n, cost=0))),
        ("days", lambda n: minus(at_once(n), by_experts(n, days=1))),
        ("crew", lambda n: minus(at_once(n), by_experts(n, days=n["experts_days"] + 1))),
        ("leak", lambda n: minus(at_once(n), by_experts(n, leak=n["direct_leak"]))),
        ("nothing-bad", lambda n: minus(at_once(n), by_experts(n, bad=0))),
        ("returns-nothing", lambda n: lambda situation: None),
        ("raised", lambda n: lambda: 27.37),
        ("other", lambda n: lambda situation: 27.37),
    ],
    "q11": [
        *((name, lambda n, name=name: name) for name in ("bureaucracy", "full", "nothing")),
        ("choice", lambda n: "birokrasi"),
        ("choice", lambda n: technocracy()),
        ("choice", lambda n: 30.89),
    ],
    "q12": [
        ("winner", lambda n: max(named(n).values())),
        ("second", lambda n: sorted(named(n).values())[-2]),
        ("third", lambda n: max(named(n).values()) - sorted(named(n).values())[-3]),
        ("fourth", lambda n: max(named(n).values()) - sorted(named(n).values())[-4]),
        ("sign", lambda n: sorted(named(n).values())[-2] - max(named(n).values())),
        ("other", lambda n: 12345),
    ],
}  # fmt: skip


def right_letters(n):
    letters = {"A", "D", "F"}
    return letters | {"C"} if n["good"] ** n["desks"] > 0.5 else letters


# Right answers, each written in another way.

RIGHT = {
    "q1": [
        lambda n: n["good"] ** n["desks"],
        lambda n: round(n["good"] ** n["desks"], 2),
        lambda n: Fraction(str(n["good"])) ** n["desks"],
        lambda n: Decimal(str(n["good"])) ** n["desks"],
        lambda n: numpy.prod(numpy.full(n["desks"], n["good"])),
        lambda n: numpy.float32(n["good"] ** n["desks"]),
        lambda n: numpy.array(n["good"] ** n["desks"]),
        lambda n: acceptance(desks(n["desks"], good=n["good"], bad=0.2, days=3)).good,
    ],
    "q2": [
        lambda n: n["proposals"] * n["bad"] ** n["desks"],
        lambda n: round(n["proposals"] * n["bad"] ** n["desks"]),
        lambda n: n["proposals"] * acceptance(desks(n["desks"], 1, n["bad"], 0)).bad,
    ],
    "q3": [
        lambda n: n["judge_days"] + row_days(n) + n["crew_days"],
        lambda n: float(n["judge_days"] + row_days(n) + n["crew_days"]),
        lambda n: sum([n["judge_days"], *[n["desk_days"]] * n["desks"], n["crew_days"]]),
        lambda n: numpy.int64(n["judge_days"] + row_days(n) + n["crew_days"]),
    ],
    "q4": [
        lambda n: max(n["judge_days"], row_days(n)) + n["crew_days"],
        lambda n: numpy.maximum(n["judge_days"], row_days(n)) + n["crew_days"],
        lambda n: Decimal(max(n["judge_days"], row_days(n)) + n["crew_days"]),
    ],
    "q5": [
        lambda n: prod,
        lambda n: by_loop(1, mul),
        lambda n: lambda row: reduce(mul, row, 1),
        lambda n: lambda row: math.exp(sum(map(math.log, row))) if 0 not in row else 0,
        lambda n: lambda row: 1 if not row else row.pop() * prod(row),
        lambda n: lambda row: numpy.prod(row),
        lambda n: Recursive(),
    ],
    "q6": [
        lambda n: share_said(n, "yes"),
        lambda n: Fraction(share_said(n, "yes")).limit_denominator(99),
        lambda n: round(share_said(n, "yes"), 2),
    ],
    "q7": [
        lambda n: month(n["end_point"]) - month(n["start_point"]),
        lambda n: float(month(n["end_point"]) - month(n["start_point"])),
        lambda n: len(range(month(n["start_point"]), month(n["end_point"]))),
    ],
    "q8": [
        right_letters,
        lambda n: sorted(right_letters(n)),
        lambda n: tuple(right_letters(n)),
        lambda n: frozenset(right_letters(n)),
        lambda n: "".join(sorted(right_letters(n))),
    ],
    "q9": [
        lambda n: (parts(n)[0] & parts(n)[1] & parts(n)[2]) >> act(),
        lambda n: (parts(n)[0] & (parts(n)[1] >> parts(n)[2])) >> act(),
        lambda n: (parts(n)[2] >> parts(n)[1] & parts(n)[0]) >> act(),
        lambda n: vote(3, parts(n)) >> act(1),
    ],
    "q10": [
        lambda n: minus(at_once(n), by_experts(n)),
        lambda n: lambda s: round(at_once(n)(s) - by_experts(n)(s), 2),
        lambda n: lambda s: -(by_experts(n)(s) - at_once(n)(s)),
    ],
    "q11": [
        lambda n: max(named(n), key=named(n).get),
        lambda n: max(named(n), key=named(n).get).upper(),
        lambda n: f" {max(named(n), key=named(n).get)} ",
    ],
    "q12": [
        lambda n: sorted(named(n).values())[-1] - sorted(named(n).values())[-2],
        lambda n: round(float(sorted(named(n).values())[-1] - sorted(named(n).values())[-2]), 2),
        lambda n: Decimal(float(max(named(n).values()) - sorted(named(n).values())[-2])),
    ],
}  # fmt: skip


class Recursive:
    """A thing that can be called need not be a `def`."""

    def __call__(self, row):
        return row[0] * self(row[1:]) if row else 1


def cases(table):
    return [
        pytest.param(question, case, id=f"{question}-{place}")
        for question, listed in table.items()
        for place, case in enumerate(listed)
    ]


@VARIANTS
@pytest.mark.parametrize(("question", "answer"), cases(RIGHT))
def test_a_right_answer_is_right_however_it_is_written(question, answer, variant):
    begin("l2", "en", variant)

    assert check(f"l2.{question}", answer(numbers(f"l2.{question}"))), answer
    assert points(question, answer(numbers(f"l2.{question}"))) == full_points(question)


@pytest.mark.parametrize(("question", "case"), cases(WRONG))
def test_a_wrong_answer_is_refused_and_its_mistake_named(question, case):
    begin("l2", "en")
    mistake, commit = case
    verdict = check(f"l2.{question}", commit(numbers(f"l2.{question}")))

    assert (verdict.mistake, verdict.outcome != "right") == (mistake, True)


@VARIANTS
@pytest.mark.parametrize(("question", "case"), cases(WRONG))
def test_a_wrong_answer_earns_less_than_all_points(question, case, variant):
    begin("l2", "en", variant)
    _, commit = case

    assert points(question, commit(numbers(f"l2.{question}"))) < full_points(question)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_its_five_wrong_and_three_right_answers(question):
    assert len(WRONG[question]) >= 5
    assert len(RIGHT[question]) >= 3


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_mistake_that_a_question_knows_is_committed_here(question):
    committed = {mistake for mistake, _ in WRONG[question]}

    never_first = {"q6": {"count"}, "q7": {"start"}, "q12": {"last"}}.get(question, set())
    assert set(QUESTIONS[question].mistakes) - committed == never_first


@pytest.mark.parametrize(
    "question", [q for q, asked in QUESTIONS.items() if isinstance(asked, Number)]
)
def test_no_mistake_gives_what_is_right(question):
    begin("l2", "en")
    asked, given = QUESTIONS[question], numbers(f"l2.{question}")
    values = {name: commit(given) for name, commit in asked.mistakes.items()}

    assert [n for n, v in values.items() if asked.same(v, asked.expected(given))] == []
    twins = {
        (one, other)
        for one, other in combinations(values, 2)
        if asked.same(values[one], values[other])
    }
    assert twins == {"q12": {("winner", "last")}}.get(question, set())


def test_two_questions_about_one_situation_share_its_numbers():
    begin("l2", "en", DRAWN)

    assert numbers("l2.q12") == numbers("l2.q11") == {"good_share": 0.95, "urgency": 0.02}


@VARIANTS
def test_the_published_solution_earns_everything_and_is_right(variant):
    begin("l2", "en", variant)
    known, total = {"jalur": jalur}, 0
    for cell in code(r"names|q\d+.*"):
        exec(cell.source, known)
        total += cell.nbgrader.get("points", 0)

    assert total == 35
    for question in QUESTIONS:
        answer = known[{"q5": "passing", "q10": "lead"}.get(question, question)]
        assert check(f"l2.{question}", answer), question


def test_the_solution_of_the_public_numbers_does_not_answer_a_variant():
    begin("l2", "en")
    known = {}
    for cell in code(r"names|q\d+(-numbers|-notes|-log|-calendar|-parts|-direct|-situation|)"):
        exec(cell.source, known)
    plain = {q: known[q] for q in QUESTIONS if q in known}
    begin("l2", "en", DRAWN)

    still_right = [q for q, answer in plain.items() if check(f"l2.{q}", answer)]
    assert still_right == ["q9"]  # a path with slack in its days


def untouched(question):
    """The answer cell as a student gets it."""
    (cell,) = code(question)
    return re.sub("### BEGIN SOLUTION.*?### END SOLUTION", "...", cell.source, flags=re.DOTALL)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_untouched_question_is_empty_and_earns_nothing(question):
    begin("l2", "en")
    known = workbook(question)
    exec(untouched(question), known)
    answer = known[{"q5": "passing", "q10": "lead"}.get(question, question)]

    assert check(f"l2.{question}", answer).outcome == "empty"
    assert points(question, answer) == 0


def test_every_question_is_checked_and_marked():
    for question in QUESTIONS:
        (cell,) = code(f"{question}-check")
        called = ast.parse(cell.source).body[0].value
        assert called.args[0].value == f"l2.{question}"
        assert code(f"{question}-test.*")


def test_visible_and_hidden_tests_stand_in_every_marking_cell():
    for cell in code(".*-test.*"):
        visible, _, hidden = cell.source.partition("### BEGIN HIDDEN TESTS")
        assert "assert" in visible, cell.id
        assert "assert" in hidden, cell.id
        assert hidden.rstrip().endswith("### END HIDDEN TESTS"), cell.id


def test_running_all_cells_goes_on_past_a_question_without_an_answer():
    """JupyterLab stops at the first error, but for a cell that says it may raise."""
    marking = {cell.id for cell in code(".*-test.*")}

    assert {c.id for c in code(".*") if "raises-exception" in c.metadata.get("tags", ())} == marking


def test_points_and_minutes_in_front_are_those_of_the_questions():
    front = MASTER.front
    memo = next(cell for cell in MASTER.cells if cell.id == "memo")
    marked = {q: full_points(q) for q in QUESTIONS} | {"memo": memo.nbgrader["points"]}

    assert front["points"] == marked
    assert sum(marked.values()) == 40
    assert 55 <= sum(front["minutes"].values()) <= 65
    assert front["minutes"].keys() == front["outcome"].keys() == marked.keys()
    assert set(front["outcome"].values()) == {1, 2, 3}


@pytest.mark.parametrize(
    ("language", "words"), [("id", "poin, {} menit"), ("en", "points, {} minutes")]
)
def test_every_heading_tells_its_points_and_minutes(language, words):
    texts = {c.id: c.source for c in MASTER.cells if c.kind == "prose" and c.language == language}
    for name, minutes in MASTER.front["minutes"].items():
        told = f"*{MASTER.front['points'][name]} {words.format(minutes)}."
        assert told in texts[f"{name}-text"]


def test_no_drawn_number_stands_in_the_prose():
    for name, asked in QUESTIONS.items():
        prose = "\n".join(c.source for c in MASTER.cells if c.id == f"{name}-text")
        body = re.sub(r"^## .*|^\*\d.*|`q\d+`", "", prose, flags=re.MULTILINE)
        told = set(re.findall(r"\d+(?:[.,]\d+)?", body))
        shown = {str(v) for v in asked.given.values()} | {
            str(v).replace(".", ",") for v in asked.given.values()
        }
        assert not (told & shown) - {"0", "1", "2", "3", "0.9", "0,9"}, name


def sentences(question):
    key = f"check.l2.{question}."
    return {text.removeprefix(key) for text in catalogue("en") if text.startswith(key)}


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_mistake_has_its_words_and_no_words_are_spare(question):
    asked = QUESTIONS[question]
    own = set(asked.mistakes) or {mistake for mistake, _ in WRONG[question]} - {"choice", "letters"}
    if question == "q11":
        own |= set(asked.choices)
    expected = {"right", *own} | ({"other"} if asked.mistakes else set())

    assert sentences(question) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hint_has_three_lines_and_ends_in_a_question(language):
    hints = {
        key: text
        for key, text in catalogue(language).items()
        if re.match(r"check\.(l2\.q\d+|number)\.", key) and not key.endswith(".right")
    }
    assert {f"check.number.{name}" for name in GENERAL} <= hints.keys()
    assert [key for key, text in hints.items() if text.count("\n") != 2] == []
    assert [key for key, text in hints.items() if not text.endswith("?")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hint_never_writes_out_the_answer(language):
    begin("l2", language)
    for question, asked in QUESTIONS.items():
        if not isinstance(asked, Number):
            continue
        answer = asked.expected(numbers(f"l2.{question}"))
        shown = {f"{answer:.6g}", f"{answer:.4g}"}
        for mistake, commit in WRONG[question]:
            if mistake in ("sign", "words", "percent", "many", "truth"):
                continue
            words = check(f"l2.{question}", commit(numbers(f"l2.{question}"))).words
            told = set(re.findall(r"\d+(?:[.,]\d+)*", words))
            assert not told & (shown | {s.replace(".", ",") for s in shown}), (question, mistake)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_a_question_has_its_meaning(language):
    names = {name for asked in QUESTIONS.values() for name in asked.given}

    assert {f"check.given.{name}" for name in names} == {
        key for key in catalogue(language) if key.startswith("check.given.")
    }
    begin("l2", language)
    for question in QUESTIONS:
        shown = numbers(f"l2.{question}")._repr_html_()
        assert all(f"<code>{name}</code>" in shown for name in QUESTIONS[question].given)


def test_the_table_of_the_model_holds_in_this_assignment_too():
    """The first two rows of the course's table of values, to a hundredth."""
    begin("l2", "en")
    lead = QUESTIONS["q10"].right(numbers("l2.q10"))

    assert lead(Situation(0.9, urgency=0.02)) == pytest.approx(67.618 - 40.249, abs=0.01)
    assert lead(Situation(0.2, urgency=0.02)) == pytest.approx(-106.0 - 0.45, abs=0.01)


def test_the_cycle_takes_nine_months_from_ceilings_to_spending():
    assert check("l2.q7", 9)


def test_the_package_holds_no_hidden_test():
    marked = [
        path.relative_to(ROOT)
        for path in (ROOT / "src" / "jalur").rglob("*")
        if path.suffix in {".py", ".json", ".js", ".csv"}
        and re.search(r"### (BEGIN|END) HIDDEN", path.read_text("utf-8"))
    ]
    assert marked == []
    hidden = "".join(
        cell.source.partition("### BEGIN HIDDEN TESTS")[2] for cell in code(".*-test.*")
    )
    asserts = set(re.findall(r"^assert .*", hidden, flags=re.MULTILINE))
    package = "".join(
        p.read_text("utf-8") for p in (ROOT / "src" / "jalur" / "checks").glob("*.py")
    )
    assert [line for line in asserts if line in package] == []


def test_functions_and_designs_are_among_the_questions():
    kinds = {type(asked) for asked in QUESTIONS.values()}

    assert {Number, Function, Design} <= kinds
