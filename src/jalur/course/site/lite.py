"""Notebooks in the browser: JupyterLite with the course in it, built in an environment of its own.

Everything is pinned and comes from the registries once, into a cache; a second build fetches
nothing. The browser asks no host but the one that serves the site. What was tried, and why the
build is as it is, stands in CONTRIBUTING.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from email.parser import BytesParser
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

from jalur import __version__
from jalur.course import builder
from jalur.errors import InputError
from jalur.texts import LANGUAGES, say

_ASSETS = Path(__file__).parent / "assets"
PYODIDE = "314.0.6"
"""The version that the kernel's own wheel names."""
_RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
_KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
_EPOCH = "1577836800"
"""Seconds of the date that every file of an archive gets: 1 January 2020."""
_ABOVE = """<!doctype html>
<meta charset="utf-8"><meta http-equiv="refresh" content="0; url=../../index.html">
<title>jalur</title><script id="jupyter-config-data" type="application/json">{}</script>
"""
_LOCALES = {"id": "id_ID", "en": "en"}
_OF_THE_PAGE = {
    "Loading JupyterLite...": "site.notebook.loading",
    "JupyterLite requires JavaScript to be enabled in your browser.": "site.notebook.noscript",
    "WASM powered Jupyter running in the browser.": "site.notebook.about",
}
"""What stands in the app's page before the app does."""
_OF_THE_WAY_BACK = ("original", "caption", "ask")


def write(root: Path, folder: Path, wheels: Path | None = None) -> str:
    """Write JupyterLite with the course's notebooks into `folder`; return their edition.

    The edition is the first part of every notebook's path: a copy that a reader has changed keeps
    its place, and a newly published lesson is not hidden by it.

    Args:
        root: The course's source.
        folder: Where it goes.
        wheels: Official Pyodide wheels of NumPy and matplotlib; without, tables stand in.

    Raises:
        InputError: If a tool is missing, a build fails, or a wheel is not the official one.
    """
    cache = _cache()
    python = _environment(cache)
    lite = cache / "lite"
    shutil.rmtree(lite, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
    static = lite / "static" / "pyodide"
    static.mkdir(parents=True)
    official = _pyodide(cache)
    for name in _RUNTIME:
        shutil.copyfile(official / name, static / name)
    found = [*_pure_wheels(cache, python), *_kernels_wheels(python), _course(root, cache, python)]
    packages = {}
    for wheel in sorted(found, key=lambda path: path.name.lower()):
        shutil.copyfile(wheel, static / wheel.name)
        entry = locked(wheel)
        packages[entry["name"]] = entry
    _only_what_is_there(packages)
    always = sorted(packages)
    if wheels:
        packages |= _official(wheels, official, static)
    info = json.loads((official / "pyodide-lock.json").read_text("utf-8"))["info"]
    _json(static / "pyodide-lock.json", {"info": info, "packages": packages})
    edition = _contents(root, lite / "files")
    _json(lite / "jupyter-lite.json", _settings(always))
    told = {"LiteBuildConfig": {
        "apps": ["lab", "notebooks", "tree"], "contents": [str(lite / "files")],
        "no_sourcemaps": True, "no_unused_shared_packages": True,
        "output_dir": str(folder),
    }}  # fmt: skip
    _json(lite / "jupyter_lite_config.json", told)
    _run([python, "-m", "jupyter", "lite", "build"], lite)
    _speak(folder)
    _tidy(folder, lite)
    shutil.rmtree(lite)
    return edition


def locked(wheel: Path) -> dict[str, Any]:
    """Return what Pyodide's lock says of a pure wheel: name, version, imports, needs, hash."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
        told = BytesParser().parsebytes(archive.read(metadata))
    tops = {PurePosixPath(name).parts[0] for name in names if ".dist-info" not in name}
    imports = sorted(top.removesuffix(".py") for top in tops if ".data" not in top)
    needs = [line for line in told.get_all("Requires-Dist", []) if "extra ==" not in line]
    return {
        "name": _name(told["Name"]),
        "version": told["Version"],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": imports,
        "depends": sorted({_name(_first_word(line)) for line in needs}),
        "unvendored_tests": False,
    }


def _first_word(requirement: str) -> str:
    return "".join(
        letter if letter.isalnum() or letter in "-_." else " " for letter in requirement
    ).split()[0]


def _name(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def _only_what_is_there(packages: dict[str, dict[str, Any]]) -> None:
    """Drop needs that the browser has no package for: the desktop's, such as JupyterLab."""
    for entry in packages.values():
        entry["depends"] = [name for name in entry["depends"] if name in packages]


def _official(wheels: Path, official: Path, static: Path) -> dict[str, dict[str, Any]]:
    """Return the lock's entries of NumPy, matplotlib and all they need, each wheel checked."""
    lock = json.loads((official / "pyodide-lock.json").read_text("utf-8"))["packages"]
    wanted, found = ["numpy", "matplotlib"], {}
    while wanted:
        name = wanted.pop()
        if name in found:
            continue
        entry = found[name] = lock[name]
        wheel = wheels / entry["file_name"]
        known = wheel.is_file() and hashlib.sha256(wheel.read_bytes()).hexdigest()
        if known != entry["sha256"]:
            raise InputError("site.wheel", file=str(wheel), right=entry["sha256"], got=known or "–")
        shutil.copyfile(wheel, static / wheel.name)
        wanted += entry["depends"]
    return found


def _settings(always: Sequence[str]) -> dict[str, Any]:
    kernel = {
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "lockFileURL": "./static/pyodide/pyodide-lock.json",
            "packages": list(always),
        },
    }
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "jalur",
            "litePluginSettings": {_KERNEL: kernel},
            "exposeAppInBrowser": True,
            "settingsOverrides": {
                "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
                "@jupyterlab/apputils-extension:notification": {"fetchNews": "false"},
            },
        },
    }


