"""What a lesson cites is in the one list of references, and is named in both languages."""

import json
import re
from pathlib import Path

from pytest import fixture, mark

from jalur.course.masters import Master, read
from jalur.texts import LANGUAGES

LESSONS = Path(__file__).parents[1] / "lessons"
MASTERS = sorted(LESSONS.glob("0*.md"))


def entries() -> dict[str, str]:
    found = re.findall(r"@\w+\{([^,]+),(.*?)\n\}", (LESSONS / "references.bib").read_text(), re.S)
    return dict(found)


def field(entry: str, name: str) -> str:
    return re.search(rf"^  {name} *= \{{+(.*?)\}}+,?$", entry, re.M)[1]


def name_and_year(entry: str, language: str) -> tuple[str, str]:
    """Return how a text names a source: the first surname, or a body in the text's language."""
    first = field(entry, "author").partition(" and ")[0].partition(",")[0]
    if language == "en":
        first = {"Kementerian Keuangan": "Ministry of Finance"}.get(first, first)
    return first, field(entry, "year")


@fixture(params=MASTERS, ids=lambda path: path.stem)
def master(request) -> Master:
    return read(request.param)


def half(master: Master, language: str, *, reading: bool) -> str:
    """Return what one language says in the list of readings, or everywhere else."""
    cells = [cell for cell in master.cells if cell.language == language]
    return "\n".join(cell.source for cell in cells if (cell.id == "reading") == reading)


def test_every_entry_is_cited_and_every_citation_has_an_entry():
    cited = {key for path in MASTERS for key in read(path).front["sources"]}

    assert cited == set(entries())


@mark.parametrize("language", LANGUAGES)
def test_each_source_is_named_with_its_year_in_the_list_of_readings(master, language):
    said = half(master, language, reading=True).split("\n- ")
    named = [name_and_year(entries()[key], language) for key in master.front["sources"]]

    assert [(n, y) for n, y in named if not any(n in line and y in line for line in said)] == []
    assert len(said) - 1 == len(named)


@mark.parametrize("language", LANGUAGES)
def test_each_source_in_the_list_is_used_in_the_lesson(master, language):
    text = re.sub(r"\bLaw (?=\d+/)", "UU ", half(master, language, reading=False))
    named = [name_and_year(entries()[key], language) for key in master.front["sources"]]

    assert [name for name, year in named if name not in text or year not in text] == []


def test_the_glossary_says_each_term_in_both_languages_in_one_line():
    terms = json.loads((LESSONS / "glossary.json").read_text("utf-8"))["terms"]

    assert [term["id"] for term in terms] == sorted({term["id"] for term in terms})
    for term in terms:
        for said in (term["term"], term["line"]):
            assert list(said) == list(LANGUAGES)
            assert all(words.strip() and "\n" not in words for words in said.values())


def test_each_term_of_a_lesson_is_in_the_glossary_and_in_both_halves(master):
    glossary = json.loads((LESSONS / "glossary.json").read_text("utf-8"))["terms"]
    known = {term["id"]: term["term"] for term in glossary}

    assert len(master.front["terms"]) <= 7
    for term in master.front["terms"]:
        for language in LANGUAGES:
            text = half(master, language, reading=False).lower()
            assert known[term][language].lower() in text
