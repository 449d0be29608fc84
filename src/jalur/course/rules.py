"""What must be the same in both halves of a text, and what must not.

A rule takes a text in both languages and yields what it finds; `RULES` is the whole list. Blocks
are compared one by one where the outlines agree, and all at once where they do not. Free are word
order, rhythm, idiom, and how many sentences a paragraph has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, zip_longest
from string import Formatter

from jalur.course import tongues
from jalur.course.amounts import formula, named
from jalur.course.halves import KEPT_NOWHERE, Halves
from jalur.course.markup import GAP, Block
from jalur.course.masters import agreement
from jalur.course.terms import Term
from jalur.texts import LANGUAGES

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one text; `code` names the sentence in the catalogues."""

    file: str
    line: int
    cell: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


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
    def blocks(self) -> dict[str, list[Block]]:
        """What each half is made of."""
        return {language: self.halves.blocks(language) for language in LANGUAGES}

    @cached_property
    def aligned(self) -> list[dict[str, Block]]:
        """Block beside block; where the outlines differ, one block that holds them all."""
        first, second = (self.blocks[language] for language in LANGUAGES)
        if [(b.kind, b.size) for b in first] != [(b.kind, b.size) for b in second]:
            first, second = ([_joined(blocks)] if blocks else [] for blocks in (first, second))
        pairs = zip(first, second, strict=False)
        return [dict(zip(LANGUAGES, pair, strict=True)) for pair in pairs]

    @property
    def words(self) -> int:
        """How many words both halves have."""
        blocks = (block for language in LANGUAGES for block in self.blocks[language])
        return sum(len(block.words.split()) for block in blocks)

    def finding(self, code: str, lines: Mapping[str, int] | None = None, **values: str) -> Finding:
        """Return a finding about this text, shown at the half that stands further down."""
        second = self.halves.second
        line = max(lines.values()) if lines else second.line
        return Finding(second.file, line, self.halves.cell, code, values)


Rule = Callable[[Text], Iterator[Finding]]


def missing(text: Text) -> Iterator[Finding]:
    """Yield a text that one language does not have."""
    for language, half in text.halves.halves.items():
        if half is None:
            yield text.finding(f"missing_{language}")


def stale(text: Text) -> Iterator[Finding]:
    """Yield a text that nobody has compared since one of its halves changed."""
    agreed = text.halves.agreed
    if agreed == KEPT_NOWHERE:
        return
    now = agreement(*(text.halves.halves[language].text for language in LANGUAGES))
    if agreed == now:
        return
    code = "never"
    if agreed:
        pairs = zip(LANGUAGES, agreed.split(), now.split(), strict=True)
        changed = [language for language, then, current in pairs if then != current]
        code = f"stale_{changed[0]}" if len(changed) == 1 else "stale_both"
    yield text.finding(code)


def structure(text: Text) -> Iterator[Finding]:
    """Yield the first place where headings, paragraphs, items or rows go different ways."""
    for pair in zip_longest(*(text.blocks[language] for language in LANGUAGES)):
        kinds = [(block.kind, block.size) if block else None for block in pair]
        if kinds[0] != kinds[1]:
            told = [f"{block.kind} {block.size}" if block else "nothing" for block in pair]
            lines = {la: block.line for la, block in zip(LANGUAGES, pair, strict=True) if block}
            yield text.finding("structure", lines, **dict(zip(LANGUAGES, told, strict=True)))
            return
    if text.halves.roles and len(set(text.halves.roles.values())) > 1:
        yield text.finding("role")


def bold(text: Text) -> Iterator[Finding]:
    """Yield each block with more bold spans in one language."""
    for pair in text.aligned:
        counts = {language: str(block.bold) for language, block in pair.items()}
        if len(set(counts.values())) > 1:
            yield text.finding("bold", _lines(pair), **counts)


def numbers(text: Text) -> Iterator[Finding]:
    """Yield numbers that one language lacks; in a table each cell is compared."""
    typed = text.halves.typed
    for pair in text.aligned:
        parts = {la: block.words.rstrip("\n").split("\n") for la, block in pair.items()}
        for cells in zip_longest(*parts.values(), fillvalue=""):
            said = dict(zip(LANGUAGES, cells, strict=True))
            found = {la: named(words, la, typed=typed) for la, words in said.items()}
            yield from _only_once(text, "numbers", pair, found)


