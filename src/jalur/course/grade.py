"""Grade a class: take in, run, mark, write down. Every student gets a row, whatever happens."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from jalur.course import bubbles, feedback, intake, runner, work
from jalur.course.archive import unpack
from jalur.course.assignment import Assignment
from jalur.course.files import write
from jalur.course.gradebook import Gradebook
from jalur.course.handed import Handed, Reason, collect, with_roster
from jalur.course.intake import Submission
from jalur.course.marks import marks, with_tests_of
from jalur.course.matching import nbgrader_of
from jalur.course.rows import Row, Status, write_results
from jalur.course.runner import Level, Limits, Rooms, Run
from jalur.course.work import Work
from jalur.texts import LANGUAGES

Before = Mapping[str, tuple[Work, Row]]


@dataclass(frozen=True, slots=True)
class Done:
    """One submission as it ran, and the questions that were graded now; none if its row stands."""

    handed: Handed
    submission: Submission
    run: Run
    graded: frozenset[str]
    work: Work | None = None


def grade(
    submissions: Path,
    assignment: Assignment,
    into: Path,
    *,
    limits: Limits | None = None,
    jobs: int | None = None,
    roster: Sequence[str] = (),
    isolation: Level | None = None,
    regrade: Sequence[str] = (),
    zone: tzinfo = UTC,
    rooms: Rooms | None = None,
    tell: Callable[[Row, int, int], None] = lambda row, done, total: None,
) -> list[Row]:
    """Grade everything that was handed in and write it below `into`.

    Run again into the same folder, it grades what is new or changed and keeps the rest: a changed
    submission whole, after a corrected test that question. `regrade` names questions, such as
    ``q2``, that are graded again in any case, and then of what was graded before no others.
    `submissions` is a folder, a notebook or a zip, whose times are read in `zone`; each of the
    `roster` who sent nothing gets a row too. `tell` hears of each row as it is done. Who grades
    more than once hands in `rooms` that are open, or a `Cluster` that is. One student's trouble
    never stops another's.

    Raises:
        InputError: If there is nothing to grade, or the zip is none or too large; if there is no
            such question. If students' processes cannot be kept apart here, and `isolation` does
            not do without.
    """
    level = rooms.level if rooms else runner.level(isolation)
    asked = work.asked(regrade, assignment)
    with tempfile.TemporaryDirectory(prefix="jalur-", ignore_cleanup_errors=True) as folder:
        root, refused = submissions, []
        if submissions.is_file() and submissions.suffix.lower() == ".zip":
            root = Path(folder)
            refused = unpack(submissions, root, zone=zone)
        handed = with_roster(collect(root, assignment.name), roster)
        into.mkdir(parents=True, exist_ok=True)
        log = Log(into / "log.jsonl")
        log.note("began", submissions=submissions.name, students=len(handed), refused=refused,
                 isolation=level)  # fmt: skip
        rows = []
        opened = nullcontext(rooms) if rooms else bubbles.rooms(level)
        with opened as rooms, closing(Gradebook(into, assignment)) as book:
            rooms.ready()
            before = _graded_before(book, into, assignment)
            task = Task(assignment, limits or Limits(), before, asked, rooms)
            for done in _all(handed, task, jobs or rooms.slots):
                row = _written(done, task, book, into)
                if done.graded:
                    log.note("row", **row.record())
                else:
                    log.note("kept", student=row.student)
                rows.append(row)
                tell(row, len(rows), len(handed))
        rows.sort(key=lambda row: row.student)
        write_results(rows, assignment, into)
        log.note("ended", students=len(rows))
    return rows


def grade_notebook(
    data: bytes,
    assignment: Assignment,
    *,
    limits: Limits | None = None,
    rooms: Rooms | None = None,
) -> Row:
    """Return what a notebook earns: no folder, no gradebook, the same marks as `grade`.

    Whatever the bytes are, a row comes back; its reasons say what was wrong with them. Who grades
    many opens `Rooms` once and hands them in: they take seconds to warm. A script needs no
    ``if __name__ == "__main__":`` around it, for no process is started that loads it again::

        from pathlib import Path

        from jalur.course import assignment, grade_notebook

        l2 = assignment.read("l2", Path("course"))
        row = grade_notebook(Path("l2.ipynb").read_bytes(), l2)
        print(row.score, row.max, row.status)

    Raises:
        InputError: If no `rooms` are given and students' processes cannot be kept apart here.

    >>> from jalur.course import assignment, places
    >>> l2 = assignment.read("l2", places.course_source())
    >>> grade_notebook(b"no notebook", l2).status
    'needs_a_person'
    """
    handed = Handed("", Path(f"{assignment.name}.ipynb"))
    with nullcontext(rooms) if rooms else bubbles.rooms(runner.level()) as rooms:
        rooms.ready()
        task = Task(assignment, limits or Limits(), {}, frozenset(), rooms)
        done = one(handed, task, lambda: intake.opened(handed, data, assignment))
    status, reasons = _status(done)
    language = done.submission.language
    questions = marks(done.run.notebook, assignment, language)
    return Row("", "", language, status, tuple(reasons), questions, done.run.seconds)


class Log:
    """What happened and when, a line of JSON each."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def note(self, event: str, **values: object) -> None:
        """Add a line."""
        line = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event}
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line | values, ensure_ascii=False) + "\n")


