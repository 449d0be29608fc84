"""Which is better? It depends, and here is on what."""

from math import exp, log

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx, mark, raises

from jalur import Situation, Step, act, bureaucracy, desks, direct, full, technocracy, value
from jalur.errors import InputError
from jalur.model import best, break_even, phase
from jalur.model.compare import NOTHING
from strategies import paths, situations

FOUR = [direct(), technocracy(), bureaucracy(), full()]


@given(st.lists(paths(fixed=True), min_size=1, max_size=4), situations)
@settings(max_examples=50)
def test_nobody_is_worth_more_than_the_winner_and_nothing_takes_part(contenders, situation):
    won = best(contenders, situation)

    assert won.value == max([0.0, *(value(path, situation) for path in contenders)])
    assert NOTHING in won.table["path"]
    assert list(won.table["value"]) == sorted(won.table["value"], reverse=True)


def test_at_equal_values_the_earlier_in_the_list_wins():
    twins = {"one": direct(), "two": direct()}

    assert best(twins, Situation(1)).winner == "one"
    assert best(dict(reversed(twins.items())), Situation(1)).winner == "two"


def test_a_path_that_is_worth_nothing_is_no_better_than_nothing():
    assert best([Step("wall", "clear", good=0, bad=0)], Situation()).winner != NOTHING
    assert best([direct()], Situation(0)).winner == NOTHING


def test_paths_of_one_name_are_told_apart_by_their_expression():
    told = best([bureaucracy(1), bureaucracy(2)], Situation()).table["path"]

    assert {"desk_1 >> act", "desk_1 >> desk_2 >> act"} < set(told)


def test_a_single_path_is_a_contest_too():
    assert best(direct(), Situation(1)).winner == "direct"


def test_two_paths_tie_where_the_algebra_says():
    # 100 e^(-δ) = 80 e^(-11 δ)/0.8 ... : one path passes all in a day, the other waits ten more
    # for twice the gain share; the tie is at δ = ln(g)/10.
    fast, slow = Step("poor", "clear", good=0.5, days=1), Step("rich", "clear", good=1.0, days=11)

    tie = break_even(fast, slow, Situation(1, leak=0))
    assert tie == (approx(log(2) / 10, rel=1e-9),)
    assert exp(-tie[0]) * 0.5 == approx(exp(-11 * tie[0]))


def test_a_tie_over_the_share_of_good_proposals_is_exact():
    (tie,) = break_even(direct(), technocracy(), Situation(urgency=0.02), over="good_share")

    world = Situation(tie, urgency=0.02)
    assert value(direct(), world) == approx(float(value(technocracy(), world)))


def test_paths_can_tie_twice():
    # Three exponentials can meet twice: the middle path leads only between the two ties.
    mixed = Step("sure", "clear", good=0.3, days=2) | Step("late", "clear", good=0.9, days=40)
    steady = Step("steady", "clear", good=0.8, days=12)
    ties = break_even(mixed, steady, Situation(1, leak=0))

    assert len(ties) == 2
    assert list(ties) == sorted(ties)
    for tie in ties:
        world = Situation(1, urgency=tie, leak=0)
        assert value(mixed, world) == approx(float(value(steady, world)), abs=1e-7)


@mark.parametrize("over", ["good_share", "urgency", "gain", "loss", "budget", "leak"])
def test_a_path_never_ties_with_itself(over):
    assert break_even(full(), full(), Situation(), over=over) == ()


def test_a_tie_out_of_range_is_no_tie():
    assert break_even(direct(), bureaucracy(), Situation(1), over="leak") == ()


def test_the_map_says_what_the_values_say():
    drawn = phase(FOUR, Situation(), cells=9)

    for y, row in zip(drawn.ys, drawn.winner, strict=True):
        for x, won in zip(drawn.xs, row, strict=True):
            assert drawn.names[won] == best(FOUR, Situation(good_share=x, urgency=y)).winner


def test_the_answer_is_a_map_and_not_a_name():
    drawn = phase(FOUR, Situation(), cells=20)

    assert set(drawn.table["path"]) == {"direct", "technocracy", "bureaucracy", NOTHING}
    assert sum(drawn.table["share"]) == approx(1)


def test_an_axis_can_be_given_its_ends():
    drawn = phase(FOUR, Situation(), x=("loss", 0, 1000), y="good_share", cells=3)

    assert drawn.xs == (0, 500, 1000)
    assert drawn.ys == (0, 0.5, 1)


def test_a_simulated_path_can_stand_on_the_map():
    uneven = desks(2, 0.9, 0.3, 10, variation=2) >> act()
    drawn = phase([direct(), uneven], Situation(), cells=4)

    world = Situation(drawn.xs[2], urgency=drawn.ys[1])
    assert drawn.value[1][2] == approx(max(0.0, value(direct(), world), value(uneven, world)))


@mark.parametrize(
    ("ask", "said"),
    [
        (
            lambda: break_even(direct(), full(), Situation(), over="luck"),
            "'over' must be one of good_",
        ),
        (lambda: phase(FOUR, Situation(), x="luck"), "'x' must be one of good_share"),
        (lambda: phase(FOUR, Situation(), x="leak", y="leak"), "two different numbers .got 'leak'"),
        (lambda: phase(FOUR, Situation(), y=("urgency", 1, 0)), "range of 'y' must rise"),
        (lambda: phase(FOUR, Situation(), cells=1), "'cells' must be a whole number, 2 or more"),
        (lambda: best([direct], Situation()), "with brackets"),
    ],
    ids=["over", "x", "same axes", "falling range", "one cell", "no brackets"],
)
def test_what_cannot_be_compared_is_told(ask, said):
    with raises(InputError, match=said):
        ask()
