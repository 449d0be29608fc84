"""What a submission tries that is none of its business: it earns nothing and harms nobody.

Each attack of `attacks.py` first wins where its cells and the tests run in one process, as plain
autograding has it. Then it fails.
"""

# ruff: noqa: E501 (an attack reads best on one line)

import json
import os
import re
import resource
import signal
import socket
import time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy
import psutil
from pytest import fixture, mark, raises

import attacks
import small_course
from attacks import ATTACKS, POINTS, Attack, waits
from jalur.checks import questions as checks
from jalur.checks.kinds import Function
from jalur.checks.questions import ASSIGNMENTS
from jalur.course import assignment, crossing, examiner, grade, handed, intake, room, runner, walls
from jalur.course.bubbles import Bubbles
from jalur.course.runner import Limits, Rooms
from jalur.course.visit import ProcessEnded, StudentError, Visit
from jalur.model.path import Step
from needs import need
from workbooks import begin, full_points, points, questions, solved

FAST = Limits(cell=2, notebook=60)


@fixture(scope="module")
def aims():
    with attacks.aims() as aims:
        yield aims


@fixture(scope="module")
def rooms(aims):
    with Rooms("namespaces") as opened:
        yield opened


@fixture(scope="module")
def open_rooms(aims):
    """The same without walls."""
    with Rooms("limits") as opened:
        yield opened


def said(rooms, code, name="found"):
    """What a student's cell finds out: run where students' cells run."""
    visit = Visit(rooms.address)
    try:
        outputs = visit.run(code, 5)
        return visit.value(name, 5)
    except NameError:
        return outputs
    finally:
        visit.end()


# --- the table ---


def test_who_attacks_nothing_earns_everything_with_and_without_a_defence(aims, rooms):
    honest = Attack("none", "nothing", "six = 6")
    everything = dict.fromkeys(attacks.QUESTIONS, POINTS)

    assert attacks.undefended(honest, aims, seconds=30).points == everything
    assert attacks.defended(honest, aims, rooms).points == everything


def test_no_two_attacks_have_one_name_and_twenty_are_of_our_own_finding():
    assert len({(one.kind, one.name) for one in ATTACKS}) == len(ATTACKS)
    assert sum(not one.listed for one in ATTACKS) >= 20


@mark.costly("attacks", by="kind")
@mark.parametrize(
    ("kind", "attack"),
    [(one.kind, one) for one in ATTACKS],
    ids=[f"{one.kind}: {one.name}" for one in ATTACKS],
)
def test_an_attack_wins_without_a_defence_and_gains_and_harms_nothing_with_it(
    kind, attack, aims, rooms
):
    won = attack.wins(attacks.undefended(attack, aims))
    if attack.needs:
        need(won, attack.needs)
    assert won

    told = attacks.defended(attack, aims, rooms)
    assert not attack.wins(told)
    assert told.points.keys() == attacks.QUESTIONS.keys()


# --- the other walls ---

OUTWARD = [one for one in ATTACKS if one.kind in ("read", "write", "reach", "harm", "take")]
SEEN = ("the list of processes",)
"""What a student's process sees there, of its own room and of nobody else's."""
LATE = ("files without end",)
"""What is ended there a moment after it has gone too far; see the test below."""


@fixture(scope="module")
def bubbles(aims):
    need(walls.bubbles(), "bubblewrap")
    with Bubbles("bubblewrap") as opened:
        yield opened


@mark.costly("attacks")
@mark.parametrize("first", range(16))
def test_an_attack_on_the_machine_fails_behind_bubblewraps_walls_too(first, aims, bubbles):
    for attack in OUTWARD[first::16]:
        if attack.name not in (*SEEN, *LATE):
            told = attacks.defended(attack, aims, bubbles)
            assert not attack.wins(told), attack.name


