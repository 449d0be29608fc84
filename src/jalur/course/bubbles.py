"""Rooms behind bubblewrap's walls, for systems where only that program may make namespaces.

What is forked from one process there sees its siblings. So each submission has a warm process
alone, which costs seconds, and is watched from outside: its guard stands behind the walls too.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from jalur.course import walls
from jalur.course.matching import NotebookCell
from jalur.course.runner import ROOM, STUDENTS, Level, Limits, Rooms, Run


def rooms(level: Level) -> Rooms:
    """Return the rooms of a level, to be opened by `with`."""
    return Bubbles(level) if level == "bubblewrap" else Rooms(level)


class Bubbles(Rooms):
    """A warm process of the examiners, and one of each student as long as the submission runs."""

    def __enter__(self) -> Bubbles:
        self._open()
        self._start_examiners()
        return self

    def ready(self) -> None:
        """Go on: there is nobody to wait for yet."""

    def __exit__(
        self, kind: type | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end_examiners()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(
        self, notebook: Mapping[str, object], solution: Sequence[NotebookCell], limits: Limits
    ) -> Run:
        """Return a notebook as it ran and was examined, or none if its time was over."""
        with _Bubble(self) as own:
            return own.run(notebook, solution, limits)


class _Bubble(Rooms):
    """The warm process of one student; the examiner comes from the class's."""

    def __init__(self, whole: Bubbles) -> None:
        super().__init__(whole.level)
        self._examiner = whole._examiner

    def __enter__(self) -> _Bubble:
        self._open()
        self._start()
        return self

    def _start(self) -> None:
        Path(self.address).unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX) as door:  # behind the walls its address is not seen
            door.bind(self.address)
            door.listen()
            told = [*walls.bubble(), *ROOM, str(door.fileno()), walls.HOME, self.level, "1"]
            self.process = subprocess.Popen(
                told, env=STUDENTS | {"MPLCONFIGDIR": walls.HOME}, pass_fds=[door.fileno()],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip

    def ready(self) -> None:
        """End the process if it holds too much, and start it again if it has ended."""
        if walls.full(self.process.pid):
            self.process.kill()
            self.process.wait()
        if self.process.poll() is not None:
            self._start()

    def __exit__(
        self, kind: type | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
