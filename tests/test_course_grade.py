"""Every student gets a row and a message in their language, whatever they hand in."""

# ruff: noqa: E501 (a case with its points reads best on one line)

import copy
import csv
import html
import inspect
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
import threading
import time
import zipfile
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import psutil
from pytest import approx, fixture, mark, raises

import jalur.course
import small_course
from jalur.course import archive, assignment, cli, grade, handed, intake, runner, walls
from jalur.course.archive import Bounds
from jalur.course.runner import Limits, Rooms
from jalur.errors import InputError
from jalur.texts import say

RIGHT = {"q1_answer": "six = 6", "q2_answer": "def double(n):\n    return n + n"}
STUBBORN = "while True:\n    try:\n        while True: pass\n    except KeyboardInterrupt: pass"


@fixture(scope="module")
def l2():
    return assignment.read("l2", small_course.built())


def cells_without(notebook, id):
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != id]
    return notebook


def with_copy(notebook, id, new_id):
    place = [cell["id"] for cell in notebook["cells"]].index(id)
    second = copy.deepcopy(notebook["cells"][place]) | {"id": new_id}
    notebook["cells"].insert(place + 1, second)
    return notebook


def without_marks(notebook):
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        del cell["id"]
    return notebook


def of_another_assignment(notebook):
    notebook["cells"][0]["source"] = ["import jalur\n", 'jalur.begin("l3", "id")']
    return notebook


def warned(notebook):
    place = [cell["id"] for cell in notebook["cells"]].index("q2-answer")
    notebook["cells"][place]["source"] = (
        "import warnings\ndef double(n):\n    warnings.warn('old')\n    return 2 * n"
    )
    return notebook


def exercise(language="id", **answers):
    return small_course.exercise(language, **(RIGHT | answers))


CLASS = {
    # student: (what is handed in, points of q1, q2, memo, status, codes of the reasons)
    "right": (lambda: exercise(q3_memo="Sebab."), 2, 3, None, "graded", []),
    "half": (lambda: exercise(q1_answer="six = 5"), 0, 3, 0, "graded", []),
    "empty": (lambda: small_course.exercise("id"), 0, 0, 0, "graded", []),
    "english": (lambda: exercise("en", q3_memo="Because."), 2, 3, None, "graded", []),
    "warned": (lambda: warned(exercise()), 2, 3, 0, "graded", []),
    "no-test": (lambda: cells_without(exercise(), "q2-test"), 2, 3, 0, "graded", ["deleted"]),
    "no-answer": (lambda: cells_without(exercise(), "q1-answer"), 0, 3, 0, "graded", ["deleted"]),
    "copied-test": (lambda: with_copy(exercise(), "q1-test", "z"), 2, 3, 0, "graded", ["copied"]),
    "copied-answer": (lambda: with_copy(exercise(), "q1-answer", "z"), 2, 3, 0, "graded", ["copied"]),
    "lost-marks": (lambda: without_marks(exercise("en")), 2, 3, 0, "graded", ["marks_lost"]),
    "easy-test": (lambda: exercise(q1_answer="six = 5", q1_test="pass"), 0, 3, 0, "graded", ["test_changed"]),
    "loop": (lambda: exercise(q1_answer=STUBBORN), 0, 3, 0, "partly", ["stopped_time"]),
    "killed": (lambda: exercise(q1_answer="import os; os._exit(1)"), 0, 3, 0, "partly", ["stopped_dead"]),
    "other-assignment": (lambda: of_another_assignment(exercise()), *[None] * 3, "needs_a_person", ["other_assignment"]),
}  # fmt: skip
RAW = {
    "broken": ("broken.ipynb", b'{"cells": [', "needs_a_person", ["truncated"]),
    "text": ("text.ipynb", b"\xffno", "needs_a_person", ["broken"]),
    "wide": ("wide.ipynb", json.dumps(exercise()).encode("utf-16"), "graded", ["utf_16"]),
    "wide-bare": (
        "wide-bare.ipynb",
        json.dumps(exercise()).encode("utf-16-be"),
        "graded",
        ["utf_16"],
    ),
    "windows": (
        "windows.ipynb",
        json.dumps(exercise(), indent=1).replace("\n", "\r\n").encode(),
        "graded",
        [],
    ),
    "page": ("page.html", b"<html>", "needs_a_person", ["export"]),
    "blank": ("blank.ipynb", b"", "needs_a_person", ["empty_file"]),
    "a-list": ("a-list.ipynb", b"[1]", "needs_a_person", ["no_notebook"]),
    "pdf": ("pdf.pdf", b"%PDF-1.4", "needs_a_person", ["export"]),
    "photo": ("photo.png", b"PNG", "needs_a_person", ["other_file"]),
    "bom": ("bom.ipynb", b"\xef\xbb\xbf", "graded", ["byte_order_mark"]),
    "renamed": ("renamed (1).ipynb", b"", "graded", ["renamed"]),
}


