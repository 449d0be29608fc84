"""The readable engine: follow every case along a path, with queues, in the standard library.

A path has no loops, so desks are worked through one at a time, each with its files in order of
arrival; nothing that happens at another desk changes that order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from heapq import heapreplace
from itertools import accumulate
from math import exp

from jalur.model.log import CASE, VISIT, VOTE, Log
from jalur.model.luck import address, times, uniform
from jalur.model.path import Part, Path, Series, Step, Vote, votes_of
from jalur.model.situation import Situation
from jalur.table import Table

File = tuple[float, int]
"""When a case arrives at the door of a part, and its number; in this order they are served."""


Departure = tuple[float, int, bool, float]
"""How a part let a case go: when, its number, with a yes, with what share of leakage left."""

Page = tuple[tuple, ...]
"""What one step or one vote wrote down, by column; empty if no case came."""


def walk(path: Path, situation: Situation, cases: int, seed: int) -> Log:
    """Return the log of `cases` proposals on `path`, worked out one file at a time."""
    numbers = range(1, cases + 1)
    at = address(seed, "", "good")
    good = {case: uniform(at, case) < situation.good_share for case in numbers}
    arrival = dict(zip(numbers, _arrivals(numbers, seed, situation.arrivals), strict=True))
    run = _Run(path, seed, good, queues=situation.arrivals is not None)
    departures = run.through(path, [(arrival[case], case) for case in numbers])
    return Log(
        path=path,
        situation=situation,
        seed=seed,
        cases=_settle(departures, good, arrival, run.cost, situation),
        visits=_bound(VISIT, run.visits),
        votes=_bound(VOTE, run.votes),
    )


class _Run:
    """One run: what every desk needs to know, and what it writes down."""

    def __init__(self, path: Path, seed: int, good: dict[int, bool], queues: bool) -> None:
        self.seed, self.good, self.queues = seed, good, queues
        self.place = {step.name: place for place, step in enumerate(path.steps)}
        self.joins = {id(vote): number for number, vote in enumerate(votes_of(path))}
        self.cost: dict[int, float] = defaultdict(float)
        self.visits: list[Page] = [()] * len(self.place)
        self.votes: list[Page] = [()] * len(self.joins)

    def through(self, part: Part, files: list[File]) -> list[Departure]:
        if isinstance(part, Step):
            return self.step(part, files)
        return self.series(part, files) if isinstance(part, Series) else self.vote(part, files)

    def series(self, series: Series, files: list[File]) -> list[Departure]:
        ended: list[Departure] = []
        kept = {case: 1.0 for _, case in files}
        for part in series.parts:
            departures = self.through(part, files)
            ended += [departure for departure in departures if not departure[2]]
            files = [(leave, case) for leave, case, yes, _ in departures if yes]
            for _, case, _, share in departures:
                kept[case] *= share
        return ended + [(leave, case, True, kept[case]) for leave, case in files]

    def vote(self, vote: Vote, files: list[File]) -> list[Departure]:
        said: dict[int, list[tuple[float, int, bool, float]]] = defaultdict(list)
        for position, part in enumerate(vote.parts):
            spoken = self.step(part, files, vote) if vote.correlation else self.through(part, files)
            for leave, case, yes, kept in spoken:
                said[case].append((leave, position, yes, kept))
        departures = [count_votes(vote, case, sorted(said[case])) for _, case in files]
        join = self.joins[id(vote)]
        self.votes[join] = _page(
            (case, join, arrive, leave, yes)
            for (arrive, case), (leave, _, yes, _) in zip(files, departures, strict=True)
        )
        return departures

    def step(self, step: Step, files: list[File], panel: Vote | None = None) -> list[Departure]:
        departures, visits = [], []
        place, watched, refuses = self.place[step.name], 1 - step.watch, step.can_refuse
        days, free = self._days(step), [0.0] * step.officials
        for arrive, case in sorted(files):
            begin = free[0] if self.queues and free[0] > arrive else arrive
            end, returns = begin + days(case), ()
            if step.rounds:
                end, returns = self._more_rounds(step, case, end)
            if self.queues:
                heapreplace(free, end)
            if step.cost:
                self.cost[case] += step.cost
            if step.deadline is not None and end > arrive + step.deadline:
                leave, yes, kept, verdict = arrive + step.deadline, True, 1.0, "silent"
            else:
                leave, yes = end, not refuses or self._says_yes(step, case, panel)
                kept, verdict = (watched, "yes") if yes else (1.0, "no")
            visits.append((case, place, arrive, begin, leave, end, verdict, returns))
            departures.append((leave, case, yes, kept))
        self.visits[place] = _page(visits)
        return departures

    def _more_rounds(self, step: Step, case: int, end: float) -> tuple[float, tuple[float, ...]]:
        """Return when the official is done with the case, and when it was sent back before."""
        returns = ()
        while self._draw(step.name, "again", case, len(returns)) < step.rounds:
            returns = (*returns, end)
            end += self._days(step, len(returns))(case)
        return end, returns

    def _days(self, step: Step, turn: int = 0) -> Callable[[int], float]:
        """Return what tells how many days the official needs for a case in one round."""
        at = address(self.seed, step.name, "days", turn)
        time = times(step.days, step.variation)
        return lambda case: time(uniform(at, case))

    def _says_yes(self, step: Step, case: int, panel: Vote | None) -> bool:
        name, what = step.name, "verdict"
        if panel is not None and self._draw(panel.name, "shock", case) < panel.correlation:
            name, what = panel.name, "common"
        return self._draw(name, what, case) < step.passes(self.good[case])

    def _draw(self, name: str, what: str, case: int, turn: int = 0) -> float:
        return uniform(address(self.seed, name, what, turn), case)


def count_votes(vote: Vote, case: int, said: list[tuple[float, int, bool, float]]) -> Departure:
    """Return what `vote` decides once the verdicts are read, by time, then by position."""
    yeses, noes, kept = 0, 0, 1.0
    for leave, _, yes, share in said:
        if yes:
            yeses += 1
            kept *= share
        else:
            noes += 1
        if yeses == vote.k:
            return leave, case, True, kept
        if noes > len(vote.parts) - vote.k:
            return leave, case, False, 1.0
    raise AssertionError("a vote with all verdicts in is decided")


def _arrivals(numbers: range, seed: int, rate: float | None) -> list[float]:
    """Return when each case arrives: exponential gaps, or all on day 0."""
    if rate is None:
        return [0.0] * len(numbers)
    at, gap = address(seed, "", "arrival"), times(1 / rate, variation=1)
    return list(accumulate(gap(uniform(at, case)) for case in numbers))


def _settle(
    departures: list[Departure],
    good: dict[int, bool],
    arrival: dict[int, float],
    cost: dict[int, float],
    situation: Situation,
) -> Table:
    """Return what became of every case, and what that was worth."""
    rows = []
    for end, case, accepted, kept in departures:
        lost = situation.leak * kept * situation.budget if accepted else 0.0
        won = 0.0
        if accepted:
            waited = end - arrival[case]
            won = (
                exp(-situation.urgency * waited) * situation.gain if good[case] else -situation.loss
            )
        paid = cost[case]
        value = won - lost - paid
        rows.append((case, good[case], accepted, arrival[case], end, paid, lost, value))
    return _bound(CASE, [_page(rows)])


def _page(rows: Iterable[tuple]) -> Page:
    """Return the rows of one step or one vote by column, in the order of their cases."""
    return tuple(zip(*sorted(rows), strict=True))


def _bound(names: tuple[str, ...], pages: list[Page]) -> Table:
    """Return all pages as one table."""
    filled = [page for page in pages if page]
    return Table(
        {name: [value for page in filled for value in page[n]] for n, name in enumerate(names)}
    )
