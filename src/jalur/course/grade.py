"""Grade a class: take in, run, mark, write down. Every student gets a row, whatever happens."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from jalur.course import feedback, intake, runner
from jalur.course.assignment import Assignment
from jalur.course.gradebook import Gradebook
from jalur.course.handed import Handed, Reason, collect
from jalur.course.intake import Submission
from jalur.course.marks import Mark, marks
from jalur.course.runner import Limits, Run
from jalur.texts import LANGUAGES, say

Status = Literal["graded", "partly", "needs_a_person"]


@dataclass(frozen=True, slots=True)
class Row:
    """What is known about one student in the end."""

    student: str
    file: str
    language: str
    status: Status
    reasons: tuple[Reason, ...]
    questions: dict[str, Mark]
    seconds: float

    @property
    def score(self) -> float:
        """The points so far; what a person has to read is not in them."""
        return float(sum(mark.score or 0 for mark in self.questions.values()))

    @property
    def max(self) -> float:
        """All points that there are."""
        return sum(mark.max for mark in self.questions.values())

    def record(self) -> dict[str, object]:
        """Return the row as `results.json` has it."""
        reasons = [
            {"code": one.code, "text": say(f"grade.reason.{one.code}", self.language, **one.values)}
            for one in self.reasons
        ]
        return {
            "student": self.student,
            "file": self.file,
            "language": self.language,
            "status": self.status,
            "reasons": reasons,
            "questions": {id: asdict(mark) for id, mark in self.questions.items()},
            "score": self.score,
            "max": self.max,
            "seconds": round(self.seconds, 2),
        }


def grade(
    submissions: Path,
    assignment: Assignment,
    into: Path,
    *,
    limits: Limits | None = None,
    tell: Callable[[Row, int, int], None] = lambda row, done, total: None,
) -> list[Row]:
    """Grade everything that was handed in and write it below `into`.

    `tell` hears of each row as it is done. One student's trouble never stops another's.

    Raises:
        InputError: If there is nothing to grade.
    """
    handed = collect(submissions, assignment.name)
    into.mkdir(parents=True, exist_ok=True)
    book = Gradebook(into, assignment)
    rows = []
    for submission, run in _run_all(handed, assignment, limits or Limits()):
        row = _written(submission, run, assignment, book, into)
        rows.append(row)
        tell(row, len(rows), len(handed))
    rows.sort(key=lambda row: row.student)
    _write_results(rows, assignment, into)
    return rows


def _run_all(
    handed: Iterable[Handed], assignment: Assignment, limits: Limits
) -> Iterator[tuple[Submission, Run]]:
    def one(each: Handed) -> tuple[Submission, Run]:
        submission = _prepared(each, assignment)
        if submission.notebook is None:
            return submission, Run(None, (), 0.0)
        return submission, runner.run(submission.notebook, limits)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(one, handed)


def _prepared(handed: Handed, assignment: Assignment) -> Submission:
    """Return a submission; what nobody foresaw in it is a reason, not the end of the class."""
    try:
        return intake.prepare(handed, assignment)
    except Exception as error:
        told = (
            *handed.reasons,
            Reason("unforeseen", {"error": f"{type(error).__name__}: {error}"}),
        )
        return Submission(handed.student, handed.file, LANGUAGES[0], None, told)


def _written(
    submission: Submission, run: Run, assignment: Assignment, book: Gradebook, into: Path
) -> Row:
    """Write one student's gradebook entry and page, and return the row."""
    language = submission.language
    reasons = [*submission.reasons]
    reasons += [Reason(f"stopped_{one.why}", {"cell": one.cell}) for one in run.stopped]
    status: Status = "partly" if run.stopped else "graded"
    ran = run.notebook
    if ran is None:
        status = "needs_a_person"
        if submission.notebook is not None:
            reasons.append(Reason("not_run"))
    questions = marks(ran, assignment, language)
    try:
        if ran is None:
            book.add_student(submission.student)
        else:
            book.add(submission.student, ran, submission.file.read_bytes())
    except Exception as error:
        status = "needs_a_person"
        reasons.append(Reason("not_written", {"error": f"{type(error).__name__}: {error}"}))
    try:
        page = feedback.page(submission, ran, questions, reasons, assignment)
    except Exception as error:  # odd outputs must not cost the class its marks
        reasons.append(Reason("no_page", {"error": f"{type(error).__name__}: {error}"}))
        page = feedback.page(submission, None, questions, reasons, assignment)
    path = into / "feedback" / submission.student / assignment.name / f"{assignment.name}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, "utf-8")
    file = submission.file.name if submission.file else ""
    return Row(submission.student, file, language, status, tuple(reasons), questions, run.seconds)


def _write_results(rows: Sequence[Row], assignment: Assignment, into: Path) -> None:
    records = [row.record() for row in rows]
    text = json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    (into / "results.json").write_text(text, "utf-8")
    ids = [question.id for question in assignment.questions]
    with (into / "grades.csv").open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(["student", "file", "language", "status", "score", "max", *ids, "reasons"])
        for row, record in zip(rows, records, strict=True):
            scores = [
                "" if row.questions[id].score is None else row.questions[id].score for id in ids
            ]
            said = " ".join(reason["text"] for reason in record["reasons"])
            table.writerow(
                [row.student, row.file, row.language, row.status, row.score, row.max, *scores, said]
            )
