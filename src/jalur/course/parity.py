"""Do the two halves of each text still say the same? Found by hash, decided by a reader.

A rule takes a master and yields what it finds; `RULES` is the whole list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from jalur.course.masters import Master, agreement, read
from jalur.errors import InputError
from jalur.texts import LANGUAGES


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one cell; `code` names the sentence in the texts."""

    file: str
    line: int
    cell: str
    code: str
    values: dict[str, str] = field(default_factory=dict)


Rule = Callable[[Master], Iterator[Finding]]


def missing(master: Master) -> Iterator[Finding]:
    """Yield each text that one language does not have."""
    for pair in master.pairs():
        for language in LANGUAGES:
            if pair.halves[language] is None:
                line = pair.second.line
                yield Finding(master.file, line, pair.id, f"missing_{language}")


def stale(master: Master) -> Iterator[Finding]:
    """Yield each pair that nobody has compared since one of its halves changed."""
    for pair in master.pairs():
        if None in pair.halves.values():
            continue
        agreed = pair.second.metadata.get("agreed")
        now = agreement(*(pair.halves[language].source for language in LANGUAGES))
        if agreed == now:
            continue
        code = "never"
        if agreed:
            then, current = str(agreed).split(), now.split()
            changed = [la for la, a, b in zip(LANGUAGES, then, current, strict=True) if a != b]
            code = f"stale_{changed[0]}" if len(changed) == 1 else "stale_both"
        yield Finding(master.file, pair.second.line, pair.id, code)


RULES: tuple[Rule, ...] = (missing, stale)


def findings(master: Master, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """Return everything that the rules find in a master, by line."""
    found = [finding for rule in rules for finding in rule(master)]
    return sorted(found, key=lambda finding: (finding.line, finding.code))


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
            raise InputError("parity.half", file=master.file, line=str(pair.second.line), id=id)
        hashes[id] = agreement(*(pair.halves[language].source for language in LANGUAGES))
    second_lines = {pairs[id].second.line: id for id in named}
    marked = tuple(
        replace(cell, metadata=_marked(cell.metadata, hashes[second_lines[cell.line]]))
        if cell.line in second_lines
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
