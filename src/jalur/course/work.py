"""What a row was made from, so that a later run grades what is new or changed and no more."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256

from jalur.course.assignment import Assignment
from jalur.course.intake import Submission
from jalur.course.marks import answers_to, label
from jalur.course.matching import is_test, nbgrader_of
from jalur.course.notebooks import source_of
from jalur.errors import InputError


@dataclass(frozen=True, slots=True)
class Work:
    """Stands for what was handed in, for the answer to each question, and for each test."""

    handed: str
    answers: Mapping[str, str]
    tests: Mapping[str, str]

    def stored(self) -> str:
        """Return it as the gradebook keeps it."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def told(cls, told: str) -> Work:
        """Return what was kept."""
        return cls(**json.loads(told))


def of(submission: Submission, assignment: Assignment) -> Work:
    """Return what stands for a student's work and the tests that it meets."""
    cells = submission.notebook["cells"]
    own = [[cell["cell_type"], source_of(cell)] for cell in cells if not is_test(cell)]
    reasons = [[one.code, one.values] for one in submission.reasons]
    name = submission.file.name if submission.file else ""
    texts = {nbgrader_of(cell).get("grade_id"): source_of(cell) for cell in cells}
    release = assignment.release(submission.language)
    about = {question.id: question.id for question in assignment.questions} | answers_to(release)
    source = assignment.source(submission.language).values()
    solution = [source_of(cell) for cell in source if not is_test(cell)]
    tests = {nbgrader_of(cell).get("grade_id"): cell for cell in source}
    return Work(
        _hash(own, reasons, name, submission.language),
        {id: _hash(texts.get(answer)) for id, answer in about.items()},
        {
            one.id: _hash(one.points, one.by_hand or [source_of(tests[one.id]), solution])
            for one in assignment.questions
        },
    )


def to_grade(kept: Work | None, now: Work, asked: Iterable[str] = ()) -> frozenset[str]:
    """Return the questions that have to be graded now, and none where the old row stands.

    After a changed submission that is every question, after a corrected test those whose test has
    changed; if some are `asked` for, these and no other.
    """
    if kept is None or kept.handed != now.handed or kept.tests.keys() != now.tests.keys():
        return frozenset(now.tests)
    changed = (id for id, test in now.tests.items() if kept.tests[id] != test)
    return frozenset(asked or changed)


def after(kept: Work | None, now: Work, graded: Iterable[str]) -> Work:
    """Return what a row stands for once the questions `graded` have met their tests of now."""
    graded = set(graded)
    if kept is None or graded == set(now.tests):
        return now
    return replace(now, tests={**kept.tests, **{id: now.tests[id] for id in graded}})


def asked(names: Sequence[str], assignment: Assignment) -> frozenset[str]:
    """Return the questions that an instructor means by names such as `q2` or `q2-a`.

    Raises:
        InputError: If there is no such question; the message names those that there are.
    """
    known = {one.id: label(one.id, assignment.name) for one in assignment.questions}
    found = set()
    for name in names:
        meant = {id for id, short in known.items() if name in (id, short, short.split("-")[0])}
        if not meant:
            raise InputError("grade.question", name=name, known=", ".join(known.values()))
        found |= meant
    return frozenset(found)


def _hash(*told: object) -> str:
    return sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()
