"""Play recorded cases as folders that travel along their paths."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from jalur.errors import InputError
from jalur.story.outcome import gain_and_price, outcome, rows
from jalur.texts import LANGUAGES, catalogue, say, session

if TYPE_CHECKING:
    from jalur.model import Situation, Trace
    from jalur.model.path import Part

_HERE = Path(__file__)
QUESTIONS = ("built", "bad")
"""What a reader may be asked before anything moves."""
KINDS = ("assess", "clear", "act")


def _slim(path: Path) -> str:
    """Return a file's text without its documentation: every saved notebook carries a copy."""
    text = re.sub(r"/\*.*?\*/\s*", "", path.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"^\s+", "", text, flags=re.MULTILINE)


class PathPlayer(anywidget.AnyWidget):
    """One to three recorded paths on one clock: the same proposals on each.

    The widget decides nothing: it plays what the model has recorded, so that a figure, a test
    and an animation always agree. Nothing moves until the reader presses Play.

    Args:
        traces: What `log.trace()` gives, one to three of them, of the same proposals.
        language: ``"id"`` or ``"en"``; without it, the reader's (see `jalur.begin`).
        predict: The question before the first play: ``"built"``, how many proposals reach the
            crew on each path; ``"bad"``, how many bad ones do; None, no question.
        title: What stands above the player: a text, or one text per language.
        names: A name for every path, as `title`; without it, the named paths have theirs.

    >>> from jalur import PathPlayer, direct, simulate
    >>> player = PathPlayer(simulate(direct(), cases=3).trace(), language="en")
    >>> player.guess
    []
    """

    _esm = _slim(_HERE.with_suffix(".js"))
    _css = _slim(_HERE.with_suffix(".css"))

    traces = traitlets.List(traitlets.Dict()).tag(sync=True)
    language = traitlets.Enum(LANGUAGES).tag(sync=True)
    labels = traitlets.Dict(help="Every word, in both languages.").tag(sync=True)
    day = traitlets.Float(0.0, help="The playhead, in working days.").tag(sync=True)
    predict = traitlets.Enum((*QUESTIONS, None), allow_none=True, default_value="built").tag(
        sync=True
    )
    guess = traitlets.List(
        traitlets.Int(), help="The reader's guess, a number per path; empty before it is kept."
    ).tag(sync=True)
    opened = traitlets.Bool(False, help="Whether good and bad are shown.").tag(sync=True)
    peeked = traitlets.Bool(False, help="Whether they were shown before the end.").tag(sync=True)
    follow = traitlets.Int(None, allow_none=True, help="The followed case.").tag(sync=True)
    speed = traitlets.Float(1.0).tag(sync=True)

    def __init__(
        self,
        *traces: Trace | Mapping[str, Any],
        language: str | None = None,
        predict: str | None = "built",
        title: str | Mapping[str, str] | None = None,
        names: Sequence[str | Mapping[str, str]] | None = None,
        **traits: Any,
    ) -> None:
        records = [dict(getattr(trace, "record", trace)) for trace in traces]
        _check(records, names)
        language = language or session().language
        catalogue(language)  # refuses a language that the course does not speak
        cases = records[0]["cases"]["case"]
        super().__init__(
            traces=records,
            language=language,
            labels={
                each: _labels(each, records, title, names or [None] * len(records))
                for each in LANGUAGES
            },
            predict=predict,
            **{"follow": cases[0] if cases else None, **traits},
        )

    def to_html(self) -> str:
        """Return a page of its own, in both languages, that plays with no kernel and no network."""
        state = {name: getattr(self, name) for name in _PLAYED}
        # A "<" inside the data could end the script that holds it.
        data = json.dumps(state, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        code = _slim(_HERE.with_suffix(".js")).replace(
            "export default { render };", "const widget = { render };"
        )
        blanks = {
            "language": self.language,
            "title": escape(self.labels[self.language]["title"]),
            "css": _slim(_HERE.with_suffix(".css")),
            "code": code,
            "data": data,
        }
        return re.sub(r"\{\{(\w+)\}\}", lambda blank: blanks[blank[1]], _PAGE)

    def save_html(self, path: str | Path) -> Path:
        """Write that page to `path` and return where it is."""
        path = Path(path)
        path.write_text(self.to_html(), "utf-8")
        return path


def play(
    *paths: Part,
    situation: Situation | None = None,
    cases: int = 20,
    seed: int = 1,
    **traits: Any,
) -> PathPlayer:
    """Simulate the same proposals on every path and return the player.

    >>> from jalur import direct, full, play
    >>> len(play(direct(), full(), cases=5, seed=7).traces)
    2
    """
    from jalur.model import Situation, simulate

    situation = situation or Situation()
    return PathPlayer(
        *(simulate(path, situation, cases=cases, seed=seed).trace() for path in paths), **traits
    )


def _check(records: list[dict[str, Any]], names: Sequence[object] | None) -> None:
    if not 1 <= len(records) <= 3:
        raise InputError("player.traces", got=len(records))
    if any(record["cases"]["case"] != records[0]["cases"]["case"] for record in records):
        raise InputError("player.cases")
    if names is not None and len(names) != len(records):
        raise InputError("player.names", traces=len(records), got=len(names))


def _labels(
    language: str,
    records: list[dict[str, Any]],
    title: str | Mapping[str, str] | None,
    names: Sequence[str | Mapping[str, str] | None],
) -> dict[str, str]:
    """Return every word of one player: its own, its title, names, legend and outcome."""
    texts = catalogue(language)
    said_here = ("player.title.", "player.table.", "player.lane", "player.who.a", "player.who.c")
    words = {
        key.removeprefix("player."): text
        for key, text in texts.items()
        if key.startswith("player.") and not key.startswith(said_here)
    }
    words["title"] = _own(title, language) or texts[f"player.title.{len(records)}"]
    words["legend"] = " ".join(_legend(records))
    words |= {f"legend.{kind}": texts[f"kind.{kind}"] for kind in KINDS}
    for n, (record, name) in enumerate(zip(records, names, strict=True)):
        for form in ("", ".who", ".short"):
            known = texts.get(f"path.{record['name']}{form}")
            unnamed = say(f"player.lane{form if form == '.who' else ''}", language, n=n + 1)
            words[f"lane.{n}{form}"] = _own(name, language) or known or unnamed
        for step in record["steps"]:
            words |= _step_words(texts, step["name"], step["kind"])
    made = [outcome(record) for record in records]
    words["results"] = "\n".join(rows(made, language))
    words["finish"] = gain_and_price(
        made, [words[f"lane.{n}.who"] for n in range(len(records))], language
    )
    return words


def _legend(records: list[dict[str, Any]]) -> list[str]:
    """Return which small pictures these traces need explained, in order."""
    steps = [step for record in records for step in record["steps"]]
    used = {step["kind"] for step in steps}
    needed = {
        "waiting": any(record["situation"]["arrivals"] is not None for record in records),
        "copy": any(not join["panel"] for record in records for join in record["joins"]),
        "back": any(step["rounds"] for step in steps),
        "silent": any(step["deadline"] is not None for step in steps),
        "refused": True,
        "follow": True,
    }
    return [kind for kind in KINDS if kind in used] + [key for key, yes in needed.items() if yes]


def _own(text: str | Mapping[str, str] | None, language: str) -> str | None:
    return text[language] if isinstance(text, Mapping) else text


def _step_words(texts: Mapping[str, str], name: str, kind: str) -> dict[str, str]:
    """Return what a step is called: over its desk, in a sentence, on a phone, as a panel."""
    stem, _, number = name.rpartition("_")
    stem = stem if number.isdigit() else name
    found = {
        f"step.{name}{form}": text.replace("{n}", number)
        for form in ("", ".who", ".short")
        if (text := texts.get(f"step.{name}{form}") or texts.get(f"step.{stem}{form}"))
    }
    plain = found.setdefault(f"step.{name}", name.replace("_", " "))
    found.setdefault(f"step.{name}.who", texts[f"player.who.{kind}"].replace("{name}", plain))
    panel = {
        key: texts[key] for form in ("", ".who") if (key := f"step.{stem}.panel{form}") in texts
    }
    return found | panel


_PLAYED = (
    "traces", "language", "labels", "day", "predict", "guess", "opened", "peeked", "follow",
    "speed",
)  # fmt: skip

# A dozen lines play the part of the kernel: traits that tell when they change.
_PAGE = """<!doctype html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{title}}</title>
<style>
body { margin: 0; padding: clamp(0px, 2vw, 28px); background: #faf5ec; }
h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
main { max-width: 1370px; margin: auto; }
@media (prefers-color-scheme: dark) { body { background: #1a1612; } }
@media print { body { background: #fff; } }
{{css}}
</style>
</head>
<body>
<main><h1>{{title}}</h1><div id="player"></div></main>
<script type="application/json" id="state">{{data}}</script>
<script type="module">
{{code}}
const state = JSON.parse(document.getElementById("state").textContent);
const heard = {};
const model = {
  get: (name) => state[name],
  set(name, value) {
    if (state[name] === value) return;
    state[name] = value;
    for (const callback of [...(heard[`change:${name}`] ?? [])]) callback();
  },
  on(name, callback) { (heard[name] ??= new Set()).add(callback); },
  off(name, callback) { heard[name]?.delete(callback); },
  save_changes() {},
};
model.on("change:language", () => {
  document.documentElement.lang = state.language;
  document.title = document.querySelector("h1").textContent = state.labels[state.language].title;
});
widget.render({ model, el: document.getElementById("player") });
globalThis.jalur = { model, widget };
</script>
</body>
</html>
"""