@dataclass(frozen=True, slots=True)
class Task:
    """What is the same for every submission of a run."""

    assignment: Assignment
    limits: Limits
    before: Before
    asked: frozenset[str]
    rooms: Rooms


def _all(handed: Iterable[Handed], task: Task, jobs: int) -> Iterator[Done]:
    def each(handed: Handed) -> Done:
        return one(handed, task, lambda: intake.prepare(handed, task.assignment))

    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(each, handed)


def one(handed: Handed, task: Task, prepared: Callable[[], Submission]) -> Done:
    """Return a submission as it ran; what nobody foresaw in it is a reason, not the class's end."""
    submission = Submission(handed.student, handed.file, LANGUAGES[0], None, handed.reasons)
    every = frozenset(question.id for question in task.assignment.questions)
    try:
        submission = prepared()
        if submission.notebook is None:
            return Done(handed, submission, Run(None, (), 0.0), every)
        kept, _ = task.before.get(submission.student, (None, None))
        now = work.of(submission, task.assignment)
        graded = work.to_grade(kept, now, task.asked)
        run = _run(submission, task) if graded else Run(None, (), 0.0)
        return Done(handed, submission, run, graded, now)
    except Exception as error:
        odd = Reason("unforeseen", {"error": f"{type(error).__name__}: {error}"})
        told = replace(submission, notebook=None, reasons=(*submission.reasons, odd))
        return Done(handed, told, Run(None, (), 0.0), every)


def _run(submission: Submission, task: Task) -> Run:
    """Run a notebook, and once more if a process died: somebody else may have ended it."""
    solution = task.assignment.sources[submission.language]["cells"]
    run = task.rooms.run(submission.notebook, solution, task.limits)
    died = run.notebook is None and run.seconds < task.limits.notebook
    if died or any(one.why == "dead" for one in run.stopped):
        run = task.rooms.run(submission.notebook, solution, task.limits)
    return run


def _graded_before(book: Gradebook, into: Path, assignment: Assignment) -> Before:
    """Return what an earlier run has written, by student: of which work, and the row."""
    return {
        student: told
        for student, told in book.kept().items()
        if _page(into, student, assignment).exists() and book.autograded(student)
    }


def _page(into: Path, student: str, assignment: Assignment) -> Path:
    return into / "feedback" / student / assignment.name / f"{assignment.name}.html"


def _status(done: Done) -> tuple[Status, list[Reason]]:
    reasons = [*done.submission.reasons]
    reasons += [Reason(f"stopped_{one.why}", {"cell": one.cell}) for one in done.run.stopped]
    if done.run.notebook is not None:
        return "partly" if done.run.stopped else "graded", reasons
    if done.submission.notebook is not None:
        reasons.append(Reason("not_run"))
    return "needs_a_person", reasons


def _status_of_part(row: Row, done: Done) -> tuple[Status, list[Reason]]:
    """Return how a row stands after some of its questions were graded again."""
    cells = {
        cell["id"]
        for cell in done.submission.notebook["cells"]
        if nbgrader_of(cell).get("grade_id") in done.graded
    }
    now = [one for one in _status(done)[1] if one.values.get("cell") in cells]
    kept = [one for one in row.reasons if one.values.get("cell") not in cells]
    if done.run.notebook is None:
        return "needs_a_person", [*kept, Reason("not_run")]
    reasons = [*kept, *now]
    partly = any(one.code.startswith("stopped_") for one in reasons)
    return "partly" if partly else "graded", reasons


def _written(done: Done, task: Task, book: Gradebook, into: Path) -> Row:
    """Write one student's gradebook entry and page, and return the row."""
    submission, ran, assignment = done.submission, done.run.notebook, task.assignment
    student, language = submission.student, submission.language
    kept, row = task.before.get(student, (None, None))
    if not done.graded:
        return row
    status, reasons = _status(done)
    if row and len(done.graded) < len(row.questions):
        status, reasons = _status_of_part(row, done)
        if ran is not None:
            ran = with_tests_of(book.autograded(student), ran, done.graded)
        else:
            return replace(row, status=status, reasons=tuple(reasons))
    questions = marks(ran, assignment, language)
    try:
        page = feedback.page(submission, ran, questions, reasons, assignment)
    except Exception as error:  # odd outputs must not cost the class its marks
        reasons.append(Reason("no_page", {"error": f"{type(error).__name__}: {error}"}))
        page = feedback.page(submission, None, questions, reasons, assignment)
    write(_page(into, student, assignment), page.encode())
    file = submission.file.name if submission.file else ""
    row = Row(
        student, file, language, status, tuple(reasons), questions, done.run.seconds,
        done.handed.number,
    )  # fmt: skip
    try:
        if ran is None:
            book.add_student(student)
        else:
            now = work.after(kept, done.work, done.graded)
            book.add(student, ran, submission.file.read_bytes(), asdict(row), now, kept)
    except Exception as error:
        told = Reason("not_written", {"error": f"{type(error).__name__}: {error}"})
        row = replace(row, status="needs_a_person", reasons=(*row.reasons, told))
    return row
