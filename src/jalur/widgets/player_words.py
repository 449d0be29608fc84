"""What the player says, in either language: its labels, and what stands in for it on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jalur.story.names import lane_names, panel_names, step_names
from jalur.story.outcome import gain_and_price, outcome, rows
from jalur.story.things import things
from jalur.texts import catalogue
from jalur.widgets.widget import grid, own, words

KINDS = ("assess", "clear", "act")


def labels(
    language: str,
    records: list[dict[str, Any]],
    title: str | Mapping[str, str] | None,
    names: Sequence[str | Mapping[str, str] | None],
    emblem: str,
) -> dict[str, str]:
    """Return every word of one player that the outcome leaves alone: title, names, legend."""
    texts = catalogue(language)
    said_here = ("title.", "table.", "lane", "who.a", "who.c", "finish.", "thing", "file")
    in_page = ("finish.ready", "finish.shown", "finish.peeked", "finish.good", "finish.bad")
    nouns = things(emblem, language)
    said = {
        key: _called(text, nouns)
        for key, text in words(language, "player.").items()
        if not key.startswith(said_here) or key in in_page
    }
    said["title"] = own(title, language) or _called(texts[f"player.title.{len(records)}"], nouns)
    said["legend"] = " ".join(_legend(records))
    said |= {f"legend.{kind}": texts[f"kind.{kind}"] for kind in KINDS}
    for n, record in enumerate(records):
        called = lane_names(record, n, language, names)
        said |= {f"lane.{n}{form}": text for form, text in called.items()}
        for step in record["steps"]:
            said |= _step_words(step, language)
    return said


def ending(
    language: str,
    records: list[dict[str, Any]],
    names: Sequence[str | Mapping[str, str] | None],
    emblem: str,
) -> dict[str, str]:
    """Return how it ends: the sentence of gain and price, and the table's rows, one a line."""
    made = [outcome(record) for record in records]
    who = [lane_names(record, n, language, names)[".who"] for n, record in enumerate(records)]
    return {
        "finish": gain_and_price(made, who, language, emblem),
        "results": "\n".join(rows(made, language, emblem)),
    }


def _called(text: str, nouns: Mapping[str, str]) -> str:
    """Return the text with its nouns filled in; what the page fills stays blank."""
    for noun, called in nouns.items():
        text = text.replace(f"{{{noun}}}", called)
    return text


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


def _step_words(step: Mapping[str, Any], language: str) -> dict[str, str]:
    """Return what a step is called: over its desk, in a sentence, on a phone, as a panel."""
    name = step["name"]
    stem = name.rpartition("_")[0]
    single, panel = step_names(step, language), panel_names(step, language)
    return {f"step.{name}{form}": text for form, text in single.items()} | {
        f"step.{stem}.panel{form}": text for form, text in panel.items()
    }


def stand_in(records: list[dict[str, Any]], said: Mapping[str, str], asked: str | None) -> str:
    """Return Markdown: the title, the paths, and the question or gain, price and table."""
    lanes = [said[f"lane.{n}"] for n in range(len(records))]
    lines = [f"**{said['title']}**", ""]
    lines += [f"- {_marks(record)} {lane}" for record, lane in zip(records, lanes, strict=True)]
    count = len(records[0]["cases"]["case"])
    if asked is not None:
        one = ".one" if len(lanes) == 1 else ""
        return "\n".join([*lines, "", said[f"predict.{asked}{one}"].replace("{n}", str(count))])
    first, *others = (said[f"lane.{n}.short"] for n in range(len(lanes)))
    head = [said["case.count"].replace("{count}", str(count)), first]
    head += [cell for name in others for cell in (name, f"{name} − {first}")]
    table = grid(head, [row.split("\t") for row in said["results"].split("\n")])
    return "\n".join([*lines, "", said["finish"].replace("*", "**"), "", table])


def _marks(record: Mapping[str, Any]) -> str:
    """Return a path's name in shapes; a panel is one.

    >>> _marks(simulate(full(), cases=1).trace().record)
    '▲■■■■■■■●'
    """
    shapes = dict(zip(KINDS, "▲■●", strict=True))
    panels = [join["panel"] for join in record["joins"]]

    def walk(node: Mapping[str, Any]) -> str:
        if "step" in node:
            return shapes[record["steps"][node["step"]]["kind"]]
        if "series" in node:
            return "".join(map(walk, node["series"]))
        parts = node["parts"][:1] if panels[node["join"]] else node["parts"]
        return "".join(map(walk, parts))

    return walk(record["path"])
