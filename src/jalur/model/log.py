"""What happened: every case and every visit of a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from numbers import Integral

from jalur.errors import InputError
from jalur.model.estimate import Estimate, mean_of
from jalur.model.path import Path
from jalur.model.situation import Situation
from jalur.model.trace import Trace, record
from jalur.table import Table

CASE = ("case", "good", "accepted", "arrival", "end", "cost", "leaked", "value")
VISIT = ("case", "step", "arrive", "begin", "leave", "end", "verdict", "returns")
VOTE = ("case", "join", "begin", "end", "accepted")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Log:
    """All that a run wrote down; times in working days from day 0.

    Args:
        path: The path that was taken.
        situation: What was at stake.
        seed: The luck; `simulate` with it tells the same story again.
        cases: A row per case: `case`, `good`, `accepted`, `arrival`, `end`, `cost` (paid at the
            steps it reached), `leaked` and `value`, the last three in units of money.
        visits: A row per step and case that reached it: `case`, `step` (its place in
            ``path.steps``), `arrive`, `begin` (waiting ends), `leave` (the case goes on), `end`
            (the official is done), `verdict` (``"yes"``, ``"no"``, or ``"silent"`` where the
            deadline passed), `returns` (when it was sent back for one more round).
        votes: A row per vote and case: `case`, `join` (the vote's number), `begin`, `end`,
            `accepted`.

    >>> log = simulate(direct(), cases=20, seed=7)
    >>> log.visits[0]["verdict"], log.visits[0]["end"]
    ('yes', 1.0)
    """

    path: Path
    situation: Situation
    seed: int
    cases: Table
    visits: Table
    votes: Table

    @property
    def value(self) -> Estimate:
        """The mean value of a case, with its standard error where cases are independent."""
        return mean_of(self.cases["value"])

    def trace(self, cases: int | Iterable[int] | None = None) -> Trace:
        """Return the record that a player plays.

        Args:
            cases: The numbers of the chosen cases; a whole number means the first so many;
                None means all.

        Raises:
            InputError: If a case is not in the log.
        """
        last = len(self.cases)
        if cases is None:
            cases = last
        chosen = set(range(1, int(cases) + 1) if isinstance(cases, Integral) else cases)
        unknown = sorted(case for case in chosen if not 1 <= case <= last)
        if unknown or not chosen:
            raise InputError("log.cases", last=last, got=unknown or cases)
        return Trace(record(self, chosen))

    def __repr__(self) -> str:
        accepted = sum(self.cases["accepted"])
        return (
            f"Log of {len(self.cases)} cases on {self.path!r} (seed {self.seed}):"
            f" {accepted} accepted, mean value {self.value:.6g}"
        )
