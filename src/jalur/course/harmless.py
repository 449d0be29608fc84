"""A notebook that the form grader may show: what a student wrote runs no script there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from jalur.course.matching import NotebookCell
from jalur.course.notebooks import source_of

_TAGS = {
    "a", "b", "blockquote", "br", "caption", "code", "dd", "div", "dl", "dt", "em", "h1", "h2",
    "h3", "h4", "hr", "i", "li", "ol", "p", "pre", "small", "span", "strong", "sub", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip


def harmless(notebook: Mapping[str, object], release: Sequence[NotebookCell]) -> dict[str, object]:
    """Return a notebook without scripts in its texts and outputs; the course's own texts stay.

    The form grader shows it as a page of the instructor's own Jupyter, with all rights there.
    """
    import nbformat
    from nbconvert.preprocessors.sanitize import SanitizeHTML

    known = {source_of(cell) for cell in release}
    read = nbformat.reads(json.dumps(notebook), as_version=4)
    clean = SanitizeHTML(tags=sorted(_TAGS), attributes={"*": ["class", "lang", "scope", "title"]})
    for cell in read.cells:
        if cell.cell_type == "code" or cell.source not in known:
            clean.preprocess_cell(cell, {}, 0)
    return dict(read)
