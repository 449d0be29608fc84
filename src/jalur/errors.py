"""What jalur says when it is given something that it cannot use."""

from __future__ import annotations


class InputError(ValueError):
    """A refused input: where, which argument, what would be right, what it got.

    The message is English, for whoever reads a traceback. `key` and `values` let the reader's
    own language say the same sentence: `jalur.texts` holds it under `error.<key>`, word for
    word as `template` in English, and a test compares the two.

    >>> raise InputError("step.days", "step {name!r}: 'days' must be >= 0 (got {got!r})", name="x", got=-1)
    Traceback (most recent call last):
        ...
    jalur.errors.InputError: step 'x': 'days' must be >= 0 (got -1)
    """

    def __init__(self, key: str, template: str, **values: object) -> None:
        super().__init__(template.format(**values))
        self.key = key
        self.template = template
        self.values = values
