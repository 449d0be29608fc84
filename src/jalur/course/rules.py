"""What must be the same in both halves of a text, and what must not.

A rule takes a text in two languages and yields what it finds; `RULES` is the whole list. Blocks
are compared one by one where the outlines agree, and all at once where they do not. Free are word
order, rhythm, idiom, and how many sentences a paragraph has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import zip_longest
from string import Formatter

from jalur.course.amounts import formula, named
from jalur.course.compared import Finding, Text, lines
from jalur.course.halves import KEPT_NOWHERE
from jalur.course.markup import Block
from jalur.course.masters import agreement
from jalur.course.wording import terms, wrong_language

NOTHING = "–"

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
    now = agreement(*(text.halves.halves[language].text for language in text.languages))
    if agreed == now:
        return
    code = "never"
    if agreed:
        pairs = zip(text.languages, agreed.split(), now.split(), strict=True)
        changed = [language for language, then, current in pairs if then != current]
        code = f"stale_{changed[0]}" if len(changed) == 1 else "stale_both"
    yield text.finding(code)


def structure(text: Text) -> Iterator[Finding]:
    """Yield the first place where headings, paragraphs, items or rows go different ways."""
    for pair in zip_longest(*(text.blocks[language] for language in text.languages)):
        kinds = [(block.kind, block.size) if block else None for block in pair]
        if kinds[0] != kinds[1]:
            told = [f"{block.kind} {block.size}" if block else "nothing" for block in pair]
            at = {la: block.line for la, block in zip(text.languages, pair, strict=True) if block}
            yield text.finding("structure", at, **dict(zip(text.languages, told, strict=True)))
            return
    if text.halves.roles and len(set(text.halves.roles.values())) > 1:
        yield text.finding("role")


def bold(text: Text) -> Iterator[Finding]:
    """Yield each block with more bold spans in one language."""
    for pair in text.aligned:
        counts = {language: str(block.bold) for language, block in pair.items()}
        if len(set(counts.values())) > 1:
            yield text.finding("bold", lines(pair), **counts)


def numbers(text: Text) -> Iterator[Finding]:
    """Yield numbers that one language lacks; in a table each cell is compared."""
    typed = text.halves.typed
    for pair in text.aligned:
        parts = {la: block.words.rstrip("\n").split("\n") for la, block in pair.items()}
        for cells in zip_longest(*parts.values(), fillvalue=""):
            said = dict(zip(text.languages, cells, strict=True))
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
                values = dict(zip(text.languages, shown, strict=True))
                yield text.finding("alts", lines(pair), **values)


def citations(text: Text) -> Iterator[Finding]:
    """Yield authors who are cited, with a year, in one language only."""
    if not text.names:
        return
    day = r"(?<!\b\d )(?<!\b[1-3]\d )"  # 24 March is a date
    year = r"(?=.{0,120}?\b(?:1[6-9]|20)\d\d\b)"
    cited = re.compile(rf"{day}\b({'|'.join(sorted(text.names))})\b{year}")
    yield from _compared(
        text, "citations", lambda block, _: [(name, name) for name in cited.findall(block.words)]
    )


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
    for language, other in (text.languages, text.languages[::-1]):
        spare = counts[language] - counts[other]
        written = dict(found[language])
        shown[language] = ", ".join(written[value] for value in spare.elements()) or NOTHING
    yield text.finding(code, lines(pair) if pair else None, **shown)
