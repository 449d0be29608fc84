"""Two halves that should say the same, and where they stand: cells, titles, comments, catalogues.

A new source is one more function that yields the `Halves` of two languages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import yaml

from jalur.course import bilingual, markup
from jalur.course.grammar import LOADER
from jalur.course.masters import Master, shown
from jalur.errors import InputError
from jalur.texts import LANGUAGES

Languages = tuple[str, str]
"""The two that are compared, in the order of `LANGUAGES`."""

KEPT_NOWHERE = "-"
"""Stands for `agreed` where no hash is kept: a catalogue, a title, a comment."""


@dataclass(frozen=True, slots=True)
class Half:
    """What one language says, and the line of the file where it begins."""

    text: str
    line: int
    file: str


@dataclass(frozen=True, slots=True)
class Halves:
    """A text in two languages; a half that is missing is None.

    Args:
        cell: The id of a cell, the key of a text, the place in the front matter.
        halves: What each language says.
        kind: prose, title, comment, text (with blanks to fill) or term.
        agreed: What the master notes of the last comparison.
        roles: What a cell is for, by language.
    """

    cell: str
    halves: Mapping[str, Half | None]
    kind: str
    agreed: str = KEPT_NOWHERE
    roles: Mapping[str, str] | None = None

    @property
    def whole(self) -> bool:
        """Whether both halves are there."""
        return None not in self.halves.values()

    @property
    def typed(self) -> bool:
        """Whether numbers may stand as one types them into Python."""
        return self.kind == "comment" or self.cell.startswith(("error.", "doctor."))

    def blocks(self, language: str) -> list[markup.Block]:
        """Return what one half is made of; a catalogue's lines are blocks of their own."""
        half = self.halves[language]
        if self.kind == "prose":
            return markup.blocks(half.text, half.line)
        return [
            block
            for line in half.text.split("\n")
            for block in markup.blocks(_BLANK.sub(markup.GAP, line), half.line)
        ]


_BLANK = re.compile(r"\{[^{}]*\}")


def of_master(master: Master, languages: Languages) -> Iterator[Halves]:
    """Yield the prose, the front matter and the comments of a master."""
    yield from _of_front(master, languages)
    for pair in master.pairs():
        cells = {language: pair.halves[language] for language in languages}
        if not any(cells.values()):
            continue
        halves = {
            la: cell and Half(cell.source, cell.first, master.file) for la, cell in cells.items()
        }
        agreed = str(pair.second(*languages).metadata.get("agreed", ""))
        told = {la: str(cell.metadata.get("role", "")) for la, cell in cells.items() if cell}
        yield Halves(pair.id, halves, "prose", agreed, told)
    for cell in master.cells:
        if cell.kind == "code":
            for line, texts in bilingual.comments(cell):
                halves = {la: Half(texts[la], line, master.file) for la in languages}
                yield Halves(cell.id, halves, "comment")


def of_catalogues(folder: Path, languages: Languages) -> Iterator[Halves]:
    """Yield the texts of two catalogues such as `id.json`, one for each key of either."""
    files = {language: folder / f"{language}.json" for language in languages}
    texts = {la: _json(path) for la, path in files.items()}
    lines = {la: _lines_of_keys(path) for la, path in files.items()}
    for key in sorted(set().union(*texts.values())):
        halves = {
            la: Half(texts[la][key], lines[la][key], shown(files[la])) if key in texts[la] else None
            for la in languages
        }
        yield Halves(key, halves, "text")


def of_entries(path: Path, languages: Languages) -> Iterator[Halves]:
    """Yield what each entry of a list says in two languages: the glossary's, the coverage's."""
    written = path.read_text("utf-8").split("\n")
    for entry in chain(*_json(path).values()):
        first = next(n for n, line in enumerate(written, 1) if f'"id": "{entry["id"]}"' in line)
        for name, said in entry.items():
            if isinstance(said, dict):
                halves = {
                    la: Half(said[la], first, shown(path)) if said.get(la) else None
                    for la in languages
                }
                yield Halves(f"{entry['id']}.{name}", halves, "term")


def _of_front(master: Master, languages: Languages) -> Iterator[Halves]:
    """Yield every mapping of the front matter that has a key for a language."""
    header = master.path.read_text("utf-8-sig").split("\n---", 1)[0]
    yield from _pairs_in(yaml.compose(header, LOADER), "", master.file, languages)


def _pairs_in(node: yaml.Node, place: str, file: str, languages: Languages) -> Iterator[Halves]:
    if isinstance(node, yaml.SequenceNode):
        for number, entry in enumerate(node.value, start=1):
            yield from _pairs_in(entry, f"{place} {number}", file, languages)
    elif isinstance(node, yaml.MappingNode):
        entries = {key.value: value for key, value in node.value}
        if set(entries) & set(LANGUAGES) and all(
            isinstance(entries.get(language), yaml.ScalarNode | None) for language in LANGUAGES
        ):
            halves = {
                la: Half(entries[la].value, entries[la].start_mark.line + 1, file)
                if entries.get(la) and entries[la].value.strip()
                else None
                for la in languages
            }
            if any(halves.values()):
                yield Halves(place.strip(), halves, "title")
            return
        for key, value in entries.items():
            inner = key if place in ("", "jalur") else f"{place}.{key}"
            yield from _pairs_in(value, inner, file, languages)


def _json(path: Path) -> dict:
    try:
        return json.loads(path.read_text("utf-8"))
    except ValueError as error:
        where = {"file": shown(path), "line": str(getattr(error, "lineno", 1))}
        raise InputError("parity.json", **where, problem=str(error)) from None


def _lines_of_keys(path: Path) -> dict[str, int]:
    found = {}
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if key := re.match(r'\s*"((?:[^"\\]|\\.)+)"\s*:', line):
            found[key[1]] = number
    return found
