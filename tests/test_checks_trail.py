"""The trail remembers, survives, and is never needed."""

import json
import os

import pytest

from jalur.checks import trail


@pytest.fixture(autouse=True)
def _a_course_folder_of_its_own(tmp_path, monkeypatch):
    for folder in ("lessons/id", "exercises/id/l2"):
        (tmp_path / folder).mkdir(parents=True)
    for memory in ("_in_memory", "_newer", "_said"):
        monkeypatch.setattr(trail, memory, type(getattr(trail, memory))())
    monkeypatch.chdir(tmp_path / "exercises/id/l2")


def on_disk(tmp_path):
    return json.loads((tmp_path / "jejak.json").read_text("utf-8"))


def fail(*_, **__):
    raise PermissionError("read only")


def test_the_trail_lies_where_lessons_and_exercises_are(tmp_path):
    trail.remember("checks", "l2.q1", attempts=1, right=False)

    assert on_disk(tmp_path) == {
        "version": 1,
        "predictions": {},
        "checks": {"l2.q1": {"attempts": 1, "right": False}},
        "quizzes": {},
    }


def test_without_a_course_folder_it_lies_in_the_current_one(tmp_path, monkeypatch):
    alone = tmp_path / "alone"
    alone.mkdir()
    (tmp_path / "lessons/id").rmdir()
    (tmp_path / "lessons").rmdir()
    monkeypatch.chdir(alone)
    trail.remember("predictions", "l2.x", first=1)

    assert (alone / "jejak.json").exists()


@pytest.mark.parametrize("folder", ["autograded", "submitted"])
def test_a_student_s_work_leaves_no_trace_in_the_instructor_s_trail(folder, tmp_path, monkeypatch):
    theirs = tmp_path / folder / "ani" / "l2"
    theirs.mkdir(parents=True)
    monkeypatch.chdir(theirs)
    trail.remember("checks", "l2.q1", attempts=1)

    assert (theirs / "jejak.json").exists()
    assert not (tmp_path / "jejak.json").exists()


def test_what_this_version_does_not_know_stays(tmp_path):
    ours = {"version": 1, "stamps": {"l2.x": [1]}, "checks": {"l2.q1": {"right": True, "new": 7}}}
    (tmp_path / "jejak.json").write_text(json.dumps(ours))
    trail.remember("checks", "l2.q1", right=False)

    assert on_disk(tmp_path)["stamps"] == {"l2.x": [1]}
    assert on_disk(tmp_path)["checks"]["l2.q1"] == {"right": False, "new": 7}


DAMAGED = {
    "cut short": b'{"version": 1, "checks": {"l2',
    "empty": b"",
    "not text": b"\xff\xfe\x00\x9f",
    "a list": b"[1, 2]",
    "no version": b"{}",
    "a version that is no number": b'{"version": "1"}',
    "a version that is true": b'{"version": true}',
    "a section that is a number": b'{"version": 1, "checks": 5}',
    "an entry that is a number": b'{"version": 1, "checks": {"l2.q1": 5}}',
    "not a number": b'{"version": 1, "checks": {"l2.q1": {"attempts": NaN}}}',
    "very deep": b"[" * 100_000,
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_trail_is_kept_under_another_name_and_said(damage, tmp_path, capsys):
    (tmp_path / "jejak.json").write_bytes(damage)
    (tmp_path / "jejak-rusak-1.json").write_text("an older one")
    trail.remember("checks", "l2.q1", attempts=1)

    assert (tmp_path / "jejak-rusak-1.json").read_text() == "an older one"
    assert (tmp_path / "jejak-rusak-2.json").read_bytes() == damage
    assert on_disk(tmp_path)["checks"] == {"l2.q1": {"attempts": 1}}
    assert "jejak-rusak-2.json" in capsys.readouterr().out


def test_a_damaged_trail_that_cannot_be_kept_is_not_overwritten(tmp_path, monkeypatch):
    (tmp_path / "jejak.json").write_bytes(b"{")
    monkeypatch.setattr(trail.Path, "rename", fail)
    trail.remember("checks", "l2.q1", attempts=1)

    assert (tmp_path / "jejak.json").read_bytes() == b"{"
    assert trail.recall("checks", "l2.q1") == {"attempts": 1}


def test_a_trail_of_a_newer_jalur_is_left_alone(tmp_path, capsys):
    newer = '{"version": 2, "checks": "elsewhere"}'
    (tmp_path / "jejak.json").write_text(newer)
    trail.remember("checks", "l2.q1", attempts=1)
    trail.remember("checks", "l2.q1", attempts=2)

    assert (tmp_path / "jejak.json").read_text() == newer
    assert trail.recall("checks", "l2.q1") == {"attempts": 2}
    assert capsys.readouterr().out.count("\n") == 1


def test_where_nothing_can_be_written_it_is_said_once_and_remembered(monkeypatch, capsys):
    monkeypatch.setattr(trail.tempfile, "mkstemp", fail)
    trail.remember("checks", "l2.q1", attempts=1)
    trail.remember("predictions", "l2.x", first=60)

    assert trail.recall("checks", "l2.q1") == {"attempts": 1}
    assert trail.recall("predictions", "l2.x") == {"first": 60}
    assert capsys.readouterr().out.count("jejak.json") == 1


def test_a_folder_that_opens_again_gets_all_that_was_remembered(tmp_path, monkeypatch):
    with monkeypatch.context() as shut:
        shut.setattr(trail.tempfile, "mkstemp", fail)
        trail.remember("checks", "l2.q1", attempts=1)
    trail.remember("checks", "l2.q2", attempts=1)

    assert set(on_disk(tmp_path)["checks"]) == {"l2.q1", "l2.q2"}


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_read_only_folder_does_not_stop_a_lesson(tmp_path):
    tmp_path.chmod(0o500)
    try:
        trail.remember("checks", "l2.q1", attempts=1)
    finally:
        tmp_path.chmod(0o700)

    assert trail.recall("checks", "l2.q1") == {"attempts": 1}


def test_a_folder_in_the_file_s_place_does_not_stop_a_lesson(tmp_path):
    (tmp_path / "jejak.json").mkdir()
    trail.remember("checks", "l2.q1", attempts=1)

    assert trail.recall("checks", "l2.q1") == {"attempts": 1}


def test_a_write_that_fails_leaves_the_old_trail_whole_and_no_rest(tmp_path, monkeypatch):
    trail.remember("checks", "l2.q1", attempts=1)
    monkeypatch.setattr(trail.os, "fsync", fail)
    trail.remember("checks", "l2.q1", attempts=2)

    assert on_disk(tmp_path)["checks"]["l2.q1"] == {"attempts": 1}
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [
        "exercises",
        "jejak.json",
        "lessons",
    ]
