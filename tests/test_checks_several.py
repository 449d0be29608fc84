"""Questions with several answers at once: lists, orders and classifications, however written."""

from decimal import Decimal

import numpy
from pytest import fixture, mark, raises

from jalur.checks.answers import Unread
from jalur.checks.given import Numbers
from jalur.checks.several import Classification, NumberList, Order
from jalur.texts import start_session

GIVEN = Numbers()
SHARES = NumberList(
    right=lambda n: [0.9, 0.81, 0.729],
    mistakes={"subtract": lambda n: [0.9, 0.8, 0.7]},
)
STEPS = Order(
    right=lambda n: ["A", "BC", "D"],
    mistakes={"backwards": lambda n: ["D", "BC", "A"], "late": lambda n: ["BC", "A", "D"]},
)
CARDS = Classification(
    labels=("T", "B", "E"),
    right=lambda n: {"1": {"T"}, "2": {"B", "E"}, "3": {"E"}},
    mistakes={
        "all-experts": lambda n: {"2": "T", "3": "T"},
        "any-stamp": lambda n: {"1": "B", "2": "B"},
    },
)


@fixture(autouse=True)
def _in_english(fresh_session):
    start_session("l1", "en")


def judged(question, answer):
    """`right`, the name of the mistake, or how the answer could not be read."""
    try:
        value = question.read(answer, GIVEN)
    except Unread as unread:
        return unread.key
    return "right" if question.is_right(value, GIVEN) else question.mistake(value, GIVEN)


def written(value):
    """Return a value as its id: two workers must write a set alike."""
    return f"set{sorted(value)}" if isinstance(value, set) else repr(value)


@mark.parametrize(
    "answer",
    [
        [0.9, 0.81, 0.729], (0.9, 0.81, 0.73), numpy.array([0.9, 0.81, 0.729]),
        ["0,9", "81%", Decimal("0.729")], "0,9; 0,81; 0,729", "0.9\n0.81\n0.729",
    ],
    ids=written,
)  # fmt: skip
def test_a_list_of_numbers_is_right_however_it_is_written(answer):
    assert judged(SHARES, answer) == "right"


@mark.parametrize(
    ("answer", "told"),
    [
        ([0.9, 0.8, 0.7], "subtract"), ([0.9, 0.81, 0.5], "other"), ([0.9, 0.81], "length"),
        (0.9, "no-list"), ({0.9, 0.81, 0.729}, "no-list"), ([0.9, 0.81, None], "number"),
        (numpy.ones((3, 2)), "many"), ("kira-kira; separuh; saja", "words"), ([], "length"),
    ],
    ids=written,
)  # fmt: skip
def test_a_list_that_is_not_right_is_met_by_what_is_wrong_with_it(answer, told):
    assert judged(SHARES, answer) == told


@mark.parametrize("answer", ["ABCD", "a, c, b, d", ["A", "B", "C", "D"], ("A", "C", "B", "D")])
def test_letters_of_one_group_may_come_in_any_order(answer):
    assert judged(STEPS, answer) == "right"


@mark.parametrize(
    ("answer", "told"),
    [
        ("DCBA", "backwards"), ("BCAD", "late"), ("BADC", "other"), ("ABC", "order"),
        ("AABCD", "order"), ("ABCE", "order"), (set("ABCD"), "order"), (7, "order"),
    ],
    ids=written,
)  # fmt: skip
def test_an_order_that_is_not_right_is_met_by_what_is_wrong_with_it(answer, told):
    assert judged(STEPS, answer) == told


@mark.parametrize(
    "answer",
    [
        {"1": "T", "2": "B", "3": "E"}, {1: "technocracy", 2: "execution", 3: "eksekusi"},
        ["T", "E", "E"], "t, b, e", "Teknokrasi; Birokrasi; Eksekusi", ("T", " b", "E "),
    ],
    ids=written,
)  # fmt: skip
def test_any_accepted_label_is_right_in_letters_or_words_of_either_language(answer):
    assert judged(CARDS, answer) == "right"


@mark.parametrize(
    ("answer", "told"),
    [
        ("T, T, E", "all-experts"), ("B, B, E", "any-stamp"), ("E, B, E", "other"),
        ("B, E, T", "all-experts"), ("T, B", "length"), ({"1": "T", "2": "B"}, "item"),
        ({"1": "T", "2": "B", "3": "X"}, "label"), ({"1": "T", "2": "B", "3": 3}, "no-label"),
        (set("TBE"), "no-labels"), (3, "no-labels"), ({1: "T", 2: "B", 3: ...}, "item"),
    ],
    ids=written,
)  # fmt: skip
def test_a_classification_that_is_not_right_is_met_by_what_is_wrong_with_it(answer, told):
    assert judged(CARDS, answer) == told


def test_a_label_that_is_accepted_here_is_no_mistake_though_another_card_makes_it_one():
    """`any-stamp` calls card 2 a desk's, which is accepted: so only card 1 shows the mistake."""
    assert judged(CARDS, "T, B, B") == "other"


@mark.parametrize("question", [SHARES, STEPS, CARDS], ids=["list", "order", "labels"])
def test_each_mistake_is_met_by_its_own_name_where_a_question_is_well_posed(question):
    assert question.is_well_posed(GIVEN)
    for name in question.mistakes:
        assert judged(question, question.committed(name, GIVEN)) == name


def test_a_mistake_that_is_right_by_luck_makes_a_question_ill_posed():
    lucky = Order(right=lambda n: ["AB"], mistakes={"backwards": lambda n: ["B", "A"]})
    twins = NumberList(right=lambda n: [1], mistakes={"one": lambda n: [2], "two": lambda n: [2]})
    harmless = Classification(
        labels=("T", "B"), right=lambda n: {"1": {"T", "B"}}, mistakes={"x": lambda n: {"1": "B"}}
    )
    assert [one.is_well_posed(GIVEN) for one in (lucky, twins, harmless)] == [False] * 3


def test_what_needs_a_label_says_which_there_are():
    with raises(Unread) as told:
        CARDS.read("T, B, X", GIVEN)

    assert told.value.values["item"] == "3"
    assert "T (technocracy)" in told.value.values["choices"]
