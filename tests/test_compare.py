"""Which is better? It depends, and here is on what."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx, mark, raises

from jalur import (
    Situation,
    Step,
    act,
    bureaucracy,
    desks,
    direct,
    flash_flood,
    full,
    hazardous_chemicals,
    stall_permits,
    technocracy,
    value,
    village_bridge,
)
from jalur.errors import InputError
from jalur.model import best, phase
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


def test_no_contender_is_lost_though_another_looks_the_same():
    strict, kind = desks(2, 0.8, 0.1, 1), desks(2, 0.9, 0.3, 1)

    assert best([strict, kind], Situation()).table["path"].count("desk_1 >> desk_2 (2)") == 1
    assert len(best([direct(), direct()], Situation()).table) == 3


def test_a_single_path_is_a_contest_too():
    assert best(direct(), Situation(1)).winner == "direct"


def test_the_map_says_what_the_values_say():
    drawn = phase(FOUR, Situation(), cells=9)

    for y, row in zip(drawn.ys, drawn.winner, strict=True):
        for x, won in zip(drawn.xs, row, strict=True):
            assert drawn.names[won] == best(FOUR, Situation(good_share=x, urgency=y)).winner


def test_the_map_keeps_what_every_contender_is_worth_and_not_the_winner_only():
    drawn = phase(FOUR, village_bridge(), cells=3)

    for y, row, most in zip(drawn.ys, drawn.values, drawn.value, strict=True):
        for x, worth, winning in zip(drawn.xs, row, most, strict=True):
            world = replace(village_bridge(), good_share=x, urgency=y)
            assert worth == (*(value(path, world) for path in FOUR), 0)
            assert winning == max(worth)
    assert (drawn.paths, drawn.situation) == (tuple(FOUR), village_bridge())


@mark.parametrize(
    "brief", [flash_flood(), village_bridge(), hazardous_chemicals(), stall_permits()]
)
def test_every_brief_lies_on_the_map_and_not_beside_it(brief):
    drawn = phase([direct()], Situation())

    assert min(abs(x - brief.good_share) for x in drawn.xs) < 1e-12
    assert min(abs(y - brief.urgency) for y in drawn.ys) < 1e-12


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
        (lambda: phase(FOUR, Situation(), x="luck"), "'x' must be one of good_share"),
        (lambda: phase(FOUR, Situation(), x="leak", y="leak"), "two different numbers .got 'leak'"),
        (lambda: phase(FOUR, Situation(), y=("urgency", 1, 0)), "range of 'y' must rise"),
        (lambda: phase(FOUR, Situation(), y=("urgency", 0.1)), "'y' must be a number's name, or"),
        (lambda: phase(FOUR, Situation(), x=3), "'x' must be a number's name, or .* .got 3"),
        (lambda: phase(FOUR, Situation(), x=("loss", "0", 9)), "range of 'x' must rise"),
        (lambda: phase(FOUR, None), "situation"),
        (lambda: phase(FOUR, Situation(), cells=1), "'cells' must be a whole number, 2 or more"),
        (lambda: best([direct], Situation()), "with brackets"),
    ],
    ids=[
        "x",
        "same axes",
        "falling range",
        "one end",
        "no axis",
        "no number",
        "no situation",
        "one cell",
        "no brackets",
    ],
)
def test_what_cannot_be_compared_is_told(ask, said):
    with raises(InputError, match=said):
        ask()
