"""Every text and every mark can be read on what it stands on, in light and in dark."""

import re
from importlib import import_module
from itertools import product
from pathlib import Path

import pytest

HOME = Path(import_module("jalur.widgets").__file__).parent
KIT = (HOME / "kit.css").read_text("utf-8")
SCHEMES = ("light", "dark")
GROUNDS = ("card", "sunk")
KINDS = ("assess", "clear", "act", "no", "path")

TEXT = [
    *product(("ink", "ink2", "soga", *KINDS), GROUNDS),
    *((kind, f"{kind}-t") for kind in KINDS),
    *(("ink", f"{kind}-t") for kind in KINDS),
    *product(["ink", "ink2"], ["file", "edge"]),
    *product(["on"], ["soga", "assess", "clear", "act"]),
    *product(["card"], ["ink"]),  # the pressed half of the language switch
]
MARKS = [
    *product(("line2", "assess-g", "clear-g", "act-g"), GROUNDS),
    *product(["no"], ["no-t", "act-t", "assess-t"]),
    *product(["act", "no"], ["act-t", "no-t"]),
]


def tokens(scheme):
    """The colours of a scheme by name; dark changes only what it names."""
    light, dark = re.split(r"&\.dark \{", KIT, maxsplit=1)
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", light))
    if scheme == "dark":
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", dark.split("}", 1)[0]))
    return found


def channels(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    return [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]


def contrast(one, two):
    """The ratio of WCAG 2 between two colours, given by their channels."""

    def luminance(colour):
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted(map(luminance, (one, two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_ratio_is_that_of_the_standard():
    assert contrast(channels("#000"), channels("#ffffff")) == pytest.approx(21)
    assert contrast(channels("#777777"), channels("#fff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("least", "pairs"), [(4.5, TEXT), (3, MARKS)], ids=["text", "marks"])
def test_every_pair_of_colours_keeps_its_contrast(scheme, least, pairs):
    found = tokens(scheme)
    ratios = {pair: contrast(*(channels(found[name]) for name in pair)) for pair in pairs}

    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < least} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_name_can_be_read_on_a_desk_whose_front_is_full_of_attention(scheme):
    found = tokens(scheme)
    (share,) = re.findall(r"--clear-a: ([\d.]+)", KIT)[SCHEMES.index(scheme) :][:1]
    full, empty = channels(found["clear-m"]), channels(found["clear-t"])
    front = [float(share) * a + (1 - float(share)) * b for a, b in zip(full, empty, strict=True)]

    assert contrast(channels(found["ink"]), front) >= 4.5


@pytest.mark.parametrize("sheet", sorted(HOME.glob("*.css")), ids=lambda file: file.name)
def test_no_colour_is_written_but_by_its_name(sheet):
    rules = re.sub(r"url\(.*?\)\;", "", sheet.read_text("utf-8"))
    named = re.sub(r"--[\w-]+: #[0-9a-f]{3,6}", "", rules)

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", named) == []