def test_files_without_end_end_their_process_behind_bubblewraps_walls(aims, bubbles):
    code = (
        "import time\nfor n in range(6000): open(f'{n}', 'w').close()\ntime.sleep(1.2)\n"
        "def double(n): return n + n"
    )
    only_the_last_question_is_lost(code, aims, bubbles)


def test_students_behind_bubblewraps_walls_do_not_meet(bubbles, l2):
    """Each has a home of its own, and the other's process is not there."""
    left = "open('note', 'w').close()\nimport os, time\nif os.fork() == 0:\n    time.sleep(9)\n"
    found = "import os, glob\nsix = 6 if not glob.glob('*note') and len([n for n in os.listdir('/proc') if n.isdigit()]) < 6 else 0"

    def run(code):
        data = json.dumps(small_course.exercise("en", **(RIGHT | {"q1_answer": code}))).encode()
        return grade.grade_notebook(data, l2, limits=FAST, rooms=bubbles).questions["q1-test"].score

    assert run(left + "six = 6") == 2
    assert run(found) == 2


# --- what is said to the examiner ---

CLAIMS = {
    # what a patched `pack` says the answer is, and what it does to one who believes it
    "a fraction of a billion digits": ({"Fraction": "1e2000000000"}, "Fraction('1e2000000000')"),
    "a decimal of a billion digits": ({"Decimal": "1e2000000000"}, "int(Decimal('1e2000000000'))"),
    "a billion rows of nothing": ({"array": "", "dtype": "f8", "shape": [10**12, 0]}, "list(numpy.zeros((10**12, 0)))"),
    "objects in an array": ({"array": "AAAAAAAAAAA=", "dtype": "O", "shape": [1]}, "numpy.frombuffer(bytes(8), 'O')"),
    "an array larger than its bytes": ({"array": "", "dtype": "f8", "shape": [9]}, "numpy.frombuffer(b'', 'f8').reshape([9])"),
    "a module as a model": ({"model": "os", "fields": {}}, "{'Step': Step}['os']()"),
    "a path with impossible numbers": ({"model": "Step", "fields": {"name": "x", "kind": "clear", "days": 1, "good": 9}}, "Step('x', 'clear', days=1, good=9)"),
    "a kind that there is not": ({"os": "system"}, "{'list': list}['os']"),
    "a list as a key": ({"dict": [[{"list": []}, 1]]}, "{[]: 1}"),
    "a table of a number": ({"table": 5}, "dict(5)"),
    "nothing": ({}, "next(iter({}))"),
    "a function that is none": ({"function": "six", "name": "f"}, "int('six')"),
    "a function that was never kept": ({"function": 10**6, "name": "f"}, "[][10**6]"),
    "fields that are no names": ({"record": "x", "fields": 5}, "(5).items()"),
    "an error that is no error": ("raise SystemExit", "exit(3)"),
}  # fmt: skip
HEAD = "import os, struct\nsay = lambda size, data: os.write(3, struct.pack('>I', size) + data)\n"
MANGLED = {
    "half a message": (HEAD + "say(10**6, b'{')\nimport time\ntime.sleep(5)", "os.read(os.pipe()[0], 1)"),
    "a message of four billion bytes": (HEAD + "say(4 * 10**9, b'{')", "bytearray(4 * 10**9)"),
    "brackets without end": (HEAD + "d = b'[' * 10**6\nsay(len(d), d)", "json.loads('[' * 10**6)"),
    "a number without end": (HEAD + "d = b'1' * 10**5\nsay(len(d), d)", "json.loads('1' * 10**5)"),
    "what is no text": (HEAD + "say(2, b'\\xff\\xfe')", "json.loads(b'\\xff\\xfe')"),
    "a list": (HEAD + "say(3, b'[1]')", "[1]['id']"),
    "a reply to another question": (HEAD + "d = b'{\"id\": \"x\", \"outputs\": []}'\nsay(len(d), d)", "{'x': 1}['y']"),
    "outputs that are none": (attacks.OUTPUTS + "outputs.extend([5, 'x', None, {'output_type': 'display_data', 'data': 5}])", "(5).get('x')"),
    "a letter at a time": (HEAD + "import time\nsay(10**6, b'')\nwhile True: os.write(3, b' '); time.sleep(0.2)", "[os.read(os.pipe()[0], 1)]"),
}  # fmt: skip


