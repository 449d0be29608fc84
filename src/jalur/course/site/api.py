"""The package's public names as a page: what each asks for, an example, where it comes from.

What stands there is read from the names themselves, so that it is what the code does. Their first
sentences are in the catalogue in both languages; `tests/test_api.py` holds them together.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonConsoleLexer, PythonLexer

import jalur
from jalur.course.site.prose import Prose, plain
from jalur.texts import LANGUAGES, say

ROOMS = ("model", "widgets", "checks", "words", "data", "figures", "theory", "classics", "course")
"""The sections of the page, in order."""

_PACKAGE = Path(jalur.__file__).parent
_WIDE = 76
_TITLED = re.compile(r"(Args|Raises):\n")
_ROW = re.compile(r"^ {4}(\S[^:\n]*): ", re.MULTILINE)


@dataclass(slots=True)
class Entry:
    """A public name, as it stands on the page.

    Args:
        id: Of its place on the page.
        names: What a reader may type for it, the shortest first.
        signature: The call, as HTML.
        summary: What it is, in one sentence of HTML for each language.
        file: Where it stands, seen from the package's top.
        text: What else the docstring says, as HTML.
        rows: What it asks for (``"args"``), refuses (``"raises"``) and has (``"members"``).
        example: What a reader types, and what comes of it, as HTML.
        source: The literature, as HTML; empty where there is none.
    """

    id: str
    names: list[str]
    signature: str
    summary: dict[str, str]
    file: str
    text: str = ""
    rows: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    example: str = ""
    source: str = ""

    def words(self, language: str) -> str:
        """Return what the search finds it by."""
        told = f"{' '.join(self.names)} {plain(self.summary[language])}"
        return f"{told} {plain(self.text)}" if language == "en" else told


def public() -> Iterator[tuple[str, str, object]]:
    """Yield every public name of the package: its room, the name as it is typed, and the thing."""
    homes = {"story": "words", "texts": "words"}
    for name, home in jalur._HOME.items():
        place = home.removeprefix("jalur.")
        yield homes.get(place, place), f"jalur.{name}", getattr(jalur, name)
    for room in ("data", "figures", "theory", "classics"):
        module = import_module(f"jalur.{room}")
        for name in module.__all__:
            yield room, f"jalur.{room}.{name}", getattr(module, name)
    yield "course", "jalur.course.grade_notebook", import_module("jalur.course").grade_notebook


def rooms() -> dict[str, list[Entry]]:
    """Return the entries of each room; a thing with two names has one."""
    made: dict[str, list[Entry]] = {room: [] for room in ROOMS}
    known: dict[int, Entry] = {}
    for room, name, thing in public():
        if id(thing) in known:
            known[id(thing)].names.append(name)
            continue
        known[id(thing)] = entry(name, thing)
        made[room].append(known[id(thing)])
    return made


def key(name: str) -> str:
    """Return the key of a name's first sentence.

    >>> key("jalur.act"), key("jalur.theory.queue")
    ('api.jalur.act', 'api.theory.queue')
    """
    return f"api.{name.removeprefix('jalur.') if name.count('.') > 1 else name}"


def entry(name: str, thing: Any) -> Entry:
    """Return what the page says of one thing."""
    _, *blocks = re.split(r"\n{2,}", inspect.getdoc(thing) or "")
    english = Prose("en", (), lambda address: "")
    made = Entry(
        name.replace(".", "-"),
        [name],
        _coloured(signature(name.rpartition(".")[2], thing)),
        {la: _line(english.html(say(key(name), la))) for la in LANGUAGES},
        Path(inspect.getsourcefile(thing)).relative_to(_PACKAGE.parent).as_posix(),
    )
    for block in blocks:
        if titled := _TITLED.match(block):
            _, *parts = _ROW.split(block)
            rows = zip(parts[::2], parts[1::2], strict=True)
            made.rows[titled[1].lower()] = [(head, _line(english.html(inspect.cleandoc(text))))
                                            for head, text in rows]  # fmt: skip
        elif block.startswith(">>> "):
            made.example += highlight(block, PythonConsoleLexer(), _FORMAT)
        elif block.startswith("Source: "):
            made.source = _line(english.html(block.removeprefix("Source: ")))
        else:
            made.text += english.html(block)
    made.rows["members"] = [(head, _line(english.html(text))) for head, text in _members(thing)]
    return made


def signature(name: str, thing: Any) -> str:
    """Return how a thing is called, one argument a line where one line is too short for all.

    >>> signature("act", jalur.act)
    'act(days: float = 1) -> Step'
    """
    told = inspect.signature(thing)
    asked = [_readable(one) for one in told.parameters.values()]
    returns = f" -> {told.return_annotation}" if inspect.isfunction(thing) else ""
    line = f"{name}{told.replace(parameters=asked, return_annotation=told.empty)}{returns}"
    if len(line) <= _WIDE:
        return line
    parts = [str(one) for one in asked]
    by_name = [n for n, one in enumerate(asked) if one.kind is one.KEYWORD_ONLY]
    if by_name and not any(one.kind is one.VAR_POSITIONAL for one in asked):
        parts.insert(by_name[0], "*")
    return "\n".join([f"{name}(", *(f"    {part}," for part in parts), f"){returns}"])


def _readable(asked: inspect.Parameter) -> inspect.Parameter:
    hidden = repr(asked.default).startswith("<object")  # stands for: nothing was given
    default = _Bare("...") if hidden else asked.default
    return asked.replace(annotation=_Bare(asked.annotation), default=default)


class _Bare(str):
    """A part of a signature that is written without quotation marks."""

    def __repr__(self) -> str:
        return str(self)


_FORMAT = HtmlFormatter(nowrap=True, classprefix="k-")


def _members(thing: Any) -> Iterator[tuple[str, str]]:
    """Yield what an object of a class of ours can be asked, each with its first sentence."""
    if not inspect.isclass(thing):
        return
    ours = (kind for kind in thing.__mro__ if kind.__module__.startswith("jalur."))
    members = {name: one for kind in ours for name, one in reversed(vars(kind).items())}
    for name, one in sorted(members.items()):
        if name.startswith("_") or not (inspect.isfunction(one) or isinstance(one, property)):
            continue
        if doc := inspect.getdoc(one):
            call = f"{name}()" if inspect.isfunction(one) else name
            yield call, " ".join(doc.partition("\n\n")[0].split())


def _coloured(code: str) -> str:
    return highlight(code, PythonLexer(), _FORMAT).rstrip()


def _line(html: str) -> str:
    return html.strip().removeprefix("<p>").removesuffix("</p>")
