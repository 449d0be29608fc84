"""Opinions asked one by one: what Wald says, and exactly what the lattice says, comes out."""

import json
from math import sqrt

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx, mark, raises

from jalur.classics import evidence
from jalur.errors import InputError
from jalur.theory import condorcet, sequential_test


def walls(accuracy, lead):
    """Share right and mean number of opinions of a walk in whole steps between two walls."""
    right = 1 / (1 + ((1 - accuracy) / accuracy) ** lead)
    return right, lead * (2 * right - 1) / (2 * accuracy - 1)


def test_eight_ahead_is_right_in_962_of_1000_after_37_opinions():
    right, opinions = walls(0.6, 8)
    asked = evidence(0.6, mistake=0.05, runs=4_000)

    assert (right, opinions) == (approx(0.962, abs=0.0005), approx(37.0, abs=0.05))
    assert (asked.lead, asked.fixed) == (8, 67)
    assert asked.right == approx(right, abs=4 * sqrt(right * (1 - right) / asked.runs))
    assert asked.opinions == approx(opinions, abs=4 * asked.error)
    assert asked.fixed_right == approx(condorcet(67, 0.6), abs=0.015)


@settings(max_examples=15)
@given(st.floats(0.55, 0.9), st.floats(0.01, 0.3), st.integers(0, 10**6))
def test_whatever_the_opinions_are_worth_the_walks_end_as_the_lattice_says(accuracy, mistake, seed):
    asked = evidence(accuracy, mistake, runs=600, seed=seed)
    right, opinions = walls(accuracy, asked.lead)

    assert right >= 1 - mistake - 1e-9
    assert asked.lead == 1 or walls(accuracy, asked.lead - 1)[0] < 1 - mistake
    assert asked.right == approx(right, abs=5 * sqrt(right * (1 - right) / 600) + 0.005)
    assert asked.opinions == approx(opinions, abs=5 * asked.error + 0.01)
    assert opinions >= sequential_test(1 - accuracy, accuracy, mistake).expected_n - 1e-9


def test_walk_and_majority_read_the_same_opinions():
    asked = evidence(runs=12, seed=3)
    trace = asked.trace
    walked, voted, stops = [], [], []
    for good, told in zip(trace["good"], trace["yes"], strict=True):
        lead = [told[:n].count("1") - told[:n].count("0") for n in range(len(told) + 1)]
        stop = next(n for n, ahead in enumerate(lead) if abs(ahead) == trace["lead"])
        stops.append(stop)
        walked.append((lead[stop] > 0) == good)
        voted.append((lead[trace["fixed"]] > 0) == good)
        assert len(told) == max(stop, trace["fixed"])

    assert (sum(walked) / 12, sum(voted) / 12) == approx((asked.right, asked.fixed_right))
    assert sum(stops) / 12 == approx(asked.opinions)


def test_the_same_seed_tells_the_same_story_and_more_cases_do_not_change_it():
    told = evidence(runs=20, seed=5).trace

    assert told == json.loads(json.dumps(told)) == evidence(runs=40, seed=5).trace
    assert told != evidence(runs=20, seed=6).trace
    assert evidence().trace["yes"][0][:16] == "0100010001001011"


@mark.parametrize(
    "wrong, said",
    [
        ({"accuracy": 0.5}, r"evidence: 'accuracy' must lie from 0.51 to 0.99 \(got 0.5\)"),
        ({"accuracy": 60}, r"'accuracy' .*\(got 60\)"),
        ({"mistake": 0}, r"evidence: 'mistake' must lie from 0.001 to 0.4 \(got 0\)"),
        ({"runs": 1}, r"evidence: 'runs' must be a whole number, 2 or more \(got 1\)"),
        ({"seed": -1}, r"evidence: 'seed' must be a whole number, 0 or more"),
    ],
)
def test_what_makes_no_sense_is_refused_in_both_languages(wrong, said):
    with raises(InputError, match=said) as refused:
        evidence(**wrong)

    assert repr(next(iter(wrong.values()))) in refused.value.in_language("id")