@fixture(scope="module")
def graded(l2, tmp_path_factory):
    """The whole class, graded once for all workers; each test looks at one part of it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, into, told = (
        shared / "class-handed",
        shared / "class-graded",
        shared / "class-told.json",
    )
    try:
        folder.mkdir()
    except FileExistsError:  # another worker was here first
        while not told.exists():
            time.sleep(0.5)
    else:
        hand_in(folder)
        heard = []
        grade.grade(
            folder, l2, into, limits=Limits(cell=3), tell=lambda *one: heard.append(one[1:])
        )
        (shared / "told").write_text(json.dumps(heard))
        (shared / "told").rename(told)
    records = json.loads((into / "results.json").read_text("utf-8"))
    return into, {record["student"]: record for record in records}, json.loads(told.read_text())


def hand_in(folder):
    for student, (make, *_) in CLASS.items():
        small_course.save(folder / f"{student}.ipynb", make())
    whole = json.dumps(exercise()).encode()
    for student, (file, data, *_) in RAW.items():
        (folder / file).write_bytes(data + whole if student in ("bom", "renamed") else data)
    (folder / "no-file").mkdir()


def test_everybody_who_handed_in_anything_has_a_row(graded):
    _, rows, told = graded

    assert set(rows) == {*CLASS, *RAW, "no-file"}
    assert told == [[done, len(rows)] for done in range(1, len(rows) + 1)]


@mark.parametrize("student", CLASS)
def test_each_gets_what_the_answers_are_worth(graded, student):
    _, q1, q2, memo, status, codes = CLASS[student]
    row = graded[1][student]

    scores = {id: question["score"] for id, question in row["questions"].items()}
    assert scores == {"q1-test": q1, "q2-test": q2, "q3-memo": memo}
    assert row["status"] == status
    assert [reason["code"] for reason in row["reasons"]] == codes
    assert (row["score"], row["max"]) == ((q1 or 0) + (q2 or 0) + (memo or 0), 9)


@mark.parametrize("student", RAW)
def test_a_damaged_or_strange_file_is_repaired_or_explained(graded, student):
    *_, status, codes = RAW[student]
    row = graded[1][student]

    assert (row["status"], [reason["code"] for reason in row["reasons"]]) == (status, codes)
    assert row["score"] == (5 if status == "graded" else 0)


def test_an_empty_folder_is_a_row_too(graded):
    assert [reason["code"] for reason in graded[1]["no-file"]["reasons"]] == ["no_file"]


def test_reasons_and_remarks_are_in_the_students_language(graded):
    _, rows, _ = graded

    assert rows["lost-marks"]["language"] == rows["english"]["language"] == "en"
    assert rows["lost-marks"]["reasons"][0]["text"].startswith("Cells had lost")
    assert rows["english"]["questions"]["q3-memo"]["message"] == "Read by a teacher."
    assert rows["no-test"]["reasons"][0]["text"].startswith("Ada sel yang hilang")
    assert rows["right"]["questions"]["q3-memo"]["message"] == "Dibaca pengajar."


def test_the_gradebook_of_nbgrader_holds_both_languages_and_the_same_marks(graded):
    from nbgrader.api import Gradebook

    into, rows, _ = graded
    with Gradebook(f"sqlite:///{into / 'gradebook.db'}", "jalur") as book:
        assert {student.id for student in book.students} == set(rows)
        for student, row in rows.items():
            if row["status"] == "needs_a_person":
                continue
            submission = book.find_submission("l2", student)
            assert submission.score == approx(row["score"]), student
            assert submission.needs_manual_grade == (row["questions"]["q3-memo"]["score"] is None)


def test_the_table_of_marks_opens_in_a_spreadsheet(graded):
    into, rows, _ = graded
    text = (into / "grades.csv").read_text("utf-8-sig")
    table = {row["student"]: row for row in csv.DictReader(text.splitlines())}

    assert set(table) == set(rows)
    assert (table["half"]["q1-test"], table["half"]["score"]) == ("0.0", "3.0")
    assert table["right"]["q3-memo"] == ""
    assert (into / "grades.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_page_comes_back_in_the_students_language_and_hides_hidden_tests(graded):
    into, rows, _ = graded
    for student, row in rows.items():
        page = (into / "feedback" / student / "l2" / "l2.html").read_text("utf-8")
        assert f'<html lang="{row["language"]}">' in page
        words = html.unescape(re.sub("<[^>]+>", "", page))  # colours stand between words of code
        assert "double(21)" not in words and "assert six" not in words
        assert "http://" not in page and "https://" not in page
        assert all(reason["text"].replace('"', "&quot;")[:20] in page for reason in row["reasons"])
    english = (into / "feedback/english/l2/l2.html").read_text("utf-8")
    assert say("grade.page.waits", "en", points=4.0) in english
    assert say("grade.page.work", "id") not in english


def test_a_cell_that_prints_without_end_makes_no_huge_page(l2, tmp_path):
    answer = "six = 6\nfor _ in range(3000): print('x' * 1000)"
    file = small_course.save(tmp_path / "ani.ipynb", exercise(q1_answer=answer))

    rows = grade.grade(file, l2, tmp_path / "out")

    assert rows[0].score == 5
    page = tmp_path / "out/feedback/ani/l2/l2.html"
    assert page.stat().st_size < 400_000


@mark.costly("browser")
def test_what_a_student_wrote_runs_no_script_in_the_page_that_goes_back(l2, tmp_path, chromium):
    """In a real browser, for only that knows: the page opens on an instructor's computer."""
    answer = (
        "from IPython.display import HTML, Javascript, display\nsix = 6\n"
        "display(Javascript('document.title = 1'))\n"
        "HTML('<b>bold</b><img src=x onerror=\"document.title = 2\"><script>document.title = 3</script>')"
    )
    memo = "<script>document.title = 4</script> Sebab."
    file = small_course.save(tmp_path / "ani.ipynb", exercise(q1_answer=answer, q3_memo=memo))
    grade.grade(file, l2, tmp_path / "out")

    asked = []
    page = chromium.new_page()
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.goto((tmp_path / "out/feedback/ani/l2/l2.html").as_uri())
    page.wait_for_timeout(500)
    title, foreign = page.title(), page.locator("b, script, img").count()
    shown = page.locator("body").inner_text()
    page.close()

    assert (title, foreign) == ("Tugas l2: ani", 0)
    assert "<script>document.title = 4</script> Sebab." in shown
    assert len(asked) == 1


