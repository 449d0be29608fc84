"""Code of two students that is nearly the same: something to read, never a verdict.

Answers are compared by their runs of eight tokens, as plagiarism detectors do (Schleimer,
Wilkerson and Aiken 2003, *Winnowing*), without names, spaces and comments. A run that stands in
what everybody was given, or that many have written, tells nothing and is left out.
"""

from __future__ import annotations

import io
import keyword
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

RUN = 8
"""Tokens that are compared at once."""
LEAST = 40
"""Tokens of the shortest answer that is compared: shorter ones are alike by themselves."""
SHARE = 0.85
"""So much of two answers must be the same for them to be told."""
COMMON = 0.1
"""What a larger share of the class has written is the usual way to write it."""

_SPACE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENCODING, tokenize.ENDMARKER}


class Alike(NamedTuple):
    """Two students whose answers to a question are nearly the same."""

    students: tuple[str, str]
    question: str
    share: float


def alike(answers: Mapping[str, Mapping[str, str]], given: Mapping[str, str]) -> list[Alike]:
    """Return the pairs of students with nearly the same code, the most alike first.

    Args:
        answers: Each student's code by question.
        given: What everybody was given there.
    """
    found = []
    for question in sorted({name for own in answers.values() for name in own}):
        stub = tokens(given.get(question, ""))
        known = _runs(stub)
        runs = {}
        for student, own in answers.items():
            told = tokens(own.get(question, ""))
            if len(told) >= LEAST and told != stub:
                runs[student] = _runs(told) - known
        found += [Alike(pair, question, share) for pair, share in _pairs(runs)]
    return sorted(found, key=lambda one: (-one.share, one.students, one.question))


def tokens(code: str) -> list[str]:
    """Return code as its tokens, every name of the writer's own as one and the same.

    >>> tokens("for n in rows:  # each") == tokens("for row  in table:")
    True
    """
    told = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.NAME and not keyword.iskeyword(token.string):
                told.append("name")
            elif token.type in (tokenize.INDENT, tokenize.DEDENT):
                told.append(tokenize.tok_name[token.type])
            elif token.type not in _SPACE:
                told.append(token.string)
    except (tokenize.TokenError, SyntaxError):
        return code.split()
    return told


def _runs(told: list[str]) -> set[tuple[str, ...]]:
    return {tuple(told[place : place + RUN]) for place in range(len(told) - RUN + 1)}


def _pairs(runs: Mapping[str, set]) -> Iterator[tuple[tuple[str, str], float]]:
    holders = defaultdict(list)
    for student in sorted(runs):
        for run in runs[student]:
            holders[run].append(student)
    most = max(2, COMMON * len(runs))
    usual = {run for run, students in holders.items() if len(students) > most}
    shared: Counter = Counter()
    for run, students in holders.items():
        if run not in usual:
            shared.update(combinations(students, 2))
    for (one, other), same in shared.items():
        share = same / len((runs[one] | runs[other]) - usual)
        told = len(runs[one] - usual) >= len(runs[one]) / 2
        if share >= SHARE and told:
            yield (one, other), share
