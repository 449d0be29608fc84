"""Every number that lesson 5 prints is the one that its own cells or the library give."""

import re
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO
from math import comb, log

from pytest import approx, fixture, mark

import jalur
from jalur import theory
from jalur.texts import LANGUAGES, number
from jalur.widgets import scene_records
from lesson_text import LESSONS, Lesson, written

LESSON = Lesson("05-kapan-berhenti-menghitung")
said, lacks, CODE = LESSON.plain, LESSON.lacks, LESSON.code
PRACTICE = ("villagers", "threshold-code", "copies-code", "sharper-code", "wait-code")
each_language = mark.parametrize("language", LANGUAGES)


@fixture(scope="module")
def lesson() -> dict[str, object]:
    """What a reader's notebook holds after the cells that ask for no guess and show no widget."""
    held = {}
    for id in ("names", "bridge", "price-values", *(f"practice-{each}" for each in PRACTICE)):
        run(id, held)
    return held


def run(id: str, held: dict[str, object]) -> str:
    """Run a cell, and return what it printed."""
    printed = StringIO()
    with redirect_stdout(printed):
        exec(compile(CODE[id], id, "exec"), held)
    return printed.getvalue()


def tables(id: str, language: str) -> list[list[str]]:
    """Return the cells of all rows of a text's tables, heads left out."""
    lines = said(id, language).split("\n")
    rules = {n for n, line in enumerate(lines) if line.startswith("|---")}
    rows = [n for n, line in enumerate(lines) if line.startswith("|")]
    kept = [n for n in rows if n not in rules and n + 1 not in rules]
    return [[cell.strip() for cell in lines[n].strip("|").split("|")] for n in kept]


def rounded(language: str, *values: float, digits: int = 1) -> list[str]:
    """Return numbers as prose writes them, a half rounded up as people do."""
    return [written(value + 1e-9, language, digits) for value in values]


def shows(id: str, lesson: dict[str, object]) -> object:
    """Return what a cell shows: the value of its last line."""
    before, _, last = CODE[id].rpartition("\n")
    held = dict(lesson)
    exec(compile(before, id, "exec"), held)
    return eval(last, held)


def experts(n: int, copying: float = 0) -> object:
    return jalur.panel(n, 0.8, 30, copying, cost=0.4, watch=0.1) >> jalur.act(days=1)


@each_language
def test_every_sum_that_is_written_out_is_right(language):
    """The sums that hold nothing but numbers, such as `$200 + 2.000 - 1.600 = 600$`."""
    sums = []
    for cell in (c for c in LESSON.master.cells if c.language == language):
        for formula in re.findall(r"\$([^$]+)\$", said(cell.id, language)):
            plain = formula.replace("\\times", "*").replace("^", "**")
            plain = plain.replace(",", "") if language == "en" else plain.replace(".", "")
            plain = plain.replace(",", ".")
            if re.fullmatch(r"[\d.+\-*/ ]+=[\d. ]+", plain):
                sums.append((formula, *map(eval, plain.split("="))))

    assert [formula for formula, left, right in sums if abs(left - right) > 0.051] == []
    assert len(sums) >= 11


@each_language
def test_what_the_studies_found_is_in_the_ledger_with_its_numbers(language):
    ledger = (LESSONS / "facts.md").read_text("utf-8")

    for row, villages in (("l5-alatas", "640"), ("l5-olken2010", "49")):
        (claim,) = re.findall(rf"^\| {row} \| ([^|]+) \|", ledger, re.M)
        assert f"{villages} Indonesian villages" in claim
        assert lacks("data", language, villages) == []


# --- majorities, alone and copying ---


@each_language
def test_the_two_benches_end_as_the_text_tells(language):
    told = scene_records.jury()
    alone, copied = told["lanes"]
    theory_says = [lane["said"]["theory"] for lane in (alone, copied)]
    whole = [[one for one in lane["right"] if len(set(one)) == 1] for lane in (alone, copied)]

    assert told["outcome"] == [73, 60] and told["said"] == dict(judges=11, rounds=100, accuracy=60)
    assert copied["said"]["share"] == 60
    assert lacks("seen", language, "73", "60", *rounded(language, *theory_says)) == []
    assert len(whole[1]) > 10 * len(whole[0])
    assert sum("0" in one for one in whole[1]) >= 10  # often wrong, and of one voice


