"""The page that a student gets back: marks, reasons, and the notebook as it ran."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence

from jalur.course.assignment import Assignment
from jalur.course.handed import Reason
from jalur.course.intake import Submission
from jalur.course.marks import Mark, label
from jalur.course.matching import is_test
from jalur.course.notebooks import source_of
from jalur.texts import number, say

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"
"""Whatever a student's cells put out: no script runs in this page, and nothing is fetched."""

STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:auto;padding:1rem;color:#1a1a1a;
background:#fff}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #bbb;
padding:.3rem .5rem;text-align:left;vertical-align:top}td.points{white-space:nowrap}
pre{overflow:auto;background:#f3f3f3;padding:.5rem;white-space:pre-wrap}img{max-width:100%}
.anchor-link,.jp-InputPrompt,.jp-OutputPrompt,.prompt{display:none}
@media(prefers-color-scheme:dark){body{background:#151515;color:#eee}pre{background:#222}}
"""


def page(
    submission: Submission,
    ran: Mapping[str, object] | None,
    marks: Mapping[str, Mark],
    reasons: Sequence[Reason],
    assignment: Assignment,
) -> str:
    """Return the whole page, in the student's language, with no request to anywhere."""
    language = submission.language
    title = say("grade.page.title", language, name=assignment.name, student=submission.student)
    parts = [f"<h1>{html.escape(title)}</h1>", f"<p>{html.escape(_total(marks, language))}</p>"]
    if reasons:
        lines = "".join(f"<li>{html.escape(one.text(language))}</li>" for one in reasons)
        parts.append(f"<h2>{say('grade.page.notes', language)}</h2><ul>{lines}</ul>")
    parts.append(_table(marks, assignment.name, language))
    if ran is not None:
        parts += [f"<h2>{say('grade.page.work', language)}</h2>", _work(ran, assignment, language)]
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(title)}</title><style>{STYLE}</style></head>"
        f"<body>{''.join(parts)}</body></html>\n"
    )


def _total(marks: Mapping[str, Mark], language: str) -> str:
    score = sum(mark.score or 0 for mark in marks.values())
    waiting = sum(mark.max for mark in marks.values() if mark.score is None)
    known = sum(mark.max for mark in marks.values()) - waiting
    told = say("grade.page.total", language, score=score, max=known)
    return told + (" " + say("grade.page.waits", language, points=waiting) if waiting else "")


def _table(marks: Mapping[str, Mark], name: str, language: str) -> str:
    heads = "".join(
        f'<th scope="col">{say(f"grade.page.{key}", language)}</th>'
        for key in ("question", "points", "message")
    )
    rows = "".join(
        f'<tr><th scope="row">{html.escape(label(id, name))}</th>'
        f'<td class="points">{_points(mark, language)}</td>'
        f"<td>{html.escape(mark.message)}</td></tr>"
        for id, mark in marks.items()
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _points(mark: Mark, language: str) -> str:
    score = "–" if mark.score is None else number(mark.score, language)
    return f"{score} / {number(mark.max, language)}"


def _work(ran: Mapping[str, object], assignment: Assignment, language: str) -> str:
    """Return the notebook as HTML, its tests as they were released: hidden ones stay hidden."""
    import nbformat
    from nbconvert import HTMLExporter

    released = {str(cell["id"]): source_of(cell) for cell in assignment.release(language)}
    notebook = nbformat.reads(json.dumps(ran), as_version=4)  # joins what is held by lines
    for cell in notebook.cells:
        if is_test(cell):
            cell.source = released[cell.id]
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                told = f"{output.ename}: {output.evalue}".rstrip(": ")
                output.traceback = [told] if is_test(cell) else output.traceback
    exporter = HTMLExporter(template_name="basic", embed_images=True)
    return exporter.from_notebook_node(notebook)[0]
