"""What jalur says when it is given something that it cannot use."""

from __future__ import annotations


class InputError(ValueError):
    """A refused input: where, which argument, what would be right, what it got.

    The sentence stands in `jalur.texts` under ``error.<key>``, in every language; as a message it
    is English, for whoever reads a traceback, and a notebook adds it in the reader's language.

    Args:
        key: Names the sentence.
        values: Fill its blanks.

    >>> print(InputError("choice", where="step 'x'", argument="kind", known="act", got="do"))
    step 'x': 'kind' must be one of act (got 'do')
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return self.in_language("en")

    def in_language(self, language: str) -> str:
        """Return the sentence in one of the course's languages."""
        from jalur.texts import say  # the texts refuse an unknown language with this very class

        return say(f"error.{self.key}", language, **self.values)
