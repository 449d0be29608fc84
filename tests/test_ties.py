"""Where two paths are worth the same, and who is ahead in between."""

import pickle
from dataclasses import replace
from itertools import pairwise
from math import exp, inf, log

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx, mark, raises

from jalur import Situation, Step, bureaucracy, desks, direct, full, technocracy, value
from jalur.errors import InputError
from jalur.model import act, break_even
from jalur.model.compare import named
from strategies import paths, situations


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


@given(paths(fixed=True), paths(fixed=True), situations, st.sampled_from(["urgency", "loss"]))
@settings(max_examples=60)
def test_between_two_ties_the_one_that_is_ahead_is_worth_more(one, other, situation, over):
    ties, first = break_even(one, other, situation, over=over), next(iter(named([one, other])))
    ends = [*ties.table["from"], ties.table["to"][-1]]
    assert set(ties) <= {*ends, *(tie for tie in ties if tie in (0.0, 1.0))}
    for (low, high), ahead in zip(pairwise(ends), ties.table["ahead"], strict=True):
        if high - low < 1e-9:
            continue
        at = low + 0.4 * (min(high, low + 10) - low)
        world = replace(situation, **{over: at})
        lead = value(one, world) - value(other, world)
        assert lead == approx(0, abs=1e-9) or (lead > 0) == (ahead == first)


def test_the_table_reaches_from_one_end_of_the_range_to_the_other():
    over_loss = break_even(direct(), technocracy(), Situation(0.9), over="loss").table

    assert (over_loss["from"][0], over_loss["to"][-1]) == (0, inf)
    assert over_loss["ahead"] == ["direct", "technocracy"]


def test_paths_that_look_the_same_are_told_apart_in_the_table():
    strict, kind = desks(2, 0.8, 0.1, 1) >> act(), desks(2, 0.9, 0.3, 1) >> act()

    ahead = break_even(strict, kind, Situation(), over="good_share").table["ahead"]
    assert ahead == ["desk_1 >> desk_2 >> act", "desk_1 >> desk_2 >> act (2)"]


def test_where_files_queue_a_tie_over_the_share_of_good_proposals_is_a_tie_of_values():
    # The strict desk refuses the bad, so the slow one behind it waits for fewer.
    strict = Step("gate", "clear", good=1, bad=0, days=1) >> Step("slow", "clear", days=8) >> act()
    (tie,) = break_even(direct(), strict, Situation(arrivals=0.1, urgency=0.01), "good_share")

    world = Situation(tie, arrivals=0.1, urgency=0.01)
    assert value(direct(), world) == approx(float(value(strict, world)), abs=0.05)


def test_ties_travel_with_their_table():
    ties = break_even(direct(), technocracy(), Situation(0.9))

    again = pickle.loads(pickle.dumps(ties))
    assert again == ties
    assert again.table == ties.table


def test_what_is_no_number_of_the_situation_is_refused():
    with raises(InputError, match="'over' must be one of good_"):
        break_even(direct(), full(), Situation(), over="luck")
