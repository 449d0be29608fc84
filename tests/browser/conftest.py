"""Pages that tell what went wrong in them, and the apps in which a reader opens notebooks."""

import re
from pathlib import Path

import pytest

from jalur.course import folder
from lab_server import run_all, served, write_notebook
from needs import need_node

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"


# What a page shows of a reader's wishes, and what it shows where there are none.
WISHES = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none"}


@pytest.fixture(scope="session")
def standing(chromium):
    """Pages that stay open from test to test: to go on is a third of the work of opening one."""
    return []


@pytest.fixture
def visit(chromium, standing):
    """Open an address; after the test nothing may have gone wrong in the page or left it.

    `allowed` are the beginnings of addresses that the page may ask for. A visit for which
    Chromium needs other `options` than `WISHES`, or that changes what outlives a page, such as the
    clock, comes with `own=True`: its page is thrown away.
    """
    contexts, heard, free = [], [], iter(standing)

    def opened(**options):
        context = chromium.new_context(**options)
        page = context.new_page()
        told = []
        page.on("pageerror", lambda error: told.append(f"error: {error}"))
        page.on(
            "console",
            lambda said: (
                told.append(f"console: {said.text}") if said.type in ("error", "warning") else None
            ),
        )
        page.on("request", lambda request: told.append(f"request: {request.url}"))
        return page, told

    def visit(
        address,
        *,
        allowed=("file:", "blob:", "data:"),
        width=1280,
        height=900,
        own=False,
        **options,
    ):
        size = {"width": width, "height": height}
        if own or not options.keys() <= WISHES.keys():
            page, told = opened(viewport=size, **options)
            contexts.append(page.context)
        else:
            page, told = next(free, None) or opened()
            if (page, told) not in standing:
                standing.append((page, told))
            page.goto("about:blank")
            page.mouse.move(0, 0)
            page.set_viewport_size(size)
            page.emulate_media(media="screen", **WISHES | options)
            told.clear()
        heard.append((told, tuple(f"request: {one}" for one in allowed)))
        page.goto(address)
        # A widget's page may have to unpack what it keeps.
        page.wait_for_function("globalThis.jalur || !document.querySelector('#state')")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert [one for told, allowed in heard for one in told if not one.startswith(allowed)] == []


@pytest.fixture
def complaints():
    """What axe finds in a page, or in the part of it that is given: its rules, and where."""
    need_node("axe-core")

    def complaints(page, within="html"):
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.read_text("utf-8"))
        # axe would fetch the stylesheets once more, which a page opened from a file may not.
        run = "async (within) => (await axe.run(within, { preload: false })).violations"
        found = page.evaluate(run, within)
        return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]

    return complaints


# What Notebook 7 says in every run, with or without a widget. And a server that serves both apps
# remembers a file by its name alone: the app that comes second is refused fonts of that name.
KNOWN = re.compile(r"reading 'schema'|Command 'filebrowser:open-path'|Failed to load resource")
OWN_FONTS = re.compile(r"/static/(lab|notebook)/\w+\.woff")


@pytest.fixture(scope="session")
def working_folder(tmp_path_factory):
    """A reader's folder, as `jalur start` makes it."""
    place = tmp_path_factory.mktemp("reader")
    folder.start(place)
    return place


@pytest.fixture(scope="session")
def jupyter(working_folder):
    """A server on the working folder; its address."""
    with served(working_folder) as address:
        yield address


@pytest.fixture
def reading(chromium, jupyter, working_folder):
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
            write_notebook(working_folder / path, *cells)
        run_all(page, app, path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [line for line in troubles if not KNOWN.search(line)] == []
