"""The numbers that a question gives, and how a notebook shows them."""

from __future__ import annotations

from html import escape

from jalur.errors import InputError
from jalur.texts import say


class Numbers(dict):
    """The numbers of one question, by name; a notebook shows them with their meaning."""

    def __missing__(self, name: object) -> None:
        raise InputError("check.number", got=name, names=", ".join(self))

    def __repr__(self) -> str:
        wide = max(map(len, self), default=0)
        return "\n".join(
            f"{name.ljust(wide)}  {value:<8}  {say(f'check.given.{name}')}"
            for name, value in self.items()
        )

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td style='text-align:left'><code>{name}</code></td><td><code>{value}</code></td>"
            f"<td style='text-align:left'>{escape(say(f'check.given.{name}'))}</td></tr>"
            for name, value in self.items()
        )
        heads = "".join(
            f"<th scope='col' style='text-align:{side}'>{escape(say(f'check.given-{column}'))}</th>"
            for column, side in (("name", "left"), ("value", "right"), ("meaning", "left"))
        )
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
