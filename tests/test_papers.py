"""The papers at the top of the tree say what is so, and each file has one licence."""

import re
import subprocess
import tomllib
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import yaml
from pytest import mark

import jalur
from attacks import ATTACKS
from jalur.checks.assignments.l8_truth import rivals
from jalur.checks.questions import ASSIGNMENTS, assignment
from jalur.course import builder
from jalur.course.masters import read
from jalur.texts import LANGUAGES
from needs import need

ROOT = Path(__file__).parents[1]
PAPERS = sorted(path.name for path in ROOT.glob("*.md"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def paper(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@cache
def tracked() -> list[str]:
    """Every file of the repository, by its path."""
    need((ROOT / ".git").exists(), "a checkout")
    told = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return told.stdout.strip("\0").split("\0")


def licences() -> list[tuple[list[str], str]]:
    """The rows of the table of licences: patterns, and what holds for the files that fit them."""
    rows = re.findall(r"^\| (.+) \| (.+) \|$", paper("LICENSE-CONTENT"), re.M)[1:]
    return [(patterns.split(", "), licence) for patterns, licence in rows]


def belongs(file: str) -> str | None:
    """The first pattern that fits a file."""
    found = (one for patterns, _ in licences() for one in patterns if fnmatchcase(file, one))
    return next(found, None)


def test_every_file_of_the_repository_falls_under_a_licence():
    assert [file for file in tracked() if belongs(file) is None] == []


def test_no_row_of_the_table_of_licences_speaks_of_files_that_are_not_there():
    used = {belongs(file) for file in tracked()}

    assert [one for patterns, _ in licences() for one in patterns if one not in used] == []


@mark.parametrize(
    "file, licence",
    [
        ("lessons/01-tiga-kata.md", "CC BY 4.0"),
        ("README.md", "CC BY 4.0"),
        ("src/jalur/texts/id.json", "CC BY 4.0"),
        ("src/jalur/__init__.py", "BSD-3-Clause"),
        ("src/jalur/data/apbn_cycle.csv", "the terms of its source"),
        ("src/jalur/course/site/assets/plus-jakarta-sans.woff2", "the font"),
    ],
)
def test_a_file_has_the_licence_that_one_would_expect(file, licence):
    (held,) = (told for patterns, told in licences() if belongs(file) in patterns)

    assert held.startswith(licence)


def test_the_package_names_every_licence_that_it_carries():
    named = set(PROJECT["license"].split(" AND "))

    assert named == {"BSD-3-Clause", "CC-BY-4.0", "OFL-1.1"}
    assert [name for name in PROJECT["license-files"] if not (ROOT / name).is_file()] == []
    assert "SIL OPEN FONT LICENSE Version 1.1" in paper(PROJECT["license-files"][-1])
    assert paper("LICENSE").startswith("BSD 3-Clause License\n")


def test_the_citation_names_the_version_and_the_authors_of_the_package():
    cited = yaml.safe_load(paper("CITATION.cff"))

    assert cited["cff-version"] == "1.2.0" and {"title", "message", "abstract"} <= cited.keys()
    assert cited["version"] == PROJECT["version"] == jalur.__version__
    assert cited["authors"] == PROJECT["authors"]
    assert set(cited["license"]) <= set(PROJECT["license"].split(" AND "))


def test_changelog_and_citation_agree_on_whether_this_version_is_out():
    version, state = re.search(r"^## (\S+) \((.+)\)$", paper("CHANGELOG.md"), re.M).groups()
    released = yaml.safe_load(paper("CITATION.cff")).get("date-released")

    assert version == PROJECT["version"]
    assert state == (str(released) if released else "unreleased")


@mark.parametrize("name", PAPERS)
def test_a_paper_links_to_what_is_there(name):
    text = re.sub(r"`[^`]*`", "", paper(name))
    targets = {target for target in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in target}

    assert [target for target in sorted(targets) if not (ROOT / target).exists()] == []


@mark.parametrize("readme", ["README.md", "README.id.md"])
def test_both_readmes_lead_to_every_other_paper(readme):
    others = {*PAPERS, "CITATION.cff", "LICENSE", "LICENSE-CONTENT"} - {readme}

    assert sorted(other for other in others if f"]({other})" not in paper(readme)) == []


# ---- the draft for a journal

DRAFT = paper("paper.md").partition("\n---\n")[2]
ENTRIES = dict(re.findall(r"^@\w+\{([^,]+),(.*?)\n\}", paper("paper.bib"), re.M | re.S))
NODES = r"\b(tests/[\w/]+\.(?:py|js))(?:::(\w+))?"


def absent(text: str) -> list[str]:
    """The tests that a text names and the tree does not have."""
    return [
        f"{file}::{name}"
        for file, name in re.findall(NODES, text)
        if not (ROOT / file).is_file() or (name and f"def {name}(" not in paper(file))
    ]


def test_the_draft_stays_under_a_thousand_words():
    assert 500 < len(re.sub(r"<!--.*?-->", "", DRAFT, flags=re.S).split()) < 1_000


def test_the_draft_cites_what_its_bibliography_has_each_with_a_doi():
    assert set(re.findall(r"\[@(\w+)\]", DRAFT)) == ENTRIES.keys()
    assert [key for key, entry in ENTRIES.items() if "doi" not in entry] == []


def test_what_lessons_and_draft_both_cite_is_the_same_work():
    known = dict(
        re.findall(r"^@\w+\{([^,]+),(.*?)\n\}", paper("lessons/references.bib"), re.M | re.S)
    )
    both = ENTRIES.keys() & known

    assert len(both) >= 5
    doi = r"doi\s*=\s*\{(.+?)\}"
    assert [k for k in both if re.findall(doi, ENTRIES[k]) != re.findall(doi, known[k])] == []


def test_each_figure_of_the_draft_names_the_test_that_holds_it():
    figures = [line for line in DRAFT.split("\n") if re.search(r"(?<![@\w])\d", line)]

    assert len(figures) >= 5
    assert [line for line in figures if not re.search(rf"<!-- {NODES}", line)] == []
    assert absent(DRAFT) == []


def test_the_paper_counts_what_is_there():
    minutes = sum(sum(lesson.front["minutes"].values()) for lesson in LESSONS)

    assert len(LESSONS) == len(ASSIGNMENTS) == 8 and "It is 8 lessons" in DRAFT
    assert f"estimate {minutes} minutes" in DRAFT
    assert len(ATTACKS) > 90 and "More than 90 attacks" in DRAFT
    assert len(rivals(assignment("l8")["q3"].given)) == 4 and "against 4 baselines" in DRAFT


# ---- audits

AUDITS = paper("AUDITS.md")
ROWS = re.findall(r"^\| (.+?) \| (yes|open|none) \| (.+) \|$", AUDITS, re.M)


def proofs(evidence: str) -> list[str]:
    """What a row names as evidence: the spans of code that are a test, a file or a command."""
    spans = re.findall(r"`([^`]+)`", evidence)
    return [span for span in spans if is_test(span) or is_command(span) or (ROOT / span).is_file()]


def is_test(span: str) -> bool:
    return re.fullmatch(NODES, span) is not None and not absent(span)


def is_command(span: str) -> bool:
    """Whether a span is a command of ours that the command line knows."""
    words = span.removeprefix("python -m jalur ").split()
    return span.startswith("python -m jalur ") and f'"cli.{words[0]}.about"' in paper(
        "src/jalur/texts/en.json"
    )


def test_an_audit_counts_its_rows_and_its_open_ones_in_its_head():
    states = [state for _, state, _ in ROWS]
    counted = {state: states.count(state) for state in ("yes", "open", "none")}

    assert len(ROWS) == AUDITS.count("\n| ") - 4 > 60
    told = re.search(r"Rows: (\d+)\. Yes: (\d+)\. Open: (\d+)\. None: (\d+)\.", AUDITS).groups()
    assert [int(number) for number in told] == [len(ROWS), *counted.values()]


@mark.parametrize("asked, state, evidence", ROWS)
def test_each_row_of_an_audit_has_evidence_that_is_there_or_says_what_is_missing(
    asked, state, evidence
):
    spans = re.findall(r"`([^`]+)`", evidence)

    assert proofs(evidence) == spans
    assert re.sub(r"`[^`]+`", "", evidence).strip(" .,") if state == "open" else spans


def test_evidence_that_is_not_there_is_seen():
    assert proofs("`tests/test_nothing.py` `tests/test_papers.py::test_nothing`") == []
    assert proofs("`python -m jalur fly` `README.txt` `yes`") == []


LESSONS = [read(path) for path in builder.masters_in(ROOT / "lessons")]
each_lesson = mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.assignment)


@each_lesson
@mark.parametrize("language", LANGUAGES)
def test_each_lesson_has_its_question_outcomes_and_key_points(lesson, language):
    points = next(c for c in lesson.cells if (c.id, c.language) == ("key-points", language))

    assert lesson.front["question"][language].endswith("?")
    assert len([one[language] for one in lesson.front["outcomes"]]) >= 3
    assert len(re.findall(r"^- .+\.$", points.source, re.M)) >= 3


@each_lesson
@mark.parametrize("language", LANGUAGES)
def test_the_index_tells_how_long_each_lesson_takes(lesson, language):
    _, section = paper(f"lessons/{language}/index.md").split(f"]({lesson.name}.ipynb)")

    minutes = sum(lesson.front["minutes"].values())
    assert re.search(r"\b(\d+) (?:menit|minutes)\b", section)[1] == str(minutes)


def test_accessibility_names_tests_that_are_there():
    named = re.findall(r"`(test_\w+)`", paper("ACCESSIBILITY.md"))
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))

    assert absent(paper("ACCESSIBILITY.md")) == []
    assert len(named) >= 5
    assert [name for name in named if f"def {name}(" not in sources] == []
