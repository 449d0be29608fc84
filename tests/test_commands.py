"""Every command in a document does what it says: it is read there, and run here."""

import csv
import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

from markdown_it import MarkdownIt
from pytest import fixture, mark

import small_course
from jalur.course import builder, cli, lab, masters, places
from jalur.texts import LANGUAGES

ROOT = Path(__file__).parents[1]
FOLDERS = ("", "lessons/", "lessons/teaching/", "solutions/", "src/**/")
DOCUMENTS = [path for folder in FOLDERS for path in sorted(ROOT.glob(f"{folder}*.md"))]
HOW_TO = ROOT / "lessons/teaching/grading.md"
PROGRAMS = (
    "jalur", "python", "python3", "py", "pip", "jupyter", "nbgrader", "git", "gitpuller", "source",
    "cd", "cp", "sysctl", "docker", "npm", "npx", "ruff", "pytest",
)  # fmt: skip

NOT_RUN = {
    r"(python -m )?pip (install|wheel)( .*)?": "asks an index; its extras are tested below",
    r"python -m build": "asks an index; tests/test_leaks.py and test_installed.py build the wheel",
    r"python -m venv .*": "makes the environment in which this test would already run",
    r"source .*": "is a word of the shell and changes nothing but the shell",
    r"jupyter lab": "serves until somebody stops it",
    r"sysctl .*": "changes the kernel of the whole machine",
    r"docker .*": "needs a container engine, and builds an image for minutes",
    r"npm run check": "needs what `npm install` brings; the tests of widgets run Node themselves",
    r"cd handout|git (init -b|add|commit) .*": "is git's own; what makes the folder is run",
    r"python -m jalur parity src/jalur/texts/eo\.json": "speaks of a language still to come",
    r"python -m pytest .* -k tally": "names the widget that is only to be made there",
    r"python -m pytest( --all)?": "is the very run that this test belongs to",
    r"python tests/benchmarks/\w+\.py.*": "measures for minutes; that it is there is tested below",
}
"""What no test runs, and why not."""


def spans(path):
    """The lines of a document's blocks and its code spans that begin with a program's name."""
    for token in MarkdownIt().parse(path.read_text("utf-8")):
        if token.type == "fence" and not token.info.startswith("{"):
            yield from token.content.splitlines()
        yield from (one.content for one in token.children or () if one.type == "code_inline")


def commands(path):
    parts = (part.strip() for span in spans(path) for part in span.split(" && "))
    return [
        part for part in parts if part.split(" ")[0] in PROGRAMS and re.match(r"\S+ [^@]", part)
    ]


def reason(command):
    return next((why for told, why in NOT_RUN.items() if re.fullmatch(told, command)), None)


EVERYWHERE = sorted({command for path in DOCUMENTS for command in commands(path)})
OTHERS = sorted(
    {command for path in DOCUMENTS if path != HOW_TO for command in commands(path)}
    - {command for command in EVERYWHERE if reason(command)}
)


@fixture
def course(tmp_path, monkeypatch):
    """A copy of a small course, with nothing that would serve, and nobody else's name in git."""
    root = small_course.write(tmp_path / "course")
    shutil.copy(ROOT / "lessons/glossary.json", root / "lessons")
    builder.build(root)
    monkeypatch.setattr(places, "built_notebooks", small_course.built)
    monkeypatch.setattr(lab, "run", lambda told, folder: 0)
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Pengajar")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "pengajar@example.org")
    monkeypatch.chdir(root)
    return root


def run(command, monkeypatch):
    """Run a command as it is typed; return its code."""
    words = shlex.split(command)
    if words[:3] == ["python", "-m", "jalur"]:
        words = words[2:]
    if words[0] == "cd":
        monkeypatch.chdir(words[1])
        return 0
    if words[0] == "jalur":
        try:
            cli.main(words[1:])
        except SystemExit as end:
            return end.code or 0
    words = [sys.executable, *words[1:]] if words[0] == "python" else words
    return subprocess.run(words, check=False, capture_output=True).returncode


# --- how to get from installing to marks ---


