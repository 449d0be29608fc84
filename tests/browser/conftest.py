"""Pages that tell what went wrong in them."""

from pathlib import Path

import pytest

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
        return page

    yield visit
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def complaints():
    """What axe finds in a page: its rules, and where they are broken."""
    need_node("axe-core")

    def complaints(page, within="html"):
        if not page.evaluate("'axe' in window"):
            page.add_script_tag(path=str(AXE))
        found = page.evaluate("async (within) => (await axe.run(within)).violations", within)
        return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]

    return complaints
