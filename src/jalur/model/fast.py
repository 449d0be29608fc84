"""The fast engine: the same rules and the same luck as `engine`, on whole arrays of cases.

Arrays are kept in the order of case numbers; a desk sorts its files by arrival only where they
are not in that order already. Where no desk can change the order, the cases pass in blocks that
fit the processor's cache.
"""

from __future__ import annotations

from heapq import heapreplace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from jalur.model import chance
from jalur.model.book import Book
from jalur.model.log import CASE, VOTE, Log
from jalur.model.path import Part, Path, Series, Step, Vote, votes_of
from jalur.model.situation import Situation
from jalur.table import Table

BLOCK = 1 << 13


class Files(NamedTuple):
    """Cases at the door of a part, by number: which, and when each arrived."""

    case: np.ndarray
    good: np.ndarray
    arrive: np.ndarray

    @property
    def rows(self) -> slice | np.ndarray:
        """Where they stand in a column of all cases: a slice if no number is missing."""
        first, last = int(self.case[0]), int(self.case[-1])
        whole = last - first + 1 == len(self.case)
        return slice(first - 1, last) if whole else self.case - 1


class Departures(NamedTuple):
    """How a part let its files go, in their order: when, with a yes, with what leakage left."""

    leave: np.ndarray
    yes: np.ndarray
    kept: np.ndarray


def walk(path: Path, situation: Situation, cases: int, seed: int) -> Log:
    """Return the log of `cases` proposals on `path`; see `jalur.model.engine.walk`."""
    number = np.arange(1, cases + 1)
    good = chance.uniform(seed, "", "good", 0, number) < situation.good_share
    arrival = np.zeros(cases)
    if situation.arrivals is not None:
        u = chance.uniform(seed, "", "arrival", 0, number)
        np.cumsum(chance.duration(1 / situation.arrivals, 1, u), out=arrival)
    run = _Run(path, seed, cases, queues=situation.arrivals is not None)
    everyone = Files(number, good, arrival)
    size = BLOCK if run.keeps_order else cases
    pieces = [
        run.through(path, Files(*(column[start : start + size] for column in everyone)))
        for start in range(0, cases, size)
    ]
    end, accepted, kept = (np.concatenate(column) for column in zip(*pieces, strict=True))

    leaked = np.where(accepted, situation.leak * kept * situation.budget, 0.0)
    gain = np.exp(-situation.urgency * (end - arrival)) * situation.gain
    won = np.where(accepted, np.where(good, gain, -situation.loss), 0.0)
    cost = run.cost
    columns = (number, good, accepted, arrival, end, cost, leaked, won - leaked - cost)
    return Log(
        path=path,
        situation=situation,
        seed=seed,
        cases=Table(dict(zip(CASE, columns, strict=True))),
        visits=run.book.table(),
        votes=run.votes(),
    )


