"""What an explorer is made of: knobs, charts, and what a model answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jalur.errors import InputError

if TYPE_CHECKING:
    from jalur.model import Trace

LOOKS = ("direct", "experts", "desks", "full", "refusal")
"""Colour, marker and dash together, as in every figure of the course."""
FORMS = ("line", "bars", "point")


@dataclass(frozen=True, slots=True)
class Slider:
    """A number that the reader moves from `low` to `high` by `step`; `value` is where it starts.

    `unit` names a text ``explorer.unit.<unit>``; ``percent`` shows a share of 1 in hundredths.
    """

    name: str
    low: float
    high: float
    step: float
    value: float
    unit: str = ""

    @property
    def positions(self) -> list[float]:
        """Return every value that it can have, in order."""
        count = round((self.high - self.low) / self.step) + 1
        return [plain(round(self.low + n * self.step, 9)) for n in range(count)]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few; each option has its word, ``choice.<name>.<option>``."""

    name: str
    options: Sequence[str]
    value: str

    @property
    def positions(self) -> list[str]:
        """Return the options."""
        return list(self.options)


@dataclass(frozen=True, slots=True)
class Series:
    """What a chart draws under one name.

    Args:
        name: Finds its words, ``series.<name>`` and, at a line's end, ``series.<name>.short``.
        look: One of `LOOKS`.
        form: A ``line``, ``bars``, or a ``point`` at the reader's place.
    """

    name: str
    look: str
    form: str = "line"

    def __post_init__(self) -> None:
        for argument, known in (("look", LOOKS), ("form", FORMS)):
            got = getattr(self, argument)
            if got not in known:
                where = f"series {self.name!r}"
                raise InputError(
                    "choice", where=where, argument=argument, known=", ".join(known), got=got
                )


@dataclass(frozen=True, slots=True)
class Chart:
    """What stands still in a chart, whatever the knobs say.

    Args:
        name: Finds its words: ``<name>.title``, ``<name>.x`` and ``<name>.y``.
        x: Where lines are drawn, rising; or names of groups of bars, ``<name>.x.<group>``.
        series: What is drawn, in order.
        here: The knob whose value is the reader's place on the x axis.
        y: Lowest and highest value of the other axis; None: as the values need.
        rules: Names of `Reading.numbers` drawn across, by the axis that they stand on.
        units: Of the axes, as in `Slider`.
    """

    name: str
    x: Sequence[float | str]
    series: Sequence[Series]
    here: str
    y: tuple[float, float] | None = None
    rules: Mapping[str, str] = field(default_factory=dict)
    x_unit: str = ""
    y_unit: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What follows from one position of the knobs; a None is a place where nothing is drawn.

    Args:
        lines: For every line and every bar, its values over the chart's `x`.
        at: For every series, its value at the reader's place.
        numbers: What else the sentence says, by the blank's name; also the rules.
        said: Which sentence: ``finding`` or ``finding.<said>``.
        traces: For every player, what it shall play.
    """

    lines: Mapping[str, Sequence[float | None]]
    at: Mapping[str, float | None]
    numbers: Mapping[str, float] = field(default_factory=dict)
    said: str = ""
    traces: Sequence[Sequence[Trace]] = ()


def plain(value: float) -> float:
    """Return a whole number as one: 7, not 7.0."""
    return int(value) if value == int(value) else value