@each_language
def test_three_engineers_at_125_bends_are_counted_rightly(language):
    three, two = 4**3, 3 * 4**2 * 1
    share = rounded(language, 100 * (three + two) / 125)[0]

    assert theory.condorcet(3, 0.8) == approx((three + two) / 125)
    assert lacks("majority", language, f"= {three}$", f"= {two}$", "112", share) == []
    five = number(round(theory.condorcet(5, 0.8), 5), language, ".5f")
    assert lacks("majority", language, five, *rounded(language, 94.2)) == []
    assert sum(comb(5, k) * 0.8**k * 0.2 ** (5 - k) for k in (3, 4, 5)) == approx(0.94208)


@each_language
def test_the_table_of_majorities_holds_what_its_cell_prints(lesson, language):
    for n, row in zip((1, 3, 5, 11, 51), tables("majority-table", language), strict=True):
        shares = (100 * theory.condorcet(n, p) for p in (0.4, 0.6, 0.8))
        assert row == [str(n), *rounded(language, *shares)]
    assert run("majority-code", lesson).count("\n") == 3


@each_language
def test_seventeen_villagers_make_one_engineer(language):
    assert theory.condorcet(15, 0.6) < 0.8 < theory.condorcet(17, 0.6)
    said_so = {"id": ("Tujuh belas", "dengan 15"), "en": ("Seventeen", "with 15")}[language]
    assert lacks("how-many-read", language, *said_so) == []


@each_language
def test_a_thousand_and_one_experts_who_copy_stop_at_90(language):
    def right(n, copying=0.5):
        return 100 * theory.condorcet(n, 0.8, copying)

    ceiling = 1 - 0.5 * (1 - 0.8)
    quoted = rounded(language, right(5), right(5, 0), right(25), right(3, 0))
    assert right(1001) == approx(100 * ceiling, abs=1e-6) and 50 * 0.8 + 50 == 90
    assert max(right(n) for n in range(1, 400, 2)) <= 100 * ceiling + 1e-9
    assert lacks("ceiling-read", language, *quoted, f"= {number(ceiling, language)}$") == []
    assert lacks("quiz-ceiling", language, quoted[0], "90") == []


def test_the_knobs_go_as_far_as_the_text_sends_the_reader():
    jury, committee = (jalur.explore(name)._knobs for name in ("jury", "committee"))

    assert jury["n"].positions[-1] == 25 and min(jury["p"].positions) < 0.5
    assert set(jury["correlation"].positions) >= {0, 0.5, 1}
    assert committee["n"].value == 3 and committee["n"].positions[-1] == 9
    for p in (0.4, 0.45):  # there copying does help
        assert theory.condorcet(5, p, 0.5) > theory.condorcet(5, p)


# --- two errors ---


@each_language
def test_the_three_rules_err_as_often_as_their_table_says(language):
    for k, row in zip((3, 2, 1), tables("errors", language), strict=True):
        good, bad = (theory.committee(k, 3, p) for p in (0.8, 0.2))
        assert row[1:] == [str(k), str(round(125 * (1 - good))), str(round(125 * bad))]
        assert 125 * good == approx(round(125 * good)) and 125 * bad == approx(round(125 * bad))


@each_language
def test_two_more_members_and_one_more_yes_shrink_both_errors(language):
    rows = tables("errors-read", language)

    for row in rows:
        n, k = map(int, row[:2])
        good, bad = (theory.committee(k, n, p) for p in (0.8, 0.2))
        assert n == 2 * k - 1
        assert row[2:] == rounded(language, 100 * (1 - good), 100 * bad)
    for n in (3, 5, 7):  # a longer hierarchy, a wider polyarchy: one error grows
        assert theory.hierarchy(n + 2, 0.8) < theory.hierarchy(n, 0.8)
        assert theory.polyarchy(n + 2, 0.2) > theory.polyarchy(n, 0.2)


@each_language
def test_three_desks_are_best_and_the_fourth_gives_up_more_than_it_stops(language):
    rows = tables("how-many-desks", language)
    passed = [(50 * 0.9**n, 50 * 0.5**n) for n in range(5)]
    best = theory.optimal_desks(0.5, gain=1, loss=1, good=0.9, bad=0.5)

    for n, (row, (good, bad)) in enumerate(zip(rows, passed, strict=True)):
        assert row == [str(n), *rounded(language, good, bad, good - bad)]
    gone = [before - after for before, after in zip(passed[3], passed[4], strict=True)]
    assert gone[0] > gone[1]
    real = number(round(best.real, 3), language)
    assert lacks("how-many-desks", language, *rounded(language, *gone), real) == []
    assert best.best == 3 == max(range(9), key=lambda n: 0.9**n - 0.5**n)


def test_more_desks_are_best_where_more_proposals_are_bad():
    desks = [theory.optimal_desks(share, 1, 1, good=0.9, bad=0.5).best for share in (0.2, 0.5, 0.8)]

    assert desks == [6, 3, 1]