def formulas(text: Text) -> Iterator[Finding]:
    """Yield formulas that differ in more than the mark of their decimals."""
    yield from _compared(
        text, "formulas", lambda block, la: [(formula(f, la), f) for f in block.formulas]
    )


def codes(text: Text) -> Iterator[Finding]:
    """Yield code that one language lacks."""
    yield from _compared(text, "codes", lambda block, _: [(code, code) for code in block.codes])


def links(text: Text) -> Iterator[Finding]:
    """Yield links and pictures that lead elsewhere; each language may lead into its own folder."""
    yield from _compared(
        text,
        "links",
        lambda block, la: [
            (re.sub(rf"/{la}/|\.{la}(?=\.)", "/", target), target)
            for target in (*block.links, *(source for source, _ in block.images))
        ],
    )


def alts(text: Text) -> Iterator[Finding]:
    """Yield pictures that are described in one language only."""
    for pair in text.aligned:
        told = {la: [alt.strip() for _, alt in block.images] for la, block in pair.items()}
        for alt in zip(*told.values(), strict=False):
            if not all(alt) or alt[0] == alt[1]:
                shown = [words or NOTHING for words in alt]
                yield text.finding("alts", _lines(pair), **dict(zip(LANGUAGES, shown, strict=True)))


def citations(text: Text) -> Iterator[Finding]:
    """Yield authors who are cited, with a year, in one language only."""
    if not text.names:
        return
    cited = re.compile(rf"\b({'|'.join(sorted(text.names))})\b(?=.{{0,120}}?\b(?:1[6-9]|20)\d\d\b)")
    yield from _compared(
        text, "citations", lambda block, _: [(name, name) for name in cited.findall(block.words)]
    )


def terms(text: Text) -> Iterator[Finding]:
    """Yield a term of the glossary whose partner the other language does not use there."""
    if text.halves.kind == "term" or _is_label(text.halves):
        return  # a definition says its term in other words, a label may say *a good one*
    for pair in _passages(text):
        words = {language: _said(block).lower() for language, block in pair.items()}
        for term in text.terms:
            counts = {language: term.count(words[language], language) for language in LANGUAGES}
            for language, other in (LANGUAGES, LANGUAGES[::-1]):
                borrowed = term.count(words[other], language)
                if counts[language] and not counts[other] and not borrowed:
                    said, partner = term.words[language], term.words[other]
                    values = {"said": said, "partner": partner}
                    yield text.finding(f"term_{other}", _lines(pair), **values)


def blanks(text: Text) -> Iterator[Finding]:
    """Yield blanks of a catalogue's text that one language lacks."""
    if text.halves.kind != "text":
        return
    found = {}
    for language, half in text.halves.halves.items():
        try:
            fields = [(name, spec, how) for _, name, spec, how in Formatter().parse(half.text)]
        except ValueError:
            fields = [(half.text, None, None)]
        told = ["{" + n + (f"!{how}" if how else "") + (f":{s}" if s else "") + "}"
                for n, s, how in fields if n is not None]  # fmt: skip
        found[language] = [(blank, blank) for blank in told]
    yield from _only_once(text, "blanks", None, found)


def wrong_language(text: Text) -> Iterator[Finding]:
    """Yield sentences that read like the other language; told apart: those left untranslated."""
    if text.halves.cell.endswith("other_language"):
        return  # it invites the reader of the other language, in theirs
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        copies = {s for block in text.blocks[other] for s in tongues.sentences(_own_words(block))}
        for block in text.blocks[language]:
            for sentence in tongues.sentences(_own_words(block)):
                if tongues.language(sentence) != other or _is_too_short(
                    sentence, block, sentence in copies
                ):
                    continue
                code = "untranslated" if sentence in copies else "foreign"
                line = {language: block.line}
                yield text.finding(f"{code}_{language}", line, sentence=sentence.replace(GAP, "…"))


def _is_too_short(sentence: str, block: Block, copied: bool) -> bool:
    """Whether so few words may be a name: of a publisher, of a village in a table."""
    words = len(tongues.ordinary(sentence))
    if _is_reference(block):
        return words < 3
    named = sentence.istitle() and block.kind != "heading"
    return words < (1 if copied and not named else 2)


