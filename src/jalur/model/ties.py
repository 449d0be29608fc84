"""Where two paths are worth the same, and who is ahead in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from math import inf

from jalur.model import limits
from jalur.model.compare import RANGES, named
from jalur.model.measures import value
from jalur.model.path import Path
from jalur.model.situation import Situation, need_situation
from jalur.table import Table

_LARGEST = {"good_share": 1.0, "leak": 1.0, "urgency": 1.0}
_URGENCIES = (0.0, *(10 ** (-6 + place / 100) for place in range(601)))
_SHARES = tuple(place / 40 for place in range(41))


class Ties(tuple[float, ...]):
    """Where two paths are worth the same, rising; a tuple that carries its `table`.

    The table has a row for each stretch between two ties: `from`, `to`, and who is `ahead`, the
    earlier path where both are worth the same all along.

    >>> break_even(direct(), technocracy(), Situation(0.9)).table["ahead"]
    ['technocracy', 'direct']
    """

    table: Table

    def __new__(cls, ties: Iterable[float], table: Table) -> Ties:
        """Return `ties` as a tuple that knows its `table`."""
        self = super().__new__(cls, ties)
        self.table = table
        return self

    def __reduce__(self) -> tuple:
        return Ties, (tuple(self), self.table)


def break_even(path_a: Path, path_b: Path, situation: Situation, over: str = "urgency") -> Ties:
    """Return every value of `over` at which the two paths are worth the same, rising.

    With it comes a table of who is ahead in between.

    Args:
        path_a: One path.
        path_b: The other.
        situation: All that is held fixed. With arrivals, a tie over ``"good_share"`` is searched
            for between 41 shares, so that two ties closer than 0.025 can be missed.
        over: A number of the situation: ``"good_share"`` or ``"leak"`` (from 0 to 1),
            ``"urgency"`` (from 0 to 1 per working day), ``"gain"``, ``"loss"`` or ``"budget"``
            (from 0 up).

    Raises:
        InputError: If `over` is none of these, or a queue grows for ever.

    >>> ties = break_even(direct(), technocracy(), Situation(0.9))
    >>> [round(tie, 4) for tie in ties]
    [0.0038]
    >>> ties.table
         from          to        ahead
            0  0.00377894  technocracy
    0.00377894           1       direct
    """
    need_situation(situation)
    limits.choice("break_even", "over", over, RANGES)
    names = list(named([path_a, path_b]))
    largest = _LARGEST.get(over, inf)

    def lead(at: float) -> float:
        world = replace(situation, **{over: at})
        return value(path_a, world) - value(path_b, world)

    if over == "urgency":
        ties = _crossings(lead, _URGENCIES)
    elif over == "good_share" and situation.arrivals is not None:
        ties = _crossings(lead, _SHARES)  # who is refused decides how long the others wait
    else:
        ties = _crossing(lead, largest)
    edges = [0.0, *(tie for tie in ties if 0 < tie < largest), largest]
    stretches = list(pairwise(edges))
    middles = [(low + min(high, 2 * low + 1)) / 2 for low, high in stretches]
    columns = {
        "from": [low for low, _ in stretches],
        "to": [high for _, high in stretches],
        "ahead": [names[0] if lead(middle) >= 0 else names[1] for middle in middles],
    }
    return Ties(ties, Table(columns))


def _crossing(lead: Callable[[float], float], largest: float) -> tuple[float, ...]:
    """Return where a straight `lead` is 0: two points tell the rest."""
    start, slope = lead(0.0), lead(1.0) - lead(0.0)
    tie = -start / slope if slope else -1.0
    return (tie,) if 0 <= tie <= largest else ()


def _crossings(lead: Callable[[float], float], grid: tuple[float, ...]) -> tuple[float, ...]:
    """Return where `lead` changes its sign: a scan over the grid, then bisection."""
    leads = [lead(at) for at in grid]
    ties = [grid[0]] if leads[0] == 0 != leads[1] else []
    for (low, high), (before, after) in zip(pairwise(grid), pairwise(leads), strict=True):
        if before * after >= 0 and not (after == 0 != before):
            continue
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (middle, high) if lead(middle) * before > 0 else (low, middle)
        ties.append((low + high) / 2)
    return tuple(ties)
