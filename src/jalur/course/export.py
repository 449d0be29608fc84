"""Marks as Moodle, Canvas and spreadsheets take them in, with what a person gave in form grader.

What Moodle and Canvas read is taken from their own importers:

- Moodle, *Upload grading worksheet* of an assignment
  (``mod/assign/feedback/offline/importgradeslib.php``): it wants the columns ``Identifier``,
  ``Grade`` and ``Last modified (grade)``, takes the student's number from the end of
  ``Participant 123`` and overlooks columns that it does not know. A mark that was changed in
  Moodle after the time given stays. The names of the columns are those of the language in which
  the teacher reads Moodle: upload with Moodle in English.
- Canvas, *Import* in Grades (``lib/gradebook_importer.rb``): ``Student``, ``ID`` and ``Section``
  in this order, with ``SIS Login ID`` before ``Section``; then the assignment, by its title or
  ``title (id)``; a line ``Points Possible``. Any other column would become an assignment.

Both take an empty mark for no news, so what is not final is left empty there. In ``csv`` such a
mark stands, with a remark beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jalur.course import gradebook
from jalur.course.files import write
from jalur.course.gradebook import Given
from jalur.course.marks import label
from jalur.course.rows import table
from jalur.errors import InputError
from jalur.texts import say

Lines = Iterator[list[object]]


@dataclass(frozen=True, slots=True)
class Student:
    """One student's mark: what the last run found, and what the gradebook says now."""

    record: Mapping
    given: Given | None

    @property
    def score(self) -> float | None:
        """All points with extra credit; None where a person has to look at the submission."""
        if self.given is None or self.record["status"] == "needs_a_person":
            return None
        return self.given.score

    @property
    def waiting(self) -> float:
        """The points that somebody has still to read or to look at again."""
        if self.given is None:
            return 0.0
        return sum(self.record["questions"][id]["max"] for id in self.given.waits)

    @property
    def final(self) -> bool:
        """Whether nobody has anything left to do."""
        return self.score is not None and not self.waiting

    def remark(self, language: str) -> str:
        """Say what is missing; nothing where the mark is final."""
        if self.score is None:
            return say("export.needs_a_person", language)
        return say("export.waits", language, points=self.waiting) if self.waiting else ""


@dataclass(frozen=True, slots=True)
class Exported:
    """The file, the students whose marks are not final, and those whom the file cannot name."""

    path: Path
    waiting: list[str]
    left_out: list[str]


def export(folder: Path, format: str, language: str, column: str = "") -> Exported:
    """Write the marks in `folder`, where `grade` has been, for another program.

    Args:
        folder: Holds `results.json` and `gradebook.db`.
        format: ``"moodle"``, ``"canvas"`` or ``"csv"``.
        language: Of the remarks.
        column: What Canvas calls the assignment; without it, its name here.

    Raises:
        InputError: If nothing was graded in `folder`.
    """
    name, students = read(folder)
    when = datetime.fromtimestamp((folder / "gradebook.db").stat().st_mtime, UTC)
    lines = {
        "moodle": lambda: _moodle(students, when, language),
        "canvas": lambda: _canvas(students, column or name),
        "csv": lambda: _csv(students, name, language),
    }[format]()
    path = folder / f"{format}.csv"
    write(path, table(list(lines)).encode("utf-8-sig" if format == "csv" else "utf-8"))
    waiting = [one.record["student"] for one in students if not one.final]
    nameless = [one.record["student"] for one in students if not one.record["number"]]
    return Exported(path, waiting, nameless if format == "moodle" else [])


def read(folder: Path) -> tuple[str, list[Student]]:
    """Return the assignment that was graded last in `folder`, and every student's mark.

    Raises:
        InputError: If nothing was graded there.
    """
    try:
        records = json.loads((folder / "results.json").read_text("utf-8"))
    except FileNotFoundError:
        raise InputError("grade.results", folder=str(folder)) from None
    name, given = gradebook.given(folder / "gradebook.db", set(records[0]["questions"]))
    return name, [Student(record, given.get(record["student"])) for record in records]


def _moodle(students: list[Student], when: datetime, language: str) -> Lines:
    yield ["Identifier", "Full name", "Status", "Grade", "Maximum Grade", "Last modified (grade)"]
    for one in students:
        record = one.record
        if record["number"]:
            told = [f"Participant {record['number']}", record["student"], one.remark(language)]
            points = _points(one.score) if one.final else ""
            yield [*told, points, _points(record["max"]), when.isoformat(timespec="minutes")]


def _canvas(students: list[Student], column: str) -> Lines:
    yield ["Student", "ID", "SIS Login ID", "Section", column]
    yield ["Points Possible", "", "", "", _points(students[0].record["max"])]
    for one in students:
        student, number = one.record["student"], one.record["number"]
        login = "" if number else student
        yield [student, number, login, "", _points(one.score) if one.final else ""]


def _csv(students: list[Student], name: str, language: str) -> Lines:
    ids = list(students[0].record["questions"])
    labels = [label(id, name) for id in ids]
    yield ["student", "number", "status", *labels, "extra", "score", "max", "waits", "remark"]
    for one in students:
        record, given = one.record, one.given
        scores = given.scores if given and one.score is not None else {}
        yield [
            record["student"], record["number"], record["status"],
            *(_points(scores.get(id)) for id in ids), _points(given.extra if scores else None),
            _points(one.score), _points(record["max"]), _points(one.waiting), one.remark(language),
        ]  # fmt: skip


def _points(value: float | None) -> str:
    return "" if value is None else f"{round(value, 2):g}"