def stops(expression):
    """Whether who computes this ends, or goes on for more than a second, or takes 300 MB."""
    child = os.fork()
    if child == 0:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * os.sysconf("SC_PAGE_SIZE") + 300_000_000
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        signal.alarm(1)
        names = {"Fraction": Fraction, "Decimal": Decimal, "numpy": numpy, "json": json, "os": os}
        try:
            eval(expression, names | {"Step": Step})
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1] != 0


def only_the_last_question_is_lost(code, aims, rooms):
    told = attacks.defended(Attack("harm", "", code, "double"), aims, rooms)

    assert told.points == dict.fromkeys(attacks.QUESTIONS, POINTS) | {"double": 0}


@mark.costly("attacks")
@mark.parametrize("claim", CLAIMS)
def test_a_claim_that_would_stop_a_believer_costs_its_own_question(claim, aims, rooms):
    told, believed = CLAIMS[claim]
    if isinstance(told, str):
        code = f"def double(n):\n    {told}"
    else:
        code = f"from jalur.course import crossing\ncrossing.pack = lambda *a, **k: {told!r}\ndouble = 5"

    assert stops(believed)
    only_the_last_question_is_lost(code, aims, rooms)


@mark.parametrize("claim", [claim for claim in CLAIMS if "billion" in claim])
def test_a_number_or_an_array_without_measure_is_refused_at_once(claim):
    began = time.monotonic()

    with raises(crossing.Broken):
        crossing.unpack(CLAIMS[claim][0], lambda number, name: None)
    assert time.monotonic() - began < 1


@mark.costly("attacks")
@mark.parametrize("mangled", MANGLED)
def test_a_reply_that_cannot_be_read_costs_its_own_question(mangled, aims, rooms):
    code, believed = MANGLED[mangled]

    assert stops(believed) and not stops("6")
    only_the_last_question_is_lost(code, aims, rooms)


@mark.costly("attacks")
@mark.parametrize(
    "value",
    ["'x' * 50_000_000", "10 ** 1_000_000", "[6] * 10**7", "deep", "itself"],
)
def test_an_answer_too_large_to_cross_equals_nothing(value, aims, rooms):
    code = (
        "deep = []\nfor _ in range(100_000): deep = [deep]\n"
        f"itself = []\nitself.append(itself)\ndouble = {value}"
    )
    only_the_last_question_is_lost(code, aims, rooms)


ODD = [None, "", "6", "nan", True, [], {}, float("nan"), float("inf"), -float("inf"), 1j,
       Decimal("NaN"), lambda *_: float("nan"), lambda *_: None, lambda *_: "", object(),
       crossing.Strange("x"), crossing.Record("x", {"steps": [], "__class__": "int"})]  # fmt: skip


