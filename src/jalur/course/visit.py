"""The examiner's side of a room: it sends cells and questions, and believes no answer."""

from __future__ import annotations

import builtins
import secrets
import socket
import time
from collections.abc import Mapping
from contextlib import suppress

from jalur.course import crossing
from jalur.course.crossing import Broken

OPENING = 20
"""Seconds in which a room must have opened."""
SHOWN = 2_000_000
"""Characters of output of one cell; the rest is dropped."""


class TimeLimit(BaseException):
    """A cell or a call went on too long; its process was ended. No test may catch it by chance."""


class ProcessEnded(BaseException):
    """The student's process ended, or sent what cannot be read."""


class StudentError(Exception):
    """What a student's function raised, where Python has no such error of its own."""


class Visit:
    """A connection to one student's process, from its beginning to its end."""

    def __init__(self, address: str) -> None:
        until = time.monotonic() + OPENING
        while not self._opened(address):
            if time.monotonic() > until:
                raise ProcessEnded
            time.sleep(0.2)  # a warm process that ended is started again, see `Rooms`

    def _opened(self, address: str) -> bool:
        """Knock, and return whether a process answers whose walls stand."""
        self.channel = socket.socket(socket.AF_UNIX)
        self.channel.settimeout(OPENING)
        try:
            self.channel.connect(address)
            return crossing.receive(self.channel) == "ready"
        except (Broken, OSError):
            self.channel.close()
            return False

    def run(self, source: str, seconds: float) -> list[dict]:
        """Run a cell and return its outputs, such as nbformat has them."""
        told = self._ask(seconds, do="run", source=source).get("outputs")
        kept, left = [], SHOWN
        for output in filter(None, map(_output, told if isinstance(told, list) else [])):
            left -= len(str(output))
            if left < 0:
                break
            kept.append(output)
        return kept

    def value(self, name: str, seconds: float) -> object:
        """Return what the student calls `name`.

        Raises:
            NameError: If there is no such name.
        """
        told = self._ask(seconds, do="value", name=name)
        if told.get("missing"):
            raise NameError(f"name '{name}' is not defined")
        return self._read(told, seconds)

    def call(self, function: int, arguments: tuple, keywords: Mapping, seconds: float) -> object:
        """Return what a student's function returns; what it raises is raised here."""
        packed = crossing.pack([arguments, dict(keywords)], _keep)
        return self._read(
            self._ask(seconds, do="call", function=function, arguments=packed), seconds
        )

    def end(self) -> None:
        """End the student's process with all that it started: its guard sees that we have gone."""
        self.channel.close()

    def _ask(self, seconds: float, **request: object) -> dict:
        """Return the reply to this very request; another one, or none in time, ends the process."""
        request["id"] = secrets.token_hex(8)
        until = time.monotonic() + seconds
        try:
            self.channel.settimeout(seconds)
            crossing.send(self.channel, request)
            told = crossing.receive(_Until(self.channel, until))
            if not isinstance(told, dict) or told.get("id") != request["id"]:
                raise Broken
            return told
        except TimeoutError:
            self.end()
            raise TimeLimit from None
        except (Broken, OSError):
            self.end()
            raise ProcessEnded from None

    def _read(self, told: dict, seconds: float) -> object:
        if "raised" in told:
            kind = getattr(builtins, str(told["raised"]), None)
            known = isinstance(kind, type) and issubclass(kind, Exception)
            said = f"{told['raised']}: {told.get('told')}"[:400]
            error = StudentError(said)
            with suppress(TypeError):  # some kinds are made of more than a text
                error = kind(said) if known else error
            raise error
        try:
            return crossing.unpack(
                told.get("value"), lambda number, name: Function(self, number, name, seconds)
            )
        except Broken:
            return crossing.Strange("unreadable")


class _Until:
    """A channel whose whole message must have come by a moment, not each piece of it."""

    def __init__(self, channel: socket.socket, until: float) -> None:
        self.channel, self.until = channel, until

    def recv(self, size: int) -> bytes:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.channel.settimeout(left)
        return self.channel.recv(size)


class Function:
    """Stands here for a function of the student's, which runs over there."""

    def __init__(self, visit: Visit, number: int, name: str, seconds: float) -> None:
        self._visit, self._number, self._seconds = visit, number, seconds
        self.__name__ = name

    def __call__(self, *arguments: object, **keywords: object) -> object:
        """Call it with data."""
        return self._visit.call(self._number, arguments, keywords, self._seconds)


def _keep(value: object) -> int:
    """A function of the student's goes back as its number; another cannot cross."""
    if isinstance(value, Function):
        return value._number
    raise TypeError("only data can be handed to a student's function")


def _output(told: object) -> dict | None:
    """Return an output rebuilt from its known parts; nothing where it is none."""
    if not isinstance(told, dict):
        return None
    kind = told.get("output_type")
    if kind == "stream":
        name = "stderr" if told.get("name") == "stderr" else "stdout"
        return {"output_type": kind, "name": name, "text": str(told.get("text", ""))}
    if kind == "error":
        lines = told.get("traceback")
        return {
            "output_type": kind,
            "ename": str(told.get("ename")),
            "evalue": str(told.get("evalue")),
            "traceback": [str(line) for line in lines] if isinstance(lines, list) else [],
        }
    if kind not in ("display_data", "execute_result") or not isinstance(told.get("data"), dict):
        return None
    data = {str(key): one for key, one in told["data"].items() if isinstance(one, str)}
    made = {"output_type": kind, "data": data, "metadata": {}}
    return made | ({"execution_count": None} if kind == "execute_result" else {})
