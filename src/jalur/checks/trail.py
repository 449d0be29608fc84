"""The reader's trail: what was guessed, checked and answered, in one file that nothing needs.

`jejak.json`, version 1, is one JSON object::

    {"version": 1,
     "predictions": {"l2.seven-desks": {"first": 60, "last": 48}},
     "checks": {"l2.q1": {"attempts": 2, "right": true}},
     "quizzes": {"l2.quiz-law": {"first": 2, "last": 0, "right": true}}}

In a quiz the first and the last choice are kept by their place, and whether the last is right.

Keys that this version does not know stay as they are. The file is written whole beside itself and
then put in place at once, so that it is never half a trail. Where it cannot be written, that is
said once and the trail lives in memory until the kernel ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from itertools import count
from pathlib import Path

from jalur.texts import say

NAME = "jejak.json"
VERSION = 1
SECTIONS = ("predictions", "checks", "quizzes")

_in_memory: dict[Path, dict] = {}  # the trails whose last change could not be written
_newer: set[Path] = set()  # files of a later jalur: read by nobody here, changed by nobody here
_said: set[tuple[str, Path]] = set()


def place() -> Path:
    """Return where the trail lies: in the nearest folder above with `lessons` and `exercises`.

    Elsewhere it lies in the current folder, and so it does under `autograded` and `submitted`:
    what a student handed in leaves no trace in the instructor's trail.
    """
    try:
        here = Path.cwd()
    except OSError:  # the folder has been deleted under us
        return Path(NAME)
    if {"autograded", "submitted"}.isdisjoint(here.parts):
        for folder in (here, *here.parents):
            if (folder / "lessons").is_dir() and (folder / "exercises").is_dir():
                return folder / NAME
    return here / NAME


def recall(section: str, key: str) -> dict:
    """Return what the trail holds under `key`; empty if nothing."""
    return dict(_trail(place())[section].get(key, {}))


def remember(section: str, key: str, **entry: object) -> None:
    """Add `entry` to what the trail holds under `key`, and write it."""
    path = place()
    trail = _trail(path)
    trail[section].setdefault(key, {}).update(entry)
    _in_memory[path] = trail
    if path in _newer:
        return
    try:
        _write(path, trail)
    except OSError:
        _say_once("trail.unsaved", path)
    else:
        del _in_memory[path]


def _trail(path: Path) -> dict:
    if path in _in_memory:
        return _in_memory[path]
    trail = _found(path)
    for section in SECTIONS:
        trail.setdefault(section, {})
    return trail


def _found(path: Path) -> dict:
    empty = {"version": VERSION}
    try:
        found = json.loads(path.read_bytes(), parse_constant=_refuse)
    except FileNotFoundError:
        return empty
    except OSError:
        _say_once("trail.unreadable", path)
        return _in_memory.setdefault(path, empty)
    except (ValueError, RecursionError):
        found = None
    version = found.get("version") if isinstance(found, dict) else None
    if type(version) is int and version > VERSION:
        _say_once("trail.newer", path)
        _newer.add(path)
        return _in_memory.setdefault(path, empty)
    if (
        type(version) is int
        and version == VERSION
        and all(_is_section(found.get(section, {})) for section in SECTIONS)
    ):
        return found
    _set_aside(path)
    return empty


def _is_section(section: object) -> bool:
    return isinstance(section, dict) and all(isinstance(entry, dict) for entry in section.values())


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _set_aside(path: Path) -> None:
    names = (path.with_name(f"{path.stem}-rusak-{n}{path.suffix}") for n in count(1))
    kept = next(name for name in names if not os.path.lexists(name))
    try:
        path.rename(kept)
    except OSError:
        _say_once("trail.unsaved", path)
        _newer.add(path)  # damaged, but not ours to overwrite: it could not be kept
        _in_memory.setdefault(path, {"version": VERSION})
    else:
        print(say("trail.damaged", name=path.name, kept=kept.name))


def _write(path: Path, trail: dict) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(trail, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _say_once(key: str, path: Path) -> None:
    if (key, path) not in _said:
        _said.add((key, path))
        print(say(key, name=path.name, folder=str(path.parent)))
