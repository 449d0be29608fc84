"""The widgets' JavaScript and CSS as they travel: composed with the kit, without documentation."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_IMPORT = re.compile(r'^import \{ (.*) \} from "\./kit\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:const|function) (\w+)", re.MULTILINE)
_DEFAULT = "export default { render };"
_STRING = re.compile(r"""("[^"]*"|'[^']*'|`[^`]*`)""")
# Blanks that only please the eye; in a stylesheet one before ":" or "(" may part two selectors.
_SPARE = {
    # Beside a sign that would make another one with it, as in "1 - -x", they count.
    ".js": re.compile(r" ?((?<=[\w)\]} ])[(\[<]|[{};:,=?&|>]|(?<= )([*%]|[+-](?! [+-]))(?= )) ?"),
    ".css": re.compile(r"\s*([{};])\s*|(?<=[:,]) "),
}


@cache
def _slim(name: str) -> str:
    """Return a file's text without its documentation: every saved notebook carries a copy."""
    text = re.sub(r"/\*.*?\*/\s*", "", (_HERE / name).read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r"^\s*//.*\n|^\s+|(?<=[;,{}()\]]) // .*", "", text, flags=re.MULTILINE)
    kind = Path(name).suffix
    if kind == ".css":
        return _tight(text, kind) + "\n"
    return "\n".join(line if _delicate(line) else _tight(line, kind) for line in text.split("\n"))


def _delicate(line: str) -> bool:
    """Say whether a line may hold blanks that count where no string shows it.

    Two templates may stand one in the other, and a slash that is no division opens an expression.
    """
    return (
        line.count("`") not in (0, 2)
        or "/" in _STRING.sub("", line).replace(" / ", "")
        or '\\"' in line
        or line.startswith(("import ", "export default ", "export { "))
    )


def _tight(text: str, kind: str) -> str:
    """Return the text without blanks that only please the eye, its strings as they are."""
    parts = _STRING.split(text)
    parts[::2] = [_SPARE[kind].sub(lambda found: found[1] or "", part) for part in parts[::2]]
    return "".join(parts)


def _kit() -> str:
    """Return an expression: an object of everything that the kit exports."""
    text = _slim("kit.js")
    plain = text.replace("export ", "")
    return f"(() => {{\n{plain}return {{ {', '.join(_EXPORT.findall(text))} }};\n}})()"


def _with_kit(stem: str, kit: str) -> str:
    """Return a widget's text, the kit in the place of the line that imports it.

    What is not imported stays out of the widget's sight, so that names cannot meet by chance.
    """
    return _IMPORT.sub(
        lambda found: f"const {{ {found[1].replace(' as ', ': ')} }} = {kit};", _slim(f"{stem}.js")
    )


def module(stem: str) -> str:
    """Return the module of one widget as a notebook loads it: it imports nothing."""
    return _with_kit(stem, _kit())


def sheet(stem: str) -> str:
    """Return a stylesheet as it travels, without the blanks that only people need."""
    return tight(_slim(f"{stem}.css"))


def tight(rules: str) -> str:
    """Return rules without the blanks that only people need.

    >>> tight("a { color: red; }")
    'a{color:red;}'
    """
    return re.sub(r"\s*([{};,])\s*|(?<=[\w-]): ", lambda found: found[1] or ":", rules)


def script(*stems: str) -> str:
    """Return the text of several widgets with one kit, for a page.

    It declares ``widgets``, each under its stem with its ``render``, and what page.js has:
    ``live``, ``show`` and ``unpacked``.
    """
    return "\n".join(scripts(*stems).values())


def scripts(*stems: str) -> dict[str, str]:
    """Return the parts of `script` by name, ``kit`` first: pages of one site share them."""
    show = _slim("page.js").replace("export { live, show, unpacked };", "")
    parts = {"kit": "\n".join([f"const kit = {_kit()};", "const widgets = {};", show])}
    for stem in dict.fromkeys(stems):
        text = _with_kit(stem, "kit").replace(_DEFAULT, "return { render };")
        parts[stem] = f"widgets.{stem} = (() => {{\n{text.replace('export ', '')}}})();"
    return parts


def style(*stems: str) -> str:
    """Return the rules of several widgets with one kit's."""
    return "".join(map(sheet, dict.fromkeys(("kit", *stems))))
