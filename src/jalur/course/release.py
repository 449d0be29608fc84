"""The student's version of an assignment, made by nbgrader itself from the solution."""

from __future__ import annotations

import logging
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from jalur.errors import InputError
from jalur.texts import say

_ERROR_LINE = re.compile(r"[\w.]*(?:Error|Exception): (.+)")

IGNORED = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "jejak.json"]


def require_course_tools() -> None:
    """Refuse with the remedy where the instructor's tools are not installed."""
    lacking = [name for name in ("nbgrader", "nbclient", "nbformat") if find_spec(name) is None]
    if lacking:
        raise InputError("release.extra", lacking=", ".join(lacking))


def settings(language: str) -> dict[str, dict[str, object]]:
    """Return what nbgrader is told, whether by the builder or by `nbgrader_config.py`."""
    from nbgrader.converters import GenerateAssignment, GenerateFeedback
    from nbgrader.preprocessors import ClearSolutions

    from jalur.course.returned import KeepHidden
    from jalur.course.stubs import KeepRunnable

    steps = list(GenerateAssignment().preprocessors)
    steps.insert(steps.index(ClearSolutions) + 1, KeepRunnable)
    stub = say("course.code_stub", language)
    return {
        "ClearSolutions": {
            "code_stub": {"python": stub},
            "text_stub": say("course.text_stub", language),
        },
        "CourseDirectory": {"course_id": "jalur", "ignore": IGNORED},
        "GenerateAssignment": {"preprocessors": steps},
        "GenerateFeedback": {"preprocessors": [KeepHidden, *GenerateFeedback().preprocessors]},
        "KeepRunnable": {"stub": stub},
    }


def released(sources: Mapping[str, bytes], language: str) -> dict[str, bytes]:
    """Return the release of each solution notebook, by the assignment's name.

    nbgrader's own `generate_assignment` removes solutions and hidden tests; the gradebook that
    it wants lives in a temporary folder and is thrown away.

    Raises:
        InputError: If nbgrader refuses a notebook.
    """
    require_course_tools()
    with tempfile.TemporaryDirectory(prefix="jalur-") as folder:
        root = Path(folder).resolve()
        for name, notebook in sources.items():
            source = root / "source" / name / f"{name}.ipynb"
            source.parent.mkdir(parents=True)
            source.write_bytes(notebook)
        for name in sources:
            generate(root, name, language)
        return {
            name: (root / "release" / name / f"{name}.ipynb").read_bytes().replace(b"\r\n", b"\n")
            for name in sources
        }


def generate(root: Path, name: str, language: str) -> None:
    """Let nbgrader make `release/` and its gradebook from `source/` in the folder `root`.

    Raises:
        InputError: If nbgrader refuses the notebook; the message ends with its reason.
    """
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    config = Config(settings(language))
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.assignment_id = name
    log = logging.getLogger("jalur.nbgrader")
    log.propagate = False
    said = _Said()
    log.handlers = [said]
    try:
        with gradebook_version():
            coursedir = CourseDirectory(config=config, log=log)
            GenerateAssignment(coursedir=coursedir, config=config, log=log, force=True).start()
    except Exception as error:
        raise InputError(
            "release.refused", name=name, lang=language, reason=said.reason() or str(error)
        ) from error


@contextmanager
def gradebook_version() -> Iterator[None]:
    """Answer here what version a gradebook has.

    nbgrader starts `alembic` by its bare name for it: that fails where the environment is not
    on PATH, and takes seconds for each new gradebook.
    """
    from alembic.script import ScriptDirectory
    from nbgrader import api
    from nbgrader.dbutil import ALEMBIC_DIR

    asked = api.get_alembic_version
    api.get_alembic_version = lambda: ScriptDirectory(ALEMBIC_DIR).get_current_head()
    try:
        yield
    finally:
        api.get_alembic_version = asked


class _Said(logging.Handler):
    """Remembers what nbgrader reports, so that only a failure is shown."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def reason(self) -> str:
        """Return the sentence of the first error that was reported; nbgrader buries it."""
        lines = [line for message in self.messages for line in message.splitlines()]
        named = (_ERROR_LINE.match(line) for line in lines)
        return next((found.group(1) for found in named if found), "")
