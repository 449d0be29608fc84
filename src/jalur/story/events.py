"""Everything that can be told of a trace, in order of time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from jalur.story.plan import Plan


class Ballot(NamedTuple):
    """One judge's word on a case, before the panel has decided."""

    case: int
    step: int
    yes: bool


@dataclass(slots=True)
class Event:
    """What one station does at one moment; the cases as their places in the record.

    Args:
        t: When, in working days.
        station: Where, as the station's place in the plan; -1 at the door.
        come: Who arrives at the door.
        begin: Whose turn it is after waiting.
        back: Who is asked for one more round.
        silent: Who passes because the deadline does.
        yes: Who is let pass.
        no: Who is refused.
        built: Who is carried out.
        votes: Single judges' words.
    """

    t: float
    station: int
    come: list[int] = field(default_factory=list)
    begin: list[int] = field(default_factory=list)
    votes: list[Ballot] = field(default_factory=list)
    yes: list[int] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    silent: list[int] = field(default_factory=list)
    built: list[int] = field(default_factory=list)
    no: list[int] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """How much it is worth telling among others at the same moment; 1 or more."""
        ranks = (
            self.come, self.begin, self.votes, self.yes, self.back, self.silent, self.built,
            self.no,
        )  # fmt: skip
        return max(rank for rank, cases in enumerate(ranks, start=1) if cases)


def events(plan: Plan) -> list[Event]:
    """Return one event for whatever one station does at once, by time and station."""
    found: dict[tuple[float, int], Event] = {}

    def at(t: float, station: int) -> Event:
        return found.setdefault((t, station), Event(t, station))

    for case, t in enumerate(plan.cases["arrival"]):
        at(t, -1).come.append(case)
    for place, station in enumerate(plan.stations):
        for visit in station.visits:
            if visit.arrive < visit.begin < visit.leave and station.join is None:
                at(visit.begin, place).begin.append(visit.case)
            for t in visit.returns:
                at(t, place).back.append(visit.case)
            if station.kind == "crew":
                at(visit.leave, place).built.append(visit.case)
            elif visit.verdict == "silent":
                at(visit.leave, place).silent.append(visit.case)
        for decision in () if station.kind == "crew" else station.decisions:
            event = at(decision.end, place)
            if decision.case not in event.silent:
                (event.yes if decision.accepted else event.no).append(decision.case)
            if station.kind != "table" or station.join is None:
                continue
            for step, (t, yes) in zip(station.steps, decision.ballots, strict=False):
                if t < decision.end:
                    at(t, place).votes.append(Ballot(decision.case, step, yes))
    return sorted(found.values(), key=lambda event: (event.t, event.station))
