"""A class graded on a cluster gets the marks that one machine gives it."""

import os
import signal
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pytest import fixture, mark, raises

import small_course
from jalur.course import assignment, cli, grade, runner
from jalur.course.cluster import Cluster
from jalur.course.runner import Limits, Rooms
from jalur.errors import InputError
from test_house import lines_of_code

RIGHT = {"q1_answer": "six = 6", "q2_answer": "def double(n):\n    return n + n"}
CLASS = {
    "ani": RIGHT,
    "budi": RIGHT | {"q1_answer": "import os; os._exit(1)", "q3_memo": "Sebab."},
    "citra": RIGHT | {"q1_answer": "print('halo'); six = 5"},
    "dewi": {},
}
SLOW = "import time\ntime.sleep(3)\nsix = 6"


@fixture(scope="module")
def l2():
    return assignment.read("l2", small_course.built())


@contextmanager
def local(**options):
    """A cluster of two workers on this machine; yields it and our end of it."""
    from distributed import LocalCluster

    told = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None} | options
    with LocalCluster(**told) as workers, Cluster(workers.scheduler_address) as cluster:
        yield workers, cluster


def hand_in(folder, handed):
    for student, answers in handed.items():
        small_course.save(folder / f"{student}.ipynb", small_course.exercise("id", **answers))
    return folder


def outcome(rows):
    return [replace(row, seconds=0) for row in rows]


@mark.costly("grading")
def test_a_cluster_gives_the_rows_that_one_machine_gives(l2, tmp_path):
    handed = hand_in(tmp_path / "in", CLASS)

    with local() as (_, cluster):
        there = grade.grade(handed, l2, tmp_path / "there", rooms=cluster)
        slots = cluster.slots
    here = grade.grade(handed, l2, tmp_path / "here")

    assert [row.status for row in here] == ["graded", "partly", "graded", "graded"]
    assert outcome(there) == outcome(here)
    assert slots == 2
    pages = [tmp_path / one / "feedback/budi/l2/l2.html" for one in ("there", "here")]
    assert pages[0].read_bytes() == pages[1].read_bytes()


@mark.costly("grading")
def test_a_worker_that_is_killed_at_its_work_loses_nothing(l2, tmp_path):
    handed = hand_in(tmp_path / "in", {name: RIGHT | {"q1_answer": SLOW} for name in ("a", "b")})
    killed = []

    def kill(cluster):
        """End a worker as soon as it has held a submission for a while."""
        until = time.monotonic() + 60
        while not any(cluster.client.processing().values()) and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(1)
        busy = next(address for address, jobs in cluster.client.processing().items() if jobs)
        killed.extend(cluster.client.run(os.getpid, workers=[busy]).values())
        os.kill(killed[0], signal.SIGKILL)

    with local() as (_, cluster):
        cluster.ready()
        killer = threading.Thread(target=kill, args=(cluster,))
        killer.start()
        rows = grade.grade(handed, l2, tmp_path / "out", rooms=cluster)
        killer.join()

    assert killed
    assert [(row.student, row.score, row.status) for row in rows] == [
        ("a", 5, "graded"),
        ("b", 5, "graded"),
    ]


def test_a_submission_that_several_workers_died_of_is_one_students_trouble(l2):
    from distributed import KilledWorker

    class Deadly:
        def submit(self, *job, pure):
            return self

        def result(self):
            raise KilledWorker("job", None, 3)

    cluster = Cluster("tcp://nowhere")
    cluster.client = Deadly()
    run = cluster.run({}, [], Limits())

    assert run.notebook is None and run.seconds >= Limits().notebook  # so nobody tries once more


def test_a_worker_that_cannot_isolate_grades_nobody_unless_asked(tmp_path, monkeypatch, l2):
    for level in ("available", "bubbles"):
        monkeypatch.setattr(runner.walls, level, lambda: False)
    with local(processes=False) as (_, cluster), raises(InputError) as refused:
        grade.grade(hand_in(tmp_path / "in", {"ani": RIGHT}), l2, tmp_path, rooms=cluster)

    assert refused.value.key == "grade.isolation"
    assert not (tmp_path / "results.json").exists()


def test_a_cluster_without_workers_is_no_cluster():
    with local(n_workers=0) as (_, cluster), raises(InputError, match="got: 0 workers"):
        cluster.ready()


def test_an_address_where_nobody_answers_says_what_it_should_be(monkeypatch):
    monkeypatch.setattr("jalur.course.cluster.CONNECTING", 1)

    with raises(InputError, match=r"tcp://127\.0\.0\.1:9: .* Dask scheduler .* \(got: "):
        Cluster("tcp://127.0.0.1:9").__enter__()


@mark.parametrize("language", ["id", "en"])
def test_without_dask_the_command_names_what_to_install(tmp_path, monkeypatch, capsys, language):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.chdir(small_course.built())
    words = ["grade", str(tmp_path), "--assignment", "l2", "--into", str(tmp_path / "out")]

    with raises(SystemExit) as ended:
        cli.main(["--language", language, *words, "--cluster", "tcp://10.0.0.5:8786"])

    assert ended.value.code == 2
    assert 'pip install "jalur[cluster]"' in capsys.readouterr().err


def test_one_machine_needs_no_dask(l2, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)

    assert Rooms("namespaces").slots == os.cpu_count()


def test_a_cluster_is_a_small_thing():
    assert lines_of_code(Path(sys.modules[Cluster.__module__].__file__)) <= 60