# --- intake ---


def students(root):
    return {one.student: one.file and one.file.name for one in handed.collect(root, "l2")}


def test_files_folders_and_nbgraders_tree_are_all_understood(tmp_path):
    for path in (
        "flat/ani.ipynb",
        "flat/budi (2).ipynb",
        "flat/.DS_Store",
        "folders/cici/l2.ipynb",
        "folders/cici/data.csv",
        "folders/cici/jejak.json",
        "tree/submitted/dodi/l2/l2.ipynb",
        "tree/submitted/dodi/l3/l3.ipynb",
        "tree/submitted/dodi/l2/timestamp.txt",
    ):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("{}")

    assert students(tmp_path / "flat") == {"ani": "ani.ipynb", "budi": "budi (2).ipynb"}
    assert students(tmp_path / "folders") == {"cici": "l2.ipynb"}
    assert students(tmp_path / "tree") == {"dodi": "l2.ipynb"}
    assert students(tmp_path / "tree" / "submitted") == {"dodi": "l2.ipynb"}


def at(path, seconds):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}")
    os.utime(path, (seconds, seconds))


def test_of_several_notebooks_the_latest_named_after_the_assignment_counts(tmp_path):
    for name, seconds in (
        ("ani/notes.ipynb", 900), ("ani/l2.ipynb", 300), ("ani/l2 (3).ipynb", 100),
        ("budi.ipynb", 500), ("budi (1).ipynb", 700), ("budi (2).ipynb", 600),
    ):  # fmt: skip
        at(tmp_path / name, seconds)

    assert students(tmp_path) == {"ani": "l2.ipynb", "budi": "budi (1).ipynb"}
    found = {one.student: one.reasons for one in handed.collect(tmp_path, "l2")}
    assert [[r.code for r in reasons] for reasons in found.values()] == [
        ["several"],
        ["several", "renamed"],
    ]
    assert found["ani"][0].values["others"] == "l2 (3).ipynb, notes.ipynb"
    assert say("grade.reason.several", "en", **found["budi"][0].values) == (
        "There are several notebooks. budi (1).ipynb, the latest, was graded; "
        "not graded: budi (2).ipynb, budi.ipynb."
    )


