"""A student's install holds what a student needs: the wheel and its own requirements, no more."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import venv
from contextlib import contextmanager
from functools import cache
from importlib.metadata import PathDistribution, distribution
from importlib.metadata import packages_distributions as distributions
from pathlib import Path
from urllib.request import urlopen

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pytest import fixture, mark

from jalur.checks.questions import ASSIGNMENTS
from jalur.course import doctor
from jalur.texts import LANGUAGES

ROOT = Path(__file__).parents[1]
LESSONS = sorted(path.stem for path in (ROOT / "lessons" / "id").glob("*.ipynb"))

BROUGHT = {
    "IPython": "ipykernel", "alembic": "nbgrader", "jupyter_client": "ipykernel",
    "markupsafe": "jinja2", "matplotlib_inline": "ipykernel", "nbconvert": "nbgrader",
    "numpy": "matplotlib", "sqlalchemy": "nbgrader", "traitlets": "ipywidgets",
}  # fmt: skip
"""What we import and leave to a requirement to bring, because it cannot do without."""


def required(of, extras=("",)) -> list[Requirement]:
    """What a distribution asks for here, with some of its extras."""
    told = map(Requirement, of.requires or ())
    return [one for one in told if not one.marker or any(
        one.marker.evaluate({"extra": extra}) for extra in extras
    )]  # fmt: skip


def closure(of) -> dict[str, object]:
    """What an installer would bring for a distribution: its requirements, and theirs, by name."""
    found, waiting = {}, required(of)
    while waiting:
        asked = waiting.pop()
        brought = distribution(asked.name)
        assert asked.specifier.contains(brought.version, prereleases=True), asked
        asks = (canonicalize_name(asked.name), *sorted(asked.extras))
        if asks not in found:
            found[asks] = brought
            waiting += required(brought, ("", *asked.extras))
    return {name: brought for (name, *_), brought in found.items()}


@fixture(scope="module")
def wheel(made_once) -> Path:
    def make(folder):
        command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder]
        subprocess.run([*command, ROOT], check=True, capture_output=True)

    (wheel,) = made_once("wheel", make).glob("*.whl")
    return wheel


@fixture(scope="module")
def bare(made_once, wheel) -> Path:
    """An environment with the wheel in it, and of this one's packages those that it asks for.

    They are linked file by file, so the whole takes a second or two and no network.
    """

    def make(folder):
        venv.create(folder, symlinks=True)
        python = [sys.executable, "-m", "pip", "--python", folder / "bin" / "python"]
        install = ["install", "--no-deps", "--no-index", "--no-compile", wheel]
        subprocess.run([*python, *install], check=True, capture_output=True)
        (packages,) = folder.glob("lib/python*/site-packages")
        (jalur,) = packages.glob("jalur-*.dist-info")
        for brought in closure(PathDistribution(jalur)).values():
            for file in brought.files:
                target = Path(os.path.normpath(packages / file))
                if "bin" not in target.relative_to(folder).parts and not target.exists():
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.symlink_to(os.path.normpath(brought.locate_file(file)))

    return made_once("bare", make)


@fixture
def there(bare, tmp_path, monkeypatch):
    """A call that runs Python as a student has it, in an empty folder."""
    for name in [name for name in os.environ if name.startswith(("PYTHON", "JUPYTER"))]:
        monkeypatch.delenv(name)
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("VIRTUAL_ENV", str(bare))
    monkeypatch.chdir(tmp_path)

    def there(*arguments, start=subprocess.run, **options):
        return start([bare / "bin" / "python", *arguments], text=True, **options)

    return there


def said(run) -> str:
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def test_a_students_python_has_no_tool_of_instructors_and_testers(there):
    code = "import jalur, sys; from importlib.util import find_spec as f; print(jalur.__file__);"
    code += "print([n for n in ('nbgrader', 'jupytext', 'pytest', 'latex2mathml') if f(n)])"
    place, found = said(there("-c", code, capture_output=True)).split("\n")[:2]

    assert Path(place).is_relative_to(Path(os.environ["VIRTUAL_ENV"]))
    assert found == "[]"


LOADED = """\
import importlib, pkgutil, jalur
for module in pkgutil.walk_packages(jalur.__path__, "jalur.", onerror=lambda name: None):
    if not module.name.startswith("jalur.__main__"):
        try:
            importlib.import_module(module.name)
        except ModuleNotFoundError as missing:
            print(module.name, missing.name)
