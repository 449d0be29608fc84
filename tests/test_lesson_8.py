"""Every number that lesson 8 prints in its prose is the one that its own cells give."""

from dataclasses import replace

from pytest import fixture, mark

import jalur
from jalur.texts import LANGUAGES, number
from lesson_text import Lesson, written

LESSON = Lesson("08-rancang-lembagamu")
said, rows = LESSON.said, LESSON.rows


@fixture(scope="module")
def lesson() -> dict[str, object]:
    """What a reader's notebook holds after the cells that need no screen."""
    briefs = {"bridge": jalur.village_bridge(), "chemicals": jalur.hazardous_chemicals()}
    known = LESSON.run(("names", "together"), jalur=jalur, **briefs, flood=jalur.flash_flood())
    for line in LESSON.code["map"].split("\n")[:2]:  # the last one shows a widget
        exec(line, known)
    return LESSON.run(("designs", "worlds", "counter", "seeds-few"), **known)


def held(path: object, situation: object, language: str) -> list[str]:
    """Return what a row of the answer prints of a path, after its sentence and its name."""
    passed, share = jalur.acceptance(path), situation.good_share
    leak = 100 * situation.leak * jalur.leakage(path).good
    verdicts = sum(step.kind != "act" for step in path.steps)
    counts = [100 * share * (1 - passed.good), 100 * (1 - share) * passed.bad, leak]
    return [
        number(round(jalur.expected_days(path).accepted), language),
        *(written(value, language) for value in counts),
        str(verdicts),
        written(float(jalur.value(path, situation)), language),
    ]


@mark.parametrize("language", LANGUAGES)
def test_each_row_of_the_answer_prints_what_its_path_costs(lesson, language):
    answers = [
        (jalur.direct(), lesson["flood"]),
        (jalur.technocracy(), lesson["bridge"]),
        (lesson["together"], lesson["chemicals"]),
        (lesson["counter"], lesson["stalls"]),
    ]

    for row, (path, situation) in zip(rows("answer", language), answers, strict=True):
        assert row[2:] == held(path, situation, language)


def test_each_answer_is_the_best_of_the_designs_in_its_brief(lesson):
    briefs = ("flood", "bridge", "chemicals")

    winners = [jalur.best(lesson["designs"], lesson[brief]).winner for brief in briefs]

    assert winners == ["direct", "experts", "together"]
    assert lesson["designs"]["together"] == lesson["together"]


def worlds(lesson: dict[str, object]) -> list[list[float]]:
    """Return what each design is worth in each of the bridge's four worlds."""
    told = [
        ("designs", "bridge"),
        ("designs", "hurried"),
        ("designs", "dear"),
        ("copied", "bridge"),
    ]
    return [
        [float(jalur.value(path, lesson[world])) for path in lesson[paths].values()]
        for paths, world in told
    ]


@mark.parametrize("language", LANGUAGES)
def test_the_four_worlds_and_the_regrets_are_what_the_table_says(lesson, language):
    values = worlds(lesson)
    regrets = [max(max(row) - row[place] for row in values) for place in range(4)]

    for row, expected in zip(rows("robust-read", language), [*values, regrets], strict=True):
        assert row[1:] == [written(value, language) for value in expected]


def test_the_experts_win_only_as_the_folder_has_it_and_trail_the_least(lesson):
    values = worlds(lesson)
    winners = [row.index(max(row)) for row in values]
    regrets = [max(max(row) - row[place] for row in values) for place in range(4)]

    assert winners == [1, 2, 3, 2]
    assert regrets.index(min(regrets)) == 1
    assert all(row.index(min(row)) == 0 for row in values)


@mark.parametrize("language", LANGUAGES)
def test_the_price_of_two_desks_is_counted_as_the_prose_counts_it(lesson, language):
    bridge, paths = lesson["bridge"], (jalur.technocracy(), jalur.full(2))
    passed = [jalur.acceptance(path) for path in paths]
    without = [float(jalur.value(path, replace(bridge, loss=0))) for path in paths]
    saved = (1 - bridge.good_share) * (passed[0].bad - passed[1].bad)
    (tie,) = jalur.break_even(*paths, bridge, over="loss")

    for row, share, worth in zip(rows("formula", language), passed, without, strict=True):
        built = [written(50 * share.good, language), written(50 * share.bad, language, 2)]
        assert row[1:] == [*built, written(worth, language, 2)]
    text = LESSON.plain("formula", language)
    lost = without[0] - without[1]
    assert written(lost, language, 2) in text and f"= {100 * lost:.0f}$" in text
    assert written(100 * saved, language, 2) in text
    assert abs(lost / saved - tie) < 1e-9 and f" {tie:.0f} " in text


