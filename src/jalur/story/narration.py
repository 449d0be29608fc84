"""The story in sentences: the same that the player's captions say, from the same record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import floor
from typing import Any

from jalur.story.events import Event, events
from jalur.story.names import count_word, lane_names, rule_of, station_name, step_names
from jalur.story.plan import Plan
from jalur.story.things import emblem_of, things
from jalur.texts import number, say, session


@dataclass(frozen=True, slots=True)
class Narration:
    """What happened, one sentence a row; printed, it is a text to read from top to bottom.

    Args:
        rows: The day, the path's short name and the sentence, in order of time.
        language: ``"id"`` or ``"en"``.
    """

    rows: tuple[tuple[float, str, str], ...]
    language: str

    def __str__(self) -> str:
        several = len({lane for _, lane, _ in self.rows}) > 1
        return "\n".join(
            f"{day_text(t, self.language)} {f'[{lane}] ' if several else ''}{sentence}"
            for t, lane, sentence in self.rows
        )

    __repr__ = __str__

    def _repr_html_(self) -> str:
        head = "".join(
            f"<th scope='col'>{escape(say(f'player.story.{name}', self.language))}</th>"
            for name in ("day", "path", "what")
        )
        body = "".join(
            f"<tr><th scope='row'>{_day(t, self.language)}</th><td>{escape(lane)}</td>"
            f"<td style='text-align:left'>{escape(sentence)}</td></tr>"
            for t, lane, sentence in self.rows
        )
        title = escape(say("player.story", self.language))
        return (
            f"<table lang='{self.language}'><caption>{title}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )


def narrate(
    *traces: Any,
    language: str | None = None,
    names: Sequence[str | Mapping[str, str] | None] | None = None,
) -> Narration:
    """Return what happened, in sentences.

    Args:
        traces: What `log.trace()` gives, one or more of the same proposals.
        language: ``"id"`` or ``"en"``; without it, the reader's (see `jalur.begin`).
        names: A name for every path, or one per language; without it, the named paths have
            theirs.

    >>> from jalur import direct, simulate
    >>> narrate(simulate(direct(), cases=2).trace(), language="en")
    Day 0. All at once, proposals 1 and 2 set out.
    Day 1. On the direct path the crew finishes bridges 1 and 2.
    """
    language = language or session().language
    plans = [Plan(trace) for trace in traces]
    told = [(event, n) for n, plan in enumerate(plans) for event in events(plan)]
    told.sort(key=lambda entry: entry[0].t)  # stable: lanes stay in their order
    lanes = [lane_names(plan.record, n, language, names) for n, plan in enumerate(plans)]
    return Narration(
        tuple(
            (
                event.t,
                lanes[n][".short"],
                tell(plans[n], event, language, lanes[n][".who"], len(plans)),
            )
            for event, n in told
        ),
        language,
    )


def day_text(t: float, language: str) -> str:
    """Return ``Day 12.``, as the player's caption begins."""
    return say("player.day", language, day=floor(t))


def caption(plans: Sequence[Plan], t: float, language: str, lanes: Sequence[str]) -> str:
    """Return the sentence that the player shows at `t`: the weightiest of the last moment's.

    `lanes` are the paths' names as a sentence has them.
    """
    past = [(event, n) for n, plan in enumerate(plans) for event in events(plan) if event.t <= t]
    if past and not (t == 0 and plans[0].lockstep):
        last = max(event.t for event, _ in past)
        now, n = max(
            ((event, n) for event, n in past if event.t == last), key=lambda one: one[0].weight
        )
        return tell(plans[n], now, language, lanes[n], len(plans))
    key = "door.open" if not plans[0].lockstep else "door.all" if len(plans) > 1 else "door"
    nouns = _nouns(plans[0], language)
    if key == "door.open":
        return say("player.tell.door.open", language, **nouns)
    who = _those(plans[0].cases["case"], "case", language, **nouns)
    return say(f"player.tell.{key}", language, who=who)


def tell(plan: Plan, event: Event, language: str, lane: str, lanes: int = 1) -> str:
    """Return one sentence for one event.

    Args:
        plan: Whose event it is.
        event: One of `events(plan)`.
        language: ``"id"`` or ``"en"``.
        lane: The path's name, as a sentence has it.
        lanes: How many paths are told of together.
    """

    nouns = _nouns(plan, language)

    def those(cases: Sequence[int], noun: str = "case") -> str:
        return _those([plan.cases["case"][case] for case in cases], noun, language, **nouns)

    def line(key: str, cases: Sequence[int], **blanks: str) -> str:
        blanks = {"who": those(cases), "lane": lane, "desk": desk, **blanks}
        said = say(f"player.tell.{key}", language, **blanks)
        return said[:1].upper() + said[1:]

    desk = ""
    if event.station < 0:
        key = "come" if not plan.lockstep else "depart.all" if lanes > 1 else "depart"
        return line(key, event.come)
    station = plan.stations[event.station]
    desk = station_name(plan, event.station, language)
    if event.built:
        return line("built", event.built, who=those(event.built, "bridge"))
    rule = rule_of(plan, event.station)
    post = f".{rule}" if rule else ".copy" if station.deep else ""
    k = "" if station.join is None else count_word(plan.joins[station.join]["k"], language)
    if event.no and event.yes and not post:
        return line("both", event.yes, no=those(event.no))
    if event.no:
        number_of = "" if post == ".copy" else ".many" if len(event.no) > 1 else ".one"
        return line(f"no{post}{number_of}", event.no, k=k)
    if event.silent:
        return line("silent", event.silent)
    if event.back:
        return line("back", event.back)
    if event.yes:
        ahead = _next_stay(plan, event)
        if post or ahead is None:
            then = post
        else:
            then = ".queue" if ahead.place == "queue" and len(event.yes) == 1 else ".next"
        name = station_name(plan, ahead.station, language) if ahead else ""
        return line(f"yes{then}", event.yes, k=k, next=name)
    if event.begin:
        return line(f"begin.{station.work}", event.begin)
    _, step, yes = event.votes[0]
    same = [vote.case for vote in event.votes if vote.step == step and vote.yes == yes]
    judge = step_names(plan.steps[step], language)[".who"]
    return line(f"vote.{'yes' if yes else 'no'}", same, desk=judge)


def _nouns(plan: Plan, language: str) -> dict[str, str]:
    return things(emblem_of(plan.record["situation"]), language)


def _next_stay(plan: Plan, event: Event) -> Any:
    token = next(one for one in plan.tokens if one.case == event.yes[0] and not one.copy)
    return next(
        (
            stay
            for stay in token.stays
            if stay.since >= event.t
            and stay.station != event.station
            and stay.place in ("queue", "seat", "split")
        ),
        None,
    )


def _those(cases: Sequence[int], noun: str, language: str, **nouns: str) -> str:
    """Return "proposals 3 and 7", or how many where that would be a list."""
    if len(cases) == 1:
        return say(f"player.{noun}", language, n=str(cases[0]), **nouns)
    if len(cases) > 3:
        count = count_word(len(cases), language)
        return say(f"player.{noun}.count", language, count=count, **nouns)
    comma = "," if len(cases) > 2 and language == "id" else ""
    first = ", ".join(map(str, cases[:-1]))
    last = f"{comma} {say('player.and', language)} {cases[-1]}"
    return say(f"player.{noun}.list", language, list=first + last, **nouns)


def _day(t: float, language: str) -> str:
    # Half a tenth goes up, as browsers have it; Python would round it to the even tenth.
    return number(floor(t * 10 + 0.5) / 10, language, ".1f" if t % 1 else ".0f")
