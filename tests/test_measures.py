"""What a path promises on paper."""

from itertools import product
from math import exp, isnan, nan, prod

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx, mark, raises

from jalur import (
    Situation,
    Step,
    acceptance,
    act,
    bureaucracy,
    desks,
    direct,
    expected_cost,
    expected_days,
    full,
    leakage,
    panel,
    simulate,
    technocracy,
    value,
    vote,
    worth,
)
from jalur.errors import InputError
from jalur.model import Series
from strategies import paths, situations


def says_yes(part, verdicts):
    """Whether a part accepts, given every step's verdict: plain logic, no probability."""
    if isinstance(part, Step):
        return verdicts[part.name]
    yeses = [says_yes(piece, verdicts) for piece in part.parts]
    return all(yeses) if isinstance(part, Series) else sum(yeses) >= part.k


def by_enumeration(path, good):
    """The acceptance of a path, by adding up all its worlds."""
    total = 0.0
    for world in product([True, False], repeat=len(path.steps)):
        verdicts = dict(zip((step.name for step in path.steps), world, strict=True))
        if says_yes(path, verdicts):
            total += prod(
                step.passes(good) if yes else 1 - step.passes(good)
                for step, yes in zip(path.steps, world, strict=True)
            )
    return total


@given(paths())
def test_acceptance_is_the_sum_over_all_worlds(path):
    assert acceptance(path).good == approx(by_enumeration(path, True), abs=1e-12)
    assert acceptance(path).bad == approx(by_enumeration(path, False), abs=1e-12)


@given(paths(acts=False), st.sampled_from([0.2, 0.9, 1.0]))
def test_one_more_desk_never_makes_success_likelier(path, good):
    longer = path >> Step("one_more", "clear", good=good, bad=good)

    assert acceptance(longer).good <= acceptance(path).good + 1e-12


def test_the_named_paths_pass_what_the_lessons_say():
    assert acceptance(bureaucracy()).good == approx(0.9**7, abs=1e-12)
    assert acceptance(bureaucracy()).bad == approx(0.3**7, abs=1e-15)
    assert acceptance(technocracy()).good == approx(0.94208, abs=1e-12)  # C(5,3..5) at 0.8
    assert acceptance(technocracy()).bad == approx(0.05792, abs=1e-12)
    assert acceptance(full()).good == approx(0.94208 * 0.4782969, abs=1e-12)


def test_judges_who_copy_one_another_are_no_better_than_one():
    assert acceptance(panel(5, 0.8, 30, correlation=1)).good == approx(0.8)
    assert acceptance(panel(5, 0.8, 30, correlation=0.5)).good == approx((0.8 + 0.94208) / 2)


@mark.parametrize(
    ("path", "days"),
    [(direct(), 1), (technocracy(), 31), (bureaucracy(), 71), (full(), 101)],
    ids=["direct", "technocracy", "bureaucracy", "full"],
)
def test_the_named_paths_take_the_days_that_the_lessons_say(path, days):
    assert expected_days(path).accepted == days


def test_side_by_side_takes_the_later_of_the_two():
    both = (panel(5, 0.8, 30) & desks(7, 0.9, 0.3, 10)) >> act()

    assert expected_days(both).accepted == 71
    assert expected_days(both).accepted.error == 0


def test_a_refused_case_waits_for_nobody_after_the_refusal():
    path = Step("first", "clear", good=0.5, days=4) >> Step("second", "clear", days=10)

    assert expected_days(path).good == 4 + 0.5 * 10
    assert expected_days(path).accepted == 14


def test_rounds_multiply_the_days():
    assert expected_days(Step("desk", "clear", days=6, rounds=0.25)).accepted == approx(8)


def test_where_nobody_is_accepted_there_are_no_days_to_tell():
    assert expected_days(Step("wall", "clear", good=0, days=3)).accepted != approx(0)
    assert repr(expected_days(Step("wall", "clear", good=0, days=3)).accepted) == repr(nan)


@given(paths(fixed=True, deadlines=True), situations)
@settings(max_examples=30)
def test_the_simulation_agrees_with_the_closed_form(path, situation):
    promised, log = value(path, situation), simulate(path, situation, cases=4_000, seed=5)

    assert promised.error == 0
    # Five standard errors, and room for outcomes too rare to be seen in 4,000 cases.
    rare = 0.002 * (situation.gain + situation.loss + situation.budget)
    assert log.value == approx(float(promised), abs=5 * log.value.error + rare)


@mark.parametrize("urgency", [0.0, 0.005, 0.05])
def test_exponential_days_are_discounted_by_their_whole_distribution(urgency):
    path = desks(3, 0.9, 0.3, days=10, variation=1, rounds=0.2) >> act(2)
    situation = Situation(good_share=1, urgency=urgency, leak=0)

    promised = value(path, situation)

    assert promised == approx(100 * 0.9**3 / (1 + 12.5 * urgency) ** 3 * exp(-2 * urgency))
    log = simulate(path, situation, cases=20_000)
    assert log.value == approx(float(promised), abs=5 * log.value.error)


@mark.parametrize("variation", [0, 1])
@mark.parametrize("deadline", [2, 20])
def test_a_deadline_is_worked_out_exactly_for_one_time(variation, deadline):
    desk = Step(
        "desk",
        "clear",
        good=0.7,
        bad=0.1,
        days=10,
        variation=variation,
        deadline=deadline,
        watch=0.5,
    )
    situation = Situation(good_share=0.6, urgency=0.03)

    assert value(desk, situation).error == 0
    log = simulate(desk, situation, cases=40_000)
    assert log.value == approx(float(value(desk, situation)), abs=5 * log.value.error)
    accepted = [
        yes for yes, good in zip(log.cases["accepted"], log.cases["good"], strict=True) if good
    ]
    assert sum(accepted) / len(accepted) == approx(float(acceptance(desk).good), abs=0.015)
    good_days = [end for end, good in zip(log.cases["end"], log.cases["good"], strict=True) if good]
    assert sum(good_days) / len(good_days) == approx(float(expected_days(desk).good), rel=0.03)