"""


def test_only_grading_and_the_site_ask_for_more(there):
    told = said(there("-c", LOADED, capture_output=True)).splitlines()
    lacking = dict(line.split() for line in told)

    assert set(lacking.values()) == {"latex2mathml", "nbgrader"}
    assert all(name.startswith("jalur.course.") for name in lacking)
    assert [name for name in lacking if ".site" not in name] == [
        "jalur.course.returned",
        "jalur.course.stubs",
    ]


def test_start_doctor_and_a_fresh_exercise_work_as_the_readme_says(there):
    started = said(there("-m", "jalur", "start", "work", "--language", "en", capture_output=True))
    assert "work" in started
    for language in LANGUAGES:
        assert len(list(Path("work/lessons", language).glob("*.ipynb"))) == len(LESSONS) > 0
        assert len(list(Path("work/exercises", language).glob("*/*.ipynb"))) == len(ASSIGNMENTS)
    assert list(Path("work").rglob("solutions")) == []

    told = said(there("-m", "jalur", "doctor", "--language", "en", capture_output=True))
    assert "This computer is ready" in told and "jalur[course]" in told

    Path("work/exercises/id/l2/l2.ipynb").unlink()
    said(there("-m", "jalur", "fresh", "l2", "--language", "id", cwd="work", capture_output=True))
    assert Path("work/exercises/id/l2/l2.ipynb").is_file()


@contextmanager
def lab(there, *arguments):
    """JupyterLab as `jalur lab` starts it; yields its address and its token."""
    # nobody starts it as root but a test in a container
    config = Path(os.environ["JUPYTER_CONFIG_DIR"])
    config.mkdir()
    config.joinpath("jupyter_server_config.json").write_text('{"ServerApp": {"allow_root": true}}')
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    with Path("server.log").open("w") as log:
        options = {"start": subprocess.Popen, "stdout": log, "stderr": log}
        server = there("-m", "jalur", "lab", *arguments, "--no-browser", "--port", port, **options)
        try:
            until = time.monotonic() + 60
            while not (files := list(Path(os.environ["JUPYTER_RUNTIME_DIR"]).glob("jps*.json"))):
                assert server.poll() is None and time.monotonic() < until, log_of(server)
                time.sleep(0.1)
            time.sleep(0.5)  # the file is made just before the server listens
            told = json.loads(files[0].read_text("utf-8"))
            yield told["url"].rstrip("/"), told["token"]
        finally:
            server.terminate()
            server.wait(20)


def log_of(server):
    return f"ended with {server.poll()}: " + Path("server.log").read_text("utf-8")


def test_lab_makes_a_folder_and_serves_the_index(there):
    with lab(there, "--language", "id") as (address, token):
        index = f"{address}/lab/tree/lessons/id/index.md?token={token}"
        with urlopen(index, timeout=20) as page:
            assert page.status == 200 and b"jupyter-config-data" in page.read()
        with urlopen(f"{address}/api/contents/lessons/id/index.md?token={token}") as answer:
            page = json.load(answer)["content"]
        with urlopen(f"{address}/api/kernelspecs?token={token}") as answer:
            assert "python3" in json.load(answer)["kernelspecs"]
        with urlopen(f"{address}/lab/api/extensions?token={token}") as answer:
            extensions = {one["name"]: one["status"] for one in json.load(answer)}

    assert page == (ROOT / "lessons" / "id" / "index.md").read_text("utf-8")
    assert extensions["jupyter-widgets-jupyterlab-manager"] == extensions["anywidget"] == "ok"
    assert Path("jalur-lab/exercises/en/l1/l1.ipynb").is_file()


@mark.costly("notebooks")
@mark.parametrize("lesson", LESSONS)
def test_a_lesson_runs_from_top_to_bottom_in_a_students_install(there, lesson):
    said(there("-m", "jalur", "start", "work", capture_output=True))
    execute = ["-m", "nbconvert", "--to", "notebook", "--execute", "--inplace"]
    told = there(*execute, f"work/lessons/id/{lesson}.ipynb", capture_output=True)

    assert told.returncode == 0, told.stderr
    ran = json.loads(Path(f"work/lessons/id/{lesson}.ipynb").read_text("utf-8"))
    assert sum(bool(cell.get("outputs")) for cell in ran["cells"]) >= 3


# --- what we import is what we ask for ---


@cache
def imported() -> dict[str, set[str]]:
    """The packages of others that some module imports, with the modules that do."""
    found: dict[str, set[str]] = {}
    line = re.compile(r"^ *(?:from|import) ([A-Za-z_]\w*)[ .\w]*(?:$| import | as )", re.M)
    for path in (ROOT / "src" / "jalur").rglob("*.py"):
        for name in line.findall(path.read_text("utf-8")):
            if name not in {*sys.stdlib_module_names, "jalur"}:
                found.setdefault(name, set()).add(path.relative_to(ROOT / "src/jalur").as_posix())
    return found


def asked_for(wheel_of, *extras) -> set[str]:
    wanted = {canonicalize_name(one.name) for one in required(wheel_of, ("", *extras))}
    return wanted - {"jalur"}


@fixture
def ours(bare):
    (found,) = bare.glob("lib/python*/site-packages/jalur-*.dist-info")
    return PathDistribution(found)


def test_what_the_code_imports_stands_among_the_requirements(ours):
    plain, whole = asked_for(ours), asked_for(ours, "course", "cluster", "site")
    known = distributions()
    assert {"yaml", "markdown_it", "anywidget", "nbgrader"} <= set(imported())

    for name, modules in imported().items():
        asked = {BROUGHT.get(name, ""), *map(canonicalize_name, known[name])}
        inner = any(not module.startswith("course/") for module in modules)
        assert asked & (plain if inner else whole), (name, sorted(modules))


def test_what_is_left_to_others_to_bring_is_brought(ours):
    for name, bringer in BROUGHT.items():
        brought = closure(distribution(bringer))
        assert {canonicalize_name(one) for one in distributions()[name]} <= set(brought)


def test_the_doctor_looks_for_every_requirement_under_the_name_that_pip_knows(ours):
    assert {canonicalize_name(name) for name in doctor.PACKAGES.values()} == asked_for(ours)
    for name, known in doctor.PACKAGES.items():
        assert canonicalize_name(known) in map(canonicalize_name, distributions()[name])
