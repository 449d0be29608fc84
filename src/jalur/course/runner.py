"""Run submissions, each in a process of its own that can be killed without harm to the others.

The one way in is `run`: a notebook goes in, the same notebook with outputs comes out, with the
cells that had to be left out. Whoever replaces this module keeps that.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

RESTARTS = 12
"""So often a notebook is started again without the cell that stopped it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a cell, and a whole notebook, may take, in seconds."""

    cell: int = 10
    notebook: int = 240


@dataclass(frozen=True, slots=True)
class Stopped:
    """A cell that was left out, because it went on too long or ended its process."""

    cell: str
    why: Literal["time", "dead"]


@dataclass(frozen=True, slots=True)
class Run:
    """A notebook with outputs; `notebook` is None where it could not be run at all."""

    notebook: Mapping[str, object] | None
    stopped: tuple[Stopped, ...]
    seconds: float


def run(notebook: Mapping[str, object], limits: Limits) -> Run:
    """Return a notebook as it ran, without the cells that would not let it end."""
    began = time.monotonic()
    stopped: list[Stopped] = []
    while True:
        left = limits.notebook - (time.monotonic() - began)
        if left <= 0 or len(stopped) > RESTARTS:
            return Run(None, tuple(stopped), time.monotonic() - began)
        done, cell, why = _attempt(_without(notebook, stopped), limits.cell, left)
        if done is not None or cell is None:
            ran = done and _with(notebook, done, stopped)
            return Run(ran, tuple(stopped), time.monotonic() - began)
        stopped.append(Stopped(str(notebook["cells"][cell]["id"]), why))


def _without(notebook: Mapping[str, object], stopped: list[Stopped]) -> dict[str, object]:
    """Return the notebook in which some cells do nothing; they stay where they are."""
    left_out = {one.cell for one in stopped}
    cells = [
        {"cell_type": "raw", "id": cell["id"], "metadata": {}, "source": cell["source"]}
        if cell["id"] in left_out
        else cell
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def _with(
    notebook: Mapping[str, object], done: dict[str, object], stopped: list[Stopped]
) -> dict[str, object]:
    """Return what ran with the cells that were left out, each with an error in its place."""
    why = {one.cell: one.why for one in stopped}
    before = {cell["id"]: cell for cell in notebook["cells"]}
    cells = []
    for cell in done["cells"]:
        if cell["id"] in why:
            name = {"time": "TimeLimit", "dead": "ProcessEnded"}[why[cell["id"]]]
            error = {"output_type": "error", "ename": name, "evalue": "", "traceback": [name]}
            cell = {**before[cell["id"]], "outputs": [error]}
        cells.append(cell)
    return {**done, "cells": cells}


def _attempt(
    notebook: dict[str, object], seconds: int, left: float
) -> tuple[dict[str, object] | None, int | None, Literal["time", "dead"]]:
    """Return the notebook with outputs, or the number of the cell that stopped it, and why."""
    with tempfile.TemporaryDirectory(prefix="jalur-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "in.ipynb"), Path(folder, "out.ipynb")
        source.write_text(json.dumps(notebook), "utf-8")
        environment = os.environ | {"IPYTHONDIR": folder, "JUPYTER_RUNTIME_DIR": folder}
        told = [sys.executable, "-m", "jalur.course.execute", source, target, str(seconds)]
        process = subprocess.Popen(
            list(map(str, told)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=folder,
            env=environment,
        )
        try:
            lines = process.communicate(timeout=left)[0].splitlines()
        except subprocess.TimeoutExpired:
            lines = [*_killed(process).splitlines(), "stopped time"]
        if target.is_file() and "done" in lines:
            return json.loads(target.read_text("utf-8")), None, "time"
    begun = [int(line.split()[1]) for line in lines if line.startswith("cell ")]
    why = "time" if "stopped time" in lines else "dead"
    return None, begun[-1] if begun else None, why


def _killed(process: subprocess.Popen[str]) -> str:
    """End a process with all that it started, kernels included, and return what it said."""
    import psutil

    try:
        family = [
            *psutil.Process(process.pid).children(recursive=True),
            psutil.Process(process.pid),
        ]
    except psutil.NoSuchProcess:
        family = []
    for member in family:
        try:
            member.kill()
        except psutil.NoSuchProcess:
            continue
    return process.communicate()[0] or ""