def test_what_has_no_closed_form_says_how_sure_it_is():
    path = desks(2, 0.9, 0.3, days=10, variation=3)

    assert value(path, Situation(urgency=0.01)).error > 0
    assert value(path, Situation(urgency=0)).error == 0  # the means are enough
    assert "±" in repr(value(path, Situation(urgency=0.01)))


@mark.parametrize(
    ("alpha", "delta", "loss", "desks_", "winner"),
    [
        (0.9, 0.02, 150, 7, "direct"),
        (0.2, 0.02, 150, 7, "bureaucracy"),
        (0.5, 0.005, 1000, 2, "full"),
    ],
)
def test_each_path_wins_somewhere(alpha, delta, loss, desks_, winner):
    situation = Situation(good_share=alpha, urgency=delta, loss=loss)
    contest = {
        path.name: value(path, situation)
        for path in (direct(), technocracy(), bureaucracy(desks_), full(desks_))
    }

    assert max(contest, key=contest.get) == winner
    assert max(contest.values()) > 0


# content of the founding table: path, acceptance good and bad, days, leak, cost.
TABLE = {
    "E": (1, 1, 1, 0.28, 0),
    "T": (0.94208, 0.05792, 30, 0.20, 2),
    "B7": (0.9**7, 0.3**7, 70, 0.10, 1),
    "TB7": (0.94208 * 0.9**7, 0.05792 * 0.3**7, 100, 0.08, 3),
    "B2": (0.9**2, 0.3**2, 20, 0.10, 1),
    "TB2": (0.94208 * 0.9**2, 0.05792 * 0.3**2, 50, 0.08, 3),
}


@mark.parametrize(
    ("alpha", "delta", "loss", "names", "values"),
    [
        (0.9, 0.02, 150, "E T B7 TB7", (67.618, 40.249, 8.751, 1.839)),
        (0.2, 0.02, 150, "E T B7 TB7", (-106.0, 0.45, 1.14, -1.93)),
        (0.5, 0.005, 1000, "E T B2 TB2", (-455.849, 7.583, -10.254, 23.494)),
    ],
)
def test_worth_gives_the_founding_table(alpha, delta, loss, names, values):
    situation = Situation(good_share=alpha, urgency=delta, loss=loss)
    for name, expected in zip(names.split(), values, strict=True):
        good, bad, days, leak, cost = TABLE[name]
        got = worth(good=good, bad=bad, days=days, leak=leak, cost=cost, situation=situation)

        assert got == approx(expected, abs=0.0051)


@mark.parametrize("argument", ["good", "bad", "days", "leak", "cost"])
def test_worth_refuses_a_number_out_of_range(argument):
    numbers = {"good": 1, "bad": 1, "days": 1, "leak": 0, "cost": 0, "situation": Situation()}

    with raises(InputError, match=f"worth: '{argument}'"):
        worth(**{**numbers, argument: -1})


@given(paths(fixed=True), st.sampled_from([0, 1]))
@settings(max_examples=60)
def test_where_nothing_is_won_or_lost_a_path_is_worth_its_leakage_and_its_cost(path, good):
    world = Situation(good, gain=0, loss=0, budget=1, leak=1)
    kind = "good" if good else "bad"
    passed, left, cost = (getattr(ask(path), kind) for ask in (acceptance, leakage, expected_cost))

    leaked = passed * left if passed else 0
    assert value(path, world) == approx(-leaked - cost)


def test_each_watching_step_takes_its_share_of_what_is_left():
    path = Step("gate", "clear", good=0.5, bad=0.2, cost=1, watch=0.1) >> Step(
        "books", "clear", good=0.5, bad=0.2, cost=10, watch=0.5
    )

    assert leakage(path).bad == approx(0.9 * 0.5)
    assert (expected_cost(path).good, expected_cost(path).bad) == (6, 3)


def test_what_is_never_carried_out_leaks_nothing_that_could_be_named():
    assert isnan(leakage(Step("wall", "clear", good=0, bad=0)).good)


def test_silence_is_no_watch_and_costs_all_the_same():
    slow = Step("slow", "clear", days=10, deadline=4, watch=1, cost=3) >> act()

    assert leakage(slow).good == 1
    assert expected_cost(slow).bad == 3


def test_days_that_vary_in_a_vote_are_simulated_and_say_so():
    uneven = Step("a", "clear", days=3, variation=2, watch=0.5, cost=1) | Step("b", "clear", days=3)

    assert 0 < leakage(uneven).good.error < 0.01
    assert expected_cost(uneven).good == 1


@mark.parametrize(
    "ask",
    [
        acceptance,
        expected_cost,
        expected_days,
        leakage,
        simulate,
        lambda path: value(path, Situation()),
    ],
)
def test_a_path_without_its_brackets_is_told_so(ask):
    with raises(InputError, match="with brackets .got <function direct"):
        ask(direct)


def test_a_situation_is_asked_for_by_name():
    with raises(InputError, match="a situation is made by Situation"):
        value(direct(), 0.5)


def test_a_committee_of_unequals_is_a_poisson_binomial():
    parts = [Step(f"s{p}", "clear", good=p) for p in (0.2, 0.5, 0.9)]

    assert acceptance(vote(2, parts)).good == approx(
        0.2 * 0.5 * 0.1 + 0.2 * 0.5 * 0.9 + 0.2 * 0.5 * 0.9 + 0.8 * 0.5 * 0.9
    )
