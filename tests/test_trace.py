"""An animated case is a row of the log, always."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import raises

from jalur import Situation, act, desks, full, panel, simulate
from jalur.errors import InputError
from strategies import paths


@given(paths(deadlines=True), st.sampled_from([None, 0.2]))
@settings(max_examples=40)
def test_a_trace_says_what_the_log_says(path, arrivals):
    log = simulate(path, Situation(arrivals=arrivals), cases=12)
    told = json.loads(json.dumps(log.trace(cases=[2, 5]).record, allow_nan=False))

    assert told["cases"]["case"] == [2, 5]
    assert told["cases"]["end"] == [log.cases[1]["end"], log.cases[4]["end"]]
    for number in (2, 5):
        kept = [end for case, end in zip(told["visits"]["case"], told["visits"]["end"], strict=True)
                if case == number]  # fmt: skip
        assert sorted(kept) == sorted(log.visits.where(case=number)["end"])


def test_the_tree_of_the_path_points_at_its_steps():
    path = (panel(3, 0.8, 30) & desks(2, 0.9, 0.3, 10)) >> act()
    told = simulate(path, cases=3).trace().record

    assert told["path"] == {
        "series": [
            {
                "join": 0,
                "parts": [
                    {"join": 1, "parts": [{"step": 0}, {"step": 1}, {"step": 2}]},
                    {"series": [{"step": 3}, {"step": 4}]},
                ],
            },
            {"step": 5},
        ]
    }
    assert told["joins"] == [
        {"k": 2, "n": 2, "panel": False},
        {"k": 2, "n": 3, "panel": True},
    ]
    assert [step["name"] for step in told["steps"]] == [
        "expert_1", "expert_2", "expert_3", "desk_1", "desk_2", "act",
    ]  # fmt: skip


def test_votes_point_at_the_joins_of_the_tree():
    told = simulate((panel(3, 0.8, 30) & desks(2, 0.9, 0.3, 10)) >> act(), cases=1).trace().record

    ends = dict(zip(told["votes"]["join"], told["votes"]["end"], strict=True))
    assert ends[1] == 30
    assert ends[0] >= min(ends[1], 10)


def test_visits_are_told_in_order_of_time_then_case_then_place():
    visits = simulate(full(), cases=20).trace().record["visits"]
    order = list(zip(visits["leave"], visits["case"], visits["step"], strict=True))

    assert order == sorted(order)


def test_the_first_so_many_cases_can_be_asked_for():
    assert simulate(full(), cases=20).trace(3).record["cases"]["case"] == [1, 2, 3]


def test_a_case_that_is_not_there_is_named():
    with raises(InputError, match=r"from 1 to 20 \(got \[21\]\)"):
        simulate(full(), cases=20).trace([3, 21])


def test_the_expected_days_are_told_where_they_are_known():
    assert simulate(full(), cases=2).trace().record["expected_days"] == 101
    slow = desks(1, 0, 0, 3)
    assert simulate(slow, cases=2).trace().record["expected_days"] is None
