"""What is known about each student in the end, and the files that say so."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from jalur.course.assignment import Assignment
from jalur.course.files import write
from jalur.course.handed import Reason
from jalur.course.marks import Mark

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
    number: str = ""

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
            {"code": one.code, "text": one.text(self.language), "values": dict(one.values)}
            for one in self.reasons
        ]
        return {
            "student": self.student,
            "number": self.number,
            "file": self.file,
            "language": self.language,
            "status": self.status,
            "reasons": reasons,
            "questions": {id: asdict(mark) for id, mark in self.questions.items()},
            "score": self.score,
            "max": self.max,
            "seconds": round(self.seconds, 2),
        }


def write_results(rows: Sequence[Row], assignment: Assignment, into: Path) -> None:
    """Write `results.json` and `grades.csv`, each whole."""
    records = [row.record() for row in rows]
    text = json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    write(into / "results.json", text.encode())
    ids = [question.id for question in assignment.questions]
    lines = [["student", "file", "language", "status", "score", "max", *ids, "reasons"]]
    for row, record in zip(rows, records, strict=True):
        scores = ["" if row.questions[id].score is None else row.questions[id].score for id in ids]
        said = " ".join(reason["text"] for reason in record["reasons"])
        told = [row.student, row.file, row.language, row.status, row.score, row.max]
        lines.append([*told, *scores, said])
    write(into / "grades.csv", table(lines).encode("utf-8-sig"))


def table(lines: Sequence[Sequence[object]]) -> str:
    """Return lines as CSV; what a spreadsheet would take for a formula stays a text."""
    made = io.StringIO(newline="")
    csv.writer(made).writerows([_plain(value) for value in line] for line in lines)
    return made.getvalue()


def _plain(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value
