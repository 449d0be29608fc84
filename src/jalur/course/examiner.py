"""Examine one notebook: its cells run in a room, the course's tests run here."""

from __future__ import annotations

import ast
import builtins
import gc
import io
import os
import re
import select
import signal
import socket
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout, suppress
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path

from jalur.checks.questions import ASSIGNMENTS
from jalur.course.matching import NotebookCell, is_answer, is_test
from jalur.course.notebooks import source_of
from jalur.course.visit import ProcessEnded, TimeLimit, Visit

MEMORY = 4_000_000_000
"""Bytes that an examiner may hold: an answer may ask our own side to build something huge."""
RESTARTS = 12
"""So often a room is made anew without the cell that ended it."""
_WARM = ("jalur.theory", "jalur.checks.contests", "jalur.model.engine", "numpy.random")
_CHECK = re.compile(r"jalur\.check\([^\n;]*\)")
"""A cell that has an answer checked, for the student; it leaves nothing that a test could use."""


class Course:
    """What the course itself knows at each place of the notebook: the solution, cell by cell."""

    def __init__(self, cells: Sequence[NotebookCell]) -> None:
        self.cells = [cell for cell in cells if cell["cell_type"] == "code"]
        self._begin()

    def _begin(self) -> None:
        self.names: dict[str, object] = {"__name__": "__main__"}
        self.asked: set[str] = set()
        self.place = 0

    def up_to(self, id: str) -> None:
        """Run the solution up to the test `id`; what its answers define is asked of the student."""
        if id in (cell["id"] for cell in self.cells[: self.place]):
            self._begin()  # the student's cells stand in another order
        while self.place < len(self.cells) and self.cells[self.place]["id"] != id:
            cell = self.cells[self.place]
            self.place += 1
            if is_test(cell) or _CHECK.fullmatch(source_of(cell).strip()):
                continue
            if is_answer(cell):
                self.asked |= bound(source_of(cell))
            with suppress(Exception):  # a line of IPython's, or a check that shows something
                exec(compile(source_of(cell), str(cell["id"]), "exec"), self.names)


def bound(code: str) -> set[str]:
    """Return the names that a cell gives a value to, imports aside.

    >>> sorted(bound("import x\\na, b = 1, 2\\ndef f(n):\\n    m = n"))
    ['a', 'b', 'f']
    """
    found, todo = set(), [ast.parse(code)]
    while todo:
        for node in ast.iter_child_nodes(todo.pop()):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                found.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.id)
            elif not isinstance(node, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp,
                                       ast.GeneratorExp)):  # fmt: skip
                todo.append(node)
    return found


