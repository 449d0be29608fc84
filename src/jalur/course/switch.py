"""Carry a student's answers into the other language, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jalur.course import folder as working
from jalur.course import notebooks, places
from jalur.course.matching import NotebookCell, identify, is_answer, is_test, nbgrader_of
from jalur.course.notebooks import source_of
from jalur.errors import InputError
from jalur.texts import LANGUAGES


@dataclass(frozen=True, slots=True)
class Switched:
    """Where the answers are now, how many there are, and where an older copy was put."""

    path: Path
    answers: int
    own: int
    aside: Path | None


def switch(name: str, to: str, folder: Path) -> Switched:
    """Write an exercise in language `to` with the answers given in the other language.

    The notebook that they come from stays as it is; one that is in the way gets another name.

    Raises:
        InputError: If there is no such assignment, or no readable notebook to carry over.
    """
    source = next(language for language in LANGUAGES if language != to)
    path = folder / places.exercise(name, source)
    if not path.is_file():
        raise InputError("switch.nothing", file=str(path), name=name)
    released = places.built_notebooks()
    student = notebooks.opened(path)
    drawn = notebooks.drawn_in(student)
    before = notebooks.opened(released / places.exercise(name, source))
    after = notebooks.opened(released / places.exercise(name, to))
    after = notebooks.with_numbers(after, drawn)
    cells, answers, own = carried(student["cells"], before["cells"], after["cells"])
    data = notebooks.written({**after, "cells": cells})
    target = folder / places.exercise(name, to)
    if target.is_file() and _untouched(target, after):
        target.write_bytes(data)  # a copy without a word of the student's
        return Switched(target, answers, own, None)
    return Switched(target, answers, own, working.replace(target, data, to).aside)


def carried(
    student: Sequence[NotebookCell], before: Sequence[NotebookCell], after: Sequence[NotebookCell]
) -> tuple[list[NotebookCell], int, int]:
    """Return the cells of `after` with what the student wrote, and two counts.

    The counts are of the answers carried over, and of the student's own cells among them.
    """
    matches = identify(student, before)
    release = {str(cell["id"]): cell for cell in before}
    written: dict[str, NotebookCell] = {}
    following: dict[str, list[NotebookCell]] = {}
    last = ""
    for number, (cell, match) in enumerate(zip(student, matches, strict=True)):
        if match.how in ("own", "copy"):
            if source_of(cell).strip():
                following.setdefault(last, []).append(_own(cell, number))
            continue
        last = match.id
        if source_of(cell).strip() == source_of(release[last]).strip():
            continue
        if _is_writable(release[last]):
            written[last] = cell
        elif release[last]["cell_type"] == "markdown":
            following.setdefault(last, []).append(_own(cell, number))
    cells = list(following.get("", []))
    for cell in after:
        id = str(cell["id"])
        if id in written:
            cell = {**cell, "source": source_of(written[id]).splitlines(keepends=True)}
        cells += [cell, *following.get(id, [])]
    return cells, len(written), sum(map(len, following.values()))


def _is_writable(cell: NotebookCell) -> bool:
    """Whether a change here is the student's to make: an answer, or code that nobody locked."""
    if is_answer(cell):
        return True
    locked = is_test(cell) or nbgrader_of(cell).get("locked") or cell["id"] == "language"
    return cell["cell_type"] == "code" and not locked


def _own(cell: NotebookCell, number: int) -> NotebookCell:
    """Return a cell of the student's own, without outputs or any claim to be the course's."""
    kept = {key: value for key, value in cell.items() if key not in ("metadata", "id")}
    if cell["cell_type"] == "code":
        kept |= {"outputs": [], "execution_count": None}
    lines = source_of(cell).splitlines(keepends=True)
    return {**kept, "id": f"own-{number}", "metadata": {}, "source": lines}


def _untouched(path: Path, released: Mapping[str, object]) -> bool:
    """Whether a copy still holds the released words and nothing else."""
    try:
        cells = notebooks.opened(path)["cells"]
    except InputError:
        return False
    here = [source_of(cell).strip() for cell in cells]
    return here == [source_of(cell).strip() for cell in released["cells"]]
