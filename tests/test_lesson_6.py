"""Every number that lesson 6 prints in its prose is what its own cells, or the library, give."""

import re
from dataclasses import replace
from math import exp, sqrt

from pytest import approx, fixture, mark

import jalur
from jalur.texts import LANGUAGES
from jalur.theory import critical_sanction, delegation, missing_share
from lesson_text import LESSONS, Lesson, written

LESSON = Lesson("06-eksekusi")
said, rows, lacks = LESSON.said, LESSON.rows, LESSON.lacks
WITHOUT_SCREEN = (
    "names", "sacks", "three-ties", "rounded", "truth-table", "sanctions", "watched",
    "practice-ready", "practice-loss-code", "practice-order-code", "practice-case-code",
    "practice-audit-code",
)  # fmt: skip
each_language = mark.parametrize("language", LANGUAGES)


@fixture(scope="module")
def lesson() -> dict[str, object]:
    """What a reader's notebook holds after the cells that need no screen."""
    return LESSON.run(WITHOUT_SCREEN, flood=jalur.flash_flood())


def changed(id: str, old: str, new: str, held: dict[str, object]) -> object:
    """Return what the last line of an exercise gives once a reader has changed it."""
    code = LESSON.code[id]
    assert old in code
    *before, last = code.replace(old, new).strip().split("\n")
    held = dict(held)
    exec("\n".join(before), held)
    return eval(last, held)


def worths(*paths: object, **changes: float) -> list[float]:
    return [float(jalur.value(path, replace(jalur.flash_flood(), **changes))) for path in paths]


def threshold(over: str) -> float:
    """Return where the direct path and the experts are worth the same in the flood."""
    paths = jalur.direct(), jalur.technocracy()
    (tie,) = jalur.break_even(*paths, jalur.flash_flood(), over=over)
    return tie


# --- the clock and the twenty villages ---


@each_language
def test_the_clock_starts_where_the_text_says_and_shows_what_it_tells(language):
    start = jalur.explore("disaster")
    ready = jalur.explore("disaster", ready=7)
    clear = jalur.explore("disaster", ready=7, good_share=0.9)
    at = start.reading["at"]

    assert start.values == {"urgency": 0.02, "good_share": 0.65, "ready": 5}
    assert list(start.values)[2] == "ready"  # the text calls it the third knob
    assert not lacks("play", language, "65", "100", "90")
    shown = [written(at[name], language, 2) for name in ("prepared", "direct", "full")]
    shown += [written(100 * start.reading["numbers"]["meet"], language)]
    shown += [written(one.reading["at"]["prepared"], language) for one in (ready, clear)]
    shown += [written(clear.reading["at"]["direct"], language)]
    assert not lacks("clock-seen", language, *shown)
    assert ready.reading["numbers"] == {}  # the lines no longer cross in the picture


@each_language
def test_the_twenty_proposals_end_as_the_text_tells(language):
    flood = jalur.flash_flood()
    fast, slow = (
        jalur.simulate(path, flood, cases=20, seed=1).cases
        for path in (jalur.direct(), jalur.full())
    )
    ends = list(zip(slow["good"], slow["accepted"], slow["end"], strict=True))

    assert sum(fast["good"]) == 18 and all(fast["accepted"]) and set(fast["end"]) == {1}
    assert [end for good, _, end in ends if not good] == [30, 30]
    assert [end for _, accepted, end in ends if accepted] == [101] * 7
    assert sum(good and not accepted for good, accepted, _ in ends) == 11
    assert round(100 * exp(-flood.urgency * 101)) == 13
    assert not lacks("twenty-seen", language, "18", "11", "13")


# --- where the two prices meet ---