class Examiner:
    """Runs one notebook from top to bottom and keeps what it saw."""

    def __init__(self, address: str, solution: Sequence[NotebookCell], seconds: float) -> None:
        self.address, self.seconds = address, seconds
        self.course = Course(solution)
        self.ran: list[str] = []
        self.stopped: list[tuple[str, str]] = []
        self.visit: Visit | None = None

    def examine(self, notebook: Mapping[str, object]) -> dict[str, object]:
        """Return the notebook with the outputs of its cells and of the tests."""
        rooms = Path(self.address).parent  # it goes with them, should we be ended
        with tempfile.TemporaryDirectory(dir=rooms) as folder, chdir(folder):
            cells = [
                {**cell, "outputs": self._tested(cell) if is_test(cell) else self._run(cell)}
                if cell["cell_type"] == "code"
                else cell
                for cell in notebook["cells"]
            ]
        if self.visit:
            self.visit.end()
        return {**notebook, "cells": cells}

    def _room(self) -> Visit:
        """Return the student's process; a new one has run again what had run before."""
        if self.visit is None:
            if len(self.stopped) > RESTARTS:
                raise ProcessEnded
            self.visit = Visit(self.address)
            for source in self.ran:
                self.visit.run(source, self.seconds)
        return self.visit

    def _run(self, cell: NotebookCell) -> list[dict]:
        source = source_of(cell)
        try:
            outputs = self._room().run(source, self.seconds)
        except (TimeLimit, ProcessEnded) as error:
            return self._lost(str(cell["id"]), error)
        self.ran.append(source)
        return outputs

    def _lost(self, id: str, error: Exception) -> list[dict]:
        """Note a cell that ended its process; the next one gets a new process."""
        self.visit = None
        self.stopped.append((id, "time" if isinstance(error, TimeLimit) else "dead"))
        return [_error(type(error).__name__, "")]

    def _tested(self, cell: NotebookCell) -> list[dict]:
        """Return what a test puts out: nothing if it holds, else the error that it ends with."""
        id = str(cell["id"])
        signal.signal(signal.SIGALRM, _too_long)
        signal.setitimer(signal.ITIMER_REAL, 3 * self.seconds)
        try:
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                self.course.up_to(id)
                told = self._judged(source_of(cell), id)
        except (TimeLimit, ProcessEnded) as error:
            return self._lost(id, error)
        except Exception as error:
            return [_error(type(error).__name__, str(error)[:400])]
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        if isinstance(told, float) and not told >= 0:
            return [_error("ValueError", "no points")]  # nbgrader would give all of them
        return [] if told is None else [_result(told)]

    def _judged(self, source: str, id: str) -> object:
        """Run a test with the student's answers; its last expression may be part of the points."""
        tree = ast.parse(source)
        names = {**self.course.names, "__builtins__": builtins}
        used = set(re.findall(r"\w+", source))
        room = self._room()
        for name in sorted(used & self.course.asked):
            names.pop(name, None)
            with suppress(NameError):  # then the test itself says so
                names[name] = room.value(name, self.seconds)
        last = tree.body[-1] if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        body = tree.body[:-1] if last else tree.body
        exec(compile(ast.Module(body, []), id, "exec"), names)
        return eval(compile(ast.Expression(last.value), id, "eval"), names) if last else None


def _too_long(*_: object) -> None:
    raise TimeLimit


def _error(name: str, told: str) -> dict:
    return {"output_type": "error", "ename": name, "evalue": told, "traceback": [name]}


def _result(told: object) -> dict:
    data = {"text/plain": repr(told)}
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": None}


def work(channel: Connection) -> None:
    """Receive a job, and send back the notebook and what had to be left out."""
    import numpy

    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    numpy.random.seed()  # Python's own is drawn anew in each child by itself
    address, notebook, solution, seconds = channel.recv()
    examiner = Examiner(address, solution, seconds)
    ran = examiner.examine(notebook)
    channel.send((ran, examiner.stopped))


def main() -> None:
    """Fork an examiner for each pair that comes through standard input: a channel and a leash.

    Who lets go of a leash has the answer or wants none: that examiner ends. All of them end when
    standard input does, so none outlives its grader.
    """
    for name in (*_WARM, *(f"jalur.checks.assignments.{name}" for name in ASSIGNMENTS)):
        with suppress(ImportError):
            import_module(name)
    gc.freeze()  # or the first tidying in each child would copy all of this
    door = socket.socket(fileno=os.dup(0))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    leashes: dict[int, int] = {}
    news = select.poll()
    news.register(door, select.POLLIN)
    while True:
        for place, _ in news.poll():
            if place in leashes:
                child = leashes.pop(place)
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                news.unregister(place)
                os.close(place)
                continue
            _, given, *_ = socket.recv_fds(door, 1, 2)
            if not given:
                os.killpg(0, signal.SIGKILL)
            channel, leash = given
            child = os.fork()
            if child == 0:
                try:
                    door.close()
                    work(Connection(channel))
                finally:
                    os._exit(0)
            os.close(channel)
            leashes[leash] = child
            news.register(leash, select.POLLHUP)


if __name__ == "__main__":
    main()
