"""Do the two halves of each text still say the same? Told by rule, and decided by a reader."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

from jalur.course import builder, halves, terms
from jalur.course.compared import Finding, Text
from jalur.course.halves import Halves
from jalur.course.masters import Master, agreement, read
from jalur.course.rules import RULES, Rule, found
from jalur.errors import InputError
from jalur.texts import LANGUAGES, say


def sources(root: Path) -> list[Path]:
    """Return every file of a course that holds two halves, or one and has a twin."""
    masters = [
        path
        for kind in ("lessons", builder.TEACHING, "solutions")
        for path in builder.masters_in(root / kind)
    ]
    lists = [root / "lessons" / f"{name}.json" for name in ("coverage", "glossary")]
    others = [*lists, root / "src" / "jalur" / "texts" / f"{LANGUAGES[0]}.json"]
    return [*masters, *(path for path in others if path.is_file())]


def texts(path: Path) -> Iterator[Text]:
    """Yield the texts of a master, of a list, or of the catalogues that a file belongs to."""
    lessons = _lessons(path.resolve())
    glossary = terms.read(lessons / "glossary.json")
    names = surnames(lessons / "references.bib")
    for both in _halves(path):
        yield Text(both, glossary, names)


def findings(texts: Iterable[Text], rules: Iterable[Rule] = RULES) -> list[Finding]:
    """Return everything that the rules find, file by file and line by line."""
    told = [finding for text in texts for finding in found(text, rules)]
    return sorted(told, key=lambda finding: (finding.file, finding.line, finding.code))


def sentence(finding: Finding, language: str) -> str:
    """Return what is wrong and what to do about it, in a reader's language."""
    one, other = finding.languages
    values = dict(finding.values)
    if finding.code == "structure":
        values = {la: _block(told, language) for la, told in values.items()}
    code, _, half = finding.code.rpartition("_")
    if half not in finding.languages:
        code = finding.code
        values |= {"first": values.pop(one, ""), "second": values.pop(other, "")}
    elif half == other:
        one, other = other, one
    names = {"one": say(f"language.{one}", language), "other": say(f"language.{other}", language)}
    return say(f"cli.parity.{code}", language, cell=finding.cell, **names, **values)


def as_json(findings: Iterable[Finding], language: str) -> str:
    """Return findings for a program to read, each with its sentence."""
    told = [
        asdict(finding) | {"line": finding.line, "message": sentence(finding, language)}
        for finding in findings
    ]
    return json.dumps(told, ensure_ascii=False, indent=2)


def _block(told: str, language: str) -> str:
    kind, _, size = told.partition(" ")
    return say(f"cli.parity.block.{kind}", language, size=size)


def surnames(references: Path) -> frozenset[str]:
    """Return the surnames of all authors in a BibTeX file; bodies in braces are not persons."""
    if not references.is_file():
        return frozenset()
    authors = re.findall(r"^\s*author\s*=\s*\{(.+)\}", references.read_text("utf-8"), re.M)
    people = (name for line in authors for name in line.split(" and ") if "{" not in name)
    return frozenset(name.partition(",")[0].strip() for name in people)


def _lessons(path: Path) -> Path:
    """Return the folder that holds the glossary of the course that a file belongs to."""
    folders = (folder / "lessons" for folder in path.parents)
    return next((folder for folder in folders if folder.is_dir()), path.parent)


def _halves(path: Path) -> Iterator[Halves]:
    """Yield what a file says in the first language, beside each of the others."""
    master = read(path) if path.suffix != ".json" else None
    for other in LANGUAGES[1:]:
        languages = (LANGUAGES[0], other)
        if master:
            yield from halves.of_master(master, languages)
        elif path.stem in LANGUAGES:
            yield from halves.of_catalogues(path.parent, languages)
        else:
            yield from halves.of_entries(path, languages)


def agree(path: Path, cells: Iterable[str]) -> Master:
    """Write into the master that a reader has compared these pairs, and found them equal.

    Raises:
        InputError: If a cell is not named, not there, or has one half only.
    """
    master = read(path)
    pairs = {pair.id: pair for pair in master.pairs()}
    named = list(cells)
    unknown = [id for id in named if id not in pairs]
    if unknown or not named:
        raise InputError("parity.cell", file=master.file, cells=", ".join(unknown) or "''")
    hashes = {}
    for id in named:
        pair = pairs[id]
        if None in pair.halves.values():
            raise InputError("parity.half", file=master.file, line=str(pair.second().line), id=id)
        for languages in ((LANGUAGES[0], other) for other in LANGUAGES[1:]):
            said = (pair.halves[language].source for language in languages)
            hashes[pair.second(*languages).line] = agreement(*said)
    marked = tuple(
        replace(cell, metadata=_marked(cell.metadata, hashes[cell.line]))
        if cell.line in hashes
        else cell
        for cell in master.cells
    )
    agreed = replace(master, cells=marked)
    path.write_bytes(agreed.text().encode())
    return agreed


def _marked(metadata: dict[str, object], hashes: str) -> dict[str, object]:
    """Return a cell's metadata with `agreed`, in the order that masters keep."""
    rest = {key: value for key, value in metadata.items() if key not in ("id", "lang", "agreed")}
    return {"id": metadata["id"], "lang": metadata["lang"], "agreed": hashes, **rest}
