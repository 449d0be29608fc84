"""A variant: the same assignment with other numbers, in the first cell and in the hidden tests."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jalur.checks.questions import numbers_in
from jalur.course import bilingual

Drawn = Mapping[str, Mapping[str, float]]

_HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS.*?### END HIDDEN TESTS", re.DOTALL)
_NUMBERS = re.compile(r'\bnumbers\("(l[1-8]\.\w+)"\)')


def begun(code: str, drawn: Drawn) -> str:
    """Return the first cell's code, which hands the numbers `drawn` to `jalur.begin`.

    >>> begun('import jalur\\njalur.begin("l2", "id")', {"q1": {"desks": 6}})
    'import jalur\\njalur.begin("l2", "id", {\\n    "q1": {"desks": 6},\\n})'
    """
    call = bilingual.find_begin(code)
    if not drawn or call is None:
        return code
    lines = code.split("\n")
    line = lines[call.line]
    rows = [f'    "{name}": {written(numbers)},' for name, numbers in drawn.items()]
    told = "\n".join([", {", *rows, "}"])
    lines[call.line] = line[: call.end] + told + line[call.end :]
    return "\n".join(lines)


def pinned(code: str, drawn: Drawn) -> str:
    """Return a test in which the hidden part has its numbers written out.

    So no notebook can lend a test other numbers than those that were given.

    >>> pinned('### BEGIN HIDDEN TESTS\\nn = numbers("l2.q1")\\n### END HIDDEN TESTS', {})
    '### BEGIN HIDDEN TESTS\\nn = {"desks": 5, "good": 0.95}\\n### END HIDDEN TESTS'
    """
    return _HIDDEN.sub(
        lambda hidden: _NUMBERS.sub(
            lambda found: written(numbers_in(found.group(1), drawn)), hidden.group()
        ),
        code,
    )


def written(numbers: Mapping[str, float]) -> str:
    """Return numbers as the code that makes them."""
    return "{" + ", ".join(f'"{name}": {value!r}' for name, value in numbers.items()) + "}"
