"""Which cell of the course is this cell? Students rename, copy, delete; hosts drop ids."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from jalur.course.notebooks import source_of

NotebookCell = Mapping[str, object]
How = Literal["id", "grade_id", "text", "place", "copy", "own"]


@dataclass(frozen=True, slots=True)
class Match:
    """What a student's cell is.

    Args:
        id: The id of the course's cell; empty for a cell of the student's own.
        how: What told us so; `copy` for a second copy of a cell, `own` for the student's own.
    """

    id: str
    how: How


def nbgrader_of(cell: NotebookCell) -> Mapping[str, object]:
    """Return what nbgrader is told of a notebook's cell; empty for most."""
    metadata = cell.get("metadata")
    told = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
    return told if isinstance(told, Mapping) else {}


def is_answer(cell: NotebookCell) -> bool:
    """Whether a student writes here."""
    return bool(nbgrader_of(cell).get("solution"))


def is_test(cell: NotebookCell) -> bool:
    """Whether this cell decides about points by itself."""
    return bool(nbgrader_of(cell).get("grade")) and not is_answer(cell)


def identify(cells: Sequence[NotebookCell], course: Sequence[NotebookCell]) -> list[Match]:
    """Say for each cell which cell of the course it is.

    Its id tells, else nbgrader's grade_id, else the same text, else, for an answer, that it
    stands between the same neighbours.
    """
    found: dict[int, Match] = {}
    free = {str(cell["id"]): cell for cell in course}
    by_grade = {nbgrader_of(cell).get("grade_id"): str(cell["id"]) for cell in course}

    def take(number: int, id: str, how: How) -> None:
        found[number] = Match(id, how)
        free.pop(id, None)

    for number, cell in enumerate(cells):
        id = str(cell.get("id", ""))
        if id in free:
            take(number, id, "id")
    for number, cell in enumerate(cells):
        id = by_grade.get(nbgrader_of(cell).get("grade_id") or "", "")
        if number not in found and id:
            take(number, id, "grade_id" if id in free else "copy")
    for number, cell in enumerate(cells):
        if number in found:
            continue
        text = (cell["cell_type"], source_of(cell).strip())
        same = [i for i, c in free.items() if (c["cell_type"], source_of(c).strip()) == text]
        if same and text[1]:
            take(number, same[0], "text")
    _by_place(cells, course, found)
    return [found.get(number, Match("", "own")) for number in range(len(cells))]


def _by_place(
    cells: Sequence[NotebookCell], course: Sequence[NotebookCell], found: dict[int, Match]
) -> None:
    """Find the answers that are left between the neighbours that the course gives them."""
    order = [str(cell["id"]) for cell in course]
    for place, cell in enumerate(course):
        where = {match.id: number for number, match in found.items() if match.how != "copy"}
        if order[place] in where or not is_answer(cell):
            continue
        after = [where[id] for id in order[:place] if id in where]
        before = [where[id] for id in order[place + 1 :] if id in where]
        begin, end = max(after, default=-1), min(before, default=len(cells))
        between = [
            number
            for number in range(begin + 1, end)
            if number not in found
            and cells[number]["cell_type"] == cell["cell_type"]
            and source_of(cells[number]).strip()
        ]
        if between:
            best = max(between, key=lambda number: _shares_names(cells[number], cell))
            found[best] = Match(order[place], "place")


def _shares_names(cell: NotebookCell, course: NotebookCell) -> int:
    """Return how many of the functions that the course asks for are defined here."""
    wanted = set(re.findall(r"^def (\w+)", source_of(course), re.M))
    return len(wanted & set(re.findall(r"^def (\w+)", source_of(cell), re.M)))
