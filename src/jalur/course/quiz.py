"""Self-tests: a task list in the master, questions that open by click and keyboard when built."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from markdown_it import MarkdownIt

from jalur.course.grammar import Cell
from jalur.errors import InputError

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


def built(quiz: Quiz) -> str:
    """Return the quiz as Markdown that needs no kernel: each choice opens its explanation."""
    return "\n\n".join([quiz.stem, *map(_details, quiz.choices)])


def data(id: str, halves: Mapping[str, Quiz]) -> dict[str, object]:
    """Return a quiz whose halves say the same as the widget takes it: both languages in one."""
    first, *others = halves.values()
    right = [choice.right for choice in first.choices]
    if any([choice.right for choice in other.choices] != right for other in others):
        raise AssertionError(f"quiz {id!r}: the right choice wanders between the languages")

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
    return {"id": id, "stem": both(lambda half: half.stem), "choices": choices}


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
