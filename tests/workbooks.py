"""An assignment's notebook without Jupyter: its code cells, run and marked one by one."""

import ast
import re
from functools import cache
from importlib import import_module
from pathlib import Path

import jalur
from jalur.checks.draw import variant
from jalur.checks.questions import ASSIGNMENTS, assignment
from jalur.course import masters
from jalur.course.variant import pinned

ROOT = Path(__file__).parents[1]
KEYS = ("Wanakali", "kelas B")
"""The keys of the variants on which every answer is tried beside the public numbers."""


@cache
def master(lesson):
    return masters.read(ROOT / "solutions" / f"{lesson}.md")


@cache
def answers(lesson):
    """The right and wrong answers to one assignment, and what its first key drew."""
    return import_module(f"answers.{lesson}")


@cache
def drawn(lesson, key):
    """The numbers of a variant; of the public assignment for None."""
    return variant(lesson, key) if key else {}


def questions():
    return [(lesson, name) for lesson in ASSIGNMENTS for name in assignment(lesson)]


def code(lesson, pattern, key=None):
    """The code cells whose id fits, as (cell, source), hidden tests with a variant's numbers."""
    return [
        (cell, pinned(cell.source, drawn(lesson, key)))
        for cell in master(lesson).cells
        if cell.kind == "code" and re.fullmatch(pattern, cell.id)
    ]


def begin(lesson, key=None, language="en"):
    jalur.begin(lesson, language, drawn(lesson, key))


@cache
def name_of(lesson, question):
    """The variable that holds the answer: what the check cell hands to `jalur.check`."""
    ((cell, _),) = code(lesson, f"{question}-check")
    return ast.unparse(ast.parse(cell.source).body[0].value.args[1])


def before(lesson, question):
    """What a notebook holds before the answer to a question: imports and the cells above it."""
    known = {"jalur": jalur}
    for cell, source in code(lesson, rf"names|{question}-.*"):
        if not re.search("check|test", cell.id):
            exec(source, known)
    return known


def points(lesson, question, answer, key=None, known=None):
    """What the graded cells give for an answer, as nbgrader counts."""
    known = before(lesson, question) if known is None else known
    known[name_of(lesson, question)] = answer
    earned = 0
    for cell, source in code(lesson, rf"{question}-test.*", key):
        try:
            exec(source, known)
        except Exception:
            continue
        earned += cell.nbgrader["points"]
    return earned


def full_points(lesson, question):
    return sum(cell.nbgrader["points"] for cell, _ in code(lesson, rf"{question}-test.*"))


def solved(lesson, key=None):
    """The answers of the published solution, run with the numbers of a variant, by question."""
    begin(lesson, key)
    known = {"jalur": jalur}
    for cell, source in code(lesson, r"names|q\d+.*"):
        if not re.search("check|test", cell.id):
            exec(source, known)
    return {question: known[name_of(lesson, question)] for question in assignment(lesson)}


def untouched(lesson, question):
    """The answer cell as a student gets it."""
    ((cell, _),) = code(lesson, question)
    return re.sub("### BEGIN SOLUTION.*?### END SOLUTION", "...", cell.source, flags=re.DOTALL)
