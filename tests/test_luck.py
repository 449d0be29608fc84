"""Luck: the same everywhere, fair enough to bet on."""

from math import exp, log1p, sqrt
from statistics import fmean, stdev

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, mark

from jalur.model import luck
from jalur.model.limits import TICK

seeds = st.integers(0, 2**64 - 1)


def test_the_mix_is_the_published_one():
    # The first outputs of SplitMix64 from 0 and from 1234567, as its reference code prints them.
    assert luck.mix(0) == 0xE220A8397B1DCDAF
    assert luck.mix(1234567) == 6457827717110365317


@given(seeds, st.text(max_size=20), st.sampled_from(sorted(luck._WHAT)), st.integers(1, 10**6))
def test_a_draw_is_never_zero_and_never_one(seed, name, what, case):
    assert 0 < luck.uniform(luck.address(seed, name, what), case) < 1


@given(seeds, st.integers(1, 10**6))
def test_a_draw_is_the_top_of_what_the_mix_stirs(at, case):
    assert luck.uniform(at, case) == ((luck.mix(at ^ case) >> 12) + 0.5) * 2.0**-52


def test_the_extreme_draws_stay_inside():
    # The mix is a bijection: these two are stirred into all zeros and all ones.
    for stirred, bits, drawn in (
        (0x61C8864680B583EB, 0, 2.0**-53),
        (0x31628AF67B2131AB, 2**64 - 1, 1 - 2.0**-53),
    ):
        assert luck.mix(stirred) == bits
        assert luck.uniform(stirred, 0) == drawn


def test_every_part_of_an_address_matters():
    whole = (7, "land", "days", 0)
    others = [(8, "land", "days", 0), (7, "sand", "days", 0), (7, "land", "again", 0)]
    others += [(7, "land", "days", 1)]

    assert len({luck.uniform(luck.address(*place), 3) for place in [whole, *others]}) == 5
    assert luck.uniform(luck.address(*whole), 3) != luck.uniform(luck.address(*whole), 4)


def test_draws_spread_evenly_over_a_hundred_bins():
    at = luck.address(1, "land", "verdict")
    bins = [0] * 100
    for case in range(100_000):
        bins[int(luck.uniform(at, case) * 100)] += 1

    # Chi-square with 99 degrees of freedom: 99 ± 14; beyond 99 ± 5 s.d. once in a million.
    assert 29 < sum((n - 1000) ** 2 / 1000 for n in bins) < 169


@mark.parametrize("variation", [0.5, 1, 3])
def test_drawn_times_have_the_mean_and_the_variation_they_were_given(variation):
    at = luck.address(1, "land", "days")
    times = [luck.times(10, variation)(luck.uniform(at, case)) for case in range(200_000)]

    assert fmean(times) == approx(10, rel=0.03)
    assert stdev(times) / fmean(times) == approx(variation, rel=0.12)


def test_the_middle_of_a_lognormal_time_is_its_median():
    assert luck.times(10, 2)(0.5) == approx(10 / exp(log1p(4) / 2), abs=TICK)
    assert luck.times(10, 2)(0.5) == approx(10 / sqrt(5), abs=TICK)


@given(st.floats(0, 1e4), st.sampled_from([0, 0.5, 1, 4]), st.floats(1e-15, 1 - 1e-15))
def test_every_time_is_a_whole_multiple_of_the_tick(mean, variation, u):
    days = luck.times(luck.on_grid(mean), variation)(u)

    assert (days / TICK).is_integer()


def test_nothing_takes_no_time_whatever_its_variation():
    assert luck.times(0, 4)(0.9) == 0
