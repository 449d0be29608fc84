"""Small pictures beside a hint, in the colour of the text around them; the hint says the same."""

from __future__ import annotations

from collections.abc import Callable

_MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"
_TINT = "fill='currentColor' fill-opacity='.12' stroke='currentColor' stroke-width='1.5'"

_LINE = "fill='none' stroke='currentColor' stroke-width='1.5'"


def draw(name: str) -> str:
    """Return the SVG of the picture called `name`, hidden from screen readers; empty if none."""
    return _PICTURES[name]() if name else ""


def _svg(width: int, height: int, *shapes: str) -> str:
    return (
        f"<svg aria-hidden='true' focusable='false' width='{width}' height='{height}'"
        f" viewBox='0 0 {width} {height}' style='max-width:100%;flex:none'>{''.join(shapes)}</svg>"
    )


def _text(x: float, y: float, text: str) -> str:
    return (
        f"<text x='{x}' y='{y}' text-anchor='middle' font-family='{_MONO}' font-size='12'"
        f" font-weight='700' fill='currentColor'>{text}</text>"
    )


def _desk(x: float, label: str) -> str:
    return (
        f"<rect x='{x + 2}' y='12' width='34' height='18' rx='2' {_TINT}/>"
        f"<rect x='{x}' y='9' width='38' height='4' rx='1' fill='currentColor'/>"
        + _text(x + 19, 26, label)
    )


def _row() -> str:
    """Desks in a row: how many files walk from one to the next?"""
    between = "".join(_text(x, 26, "?") for x in (48, 106, 144))
    last = _text(125, 26, "…") + _desk(154, "n")
    return _svg(194, 36, _desk(0, "1"), _desk(58, "2"), between, last)


def _branches() -> str:
    """Two branches of unlike length from a fork to a join: on which day does it go on?"""
    fork = "<circle cx='8' cy='24' r='4' fill='currentColor'/>"
    lines = f"<path d='M8 24V10H14M8 24V38H14' {_LINE}/>"
    bars = f"<rect x='14' y='4' width='60' height='12' rx='2' {_TINT}/>"
    bars += f"<rect x='14' y='32' width='120' height='12' rx='2' {_TINT}/>"
    wait = "<path d='M74 10H150' stroke='currentColor' stroke-width='1.5' stroke-dasharray='2 4'/>"
    join = "<path d='M134 38H150M150 6V42' stroke='currentColor' stroke-width='2.2'/>"
    return _svg(176, 48, fork, lines, bars, wait, join, _text(165, 29, "?"))


def _posts() -> str:
    """Two posts of votes: the line at one yes, and the line at the top."""

    def post(x: int, line: int) -> str:
        cells = "".join(
            f"<rect x='{x}' y='{y}' width='26' height='16' fill='currentColor'"
            f" fill-opacity='{0.3 if y == 24 else 0}' stroke='currentColor'/>"
            for y in (8, 24)
        )
        tick = f"<path d='M{x + 8} 32l4 4 7-8' fill='none' stroke='currentColor' stroke-width='2'/>"
        mark = f"<path d='M{x - 6} {line}h38' stroke='currentColor' stroke-width='3'/>"
        return cells + tick + mark

    return _svg(108, 44, post(10, 24), post(66, 8))


def _ladder() -> str:
    """The dates of a calendar: steps between posts, not the posts."""
    posts = "".join(f"<path d='M{x} 8V28' {_LINE}/>" for x in (8, 48, 88, 128))
    arcs = "".join(f"<path d='M{x} 8q20 -14 40 0' {_LINE}/>" for x in (8, 48, 88))
    return _svg(136, 32, posts, arcs)


_PICTURES: dict[str, Callable[[], str]] = {
    "branches": _branches,
    "ladder": _ladder,
    "posts": _posts,
    "row": _row,
}
NAMES = tuple(_PICTURES)
