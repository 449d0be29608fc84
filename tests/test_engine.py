"""The readable engine keeps the rules of the model."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from statistics import fmean

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx, raises

from jalur import Situation, Step, act, desks, direct, full, panel, simulate, vote
from jalur.errors import InputError
from jalur.model.limits import TICK
from strategies import paths


def visits_of(log, case):
    return list(log.visits.where(case=case))


def test_the_same_seed_tells_the_same_story():
    one, two = (simulate(full(), Situation(), cases=50, seed=7) for _ in range(2))

    assert one.cases == two.cases
    assert one.visits == two.visits


def test_another_seed_tells_another_story():
    assert simulate(full(), cases=50, seed=7).cases != simulate(full(), cases=50, seed=8).cases


def test_a_fresh_seed_is_kept_and_can_be_played_again():
    log = simulate(full(), cases=50, seed=None)

    assert simulate(full(), cases=50, seed=log.seed).visits == log.visits


def test_the_story_of_seed_seven_is_the_same_for_ever():
    # Written down once; it changes only if the luck or the rules change, and then on purpose.
    log = simulate(desks(2, 0.9, 0.3, 10, variation=1) >> act(), Situation(), cases=4, seed=7)

    assert log.cases["good"] == GOLDEN["good"]
    assert log.cases["accepted"] == GOLDEN["accepted"]
    assert [days / TICK for days in log.cases["end"]] == GOLDEN["ticks"]


def test_the_stories_are_those_that_were_written_down():
    told = subprocess.run(
        [sys.executable, Path(__file__).with_name("stories.py")],
        capture_output=True, text=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip

    assert told == Path(__file__).with_name("stories.txt").read_text("utf-8")


def test_two_paths_are_compared_on_the_same_proposals():
    one, two = simulate(direct(), cases=200), simulate(full(), cases=200)

    assert one.cases["good"] == two.cases["good"]


def test_the_same_desk_on_two_paths_says_the_same():
    desk = Step("land", "clear", good=0.5, bad=0.5, days=3, variation=1)
    alone, later = (
        simulate(desk, cases=100),
        simulate(act(5) >> replace(desk, good=1, bad=1), cases=100),
    )

    days = {v["case"]: v["end"] - v["begin"] for v in later.visits.where(step=1)}
    assert all(v["end"] - v["begin"] == days[v["case"]] for v in alone.visits)


@given(paths(deadlines=True), st.integers(1, 30))
@settings(max_examples=50)
def test_a_case_can_be_replayed_in_any_company_when_nobody_waits(path, cases):
    few, many = simulate(path, cases=cases), simulate(path, cases=40)

    assert list(few.cases) == list(many.cases)[:cases]
    assert visits_of(few, cases) == visits_of(many, cases)


@given(paths(deadlines=True), st.sampled_from([None, 0.05, 0.5]))
@settings(max_examples=100)
def test_a_higher_probability_only_ever_adds_cases(path, arrivals):
    first = path.steps[0]
    if first.kind == "act":
        return

    def kinder(part):
        if part == first:
            return replace(part, good=1, bad=1)
        return (
            replace(part, parts=tuple(map(kinder, part.parts))) if hasattr(part, "parts") else part
        )

    situation = Situation(arrivals=arrivals)
    strict = simulate(path, situation, cases=40)
    if arrivals is None:
        kind = simulate(kinder(path), situation, cases=40)
        assert all(
            more >= less
            for more, less in zip(kind.cases["accepted"], strict.cases["accepted"], strict=True)
        )


def test_first_come_first_served_and_at_equal_times_the_lower_number():
    log = simulate(
        Step("a", "clear", days=1) >> Step("b", "clear", days=2), Situation(arrivals=1e6), cases=5
    )

    served = sorted(log.visits.where(step=1), key=lambda visit: visit["begin"])
    assert [visit["case"] for visit in served] == [1, 2, 3, 4, 5]


@given(paths(deadlines=True), st.floats(0.05, 2))
@settings(max_examples=60)
def test_no_desk_ever_works_on_more_files_than_it_has_officials(path, rate):
    log = simulate(path, Situation(arrivals=rate), cases=40)

    for place, step in enumerate(path.steps):
        visits = list(log.visits.where(step=place))
        for visit in visits:
            at_work = [v for v in visits if v["begin"] <= visit["begin"] < v["end"]]
            assert len(at_work) <= step.officials


@given(paths(deadlines=True), st.floats(0.05, 2))
@settings(max_examples=60)
def test_no_official_is_idle_while_a_file_waits(path, rate):
    log = simulate(path, Situation(arrivals=rate), cases=40)

    for place, step in enumerate(path.steps):
        visits = list(log.visits.where(step=place))
        for visit in visits:
            if visit["begin"] > visit["arrive"]:
                just_before = visit["begin"] - TICK
                busy = [v for v in visits if v["begin"] <= just_before < v["end"]]
                assert len(busy) == step.officials


def test_without_arrivals_nobody_waits():
    log = simulate(full(), cases=20)

    assert log.visits["begin"] == log.visits["arrive"]


def test_a_queue_is_as_long_as_the_formula_says():
    # M/M/1 at load 0.8: mean time in the system is 1/(μ-λ) = 50 days.
    log = simulate(Step("desk", "clear", days=10, variation=1), Situation(arrivals=0.08), 60_000)

    stay = [v["end"] - v["arrive"] for v in log.visits][6_000:]
    assert fmean(stay) == approx(50, rel=0.08)


def test_the_last_round_brings_the_verdict_and_the_official_keeps_the_file():
    log = simulate(
        Step("desk", "clear", days=1, rounds=0.5), Situation(arrivals=1e6), cases=300, seed=2
    )

    ordered = sorted(log.visits, key=lambda visit: visit["begin"])
    assert any(visit["returns"] for visit in ordered)
    for visit, following in zip(ordered, ordered[1:], strict=False):
        assert visit["end"] - visit["begin"] == len(visit["returns"]) + 1
        assert following["begin"] >= visit["end"]


def test_silence_is_a_yes_but_the_official_reads_on():
    slow = Step("slow", "clear", good=0, bad=0, days=10, deadline=4, cost=2, watch=1)
    log = simulate(slow >> act(1), Situation(arrivals=0.5, leak=0.5, budget=10), cases=10, seed=3)

    first, second = log.visits.where(step=0)[0], log.visits.where(step=0)[1]
    assert set(log.visits.where(step=0)["verdict"]) == {"silent"}
    assert all(log.cases["accepted"])
    assert first["leave"] == first["arrive"] + 4
    assert second["begin"] == max(second["arrive"], first["end"])
    assert set(log.cases["leaked"]) == {5.0}  # nobody watched
    assert set(log.cases["cost"]) == {2.0}


def test_done_exactly_at_the_deadline_is_in_time():
    log = simulate(Step("desk", "clear", good=0, bad=0, days=4, deadline=4), cases=5)

    assert set(log.visits["verdict"]) == {"no"}


def test_a_no_ends_the_row_and_later_steps_are_not_paid():
    path = Step("no", "clear", good=0, bad=0, days=3, cost=1) >> Step("later", "clear", cost=10)
    log = simulate(path, cases=5)

    assert set(log.visits["step"]) == {0}
    assert set(log.cases["cost"]) == {1.0}
    assert set(log.cases["end"]) == {3.0}


def test_a_branch_is_worked_through_and_paid_though_all_is_decided():
    fast = Step("fast", "clear", good=0, bad=0, days=2, cost=1)
    row = Step("slow_1", "clear", days=5, cost=1) >> Step("slow_2", "clear", days=5, cost=1)
    log = simulate(fast & row, cases=1)

    assert log.cases[0]["end"] == 2
    assert log.cases[0]["cost"] == 3
    assert [visit["end"] for visit in log.visits] == [2, 5, 10]
    assert log.trace().record["visits"]["after"] == [False, True, True]


def test_one_yes_is_enough_and_goes_on_at_once():
    path = (Step("fast", "clear", days=2) | Step("slow", "clear", days=9)) >> act(1)
    log = simulate(path, cases=1)

    assert log.cases[0]["end"] == 3
    assert log.votes[0] == {"case": 1, "join": 0, "begin": 0, "end": 2, "accepted": True}


def test_a_vote_is_over_when_too_many_have_said_no():
    no = [Step(f"no_{n}", "clear", good=0, bad=0, days=n) for n in (1, 2)]
    log = simulate(vote(2, [*no, Step("yes", "clear", days=9)]), cases=1)

    assert log.cases[0]["end"] == 2
    assert not log.cases[0]["accepted"]


def test_at_equal_times_the_earlier_branch_is_read_first():
    one, two = (Step(name, "clear", days=2, watch=w) for name, w in (("one", 1), ("two", 0)))
    situation = Situation(leak=1, budget=8)

    assert simulate(one | two, situation, cases=1).cases[0]["leaked"] == 0
    assert simulate(two | one, situation, cases=1).cases[0]["leaked"] == 8


def test_only_the_yeses_that_were_read_keep_watch():
    parts = [Step(f"s{n}", "clear", days=n, watch=0.5) for n in (1, 2, 3)]
    log = simulate(vote(2, parts), Situation(leak=1, budget=8), cases=1)

    assert log.cases[0]["leaked"] == 8 * 0.5**2


def test_an_audit_after_the_act_keeps_watch_too():
    path = act(1) >> Step("audit", "assess", days=5, watch=0.75)

    assert simulate(path, Situation(leak=1, budget=8), cases=1).cases[0]["leaked"] == 2


def test_judges_who_copy_say_the_same_and_each_in_his_own_time():
    path = panel(3, 0.6, 10, correlation=1, variation=1)
    log = simulate(path, cases=100)

    for case in range(1, 101):
        said = visits_of(log, case)
        assert len({visit["verdict"] for visit in said}) == 1
        assert len({visit["end"] for visit in said}) == 3


def test_gain_fades_with_waiting_and_losses_do_not():
    situation = Situation(good_share=0.5, urgency=0.1, gain=100, loss=40, budget=10, leak=0.5)
    log = simulate(act(10), situation, cases=30)

    for case in log.cases:
        won = 100 * 2.718281828459045**-1 if case["good"] else -40
        assert case["value"] == approx(won - 5)


def test_everything_on_the_grid_adds_up_exactly():
    log = simulate(desks(9, 1, 1, 0.1, variation=2), cases=50)

    assert all((end / TICK).is_integer() for end in log.visits["end"])


def test_cases_and_seeds_are_whole_numbers():
    with raises(InputError, match="simulate: 'cases' must be a whole number, 1 or more .got 0"):
        simulate(direct(), cases=0)
    with raises(InputError, match="simulate: 'seed' must be a whole number, 0 or more .got -1"):
        simulate(direct(), seed=-1)


GOLDEN = {
    "good": [True, False, False, True],
    "accepted": [True, False, False, True],
    "ticks": [20806265.0, 2381066.0, 30007675.0, 54218524.0],
}
