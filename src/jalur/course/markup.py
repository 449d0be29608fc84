"""What a half says beside its words, read from Markdown's tokens: outline, links, code, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a block's words for a code span or a formula."""

_TASK = re.compile(r"\[([ x])\] ")
_OPENINGS = {
    "paragraph_open": "paragraph",
    "blockquote_open": "quotation",
    "fence": "code",
    "code_block": "code",
    "math_block": "formula",
    "hr": "rule",
    "html_block": "HTML",
}


@dataclass(slots=True)
class Block:
    """One heading, paragraph, list item or table row, and what it says.

    Args:
        kind: What an outline calls it, such as ``heading 2`` or ``row of 4``.
        line: Where it begins in the file, from 1.
        words: Its text, with `GAP` for code and formulas; cells of a row end in a line each.
        italics: Emphasised spans, outside bold ones.
    """

    kind: str
    line: int
    words: str = ""
    italics: list[str] = field(default_factory=list)
    bold: int = 0
    links: list[str] = field(default_factory=list)
    images: list[tuple[str, str]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)


def blocks(text: str, line: int) -> list[Block]:
    """Return the blocks of a text that begins at a line of its file, in order.

    >>> [(block.kind, block.words) for block in blocks("## Two\\n\\n- [x] *One* `a`", 7)]
    [('heading 2', 'Two'), ('right choice', 'One \\ufffc')]
    """
    return list(_blocks(_parser().parse(text), line))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin)
    return parser.use(myst_role_plugin)


def _blocks(tokens: list[Token], first: int) -> Iterator[Block]:
    lists: list[str] = []
    current: Block | None = None
    for place, token in enumerate(tokens):
        line = first + token.map[0] if token.map else first
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append("item" if token.type.startswith("bullet") else "numbered item")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            current = Block(" ".join((lists[-1], *("nested",) * (len(lists) - 1))), line)
            item = current
        elif token.type == "heading_open":
            current = Block(f"heading {token.tag[1:]}", line)
        elif token.type == "tr_open":
            current = Block("row of 0", line)
        elif token.type in ("th_open", "td_open"):
            current.kind = f"row of {int(current.kind.split()[-1]) + 1}"
        elif token.type in _OPENINGS:
            first_of_item = tokens[place - 1].type == "list_item_open"
            current = item if first_of_item else Block(_OPENINGS[token.type], line)
            if token.type == "math_block":
                current.formulas.append(token.content)
            elif token.type in ("fence", "code_block"):
                current.codes.append(token.content)
            if token.nesting == 0 or token.type == "blockquote_open":
                yield current
        elif token.type == "inline":
            _say(current, token.children or [])
            if current.kind.startswith("row"):
                current.words += "\n"
        if token.type in ("paragraph_close", "heading_close", "tr_close"):
            if current.kind == "item" and (task := _TASK.match(current.words)):
                current.kind = "right choice" if task[1] == "x" else "choice"
                current.words = current.words[task.end() :]
            yield current


def _say(block: Block, children: list[Token]) -> None:
    """Add to a block what its inline tokens say."""
    bold, italic = 0, None
    for token in children:
        if token.type == "text":
            block.words += token.content
        elif token.type in ("softbreak", "hardbreak"):
            block.words += " "
        elif token.type == "code_inline":
            block.codes.append(token.content)
            block.words += GAP
        elif token.type.startswith("math_inline"):
            block.formulas.append(token.content)
            block.words += GAP
        elif token.type == "image":
            block.images.append((str(token.attrGet("src")), token.content))
        elif token.type == "link_open":
            block.links.append(str(token.attrGet("href")))
        elif token.type == "html_inline" or token.type == "myst_role":
            block.codes.append(token.content)
            block.words += GAP
        elif token.type == "strong_open":
            block.bold += 1
            bold += 1
        elif token.type == "strong_close":
            bold -= 1
        elif token.type == "em_open":
            italic = len(block.words)
        elif token.type == "em_close" and not bold:
            block.italics.append(block.words[italic:])
