"""The same luck, the same days and the same verdicts in the browser's Python."""

import subprocess
import sys
from pathlib import Path

from pytest import fixture

from needs import need_node

ROOT = Path(__file__).parents[1]

STORIES = """
import hashlib
from jalur import Situation, act, bureaucracy, desks, full, panel, simulate, value
from jalur.model import engine

def told(path, situation, cases=200, seed=7):
    log = engine.walk(path, situation, cases, seed)
    exact = [list(log.cases[name]) for name in ("good", "accepted", "arrival", "end")]
    exact += [list(log.visits[name]) for name in log.visits.columns]
    return hashlib.sha256(repr(exact).encode()).hexdigest()

rough = desks(4, 0.9, 0.3, 10, variation=2, rounds=0.2, deadline=30, officials=2)
for rate in (None, 0.15):
    world = Situation(0.6, urgency=0.01, arrivals=rate)
    print(told(full(), world))
    print(told((panel(5, 0.8, 30, 0.3, variation=1) & rough) >> act(), world))
print(f"{value(bureaucracy(), Situation(urgency=0.02)):.12e}")
"""

CHECKS = """
import importlib.util
assert importlib.util.find_spec("numpy") is None, "this Python was to have no NumPy"
import jalur
for language in ("id", "en"):
    jalur.begin("l2", language)
    for answer in (..., "0,77", 0.77, 4.75):
        verdict = jalur.check("l2.q1", answer)
        print(bool(verdict), verdict._repr_markdown_().splitlines()[0])
"""


@fixture(scope="module")
def pyodide():
    """A call that runs code in Pyodide and returns what it printed."""
    need_node("pyodide")

    def run(code):
        told = subprocess.run(
            ["node", ROOT / "tests" / "js" / "pyodide.mjs", ROOT / "src"],
            input=code, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        return told.stdout

    return run


def here(code):
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout


def test_the_browser_tells_the_same_stories(pyodide):
    assert pyodide(STORIES) == here(STORIES)


def test_an_answer_is_checked_without_numpy(pyodide):
    told = pyodide(CHECKS).splitlines()

    assert [line.split()[0] for line in told] == ["False", "True", "True", "False"] * 2
    assert told[3] != told[7]
