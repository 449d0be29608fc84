"""What a page's widgets wake up with: each kind's words once, the states of each family apart."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode
from collections.abc import Mapping, Sequence
from typing import Any

from jalur.texts import LANGUAGES
from jalur.widgets.widget import news


def common_labels(items: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, dict[str, str]]]:
    """Return the words that every widget of a kind has: they travel with its code, once."""
    common: dict[str, dict[str, dict[str, str]]] = {}
    for item in items:
        mine = item["state"]["labels"]
        known = common.setdefault(item["stem"], {la: dict(mine[la]) for la in LANGUAGES})
        for la in LANGUAGES:
            known[la] = {key: text for key, text in known[la].items() if mine[la].get(key) == text}
    return common


def groups(items: Sequence[Mapping[str, Any]]) -> list[list[int]]:
    """Return the places of widgets that live together: one, and those that it feeds."""
    fed = {place for item in items for place in item["feeds"]}
    return [[n, *item["feeds"]] for n, item in enumerate(items) if n not in fed]


def data(
    items: Sequence[Mapping[str, Any]], group: Sequence[int], common: Mapping[str, Any]
) -> str:
    """Return the script that brings the states of one group; its own words only."""
    told = []
    for n in group:
        item = items[n]
        labels = news(item["state"]["labels"], common[item["stem"]])
        state = item["state"] | {"labels": labels}
        if "saved" in state:
            state["saved"] = _offered(state["saved"])
        feeds = [list(group).index(place) for place in item["feeds"]]
        told.append({"stem": item["stem"], "state": state, "feeds": feeds})
    return f"states[{group[0]}] = {_json(told)};\n"


def answers(items: Sequence[Mapping[str, Any]], n: int) -> str:
    """Return the script that brings what follows when a knob of widget `n` is turned.

    Empty for a widget that asks nothing of the page. It weighs more than all the rest of an
    explorer, and a reader who turns no knob need not wait for it.
    """
    saved = items[n]["state"].get("saved")
    return f"answers[{n}] = {_json(saved)};\n" if saved else ""


def _offered(saved: Mapping[str, str]) -> dict[str, Any]:
    """Return where the knobs can stand and how many answers there are, and none of them."""
    whole = json.loads(zlib.decompress(b64decode(saved["packed"])))
    cells = {"length": len(whole["cells"])}
    return {"positions": whole["positions"], "common": {}, "keys": [], "cells": cells, "pool": []}


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
