"""One student's work, opened and put right as far as it can be."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jalur.course import bilingual
from jalur.course.assignment import Assignment
from jalur.course.handed import Handed, Reason
from jalur.course.matching import (
    Match,
    NotebookCell,
    identify,
    is_answer,
    is_test,
    nbgrader_of,
)
from jalur.course.notebooks import source_of
from jalur.texts import LANGUAGES

_LEAST_SHARE = 0.25
"""So much of an assignment must be recognised in a notebook for it to be that assignment."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One student's work, ready to run; without a notebook a person has to look at it."""

    student: str
    file: Path | None
    language: str
    notebook: Mapping[str, object] | None
    reasons: tuple[Reason, ...]


def prepare(handed: Handed, assignment: Assignment) -> Submission:
    """Return one student's work with everything put right that can be put right."""
    data = handed.file.read_bytes() if handed.file else b""
    return opened(handed, data, assignment)


def opened(handed: Handed, data: bytes, assignment: Assignment) -> Submission:
    """Return what is in the file that a student handed in, ready to run."""
    reasons = list(handed.reasons)

    def refused(code: str, **values: object) -> Submission:
        return _unopened(handed, (*reasons, Reason(code, values)))

    if handed.file is None:
        known = any(one.code == "no_submission" for one in reasons)
        return _unopened(handed, reasons) if known else refused("no_file")
    name = handed.file.name.lower()
    if not name.endswith(".json") and ".ipynb" not in name:
        return refused(_export(handed.file), file=handed.file.name)
    if not data.strip():
        return refused("empty_file")
    if data.lstrip()[:1] == b"<":
        return refused("export", file=handed.file.name)
    try:
        text, how = _text(data)
        notebook = json.loads(text)
    except (UnicodeDecodeError, ValueError, RecursionError):
        return refused("truncated" if data.lstrip()[:1] == b"{" else "broken")
    if how:
        reasons.append(Reason(how))
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or not all(map(_is_cell, cells)):
        return refused("no_notebook")
    cells = [{**cell, "source": "\n".join(source_of(cell).splitlines())} for cell in cells]
    notebook = {**notebook, "cells": cells}
    language = _language(notebook, assignment)
    release = assignment.release(language)
    matches = identify(cells, release)
    call = _begin(cells)
    known = {match.id for match in matches if match.how in ("id", "grade_id", "text")}
    share = len(known - {"language"}) / len(release)
    if (call and call.lesson and call.lesson != assignment.name) or share < _LEAST_SHARE:
        reasons.append(Reason("other_assignment", {"name": assignment.name}))
        return Submission(handed.student, handed.file, language, None, tuple(reasons))
    if _numbers(call) != _numbers(_begin(release)):
        reasons.append(Reason("other_variant"))
    reasons += _repairs(cells, matches, release)
    ready = dict(_ready(cells, matches, assignment, language))
    return Submission(handed.student, handed.file, language, ready, tuple(reasons))


def _unopened(handed: Handed, reasons: Sequence[Reason]) -> Submission:
    return Submission(handed.student, handed.file, LANGUAGES[0], None, tuple(reasons))


def _text(data: bytes) -> tuple[str, str]:
    """Return the text of a file, and what was odd about its bytes."""
    encoding = json.detect_encoding(data)  # JSON begins with a sign of ASCII: its zeros tell
    how = {"utf-8": "", "utf-8-sig": "byte_order_mark"}.get(encoding, "utf_16")
    return data.decode(encoding), how


def _export(file: Path) -> str:
    """Return the code of the reason for a file that is no notebook by its name."""
    kind = file.suffix.lower()
    if kind in (".html", ".htm", ".py", ".pdf", ".md", ".tex"):
        return "export"
    return "other_file"


def _is_cell(cell: object) -> bool:
    return (
        isinstance(cell, dict)
        and cell.get("cell_type") in ("code", "markdown", "raw")
        and isinstance(cell.get("source", ""), (str, list))
    )


def _begin(cells: Sequence[NotebookCell]) -> bilingual.BeginCall | None:
    calls = (bilingual.find_begin(source_of(cell)) for cell in cells if cell["cell_type"] == "code")
    return next(filter(None, calls), None)


def _numbers(call: bilingual.BeginCall | None) -> Mapping[str, object]:
    return call.numbers if call else {}


