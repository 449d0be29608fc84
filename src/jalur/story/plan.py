"""The plan of a trace: where every file stays, in order, and what every station does and decides.

The player's module (``widgets/path_player.js``) reads a trace in the same way, under the same
names; a test holds the two readings together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Any, NamedTuple

FURNITURE = {"assess": "table", "clear": "desk", "act": "crew"}


class Visit(NamedTuple):
    """One case at one step; times in working days, the case as its place in the record."""

    case: int
    step: int
    arrive: float
    begin: float
    leave: float
    end: float
    verdict: str
    returns: tuple[float, ...]


class Decision(NamedTuple):
    """What a station said about a case, and for a panel each judge's ``(time, yes)``."""

    case: int
    begin: float
    end: float
    accepted: bool
    ballots: tuple[tuple[float, bool], ...] = ()


class Stay(NamedTuple):
    """A file at a place: ``door``, ``queue``, ``seat``, ``split``, ``wait``, ``tray``, ``plot``."""

    place: str
    since: float
    until: float
    station: int


@dataclass(slots=True)
class Station:
    """A place on the path: a desk, a table of experts, the crew, or the post where branches join.

    Args:
        kind: ``desk``, ``table``, ``crew`` or ``post``.
        work: The kind of step that is done here.
        steps: Their places in the record; empty for a post.
        join: The number of its vote, or None.
        deep: Whether it stands in a branch.
    """

    kind: str
    work: str
    steps: list[int]
    join: int | None
    deep: bool
    visits: list[Visit] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    refusals: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Token:
    """A file on its way: the proposal itself, a branch's copy, or papers that are still read.

    Args:
        case: Its place in the record.
        key: Its name: the case, and for a copy the station where it was made and its branch.
        copy: Whether it is not the proposal itself.
        until: When it is gone.
        fade: From when nobody needs it any more.
    """

    case: int
    key: str
    copy: bool = True
    until: float = inf
    fade: float = inf
    stays: list[Stay] = field(default_factory=list)


class Shape(NamedTuple):
    """A part of the path by its stations: one, a row of parts, or a post with its branches."""

    station: int | None = None
    row: tuple[Shape, ...] = ()
    branches: tuple[Shape, ...] = ()


class Came(NamedTuple):
    """When a file left a part of the path, whether it goes on, and from where."""

    t: float
    yes: bool
    station: int = -1


