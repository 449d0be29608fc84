"""Many agreeable people, and still an unlikely programme."""

from fractions import Fraction
from math import prod

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, mark

from jalur import Step, acceptance, desks, simulate, vote
from jalur.model import Series
from jalur.theory import agreements_to_halve, bandwagon, clearance, packaging, persistence

chances = st.floats(0, 1)
counts = st.integers(0, 80)


@mark.parametrize(
    ("p", "seventy"),
    [("0.80", 1.6455e-07), ("0.90", 6.26579e-04), ("0.95", 0.0275837), ("0.99", 0.494839)],
)
def test_seventy_agreements_are_rarely_all_reached(p, seventy):
    assert clearance(float(p), 70) == approx(seventy, rel=2e-5)
    assert clearance(float(p), 70) == approx(float(Fraction(p) ** 70), rel=1e-12)


def test_the_textbooks_figure_does_not_reproduce():
    quoted = 0.000395

    assert clearance(0.95, 70) > 60 * quoted
    assert clearance(0.95, 153) < quoted < clearance(0.95, 152)


@mark.parametrize(("share", "p"), [(0.5, 0.990147), (0.9, 0.998496)])
def test_seventy_agreements_need_near_certainty(share, p):
    assert clearance(p, 70) == approx(share, abs=1e-4)


@given(chances, counts, chances)
def test_agreements_that_copy_one_another_lie_between_a_row_and_a_single_one(p, n, copied):
    row, one = clearance(p, n), clearance(p, min(n, 1))

    assert row - 1e-12 <= clearance(p, n, correlation=copied) <= one + 1e-12
    assert clearance(p, n, correlation=0) == row
    assert clearance(p, n, correlation=1) == one


def test_seven_desks_of_which_half_the_time_one_decides_pass_more_good_and_more_bad():
    assert clearance(0.9, 7, correlation=0.5) == approx((0.9 + 0.9**7) / 2)
    assert clearance(0.3, 7, correlation=0.5) == approx(0.15, abs=2e-4)


@mark.parametrize(("p", "n"), [(0.8, 4), (0.9, 7), (0.95, 14), (0.99, 69), (0.5, 2), (0, 1)])
def test_so_many_agreements_make_failure_likelier_than_success(p, n):
    assert agreements_to_halve(p) == n


@given(st.integers(1, 9999))
def test_the_number_that_halves_is_the_smallest(ten_thousandths):
    p = Fraction(ten_thousandths, 10_000)
    n = agreements_to_halve(float(p))

    assert p**n < Fraction(1, 2) <= p ** (n - 1)


@mark.parametrize(
    ("p", "tries", "success"),
    [
        ("0.90", 1, 6.26579e-04), ("0.90", 2, 0.494839), ("0.90", 3, 0.932361),
        ("0.90", 4, 0.993024), ("0.95", 2, 0.839273), ("0.95", 3, 0.991288),
        ("0.95", 4, 0.999563), ("0.99", 2, 0.993024), ("0.99", 3, 0.999930),
        ("0.99", 4, 0.999999),
    ],
)  # fmt: skip
def test_asking_again_turns_the_odds(p, tries, success):
    exact = (1 - (1 - Fraction(p)) ** tries) ** 70

    assert persistence(float(p), 70, tries) == approx(success, rel=2e-6)
    assert persistence(float(p), 70, tries) == approx(float(exact), rel=1e-12)


def test_nine_in_ten_asked_twice_is_ninety_nine_in_a_hundred_asked_once():
    assert persistence(0.9, 70, 2) == approx(persistence(0.99, 70, 1))


def test_fourteen_packages_stand_where_fourteen_agreements_would():
    assert packaging(0.95, 14) == approx(0.487675, abs=1e-6)
    assert packaging(0.95, 14) > 17 * float(Fraction(95, 100) ** 70)


@mark.parametrize(("p", "n", "pull"), [("0.95", 70, "0.1"), ("0.5", 10, "0.5"), ("0.9", 1, "0.3")])
def test_each_yes_takes_its_share_of_the_doubt(p, n, pull):
    doubt, success = 1 - Fraction(p), Fraction(1)
    for _ in range(n):
        success *= 1 - doubt
        doubt -= doubt * Fraction(pull)

    assert bandwagon(float(p), n, float(pull)) == approx(float(success), rel=1e-12)


@given(chances, counts)
def test_without_pull_or_second_try_nothing_is_won(p, n):
    alone = prod([p] * n)

    assert bandwagon(p, n, 0) == approx(alone, abs=1e-12)
    assert persistence(p, n, 1) == approx(alone, abs=1e-12)


@given(chances, st.integers(1, 80))
def test_where_all_follow_the_first_only_the_first_counts(p, n):
    assert bandwagon(p, n, 1) == approx(p)


@given(chances, counts, st.integers(1, 5), chances)
def test_one_more_agreement_never_makes_success_likelier(p, n, tries, pull):
    assert 0 <= clearance(p, n + 1) <= clearance(p, n) <= 1
    assert 0 <= persistence(p, n + 1, tries) <= persistence(p, n, tries) <= 1
    assert 0 <= bandwagon(p, n + 1, pull) <= bandwagon(p, n, pull) <= 1


@given(chances, counts, st.integers(1, 5), st.integers(1, 5))
def test_one_more_try_never_makes_success_less_likely(p, n, tries, more):
    assert persistence(p, n, tries) <= persistence(p, n, tries + more) + 1e-12


@given(chances, counts, chances, chances)
def test_a_stronger_pull_never_makes_success_less_likely(p, n, pull, other):
    weak, strong = sorted((pull, other))

    assert bandwagon(p, n, weak) <= bandwagon(p, n, strong) + 1e-12


def test_the_row_of_desks_keeps_the_promise():
    log = simulate(desks(70, good=0.99, bad=0.9, days=1), cases=4_000, seed=3)
    good = log.cases.where(good=True)["accepted"]
    share = sum(good) / len(good)

    assert share == approx(clearance(0.99, 70), abs=5 * (0.25 / len(good)) ** 0.5)


def test_asking_again_is_one_yes_among_the_tries():
    def asked(place):
        tries = [Step(f"desk_{place}_{again}", "clear", good=0.6) for again in range(3)]
        return vote(1, tries)

    assert acceptance(Series(tuple(asked(place) for place in range(4)))).good == approx(
        persistence(0.6, 4, tries=3)
    )