@mark.parametrize("lesson", ASSIGNMENTS)
def test_no_odd_value_earns_a_point_in_any_question(lesson, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    begin(lesson)

    earned = [
        (question, value)
        for asked, question in questions()
        if asked == lesson
        for value in ODD
        if points(lesson, question, value)
    ]
    assert earned == []


@mark.parametrize(
    ("lesson", "question"),
    [(la, q) for la, q in questions() if isinstance(checks.assignment(la)[q], Function)],
)
def test_a_function_that_knows_what_the_last_class_was_asked_earns_less(
    lesson, question, tmp_path, monkeypatch
):
    """A student's function can remember its inputs, and a later cell can print them."""
    monkeypatch.chdir(tmp_path)
    begin(lesson)
    right = solved(lesson)[question]
    heard = set()

    def listening(*arguments):
        heard.add(repr(arguments))
        return right(*arguments)

    def knowing(*arguments):
        return right(*arguments) if repr(arguments) in heard else None

    assert points(lesson, question, listening) == full_points(lesson, question)
    assert points(lesson, question, knowing) < full_points(lesson, question)


@mark.parametrize(
    ("kind", "arrives"),
    [
        ("TypeError", TypeError),
        ("ValueError", ValueError),
        ("UnicodeDecodeError", StudentError),
        ("Own", StudentError),
    ],
)
def test_what_a_students_function_raises_arrives_as_that(rooms, kind, arrives):
    visit = Visit(rooms.address)
    visit.run(
        "class Own(Exception): ...\n"
        f"def f(): raise {kind}(*('ascii', b'x', 0, 1, 'no')[: 5 if {kind!r}[0] == 'U' else 1])",
        5,
    )

    with raises(arrives) as told:
        visit.value("f", 5)()
    assert type(told.value) is arrives and kind in str(told.value)
    visit.end()


def test_a_reply_belongs_to_one_question_only(rooms, monkeypatch):
    """Where all questions had one number, what a student's process sends ahead would be believed."""
    forged = (
        "import json, os, struct\nshown = {'output_type': 'stream', 'name': 'stdout', 'text': 'forged'}\n"
        "d = json.dumps({'id': 'x', 'outputs': [shown]}).encode()\n"
        "os.write(3, struct.pack('>I', len(d)) + d)"
    )
    with monkeypatch.context() as known:
        known.setattr("jalur.course.visit.secrets.token_hex", lambda size: "x")
        visit = Visit(rooms.address)
        assert visit.run(forged, 5)[0]["text"] == "forged"
        visit.end()

    with raises(ProcessEnded):
        Visit(rooms.address).run(forged, 5)


# --- what is left behind ---


def test_a_process_that_a_student_leaves_behind_ends_with_the_student(rooms, open_rooms):
    leave = (
        "import os, time\nif (found := os.fork()) == 0:\n    os.setsid()\n    os.closerange(0, 99)\n"
        "    time.sleep(30); os._exit(0)"
    )
    left = said(open_rooms, leave)
    time.sleep(0.5)
    assert psutil.pid_exists(left)  # where only limits bound it
    psutil.Process(left).kill()

    said(rooms, leave)
    warm = psutil.Process(rooms.process.pid)
    assert waits(lambda: warm.children(recursive=True) == [])


def test_a_busy_cell_does_not_outlive_its_examiner(aims, rooms):
    code = json.dumps(attacks.notebook(Attack("harm", "", "while True: pass"), aims)).encode()

    row = grade.grade_notebook(
        code, attacks.target(), limits=Limits(cell=60, notebook=3), rooms=rooms
    )

    assert row.status == "needs_a_person"
    assert waits(lambda: psutil.Process(rooms.process.pid).children() == [], 10)


def test_what_all_processes_of_a_student_hold_together_is_bounded(monkeypatch):
    """Small here: 60 MB each are too much where 150 MB are allowed."""
    monkeypatch.setattr(walls, "TOGETHER", 150_000_000)
    ours, theirs = socket.socketpair()
    guard = os.fork()
    if guard == 0:
        child = os.fork()
        if child:
            room._guard(theirs, child)
        os.setsid()
        for _ in range(3):
            if os.fork() == 0:
                kept = b"x" * 60_000_000
                time.sleep(20)
                os._exit(len(kept) * 0)
        time.sleep(20)
        os._exit(0)
    began = time.monotonic()

    os.waitpid(guard, 0)

    assert time.monotonic() - began < 5
    ours.close()


def test_memory_that_children_hold_is_counted():
    before = walls.held(os.getpid())
    child = os.fork()
    if child == 0:
        kept = b"x" * 50_000_000
        time.sleep(20)
        os._exit(len(kept) * 0)

    assert waits(lambda: walls.held(os.getpid()) - before > 45_000_000)

    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_a_python_in_a_folder_that_only_its_owner_enters_is_there_behind_the_walls(
    tmp_path, monkeypatch
):
    """As `mktemp -d` makes them: whoever is root here is another user there."""
    private, root = tmp_path / "private", tmp_path / "root"
    (private / "lib").mkdir(parents=True)
    (private / "lib" / "module.py").write_text("six = 6")
    (private / "lib64").symlink_to("lib")
    private.chmod(0o700)
    root.mkdir()
    monkeypatch.setattr(walls, "_SEEN", (*walls._SEEN, str(private)))

    def behind(work):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                code = work()
            finally:
                os._exit(code)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def enclosed():
        walls.enclose(str(root), walls.USERS)
        return int((private / "lib64" / "module.py").read_text() != "six = 6")

    def apart():
        walls.apart()
        return behind(enclosed)

    assert behind(apart) == 0


# --- what is honest ---

RIGHT = {"q1_answer": "six = 6", "q2_answer": "def double(n):\n    return n + n"}


@fixture(scope="module")
def l2():
    return assignment.read("l2", small_course.built())


def test_a_right_answer_that_warns_earns_all(l2, rooms):
    warned = "import sys, warnings\nprint('old', file=sys.stderr)\ndef double(n):\n    warnings.warn('old')\n    return 2 * n"
    data = json.dumps(small_course.exercise("en", **(RIGHT | {"q2_answer": warned}))).encode()

    row = grade.grade_notebook(data, l2, limits=FAST, rooms=rooms)

    assert row.questions["q2-test"].score == 3


def test_the_hidden_test_never_enters_the_students_process(rooms, l2, monkeypatch):
    """All that is ever sent to it is read here."""
    data = json.dumps(small_course.exercise("en", **RIGHT)).encode()
    heard = []
    real = crossing.send

    def listening(channel, message):
        heard.append(json.dumps(message))
        real(channel, message)

    monkeypatch.setattr(crossing, "send", listening)
    submission = intake.opened(handed.Handed("", Path("l2.ipynb")), data, l2)
    here, there = Path.cwd(), set(rooms.folder.iterdir())

    examiner.Examiner(rooms.address, l2.sources["en"]["cells"], 5).examine(submission.notebook)

    text = "\n".join(heard)
    assert "def double" in text and "assert" not in text and "== 6" not in text
    assert "return 2 * number" not in text
    assert Path.cwd() == here
    assert set(rooms.folder.iterdir()) == there


def test_namespaces_are_what_this_machine_has():
    assert runner.level() == "namespaces"


def test_what_a_student_wrote_runs_no_script_in_the_form_grader(l2, tmp_path):
    """Its page is one of the instructor's own Jupyter, and shows what lies in `autograded`."""
    from nbconvert import HTMLExporter

    script = "<script>document.title = 1</script><img src=x onerror='document.title = 2'>"
    answer = (
        "from IPython.display import HTML, SVG, Javascript, Markdown, display\nsix = 6\n"
        f"display(HTML({script!r}), Markdown({script!r}), Javascript('document.title = 3'))\n"
        "HTML('<table><tr><td>bold</td></tr></table>')"
    )
    file = small_course.save(
        tmp_path / "ani.ipynb",
        small_course.exercise("en", **(RIGHT | {"q1_answer": answer, "q3_memo": f"Why {script}"})),
    )
    rows = grade.grade(file, l2, tmp_path / "out")
    graded = tmp_path / "out/autograded/ani/l2/l2.ipynb"
    sent = tmp_path / "out/submitted/ani/l2/l2.ipynb"

    def outside_code(path):
        page, _ = HTMLExporter(template_name="basic").from_filename(str(path))
        return re.sub("<pre>.*?</pre>", "", page, flags=re.DOTALL)

    assert "document.title" in outside_code(sent)
    assert "document.title = 1</script>" not in outside_code(graded)
    assert "<script>" not in outside_code(graded) and "<img" not in outside_code(graded)
    assert "<td>bold</td>" in outside_code(graded) and "Why" in outside_code(graded)
    assert rows[0].score == 5
