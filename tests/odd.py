"""Odd submissions of the small course: what a class sends when nobody has told it how."""

# ruff: noqa: E501 (a case reads best on one line)

import copy
import json
from dataclasses import dataclass, field

import small_course
from jalur.course.notebooks import source_of

RIGHT = {"q1_answer": "six = 6", "q2_answer": "def double(n):\n    return n + n"}
POINTS = {"q1-test": 2, "q2-test": 3}


@dataclass(frozen=True)
class Odd:
    """A file as it comes in, and what is to become of it: points, or a person's eye."""

    name: str
    data: bytes
    codes: tuple[str, ...] = ()
    points: dict[str, float] = field(default_factory=lambda: POINTS)
    status: str = "graded"
    file: str = "l2.ipynb"


def right(language="en", **answers):
    return small_course.exercise(language, **(RIGHT | answers))


def place(notebook, id):
    return [cell.get("id") for cell in notebook["cells"]].index(id)


def cell(notebook, id):
    return notebook["cells"][place(notebook, id)]


def moved(id, before):
    notebook = right()
    one = notebook["cells"].pop(place(notebook, id))
    notebook["cells"].insert(place(notebook, before), one)
    return notebook


def reversed_questions():
    """The second question with its test before the first."""
    notebook = right()
    cells = notebook["cells"]
    first, second = place(notebook, "q1"), place(notebook, "q2")
    third = place(notebook, "q3")
    notebook["cells"] = cells[:first] + cells[second:third] + cells[first:second] + cells[third:]
    return notebook


def retyped(kind, id):
    notebook = right()
    cell(notebook, id)["cell_type"] = kind
    return notebook


def without(*ids):
    notebook = right()
    notebook["cells"] = [one for one in notebook["cells"] if one["id"] not in ids]
    return notebook


def twice(id):
    notebook = right()
    notebook["cells"].insert(place(notebook, id) + 1, cell(notebook, id) | {"id": "again"})
    return notebook


def by_colab(kept=True):
    """No ids of cells, an id of Colab's own in the metadata, format 4.0, a cell that installs."""
    notebook = right()
    for number, one in enumerate(notebook["cells"]):
        del one["id"]
        marks = {"nbgrader": one["metadata"]["nbgrader"]} if "nbgrader" in one["metadata"] else {}
        one["metadata"] = {"id": f"Xy{number}", "colab": {}} | (marks if kept else {})
    install = {
        "cell_type": "code",
        "metadata": {"id": "In5t4ll"},
        "source": [
            "try:\n",
            "    from google.colab import drive\n",
            "except ImportError:\n",
            "    pass",
        ],
        "outputs": [],
        "execution_count": None,
    }
    notebook["cells"].insert(0, install)
    metadata = {
        "colab": {"provenance": []},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
    }
    return notebook | {"metadata": metadata, "nbformat_minor": 0}


def by_vs_code():
    """Ids of its own, a language in each cell's metadata, lines ended as Windows ends them."""
    notebook = right()
    for number, one in enumerate(notebook["cells"]):
        one["id"] = f"#VSC-{number:08x}"
        one["metadata"] |= {"vscode": {"languageId": "python"}}
        one["source"] = [line.replace("\n", "\r\n") for line in one["source"]]
    return notebook


def in_a_cell_of_its_own():
    """The stub is left as it was, and the answer stands below it."""
    notebook = small_course.exercise("en", q2_answer=RIGHT["q2_answer"])
    own = copy.deepcopy(cell(notebook, "q1-answer")) | {
        "id": "mine",
        "metadata": {},
        "source": "six = 6",
    }
    notebook["cells"].insert(place(notebook, "q1-answer") + 1, own)
    return notebook


def of(first_cell):
    notebook = right()
    cell(notebook, "language")["source"] = f"import jalur\n{first_cell}"
    return notebook


def told(notebook, **how):
    return json.dumps(notebook, **how).encode()


def as_script(notebook):
    return "\n\n".join(f"# In[ ]:\n{source_of(one)}" for one in notebook["cells"]).encode()


_ALL = "q1-answer, q1-test, q2-answer, q2-test, q3-memo"
NONE = {"q1-test": 0, "q2-test": 0}
A_PERSON = {"q1-test": None, "q2-test": None}


