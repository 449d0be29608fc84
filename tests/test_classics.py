"""Three classics: what the literature says comes out again, and no digit beyond it."""

import json
from itertools import pairwise, product
from math import comb
from random import Random
from statistics import fmean

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx, fixture, mark, raises

from jalur.classics import cabinet, cabinets, garbage_can, garbage_cans, promotion, promotions
from jalur.classics.draws import Draws
from jalur.errors import InputError

STRUCTURES, LOADS = garbage_cans.STRUCTURES, (1.1, 2.2, 3.3)
structures, seeds = st.sampled_from(STRUCTURES), st.integers(0, 10**6)


@mark.parametrize("classic", [garbage_can, cabinet, promotion])
def test_the_same_seed_tells_the_same_story_and_another_one_another(classic):
    assert classic(runs=2, seed=5) == classic(runs=2, seed=5)
    assert classic(runs=2, seed=5).trace != classic(runs=2, seed=6).trace


@mark.parametrize("classic", [garbage_can, cabinet, promotion])
def test_a_trace_survives_json_and_is_the_first_run_however_many_follow(classic):
    trace = classic(runs=1, seed=5).trace

    assert json.loads(json.dumps(trace, allow_nan=False)) == trace == classic(runs=3, seed=5).trace


def test_luck_is_the_same_on_every_platform():
    draws = Draws("cabinet", seed=1, run=1)

    assert draws.share(0, 3) == 0.7371880165796879
    assert cabinet(runs=1).trace["start"] == [1, 1, 0, 0, 1, 0, 1, 1]
    assert garbage_can(runs=1).trace["periods"][0]["problems"] == [3, 9]
    assert promotion(runs=1, years=10).trace["start"]["competence"][:3] == [8.792, 7.267, 5.132]


def test_a_place_for_luck_has_an_order_and_a_depth():
    draws = Draws("cabinet", seed=1, run=1)
    places = [(0,), (1,), (0, 1), (1, 0), (0, 0, 1), (1, 0, 0)]

    assert len({draws.share(*place) for place in places}) == len(places)
    assert Draws("cabinet", 1, 2).share(0) != draws.share(0) != Draws("promotion", 1, 1).share(0)


@given(seeds, st.integers(1, 60))
def test_shuffling_loses_nobody(seed, count):
    assert sorted(Draws("cabinet", seed, 1).shuffled(count, what=0)) == list(range(count))


# The garbage can


@fixture(scope="module")
def cells():
    """All cells of structures and loads with equal energy, a few runs each."""
    return {cell: garbage_can(*cell, runs=8) for cell in product(STRUCTURES, STRUCTURES, LOADS)}


def resolution(cells, place, value):
    """The share of resolution among all choices made in the cells with `value` at `place`."""
    chosen = [found for cell, found in cells.items() if cell[place] == value]
    return fmean(found.resolution * found.made for found in chosen) / fmean(
        found.made for found in chosen
    )


@mark.parametrize("decision, load", list(product(STRUCTURES, LOADS)))
def test_no_problem_flees_where_each_has_one_choice_only(cells, decision, load):
    assert cells["specialised", decision, load].flight == 0


@mark.parametrize("decision, load", list(product(STRUCTURES, LOADS)))
def test_nothing_is_overlooked_where_every_problem_comes_to_every_choice(cells, decision, load):
    assert cells["unsegmented", decision, load].oversight == 0


def test_the_heavier_the_load_the_less_is_resolved(cells):
    light, middle, heavy = (resolution(cells, 2, load) for load in LOADS)

    assert light > middle > heavy


def test_dividing_problems_among_choices_helps_to_resolve_dividing_people_does_not(cells):
    by_access = [resolution(cells, 0, structure) for structure in STRUCTURES]
    by_decision = [resolution(cells, 1, structure) for structure in STRUCTURES]

    assert by_access == sorted(by_access)
    assert by_decision == sorted(by_decision, reverse=True)


def test_most_choices_are_made_without_solving_anything(cells):
    made = sum(found.made for found in cells.values())

    assert sum(found.resolution * found.made for found in cells.values()) < made / 2


