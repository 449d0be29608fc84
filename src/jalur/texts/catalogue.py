"""Sentences by key, and numbers as each language writes them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from string import Formatter

from jalur.texts.session import MARKS, need_language, session


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return every text of one language, by key.

    Raises:
        InputError: If the course is not written in `language`.
    """
    need_language(language)
    texts: dict[str, str] = json.loads(
        files(__package__).joinpath(f"{language}.json").read_text("utf-8")
    )
    return texts


def number(value: float, language: str | None = None, spec: str = "") -> str:
    """Return `value` as the language writes it: 10.000 and 0,81 in Indonesian.

    `spec` is a format specification such as ``.1f``; without one, whole numbers are grouped by
    thousands and others keep up to six significant digits.

    >>> number(10_000, "id"), number(0.81, "id"), number(10_000, "en")
    ('10.000', '0,81', '10,000')
    """
    if not spec:
        spec = ",d" if isinstance(value, int) else ",.6g"
    elif "," not in spec and spec[-1] in "fd":
        spec = spec.replace(".", ",.", 1) if "." in spec else "," + spec
    written = format(value, spec).replace("-", "−")
    return written.translate(str.maketrans(",.", MARKS[language or session().language]))


class _Numbers(Formatter):
    """A formatter that writes numbers as a language does; text passes unchanged."""

    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return number(value, self.language, format_spec)
        return super().format_field(value, format_spec)


def say(key: str, language: str | None = None, **values: object) -> str:
    """Return the text behind `key`, its blanks filled, in the reader's language.

    >>> say("days", "id", days=21.5)
    '21,5 hari kerja'
    """
    language = language or session().language
    return _Numbers(language).format(catalogue(language)[key], **values)
