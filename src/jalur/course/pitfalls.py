"""What loses a cell in silence elsewhere is refused here, with its line and the remedy."""

from __future__ import annotations

import re

from markdown_it.token import Token

from jalur.errors import InputError

CODE = "{code-cell} ipython3"
"""How a code cell begins, behind its backticks."""

_HEAD = re.compile(r" {0,3}(\+\+\+|(`{3,}|~{3,})\{(code|raw)-cell\})")
_ODD_SEPARATORS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def refuse_odd_separators(text: str, file: str) -> None:
    """Refuse what Python takes for the end of a line and Markdown does not."""
    if odd := _ODD_SEPARATORS.search(text):
        line = text.count("\n", 0, odd.start()) + 1
        raise InputError(
            "master.separator", file=file, line=str(line), got=f"U+{ord(odd.group()):04X}"
        )


def refuse_bad_fences(tokens: list[Token], lines: list[str], file: str) -> None:
    """Refuse a fence that is never closed, and one in braces that is no code cell."""
    depth = 0
    for token in tokens:
        depth += token.nesting
        if token.type != "fence":
            continue
        begin, end = token.map
        last = lines[end - 1].strip("> \t") if end <= len(lines) else ""
        closed = end - begin > 1 and last == token.markup[0] * max(len(last), len(token.markup))
        if not closed:
            raise InputError("master.open", file=file, line=str(begin + 1), fence=token.markup)
        if token.info.startswith("{") and (depth or token.info.strip() != CODE):
            raise InputError(
                "master.fence", file=file, line=str(begin + 1), code=CODE, got=lines[begin].strip()
            )


def refuse_swallowed_cells(tokens: list[Token], lines: list[str], file: str) -> None:
    """Refuse the beginning of a cell that stands inside something else."""
    heads, depth = set(), 0
    for token in tokens:
        depth += token.nesting
        if token.map and not depth and token.type in ("fence", "myst_block_break"):
            heads.add(token.map[0])
    for number in range(tokens[0].map[1], len(lines)):
        if number in heads or not _HEAD.match(lines[number]):
            continue
        around = [t.map[0] for t in tokens[1:] if t.map and t.map[0] <= number < t.map[1]]
        raise InputError(
            "master.swallowed",
            file=file,
            line=str(number + 1),
            begin=str(max(around, default=number) + 1),
        )
