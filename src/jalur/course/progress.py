"""How far a class is graded: one line that is renewed on a terminal, plain lines in a log."""

from __future__ import annotations

import shutil
import time
from collections import deque
from collections.abc import Callable
from typing import TextIO

from jalur.course.rows import Row
from jalur.texts import say


class Progress:
    """Hears of each row as it is done and says so."""

    def __init__(
        self, stream: TextIO, language: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.stream, self.language, self.clock = stream, language, clock
        self.moments = deque([clock()], maxlen=60)
        self.lively = stream.isatty()

    def tell(self, row: Row, done: int, total: int) -> None:
        """Say what one student got; on a terminal only where there is more to say, and how long."""
        self.moments.append(self.clock())
        counts = {"done": done, "total": total, "score": row.score, "max": row.max}
        if not self.lively or row.reasons:
            self._line(say(f"cli.grade.{row.status}", self.language, student=row.student, **counts))
            for one in row.reasons:
                self._line("    " + one.text(self.language))
        if self.lively:
            self._renew("" if done == total else self._status(done, total))

    def _status(self, done: int, total: int) -> str:
        """Return rate and time left, by the last sixty submissions."""
        elapsed = max(self.moments[-1] - self.moments[0], 1e-6)
        rate = (len(self.moments) - 1) / elapsed
        minutes, seconds = divmod(round((total - done) / rate), 60)
        told = {"rate": round(60 * rate), "left": f"{minutes}:{seconds:02}"}
        return say("cli.grade.progress", self.language, done=done, total=total, **told)

    def _line(self, text: str) -> None:
        if self.lively:
            self._renew("")
        print(text, file=self.stream, flush=not self.lively)

    def _renew(self, text: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        print(f"\r\033[K{text[:width]}", end="", file=self.stream, flush=True)