class Plan:
    """Who is where, and when, on one path.

    Args:
        trace: What `log.trace()` gives.

    >>> from jalur import direct, simulate
    >>> [station.kind for station in Plan(simulate(direct(), cases=2).trace()).stations]
    ['crew']
    """

    def __init__(self, trace: Any) -> None:
        record: Mapping[str, Any] = getattr(trace, "record", trace)
        self.record = record
        self.steps, self.cases, self.joins = record["steps"], record["cases"], record["joins"]
        self.lockstep = record["situation"]["arrivals"] is None
        order = {case: i for i, case in enumerate(self.cases["case"])}
        self._visits = {
            (order[row["case"]], row["step"]): Visit(
                order[row["case"]], *(row[name] for name in Visit._fields[1:])
            )
            for row in _rows(record["visits"])
        }
        self._votes = {
            (order[row["case"]], row["join"]): Decision(
                order[row["case"]], row["begin"], row["end"], row["accepted"]
            )
            for row in _rows(record["votes"])
        }
        self.stations: list[Station] = []
        self.tokens: list[Token] = []
        self.tree = self._shape(record["path"])
        self._send_out()
        for station in self.stations:
            station.visits.sort(key=lambda visit: (visit.begin, visit.case))
            station.decisions.sort(key=lambda one: (one.begin, one.case))
        crews = [station for station in self.stations if station.kind == "crew"]
        self.built = crews[0].visits if crews else []

    def _shape(self, node: Mapping[str, Any], deep: bool = False) -> Shape:
        if "step" in node:
            return Shape(self._station([node["step"]], None, deep))
        if "series" in node:
            return Shape(row=tuple(self._shape(part, deep) for part in node["series"]))
        if self.joins[node["join"]]["panel"]:
            judges = [part["step"] for part in node["parts"]]
            return Shape(self._station(judges, node["join"], deep))
        branches = tuple(self._shape(part, True) for part in node["parts"])
        return Shape(self._station([], node["join"], deep), branches=branches)

    def _station(self, steps: list[int], join: int | None, deep: bool) -> int:
        work = self.steps[steps[0]]["kind"] if steps else "clear"
        kind = FURNITURE[work] if steps else "post"
        self.stations.append(Station(kind, work, steps, join, deep))
        return len(self.stations) - 1

    def _send_out(self) -> None:
        arrival = self.cases["arrival"]
        crew = next((i for i, one in enumerate(self.stations) if one.kind == "crew"), -1)
        for case in sorted(range(len(arrival)), key=lambda case: (arrival[case], case)):
            token = self._open(case, str(case), copy=False)
            token.stays.append(Stay("door", -inf, arrival[case], -1))
            last = self._walk(self.tree, token)
            if last and last.yes:
                token.stays.append(Stay("plot", last.t, inf, crew))
            elif last:
                token.stays.append(Stay("tray", last.t, inf, last.station))
                self.stations[last.station].refusals.append(last.t)

    def _open(self, case: int, key: str, copy: bool = True) -> Token:
        self.tokens.append(Token(case, key, copy))
        return self.tokens[-1]

    def _walk(self, shape: Shape, token: Token) -> Came | None:
        """Walk one file through a part of the path; None where it never got there."""
        if shape.row:
            last = None
            for part in shape.row:
                came = self._walk(part, token)
                if came is None:
                    break
                last = came
                if not came.yes:
                    break
            return last
        station = self.stations[shape.station]
        vote = self._votes.get((token.case, station.join))
        if shape.branches:
            return self._fork(shape, token, vote) if vote else None
        mine = [
            self._visits[token.case, step]
            for step in station.steps
            if (token.case, step) in self._visits
        ]
        return self._attend(shape.station, token, vote, mine) if mine else None

    def _attend(self, place: int, token: Token, vote: Decision | None, mine: list[Visit]) -> Came:
        station, first = self.stations[place], mine[0]
        begin = min(visit.begin for visit in mine)
        leave = vote.end if vote else first.leave
        yes = vote.accepted if vote else first.verdict != "no"
        station.visits += mine
        ballots = tuple((visit.leave, visit.verdict != "no") for visit in mine)
        station.decisions.append(Decision(token.case, first.arrive, leave, yes, ballots))
        if begin > first.arrive:
            token.stays.append(Stay("queue", first.arrive, min(begin, leave), place))
        if begin <= leave:
            token.stays.append(Stay("seat", begin, leave, place))
        if not vote and first.verdict == "silent" and first.end > leave:
            # The file goes on; its papers stay until they have been read.
            papers = self._open(token.case, f"{token.key}/{place}")
            papers.until = first.end
            if begin > leave:
                papers.stays.append(Stay("queue", leave, begin, place))
            papers.stays.append(Stay("seat", max(begin, leave), first.end, place))
        return Came(leave, yes, place)

    def _fork(self, shape: Shape, token: Token, vote: Decision) -> Came:
        self.stations[shape.station].decisions.append(vote)
        for slot, branch in enumerate(shape.branches):
            copy = self._open(token.case, f"{token.key}.{shape.station}.{slot}")
            came = self._walk(branch, copy) or Came(vote.end, False)
            copy.until = max(came.t, vote.end)
            if came.t > vote.end:
                copy.fade = vote.end
            else:
                copy.stays.append(Stay("wait", came.t, vote.end, shape.station))
        token.stays.append(Stay("split", vote.begin, vote.end, shape.station))
        token.stays.append(Stay("wait", vote.end, vote.end, shape.station))
        return Came(vote.end, vote.accepted, shape.station)


def _rows(table: Mapping[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]
