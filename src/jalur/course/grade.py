"""Grade a class: take in, run, mark, write down. Every student gets a row, whatever happens."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from jalur.course import feedback, intake, runner
from jalur.course.archive import unpack
from jalur.course.assignment import Assignment
from jalur.course.files import write
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

    @classmethod
    def stored(cls, told: Mapping) -> Row:
        """Return a row that was kept as JSON."""
        reasons = tuple(Reason(**one) for one in told["reasons"])
        questions = {id: Mark(**mark) for id, mark in told["questions"].items()}
        return cls(**{**told, "reasons": reasons, "questions": questions})

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

    Run again into the same folder, it grades what is new or changed and keeps the rest.
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
        before = _graded_before(book, into, assignment)
        with Rooms(level) as rooms:
            work = _run_all(handed, assignment, limits or Limits(), jobs, rooms, before)
            for submission, run in work:
                if isinstance(run, Row):
                    row = run
                    log.note("kept", student=row.student)
                else:
                    row = _written(submission, run, assignment, book, into)
                    log.note("row", **row.record())
                rows.append(row)
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
    before: Mapping[str, tuple[str, Row]],
) -> Iterator[tuple[Submission, Run | Row]]:
    def one(each: Handed) -> tuple[Submission, Run | Row]:
        return _one(
            each, assignment, limits, rooms, lambda: intake.prepare(each, assignment), before
        )

    with ThreadPoolExecutor(jobs or os.cpu_count()) as pool:
        yield from pool.map(one, handed)


def _one(
    handed: Handed,
    assignment: Assignment,
    limits: Limits,
    rooms: Rooms,
    prepared: Callable[[], Submission],
    before: Mapping[str, tuple[str, Row]] = MappingProxyType({}),
) -> tuple[Submission, Run | Row]:
    """Return a submission as it ran; what nobody foresaw in it is a reason, not the class's end."""
    submission = Submission(handed.student, handed.file, LANGUAGES[0], None, handed.reasons)
    try:
        submission = prepared()
        if submission.notebook is None:
            return submission, Run(None, (), 0.0)
        work, row = before.get(submission.student, ("", None))
        if row and work == _work(submission, assignment):
            return submission, row
        solution = assignment.sources[submission.language]["cells"]
        return submission, rooms.run(submission.notebook, solution, limits)
    except Exception as error:
        odd = Reason("unforeseen", {"error": f"{type(error).__name__}: {error}"})
        told = replace(submission, notebook=None, reasons=(*submission.reasons, odd))
        return told, Run(None, (), 0.0)


def _work(submission: Submission, assignment: Assignment) -> str:
    """Return what stands for a student's work and the tests that it met."""
    told = [
        submission.notebook,
        [[one.code, one.values] for one in submission.reasons],
        submission.file and submission.file.name,
        assignment.sources[submission.language],
    ]
    return sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def _graded_before(
    book: Gradebook, into: Path, assignment: Assignment
) -> dict[str, tuple[str, Row]]:
    """Return what an earlier run has written, by student: of which work, and the row."""
    return {
        student: (work, Row.stored(told))
        for student, (work, told) in book.kept().items()
        if told and _page(into, student, assignment).exists()
    }


def _page(into: Path, student: str, assignment: Assignment) -> Path:
    return into / "feedback" / student / assignment.name / f"{assignment.name}.html"


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
        page = feedback.page(submission, ran, questions, reasons, assignment)
    except Exception as error:  # odd outputs must not cost the class its marks
        reasons.append(Reason("no_page", {"error": f"{type(error).__name__}: {error}"}))
        page = feedback.page(submission, None, questions, reasons, assignment)
    write(_page(into, submission.student, assignment), page.encode())
    file = submission.file.name if submission.file else ""
    row = Row(submission.student, file, language, status, tuple(reasons), questions, run.seconds)
    try:
        if ran is None:
            book.add_student(submission.student)
        else:
            work = _work(submission, assignment)
            book.add(submission.student, ran, submission.file.read_bytes(), work, asdict(row))
    except Exception as error:
        told = Reason("not_written", {"error": f"{type(error).__name__}: {error}"})
        row = replace(row, status="needs_a_person", reasons=(*row.reasons, told))
    return row


def _write_results(rows: Sequence[Row], assignment: Assignment, into: Path) -> None:
    records = [row.record() for row in rows]
    text = json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    write(into / "results.json", text.encode())
    ids = [question.id for question in assignment.questions]
    made = io.StringIO(newline="")
    table = csv.writer(made)
    table.writerow(["student", "file", "language", "status", "score", "max", *ids, "reasons"])
    for row, record in zip(rows, records, strict=True):
        scores = ["" if row.questions[id].score is None else row.questions[id].score for id in ids]
        said = " ".join(reason["text"] for reason in record["reasons"])
        table.writerow(
            [row.student, row.file, row.language, row.status, row.score, row.max, *scores, said]
        )
    write(into / "grades.csv", made.getvalue().encode("utf-8-sig"))
