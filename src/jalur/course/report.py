"""What a class's submissions say about the class, its questions and its hints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

from jalur.course import notebooks
from jalur.course.export import Student, read
from jalur.course.handed import Reason
from jalur.course.likeness import Alike, alike
from jalur.course.marks import label
from jalur.course.matching import NotebookCell, is_answer, is_test, nbgrader_of
from jalur.course.notebooks import source_of
from jalur.errors import InputError
from jalur.texts import catalogue

SHOWN = 10
"""So many of the slowest and of the oddest are told."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of a class.

    Args:
        name: The assignment.
        students: All of them, with their marks.
        shares: By question, how many have all points, as a share; none while an answer
            waits to be read.
        mistakes: How many students met a hint or an error, by question and key of the hint, or
            name of the error; the most frequent first.
        slowest: Students and seconds.
        oddest: Students and what was odd, what is rarest in the class first.
        alike: Nearly identical code.
    """

    name: str
    students: Sequence[Student]
    shares: Mapping[str, float]
    mistakes: Sequence[tuple[str, str, int]]
    slowest: Sequence[tuple[str, float]]
    oddest: Sequence[tuple[str, Sequence[Reason]]]
    alike: Sequence[Alike]


def report(folder: Path) -> Report:
    """Return what the submissions graded in `folder` say.

    Raises:
        InputError: If nothing was graded there.
    """
    name, students = read(folder)
    ran = dict(_notebooks(folder, name, students))
    return Report(
        name,
        students,
        dict(_shares(name, students)),
        _mistakes(name, students, ran),
        _slowest(students),
        _oddest(students),
        _alike(folder, name, ran),
    )


def _notebooks(
    folder: Path, name: str, students: Sequence[Student]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    for one in students:
        student = one.record["student"]
        path = folder / "autograded" / student / name / f"{name}.ipynb"
        if one.score is not None:
            try:
                yield student, notebooks.opened(path)
            except (OSError, InputError):  # somebody has removed it
                continue


def _shares(name: str, students: Sequence[Student]) -> Iterator[tuple[str, float]]:
    for id, question in students[0].record["questions"].items():
        scores = [one.given.scores.get(id) for one in students if one.score is not None]
        if scores and None not in scores:  # else somebody's answer waits to be read
            yield label(id, name), sum(score >= question["max"] for score in scores) / len(scores)


def _mistakes(
    name: str, students: Sequence[Student], ran: Mapping[str, Mapping]
) -> list[tuple[str, str, int]]:
    met: Counter = Counter()
    for one in students:
        notebook = ran.get(one.record["student"], {"cells": []})
        hints = _hints(notebook["cells"], one.record["language"])
        met.update({*hints, *_errors(name, notebook["cells"])})
    return [(*what, count) for what, count in sorted(met.items(), key=lambda m: (-m[1], m[0]))]


def _hints(cells: Sequence[NotebookCell], language: str) -> Iterator[tuple[str, str]]:
    """Yield the question and the key of each hint that a check has given in a notebook."""
    foot = _pattern(catalogue(language)["check.foot"])
    for cell in cells:
        for output in cell.get("outputs", []):
            text = output.get("data", {}).get("text/plain", "")
            words, _, last = ("".join(text) if isinstance(text, list) else text).rpartition("\n")
            if about := foot.fullmatch(last):
                question = about["question"]
                for key, pattern in _words(question, language):
                    if pattern.search(words):
                        if not key.endswith(".right"):
                            yield question.rpartition(".")[2], key
                        break


@cache
def _words(question: str, language: str) -> list[tuple[str, re.Pattern[str]]]:
    """Return the patterns of all that a check can say to a question, the longest first."""
    begins = (f"check.{question}.", "check.unread.")
    said = [(key, text) for key, text in catalogue(language).items() if key.startswith(begins)]
    said.sort(key=lambda one: -len(one[1]))
    return [(key, _pattern(text, r"\Z")) for key, text in said]


def _pattern(text: str, end: str = "") -> re.Pattern[str]:
    """Return what finds a text of the catalogue whatever its blanks are filled with."""
    parts = re.split(r"\{(\w+)[^}]*\}", re.sub(r"\*\*|`", "", text))
    told = [re.escape(part) if n % 2 == 0 else f"(?P<{part}>.*?)" for n, part in enumerate(parts)]
    seen: set[str] = set()
    for place in range(1, len(parts), 2):
        if parts[place] in seen:
            told[place] = ".*?"
        seen.add(parts[place])
    return re.compile("".join(told) + end, re.DOTALL)


def _errors(name: str, cells: Sequence[NotebookCell]) -> Iterator[tuple[str, str]]:
    """Yield the question and the name of each error that ended a test; a wrong answer is none."""
    for cell in cells:
        if is_test(cell):
            for output in cell.get("outputs", []):
                if output["output_type"] == "error" and output["ename"] != "AssertionError":
                    yield label(str(nbgrader_of(cell)["grade_id"]), name), str(output["ename"])


def _slowest(students: Sequence[Student]) -> list[tuple[str, float]]:
    times = [(one.record["student"], one.record["seconds"]) for one in students]
    return sorted((one for one in times if one[1]), key=lambda one: -one[1])[:SHOWN]


def _oddest(students: Sequence[Student]) -> list[tuple[str, list[Reason]]]:
    met = {
        one.record["student"]: [
            Reason(told["code"], told["values"])
            for told in one.record["reasons"]
            if told["code"] != "no_submission"
        ]
        for one in students
    }
    often = Counter(reason.code for reasons in met.values() for reason in reasons)

    def oddness(reasons: Sequence[Reason]) -> float:
        return sum(1 + log(len(students) / often[reason.code]) for reason in reasons)

    odd = [one for one in met.items() if one[1]]
    return sorted(odd, key=lambda one: (-oddness(one[1]), one[0]))[:SHOWN]


def _alike(folder: Path, name: str, ran: Mapping[str, Mapping]) -> list[Alike]:
    released = notebooks.opened(folder / "release" / name / f"{name}.ipynb")
    answers = {student: dict(_code(name, notebook)) for student, notebook in ran.items()}
    return alike(answers, dict(_code(name, released)))


def _code(name: str, notebook: Mapping) -> Iterator[tuple[str, str]]:
    for cell in notebook["cells"]:
        if is_answer(cell) and cell["cell_type"] == "code":
            yield label(str(nbgrader_of(cell)["grade_id"]), name), source_of(cell)


def hint(key: str, language: str) -> list[str]:
    """Return the lines of a hint, its blanks left open; none for the name of an error."""
    text = catalogue(language).get(key, "")
    return re.sub(r"\{[^}]*\}", "…", text).split("\n") if text else []
