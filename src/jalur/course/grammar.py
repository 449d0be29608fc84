"""The grammar of a master: MyST Markdown, read and written as jupytext does, without jupytext.

jupytext takes seconds to import and passes over mistakes that lose a cell in silence. Here each
of them is an error that names file, line and remedy. A test holds the two readings, and the two
ways of writing, equal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import dedent
from typing import Literal

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from jalur.course.pitfalls import (
    CODE,
    refuse_bad_fences,
    refuse_odd_separators,
    refuse_swallowed_cells,
)
from jalur.errors import InputError

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Reads plain YAML; ten times as fast where PyYAML was built with libyaml."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the master has it.

    Args:
        kind: Text for one language, or code for both.
        source: What the cell holds.
        metadata: What the master says of it.
        line: Where the cell begins in the file, from 1.
        first: Where its source begins.
    """

    kind: Literal["prose", "code"]
    source: str
    metadata: Mapping[str, object]
    line: int
    first: int

    @property
    def id(self) -> str:
        """The cell's id; empty where the master does not give one yet."""
        return str(self.metadata.get("id", ""))

    @property
    def language(self) -> str | None:
        """The language of a prose cell; None for code, which belongs to both."""
        told = self.metadata.get("lang")
        return None if told is None else str(told)

    @property
    def nbgrader(self) -> Mapping[str, object]:
        """What nbgrader is told of this cell; empty for most."""
        told = self.metadata.get("nbgrader")
        return told if isinstance(told, Mapping) else {}


def parse(text: str, file: str) -> tuple[dict[str, object], list[Cell]]:
    """Return the header and the cells of a master.

    Raises:
        InputError: If a reader of MyST would lose or misread something.
    """
    lines = text.split("\n")
    refuse_odd_separators(text, file)
    tokens = _parser().parse(text + "\n")
    if not tokens or tokens[0].type != "front_matter":
        raise InputError("master.header", file=file)
    header = _yaml(tokens[0].content, file, 2)
    refuse_bad_fences(tokens, lines, file)
    refuse_swallowed_cells(tokens, lines, file)
    return header, list(_cells(tokens, lines, file))


def write(header: Mapping[str, object], cells: Iterable[Cell]) -> str:
    """Return the text of a master, byte for byte as JupyterLab saves it."""
    text = _dump(header, compact=False)
    for cell in cells:
        if cell.kind == "prose":
            text += f"\n+++ {json.dumps(cell.metadata)}\n\n{cell.source}\n"
            continue
        fence = _fence_around(cell.source)
        text += f"\n{fence}{CODE}\n{_dump(cell.metadata)}{cell.source}"
        text += ("" if cell.source.endswith("\n") else "\n") + f"{fence}\n"
    return text.rstrip() + "\n"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)
    return parser.use(myst_block_plugin).use(myst_role_plugin).disable("inline", True)


def _cells(tokens: list[Token], lines: list[str], file: str) -> Iterator[Cell]:
    """Yield the cells in the order and with the text that jupytext gives them."""
    begin, head, metadata = tokens[0].map[1], tokens[0].map[1], {}
    depth = 0
    for token in [*tokens[1:], None]:
        depth += token.nesting if token else 0
        is_code = token and token.type == "fence" and token.info.startswith("{")
        if token and (depth or not (is_code or token.type == "myst_block_break")):
            continue
        source = "\n".join(lines[begin : token.map[0] if token else len(lines)])
        blank = len(source) - len(source.lstrip("\n"))
        source = source[blank:].rstrip()
        if source:
            yield Cell("prose", source, metadata, head + 1, begin + 1 + blank)
        elif metadata:
            raise InputError(
                "master.empty", file=file, line=str(head + 1), id=str(metadata.get("id", ""))
            )
        if token:
            begin, head, metadata = token.map[1], token.map[1], {}
            if is_code:
                yield _code(token, file)
            else:
                head = token.map[0]
                metadata = _json(token, file)


def _code(token: Token, file: str) -> Cell:
    line = token.map[0] + 1
    if token.info.strip() != CODE:
        raise InputError(
            "master.fence", file=file, line=str(line), code=CODE, got=token.info.strip()
        )
    options, told = _options(token.content, file, line + 1)
    if not options and token.content.lstrip().startswith(":"):
        raise InputError("master.options", file=file, line=str(line))
    body = token.content.splitlines()[told:]
    blank = bool(body) and not body[0].strip()
    source = "\n".join("\n".join(body).splitlines()[blank:])
    return Cell("code", source, options, line, line + 1 + told + blank)


def _options(content: str, file: str, line: int) -> tuple[dict[str, object], int]:
    """Return a code cell's options and the number of lines that they take."""
    lines = content.splitlines()
    if lines and lines[0].startswith("---"):
        ends = [number for number, text in enumerate(lines) if number and text.startswith("---")]
        end = ends[0] if ends else len(lines)
        return _yaml(dedent("\n".join(lines[1:end])), file, line + 1), end + 1
    told = next(
        (number for number, text in enumerate(lines) if not text.lstrip().startswith(":")),
        len(lines),
    )
    return _yaml("\n".join(text.lstrip()[1:] for text in lines[:told]), file, line), told


def _yaml(text: str, file: str, line: int) -> dict[str, object]:
    try:
        told = yaml.load(text, LOADER) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            "master.yaml",
            file=file,
            line=str(line + (mark.line if mark else 0)),
            problem=str(getattr(error, "problem", None) or error),
        ) from None
    if not isinstance(told, dict):
        raise InputError("master.mapping", file=file, line=str(line), got=str(told))
    return told


def _json(token: Token, file: str) -> dict[str, object]:
    try:
        told = json.loads(token.content or "{}")
    except ValueError as error:
        told, problem = None, str(error)
    else:
        problem = token.content
    if not isinstance(told, dict):
        raise InputError("master.json", file=file, line=str(token.map[0] + 1), problem=problem)
    return told


class _Dumper(yaml.SafeDumper):
    """YAML as jupytext writes it: mappings one entry a line, plain lists in one line."""


_Dumper.add_representer(
    list,
    lambda dumper, data: dumper.represent_sequence(
        "tag:yaml.org,2002:seq", data, flow_style=not any(isinstance(i, dict) for i in data)
    ),
)
_Dumper.add_representer(
    dict,
    lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=False),
)


def _dump(data: Mapping[str, object], compact: bool = True) -> str:
    text = yaml.dump(dict(data), Dumper=_Dumper, sort_keys=False, allow_unicode=True)
    lines = text.splitlines()
    if compact and all(line and line[0].isalpha() for line in lines):
        return "".join(f":{line}\n" for line in lines) + "\n"
    return f"---\n{text}---\n"


def _fence_around(source: str) -> str:
    fence = "```"
    for line in source.splitlines():
        if line.startswith(fence):
            fence = "`" * (len(line) - len(line.lstrip("`")) + 1)
    return fence
