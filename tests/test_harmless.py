"""What a student wrote can be read, and do nothing, where an instructor or the student opens it."""

import copy
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

from pytest import fixture, mark

import small_course
from jalur.course import assignment, feedback, notebooks
from jalur.course.harmless import harmless
from jalur.course.intake import Submission

ATTACKS = {
    "a page that leads elsewhere": '<meta http-equiv="refresh" content="0;url=https://x.example">',
    "a script": "<script>document.title = 1</script>",
    "a script behind a comment": "<!--><script>document.title = 1</script>-->",
    "a style that covers the page": "<style>body{display:none}</style>",
    "a forged bar in the page's own manner": '<div class="navbar-fixed-top">Score 100 / 100</div>',
    "a forged bar by hand": '<div style="position:fixed;top:0">Score 100 / 100</div>',
    "a field with points": '<form action="x"><input class="score" value="100"></form>',
    "a frame": '<iframe src="https://x.example"></iframe>',
    "another home for links": '<base href="https://x.example">',
    "an attribute that acts": "<b onmouseover='document.title = 1'>b</b>",
    "a picture that acts": "<img src=x onerror='document.title = 1'>",
    "a drawing with a script": "<svg onload='document.title = 1'><script>1</script></svg>",
    "a link into a script": "[look](javascript:document.title=1)",
    "the same in HTML": "<a href='javascript:document.title=1'>look</a>",
    "the same with an entity": "[look](java&#115;cript:document.title=1)",
    "the same behind spaces": "[look](   vbscript:x)",
    "the same by reference": "[look]\n\n[look]: javascript:document.title=1",
    "a page in a link": "[look](data:text/html;base64,PHNjcmlwdD4=)",
    "a formula that links": r"$\href{javascript:document.title=1}{x}$",
    "the same with an entity in it": r"$&#x5C;href{javascript:document.title=1}{x}$",
    "a formula with a style": r"$\style{position:fixed;top:0}{x}$",
}
KINDS = ("text/html", "text/markdown", "text/latex", "image/svg+xml", "application/javascript")


class Parts(HTMLParser):
    """The elements of a page with their attributes, and its words outside code."""

    def __init__(self, page):
        super().__init__()
        self.found, self.words, self.inside = Counter(), "", []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.update([(tag, tuple(sorted((name, value or "") for name, value in attributes)))])
        if tag in ("pre", "code"):
            self.inside.append(tag)

    def handle_endtag(self, tag):
        if tag in self.inside:
            self.inside.remove(tag)

    def handle_data(self, data):
        self.words += "" if self.inside else data


def dangers(page, calm):
    """What a page can do that it could not with nothing but calm words in it."""
    page, calm = Parts(page), Parts(calm)
    for tag, attributes in page.found - calm.found:
        told = dict(attributes)
        if tag not in ("a", "b", "br", "code", "div", "p", "pre", "td", "tr", "table"):
            yield tag
        yield from (name for name in told if name not in ("href", "title", "lang"))
        if not re.match("https://|#|$", told.get("href", "")):
            yield told["href"]
    yield from re.findall(r"\\(?:href|style)", page.words)


def ran(text, kinds):
    """A notebook in which a text stands wherever a student can put one."""
    notebook = copy.deepcopy(small_course.exercise("en", q3_memo=text))
    for cell in notebook["cells"]:
        cell["source"] = notebooks.source_of(cell)
        if cell["id"] == "q1-answer":
            cell["outputs"] = [
                {"output_type": "display_data", "data": {kind: text}, "metadata": {}}
                for kind in kinds
            ]
            cell["outputs"] += [
                {"output_type": "stream", "name": "stdout", "text": text},
                {"output_type": "error", "ename": text, "evalue": text, "traceback": [text]},
                {"output_type": "display_data", "metadata": {},
                 "data": {"image/png": f'">{text}', "text/plain": text}},
            ]  # fmt: skip
    own = {"cell_type": "markdown", "id": "own-1", "metadata": {}, "source": text}
    raw = {"cell_type": "raw", "id": "own-2", "metadata": {"format": "text/html"}, "source": text}
    return {**notebook, "cells": [*notebook["cells"], own, raw]}


def in_form_grader(notebook):
    """The notebook as nbconvert shows it, whose page the form grader's is."""
    from nbconvert import HTMLExporter
    from nbformat import from_dict

    return HTMLExporter(template_name="basic").from_notebook_node(from_dict(notebook))[0]


@fixture(scope="module")
def l2():
    return assignment.read("l2", small_course.built())


@mark.parametrize("attack", ATTACKS)
def test_what_a_student_wrote_does_nothing_in_the_form_grader(attack, l2):
    calm, odd = ran("calm", KINDS), ran(ATTACKS[attack], KINDS)
    known = l2.release("en")

    assert list(dangers(in_form_grader(odd), in_form_grader(calm)))  # where nothing stops it
    page = in_form_grader(harmless(odd, known))
    assert list(dangers(page, in_form_grader(harmless(calm, known)))) == []


@mark.parametrize("attack", ATTACKS)
def test_what_a_student_wrote_does_nothing_in_the_page_that_goes_back(attack, l2):
    def page(text):
        told = Submission("ani", Path("ani.ipynb"), "en", {}, ())
        return feedback.page(told, ran(text, KINDS), {}, [], l2)

    found = dangers(page(ATTACKS[attack]), page("calm"))
    assert [one for one in found if one[0] != "\\"] == []  # no script here reads formulas
    assert "default-src 'none'" in page("calm")


def test_tables_emphasis_and_links_to_pages_stay():
    text = "**so** [here](https://kbbi.kemdikbud.go.id) <table><tr><td>1</td></tr></table> $x_1$"

    told = harmless(ran(text, KINDS[:2]), [])

    page = in_form_grader(told)
    assert '<a href="https://kbbi.kemdikbud.go.id">here</a>' in page
    assert page.count("<td>1</td>") == 5 and "$x_1$" in page


def test_the_courses_own_texts_stay_to_the_letter(l2):
    own = [cell for cell in l2.release("en") if cell["cell_type"] == "markdown"]
    notebook = {"cells": own, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}

    told = harmless(notebook, own)["cells"]

    assert [cell["source"] for cell in told] == [notebooks.source_of(cell) for cell in own]
