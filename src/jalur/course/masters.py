"""A master: one text per lesson and per assignment, with both languages side by side."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jalur.course import bilingual
from jalur.course.grammar import Cell, parse, write
from jalur.errors import InputError
from jalur.texts import LANGUAGES

CELL_KEYS = ("id", "lang", "agreed", "role", "tags", "nbgrader")
"""What a cell may say of itself; JupyterLab drops any other key at a save, in silence."""

JUPYTEXT = {
    "cell_metadata_filter": ",".join((*CELL_KEYS, "-all")),
    "notebook_metadata_filter": "all,-language_info,-jupytext.text_representation.jupytext_version",
    "text_representation": {"extension": ".md", "format_name": "myst", "format_version": 0.13},
}
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
"""The header that survives a save in JupyterLab byte for byte, but for our own key `jalur`."""

_ID = re.compile(r"[a-z][a-z0-9-]{0,63}")
_YAML_WORDS = {"no", "yes", "on", "off", "true", "false", "null"}
_ROLES = {"quiz"}


@dataclass(frozen=True, slots=True)
class Pair:
    """The halves of a prose cell, one for each language; one is None where it is missing."""

    id: str
    halves: Mapping[str, Cell | None]

    def second(self, *languages: str) -> Cell:
        """Return the half of two languages that was written second, which carries `agreed`."""
        halves = (self.halves[language] for language in languages or LANGUAGES)
        return max(filter(None, halves), key=lambda half: half.line)


@dataclass(frozen=True, slots=True)
class Master:
    """What a master holds, its rules kept."""

    path: Path
    file: str
    header: Mapping[str, object]
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """The name that the built notebooks share, such as ``02-jalur-keputusan``."""
        return self.path.stem

    @property
    def front(self) -> Mapping[str, object]:
        """Our own front matter: title, question, outcomes, minutes."""
        return self.header["jalur"]

    @property
    def is_page(self) -> bool:
        """Whether this is a page for instructors, built as Markdown and not as a notebook."""
        return self.path.parent.name == "teaching"

    @property
    def assignment(self) -> str:
        """What `jalur.begin` is told: ``l2`` for lesson 2 and for its assignment."""
        return f"l{self.front['lesson']}" if "lesson" in self.front else self.name

    def pairs(self) -> Iterator[Pair]:
        """Yield the prose cells, two halves at a time, in order."""
        halves: dict[str, dict[str, Cell]] = {}
        for cell in self.cells:
            if cell.kind == "prose":
                halves.setdefault(cell.id, {})[cell.language] = cell
        for id, found in halves.items():
            yield Pair(id, {language: found.get(language) for language in LANGUAGES})

    def text(self) -> str:
        """Return the master as JupyterLab would save it."""
        return write(self.header, self.cells)


def read(path: Path, *, complete: bool = False) -> Master:
    """Return the master at `path`.

    With `complete`, cells without an id get one; without it they are refused.

    Raises:
        InputError: If the master breaks a rule of its format; the message names line and remedy.
    """
    file = shown(path)
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    header, cells = parse(text, file)
    _check_header(header, file)
    if complete:
        cells = _with_ids(cells)
    _check_cells(cells, file)
    _check_languages(cells, file)
    master = Master(path, file, header, tuple(cells))
    _check_first_code(master)
    return master


def agreement(*halves: str) -> str:
    """Return the hashes of halves, as `agreed` holds those of two."""
    return " ".join(
        hashlib.sha256(bilingual.plain(text).encode()).hexdigest()[:8] for text in halves
    )


def shown(path: Path) -> str:
    """Return a path as it looks from here."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def _check_header(header: Mapping[str, object], file: str) -> None:
    for key, right in (("jupytext", JUPYTEXT), ("kernelspec", KERNEL)):
        if header.get(key) != right:
            raise InputError("master.header_key", file=file, name=key, right=str(right))
    front = header.get("jalur")
    titles = front.get("title") if isinstance(front, Mapping) else None
    if not isinstance(titles, Mapping) or not all(titles.get(language) for language in LANGUAGES):
        keys = ", ".join(f"`{language}:`" for language in LANGUAGES)
        raise InputError("master.title", file=file, keys=keys)
    extra = sorted(set(header) - {"jalur", "jupytext", "kernelspec"})
    if extra:
        raise InputError("master.header_extra", file=file, keys=", ".join(extra))


