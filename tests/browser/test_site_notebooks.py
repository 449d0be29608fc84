"""The notebooks of the site, run to their end by the Python in the browser."""

import functools
import http.server
import json
import re
import shutil
import threading
from pathlib import Path

import pytest

from jalur.course import assignment, grade
from jalur.course.site import lite, write
from needs import alone, need

ROOT = Path(__file__).parents[2]
NOTEBOOKS = [
    *(f"lessons/{{la}}/{path.stem}.ipynb" for path in sorted((ROOT / "lessons").glob("0*.md"))),
    *(
        f"exercises/{{la}}/{path.name}/{path.name}.ipynb"
        for path in sorted((ROOT / "exercises/id").glob("l*"))
    ),
]

RUN = """async () => {
  const { content, sessionContext } = jupyterapp.shell.currentWidget;
  await sessionContext.ready;
  const told = [];
  for (let n = 0; n < content.widgets.length; n++) {
    const { model } = content.widgets[n];
    if (model.type !== "code") continue;
    content.activeCellIndex = n;
    await jupyterapp.commands.execute("notebook:run-cell");
    const { length } = model.outputs;
    const outputs = Array.from({ length }, (_, i) => model.outputs.get(i).toJSON());
    const errors = outputs.filter((one) => one.output_type === "error");
    const said = errors.map((one) => `${one.ename}: ${one.evalue}`).join();
    told.push([model.id, model.executionCount, said]);
  }
  return told;
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def build(into):
    """Build the notebooks; two workers share one cache, so one waits for the other."""
    with alone(lite._cache() / "lock"):
        return lite.write(ROOT, into)


@pytest.fixture(scope="session")
def full_site(made_once, run_once):
    """The site with notebooks, on a server under a sub-path; its address and its folder."""
    need(shutil.which("npm"), "npm")
    make = functools.partial(write.write, ROOT, notebooks=build, run=run_once)
    place = made_once("served", lambda into: make(into / "kursus"))
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=place)
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/kursus", place / "kursus"
    server.shutdown()


@pytest.fixture
def notebook(chromium, full_site):
    """A call that opens a notebook of the site; nothing may ask another host, workers included."""
    address, folder = full_site
    edition = next((folder / "notebooks/files").iterdir()).name
    contexts, troubles = [], []

    def notebook(path, language):
        context = chromium.new_context(viewport={"width": 1280, "height": 1000})
        contexts.append(context)
        page = context.new_page()
        context.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((address.rpartition("/")[0], "blob:", "data:"))
                else troubles.append(f"request: {request.url}")
            ),
        )
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on(
            "console",
            lambda said: troubles.append(said.text) if said.type == "error" else None,
        )
        page.goto(f"{address}/notebooks/{language}/notebooks/index.html?path={edition}/{path}")
        page.wait_for_function(
            "globalThis.jupyterapp?.shell?.currentWidget?.content?.widgets?.length > 3",
            timeout=120_000,
        )
        return page

    yield notebook
    for context in contexts:
        context.close()
    # A browser asks for this at the top of every host; only a reading page says where its own is.
    assert [line for line in troubles if "404" not in line] == []


@pytest.mark.costly("site notebooks")
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", NOTEBOOKS)
def test_every_notebook_runs_to_its_end_in_the_browser(notebook, path, language):
    page = notebook(path.format(la=language), language)
    told = page.evaluate(RUN)

    assert all(count for _, count, _ in told)
    failed = {id: error for id, _, error in told if error}
    if path.startswith("exercises"):  # nobody has answered yet
        failed = {id: error for id, error in failed.items() if "-test" not in id}
    assert failed == {}


def test_the_menus_are_indonesian_for_an_indonesian_reader_and_english_for_an_english(notebook):
    labels = "[...document.querySelectorAll('.lm-MenuBar-itemLabel')].map((one) => one.textContent)"
    menus = {
        language: notebook(NOTEBOOKS[0].format(la=language), language).evaluate(labels)
        for language in ("id", "en")
    }

    assert menus["id"][:4] == ["Berkas", "Sunting", "Tampilan", "Jalankan"]
    assert menus["en"][:4] == ["File", "Edit", "View", "Run"]


def test_a_changed_notebook_goes_back_to_the_original_when_its_reader_says_so(notebook):
    page = notebook("exercises/id/l2/l2.ipynb", "id")
    answer = """() => jupyterapp.shell.currentWidget.content.widgets
      .find(({ model }) => model.id === "q1").model.sharedModel"""
    original = page.evaluate(f"({answer})().source")
    page.evaluate(f"({answer})().setSource('q1 = 0.5')")
    page.evaluate("jupyterapp.commands.execute('docmanager:save')")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.get_by_text("Kembali ke notebook asli", exact=True).first.click()
    page.wait_for_function(f"(original) => ({answer})().source === original", arg=original)

    assert "dihapus" in asked[0]
    kept = page.evaluate("""() => jupyterapp.serviceManager.contents.get(
      jupyterapp.shell.currentWidget.context.path, { content: true })""")
    assert "q1 = 0.5" not in json.dumps(kept["content"])


@pytest.mark.costly("site notebooks")
def test_what_is_filled_in_the_browser_is_what_grade_takes(notebook, tmp_path):
    page = notebook("exercises/en/l2/l2.ipynb", "en")
    page.evaluate("""() => {
      const { content } = jupyterapp.shell.currentWidget;
      const { model } = content.widgets.find((one) => one.model.id === "q1");
      model.sharedModel.setSource("q1 = 0.77");
    }""")
    page.evaluate(RUN)
    page.evaluate("jupyterapp.commands.execute('docmanager:save')")
    with page.expect_download() as download:
        page.evaluate("() => { jupyterapp.commands.execute('docmanager:download'); }")
    (tmp_path / "in").mkdir()
    download.value.save_as(tmp_path / "in" / f"ana_{download.value.suggested_filename}")
    rows = grade.grade(tmp_path / "in", assignment.read("l2", ROOT), tmp_path / "out")

    assert [(row.language, row.status, row.reasons) for row in rows] == [("en", "graded", ())]
    assert rows[0].score > 0


def test_a_wheel_that_is_not_the_official_one_is_refused(tmp_path):
    from jalur.errors import InputError

    cache = tmp_path / "package"
    cache.mkdir()
    lock = {"packages": {
        "numpy": {"file_name": "numpy.whl", "sha256": "0" * 64, "depends": []},
        "matplotlib": {"file_name": "matplotlib.whl", "sha256": "1" * 64, "depends": ["numpy"]},
    }}  # fmt: skip
    (cache / "pyodide-lock.json").write_text(json.dumps(lock), "utf-8")
    (tmp_path / "matplotlib.whl").write_bytes(b"not it")

    with pytest.raises(InputError, match=r"matplotlib\.whl.*SHA-256"):
        lite._official(tmp_path, cache, tmp_path)


def test_two_builds_of_the_notebooks_are_the_same_bytes(full_site, tmp_path):
    _, folder = full_site
    build(tmp_path / "notebooks")
    told = [
        {
            path.relative_to(one).as_posix(): path.read_bytes()
            for path in one.rglob("*")
            if path.is_file()
        }
        for one in (folder / "notebooks", tmp_path / "notebooks")
    ]

    assert told[0].keys() == told[1].keys()
    assert [name for name in told[0] if told[0][name] != told[1][name]] == []


def test_one_zip_holds_the_site_and_is_the_same_each_time(full_site, tmp_path):
    _, folder = full_site
    sizes = [write.zipped(folder, tmp_path / name) for name in ("one.zip", "two.zip")]

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert sizes[0] < 40e6
    shutil.unpack_archive(tmp_path / "one.zip", tmp_path)
    page = (tmp_path / "kursus/lessons/01-tiga-kata.html").read_text("utf-8")
    assert re.search(r"\.\./notebooks/id/notebooks/index\.html\?path=[\w.-]+/lessons/id/", page)
