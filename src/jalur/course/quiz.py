"""Questions: task lists in the master; in a notebook a twin that needs no Python, and the widget's.

A question that stands alone is asked in passing. Several in a row are the lesson's self-test: the
widget shows them, and in the notebook they stand behind one line for those who run nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markdown_it import MarkdownIt

from jalur.course.grammar import Cell
from jalur.course.masters import Master, Pair
from jalur.errors import InputError
from jalur.texts import say

_CHOICE = re.compile(r"- \[( |x)\] (.+)")
_MATHS = re.compile(r"(\$[^$]+\$)")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer, whether it is right, and what is said to whoever chose it."""

    text: str
    right: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question and its choices."""

    stem: str
    choices: tuple[Choice, ...]


def read(cell: Cell, file: str) -> Quiz:
    """Return the quiz that a cell with role `quiz` writes as a task list.

    Raises:
        InputError: If there is not exactly one right choice, or an explanation is missing.
    """
    lines = cell.source.split("\n")
    starts = [number for number, line in enumerate(lines) if _CHOICE.match(line)]
    stem = "\n".join(lines[: starts[0]] if starts else lines).strip()
    choices = tuple(
        _choice(lines[begin:end])
        for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    )
    right = sum(choice.right for choice in choices)
    bare = [choice.text for choice in choices if not choice.explanation]
    if len(choices) < 2 or right != 1 or bare or not stem:
        raise InputError(
            "master.quiz",
            file=file,
            line=str(cell.line),
            id=cell.id,
            choices=len(choices),
            right=right,
            bare=len(bare),
        )
    return Quiz(stem, choices)


def is_quiz(cell: Cell) -> bool:
    """Return whether a cell holds a question of a self-test."""
    return cell.metadata.get("role") == "quiz"


def built(questions: Sequence[Quiz], language: str) -> str:
    """Return questions as Markdown that needs no kernel: each choice opens its explanation.

    Several of them stand behind one line that opens them.
    """
    parts = [part for quiz in questions for part in (quiz.stem, *map(_details, quiz.choices))]
    if len(questions) > 1:
        line = f"<details>\n<summary>{say('quiz.without_python', language)}</summary>"
        parts = [line, *parts, "</details>"]
    return "\n\n".join(parts)


def self_test(master: Master) -> list[dict[str, object]]:
    """Return the questions of a lesson's self-test as the widget takes them; none without one.

    Raises:
        InputError: If the halves of a question do not mark the same choice as right.
    """
    runs = (list(run) for is_run, run in groupby(master.pairs(), _asks) if is_run)
    pairs = max(runs, key=len, default=[])
    return [data(pair, master.file) for pair in pairs] if len(pairs) > 1 else []


def _asks(pair: Pair) -> bool:
    return is_quiz(pair.second())


def data(pair: Pair, file: str) -> dict[str, object]:
    """Return one question as the widget takes it, every language in it.

    Raises:
        InputError: If its halves do not mark the same choice as right.
    """
    halves = {language: read(half, file) for language, half in pair.halves.items()}
    first, *others = halves.values()
    right = [choice.right for choice in first.choices]
    if any([choice.right for choice in other.choices] != right for other in others):
        places = ", ".join(
            f"{each}: {[choice.right for choice in half.choices].index(True) + 1}"
            for each, half in halves.items()
        )
        raise InputError("master.quiz_halves", file=file, id=pair.id, places=places)

    def both(text: Callable[[Quiz], str]) -> dict[str, str]:
        return {language: text(half) for language, half in halves.items()}

    choices = [
        {
            "right": is_right,
            "text": both(lambda half, n=n: half.choices[n].text),
            "why": both(lambda half, n=n: half.choices[n].explanation),
        }
        for n, is_right in enumerate(right)
    ]
    return {"id": pair.id, "stem": both(lambda half: half.stem), "choices": choices}


def _choice(lines: list[str]) -> Choice:
    mark, first = _CHOICE.match(lines[0]).groups()
    blank = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    text = " ".join([first, *(line.strip() for line in lines[1:blank])])
    explanation = "\n".join(line.removeprefix("  ") for line in lines[blank:]).strip()
    return Choice(text.strip(), mark == "x", explanation)


def _details(choice: Choice) -> str:
    summary = "".join(_inline(choice.text))
    return f"<details>\n<summary>{summary}</summary>\n\n{choice.explanation}\n\n</details>"


def _inline(text: str) -> Iterator[str]:
    """Yield a choice as HTML: Markdown is not read inside `<summary>`, formulas are."""
    markdown = MarkdownIt("commonmark")
    for part in _MATHS.split(text):
        is_formula = _MATHS.fullmatch(part)
        lead = part[: len(part) - len(part.lstrip())]
        trail = part[len(part.rstrip()) :] if part.strip() else ""
        yield part if is_formula else lead + markdown.renderInline(part.strip()) + trail
