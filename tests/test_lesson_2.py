"""Every number that lesson 2 prints in its prose is the one that its own cells give."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import exp

from pytest import fixture, mark

import jalur
from jalur.texts import LANGUAGES, number
from lesson_text import Lesson, written

LESSON = Lesson("02-jalur-keputusan")
said, rows = LESSON.said, LESSON.rows
WITHOUT_SCREEN = (
    "bridge", "two-desks", "together-path", "together-visits", "other-joins-code", "values",
    "situations", "danger", "cycle", "gaps", "ladder-code",
)  # fmt: skip
NAMES = (
    "Situation", "Step", "acceptance", "act", "bureaucracy", "desks", "direct", "expected_days",
    "full", "panel", "read", "simulate", "technocracy", "value", "vote",
)  # fmt: skip


@fixture(scope="module")
def lesson() -> dict[str, object]:
    """What a reader's notebook holds after the cells that need no screen."""
    known = {name: getattr(jalur, name) for name in NAMES}
    return LESSON.run(WITHOUT_SCREEN, **known, replace=replace, date=date)


def numbers_in_row(id: str, language: str, row: int) -> list[str]:
    """Return the cells after the first of a table's row, counted from 1 below the head."""
    return rows(id, language)[row - 1][1:]


def rounded(values: list[float], language: str, digits: int = 1) -> list[str]:
    return [written(value, language, digits) for value in values]


def shares(path: object, language: str) -> list[str]:
    """Return what passes of 100 good and of 100 bad, with the digits that show something."""
    accepted = jalur.acceptance(path)
    return [short(100 * share, language) for share in (accepted.good, accepted.bad)]


def short(value: float, language: str) -> str:
    digits = next(d for d in (1, 2, 3) if d == 3 or value == 0 or value >= 10**-d)
    return number(float(f"{value:.{digits}f}"), language, ".6g")


@mark.parametrize("language", LANGUAGES)
def test_the_four_paths_pass_and_last_what_the_table_says(language):
    paths = (jalur.direct(), jalur.technocracy(), jalur.bureaucracy(), jalur.full())

    for row, path in enumerate(paths, start=1):
        days = number(jalur.expected_days(path).accepted, language)
        assert numbers_in_row("both-sides", language, row) == [*shares(path, language), days]


@mark.parametrize("language", LANGUAGES)
def test_the_four_ways_to_set_desks_pass_and_last_what_the_table_says(lesson, language):
    land, money, river = lesson["land"], lesson["money"], lesson["river"]
    two_of_three = jalur.vote(2, [land, money, river])

    for row, path in enumerate((land >> money, land & money, land | money, two_of_three), start=1):
        days = number(jalur.expected_days(path).accepted, language)
        assert numbers_in_row("four-shapes", language, row) == [*shares(path, language), days]


@mark.parametrize("language", LANGUAGES)
def test_the_winners_are_worth_what_the_table_says(lesson, language):
    four, two = lesson["paths"], (*lesson["paths"][:2], jalur.bureaucracy(2), jalur.full(2))
    rows = [(lesson[name], four) for name in ("bridge", "hurry", "flood", "doubt")]

    for row, (situation, paths) in enumerate([*rows, (lesson["danger"], two)], start=1):
        values = [jalur.value(path, situation) for path in paths]
        *printed, winner = numbers_in_row("winners", language, row)
        assert printed == rounded(values, language)
        best = max(range(4), key=values.__getitem__)
        heads = LESSON.head("winners", language)[1:]
        assert winner in heads if values[best] > 0 else winner not in heads
        assert values[best] <= 0 or heads.index(winner) == best


