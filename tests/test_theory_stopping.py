"""Stopping when sure saves time, and waiting for news can be worth more than a good bargain."""

from fractions import Fraction
from math import ceil, comb, exp, log

from hypothesis import assume, given
from hypothesis import strategies as st
from pytest import approx, mark

from jalur.theory import drift_diffusion, option_to_wait, sequential_test


@mark.parametrize(
    ("error", "boundary", "expected_n", "fixed_n"),
    [(0.05, 2.9444, 32.678, 67), (0.01, 4.5951, 55.532, 133)],
)
def test_asking_one_by_one_halves_the_number_of_opinions(error, boundary, expected_n, fixed_n):
    test = sequential_test(0.4, 0.6, error)

    assert test.boundary == approx(boundary, abs=5e-5)
    assert test.expected_n == approx(expected_n, abs=5e-4)
    assert test.fixed_n == fixed_n
    assert test.expected_n < test.fixed_n / 2


def right_by_majority(n, p):
    return sum(comb(n, yes) * p**yes * (1 - p) ** (n - yes) for yes in range(n // 2 + 1, n + 1))


@given(st.integers(4, 48), st.integers(52, 96), st.integers(1, 45))
def test_the_fixed_majority_is_the_smallest_that_is_as_sure_in_both_truths(p0, p1, error):
    p0, p1, error = (Fraction(hundredth, 100) for hundredth in (p0, p1, error))
    n = sequential_test(float(p0), float(p1), float(error)).fixed_n
    assume(n < 300)

    def sure(n):
        return min(right_by_majority(n, p1), 1 - right_by_majority(n, p0)) >= 1 - error

    assert n % 2 == 1
    assert sure(n)
    assert n == 1 or not sure(n - 2)


def until_sure(p, steps):
    """Mean number of opinions until yeses and noes differ by `steps`, opinion by opinion."""
    places, mean = {0: 1.0}, 0.0
    while (left := sum(places.values())) > 1e-12:
        mean += left
        moved = {}
        for place, chance in places.items():
            for to, share in ((place + 1, p), (place - 1, 1 - p)):
                if abs(to) < steps:
                    moved[to] = moved.get(to, 0.0) + chance * share
        places = moved
    return mean


@mark.parametrize("error", [0.05, 0.01])
def test_walds_number_falls_short_of_the_walk_by_the_last_overstep(error):
    test = sequential_test(0.4, 0.6, error)
    # Each opinion moves the evidence by ln 1.5, so the boundary is met at a whole number of them.
    steps = ceil(test.boundary / log(1.5))
    walked = until_sure(0.6, steps)

    assert test.expected_n < walked < test.fixed_n
    assert test.expected_n > until_sure(0.6, steps - 1)
    if error == 0.05:
        assert (steps, walked) == (8, approx(37.0, abs=0.05))


def test_the_slower_truth_counts():
    # A bad case says no 9 times in 10, a good one yes 6 times in 10.
    test = sequential_test(0.1, 0.6, 0.05)
    per_opinion = {
        "good": 0.6 * log(0.6 / 0.1) + 0.4 * log(0.4 / 0.9),
        "bad": 0.1 * log(0.1 / 0.6) + 0.9 * log(0.9 / 0.4),
    }

    assert test.expected_n == approx(0.9 * log(19) / min(abs(x) for x in per_opinion.values()))
    assert test.fixed_n == 67  # the majority errs most with a good case, as with 0.4 and 0.6


@given(st.floats(0.05, 0.45), st.floats(0.001, 0.4), st.floats(0.001, 0.4))
def test_to_be_surer_takes_more(gap, error, other):
    surer, laxer = (sequential_test(0.5 - gap, 0.5 + gap, e) for e in sorted((error, other)))

    assert surer.boundary >= laxer.boundary
    assert surer.expected_n >= laxer.expected_n
    assert surer.fixed_n >= laxer.fixed_n


@given(st.floats(0.01, 0.49), st.floats(0.51, 0.99), st.floats(0.001, 0.49))
def test_good_and_bad_may_change_places(p0, p1, error):
    test, mirror = sequential_test(p0, p1, error), sequential_test(1 - p1, 1 - p0, error)

    assert test.expected_n == approx(mirror.expected_n, rel=1e-9)
    assert test.fixed_n == approx(mirror.fixed_n, abs=2)  # 1 - p is rounded


def test_who_accepts_a_coin_needs_no_opinion():
    assert sequential_test(0.4, 0.6, 0.5).expected_n == 0
    assert sequential_test(0.4, 0.6, 0.5).fixed_n == 1


def by_small_steps(drift, boundary, steps=2_000):
    """Error and time of a walk in so many small steps to a boundary: the gambler's ruin."""
    step = boundary / steps
    odds = (1 + drift * step) / (1 - drift * step)
    error = 1 / (1 + odds**steps)
    time = steps * (1 - 2 * error) / (drift * step) * step**2
    return error, time


@mark.parametrize(("drift", "boundary"), [(1, 1), (0.3, 2), (0.1, 0.5), (2, 1.5)])
def test_the_diffusion_is_a_walk_in_small_steps(drift, boundary):
    error, time = by_small_steps(drift, boundary)

    assert drift_diffusion(drift, boundary).error == approx(error, rel=1e-4)
    assert drift_diffusion(drift, boundary).time == approx(time, rel=1e-4)


def test_without_drift_it_is_a_coin_and_takes_the_square_of_the_boundary():
    assert drift_diffusion(0, 3).error == 0.5
    assert drift_diffusion(0, 3).time == 9
    assert drift_diffusion(1e-7, 3).time == approx(9)


def test_without_boundary_it_is_a_guess_at_once():
    assert (drift_diffusion(2, 0).error, drift_diffusion(2, 0).time) == (0.5, 0)


@given(st.floats(0, 50), st.floats(0, 50), st.floats(0, 50))
def test_care_costs_time_and_good_evidence_saves_it(drift, boundary, other):
    low, high = sorted((boundary, other))
    hasty, careful = drift_diffusion(drift, low), drift_diffusion(drift, high)

    assert 0 <= careful.error <= hasty.error <= 0.5
    assert hasty.time <= careful.time * (1 + 1e-12)
    poor, rich = drift_diffusion(low, drift), drift_diffusion(high, drift)
    assert rich.error <= poor.error
    assert rich.time <= poor.time * (1 + 1e-12)
    assert hasty.error == approx(1 / (1 + exp(2 * drift * low)) if drift * low < 300 else 0)


def test_the_widget_factory_is_worth_more_if_it_waits():
    choice = option_to_wait(1600, up=300, down=100, probability=0.5, rate=0.1, price=200)

    assert choice.now == approx(600, abs=0.005)
    assert choice.wait == approx(772.73, abs=0.005)
    assert choice.option == approx(172.73, abs=0.005)
    assert choice == option_to_wait(1600, 300, 100, 0.5, 0.1)  # 200 is what to expect


def year_by_year(cost, up, down, probability, rate, price, years=3_000):
    """What is earned now and by waiting, added up year by year."""
    ever = sum((1 + rate) ** -year for year in range(1, years))
    now = -cost + price + ever * (probability * up + (1 - probability) * down)
    begun = [max(0.0, later * ever - cost / (1 + rate)) for later in (up, down)]
    return now, probability * begun[0] + (1 - probability) * begun[1]


@given(
    st.floats(0, 5_000), st.floats(0, 500), st.floats(0, 500), st.floats(0, 1),
    st.floats(0.02, 0.5), st.floats(0, 500),
)  # fmt: skip
def test_the_worth_is_what_the_years_add_up_to(cost, up, down, probability, rate, price):
    choice = option_to_wait(cost, up, down, probability, rate, price)
    now, wait = year_by_year(cost, up, down, probability, rate, price)

    assert choice.now == approx(now, rel=1e-6, abs=1e-6)
    assert choice.wait == approx(wait, rel=1e-6, abs=1e-6)
    assert choice.option >= 0
    assert max(choice.now, 0) + choice.option == approx(max(now, wait), rel=1e-6, abs=1e-6)


@given(st.floats(0, 100), st.floats(0, 100))
def test_the_more_uncertain_the_price_the_more_waiting_is_worth(spread, other):
    calm, wild = (option_to_wait(1600, 200 + x, 200 - x, 0.5, 0.1) for x in sorted((spread, other)))

    assert calm.now == approx(wild.now)
    assert calm.option <= wild.option + 1e-9


def test_where_nothing_is_uncertain_waiting_is_worth_nothing():
    assert option_to_wait(1600, 200, 200, 0.5, 0.1).option == 0
    assert option_to_wait(1600, 200, 200, 0.5, 0.1).wait == approx(600 / 1.1)


def test_what_is_too_dear_in_any_year_is_never_begun():
    choice = option_to_wait(9_000, 300, 100, 0.5, 0.1)

    assert choice.now < 0
    assert choice.wait == choice.option == 0
