"""The built notebooks are what the masters give, and every one of them runs."""

import ast
import atexit
import json
import shutil
import venv
from functools import cache
from pathlib import Path
from sysconfig import get_path
from tempfile import mkdtemp

from jupyter_client import KernelManager
from pytest import fixture, mark

import small_course
from jalur.course import builder, masters
from jalur.course.matching import is_test
from jalur.course.notebooks import source_of
from jalur.texts import LANGUAGES

ROOT = Path(__file__).parents[1]


def built(kind: str) -> list[Path]:
    return sorted(path for la in LANGUAGES for path in (ROOT / kind / la).rglob("*.ipynb"))


LESSONS, SOLUTIONS, EXERCISES = map(built, ("lessons", "solutions", "exercises"))


def named(path: Path) -> str:
    return f"{path.relative_to(ROOT).parts[1]}-{path.stem}"


def read(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))


def code_cells(path: Path) -> dict[str, str]:
    return {
        cell["id"]: source_of(cell) for cell in read(path)["cells"] if cell["cell_type"] == "code"
    }


def test_every_built_file_is_what_the_masters_give():
    outcome = builder.build(ROOT, check=True)

    assert not outcome, [path.as_posix() for path in (*outcome.written, *outcome.spare)]


@mark.parametrize("path", [*LESSONS, *SOLUTIONS, *EXERCISES], ids=str)
def test_a_built_notebook_holds_no_output_and_no_widget_state(path):
    notebook = read(path)

    assert "widgets" not in notebook["metadata"]
    for cell in notebook["cells"]:
        assert not cell.get("outputs") and cell.get("execution_count") is None


@mark.parametrize("kind", ["lessons", "solutions"])
def test_only_the_first_cell_differs_in_code_between_the_languages(kind):
    for path in (ROOT / kind / "en").rglob("*.ipynb"):
        here = code_cells(path)
        there = code_cells(ROOT / kind / "id" / path.relative_to(ROOT / kind / "en"))
        assert here.pop("language") != there.pop("language")
        trees = [
            {id: ast.dump(ast.parse(code)) for id, code in half.items()} for half in (here, there)
        ]
        assert trees[0] == trees[1]


@mark.parametrize("path", LESSONS, ids=named)
def test_a_lesson_cell_holds_at_most_five_lines(path):
    long = {
        id: code
        for id, code in code_cells(path).items()
        if sum(bool(line.strip()) and not line.startswith("#") for line in code.split("\n")) > 5
    }

    assert long == {}


@mark.parametrize("path", EXERCISES, ids=named)
def test_an_exercise_ships_no_solution_and_no_hidden_test(path):
    solution = masters.read(ROOT / "solutions" / f"{path.stem}.md")
    text = path.read_text("utf-8")

    assert "SOLUTION" not in text and "HIDDEN" not in text
    for cell in solution.cells:
        for begin in ("### BEGIN SOLUTION", "### BEGIN HIDDEN TESTS"):
            secret = cell.source.partition(begin)[2].partition("### END")[0]
            longest = max((line.strip() for line in secret.split("\n")), key=len)
            assert not longest or json.dumps(longest)[1:-1] not in text, cell.id


# --- running them, with one kernel of each kind for each worker ---


CLEAN = """\
%reset -f
import os, sys
os.chdir({folder!r})
for name in [name for name in sys.modules if name.partition(".")[0] == "jalur"]:
    del sys.modules[name]
"""


PYTHONS = ("whole", "bare")
"""The Python of a desktop, and one without NumPy and matplotlib, as the browser's is."""

ABSENT = ("contourpy", "matplotlib", "mpl_toolkits", "numpy", "pylab")


@cache
def bare_python() -> Path:
    """Return the Python of an environment of its own: all of this one's packages but `ABSENT`."""
    place = Path(mkdtemp())
    atexit.register(shutil.rmtree, place)
    venv.create(place, symlinks=True)
    (packages,) = place.glob("lib/python*/site-packages")
    for package in Path(get_path("purelib")).iterdir():
        if not package.name.startswith(ABSENT):
            (packages / package.name).symlink_to(package)
    return place / "bin" / "python"


