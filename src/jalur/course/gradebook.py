"""nbgrader's gradebook and folders, written by one process, one student after the other."""

from __future__ import annotations

import json
import sqlite3
import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jalur.course import notebooks, release
from jalur.course.assignment import Assignment
from jalur.course.files import write
from jalur.course.harmless import harmless
from jalur.course.marks import without_warnings
from jalur.texts import LANGUAGES

if TYPE_CHECKING:
    from nbgrader.api import Gradebook as Book

_ROWS = """CREATE TABLE IF NOT EXISTS jalur_rows (student TEXT, assignment TEXT, work TEXT,
row TEXT, PRIMARY KEY (student, assignment))"""
CONFIG = '''\
"""Lets nbgrader's form grader open this folder: run `jupyter lab` here."""

c = get_config()
c.CourseDirectory.course_id = "jalur"
'''


class Gradebook:
    """The marks of one assignment in a folder that nbgrader's form grader opens."""

    def __init__(self, folder: Path, assignment: Assignment) -> None:
        """Make the gradebook, or open the one that is there; marks given by hand stay."""
        self.folder, self.name = folder.resolve(), assignment.name
        self.texts = [cell for language in LANGUAGES for cell in assignment.release(language)]
        source = self.folder / "source" / self.name / f"{self.name}.ipynb"
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_bytes(notebooks.written(dict(assignment.sources[LANGUAGES[0]])))
        config = self.folder / "nbgrader_config.py"
        if not config.exists():
            config.write_text(CONFIG, "utf-8")
        release.generate(self.folder, self.name, LANGUAGES[0])
        self.path = self.folder / "gradebook.db"
        self.url = f"sqlite:///{self.path}"

    def kept(self) -> dict[str, tuple[str, dict]]:
        """Return what was written before by student: of which work, and the row."""
        with closing(sqlite3.connect(self.path)) as data:
            data.execute(_ROWS)
            told = data.execute(
                "SELECT student, work, row FROM jalur_rows WHERE assignment = ?", (self.name,)
            )
            return {student: (work, json.loads(row)) for student, work, row in told}

    def add_student(self, student: str) -> None:
        """Note a student who has nothing that could be graded."""
        with self._transaction() as book:
            book.update_or_create_student(student)
            self._keep(book, student, "", {})

    def add(
        self, student: str, ran: Mapping[str, object], handed: bytes, work: str, row: Mapping
    ) -> None:
        """Write one student's marks, all or none, and the notebooks that the form grader shows.

        `work` says of which work and which tests the `row` is, for a later run.
        """
        import nbformat
        from nbgrader.preprocessors import SaveAutoGrades

        shown = harmless(ran, self.texts)
        for kind, data in (("submitted", handed), ("autograded", notebooks.written(shown))):
            write(self.folder / kind / student / self.name / f"{self.name}.ipynb", data)
        notebook = nbformat.reads(json.dumps(without_warnings(ran)), as_version=4)
        with self._transaction() as book:
            book.update_or_create_student(student)
            book.update_or_create_submission(self.name, student)
            saver = SaveAutoGrades()
            saver.gradebook, saver.student_id = book, student
            saver.notebook_id = saver.assignment_id = self.name
            for place, cell in enumerate(notebook.cells):
                saver.preprocess_cell(cell, {}, place)
            self._keep(book, student, work, row)

    def _keep(self, book: Book, student: str, work: str, row: Mapping) -> None:
        from sqlalchemy import text

        book.db.execute(
            text("INSERT OR REPLACE INTO jalur_rows VALUES (:student, :assignment, :work, :row)"),
            {"student": student, "assignment": self.name, "work": work, "row": json.dumps(row)},
        )

    @contextmanager
    def _transaction(self) -> Iterator[Book]:
        """Open nbgrader's gradebook; what is done to it is kept at the end, all or nothing."""
        from nbgrader.api import Gradebook as Book

        with warnings.catch_warnings(), release.gradebook_version():
            warnings.simplefilter("ignore")  # nbgrader's own, about SQLAlchemy
            with Book(self.url, "jalur") as book:
                commit, book.db.commit = book.db.commit, book.db.flush  # it commits at each step
                yield book
                commit()
