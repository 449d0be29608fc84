"""The same luck, the same days and the same verdicts in the browser's Python."""

import subprocess
from pathlib import Path

from pytest import fixture

from needs import need_node

ROOT = Path(__file__).parents[1]

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


def test_the_browser_tells_the_same_stories(pyodide):
    stories = ROOT / "tests" / "stories.py"

    told = pyodide(stories.read_text("utf-8"))
    assert told == stories.with_suffix(".txt").read_text("utf-8")


def test_an_answer_is_checked_without_numpy(pyodide):
    told = pyodide(CHECKS).splitlines()

    assert [line.split()[0] for line in told] == ["False", "True", "True", "False"] * 2
    assert told[3] != told[7]
