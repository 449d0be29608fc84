"""What jalur says when it is given something that it cannot use."""

from __future__ import annotations


class InputError(ValueError):
    """A refused input: where, which argument, what would be right, what it got.

    The message is English, for whoever reads a traceback. `key` and `values` let the reader's
    own language say the same sentence: `jalur.texts` holds it under `error.<key>`, word for
    word as `template` in English, and a test compares the two.

    >>> InputError("amount", "'days' must be 0 or more (got {got})", got=-1).values
    {'got': -1}
    """

    def __init__(self, key: str, template: str, **values: object) -> None:
        super().__init__(template.format(**values))
        self.key = key
        self.template = template
        self.values = values
