"""The model: paths, situations, luck, and what follows from them. Pure, no words, no pictures."""

from jalur.model.build import act, bureaucracy, desks, direct, full, panel, technocracy, vote
from jalur.model.compare import Best, Phase, best, break_even, phase
from jalur.model.estimate import Estimate
from jalur.model.log import Log
from jalur.model.measures import acceptance, expected_days, value, worth
from jalur.model.path import Path, Series, Step, Vote
from jalur.model.run import simulate
from jalur.model.situation import Situation
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
    "Trace",
    "Vote",
    "acceptance",
    "act",
    "best",
    "break_even",
    "bureaucracy",
    "desks",
    "direct",
    "expected_days",
    "full",
    "panel",
    "phase",
    "simulate",
    "technocracy",
    "value",
    "vote",
    "worth",
]
