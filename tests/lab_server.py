"""A Jupyter server on a working folder, and a page in which a notebook has been run."""

import json
import socket
import subprocess
import time
from contextlib import contextmanager
from urllib.request import urlopen

from jalur.course import lab

TOKEN = "reader"
PAGES = {"lab": "/lab/workspaces/{}/tree/{}", "notebook": "/notebooks/{1}"}


@contextmanager
def served(place):
    """Serve the folder `place`; yields the address. Who comes shows the token, as a reader does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = [
        *lab.command(place, "id", port=port, browser=False),
        "--allow-root",
        f"--IdentityProvider.token={TOKEN}",
        "--ServerApp.disable_check_xsrf=True",
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    # Nobody's settings and no tabs of an earlier day.
    own = {name: str(place / name) for name in ("JUPYTERLAB_WORKSPACES_DIR", "JUPYTER_CONFIG_DIR")}
    environment = lab.environment() | own
    with (place / "server.log").open("w") as log:
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


def write_notebook(path, *cells):
    """Write a notebook of these code cells."""
    code = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    made = [{**code, "id": f"cell-{n}", "source": source} for n, source in enumerate(cells)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {
        "cells": made,
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(notebook), "utf-8")


def run_all(page, app, notebook):
    """Open a notebook of the page's server in `app` and run all its cells."""
    # A workspace of its own: another would bring back what was open there.
    place = PAGES[app].format(notebook.replace("/", "-").removesuffix(".ipynb"), notebook)
    page.goto(f"{place}?token={TOKEN}")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
    wait_for_kernel(page, notebook)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def wait_for_kernel(page, notebook):
    """Wait until the kernel is idle and the page knows it: who runs earlier has to choose one."""
    for _ in range(240):
        sessions = page.request.get("/api/sessions").json()
        states = {one["path"]: one["kernel"]["execution_state"] for one in sessions}
        if states.get(notebook) == "idle":
            break
        page.wait_for_timeout(250)
    page.locator("[data-status=idle]").first.wait_for(state="attached", timeout=60_000)
