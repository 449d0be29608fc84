"""Queues wait as long as the formulas say, on paper and in the model."""

from fractions import Fraction
from functools import cache
from math import factorial, sqrt
from statistics import fmean, stdev

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, mark

from jalur import Situation, Step, desks, simulate
from jalur.theory import kingman, queue, tacit_approval, tandem

loads = st.floats(0, 0.99)


def erlang_c(offered, officials):
    """The share that waits, summed from the states of the queue."""
    full = offered**officials / factorial(officials) * officials / (officials - offered)
    free = sum(offered**k / factorial(k) for k in range(officials))
    return full / (free + full)


def test_at_nine_tenths_load_one_day_of_work_takes_ten():
    desk = queue(0.9, 1)

    assert desk.utilisation == approx(0.9)
    assert desk.delay_probability == approx(0.9)
    assert desk.waiting == approx(9)
    assert desk.lead_time == approx(10)
    assert desk.length == approx(9)


@mark.parametrize(("officials", "delayed", "waiting"), [(1, 0.8, 4), (10, 0.40918, 0.20459)])
def test_pooled_officials_keep_people_waiting_less(officials, delayed, waiting):
    desk = queue(0.8 * officials, 1, officials)

    assert desk.delay_probability == approx(delayed, abs=5e-6)
    assert desk.waiting == approx(waiting, abs=5e-6)


@given(st.integers(1, 40), st.integers(0, 99))
def test_the_share_that_waits_is_that_of_all_full_states(officials, hundredth):
    offered = Fraction(hundredth, 100) * officials
    desk = queue(float(offered), 1, officials)

    assert desk.delay_probability == approx(float(erlang_c(offered, officials)), rel=1e-9)


@given(loads, st.floats(0.1, 10), st.integers(1, 30))
def test_length_is_arrivals_times_lead_time(load, service_rate, officials):
    arrivals = load * officials * service_rate
    desk = queue(arrivals, service_rate, officials)

    assert desk.lead_time == approx(desk.waiting + 1 / service_rate)
    assert desk.length == approx(arrivals * desk.lead_time)
    assert desk.utilisation == approx(load)


@given(loads, loads, st.integers(1, 30))
def test_more_arrivals_wait_longer_and_more_officials_shorter(load, other, officials):
    calm, busy = (queue(officials * x, 1, officials) for x in sorted((load, other)))

    assert calm.waiting <= busy.waiting
    assert 0 <= calm.delay_probability <= busy.delay_probability <= 1
    assert queue(officials * load, 1, officials + 1).waiting <= queue(
        officials * load, 1, officials
    ).waiting + 1e-12  # fmt: skip


def test_an_office_nobody_comes_to_keeps_nobody_waiting():
    assert queue(0, 4).waiting == queue(0, 4).length == 0
    assert queue(0, 4).lead_time == 0.25


def test_seven_desks_in_a_row_take_seventy_days():
    assert tandem(0.9, 1, n=7) == approx(70)


@given(loads, st.integers(1, 20))
def test_a_row_of_desks_takes_as_long_as_its_desks_together(load, n):
    assert tandem(load, 1, n) == approx(n * queue(load, 1).lead_time, rel=1e-9)


@given(loads)
def test_kingman_is_exact_where_all_is_random(load):
    assert kingman(load, 1, 1, service_time=1) == approx(queue(load, 1).waiting, rel=1e-9)


def test_kingman_gives_the_published_wait_and_half_of_it_for_steady_work():
    assert kingman(0.9, 1, 1, service_time=1) == approx(9)
    assert kingman(0.9, 1, 0, service_time=1) == approx(4.5)
    assert kingman(0.9, 0, 0, service_time=1) == 0


