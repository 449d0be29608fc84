"""The report on a class as a page: both languages, pictures with their tables, no request."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from jalur.course.feedback import POLICY
from jalur.course.report import Report, hint
from jalur.figures.axis import Axis
from jalur.figures.bars import Panel, bar_chart
from jalur.figures.figure import Figure
from jalur.figures.style import DARK, LIGHT
from jalur.texts import LANGUAGES, number, say

BANDS = 5
"""So many equal bands from no points to all."""
MISTAKES = 12
"""So many of the most frequent mistakes are told."""

STYLE = """
*{box-sizing:border-box}body{margin:0 auto;max-width:52rem;padding:1rem 1.25rem 4rem;
background:var(--card);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
:root:has(#lang-id:checked) [lang=en],:root:has(#lang-en:checked) [lang=id]{display:none}
h1{font-size:1.9rem;line-height:1.2;margin:1.5rem 0 .5rem}h2{margin:2.5rem 0 .6rem}
table{border-collapse:collapse}th,td{padding:.4rem 2rem .4rem 0;text-align:left;
vertical-align:top;border-bottom:1px solid var(--line)}thead th{border-color:var(--line2)}
td.number{text-align:right;white-space:nowrap}.scrolls{overflow-x:auto}
figure{margin:1rem 0}figure svg{min-width:520px;width:100%;height:auto}
.quiet,figcaption{color:var(--ink2);font-size:.94rem}summary{cursor:pointer;padding:.5rem 0}
fieldset{border:1px solid var(--line2);border-radius:.5rem;width:fit-content;padding:0;
margin:0 0 0 auto;display:flex}label{padding:.6rem .9rem;min-width:44px;cursor:pointer}
label:has(:checked){background:var(--ink);color:var(--card);border-radius:.4rem}
label:has(:focus-visible),:focus-visible{outline:3px solid var(--assess);outline-offset:2px}
input{position:absolute;opacity:0}ul{margin:0;padding-left:1.1rem}
"""


def page(report: Report, language: str) -> str:
    """Return the whole page; it opens in `language` and shows the other at a click."""
    titles = {one: say("report.title", one, name=report.name) for one in LANGUAGES}
    choice = "".join(
        f'<label><input type="radio" name="lang" id="lang-{one}"'
        f"{' checked' if one == language else ''}>{say('report.language', one)}</label>"
        for one in LANGUAGES
    )
    halves = "".join(
        f'<main lang="{one}"><h1>{html.escape(title)}</h1>{"".join(_half(report, one))}</main>'
        for one, title in titles.items()
    )
    tongue = " / ".join(say("report.tongue", one) for one in LANGUAGES)
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(titles[language])}</title>"
        f"<style>:root{{color-scheme:light dark;{_tokens(LIGHT)}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{_tokens(DARK)}}}}}{STYLE}</style></head>"
        f'<body><header><fieldset aria-label="{tongue}">{choice}</fieldset></header>{halves}</body>'
        "</html>\n"
    )


def _tokens(look: dict[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in look.items())


def _half(report: Report, language: str) -> Iterator[str]:
    from jalur.course.site import outputs

    def said(key: str, **values: object) -> str:
        return say(f"report.{key}", language, **values)

    def head(key: str, note: str = "") -> str:
        told = f'<p class="quiet">{html.escape(note)}</p>' if note else ""
        return f"<h2>{html.escape(said(key))}</h2>{told}"

    statuses = [one.record["status"] for one in report.students]
    codes = [[told["code"] for told in one.record["reasons"]] for one in report.students]
    absent = sum("no_submission" in each for each in codes)
    waiting = statuses.count("needs_a_person") - absent
    graded = len(statuses) - statuses.count("needs_a_person")
    counts = {"students": len(statuses), "graded": graded, "waiting": waiting, "absent": absent}
    yield f"<p>{html.escape(said('counts', **counts))}</p>"
    yield f'<p class="quiet">{html.escape(said("private"))}</p>'
    if report.shares:
        yield head("shares") + outputs.figure(shares(report, language))
        yield head("marks") + outputs.figure(marks(report, language))

    yield head("mistakes", said("mistakes.note"))
    rows = [
        [question, _mistake(key, language), count]
        for question, key, count in report.mistakes[:MISTAKES]
    ]
    yield _table([said("question"), said("mistake"), said("students")], rows, language)

    times = [one.record["seconds"] for one in report.students if one.record["seconds"]]
    middle = number(round(median(times), 1), language) if times else "–"
    yield head("slow", said("slow.note", seconds=middle))
    rows = [[student, round(seconds, 1)] for student, seconds in report.slowest]
    yield _table([said("student"), said("seconds")], rows, language)

    yield head("odd", said("odd.note"))
    rows = [
        [student, "<ul>" + "".join(f"<li>{html.escape(one.text(language))}</li>" for one in told)
         + "</ul>"]
        for student, told in report.oddest
    ]  # fmt: skip
    yield _table([said("student"), said("what")], rows, language)

    yield head("alike", said("alike.note"))
    rows = [
        [" · ".join(one.students), one.question, f"{round(100 * one.share)}%"]
        for one in report.alike
    ]
    yield _table([said("pair"), said("question"), said("same")], rows, language)


def _mistake(key: str, language: str) -> str:
    """Return a hint, its first line to be read and the others behind it."""
    unread = "report.unread" if key == "Unread" else "report.error"  # the reading of an answer
    first, *rest = hint(key, language) or [say(unread, language, error=key)]
    return f"<b>{html.escape(first)}</b> {html.escape(' '.join(rest))}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]], language: str) -> str:
    """Return a table; texts that begin with a tag are HTML already."""
    if not rows:
        return f"<p>{html.escape(say('report.none', language))}</p>"
    top = "".join(f'<th scope="col">{html.escape(head)}</th>' for head in heads)
    body = "".join("<tr>" + "".join(_cell(one, language) for one in row) + "</tr>" for row in rows)
    return (
        f'<div class="scrolls" tabindex="0" role="group" aria-label="{html.escape(heads[0])}">'
        f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(value: object, language: str) -> str:
    if isinstance(value, (int, float)):
        return f'<td class="number">{number(value, language)}</td>'
    text = str(value)
    return f"<td>{text if text.startswith(('<b>', '<ul>')) else html.escape(text)}</td>"


def shares(report: Report, language: str) -> Figure:
    """Return the share of the class that has each question right."""
    worst = min(report.shares, key=lambda name: report.shares[name])
    axis = Axis(say("report.shares.axis", language), "share")
    return bar_chart(
        say("report.shares.title", language, question=worst,
            share=axis.say(report.shares[worst], language)),
        list(report.shares), [Panel(axis, {"": list(report.shares.values())})], language,
        head=say("report.question", language), note=say("report.shares.note", language),
    )  # fmt: skip


def marks(report: Report, language: str) -> Figure:
    """Return how the marks spread, in bands of the points that there are."""
    known = [one for one in report.students if one.score is not None]
    most = known[0].record["max"]
    scores = [one.score for one in known]
    edges = [most * place / BANDS for place in range(BANDS + 1)]
    names = [
        f"{number(round(low, 1), language)}–{number(round(high, 1), language)}"
        for low, high in pairwise(edges)
    ]
    band = [min(int(score / most * BANDS), BANDS - 1) for score in scores]
    title = say("report.marks.title", language, median=median(scores), max=most)
    axis = Axis(say("report.students", language), "count")
    counts = [band.count(place) for place in range(BANDS)]
    return bar_chart(
        title, names, [Panel(axis, {"": counts})], language,
        head=say("report.points", language), note=say("report.marks.note", language),
    )  # fmt: skip
