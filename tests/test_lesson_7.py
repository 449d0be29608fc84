"""Every number that lesson 7 prints is what its own cells, its scenes and the models give."""

import re
from math import comb

from pytest import approx, fixture, mark

import jalur
from jalur import classics
from jalur.texts import LANGUAGES, number
from jalur.theory import aghion_tirole
from lesson_text import Lesson, written

LESSON = Lesson("07-organisasi-nyata")
said, rows, lacks = LESSON.said, LESSON.rows, LESSON.lacks
CELLS = ("names", "count-eight", "garbage-runs", "hypotheses-code", "inside-code")
each_language = mark.parametrize("language", LANGUAGES)


@fixture(scope="module")
def lesson() -> dict[str, object]:
    """What a reader's notebook holds after the cells that run a model and show no animation."""
    return LESSON.run(CELLS)


@fixture(scope="module")
def scenes() -> dict[str, dict]:
    return {kind: jalur.scene(kind).record for kind in ("cabinet", "garbage_can", "promotion")}


def told(id: str, language: str, *values: float, digits: int = 1) -> None:
    """A cell says each of these numbers as its language writes them."""
    assert lacks(id, language, *(written(value, language, digits) for value in values)) == []


@each_language
def test_eight_stands_out_in_the_animation_as_the_text_tells(scenes, language):
    rounds = {one["size"]: one["stuck"] for one in scenes["cabinet"]["variants"][0]["rounds"]}
    small = {size: stuck for size, stuck in rounds.items() if 5 <= size <= 12}

    assert max(small, key=small.get) == 8
    told("seen", language, small[8], digits=0)
    assert sorted(small.values())[-2] == 8
    assert {"id": "delapan kali", "en": "eight times"}[language] in said("seen", language)
    large = [stuck for size, stuck in rounds.items() if size > 12]
    assert max(large) > small[8] and large[0] < large[-1]


@each_language
def test_the_formula_for_eight_and_the_simulation_differ_by_less_than_an_error(lesson, language):
    eight, exact = lesson["eight"], comb(8, 4) / 2**8

    assert abs(eight.dissensus - exact) < eight.error
    told("count-read", language, eight.dissensus, exact, eight.error, digits=3)
    told("count", language, exact, 4 / 7, 5 / 8, digits=3)


def test_the_formula_for_eight_holds_between_its_two_thresholds():
    stuck = {
        h: classics.cabinet(8, threshold=h, start="even", runs=20).dissensus
        for h in (0.57, 0.58, 0.71)
    }

    assert stuck == {0.57: 0, 0.58: 1, 0.71: 1}
    assert classics.cabinet(8, threshold=0.71, runs=200).dissensus < 0.4
    assert classics.cabinet(8, threshold=0.72, runs=200).dissensus > 0.5


@each_language
def test_the_eight_is_gone_when_one_choice_is_changed(language):
    sizes = (7, 8, 9, 10)
    few = [classics.cabinet(n, neighbours=4, runs=200).dissensus for n in sizes]
    low = [classics.cabinet(n, threshold=0.57, runs=200).dissensus for n in sizes]

    assert few == sorted(few) and low[1] == 0
    for share in few:
        assert number(share, language) in said("robust-read", language)


@each_language
def test_large_meetings_end_divided_more_often_under_every_choice_tried(language):
    for choice in ({}, {"neighbours": 4}, {"threshold": 0.57}):
        small, large = (classics.cabinet(n, runs=100, **choice).dissensus for n in (7, 20))
        assert large > small + 0.2
    told("robust-survives", language, 100 * classics.cabinet(20, runs=100).dissensus, digits=0)
    assert classics.cabinet(7, runs=100).dissensus == 0


@each_language
def test_the_three_cans_make_and_solve_what_the_text_says(lesson, scenes, language):
    styles = [variant["said"] for variant in scenes["garbage_can"]["variants"]]
    cans = lesson["cans"]

    assert [one["resolution"] for one in styles] == [0, 3, 7]
    assert [one["oversight"] for one in styles] == [0, 0, 3]
    assert styles[0]["made"] == styles[0]["flight"] == 9
    assert cans[0].solved == cans[2].flight == 0
    told("garbage-read", language, cans[1].solved, cans[2].solved, 100 * cans[2].oversight)


def test_nothing_flees_from_a_specialised_can_whatever_the_seed_and_the_load():
    for seed in range(1, 6):
        for load in (1.1, 3.3):
            can = classics.garbage_can("specialised", load=load, runs=5, seed=seed)
            assert can.flight == 0


@each_language
def test_the_load_of_a_meeting_decides_at_one(language):
    below, above = (classics.garbage_can(load=load) for load in (1.6, 1.7))

    assert (below.resolution, above.resolution) == (1, approx(0.1))
    assert above.solved == 20
    assert classics.garbage_can(load=1.65).resolution == 1
    told("load", language, 2 * 2.2 / 3.3, digits=2)


@each_language
def test_promoting_the_best_and_drawing_lots_end_as_the_animation_shows(scenes, language):
    best, lots = scenes["promotion"]["outcome"]

    told("promotion-seen", language, -best, -lots)


@each_language
def test_the_table_of_promotions_is_that_of_the_cell(lesson, language):
    changes = [round(result.change, 1) for result in lesson["results"]]
    printed = [
        [float(cell.replace("−", "-").replace(",", ".")) for cell in row[1:]]
        for row in rows("hypotheses-read", language)
    ]

    assert printed == [list(pair) for pair in zip(changes[:3], changes[3:], strict=True)]
    assert min(printed[2]) > max(min(row) for row in printed[:2])


@each_language
def test_the_last_word_moves_effort_as_the_text_says(language):
    effort = aghion_tirole(k=2, alpha=0.5, beta=0.5)

    assert effort.principal == effort.delegated.agent
    told("inside-read", language, effort.principal, effort.agent, digits=3)
    told("inside-read", language, 100 * effort.principal, 100 * effort.agent, digits=0)
    told("quiz-authority", language, effort.principal, effort.agent, digits=3)


def test_the_exercises_have_the_answers_that_their_hints_promise():
    nine = [
        classics.cabinet(9, threshold=h, start="even", runs=50).dissensus for h in (0.6, 0.62, 0.63)
    ]
    eleven = [classics.cabinet(11, neighbours=k, runs=100).dissensus for k in (4, 6, 8, 10)]
    orders = [
        [
            classics.promotion(rule, years=60, runs=3, seed=seed).change
            for rule in ("best", "random")
        ]
        for seed in (2, 3, 4)
    ]

    assert nine == [0, 0, 1]
    assert eleven[2] == 0.03 and eleven == sorted(eleven, reverse=True)
    assert all(best < lots for best, lots in orders)


@each_language
def test_the_team_has_as_many_members_as_the_list_names(language):
    team = {"id": r"11 anggota", "en": r"11 members"}[language]

    assert re.search(team, said("story", language))
