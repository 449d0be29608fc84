"""Built notebooks: one per language, same file name, same cell ids, same code, same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from jalur.course import bilingual, quiz, variant
from jalur.course.grammar import Cell
from jalur.course.masters import KERNEL, Master
from jalur.course.variant import Drawn
from jalur.errors import InputError
from jalur.texts import say

_PUBLIC: Drawn = {}


def built(master: Master, language: str, drawn: Drawn = _PUBLIC) -> dict[str, object]:
    """Return the notebook of one language: no outputs, no widget state.

    The questions of a self-test become one cell; see `jalur.course.quiz`. With `drawn`, the numbers
    of a variant stand in for the public ones.

    Raises:
        InputError: If a text lacks its half in this language: no other language steps in.
    """
    cells = []
    for is_question, run in groupby(read_by(master, language), quiz.is_quiz):
        run = list(run)
        if is_question:
            questions = [quiz.read(cell, master.file) for cell in run]
            cells.append(_cell(run[0], quiz.built(questions, language)))
            continue
        for cell in run:
            is_code = cell.kind == "code"
            source = _code(cell, language, master.file, drawn) if is_code else cell.source
            cells.append(_cell(cell, source))
    metadata = {
        "jalur": {"language": language, "master": master.name},
        "kernelspec": KERNEL,
        "language_info": {"name": "python"},
    }
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def written(notebook: object) -> bytes:
    """Return a notebook or other data as bytes, the same ones on every computer."""
    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_by(master: Master, language: str) -> Iterator[Cell]:
    """Yield the cells that a reader of `language` gets, in the master's order.

    Raises:
        InputError: If a text lacks its half in this language: no other language steps in.
    """
    pairs = {pair.id: pair for pair in master.pairs()}
    done: set[str] = set()
    for cell in master.cells:
        if cell.id in done:
            continue
        done.add(cell.id)
        half = cell if cell.kind == "code" else pairs[cell.id].halves[language]
        if half is None:
            raise InputError(
                "master.half", file=master.file, line=str(cell.line), id=cell.id, lang=language
            )
        yield half


def source_of(cell: Mapping[str, object]) -> str:
    """Return the text of a notebook's cell, which a file may hold whole or by lines."""
    source = cell.get("source", "")
    return "".join(source) if isinstance(source, list) else str(source)


def drawn_in(notebook: Mapping[str, object]) -> Drawn:
    """Return the numbers of a variant that a notebook hands to `jalur.begin`; none if public."""
    calls = (bilingual.find_begin(source_of(cell)) for cell in notebook["cells"])
    return next((call.numbers for call in calls if call), _PUBLIC)


def with_numbers(notebook: Mapping[str, object], drawn: Drawn) -> dict[str, object]:
    """Return a public notebook with the numbers of a variant in its first cell."""
    cells = [
        {**cell, "source": variant.begun(source_of(cell), drawn).splitlines(keepends=True)}
        if cell["id"] == "language"
        else cell
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def installing(notebook: Mapping[str, object], source: str) -> dict[str, object]:
    """Return a notebook that installs jalur from `source` before it begins, where it is missing.

    So one copy serves Colab, where nothing of ours is installed, and every place where it is.
    """
    cells = list(notebook["cells"])
    place = next(n for n, cell in enumerate(cells) if cell["id"] == "language")
    code = (
        f"# {say('course.install', notebook['metadata']['jalur']['language'])}\n"
        "try:\n    import jalur\nexcept ModuleNotFoundError:\n"
        f"    %pip install --quiet {json.dumps(source)}"
    )
    cells.insert(place, _cell(Cell("code", code, {"id": "install"}, 0, 0), code))
    return {**notebook, "cells": cells}


def _code(cell: Cell, language: str, file: str, drawn: Drawn) -> str:
    source = variant.pinned(bilingual.resolved(cell, language, file), drawn)
    return variant.begun(source, drawn) if cell.id == "language" else source


def _cell(cell: Cell, source: str) -> dict[str, object]:
    kept = {key: cell.metadata[key] for key in ("nbgrader", "tags") if key in cell.metadata}
    made: dict[str, object] = {
        "cell_type": "markdown" if cell.kind == "prose" else "code",
        "id": cell.id,
        "metadata": kept,
        "source": source.splitlines(keepends=True),
    }
    if cell.kind == "code":
        made |= {"execution_count": None, "outputs": []}
    return made


def opened(path: Path) -> dict[str, object]:
    """Return the notebook in a file, whoever saved it, a byte-order mark or not.

    Raises:
        InputError: If the file holds no notebook.
    """
    try:
        notebook = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise InputError("folder.broken", file=str(path)) from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or not all(
        isinstance(cell, dict) and "cell_type" in cell for cell in cells
    ):
        raise InputError("folder.no_notebook", file=str(path))
    return notebook
