"""One program for both languages: comments in pairs, and the one literal that differs."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jalur.course.grammar import Cell
from jalur.errors import InputError
from jalur.texts import LANGUAGES

_MARK = re.compile(rf"#\s?({'|'.join(LANGUAGES)}):\s*")


@dataclass(frozen=True, slots=True)
class BeginCall:
    """The call of `jalur.begin` in a cell: what it is told, and where the language stands."""

    lesson: str
    language: str
    numbers: Mapping[str, Mapping[str, float]]
    line: int
    begin: int
    end: int


def plain(text: str) -> str:
    """Return a text as it is hashed: composed characters, LF, no blanks around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


def resolved(cell: Cell, language: str, file: str) -> str:
    """Return the code of a cell as one language reads it.

    Of `#id:` and `#en:`, on lines of their own or together in one trailing comment, the one is
    kept as `#` and the other dropped; the cell with id `language` also gets its literal.

    Raises:
        InputError: If one language is missing from a pair, or the cell is not Python.
    """
    tree = _tree(cell.source, cell, file)
    original = cell.source.split("\n")
    lines: list[str | None] = list(original)
    for number, column, text, alone in _marked(cell.source):
        halves = _halves(text)
        if set(LANGUAGES) != (_languages_around(original, number) if alone else set(halves)):
            marks = ", ".join(f"#{each}:" for each in LANGUAGES)
            where = {"file": file, "line": str(cell.first + number)}
            raise InputError("master.comment", **where, id=cell.id, marks=marks)
        kept = halves.get(language)
        lead = original[number][:column]
        lines[number] = None if kept is None else f"{lead}# {kept}".rstrip()
    code = "\n".join(line for line in lines if line is not None)
    if code != cell.source and ast.dump(_tree(code, cell, file)) != ast.dump(tree):
        raise AssertionError(f"{file}: cell {cell.id!r} changed its meaning in {language!r}")
    return in_language(code, begin_call(cell, file), language) if cell.id == "language" else code


def comments(cell: Cell) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each pair of comments with its line in the file; lines of one language are joined."""
    pairs: dict[int, dict[str, list[str]]] = {}
    before, first = -2, 0
    for number, _, text, alone in _marked(cell.source):
        first = first if alone and number == before + 1 else number
        before = number if alone else -2
        for language, said in _halves(text).items():
            pairs.setdefault(first, {}).setdefault(language, []).append(said)
    for number, halves in pairs.items():
        yield cell.first + number, {la: "\n".join(said) for la, said in halves.items()}


def begin_call(cell: Cell, file: str) -> BeginCall:
    """Return the one call of `jalur.begin` in the cell with id `language`."""
    found = find_begin(cell.source)
    if found is None:
        raise InputError(
            "master.no_begin", file=file, line=str(cell.line), languages=", ".join(LANGUAGES)
        )
    return found


def find_begin(code: str) -> BeginCall | None:
    """Return what `jalur.begin` is told in some code; None without exactly one such call."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return None
    calls = [
        (node.args[0].value, node.args[1], _literal(node.args[2:]))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "begin"
        and len(node.args) >= 2
        and all(isinstance(argument, ast.Constant) for argument in node.args[:2])
    ]
    if len(calls) != 1 or calls[0][1].value not in LANGUAGES:
        return None
    lesson, literal, numbers = calls[0]
    line = code.split("\n")[literal.lineno - 1].encode()
    begin = len(line[: literal.col_offset].decode())
    end = len(line[: literal.end_col_offset].decode())
    return BeginCall(str(lesson), literal.value, numbers, literal.lineno - 1, begin, end)


def _literal(arguments: list[ast.expr]) -> Mapping[str, Mapping[str, float]]:
    """Return the numbers that a call is told; none where they are not written out."""
    try:
        told = ast.literal_eval(arguments[0]) if arguments else {}
    except (ValueError, TypeError):
        return {}
    is_told = isinstance(told, dict) and all(isinstance(numbers, dict) for numbers in told.values())
    return told if is_told else {}


def in_language(code: str, call: BeginCall, language: str) -> str:
    """Return the code with the language that `jalur.begin` is told replaced."""
    lines = code.split("\n")
    line = lines[call.line]
    lines[call.line] = f'{line[: call.begin]}"{language}"{line[call.end :]}'
    return "\n".join(lines)


def _tree(code: str, cell: Cell, file: str) -> ast.AST:
    flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        return compile(code, cell.id, "exec", flags)
    except SyntaxError as error:
        raise InputError(
            "master.python",
            file=file,
            line=str(cell.first + (error.lineno or 1) - 1),
            id=cell.id,
            problem=str(error.msg),
        ) from None


def _marked(code: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield line, column, text of each comment for a language, and whether it stands alone."""
    if not _MARK.search(code):
        return
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT and _MARK.match(token.string):
            row, column = token.start
            yield row - 1, column, token.string, not token.line[:column].strip()


def _halves(comment: str) -> dict[str, str]:
    parts = _MARK.split(comment)[1:]
    return {language: text.strip() for language, text in zip(parts[::2], parts[1::2], strict=True)}


def _languages_around(lines: list[str], number: int) -> set[str]:
    """Return the languages of the run of marked lines that `number` stands in."""
    found: set[str] = set()
    for step in (-1, 1):
        at = number
        while 0 <= at < len(lines) and _MARK.match(lines[at].strip()):
            found |= set(_halves(lines[at].strip()))
            at += step
    return found