def _contents(root: Path, files: Path) -> str:
    """Put the notebooks under their edition and return it."""
    whole = b"".join(path.read_bytes() for path in builder.handed_out(root))
    edition = f"{__version__}-{hashlib.sha256(whole).hexdigest()[:8]}"
    builder.copy_handed_out(root, files / edition)
    return edition


def _speak(folder: Path) -> None:
    """Make one app for each language, the notebook's app in its words, and fill the words' gaps.

    The app knows itself by its folder's name, and gathers its settings from every folder above
    it: so each language is a folder with the app in it.
    """
    for language in LANGUAGES:
        above, app = folder / language, folder / language / "notebooks"
        shutil.copytree(folder / "notebooks", app)
        overrides = {"@jupyterlab/translation-extension:plugin": {"locale": _LOCALES[language]}}
        data = {"settingsOverrides": overrides}
        _json(above / "jupyter-lite.json", {"jupyter-config-data": data})
        _json(above / "jupyter-lite.ipynb", {"metadata": {"jupyter-lite": {}}})
        (above / "index.html").write_text(_ABOVE, "utf-8")
        config = app / "jupyter-lite.json"
        told = config.read_text("utf-8").replace('"../', '"../../')
        config.write_text(told.replace('"./notebooks"', f'"./{language}/notebooks"'), "utf-8")
        page = app / "index.html"
        html = page.read_text("utf-8").replace("../", "../../").replace('root=".."', 'root="../.."')
        html = html.replace("Jupyter Notebook - Notebooks", "jalur")
        for english, key in _OF_THE_PAGE.items():
            html = html.replace(english, escape(say(key, language)))
        words = {name: say(f"site.notebook.{name}", language) for name in _OF_THE_WAY_BACK}
        told = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
        script = (
            f'<script type="application/json" id="jalur-words">{told}</script>'
            '<script defer src="../../original.js"></script>'
        )
        html = html.replace("</body>", f"{script}</body>")
        page.write_text(html.replace("<html", f'<html lang="{language}"', 1), "utf-8")
    shutil.copyfile(_ASSETS / "original.js", folder / "original.js")
    _offer_the_original(folder / "build" / "schemas" / "all.json")
    words = folder / "api" / "translations" / "id_ID.json"
    if words.is_file():
        told = json.loads(words.read_text("utf-8"))
        own = json.loads((_ASSETS / "lite-id.json").read_text("utf-8"))
        for domain in ("jupyterlab", "notebook"):
            for english, indonesian in own.items():
                # A label that also has a plural is looked up only where there are two forms.
                forms = indonesian if isinstance(indonesian, list) else [indonesian]
                told["data"][domain] |= {english: forms, f"menu\x04{english}": forms}
        _json(words, told)


