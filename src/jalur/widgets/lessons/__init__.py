"""The explorers of the lessons: each is a few knobs on a model that the course already has."""

from __future__ import annotations

from collections.abc import Callable

from jalur.errors import InputError
from jalur.widgets.explorer import Explorer
from jalur.widgets.lessons.l3 import chain
from jalur.widgets.lessons.l4 import counter
from jalur.widgets.lessons.l5 import committee, jury
from jalur.widgets.lessons.l6 import audit, disaster

EXPLORERS: dict[str, Callable[..., Explorer]] = {
    each.__name__: each for each in (audit, chain, committee, counter, disaster, jury)
}


def explore(name: str, **values: float | str) -> Explorer:
    """Return the explorer of a lesson, its knobs at `values`.

    Args:
        name: ``"chain"`` (lesson 3), ``"counter"`` (4), ``"committee"``, ``"jury"`` (5),
            ``"disaster"`` or ``"audit"`` (6).
        values: Where knobs stand instead of where the lesson puts them, and ``language``.

    Raises:
        InputError: If there is no such explorer or knob, or a knob cannot have that value.

    >>> explore("jury", n=11).values["n"]
    11
    """
    if name not in EXPLORERS:
        raise InputError("explore.name", got=name, known=", ".join(EXPLORERS))
    return EXPLORERS[name](**values)
