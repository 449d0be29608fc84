"""What a half is made of, read from Markdown's tokens: outline, words, links, code, formulas."""

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
_ALONE = {"fence": "code", "code_block": "code", "math_block": "formula", "hr": "rule"}
_TAG = re.compile(r"<[^>]*>")


@dataclass(slots=True)
class Block:
    """One heading, paragraph, list item or table row, and what it says.

    Args:
        kind: heading, paragraph, quotation, item, numbered, choice, right, row, code, formula,
            rule or html.
        size: The level of a heading, the depth of an item, the cells of a row; else 1.
        line: Where it begins in the file, from 1.
        words: Its text, with `GAP` for code and formulas; each cell of a row on a line.
        italics: Emphasised spans that are not the whole block.
    """

    kind: str
    size: int
    line: int
    words: str = ""
    bold: int = 0
    italics: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[tuple[str, str]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)


def blocks(text: str, line: int) -> list[Block]:
    """Return the blocks of a text that begins at a line of its file, in order.

    >>> (block,) = blocks("- [x] *One* `a`", 7)
    >>> block.kind, block.size, block.words == f"One {GAP}", block.codes
    ('right', 1, True, ['a'])
    """
    return list(_blocks(_parser().parse(text), line))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin)
    return parser.use(myst_role_plugin)


def _blocks(tokens: list[Token], first: int) -> Iterator[Block]:
    lists: list[str] = []
    block = item = None
    for token in tokens:
        line = first + token.map[0] if token.map else first
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append("item" if token.type == "bullet_list_open" else "numbered")
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                item = Block(lists[-1], len(lists), line)
            case "heading_open":
                block = Block("heading", int(token.tag[1:]), line)
            case "tr_open":
                block = Block("row", 0, line)
            case "paragraph_open":
                block, item = item or Block("paragraph", 1, line), None
            case "blockquote_open":
                yield Block("quotation", 1, line)
            case "inline":
                _say(block, token.children or [])
                if block.kind == "row":
                    block.size += 1
                    block.words += "\n"
            case "paragraph_close" | "heading_close" | "tr_close":
                _mark_choice(block)
                yield block
            case "html_block":  # a tag is code, what stands between tags is said
                block = Block("html", 1, line, _TAG.sub(GAP, token.content).strip())
                block.codes = _TAG.findall(token.content)
                yield block
            case alone if alone in _ALONE:
                block = Block(_ALONE[alone], 1, line)
                (block.formulas if block.kind == "formula" else block.codes).append(token.content)
                yield block


def _mark_choice(block: Block) -> None:
    """Tell the choices of a self-test from other items, and the right one from the wrong."""
    if block.kind == "item" and (task := _TASK.match(block.words)):
        block.kind = "right" if task[1] == "x" else "choice"
        block.words = block.words[task.end() :]


def _say(block: Block, children: list[Token]) -> None:
    """Add to a block what its inline tokens say."""
    italic = 0
    for token in children:
        match token.type:
            case "text":
                block.words += token.content
            case "softbreak" | "hardbreak":
                block.words += " "
            case "math_inline" | "math_inline_double":
                block.formulas.append(token.content)
                block.words += GAP
            case "code_inline" | "html_inline" | "myst_role":
                block.codes.append(token.content)
                block.words += GAP
            case "image":
                block.images.append((str(token.attrGet("src")), token.content))
            case "link_open":
                block.links.append(str(token.attrGet("href")))
            case "strong_open":
                block.bold += 1
            case "em_open":
                italic = len(block.words)
            case "em_close" if (italic, token) != (0, children[-1]):
                block.italics.append(block.words[italic:])
