"""Open JupyterLab where the course begins."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from jalur.course import places
from jalur.errors import InputError

FOLDER = "jalur-lab"
"""The working folder that `jalur lab` makes where it finds none."""

SETTINGS = Path(__file__).parent / "jupyter"
"""What JupyterLab is told, wherever it is started."""


def chosen_folder(asked: Path | None) -> tuple[Path, bool]:
    """Return the folder to open, and whether it was made just now.

    Without a wish: the current folder if one can work in it, else `jalur-lab` in it, made where
    it is missing.

    Raises:
        InputError: If the folder that is asked for does not exist or is no working folder.
    """
    if asked is not None:
        if not asked.is_dir():
            raise InputError("lab.folder", folder=str(asked))
        if not (asked / "lessons").is_dir():
            raise InputError("lab.no_course", folder=str(asked))
        return asked.resolve(), False
    if places.is_working_folder(Path.cwd()):
        return Path.cwd(), False
    from jalur.course import folder as working  # reads masters, which the doctor must not need

    own = Path.cwd() / FOLDER
    return own, bool(working.start(own).made)


def command(folder: Path, language: str, *, port: int | None, browser: bool) -> list[str]:
    """Return the command that opens JupyterLab at the index of the course.

    Raises:
        InputError: If JupyterLab is not installed, or the port is not free.
    """
    if find_spec("jupyterlab") is None:
        raise InputError("lab.missing", python=sys.executable)
    told = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url={address(language)}",
    ]
    if port is not None:
        if not 1 <= port <= 65535:
            raise InputError("lab.port_range", got=str(port))
        if not is_free(port):
            raise InputError("lab.port", port=str(port))
        told += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    return told if browser else [*told, "--no-browser"]


def address(language: str) -> str:
    """Return where the index of the course is in JupyterLab."""
    return f"/lab/tree/lessons/{language}/index.md"


def environment() -> dict[str, str]:
    """Return the environment in which JupyterLab shows Markdown as pages, not as text.

    A query in the address would do so for one page only, and breaks the link that JupyterLab
    prints; a setting of the reader's own still wins over ours.
    """
    paths = [str(SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    return os.environ | {"JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, paths))}


def is_free(port: int) -> bool:
    """Whether nobody listens on a port of this computer."""
    with socket.socket() as tried:
        if sys.platform != "win32":  # there it would allow two servers on one port
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def run(told: list[str], folder: Path) -> int:
    """Become JupyterLab, so that the reader's Ctrl+C and a system's stop reach it directly."""
    if sys.platform != "win32":
        os.chdir(folder)
        sys.stdout.flush()
        os.execve(told[0], told, environment())
    server = subprocess.Popen(told, cwd=folder, env=environment())  # Windows cannot replace itself
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:
            continue  # JupyterLab has it too, and asks whether to stop