@each_language
def test_the_rule_of_five_yeses_errs_as_the_self_test_says(language):
    errors = [1 - theory.committee(5, 5, 0.8), theory.committee(3, 5, 0.2)]
    last = rounded(language, 100 * theory.committee(5, 5, 0.2), digits=2)
    shown = rounded(language, *(100 * error for error in errors))

    assert lacks("quiz-errors", language, *shown, *last) == []
    assert [said("quiz-errors", language).count(each) for each in shown] == [2, 3]


# --- what an opinion is worth ---


@each_language
@mark.parametrize(("seed", "one", "five"), [(5, (1, 3), (0, 2)), (7, (1, 0), (0, 1))])
def test_the_twenty_proposals_end_as_the_text_tells(lesson, language, seed, one, five):
    for n, expected in ((1, one), (5, five)):
        cases = jalur.simulate(experts(n), lesson["bridge"], cases=20, seed=seed).cases
        ends = list(zip(cases["good"], cases["accepted"], strict=True))
        assert (ends.count((True, False)), ends.count((False, True))) == expected
    assert lacks("price-seen", language, f"`seed={seed}`") == []


@each_language
def test_the_table_of_pay_is_what_its_cell_prints(lesson, language):
    rows = tables("price-table", language)

    for n, row in zip(range(1, 14, 2), rows, strict=True):
        values = [jalur.value(experts(n, copying), lesson["bridge"]) for copying in (0, 0.5, 1)]
        assert row == [str(n), *rounded(language, *map(float, values))]
    first, middle, last = (
        [float(row[column].replace(",", ".")) for row in rows] for column in (1, 2, 3)
    )
    steps = first[1] - first[0], first[5] - first[6]
    assert lacks("price-table", language, *rounded(language, *steps)) == []
    assert rows[middle.index(max(middle))][0] == "9"
    assert last == sorted(last, reverse=True)


@each_language
def test_knowing_the_ground_is_worth_47_and_no_knowledge_is_worth_not_building(lesson, language):
    known, blind = shows("price-most", lesson)

    assert lacks("price-table", language, *rounded(language, known)) == []
    assert blind < 0


@each_language
def test_a_fatal_mistake_makes_more_experts_worth_their_pay(lesson, language):
    fatal = replace(lesson["bridge"], loss=1000)
    shown = shows("price-fatal", lesson)
    values = {n: float(jalur.value(experts(n), fatal)) for n in range(1, 40, 2)}
    copied = float(jalur.value(experts(5, 0.5), fatal))
    direct = float(jalur.value(jalur.direct(), fatal))

    assert max(values, key=values.__getitem__) == 17
    quoted = [
        number(round(each, 1), language, ".1f") for each in (direct, values[1], values[5], copied)
    ]
    assert lacks("price-fatal-read", language, *quoted, "17") == []
    assert shown[0] == round(direct, 1) and shown[-1] == round(copied, 1) < 0
    assert shown[4] == max(shown)  # of 1, 5, 15, 17 and 19


@each_language
def test_the_last_question_compares_what_the_paths_are_worth(lesson, language):
    five, direct = (
        written(float(jalur.value(path, lesson["bridge"])), language)
        for path in (experts(5), jalur.direct())
    )

    assert lacks("quiz-both", language, five, direct) == []
    assert jalur.value(experts(13), lesson["bridge"]) < jalur.value(experts(11), lesson["bridge"])


# --- one at a time ---


@each_language
def test_two_opposite_opinions_cancel(language):
    firm, soft = 50 * 0.8 * 0.2, 50 * 0.2 * 0.8

    assert firm == approx(8) == approx(soft)
    assert lacks("one-by-one", language, "8") == []
    assert lacks("quiz-cancel", language, "32") == [] and 2 * (firm + soft) == approx(32)


@each_language
def test_the_walk_of_evidence_ends_as_the_text_tells(language):
    told = scene_records.evidence()["said"]
    quoted = rounded(language, told["mean"], told["right"], told["fixed_right"])

    assert told["lead"] == 8 and told["fixed"] == 67
    assert lacks("evidence-seen", language, *quoted, "67") == []
    odds = rounded(language, 1.5**8, 1.5**7)
    assert lacks("evidence-seen", language, *odds, "19") == []
    assert 1.5**7 < 19 < 1.5**8 and approx(19) == 0.95 / 0.05


