"""A run says how far it is: on a terminal how long it will take, in a log one line each."""

import io

from jalur.course.handed import Reason
from jalur.course.marks import Mark
from jalur.course.progress import Progress
from jalur.course.rows import Row


class Terminal(io.StringIO):
    def isatty(self):
        return True


def told(stream, rows, language="en"):
    """What is said of rows that take two seconds each."""
    seconds = iter(range(0, 1000, 2))
    progress = Progress(stream, language, lambda: next(seconds))
    for done, row in enumerate(rows, 1):
        progress.tell(row, done, len(rows))
    return stream.getvalue()


def row(student, *codes):
    reasons = tuple(Reason(code) for code in codes)
    return Row(student, "l2.ipynb", "en", "graded", reasons, {"q1": Mark(2, 3, "")}, 1)


def test_a_terminal_shows_rate_and_time_left_in_one_line_that_is_renewed():
    said = told(Terminal(), [row("ani")] * 100)

    assert "40/100 · 30 a minute · 2:00 left" in said
    assert "\n" not in said and "ani" not in said
    assert said.split("\r")[-1].removeprefix("\033[K") == ""


def test_a_terminal_keeps_what_there_is_to_say_of_a_submission():
    said = told(Terminal(), [row("ani"), row("budi", "byte_order_mark"), row("cici")], "id")

    assert "2/3 budi: 2 dari 3\n" in said and "ani" not in said


def test_a_log_gets_a_plain_line_for_each_student():
    said = told(io.StringIO(), [row("ani"), row("budi", "no_file")])

    assert said == "1/2 ani: 2 of 3\n2/2 budi: 2 of 3\n    Your folder holds no file.\n"
