"""nbgrader's gradebook and folders, written by one process, one student after the other."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from pathlib import Path

from jalur.course import notebooks, release
from jalur.course.assignment import Assignment
from jalur.course.marks import without_warnings
from jalur.texts import LANGUAGES

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
        source = self.folder / "source" / self.name / f"{self.name}.ipynb"
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_bytes(notebooks.written(dict(assignment.sources[LANGUAGES[0]])))
        config = self.folder / "nbgrader_config.py"
        if not config.exists():
            config.write_text(CONFIG, "utf-8")
        release.generate(self.folder, self.name, LANGUAGES[0])
        self.url = f"sqlite:///{self.folder / 'gradebook.db'}"

    def add_student(self, student: str) -> None:
        """Note a student who has nothing that could be graded."""
        from nbgrader.api import Gradebook as Book

        with release.gradebook_version(), Book(self.url, "jalur") as book:
            book.update_or_create_student(student)

    def add(self, student: str, ran: Mapping[str, object], handed: bytes) -> None:
        """Write one student's marks, and the notebooks that the form grader shows."""
        import nbformat
        from nbgrader.api import Gradebook as Book
        from nbgrader.preprocessors import SaveAutoGrades

        for kind, data in (("submitted", handed), ("autograded", notebooks.written(dict(ran)))):
            path = self.folder / kind / student / self.name / f"{self.name}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        with release.gradebook_version():
            with warnings.catch_warnings(), Book(self.url, "jalur") as book:
                warnings.simplefilter("ignore")
                book.update_or_create_student(student)
                book.update_or_create_submission(self.name, student)
            notebook = nbformat.reads(json.dumps(without_warnings(ran)), as_version=4)
            told = {
                "student": student,
                "assignment": self.name,
                "notebook": self.name,
                "db_url": self.url,
            }
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # nbgrader's own, about SQLAlchemy
                SaveAutoGrades().preprocess(notebook, {"nbgrader": told})