@each_language
def test_one_at_a_time_asks_half_as_many(language):
    accuracies = (0.51, 0.6, 0.8)
    tests = [theory.sequential_test(1 - p, p, error=0.05) for p in accuracies]

    for p, test, row in zip(accuracies, tests, tables("one-by-one-table", language), strict=True):
        assert str(round(100 * p)) in row[0]
        counts = [number(n, language) for n in (round(test.expected_n), test.fixed_n)]
        assert row[1:] == counts
        assert 0.4 < test.expected_n / test.fixed_n < 0.55
    exact = number(round(tests[1].expected_n, 3), language)
    assert lacks("evidence-seen", language, exact) == []


@each_language
def test_the_wall_is_rounded_up_and_its_exact_count_is_the_one_printed(language):
    wall = theory.sequential_test(0.4, 0.6, 0.05).boundary / log(1.5)
    right = 1 / (1 + (2 / 3) ** 8)
    opinions = 8 * (2 * right - 1) / 0.2

    quoted = rounded(language, wall, opinions, 100 * right)
    assert lacks("one-by-one-table", language, *quoted) == []


@each_language
def test_thirty_three_holes_cost_more_than_knowing(lesson, language):
    holes = round(theory.sequential_test(0.4, 0.6, 0.05).expected_n)
    known, _ = shows("price-most", lesson)

    assert 2 * holes > known
    days, money = str(3 * holes), f"Rp{2 * holes}"
    assert lacks("one-by-one-table", language, days, money, f"Rp{known:.0f}") == []


@each_language
def test_one_wall_never_says_no(language):
    mistaken = (0.2 / 0.8) ** 2  # gambler's ruin: a soft bend ever leads by two

    assert mistaken == approx(1 / 16)
    assert lacks("quiz-wall", language, "15", "16") == []
    blunter = [((1 - p) / p) ** 2 for p in (0.8, 0.6, 0.51)]
    assert blunter == sorted(blunter) and blunter[-1] > 0.9


# --- waiting ---


@each_language
def test_the_market_is_worth_what_the_sums_say(language):
    choice = theory.option_to_wait(1600, up=300, down=100, probability=0.5, rate=0.1, price=200)
    told = [rounded(language, each, digits=2)[0] for each in (choice.wait, choice.option)]
    later = rounded(language, 1600 / 1.1, digits=2)[0]

    assert round(choice.now, 9) == 600
    assert lacks("wait", language, *told, later, "= 600$") == []
    known = theory.option_to_wait(1600, up=300, down=100, probability=1, rate=0.1, price=200).now
    assert lacks("wait-read", language, f"= {number(round(known), language)}$", told[1]) == []
    assert known / 2 - choice.now == approx(200)
    assert lacks("wait-read", language, "800", "= 200$") == []


@each_language
def test_the_option_grows_with_what_is_unknown_and_dies_where_nothing_would_change(language):
    wild, calm = (
        theory.option_to_wait(1600, up, down, probability=0.5, rate=0.1, price=200).option
        for up, down in ((400, 0), (250, 150))
    )

    assert lacks("quiz-option", language, rounded(language, wild, digits=2)[0]) == []
    assert calm == 0 and 150 / 0.1 + 150 > 1600  # even then it would be built


# --- the exercises have one answer each ---


def test_the_villagers_of_the_first_exercise_are_more_than_where_the_hint_begins():
    enough = next(n for n in range(1, 199, 2) if theory.condorcet(n, 0.55) > 0.8)

    assert 51 < enough < 99 and theory.condorcet(enough - 2, 0.55) < 0.8


def test_the_cheapest_number_of_yeses_moves_up_by_one(lesson):
    def cheapest(costs):
        worth = [50 * refused + costs * passed for refused, passed in lesson["errors"]]
        return 1 + worth.index(min(worth))

    assert (cheapest(75), cheapest(500)) == (3, 4)


def test_five_beat_eleven_up_to_a_correlation_inside_the_steps():
    steps = [step / 20 for step in range(21)]
    beaten = [c for c in steps if theory.condorcet(5, 0.8, c) > theory.condorcet(11, 0.8, 0.5)]

    assert beaten[-1] == 0.3


def test_the_sharper_drill_pays_for_itself():
    old, new = (theory.sequential_test(1 - p, p, 0.05).expected_n for p in (0.6, 0.7))

    assert 4 * new < 2 * old


def test_waiting_begins_to_pay_at_a_spread_inside_the_steps():
    options = {
        spread: theory.option_to_wait(1600, 200 + spread, 200 - spread, 0.5, 0.1, 200)
        for spread in range(10, 101, 10)
    }

    assert next(spread for spread, each in options.items() if each.option > 0) == 70
    assert {round(each.now, 6) for each in options.values()} == {600}
