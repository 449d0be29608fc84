"""Graders that are there to be killed: `python killed_grader.py COURSE`, then one JSON line each.

A line names what is handed in and where results go, and before which step after which commit the
grader kills itself, if at all: `[2, 0]` is the first after the second. A step is a statement to the
gradebook or a file put in its place. With `torn` the gradebook keeps each step at once, as it would
without its transaction. The answer is the process's id. Every grader is forked from here, where
nbgrader is loaded already.
"""

import json
import os
import signal
import sys
from contextlib import contextmanager
from pathlib import Path


def counted(into, die_at, torn):
    """Count steps, note at which of them commits are done, and die before the one that is named."""
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    from jalur.course.gradebook import Gradebook

    steps, commits = [], [0]

    def step(*_):
        if [len(commits) - 1, len(steps) - commits[-1]] == die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        steps.append(1)

    event.listen(Engine, "before_cursor_execute", step)
    replace, transaction = Path.replace, Gradebook._transaction
    Path.replace = lambda *told: step() or replace(*told)

    @contextmanager
    def noted(self):
        with transaction(self) as book:
            if torn:
                del book.db.commit  # nbgrader's own, which keeps each step at once
            yield book
        (into / f"commit-{len(commits) - 1}").write_text(str(len(steps)))
        commits.append(len(steps))

    Gradebook._transaction = noted
    return steps


def main(course):
    from nbgrader import api, preprocessors  # noqa: F401 (all that takes long to load)

    from jalur.course import assignment, feedback, grade, handed, intake, notebooks, runner
    from jalur.course.runner import Rooms

    l2 = assignment.read("l2", course)
    data = notebooks.written(l2.releases["en"])
    opened = intake.opened(handed.Handed("x", Path("l2.ipynb")), data, l2)
    feedback.page(opened, opened.notebook, {}, [], l2)  # so does the first page
    with Rooms(runner.level()) as rooms:
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the graders
        rooms.ready()
        print(json.dumps({"room": rooms.process.pid, "examiners": rooms.examiners.pid}), flush=True)
        for line in sys.stdin:
            told = json.loads(line)
            into = Path(told["into"])
            child = os.fork()
            if child == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                rooms.process.poll = lambda: None  # nobody's child but ours: it seems ended there
                try:
                    into.mkdir(exist_ok=True)
                    steps = counted(into, told.get("die_at"), told.get("torn"))
                    own = None if told.get("own") else rooms
                    grade.grade(Path(told["handed"]), l2, into, jobs=1, rooms=own)
                    (into / "steps").write_text(str(len(steps)))
                finally:
                    os._exit(0)  # whatever happens: the rooms are not this process's to close
            print(json.dumps({"pid": child}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
