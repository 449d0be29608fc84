"""What each subcommand of `jalur` does: a function with keyword arguments that says what it did.

What a command needs it imports itself, so that help and small commands come at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import tzinfo
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jalur.errors import InputError
from jalur.texts import say


def start(*, folder: Path, install: str, language: str) -> int:
    """Make a working folder with lessons and exercises; what is there stays as it is."""
    from jalur.course import folder as working

    started = working.start(folder, install)
    for file in started.kept:
        _say("cli.start.kept", language, file=file.as_posix())
    key = "cli.start.made" if started.made else "cli.start.complete"
    _say(key, language, folder=str(folder), files=len(started.made))
    _say("cli.start.next", language, folder=str(folder))
    return 0


def lab(*, folder: Path | None, port: int | None, browser: bool, language: str) -> int:
    """Open JupyterLab at the index of the course."""
    from jalur.course import lab

    chosen, made = lab.chosen_folder(folder)
    told = lab.command(chosen, language, port=port, browser=browser)
    if made:
        _say("cli.lab.made", language, folder=str(chosen))
    _say("cli.lab.opens", language, folder=str(chosen))
    return lab.run(told, chosen)


def fresh(*, assignment: str, language: str) -> int:
    """Put a new copy of an exercise in place; the old one is kept under another name."""
    from jalur.course import folder, places

    renewed = folder.fresh(assignment, language, places.working_folder())
    _say("cli.fresh.made", language, file=_short(renewed.path))
    if renewed.aside:
        _say("cli.fresh.kept", language, file=_short(renewed.aside))
    return 0


def switch(*, assignment: str, to: str, language: str) -> int:
    """Carry the answers of an exercise into the other language."""
    from jalur.course import places
    from jalur.course.switch import switch

    switched = switch(assignment, to, places.working_folder())
    _say("cli.switch.made", language, file=_short(switched.path), answers=switched.answers)
    if switched.own:
        _say("cli.switch.own", language, cells=switched.own)
    if switched.aside:
        _say("cli.fresh.kept", language, file=_short(switched.aside))
    return 0


def doctor(*, language: str) -> int:
    """Say whether this computer is ready, and what to do where it is not."""
    from jalur.course import doctor

    signs = {"well": "✓", "todo": "→", "note": "·"}
    findings = list(doctor.examine(Path.cwd()))
    for finding in findings:
        print(signs[finding.state], say(finding.key, language, **finding.values))
    todo = sum(finding.state == "todo" for finding in findings)
    print()
    _say("doctor.todo" if todo else "doctor.well", language, todo=todo)
    return int(bool(todo))


def build(*, check: bool, language: str) -> int:
    """Make notebooks and index pages from the masters, or check that they are up to date."""
    from jalur.course import builder, places

    root = places.course_source()
    outcome = builder.build(root, check=check)
    sections = (
        ("differs" if check else "wrote", outcome.written),
        ("untidy" if check else "completed", outcome.completed),
        ("spare", outcome.spare),
    )
    for key, paths in sections:
        for path in paths:
            _say(f"cli.build.{key}", language, file=path.relative_to(root).as_posix())
    if not outcome:
        _say("cli.build.same", language)
    return int(check and bool(outcome))


def site(
    *, folder: Path, notebooks: bool, wheels: Path | None, archive: Path | None, language: str
) -> int:
    """Write the course as a static site."""
    from jalur.course import places

    try:
        from jalur.course.site import lite, write
    except ModuleNotFoundError as missing:
        raise InputError("site.tools", name=str(missing.name)) from None
    root = places.course_source()
    made = write.write(
        root,
        folder,
        notebooks=(lambda into: lite.write(root, into, wheels)) if notebooks else None,
        wheels=wheels is not None,
        tell=lambda key: _say(f"cli.site.{key}", language),
    )
    size = round(made.size / 1e6, 1)
    _say("cli.site.made", language, folder=str(folder), pages=made.pages, size=size)
    if archive:
        size = round(write.zipped(folder, archive) / 1e6, 1)
        _say("cli.site.zipped", language, file=str(archive), size=size)
    return 0


def parity(
    *, masters: Sequence[Path], as_json: bool, agree: Sequence[str] | None, language: str
) -> int:
    """Report texts whose halves do not say the same, or note that two halves agree."""
    from jalur.course import parity, places

    if agree:
        if len(masters) != 1:
            raise InputError("parity.file", got=len(masters))
        parity.agree(masters[0], agree)
        _say("cli.parity.agreed", language, cells=", ".join(agree), file=str(masters[0]))
        return 0
    files = [_existing(path) for path in masters or parity.sources(places.course_source())]
    texts = [text for path in files for text in parity.texts(path)]
    found = parity.findings(texts)
    if as_json:
        print(parity.as_json(found, language))
    elif found:
        for file, group in groupby(found, lambda finding: finding.file):
            print(file)
            for finding in group:
                told = parity.sentence(finding, language)
                lines = "/".join(map(str, finding.lines))
                _say("cli.parity.place", language, lines=lines, cell=finding.cell, told=told)
        _say("cli.parity.found", language, found=len(found), files=len(files))
    else:
        words = sum(text.words for text in texts)
        _say("cli.parity.equal", language, texts=len(texts), words=words, files=len(files))
    return int(bool(found))


def release(*, assignment: str, variant: str | None, into: Path, language: str) -> int:
    """Write what students get of an assignment, in both languages, for a key with other numbers."""
    from jalur.course import assignment as assignments
    from jalur.course import places
    from jalur.course.release import require_course_tools

    require_course_tools()
    read = assignments.read(assignment, places.course_source(), variant)
    for path in assignments.write_releases(read, into):
        _say("cli.release.wrote", language, file=str(path))
    return 0


def grade(
    *,
    submissions: Path,
    assignment: str,
    into: Path,
    variant: str | None,
    jobs: int | None,
    roster: Path | None,
    isolation: str | None,
    cluster: str | None,
    regrade: Sequence[str] | None,
    zone: str,
    language: str,
) -> int:
    """Grade a class; every student gets a row, whatever they handed in."""
    from jalur.course.release import require_course_tools

    require_course_tools()
    from jalur.course import assignment as assignments
    from jalur.course import bubbles, grade, handed, places, runner
    from jalur.course.cluster import Cluster
    from jalur.course.progress import Progress

    _existing_path(submissions)
    read = assignments.read(assignment, places.course_source(), variant)
    students = handed.read_roster(roster) if roster else ()
    place = _zone(zone)
    level = isolation if cluster else runner.level(isolation)
    with Cluster(cluster, level) if cluster else bubbles.rooms(level) as rooms:
        _say(f"cli.grade.isolation_{rooms.level}", language)
        rows = grade.grade(
            submissions, read, into, jobs=jobs, roster=students, regrade=regrade or (),
            zone=place, rooms=rooms, tell=Progress(sys.stdout, language).tell,
        )  # fmt: skip
    waiting = [row.student for row in rows if row.status == "needs_a_person"]
    _say("cli.grade.wrote", language, folder=str(into), students=len(rows))
    if waiting:
        _say("cli.grade.look", language, students=", ".join(waiting))
    return 0


def export(*, folder: Path, format: str, column: str, language: str) -> int:
    """Write marks for Moodle, Canvas or a spreadsheet, what a person gave included."""
    from jalur.course import export

    made = export.export(folder, format, language, column)
    _say("cli.export.wrote", language, file=str(made.path))
    if format == "moodle":
        _say("cli.export.moodle", language)
    if made.waiting:
        _say("cli.export.waiting", language, students=", ".join(made.waiting))
    if made.left_out:
        _say("cli.export.left_out", language, students=", ".join(made.left_out))
    return 0


def report(*, folder: Path, language: str) -> int:
    """Write what a class's submissions say about it: questions, mistakes, odd ones."""
    from jalur.course import report_page
    from jalur.course.files import write
    from jalur.course.report import report

    path = folder / "report.html"
    write(path, report_page.page(report(folder), language).encode())
    _say("cli.export.wrote", language, file=str(path))
    return 0


def _say(key: str, language: str, **values: object) -> None:
    print(say(key, language, **values))


def _short(path: Path) -> str:
    """Return a path as it looks from here."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError("grade.zone", got=name) from None


def _existing_path(path: Path) -> None:
    if not path.exists():
        raise InputError("grade.path", path=str(path))


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise InputError("places.file", path=str(path))
    return path