def test_of_several_notebooks_of_one_time_the_last_by_name_counts(tmp_path):
    for name in (
        "ani/l2 (9).ipynb",
        "ani/l2 (10).ipynb",
        "ani/l2.ipynb",
        "budi/a/l2.ipynb",
        "budi/b/l2.ipynb",
    ):
        at(tmp_path / name, 100)

    assert students(tmp_path)["ani"] == "l2 (10).ipynb"
    budi = handed.collect(tmp_path, "l2")[1]
    assert (budi.file.parent.name, budi.reasons[0].values["others"]) == ("b", "a/l2.ipynb")


def zipped(path, members, data=b"{}"):
    with zipfile.ZipFile(path, "w") as made:
        for member in members:
            made.writestr(member, data)
    return path


def test_the_zips_of_moodle_and_canvas_say_who_handed_in_what(tmp_path):
    moodle = zipped(tmp_path / "moodle.zip", [
        "Ani Lestari_11_assignsubmission_file_/l2.ipynb",
        "Budi_12_assignsubmission_file_/tugas/l2 (1).ipynb",
        "Budi_13_assignsubmission_file_l2.ipynb",
    ])  # fmt: skip
    canvas = zipped(
        tmp_path / "canvas.zip", ["lestariani_101_555_l2.ipynb", "budi_LATE_102_556_l2-1.ipynb"]
    )
    archive.unpack(moodle, tmp_path / "moodle")
    archive.unpack(canvas, tmp_path / "canvas")

    assert students(tmp_path / "moodle") == {
        "Ani Lestari": "l2.ipynb",
        "Budi-12": "l2 (1).ipynb",
        "Budi-13": "Budi_13_assignsubmission_file_l2.ipynb",
    }
    assert students(tmp_path / "canvas") == {
        "lestariani": "lestariani_101_555_l2.ipynb",
        "budi": "budi_LATE_102_556_l2-1.ipynb",
    }


def test_a_zip_within_the_zip_is_opened_and_one_from_a_zip_keeps_its_time(tmp_path):
    inner = zipped(tmp_path / "inner.zip", [zipfile.ZipInfo("l2.ipynb", (2026, 3, 4, 5, 6, 8))])
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as made:
        made.write(inner, "Ani_1_assignsubmission_file_/work.zip")

    assert archive.unpack(tmp_path / "outer.zip", tmp_path / "out") == []

    file = tmp_path / "out/Ani_1_assignsubmission_file_/work/l2.ipynb"
    assert time.gmtime(file.stat().st_mtime)[:6] == (2026, 3, 4, 5, 6, 8)
    assert students(tmp_path / "out") == {"Ani": "l2.ipynb"}


def test_a_zip_tells_time_in_the_zone_that_is_named_and_the_latest_counts(tmp_path):
    """Half past nine in the zip is earlier in Jayapura than in Jakarta."""
    file = tmp_path / "c.zip"
    with zipfile.ZipFile(file, "w") as made:
        for name, minute in (("l2.ipynb", 10), ("l2-1.ipynb", 30), ("notes.ipynb", 50)):
            member = zipfile.ZipInfo(f"ani_7_{minute}_{name}", (2026, 3, 4, 9, minute, 0))
            made.writestr(member, b"{}")
        made.writestr(zipfile.ZipInfo("odd_8_1_l2.ipynb", (1980, 0, 0, 0, 0, 0)), b"{}")
    times = {}
    for zone in ("UTC", "Asia/Jakarta", "Asia/Jayapura"):
        archive.unpack(file, tmp_path / zone, zone=ZoneInfo(zone))
        ani, _ = handed.collect(tmp_path / zone, "l2")
        assert (ani.file.name, ani.number) == ("ani_7_30_l2-1.ipynb", "7")
        times[zone] = ani.file.stat().st_mtime

    assert times["UTC"] == datetime(2026, 3, 4, 9, 30, tzinfo=UTC).timestamp()
    assert times["UTC"] - times["Asia/Jakarta"] == 7 * 3600
    assert times["UTC"] - times["Asia/Jayapura"] == 9 * 3600


