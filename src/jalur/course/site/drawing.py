"""A picture as a page carries it: the page's colours, and nothing that only matplotlib needs."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from jalur.figures.style import LIGHT

_SVG = "http://www.w3.org/2000/svg"
_GROUP, _USE, _TEXT, _DEFS = (f"{{{_SVG}}}{tag}" for tag in ("g", "use", "text", "defs"))
_PARTS = re.compile(r"[A-Za-z]|[-\d.]+(?:e-\d+)?")
_NUMBERS = {"M": 2, "L": 2, "Q": 4, "C": 6}
"""How many numbers each command of a path takes; matplotlib writes no others but ``z``."""


def slim(svg: str) -> str:
    """Return a drawing of matplotlib's that looks the same and weighs half as much.

    Colours become the page's tokens, since a light and a dark drawing differ in nothing else.
    The ways of paths are told from point to point, to a tenth of a point; what many marks in a
    row look like is said once; letters are the page's.
    """
    tokens = {colour.lower(): f"var(--{name})" for name, colour in LIGHT.items()}
    svg = re.sub(
        r"#[0-9a-fA-F]{6}\b", lambda found: tokens.get(found[0].lower(), found[0]), svg
    ).replace("xlink:href", "href")
    root = ElementTree.fromstring(svg)
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    _tidy(root)
    ElementTree.register_namespace("", _SVG)
    told = ElementTree.tostring(root, encoding="unicode", xml_declaration=False)
    return told.replace(f' xmlns="{_SVG}"', "").replace(" />", "/>")


def _tidy(element: ElementTree.Element) -> None:
    """Make an element and all below it as brief as it can be."""
    children = []
    for child in list(element):
        _tidy(child)
        element.remove(child)
        if child.tag == _GROUP and not child.attrib:
            children += list(child)
        elif len(child) or child.tag not in (_GROUP, _DEFS):
            children.append(child)
    for child in children:
        child.tail = (child.tail or "").strip() or None
        look = child.get("style", "")
        if child.tag == _USE and look and not re.search(r"(?<!-)opacity", look):
            del child.attrib["style"]
            last = element[-1] if len(element) else None
            if last is None or last.tag != _GROUP or last.attrib != {"style": look}:
                last = ElementTree.SubElement(element, _GROUP, {"style": look})
            last.append(child)
        else:
            element.append(child)
    if not (element.text or "").strip():
        element.text = None
    told = element.attrib
    if "d" in told:
        told["d"] = way(told["d"])
    if element.tag in (_USE, _TEXT):
        told |= {name: _brief(float(told[name])) for name in ("x", "y") if name in told}
    if told.get("transform", "").startswith("rotate(-0 "):
        del told["transform"]
    if "style" in told:
        look = re.sub(r"\s*([:;])\s*", r"\1", told["style"])
        told["style"] = re.sub(r"font-family:[^;]*;?", "", look).strip(";")


def way(path: str) -> str:
    """Return a path whose points are told from the last one, to a tenth.

    >>> way("M 10.04 20 L 11.5 19.96 L 12 20 z")
    'm10 20l1.5 0 .5 0z'
    """
    parts, told = _PARTS.findall(path), ""
    here, begin, before, n = (0.0, 0.0), (0.0, 0.0), "", 0
    while n < len(parts):
        command, n = parts[n], n + 1
        if command in "zZ":
            told, here, before = f"{told}z", begin, "z"
            continue
        count = _NUMBERS[command]
        points = [round(float(part), 1) for part in parts[n : n + count]]
        n += count
        numbers = [_brief(value - here[place % 2]) for place, value in enumerate(points)]
        told += command.lower() if command != before else " "
        told += " ".join(numbers)
        here, before = (points[-2], points[-1]), command
        if command == "M":
            begin, before = here, ""  # two in a row would read as a line
    return told.replace(" -", "-")


def _brief(value: float) -> str:
    """Return a number to a tenth, without what it can do without: ``.5``, ``-.5``, ``0``."""
    told = f"{round(value, 1) or 0:g}"
    return told.replace("0.", ".", 1) if told.startswith(("0.", "-0.")) else told
