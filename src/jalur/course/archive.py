"""A zip that somebody sent, unpacked within bounds: it may hold anything."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path, PurePosixPath

from jalur.errors import InputError

_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)


@dataclass(slots=True)
class Bounds:
    """What is left to unpack: files, bytes in all, bytes of one file, zips within zips."""

    files: int = 20_000
    total: int = 4_000_000_000
    one: int = 100_000_000
    nested: int = 2


def unpack(
    archive: Path, into: Path, bounds: Bounds | None = None, zone: tzinfo = UTC
) -> list[str]:
    """Unpack a zip, and the zips in it, and return the names that were refused.

    Refused are absolute names, names with `..`, links, encrypted or damaged members, and whatever
    is larger than its bound; a zip in a zip becomes a folder of its name. Files keep their time; a
    zip says it without a zone, so it is read in `zone`.

    Raises:
        InputError: If the file is no zip, or holds more than the bounds allow in all.
    """
    left = bounds or Bounds()
    into.mkdir(parents=True, exist_ok=True)
    try:
        opened = zipfile.ZipFile(archive)
    except _DAMAGED:
        raise InputError("grade.zip", file=archive.name) from None
    with opened as zipped:
        return list(_members(zipped, archive.name, into, left, zone))


def _members(
    zipped: zipfile.ZipFile, name: str, into: Path, left: Bounds, zone: tzinfo
) -> Iterator[str]:
    for member in zipped.infolist():
        if member.is_dir():
            continue
        left.files -= 1
        if left.files < 0:
            raise InputError("grade.zip_size", file=name)
        parts = _safe_parts(member)
        if not parts or member.file_size > left.one:
            yield member.filename
            continue
        path = into.joinpath(*parts)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _copy(zipped, member, path, left, name)
            _keep_time(member, path, zone)
        except _DAMAGED:
            path.unlink(missing_ok=True)
            yield member.filename
            continue
        if path.suffix.lower() == ".zip":
            yield from _nested(path, left, zone)


def _safe_parts(member: zipfile.ZipInfo) -> tuple[str, ...]:
    """Return where a member goes; nothing for a name that leads out, or for a link."""
    name = member.filename.replace("\\", "/")
    path = PurePosixPath(name)
    kind = stat.S_IFMT(member.external_attr >> 16)
    strange = path.is_absolute() or ".." in path.parts or ":" in name or "\0" in name
    if strange or kind not in (0, stat.S_IFREG) or member.flag_bits & 1:
        return ()
    return tuple(part for part in path.parts if part != ".")


def _copy(
    zipped: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, left: Bounds, name: str
) -> None:
    with zipped.open(member) as source, path.open("xb") as target:
        while block := source.read(1 << 16):
            left.total -= len(block)
            if left.total < 0:
                raise InputError("grade.zip_size", file=name)
            target.write(block)


def _keep_time(member: zipfile.ZipInfo, path: Path, zone: tzinfo) -> None:
    try:
        when = datetime(*member.date_time, tzinfo=zone).timestamp()
    except ValueError:  # some programs write a month 0
        when = 0.0
    os.utime(path, (when, when))


def _nested(path: Path, left: Bounds, zone: tzinfo) -> Iterator[str]:
    """Put a folder in the place of a zip within a zip."""
    if left.nested <= 0:
        yield path.name
        return
    inner = path.with_suffix(".unpacking")
    left.nested -= 1
    try:
        yield from (f"{path.name}/{name}" for name in unpack(path, inner, left, zone))
        path.unlink()
        inner.rename(path.with_suffix(""))
    except InputError as error:
        if error.key == "grade.zip_size":
            raise
        yield path.name
    except OSError:  # a folder of that name is there already: the zip stays what it is
        yield path.name
    finally:
        left.nested += 1
        shutil.rmtree(inner, ignore_errors=True)
