"""A figure and its twin: a picture with its words, and the table that says the same."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from jalur.figures.style import DARK, LIGHT, settings
from jalur.table import Table
from jalur.texts import number, say, session

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

Look = dict[str, str]
_DIGITS = tuple("0123456789")
WIDTH, HEIGHT = 6.4, 3.6
FONTS = "'Plus Jakarta Sans', 'DejaVu Sans', 'Segoe UI', Roboto, 'Noto Sans', sans-serif"


@dataclass(frozen=True, slots=True, repr=False)
class Figure:
    """What a lesson's cell shows: the picture, what it says in words, and its table.

    Where matplotlib is absent the table stands in by itself.

    Args:
        title: The finding, in one sentence.
        alt: The picture in words, for who cannot see it.
        table: The picture's numbers, its columns named in the reader's language.
        draw: Draws into an empty picture, with the colours of a look.
        language: ``"id"`` or ``"en"``.
        note: Source, conditions, and whether numbers are examples.
        height: In inches; the width is 6.4.

    >>> from jalur.figures import votes
    >>> figure = votes(2, language="en")
    >>> print(figure.alt)
    If 2 yeses of 2 are asked for: 36% of the good are refused, 4% of the bad pass. Line chart.
    Across: Yeses asked for, of 2 members (1: polyarchy, 2: hierarchy). Upwards: Probability of an
    error. good, refused: from 4% at 1 to 36% at 2. bad, passed: from 36% at 1 to 4% at 2.
    >>> figure.table[0]
    {'Yeses asked for, of 2 members (1: polyarchy, 2: hierarchy)': 1.0, 'good, refused (%)': 4.0,
    'bad, passed (%)': 36.0}
    """

    title: str
    alt: str
    table: Table
    draw: Callable[[Picture, Look], None]
    language: str
    note: str = ""
    height: float = HEIGHT

    def drawn(self, dark: bool = False) -> Picture:
        """Return the picture as matplotlib has it, 6.4 inches wide.

        Raises:
            ImportError: If this Python has no matplotlib.
        """
        import matplotlib
        from matplotlib.figure import Figure as Picture

        look = DARK if dark else LIGHT
        with matplotlib.rc_context(settings(look)):
            picture = Picture(figsize=(WIDTH, self.height))
            title = "\n".join(_lines_of_one_length(self.title, int(WIDTH * 8.6)))
            picture.suptitle(title, x=0.012, ha="left", linespacing=1.25)
            self.draw(picture, look)
        return picture

    def png(self, dark: bool = False) -> bytes:
        """Return the picture as PNG, twice as fine as a plain screen."""
        return self._saved(dark, format="png", dpi=192)

    def svg(self, dark: bool = False) -> str:
        """Return the picture as SVG that stands in a page: text stays text, the alt is its name."""
        told = self._saved(dark, format="svg", metadata={"Date": None}).decode("utf-8")
        told = re.sub(r"^.*?<svg ", "", told, flags=re.DOTALL)
        told = re.sub(r"\s*<metadata>.*?</metadata>", "", told, flags=re.DOTALL)
        told = re.sub(r'<g id="[\w.]+_\d+"', "<g", told)  # names that every picture would have
        told = told.replace("'DejaVu Sans'", FONTS)
        return f'<svg role="img" lang="{self.language}" aria-label="{escape(self.alt)}" {told}'

    def save(self, path: str | Path) -> Path:
        """Write the picture to `path`, which ends in .svg or .png, and return where it is."""
        path = Path(path)
        data = self.svg().encode("utf-8") if path.suffix == ".svg" else self.png()
        path.write_bytes(data)
        return path

    def to_html(self) -> str:
        """Return the picture with its words and its table, as a notebook shows it."""
        table = self._table()
        try:
            # On a phone the picture is scrolled rather than made too small to read.
            shown = (
                f'<div tabindex="0" role="group" aria-label="{escape(self.title)}"'
                ' style="overflow-x:auto;max-width:100%">'
                f'<img src="{_data_address(self.svg())}" alt="{escape(self.alt)}"'
                ' style="width:100%;min-width:520px;max-width:none;height:auto"></div>'
            )
            summary = escape(say("figure.table", self.language))
            table = f"<details><summary>{summary}</summary>{table}</details>"
        except ImportError:
            absent = escape(say("figure.absent", self.language))
            shown = f"<p><b>{escape(self.title)}</b></p><p>{absent}</p>"
        note = f"<figcaption>{escape(self.note)}</figcaption>" if self.note else ""
        return (
            f'<figure lang="{self.language}" style="margin:0;max-width:640px">'
            f"{shown}{note}{table}</figure>"
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """Give a notebook the page, and whatever cannot show one the picture or the text."""
        shown = {"text/html": self.to_html(), "text/plain": repr(self)}
        with suppress(ImportError):
            shown["image/png"] = base64.b64encode(self.png()).decode("ascii")
        return shown

    def __repr__(self) -> str:
        return "\n".join(filter(None, (self.title, self.alt, self.note, repr(self.table))))

    def _saved(self, dark: bool, **kind: Any) -> bytes:
        picture = self.drawn(dark)
        import matplotlib

        file = BytesIO()
        salt = {"svg.hashsalt": self.alt}  # so two pictures on a page share no name
        with matplotlib.rc_context(settings(DARK if dark else LIGHT) | salt):
            picture.savefig(file, **kind)
        return file.getvalue()

    def _table(self) -> str:
        words = [any(map(_is_text, column)) for column in self.table.columns.values()]
        sides = [' style="text-align:left"' if one else "" for one in words]
        head = "".join(
            f'<th scope="col"{side}>{escape(name)}</th>'
            for name, side in zip(self.table.columns, sides, strict=True)
        )
        rows = ""
        for row in self.table:
            first, *cells = (escape(written(value, self.language)) for value in row.values())
            told = zip(sides[1:], cells, strict=True)
            cells = "".join(f"<td{side}>{cell}</td>" for side, cell in told)
            rows += f'<tr><th scope="row"{sides[0]}>{first}</th>{cells}</tr>'
        name = escape(say("figure.table", self.language))
        return (
            f'<div tabindex="0" role="group" aria-label="{name}" style="overflow-x:auto">'
            f'<table style="text-align:right"><thead><tr>{head}</tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
        )


def voice(stem: str, language: str | None) -> tuple[str, Callable[..., str]]:
    """Return the reader's language, and what says the words of one figure in it."""
    language = language or session().language
    return language, lambda key, **blanks: say(f"figure.{stem}.{key}", language, **blanks)


def written(value: object, language: str) -> str:
    """Return a cell as the language writes it: numbers to four digits, nothing as a dash."""
    if value is None or value != value:
        return "–"
    if isinstance(value, float):
        return number(rounded(value, 4), language)
    return str(value)


def rounded(value: float, digits: int = 3) -> float:
    """Return `value` to so many significant digits; from 1,000 on to whole numbers."""
    # Adding 0.0 turns a negative zero into zero.
    return float(round(value) if abs(value) >= 1000 else f"{value:.{digits}g}") + 0.0


def _is_text(value: object) -> bool:
    """Tell words from numbers, also from those that are written out with their unit."""
    return isinstance(value, str) and bool(value) and not value.lstrip("−-+").startswith(_DIGITS)


def _lines_of_one_length(text: str, most: int) -> list[str]:
    """Return `text` in as few lines as it needs, and these as narrow as they may be."""
    few = len(wrap(text, most, break_on_hyphens=False))
    tries = (wrap(text, wide, break_on_hyphens=False) for wide in range(len(text) // few, most))
    return next((lines for lines in tries if len(lines) == few), [text])


def _data_address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode('utf-8')).decode('ascii')}"
