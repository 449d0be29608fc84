"""Authority, discretion, sanctions and audits do what the papers say."""

from fractions import Fraction
from statistics import fmean

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, mark

from jalur.theory import aghion_tirole, critical_sanction, delegation, missing_share

chances = st.floats(0, 1)
costs = st.floats(1.01, 20)


def test_to_delegate_swaps_the_efforts_of_equals():
    told = aghion_tirole(2, 0.5, 0.5)

    assert (told.principal, told.agent) == approx((0.428571, 0.285714), abs=5e-7)
    assert (told.delegated.principal, told.delegated.agent) == approx(
        (0.285714, 0.428571), abs=5e-7
    )


def payoff(own, others, worth_of_others_favourite, k, *, has_last_word):
    """What one of the two can expect, from the story: who finds what, and who chooses."""
    both, alone, only_other = own * others, own * (1 - others), (1 - own) * others
    chosen = 1 if has_last_word else worth_of_others_favourite
    return both * chosen + alone + only_other * worth_of_others_favourite - k * own**2 / 2


@given(costs, chances, chances, chances)
def test_nobody_gains_by_another_effort(k, alpha, beta, other):
    told = aghion_tirole(k, alpha, beta)
    for efforts, principal_decides in ((told, True), (told.delegated, False)):
        pairs = (
            (efforts.principal, efforts.agent, alpha, principal_decides),
            (efforts.agent, efforts.principal, beta, not principal_decides),
        )
        for own, others, worth, decides in pairs:
            best = payoff(own, others, worth, k, has_last_word=decides)

            assert payoff(other, others, worth, k, has_last_word=decides) <= best + 1e-12


@given(costs, chances, chances)
def test_to_delegate_buys_initiative_with_control(k, alpha, beta):
    told = aghion_tirole(k, alpha, beta)

    assert told.delegated.agent >= told.agent - 1e-12
    assert told.delegated.principal <= told.principal + 1e-12
    efforts = (told.principal, told.agent, told.delegated.principal, told.delegated.agent)
    assert all(0 <= effort <= 1 for effort in efforts)


@given(costs, chances, chances)
def test_delegation_is_the_same_story_with_the_parts_exchanged(k, alpha, beta):
    told, mirror = aghion_tirole(k, alpha, beta), aghion_tirole(k, beta, alpha)

    assert (told.delegated.agent, told.delegated.principal) == (mirror.principal, mirror.agent)


@mark.parametrize(
    ("bias", "full", "capped"), [(0.25, 0.0625, 0.0416667), (0.5, 0.25, 1 / 12), (0, 0, 0)]
)
def test_discretion_costs_what_was_worked_out(bias, full, capped):
    told = delegation(bias)

    assert told.full == approx(full, abs=5e-8)
    assert told.capped == approx(capped, abs=5e-8)
    assert told.none == approx(1 / 12)


def test_free_hands_beat_none_while_the_bias_is_small():
    assert delegation(0.2886).full < delegation(0.2886).none
    assert delegation(0.2887).full > delegation(0.2887).none


def loss_under(cap, bias, points=400):
    """The mean squared distance, right point by right point, if the agent obeys a ceiling."""
    rights = [(place + 0.5) / points for place in range(points)]
    return fmean((min(right + bias, cap) - right) ** 2 for right in rights)


@mark.parametrize("bias", [0, 0.1, 0.25, 0.4, 0.5, 0.7])
def test_no_other_ceiling_costs_less(bias):
    told, caps = delegation(bias), [place / 100 for place in range(201)]
    best = min(loss_under(cap, bias) for cap in caps)

    assert told.capped == approx(best, abs=1e-5)
    assert told.full == approx(loss_under(9, bias), abs=1e-5)
    assert told.none == approx(loss_under(0.5, 9), abs=1e-5)


@given(st.floats(0, 3), st.floats(0, 3))
def test_a_ceiling_never_costs_more_than_free_hands_or_none(bias, other):
    small, large = (delegation(x) for x in sorted((bias, other)))

    assert 0 <= small.capped <= min(small.full, small.none) + 1e-12
    assert small.capped <= large.capped + 1e-12
    assert small.full <= large.full


@mark.parametrize(("audit", "sanction"), [(0.04, 2500), (1, 100), (0.5, 200)])
def test_rare_audits_need_high_sanctions(audit, sanction):
    assert critical_sanction(100, audit) == approx(sanction)


@given(st.integers(1, 10**6), st.integers(1, 1000).map(lambda n: Fraction(n, 1000)))
def test_at_the_critical_sanction_a_thief_is_indifferent(gain, audit):
    sanction = critical_sanction(gain, float(audit))

    assert float(audit) * sanction == approx(gain)
    assert critical_sanction(2 * gain, float(audit)) == approx(2 * sanction)
    assert critical_sanction(gain, float(audit) / 2) == approx(2 * sanction)


def test_what_brings_nothing_needs_no_sanction():
    assert critical_sanction(0, 0.5) == 0


def test_an_audit_for_certain_takes_eight_points():
    assert missing_share(0.04, baseline=0.28) == 0.28
    assert missing_share(1, baseline=0.28) == approx(0.20)
    assert missing_share(0.52, baseline=0.28) == approx(0.24)


@given(st.floats(0.04, 1), st.floats(0.04, 1), st.floats(0.08, 1))
def test_more_audits_never_leave_more_missing(audit, other, baseline):
    rare, often = sorted((audit, other))

    fallen = missing_share(rare, baseline) - missing_share(often, baseline)
    assert fallen == approx(0.08 * (often - rare) / 0.96, abs=1e-12)
    assert -1e-12 <= missing_share(often, baseline) <= baseline
