"""Juries, committees, hierarchies and polyarchies let through what counting says."""

from fractions import Fraction
from itertools import product
from math import comb, log, prod

from hypothesis import assume, given
from hypothesis import strategies as st
from pytest import approx, mark

from jalur import Situation, Step, acceptance, desks, panel, simulate, value, vote
from jalur.theory import committee, condorcet, hierarchy, optimal_desks, polyarchy

chances = st.floats(0, 1)
odd = st.integers(0, 12).map(lambda half: 2 * half + 1)


def by_counting(k, n, p):
    """The probability of k or more yeses out of n, by adding up all 2^n worlds."""
    return sum(
        prod(p if yes else 1 - p for yes in world)
        for world in product([True, False], repeat=n)
        if sum(world) >= k
    )


def by_fractions(k, n, p):
    """The same for many, exactly."""
    return float(sum(comb(n, j) * p**j * (1 - p) ** (n - j) for j in range(k, n + 1)))


@mark.parametrize(
    ("n", "p", "right"),
    [(3, 0.6, 0.648), (11, 0.6, 0.753498), (1001, 0.51, 0.736631), (5, 0.8, 0.94208)],
)
def test_the_majority_is_as_right_as_published(n, p, right):
    assert condorcet(n, p) == approx(right, abs=5e-7)


def test_a_jury_worse_than_a_coin_is_the_mirror_of_a_better_one():
    assert condorcet(1001, 0.49) == approx(1 - 0.736631, abs=5e-7)


@given(odd, chances)
def test_right_and_wrong_are_each_others_mirror(n, p):
    assert condorcet(n, p) == approx(1 - condorcet(n, 1 - p), abs=1e-12)


@given(odd, st.floats(0.5, 1))
def test_two_more_judges_never_harm_a_good_jury(n, p):
    assert condorcet(n, p) <= condorcet(n + 2, p) + 1e-12
    assert condorcet(n + 2, 1 - p) <= condorcet(n, 1 - p) + 1e-12


@mark.parametrize("n", [1, 11, 1001])
def test_a_coin_stays_a_coin(n):
    assert condorcet(n, 0.5) == approx(0.5, abs=1e-12)


@given(odd, chances, chances)
def test_correlated_judges_lie_between_one_judge_and_the_jury(n, p, correlation):
    got = condorcet(n, p, correlation)

    low, high = sorted((p, condorcet(n, p)))
    assert low - 1e-12 <= got <= high + 1e-12


def test_correlation_sets_a_ceiling_that_no_number_of_judges_breaks():
    assert condorcet(10_001, 0.8, correlation=0.3) == approx(0.3 * 0.8 + 0.7)
    assert condorcet(5, 0.8, correlation=0.5) == approx((0.8 + 0.94208) / 2)
    assert condorcet(5, 0.8, correlation=1) == 0.8


@given(st.integers(1, 6), st.integers(0, 20).map(lambda twentieth: Fraction(twentieth, 20)))
def test_a_committee_is_the_sum_of_its_worlds(n, p):
    for k in range(1, n + 1):
        assert committee(k, n, float(p)) == approx(float(by_counting(k, n, p)), abs=1e-14)


@mark.parametrize(
    ("k", "n", "p"),
    [
        (501, 1001, Fraction(51, 100)), (70, 70, Fraction(1, 5)), (1, 400, Fraction(1, 400)),
        (700, 1200, Fraction(1, 2)), (2000, 2001, Fraction(999, 1000)),
    ],
)  # fmt: skip
def test_large_committees_and_rare_verdicts_stay_exact(k, n, p):
    assert committee(k, n, float(p)) == approx(by_fractions(k, n, p), rel=1e-10)


@given(st.integers(1, 30), st.integers(1, 30), chances)
def test_a_committee_that_asks_for_more_yeses_accepts_less(k, n, p):
    assume(k < n)

    assert 0 <= committee(k + 1, n, p) <= committee(k, n, p) + 1e-12 <= 1 + 2e-12


@given(st.integers(1, 30), chances)
def test_hierarchy_and_polyarchy_are_the_two_ends_of_a_committee(n, p):
    assert committee(n, n, p) == approx(hierarchy(n, p), rel=1e-9, abs=1e-300)
    assert committee(1, n, p) == approx(polyarchy(n, p), abs=1e-12)
    assert polyarchy(n, p) == approx(1 - hierarchy(n, 1 - p), abs=1e-12)


