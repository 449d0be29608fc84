"""The pages for instructors: two forms of one test, and a key whose answers are worked out."""

import re
from collections import Counter
from pathlib import Path
from statistics import mean, median

from pytest import fixture, mark

from jalur import acceptance, act, desks, expected_days, panel
from jalur.course import masters
from jalur.texts import LANGUAGES

TEACHING = Path(__file__).parents[1] / "lessons" / "teaching"
FORMS = ("a", "b")
each_form = mark.parametrize("form", FORMS)
each_language = mark.parametrize("language", LANGUAGES)


def page(name: str, language: str) -> str:
    return (TEACHING / language / f"{name}.md").read_text("utf-8")


def questions(form: str, language: str) -> list[tuple[str, list[str]]]:
    """Return each question of a form with its four answers."""
    parts = re.split(r"^\*\*\d+\.\*\* ", page(f"test-form-{form}", language), flags=re.M)[1:]
    return [
        (part.partition("\n")[0], re.findall(r"^- [A-D]\. (.+)$", part, re.M)) for part in parts
    ]


@fixture(scope="module")
def key() -> dict[str, list[str]]:
    """The right letters of each form."""
    rows = [line.strip("| ").split(" | ") for line in page("test-key", "en").splitlines()]
    letters = [row[-2:] for row in rows if row[0].isdigit()]
    return dict(zip(FORMS, map(list, zip(*letters, strict=True)), strict=True))


def right(key: dict[str, list[str]], form: str, number: int) -> str:
    """Return the right answer to a question in English, by the key."""
    return questions(form, "en")[number - 1][1]["ABCD".index(key[form][number - 1])]


@each_form
@each_language
def test_a_form_has_fourteen_questions_of_four_answers(form, language):
    asked = questions(form, language)

    assert len(asked) == 14
    assert all(len(set(answers)) == 4 for _, answers in asked)


@each_form
def test_the_right_letter_wanders(key, form):
    assert len(key[form]) == 14
    assert max(Counter(key[form]).values()) <= 5
    assert set(key[form]) == set("ABCD")


def test_no_question_stands_in_both_forms():
    both = [{stem for stem, _ in questions(form, "en")} for form in FORMS]

    assert both[0] & both[1] == set()


@each_form
def test_the_key_gives_the_numbers_that_the_model_gives(key, form):
    n, good = {"a": (3, 0.8), "b": (2, 0.7)}[form]
    passed = 1000 * acceptance(desks(n, good=good, bad=0, days=1)).good
    judge, row, crew = {"a": (20, 45, 5), "b": (40, 25, 3)}[form]
    beside = (panel(3, accuracy=0.8, days=judge) & desks(1, good=1, bad=1, days=row)) >> act(crew)
    majority = 100 * acceptance(panel(3, accuracy=good, days=1)).good
    lasted = [int(day) for day in re.findall(r"\d+", questions(form, "en")[6][0])]

    assert round(passed) == int(right(key, form, 1))
    assert right(key, form, 2) == f"Day {expected_days(beside).accepted:.0f}"
    assert f"{median(lasted)} days" in right(key, form, 7)
    assert f"The mean, {mean(lasted)} days." in questions(form, "en")[6][1]
    told = int(re.search(r"About (\d+)", right(key, form, 9))[1])
    assert abs(told - majority) < 0.5


# --- the guide and the semester plan ---


@each_language
def test_the_guide_tells_the_minutes_of_each_lesson_as_its_master_does(language):
    sections = page("guide", language).split("\n## ")
    word = {"id": "Pelajaran", "en": "Lesson"}[language]
    for path in sorted(TEACHING.parent.glob("0*.md")):
        front = masters.read(path).front
        (section,) = (s for s in sections if s.startswith(f"{word} {front['lesson']}. "))
        minutes = int(re.search(r"\n\w+ (\d+) (?:menit|minutes)\.\n", section)[1])
        assert abs(minutes - sum(front["minutes"].values())) <= 5, path.name
        assert section.count("\n| ") >= 4 and section.count("\n**") == 3


@each_language
def test_the_semester_has_sixteen_weeks_and_a_hundred_per_cent(language):
    text = page("semester-plan", language)
    weeks = re.findall(r"^\| (\d+) \|.* \| ([^|]+) \|$", text, re.M)
    weights = [int(part) for _, told in weeks for part in re.findall(r"(\d+)%", told)]
    after_weeks = text[text.rindex("\n| 16 |") :]
    summed = [int(part) for part in re.findall(r"^\| [^|]+ \| (\d+)% \|$", after_weeks, re.M)]

    assert [int(week) for week, _ in weeks] == list(range(1, 17))
    assert sum(weights) == 100
    *parts, total = summed
    assert sum(parts) == total == 100


@each_language
def test_every_sub_outcome_is_taught_in_some_week(language):
    text = page("semester-plan", language)
    outcomes = set(re.findall(r"\b\d[ab]\b", text[text.index("| CPMK 1") : text.index("| 1 |")]))
    weeks = set(re.findall(r"\b\d[ab]\b", text[text.index("| 1 |") :]))

    assert len(outcomes) == 12 and weeks == outcomes