@cache
def kernel(python: str):
    """A kernel that is started once and cleaned before each notebook; its start is the cost."""
    manager = KernelManager(kernel_name="python3")
    if python == "bare":
        manager.kernel_spec.argv[0] = str(bare_python())
    manager.start_kernel()
    atexit.register(manager.shutdown_kernel, now=True)
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    return client


def ran(path: Path, folder: Path, python: str = "whole") -> dict[str, list[dict]]:
    """Run a notebook as a reader does, errors or not; return the messages of each code cell."""
    said = {}
    for id, code in {"": CLEAN.format(folder=str(folder)), **code_cells(path)}.items():
        said[id] = []
        reply = kernel(python).execute_interactive(
            code, timeout=120, allow_stdin=False, output_hook=said[id].append, stop_on_error=False
        )
        assert id or reply["content"]["status"] == "ok"
    return said


def errors(said: dict[str, list[dict]]) -> dict[str, str]:
    return {
        id: f"{message['content']['ename']}: {message['content']['evalue']}"
        for id, messages in said.items()
        for message in messages
        if message["msg_type"] == "error"
    }


@fixture
def folder(tmp_path):
    """A working folder, so that guesses are kept in it and not in the tree."""
    for name in ("lessons", "exercises"):
        (tmp_path / name).mkdir()
    return tmp_path


def shown(said: dict[str, list[dict]]) -> list[dict[str, str]]:
    """Return what the cells showed, each as its texts by kind."""
    return [
        message["content"]["data"]
        for messages in said.values()
        for message in messages
        if message["msg_type"] == "execute_result"
    ]


@mark.costly("notebooks", by="python")
@mark.parametrize("python", PYTHONS)
@mark.parametrize("path", LESSONS, ids=named)
def test_every_lesson_runs_from_top_to_bottom(path, python, folder):
    said = ran(path, folder, python)

    assert errors(said) == {}
    assert shown(said) != []


@mark.parametrize("python", PYTHONS)
def test_a_picture_has_its_table_beside_it_and_is_its_table_without_matplotlib(python, folder):
    lesson = next(path for path in LESSONS if "figures." in path.read_text("utf-8"))
    said = ran(lesson, folder, python)
    drawing = [id for id, code in code_cells(lesson).items() if "figures." in code]
    pictures = [data["text/html"] for data in shown({id: said[id] for id in drawing})]

    assert len(pictures) == len(drawing) > 0
    assert all("<table" in picture for picture in pictures)
    assert [("<img" in picture) for picture in pictures] == [python == "whole"] * len(pictures)


@mark.costly("notebooks", by="python")
@mark.parametrize("python", PYTHONS)
@mark.parametrize("path", SOLUTIONS, ids=named)
def test_every_solution_passes_its_own_tests(path, python, folder):
    assert errors(ran(path, folder, python)) == {}
    assert sum(map(is_test, read(path)["cells"])) > 0


@mark.costly("notebooks")
@mark.parametrize("path", EXERCISES, ids=named)
def test_an_unsolved_exercise_runs_from_top_to_bottom_but_for_its_tests(path, folder):
    tests = {cell["id"] for cell in read(path)["cells"] if is_test(cell)}

    assert set(errors(ran(path, folder))) == tests, "each test refuses what nobody has solved"


def test_a_notebook_that_stops_is_noticed(folder, tmp_path):
    """The check on the check: a wrong answer must show up in what `ran` returns."""
    notebook = small_course.exercise("id", q1_answer="six = 1 / 0")

    found = errors(ran(small_course.save(tmp_path / "wrong.ipynb", notebook), folder))

    assert found["q1-answer"] == "ZeroDivisionError: division by zero"
    assert "language" not in found