RULES: tuple[Rule, ...] = (
    structure,
    wrong_language,
    numbers,
    formulas,
    links,
    codes,
    citations,
    alts,
    bold,
    terms,
    blanks,
    stale,
)


def found(text: Text, rules: Iterable[Rule] = RULES) -> Iterator[Finding]:
    """Yield everything that the rules find in a text; of one with a missing half, only that."""
    yield from (
        missing(text)
        if not text.halves.whole
        else (finding for rule in rules for finding in rule(text))
    )


_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
_TYPED = re.compile(
    r"\b(?:pip|jalur (?:start|lab|fresh|switch|doctor|release|grade|build|parity|site))\b[^.,;]*"
    r"|\bjalur (?=\ufffc)"
    r"|\s--?[\w-]+.*|\w+[=(]\S*|^[a-z_]+:|\w+\.[a-z]+\b(?:, [\w.]+)*"
)


def _is_reference(block: Block) -> bool:
    """Whether a block is an entry of a list of readings: names, a year between full stops."""
    return bool(re.search(r"\. (?:1[6-9]|20)\d\d\. ", block.words))


def _said(block: Block) -> str:
    """Return a block's words without titles of works and without what one types."""
    words = block.words
    if _is_reference(block):
        words = _QUOTED.sub(GAP, words)
        for title in block.italics:
            words = words.replace(title, GAP, 1)
    return _TYPED.sub(GAP, words)


def _own_words(block: Block) -> str:
    """Return what a block says without italic words of another language."""
    words = _said(block)
    for span in block.italics:
        if len(span.split()) <= 3:
            words = words.replace(span, GAP, 1)
    return words


def _is_label(halves: Halves) -> bool:
    """Whether a catalogue's text is no full sentence: it ends as none, or a blank says who."""
    said = [half.text for half in halves.halves.values()]
    if halves.kind != "text" or halves.cell.startswith("error."):
        return False
    return any("{who}" in words or not re.search(r"[.?!]$", words) for words in said)


def _passages(text: Text) -> Iterator[dict[str, Block]]:
    """Yield what is read in one go: a paragraph, a whole list, a whole table."""
    if text.halves.kind == "text" and text.aligned:
        blocks = {la: [pair[la] for pair in text.aligned] for la in LANGUAGES}
        yield {language: _joined(blocks[language]) for language in LANGUAGES}
        return
    runs = {"row": "table", "item": "list", "numbered": "list"}
    for _, group in groupby(
        enumerate(text.aligned), lambda entry: runs.get(entry[1][LANGUAGES[0]].kind, entry[0])
    ):
        pairs = [pair for _, pair in group]
        yield {language: _joined([pair[language] for pair in pairs]) for language in LANGUAGES}


def _joined(blocks: list[Block]) -> Block:
    """Return one block that says what all of them say."""
    if len(blocks) == 1:
        return blocks[0]
    joined = Block("paragraph", 1, blocks[0].line, "\n".join(block.words for block in blocks))
    joined.bold = sum(block.bold for block in blocks)
    for name in ("italics", "links", "images", "codes", "formulas"):
        setattr(joined, name, [one for block in blocks for one in getattr(block, name)])
    return joined


def _lines(pair: Mapping[str, Block]) -> dict[str, int]:
    return {language: block.line for language, block in pair.items()}


def _compared(
    text: Text, code: str, said: Callable[[Block, str], list[tuple[str, str]]]
) -> Iterator[Finding]:
    for pair in text.aligned:
        found = {language: said(block, language) for language, block in pair.items()}
        yield from _only_once(text, code, pair, found)


def _only_once(
    text: Text,
    code: str,
    pair: Mapping[str, Block] | None,
    found: Mapping[str, list[tuple[str, str]]],
) -> Iterator[Finding]:
    """Yield a finding if one language says what the other does not, as value and as written."""
    counts = {language: Counter(value for value, _ in told) for language, told in found.items()}
    if len({frozenset(count.items()) for count in counts.values()}) == 1:
        return
    shown = {}
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        spare = counts[language] - counts[other]
        written = dict(found[language])
        shown[language] = ", ".join(written[value] for value in spare.elements()) or NOTHING
    yield text.finding(code, _lines(pair) if pair else None, **shown)