@each_language
def test_what_the_experts_save_adds_up(language):
    passed = jalur.acceptance(jalur.technocracy())
    leak = 0.28 * jalur.leakage(jalur.technocracy()).good
    good, bad = 90 * passed.good, 10 * passed.bad
    saved, cost = (10 - bad) * 150, 100 * 2.0
    leaks = 100 * 0.28 * 20, (good + bad) * leak * 20
    in_all = saved + leaks[0] - leaks[1] - cost
    printed = [row[1] for row in rows("price", language)]

    assert printed == [
        written(saved, language), written(leaks[0] - leaks[1], language), "−200",
        written(in_all, language),
    ]  # fmt: skip
    refused = 9000 - 100 * good
    left = in_all - refused
    share = left / (100 * good)
    words = [
        written(10 - bad, language, 2), written(leaks[1], language), written(refused, language),
        written(left, language), written(100 * good, language, 0), written(100 * share, language),
        written(100 * share / 30, language, 2),
    ]  # fmt: skip
    assert not lacks("price", language, *words)
    assert round(90 - good) == 5 and round(good) == 85


@each_language
def test_both_sides_of_the_rule_are_what_the_text_says(language):
    flood, passed = jalur.flash_flood(), jalur.acceptance(jalur.technocracy())
    days = [jalur.expected_days(path).accepted for path in (jalur.direct(), jalur.technocracy())]
    leak = flood.leak * jalur.leakage(jalur.technocracy()).good
    share = flood.good_share
    speed = share * flood.gain * (
        exp(-flood.urgency * days[0]) - passed.good * exp(-flood.urgency * days[1])
    )  # fmt: skip
    accepted = share * passed.good + (1 - share) * passed.bad
    checking = (1 - share) * (1 - passed.bad) * flood.loss - 2
    checking += (flood.leak - accepted * leak) * flood.budget
    direct, experts = worths(jalur.direct(), jalur.technocracy())

    assert speed - checking == approx(direct - experts)
    assert days == [1, 31]
    words = [written(each, language, 2) for each in (speed, checking, speed - checking)]
    assert not lacks("rule", language, *words)


@each_language
def test_the_three_break_even_points_are_those_of_the_table(lesson, language):
    urgency, share, loss = (threshold(each) for each in ("urgency", "good_share", "loss"))
    printed = [row[1] for row in rows("three-conditions", language)]

    assert printed[0] == written(100 * urgency, language, 3) + "%"
    assert printed[1] == written(100 * share, language) + "%"
    assert re.findall(r"\d+", printed[2]) == [written(loss, language, 0)]
    assert not lacks("ties-read", language, written(urgency, language, 5))
    assert not lacks("ties-read", language, written(100 * urgency, language, 3))
    assert round(100 * (1 - exp(-30 * 0.005))) == 14
    # past each threshold the one wins that the table says
    more, fewer = worths(jalur.direct(), jalur.technocracy(), urgency=urgency + 0.001), worths(
        jalur.direct(), jalur.technocracy(), good_share=share - 0.01
    )  # fmt: skip
    assert more[0] > more[1] and fewer[0] < fewer[1]
    assert not lacks("key-points", language, written(100 * urgency, language, 3))
    cheap = replace(jalur.flash_flood(), loss=50)
    (fewer_do,) = jalur.break_even(jalur.direct(), jalur.technocracy(), cheap, over="good_share")
    assert fewer_do < share


@each_language
def test_a_little_rounding_moves_the_thresholds_as_far_as_the_text_says(lesson, language):
    hands, five = lesson["hands"], lesson["five"]
    for changes in ({"urgency": 0.003943}, {"good_share": 0.756831}):
        world = replace(jalur.flash_flood(), **changes)
        one, other = (jalur.worth(situation=world, **each) for each in (hands, five))
        assert one == approx(other, abs=0.002)
        assert str(next(iter(changes.values()))) in LESSON.code["rounded"]

    words = [written(0.3943, language, 3), written(100 * threshold("good_share"), language)]
    words += [
        written(75.6831, language),
        written(0.28 * jalur.leakage(jalur.technocracy()).good, language, 3),
    ]
    assert not lacks("three-conditions", language, *words)


# --- the law and the ceiling ---


