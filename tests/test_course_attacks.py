"""What a submission tries that is none of its business: it earns nothing and harms nobody.

Each attack succeeds where the defence is off (`limits`, or a test run in the student's own
process) and fails where it is on.
"""

# ruff: noqa: E501 (an attack reads best on one line)

import json
import os
import socket
import time
from pathlib import Path

import psutil
from pytest import fixture, mark

import small_course
from jalur.course import assignment, crossing, examiner, grade, handed, intake, runner, walls
from jalur.course.runner import Limits, Rooms
from jalur.course.visit import Visit

RIGHT = {"q1_answer": "six = 6", "q2_answer": "def double(n):\n    return n + n"}
FAST = Limits(cell=2, notebook=60)


@fixture(scope="module")
def l2():
    return assignment.read("l2", small_course.built())


@fixture(scope="module")
def rooms():
    with Rooms("namespaces") as opened:
        yield opened


@fixture(scope="module")
def open_rooms():
    """The same without walls."""
    with Rooms("limits") as opened:
        yield opened


def graded(l2, rooms, **answers):
    data = json.dumps(small_course.exercise("en", **(RIGHT | answers))).encode()
    return grade.grade_notebook(data, l2, limits=FAST, rooms=rooms)


def said(rooms, code, name="found"):
    """What a student's cell finds out: run where students' cells run."""
    visit = Visit(rooms.address)
    try:
        outputs = visit.run(code, 5)
        told = visit.value(name, 5)
    except NameError:
        told = outputs
    finally:
        visit.end()
    return told


# --- what can be read, written and reached ---


def reads(path):
    return (
        f"from pathlib import Path\n"
        f"try: found = Path({str(path)!r}).read_text()\n"
        f"except OSError as e: found = type(e).__name__"
    )


@mark.parametrize("name", ["gradebook.db", "l2.md", "other-student.ipynb"])
def test_no_file_of_the_instructor_or_of_others_can_be_read(rooms, open_rooms, tmp_path, name):
    secret = tmp_path / name
    secret.write_text("secret")

    assert said(open_rooms, reads(secret)) == "secret"
    assert said(rooms, reads(secret)) == "FileNotFoundError"


def test_nothing_outside_its_own_folder_can_be_written(rooms, open_rooms, tmp_path):
    tmp_path.chmod(0o777)
    places = [str(tmp_path / "x"), "/x", "/usr/x", str(Path(grade.__file__).with_name("x.py"))]
    code = (
        "found = []\nfor place in {}:\n    try: open(place, 'w'); found.append(place)\n"
        "    except OSError: pass"
    )

    assert said(open_rooms, code.format(places[:1])) == places[:1]
    assert said(rooms, code.format([*places, "note.txt"])) == ["note.txt"]


def test_the_network_is_out_of_reach(rooms, open_rooms):
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    code = (
        "import socket\n"
        f"try: socket.create_connection(('127.0.0.1', {port}), 2).close(); found = True\n"
        "except OSError: found = False"
    )

    assert said(open_rooms, code) is True
    assert said(rooms, code) is False
    listener.close()


def test_the_environment_and_the_processes_of_the_instructor_are_not_seen(
    rooms, open_rooms, monkeypatch
):
    me = os.getpid()
    code = f"import os\nfound = [os.path.exists('/proc/{me}/status'), sorted(os.environ)]"
    code += "\nfound += [len([p for p in os.listdir('/proc') if p.isdigit()])]"
    monkeypatch.setenv("JALUR_SECRET", "key")
    with Rooms("namespaces") as later:
        walled = said(later, code)

    assert said(open_rooms, code)[0] is True
    assert (walled[0], walled[2]) == (False, 1)
    assert "JALUR_SECRET" not in walled[1]


def test_the_examiner_cannot_be_killed_by_the_student(l2, rooms):
    kill = "import os, signal\nos.kill(os.getppid() or -1, signal.SIGKILL)\nos.kill(-1, 9)\nsix = 6"

    row = graded(l2, rooms, q1_answer=kill)

    assert row.questions["q2-test"].score == 3