def may_go(structure, rank, choice):
    return {
        "unsegmented": True, "hierarchical": choice >= rank, "specialised": choice == rank,
    }[structure]  # fmt: skip


@settings(max_examples=40)
@given(
    structures, structures, st.sampled_from([0.3, *LOADS, 9]),
    st.sampled_from(sorted(garbage_cans.ENERGIES)), seeds,
)  # fmt: skip
def test_replaying_a_garbage_can_keeps_its_rules_and_gives_its_numbers(
    access, decision, load, energy, seed
):
    found = garbage_can(access, decision, load, energy, runs=1, seed=seed)
    effective = [one * 0.006 for one in garbage_cans.ENERGIES[energy]]
    here, waiting, lacking, spent, visited, styles, solved = (
        set(),
        set(),
        {},
        [0] * 10,
        set(),
        [],
        0,
    )
    for period in found.trace["periods"]:
        if period["choice"]:
            here.add(period["choice"])
            lacking[period["choice"]] = 0
        waiting.update(period["problems"])
        for numbers, structure, rank in (
            ("problem_at", access, lambda number: (number + 1) // 2),
            ("maker_at", decision, lambda number: number),
        ):
            for number, choice in enumerate(period[numbers], start=1):
                assert (choice is None) == (numbers == "problem_at" and number not in waiting)
                open_to_it = [one for one in here if may_go(structure, rank(number), one)]
                if choice is not None:
                    nearest = sorted(open_to_it, key=lambda one: (round(lacking[one], 6), one))
                    assert choice == (nearest[0] if nearest else 0)
        for maker, choice in enumerate(period["maker_at"]):
            if choice:
                spent[choice - 1] += effective[maker]
        attached = {one: period["problem_at"].count(one) for one in here}
        visited |= {one for one in here if attached[one]}
        assert period["spent"] == approx(spent)
        assert period["required"] == approx([load * attached.get(one, 0) for one in range(1, 11)])
        lacking = {one: load * attached[one] - spent[one - 1] for one in here}
        assert [one["choice"] for one in period["made"]] == [
            one for one in sorted(here) if lacking[one] <= 1e-9
        ]
        for one in period["made"]:
            at = enumerate(period["problem_at"], start=1)
            assert one["solved"] == [number for number, choice in at if choice == one["choice"]]
            otherwise = "flight" if one["choice"] in visited else "oversight"
            assert one["style"] == ("resolution" if one["solved"] else otherwise)
            here.remove(one["choice"])
            waiting.difference_update(one["solved"])
            styles.append(one["style"])
            solved += len(one["solved"])

    assert (found.made, found.solved) == (len(styles), solved)
    for style in garbage_cans.STYLES:
        assert getattr(found, style) == styles.count(style) / max(1, len(styles))


def test_every_choice_and_every_problem_enters_once():
    periods = garbage_can(runs=1).trace["periods"]

    assert len(periods) == 20
    assert sorted(one["choice"] for one in periods[:10]) == list(range(1, 11))
    assert sorted(number for one in periods for number in one["problems"]) == list(range(1, 21))


def test_where_no_choice_is_made_no_style_has_a_share(monkeypatch):
    monkeypatch.setattr(Draws, "shuffled", lambda self, count, what: list(range(count)))
    found = garbage_can("specialised", "specialised", load=1_000, runs=1)

    assert (found.made, found.resolution, found.oversight, found.flight) == (0, 0, 0, 0)


# The cabinet


def test_eight_stay_divided_from_just_the_even_ones_of_all_256_starts():
    stuck = 0
    for opinions in map(list, product((0, 1), repeat=8)):
        draws = Draws("cabinet", 1, 1)
        ties = cabinets._small_world(8, 8, 0.1, draws)
        cabinets._settle(ties, opinions, 0.6, draws)
        stuck += len(set(opinions)) > 1

    assert stuck / 2**8 == comb(8, 4) / 2**8 == 0.2734375


@mark.parametrize("size", [2, 3, 4, 5, 6, 7, 8, 9])
def test_from_an_even_start_eight_are_always_stuck_and_no_other_small_cabinet_is(size):
    assert cabinet(size, start="even", runs=30).dissensus == (size == 8)


def test_a_random_start_sticks_as_often_as_counting_says():
    found = cabinet(8, runs=1_500)

    assert found.dissensus == approx(comb(8, 4) / 2**8, abs=4 * found.error)


def test_listening_to_four_kills_the_peak_at_eight():
    listening_to_all = [cabinet(size, runs=300).dissensus for size in (7, 8, 9)]
    listening_to_four = [cabinet(size, neighbours=4, runs=300) for size in (6, 8, 10)]

    assert listening_to_all[0] == listening_to_all[2] == 0 < listening_to_all[1]
    for smaller, larger in pairwise(listening_to_four):
        assert smaller.dissensus < larger.dissensus


def test_large_cabinets_stay_divided_more_often():
    found = [cabinet(size, runs=200).dissensus for size in (10, 20, 30)]

    assert found == sorted(set(found))


def test_asking_everybody_in_turn_by_chance_ends_divided_as_often():
    rng, stuck, runs = Random(1), 0, 400
    for run in range(runs):
        draws = Draws("cabinet", 2, run)
        ties, opinions = cabinets._small_world(10, 4, 0.1, draws), [0, 1] * 5
        rng.shuffle(opinions)
        for _ in range(400):
            one = rng.randrange(10)
            against = sum(opinions[other] != opinions[one] for other in ties[one])
            if against >= 0.6 * len(ties[one]):
                opinions[one] = 1 - opinions[one]
        stuck += len(set(opinions)) > 1
    found = cabinet(10, neighbours=4, start="even", runs=runs)

    assert stuck / runs == approx(found.dissensus, abs=5.7 * found.error)


@settings(max_examples=60)
@given(
    st.integers(2, 24), st.sampled_from([2, 4, 8]), st.sampled_from([0.51, 0.55, 0.6, 0.75, 1]),
    st.floats(0, 1), st.sampled_from(cabinets.STARTS), seeds,
)  # fmt: skip
def test_replaying_a_cabinet_lowers_disagreement_at_every_change_and_gives_its_end(
    size, neighbours, threshold, rewiring, start, seed
):
    found = cabinet(size, neighbours, threshold, rewiring, start, runs=1, seed=seed)
    edges, opinions = found.trace["edges"], list(found.trace["start"])
    ties = [{sum(edge) - one for edge in edges if one in edge} for one in range(size)]

    def disagreeing(one):
        return sum(opinions[other] != opinions[one] for other in ties[one]) / len(ties[one])

    assert len({tuple(edge) for edge in edges}) == size * min(neighbours, size - 1) // 2
    assert all(one < other for one, other in edges)
    assert all(ties)
    if start == "even":
        assert sum(opinions) == size // 2
    changes = found.trace["changes"]
    pairs = sum(opinions[one] != opinions[other] for one, other in edges)
    for member, opinion in zip(changes["member"], changes["opinion"], strict=True):
        assert disagreeing(member) >= threshold - 1e-9
        assert opinions[member] != opinion
        opinions[member] = opinion
        before, pairs = pairs, sum(opinions[one] != opinions[other] for one, other in edges)
        assert pairs < before
    assert all(disagreeing(one) < threshold - 1e-9 for one in range(size))
    assert found.dissensus == (len(set(opinions)) > 1)


def test_without_rewiring_the_ties_are_a_ring_and_with_it_they_are_not():
    ring = [[0, 1], [0, 2], [0, 6], [0, 7], [1, 2], [1, 3], [1, 7], [2, 3], [2, 4], [3, 4], [3, 5]]
    ring += [[4, 5], [4, 6], [5, 6], [5, 7], [6, 7]]

    assert cabinet(8, neighbours=4, rewiring=0, runs=1).trace["edges"] == ring
    assert cabinet(8, neighbours=4, rewiring=0.9, runs=1).trace["edges"] != ring


def everybody(size):
    return [set(range(size)) - {one} for one in range(size)]


def test_a_share_that_is_met_exactly_changes_a_mind():
    opinions = [0] * 12 + [1] * 14
    cabinets._settle(everybody(26), opinions, 0.56, Draws("cabinet", 1, 1))

    assert 0.56 * 25 > 14  # in binary fractions
    assert opinions == [1] * 26


def test_who_speaks_first_is_chance():
    first = [
        cabinets._settle(everybody(9), [0, 1] * 4 + [0], 0.6, Draws("cabinet", 1, run))[0][0]
        for run in range(400)
    ]

    assert all(60 < first.count(member) < 140 for member in (1, 3, 5, 7))


def test_a_random_start_is_a_fair_coin():
    heads = sum(cabinets._opinions(10_000, "random", Draws("cabinet", 1, 1)))

    assert heads == approx(5_000, abs=4 * 50)


# The pyramid


@fixture(scope="module")
def changes():
    return {
        hypothesis: {
            rule: promotion(rule, hypothesis, years=150, runs=5).change for rule in promotions.RULES
        }
        for hypothesis in promotions.HYPOTHESES
    }


def test_where_competence_stays_the_best_should_go_up(changes):
    found = changes["common_sense"]

    assert found["best"] > found["random"] > 0 > found["worst"]


def test_where_every_task_is_new_promoting_the_worst_serves_best(changes):
    found = changes["peter"]

    assert found["worst"] > found["random"] > -1 and found["best"] < -4


@mark.parametrize(
    "hypothesis, rule, another",
    [
        ("common_sense", "best", 9.8), ("common_sense", "worst", -1.0),
        ("common_sense", "random", 3.0), ("peter", "best", -7.2),
        ("peter", "worst", 12.4), ("peter", "random", 3.1),
    ],
)  # fmt: skip
def test_another_simulation_of_ours_differs_by_four_points_at_most(
    changes, hypothesis, rule, another
):
    assert changes[hypothesis][rule] == approx(another, abs=4)


def test_an_organisation_where_everybody_has_seven_of_ten_works_at_seventy_per_cent():
    assert promotions.efficiency_of([7.0] * 160) == approx(70)
    # By hand: 1·10 of 10·(1 + 4.5 + 8.8 + 12.6 + 16.4 + 16.2).
    assert promotions.efficiency_of([10.0] + [0.0] * 159) == approx(100 / 59.5)


@mark.parametrize("rule, hypothesis", list(product(promotions.RULES, promotions.HYPOTHESES)))
def test_replaying_a_pyramid_keeps_its_rules_and_gives_its_numbers(rule, hypothesis):
    found = promotion(rule, hypothesis, years=60, runs=1, seed=3)
    trace, years = found.trace, 60
    level = trace["level"]
    names = ("person", "age", "competence")
    posts = [
        dict(zip(names, row, strict=True)) for row in zip(*trace["start"].values(), strict=True)
    ]
    moves = [
        dict(zip(trace["moves"], row, strict=True))
        for row in zip(*trace["moves"].values(), strict=True)
    ]
    efficiency = [promotions.efficiency_of([one["competence"] for one in posts])]
    for year in range(1, years + 1):
        for move in (move for move in moves if move["year"] == year):
            origin, to, arrived = move["from"], move["to"], {name: move[name] for name in names}
            if to is None:
                assert posts[origin] == arrived
                assert move["age"] > 60 or move["competence"] < 4
                posts[origin] = None
                continue
            assert posts[to] is None
            below = [
                one["competence"]
                for one, at in zip(posts, level, strict=True)
                if one and at == level[to] + 1
            ]
            if origin is None:
                assert below == []
            else:
                before, posts[origin] = posts[origin], None
                assert level[origin] == level[to] + 1
                assert (before["person"], before["age"]) == (move["person"], move["age"])
                if rule != "random":
                    assert before["competence"] == (max if rule == "best" else min)(below)
                if hypothesis == "common_sense":
                    assert abs(move["competence"] - before["competence"]) <= 1
            posts[to] = arrived
        assert all(one["age"] <= 60 for one in posts)
        efficiency.append(promotions.efficiency_of([one["competence"] for one in posts]))
        posts = [{**one, "age": one["age"] + 1} for one in posts]

    assert efficiency == trace["efficiency"] == found.efficiency
    assert (found.start, found.end) == approx((efficiency[0], fmean(efficiency[-6:])))
    assert found.change == found.end - found.start


def test_a_newcomer_of_the_same_number_is_the_same_under_every_rule():
    def newcomers(rule):
        moves = promotion(rule, years=40, runs=1).trace["moves"]
        rows = zip(*(moves[name] for name in ("from", "person", "age", "competence")), strict=True)
        return {row[1]: row[2:] for row in rows if row[0] is None}

    best, worst = newcomers("best"), newcomers("worst")
    both = set(best) & set(worst)

    assert len(both) > 50
    assert all(best[person] == worst[person] for person in both)


def test_newcomers_are_as_their_distributions_say():
    start = [promotion(years=10, runs=1, seed=seed).trace["start"] for seed in range(12)]
    ages = [age for one in start for age in one["age"]]
    competences = [competence for one in start for competence in one["competence"]]

    # A normal of mean 7 and deviation 2, cut at 1 and 10, has mean 6.73 and deviation 1.74.
    assert fmean(competences) == approx(6.73, abs=0.12)
    assert fmean(abs(one - 6.73) ** 2 for one in competences) ** 0.5 == approx(1.74, abs=0.1)
    assert min(competences) >= 1 and max(competences) <= 10
    assert fmean(ages) == approx(25.8, abs=0.5)
    assert min(ages) >= 18 and max(ages) <= 60


# What is refused


@mark.parametrize(
    "classic, wrong, said",
    [
        (garbage_can, {"access": "none"}, r"garbage_can: 'access' must be one of unsegm.*'none'"),
        (garbage_can, {"decision": 1}, r"'decision' must be one of .* \(got 1\)"),
        (garbage_can, {"energy": "much"}, r"'energy' must be one of increasing, equal, decreas"),
        (garbage_can, {"load": 0}, r"'load' is the energy .* more than 0.*\(got 0\)"),
        (garbage_can, {"load": float("nan")}, r"\(got nan\)"),
        (garbage_can, {"load": 0.001}, r"in hundredths.*\(got 0.001\)"),
        (garbage_can, {"load": "heavy"}, r"'load'.*\(got 'heavy'\)"),
        (garbage_can, {"runs": 0}, r"garbage_can: 'runs' must be a whole number, 1 or more"),
        (garbage_can, {"seed": 0.5}, r"garbage_can: 'seed' must be a whole number"),
        (cabinet, {"size": 1}, r"cabinet: 'size' must be a whole number, 2 or more \(got 1\)"),
        (cabinet, {"neighbours": 5}, r"'neighbours' must be even.*\(got 5\)"),
        (cabinet, {"neighbours": 0}, r"'neighbours' must be a whole number, 2 or more"),
        (cabinet, {"threshold": 0.5}, r"'threshold' .* above 0.5 .*\(got 0.5\)"),
        (cabinet, {"threshold": 60}, r"'threshold' .*\(got 60\)"),
        (cabinet, {"threshold": True}, r"'threshold' .*\(got True\)"),
        (cabinet, {"rewiring": 2}, r"'rewiring' is a probability.*\(got 2\)"),
        (cabinet, {"start": "odd"}, r"'start' must be one of random, even \(got 'odd'\)"),
        (cabinet, {"runs": 1.5}, r"cabinet: 'runs' must be a whole number"),
        (cabinet, {"seed": -1}, r"cabinet: 'seed' must be a whole number, 0 or more"),
        (promotion, {"rule": "eldest"}, r"'rule' must be one of best, worst, random"),
        (promotion, {"hypothesis": ""}, r"'hypothesis' must be one of common_sense, peter"),
        (promotion, {"years": 9}, r"'years' must be a whole number, 10 or more \(got 9\)"),
        (promotion, {"runs": True}, r"promotion: 'runs' must be a whole number"),
        (promotion, {"seed": None}, r"promotion: 'seed' must be a whole number"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_both_languages(classic, wrong, said):
    with raises(InputError, match=said) as refused:
        classic(**wrong)

    assert repr(next(iter(wrong.values()))) in refused.value.in_language("id")
