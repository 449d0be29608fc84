"""The model: paths, situations, luck, and what follows from them. Pure, no words, no pictures."""

from jalur.model.briefs import (
    flash_flood,
    hazardous_chemicals,
    stall_permits,
    village_bridge,
)
from jalur.model.build import act, bureaucracy, desks, direct, full, panel, technocracy, vote
from jalur.model.compare import Best, Phase, best, phase
from jalur.model.estimate import Estimate
from jalur.model.log import Log
from jalur.model.measures import (
    acceptance,
    expected_cost,
    expected_days,
    leakage,
    value,
    worth,
)
from jalur.model.path import Path, Series, Step, Vote
from jalur.model.run import simulate
from jalur.model.situation import Situation
from jalur.model.ties import Ties, break_even
from jalur.model.trace import Trace

__all__ = [
    "Best",
    "Estimate",
    "Log",
    "Path",
    "Phase",
    "Series",
    "Situation",
    "Step",
    "Ties",
    "Trace",
    "Vote",
    "acceptance",
    "act",
    "best",
    "break_even",
    "bureaucracy",
    "desks",
    "direct",
    "expected_cost",
    "expected_days",
    "flash_flood",
    "full",
    "hazardous_chemicals",
    "leakage",
    "panel",
    "phase",
    "simulate",
    "stall_permits",
    "technocracy",
    "value",
    "village_bridge",
    "vote",
    "worth",
]
