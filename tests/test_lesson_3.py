"""Every number that lesson 3 prints in its prose is the one that its own cells give."""

from itertools import pairwise
from math import log

from pytest import approx, fixture, mark

import jalur
from jalur.texts import LANGUAGES, number
from jalur.theory import agreements_to_halve, bandwagon, clearance, packaging, persistence
from lesson_text import Lesson, written

LESSON = Lesson("03-meja-berantai")
said, rows, lacks = LESSON.said, LESSON.rows, LESSON.lacks
GOOD, BAD, SEVENTY = 0.9, 0.3, (0.95, 70)
WITHOUT_SCREEN = ("names", "survivors", "printed", "founding", "practice-weakest-code")
each_language = mark.parametrize("language", LANGUAGES)


@fixture(scope="module")
def lesson() -> dict[str, object]:
    """What a reader's notebook holds after the cells that need no screen."""
    seven = jalur.desks(7, good=GOOD, bad=BAD, days=10)
    return LESSON.run(WITHOUT_SCREEN, seven=seven, all_good=jalur.Situation(good_share=1))


def of_ten_thousand(share: float, language: str) -> str:
    return number(round(10_000 * share), language)


def missing(quoted: dict[str, list[str]], language: str) -> list[tuple[str, str]]:
    return [(id, word) for id, words in quoted.items() for word in lacks(id, language, *words)]


@each_language
def test_the_table_of_halves_is_the_models(language):
    shares = (0.8, 0.9, 0.95, 0.99)
    told = rows("halving-table", language)

    for p, (refused, printed, n, left) in zip(shares, told, strict=True):
        assert str(round(1 / (1 - p))) in refused
        assert printed == written(p, language, 2)
        assert int(n) == agreements_to_halve(p)
        assert left == of_ten_thousand(clearance(p, int(n)), language)


def test_seven_tenths_of_one_in_so_many_is_the_number_that_halves_or_one_off():
    for one_in in (5, 10, 20, 50, 100):
        assert abs(agreements_to_halve(1 - 1 / one_in) - 0.7 * one_in) <= 1


@each_language
def test_the_fingers_count_down_as_the_text_says(language):
    counted = ", ".join(str(round(100 * clearance(0.9, n))) for n in range(1, 8))

    assert counted + "." in said("halving", language)
    assert clearance(0.9, 6) > 0.5 > clearance(0.9, 7)


@each_language
def test_the_explorer_shows_what_the_text_saw_in_it(language):
    def at(**knobs):
        return jalur.explore("chain", **knobs).reading["at"]

    start, before, end = at(p=0.95, n=14), at(p=0.95, n=13), at(p=0.95, n=70)
    shown = [start["plain"], before["plain"], end["plain"], at(p=0.99, n=70)["plain"], end["again"]]

    assert missing({"seen": [number(round(n), language) for n in shown]}, language) == []
    assert start["plain"] < 5000 < before["plain"]
    assert end["again"] == max(end.values())
    assert at(p=0.99, n=70)["plain"] < 5000
    knobs = {knob["name"]: knob for knob in jalur.explore("chain").knobs}
    assert (knobs["n"]["high"], knobs["p"]["high"]) == (70, 0.99)
    for name in ("n", "p"):
        assert f"**{jalur.say(f'explore.chain.knob.{name}', language)}**" in said("play", language)
    assert "explore(" in LESSON.code["chain"] and "p=0.95, n=14" in LESSON.code["chain"]


