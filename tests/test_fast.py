"""Two engines, one answer."""

import json
from pathlib import Path
from statistics import NormalDist

import numpy as np
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from pytest import approx, mark, raises

from jalur import Situation, act, desks, full, panel, simulate
from jalur.model import chance, engine, fast, luck
from strategies import paths

arrivals = st.sampled_from([None, None, 0.02, 0.2, 1.0, 1e4])
seeds = st.integers(0, 2**64 - 1)


def assert_same(one, two):
    """Days and verdicts bit for bit, money to 1e-12."""
    for name in ("visits", "votes"):
        ours, theirs = getattr(one, name), getattr(two, name)
        assert list(ours.columns) == list(theirs.columns)
        for column in ours.columns:
            assert list(ours[column]) == list(theirs[column]), column
    for column in ("case", "good", "accepted", "arrival", "end"):
        assert list(one.cases[column]) == list(two.cases[column]), column
    for column in ("cost", "leaked", "value"):
        assert list(one.cases[column]) == approx(list(two.cases[column]), rel=1e-12, abs=1e-12)


@given(paths(fixed=True, deadlines=True), arrivals, seeds, st.integers(1, 60))
@settings(max_examples=200)
def test_the_two_engines_agree_where_ties_abound(path, rate, seed, cases):
    world = Situation(arrivals=rate, urgency=0.01)

    assert_same(engine.walk(path, world, cases, seed), fast.walk(path, world, cases, seed))


@given(paths(deadlines=True), arrivals, seeds, st.integers(1, 60))
@settings(max_examples=200)
def test_the_two_engines_agree_on_days_that_vary(path, rate, seed, cases):
    world = Situation(arrivals=rate, urgency=0.01)

    assert_same(engine.walk(path, world, cases, seed), fast.walk(path, world, cases, seed))


@given(st.sampled_from([0.0, 0.3, 1.0]), st.sampled_from([0, 1, 2]), arrivals, seeds)
@settings(max_examples=40)
def test_the_two_engines_agree_on_judges_who_copy(correlation, variation, rate, seed):
    path = panel(5, 0.7, 10, correlation, variation=variation, watch=0.1, cost=1) >> act()
    world = Situation(arrivals=rate)

    assert_same(engine.walk(path, world, 50, seed), fast.walk(path, world, 50, seed))


@mark.parametrize("rate", [None, 0.08])
def test_blocks_leave_no_seam(rate, monkeypatch):
    path = desks(3, 0.9, 0.3, 10, variation=1, rounds=0.1, deadline=40) >> act()
    world = Situation(arrivals=rate)
    monkeypatch.setattr(fast, "BLOCK", 7)

    assert_same(engine.walk(path, world, 200, 3), fast.walk(path, world, 200, 3))


@given(seeds, st.text(max_size=9), st.sampled_from(sorted(luck._WHAT)), st.integers(0, 40))
@example(0, "", "good", 0)
def test_both_draw_the_same_luck(seed, name, what, turn):
    cases = np.array([1, 2, 1000, 2**31])
    at = luck.address(seed, name, what, turn)

    drawn = chance.uniform(seed, name, what, turn, cases)
    assert drawn.tolist() == [luck.uniform(at, case) for case in cases.tolist()]


def test_the_normal_quantile_is_that_of_the_standard_library():
    p = np.concatenate([np.linspace(1e-6, 1 - 1e-6, 5001), 2.0 ** -np.arange(1, 53)])
    exact = [NormalDist().inv_cdf(x) for x in p.tolist()]

    assert chance.quantile(p) == approx(exact, rel=2e-15, abs=1e-15)


def test_a_large_run_takes_the_fast_engine_and_tells_the_same_story():
    small, large = simulate(full(), cases=50, seed=7), simulate(full(), cases=5_000, seed=7)

    assert type(small.cases["end"]) is list
    assert isinstance(large.cases["end"], np.ndarray)
    assert list(small.cases) == [large.cases[row] for row in range(50)]


def test_a_trace_of_a_large_run_is_plain_data():
    few, many = (
        json.dumps(simulate(full(), cases=n, seed=7).trace(20).record, allow_nan=False)
        for n in (20, 5_000)
    )

    assert few == many


# What the law is worth: each mutant breaks one rule of the readable engine, and must be caught.
MUTANTS = {
    "the higher number first at equal arrivals": (
        "in sorted(files)", "in sorted(files, key=lambda file: (file[0], -file[1]))",
    ),
    "silence at the deadline, not after it": (
        "end > arrive + step.deadline", "end >= arrive + step.deadline",
    ),
    "the official drops the papers at the deadline": (
        "heapreplace(free, end)",
        "heapreplace(free, min(end, max(begin, arrive + (step.deadline or 1e9))))",
    ),
    "a silent yes keeps watch": ("True, 1.0, \"silent\"", "True, watched, \"silent\""),
    "only a yes is paid for": (
        "self.cost[case] += step.cost",
        "self.cost[case] += step.cost * self._says_yes(step, case, panel)",
    ),
    "the later branch is read first": (
        "sorted(said[case])", "sorted(said[case], key=lambda s: (s[0], -s[1]))",
    ),
    "a vote that can still be won is given up": (
        "noes > len(vote.parts) - vote.k", "noes >= len(vote.parts) - vote.k",
    ),
    "every yes of a vote keeps watch": (
        "            kept *= share\n", "            kept *= share ** 2\n",
    ),
    "a new round has the old luck": ('step.name, "days", turn)', 'step.name, "days", 0)'),
    "one official more": ("[0.0] * step.officials", "[0.0] * (step.officials + 1)"),
    "the judges never copy": ("< panel.correlation", "< 0"),
}  # fmt: skip


@mark.parametrize("mutant", MUTANTS)
def test_a_broken_rule_does_not_go_unseen(mutant):
    right, wrong = MUTANTS[mutant]
    source = Path(engine.__file__).read_text("utf-8")
    assert source.count(right) == 1
    broken = {"__name__": "mutant"}
    exec(compile(source.replace(right, wrong), "mutant", "exec"), broken)
    panels = st.builds(lambda n: panel(n, 0.7, 10, 0.5, watch=0.1), st.sampled_from([1, 3, 5]))

    @given(paths(deadlines=True) | paths(fixed=True, deadlines=True) | panels, arrivals, seeds)
    @settings(max_examples=400, phases=[Phase.generate], database=None)
    def law(path, rate, seed):
        world = Situation(arrivals=rate)
        assert_same(broken["walk"](path, world, 30, seed), fast.walk(path, world, 30, seed))

    with raises(AssertionError):
        law()
