"""What attacks and odd submissions come to: plain nbgrader beside ours, in one run, as two tables.

Plain nbgrader runs each in a process of its own, so that one which stops it costs no other row. It
takes about five minutes, and counts at the end, as a line of JSON.
"""

import json
import logging
import os
import shutil
import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import psutil

import attacks
import odd
import small_course
from jalur.course import assignment, grade, notebooks, release
from jalur.course.matching import is_test
from jalur.course.runner import Limits, Rooms, level

PATIENCE = 40
"""Seconds after which plain nbgrader has stopped: nobody else's work would be graded either."""


class Plain:
    """A course folder of nbgrader's own, in which one student after the other is graded."""

    def __init__(self, read):
        self.root = Path(tempfile.mkdtemp(prefix="plain-"))
        source = self.root / "source" / "l2" / "l2.ipynb"
        source.parent.mkdir(parents=True)
        source.write_bytes(notebooks.written(dict(read.sources["en"])))
        release.generate(self.root, "l2", "en")

    def graded(self, student, data, file="l2.ipynb"):
        """Points by test and the notebook that came out; None where nbgrader stopped or failed."""
        place = self.root / "submitted" / student / "l2" / file
        place.parent.mkdir(parents=True)
        place.write_bytes(data)
        child = os.fork()
        if child == 0:
            with suppress(BaseException):
                os.setsid()
                self._autograde(student)
                os._exit(0)
            os._exit(1)
        until = time.monotonic() + PATIENCE
        status = 1
        while time.monotonic() < until:
            pid, status = os.waitpid(child, os.WNOHANG)
            if pid:
                break
            time.sleep(0.1)
        else:
            status = 1
            family = psutil.Process(child).children(recursive=True)
            for one in [*family, psutil.Process(child)]:
                with suppress(psutil.NoSuchProcess):
                    one.kill()
            os.waitpid(child, 0)
        ran = self.root / "autograded" / student / "l2" / "l2.ipynb"
        if status or not ran.exists():
            return None
        return self._scores(student), json.loads(ran.read_text("utf-8"))

    def _autograde(self, student):
        from nbgrader.converters import Autograde
        from nbgrader.coursedir import CourseDirectory
        from traitlets.config import Config

        null = os.open(os.devnull, os.O_RDWR)
        for number in (1, 2):
            os.dup2(null, number)
        config = Config(release.settings("en"))
        config.CourseDirectory.root = str(self.root)
        config.CourseDirectory.assignment_id = "l2"
        config.CourseDirectory.student_id = student
        config.Execute.timeout = 5
        log = logging.getLogger("plain")
        log.propagate, log.handlers = False, [logging.NullHandler()]
        with release.gradebook_version():
            course = CourseDirectory(config=config, log=log)
            Autograde(coursedir=course, config=config, log=log).start()

    def _scores(self, student):
        from nbgrader.api import Gradebook

        with (
            release.gradebook_version(),
            Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as book,
        ):
            sent = book.find_submission("l2", student).notebooks[0]
            return {one.name: one.auto_score for one in sent.grades}

    def end(self):
        shutil.rmtree(self.root, ignore_errors=True)


def attacked(plain, one, aims):
    data = json.dumps(attacks.notebook(one, aims)).encode()
    told = plain.graded(f"{one.kind}-{attacks.ATTACKS.index(one)}", data)
    if told is None:
        return "stops nbgrader"
    scores, ran = told
    points = {name: scores.get(f"{name}-test") or 0 for name in attacks.QUESTIONS}
    code = [cell for cell in ran["cells"] if cell["cell_type"] == "code" and not is_test(cell)]
    said = attacks.Told(points, "".join(str(cell["outputs"]) for cell in code))
    return "wins" if one.wins(said) else "fails"


def attack_table():
    rows = []
    plain = Plain(attacks.target())
    with attacks.aims() as aims, Rooms(level()) as rooms:
        for one in attacks.ATTACKS:
            ours = "wins" if one.wins(attacks.defended(one, aims, rooms)) else "fails"
            rows.append((one.kind, one.name, attacked(plain, one, aims), ours))
            print("| " + " | ".join(rows[-1]) + " |", flush=True)
    plain.end()
    return rows


def told(scores):
    return " + ".join("–" if scores.get(id) is None else f"{scores[id]:g}" for id in odd.POINTS)


def odd_table():
    read = assignment.read("l2", small_course.built())
    plain = Plain(read)
    with tempfile.TemporaryDirectory(prefix="odd-") as folder:
        handed, graded = Path(folder) / "handed", Path(folder) / "graded"
        for number, one in enumerate(odd.ODD):
            path = handed / f"{number:02}" / one.file
            path.parent.mkdir(parents=True)
            path.write_bytes(one.data)
        ours = {
            row.student: row for row in grade.grade(handed, read, graded, limits=Limits(cell=5))
        }
    rows = []
    for number, one in enumerate(odd.ODD):
        row = ours[f"{number:02}"]
        scores = {id: row.questions[id].score for id in odd.POINTS}
        codes = ", ".join(reason.code for reason in row.reasons)
        theirs = plain.graded(f"odd-{number}", one.data, one.file)
        rows.append(
            (one.name, told(theirs[0]) if theirs else "error", f"{told(scores)} {codes}".strip())
        )
        print("| " + " | ".join(rows[-1]) + " |", flush=True)
    plain.end()
    return rows


def main():
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    print("| kind | attack | plain nbgrader | ours |\n|---|---|---|---|")
    attacked = attack_table()
    print("\n| submission, worth 2 + 3 | plain nbgrader | ours |\n|---|---|---|")
    odd_rows = odd_table()
    counts = {
        "attacks": len(attacked),
        "fail_against_plain": sum(row[2] == "fails" for row in attacked),
        "fail_against_ours": sum(row[3] == "fails" for row in attacked),
        "odd": len(odd_rows),
        "error_in_plain": sum(row[1] == "error" for row in odd_rows),
    }
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