def test_no_process_is_left_behind(l2, rooms):
    code = (
        "import os, time\nsix = 6\nfor _ in range(3):\n"
        "    if os.fork() == 0:\n        os.setsid(); time.sleep(300)"
    )
    row = graded(l2, rooms, q1_answer=code)

    until = time.monotonic() + 5
    while len(psutil.Process(rooms.process.pid).children(recursive=True)) and (
        time.monotonic() < until
    ):
        time.sleep(0.1)
    assert psutil.Process(rooms.process.pid).children(recursive=True) == []
    assert row.questions["q2-test"].score == 3


def test_a_busy_cell_does_not_outlive_its_examiner(l2, rooms):
    data = json.dumps(small_course.exercise("en", q1_answer="while True: pass")).encode()

    row = grade.grade_notebook(data, l2, limits=Limits(cell=60, notebook=3), rooms=rooms)

    until = time.monotonic() + 10
    while psutil.Process(rooms.process.pid).children() and time.monotonic() < until:
        time.sleep(0.1)
    assert row.status == "needs_a_person"
    assert psutil.Process(rooms.process.pid).children() == []


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


# --- what can be used up ---


FLOODS = {
    "processes": "import os\nwhile True:\n    try: os.fork()\n    except OSError: break\nsix = 6",
    "threads": "import threading, time\nfor _ in range(300): threading.Thread(target=time.sleep, args=(9,)).start()\nsix = 6",
    "memory": "hoard = [bytearray(10**8) for _ in range(60)]\nsix = 6",
    "disk": "with open('big', 'wb') as f:\n    for _ in range(300): f.write(bytes(10**6))\nsix = 6",
    "output": "for _ in range(100_000): print('x' * 1000)\nsix = 6",
    "pictures": "from IPython.display import HTML, display\nfor _ in range(100): display(HTML('x' * 10**6))\nsix = 6",
    "files": "for n in range(20_000): open(f'f{n}', 'w').close()\nsix = 6",
    "recursion": "def f(n): return f(n + 1)\nf(0)\nsix = 6",
    "exit": "import os\nos._exit(0)",
    "crash": "import ctypes\nctypes.string_at(0)",
    "sleep": "import time\ntime.sleep(60)",
    "deaf": "import signal, time\nfor n in (2, 14, 15): signal.signal(n, signal.SIG_IGN)\nwhile True: pass",
    "closed": "import os\nos.closerange(0, 100)",
    "destructor": "class Hang:\n    def __del__(self):\n        while True: pass\nh = Hang()\ndel h\nsix = 6",
}  # fmt: skip


@mark.costly("grading")
@mark.parametrize("flood", FLOODS)
def test_a_flood_costs_its_own_question_at_most(l2, rooms, flood):
    row = graded(l2, rooms, q1_answer=FLOODS[flood])

    assert row.questions["q2-test"].score == 3
    assert row.seconds < 30


# --- what can be forged ---