def stages(language):
    """The commands of the how-to by the id of the part they stand in."""
    told = {}
    for pair in masters.read(HOW_TO).pairs():
        tokens = MarkdownIt().parse(pair.halves[language].source)
        lines = [line for one in tokens if one.type == "fence" for line in one.content.splitlines()]
        told |= {pair.id: lines} if lines else {}
    return told


def hand_in(**classmates):
    """Make Moodle's zip of what students answered in the notebooks that were handed out."""
    with zipfile.ZipFile("l2-moodle.zip", "w") as made:
        for number, (student, answers) in enumerate(classmates.items(), 5001):
            notebook = json.loads(Path("l2-handout/id/l2/l2.ipynb").read_text("utf-8"))
            for cell in notebook["cells"]:
                cell["source"] = answers.get(cell["id"], cell["source"])
            name = f"{student}_{number}_assignsubmission_file/l2.ipynb"
            made.writestr(name, json.dumps(notebook))
    Path("students.csv").write_text("name\nani\nbudi\ncici\n", "utf-8")


def read_the_memos():
    """Give every memo three points, as a person does in the form grader."""
    from nbgrader.api import Gradebook

    with Gradebook("sqlite:///l2-marks/gradebook.db", "jalur") as book:
        for student in ("ani", "budi"):
            grade = book.find_grade("q3-memo", "l2", "l2", student)
            grade.manual_score, grade.needs_manual_grade = 3, False
        book.db.commit()


def correct_a_test():
    """Take 6.5 too, which one student has answered."""
    master = Path("../solutions/l2.md")
    text = master.read_text("utf-8")
    assert text.count("assert six == 6\n") == 1
    master.write_text(
        text.replace("assert isinstance(six, int)\n", "assert six\n").replace(
            "assert six == 6\n", "assert six in (6, 6.5)\n"
        ),
        "utf-8",
    )


def marks():
    rows = csv.DictReader(Path("l2-marks/moodle.csv").read_text("utf-8").splitlines())
    return {row["Full name"]: row["Grade"] for row in rows}


def test_the_how_to_leads_from_release_to_marks_in_moodle(course, monkeypatch):
    double = "def double(number):\n    return 2 * number"
    ready = {
        "grade": lambda: hand_in(
            ani={"q1-answer": "six = 6", "q2-answer": double, "q3-memo": "Karena."},
            budi={"q1-answer": "six = 6.5", "q2-answer": double, "q3-memo": "Sebab."},
        ),
        "export": read_the_memos,
        "regrade": correct_a_test,
    }
    (course / "class").mkdir()
    monkeypatch.chdir(course / "class")
    seen = {}
    for part, lines in stages("en").items():
        ready.get(part, lambda: None)()
        failed = [line for line in lines if not reason(line) and run(line, monkeypatch)]
        assert failed == [], part
        seen[part] = marks() if Path("l2-marks/moodle.csv").exists() else None

    assert seen["grade"] is None
    assert seen["export"] == {"ani": "8", "budi": "6"}
    assert seen["regrade"] == {"ani": "8", "budi": "8"}
    handed = Path("l2-handout/id/l2/l2.ipynb").read_bytes()
    assert Path("l2-course/exercises/id/l2/l2.ipynb").read_bytes() == handed
    assert b'\\"desks\\"' in handed and not Path("l2-course/solutions").exists()
    assert {path.parts[-3] for path in Path("l2-marks/feedback").rglob("*.html")} == {
        "ani", "budi", "cici",
    }  # fmt: skip
    assert "Tugas 2" in Path("l2-marks/canvas.csv").read_text("utf-8")
    assert Path("l2-marks/csv.csv").exists() and Path("l2-marks/report.html").exists()


def test_the_how_to_has_the_same_commands_in_both_languages():
    assert stages("id") == stages("en")
    assert set(stages("en")) == {
        "install", "release", "hand-out", "grade", "memo", "export", "regrade", "report",
    }  # fmt: skip


@mark.parametrize("language", LANGUAGES)
def test_every_file_and_folder_that_the_how_to_names_is_one_that_commands_make(language):
    page = (HOW_TO.parent / language / "grading.md").read_text("utf-8")
    named = set(re.findall(r"`([\w-]+\.(?:csv|db|json|jsonl|html))`", page))

    assert named == {
        "grades.csv", "gradebook.db", "results.json", "log.jsonl", "report.html", "moodle.csv",
        "canvas.csv",
    }  # fmt: skip