@each_language
def test_the_twenty_proposals_end_as_the_text_tells(language):
    ends = []
    for n, good in ((7, 0.9), (14, 0.95)):
        path = jalur.desks(n, good=good, bad=0.3, days=10) >> jalur.act(days=1)
        cases = jalur.simulate(path, jalur.Situation(good_share=1), cases=20, seed=4).cases
        passed = [end for end, yes in zip(cases["end"], cases["accepted"], strict=True) if yes]
        ends.append((len(passed), max(passed)))

    assert ends == [(8, 71), (9, 141)]
    assert 71 / 5 * 7 > 3 * 31 and 141 / 5 * 7 > 6 * 31
    words = {"id": ("Delapan", "sembilan", "ke-71", "ke-141"),
             "en": ("Eight", "nine", "day 71", "day 141")}[language]  # fmt: skip
    assert missing({"stops-seen": list(words)}, language) == []
    assert "seed=4" in LESSON.code["two-rows"] and "cases=20" in LESSON.code["two-rows"]


@each_language
def test_ten_thousand_proposals_are_stopped_desk_by_desk_as_the_text_tells(lesson, language):
    visits = lesson["visits"]
    left = [10_000, *(len(visits.where(step=desk, verdict="yes")) for desk in range(7))]
    stopped = [before - after for before, after in pairwise(left)]
    quoted = [stopped[0], stopped[-1], left[-1], round(10_000 * clearance(0.9, 7))]

    words = [number(n, language) for n in quoted]
    assert missing({"survivors-read": words}, language) == []
    shares = [gone / came for gone, came in zip(stopped, left, strict=False)]
    assert all(0.09 < share < 0.11 for share in shares)


@each_language
def test_the_printed_figure_is_compared_with_the_true_one_as_the_text_says(lesson, language):
    printed, true = lesson["printed"], clearance(*SEVENTY)
    agreements = log(printed) / log(0.95)

    assert printed == 0.000395 and 69 < true / printed < 70
    assert of_ten_thousand(printed, language) == "4"
    quoted = {
        "oakland": [number(printed, language, ".6f")],
        "printed-read": [written(true, language, 4), "276", str(round(agreements)),
                         written(100 * true, language)],
        "quiz-printed": [number(printed, language, ".6f"), written(true, language, 4), "276",
                         "153"],
        "key-points": [number(printed, language, ".6f"), "276"],
    }  # fmt: skip
    assert missing(quoted, language) == []


@each_language
def test_what_each_desk_needs_and_how_long_it_takes(language):
    needed = [written(share ** (1 / 70), language, 6) for share in (0.5, 0.9)]
    weeks = written(4.5 * 52 / 70, language, 2)

    assert int(1 / (1 - 0.5 ** (1 / 70))) == 101
    assert missing({"needed-read": [*needed, "101"]}, language) == []
    read = {id: [weeks] for id in ("slow-read", "quiz-slow", "key-points")}
    assert missing(read, language) == []
    assert 1 < 4.5 * 52 / 70 < 6


@each_language
def test_the_procedures_of_indonesia_are_those_of_the_data(lesson, language):
    by_year = {row["year"]: row for row in lesson["founding"] if row["year"] >= 2014}
    first, last = by_year[2014], by_year[2019]

    assert max(by_year) == 2019 and (first["procedures"], last["procedures"]) == (13, 11)
    quoted = [*(written(0.9 ** row["procedures"], language, 3) for row in (first, last)),
              *(written(row["days"], language) for row in (first, last)), "13", "11"]  # fmt: skip
    assert missing({"procedures-read": quoted}, language) == []
    assert approx(2 / 3, abs=0.03) == 1 - 0.9**11


@each_language
def test_the_tactics_do_for_seventy_agreements_what_the_text_says(language):
    shares = [clearance(*SEVENTY), persistence(*SEVENTY, tries=2), packaging(0.95, 14),
              bandwagon(*SEVENTY, pull=0.1), clearance(0.95, 7)]  # fmt: skip
    quoted = [of_ten_thousand(share, language) for share in shares]
    quoted.append(written(persistence(0.9, 70, tries=2), language, 6))

    assert missing({"tactics-read": quoted}, language) == []
    assert persistence(0.9, 70, tries=2) == approx(clearance(0.99, 70))


