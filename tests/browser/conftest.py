"""A browser for every worker, and pages that tell what went wrong in them."""

import os
import shutil
from pathlib import Path

import pytest

FLAGS = [
    f"--{flag}"
    for flag in (
        *("no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-sync"),
        *("disable-background-networking", "disable-component-update"),
    )
]
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"


def missing(what):
    """Skip here, fail where everything must be there."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{what} is missing")


@pytest.fixture(scope="session")
def chromium():
    """Chromium, started once per worker."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if program is None:
        missing("chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


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
        return page

    yield visit
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def complaints():
    """What axe finds in a page: its rules, and where they are broken."""
    if not AXE.exists():
        missing("axe-core (npm install)")

    def complaints(page):
        page.add_script_tag(path=str(AXE))
        found = page.evaluate("async () => (await axe.run(document)).violations")
        return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]

    return complaints
