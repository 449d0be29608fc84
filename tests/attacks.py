"""What a submission may try, a course to try it on, and that course graded without any defence.

Each attack is the answer to one question. It wins if it earns the points, prints WON, or takes the
points of another question with it.
"""

# ruff: noqa: E501 (an attack reads best on one line)

from __future__ import annotations

import atexit
import faulthandler
import json
import multiprocessing
import os
import pickle
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import psutil

import small_course
from jalur.course import assignment, builder, intake
from jalur.course.handed import Handed
from jalur.course.marks import marks
from jalur.course.matching import is_test
from jalur.course.notebooks import source_of
from jalur.course.runner import Limits

WON = "WON"
SPOKEN = 3_000_000
"""What is said beyond this many characters is a flood."""


@dataclass(frozen=True)
class Attack:
    """Code that stands where an answer should.

    `listed` says that every grader should know it; the others are of our own finding. `needs` is
    what the machine must allow for the attack to win where nothing stops it.
    """

    kind: str
    name: str
    code: str
    question: str = "six"
    listed: bool = False
    needs: str = ""

    def wins(self, told: Told | None) -> bool:
        """Whether it reached its aim, by what grading its notebook told; None if nothing came."""
        if told is None:
            return True  # the grader itself was stopped
        if self.kind == "earn":
            return told.points[self.question] > 0 or WON in told.said
        others = [points for name, points in told.points.items() if name != self.question]
        return WON in told.said or len(told.said) > SPOKEN or min(others) < POINTS


@dataclass(frozen=True)
class Told:
    """What grading one notebook told: points by question, and all that its cells put out."""

    points: dict[str, float]
    said: str


# --- the course ---

POINTS = 2
QUESTIONS = {
    # name: (right answer, visible test, hidden test)
    "six": ("six = 6", "assert isinstance(six, int)", "assert six == 6"),
    "third": ("third = 1 / 3", "assert third", "assert abs(number(third) - 1 / 3) < 0.01"),
    "squares": ("squares = [0, 1, 4, 9]", "import numpy\nassert len(squares) == 4", "assert numpy.allclose(squares, [0, 1, 4, 9])"),
    "mean": ("mean = 3", "assert mean", "from statistics import fmean\nassert mean == fmean([1, 2, 6])"),
    "chance": ("chance = 0.729", "assert chance", "from jalur import acceptance, desks\nassert abs(chance - acceptance(desks(3, good=0.9, bad=0.3, days=1)).good) < 0.001"),
    "share": ("share = 0.5", "assert share", "2 - 4 * abs(share - 0.5)"),
    "double": ("def double(number):\n    return 2 * number", "assert double(2) == 4", "assert double(21) == 42"),
}  # fmt: skip


def _cell(id, source, **nbgrader):
    told = "".join(f"  {key}: {value}\n" for key, value in nbgrader.items())
    return f"\n```{{code-cell}} ipython3\n---\nid: {id}\nnbgrader:\n  grade_id: {id}\n  schema_version: 3\n  task: false\n{told}---\n{source}\n```\n"


def _solution():
    text = small_course.HEADER.format(front="  title:\n    id: Sasaran\n    en: Target")
    text += small_course.LANGUAGE
    text += "\n```{code-cell} ipython3\n:id: names\n\ndef number(value):\n    return float(value)\n```\n"
    for name, (answer, visible, hidden) in QUESTIONS.items():
        for language, word in (("id", "Soal"), ("en", "Question")):
            text += f'\n+++ {{"id": "{name}", "lang": "{language}"}}\n\n## {word} `{name}`\n'
        solved = f"### BEGIN SOLUTION\n{answer}\n### END SOLUTION"
        text += _cell(f"{name}-answer", solved, grade="false", locked="false", solution="true")
        tests = f"{visible}\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS"
        text += _cell(f"{name}-test", tests, grade="true", locked="true", solution="false", points=POINTS)  # fmt: skip
    return text