@each_language
def test_the_price_of_each_tactic_is_the_models(language):
    def passed(p: float) -> list[float]:
        return [clearance(p, 7), persistence(p, 7, tries=2), packaging(p, 2),
                bandwagon(p, 7, pull=0.1), clearance(p, 4)]  # fmt: skip

    told = rows("price-table", language)

    for (_, *printed), good, bad in zip(told, passed(GOOD), passed(BAD), strict=True):
        assert printed == [written(100 * good, language), written(100 * bad, language, 2)]
    assert max(passed(GOOD)) == persistence(GOOD, 7, tries=2) and persistence(BAD, 7, 2) < 0.01
    assert min(passed(BAD)[1:]) > passed(BAD)[0] and min(passed(GOOD)[1:]) > passed(GOOD)[0]


@each_language
def test_desks_that_copy_one_another_pass_what_the_text_says(language):
    half = [100 * clearance(p, 7, correlation=0.5) for p in (GOOD, BAD)]
    seventy = 100 * clearance(*SEVENTY, correlation=0.5)
    alone, call = 50 * clearance(GOOD, 7), 50 * GOOD
    good, bad = written(half[0], language), written(half[1], language)

    assert call + alone == approx(half[0]) and call == approx(45)
    quoted = {
        "copying": [written(alone, language), good, "45"],
        "copying-read": [good, written(seventy, language),
                         written(100 * clearance(*SEVENTY), language), str(round(half[1]))],
        "quiz-copying": [good, bad],
        "independence": [str(100 - 7 * 10), "90", "80", "81"],
    }  # fmt: skip
    assert missing(quoted, language) == []


@each_language
def test_the_exercises_have_the_answers_that_their_text_promises(lesson, language):
    assert round(0.9 ** (1 / 14), 4) == 0.9925
    assert missing({"practice": [number(0.9925, language, ".4f")]}, language) == []
    assert persistence(*SEVENTY, tries=2) < 0.99 < persistence(*SEVENTY, tries=3)
    right = [m for m in range(1, 15) if packaging(GOOD, m) >= 0.7 and packaging(BAD, m) <= 0.05]
    assert right == [3]
    parts = [lesson[name].good for name in ("land", "water", "road")]
    gains = [(good + 0.05) / good for good in parts]
    assert gains.index(max(gains)) == parts.index(0.6)


@each_language
def test_two_or_three_desks_are_worth_most_in_the_village(language):
    held = {"Situation": jalur.Situation, "value": jalur.value, "bureaucracy": jalur.bureaucracy}
    bridge = LESSON.run(["practice-value-code"], **held)["bridge"]
    worth = {n: round(jalur.value(jalur.bureaucracy(n), bridge), 1) for n in range(1, 11)}

    best = max(worth.values())
    assert [n for n, value in worth.items() if value == best] == [2, 3]
    words = [written(worth[n], language) for n in (7, 2, 1)]
    assert missing({"practice-value-read": words}, language) == []


@each_language
def test_the_self_test_reckons_as_the_model_does(language):
    assert agreements_to_halve(0.99) == 69 and clearance(0.99, 68) > 0.5
    assert round(100 * clearance(0.99, 100)) == 37 and round(100 * clearance(0.9, 20)) == 12
    quoted = {
        "quiz-halving": ["69", "68", "37"],
        "quiz-alexander": ["88", "20", written(clearance(0.9, 20), language, 2)],
        "quiz-compliance": [str(100 - round(100 * clearance(GOOD, 7))), "70",
                            written(100 * clearance(GOOD, 7), language),
                            written(100 * clearance(BAD, 7), language, 2)],
    }  # fmt: skip
    assert missing(quoted, language) == []


@each_language
def test_the_lists_of_desks_grow_and_shrink_as_the_story_says(language):
    assert "14" in said("story", language) and "14" in said("onward", language)
    assert 14 - 6 + 1 - 2 == 7
    back = {"id": "kembali tujuh baris", "en": "back to seven lines"}[language]
    assert back in said("onward", language)
