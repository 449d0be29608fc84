"""A lesson's master for its tests: what a cell says, what its tables hold, what its code gives."""

import re
from collections.abc import Iterable
from pathlib import Path

from jalur.course.masters import read
from jalur.texts import number

LESSONS = Path(__file__).parents[1] / "lessons"


def written(value: float, language: str, digits: int = 1) -> str:
    """Return a number as the prose of a language writes it, rounded to so many digits."""
    return number(round(value, digits), language, f".{digits}f")


class Lesson:
    """The lesson in `lessons/<name>.md`."""

    def __init__(self, name: str) -> None:
        self.master = read(LESSONS / f"{name}.md")
        self.code = {cell.id: cell.source for cell in self.master.cells if cell.kind == "code"}

    def said(self, id: str, language: str) -> str:
        """Return the prose of a cell in one language."""
        (cell,) = (c for c in self.master.cells if c.id == id and c.language == language)
        return cell.source

    def plain(self, id: str, language: str) -> str:
        """Return the same, its formulas written as numbers are in a sentence."""
        return self.said(id, language).replace("{,}", ",")

    def lacks(self, id: str, language: str, *words: str) -> list[str]:
        """Return which of the words a cell does not say, each as a word of its own."""
        text = self.plain(id, language)
        alone = r"(?<![\d.,]){}(?![.,]?\d)"
        return [word for word in words if not re.search(alone.format(re.escape(word)), text)]

    def head(self, id: str, language: str) -> list[str]:
        """Return the heads of a cell's table."""
        return self._table(id, language)[0]

    def rows(self, id: str, language: str) -> list[list[str]]:
        """Return the rows of a cell's table, the head left out."""
        return self._table(id, language)[2:]

    def _table(self, id: str, language: str) -> list[list[str]]:
        lines = [line for line in self.said(id, language).split("\n") if line.startswith("|")]
        return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]

    def run(self, ids: Iterable[str], **held: object) -> dict[str, object]:
        """Return what a reader's notebook holds after these code cells, begun with `held`."""
        for id in ids:
            exec(compile(self.code[id], id, "exec"), held)
        return held
