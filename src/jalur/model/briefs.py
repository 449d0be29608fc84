"""The four briefs of the capstone: what comes to a desk in Wanakali. Teaching values, all of them.

Each asks for another path, so that none of them is the answer to "which is better?".
"""

from __future__ import annotations

from jalur.model.situation import Situation


def flash_flood() -> Situation:
    """Return a flash flood: nearly every proposal is good, and a week of waiting costs a tenth.

    >>> flash_flood().urgency
    0.02
    """
    return Situation(good_share=0.9, urgency=0.02)


def village_bridge() -> Situation:
    """Return a village bridge: half the proposals are good, and a month of waiting costs a tenth.

    >>> village_bridge().good_share
    0.5
    """
    return Situation(good_share=0.5, urgency=0.005)


def hazardous_chemicals() -> Situation:
    """Return a store of hazardous chemicals: one bad permit costs ten times what a good one gains.

    >>> hazardous_chemicals().loss / hazardous_chemicals().gain
    10.0
    """
    return Situation(good_share=0.5, urgency=0.005, loss=1000)


def stall_permits() -> Situation:
    """Return permits for food stalls: little is at stake, and a new file comes every second day.

    At that pace each of the named paths' desks and experts would need more officials.

    >>> stall_permits().arrivals
    0.5
    """
    return Situation(good_share=0.8, urgency=0.01, gain=10, loss=8, budget=1, arrivals=0.5)
