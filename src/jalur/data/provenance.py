"""Where the tables come from, on one page: told by their README and counted in the files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from jalur.texts import number, say

TOLD = ("Sources", "Terms", "Made", "Take care")
"""What the page takes over from the README; columns and units stay there."""


def page(folder: Path, code: Mapping[str, str]) -> str:
    """Return `DATA.md`: each table's size, users and hash, and what its README says of it.

    Args:
        folder: Where the tables and their `README.md` stand.
        code: The code of each lesson and assignment, by a link to it.
    """
    tables = sorted(folder.glob("*.csv"))
    readme = (folder / "README.md").read_text("utf-8")
    parts = [f"# {say('data.page', 'en')}", f"*[{say('data.page', 'id')}](#bahasa-indonesia)*"]
    parts += [say("data.page.how", "en"), _overview(tables, code, "en")]
    for table in tables:
        section = readme.partition(f"\n## {table.stem}\n")[2].partition("\n## ")[0]
        parts.append(f"## {table.stem}")
        parts += [text for text in section.strip().split("\n\n") if text.startswith(_BEGINNINGS)]
    parts += ["## Bahasa Indonesia", say("data.page.how", "id"), _overview(tables, code, "id")]
    return "\n\n".join(parts) + "\n"


_BEGINNINGS = tuple(f"**{word}" for word in TOLD)


def _overview(tables: Iterable[Path], code: Mapping[str, str], language: str) -> str:
    heads = [say(f"data.page.{head}", language) for head in ("table", "rows", "users", "hash")]
    rows = [
        (
            f"[{table.stem}](src/jalur/data/{table.name})",
            number(len(table.read_text("utf-8-sig").splitlines()) - 1, language),
            ", ".join(link for link, text in code.items() if _reads(text, table.stem)),
            f"`{sha256(table.read_bytes()).hexdigest()}`",
        )
        for table in tables
    ]
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _reads(code: str, name: str) -> bool:
    return re.search(rf"\bread\(\"{name}\"\)", code) is not None
