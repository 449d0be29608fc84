"""What crosses between the student's process and the examiner's: data, and nothing else.

Both sides use it. `pack` makes JSON of a value; `unpack` makes a value of JSON, of known kinds
only, so whatever the student's side sends is a number, a text, a path of the model, a function to
be called over there, or something `Strange`.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import socket
import struct
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from jalur.model.path import Series, Step, Vote
from jalur.model.situation import Situation
from jalur.table import Table

LARGEST = 16_000_000
"""Bytes of one message."""
DEEPEST = 40
_HEAD = struct.Struct(">I")
_MODEL = {kind.__name__: kind for kind in (Step, Series, Vote, Situation)}
_ROWS = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}
_TOLD = ("title", "alt", "note")


class Broken(Exception):
    """The other side has ended, or sent what cannot be read."""


class Strange:
    """Something that cannot cross; it equals nothing and can be asked nothing."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __repr__(self) -> str:
        return f"<{self.kind}>"


class Record:
    """What an object with fields, or a picture, tells of itself."""

    def __init__(self, kind: str, fields: dict[str, object]) -> None:
        self.kind = kind
        self.__dict__.update(fields)


def send(channel: socket.socket, message: object) -> None:
    """Send one message."""
    data = json.dumps(message).encode()
    if len(data) > LARGEST:
        raise ValueError("too large to cross")
    channel.sendall(_HEAD.pack(len(data)) + data)


def receive(channel: socket.socket) -> object:
    """Return one message.

    Raises:
        Broken: If there will be none, or what comes is not one.
        TimeoutError: If the channel's time is over.
    """
    (size,) = _HEAD.unpack(_exactly(channel, _HEAD.size))
    if size > LARGEST:
        raise Broken
    try:
        return json.loads(_exactly(channel, size))
    except (ValueError, RecursionError):
        raise Broken from None


def _exactly(channel: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        try:
            block = channel.recv(min(size - len(data), 1 << 16))
        except ConnectionError:
            raise Broken from None
        if not block:
            raise Broken
        data += block
    return bytes(data)


def pack(value: object, keep: Callable[[object], int], depth: int = 0) -> object:
    """Return `value` as JSON; `keep` remembers a function and returns its number."""
    if value is None or type(value) in (bool, int, str):
        return value
    if depth > DEEPEST:
        return {"strange": "too deep"}

    def inner(one: object) -> object:
        return pack(one, keep, depth + 1)

    for kind, plain in ((bool, bool), (int, int), (float, float), (str, str)):
        if isinstance(value, kind):
            return plain(value)
    for name, kind in _ROWS.items():
        if isinstance(value, kind):
            return {name: [inner(one) for one in value]}
    if isinstance(value, dict):
        return {"dict": [[inner(key), inner(one)] for key, one in value.items()]}
    if value is ...:
        return {"ellipsis": True}
    if isinstance(value, (Fraction, Decimal, complex)):
        return {type(value).__name__: str(value)}
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    if isinstance(value, tuple(_MODEL.values())):
        fields = {one.name: inner(getattr(value, one.name)) for one in dataclasses.fields(value)}
        return {"model": type(value).__name__, "fields": fields}
    if isinstance(value, Table):
        return {"table": inner({name: list(rows) for name, rows in value.columns.items()})}
    return _from_libraries(value, inner) or _object(value, keep, inner)


def _from_libraries(value: object, inner: Callable) -> object:
    """Return an array or a picture as JSON; nothing for anything else."""
    numpy = sys.modules.get("numpy")
    if numpy and isinstance(value, numpy.generic):
        return inner(value.item())
    if numpy and isinstance(value, numpy.ndarray):
        if value.dtype.kind not in "biufc":
            return inner(value.tolist())
        data = base64.b64encode(numpy.ascontiguousarray(value).tobytes()).decode()
        return {"array": data, "dtype": value.dtype.str, "shape": list(value.shape)}
    drawn = sys.modules.get("matplotlib.figure")
    if drawn and isinstance(value, drawn.Figure):
        return {"record": "picture", "fields": {"axes": inner(list(map(_axes, value.axes)))}}
    return None


def _axes(axes: object) -> dict[str, object]:
    """Return what a test may ask of a picture: its words, lines and bars."""
    return {
        "title": axes.get_title(),
        "xlabel": axes.get_xlabel(),
        "ylabel": axes.get_ylabel(),
        "lines": [[list(map(float, one)) for one in line.get_data()] for line in axes.lines],
        "bars": [[float(b.get_width()), float(b.get_height())] for b in axes.patches
                 if hasattr(b, "get_height")],
        "texts": [text.get_text() for text in axes.texts],
    }  # fmt: skip


def _object(value: object, keep: Callable[[object], int], inner: Callable) -> object:
    kind = type(value).__name__
    if callable(value):
        return {"function": keep(value), "name": str(getattr(value, "__name__", kind))}
    if dataclasses.is_dataclass(value):
        names = [one.name for one in dataclasses.fields(value)]
    else:
        names = [name for name in _TOLD if hasattr(value, name)]
    if not names:
        return {"strange": kind}
    fields = {name: inner(getattr(value, name)) for name in names}
    return {"record": kind, "fields": fields}


def unpack(told: object, function: Callable[[int, str], object]) -> object:
    """Return the value that was packed; `function` makes what stands for a function over there.

    Raises:
        Broken: If it is none of the known kinds.
    """
    try:
        return _unpack(told, function)
    except Exception as error:
        raise Broken from error


def _unpack(told: object, function: Callable[[int, str], object]) -> object:
    if told is None or type(told) in (bool, int, float, str):
        return told
    kind = next(iter(told))
    value = told[kind]

    def inner(one: object) -> object:
        return _unpack(one, function)

    match kind:
        case "list" | "tuple" | "set" | "frozenset":
            return _ROWS[kind](map(inner, value))
        case "dict":
            return {inner(key): inner(one) for key, one in value}
        case "ellipsis":
            return ...
        case "Fraction":
            return Fraction(*map(int, value.split("/")))  # an exponent could be a billion
        case "Decimal":
            return _moderate(Decimal(value))
        case "complex":
            return complex(value)
        case "bytes":
            return base64.b64decode(value)
        case "model":
            return _MODEL[value](**{str(name): inner(one) for name, one in told["fields"].items()})
        case "table":
            return Table(inner(value))
        case "array":
            import numpy

            made = numpy.frombuffer(base64.b64decode(value), numpy.dtype(str(told["dtype"])))
            longest = max(told["shape"], default=0)
            if made.dtype.kind not in "biufc" or longest > max(made.size, 1000):
                raise Broken  # such as a billion rows of nothing
            return made.reshape(told["shape"]).copy()
        case "function":
            return function(int(value), str(told["name"]))
        case "record":
            return Record(str(value), {str(n): inner(one) for n, one in told["fields"].items()})
        case "strange":
            return Strange(str(value))
    raise Broken


def _moderate(number: Decimal) -> Decimal:
    """Return a number that can become a whole one in no time."""
    if number.is_finite() and abs(number.adjusted()) > 400:
        raise Broken
    return number
