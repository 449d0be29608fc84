"""What a page keeps of a model that it cannot ask: the answers at some positions of the knobs."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from math import prod
from typing import Any

MOST = 50_000
"""Characters of packed answers: a page of an explorer and its player stays under 200 kB."""
MOST_A_KNOB = 25
MOST_CELLS, MOST_PLAYED = 4_000, 500
"""Answers, and answers with something to play: a page shall be saved in seconds."""
SAMPLE = 12
"""Answers that tell how many will fit, so that few are computed in vain."""


def positions(
    knobs: Mapping[str, Sequence[Any]], needed: Sequence[Mapping[str, Any]], cells: int = MOST_CELLS
) -> dict[str, list[Any]]:
    """Return for every knob some of its positions, spread evenly, as many as `cells` allow.

    Both ends stay, and the `needed` ones do; a knob keeps at most 25.

    >>> positions({"n": range(1, 71)}, [{"n": 7}], cells=5)
    {'n': [1, 7, 35, 53, 70]}
    """
    counts = {name: min(len(all_of), MOST_A_KNOB) for name, all_of in knobs.items()}
    words = {name for name, all_of in knobs.items() if isinstance(all_of[0], str)}
    while prod(counts.values()) > cells:
        most = max(counts.keys() - words, key=lambda name: (counts[name], name), default="")
        if not most or counts[most] <= 2:
            break
        counts[most] -= 1
    return {
        name: all_of if name in words else _spread(all_of, counts[name], [n[name] for n in needed])
        for name, all_of in knobs.items()
    }


def _spread(all_of: Sequence[Any], count: int, needed: Sequence[Any]) -> list[Any]:
    """Return `count` of them, the needed ones in the place of their nearest neighbours."""
    last = len(all_of) - 1
    even = {round(n * last / max(1, count - 1)) for n in range(count)}
    fixed = {0, last, *(list(all_of).index(one) for one in needed)}
    free = even - fixed
    for place in sorted(fixed - even):
        if free:
            free.remove(min(free, key=lambda one: (abs(one - place), one)))
    return [all_of[place] for place in sorted(fixed | free)]


def keep(
    answer: Callable[[Mapping[str, Any]], Mapping[str, Any]],
    knobs: Mapping[str, Sequence[Any]],
    needed: Sequence[Mapping[str, Any]],
    most: int = MOST_CELLS,
    limit: int = MOST,
) -> dict[str, Any]:
    """Return the answers at as many combinations of the knobs' positions as fit when packed.

    Equal parts of answers are kept once: ``pool`` holds the parts, ``keys`` says where a part
    belongs, and ``cells`` holds for every combination the places of its parts in the pool, the
    last knob changing fastest; ``common`` holds what is the same in all of them.

    Args:
        answer: Gives the answer to the knobs' values.
        knobs: Every position of each knob, in order.
        needed: Values that must be among the combinations.
        most: How many answers at most.
        limit: Characters of `packed`.
    """
    known: dict[tuple[Any, ...], dict[str, Any]] = {}

    def kept(cells: int) -> tuple[dict[str, Any], float]:
        """Return what would be kept, and how many times over it would fit."""
        offered = positions(knobs, needed, cells)
        combinations = list(product(*offered.values()))
        for one in combinations:
            if one not in known:
                known[one] = _flat(answer(dict(zip(offered, one, strict=True))))
        saved = _pooled(offered, [known[one] for one in combinations])
        return saved, limit / len(packed(saved))

    cells, fits = SAMPLE, 1
    best: dict[str, Any] = {}
    while True:
        saved, room = kept(cells)
        if room >= 1 or not best:
            best = saved
        if room >= 1:
            fits = cells
        else:
            most = cells - 1
        if most <= fits * 1.05:
            return best
        # Answers have much in common, so the more there are, the less each of them takes.
        cells = min(most, max(fits + 1, int(cells * room * (1.2 if room >= 1 else 1))))


def packed(saved: Mapping[str, Any]) -> str:
    """Return what is kept as a page holds it: deflated, in letters (page.js unpacks it)."""
    text = json.dumps(saved, ensure_ascii=False, separators=(",", ":"))
    return b64encode(zlib.compress(text.encode(), 9)).decode()


def _pooled(offered: Mapping[str, Sequence[Any]], cells: list[dict[str, Any]]) -> dict[str, Any]:
    pool: dict[str, int] = {}
    keys = list(dict.fromkeys(key for cell in cells for key in cell))
    places = [
        [pool.setdefault(json.dumps(cell[key]), len(pool)) if key in cell else -1 for key in keys]
        for cell in cells
    ]
    same = {key for n, key in enumerate(keys) if len({place[n] for place in places}) == 1}
    return {
        "positions": {name: list(values) for name, values in offered.items()},
        "common": {key: place for key, place in zip(keys, places[0], strict=True) if key in same},
        "keys": [key for key in keys if key not in same],
        "cells": [
            [place for key, place in zip(keys, row, strict=True) if key not in same]
            for row in places
        ],
        "pool": [json.loads(part) for part in pool],
    }


def _flat(answer: Any, key: str = "") -> dict[str, Any]:
    """Return the answer's leaves by their way down, a tab between two names: columns stay whole."""
    if isinstance(answer, Mapping) and answer:
        parts = answer.items()
    elif isinstance(answer, (list, tuple)) and answer and isinstance(answer[0], Mapping):
        parts = enumerate(answer)
    else:
        return {key: _brief(answer)}
    return {
        name: leaf
        for part, below in parts
        for name, leaf in _flat(below, f"{key}\t{part}" if key else str(part)).items()
    }


def _brief(value: Any) -> Any:
    """Return numbers with five digits; order and equality of times survive that."""
    if isinstance(value, float):
        return float(f"{value:.5g}")
    return [_brief(one) for one in value] if isinstance(value, (list, tuple)) else value
