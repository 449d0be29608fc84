"""Whatever a widget is, it travels light, asks nobody and speaks both languages."""

import gzip
import json
import re
import subprocess
from importlib import import_module
from pathlib import Path

import nbconvert
import nbformat
import pytest
from pytest import raises

from jalur import direct, full, play
from jalur.errors import InputError
from jalur.texts import LANGUAGES
from jalur.widgets import sources
from jalur.widgets.page import page
from jalur.widgets.sources import module, script, sheet
from jalur.widgets.widget import Widget, words
from needs import need_node
from samples import SAMPLES

HOME = Path(import_module("jalur.widgets").__file__).parent
NAMES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"}  # none is asked for
STEMS = sorted(file.stem for file in HOME.glob("*.js") if file.stem not in ("kit", "page"))


def plain(text):
    """A module's text without documentation and blanks."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return "".join(re.sub(r"(^|(?<=[;,{}()\]])) ?\s*// .*", "", text, flags=re.MULTILINE).split())


@pytest.fixture(scope="module", params=SAMPLES)
def sample(request):
    return SAMPLES[request.param]()


def test_every_widget_has_its_sample():
    for file in HOME.glob("*.py"):
        import_module(f"jalur.widgets.{file.stem}")

    stems = {each.stem for each in Widget.__subclasses__()}
    assert sorted(stems) == STEMS
    assert {make().stem for make in SAMPLES.values()} == stems


@pytest.mark.parametrize("stem", STEMS)
def test_a_module_travels_with_the_kit_in_80_kilobytes_at_most(stem):
    sent = module(stem).encode()

    assert len(sent) <= 80_000
    assert len(gzip.compress(sent)) <= 25_000


@pytest.mark.parametrize("stem", STEMS)
def test_what_travels_is_the_kit_and_the_module_without_their_documentation(stem):
    sent = "".join(module(stem).split())
    kit = plain((HOME / "kit.js").read_text("utf-8")).replace("export", "")
    (imported, rest) = plain((HOME / f"{stem}.js").read_text("utf-8")).split('}from"./kit.js";', 1)

    assert kit in sent
    assert sent.endswith(rest)
    assert imported.startswith("import{")


@pytest.mark.parametrize("file", sorted(HOME.glob("*.js")), ids=lambda file: file.name)
def test_a_template_ends_on_its_line_so_that_its_blanks_are_seen_to_be_its_own(file):
    lines = file.read_text("utf-8").splitlines()

    assert [line for line in lines if line.count("`") % 2] == []


@pytest.mark.parametrize(
    ("line", "sent"),
    [
        ("const a = { b: [1, 2] };", "const a={b:[1,2]};"),
        ('say("a, b = c", (x) => x - 1)', 'say("a, b = c",(x)=>x-1)'),
        ("`a, ${b} c` + (d / 2)", "`a, ${b} c`+(d / 2)"),
        ("a * b + c - -d + +e", "a*b+c - -d + +e"),
        ("x.replace(/a, b/, c)", "x.replace(/a, b/, c)"),
        ("`${a ? `b, c` : d}`, e", "`${a ? `b, c` : d}`, e"),
    ],
)
def test_only_blanks_that_please_the_eye_stay_behind(line, sent):
    assert (line if sources._delicate(line) else sources._tight(line, ".js")) == sent


@pytest.mark.parametrize("stem", STEMS)
def test_a_module_names_no_host_and_imports_nothing(stem):
    code = module(stem)

    assert set(re.findall(r"https?://[\w./]+", code)) <= NAMES
    assert re.findall(r"^\s*import\b|\bimport\(", code, re.MULTILINE) == []
    assert not re.search(r"innerHTML|fetch\(|XMLHttpRequest|WebSocket", code)
    assert "http" not in re.sub("http://www.w3.org/2000/svg", "", sheet(stem))


@pytest.mark.parametrize("stem", STEMS)
def test_a_module_loads_as_anywidget_loads_it(stem, tmp_path):
    need_node()
    file = tmp_path / f"{stem}.mjs"
    file.write_text(module(stem), "utf-8")
    code = f"const m = await import('{file}'); console.log(Object.keys(m), Object.keys(m.default))"

    told = subprocess.run(
        ["node", "--input-type=module", "-e", code], capture_output=True, text=True, check=False
    )

    assert told.stdout.endswith("[ 'render' ]\n"), told.stderr
    # A named export called render would take anywidget's old path.
    assert "'render'" not in told.stdout.split("]")[0]


def test_every_word_that_a_module_says_stands_in_its_labels(sample):
    said = set(re.findall(r'\bsay\("([\w.]+)"', module(sample.stem)))
    (imported,) = re.findall(r"^const \{ (.*?) \} = \(", module(sample.stem), re.MULTILINE)
    if "transport" not in imported:
        said.remove("playhead")  # what only the bar of time says

    assert len(said) >= 3
    assert [key for key in said for each in LANGUAGES if key not in sample.labels[each]] == []
    assert set(sample.labels["id"]) == set(sample.labels["en"])


def test_a_page_asks_nobody_for_anything(sample):
    text = sample.to_html()
    body = re.sub(r"<s(cript|tyle).*?</s", "", text, flags=re.DOTALL)

    assert re.findall(r"<[^>]+\s(?:src|href)=", body) == []
    assert set(re.findall(r"https?://[\w./]+", text)) <= NAMES
    assert f'<html lang="{sample.language}">' in text


def test_a_page_keeps_the_widget_as_it_is():
    player = play(direct(), cases=2, predict=None)
    player.day, player.language = 0.5, "en"
    (item,) = json.loads(re.search(r'id="state">(.*)</script>', player.to_html())[1])

    assert (item["stem"], item["feeds"]) == ("path_player", [])
    assert (item["state"]["day"], item["state"]["language"]) == (0.5, "en")
    assert item["state"]["traces"] == json.loads(json.dumps(player.traces))
    assert not {"layout", "tooltip", "_esm"} & set(item["state"])


def test_two_widgets_of_a_page_share_one_kit_and_one_module():
    one, two = play(direct(), cases=2), play(direct(), cases=3)
    text = page(one, two)

    assert text.count("function mount(") == text.count("function plan(") == 1
    assert len(text) < len(one.to_html()) + 20_000


def test_a_name_that_module_and_kit_both_use_is_no_clash():
    text = script("path_player")

    assert text.count("const speaker") + text.count("function speaker") == 2
    assert "export" not in text


def test_a_widget_refuses_a_language_that_the_course_does_not_speak():
    with raises(InputError, match="no texts in 'de'"):
        play(direct(), cases=1, language="de")


def test_the_words_of_the_kit_come_along_and_a_widget_may_say_it_otherwise():
    assert words("en", "player.")["play"] == words("en")["play"] == "Play"
    assert "door" not in words("en")


def test_where_nothing_can_be_played_a_text_stands_in(sample):
    bundle, _ = sample._repr_mimebundle_()
    title = sample.labels[sample.language]["title"]

    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/markdown"] == sample.told()
    assert sample.told().startswith(f"**{title}**\n")
    assert bundle["text/plain"].startswith(f"{title}\n")
    assert not re.search(r"\*\*|--|\{[a-z_.]+\}", bundle["text/plain"])


@pytest.mark.parametrize("exporter", ["HTMLExporter", "MarkdownExporter"])
def test_a_notebook_that_is_exported_has_the_player_s_text(exporter):
    player = play(direct(), full(), cases=5, predict=None, language="en")
    output = nbformat.v4.new_output("display_data", player._repr_mimebundle_()[0])
    cell = nbformat.v4.new_code_cell("player", outputs=[output])
    notebook = nbformat.v4.new_notebook(cells=[cell])
    text, _ = getattr(nbconvert, exporter)().from_notebook_node(notebook)

    assert "Full path" in text and "▲■■■■■■■●" in text and "Net value" in text


def test_a_pdf_takes_the_text_since_there_is_nothing_that_it_would_rather_have():
    kinds = nbconvert.LatexExporter().default_config.NbConvertBase.display_data_priority
    bundle, _ = play(direct(), cases=1)._repr_mimebundle_()

    assert next(kind for kind in kinds if kind in bundle) == "text/markdown"
