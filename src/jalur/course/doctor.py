"""Is this computer ready for the course? Each answer says what to do, not what broke."""

from __future__ import annotations

import json
import shutil
import sys
import webbrowser
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from jalur.course import lab, places

PYTHON = (3, 11)
PACKAGES = {
    "jupyterlab": "jupyterlab",
    "ipykernel": "ipykernel",
    "ipywidgets": "ipywidgets",
    "anywidget": "anywidget",
    "matplotlib": "matplotlib",
    "yaml": "PyYAML",
    "markdown_it": "markdown-it-py",
    "mdit_py_plugins": "mdit-py-plugins",
}
"""What a student's install brings: the name that is imported, and the name that pip knows."""
EXTRAS = ("nbgrader", "nbclient", "jupytext")
PORT = 8888
DISK = 500
"""Room in megabytes for notebooks, caches and a browser's own files."""

State = Literal["well", "todo", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's: `todo` stops a student, a `note` does not."""

    code: str
    state: State
    values: dict[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The text that says it."""
        return f"doctor.{self.code}.{self.state}"


def examine(folder: Path) -> Iterator[Finding]:
    """Yield what there is to say about this computer, the most basic first."""
    for look in (_python, _packages, _notebooks, _kernel):
        yield look()
    yield _disk(folder)
    for look in (_port, _browser, _extras):
        yield look()


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    right = sys.version_info[:2] >= PYTHON
    return Finding("python", "well" if right else "todo", {"version": version})


def _packages() -> Finding:
    lacking = [known for name, known in PACKAGES.items() if find_spec(name) is None]
    return _lacking("packages", lacking, "todo")


def _notebooks() -> Finding:
    notebooks = [path for path in places.notebook_files("lessons") if path.suffix == ".ipynb"]
    lessons = len({path.name for path in notebooks})
    return Finding("notebooks", "well" if lessons else "todo", {"lessons": lessons})


def _kernel() -> Finding:
    """A notebook must run in this very Python, or `import jalur` fails in it."""
    if find_spec("jupyter_client") is None:
        return Finding("kernel", "todo", {"python": sys.executable})
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        argv = KernelSpecManager().get_kernel_spec("python3").argv
    except (NoSuchKernel, OSError, json.JSONDecodeError):
        return Finding("kernel", "todo", {"python": sys.executable})
    program = shutil.which(argv[0]) or argv[0]
    # the bare name "python" is replaced by jupyter_client with the Python that runs it
    ours = argv[0] in ("python", "python3", f"python{sys.version_info[0]}.{sys.version_info[1]}")
    same = ours or Path(program).absolute() == Path(sys.executable).absolute()
    return Finding("kernel", "well" if same else "todo", {"python": sys.executable})


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free // 1_000_000
    return Finding("disk", "well" if free >= DISK else "todo", {"free": free, "needed": DISK})


def _port() -> Finding:
    return Finding("port", "well" if lab.is_free(PORT) else "note", {"port": str(PORT)})


def _browser() -> Finding:
    try:
        webbrowser.get()
    except webbrowser.Error:
        return Finding("browser", "note")
    return Finding("browser", "well")


def _extras() -> Finding:
    return _lacking("extras", [name for name in EXTRAS if find_spec(name) is None], "note")


def _lacking(code: str, names: list[str], otherwise: State) -> Finding:
    return Finding(code, otherwise if names else "well", {"names": ", ".join(names)})
