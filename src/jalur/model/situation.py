"""The world that a path meets: what is proposed, how urgent it is, what is at stake."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from numbers import Real

from jalur.errors import InputError
from jalur.model import limits


@dataclass(frozen=True, slots=True)
class Situation:
    """What is at stake; money in one unit throughout, such as millions of rupiah.

    The defaults are teaching values.

    Args:
        good_share: Share of the proposals that are good, in [0, 1].
        urgency: Share of the gain lost per working day of waiting (a hazard rate); >= 0.
        gain: What a good project is worth when it is done at once; >= 0.
        loss: What a bad project costs when it is carried out; >= 0.
        budget: Spent on every project that is carried out; >= 0.
        leak: Share of that budget lost where nobody watches, in [0, 1].
        arrivals: Cases per working day, > 0; None: all come on day 0 and nobody waits.

    Raises:
        InputError: If a value is out of its range.

    >>> Situation(good_share=0.9, urgency=0.02).gain
    100.0
    """

    good_share: float = 0.5
    urgency: float = 0.0
    gain: float = 100.0
    loss: float = 150.0
    budget: float = 20.0
    leak: float = 0.28
    arrivals: float | None = None

    def __post_init__(self) -> None:
        where = "situation"
        checked = {
            "good_share": limits.probability(where, "good_share", self.good_share),
            "urgency": limits.amount(where, "urgency", self.urgency, "shares"),
            "gain": limits.amount(where, "gain", self.gain, "money"),
            "loss": limits.amount(where, "loss", self.loss, "money"),
            "budget": limits.amount(where, "budget", self.budget, "money"),
            "leak": limits.probability(where, "leak", self.leak),
        }
        for argument, value in checked.items():
            object.__setattr__(self, argument, value)
        rate = self.arrivals
        if rate is None:
            return
        if not isinstance(rate, Real) or isinstance(rate, bool) or not isfinite(rate) or rate <= 0:
            raise InputError("situation.arrivals", got=rate)
        object.__setattr__(self, "arrivals", float(rate))


def need_situation(situation: object) -> Situation:
    """Return `situation` if it is one.

    Raises:
        InputError: If it is not.
    """
    if isinstance(situation, Situation):
        return situation
    raise InputError("situation", got=situation)
