"""What the course promises to cover is taught in a cell and asked in a question."""

import json
from dataclasses import replace
from pathlib import Path

from pytest import fixture, mark

from jalur.checks.questions import ASSIGNMENTS, assignment
from jalur.course import coverage, masters
from jalur.course.terms import entries
from jalur.texts import LANGUAGES

ROOT = Path(__file__).parents[1]
ITEMS = {item["id"]: item for item in coverage.items(ROOT / "lessons" / "coverage.json")}
LESSONS = [masters.read(path) for path in sorted((ROOT / "lessons").glob("0*.md"))]
KINDS = {"Q": range(4), "D": range(1, 12), "T": range(1, 6), "C": range(1, 16)} | {
    "K": range(1, 6), "R": range(1, 4), "Ex": range(1, 4)
}  # fmt: skip


def taught_in(item: str) -> set[str]:
    return {place.partition("/")[0] for place in ITEMS[item]["taught"]}


@fixture(scope="module")
def places() -> set[str]:
    """Every cell of the lessons and every question of the assignments."""
    cells = {f"{lesson.assignment}/{cell.id}" for lesson in LESSONS for cell in lesson.cells}
    return cells | {f"{name}.{question}" for name in ASSIGNMENTS for question in assignment(name)}


def test_the_article_has_46_items():
    assert list(ITEMS) == [f"{kind}{n}" for kind, numbers in KINDS.items() for n in numbers]
    assert len(ITEMS) == 46


@mark.parametrize("item", ITEMS)
def test_each_item_is_taught_in_a_cell_and_asked_in_a_question(item, places):
    taught, asked = ITEMS[item]["taught"], ITEMS[item]["asked"]

    assert taught and asked
    assert set(taught) | set(asked) <= places
    assert all("/quiz" in place or "." in place for place in asked)


PROOF = json.loads((ROOT / "lessons" / "coverage-read.json").read_text("utf-8"))


@mark.parametrize("language", LANGUAGES)
def test_a_reader_without_the_tags_finds_44_of_46_items_where_they_are_taught(language):
    best = {item: cells[:1] for item, cells in PROOF["read"][language].items()}

    assert best.keys() == ITEMS.keys()
    assert sum(set(best[item]) <= set(ITEMS[item]["taught"]) for item in ITEMS if best[item]) >= 44


def test_an_item_whose_cell_changed_since_it_was_read_is_named(record_property):
    items = list(ITEMS.values())
    unproved = coverage.unproved(items, LESSONS, PROOF)
    record_property("told", f"items to be matched anew by a reader: {', '.join(unproved) or '-'}")

    first, *others = LESSONS
    cells = [
        replace(cell, source=cell.source + " More.") if cell.id == "reflect" else cell
        for cell in first.cells
    ]
    changed = [replace(first, cells=tuple(cells)), *others]
    assert set(coverage.unproved(items, changed, PROOF)) == {"Q2", "Q3", *unproved}


@mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.assignment)
def test_a_lesson_says_that_it_covers_what_is_taught_in_it(lesson):
    taught = {item for item in ITEMS if lesson.assignment in taught_in(item)}

    assert set(lesson.front["covers"]) == taught


@mark.parametrize("language", LANGUAGES)
def test_the_map_leads_to_every_lesson_and_names_where_each_item_is(language):
    told = (ROOT / "lessons" / language / "map.md").read_text("utf-8")
    rows = [line[2:-2].split(" | ") for line in told.splitlines() if line[:1] == "|"]

    for lesson in LESSONS:
        assert f"]({lesson.name}.ipynb)" in told
    assert {row[0]: row[-1] for row in rows[-len(ITEMS) :]} == {
        item["says"][language]: ", ".join(name[1:] for name in sorted(taught_in(id)))
        for id, item in ITEMS.items()
    }


@mark.parametrize("language", LANGUAGES)
def test_the_glossary_page_is_in_the_order_of_its_own_alphabet(language):
    told = (ROOT / "lessons" / language / "glossary.md").read_text("utf-8")
    terms = [line.split("**")[1] for line in told.splitlines() if line.startswith("| **")]

    assert terms == sorted(terms, key=str.lower)
    assert len(terms) == len(entries(ROOT / "lessons" / "glossary.json"))
