"""What students handed in: which file is whose."""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from jalur.errors import InputError
from jalur.texts import say

_COPY = re.compile(r"( \(\d+\)|-Copy\d*| - Copy.*| - Salin.*)$")
_HEADS = ("student", "id", "username", "mahasiswa", "name", "nama")
_SKIPPED = {"__MACOSX", "__pycache__"}
_MOODLE = re.compile(r"(?P<student>.+?)_(?P<number>\d+)_assignsubmission_file_?(?P<file>.*)", re.S)
_CANVAS = re.compile(r"(?P<student>[^_]+)_(?:LATE_)?(?P<number>\d+)_\d+_(?P<file>.+)", re.S)


@dataclass(frozen=True, slots=True)
class Reason:
    """Something to say about a submission; `code` names the sentence in the texts."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """Return the sentence."""
        return say(f"grade.reason.{self.code}", language, **self.values)


@dataclass(frozen=True, slots=True)
class Handed:
    """What was found for one student: the file to grade, and what was odd about it.

    `number` is the student's in Moodle or Canvas, where the name of the file tells it.
    """

    student: str
    file: Path | None
    reasons: tuple[Reason, ...] = ()
    number: str = ""


def collect(root: Path, name: str) -> list[Handed]:
    """Return what each student handed in, by name.

    `root` holds one file per student, or one folder per student, is nbgrader's `submitted`, or
    came out of the zip of Moodle or Canvas, whose names say who handed in what.

    Raises:
        InputError: If there is nothing there.
    """
    if not root.exists():
        raise InputError("grade.path", path=str(root))
    if root.is_file():
        return [_from_files(_student(root), [root], name)]
    if (root / "submitted").is_dir():
        root = root / "submitted"
    by_student: dict[tuple[str, str], list[Path]] = {}
    handed = []
    for path in sorted(root.iterdir()):
        if path.name.startswith(".") or path.name in _SKIPPED:
            continue
        if who := _named_by_host(path):
            files = [path] if path.is_file() else list(_files(path))
            by_student.setdefault(who, []).extend(files)
        elif path.is_file():
            by_student.setdefault((_student(path), ""), []).append(path)
        else:
            own = path / name if (path / name).is_dir() else path
            handed.append(_from_files(path.name, list(_files(own)), name))
    names = Counter(student for student, _ in by_student)
    for (student, number), files in by_student.items():
        told = f"{student}-{number}" if names[student] > 1 and number else student
        handed.append(replace(_from_files(told, files, name), number=number))
    if not handed:
        raise InputError("grade.nothing", path=str(root))
    return sorted(_told_apart(handed), key=lambda one: one.student)


def _from_files(student: str, files: Sequence[Path], name: str) -> Handed:
    """Return the notebook that counts: of those named after the assignment the latest."""
    if not files:
        return Handed(student, None)
    notebooks = [path for path in files if path.suffix.lower() == ".ipynb"] or list(files)
    folder = Path(os.path.commonpath([path.parent for path in notebooks]))

    def rank(path: Path) -> tuple[bool, float, int, str]:
        """A zip keeps time in steps of two seconds; of one time, the last name counts."""
        number = re.search(r"\((\d+)\)$", path.stem)
        stem = _COPY.sub("", _own_name(path))
        told = int(number.group(1)) if number else 0
        return stem == name, path.stat().st_mtime // 2, told, path.relative_to(folder).as_posix()

    best, *others = sorted(notebooks, key=rank, reverse=True)
    reasons = []
    if others:
        told = ", ".join(path.relative_to(folder).as_posix() for path in others)
        reasons.append(Reason("several", {"file": best.name, "others": told}))
    if _COPY.search(best.stem):
        reasons.append(Reason("renamed", {"file": best.name}))
    return Handed(student, best, tuple(reasons))


def with_roster(handed: Sequence[Handed], roster: Sequence[str]) -> list[Handed]:
    """Return what was handed in, with a row for each of the roster who sent nothing."""
    sent = {one.student.casefold() for one in handed}
    absent = dict.fromkeys(student for student in roster if student.casefold() not in sent)
    missing = [Handed(student, None, (Reason("no_submission"),)) for student in absent]
    return sorted([*handed, *missing], key=lambda one: one.student)


def read_roster(path: Path) -> list[str]:
    """Return the students of a class list: a table with a column for them, or a name a line.

    Raises:
        InputError: If the file is not there or cannot be read as text.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (FileNotFoundError, UnicodeDecodeError):
        raise InputError("grade.roster", file=str(path)) from None
    rows = [row for row in csv.reader(text.splitlines()) if any(map(str.strip, row))]
    heads = [head.strip().casefold() for head in rows[0]] if rows else []
    column = next((heads.index(head) for head in _HEADS if head in heads), None)
    place = column or 0
    told = [row[place].strip() for row in rows[column is not None :] if len(row) > place]
    # the name becomes a folder's name
    return [re.sub(r"[\\/:\0]|^\.+", "_", student) for student in told if student]


def _named_by_host(path: Path) -> tuple[str, str] | None:
    """Return student and number where Moodle or Canvas has put them into the name."""
    if found := _MOODLE.fullmatch(path.name) or (path.is_file() and _CANVAS.fullmatch(path.name)):
        return found["student"].strip(), found["number"]
    return None


def _own_name(path: Path) -> str:
    """Return the stem of the name that the student gave; Canvas adds a number to later ones."""
    if found := _MOODLE.fullmatch(path.name) or _CANVAS.fullmatch(path.name):
        return re.sub(r"-\d+$", "", Path(found["file"]).stem)
    return path.stem


def _told_apart(handed: Sequence[Handed]) -> Iterator[Handed]:
    """Give two students of one name, a file and a folder, a row each."""
    seen: Counter[str] = Counter()
    for one in handed:
        seen[one.student] += 1
        number = seen[one.student]
        yield one if number == 1 else replace(one, student=f"{one.student}-{number}")


def _student(path: Path) -> str:
    return _COPY.sub("", path.stem).strip() or path.stem


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(p.startswith(".") or p in _SKIPPED for p in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.name not in ("jejak.json", "timestamp.txt"):
            yield path
