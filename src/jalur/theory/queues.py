"""Delay that nobody decides: queues in front of desks."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from jalur.errors import InputError
from jalur.theory import limits
from jalur.theory.elementwise import elementwise


@dataclass(frozen=True, slots=True)
class Queue:
    """A desk in the long run.

    Args:
        utilisation: Share of their time that the officials work.
        delay_probability: Share of the cases that wait at all (Erlang C).
        waiting: Mean working days in the queue, Wq.
        lead_time: Mean working days from arrival to the end of the work, W.
        length: Mean number of cases at the desk, waiting or being worked on, L.
    """

    utilisation: float
    delay_probability: float
    waiting: float
    lead_time: float
    length: float


@elementwise
def queue(arrivals: float, service_rate: float, officials: int = 1) -> Queue:
    """Return how a desk does in the long run, if luck alone spreads arrivals and work (M/M/c).

    Cases come at random and wait in one line, first come, first served; the work on a case
    takes an exponential time.

    Args:
        arrivals: Cases per working day, 0 or more.
        service_rate: Cases that one official finishes per working day when never idle.
        officials: How many serve here, 1 or more.

    Raises:
        InputError: If the load is 1 or more: the queue grows for ever.

    >>> round(queue(0.9, 1).lead_time, 9)
    10.0
    >>> round(queue(8, 1, officials=10).waiting, 5)
    0.20459

    Source: Erlang (1917), *Elektroteknikeren* 13:5-13; length by Little (1961), *Operations
    Research* 9(3):383-387, doi 10.1287/opre.9.3.383.
    """
    officials = limits.whole("queue", "officials", officials)
    arrivals, service_rate = _steady("queue", arrivals, service_rate, officials)
    offered = arrivals / service_rate
    utilisation = offered / officials
    lost = 1.0  # Erlang B: the share turned away if nobody could wait, official by official
    for serving in range(1, officials + 1):
        lost = offered * lost / (serving + offered * lost)
    delayed = lost / (1 - utilisation * (1 - lost))
    waiting = delayed / (officials * service_rate - arrivals)
    lead_time = waiting + 1 / service_rate
    return Queue(utilisation, delayed, waiting, lead_time, arrivals * lead_time)


@elementwise
def kingman(utilisation: float, arrival_cv: float, service_cv: float, service_time: float) -> float:
    """Return the mean waiting time at a desk with one official, in working days, about.

    Load and variability multiply: u/(1-u) · (ca²+cs²)/2 · service_time. An approximation, good
    at high load; exact if cases come at random (`arrival_cv` 1).

    Args:
        utilisation: Share of time that the official works, from 0 to below 1.
        arrival_cv: Coefficient of variation of the gaps between arrivals; 1 at random.
        service_cv: The same of the time of work; 0 always equal, 1 exponential.
        service_time: Mean working days of work on a case.

    Raises:
        InputError: If an argument is out of its range.

    >>> round(kingman(0.9, 1, 1, service_time=1), 9)
    9.0

    Source: Kingman (1961), *Mathematical Proceedings of the Cambridge Philosophical Society*
    57:902-904, doi 10.1017/S0305004100036094.
    """
    load = limits.at_least("kingman", "utilisation", utilisation)
    if load >= 1:
        raise InputError("theory.overload", where="kingman", load=load)
    arriving = limits.at_least("kingman", "arrival_cv", arrival_cv)
    serving = limits.at_least("kingman", "service_cv", service_cv)
    time = limits.at_least("kingman", "service_time", service_time)
    return load / (1 - load) * (arriving**2 + serving**2) / 2 * time


@elementwise
def tandem(arrivals: float, service_rate: float, n: int) -> float:
    """Return the mean lead time of `n` desks in a row, in days: `n/(service_rate-arrivals)`.

    Each desk has one official and is as in `queue`; what leaves one at random comes to the next
    at random.

    Args:
        arrivals: Cases per working day, 0 or more.
        service_rate: Cases that one official finishes per working day when never idle.
        n: Number of desks, 1 or more.

    Raises:
        InputError: If the load is 1 or more: the queue grows for ever.

    >>> round(tandem(0.9, 1, n=7), 9)
    70.0

    Source: Jackson (1957), *Operations Research* 5(4):518-521, doi 10.1287/opre.5.4.518.
    """
    arrivals, service_rate = _steady("tandem", arrivals, service_rate)
    return limits.whole("tandem", "n", n) / (service_rate - arrivals)


@dataclass(frozen=True, slots=True)
class TacitApproval:
    """A desk whose silence is a yes: probability of silence, and what a bad file now has."""

    silent: float
    bad: float


@elementwise
def tacit_approval(
    arrivals: float, service_rate: float, deadline: float, bad: float
) -> TacitApproval:
    """Return what happens at a desk if silence until the deadline counts as a yes.

    The desk has one official, as in `queue`, who finishes also the files whose deadline has
    passed. The lead time is then exponential, so silence has probability
    e^(-(service_rate-arrivals) · deadline), and a bad file passes by silence or by mistake.

    Args:
        arrivals: Cases per working day, 0 or more.
        service_rate: Cases that the official finishes per working day when never idle.
        deadline: Working days from arrival at the desk, 0 or more.
        bad: Probability that the desk lets a bad file pass when it decides, in [0, 1].

    Raises:
        InputError: If the load is 1 or more: the queue grows for ever.

    >>> round(tacit_approval(0.9, 1, deadline=5, bad=0.1).bad, 6)
    0.645878

    Source: the lead time of M/M/1, Kleinrock (1975), *Queueing Systems*, vol. 1, Wiley; the rest
    is derived here.
    """
    arrivals, service_rate = _steady("tacit_approval", arrivals, service_rate)
    bad = limits.probability("tacit_approval", "bad", bad)
    deadline = limits.at_least("tacit_approval", "deadline", deadline)
    silent = exp(-(service_rate - arrivals) * deadline)
    return TacitApproval(silent, silent + (1 - silent) * bad)


def _steady(
    where: str, arrivals: object, service_rate: object, officials: int = 1
) -> tuple[float, float]:
    """Return the two rates, if the queue does not grow for ever."""
    coming = limits.at_least(where, "arrivals", arrivals)
    finished = limits.above(where, "service_rate", service_rate)
    if coming >= officials * finished:
        raise InputError("theory.overload", where=where, load=coming / (officials * finished))
    return coming, finished
