"""Steps, and the paths that they make: `a >> b`, `a & b`, `a | b`, `vote`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from typing import Literal, NoReturn

from jalur.errors import InputError
from jalur.model import limits

Kind = Literal["assess", "clear", "act"]
KINDS = ("assess", "clear", "act")


class Part:
    """Anything a path is made of; it can be put in a row or side by side with another."""

    __slots__ = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step of this part, in the order in which it is written."""
        return tuple(self._walk())

    def _walk(self) -> Iterator[Step]:
        raise NotImplementedError

    def __rshift__(self, other: object) -> Series:
        """`a >> b`: in a row; the first refusal ends it."""
        return Series((*_row(self), *_row(_part(other, ">>"))))

    def __and__(self, other: object) -> Vote:
        """`a & b`: side by side, all must say yes."""
        parts = (*_side(self, "&"), *_side(_part(other, "&"), "&"))
        return Vote(len(parts), parts)

    def __or__(self, other: object) -> Vote:
        """`a | b`: side by side, one yes suffices."""
        return Vote(1, (*_side(self, "|"), *_side(_part(other, "|"), "|")))

    def __rrshift__(self, other: object) -> NoReturn:
        _part(other, ">>")

    def __rand__(self, other: object) -> NoReturn:
        _part(other, "&")

    def __ror__(self, other: object) -> NoReturn:
        _part(other, "|")

    def __add__(self, other: object) -> NoReturn:
        _part(None if isinstance(other, Part) else other, "+")

    __radd__ = __add__

    def __bool__(self) -> NoReturn:
        # `a and b` would otherwise be `b`, and a step lost in silence.
        raise InputError("path.truth")


@dataclass(frozen=True, slots=True, repr=False)
class Step(Part):
    """One point of a path: experts assess, desks clear, crews act.

    Args:
        name: Identifier, unique within a path; the same name on two paths is the same desk with
            the same luck. The words for it live in `jalur.texts`.
        kind: ``"assess"``, ``"clear"`` or ``"act"``.
        good: Probability that a good case passes, in [0, 1].
        bad: Probability that a bad case passes, in [0, 1].
        days: Mean working days of attention; >= 0.
        variation: Coefficient of variation of that time: 0 fixed, 1 exponential, else lognormal.
        officials: How many serve here; felt only where a situation has `arrivals`.
        rounds: Probability that a case is sent back for one more round here, in [0, 1).
        deadline: Working days from arrival after which silence counts as yes; None for never.
        cost: Paid once per case that arrives, in the situation's units; >= 0.
        watch: Share of leakage that this step prevents, in [0, 1].

    Raises:
        InputError: If a value is out of its range.

    >>> Step("land", "clear", good=0.9, bad=0.3, days=10)
    Step('land', 'clear', good=0.9, bad=0.3, days=10.0)
    """

    name: str
    kind: Kind
    good: float = 1.0
    bad: float = 1.0
    days: float = 0.0
    variation: float = 0.0
    officials: int = 1
    rounds: float = 0.0
    deadline: float | None = None
    cost: float = 0.0
    watch: float = 0.0

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name:
            raise InputError("step.name", got=self.name)
        where = f"step {self.name!r}"
        limits.choice(where, "kind", self.kind, KINDS)
        checked = {
            "good": limits.probability(where, "good", self.good),
            "bad": limits.probability(where, "bad", self.bad),
            "days": limits.on_grid(limits.amount(where, "days", self.days, "days")),
            "variation": limits.amount(where, "variation", self.variation, "means"),
            "officials": limits.count(where, "officials", self.officials),
            "rounds": limits.probability(where, "rounds", self.rounds, below_one=True),
            "cost": limits.amount(where, "cost", self.cost, "money"),
            "watch": limits.probability(where, "watch", self.watch),
        }
        if self.deadline is not None:
            deadline = limits.amount(where, "deadline", self.deadline, "days")
            checked["deadline"] = limits.on_grid(deadline)
        for argument, value in checked.items():
            object.__setattr__(self, argument, value)
        if self.kind == "act" and (self.can_refuse or self.deadline is not None):
            raise InputError("step.act", name=self.name)

    @property
    def can_refuse(self) -> bool:
        """Whether any case can be refused here."""
        return self.good < 1 or self.bad < 1

    def passes(self, good: bool) -> float:
        """Return the probability that a good (else a bad) case passes."""
        return self.good if good else self.bad

    def _walk(self) -> Iterator[Step]:
        yield self

    def __repr__(self) -> str:
        said = [repr(self.name), repr(self.kind)]
        for item in fields(self)[2:]:
            value = getattr(self, item.name)
            if value != item.default:
                said.append(f"{item.name}={value!r}")
        return f"Step({', '.join(said)})"


