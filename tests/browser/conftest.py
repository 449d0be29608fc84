"""Pages that tell what went wrong in them, and the apps in which a reader opens notebooks."""

import re
import socket
import subprocess
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from jalur.course import folder, lab
from needs import need_node

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"


@pytest.fixture
def visit(chromium):
    """Open an address; after the test nothing may have gone wrong in the page or left it.

    `allowed` are the beginnings of addresses that the page may ask for.
    """
    contexts, troubles = [], []

    def visit(address, *, allowed=("file:", "blob:", "data:"), width=1280, height=900, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on(
            "console",
            lambda said: (
                troubles.append(f"console: {said.text}")
                if said.type in ("error", "warning")
                else None
            ),
        )
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(tuple(allowed))
                else troubles.append(f"request: {request.url}")
            ),
        )
        page.goto(address)
        if address.startswith("file:"):  # a widget's page may have to unpack what it keeps
            page.wait_for_function("globalThis.jalur")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def complaints():
    """What axe finds in a page, or in the part of it that is given: its rules, and where."""
    need_node("axe-core")

    def complaints(page, part="html"):
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate("async (part) => (await axe.run(part)).violations", part)
        return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]

    return complaints


APPS = {
    "lab": "/lab/workspaces/{name}/tree/{path}",
    "notebook": "/notebooks/{path}",
}
# What Notebook 7 says in every run, with or without a widget; its own fonts it may not read.
KNOWN = re.compile(r"reading 'schema'|Command 'filebrowser:open-path'|Failed to load resource")
OWN_FONTS = re.compile(r"/static/notebook/\w+\.woff")


@pytest.fixture(scope="session")
def working_folder(tmp_path_factory):
    """A reader's folder, as `jalur start` makes it."""
    place = tmp_path_factory.mktemp("reader")
    folder.start(place)
    return place


@pytest.fixture(scope="session")
def jupyter(working_folder):
    """A server on the working folder; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = [
        *lab.command(working_folder, "id", port=port, browser=False),
        "--allow-root",
        "--IdentityProvider.token=",
        "--ServerApp.disable_check_xsrf=True",
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    log = (working_folder / "server.log").open("w")
    # Nobody's settings and no tabs of an earlier day.
    own = {
        name: str(working_folder / name)
        for name in ("JUPYTERLAB_WORKSPACES_DIR", "JUPYTER_CONFIG_DIR")
    }
    environment = lab.environment() | own
    server = subprocess.Popen(told, cwd=working_folder, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    for _ in range(240):
        try:
            urlopen(f"{address}/api", timeout=2).close()
            break
        except OSError:
            time.sleep(0.25)
    yield address
    server.terminate()
    server.wait(20)
    log.close()


def wait_for_kernel(page, notebook):
    """Wait until the kernel is idle and the page knows it: who runs earlier has to choose one."""
    for _ in range(240):
        sessions = page.request.get("/api/sessions").json()
        states = {one["path"]: one["kernel"]["execution_state"] for one in sessions}
        if states.get(notebook) == "idle":
            break
        page.wait_for_timeout(250)
    page.locator("[data-status=idle]").first.wait_for(state="attached", timeout=60_000)


def write(page, path, cells):
    """Put a notebook of these cells on the server."""
    code = [
        {"cell_type": "code", "id": f"c{n}", "metadata": {}, "outputs": [], "source": source}
        | {"execution_count": None}
        for n, source in enumerate(cells)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": code, "metadata": {"kernelspec": kernel}, "nbformat": 4}
    answer = page.request.put(
        f"/api/contents/{path}",
        data={"type": "notebook", "content": notebook | {"nbformat_minor": 5}},
    )
    assert answer.ok, answer.text()


@pytest.fixture
def reading(chromium, jupyter):
    """A call that opens a notebook in an app and runs all of it, made of `cells` if given.

    Afterwards nothing may have gone wrong in the page, and nothing may have left it.
    """
    contexts, troubles = [], []

    def opened(app, path, cells=None):
        context = chromium.new_context(viewport={"width": 1280, "height": 1000}, base_url=jupyter)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "console", lambda said: troubles.append(said.text) if said.type == "error" else None
        )
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((jupyter, "ws://127.0.0.1", "data:", "blob:"))
                else troubles.append(f"request: {request.url}")
            ),
        )
        page.on(
            "response",
            lambda answer: (
                troubles.append(f"{answer.status} {answer.url}")
                if answer.status >= 400 and not OWN_FONTS.search(answer.url)
                else None
            ),
        )
        if cells is not None:
            write(page, path, cells)
        page.goto(jupyter + APPS[app].format(name=Path(path).stem, path=path))
        page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
        wait_for_kernel(page, path)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [line for line in troubles if not KNOWN.search(line)] == []
