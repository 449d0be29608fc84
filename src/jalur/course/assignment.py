"""An assignment as graders need it: solution and release, in both languages, from one master."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jalur.checks.draw import variant
from jalur.course import masters, notebooks, places, release
from jalur.course.builder import masters_in
from jalur.course.matching import NotebookCell, is_answer, is_test, nbgrader_of
from jalur.errors import InputError
from jalur.texts import LANGUAGES


@dataclass(frozen=True, slots=True)
class Question:
    """What gets points: a test, or an answer that a person reads."""

    id: str
    points: float
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Assignment:
    """One assignment; its notebooks are read once and never changed."""

    name: str
    sources: Mapping[str, Mapping[str, object]]
    releases: Mapping[str, Mapping[str, object]]

    def source(self, language: str) -> Mapping[str, NotebookCell]:
        """Return the cells of the solution by id, hidden tests included."""
        return {str(cell["id"]): cell for cell in self.sources[language]["cells"]}

    def release(self, language: str) -> list[NotebookCell]:
        """Return the cells that students got."""
        return list(self.releases[language]["cells"])

    @property
    def questions(self) -> list[Question]:
        """What gets points, in order."""
        return [
            Question(str(told["grade_id"]), float(told["points"]), is_answer(cell))
            for cell in self.release(LANGUAGES[0])
            if (told := nbgrader_of(cell)).get("grade") and (is_answer(cell) or is_test(cell))
        ]


def read(name: str, root: Path, key: str | None = None) -> Assignment:
    """Return an assignment from its master below `root`, with the numbers that `key` draws.

    Without a key it is the public one.

    Raises:
        InputError: If there is none of that name; the message names those that there are. If the
            key is blank, or the assignment has no numbers to draw.
    """
    known = {path.stem: path for path in masters_in(root / "solutions")}
    if name not in known:
        raise places.unknown_assignment(name, places.in_order(set(known)))
    master = masters.read(known[name])
    drawn = {} if key is None else variant(name, key)
    sources = {language: notebooks.built(master, language, drawn) for language in LANGUAGES}
    releases = {
        language: json.loads(release.released({name: notebooks.written(source)}, language)[name])
        for language, source in sources.items()
    }
    return Assignment(name, sources, releases)


def write_releases(assignment: Assignment, into: Path) -> list[Path]:
    """Write what students get, in both languages, and return the files.

    Raises:
        InputError: If a file with another content is in the way.
    """
    made = {
        into / language / assignment.name / f"{assignment.name}.ipynb": notebooks.written(released)
        for language, released in assignment.releases.items()
    }
    for path, data in made.items():
        if path.exists() and path.read_bytes() != data:
            raise InputError("release.exists", file=str(path))
    for path, data in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return list(made)
