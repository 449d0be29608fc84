"""The closed forms of the literature, as plain functions: what paper and pencil say.

Every function takes numbers and gives numbers. Where an argument is a NumPy array, every element
is answered, so a lesson plots a formula in one line; several arrays are broadcast. Only
`similarity` takes whole rows of answers.

>>> from jalur.theory import clearance
>>> round(clearance(0.95, 70), 4)
0.0276
"""

from jalur.theory.agreements import (
    agreements_to_halve,
    bandwagon,
    clearance,
    packaging,
    persistence,
)
from jalur.theory.authority import aghion_tirole, delegation
from jalur.theory.control import critical_sanction, missing_share
from jalur.theory.likeness import similarity
from jalur.theory.queues import kingman, queue, tacit_approval, tandem
from jalur.theory.stopping import drift_diffusion, option_to_wait, sequential_test
from jalur.theory.votes import committee, condorcet, hierarchy, optimal_desks, polyarchy

__all__ = [
    "aghion_tirole",
    "agreements_to_halve",
    "bandwagon",
    "clearance",
    "committee",
    "condorcet",
    "critical_sanction",
    "delegation",
    "drift_diffusion",
    "hierarchy",
    "kingman",
    "missing_share",
    "optimal_desks",
    "option_to_wait",
    "packaging",
    "persistence",
    "polyarchy",
    "queue",
    "sequential_test",
    "similarity",
    "tacit_approval",
    "tandem",
]
