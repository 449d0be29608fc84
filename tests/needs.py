"""What a test needs from its machine: skipped where a reader lacks it, a failure where CI does."""

import os
import shutil
from pathlib import Path

import pytest

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
