"""Where a student's cells run: `python -m jalur.course.room SOCKET FOLDER LEVEL PARENT`.

A warm process has the imports done and knows nothing of any test. For each connection it forks a
child, which goes behind the walls and serves that connection: it runs cells, tells values as data
and calls the student's functions. What it says can be anything; it is believed in nothing.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from jalur.course import crossing, walls

SPOKEN = 100_000
"""Characters that a cell may print, and ten times as many that it may show; the rest is dropped."""
SECONDS = 300
_WARM = ("jalur.checks", "jalur.checks.contests", "jalur.model.engine", "jalur.theory",
         "jalur.figures", "jalur.widgets", "numpy.random", "matplotlib.pyplot", "bdb",
         "IPython.core.logger", "encodings.ascii")  # fmt: skip
"""What students' cells load, at once or behind what they call."""
_outputs: list[dict] = []


class _Stream:
    """What a cell prints, kept up to a bound."""

    encoding, errors, closed = "utf-8", "replace", False

    def __init__(self, name: str) -> None:
        self.name = name

    def write(self, text: str) -> int:
        """Keep a text."""
        said = sum(len(one.get("text", "")) for one in _outputs)
        kept = text[: max(0, SPOKEN - said)]
        if kept and _outputs and _outputs[-1].get("name") == self.name:
            _outputs[-1]["text"] += kept
        elif kept:
            _outputs.append({"output_type": "stream", "name": self.name, "text": kept})
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        """Keep several texts."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Do nothing: all is kept already."""

    def isatty(self) -> bool:
        """Tell that nobody watches."""
        return False


def _show(kind: str, data: dict, metadata: dict | None, **more: object) -> None:
    if sum(len(str(one.get("data", ""))) for one in _outputs) + len(str(data)) < 10 * SPOKEN:
        _outputs.append({"output_type": kind, "data": data, "metadata": metadata or {}, **more})


class _Publisher(DisplayPublisher):
    def publish(self, data: dict, metadata: dict | None = None, **_: object) -> None:
        _show("display_data", data, metadata)

    def clear_output(self, wait: bool = False) -> None:
        _outputs.clear()


class _Hook(DisplayHook):
    def start_displayhook(self) -> None:
        pass

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        _show("execute_result", format_dict, md_dict, execution_count=self.prompt_count)

    def finish_displayhook(self) -> None:
        pass


class _Shell(InteractiveShell):
    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        told = [str(line)[:SPOKEN] for line in stb][-60:]
        _outputs.append(
            {"output_type": "error", "ename": etype.__name__[:200],
             "evalue": str(evalue)[:1000], "traceback": told}
        )  # fmt: skip


def _warm() -> InteractiveShell:
    """Return a shell with everything imported that a lesson's cell imports."""
    os.environ |= {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}
    from matplotlib_inline.backend_inline import configure_inline_support

    import jalur

    for name in _WARM:
        with contextlib.suppress(Exception):
            import_module(name)
    for name in jalur.checks.questions.ASSIGNMENTS:  # what any student's package says of them
        import_module(f"jalur.checks.assignments.{name}")
    quiet = Config({"HistoryManager": {"enabled": False}})
    shell = _Shell.instance(
        config=quiet, display_pub_class=_Publisher, displayhook_class=_Hook, colors="nocolor"
    )
    with contextlib.suppress(Exception):
        configure_inline_support(shell, "module://matplotlib_inline.backend_inline")
    return shell


def serve(channel: socket.socket, shell: InteractiveShell) -> None:
    """Answer one request after the other until the other side has gone."""
    kept: list[object] = []

    def keep(function: object) -> int:
        kept.append(function)
        return len(kept) - 1

    own = os.getpid()
    while True:
        request = crossing.receive(channel)
        told = {"id": request["id"], **_done(request, shell, kept, keep)}
        if os.getpid() != own:
            os._exit(0)  # a cell has forked: only the first of them answers
        try:
            crossing.send(channel, told)
        except (ValueError, TypeError, RecursionError, MemoryError):
            crossing.send(channel, {"id": request["id"], "strange": True, "outputs": []})


def _done(request: dict, shell: InteractiveShell, kept: list, keep: object) -> dict:
    if request["do"] == "run":
        _outputs.clear()
        shell.run_cell(request["source"], store_history=True)
        return {"outputs": list(_outputs)}
    try:
        if request["do"] == "value":
            if request["name"] not in shell.user_ns:
                return {"missing": True}
            return {"value": crossing.pack(shell.user_ns[request["name"]], keep)}
        arguments = crossing.unpack(request["arguments"], lambda number, _: kept[number])
        given = kept[request["function"]](*arguments[0], **arguments[1])
        return {"value": crossing.pack(given, keep)}
    except BaseException as error:  # also an exit: it is the student's
        return {"raised": type(error).__name__, "told": str(error)[:300]}


def _enter(channel: socket.socket, shell: InteractiveShell, folder: str, level: str) -> None:
    """Go behind the walls and serve, under a guard; the parent is gone from here."""
    user = walls.USERS + os.getpid()  # while the guard lives, nobody else has its number
    if level == "namespaces":
        walls.apart()
    child = os.fork()
    if child:
        _guard(channel, child)
    os.setsid()
    if level == "namespaces":
        walls.enclose(folder, user)
    elif level == "bubblewrap":  # the walls stand around this room already
        walls.drop_rights()
        walls.unreadable(False)
    else:
        os.chdir(tempfile.mkdtemp(prefix="jalur-", dir=folder))
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    place = channel.detach()
    os.dup2(place, 3)
    os.closerange(4, 4096)
    walls.limit(SECONDS)
    import random

    import numpy

    random.seed()
    numpy.random.seed()
    sys.stdout, sys.stderr = _Stream("stdout"), _Stream("stderr")
    channel = socket.socket(fileno=3)
    crossing.send(channel, "ready")
    serve(channel, shell)


def _guard(channel: socket.socket, child: int) -> NoReturn:
    """End the student's process when the examiner has gone, or when it takes too much memory.

    It is the only one to do so: as the parent it knows that the number is still that process's.
    """
    with contextlib.suppress(OSError):
        os.chdir("/proc")  # ours, whatever tree of files the student's process will see
    ended = select.poll()
    ended.register(channel, select.POLLHUP | getattr(select, "POLLRDHUP", 0))
    while os.waitpid(child, os.WNOHANG)[0] == 0:
        if ended.poll(200) or walls.held(child, Path()) > walls.TOGETHER:
            for kill in (os.killpg, os.kill):
                with contextlib.suppress(OSError):
                    kill(child, signal.SIGKILL)
            break
    os._exit(0)


def main(address: str, folder: str, level: str, parent: str) -> None:
    """Listen at `address` and fork a child for each connection, as long as `parent` lives.

    Behind bubblewrap's walls no address can be seen: the socket's number stands in its place.
    """
    shell = _warm()
    gc.freeze()  # or the first tidying in each child would copy all of this
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children
    if level == "bubblewrap":
        listener = socket.socket(fileno=int(address))
        walls.unreadable(True)  # students' processes are of the same user here
    else:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(address)
        listener.listen(64)
        Path(address + ".ready").touch()
    listener.settimeout(2)
    while os.getppid() == int(parent):
        try:
            channel, _ = listener.accept()
        except TimeoutError:
            continue
        if os.fork() == 0:
            try:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                listener.close()
                channel.setblocking(True)
                _enter(channel, shell, folder, level)
            except crossing.Broken:  # the other side has gone: all is said
                os._exit(0)
            finally:
                os._exit(1)
        channel.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