@given(loads, loads, st.floats(0, 3), st.floats(0, 3), st.floats(0, 20))
def test_load_and_variability_only_ever_lengthen_the_wait(load, other, calm, extra, time):
    low, high = sorted((load, other))

    assert kingman(low, calm, calm, time) <= kingman(high, calm, calm, time)
    assert kingman(low, calm, 1, time) <= kingman(low, calm + extra, 1, time)
    assert kingman(low, 1, calm, time) <= kingman(low, 1, calm + extra, time)
    assert kingman(low, calm, 1, 2 * time) == approx(2 * kingman(low, calm, 1, time))


def test_congestion_turns_silence_into_a_yes():
    got = tacit_approval(0.9, 1, deadline=5, bad=0.1)

    assert got.silent == approx(0.606531, abs=5e-7)
    assert got.bad == approx(0.645878, abs=5e-7)


@given(loads, loads, st.floats(0, 100), st.floats(0, 1))
def test_the_busier_the_desk_the_more_bad_files_pass(load, other, deadline, bad):
    calm, busy = (tacit_approval(x, 1, deadline, bad) for x in sorted((load, other)))

    assert 0 <= calm.silent <= busy.silent <= 1
    assert bad - 1e-12 <= calm.bad <= busy.bad + 1e-12 <= 1 + 2e-12


def test_no_time_to_answer_is_a_yes_and_endless_time_is_the_desk_itself():
    assert tacit_approval(0.5, 1, deadline=0, bad=0.1).bad == 1
    assert tacit_approval(0.5, 1, deadline=1e6, bad=0.1).bad == 0.1


CASES = 24_000


@cache
def told(officials, variation):
    """The visits of a long run at one desk: 10 days of work, load 0.7."""
    desk = Step("desk", "clear", days=10, variation=variation, officials=officials)
    log = simulate(desk, Situation(arrivals=0.07 * officials), cases=CASES, seed=5)
    visits = sorted(log.visits, key=lambda visit: visit["case"])
    return [(visit["begin"] - visit["arrive"], visit["end"] - visit["arrive"]) for visit in visits]


def agrees(observed, promised):
    """Whether 20 batches, after a tenth that is dropped, lie within 5 standard errors."""
    kept = observed[len(observed) // 10 :]
    size = len(kept) // 20
    means = [fmean(kept[start : start + size]) for start in range(0, 20 * size, size)]
    return abs(fmean(means) - promised) < 5 * stdev(means) / sqrt(20)


@mark.parametrize("officials", [1, 3])
def test_the_queue_of_the_model_keeps_the_promise(officials):
    promised = queue(0.07 * officials, 0.1, officials)
    visits = told(officials, 1)

    assert agrees([waited for waited, _ in visits], promised.waiting)
    assert agrees([stayed for _, stayed in visits], promised.lead_time)
    assert agrees([waited > 0 for waited, _ in visits], promised.delay_probability)
    # The check can tell: it refuses what is a quarter off.
    assert not agrees([stayed for _, stayed in visits], 1.25 * promised.lead_time)


def test_steady_work_in_the_model_waits_as_kingman_says():
    promised = kingman(0.7, 1, 0, service_time=10)

    assert agrees([waited for waited, _ in told(1, 0)], promised)


def test_the_row_of_desks_in_the_model_keeps_the_promise():
    path = desks(3, good=1, bad=1, days=10, variation=1)
    log = simulate(path, Situation(arrivals=0.06), cases=CASES // 2, seed=6)
    stayed = [case["end"] - case["arrival"] for case in log.cases]

    assert agrees(stayed, tandem(0.06, 0.1, n=3))


def test_silence_in_the_model_keeps_the_promise():
    desk = Step("desk", "clear", good=1, bad=0.1, days=10, variation=1, deadline=15)
    log = simulate(desk, Situation(good_share=0, arrivals=0.07), cases=CASES, seed=8)
    promised = tacit_approval(0.07, 0.1, deadline=15, bad=0.1)
    silent = {visit["case"]: visit["verdict"] == "silent" for visit in log.visits}

    assert agrees([silent[case] for case in log.cases["case"]], promised.silent)
    assert agrees(list(log.cases["accepted"]), promised.bad)
