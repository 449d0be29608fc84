"""What students handed in: which file is whose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jalur.errors import InputError

_COPY = re.compile(r"( \(\d+\)|-Copy\d*| - Copy.*| - Salin.*)$")
_SKIPPED = {"__MACOSX", "__pycache__"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Something to say about a submission; `code` names the sentence in the texts."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Handed:
    """What was found for one student: the file to grade, and what was odd about it."""

    student: str
    file: Path | None
    reasons: tuple[Reason, ...] = ()


def collect(root: Path, name: str) -> list[Handed]:
    """Return what each student handed in, by name.

    `root` holds one file per student, or one folder per student, or is nbgrader's `submitted`.

    Raises:
        InputError: If there is nothing there.
    """
    if not root.exists():
        raise InputError("grade.path", path=str(root))
    if root.is_file():
        return [_from_files(_student(root), [root], name)]
    if (root / "submitted").is_dir():
        root = root / "submitted"
    by_student: dict[str, list[Path]] = {}
    handed = []
    for path in sorted(root.iterdir()):
        if path.name.startswith(".") or path.name in _SKIPPED:
            continue
        if path.is_file():
            by_student.setdefault(_student(path), []).append(path)
        else:
            own = path / name if (path / name).is_dir() else path
            handed.append(_from_files(path.name, list(_files(own)), name))
    handed += [_from_files(student, files, name) for student, files in by_student.items()]
    if not handed:
        raise InputError("grade.nothing", path=str(root))
    return sorted(_told_apart(handed), key=lambda one: one.student)


def _from_files(student: str, files: Sequence[Path], name: str) -> Handed:
    if not files:
        return Handed(student, None)
    notebooks = [path for path in files if path.suffix.lower() == ".ipynb"] or list(files)

    def rank(path: Path) -> tuple[bool, bool, int]:
        """The assignment's own name first, then a download of it, then the latest copy."""
        stem = _COPY.sub("", path.stem)
        number = re.search(r"\((\d+)\)$", path.stem)
        return path.stem == name, stem == name, int(number.group(1)) if number else 0

    best = max(notebooks, key=rank)
    reasons = []
    if len(notebooks) > 1:
        reasons.append(Reason("several", {"file": best.name, "number": len(notebooks)}))
    if _COPY.search(best.stem):
        reasons.append(Reason("renamed", {"file": best.name}))
    return Handed(student, best, tuple(reasons))


def _told_apart(handed: Sequence[Handed]) -> Iterator[Handed]:
    """Give two students of one name, a file and a folder, a row each."""
    seen: Counter[str] = Counter()
    for one in handed:
        seen[one.student] += 1
        number = seen[one.student]
        yield one if number == 1 else Handed(f"{one.student}-{number}", one.file, one.reasons)


def _student(path: Path) -> str:
    return _COPY.sub("", path.stem).strip() or path.stem


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(p.startswith(".") or p in _SKIPPED for p in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.name not in ("jejak.json", "timestamp.txt"):
            yield path
