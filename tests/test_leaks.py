"""No hidden test, solution or key reaches a student: not in what is built, released or returned."""

import html
import json
import re
import shutil
import subprocess
import sys
import zipfile

from pytest import fixture, mark, raises

from jalur.checks.questions import ASSIGNMENTS
from jalur.course import assignment, builder, cli, grade, notebooks
from jalur.course.matching import is_answer
from jalur.course.runner import Limits
from jalur.texts import LANGUAGES
from workbooks import ROOT, code

MARKER = "bocor7x"
"""Stands in every hidden test, solution, sample memo and key of the copy."""


def planted(text):
    text = re.sub(r"^( *)(### (?:BEGIN|END) (?:HIDDEN TESTS|SOLUTION))$", plant, text, flags=re.M)
    return re.sub(  # a sample memo, in prose that nbgrader empties
        r'(\+\+\+ \{[^\n]*"nbgrader"[^\n]*"solution": true[^\n]*\}\n\n)', rf"\g<1>{MARKER} ", text
    )


def plant(found):
    indent, line = found.groups()
    mark = f'{indent}"{MARKER}"  # {MARKER}'
    return f"{found.group()}\n{mark}" if "BEGIN" in line else f"{mark}\n{found.group()}"


@fixture(scope="module")
def course(tmp_path_factory):
    """The whole course with its secrets marked, and built."""
    root = tmp_path_factory.mktemp("course")
    for folder in ("lessons", "solutions"):
        shutil.copytree(ROOT / folder, root / folder)
    for path in builder.masters_in(root / "solutions"):
        path.write_text(planted(path.read_text("utf-8")), "utf-8")
    builder.build(root)
    return root


def unpacked(path):
    """Everything that a file says, however it is wrapped."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return "\n".join(
                packed.read(name).decode("utf-8", "replace") for name in packed.namelist()
            )
    text = path.read_bytes().decode("utf-8", "replace")
    if path.suffix in (".ipynb", ".json"):
        text += json.dumps(json.loads(text), ensure_ascii=False)
    return text + html.unescape(re.sub("<[^>]+>", "", text))


def leaking(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [path.relative_to(folder).as_posix() for path in files if MARKER in unpacked(path)]


def test_the_markers_stand_in_every_secret_and_would_be_found(course):
    for lesson in ASSIGNMENTS:
        text = (course / "solutions" / f"{lesson}.md").read_text("utf-8")
        secrets = len(re.findall("### BEGIN", text)) + len(re.findall('"solution": true', text))
        assert text.count(MARKER) >= secrets > 10
    assert len(leaking(course / "solutions")) == 3 * len(ASSIGNMENTS)


def test_what_is_built_for_students_holds_no_secret(course):
    assert leaking(course / "exercises") == []
    assert leaking(course / "lessons") == []


def test_the_wheel_holds_the_exercises_and_no_secret(course, tmp_path):
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT"):
        shutil.copy(ROOT / name, course)
    caches = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", course / "src", ignore=caches, dirs_exist_ok=True)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path]
    subprocess.run([*command, course], check=True, capture_output=True)

    assert leaking(tmp_path) == []
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
    for lesson in ASSIGNMENTS:
        assert f"jalur/course/notebooks/exercises/id/{lesson}/{lesson}.ipynb" in names
    assert [name for name in names if "solution" in name] == []
    assert wheel.stat().st_size < 3_000_000


@mark.costly("leaks")
@mark.parametrize("lesson", ASSIGNMENTS)
def test_what_is_released_and_handed_back_holds_no_secret(lesson, course, tmp_path, monkeypatch):
    monkeypatch.chdir(course)
    told = ["release", lesson, "--variant", f"key {MARKER}", "--into", str(tmp_path / "release")]
    with raises(SystemExit) as end:
        cli.main(told)
    assert not end.value.code
    assert leaking(tmp_path / "release") == []

    read = assignment.read(lesson, course, f"key {MARKER}")
    for language in LANGUAGES:
        cells = [wrong(cell) for cell in read.release(language)]
        handed = tmp_path / "handed" / f"wrong-{language}.ipynb"
        handed.parent.mkdir(exist_ok=True)
        handed.write_bytes(notebooks.written({**read.releases[language], "cells": cells}))
    rows = grade.grade(tmp_path / "handed", read, tmp_path / "graded", limits=Limits(cell=20))

    assert [(row.status, row.score) for row in rows] == [("graded", 0)] * 2
    back = tmp_path / "graded"
    assert leaking(back / "feedback") == []
    assert MARKER not in (back / "grades.csv").read_text("utf-8")
    assert MARKER not in (back / "results.json").read_text("utf-8")


def wrong(cell):
    """An answer that passes no test, but is one: so that every hidden test fails aloud."""
    if not is_answer(cell) or cell["cell_type"] != "code":
        return cell
    source = notebooks.source_of(cell)
    name = re.match(r"(?:def )?(\w+)", source).group(1)
    return {**cell, "source": f"{name} = 123456789"}


def test_the_package_holds_no_hidden_test_and_no_solution():
    package = "".join(
        path.read_text("utf-8")
        for path in (ROOT / "src" / "jalur").rglob("*")
        if path.suffix in {".py", ".json", ".js", ".csv"}
    )
    assert not re.search(r"^\s*### (BEGIN|END) (HIDDEN|SOLUTION)", package, flags=re.MULTILINE)
    for lesson in ASSIGNMENTS:
        for cell, _ in code(lesson, ".*-test.*"):
            hidden = cell.source.partition("### BEGIN HIDDEN TESTS")[2]
            asserts = re.findall(r"^ *assert .*", hidden, flags=re.MULTILINE)
            assert asserts and [line for line in asserts if line in package] == [], cell.id
