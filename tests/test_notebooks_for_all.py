"""What a reader who hears a notebook can rely on: its outline, and words for every picture."""

import json
import re
from itertools import pairwise
from pathlib import Path

from pytest import mark

from jalur.course.notebooks import source_of
from jalur.texts import LANGUAGES

ROOT = Path(__file__).parents[1]
AUDITS = (ROOT / "AUDITS.md").read_text("utf-8")
NOTEBOOKS = sorted(
    path
    for kind in ("lessons", "exercises")
    for language in LANGUAGES
    for path in (ROOT / kind / language).rglob("*.ipynb")
)
each_notebook = mark.parametrize(
    "path", NOTEBOOKS, ids=lambda path: path.relative_to(ROOT).as_posix()
)


def prose(path: Path) -> list[str]:
    """The texts of a notebook, without what they quote as code."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    texts = [source_of(cell) for cell in cells if cell["cell_type"] == "markdown"]
    return [re.sub(r"^```.*?^```", "", text, flags=re.M | re.S) for text in texts]


def levels(path: Path) -> list[int]:
    return [len(signs) for text in prose(path) for signs in re.findall(r"^(#+) ", text, re.M)]


@each_notebook
def test_a_notebook_begins_with_its_only_title_and_says_what_it_is(path):
    first, *_ = prose(path)

    assert first.startswith("# ") and levels(path).count(1) == 1
    assert len(first.split("\n\n")) >= 3


@each_notebook
def test_headings_go_down_one_level_at_a_time(path):
    outline = levels(path)

    assert len(outline) >= 5
    assert [b for a, b in pairwise(outline) if b > a + 1] == []


@each_notebook
def test_every_picture_in_the_prose_has_words_and_nothing_plays(path):
    text = "\n".join(prose(path))

    assert re.findall(r"!\[\s*\]\(|<img(?![^>]*\balt=\"[^\"])[^>]*>", text) == []
    assert re.findall(r"<(?:video|audio|iframe)\b", text) == []


def unannounced(path: Path) -> list[str]:
    """The code cells that follow another one and have no comment."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return [
        cell["id"]
        for before, cell in pairwise(cells)
        if before["cell_type"] == cell["cell_type"] == "code" and "#" not in source_of(cell)
    ]


@mark.parametrize("language", LANGUAGES)
def test_the_audit_counts_the_code_that_nothing_announces(language):
    found = sum(len(unannounced(path)) for path in NOTEBOOKS if path.parent.name == language)

    assert f"Of the lessons' code cells {found} follow another one" in AUDITS


def test_the_audit_counts_the_links_that_do_not_say_where_they_lead():
    texts = [text for path in NOTEBOOKS for text in prose(path)]

    assert f"\n| Link texts say where they lead | open | {sum(map(dois, texts))} links" in AUDITS


def dois(text: str) -> int:
    return text.count("[DOI](")
