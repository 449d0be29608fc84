"""What contenders are called and what they look like, on a map and on a card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jalur.errors import InputError
from jalur.model.path import Part, Path, Step, Vote
from jalur.texts import LANGUAGES, catalogue
from jalur.widgets.widget import own

Names = Sequence[str | Mapping[str, str]] | None


def shapes(part: Part) -> list[str]:
    """Return a path's name in shapes: the kind of every step, a panel as one.

    >>> from jalur import full
    >>> shapes(full(2))
    ['assess', 'clear', 'clear', 'act']
    """
    if isinstance(part, Step):
        return [part.kind]
    if isinstance(part, Vote) and part.correlation is not None:
        return [part.parts[0].steps[0].kind]
    return [kind for piece in part.parts for kind in shapes(piece)]


def looks(paths: Mapping[str, Path]) -> list[dict[str, Any]]:
    """Return each contender's name, its shapes, and the pattern (isen) that fills its areas.

    The pattern tells who decides: ``act`` nobody, ``assess`` experts, ``clear`` desks, ``path``
    both; where two contenders share one, `turn` counts them.
    """
    found: list[dict[str, Any]] = []
    for name, path in paths.items():
        row = shapes(path)
        deciding = {kind for kind in row if kind != "act"}
        isen = "path" if len(deciding) > 1 else next(iter(deciding), "act")
        turn = sum(one["isen"] == isen for one in found)
        found.append({"name": name, "shapes": row, "isen": isen, "turn": turn})
    return found


def spoken(paths: Mapping[str, Path], names: Names) -> dict[str, dict[str, str]]:
    """Return what each contender is called, by language: over a bar, short, in a sentence.

    Raises:
        InputError: If there is not one name for each path.
    """
    if names is not None and len(names) != len(paths):
        raise InputError("map.names", paths=len(paths), got=len(names))
    words: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for language, said in words.items():
        texts = catalogue(language)
        for place, name in enumerate(paths):
            for form in ("", ".short", ".who"):
                given = own(names[place], language) if names else None
                said[f"name.{place}{form}"] = given or texts.get(f"path.{name}{form}", name)
    return words
