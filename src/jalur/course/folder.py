"""A student's working folder: made once, added to later, nothing in it ever overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path

from jalur.course import files, notebooks, places
from jalur.course.variant import Drawn
from jalur.errors import InputError
from jalur.texts import say


@dataclass(frozen=True, slots=True)
class Started:
    """What `start` did: files that it made, and files that were there and are not ours."""

    folder: Path
    made: tuple[Path, ...]
    kept: tuple[Path, ...]


def start(folder: Path, install: str = "") -> Started:
    """Put lessons and exercises into a folder; a file that is already there stays as it is.

    With `install`, what `pip install` is told, each notebook installs jalur where it is missing.

    Raises:
        InputError: If a file stands where the folder should be, or no notebooks are installed.
    """
    source = places.built_notebooks()
    files = [file for kind in ("lessons", "exercises") for file in places.notebook_files(kind)]
    if not files:
        raise InputError("folder.nothing", folder=str(source))
    if folder.exists() and not folder.is_dir():
        raise InputError("folder.file", folder=str(folder))
    made, kept = [], []
    for file in files:
        target, data = folder / file, (source / file).read_bytes()
        if install and file.suffix == ".ipynb":
            notebook = notebooks.installing(notebooks.opened(source / file), install)
            data = notebooks.written(notebook)
        if target.exists():
            if target.read_bytes() != data:
                kept.append(file)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_new(target, data)
        made.append(file)
    return Started(folder, tuple(made), tuple(kept))


@dataclass(frozen=True, slots=True)
class Renewed:
    """A new copy of an exercise, and where the old one is now; None where none was needed."""

    path: Path
    aside: Path | None


def fresh(name: str, language: str, folder: Path) -> Renewed:
    """Put a new copy of an exercise into a working folder; the old one gets another name.

    The numbers of a variant stay as they were.

    Raises:
        InputError: If there is no such assignment.
    """
    file = places.exercise(name, language)
    data = (places.built_notebooks() / file).read_bytes()
    if drawn := _numbers_in(folder / file):
        released = notebooks.opened(places.built_notebooks() / file)
        data = notebooks.written(notebooks.with_numbers(released, drawn))
    return replace(folder / file, data, language)


def _numbers_in(path: Path) -> Drawn:
    """Return the numbers of the variant in a working folder; none if public, lost or not there."""
    try:
        return notebooks.drawn_in(notebooks.opened(path))
    except (OSError, InputError):
        return {}


def replace(path: Path, data: bytes, language: str) -> Renewed:
    """Write a file; what was there before is kept under another name, unless it is the same."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_new(path, data)
        return Renewed(path, None)
    if path.read_bytes() == data:
        return Renewed(path, None)
    aside = _set_aside(path, language)
    files.write(path, data)
    return Renewed(path, aside)


def _set_aside(path: Path, language: str) -> Path:
    """Copy a file to the first free name beside it and return that name."""
    data = path.read_bytes()
    for number in count(1):
        stem = say("course.aside", language, name=path.stem, number=str(number))
        aside = path.with_name(stem + path.suffix)
        try:
            _write_new(aside, data)
        except FileExistsError:
            continue
        return aside
    raise AssertionError("numbers do not end")


def _write_new(path: Path, data: bytes) -> None:
    with path.open("xb") as file:  # never over a file that appeared in the meantime
        file.write(data)