@mark.parametrize("language", LANGUAGES)
def test_side_by_side_the_desks_pay_from_a_smaller_loss(lesson, language):
    experts, bridge = jalur.technocracy(), lesson["bridge"]
    (tie,) = jalur.break_even(experts, lesson["together"], bridge, over="loss")
    row, side = jalur.full(2), lesson["together"]

    assert f" {tie:.0f}" in said("together-read", language)
    assert f" {tie:.0f}" in said("quiz-desk", language)
    assert abs(jalur.acceptance(row).good - jalur.acceptance(side).good) < 1e-12
    assert abs(jalur.acceptance(row).bad - jalur.acceptance(side).bad) < 1e-12
    assert jalur.expected_days(row).accepted - jalur.expected_days(side).accepted == 20
    assert bridge.loss < tie < lesson["chemicals"].loss


@mark.parametrize("language", LANGUAGES)
@mark.parametrize(("cell", "brief"), [("seen", "bridge"), ("seen-chemicals", "chemicals")])
def test_the_maps_are_shared_as_the_prose_says(lesson, cell, brief, language):
    table = jalur.phase(lesson["four"], lesson[brief]).table
    shares = dict(zip(table["path"], table["share"], strict=True))
    told = {"seen": shares, "seen-chemicals": ("full", "nothing", "direct")}[cell]

    for name in told:
        assert f" {100 * shares[name]:.0f}" in said(cell, language)
    if cell == "seen":
        least = table["good_share_from"][table["path"].index("direct")]
        assert abs(least - 0.7) < 1e-9 and " 70 " in said(cell, language)
        assert max(shares, key=shares.get) == "bureaucracy"


@mark.parametrize("language", LANGUAGES)
def test_the_card_counts_errors_as_the_prose_reads_them(lesson, language):
    for name in ("experts", "two desks", "together"):
        passed = jalur.acceptance(lesson["designs"][name])
        errors = 50 * (1 - passed.good) + 50 * passed.bad
        assert number(round(errors, 1), language, ".3g") in said("card-read", language)


@mark.parametrize("language", LANGUAGES)
def test_only_seed_5_puts_two_desks_ahead(lesson, language):
    (first, *others), text = lesson["tried"], said("seeds-read", language)

    assert first[0] < first[1] and all(experts > two for experts, two in others)
    assert all(written(float(value), language) in text for value in first)


@mark.parametrize("language", LANGUAGES)
def test_held_back_seeds_keep_the_order_of_the_chemicals(lesson, language):
    runs = [
        [float(jalur.simulate(path, lesson["chemicals"], cases=1000, seed=seed).value)
         for path in (lesson["together"], jalur.full(2))]
        for seed in (101, 102, 103)
    ]  # fmt: skip
    text = said("held-read", language)

    assert all(together > full for together, full in runs)
    assert all(written(value, language) in text for run in runs for value in run)


@mark.parametrize("language", LANGUAGES)
def test_the_counter_beats_the_direct_path_by_more_than_chance(lesson, language):
    counter = jalur.value(lesson["counter"], lesson["stalls"])
    straight = jalur.value(jalur.direct(), lesson["stalls"])
    loads = [days * lesson["stalls"].arrivals for days in (30, 10)]

    assert counter - straight > 5 * max(counter.error, straight.error)
    assert all(abs(each.error - 0.05) < 0.015 for each in (counter, straight))
    for value in (counter, straight):
        assert written(float(value), language, 2) in said("answer", language)
    assert all(f" {load:.0f}" in said("stall", language) for load in loads)


@mark.parametrize("language", LANGUAGES)
def test_the_floods_winner_hangs_on_the_share_of_good_proposals(lesson, language):
    doubtful = replace(lesson["flood"], good_share=0.7)

    for path in (jalur.direct(), lesson["two_desks"]):
        assert written(float(jalur.value(path, doubtful)), language) in said(
            "robust-read", language
        )