@mark.parametrize(
    ("n", "rows"),
    [
        (2, {hierarchy: (0.36, 0.04), polyarchy: (0.04, 0.36)}),
        (3, {hierarchy: (0.488, 0.008), polyarchy: (0.008, 0.488), condorcet: (0.104, 0.104)}),
        (5, {hierarchy: (0.67232, 0.00032), condorcet: (0.05792, 0.05792)}),
    ],
)
def test_each_organisation_errs_as_published(n, rows):
    for organisation, (rejects_good, accepts_bad) in rows.items():
        assert 1 - organisation(n, 0.8) == approx(rejects_good, abs=1e-9)
        assert organisation(n, 0.2) == approx(accepts_bad, abs=1e-9)


@given(st.integers(2, 20), st.floats(0.01, 0.99))
def test_a_hierarchy_accepts_less_than_a_polyarchy(n, p):
    assert hierarchy(n, p) < p < polyarchy(n, p)


@mark.parametrize("correlation", [0, 0.4])
def test_the_panel_of_the_model_keeps_the_promise(correlation):
    path, promised = panel(5, 0.8, days=30, correlation=correlation), condorcet(5, 0.8, correlation)
    cases = simulate(path, cases=3_000, seed=11).cases
    right = sum(row["good"] == row["accepted"] for row in cases)

    assert acceptance(path).good == approx(promised)
    assert right / 3_000 == approx(promised, abs=5 * (promised * (1 - promised) / 3_000) ** 0.5)


def test_rows_and_votes_of_the_model_keep_the_promise():
    seven = [Step(f"desk_{n}", "clear", good=0.9, bad=0.3) for n in range(7)]

    assert acceptance(desks(7, 0.9, 0.3, days=10)).good == approx(hierarchy(7, 0.9))
    assert acceptance(vote(4, seven)).good == approx(committee(4, 7, 0.9))
    assert acceptance(vote(1, seven)).bad == approx(polyarchy(7, 0.3))
    log = simulate(desks(3, 0.9, 0.3, days=1), Situation(good_share=0), cases=4_000, seed=2)
    assert sum(log.cases["accepted"]) / 4_000 == approx(hierarchy(3, 0.3), abs=5 * 0.0026)


def worth_of(n, share, gain, loss, good, bad):
    return share * gain * good**n - (1 - share) * loss * bad**n


@mark.parametrize(
    ("case", "real", "best"),
    [(("0.5", 1, 1, "0.8", "0.2"), 1.425, 1), (("0.5", 1, 1, "0.9", "0.5"), 3.205, 3)],
)
def test_the_best_row_of_desks_is_as_long_as_derived(case, real, best):
    got = optimal_desks(*map(float, case))

    assert got.real == approx(real, abs=5e-4)
    assert got.best == best


hundredths = st.integers(1, 99).map(lambda hundredth: Fraction(hundredth, 100))
money = st.integers(1, 400).map(Fraction)


@given(hundredths, money, money, hundredths, hundredths)
def test_no_other_number_of_desks_is_worth_more(share, gain, loss, good, bad):
    assume(bad < good)
    numbers = (share, gain, loss, good, bad)
    got = optimal_desks(*map(float, numbers))

    best = got.best
    assert worth_of(best, *numbers) >= worth_of(best + 1, *numbers)
    assert best == 0 or worth_of(best - 1, *numbers) < worth_of(best, *numbers)
    # The worth has one peak, so its neighbours speak for all; the real peak is less than one away.
    assert abs(max(got.real, 0) - best) < 1


@given(hundredths, money, money, hundredths, hundredths)
def test_at_the_real_optimum_the_worth_no_longer_grows(share, gain, loss, good, bad):
    assume(bad < good)
    share, gain, loss, good, bad = map(float, (share, gain, loss, good, bad))
    n = optimal_desks(share, gain, loss, good, bad).real

    lost_with_good = share * gain * good**n * -log(good)
    saved_with_bad = (1 - share) * loss * bad**n * -log(bad)
    assert lost_with_good == approx(saved_with_bad, rel=1e-6)


@given(hundredths, hundredths)
def test_more_bad_proposals_ask_for_more_desks(share, other):
    few, many = sorted((float(share), float(other)))

    assert (
        optimal_desks(many, 100, 150, 0.9, 0.3).best <= optimal_desks(few, 100, 150, 0.9, 0.3).best
    )


def test_the_model_finds_the_same_best_row():
    situation = Situation(good_share=0.2, urgency=0, gain=100, loss=400, leak=0)
    worth = {n: value(desks(n, 0.9, 0.3, days=10), situation) for n in range(1, 12)}

    assert max(worth, key=worth.get) == optimal_desks(0.2, 100, 400, 0.9, 0.3).best
