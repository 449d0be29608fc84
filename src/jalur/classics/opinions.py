"""Evidence: opinions asked one by one until one side is far enough ahead."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil, log, sqrt
from statistics import fmean, stdev

from jalur.classics.draws import Draws
from jalur.model import limits
from jalur.theory import sequential_test
from jalur.theory.limits import between

SHOWN = 12
"""How many walks the trace tells."""
_GOOD, _OPINION = range(2)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What it took to be sure, one opinion at a time.

    Args:
        right: Share of the walks that ended at the right wall.
        opinions: Mean number of opinions asked until then.
        error: Standard error of ``opinions``.
        fixed_right: Share of the same cases that a majority of the first ``fixed`` opinions
            decides rightly.
        lead: By how many opinions one side must be ahead.
        fixed: How many opinions that majority always asks.
        runs: How many cases.
        trace: The first walks, opinion by opinion; see `evidence`.

    >>> evidence(runs=50).trace["lead"]
    8

    Source: Wald (1945), see `evidence`.
    """

    right: float
    opinions: float
    error: float
    fixed_right: float
    lead: int
    fixed: int
    runs: int
    trace: dict[str, object] = field(repr=False)


def evidence(
    accuracy: float = 0.6, mistake: float = 0.05, runs: int = 400, seed: int = 1
) -> Evidence:
    """Return how many opinions it takes to be sure, asked until one side leads by enough.

    A case is good or bad by a fair coin. Opinions on it are right with probability `accuracy`,
    each on its own. Their lead, yeses less noes, wanders; at the wall, `lead` above or below 0,
    the case is decided. The lead is the smallest that keeps the probability of a mistake at
    `mistake` or less; with whole opinions it overshoots, so mistakes are rarer. Exactly, with
    q = 1 - `accuracy` and wall A: right 1/(1 + (q/accuracy)^A), opinions A·(2·right - 1)/(1 - 2q).

    Args:
        accuracy: Probability that an opinion is right, from 0.51 to 0.99.
        mistake: Probability of a wrong decision that is allowed, from 0.001 to 0.4.
        runs: How many cases; 2 or more.
        seed: The luck; the same one tells the same story again.

    The trace holds for the first 12 cases, by column, whether they are ``good`` and the ``yes``:
    a string of opinions in order, 1 for yes and 0 for no, as far as the walk or the majority of
    ``fixed`` goes. Both read the same opinions.

    Raises:
        InputError: If an argument is out of its range.

    >>> asked = evidence(runs=100)
    >>> asked.lead, asked.fixed, asked.opinions < asked.fixed
    (8, 67, True)

    Source: Wald (1945), *Annals of Mathematical Statistics* 16(2):117-186,
    doi 10.1214/aoms/1177731118.
    """
    accuracy = between("evidence", "accuracy", accuracy, 0.51, 0.99)
    mistake = between("evidence", "mistake", mistake, 0.001, 0.4)
    runs = limits.count("evidence", "runs", runs, least=2)
    seed = limits.count("evidence", "seed", seed, least=0)
    test = sequential_test(1 - accuracy, accuracy, mistake)
    lead = max(1, ceil(test.boundary / log(accuracy / (1 - accuracy)) - 1e-9))
    draws = Draws("evidence", seed, run=1)
    good, told, asked, right, fixed_right = [], [], [], [], []
    for case in range(runs):
        good.append(draws.share(_GOOD, case) < 0.5)
        yes = accuracy if good[-1] else 1 - accuracy
        opinions = []
        ahead, n = 0, 0
        while abs(ahead) < lead:
            opinions.append(draws.share(_OPINION, case, n) < yes)
            ahead += 1 if opinions[-1] else -1
            n += 1
        while len(opinions) < test.fixed_n:
            opinions.append(draws.share(_OPINION, case, len(opinions)) < yes)
        asked.append(n)
        right.append((ahead > 0) == good[-1])
        fixed_right.append((2 * sum(opinions[: test.fixed_n]) > test.fixed_n) == good[-1])
        told.append(opinions)
    return Evidence(
        right=fmean(right),
        opinions=fmean(asked),
        error=stdev(asked) / sqrt(runs),
        fixed_right=fmean(fixed_right),
        lead=lead,
        fixed=test.fixed_n,
        runs=runs,
        trace={
            "version": 1,
            "model": "evidence",
            "seed": seed,
            "accuracy": accuracy,
            "lead": lead,
            "fixed": test.fixed_n,
            "good": good[:SHOWN],
            "yes": ["".join("01"[one] for one in opinions) for opinions in told[:SHOWN]],
        },
    )
