"""Pictures, each with its words and a table as its twin, which stands in without matplotlib.

Every function takes what `jalur.model`, `jalur.theory`, `jalur.classics` and `jalur.data` give, or
the numbers that they take, and returns a `Figure` in the reader's language.

>>> from jalur import figures
>>> figures.survivors(0.95, 70, language="en").title
'Each agreement has a chance of 95%: after 70, 276 of 10,000 programmes survive'
"""

from jalur.figures.figure import Figure
from jalur.figures.formulas import (
    audits,
    discretion,
    juries,
    lead_times,
    opinions,
    survivors,
    votes,
)
from jalur.figures.maps import phase_map
from jalur.figures.measured import calendar, durations, governance, handoffs, procedures
from jalur.figures.organisations import dissensus, promotions, styles
from jalur.figures.paths import acceptances, scorecard, values
from jalur.figures.storyboards import storyboard

__all__ = [
    "Figure",
    "acceptances",
    "audits",
    "calendar",
    "discretion",
    "dissensus",
    "durations",
    "governance",
    "handoffs",
    "juries",
    "lead_times",
    "opinions",
    "phase_map",
    "procedures",
    "promotions",
    "scorecard",
    "storyboard",
    "styles",
    "survivors",
    "values",
    "votes",
]
