"""What it costs to grade a submission: plain nbgrader against ours, the same ones in the same run.

Solved notebooks of lesson 3 in both languages, each with an answer of its own. Both are measured
from the call to the end, warming included; plain nbgrader autogrades and writes no feedback, ours
has its walls up and writes gradebook, feedback and tables. Only the ratios count, on a machine
that does nothing else. Run with `python tests/benchmarks/grading.py [NUMBER]`; the last line is
JSON. `--memory 500` grades so many and says what our processes hold meanwhile.
"""

from __future__ import annotations

import argparse
import json
import logging
import tempfile
import time
from pathlib import Path

import psutil

from jalur.course import assignment, grade, notebooks, release, runner
from jalur.course.matching import is_answer
from jalur.texts import LANGUAGES

ROOT = Path(__file__).parents[2]
NAME = "l3"


def hand_in(read: assignment.Assignment, root: Path, number: int) -> Path:
    """Write what students hand in, as nbgrader has it, and return the folder."""
    for n in range(number):
        language = LANGUAGES[n % 2]
        source = read.source(language)
        cells = [
            {**cell, "source": [*source[str(cell["id"])]["source"], f"\n# {n}"]}
            if is_answer(cell) and cell["cell_type"] == "code"
            else cell
            for cell in read.release(language)
        ]
        path = root / "submitted" / f"s{n:03}" / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(notebooks.written({**read.releases[language], "cells": cells}))
    return root / "submitted"


def plain(read: assignment.Assignment, root: Path) -> float:
    """Return how long nbgrader itself takes for what lies in `submitted`."""
    from nbgrader.converters import Autograde
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    source = root / "source" / NAME / f"{NAME}.ipynb"
    source.parent.mkdir(parents=True)
    source.write_bytes(notebooks.written(dict(read.sources[LANGUAGES[0]])))
    release.generate(root, NAME, LANGUAGES[0])
    config = Config(release.settings(LANGUAGES[0]))
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.assignment_id = NAME
    log = logging.getLogger("jalur.benchmark")
    log.propagate, log.handlers = False, [logging.NullHandler()]
    began = time.perf_counter()
    with release.gradebook_version():
        Autograde(coursedir=CourseDirectory(config=config, log=log), config=config, log=log).start()
    return time.perf_counter() - began


def ours(read: assignment.Assignment, submitted: Path, into: Path, jobs: int) -> float:
    """Return how long our grader takes for the same."""
    began = time.perf_counter()
    rows = grade.grade(submitted, read, into, jobs=jobs)
    assert all(row.status == "graded" for row in rows)
    return time.perf_counter() - began


def compare(number: int) -> None:
    """Print seconds a submission and how many times faster ours is."""
    read = assignment.read(NAME, ROOT)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        submitted = hand_in(read, root, number)
        nbgrader = plain(read, root) / number
        told = {"submissions": number, "level": runner.level(), "nbgrader": round(nbgrader, 3)}
        for jobs in (1, 2):
            taken = ours(read, submitted, root / f"ours-{jobs}", jobs) / number
            told |= {f"ours_{jobs}": round(taken, 3), f"ratio_{jobs}": round(nbgrader / taken, 2)}
    print(json.dumps(told))


def memory(number: int) -> None:
    """Print what our processes hold while a large class is graded, in megabytes."""
    read = assignment.read(NAME, ROOT)
    own, held = psutil.Process(), []

    def tell(row: object, done: int, total: int) -> None:
        if done % (number // 10) == 0:
            held.append(round(own.memory_info().rss / 1e6))
            print(f"{done}/{total}: {held[-1]} MB", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        began = time.perf_counter()
        grade.grade(hand_in(read, root, number), read, root / "out", jobs=2, tell=tell)
        taken = (time.perf_counter() - began) / number
    print(json.dumps({"submissions": number, "seconds": round(taken, 3), "megabytes": held}))


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("number", nargs="?", type=int, default=30)
    options.add_argument("--memory", type=int)
    told = options.parse_args()
    memory(told.memory) if told.memory else compare(told.number)
