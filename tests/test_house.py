"""The house stands as it was drawn: floors, weight, size."""

import ast
import io
import re
import subprocess
import sys
import tokenize
from functools import cache
from pathlib import Path

from pytest import mark, raises

import jalur
from jalur.checks.questions import ASSIGNMENTS
from jalur.course import builder, masters

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "jalur"
HEAVY = {
    "IPython", "anywidget", "ipywidgets", "jupyterlab", "jupytext", "matplotlib", "nbformat",
    "nbgrader", "numpy",
}  # fmt: skip

# Lines of code without blanks, comments and docstrings; raised only with a reason in CONTRIBUTING.
CEILINGS = {
    "model": 1_650, "theory": 500, "classics": 500, "checks": 950, "course": 5_450,
    "widgets": 2_110, "story": 600, "figures": 1_500, "course/site": 1_150,
}  # fmt: skip
CEILING_OF_AN_ASSIGNMENT = 450
CEILING_OF_JAVASCRIPT = 4_500


def lines_of_code(file):
    """Count the lines that hold a token which is neither comment nor docstring."""
    text, lines = file.read_text("utf-8"), set()
    empty = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in empty | {tokenize.ENDMARKER}:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(
            node
        ):
            lines -= set(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    return len(lines)


def room(file):
    """The floor of a file; a package of a floor that has a ceiling of its own is its own room."""
    place = file.relative_to(SOURCE)
    inner = "/".join(place.parts[:2])
    return inner if inner in CEILINGS else place.parts[0]


def test_an_upper_floor_imports_a_lower_one_and_never_the_reverse():
    told = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert told.returncode == 0, told.stdout


@mark.parametrize(
    "use", ["pass", "jalur.simulate(jalur.full(), cases=5)", "jalur.say('days', days=1)"]
)
def test_the_model_and_the_words_load_nothing_heavy(use):
    code = f"import sys, jalur; {use}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert HEAVY.isdisjoint(loaded)


def test_tab_completion_offers_the_names_that_load_late():
    assert "PathPlayer" in dir(jalur)


def test_the_front_door_holds_at_most_sixty_names_and_each_opens():
    assert len(jalur.__all__) <= 60
    for name in jalur.__all__:
        assert getattr(jalur, name) is not None


def test_an_unknown_name_is_refused_as_python_does():
    with raises(AttributeError, match="module 'jalur' has no attribute 'pathplayer'"):
        jalur.pathplayer


# Built before the lessons that need them; a name that has found its lesson leaves this list.
AWAITED = {"say"}


@cache
def code_that_readers_run() -> list[str]:
    folders = [ROOT / "lessons", ROOT / "solutions"]
    found = [masters.read(path) for folder in folders for path in builder.masters_in(folder)]
    return [cell.source for master in found for cell in master.cells if cell.kind == "code"]


@mark.parametrize("name", jalur.__all__)
def test_every_public_name_is_used_by_a_lesson_or_an_assignment(name):
    used = any(re.search(rf"\b{name}\b[.(]", code) for code in code_that_readers_run())

    assert used == (name not in AWAITED)


@mark.parametrize("floor", CEILINGS)
def test_each_floor_stays_under_its_ceiling(floor):
    own = (file for file in (SOURCE / floor).rglob("*.py") if room(file) == floor)
    lines = sum(map(lines_of_code, (file for file in own if file.parent.name != "assignments")))
    print(f"{floor}: {lines} of {CEILINGS[floor]} lines")

    assert lines <= CEILINGS[floor]


@mark.parametrize("lesson", ASSIGNMENTS)
def test_each_assignment_stays_under_its_ceiling(lesson):
    files = (SOURCE / "checks" / "assignments").glob(f"{lesson}*.py")
    lines = sum(map(lines_of_code, files))
    print(f"{lesson}: {lines} of {CEILING_OF_AN_ASSIGNMENT} lines")

    assert 0 < lines <= CEILING_OF_AN_ASSIGNMENT


def test_the_widgets_javascript_stays_under_its_ceiling():
    lines = [
        line
        for file in (SOURCE / "widgets").glob("*.js")
        for line in file.read_text("utf-8").splitlines()
    ]

    assert len(lines) <= CEILING_OF_JAVASCRIPT


def test_the_versions_agree():
    assert f'version = "{jalur.__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")


@mark.parametrize("ask", [("check",), ("format", "--check")], ids=["rules", "layout"])
def test_the_code_reads_as_ruff_would_have_it(ask):
    ruff = Path(sys.executable).with_name("ruff")
    told = subprocess.run(
        [ruff, *ask, "src", "tests"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert told.returncode == 0, told.stdout
