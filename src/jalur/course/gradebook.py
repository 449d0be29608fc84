"""nbgrader's gradebook and folders, written by one process, one student after the other."""

from __future__ import annotations

import json
import sqlite3
import warnings
from collections.abc import Container, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from jalur.course import notebooks, release
from jalur.course.assignment import Assignment
from jalur.course.files import write
from jalur.course.harmless import harmless
from jalur.course.marks import without_warnings
from jalur.course.rows import Row
from jalur.course.work import Work
from jalur.errors import InputError
from jalur.texts import LANGUAGES

if TYPE_CHECKING:
    from nbgrader.api import Gradebook as Book

_ROWS = """CREATE TABLE IF NOT EXISTS jalur_rows (student TEXT, assignment TEXT, work TEXT,
row TEXT, PRIMARY KEY (student, assignment))"""
_KEPT = "SELECT student, work, row FROM jalur_rows WHERE assignment = ? AND student != ''"
_ENTERED = "SELECT work FROM jalur_rows WHERE assignment = ? AND student = ''"
CONFIG = '''\
"""Lets nbgrader's form grader open this folder: run `jupyter lab` here."""

c = get_config()
c.CourseDirectory.course_id = "jalur"
'''


_GIVEN = """SELECT s.student_id, c.name, g.auto_score, g.manual_score, g.extra_credit,
g.needs_manual_grade, a.name FROM grade g JOIN base_cell c ON c.id = g.cell_id
JOIN submitted_notebook n ON n.id = g.notebook_id
JOIN submitted_assignment s ON s.id = n.assignment_id JOIN assignment a ON a.id = s.assignment_id"""


@dataclass(frozen=True, slots=True)
class Given:
    """What a student has in the gradebook: a person's points go before the computer's."""

    scores: dict[str, float | None]
    extra: float
    waits: list[str]

    @property
    def score(self) -> float:
        """All points, extra credit included."""
        return sum(score or 0 for score in self.scores.values()) + self.extra


def given(path: Path, questions: Container[str]) -> tuple[str, dict[str, Given]]:
    """Return the assignment that has these `questions`, and what each student has been given."""
    found: dict[str, Given] = {}
    name = ""
    with closing(sqlite3.connect(path)) as data:
        for student, id, points, by_hand, extra, waits, assignment in data.execute(_GIVEN):
            if id not in questions:
                continue
            name = assignment
            one = found.setdefault(student, Given({}, 0.0, []))
            scores = one.scores | {id: points if by_hand is None else by_hand}
            waiting = [*one.waits, id] if waits else one.waits
            found[student] = Given(scores, one.extra + (extra or 0.0), waiting)
    return name, found


class _Entry:
    """One student's marks, all of them, as nbgrader's saver asks for them one by one."""

    def __init__(self, notebook: object) -> None:
        self.grades = {one.name: one for one in notebook.grades}
        self.comments = {one.name: one for one in notebook.comments}
        self.db = self

    def find_grade(self, name: str, *_: str) -> object:
        """Return the mark of a cell."""
        return self.grades[name]

    def find_comment(self, name: str, *_: str) -> object:
        """Return the comment on a cell."""
        return self.comments[name]

    def commit(self) -> None:
        """Do nothing: the transaction ends with the student."""


