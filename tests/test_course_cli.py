"""The command line says in the reader's language what it did, or what to do."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

from pytest import fixture, mark, raises

import jalur
import small_course
from jalur.course import cli, doctor, lab, places
from jalur.errors import InputError
from jalur.texts import LANGUAGES, catalogue


@fixture(autouse=True)
def installed(monkeypatch, tmp_path):
    monkeypatch.setattr(places, "built_notebooks", small_course.built)
    monkeypatch.chdir(tmp_path)


@fixture
def jalur_says(capsys):
    def call(*arguments):
        with raises(SystemExit) as end:
            cli.main(arguments)
        told = capsys.readouterr()
        return end.value.code or 0, told.out + told.err

    return call


# --- words ---


@mark.parametrize(
    ("language", "words"),
    [("id", ["cara pakai", "PERINTAH", "pilihan"]), ("en", ["usage", "COMMAND", "options"])],
)
def test_help_is_in_the_readers_language(jalur_says, language, words):
    code, told = jalur_says("--language", language, "--help")

    assert code == 0
    assert all(word in told for word in words)


@mark.parametrize("command", ["start", "lab", "fresh", "switch", "doctor", "build", "parity"])
@mark.parametrize("language", LANGUAGES)
def test_every_command_has_help_without_a_word_of_the_other_language(jalur_says, command, language):
    code, told = jalur_says(command, "--language", language, "--help")

    assert code == 0
    assert catalogue(language)[f"cli.{command}.about"].split()[0] in told
    strangers = {"id": ("usage", "options", "show "), "en": ("cara", "pilihan", "tampilkan")}
    assert not any(word in told for word in strangers[language])


@mark.parametrize(
    ("arguments", "told"),
    [
        ((), "masih perlu disebut: PERINTAH"),
        (("fresh",), "masih perlu disebut: l2"),
        (("menari",), "tidak mengenal 'menari'; yang ada: start"),
        (("lab", "--port", "x"), "--port harus berupa bilangan bulat"),
        (("switch", "l2", "--to"), "--to perlu diikuti isinya"),
        (("doctor", "--cepat"), "tidak dikenal: --cepat"),
    ],
)
def test_a_slip_is_answered_in_the_readers_language_with_where_help_is(jalur_says, arguments, told):
    code, said = jalur_says("--language=id", *arguments)

    assert code == 2
    assert told in said
    assert "--help" in said


def test_the_version_is_told_by_command_and_by_module(jalur_says):
    run = [sys.executable, "-m", "jalur", "--version"]
    by_module = subprocess.run(run, capture_output=True, text=True, check=True).stdout

    assert jalur_says("--version")[1] == by_module == f"jalur {jalur.__version__}\n"


def test_help_loads_nothing_heavy():
    code = "import sys; from jalur.course import cli; cli.parser('id'); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert {"yaml", "markdown_it", "nbgrader", "nbformat", "jupyterlab"}.isdisjoint(loaded)


@mark.parametrize("language", LANGUAGES)
def test_a_console_that_lacks_a_sign_stops_nothing(tmp_path, language):
    run = subprocess.run(
        [sys.executable, "-m", "jalur", "doctor", "--language", language],
        env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Traceback" not in run.stderr and "Python 3" in run.stdout


# --- the student's commands, as typed ---


def test_start_fresh_and_switch_as_a_student_types_them(jalur_says, tmp_path, monkeypatch):
    code, told = jalur_says("start", "kerja", "--language", "id")
    assert code == 0 and "kerja siap, 10 berkas baru." in told and "jalur lab kerja" in told

    monkeypatch.chdir(tmp_path / "kerja" / "exercises")
    mine = Path("id/l2/l2.ipynb")
    small_course.save(mine, small_course.exercise("id", q1_answer="six = 6"))
    code, told = jalur_says("switch", "l2", "--to", "en", "--language", "id")
    assert code == 0 and "en/l2/l2.ipynb: jawaban yang dibawa: 1" in told

    code, told = jalur_says("fresh", "l2", "--language", "id")
    assert code == 0 and "Yang lama disimpan: id/l2/l2-lama-1.ipynb" in told


@mark.parametrize(
    ("arguments", "told"),
    [
        (("fresh", "l2"), "no working folder here"),
        (("lab", "nowhere"), "nowhere: there is no such folder; make it with: jalur start nowhere"),
        (("lab", "empty"), "holds no lessons and exercises; put them there with: jalur start"),
        (("parity", "nothing.md"), "nothing.md: there is no such file"),
        (("lab", "kerja", "--port", "99999"), "from 1 to 65535"),
    ],
)
def test_what_cannot_be_done_ends_with_a_remedy_and_no_traceback(jalur_says, arguments, told):
    jalur_says("start", "kerja")
    Path("empty").mkdir()

    code, said = jalur_says(*arguments, "--language", "en")

    assert code == 2
    assert told in said


def test_a_folder_that_may_not_be_written_is_said_without_a_traceback(jalur_says, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied", "/kerja")

    monkeypatch.setattr(Path, "mkdir", refuse)
    code, said = jalur_says("start", "kerja", "--language", "en")

    assert code == 2 and "/kerja: Permission denied. Check its name" in said


# --- the author's commands, as typed ---


def test_build_and_parity_as_an_author_types_them(jalur_says, tmp_path):
    small_course.write(tmp_path)
    assert jalur_says("build", "--check", "--language", "en")[0] == 1

    code, told = jalur_says("build", "--language", "en")
    assert code == 0 and "written: exercises/en/l2/l2.ipynb" in told
    code, told = jalur_says("build", "--check", "--language", "en")
    assert code == 0 and told == "Everything is what the masters give.\n"

    master = "lessons/02-jalur-keputusan.md"
    code, told = jalur_says("parity", master, "--language", "en")
    assert code == 1 and "story: the two halves have never been compared" in told
    told = jalur_says("parity", "--agree", "story", "--agree", "quiz", master)
    assert told[0] == 0
    assert jalur_says("parity", master)[0] == 0
    assert jalur_says("parity", "--agree", "story", "--language", "en")[0] == 2
    code, told = jalur_says("parity", master, "--language", "id")
    assert code == 0 and "sepadan di setiap teks: 7 teks, 61 kata, dalam 1 berkas." in told
    code, told = jalur_says("parity", "--language", "en")
    assert code == 1 and "solutions/l2.md\n  line 28/34, q1: the two halves" in told
    code, told = jalur_says("parity", "solutions/l2.md", "--json")
    assert code == 1 and {one["code"] for one in json.loads(told)} == {"never"}


# --- lab ---


def test_lab_without_a_folder_takes_the_current_one_or_makes_its_own(tmp_path, monkeypatch):
    made = lab.chosen_folder(None)
    assert made == (tmp_path / "jalur-lab", True)
    assert lab.chosen_folder(None) == (tmp_path / "jalur-lab", False)

    monkeypatch.chdir(tmp_path / "jalur-lab")
    assert lab.chosen_folder(None) == (tmp_path / "jalur-lab", False)


def test_lab_leaves_the_notebooks_of_a_checkout_as_they_were_built(tmp_path, monkeypatch):
    for folder in ("lessons", "exercises", "solutions"):
        (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path)

    assert lab.chosen_folder(None) == (tmp_path / "jalur-lab", True)


@mark.parametrize("language", LANGUAGES)
def test_lab_opens_the_index_in_the_chosen_language(tmp_path, language):
    told = lab.command(tmp_path, language, port=None, browser=False)

    assert f"--LabApp.default_url=/lab/tree/lessons/{language}/index.md" in told
    assert f"--ServerApp.root_dir={tmp_path}" in told
    assert told[:3] == [sys.executable, "-m", "jupyterlab"] and told[-1] == "--no-browser"


def test_a_port_in_use_is_said_before_anything_starts(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with raises(InputError, match=f"port {port} is in use; leave out --port"):
            lab.command(tmp_path, "id", port=port, browser=True)


def test_a_python_without_jupyterlab_is_told_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setattr(lab, "find_spec", lambda name: None)

    with raises(InputError, match="-m pip install jupyterlab"):
        lab.command(tmp_path, "id", port=None, browser=True)


def test_jupyterlab_finds_the_setting_that_shows_pages_as_pages(monkeypatch):
    from jupyterlab_server.settings_utils import _get_overrides

    monkeypatch.setenv("JUPYTER_CONFIG_PATH", lab.environment()["JUPYTER_CONFIG_PATH"])
    overrides, error = _get_overrides("")

    viewers = overrides["@jupyterlab/docmanager-extension:plugin"]["defaultViewers"]
    assert not error and viewers == {"markdown": "Markdown Preview"}


# --- doctor ---


def states(**found):
    findings = {finding.code: finding for finding in doctor.examine(Path.cwd())}
    return {code: findings[code].state for code in findings} | found


def test_a_computer_that_is_ready_has_nothing_to_do(jalur_says):
    assert "todo" not in states().values()

    code, told = jalur_says("doctor", "--language", "en")
    assert code == 0 and "This computer is ready" in told


def test_a_missing_package_is_named_with_its_remedy(jalur_says, monkeypatch):
    real = doctor.find_spec
    missing = {"anywidget", "nbgrader"}
    monkeypatch.setattr(doctor, "find_spec", lambda name: None if name in missing else real(name))

    code, told = jalur_says("doctor", "--language", "en")

    assert code == 1
    assert "pip install anywidget" in told and "Things to do: 1" in told
    assert 'For instructors only: pip install "jalur[course]" (not there: nbgrader)' in told


def test_a_kernel_of_another_python_is_something_to_do(tmp_path, monkeypatch):
    kernel = tmp_path / "kernels" / "python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text(
        '{"argv": ["/elsewhere/python", "-m", "ipykernel_launcher"], "display_name": "P",'
        ' "language": "python"}'
    )
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))

    assert states()["kernel"] == "todo"


def test_a_full_disk_is_something_to_do_and_a_taken_port_is_not(monkeypatch):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda folder: type("U", (), {"free": 10**6}))
    monkeypatch.setattr(doctor.lab, "is_free", lambda port: False)

    found = states()

    assert found["disk"] == "todo" and found["port"] == "note"


def test_every_line_of_the_doctor_exists_in_both_languages():
    for code, told in {
        "python": "well todo", "packages": "well todo", "notebooks": "well todo",
        "kernel": "well todo", "disk": "well todo", "port": "well note",
        "browser": "well note", "extras": "well note",
    }.items():  # fmt: skip
        for state in told.split():
            assert all(f"doctor.{code}.{state}" in catalogue(language) for language in LANGUAGES)
    assert {finding.code for finding in doctor.examine(Path.cwd())} == {
        "python", "packages", "notebooks", "kernel", "disk", "port", "browser", "extras",
    }  # fmt: skip