def _offer_the_original(schemas: Path) -> None:
    """Put the way back to a shipped notebook into the notebook's toolbar and its File menu."""
    told = json.loads(schemas.read_text("utf-8"))
    by_id = {plugin["id"]: plugin["schema"] for plugin in told}
    toolbar = by_id["@jupyterlab/notebook-extension:panel"]["jupyter.lab.toolbars"]["Notebook"]
    toolbar.append({"name": "original", "command": "jalur:original", "rank": 50})
    menus = by_id["@jupyterlab/docmanager-extension:plugin"]["jupyter.lab.menus"]["main"]
    (file,) = (menu for menu in menus if menu["id"] == "jp-mainmenu-file")
    file["items"].append({"command": "jalur:original", "rank": 5})
    schemas.write_text(json.dumps(told), "utf-8")


def _tidy(folder: Path, lite: Path) -> None:
    """Take out what differs from build to build: times, and where it was built."""
    here = str(lite)
    for path in sorted(folder.rglob("*.json")):
        text = path.read_text("utf-8")
        if here in text:
            path.write_text(text.replace(here, "."), "utf-8")
    for path in (folder / "api" / "contents").rglob("all.json"):
        told = json.loads(path.read_text("utf-8"))
        _fixed_times(told)
        _json(path, told)


def _fixed_times(told: dict[str, Any]) -> None:
    for key in ("created", "last_modified"):
        if key in told:
            told[key] = "2020-01-01T00:00:00Z"
    for one in told.get("content") or []:
        if isinstance(one, dict):
            _fixed_times(one)


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    pins = [path.read_bytes() for path in sorted(_ASSETS.glob("lite-*.txt"))]
    digest = hashlib.sha256(b"".join(pins) + PYODIDE.encode()).hexdigest()[:12]
    folder = Path(base) / "jalur" / f"site-{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _environment(cache: Path) -> Path:
    """Return the Python of the environment that builds; made once."""
    folder = cache / "environment"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    ready = folder / "ready"
    if not ready.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        pins = _ASSETS / "lite-requirements.txt"
        _run([python, "-m", "pip", "install", "-q", "--no-deps", "-r", pins], cache)
        ready.write_text("", "utf-8")
    return python


def _pyodide(cache: Path) -> Path:
    folder = cache / "package"
    if not (folder / "pyodide-lock.json").is_file():
        npm = shutil.which("npm")
        if npm is None:
            raise InputError("site.npm")
        _run([npm, "pack", "--silent", f"pyodide@{PYODIDE}"], cache)
        with tarfile.open(cache / f"pyodide-{PYODIDE}.tgz") as archive:
            archive.extractall(cache, filter="data")
    return folder


def _pure_wheels(cache: Path, python: Path) -> Iterator[Path]:
    folder = cache / "wheels"
    if not (folder / "ready").is_file():
        folder.mkdir(exist_ok=True)
        pins = _ASSETS / "lite-wheels.txt"
        command = [python, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:"]
        for_browser = ["--python-version", "3.14", "--platform", "any"]
        _run([*command, *for_browser, "-r", pins, "-d", folder], cache)
        (folder / "ready").write_text("", "utf-8")
    yield from folder.glob("*.whl")


def _kernels_wheels(python: Path) -> Iterator[Path]:
    share = python.parents[1] / "share/jupyter/labextensions"
    folder = share / "@jupyterlite/pyodide-kernel-extension/static/pypi"
    yield from folder.glob("*.whl")


def _course(root: Path, cache: Path, python: Path) -> Path:
    """Return our own wheel, built anew."""
    folder = cache / "course"
    shutil.rmtree(folder, ignore_errors=True)
    command = [python, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    _run([*command, "-w", folder, root], cache)
    return next(folder.glob("jalur-*.whl"))


def _run(command: Sequence[str | Path], folder: Path) -> None:
    given = os.environ | {"SOURCE_DATE_EPOCH": _EPOCH, "PYTHONHASHSEED": "0"}
    given.pop("PYTHONPATH", None)
    told = subprocess.run(
        [str(word) for word in command], cwd=folder, env=given, capture_output=True, text=True,
        encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    if told.returncode:
        said = (told.stderr or told.stdout).strip().splitlines()[-12:]
        name = " ".join(str(word) for word in command[1:5])
        raise InputError("site.tool", command=name, said="\n".join(said))


def _json(path: Path, told: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
