"""One way, for all formulas, to answer a whole array."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import wraps
from typing import Any


def elementwise(formula: Callable) -> Callable:
    """Let a `formula` written for numbers answer NumPy arrays too, element by element.

    Arrays are broadcast; a result with several parts comes back with an array in each of them.
    Whoever passes an array has imported NumPy, so it is never imported here.
    """

    @wraps(formula)
    def answer(*args: Any, **named: Any) -> Any:
        numpy = sys.modules.get("numpy")
        values = [*args, *named.values()]
        if numpy is None or not any(isinstance(value, numpy.ndarray) for value in values):
            return formula(*args, **named)
        arrays = numpy.broadcast_arrays(*values)
        elements = zip(*(array.ravel().tolist() for array in arrays), strict=True)
        answers = [
            formula(*element[: len(args)], **dict(zip(named, element[len(args) :], strict=True)))
            for element in elements
        ]
        return _gather(answers, lambda column: numpy.array(column).reshape(arrays[0].shape))

    return answer


def _gather(answers: list, as_array: Callable[[list], Any]) -> Any:
    """Turn a list of answers into one answer whose parts are arrays."""
    if not answers or not is_dataclass(answers[0]):
        return as_array(answers)
    kind = type(answers[0])
    return kind(
        *(_gather([getattr(one, part.name) for one in answers], as_array) for part in fields(kind))
    )
