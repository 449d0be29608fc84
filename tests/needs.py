"""What a test needs from its machine: skipped where a reader lacks it, a failure where CI does."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

try:
    import fcntl
except ImportError:  # Windows: there, run with one worker
    fcntl = None

ROOT = Path(__file__).parents[1]


def need(there: object, what: str) -> None:
    """Go on if `there`; else fail in CI, and skip on anybody's own machine."""
    if there:
        return
    if os.environ.get("CI", "") not in ("", "0", "false"):
        pytest.fail(f"CI must have {what}")
    pytest.skip(f"needs {what}")


def need_node(package: str = "") -> None:
    """Go on if Node is there, and with a `package`, what `npm install` brings."""
    need(shutil.which("node"), "Node")
    if package:
        need((ROOT / "node_modules" / package).exists(), f"{package}, by `npm install`")


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Let no other worker in until the block ends; `file` is the lock."""
    with file.open("w") as lock:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
