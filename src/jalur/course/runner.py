"""Run submissions: each is examined in a process of its own, its cells run in another.

The one way in is `Rooms.run`: a notebook goes in, the same notebook with outputs comes out, with
the cells that had to be left out.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal

from jalur.course import examiner, walls
from jalur.course.matching import NotebookCell
from jalur.errors import InputError

Level = Literal["namespaces", "bubblewrap", "limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a cell, and a whole notebook, may take, in seconds."""

    cell: float = 10
    notebook: float = 240


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


def level(wanted: Level | None = None) -> Level:
    """Return how students' processes are kept apart here: the first level that can be had.

    Raises:
        InputError: If that would isolate from nothing and nobody has asked for it; if the level
            that is `wanted` cannot be had.
    """
    there = {"namespaces": walls.available, "bubblewrap": walls.bubbles, "limits": lambda: True}
    asked: tuple[Level, ...] = (wanted,) if wanted else ("namespaces", "bubblewrap")
    for one in asked:
        if there[one]():
            return one
    raise InputError("grade.isolation", system=sys.platform)


class Rooms:
    """A warm process from which students' processes are forked; ends with its `with` block.

    It is started with nothing of ours in its environment, and never learns a test. Behind
    bubblewrap's walls what is forked is not kept apart: there each student has one alone.
    """

    def __init__(self, level: Level, *, alone: bool = False) -> None:
        self.level, self.alone = level, alone

    def __enter__(self) -> Rooms:
        if self.level == "bubblewrap" and not self.alone:
            return self
        self.folder = Path(tempfile.mkdtemp(prefix="jalur-"))
        self.root = self.folder / "root"
        self.root.mkdir()
        for path in (self.folder, self.root):
            path.chmod(0o755)
        self.address = str(self.folder / "door")
        self.starting = threading.Lock()
        self._start()
        return self

    def _start(self) -> None:
        """Start the warm process and wait until it listens."""
        environment = {
            "PATH": os.defpath, "HOME": walls.HOME, "TMPDIR": walls.HOME, "LANG": "C.UTF-8",
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "IPYTHONDIR": walls.HOME,
            "MPLCONFIGDIR": str(self.folder / "fonts"), "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        start = [sys.executable, "-m", "jalur.course.room"]
        told = [self.address, str(self.root), self.level, str(os.getpid())]
        ready = Path(self.address + ".ready")
        for path in (ready, Path(self.address)):
            path.unlink(missing_ok=True)
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        if self.level == "bubblewrap":
            environment["MPLCONFIGDIR"] = walls.HOME
            with socket.socket(socket.AF_UNIX) as door:
                door.bind(self.address)
                door.listen()
                told = [*walls.bubble(), *start, str(door.fileno()), walls.HOME, self.level, "1"]
                self.process = subprocess.Popen(
                    told,
                    env=environment,
                    pass_fds=[door.fileno()],
                    stderr=subprocess.DEVNULL,
                    **quiet,
                )
            return
        self.process = subprocess.Popen([*start, *told], env=environment, cwd="/", **quiet)
        while not ready.exists():
            if self.process.poll() is not None:
                raise InputError("grade.isolation", system=sys.platform)
            time.sleep(0.02)

    def _keep_warm(self) -> None:
        """Start the warm process again if it has ended; who knocks meanwhile waits a little."""
        with self.starting:
            if self.process.poll() is not None:
                self._start()

    def __exit__(
        self, kind: type | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.level == "bubblewrap" and not self.alone:
            return
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(
        self, notebook: Mapping[str, object], solution: Sequence[NotebookCell], limits: Limits
    ) -> Run:
        """Return a notebook as it ran and was examined, or none if its time was over."""
        if self.level == "bubblewrap" and not self.alone:
            with Rooms(self.level, alone=True) as own:
                return own.run(notebook, solution, limits)
        began = time.monotonic()
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["jalur.course.examiner", "jalur.checks", "jalur.theory"])
        here, there = context.Pipe(duplex=False)
        job = (self.address, notebook, list(solution), limits.cell)
        process = context.Process(target=examiner.work, args=(job, there), daemon=True)
        process.start()
        there.close()
        told = None
        while (left := began + limits.notebook - time.monotonic()) > 0:
            if here.poll(min(left, 0.5)):
                with suppress(EOFError):
                    told = here.recv()
                break
            self._keep_warm()
            if self.alone and walls.full(self.process.pid):
                self.process.kill()  # its guard is behind the walls too, where a student may end it
        process.kill()
        process.join()
        seconds = time.monotonic() - began
        if told is None:
            return Run(None, (), seconds)
        return Run(told[0], tuple(Stopped(*one) for one in told[1]), seconds)
