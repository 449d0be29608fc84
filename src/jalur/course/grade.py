"""Grade a class: take in, run, mark, write down. Every student gets a row, whatever happens."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from jalur.course import feedback, intake, runner
from jalur.course.archive import unpack
from jalur.course.assignment import Assignment
from jalur.course.gradebook import Gradebook
from jalur.course.handed import Handed, Reason, collect, with_roster
from jalur.course.intake import Submission
from jalur.course.marks import Mark, marks
from jalur.course.runner import Level, Limits, Rooms, Run
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
    jobs: int | None = None,
    roster: Sequence[str] = (),
    isolation: Level | None = None,
    tell: Callable[[Row, int, int], None] = lambda row, done, total: None,
) -> list[Row]:
    """Grade everything that was handed in and write it below `into`.

    `submissions` is a folder, a notebook or a zip; each of the `roster` who sent nothing gets a
    row too. `tell` hears of each row as it is done. One student's trouble never stops another's.

    Raises:
        InputError: If there is nothing to grade, or the zip is none or too large. If students'
            processes cannot be kept apart here, and `isolation` does not do without.
    """
    level = runner.level(isolation)
    with tempfile.TemporaryDirectory(prefix="jalur-", ignore_cleanup_errors=True) as folder:
        root, refused = submissions, []
        if submissions.is_file() and submissions.suffix.lower() == ".zip":
            root = Path(folder)
            refused = unpack(submissions, root)
        handed = with_roster(collect(root, assignment.name), roster)
        into.mkdir(parents=True, exist_ok=True)
        log = Log(into / "log.jsonl")
        log.note("began", submissions=submissions.name, students=len(handed), refused=refused,
                 isolation=level)  # fmt: skip
        book = Gradebook(into, assignment)
        rows = []
        with Rooms(level) as rooms:
            for submission, run in _run_all(handed, assignment, limits or Limits(), jobs, rooms):
                row = _written(submission, run, assignment, book, into)
                rows.append(row)
                log.note("row", **row.record())
                tell(row, len(rows), len(handed))
        rows.sort(key=lambda row: row.student)
        _write_results(rows, assignment, into)
        log.note("ended", students=len(rows))
    return rows


def grade_notebook(
    data: bytes,
    assignment: Assignment,
    *,
    limits: Limits | None = None,
    rooms: Rooms | None = None,
) -> Row:
    """Return what a notebook earns: no folder, no gradebook, the same marks as `grade`.

    Whatever the bytes are, a row comes back; its reasons say what was wrong with them. Who grades
    many opens `Rooms` once and hands them in: they take seconds to warm.

    Raises:
        InputError: If no `rooms` are given and students' processes cannot be kept apart here.
    """
    handed = Handed("", Path(f"{assignment.name}.ipynb"))
    with nullcontext(rooms) if rooms else Rooms(runner.level()) as rooms:
        submission, run = _one(
            handed,
            assignment,
            limits or Limits(),
            rooms,
            lambda: intake.opened(handed, data, assignment),
        )
    status, reasons = _status(submission, run)
    questions = marks(run.notebook, assignment, submission.language)
    return Row("", "", submission.language, status, tuple(reasons), questions, run.seconds)


class Log:
    """What happened and when, a line of JSON each."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def note(self, event: str, **values: object) -> None:
        """Add a line."""
        line = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event}
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line | values, ensure_ascii=False) + "\n")


def _run_all(
    handed: Iterable[Handed],
    assignment: Assignment,
    limits: Limits,
    jobs: int | None,
    rooms: Rooms,
) -> Iterator[tuple[Submission, Run]]:
    def one(each: Handed) -> tuple[Submission, Run]:
        return _one(each, assignment, limits, rooms, lambda: intake.prepare(each, assignment))

    with ThreadPoolExecutor(jobs or os.cpu_count()) as pool:
        yield from pool.map(one, handed)


def _one(
    handed: Handed,
    assignment: Assignment,
    limits: Limits,
    rooms: Rooms,
    prepared: Callable[[], Submission],
) -> tuple[Submission, Run]:
    """Return a submission as it ran; what nobody foresaw in it is a reason, not the class's end."""
    submission = Submission(handed.student, handed.file, LANGUAGES[0], None, handed.reasons)
    try:
        submission = prepared()
        if submission.notebook is None:
            return submission, Run(None, (), 0.0)
        solution = assignment.sources[submission.language]["cells"]
        return submission, rooms.run(submission.notebook, solution, limits)
    except Exception as error:
        odd = Reason("unforeseen", {"error": f"{type(error).__name__}: {error}"})
        told = replace(submission, notebook=None, reasons=(*submission.reasons, odd))
        return told, Run(None, (), 0.0)


def _status(submission: Submission, run: Run) -> tuple[Status, list[Reason]]:
    reasons = [*submission.reasons]
    reasons += [Reason(f"stopped_{one.why}", {"cell": one.cell}) for one in run.stopped]
    if run.notebook is not None:
        return "partly" if run.stopped else "graded", reasons
    if submission.notebook is not None:
        reasons.append(Reason("not_run"))
    return "needs_a_person", reasons


def _written(
    submission: Submission, run: Run, assignment: Assignment, book: Gradebook, into: Path
) -> Row:
    """Write one student's gradebook entry and page, and return the row."""
    language = submission.language
    status, reasons = _status(submission, run)
    ran = run.notebook
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
