"""What the explorers of all lessons are made with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from jalur.texts import LANGUAGES, catalogue
from jalur.widgets.explorer import Explorer
from jalur.widgets.reading import Chart, Choice, Reading, Slider


def lesson_explorer(
    name: str,
    compute: Callable[..., Reading],
    knobs: Sequence[Slider | Choice],
    charts: Sequence[Chart],
    values: dict[str, Any],
    **more: Any,
) -> Explorer:
    """Return an explorer whose words and whose line of Python follow from its name."""
    call = f'jalur.explore("{name}", {{}})'
    return Explorer(compute, knobs, charts, f"explore.{name}", call=call, **more, **values)


def both(key: str) -> dict[str, str]:
    """Return one text in every language."""
    return {language: catalogue(language)[key] for language in LANGUAGES}


def over(
    places: Iterable[Any], of: Callable[[Any], dict[str, float | None]]
) -> dict[str, list[float | None]]:
    """Return what `of` gives at every place, as one line per name.

    >>> over([1, 2], lambda x: {"twice": 2 * x})
    {'twice': [2, 4]}
    """
    every = [of(place) for place in places]
    return {name: [one[name] for one in every] for name in every[0]}