LIAR = """
class Liar(int):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 6
    def __float__(self): return 6.0
    def __index__(self): return 6
    def __sub__(self, other): return 0
"""
CHEATS = {
    "equals-everything": LIAR + "six = Liar(5)",
    "lies-about-its-class": LIAR + "class C:\n    __class__ = property(lambda self: int)\n    __eq__ = lambda self, other: True\nsix = C()",
    "patches-isinstance": "import builtins\nbuiltins.isinstance = lambda *a: True\nsix = 5",
    "patches-the-traceback": "get_ipython()._showtraceback = lambda *a, **k: None\nsix = 5",
    "removes-asserts": "import ast\nclass T(ast.NodeTransformer):\n    def visit_Assert(self, node): return ast.Pass()\nget_ipython().ast_transformers.append(T())\nsix = 5",
    "transforms-input": "get_ipython().input_transformers_post.append(lambda lines: ['2'])\nsix = 5",
    "returns-points": "print('2')\nsix = 5\n2",
    "looks-up-the-stack": "import sys\nf = sys._getframe()\nsix = 5\nwhile f:\n    if 'expected' in f.f_locals or 'double(21)' in str(f.f_code.co_consts): six = 6\n    f = f.f_back",
    "searches-memory": "import gc\nsix = 6 if any(type(o) is str and 'assert six ==' in o and 'gc.get' not in o for o in gc.get_objects()) else 5",
    "reads-mappings": "six = 5\ntry:\n    for line in open('/proc/1/maps'):\n        pass\n    six = 5\nexcept OSError: six = 5",
    "patches-json": "import json\njson.dumps = lambda *a, **k: '{\"value\": 6}'\nsix = 5",
    "forges-replies": "import os, json, struct\nd = json.dumps({'id': 'x', 'value': 6, 'outputs': []}).encode()\nfor fd in range(3, 20):\n    try: os.write(fd, struct.pack('>I', len(d)) + d)\n    except OSError: pass\nsix = 5",
    "half-a-reply": "import os, struct\nfor fd in range(3, 20):\n    try: os.write(fd, struct.pack('>I', 10**6) + b'{')\n    except OSError: pass\nsix = 5",
    "huge-reply": "six = 'x' * 50_000_000",
    "deep-reply": "six = []\nfor _ in range(100_000): six = [six]",
    "endless-reply": "six = []\nsix.append(six)",
    "huge-number": "six = 10 ** 1_000_000",
    "not-a-number": "six = float('nan')",
    "unpicklable": "import os\nclass R:\n    def __reduce__(self): return os.system, ('touch pwned',)\nsix = R()",
    "raises-when-seen": "class R:\n    def __getattribute__(self, name): raise SystemExit\nsix = R()",
    "prints-a-result": "print('{\"score\": 2, \"max\": 2}')\nsix = 5",
    "renames-itself-assert": "AssertionError = ZeroDivisionError\nassert_ = lambda *a: None\nsix = 5",
    "patches-the-packing": "from jalur.course import crossing\ncrossing.pack = lambda *a, **k: {'function': 0, 'name': 'x'}\nsix = 5",
    "claims-a-model": "from jalur.course import crossing\ncrossing.pack = lambda *a, **k: {'model': 'os', 'fields': {}}\nsix = 5",
    "claims-an-array": "from jalur.course import crossing\ncrossing.pack = lambda *a, **k: {'array': '', 'dtype': 'O', 'shape': [10**9]}\nsix = 5",
}  # fmt: skip


@mark.costly("grading")
@mark.parametrize("cheat", CHEATS)
def test_a_forged_answer_earns_nothing(l2, rooms, cheat):
    row = graded(l2, rooms, q1_answer=CHEATS[cheat])

    assert row.questions["q1-test"].score == 0


def test_a_right_answer_that_warns_earns_all(l2, rooms):
    warned = "import sys, warnings\nprint('old', file=sys.stderr)\ndef double(n):\n    warnings.warn('old')\n    return 2 * n"

    assert graded(l2, rooms, q2_answer=warned).questions["q2-test"].score == 3


def test_the_hidden_test_never_enters_the_students_process(rooms, l2):
    """All that is ever sent to it is read here."""
    data = json.dumps(small_course.exercise("en", **RIGHT)).encode()
    heard = []
    real = crossing.send

    def listening(channel, message):
        heard.append(json.dumps(message))
        real(channel, message)

    solution = l2.sources["en"]["cells"]
    submission = intake.opened(handed.Handed("", Path("l2.ipynb")), data, l2)
    examined = examiner.Examiner(rooms.address, solution, 5)
    crossing.send = listening
    here = Path.cwd()
    try:
        examined.examine(submission.notebook)
    finally:
        crossing.send = real
        os.chdir(here)
    text = "\n".join(heard)

    assert "def double" in text and "assert" not in text and "== 6" not in text
    assert "return 2 * number" not in text


def test_without_an_examiner_the_same_cheats_would_earn_points():
    """The defence switched off: tests in the student's own process, as plain autograding does."""
    from IPython.core.interactiveshell import InteractiveShell

    earned = set()
    for cheat in ("equals-everything", "removes-asserts", "transforms-input"):
        shell = InteractiveShell()
        shell.run_cell(CHEATS[cheat])
        if shell.run_cell("assert isinstance(six, int)\nassert six == 6").success:
            earned.add(cheat)

    assert earned == {"equals-everything", "removes-asserts", "transforms-input"}


def test_namespaces_are_what_this_machine_has():
    assert runner.level() == "namespaces"
