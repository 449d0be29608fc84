"""Two halves block beside block, and what is found about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from jalur.course.halves import Halves, Languages
from jalur.course.markup import Block
from jalur.course.terms import Term


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one text.

    Args:
        file: Where it is seen.
        languages: Of the two halves.
        lines: The lines of both halves, or of the one that is meant.
        cell: The id of the cell, the key of the text, the place in the front matter.
        code: Names the sentence in the catalogues.
        values: Fill its blanks.
    """

    file: str
    languages: Languages
    lines: tuple[int, ...]
    cell: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def line(self) -> int:
        """Where the half that stands further down is to be read."""
        return self.lines[-1]


@dataclass(frozen=True)
class Text:
    """Two halves, and what the course knows beside them.

    Args:
        halves: The text.
        terms: The glossary.
        names: Surnames of the authors that the course cites.
    """

    halves: Halves
    terms: Iterable[Term] = ()
    names: frozenset[str] = frozenset()

    @cached_property
    def languages(self) -> Languages:
        """The two languages that are compared."""
        one, other = self.halves.halves
        return one, other

    @cached_property
    def blocks(self) -> dict[str, list[Block]]:
        """What each half is made of."""
        return {language: self.halves.blocks(language) for language in self.languages}

    @cached_property
    def aligned(self) -> list[dict[str, Block]]:
        """Block beside block; where the outlines differ, one block that holds them all."""
        first, second = (self.blocks[language] for language in self.languages)
        if [(b.kind, b.size) for b in first] != [(b.kind, b.size) for b in second]:
            first, second = ([joined(blocks)] if blocks else [] for blocks in (first, second))
        pairs = zip(first, second, strict=False)
        return [dict(zip(self.languages, pair, strict=True)) for pair in pairs]

    @property
    def words(self) -> int:
        """How many words both halves have."""
        blocks = (block for language in self.languages for block in self.blocks[language])
        return sum(len(block.words.split()) for block in blocks)

    def finding(self, code: str, lines: Mapping[str, int] | None = None, **values: str) -> Finding:
        """Return a finding about the halves whose lines are given, or about both."""
        halves = self.halves.halves
        at = lines or {language: half.line for language, half in halves.items() if half}
        file = halves[max(at, key=at.__getitem__)].file
        at_lines = tuple(sorted(set(at.values())))
        return Finding(file, self.languages, at_lines, self.halves.cell, code, values)


def joined(blocks: list[Block]) -> Block:
    """Return one block that says what all of them say."""
    if len(blocks) == 1:
        return blocks[0]
    joined = Block("paragraph", 1, blocks[0].line, "\n".join(block.words for block in blocks))
    joined.bold = sum(block.bold for block in blocks)
    for name in ("italics", "links", "images", "codes", "formulas"):
        setattr(joined, name, [one for block in blocks for one in getattr(block, name)])
    return joined


def lines(pair: Mapping[str, Block]) -> dict[str, int]:
    """Return where two blocks stand, by language."""
    return {language: block.line for language, block in pair.items()}
