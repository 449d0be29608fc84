"""A notebook that the form grader may show: what a student wrote runs no script there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from jalur.course.matching import NotebookCell
from jalur.course.notebooks import source_of
from jalur.course.remembered import remembered

_TAGS = {
    "a", "b", "blockquote", "br", "caption", "code", "dd", "div", "dl", "dt", "em", "h1", "h2",
    "h3", "h4", "hr", "i", "li", "ol", "p", "pre", "small", "span", "strong", "sub", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"*": ["lang", "scope", "title"]}
"""No links, and no classes: one of the page's own could lay a forged bar over it."""
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_BACKSLASH = re.compile(r"&(?:#0*92|#x0*5c|bsol);?", re.IGNORECASE)
_TEX = re.compile(r"\\(?=href|style|class|cssId|unicode|require|html)", re.IGNORECASE)
"""What makes links or styles of the page out of a formula."""
_LINK = re.compile(r"(\]\s*+[(:]\s*+<?+)(?!https?://|mailto:|#)", re.IGNORECASE)
"""Where a link of Markdown leads anywhere but to a page, such as into a script."""


def harmless(notebook: Mapping[str, object], release: Sequence[NotebookCell]) -> dict[str, object]:
    """Return a notebook without scripts in its texts and outputs; the course's own texts stay.

    The form grader shows it as a page of the instructor's own Jupyter, with all rights there.
    """
    known = {source_of(cell) for cell in release}
    cells = []
    for cell in notebook["cells"]:
        source = source_of(cell)
        if cell["cell_type"] == "code":
            outputs = [
                {**one, "data": dict(_shown(one["data"]))} if "data" in one else one
                for one in cell["outputs"]
            ]
            cells.append({**cell, "outputs": outputs})
        else:
            cells.append({**cell, "source": source if source in known else cleaned(source)})
    return {**notebook, "cells": cells}


def _shown(data: Mapping[str, object]) -> list[tuple[str, object]]:
    """Return the forms of an output that are harmless, or are once they have been cleaned."""
    told = {kind: "".join(value) if isinstance(value, list) else value
            for kind, value in data.items()}  # fmt: skip
    shown = []
    for kind, value in told.items():
        if kind == "text/plain" or (kind[:6] == "image/" and kind[6:] in ("png", "jpeg")
                                    and _BASE64.fullmatch(value)):  # fmt: skip
            shown.append((kind, value))
        elif kind in ("text/html", "text/markdown", "text/latex"):
            shown.append((kind, cleaned(value)))
    return shown


@remembered
def cleaned(text: str) -> str:
    """Return a text of Markdown, HTML or TeX that can do nothing but be read."""
    import bleach

    text = _TEX.sub(r"\\ ", _BACKSLASH.sub(r"\\", text))
    return bleach.clean(_LINK.sub(r"\1#", text), tags=_TAGS, attributes=_ATTRIBUTES)
