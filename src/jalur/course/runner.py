"""Run submissions: each is examined in a process of its own, its cells run in another.

The one way in is `Rooms.run`: a notebook goes in, the same notebook with outputs comes out, with
the cells that had to be left out.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Literal

from jalur.course import walls
from jalur.course.matching import NotebookCell
from jalur.errors import InputError

Level = Literal["namespaces", "bubblewrap", "limits"]

_PYTHON = {
    "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONDONTWRITEBYTECODE": "1",
    "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1",
}  # fmt: skip
ROOM = (sys.executable, "-m", "jalur.course.room")
STUDENTS = {
    "PATH": os.defpath, "HOME": walls.HOME, "TMPDIR": walls.HOME, "LANG": "C.UTF-8",
    "IPYTHONDIR": walls.HOME, **_PYTHON,
}  # fmt: skip
"""All that is in the environment of a student's process."""


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
    """Two warm processes, from which students' processes and their examiners are forked.

    They end with the `with` block. The one for students is started with nothing of ours in its
    environment, and never learns a test.
    """

    def __init__(self, level: Level) -> None:
        self.level = level
        self.slots = os.cpu_count() or 1

    def __enter__(self) -> Rooms:
        self._open()
        self._start()
        self._start_examiners()
        return self

    def _open(self) -> None:
        """Make the folder in which the students' warm process listens."""
        self.folder = Path(tempfile.mkdtemp(prefix="jalur-"))
        self.root = self.folder / "root"
        self.root.mkdir()
        for path in (self.folder, self.root):
            path.chmod(0o755)
        self.address = str(self.folder / "door")
        self.starting = threading.Lock()

    def _start(self) -> None:
        """Start the warm process of the students."""
        told = [*ROOM, self.address, str(self.root), self.level, str(os.getpid())]
        self.listens = Path(self.address + ".ready")
        for path in (self.listens, Path(self.address)):
            path.unlink(missing_ok=True)
        environment = STUDENTS | {"MPLCONFIGDIR": str(self.folder / "fonts")}
        self.process = subprocess.Popen(
            told, env=environment, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )

    def _start_examiners(self) -> None:
        self.door, theirs = socket.socketpair()
        told = [sys.executable, "-m", "jalur.course.examiner"]
        self.examiners = subprocess.Popen(
            told, env={**os.environ, **_PYTHON}, stdin=theirs, stdout=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        theirs.close()

    def ready(self) -> None:
        """Wait until the students' warm process listens; start it again if it has ended.

        Raises:
            InputError: If it cannot be started.
        """
        with self.starting:
            for _ in range(3):
                while self.process.poll() is None:
                    if self.listens.exists():
                        return
                    time.sleep(0.02)
                self._start()
        raise InputError("grade.isolation", system=sys.platform)

    def __exit__(
        self, kind: type | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        self._end_examiners()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _end_examiners(self) -> None:
        self.door.close()
        with suppress(OSError):
            os.killpg(self.examiners.pid, signal.SIGKILL)  # with all that it has forked
        self.examiners.wait()

    def run(
        self, notebook: Mapping[str, object], solution: Sequence[NotebookCell], limits: Limits
    ) -> Run:
        """Return a notebook as it ran and was examined, or none if its time was over."""
        began = time.monotonic()
        channel, leash = self._examiner()
        told = None
        try:
            with suppress(OSError, EOFError):  # the examiner has ended
                channel.send((self.address, notebook, list(solution), limits.cell))
                while (left := began + limits.notebook - time.monotonic()) > 0:
                    if channel.poll(min(left, 0.5)):
                        told = channel.recv()
                        break
                    self.ready()
        finally:
            os.close(leash)
            channel.close()
        seconds = time.monotonic() - began
        if told is None:
            return Run(None, (), seconds)
        return Run(told[0], tuple(Stopped(*one) for one in told[1]), seconds)

    def _examiner(self) -> tuple[Connection, int]:
        """Return the channel to a new examiner, and its leash: to close that ends the examiner."""
        ours, theirs = socket.socketpair()
        held, leash = os.pipe()
        with self.starting:
            try:
                socket.send_fds(self.door, [b"."], [theirs.fileno(), held])
            except OSError:  # the warm process of the examiners has ended
                self.examiners.wait()
                self._start_examiners()
                socket.send_fds(self.door, [b"."], [theirs.fileno(), held])
        theirs.close()
        os.close(held)
        return Connection(ours.detach()), leash
