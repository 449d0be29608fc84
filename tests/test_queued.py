"""What a path is worth where cases wait for each other."""

from math import sqrt
from statistics import fmean, stdev

from pytest import approx, mark, raises

from jalur import Situation, Step, act, bureaucracy, desks, simulate, value
from jalur.errors import InputError
from jalur.model import queued

WORLDS = [
    Situation(arrivals=0.05),
    Situation(0.9, urgency=0.02, arrivals=0.05),
    Situation(0.2, urgency=0.005, gain=300, loss=40, budget=70, leak=0.5, arrivals=0.05),
]


@mark.parametrize("world", WORLDS)
def test_it_is_the_mean_of_twenty_batches_of_the_log(world):
    path = desks(2, 0.9, 0.3, 10, variation=1, cost=0.3, watch=0.2) >> act()
    worth = list(simulate(path, world, cases=20_000, seed=1).cases["value"])[2_000:]
    batches = [fmean(worth[start : start + 900]) for start in range(0, 18_000, 900)]

    got = value(path, world)
    assert got == approx(fmean(batches))
    assert got.error == approx(stdev(batches) / sqrt(20))


def test_a_queue_that_grows_for_ever_names_its_desk():
    with raises(InputError, match=r"step 'desk_1': its load is 2\.00"):
        value(bureaucracy(), Situation(arrivals=0.2))


def test_more_officials_bring_the_load_down():
    crowded = Situation(arrivals=0.2)

    assert value(desks(2, 0.9, 0.3, 10, officials=4) >> act(), crowded).error > 0


def test_the_load_counts_only_the_cases_that_come_so_far():
    path = Step("gate", "clear", good=0.1, bad=0.1, days=1) >> Step("slow", "clear", days=5)

    assert queued._loads(path, 0.9, {True: 0.5, False: 0.5}) == {
        "gate": approx(0.9),
        "slow": approx(0.9 * 0.1 * 5),
    }


def test_silence_behind_a_deadline_is_met_as_it_happens():
    path = Step("late", "clear", good=0, bad=0, days=4, variation=1, deadline=0.1) >> Step(
        "slow", "clear", days=50
    )

    with raises(InputError, match="step 'slow': its load is"):
        value(path, Situation(arrivals=0.1))


def test_waiting_in_a_queue_costs_value():
    calm, busy = Situation(1, urgency=0.01), Situation(1, urgency=0.01, arrivals=0.09)
    path = desks(1, 1, 1, 10, variation=1)

    # M/M/1: the lead time is exponential with rate μ - λ, so E[e^(-δW)] = (μ-λ)/(μ-λ+δ).
    expected = 100 * 0.01 / 0.02 - 0.28 * 20
    got = value(path, busy)
    assert got == approx(expected, abs=5 * got.error)
    assert got + 10 < value(path, calm)
