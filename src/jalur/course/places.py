"""Where things are: the course's source, the built notebooks, a student's working folder."""

from __future__ import annotations

import re
from pathlib import Path

from jalur.errors import InputError
from jalur.texts import LANGUAGES

_PACKAGE = Path(__file__).parent


def course_source(start: Path | None = None) -> Path:
    """Return the folder with `lessons`, `solutions` and the masters in them.

    That is the current folder or one above it; else the checkout that is installed in editable
    mode. An installed wheel has no solutions.

    Raises:
        InputError: If there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents, _PACKAGE.parents[2]):
        if (folder / "lessons").is_dir() and (folder / "solutions").is_dir():
            return folder
    raise InputError("places.source", folder=str(here))


def built_notebooks() -> Path:
    """Return the folder whose `lessons` and `exercises` hold the built notebooks.

    In an installed wheel they lie in the package, in a checkout in the tree.
    """
    packaged = _PACKAGE / "notebooks"
    return packaged if packaged.is_dir() else _PACKAGE.parents[2]


def notebook_files(kind: str) -> list[Path]:
    """Return what a student gets of `lessons` or `exercises`, relative to `built_notebooks()`."""
    root = built_notebooks()
    patterns = {"lessons": ("*.ipynb", "*.md"), "exercises": ("*/*.ipynb",)}[kind]
    return sorted(
        path.relative_to(root)
        for language in LANGUAGES
        for pattern in patterns
        for path in (root / kind / language).glob(pattern)
        if not any(part.startswith(".") for part in path.relative_to(root).parts)
        and _is_release(path, kind)
    )


def assignments() -> list[str]:
    """Return the names of the released assignments, in order."""
    names = {path.parts[2] for path in notebook_files("exercises")}
    return in_order(names)


def exercise(name: str, language: str) -> Path:
    """Return an assignment's released notebook, relative to a working folder.

    Raises:
        InputError: If there is no such assignment.
    """
    known = assignments()
    if name not in known:
        raise unknown_assignment(name, known)
    return Path("exercises", language, name, f"{name}.ipynb")


def unknown_assignment(name: str, known: list[str]) -> InputError:
    """Return the error for an assignment that does not exist; it names those that do."""
    return InputError("places.assignment", name=name, known=", ".join(known) or "–")


def is_working_folder(folder: Path) -> bool:
    """Whether a student can work here: `lessons` and `exercises`, but no checkout's `solutions`.

    In a checkout the notebooks are the course's own and must stay as they were built.
    """
    holds = {name: (folder / name).is_dir() for name in ("lessons", "exercises", "solutions")}
    return holds["lessons"] and holds["exercises"] and not holds["solutions"]


def working_folder(start: Path | None = None) -> Path:
    """Return the working folder: the current one or the nearest above it.

    Raises:
        InputError: If there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if is_working_folder(folder):
            return folder
    raise InputError("places.working", folder=str(here))


def in_order(names: set[str]) -> list[str]:
    """Return assignments by number: l2 before l10."""
    return sorted(names, key=lambda name: (int(re.sub(r"\D", "", name) or 0), name))


def _is_release(path: Path, kind: str) -> bool:
    """Whether a file is the course's own, not a copy that a reader has put beside it."""
    return kind == "lessons" or path.stem == path.parent.name
