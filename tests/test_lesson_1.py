"""Every number that lesson 1 prints, and every card it names, is what its own cells give."""

import re

from pytest import approx, fixture, mark

import jalur
from jalur.texts import LANGUAGES, number
from jalur.theory import similarity
from lesson_text import Lesson

LESSON = Lesson("01-tiga-kata")
said, rows = LESSON.said, LESSON.rows
WITHOUT_SCREEN = (
    "names", "features", "similar-scholars", "practice-mine", "practice-two-code",
    "practice-more-code",
)  # fmt: skip
WORDS = ("technocracy", "bureaucracy")
RETOLD = {"id": ("enam hari", "Enam", "sebelas"), "en": ("six days", "Six", "eleven")}
each_language = mark.parametrize("language", LANGUAGES)


@fixture(scope="module")
def lesson() -> dict[str, object]:
    """What a reader's notebook holds after the cells that ask for no guess and show no card."""
    return LESSON.run(WITHOUT_SCREEN)


def alike(reading: object) -> float:
    return similarity(*(reading[word] for word in WORDS))


def piles(language: str) -> dict[str, list[str]]:
    return {card["title"][language]: card["piles"] for card in jalur.three_words().cards}


@each_language
def test_the_cards_with_one_home_are_the_five_that_the_text_names(language):
    on = piles(language)
    single = {title for title, where in on.items() if len(where) == 1 and where != ["mixed"]}
    _, first, second, *_ = said("seen", language).split("\n\n")
    named = set(re.findall(r"\*([^*]+)\*", first))

    assert named == single and len(single) == 5
    assert sum(where == ["mixed"] for where in on.values()) == 3
    assert sum(len(where) > 1 for where in on.values()) == 4
    assert set(re.findall(r"\*([^*]+)\*", second)) <= named


@each_language
def test_the_cards_tell_what_the_text_retells(language):
    told = {card["id"]: card["text"][language] for card in jalur.three_words().cards}
    days, lamps, eleven = RETOLD[language]

    assert days in told["counter"] and days in said("seen", language)
    assert lamps in told["lamps"] and lamps.lower() in said("seen", language)
    assert re.search("40|Forty", told["lamps"]) and "40" in said("seen", language)
    assert eleven in told["cabinet"] and eleven in said("cabinets", language)
    titles = {card["id"]: card["title"][language] for card in jalur.three_words().cards}
    assert f"*{titles['cabinet']}*" in said("cabinets", language)
    assert len(titles) == 12 and "12" in said("play", language)
    assert len(jalur.three_words("claims").cards) == 8
    assert len(jalur.three_words("dictionary").cards) == 3


@each_language
def test_the_eight_questions_are_those_of_the_data_and_come_from_the_rows_of_the_table(
    lesson, language
):
    questions = rows("questions", language)
    heads = [head for head, *_ in rows("table", language)]
    aspects = ["basis", "decider", "focus", "legitimacy", "flexibility"]

    assert [key.strip("`") for key, *_ in questions] == lesson["article"]["question"]
    assert [aspects[heads.index(head)] for *_, head in questions] == lesson["article"]["aspect"]


@each_language
def test_the_four_cells_that_changed_are_those_of_the_data(lesson, language):
    words = dict(
        zip({"id": ("teknokrasi", "birokrasi"), "en": WORDS}[language], WORDS, strict=True)
    )
    printed = set()
    for cell, before, after, work in rows("scholars", language):
        key, word = cell.split(", ")
        author, year = re.match(r"(\w+) \((\d+)\)", work).groups()
        printed.add((key.strip("`"), words[word], int(before), int(after), f"{author} {year}"))

    found = {
        (one["question"], word, one[word], other[word], other["source"])
        for one, other in zip(lesson["article"], lesson["scholars"], strict=True)
        for word in WORDS
        if one[word] != other[word]
    }
    assert printed == {(*rest, source) for *rest, source in found} and len(found) == 4
    assert 2 * len(lesson["article"]) == 16


@each_language
def test_the_two_readings_are_as_alike_as_the_text_says(lesson, language):
    article, scholars = alike(lesson["article"]), alike(lesson["scholars"])
    slow = lesson["scholars"]["question"].index("slow")
    as_kbbi = [*lesson["scholars"]["bureaucracy"]]
    as_kbbi[slow] = 1
    shares = [number(share, language) for share in (article, scholars)]

    assert (article, scholars) == (1 / 8, 5 / 8)
    assert f"$s = 1/8 = {shares[0]}$" in LESSON.plain("rule", language)
    assert lesson["article"].where(technocracy=0, bureaucracy=0)["question"] == ["votes"]
    for id in ("who-fills", "quiz-fills"):
        assert [share for share in shares if share not in said(id, language)] == []
    assert similarity(lesson["scholars"]["technocracy"], as_kbbi) == 4 / 8


def test_no_row_of_the_five_says_the_same_of_both():
    for language in LANGUAGES:
        assert len(rows("table", language)) == 5
        assert all(left != right for _, left, right in rows("table", language))


@each_language
def test_two_people_mean_opposite_things_by_one_word(lesson, language):
    columns = lesson["youth"], lesson["bailiff"]
    shares = [similarity(lesson["article"][word], c) for c in columns for word in WORDS]
    text = said("practice-two-read", language)
    printed = re.findall(r"0[.,]\d+", text)

    assert printed == [number(share, language) for share in shares]
    assert similarity(lesson["article"]["technocracy"], lesson["mine"]) > 0


@each_language
def test_seven_more_yeses_carry_the_article_past_one_half(lesson, language):
    def share(extra):
        more = [1] * extra
        return similarity(*([*lesson["article"][word], *more] for word in WORDS))

    past = next(extra for extra in range(99) if share(extra) > 1 / 2)

    assert share(past - 1) == 1 / 2
    assert number(round(share(past), 3), language) in said("practice-more", language)


@each_language
def test_the_ninth_question_gives_the_shares_among_the_choices(language):
    text = said("quiz-share", language)
    shares = re.findall(r"^- \[.\] \D*(0[.,]\d+)", text, re.M)
    right = re.search(r"^- \[x\] \D*(0[.,]\d+)", text, re.M)[1]

    expected = [6 / 8, 7 / 9, 5 / 9, 6 / 9]
    assert [float(share.replace(",", ".")) for share in shares] == approx(expected, abs=0.005)
    assert float(right.replace(",", ".")) == approx(
        similarity([1] * 9, [1] * 6 + [0] * 3), abs=0.005
    )


@each_language
def test_a_quarter_of_the_governments_led_by_technocrats_were_full(language):
    held = LESSON.run(["cabinets-share"], predict=lambda key: None)

    assert held["full"] / held["led"] == 1 / 4
    assert str(held["led"]) in said("cabinets", language)
    assert {"id": "seperempat", "en": "quarter"}[language] in said("cabinets-read", language)
