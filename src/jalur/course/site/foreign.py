"""What a page would fetch from another host: a site of ours fetches nothing from anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from jalur.errors import InputError

_FETCHED = {"src", "srcset", "data", "poster", "action", "formaction", "background"}
_CSS = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])((?:https?:)?//[^"')\s]+)""")
_OTHER = re.compile(r"(?:https?:|wss?:|ftp:)?//", re.IGNORECASE)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note every address that a browser fetches by itself; a link to follow is none."""
        told = {name: value or "" for name, value in attrs}
        fetched = {name: value for name, value in told.items() if name in _FETCHED}
        if tag in ("link", "use", "image"):
            fetched |= {key: told[key] for key in ("href", "xlink:href") if key in told}
        self.found += [value for value in fetched.values() if _OTHER.match(value.strip())]
        self.found += _CSS.findall(told.get("style", ""))


def foreign(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each reading page or stylesheet with each address it would fetch from another host."""
    for path in sorted(folder.rglob("*.html")):
        if path.relative_to(folder).parts[0] == "notebooks":
            continue  # a browser looks at those, through a proxy that refuses
        text = path.read_text("utf-8")
        page = _Page()
        page.feed(text)
        styles = "".join(re.findall(r"<style.*?</style>", text, re.DOTALL))
        yield from ((path, address) for address in [*page.found, *_CSS.findall(styles)])
    for path in sorted((folder / "assets").glob("*.css")):
        yield from ((path, address) for address in _CSS.findall(path.read_text("utf-8")))


def refuse_foreign(folder: Path) -> None:
    """Go on if no page would ask another host.

    Raises:
        InputError: If one would; it names the page and the address.
    """
    for path, address in foreign(folder):
        raise InputError("site.foreign", file=path.relative_to(folder).as_posix(), address=address)