# --- every other document ---


def filled(command):
    """A command of ours with something for each of its blanks."""
    words = command.removeprefix("python -m ").split()
    reads = {"export": "grade", "report": "grade"}  # what another command has written
    folder = reads.get(words[1], words[1]) + ("-variant" if "KEY" in words else "")
    master = "lessons/02-jalur-keputusan.md"
    blanks = {
        "DIR": folder, "FOLDER": folder, "SUBMISSIONS": "submissions", "KEY": "kunci",
        "CELL": "story", "SEL": "story", "FILE": master, "BERKAS": master,
    }  # fmt: skip
    return " ".join(blanks.get(word, word) for word in words)


@fixture
def at_work(course, monkeypatch):
    """A course in which everything is there that a command may ask for."""
    from jalur.course.site import lite

    # The notebooks for the browser are built from packages that an index has to give.
    monkeypatch.setattr(lite, "write", lambda root, into, wheels: into.mkdir() or "edition")
    small_course.save(Path("submissions/ani.ipynb"), small_course.exercise("en"))
    return course


def test_the_commands_of_all_other_documents_run(at_work, monkeypatch):
    """In one go, and in an order in which what one command writes is there for the next."""
    ours = {
        filled(command)
        for command in OTHERS
        if re.match(r"(python -m )?jalur ", command) and not named_alone(command)
    }
    failed = []
    for command in sorted(ours, key=lambda one: (not one.startswith("jalur grade"), one)):
        # Findings are what parity is for: it ends with 1 where there are some.
        well = {0, 1} if "parity" in command else {0}
        if run(command, monkeypatch) not in well:
            failed.append(command)

    assert failed == []
    assert len(ours) >= 12


def named_alone(command):
    """Whether a sentence only names a subcommand, without the arguments that it needs."""
    return re.fullmatch(r"jalur (start|grade|release|export|report|switch|fresh)", command)


@mark.parametrize("command", [one for one in OTHERS if named_alone(one)])
def test_a_subcommand_that_is_only_named_exists(command, monkeypatch):
    assert run(f"{command} --help", monkeypatch) == 0


@mark.parametrize("command", [one for one in OTHERS if one.startswith("python -m pytest ")])
def test_a_choice_of_tests_finds_some(command, monkeypatch):
    monkeypatch.chdir(ROOT)

    assert run(f"{command.replace('lN', 'l2')} --collect-only -n0 -q", monkeypatch) == 0


def test_no_command_is_left_over():
    known = ("jalur ", "python -m jalur ", "python -m pytest ")

    assert [one for one in OTHERS if not one.startswith(known)] == []


@mark.parametrize("told", NOT_RUN)
def test_what_is_not_run_stands_in_a_document(told):
    assert [command for command in EVERYWHERE if re.fullmatch(told, command)]


def test_what_pip_installs_with_extras_has_them():
    with (ROOT / "pyproject.toml").open("rb") as file:
        extras = tomllib.load(file)["project"]["optional-dependencies"]
    asked = {one for command in EVERYWHERE for one in re.findall(r"\[(\w+)\]", command)}

    assert {"course", "site", "test"} <= asked <= extras.keys()


def test_every_script_that_a_document_runs_is_there():
    scripts = {word for command in EVERYWHERE for word in command.split() if word.endswith(".py")}

    assert scripts and [one for one in scripts if not (ROOT / one).is_file()] == []


def test_every_option_that_a_document_names_belongs_to_a_command():
    made = cli.parser("en")
    (choices,) = (one.choices for one in made._actions if one.dest == "command")
    known = {name for one in [made, *choices.values()] for name in one._option_string_actions}
    told = {
        option
        for path in DOCUMENTS
        for span in spans(path)
        if span.startswith(("--", "jalur ", "python -m jalur "))
        for option in re.findall(r"--[a-z][\w-]*", span)
    }

    assert told - known <= {"--all"}  # of the tests