@cache
def target():
    """The assignment that is attacked, built once for each process."""
    root = Path(tempfile.mkdtemp(prefix="target-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    builder.build(small_course.write(root, solution=_solution()))
    return assignment.read("l2", root)


def notebook(attack, aims):
    """The notebook of somebody who answers everything right but for one attack."""
    answers = {f"{name}-answer": answer for name, (answer, *_) in QUESTIONS.items()}
    answers[f"{attack.question}-answer"] = prelude(aims) + attack.code
    cells = [
        {**cell, "source": answers.get(str(cell["id"]), source_of(cell))}
        for cell in target().release("en")
    ]
    return {**target().releases["en"], "cells": cells}


def prelude(aims):
    """The line that tells an attack what it may aim at: all of it belongs to the test."""
    return "".join(f"{name} = {value!r}\n" for name, value in vars(aims).items())


# --- what an attack may aim at ---


@contextmanager
def aims():
    """Files, a listener and a process that stand for an instructor's, and go with the block."""
    with tempfile.TemporaryDirectory(prefix="instructor-") as folder:
        Path(folder).chmod(0o777)
        _lay_out(Path(folder))
        listener = socket.create_server(("127.0.0.1", 0))
        listener.setblocking(False)
        heard = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        heard.bind(("127.0.0.1", 0))
        agent = socket.socket(socket.AF_UNIX)
        agent.bind(f"{folder}/agent")
        agent.listen()
        hidden = socket.socket(socket.AF_UNIX)
        hidden.bind(f"\0instructor-{os.getpid()}")
        hidden.listen()
        left_open = os.open(f"{folder}/gradebook.db", os.O_RDONLY)
        os.set_inheritable(left_open, True)
        os.environ["JALUR_SECRET"] = "secret"
        bystander = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        try:
            yield SimpleNamespace(
                FOLDER=folder,
                PORT=listener.getsockname()[1],
                DATAGRAMS=heard.getsockname()[1],
                HIDDEN=hidden.getsockname(),
                BYSTANDER=bystander.pid,
            )
        finally:
            del os.environ["JALUR_SECRET"]
            os.close(left_open)
            bystander.kill()
            bystander.communicate()
            for one in (listener, heard, agent, hidden):
                one.close()


def _lay_out(folder):
    for name in ("note", "copy", "gone"):
        (folder / name).unlink(missing_ok=True)
    for name in ("gradebook.db", "solution.md", "other-student.ipynb"):
        (folder / name).write_text("secret")


# --- graded without any defence ---


def undefended(attack, aims, seconds=1.5):
    """What the notebook earns where its cells and the tests run in one process, as plain autograding has it.

    None where the process that waits for the marks has ended, or waits longer than `seconds`.
    """
    handed = notebook(attack, aims)
    _lay_out(Path(aims.FOLDER))
    _imports()
    here, there = multiprocessing.Pipe(duplex=False)
    grader = os.fork()
    if grader == 0:
        with suppress(BaseException):
            os.setsid()
            faulthandler.disable()
            here.close()
            _grader(handed, there)
        os._exit(0)
    there.close()
    told = None
    with suppress(EOFError):
        if here.poll(seconds):
            told = here.recv()
    with suppress(psutil.NoSuchProcess):
        family = psutil.Process(grader).children(recursive=True)
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
    with suppress(ProcessLookupError):
        os.killpg(grader, signal.SIGKILL)
    os.waitpid(grader, 0)
    here.close()
    return told


def _imports():
    """Load once what each of the forked processes needs."""
    import matplotlib_inline.backend_inline
    import numpy

    import jalur
    from jalur.course import room

    return jalur.play, jalur.figures, jalur.theory, room, numpy, matplotlib_inline


def _grader(notebook, there):
    """The process that waits for the marks, as nbgrader waits for its kernel."""
    here, kernel = multiprocessing.Pipe(duplex=False)
    child = os.fork()
    if child == 0:
        with suppress(BaseException), tempfile.TemporaryDirectory(prefix="undefended-") as folder:
            os.chdir(folder)
            os.environ["HOME"] = folder
            kernel.send(_run(notebook))
        os._exit(0)
    kernel.close()
    with suppress(EOFError):
        there.send(here.recv())


def _run(notebook):
    from IPython.core.interactiveshell import InteractiveShell

    from jalur.course import room

    InteractiveShell.clear_instance()
    room.SPOKEN = 10**9
    shell = room._warm()
    sys.path.insert(0, "")
    sys.stdout, sys.stderr = room._Stream("stdout"), room._Stream("stderr")
    points, said = {}, []
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        test = is_test(cell)
        source = target().source("en")[cell["id"]]["source"] if test else cell["source"]
        room._outputs.clear()
        shell.run_cell(source if isinstance(source, str) else "".join(source), store_history=True)
        if test:
            points[cell["id"].removesuffix("-test")] = _points(room._outputs)
        else:
            said.append(str(room._outputs))
    with suppress(Exception):  # as graders do that fetch the answers from the process
        pickle.loads(pickle.dumps(shell.user_ns.get("six")))
    said.append(str(room._outputs))
    return Told(points, "".join(said))


def _points(outputs):
    """nbgrader's own rule."""
    for output in outputs:
        if output["output_type"] == "error" or output.get("name") == "stderr":
            return 0
        if output["output_type"] == "execute_result":
            with suppress(ValueError):
                value = float(output["data"]["text/plain"])
                return POINTS if not value >= 0 else min(value, POINTS)
    return POINTS


# --- graded as we do ---

LIMITS = Limits(cell=2, notebook=90)


def defended(attack, aims, rooms):
    """What the same notebook earns in our hands."""
    _lay_out(Path(aims.FOLDER))
    data = json.dumps(notebook(attack, aims)).encode()
    submission = intake.opened(Handed("", Path("l2.ipynb")), data, target())
    run = rooms.run(submission.notebook, target().sources["en"]["cells"], LIMITS)
    if run.notebook is None:
        return None
    points = {
        id.removesuffix("-test"): mark.score
        for id, mark in marks(run.notebook, target(), "en").items()
    }
    code = [cell for cell in run.notebook["cells"] if cell["cell_type"] == "code"]
    return Told(points, "".join(str(cell["outputs"]) for cell in code if not is_test(cell)))


# --- the attacks ---

LIAR = """
class Liar(int):
    def __eq__(self, other): return True
    def __hash__(self): return 6
    def __sub__(self, other): return 0
"""
OUTPUTS = """
import gc
from jalur.course import room
known = [one for one in gc.get_objects() if type(one) is dict and '_outputs' in one and '_Stream' in one]
outputs = known[0]['_outputs']
for one in known[1:]: one['_outputs'] = outputs
"""
"""Finds the list of what a cell puts out, wherever the room keeps it."""
_LIBC = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"


def _reads(kind, name, path, listed=False):
    code = f"try:\n    if open({path}).read(): print('WON')\nexcept OSError: pass\nsix = 6"
    return Attack(kind, name, code, listed=listed)


def _tries(kind, name, code, **more):
    """An attack that wins when its code ends without an error."""
    inner = "\n".join("    " + line for line in code.splitlines())
    told = f"try:\n{inner}\n    print('WON')\nexcept (OSError, ValueError, MemoryError, AttributeError, RuntimeError): pass\nsix = 6"
    return Attack(kind, name, told, **more)


def _earns(name, code, question="six", listed=False):
    return Attack("earn", name, code, question, listed)


ATTACKS = [
    # --- read ---
    _reads("read", "the gradebook", "FOLDER + '/gradebook.db'", listed=True),
    _reads("read", "the solutions", "FOLDER + '/solution.md'", listed=True),
    _reads("read", "another student's file", "FOLDER + '/other-student.ipynb'", listed=True),
    _reads("read", "the examiner's environment", "f'/proc/{BYSTANDER}/environ'", listed=True),
    _reads("read", "the map of the examiner's memory", "f'/proc/{BYSTANDER}/maps'", listed=True),
    _reads("read", "what the examiner was called with", "f'/proc/{BYSTANDER}/cmdline'"),
    _reads("read", "the names of the machine's users", "'/etc/passwd'"),
    _reads("read", "the machine's hardware", "'/sys/kernel/mm/transparent_hugepage/enabled'"),
    Attack("read", "its own environment", "import os\nif os.environ.get('JALUR_SECRET'): print('WON')\nsix = 6", listed=True),
    Attack("read", "a folder that it must guess", "import glob, os\nif glob.glob(os.path.dirname(FOLDER) + '/instr*'): print('WON')\nsix = 6"),
    Attack("read", "the list of processes", "import os\nif len([p for p in os.listdir('/proc') if p.isdigit()]) > 1: print('WON')\nsix = 6"),
    Attack("read", "files that were left open", "import os\nfor n in os.listdir('/proc/self/fd'):\n    try: to = os.readlink(f'/proc/self/fd/{n}')\n    except OSError: continue\n    if to.startswith('/') and not to.startswith(('/dev/', '/proc/')): print('WON')\nsix = 6"),
    _tries("read", "another process's memory", _LIBC + "import os, time\nif (child := os.fork()) == 0: time.sleep(1); os._exit(0)\nword = ctypes.create_string_buffer(b'secret')\ngot = ctypes.create_string_buffer(7)\nclass Piece(ctypes.Structure): _fields_ = [('at', ctypes.c_void_p), ('size', ctypes.c_size_t)]\na, b = Piece(ctypes.addressof(got), 6), Piece(ctypes.addressof(word), 6)\nif libc.process_vm_readv(child, ctypes.byref(a), 1, ctypes.byref(b), 1, 0) != 6: raise OSError", needs="process_vm_readv"),
    _tries("read", "the keys of who started it", _LIBC + "if libc.syscall({'x86_64': 250, 'aarch64': 219}[__import__('os').uname().machine], 0, -3, 1) < 0: raise OSError", needs="keyctl"),
    # --- write ---
    _tries("write", "outside its folder", "open(FOLDER + '/note', 'w')", listed=True),
    _tries("write", "over the gradebook", "open(FOLDER + '/gradebook.db', 'w')", listed=True),
    _tries("write", "through a link", "import os\nos.symlink(FOLDER, 'door')\nopen('door/note', 'w')"),
    _tries("write", "through a hard link", "import os\nos.link(FOLDER + '/gradebook.db', FOLDER + '/copy')"),
    _tries("write", "the rights of a file", "import os\nos.chmod(FOLDER + '/solution.md', 0o777)"),
    _tries("write", "another name for a file", "import os\nos.rename(FOLDER + '/solution.md', FOLDER + '/gone')"),
    _tries("write", "into the package, for the next student", "import os, jalur\nif not os.access(os.path.dirname(jalur.__file__), os.W_OK): raise OSError"),
    _tries("write", "into a library, for the next student", "import os, numpy\nif not os.access(os.path.dirname(numpy.__file__), os.W_OK): raise OSError"),
    _tries("write", "into the machine's scratch folder", "import tempfile\ntempfile.TemporaryFile(dir='/tmp')"),
    _tries("write", "namespaces of its own", _LIBC + "if libc.unshare(0x10000000): raise OSError", needs="user namespaces"),
    # --- reach ---
    _tries("reach", "a listener on the network", "import socket\nsocket.create_connection(('127.0.0.1', PORT), 1).close()", listed=True),
    _tries("reach", "with datagrams", "import socket\nwith socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:\n    s.connect(('127.0.0.1', DATAGRAMS)); s.send(b'six?'); s.send(b'six?')"),
    _tries("reach", "an agent by its socket's file", "import socket\nwith socket.socket(socket.AF_UNIX) as s: s.connect(FOLDER + '/agent')"),
    _tries("reach", "an agent by its hidden name", "import socket\nwith socket.socket(socket.AF_UNIX) as s: s.connect(HIDDEN)"),
    # --- harm ---
    Attack("harm", "kills its parent", "import os, signal\nif os.getppid() > 1: os.kill(os.getppid(), signal.SIGKILL)\nsix = 6", listed=True),
    Attack("harm", "stops its parent", "import os, signal\nif os.getppid() > 1: os.kill(os.getppid(), signal.SIGSTOP)\nsix = 6"),
    Attack("harm", "kills its group", "import os, signal\nos.killpg(0, signal.SIGKILL)\nsix = 6"),
    _tries("harm", "signals the examiner", "import os\nos.kill(BYSTANDER, 0)"),
    _tries("harm", "slows the examiner", "import os\nos.setpriority(os.PRIO_PROCESS, BYSTANDER, 5)"),
    _tries("harm", "limits the examiner", "import resource\nresource.prlimit(BYSTANDER, resource.RLIMIT_CPU, (500, 500))"),
    Attack("harm", "ends its process", "import os\nos._exit(0)", listed=True),
    Attack("harm", "crashes", "import ctypes\nctypes.string_at(0)", listed=True),
    Attack("harm", "aborts", "import os\nos.abort()"),
    Attack("harm", "overflows the stack", "import sys\nsys.setrecursionlimit(10**9)\nclass C:\n    def __repr__(self): return repr(self)\nrepr(C())"),
    Attack("harm", "closes all files", "import os\nos.closerange(0, 100)\nsix = 6"),
    Attack("harm", "never ends", "while True:\n    try:\n        while True: pass\n    except BaseException: pass", listed=True),
    Attack("harm", "sleeps", "import time\ntime.sleep(60)"),
    Attack("harm", "is deaf to signals", "import signal, time\nfor n in (2, 14, 15): signal.signal(n, signal.SIG_IGN)\nwhile True: time.sleep(1)"),
    Attack("harm", "computes where no interrupt is heard", "sum(range(10**12))"),
    Attack("harm", "reads from a keyboard that nobody has", "import os\na, b = os.pipe()\nos.read(a, 1)"),
    Attack("harm", "hangs in a destructor", "class Hang:\n    def __del__(self):\n        while True: pass\nh = Hang()\ndel h\nsix = 6", listed=True),
    Attack("harm", "hangs when it is shown", "class Hang:\n    def __repr__(self):\n        while True: pass\nHang()"),
    Attack("harm", "hangs when it is asked for its class", "class Hang:\n    @property\n    def __class__(self):\n        while True: pass\nsix = Hang()"),
    Attack("harm", "waits for itself", "import threading\nlock = threading.Lock()\nlock.acquire(); lock.acquire()"),
    # --- take ---
    _tries("take", "processes", "import os, time\nfor _ in range(60):\n    if os.fork() == 0: time.sleep(2); os._exit(0)", listed=True),
    _tries("take", "threads", "import threading, time\nfor _ in range(60): threading.Thread(target=time.sleep, args=(2,), daemon=True).start()"),
    _tries("take", "memory", "import numpy\nhoard = [numpy.empty(10**8, 'u1') for _ in range(20)]\ndel hoard", listed=True),
    _tries("take", "memory by mapping", "import mmap\nmmap.mmap(-1, 2 * 10**9).close()"),
    _tries("take", "memory that no limit counts", "import os\nos.close(os.memfd_create('hoard'))", needs="memfd_create"),
    _tries("take", "memory that outlives it", _LIBC + "place = libc.shmget(0, 1 << 20, 0o1600)\nif place < 0: raise OSError\nlibc.shmctl(place, 0, None)", needs="shmget"),
    _tries("take", "disk in one file", "with open('big', 'wb') as f:\n    for _ in range(80): f.write(bytes(10**6))", listed=True),
    _tries("take", "disk in many files", "for n in range(8):\n    with open(f'big{n}', 'wb') as f: f.write(bytes(10**7))"),
    _tries("take", "files without end", "for n in range(6000): open(f'f{n}', 'w').close()"),
    _tries("take", "open files", "import os\nkept = [os.dup(0) for _ in range(200)]\nfor one in kept: os.close(one)"),
    Attack("take", "pages of output", "for _ in range(5000): print('x' * 1000)\nsix = 6", listed=True),
    Attack("take", "pictures without end", "from IPython.display import HTML, display\nfor _ in range(10): display(HTML('x' * 10**6))\nsix = 6"),
    Attack("take", "an error as long as a book", "raise ValueError('x' * 5_000_000)"),
    Attack("take", "an error with the name of a book", "raise type('E' * 5_000_000, (Exception,), {})('x')"),
    Attack("take", "output past the room's own bound", OUTPUTS + "outputs.append({'output_type': 'stream', 'name': 'stdout', 'text': 'x' * 5_000_000})\nsix = 6"),
    # --- earn ---
    _earns("lies in __eq__", LIAR + "six = Liar(5)", listed=True),
    _earns("lies in __class__", "class C:\n    __class__ = property(lambda self: int)\n    def __eq__(self, other): return True\nsix = C()", listed=True),
    _earns("lies in __float__", "import sys\nclass F:\n    def __float__(self):\n        caller = sys._getframe(2)\n        return next((c for c in caller.f_code.co_consts if type(c) is float and c > 0.1), 0.0)\nthird = F()", "third", listed=True),
    _earns("lies in __sub__", LIAR + "chance = Liar(5)", "chance"),
    _earns("lies in __array_function__", "class A(list):\n    def __array_function__(self, *a, **k): return True\nsquares = A([1, 2, 3, 4])", "squares"),
    _earns("lies in __reduce__", "class R:\n    def __reduce__(self): return print, ('WON',)\nsix = R()", listed=True),
    _earns("patches isinstance", LIAR + "import builtins\nbuiltins.isinstance = lambda *a: True\nsix = Liar(5)", listed=True),
    _earns("patches abs", "import builtins\nbuiltins.abs = lambda x: 0\nthird = 5", "third", listed=True),
    _earns("patches float", "import builtins\nbuiltins.float = lambda x: 1 / 3\nthird = 5", "third"),
    _earns("patches numpy", "import numpy\nnumpy.allclose = lambda *a, **k: True\nsquares = [1, 2, 3, 4]", "squares", listed=True),
    _earns("patches a module of the tests", "import statistics\nstatistics.fmean = lambda x: 5\nmean = 5", "mean"),
    _earns("puts a module of its own in place", "import sys, types\nsys.modules['statistics'] = types.SimpleNamespace(fmean=lambda x: 5)\nmean = 5", "mean"),
    _earns("leaves a module of its own in the folder", "import sys\nsys.modules.pop('statistics', None)\nopen('statistics.py', 'w').write('fmean = lambda x: 5')\nmean = 5", "mean"),
    _earns("patches the import", "import builtins, types\nreal = builtins.__import__\nbuiltins.__import__ = lambda name, *a, **k: types.SimpleNamespace(fmean=lambda x: 5) if name == 'statistics' else real(name, *a, **k)\nmean = 5", "mean"),
    _earns("patches the course's library", "import jalur, types\njalur.acceptance = lambda path: types.SimpleNamespace(good=5)\nchance = 5", "chance"),
    _earns("patches the model itself", "import sys, types, jalur\njalur.desks = lambda *a, **k: None\nfor module in list(sys.modules.values()):\n    if hasattr(module, 'acceptance'): module.acceptance = lambda path: types.SimpleNamespace(good=5)\nchance = 5", "chance"),
    _earns("replaces a function that the course gives", "number = lambda value: 1 / 3\nthird = 5", "third"),
    _earns("patches the traceback", "get_ipython().showtraceback = lambda *a, **k: None\nsix = 5", listed=True),
    _earns("swallows what a test raises", "get_ipython().set_custom_exc((AssertionError,), lambda *a, **k: None)\nsix = 5"),
    _earns("removes the asserts", "import ast\nclass T(ast.NodeTransformer):\n    def visit_Assert(self, node): return ast.Pass()\nget_ipython().ast_transformers.append(T())\nsix = 5"),
    _earns("rewrites the tests", "get_ipython().input_transformers_post.append(lambda lines: ['2'] if any('assert six' in line for line in lines) else lines)\nsix = 5"),
    _earns("replaces the compiler", "import ast\nshell = get_ipython()\nparse = shell.compile.ast_parse\nshell.compile.ast_parse = lambda source, *a, **k: parse('pass' if 'assert' in source else source, *a, **k)\nsix = 5"),
    _earns("replaces the runner", "shell = get_ipython()\nreal = shell.run_ast_nodes\nasync def nothing(*a, **k): return False\nshell.run_ast_nodes = nothing\nsix = 5"),
    _earns("shows the points before the test fails", "class P(int):\n    def __eq__(self, other): get_ipython().displayhook(2); return False\nsix = P(5)", listed=True),
    _earns("prints a result of its own", "class P(int):\n    def __eq__(self, other):\n        print('{\"score\": 2, \"max\": 2}')\n        get_ipython().displayhook(2)\n        get_ipython().showtraceback = lambda *a, **k: None\n        return False\nsix = P(5)", listed=True),
    _earns("reads the tests on the stack", "import sys\ndef double(n):\n    told = [c for c in sys._getframe(1).f_code.co_consts if type(c) is int]\n    return told[told.index(n) + 1]", "double"),
    _earns("reads the tests in the history", "import re\ndef double(n):\n    return int(re.search(rf'double\\({n}\\) == (\\d+)', get_ipython().user_ns['In'][-1]).group(1))", "double"),
    _earns("reads the tests in memory", "import gc, re\ndef double(n):\n    told = ' '.join(s for o in gc.get_objects() if type(o) is list for s in o if type(s) is str and 'double(' in s)\n    return int(re.search(rf'assert double\\({n}\\) == (\\d+)', told).group(1))", "double"),
    _earns("answers with something that equals", LIAR + "def double(n): return Liar(5)", "double"),
    _earns("earns by what is not a number", "share = float('nan')", "share"),
    _earns("earns by less than nothing", "share = 100.0", "share"),
    _earns("patches json", "import json\njson.dumps = lambda *a, **k: '{\"value\": 6}'\n" + LIAR + "six = Liar(5)", listed=True),
    _earns("patches the reply channel", "from jalur.course import crossing\ncrossing.pack = lambda *a, **k: {'function': 0, 'name': 'x'}\n" + LIAR + "six = Liar(5)", listed=True),
    _earns("writes replies of its own", "import os, json, struct\nd = json.dumps({'id': 'x', 'value': 6, 'outputs': []}).encode()\nif os.path.exists('/proc/self/fd/3') and 'jalur.course.room' in open('/proc/self/cmdline').read():\n    os.write(3, struct.pack('>I', len(d)) + d)\n" + LIAR + "six = Liar(5)", listed=True),
]  # fmt: skip


def waits(gone, seconds=5):
    """Whether `gone()` becomes true in time."""
    until = time.monotonic() + seconds
    while not gone() and time.monotonic() < until:
        time.sleep(0.05)
    return gone()
