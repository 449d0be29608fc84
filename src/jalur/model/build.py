"""Ready-made parts and the named paths that the lessons compare."""

from __future__ import annotations

from collections.abc import Iterable

from jalur.errors import InputError
from jalur.model import limits
from jalur.model.path import Part, Series, Step, Vote


def act(days: float = 1) -> Step:
    """Return the crew that carries a proposal out, in `days` working days.

    Raises:
        InputError: If `days` is not a number of 0 or more.

    >>> act(5)
    Step('act', 'act', days=5.0)
    """
    return Step("act", "act", days=days)


def vote(k: int, parts: Iterable[Part]) -> Vote:
    """Return a committee: `parts` start together, and `k` yeses accept.

    Raises:
        InputError: If `parts` is empty or `k` is not between 1 and their number.

    >>> vote(2, [Step("chair", "clear"), Step("member_1", "clear"), Step("member_2", "clear")])
    vote(2, [chair, member_1, member_2])
    """
    return Vote(k, tuple(parts) if isinstance(parts, Iterable) else parts)


def desks(
    n: int,
    good: float,
    bad: float,
    days: float,
    *,
    name: str = "desk",
    variation: float = 0,
    officials: int = 1,
    rounds: float = 0,
    deadline: float | None = None,
    cost: float = 0,
    watch: float = 0,
) -> Series:
    """Return `n` clearance desks in a row, alike, named ``desk_1`` and so on (`name` is the stem).

    A row in which every desk must agree is the hierarchy of Sah and Stiglitz (1986),
    *American Economic Review* 76:716-727. The other arguments are those of `Step`.

    Raises:
        InputError: If `n` is not a whole number of 1 or more, or a value is out of its range.

    >>> desks(3, good=0.9, bad=0.3, days=10)
    desk_1 >> desk_2 >> desk_3
    """
    return Series(
        tuple(
            Step(
                f"{name}_{place}", "clear", good=good, bad=bad, days=days, variation=variation,
                officials=officials, rounds=rounds, deadline=deadline, cost=cost, watch=watch,
            )
            for place in range(1, limits.count("desks", "n", n) + 1)
        )
    )  # fmt: skip


def panel(
    n: int,
    accuracy: float,
    days: float,
    correlation: float = 0,
    *,
    name: str = "expert",
    variation: float = 0,
    cost: float = 0,
    watch: float = 0,
) -> Vote:
    """Return `n` experts who judge on their own; the majority decides (Condorcet 1785).

    Args:
        n: Odd, so that no vote is tied.
        accuracy: Probability that one judge is right: passes a good case, refuses a bad one.
        days: Mean working days of each judge.
        correlation: Probability, in [0, 1], that all say what one common draw says.
        name: Stem of the judges' names.
        variation: As in `Step`.
        cost: Per judge, as in `Step`.
        watch: Per judge, as in `Step`.

    Raises:
        InputError: If `n` is even or a value is out of its range.

    >>> panel(3, accuracy=0.8, days=30)
    vote(2, [expert_1, expert_2, expert_3])
    """
    if limits.count("panel", "n", n) % 2 == 0:
        raise InputError("panel.even", got=n)
    right = limits.probability("panel", "accuracy", accuracy)
    judges = tuple(
        Step(
            f"{name}_{place}", "assess", good=right, bad=round(1 - right, 15), days=days,
            variation=variation, cost=cost, watch=watch,
        )
        for place in range(1, n + 1)
    )  # fmt: skip
    together = limits.probability("panel", "correlation", correlation)
    return Vote(n // 2 + 1, judges, correlation=together, name=name)


def direct() -> Series:
    """Return the direct path: the crew sets to work, in 1 working day (a teaching value).

    >>> direct()
    act
    """
    return Series((act(),), name="direct")


def technocracy() -> Series:
    """Return the experts' path: five of them, the majority decides, and the crew acts.

    Teaching values, not measurements: each expert is right 4 times in 5 and needs 30 working
    days; each costs 0.4 and prevents a tenth of the leakage when his yes is counted.

    >>> technocracy()
    vote(3, [expert_1, expert_2, expert_3, expert_4, expert_5]) >> act
    """
    return Series((_experts(), act()), name="technocracy")


def bureaucracy(n: int = 7) -> Series:
    """Return the desks' path: `n` clearances in a row, and the crew acts.

    Teaching values, not measurements: each desk passes 9 in 10 good and 3 in 10 bad cases in 10
    working days; each costs 1/7 and prevents 14 in 100 of the leakage.

    Raises:
        InputError: If `n` is not a whole number of 1 or more.

    >>> bureaucracy(2)
    desk_1 >> desk_2 >> act
    """
    return Series((*_clearances(n).parts, act()), name="bureaucracy")


def full(n: int = 7) -> Series:
    """Return the full path: the experts, then `n` desks, then the crew.

    Raises:
        InputError: If `n` is not a whole number of 1 or more.

    >>> len(full(n=7).steps)
    13
    """
    return Series((_experts(), *_clearances(n).parts, act()), name="full")


def _experts() -> Vote:
    return panel(5, accuracy=0.8, days=30, cost=0.4, watch=0.1)


def _clearances(n: int) -> Series:
    return desks(n, good=0.9, bad=0.3, days=10, cost=1 / 7, watch=0.14)