@mark.parametrize("language", LANGUAGES)
def test_the_parts_of_the_experts_value_add_up_to_it(lesson, language):
    bridge, path = lesson["bridge"], jalur.technocracy()
    passed, days = jalur.acceptance(path), jalur.expected_days(path).accepted
    leak = bridge.leak * (1 - 0.1) ** 3
    parts = [
        bridge.good_share * passed.good * bridge.gain * exp(-bridge.urgency * days),
        (1 - bridge.good_share) * passed.bad * bridge.loss,
        (passed.good + passed.bad) / 2 * leak * bridge.budget,
        5 * 0.4,
        jalur.value(path, bridge),
    ]
    text = LESSON.plain("scales", language)

    assert " - ".join(rounded(parts[:4], language, 2)) + " = " in text
    assert " = " + rounded(parts[4:], language, 2)[0] + "$" in text


@mark.parametrize("language", LANGUAGES)
def test_the_sentences_say_what_the_cells_give(lesson, language):
    def worth(path, situation=lesson["bridge"]):
        return rounded([jalur.value(path, situation)], language)[0]

    def percent(path):
        return rounded([100 * jalur.acceptance(path).good], language)[0]

    def ladder(good):
        return percent(jalur.desks(5, good=good, bad=0.3, days=20))

    gaps = [(later - early).days for early, later in pairwise(lesson["dates"])]
    work = [len(lesson[name].visits) for name in ("one_by_one", "side_by_side")]
    slow_flood = replace(lesson["flood"], urgency=0.001)
    ties = [
        jalur.break_even(first, second, lesson["bridge"], "good_share")[-1]
        for first, second in pairwise((jalur.bureaucracy(), jalur.technocracy(), jalur.direct()))
    ]
    eight = jalur.desks(8, good=0.9, bad=0.3, days=10)
    quoted = {
        "together-rule": [percent(lesson["together"])],
        "together-log": [number(times, language) for times in work],
        "who-wins": [
            worth(path) for path in (lesson["paths"][1], jalur.full(), lesson["together"])
        ],
        "winners": [
            worth(jalur.full(), lesson["danger"]),
            worth(jalur.technocracy(), slow_flood),
            worth(jalur.direct(), slow_flood),
        ],
        "calendar-read": [str(sum(gaps[:-1])), str(gaps[-1])],
        "ladder-read": [ladder(0.9), ladder(0.8), ladder(0.95)],
        "practice-beat": [worth(jalur.technocracy())],
        "winners-picture-read": [number(round(100 * tie, 1), language) for tie in ties],
        "quiz-eighth-desk": [percent(eight)],
        "quiz-urgency": [worth(jalur.technocracy()), worth(jalur.technocracy(), lesson["hurry"])],
    }

    for id, words in quoted.items():
        assert [word for word in words if word not in said(id, language)] == [], id


def test_the_two_ways_to_arrange_the_full_path_decide_alike_and_differ_in_work(lesson):
    one, side = lesson["one_by_one"], lesson["side_by_side"]

    assert list(one.cases["accepted"]) == list(side.cases["accepted"])
    assert 850 < len(side.visits) - len(one.visits) < 900
    assert jalur.expected_days(lesson["together"]).accepted == 71


def test_the_twenty_proposals_of_the_animation_end_as_the_text_tells(lesson):
    told = jalur.simulate(jalur.full(), lesson["bridge"], cases=20, seed=7).cases
    ends = list(zip(told["good"], told["accepted"], told["end"], strict=True))

    assert sum(told["good"]) == 12
    assert sum(end == 30 for _, _, end in ends) == 7
    assert [good for good, accepted, _ in ends if accepted] == [True] * 7
    assert sum(not accepted and end > 30 for _, accepted, end in ends) == 6
    assert sum(good and not accepted for good, accepted, _ in ends) == 5


@mark.parametrize("language", LANGUAGES)
def test_the_picture_shows_the_four_winners_in_the_order_of_the_text(lesson, language):
    drawn = jalur.figures.values(
        lesson["paths"], lesson["bridge"], over="good_share", language=language
    )
    order = {
        "id": "tidak membangun, jalur meja, jalur ahli, jalur langsung",
        "en": "not building, the desk path, the experts' path, the direct path",
    }

    assert drawn.title.endswith(order[language])