def _with_ids(cells: list[Cell]) -> list[Cell]:
    """Give an id to each cell without one; the two halves of a pair get the same."""
    taken = {cell.id for cell in cells}
    complete: list[Cell] = []
    for cell in cells:
        if "id" in cell.metadata or (cell.kind == "prose" and not cell.language):
            complete.append(cell)
            continue
        before = complete[-1] if complete else None
        second = (
            before is not None
            and before.kind == cell.kind == "prose"
            and cell.language not in {one.language for one in complete if one.id == before.id}
            and not any(other.id == before.id for other in cells[len(complete) :])
        )
        id = before.id if second else _new_id(cell.source, taken)
        taken.add(id)
        complete.append(replace(cell, metadata={"id": id, **cell.metadata}))
    return complete


def _new_id(source: str, taken: set[str]) -> str:
    digest = hashlib.sha256(source.encode()).hexdigest()
    return next(id for size in range(6, 65) if (id := f"cell-{digest[:size]}") not in taken)


def _check_cells(cells: list[Cell], file: str) -> None:
    seen: dict[tuple[str, str | None], int] = {}
    before: Cell | None = None
    for cell in cells:
        where = {"file": file, "line": str(cell.line)}
        if cell.kind == "prose" and cell.language not in LANGUAGES:
            known = ", ".join(f'"{language}"' for language in LANGUAGES)
            raise InputError("master.lang", **where, known=known, got=str(dict(cell.metadata)))
        if cell.kind == "code" and cell.language is not None:
            raise InputError("master.code_lang", **where)
        _check_id(cell, where)
        unknown = sorted(set(cell.metadata) - set(CELL_KEYS))
        if unknown:
            raise InputError(
                "master.key", **where, keys=", ".join(unknown), allowed=", ".join(CELL_KEYS)
            )
        if (first := seen.setdefault((cell.id, cell.language), cell.line)) != cell.line:
            raise InputError("master.twice", **where, id=cell.id, first=str(first))
        is_second = any(
            other != cell.language and (cell.id, other) in seen for other in (*LANGUAGES, None)
        )
        if is_second and (cell.kind == "code" or before is None or before.id != cell.id):
            raise InputError("master.apart", **where, id=cell.id)
        _check_marks(cell, is_second, where)
        before = cell


def _check_id(cell: Cell, where: Mapping[str, str]) -> None:
    if "id" not in cell.metadata:
        raise InputError("master.no_id", **where)
    told = cell.metadata["id"]
    if not isinstance(told, str) or not _ID.fullmatch(told) or told in _YAML_WORDS:
        raise InputError("master.id", **where, got=told)


def _check_marks(cell: Cell, is_second: bool, where: Mapping[str, str]) -> None:
    agreed = cell.metadata.get("agreed")
    if agreed is not None and not (
        is_second and re.fullmatch(r"[0-9a-f]{8} [0-9a-f]{8}", str(agreed))
    ):
        raise InputError("master.agreed", **where, id=cell.id)
    role = cell.metadata.get("role")
    if role is not None and role not in _ROLES:
        raise InputError("master.role", **where, roles=", ".join(sorted(_ROLES)), got=role)
    if cell.kind == "prose" and cell.nbgrader and not cell.nbgrader.get("solution"):
        raise InputError("master.prose_nbgrader", **where)


def _check_languages(cells: list[Cell], file: str) -> None:
    """Refuse code that is not the same program in both languages."""
    for cell in cells:
        if cell.kind != "code":
            continue
        halves = {language: bilingual.resolved(cell, language, file) for language in LANGUAGES}
        is_test = cell.nbgrader.get("grade") and not cell.nbgrader.get("solution")
        if is_test and len(set(halves.values())) > 1:
            raise InputError("master.test_words", file=file, line=str(cell.line), id=cell.id)


def _check_first_code(master: Master) -> None:
    first = next((cell for cell in master.cells if cell.kind == "code"), None)
    if first is None and master.is_page:
        return
    if first is None or first.id != "language":
        raise InputError("master.first_code", file=master.file)
    told = bilingual.begin_call(first, master.file)
    if told.lesson != master.assignment:
        raise InputError(
            "master.begin",
            file=master.file,
            line=str(first.line),
            right=master.assignment,
            got=told.lesson,
        )
