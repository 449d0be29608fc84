"""Whether each half is in its own language, and in the course's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from jalur.course import tongues
from jalur.course.compared import Finding, Text, joined, lines
from jalur.course.halves import Halves
from jalur.course.markup import GAP, Block
from jalur.texts import LANGUAGES


def terms(text: Text) -> Iterator[Finding]:
    """Yield a term of the glossary whose partner the other language does not use there."""
    if text.halves.kind == "term" or _is_label(text.halves):
        return  # a definition says its term in other words, a label may say *a good one*
    for pair in _passages(text):
        words = {language: _said(block).lower() for language, block in pair.items()}
        for term in text.terms:
            if not set(text.languages) <= set(term.words):
                continue  # the glossary itself is told what it lacks
            counts = {la: term.count(words[la], la) for la in text.languages}
            for language, other in (text.languages, text.languages[::-1]):
                if not counts[language] or counts[other]:
                    continue
                if not term.count(words[other], language):  # else it is borrowed
                    said, partner = term.words[language], term.words[other]
                    values = {"said": said, "partner": partner}
                    yield text.finding(f"term_{other}", lines(pair), **values)


def wrong_language(text: Text) -> Iterator[Finding]:
    """Yield sentences that read like the other language; told apart: those left untranslated."""
    # this text invites the readers of the other language, in theirs
    swapped = text.halves.cell.endswith("other_language")
    if swapped and len(LANGUAGES) > 2:
        return  # it leads to the next of them, which need not be one of these two
    for language, other in (text.languages, text.languages[::-1]):
        copies = {s for block in text.blocks[other] for s in tongues.sentences(_own_words(block))}
        for block in text.blocks[language]:
            for sentence in tongues.sentences(_own_words(block)):
                wrong = tongues.language(sentence, text.languages) == (
                    language if swapped else other
                )
                if not wrong or _is_too_short(sentence, block, sentence in copies):
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


_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
_TYPED = re.compile(
    r"\b(?:pip|jalur (?:start|lab|fresh|switch|doctor|release|grade|build|parity|site))\b[^.,;]*"
    r"|\bjalur (?=\ufffc)"
    r"|\s--?[a-z][^.,;)]*|\w+[=(]\S*|^[a-z_]+(?: '\w+')?:|\w+\.[a-z]+\b(?:, [\w.]+)*"
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
        blocks = {la: [pair[la] for pair in text.aligned] for la in text.languages}
        yield {language: joined(blocks[language]) for language in text.languages}
        return
    runs = {"row": "table", "item": "list", "numbered": "list"}
    for _, group in groupby(
        enumerate(text.aligned), lambda entry: runs.get(entry[1][text.languages[0]].kind, entry[0])
    ):
        pairs = [pair for _, pair in group]
        yield {language: joined([pair[language] for pair in pairs]) for language in text.languages}