def person(name, data, code, file="l2.ipynb"):
    return Odd(name, data, (code,), A_PERSON, "needs_a_person", file)


ODD = [
    Odd("as it should be", told(right())),
    Odd("in the other language", told(right("id"))),
    # bytes
    Odd("a byte-order mark", b"\xef\xbb\xbf" + told(right()), ("byte_order_mark",)),
    Odd("UTF-16", json.dumps(right()).encode("utf-16"), ("utf_16",)),
    Odd("UTF-16 without a mark", json.dumps(right()).encode("utf-16-le"), ("utf_16",)),
    Odd("UTF-32", json.dumps(right()).encode("utf-32"), ("utf_16",)),
    Odd("line ends of Windows in the file", told(right(), indent=1).replace(b"\n", b"\r\n")),
    Odd("line ends of Windows in the cells", told(right(q1_answer="six = 5\r\nsix = 6"))),
    Odd("saved by VS Code", told(by_vs_code())),
    Odd("saved by Colab", told(by_colab())),
    Odd("saved by Colab, marks lost", told(by_colab(kept=False)), ("marks_lost",)),
    person("broken off", told(right())[:-900], "truncated"),
    person("nothing", b"", "empty_file"),
    person("noise", bytes(range(200, 256)), "broken"),
    person("a list", b"[1]", "no_notebook"),
    person("a page under a notebook's name", b"<!doctype html><html></html>", "export"),
    person("exported as a page", b"<html></html>", "export", "l2.html"),
    person("exported as a script", as_script(right()), "export", "l2.py"),
    person("a photograph", b"\x89PNG", "other_file", "l2.png"),
    # names
    Odd("downloaded twice", told(right()), ("renamed",), file="l2 (1).ipynb"),
    Odd("with a second ending", told(right()), file="l2.ipynb.txt"),
    # cells
    Odd("a test copied", told(twice("q1-test")), ("copied",)),
    Odd("an answer copied", told(twice("q1-answer")), ("copied",)),
    Odd("a test deleted", told(without("q1-test")), ("deleted",)),
    Odd("an answer deleted", told(without("q1-answer")), ("deleted",), POINTS | {"q1-test": 0}),
    Odd("a test before its answer", told(moved("q1-test", "q1-answer")), ("reordered",)),
    Odd("an answer at the end", told(moved("q1-answer", "q3-memo")), ("reordered",)),
    Odd("the questions exchanged", told(reversed_questions())),
    Odd("an answer turned into text", told(retyped("markdown", "q1-answer")), ("retyped",)),
    Odd("an answer turned into raw text", told(retyped("raw", "q1-answer")), ("retyped",)),
    Odd("a test turned into text", told(retyped("markdown", "q2-test")), ("retyped",)),
    Odd("a memo turned into code", told(retyped("code", "q3-memo")), ("retyped",)),
    Odd("an answer in a cell of its own", told(in_a_cell_of_its_own())),
    Odd("a test made easier", told(right(q1_answer="six = 5", q1_test="pass")), ("test_changed",), POINTS | {"q1-test": 0}),
    # other things
    Odd("the numbers of another class", told(of('jalur.begin("l2", "en", {"q1": {"desks": 7}})')), ("other_variant",)),
    person("another assignment", told(of('jalur.begin("l3", "en")')), "other_assignment"),
    person("a notebook of something else", told({"cells": [{"cell_type": "code", "source": "1 + 1", "metadata": {}}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "other_assignment"),
    # answers
    Odd("a right answer that warns", told(right(q2_answer="import warnings\ndef double(n):\n    warnings.warn('old')\n    return 2 * n"))),
    Odd("an answer that ends Python", told(right(q1_answer="import os\nos._exit(1)")), ("stopped_dead",), POINTS | {"q1-test": 0}, "partly"),
    Odd("an answer without end", told(right(q1_answer="while True:\n    try:\n        while True: pass\n    except BaseException: pass")), ("stopped_time",), POINTS | {"q1-test": 0}, "partly"),
    Odd("nothing answered", told(small_course.exercise("en")), (), NONE),
]  # fmt: skip
