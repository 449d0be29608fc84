"""The page that a student gets back: marks, reasons, and the notebook as it ran."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

from markdown_it import MarkdownIt

from jalur.course.assignment import Assignment
from jalur.course.handed import Reason
from jalur.course.intake import Submission
from jalur.course.marks import Mark, label
from jalur.course.matching import is_test
from jalur.course.notebooks import source_of
from jalur.course.remembered import remembered
from jalur.texts import number, say

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"
"""Whatever a student's cells put out: no script runs in this page, and nothing is fetched."""

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")

STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:auto;padding:1rem;color:#1a1a1a;
background:#fff}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #bbb;
padding:.3rem .5rem;text-align:left;vertical-align:top}td.points{white-space:nowrap}
pre{overflow:auto;background:#f3f3f3;padding:.5rem;white-space:pre-wrap}img{max-width:100%}
pre.code{border-left:3px solid #bbb}
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
    """Return the notebook as HTML, its tests as they were released: hidden ones stay hidden.

    HTML that a student's cells or prose hold is never part of the page: what has another form is
    shown in that, the rest as its text. (nbconvert, which lets it pass, takes half a second.)
    """
    released = {str(cell["id"]): source_of(cell) for cell in assignment.release(language)}
    parts = []
    for cell in ran["cells"]:
        source = released[str(cell["id"])] if is_test(cell) else source_of(cell)
        if cell["cell_type"] != "code":
            parts.append(_prose(source))
            continue
        parts.append(f'<pre class="code">{html.escape(source)}</pre>')
        for output in cell.get("outputs", []):
            parts.append(_output(output, is_test(cell)))
    return "".join(parts)


def _output(output: Mapping, of_test: bool) -> str:
    """Return one output; of an error that a test met, its name and message only."""
    if output["output_type"] == "stream":
        return f"<pre>{html.escape(_joined(output['text']))}</pre>"
    if output["output_type"] == "error":
        told = f"{output['ename']}: {output['evalue']}".rstrip(": ")
        lines = [told] if of_test else [*output["traceback"]] or [told]
        return f"<pre>{html.escape(chr(10).join(lines))}</pre>"
    data = {kind: _joined(value) for kind, value in output["data"].items()}
    if "image/png" in data and re.fullmatch(r"[A-Za-z0-9+/=\s]+", data["image/png"]):
        alt = html.escape(data.get("text/plain", ""))
        return f'<img alt="{alt}" src="data:image/png;base64,{data["image/png"]}">'
    if "text/markdown" in data:
        return f"<div>{_prose(data['text/markdown'])}</div>"
    return f"<pre>{html.escape(data.get('text/plain', ''))}</pre>"


@remembered
def _prose(text: str) -> str:
    return _MARKDOWN.render(text)


def _joined(text: object) -> str:
    """Return a text that a notebook may hold whole or by lines."""
    return "".join(text) if isinstance(text, list) else str(text)
