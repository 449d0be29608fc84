"""Desktop only: building notebooks, working folders, grading, the command line."""

from __future__ import annotations


def __getattr__(name: str) -> object:
    if name == "grade_notebook":
        from jalur.course.grade import grade_notebook  # nbgrader takes seconds to load

        return grade_notebook
    raise AttributeError(f"module 'jalur.course' has no attribute {name!r}")
