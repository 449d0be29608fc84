"""Write the site: run the lessons, compose the pages, put the shared files beside them."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jalur.course import builder, masters, terms
from jalur.course.site import api, pages, reading, states
from jalur.course.site import lesson as lessons
from jalur.course.site.foreign import refuse_foreign
from jalur.errors import InputError
from jalur.widgets.sources import scripts, sheet, tight

_ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the folder now.

    Args:
        pages: How many pages.
        size: Bytes of all files.
    """

    pages: int
    size: int


def write(
    root: Path,
    folder: Path,
    *,
    notebooks: Callable[[Path], str] | None = None,
    wheels: bool = False,
    run: Callable[[list[masters.Master]], list[reading.Run]] = reading.run_all,
    tell: Callable[[str], None] = lambda key: None,
) -> Written:
    """Write the site of the course below `root` into `folder`, which is empty or a site.

    Args:
        root: Where `lessons` and `solutions` are.
        folder: Becomes the site; what an earlier site left there goes.
        notebooks: Writes the notebooks for the browser into a folder and returns their edition
            (see `lite.write`); None for a site of reading pages only.
        wheels: Whether those have NumPy and matplotlib.
        run: Runs the lessons; another may give what it has of an earlier run.
        tell: Hears the key of what is being done.

    Raises:
        InputError: If `folder` holds something else, or a lesson does not run.
    """
    _empty(folder)
    read = [masters.read(path) for path in builder.masters_in(root / "lessons")]
    read.sort(key=lambda master: master.front["lesson"])
    tell("run")
    runs = run(read)
    edition = ""
    if notebooks:
        tell("notebooks")
        edition = notebooks(folder / "notebooks")
    tell("pages")
    exercises = sorted(path.name for path in (root / "exercises" / "id").glob("l*"))
    files = _shared(folder)
    teaching = {path.stem: path for path in builder.masters_in(root / builder.TEACHING)}
    grading = masters.read(teaching["grading"]) if "grading" in teaching else None
    around = pages.Around(read, exercises, files, edition, wheels, grading)
    glossary = terms.read(root / "lessons" / "glossary.json")
    made = [
        pages.lesson(master, run, around, glossary) for master, run in zip(read, runs, strict=True)
    ]
    names, guide = api.rooms(), pages.guide(grading) if grading else []
    found = pages.search_entries(made, names, guide)
    index = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    files["search"] = _asset(folder, "search.js", f"globalThis.found = {index};\n".encode())
    common = states.common_labels([item for each in made for item in each.items])
    code = _widgets(folder, common)
    for each in made:
        told = pages.page(
            "lesson.html", around, "../", lesson=each, widgets=_groups(folder, each, common, code)
        )
        _page(folder / "lessons" / f"{each.master.name}.html", told)
    stations = {each.master.assignment: [id for id, _ in each.stations] for each in made}
    for name in ("index", "search", "tested", "api", *(["grading"] if grading else [])):
        told = pages.page(f"{name}.html", around, "", stations=stations, rooms=names, guide=guide)
        _page(folder / f"{name}.html", told)
    builder.copy_handed_out(root, folder / "files")  # the way back to the original
    refuse_foreign(folder)
    written = [path for path in folder.rglob("*") if path.is_file()]
    html = [path for path in folder.rglob("*.html") if "notebooks" not in path.parts]
    return Written(len(html), sum(path.stat().st_size for path in written))


def zipped(folder: Path, archive: Path) -> int:
    """Write the site into one zip, the same bytes for the same site; return their number."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            file.writestr(entry, path.read_bytes())
    return archive.stat().st_size


def _empty(folder: Path) -> None:
    """Make the folder an empty one; only a site of ours is emptied."""
    mark = folder / ".jalur-site"
    if folder.exists() and any(folder.iterdir()):
        if not mark.is_file():
            raise InputError("site.folder", folder=str(folder))
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    mark.write_text("", "utf-8")
    (folder / ".nojekyll").write_text("", "utf-8")  # some hosts drop names that begin with "_"


def _shared(folder: Path) -> dict[str, str]:
    """Write what all pages share; a file's name carries its content's hash, so caches never lie."""
    font = _asset(
        folder, "plus-jakarta-sans.woff2", (_ASSETS / "plus-jakarta-sans.woff2").read_bytes()
    )
    shutil.copy(_ASSETS / "plus-jakarta-sans.txt", folder / "assets")
    rules = (_ASSETS / "reader.css").read_text("utf-8").replace("FONT", Path(font).name)
    return {
        "rules": _asset(folder, "reader.css", tight(rules).encode()),
        "script": _asset(folder, "reader.js", (_ASSETS / "reader.js").read_bytes()),
    }


def _widgets(folder: Path, common: Mapping[str, Any]) -> dict[str, list[str]]:
    """Write the widgets' code; return the files that each kind needs, in order."""
    parts = scripts(*common)
    kit = _asset(folder, "kit.js", f"{parts['kit']}\nconst states = [], answers = [];\n".encode())
    needs = {}
    for stem, labels in common.items():
        words = json.dumps(labels, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        code = f"{parts[stem]}\nwidgets.{stem}.labels = {words};\n"
        needs[stem] = [kit, _asset(folder, f"{stem}.js", code.encode())]
    return needs


def _groups(
    folder: Path, made: lessons.Lesson, common: Mapping[str, Any], code: Mapping[str, list[str]]
) -> list[dict[str, Any]]:
    """Write what a lesson's widgets need, each with its family in a file of its own.

    So a reader loads what comes near, and what follows from a knob only when it is touched.
    """
    told = []
    for group in states.groups(made.items):
        stems = dict.fromkeys(made.items[n]["stem"] for n in group)
        name = f"{made.master.assignment}-{group[0]}.js"
        data = _asset(folder, name, states.data(made.items, group, common).encode())
        rules = [_asset(folder, f"{stem}.css", sheet(stem).encode()) for stem in ("kit", *stems)]
        scripts = dict.fromkeys(file for stem in stems for file in code[stem])
        later = {
            n: _asset(folder, f"{made.master.assignment}-{n}-answers.js", script.encode())
            for n in group
            if (script := states.answers(made.items, n))
        }
        told.append({"items": group, "rules": rules, "scripts": [*scripts, data], "later": later})
    return told


def _asset(folder: Path, name: str, content: bytes) -> str:
    stem, suffix = name.rsplit(".", 1)
    path = Path("assets", f"{stem}-{hashlib.sha256(content).hexdigest()[:8]}.{suffix}")
    (folder / "assets").mkdir(exist_ok=True)
    (folder / path).write_bytes(content)
    return path.as_posix()


def _page(path: Path, html: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, "utf-8")
