"""What every test may ask for, and which of the costly ones run today."""

import hashlib
import os
import pickle
import shutil
import subprocess
from collections import defaultdict
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import settings

from needs import alone, need

ROOT = Path(__file__).parents[1]

FLAGS_OF_CHROMIUM = [
    f"--{flag}"
    for flag in (
        *("no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-sync"),
        *("disable-background-networking", "disable-component-update"),
    )
]

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_addoption(parser):
    parser.addoption("--all", action="store_true", help="run the whole of every costly family")


def pytest_configure(config):
    config.addinivalue_line(
        "markers",
        "costly(family, by=None): one case of a costly family; a slice runs unless --all is given,"
        " with `by` a slice for each value of that parameter",
    )


def todays_slice() -> int:
    """A number that changes with the commit, so that in time every case has its turn."""
    told = ""
    if shutil.which("git"):
        told = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
        ).stdout
    return int(hashlib.sha256(told.encode()).hexdigest(), 16)


def pytest_collection_modifyitems(config, items):
    """Of each costly family keep an eighth, far apart, and one at least of each test or kind."""
    if config.getoption("--all"):
        return
    families = defaultdict(list)
    for item in items:
        for mark in item.iter_markers("costly"):
            kind = item.callspec.params[mark.kwargs["by"]] if "by" in mark.kwargs else None
            families[*mark.args, item.location[0], item.originalname, kind].append(item)
    draw, left_out = todays_slice(), set()
    for cases in families.values():
        share = -(-len(cases) // 8)
        keep = {(draw + place * len(cases) // share) % len(cases) for place in range(share)}
        left_out.update(id(case) for place, case in enumerate(cases) if place not in keep)
    if left_out:
        config.hook.pytest_deselected(items=[item for item in items if id(item) in left_out])
        items[:] = [item for item in items if id(item) not in left_out]


_seconds = defaultdict(float)
_mutations = defaultdict(lambda: [0, 0])
_told = []

_FAMILIES = {
    "browser/test_hosts": "notebooks",
    "browser/test_lab": "notebooks",
    "browser/test_site": "site",
    "test_site": "site",
    "tests/browser/": "widgets",
    "test_path_player": "widgets",
    "test_widgets": "widgets",
    "test_explorer": "widgets",
    "test_notebooks": "notebooks",
    "test_course_grade": "grading",
    "test_course_attacks": "grading",
    "test_course_crash": "grading",
    "test_assignments": "grading",
    "test_leaks": "grading",
    "test_nbgrader": "grading",
    "test_l2": "grading",
    "test_masters": "parity",
    "test_parity": "mutations",
}


def _family(nodeid: str) -> str:
    return next((family for part, family in _FAMILIES.items() if part in nodeid), "model and rest")


def pytest_runtest_logreport(report):
    _seconds[_family(report.nodeid)] += report.duration
    if report.when == "call":
        _told.extend(told for name, told in report.user_properties if name == "told")
        for kind, told in dict(report.user_properties).get("mutations", {}).items():
            _mutations[kind] = [
                before + now for before, now in zip(_mutations[kind], told, strict=True)
            ]


def pytest_terminal_summary(terminalreporter):
    terminalreporter.write_sep("-", "minutes of work per family (two workers share them)")
    for family, seconds in sorted(_seconds.items()):
        terminalreporter.write_line(f"{seconds / 60:6.2f}  {family}")
    for line in _told:
        terminalreporter.write_line(line)
    if _mutations:
        caught, made = (sum(counts) for counts in zip(*_mutations.values(), strict=True))
        terminalreporter.write_sep("-", f"mistakes found by parity: {caught} of {made}")
        for kind, (caught, made) in sorted(_mutations.items(), key=lambda one: (one[1], one[0])):
            terminalreporter.write_line(f"{caught:4} of {made:3}  {kind.replace('_', ' ')}")


@pytest.fixture
def fresh_session(monkeypatch):
    """The package as it is before `begin`, and again afterwards."""
    monkeypatch.setattr(import_module("jalur.texts.session"), "_current", None)


@pytest.fixture(scope="session")
def chromium():
    """Chromium, started once per worker."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    need(program, "Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS_OF_CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """A call that makes a folder once for all workers of a run, and returns it."""
    place = tmp_path_factory.getbasetemp()
    place = place.parent if "PYTEST_XDIST_WORKER" in os.environ else place

    def made_once(name, make):
        folder, ready = place / name, place / f"{name}.ready"
        with alone(place / f"{name}.lock"):
            if not ready.exists():
                make(folder)
                ready.touch()
        return folder

    return made_once


@pytest.fixture(scope="session")
def run_once(made_once):
    """A call that gives what the lessons of the course show, as `reading.run_all` would.

    They run once for all workers and all sites.
    """
    from jalur.course import masters
    from jalur.course.site import reading

    def run(folder):
        lessons = [masters.read(path) for path in sorted((ROOT / "lessons").glob("0*.md"))]
        runs = dict(zip((each.path for each in lessons), reading.run_all(lessons), strict=True))
        folder.mkdir()
        (folder / "runs.pickle").write_bytes(pickle.dumps(runs))

    def run_once(lessons):
        runs = pickle.loads((made_once("runs", run) / "runs.pickle").read_bytes())
        return [runs[each.path] for each in lessons]

    return run_once


@pytest.fixture(scope="session")
def built_site(made_once, run_once):
    """The site of the course, without notebooks; nobody may change it."""
    from jalur.course.site import write

    return made_once("site", lambda folder: write.write(ROOT, folder, run=run_once))
