"""Run a lesson once, to have what its cells show: as objects, not as what a notebook keeps of them.

Each lesson runs in a process of its own, so that none leaves a language or a trail to another.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import chdir
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from typing import Any

from jalur.course import bilingual, masters
from jalur.course.masters import Master
from jalur.course.site import outputs
from jalur.errors import InputError
from jalur.texts import LANGUAGES

_KEY = "application/x-jalur"


@dataclass(frozen=True, slots=True)
class Run:
    """What the code of a lesson shows.

    Args:
        shown: For each language and cell id, what the cell shows, in order; see `outputs`.
        items: Every widget of the lesson, as `jalur.widgets.page` has them.
    """

    shown: dict[str, dict[str, list[outputs.Output]]]
    items: list[dict[str, Any]]


def run_all(lessons: Sequence[Master]) -> list[Run]:
    """Return what each lesson shows; two run at a time.

    Raises:
        InputError: If a cell of a lesson fails that is not marked to.
    """
    context = get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context, max_tasks_per_child=1) as pool:
        return list(pool.map(run, [lesson.path for lesson in lessons]))


def run(path: Any) -> Run:
    """Return what the lesson at `path` shows. It leaves its mark on the process that runs it."""
    lesson = masters.read(path)
    shown, widgets = {}, []
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        for language in LANGUAGES:
            shown[language], found = _told(lesson, language)
            widgets = widgets or found
    items = import_module("jalur.widgets.page").items(*widgets)
    return Run(shown, items)


def _told(lesson: Master, language: str) -> tuple[dict[str, list[outputs.Output]], list[Any]]:
    """Return what each cell shows in one language, and the widgets among it."""
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.display import publish_display_data
    from IPython.utils.capture import capture_output

    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(colors="nocolor")
    kept: list[object] = []

    def keep(shown: object, **_: object) -> dict[str, Any]:
        kept.append(shown)
        return {_KEY: len(kept) - 1, "text/plain": ""}

    def show(value: object) -> None:
        if value is not None:
            publish_display_data(shell.display_formatter.format(value)[0])

    shell.display_trap.hook = show  # a cell's last value comes the way of all that it displays
    formatter = shell.display_formatter.mimebundle_formatter
    for kind in outputs.kinds():
        formatter.for_type(kind, keep)
    import_module("jalur.checks").predict = _predict(keep)
    import_module("jalur.checks.predictions").predict = _predict(keep)
    shown: dict[str, list[outputs.Output]] = {}
    widgets: list[object] = []
    for cell in lesson.cells:
        if cell.kind != "code":
            continue
        code = bilingual.resolved(cell, language, lesson.file)
        with capture_output() as told:
            result = shell.run_cell(code)
        error = result.error_before_exec or result.error_in_exec
        if error and "raises-exception" not in cell.metadata.get("tags", ()):
            raise InputError(
                "site.cell", file=lesson.file, line=str(cell.line), id=cell.id, problem=repr(error)
            )
        parts = [outputs.Printed(told.stdout)] if told.stdout.strip() and not error else []
        for one in told.outputs:
            place = one.data.get(_KEY)
            parts.append(outputs.of(one.data if place is None else kept[place], language, widgets))
        shown[cell.id] = parts
    return shown, widgets


def _predict(keep: Any) -> Any:
    from IPython.display import publish_display_data

    nothing = object()

    def predict(key: str, guess: object = nothing) -> None:
        """Stand in for `jalur.predict`: the reader guesses on the page, not while it is built."""
        publish_display_data(keep(outputs.Guess(key, guess is not nothing)))

    return predict