class _Run:
    """One run: the state of every desk between two blocks, and what has been written down."""

    def __init__(self, path: Path, seed: int, cases: int, queues: bool) -> None:
        self.seed, self.queues = seed, queues
        self.place = {step.name: place for place, step in enumerate(path.steps)}
        self.joins = {id(vote): number for number, vote in enumerate(votes_of(path))}
        self.keeps_order = not queues or (
            not self.joins and all(step.officials == 1 for step in path.steps)
        )
        self.free = [[0.0] * step.officials for step in path.steps]
        self.cost = np.zeros(cases)
        silence = any(step.deadline is not None for step in path.steps)
        self.book = Book(len(path.steps), cases, silence, queues)
        self.voted: list[list[tuple]] = [[] for _ in self.joins]

    def through(self, part: Part, files: Files) -> Departures:
        if isinstance(part, Step):
            return self.step(part, files)
        return self.series(part, files) if isinstance(part, Series) else self.vote(part, files)

    def series(self, series: Series, files: Files) -> Departures:
        leave, kept = files.arrive.copy(), np.ones(len(files.case))
        place = None  # where the files that are still on their way stand in these arrays; all
        yes = np.ones(len(files.case), dtype=bool)
        for part in series.parts:
            if not len(files.case):
                break
            gone = self.through(part, files)
            if place is None:
                leave, yes = gone.leave.copy(), gone.yes.copy()
                kept *= gone.kept
            else:
                leave[place], yes[place] = gone.leave, gone.yes
                kept[place] *= gone.kept
            files = files._replace(arrive=gone.leave)
            if not gone.yes.all():
                stay = np.flatnonzero(gone.yes)
                place = stay if place is None else place[stay]
                files = Files(*(column[stay] for column in files))
        return Departures(leave, yes, kept)

    def vote(self, vote: Vote, files: Files) -> Departures:
        copied = self._copied(vote, files) if vote.correlation else None
        spoken = [
            self.through(part, files) if copied is None else self.step(part, files, copied)
            for part in vote.parts
        ]
        when, accepted, left = _first_decision(vote, spoken)
        self.voted[self.joins[id(vote)]].append((files.case, files.arrive, when, accepted))
        return Departures(when, accepted, left)

    def _copied(self, panel: Vote, files: Files) -> tuple[np.ndarray, np.ndarray]:
        """Return who copies the common draw, and that draw."""
        shock = chance.uniform(self.seed, panel.name, "shock", 0, files.case)
        return shock < panel.correlation, chance.uniform(
            self.seed, panel.name, "common", 0, files.case
        )

    def step(
        self, step: Step, files: Files, copied: tuple[np.ndarray, np.ndarray] | None = None
    ) -> Departures:
        place = self.place[step.name]
        work, rounds = self._work(step, files.case)
        begin, end = self._serve(place, files.arrive, work)
        for at, worked in rounds:
            self.book.write_return(place, files.case[at], begin[at] + worked)
        if step.cost:
            self.cost[files.rows] += step.cost

        yes = self._says_yes(step, files, copied)
        leave, verdict = end, yes.view(np.int8)
        kept = np.where(yes, 1 - step.watch, 1.0) if step.watch else np.ones(len(yes))
        if step.deadline is not None:
            silent = end > files.arrive + step.deadline
            leave = np.where(silent, files.arrive + step.deadline, end)
            verdict = np.where(silent, np.int8(2), verdict)
            yes = yes | silent
            kept = np.where(silent, 1.0, kept)
        times = {"arrive": files.arrive, "begin": begin, "leave": leave, "end": end}
        self.book.write(place, case=files.case, verdict=verdict, **times)
        return Departures(leave, yes, kept)

    def _work(self, step: Step, case: np.ndarray) -> tuple[np.ndarray, list[tuple]]:
        """Return the official's days for each case; of cases sent back, the days until then."""
        days = self._days(step, 0, case)
        rounds = []
        if not step.rounds:
            return days, rounds
        at, turn = np.arange(len(case)), 0
        while len(at):
            again = chance.uniform(self.seed, step.name, "again", turn, case[at]) < step.rounds
            at, turn = at[again], turn + 1
            if len(at):
                rounds.append((at, days[at]))
                days[at] += self._days(step, turn, case[at])
        return days, rounds

    def _days(self, step: Step, turn: int, case: np.ndarray) -> np.ndarray:
        if step.days == 0 or step.variation == 0:
            return np.full(len(case), step.days)
        u = chance.uniform(self.seed, step.name, "days", turn, case)
        return chance.duration(step.days, step.variation, u)

    def _serve(
        self, place: int, arrive: np.ndarray, work: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return when each case begins and ends at a desk: first come, first served."""
        if not self.queues:
            return arrive, arrive + work
        order = None if _rising(arrive) else np.argsort(arrive, kind="stable")
        if order is not None:
            arrive, work = arrive[order], work[order]
        free = self.free[place]
        begin, end = _alone(arrive, work, free) if len(free) == 1 else _many(arrive, work, free)
        if order is not None:
            back = np.empty_like(order)
            back[order] = np.arange(len(order))
            begin, end = begin[back], end[back]
        return begin, end

    def _says_yes(
        self, step: Step, files: Files, copied: tuple[np.ndarray, np.ndarray] | None
    ) -> np.ndarray:
        if not step.can_refuse:
            return np.ones(len(files.case), dtype=bool)
        u = chance.uniform(self.seed, step.name, "verdict", 0, files.case)
        if copied is not None:
            u = np.where(copied[0], copied[1], u)
        return u < np.where(files.good, step.good, step.bad)

    def votes(self) -> Table:
        pieces = [
            (case, np.full(len(case), join), begin, end, accepted)
            for join, parts in enumerate(self.voted)
            for case, begin, end, accepted in parts
        ]
        empty = [np.empty(0, kind) for kind in (np.int64, np.int64, float, float, bool)]
        columns = [np.concatenate(column) for column in zip(empty, *pieces, strict=True)]
        return Table(dict(zip(VOTE, columns, strict=True)))


def _first_decision(vote: Vote, spoken: list[Departures]) -> Departures:
    """Return when each case has `k` yeses, or can have them no more, the words read in order."""
    if not all((later.leave >= gone.leave).all() for gone, later in pairwise(spoken)):
        leave, yes, kept = (np.stack(column) for column in zip(*spoken, strict=True))
        order = np.argsort(leave, axis=0, kind="stable")  # stable: position breaks ties
        columns = (np.take_along_axis(a, order, axis=0) for a in (leave, yes, kept))
        spoken = [Departures(*row) for row in zip(*columns, strict=True)]
    size = len(spoken[0].leave)
    when, accepted, left = np.empty(size), np.zeros(size, bool), np.ones(size)
    yeses, read = np.zeros(size, np.int16), np.ones(size)
    for turn, (leave, yes, kept) in enumerate(spoken, start=1):
        yeses += yes
        read *= np.where(yes, kept, 1.0)
        won = yes & (yeses == vote.k)
        lost = ~yes & (turn - yeses == len(spoken) - vote.k + 1)
        np.copyto(when, leave, where=won | lost)
        np.copyto(left, read, where=won)
        accepted |= won
    return Departures(when, accepted, left)


def _rising(arrive: np.ndarray) -> bool:
    return bool((arrive[1:] >= arrive[:-1]).all())


def _alone(
    arrive: np.ndarray, work: np.ndarray, free: list[float]
) -> tuple[np.ndarray, np.ndarray]:
    """One official: Lindley's recursion, end = max(arrive, end before) + work, unrolled.

    All times are whole multiples of a tick, so the sums and differences are exact.
    """
    total = np.cumsum(work)
    before = total - work
    idle = arrive - before
    idle[0] = max(idle[0], free[0])
    np.maximum.accumulate(idle, out=idle)
    end = idle + total
    free[0] = float(end[-1])
    return idle + before, end


def _many(arrive: np.ndarray, work: np.ndarray, free: list[float]) -> tuple[np.ndarray, np.ndarray]:
    """Several officials: each file goes to the one who is free first."""
    begin = []
    for at, days in zip(arrive.tolist(), work.tolist(), strict=True):
        start = free[0] if free[0] > at else at
        heapreplace(free, start + days)
        begin.append(start)
    starts = np.array(begin)
    return starts, starts + work