def _language(notebook: Mapping[str, object], assignment: Assignment) -> str:
    """Return the language that the notebook is in: it says so, or its prose does."""
    if call := _begin(notebook["cells"]):
        return call.language
    metadata = notebook.get("metadata")
    told = metadata.get("jalur") if isinstance(metadata, dict) else None
    if isinstance(told, dict) and told.get("language") in LANGUAGES:
        return str(told["language"])
    here = {source_of(cell).strip() for cell in notebook["cells"]}
    return max(
        LANGUAGES,
        key=lambda language: len(
            here & {source_of(cell).strip() for cell in assignment.release(language)}
        ),
    )


def _repairs(
    cells: Sequence[NotebookCell], matches: Sequence[Match], release: Sequence[NotebookCell]
) -> Iterator[Reason]:
    """Yield what had to be put right, each kind once."""
    here = {
        match.id: cell for cell, match in zip(cells, matches, strict=True) if match.how != "copy"
    }
    marked = {str(cell["id"]): cell for cell in release if nbgrader_of(cell)}
    found = {
        "copied": [match.id for match in matches if match.how == "copy"],
        "deleted": [id for id in marked if id not in here],
        "marks_lost": [id for id in marked if id in here and not nbgrader_of(here[id])],
        "test_changed": [
            id
            for id, cell in marked.items()
            if is_test(cell)
            and id in here
            and source_of(here[id]).strip() != source_of(cell).strip()
        ],
        "retyped": [
            id
            for id, cell in marked.items()
            if id in here and here[id]["cell_type"] != cell["cell_type"]
        ],
        "reordered": [test for test, _ in _too_early(matches, release)],
    }
    for code, ids in found.items():
        if ids:
            yield Reason(code, {"cells": ", ".join(dict.fromkeys(ids))})


def _too_early(
    matches: Sequence[Match], release: Sequence[NotebookCell]
) -> Iterator[tuple[str, str]]:
    """Yield each test that stands before the answer that it is about, with that answer."""
    place = {match.id: number for number, match in enumerate(matches) if match.how != "copy"}
    answer = ""
    for cell in release:
        id = str(cell["id"])
        if is_answer(cell):
            answer = id
        elif is_test(cell) and place.get(id, len(place)) < place.get(answer, -1):
            yield id, answer


def _ready(
    cells: Sequence[NotebookCell], matches: Sequence[Match], assignment: Assignment, language: str
) -> Iterator[tuple[str, object]]:
    """Yield the parts of a notebook to run: the student's answers, the course's tests."""
    source, release = assignment.source(language), assignment.release(language)
    released = {str(cell["id"]): cell for cell in release}
    made: list[tuple[str, dict[str, object]]] = []
    for number, (cell, match) in enumerate(zip(cells, matches, strict=True)):
        if match.how == "own" or (match.how == "copy" and not is_test(released[match.id])):
            made.append(("", _clean(cell, f"own-{number}", {}, source_of(cell))))
        elif match.how != "copy":
            made.append((match.id, _official(match.id, cell, source, released)))
    for test, answer in _too_early(matches, release):
        early = next(one for one in made if one[0] == test)
        made.remove(early)
        made.insert([id for id, _ in made].index(answer) + 1, early)
    here = {match.id for match in matches if match.how != "copy"}
    for place, cell in enumerate(release):
        id = str(cell["id"])
        if id in here or (cell["cell_type"] != "code" and not nbgrader_of(cell)):
            continue
        before = {str(other["id"]) for other in release[:place]}
        after = max((n for n, (known, _) in enumerate(made) if known in before), default=-1)
        made.insert(after + 1, (id, _official(id, cell, source, released)))
        here.add(id)
    yield "cells", [cell for _, cell in made]
    yield "metadata", dict(assignment.releases[language]["metadata"])
    yield "nbformat", 4
    yield "nbformat_minor", 5


def _official(
    id: str,
    cell: NotebookCell,
    source: Mapping[str, NotebookCell],
    released: Mapping[str, NotebookCell],
) -> dict[str, object]:
    """Return a cell of the course: tests and the first cell are ours, the rest the student's."""
    ours = is_test(released[id]) or id == "language" or nbgrader_of(released[id]).get("locked")
    text = source_of(source[id] if ours else cell)
    kept = {**released[id], "cell_type": released[id]["cell_type"]}
    return _clean(kept, id, dict(released[id]["metadata"]), text)


def _clean(
    cell: NotebookCell, id: str, metadata: Mapping[str, object], text: str
) -> dict[str, object]:
    made = {"cell_type": cell["cell_type"], "id": id, "metadata": dict(metadata), "source": text}
    return made | ({"outputs": [], "execution_count": None} if made["cell_type"] == "code" else {})