@mark.parametrize(
    "name", ["../x.ipynb", "/x.ipynb", "a/../../x.ipynb", "C:\\x.ipynb", "..\\x.ipynb"]
)
def test_no_name_in_a_zip_leads_out_of_it(tmp_path, name):
    made = zipped(tmp_path / "class.zip", [name, "ani.ipynb"])

    assert archive.unpack(made, tmp_path / "deep/out") == [name]
    assert [path.name for path in tmp_path.rglob("*.ipynb")] == ["ani.ipynb"]


def test_a_link_in_a_zip_is_refused(tmp_path):
    link = zipfile.ZipInfo("secret.ipynb")
    link.external_attr = 0o120777 << 16
    made = zipped(tmp_path / "class.zip", [link], b"/etc/passwd")

    assert archive.unpack(made, tmp_path / "out") == ["secret.ipynb"]
    assert not (tmp_path / "out/secret.ipynb").is_symlink()


def test_a_zip_bomb_stops_at_its_bound(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(10):
            made.writestr(f"{number}.ipynb", bytes(1_000_000))

    for bounds in (Bounds(total=3_000_000), Bounds(files=9)):
        with raises(InputError, match="more files or more bytes"):
            archive.unpack(tmp_path / "bomb.zip", tmp_path / "out", bounds)
        assert sum(f.stat().st_size for f in (tmp_path / "out").iterdir()) < 10_000_000
        shutil.rmtree(tmp_path / "out")
    assert len(archive.unpack(tmp_path / "bomb.zip", tmp_path / "out", Bounds(one=10))) == 10


def test_who_sent_nothing_has_a_row(l2, tmp_path):
    (tmp_path / "roster.csv").write_text("No,Student\n1,Ani\n2,../cici\n3,budi\n")
    made = zipped(tmp_path / "c.zip", ["ani.ipynb"], json.dumps(exercise()).encode())

    rows = grade.grade(
        made, l2, tmp_path / "out", roster=handed.read_roster(tmp_path / "roster.csv")
    )

    assert [(row.student, row.status, row.score) for row in rows] == [
        ("__cici", "needs_a_person", 0),
        ("ani", "graded", 5),
        ("budi", "needs_a_person", 0),
    ]
    assert [[reason.code for reason in row.reasons] for row in rows[::2]] == [["no_submission"]] * 2
    events = [json.loads(line) for line in (tmp_path / "out/log.jsonl").read_text().splitlines()]
    assert [event["event"] for event in events] == ["began", *["row"] * 3, "ended"]


@mark.parametrize("data", [json.dumps(exercise()).encode(), b"", b"[", b"\xff\xfe\x00"])
def test_a_notebook_is_graded_without_folders(l2, rooms, data):
    row = jalur.course.grade_notebook(data, l2, rooms=rooms)

    assert (row.score, row.status) == ((5, "graded") if len(data) > 9 else (0, "needs_a_person"))


def test_the_numbers_of_another_class_are_noticed(l2, tmp_path):
    notebook = exercise()
    first = next(cell for cell in notebook["cells"] if cell["id"] == "language")
    first["source"] = 'import jalur\njalur.begin("l2", "id", {"q1": {"desks": 7}})'

    file = small_course.save(tmp_path / "ani.ipynb", notebook)

    codes = [one.code for one in intake.prepare(handed.Handed("ani", file), l2).reasons]
    assert codes == ["other_variant"]


def test_a_lesson_handed_in_for_its_assignment_is_noticed(l2, tmp_path):
    lesson = small_course.built() / "lessons/id/02-jalur-keputusan.ipynb"

    submission = intake.prepare(handed.Handed("ani", lesson), l2)

    assert submission.notebook is None
    assert submission.reasons[-1].code == "other_assignment"


def test_the_tests_that_decide_are_the_courses_own(l2, tmp_path):
    file = small_course.save(tmp_path / "ani.ipynb", exercise(q2_test="pass  # mine"))

    submission = intake.prepare(handed.Handed("ani", file), l2)

    text = json.dumps(submission.notebook)
    assert "mine" not in text and "double(21) == 42" in text
    assert "return 2 * number" not in text


def test_what_nobody_foresaw_is_one_students_trouble_only(l2, tmp_path, monkeypatch):
    for name in ("ani", "budi"):
        small_course.save(tmp_path / "in" / f"{name}.ipynb", exercise())
    real = intake.opened

    def odd(one, data, assignment):
        if one.student == "ani":
            raise ZeroDivisionError("odd")
        return real(one, data, assignment)

    monkeypatch.setattr(intake, "opened", odd)
    rows = grade.grade(tmp_path / "in", l2, tmp_path / "out")

    assert [row.status for row in rows] == ["needs_a_person", "graded"]
    assert rows[0].reasons[0].code == "unforeseen"


# --- runner ---


@fixture(scope="module")
def rooms():
    with Rooms(runner.level()) as opened:
        yield opened


def test_a_notebook_that_outlives_its_time_is_ended(l2, rooms):
    data = json.dumps(exercise(q1_answer=STUBBORN)).encode()

    row = grade.grade_notebook(data, l2, limits=Limits(cell=60, notebook=3), rooms=rooms)

    assert (row.status, row.reasons[0].code, row.score) == ("needs_a_person", "not_run", 0)
    assert row.seconds < 20


def test_a_warm_process_that_is_killed_is_started_again_in_the_midst_of_a_class(l2):
    data = json.dumps(exercise()).encode()
    with Rooms(runner.level()) as rooms:
        first = rooms.process
        first.kill()
        rows = [grade.grade_notebook(data, l2, rooms=rooms) for _ in range(2)]

        assert [(row.score, row.reasons) for row in rows] == [(5, ()), (5, ())]
        assert rooms.process is not first and rooms.process.poll() is None


def test_a_plain_script_grades_a_notebook_as_the_docstring_shows(tmp_path):
    example = inspect.getdoc(grade.grade_notebook).partition("::\n")[2].partition("Raises:")[0]
    (tmp_path / "script.py").write_text(textwrap.dedent(example), "utf-8")
    (tmp_path / "course").symlink_to(small_course.built())
    small_course.save(tmp_path / "l2.ipynb", exercise())

    told = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert told.stdout.split() == ["5.0", "9.0", "graded"], told.stderr


def test_an_examiners_warm_process_that_is_killed_is_started_again(l2):
    data = json.dumps(exercise()).encode()
    with Rooms(runner.level()) as rooms:
        first = rooms.examiners
        first.kill()
        first.wait()
        row = grade.grade_notebook(data, l2, rooms=rooms)

        assert (row.score, row.reasons) == (5, ())
        assert rooms.examiners is not first and rooms.examiners.poll() is None


@mark.parametrize(
    "draw", ["import random; random.random()", "from numpy import random; random.random()"]
)
def test_two_examiners_of_one_warm_process_draw_other_numbers(rooms, draw):
    cells = [
        {"cell_type": "code", "id": "drawn", "source": draw.replace("; ", "\n"),
         "metadata": {"nbgrader": {"grade": True, "grade_id": "drawn", "solution": False}}}
    ]  # fmt: skip
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    rooms.ready()

    runs = [rooms.run(notebook, cells, Limits()) for _ in range(2)]

    told = [run.notebook["cells"][0]["outputs"][0]["data"]["text/plain"] for run in runs]
    assert 0 < float(told[0]) < 1 and told[0] != told[1]


def test_no_examiner_outlives_its_rooms_or_its_time(l2):
    """A test of the course that never ends, as an answer can make it, holds nobody up."""
    cells = [
        {"cell_type": "code", "id": "long", "source": "from time import sleep\nsleep(600)",
         "metadata": {"nbgrader": {"grade": True, "grade_id": "long", "solution": False}}}
    ]  # fmt: skip
    with Rooms(runner.level()) as rooms:
        rooms.ready()
        server = psutil.Process(rooms.examiners.pid)
        notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        run = rooms.run(notebook, cells, Limits(cell=60, notebook=2))
        until = time.monotonic() + 10
        while server.children() and time.monotonic() < until:
            time.sleep(0.05)

        assert run.notebook is None and server.children() == []
        busy = threading.Thread(target=rooms.run, args=(notebook, cells, Limits(60, 30)))
        busy.start()
        while not server.children() and time.monotonic() < until:
            time.sleep(0.05)
        (child,) = server.children()
    busy.join(10)

    assert not busy.is_alive()
    psutil.wait_procs([child], 10)
    assert not child.is_running()


def test_after_a_cell_that_ended_python_the_next_cells_know_what_came_before(l2, rooms):
    notebook = exercise(q2_answer="def double(n):\n    return helper(n)")
    place = [cell["id"] for cell in notebook["cells"]].index("q2-answer")
    for source in ("import os; os._exit(1)", "def helper(n): return 2 * n", STUBBORN):
        own = {"cell_type": "code", "id": f"own-{len(source)}", "metadata": {}, "outputs": []}
        notebook["cells"].insert(place, own | {"source": source, "execution_count": None})

    data = json.dumps(notebook).encode()
    row = grade.grade_notebook(data, l2, limits=Limits(cell=2), rooms=rooms)

    assert (row.score, row.status) == (5, "partly")
    assert [reason.code for reason in row.reasons] == ["stopped_time", "stopped_dead"]


def test_a_system_that_cannot_isolate_is_refused_unless_told_otherwise(monkeypatch):
    monkeypatch.setattr(runner.sys, "platform", "darwin")
    monkeypatch.setattr(walls, "bubble", lambda: ["/no/bwrap"])

    with raises(InputError, match="WSL or in a Linux container"):
        runner.level()
    assert runner.level("limits") == "limits"


# --- the commands, as an instructor types them ---


@fixture
def jalur_says(capsys, monkeypatch):
    monkeypatch.chdir(small_course.built())

    def call(*arguments):
        with raises(SystemExit) as end:
            cli.main([*map(str, arguments), "--language", "en"])
        told = capsys.readouterr()
        return end.value.code or 0, told.out + told.err

    return call


def test_a_release_is_written_in_both_languages_and_never_over_another_file(jalur_says, tmp_path):
    assert jalur_says("release", "l2", "--into", tmp_path)[0] == 0
    for language in ("id", "en"):
        made = tmp_path / language / "l2" / "l2.ipynb"
        built = small_course.built() / "exercises" / language / "l2" / "l2.ipynb"
        assert made.read_bytes() == built.read_bytes()
    assert jalur_says("release", "l2", "--into", tmp_path)[0] == 0

    made.write_text("mine")
    code, told = jalur_says("release", "l2", "--into", tmp_path)
    assert code == 2 and "already there with other content" in told
    assert made.read_text() == "mine"


@mark.parametrize("command", [("release", "l9"), ("grade", ".", "--assignment", "l9")])
def test_an_unknown_assignment_names_the_known(jalur_says, tmp_path, command):
    code, told = jalur_says(*command, "--into", tmp_path)

    assert code == 2 and "no assignment 'l9'; there are: l2" in told


def test_a_path_that_is_not_there_is_said_before_any_work(jalur_says, tmp_path):
    code, told = jalur_says("grade", tmp_path / "x", "--assignment", "l2", "--into", tmp_path / "o")

    assert code == 2 and "x: there is no such file or folder" in told
    assert not (tmp_path / "o").exists()


def test_an_empty_folder_to_grade_is_said(l2, tmp_path):
    with raises(InputError, match="this folder is empty; put one notebook"):
        grade.grade(tmp_path, l2, tmp_path / "out")


def test_without_the_instructors_tools_the_remedy_is_said(jalur_says, tmp_path, monkeypatch):
    from jalur.course import release

    monkeypatch.setattr(release, "find_spec", lambda name: None)
    code, told = jalur_says("grade", ".", "--assignment", "l2", "--into", tmp_path)

    assert code == 2 and 'pip install "jalur[course]"' in told