class Gradebook:
    """The marks of one assignment in a folder that nbgrader's form grader opens."""

    def __init__(self, folder: Path, assignment: Assignment) -> None:
        """Make the gradebook, or open the one that is there; marks given by hand stay."""
        self.folder, self.name = folder.resolve(), assignment.name
        self.texts = [cell for language in LANGUAGES for cell in assignment.release(language)]
        self.path = self.folder / "gradebook.db"
        self.url = f"sqlite:///{self.path}"
        self._book: Book | None = None
        config = self.folder / "nbgrader_config.py"
        if not config.exists():
            write(config, CONFIG.encode())
        self._generate(notebooks.written(dict(assignment.sources[LANGUAGES[0]])))

    def _generate(self, source: bytes) -> None:
        """Let nbgrader enter the assignment, unless it has been entered to the end before."""
        told, known = sha256(source).hexdigest(), ()
        release_of = self.folder / "release" / self.name / f"{self.name}.ipynb"
        if self.path.exists() and release_of.exists():
            with closing(sqlite3.connect(self.path)) as data:
                data.execute(_ROWS)
                known = data.execute(_ENTERED, (self.name,)).fetchone()
        if known == (told,):
            return
        write(self.folder / "source" / self.name / f"{self.name}.ipynb", source)
        release.generate(self.folder, self.name, LANGUAGES[0])
        with closing(sqlite3.connect(self.path)) as data, data:
            data.execute(_ROWS)
            data.execute(
                "INSERT OR REPLACE INTO jalur_rows VALUES ('', ?, ?, '')", (self.name, told)
            )

    def kept(self) -> dict[str, tuple[Work, Row]]:
        """Return what was written before by student: of which work, and the row."""
        with closing(sqlite3.connect(self.path)) as data:
            told = data.execute(_KEPT, (self.name,))
            return {
                student: (Work.told(work), Row.stored(json.loads(row)))
                for student, work, row in told
            }

    def autograded(self, student: str) -> dict[str, object] | None:
        """Return a student's notebook as it was graded before; none if it is not there."""
        try:
            return notebooks.opened(self._path("autograded", student))
        except (FileNotFoundError, InputError):
            return None

    def add_student(self, student: str) -> None:
        """Note a student who has nothing that could be graded; marks of before stay."""
        with self._transaction() as book:
            book.update_or_create_student(student)

    def add(
        self,
        student: str,
        ran: Mapping[str, object],
        handed: bytes,
        row: Mapping,
        work: Work,
        kept: Work | None = None,
    ) -> None:
        """Write one student's marks, all or none, and the notebooks that the form grader shows.

        `work` says of which work and which tests the `row` is, for a later run; `kept` is what it
        was before. What a person has entered stays; where the answer or the computer's points are
        no longer those that the person saw, it is marked for review.
        """
        import nbformat
        from nbgrader.preprocessors import SaveAutoGrades

        shown = harmless(ran, self.texts)
        for kind, data in (("submitted", handed), ("autograded", notebooks.written(shown))):
            write(self._path(kind, student), data)
        notebook = nbformat.from_dict(without_warnings(ran))
        with self._transaction() as book:
            self._keep(book, student, work, row)
            book.update_or_create_student(student)
            entry = _Entry(book.update_or_create_submission(self.name, student).notebooks[0])
            seen = {
                name: (one.auto_score, one.needs_manual_grade) for name, one in entry.grades.items()
            }
            saver = SaveAutoGrades()
            saver.gradebook = entry
            saver.student_id = saver.notebook_id = saver.assignment_id = ""
            for place, cell in enumerate(notebook.cells):
                saver.preprocess_cell(cell, {}, place)
            for name, one in entry.grades.items():
                points, waits = seen[name]
                same = kept and kept.answers.get(name) == work.answers[name]
                if one.manual_score is not None and same and one.auto_score == points:
                    one.needs_manual_grade = waits

    def _path(self, kind: str, student: str) -> Path:
        return self.folder / kind / student / self.name / f"{self.name}.ipynb"

    def _keep(self, book: Book, student: str, work: Work, row: Mapping) -> None:
        from sqlalchemy import text

        book.db.execute(
            text("INSERT OR REPLACE INTO jalur_rows VALUES (:student, :assignment, :work, :row)"),
            {
                "student": student,
                "assignment": self.name,
                "work": work.stored(),
                "row": json.dumps(row),
            },
        )

    @contextmanager
    def _transaction(self) -> Iterator[Book]:
        """Lend nbgrader's gradebook; what is done to it is kept at the end, all or nothing."""
        with warnings.catch_warnings(), release.gradebook_version():
            warnings.simplefilter("ignore")  # nbgrader's own, about SQLAlchemy
            if self._book is None:
                from nbgrader.api import Gradebook as Book

                self._book = Book(self.url, "jalur")
            data = self._book.db
            data.commit = data.flush  # nbgrader commits at each step
            try:
                yield self._book
                vars(data).pop("commit", None)
                data.commit()
            finally:
                vars(data).pop("commit", None)
                data.rollback()  # nothing, unless something went wrong
                data.expunge_all()

    def close(self) -> None:
        """Let go of the file."""
        if self._book is not None:
            self._book.close()
            self._book = None