@each_language
def test_the_two_lists_differ_in_the_one_case_that_the_text_names(lesson, language):
    against = [case for case in lesson["cases"] if not case[1]]

    assert (len(lesson["cases"]), sum(lesson["old"]), sum(lesson["new"])) == (64, 1, 2)
    assert lesson["differ"] == [(True, False, True, True, True, True)]
    assert (len(against), len(against) - len(lesson["differ"])) == (32, 31)
    assert not lacks("truth-read", language, "64", "32", "31")
    letters = re.findall(r"^- \(([a-f])\)", said("discretion", language), re.M)
    assert letters == list("abcdef")


@each_language
def test_the_sacks_cost_what_the_text_counts(language):
    loss = delegation(0.25)
    above = 2 * (0.25**3) / 3 / 0.5  # on nights that need more than 50 sacks

    assert loss.capped == approx((loss.full + above) / 2)
    words = [written(each, language, 4) for each in (loss.full, loss.none, above, loss.capped)]
    assert not lacks("ceiling", language, *words)
    assert not lacks("ceiling-read", language, written(1 / sqrt(12), language, 2))
    assert not lacks("promise", language, written(loss.none, language, 4))
    grid = [delegation(n / 100) for n in range(101)]
    assert all(one.capped <= min(one.full, one.none) + 1e-12 for one in grid)


@each_language
def test_the_stalls_on_the_bank_add_up(language):
    gain, damage, floods = 30, 100, 1 / 2

    assert gain - damage * floods == -20
    assert not lacks("promise", language, "30", "100", "50", "20", "−20")


# --- receipts and words ---


@each_language
def test_the_sanctions_and_the_audits_are_what_the_text_says(language):
    few, every = critical_sanction(100, 0.04), critical_sanction(100, 1)
    words = [written(each, language, 0) for each in (few, every, 100 * 100)]

    assert not lacks("receipts", language, *words)
    assert not lacks("key-points", language, *words[:2])
    for level in (0.1, 0.28, 0.4):
        assert 100 * (level - missing_share(0.52, level)) == approx(4)
    assert not lacks("audit-read", language, written(critical_sanction(100, 0.2), language, 0))
    assert jalur.explore("audit").values["audit"] == 0.52
    assert list(jalur.explore("audit").values)[1] == "baseline"  # "the second knob"
    wrong = [few - 100 * (20 - 4), 100 * 4, 100 * 20, few, few / 5]
    printed = [written(each, language, 0) for each in wrong[1:]]
    assert not lacks("quiz-sanction", language, *printed)


@each_language
def test_an_audit_of_every_dike_is_worth_what_the_text_says(lesson, language):
    before, after = (
        float(jalur.value(jalur.direct(), lesson[name])) for name in ("flood", "watched")
    )
    words = [written(each, language) for each in (before, after, after - before)]

    assert not lacks("watched-read", language, *words)
    assert after - before == approx(0.08 * lesson["flood"].budget)
    for name in ("flood", "watched"):  # the bad dikes stay as many: only the leak differs
        assert replace(lesson[name], leak=0) == replace(lesson["flood"], leak=0)


@each_language
def test_the_shares_of_the_audit_are_those_of_its_counts(language):
    kinds = (887, 715, 1241)
    shares = [written(100 * each / 2843, language) for each in kinds]

    assert sum(kinds) == 2843
    counts = [written(each, language, 0) for each in (2843, *kinds)]
    assert not lacks("evidence", language, *counts, *shares)
    assert 2107 < 5400 / 2 and 5593 > 5400  # "more than half", "the old count would have risen"


@each_language
def test_the_indicator_rose_over_the_years_and_not_in_the_last(language):
    table = jalur.read("wgi_asean_1996_2019")
    one = table.where(country="Indonesia", indicator="GovernmentEffectiveness")
    by_year = {row["year"]: row for row in one}
    first, before, last = (by_year[year] for year in (1996, 2018, 2019))

    def noise(*pair):
        return 1.645 * sqrt(sum(row["standard_error"] ** 2 for row in pair))

    assert last["estimate"] - first["estimate"] > 2 * noise(first, last)
    step = last["estimate"] - before["estimate"]
    assert step < noise(before, last) / 10
    words = [written(-first["estimate"], language, 2), written(last["estimate"], language, 2)]
    words += [written(step, language, 3), written(last["standard_error"], language, 2)]
    assert not lacks("governance-read", language, *words)
    assert written(before["standard_error"], language, 2) == words[-1]


