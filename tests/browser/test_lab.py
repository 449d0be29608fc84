"""The lesson in JupyterLab and in Notebook 7, as a reader opens it."""

import re
import socket
import subprocess
import time
from urllib.request import urlopen

from pytest import fixture, mark

from jalur.course import folder, lab

LESSON = "02-jalur-keputusan.ipynb"
PAGES = {
    "lab": "/lab/workspaces/{0}/tree/lessons/{0}/{1}",
    "notebook": "/notebooks/lessons/{0}/{1}",
}
OPEN = [(app, language) for app in PAGES for language in ("id", "en")]

# What Notebook 7 says in every run, with or without a widget; its own fonts it may not read.
KNOWN = re.compile(r"reading 'schema'|Command 'filebrowser:open-path'|Failed to load resource")
OWN_FONTS = re.compile(r"/static/notebook/\w+\.woff")


@fixture(scope="session")
def jupyter(tmp_path_factory):
    """A server on a fresh working folder; its address."""
    place = tmp_path_factory.mktemp("reader")
    folder.start(place)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = [
        *lab.command(place, "id", port=port, browser=False),
        "--allow-root",
        "--IdentityProvider.token=",
        "--ServerApp.disable_check_xsrf=True",
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    log = (place / "server.log").open("w")
    # Nobody's settings and no tabs of an earlier day.
    own = {name: str(place / name) for name in ("JUPYTERLAB_WORKSPACES_DIR", "JUPYTER_CONFIG_DIR")}
    environment = lab.environment() | own
    server = subprocess.Popen(told, cwd=place, env=environment, stdout=log, stderr=log)
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


@fixture
def reading(chromium, jupyter):
    """A call that opens a notebook in an app and runs all of it; watches console and requests."""
    contexts = []

    def opened(app, language, notebook=LESSON, cells=None):
        context = chromium.new_context(viewport={"width": 1280, "height": 1000}, base_url=jupyter)
        contexts.append(context)
        page = context.new_page()
        page.trouble, page.foreign = [], []
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        page.on(
            "console",
            lambda line: page.trouble.append(line.text) if line.type == "error" else None,
        )
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((jupyter, "ws://127.0.0.1", "data:", "blob:"))
                else page.foreign.append(request.url)
            ),
        )
        page.on(
            "response",
            lambda answer: (
                page.trouble.append(f"{answer.status} {answer.url}")
                if answer.status >= 400 and not OWN_FONTS.search(answer.url)
                else None
            ),
        )
        if cells is not None:
            write(page, f"lessons/{language}/{notebook}", cells)
        page.goto(jupyter + PAGES[app].format(language, notebook))
        page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
        wait_for_kernel(page, f"lessons/{language}/{notebook}")
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        return page

    yield opened
    for context in contexts:
        context.close()


@mark.costly("notebooks in the browser")
@mark.parametrize(("app", "language"), OPEN, ids=["-".join(pair) for pair in OPEN])
def test_a_reader_runs_the_lesson_and_plays_it(reading, app, language):
    page = reading(app, language)
    player = page.locator(".jalur-player").first
    player.get_by_role("button").first.wait_for(timeout=60_000)
    words = {"id": ("Jalur penuh", "Full path"), "en": ("Full path", "Jalur penuh")}[language]
    assert words[0] in player.inner_text()

    # Guess first: play waits for it.
    play = player.locator("[data-id=play]")
    assert play.is_disabled()
    for field in player.locator("input[type=number], [role=spinbutton]").all():
        field.fill("9")
    player.get_by_role(
        "button", name=re.compile("Simpan tebakan|Keep my guess|Save", re.IGNORECASE)
    ).first.click()

    # It plays, and the day moves.
    clock = player.locator("input[type=range]").first
    page.wait_for_function(
        "input => Number(input.value) > 0", arg=clock.element_handle(), timeout=10_000
    )
    player.locator("[data-id=play]").click()

    # A scrub is heard, and keys stay inside: no new cell, no jump to another one.
    before = page.locator(".jp-Notebook .jp-Cell").count()
    clock.focus()
    at = float(clock.input_value())
    page.keyboard.press("ArrowRight")
    assert float(clock.input_value()) > at
    for key in ("b", "a", "x", "j"):
        page.keyboard.press(key)
    player.locator("[data-id=play]").focus()
    for key in ("b", "a", "d", "d"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.locator(".jp-Notebook .jp-Cell").count() == before
    clock.focus()
    page.keyboard.press("End")
    assert "101" in player.inner_text()  # the full path's last day
    player.get_by_role("button", name=re.compile("Buka isi map|Open the files")).click()
    player.locator("table:visible").first.wait_for(timeout=5_000)  # the finish, as numbers

    # The other language, in place.
    other = "EN" if language == "id" else "ID"
    player.get_by_role("button", name=re.compile(f"^{other}|{other}$")).first.click()
    player.get_by_text(words[1]).first.wait_for(timeout=5_000)

    assert [line for line in page.trouble if not KNOWN.search(line)] == []
    assert page.foreign == []


@mark.costly("notebooks in the browser")
@mark.parametrize("app", PAGES)
def test_a_knob_asks_the_kernel_and_the_player_under_it_follows(reading, app):
    cells = ["import jalur", 'jalur.begin("l4", "en")', 'jalur.explore("counter")']
    page = reading(app, "en", "explorer.ipynb", cells)
    explorer, player = page.locator(".jalur-explorer"), page.locator(".jalur-player")
    player.get_by_role("button").first.wait_for(timeout=60_000)
    before = page.locator(".jp-Notebook .jp-Cell").count()

    knob = explorer.get_by_role("slider", name="Working days until silence is a yes")
    knob.focus()
    page.keyboard.press("Home")
    explorer.get_by_text("officials=1, deadline=1)").wait_for(timeout=5_000)
    player.get_by_text("1-day limit").wait_for(timeout=10_000)
    for key in ("b", "a", "x"):
        page.keyboard.press(key)
    said = explorer.locator(".finding").inner_text()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "said => document.querySelector('.jalur-explorer .finding').innerText !== said", arg=said
    )
    assert page.locator(".jp-Notebook .jp-Cell").count() == before

    # Every tenth is offered where the model can be asked, and nobody speaks of a missing kernel.
    assert explorer.get_by_role("slider", name="Files that come").get_attribute("max") == "28"
    assert "kernel" not in explorer.locator(".foot").inner_text()

    explorer.get_by_role("button", name="ID").click()
    player.get_by_text("Dua belas berkas di loket itu").wait_for(timeout=10_000)
    assert [line for line in page.trouble if not KNOWN.search(line)] == []
    assert page.foreign == []