@dataclass(frozen=True, slots=True, repr=False)
class Series(Part):
    """Parts one after the other; the first refusal ends it. Written `a >> b`.

    Args:
        parts: In the order in which a case meets them.
        name: What the path is called, such as ``"full"``; empty for one that a reader wrote.

    Raises:
        InputError: If a name is repeated, or something after an act could still refuse.

    >>> Step("land", "clear") >> Step("crew", "act")
    land >> crew
    """

    parts: tuple[Part, ...]
    name: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        _need_parts(self.parts, "path")
        _need_different_names(self)
        acted = None
        for part in self.parts:
            late = [step for step in part.steps if acted and step.can_refuse]
            if late:
                raise InputError(
                    "path.after_act",
                    act=acted,
                    name=late[0].name,
                    good=late[0].good,
                    bad=late[0].bad,
                )
            if isinstance(part, Step) and part.kind == "act":
                acted = part.name

    def _walk(self) -> Iterator[Step]:
        for part in self.parts:
            yield from part._walk()

    def __repr__(self) -> str:
        return " >> ".join(map(_short, self.parts))


@dataclass(frozen=True, slots=True, repr=False)
class Vote(Part):
    """Parts side by side; `k` yeses accept. Written `a & b` (all), `a | b` (one) or `vote`.

    Every part is worked through to its own end, whatever the others say.

    Args:
        k: How many must say yes, from 1 to the number of parts.
        parts: All start together.
        correlation: For a panel, the probability that all judges say what one common draw says;
            None where it is no panel.
        name: The panel's stem, the address of that common draw.

    Raises:
        InputError: If `k` does not fit, a name is repeated, or a part acts.

    >>> Step("land", "clear") & Step("money", "clear")
    (land & money)
    """

    k: int
    parts: tuple[Part, ...]
    correlation: float | None = None
    name: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        _need_parts(self.parts, "vote")
        limits.count("vote", "k", self.k)
        if self.k > len(self.parts):
            raise InputError("vote.k", n=len(self.parts), got=self.k)
        _need_different_names(self)
        crew = next((step.name for step in self.steps if step.kind == "act"), None)
        if crew is not None:
            raise InputError("vote.act", act=crew)

    def _walk(self) -> Iterator[Step]:
        for part in self.parts:
            yield from part._walk()

    def __repr__(self) -> str:
        if self.correlation is None and len(self.parts) > 1 and self.k in (1, len(self.parts)):
            return f"({(' | ' if self.k == 1 else ' & ').join(map(_short, self.parts))})"
        return f"vote({self.k}, [{', '.join(map(_short, self.parts))}])"


Path = Step | Series | Vote
"""What the functions of the model take: a step is the shortest path."""


def need_path(path: object) -> Path:
    """Return `path` if it is one.

    Raises:
        InputError: If it is not; a function of the right name is met with its call.
    """
    if isinstance(path, Part):
        return path
    raise InputError("path", got=path)


def votes_of(part: Part) -> list[Vote]:
    """Return every vote in `part`, an outer one before those inside it."""
    if isinstance(part, Step):
        return []
    inner = [vote for piece in part.parts for vote in votes_of(piece)]
    return [part, *inner] if isinstance(part, Vote) else inner


def _part(other: object, operator: str) -> Part:
    if isinstance(other, Part) and operator != "+":
        return other
    raise InputError("path.operator", operator=operator, got=other)


def _row(part: Part) -> tuple[Part, ...]:
    return part.parts if isinstance(part, Series) else (part,)


def _side(part: Part, operator: str) -> tuple[Part, ...]:
    if isinstance(part, Vote) and part.correlation is None:
        k = len(part.parts) if operator == "&" else 1
        if part.k == k:
            return part.parts
    return (part,)


def _short(part: Part) -> str:
    if isinstance(part, Step):
        return part.name
    return f"({part!r})" if isinstance(part, Series) else repr(part)


def _need_parts(parts: Iterable[object], what: str) -> None:
    if not isinstance(parts, tuple) or not parts or not all(isinstance(p, Part) for p in parts):
        raise InputError(
            "path.parts",
            what=what, got=parts)  # fmt: skip


def _need_different_names(part: Part) -> None:
    names = [step.name for step in part.steps]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise InputError("path.names", repeated=", ".join(repeated))