# --- what a reader does ---


@each_language
def test_two_desks_made_ready_come_close_in_the_flood_and_far_ahead_in_doubt(lesson, language):
    clear, doubt = changed("practice-ready", "wait = 10", "wait = 0", lesson)
    direct = [worths(jalur.direct(), **each)[0] for each in ({}, {"good_share": 0.65})]

    assert not lacks("practice", language, *(written(each, language) for each in direct))
    assert 0 < direct[0] - clear < 1
    assert 7.5 < doubt / direct[1] < 8
    assert not lacks(
        "night-again", language, written(doubt, language), written(direct[1], language)
    )


def test_the_exercises_begin_unsolved_and_can_be_solved(lesson):
    loss = next(each for each in range(150, 2000, 50) if threshold("loss") < each)
    direct, experts = changed("practice-loss-code", "loss=150", f"loss={loss}", lesson)
    assert direct < experts
    direct, experts = changed("practice-loss-code", "loss=150", f"loss={loss - 50}", lesson)
    assert direct > experts

    line = '"audit", "procurement", "status", "access"'
    solved = '"status", "access", "procurement", "audit"'
    assert changed("practice-order-code", line, line, lesson) is False
    assert changed("practice-order-code", line, solved, lesson) is True

    line = "True, True, True, True, True, True"
    assert changed("practice-case-code", line, line, lesson) == (True, True)
    mended = "True, False, True, True, True, True"
    assert changed("practice-case-code", line, mended, lesson) == (False, True)

    assert changed("practice-audit-code", "0.28, 0.52", "0.28, 0.52", lesson) == 4
    for level in (0.2, 0.35):
        assert changed("practice-audit-code", "0.28, 0.52", f"{level}, 0.76", lesson) == 6


# --- the self-test ---


@each_language
def test_the_self_test_marks_what_the_model_says(lesson, language):
    direct, experts = worths(jalur.direct(), jalur.technocracy(), loss=600)
    assert experts > direct
    dangerous = replace(jalur.flash_flood(), loss=600)
    urgency = jalur.break_even(jalur.direct(), jalur.technocracy(), dangerous)[0]
    assert urgency > dangerous.urgency
    words = [written(each, language) for each in worths(jalur.direct(), jalur.technocracy())]
    words += [written(threshold("loss"), language, 0), written(100 * urgency, language)]
    assert not lacks("quiz-threshold", language, *words)

    case = (True, False, True, True, False, True)
    place = lesson["cases"].index(case)
    assert (lesson["old"][place], lesson["new"][place]) == (False, False)
    assert all(now or not was for was, now in zip(lesson["old"], lesson["new"], strict=True))


@each_language
def test_the_right_choice_wanders(language):
    places = [
        [choice["right"] for choice in question["choices"]].index(True)
        for question in jalur.self_test("l6", language=language).questions
    ]

    assert len(places) == 6 and set(places) == {0, 1, 2, 3}


# --- what the ledger knows ---


def test_the_figures_of_the_cards_are_those_of_the_ledger():
    ledger = (LESSONS / "facts.md").read_text("utf-8")
    known = [row for row in re.findall(r"^\| l[26]-.*", ledger, re.M) if "leave out" not in row]
    shares = {"31.2", "25.1", "43.7"}  # worked out above
    for id in ("evidence", "olken", "against", "court"):
        figures = set(re.findall(r"(?<![\d.,/-])\d[\d.,]*\d(?![\d/])", said(id, "en"))) - shares
        rows_known = "\n".join(known).replace(",", ".")
        lost = [f for f in sorted(figures) if f.replace(",", ".") not in rows_known]
        assert lost == [], id


# --- what stays out ---


@each_language
def test_what_the_ledger_leaves_out_stays_out(language):
    text = "\n".join(cell.source for cell in LESSON.master.cells if cell.language == language)
    text = text.replace(",", ".")

    for figure in ("0.49", "597.06", "933.33", "27.7", "19.2", "2314", "e-KTP", "UU 10/2005"):
        assert figure not in text
