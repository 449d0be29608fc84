"""From masters to notebooks: what should stand in the tree, and whether it does."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from jalur.course import coverage, glossary, index, masters, notebooks, quiz, release, terms
from jalur.course.masters import Master
from jalur.data import provenance
from jalur.errors import InputError
from jalur.texts import LANGUAGES

TEACHING = "lessons/teaching"
"""Where the pages for instructors stand; no student's folder has them."""

SELF_TESTS = "src/jalur/widgets/self_tests"
"""Where the questions of each lesson stand, for `jalur.self_test` to show."""

DATA = "src/jalur/data"
"""Where the tables stand, of which `DATA.md` tells."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build wrote; for a check, what it would have written.

    Args:
        written: Built files that were not what the masters give.
        completed: Masters that lacked an id, or were not as JupyterLab saves them.
        spare: Built files that no master gives; they are named and left alone.
    """

    written: tuple[Path, ...]
    completed: tuple[Path, ...]
    spare: tuple[Path, ...]

    def __bool__(self) -> bool:
        return bool(self.written or self.completed or self.spare)


def build(root: Path, *, check: bool = False) -> Outcome:
    """Make every built file from the masters below `root`.

    Cells without an id get one, written into the master once. With `check` nothing is written:
    the outcome then names each file that is not what the masters give.

    Raises:
        InputError: If a master breaks a rule of its format.
    """
    lessons, completed_lessons = _read_all(root / "lessons", check)
    solutions, completed_solutions = _read_all(root / "solutions", check)
    teaching, completed_teaching = _read_all(root / TEACHING, check)
    wanted = files(root, lessons, solutions) | _pages(root, teaching)
    if (data := root / DATA).is_dir():
        wanted[root / "DATA.md"] = provenance.page(data, _code(root, lessons + solutions)).encode()
    differing = tuple(path for path, data in wanted.items() if not _holds(path, data))
    spare = tuple(path for path in _built(root) if path not in wanted)
    if not check:
        for path in differing:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(wanted[path])
    completed = (*completed_lessons, *completed_solutions, *completed_teaching)
    return Outcome(differing, completed, spare)


def files(root: Path, lessons: list[Master], solutions: list[Master]) -> dict[Path, bytes]:
    """Return every built file of the course with its bytes."""
    names = [solution.name for solution in solutions]
    entries = terms.entries(root / "lessons" / "glossary.json")
    covered = coverage.items(root / "lessons" / "coverage.json")
    made: dict[Path, bytes] = {}
    for language in LANGUAGES:
        for lesson in lessons:
            notebook = notebooks.written(notebooks.built(lesson, language))
            made[root / "lessons" / language / f"{lesson.name}.ipynb"] = notebook
        for name, page in {
            "index": index.page(lessons, names, language),
            "glossary": glossary.page(entries, lessons, language),
            "map": coverage.page(covered, lessons, language),
        }.items():
            made[root / "lessons" / language / f"{name}.md"] = page.encode()
        sources = {
            solution.name: notebooks.written(notebooks.built(solution, language))
            for solution in solutions
        }
        for name, notebook in sources.items():
            made[root / "solutions" / language / name / f"{name}.ipynb"] = notebook
        for name, notebook in (release.released(sources, language) if sources else {}).items():
            made[root / "exercises" / language / name / f"{name}.ipynb"] = notebook
    for lesson in lessons:
        if questions := quiz.self_test(lesson):
            made[root / SELF_TESTS / f"{lesson.assignment}.json"] = notebooks.written(questions)
    return made


def _pages(root: Path, teaching: list[Master]) -> dict[Path, bytes]:
    """Return the pages for instructors, one for each language."""
    return {
        root / TEACHING / language / f"{page.name}.md": (
            "\n\n".join(cell.source for cell in notebooks.read_by(page, language)) + "\n"
        ).encode()
        for page in teaching
        for language in LANGUAGES
    }


def _code(root: Path, found: list[Master]) -> dict[str, str]:
    """Return the code of each master, by a link to it from the top of the tree."""
    return {
        f"[{master.name}]({master.path.relative_to(root).as_posix()})": "\n".join(
            cell.source for cell in master.cells if cell.kind == "code"
        )
        for master in found
    }


def masters_in(folder: Path) -> list[Path]:
    """Return the masters of a folder, in order of their names."""
    return sorted(path for path in folder.glob("*.md") if _is_master(path))


def _is_master(path: Path) -> bool:
    """Whether a Markdown file is a master, and not a page such as the glossary."""
    return "jalur:" in path.read_bytes()[:4000].decode("utf-8-sig", "replace").split("\n+++", 1)[0]


def _read_all(folder: Path, check: bool) -> tuple[list[Master], list[Path]]:
    found, completed = [], []
    for path in masters_in(folder):
        master = masters.read(path, complete=not check)
        text = master.text().encode()
        if path.read_bytes() != text:
            completed.append(path)
            if not check:
                path.write_bytes(text)
        found.append(master)
    _refuse_shared_numbers(found)
    return found, completed


def _refuse_shared_numbers(found: list[Master]) -> None:
    by_number: dict[object, Master] = {}
    for master in found:
        number = master.front.get("lesson")
        if number is None or master.path.parent.name == "solutions":
            continue
        if (other := by_number.setdefault(number, master)) is not master:
            raise InputError(
                "master.number", file=master.file, number=str(number), other=other.file
            )


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def handed_out(root: Path) -> list[Path]:
    """Return the built notebooks that a reader gets: all lessons, then all exercises."""
    lessons = [path for la in LANGUAGES for path in sorted(root.glob(f"lessons/{la}/*.ipynb"))]
    return [*lessons, *_of_assignments(root, "exercises")]


def copy_handed_out(root: Path, into: Path) -> None:
    """Copy these notebooks below `into`, each under the path that it has."""
    for path in handed_out(root):
        copied = into / path.relative_to(root)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copied)


def _of_assignments(root: Path, kind: str) -> list[Path]:
    return [
        path
        for language in LANGUAGES
        for path in sorted(root.glob(f"{kind}/{language}/*/*.ipynb"))
        if path.stem == path.parent.name
    ]


def _built(root: Path) -> list[Path]:
    """Return the files that stand under a name that only built ones have."""
    others = [
        path
        for pattern in (f"{SELF_TESTS}/*.json", *(f"{TEACHING}/{la}/*.md" for la in LANGUAGES))
        for path in root.glob(pattern)
    ]
    return sorted([*handed_out(root), *_of_assignments(root, "solutions"), *others])
