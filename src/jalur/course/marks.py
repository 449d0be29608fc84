"""From a notebook that ran to points and a sentence for each question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jalur.course.assignment import Assignment
from jalur.course.matching import NotebookCell, is_answer, is_test, nbgrader_of
from jalur.course.notebooks import source_of
from jalur.texts import say


@dataclass(frozen=True, slots=True)
class Mark:
    """The points of one question; None where a person decides."""

    score: float | None
    max: float
    message: str


def marks(
    notebook: Mapping[str, object] | None, assignment: Assignment, language: str
) -> dict[str, Mark]:
    """Return the points of every question, with a sentence in the student's language."""
    cells = {
        str(nbgrader_of(cell).get("grade_id")): cell for cell in (notebook or {}).get("cells", [])
    }
    stubs = {
        str(nbgrader_of(cell).get("grade_id")): source_of(cell).strip()
        for cell in assignment.release(language)
    }
    answers = answers_to(assignment.release(language))
    made = {}
    for question in assignment.questions:
        cell = cells.get(question.id)
        if cell is None:
            made[question.id] = Mark(None, question.points, say("grade.mark.waits", language))
        elif question.by_hand:
            score, key = (0.0, "empty") if _unanswered(cell, stubs) else (None, "by_hand")
            made[question.id] = Mark(score, question.points, say(f"grade.mark.{key}", language))
        else:
            mark = _tested(cell, question.points, language)
            answer = cells.get(answers.get(question.id, ""))
            if not mark.score and answer is not None and _unanswered(answer, stubs):
                mark = Mark(mark.score, mark.max, say("grade.mark.empty", language))
            made[question.id] = mark
    return made


def label(id: str, name: str) -> str:
    """Return what a student calls a question.

    >>> label("l2-q5-test-a", "l2")
    'q5-a'
    """
    return id.removeprefix(f"{name}-").replace("-test", "")


def answers_to(release: Iterable[NotebookCell]) -> dict[str, str]:
    """Return for each test the answer that it is about: the last one before it."""
    found, last = {}, ""
    for cell in release:
        id = str(nbgrader_of(cell).get("grade_id", ""))
        if is_answer(cell):
            last = id
        elif is_test(cell):
            found[id] = last
    return found


def _unanswered(cell: NotebookCell, stubs: Mapping[str, str]) -> bool:
    return source_of(cell).strip() in ("", stubs[str(nbgrader_of(cell)["grade_id"])])


def _tested(cell: NotebookCell, points: float, language: str) -> Mark:
    """Return what a test says. A warning on standard error costs nobody a point."""
    for output in cell.get("outputs", []):
        if output["output_type"] == "error":
            return Mark(0.0, points, _failed(output, language))
        if output["output_type"] == "execute_result":
            score = _partial(output, points)
            return Mark(score, points, say(f"grade.mark.{_key(score, points)}", language))
    return Mark(points, points, say("grade.mark.right", language))


def _partial(output: Mapping[str, object], points: float) -> float:
    """Return the points that a test gives as its value; nbgrader's rule for part of them."""
    told = output["data"].get("text/plain", "")
    try:
        value = float("".join(told) if isinstance(told, list) else told)
    except ValueError:
        return points
    return min(value, points) if value >= 0 else points


def _key(score: float, points: float) -> str:
    return "right" if score >= points else "part" if score > 0 else "wrong"


def _failed(output: Mapping[str, object], language: str) -> str:
    name, told = str(output["ename"]), str(output["evalue"])
    if name in ("TimeLimit", "ProcessEnded"):
        return say(f"grade.mark.{name}", language)
    if name == "AssertionError":
        return say("grade.mark.wrong", language)
    return say("grade.mark.error", language, error=f"{name}: {told}"[:300])


def without_warnings(notebook: Mapping[str, object]) -> dict[str, object]:
    """Return a notebook whose tests say nothing on standard error, which nbgrader takes for 0."""
    cells = []
    for cell in notebook["cells"]:
        if nbgrader_of(cell).get("grade") and not is_answer(cell):
            kept = [one for one in cell["outputs"] if one.get("name") != "stderr"]
            cell = {**cell, "outputs": kept}
        cells.append(cell)
    return {**notebook, "cells": cells}


def with_tests_of(
    before: Mapping[str, object], ran: Mapping[str, object], graded: Iterable[str]
) -> dict[str, object]:
    """Return a notebook as it was graded `before`, with the questions `graded` as they ran now."""
    fresh = {nbgrader_of(cell).get("grade_id"): cell for cell in ran["cells"]}
    cells = [
        fresh[id] if (id := nbgrader_of(cell).get("grade_id")) in set(graded) else cell
        for cell in before["cells"]
    ]
    return {**before, "cells": cells}
