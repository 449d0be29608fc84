"""A lesson as blocks of a page: prose in both languages, code, what it shows, questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from jalur.course import bilingual, quiz
from jalur.course.grammar import Cell
from jalur.course.masters import Master, Pair
from jalur.course.site.outputs import Guess, Output, Page, Places, Printed
from jalur.course.site.prose import Prose, plain
from jalur.course.site.reading import Run
from jalur.texts import LANGUAGES, say

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
TITLE = re.compile(r"\A# .+\n+(?:\*.+\*\n+)?")
_BOUNDS = re.compile(r"(\d+)\D+(\d+)")


@dataclass(slots=True)
class Lesson:
    """One lesson's page, before it is put into the frame of the site.

    Args:
        master: Where it comes from.
        blocks: What stands on the page, in order: the id of each and its HTML.
        stations: The sections that the reader passes: id, and title by language.
        items: Its widgets, as `jalur.widgets.page` has them.
        words: For the search, what each block says, by language.
        terms: What its terms mean, by the id of the box that opens.
    """

    master: Master
    blocks: list[tuple[str, str]] = field(default_factory=list)
    stations: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)
    words: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    terms: dict[str, str] = field(default_factory=dict)


def both(parts: Mapping[str, str], tag: str = "div") -> str:
    """Return what one reader sees of two halves; once, where they are the same.

    >>> both({"id": "ya", "en": "yes"}, "span")
    '<span data-half="id" lang="id">ya</span><span data-half="en" lang="en">yes</span>'
    """
    if len(set(parts.values())) == 1:
        return next(iter(parts.values()))
    return "".join(
        f'<{tag} data-half="{language}" lang="{language}">{part}</{tag}>'
        for language, part in parts.items()
    )


def said(key: str, **blanks: object) -> str:
    """Return a text of the catalogue in both languages, as HTML."""
    return both({each: escape(say(key, each, **blanks)) for each in LANGUAGES}, "span")


def composed(master: Master, run: Run, prose: Mapping[str, Prose]) -> Lesson:
    """Return the page of a lesson that was run."""
    made = Lesson(master, items=[dict(item) for item in run.items])
    pairs = {pair.id: pair for pair in master.pairs()}
    asked: list[Pair] = []
    self_test: Places | None = None
    done: set[str] = set()
    for cell in [*master.cells, None]:
        pair = cell and pairs.get(cell.id)
        if pair and quiz.is_quiz(pair.second()):
            if pair.id not in done:
                asked.append(pair)
            done.add(pair.id)
            continue
        if asked:
            made.blocks.append((asked[0].id, _questions(made, asked, self_test, prose)))
            asked, self_test = [], None
        if cell is None or cell.id in done or cell.id == "language":
            continue
        done.add(cell.id)
        if pair:
            _say(made, pair, prose)
            continue
        shown = {language: run.shown[language][cell.id] for language in LANGUAGES}
        places = [one for one in shown["id"] if isinstance(one, Places)]
        if [one.stems for one in places] == [("quiz",)]:
            self_test = places[0]
            continue
        made.blocks.append((cell.id, _code(cell, shown, master.file, prose)))
    for each in prose.values():
        made.terms |= each.explained
    return made


def _say(made: Lesson, pair: Pair, prose: Mapping[str, Prose]) -> None:
    texts = {la: _for_a_page(half.source, la) for la, half in pair.halves.items() if half}
    if not made.blocks:
        texts = {language: TITLE.sub("", text) for language, text in texts.items()}
    headings = {language: _HEADING.findall(text) for language, text in texts.items()}
    if all(headings.values()):
        titles = {la: plain(prose[la].html(found[0])) for la, found in headings.items()}
        made.stations.append((pair.id, titles))
    html = {language: prose[language].html(text) for language, text in texts.items()}
    made.blocks.append((pair.id, both(html)))
    made.words.append((pair.id, {language: plain(told) for language, told in html.items()}))


def _for_a_page(text: str, language: str) -> str:
    """Return prose without what holds in a notebook only: a field of a page needs no quotes.

    >>> _for_a_page("Write it as a condition, in quotation marks, and keep it.", "en")
    'Write it as a condition, and keep it.'
    """
    only = "|".join(re.escape(say(f"site.guess.{one}", language)) for one in ("quotes", "cell"))
    return re.sub(f",?(?:{only})", "", text)


def _questions(
    made: Lesson, pairs: Sequence[Pair], place: Places | None, prose: Mapping[str, Prose]
) -> str:
    """Return the place of the quiz; until it lives, each choice opens what there is to say."""
    number = place.items[0][0] if place else len(made.items)
    if place is None:
        state = _quiz_state([quiz.data(pair, made.master.file) for pair in pairs])
        made.items.append({"stem": "quiz", "state": state, "feeds": []})
    stands = {}
    for language in LANGUAGES:
        questions = (quiz.read(pair.halves[language], made.master.file) for pair in pairs)
        render = prose[language].html
        stands[language] = "".join(
            render(one.stem)
            + "".join(
                f"<details><summary>{_line(render(choice.text))}</summary>"
                f"{render(choice.explanation)}</details>"
                for choice in one.choices
            )
            for one in questions
        )
    return _place(number, "quiz", both(stands))


def _quiz_state(questions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    from jalur.widgets import Quiz

    return Quiz(questions, language="id").shown_state()


def _line(html: str) -> str:
    return html.strip().removeprefix("<p>").removesuffix("</p>")


def _place(number: int, stem: str, stands: str) -> str:
    return (
        f'<div class="widget {stem}" data-item="{number}"><div class="still">{stands}</div></div>'
    )


def _code(
    cell: Cell, shown: Mapping[str, Sequence[Output]], file: str, prose: Mapping[str, Prose]
) -> str:
    """Return the code, folded where what it shows stands for itself, and what it shows."""
    code = {la: _coloured(bilingual.resolved(cell, la, file)) for la in LANGUAGES}
    listing = both({la: f'<pre tabindex="0">{text}</pre>' for la, text in code.items()})
    outputs = shown["id"]
    fold = any(not isinstance(one, Printed) for one in outputs) or _only_imports(cell)
    if fold:
        listing = (
            f'<details class="listing"><summary>{said("site.code")}</summary>{listing}</details>'
        )
    else:
        listing = f'<div class="listing">{listing}</div>'
    parts = list(_shown(cell, shown, prose))
    before = [part for part in parts if part.startswith("<form")]
    return "".join([*before, listing, *(part for part in parts if part not in before)])


def _shown(
    cell: Cell, shown: Mapping[str, Sequence[Output]], prose: Mapping[str, Prose]
) -> Iterator[str]:
    for halves in zip(*shown.values(), strict=True):
        by_language = dict(zip(shown, halves, strict=True))
        first = halves[0]
        match first:
            case Printed():
                texts = {la: f'<pre tabindex="0">{escape(one.text.rstrip())}</pre>'
                         for la, one in by_language.items()}  # fmt: skip
                yield f'<div class="printed">{both(texts)}</div>'
            case Page():
                yield both({language: one.html for language, one in by_language.items()})
            case Guess(key, True):
                yield _guess(cell, key)
            case Guess(key, False):
                yield f'<p class="recall" data-recall="{key}" hidden></p>'
            case Places():
                for n, ((number, _), stem) in enumerate(zip(first.items, first.stems, strict=True)):
                    stands = {la: prose[la].html(one.items[n][1])
                              for la, one in by_language.items()}  # fmt: skip
                    yield _place(number, stem, both(stands))


def _guess(cell: Cell, key: str) -> str:
    """Return a form that asks what the cell's comment asks for."""
    asked = next((halves for _, halves in bilingual.comments(cell)), {})
    labels = {la: _for_a_page(asked.get(la) or say("site.guess.label", la), la) for la in LANGUAGES}
    label = both({la: escape(text[:1].upper() + text[1:]) for la, text in labels.items()}, "span")
    bounds = _BOUNDS.search(labels["id"])
    if bounds:
        least, most = bounds.groups()
        field = f'<input type="number" inputmode="decimal" step="any" min="{least}" max="{most}"'
    else:
        field = '<input type="text" maxlength="300" autocomplete="off"'
    return (
        f'<form class="guessing" data-guess="{key}"><label for="{key}">{label}</label>'
        f'<div>{field} id="{key}" required><button>{said("site.guess.keep")}</button></div>'
        f'<p role="status"></p></form>'
    )


def _only_imports(cell: Cell) -> bool:
    lines = (line for line in cell.source.split("\n") if line.strip())
    return all(line.startswith(("import ", "from ")) for line in lines)


def _coloured(code: str) -> str:
    return highlight(code, PythonLexer(), HtmlFormatter(nowrap=True, classprefix="k-")).rstrip()
