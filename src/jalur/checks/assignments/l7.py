"""Lesson 7's assignment: meetings, garbage cans, promotions, and who has the last word.

All numbers are invented; shares are between 0 and 1, efficiency is in per cent.
"""

from __future__ import annotations

from jalur.checks.assignments import l7_truth as truth
from jalur.checks.kinds import Choice, Function, Number, Statements


def _steps(first: float, last: float, step: float) -> tuple[float, ...]:
    """Return the numbers from `first` to `last`, rounded to what a table shows."""
    return tuple(round(first + n * step, 3) for n in range(round((last - first) / step) + 1))


# fmt: off
_RULES = {
    name: range(-9, 10)
    for rule in ("best", "worst", "lots") for name in (f"{rule}_anew", f"{rule}_along")
}

QUESTIONS = {
    "q1": Number(
        given=dict(members=6),
        draws=dict(members=(4, 10, 12, 14, 16)),
        right=truth.tied,
        mistakes={
            "one": lambda n: 0.5 ** n["members"],
            "half": lambda n: 0.5,
            "ways": lambda n: truth.ways(n["members"]),
            "at-least": lambda n: 0.5 + truth.tied(n) / 2,
            "untied": lambda n: 1 - truth.tied(n),
            "splits": lambda n: 1 / (n["members"] + 1),
        },
        share=True,
    ),
    "q2": Function(
        given=dict(members=9, camp=4),
        draws=dict(members=range(7, 16), camp=range(3, 7)),
        trials=lambda n: [(n["members"], n["camp"]), (8, 4), (20, 1), (5, 4)],
        right=lambda n: truth.disagreeing,
        mistakes={
            "self": lambda n: lambda members, camp: (members - camp) / members,
            "own": lambda n: lambda members, camp: (camp - 1) / (members - 1),
            "camp": lambda n: lambda members, camp: camp / members,
            "count": lambda n: lambda members, camp: members - camp,
            "ratio": lambda n: lambda members, camp: (members - camp) / camp,
            "too-many": lambda n: lambda members, camp: (members - camp - 1) / (members - 1),
        },
    ),
    "q3": Number(
        given=dict(energy=2.0, seed=22),
        draws=dict(energy=_steps(1.6, 2.8, 0.2), seed=range(1, 400)),
        right=truth.unsolved,
        mistakes={
            "solved": lambda n: truth.PROBLEMS - truth.unsolved(n),
            "made": lambda n: len(truth.made(n)),
            "resolution": lambda n: truth.styled(n, "resolution"),
            "choices": lambda n: truth.PROBLEMS - len(truth.made(n)),
            "one-each": lambda n: truth.PROBLEMS - truth.styled(n, "resolution"),
        },
        within=0,
        within_absolute=0.01,
    ),
    "q4": Number(
        given=dict(problems=3, energy=1.5, people=8, effort=0.6, working=0.7),
        draws=dict(
            problems=range(2, 6), energy=_steps(1, 2.5, 0.1), people=range(6, 16),
            effort=_steps(0.4, 0.8, 0.1), working=_steps(0.5, 0.9, 0.1),
        ),
        right=truth.load,
        mistakes={
            "inverse": lambda n: 1 / truth.load(n),
            "whole": lambda n: truth.load(n) * n["working"],
            "one-problem": lambda n: truth.load(n) / n["problems"],
            "one-person": lambda n: truth.load(n) * n["people"],
            "demand": lambda n: n["problems"] * n["energy"],
        },
        within_absolute=0.005,
    ),
    "q5": Number(
        given=dict(head=8, leaders=6.5, staff=7.5, leader_weight=0.6, staff_weight=0.2),
        draws=dict(
            head=_steps(4, 9.5, 0.5), leaders=_steps(4, 9.5, 0.5), staff=_steps(4, 9.5, 0.5),
            leader_weight=(0.5, 0.6, 0.7), staff_weight=(0.1, 0.2, 0.3),
        ),
        right=truth.efficiency,
        mistakes={
            "unweighted": lambda n: truth.efficiency(n, leader_weight=1, staff_weight=1),
            "posts": lambda n: truth.efficiency(n, posts=(1, 1, 1)),
            "ten": lambda n: 10 * truth.efficiency(n),
            "share": lambda n: truth.efficiency(n) / 100,
            "head": lambda n: 10 * n["head"],
        },
        within=0.002,
    ),
    "q6": Choice(
        given=dict(
            best_anew=-7, best_along=6, worst_anew=9, worst_along=-3, lots_anew=1, lots_along=2,
        ),
        draws=_RULES,
        choices=("best", "worst", "lots"),
        right=lambda n: max(truth.RULES, key=lambda rule: truth.at_worst(n, rule)),
        fair=lambda n: len({truth.at_worst(n, rule) for rule in truth.RULES}) == len(truth.RULES),
    ),
    "q7": Number(
        given=dict(k=3, alpha=0.4),
        draws=dict(k=(1.5, 2, 2.5, 4), alpha=_steps(0.1, 0.9, 0.1)),
        right=lambda n: truth.efforts(n).principal,
        mistakes={
            "agent": lambda n: truth.efforts(n).agent,
            "plus": lambda n: (n["k"] + n["alpha"]) / (n["k"] ** 2 + n["alpha"]),
            "square": lambda n: (n["k"] - n["alpha"]) / (n["k"] - n["alpha"]) ** 2,
            "no-alpha": lambda n: 1 / n["k"],
            "inverse": lambda n: 1 / truth.efforts(n).principal,
        },
        share=True,
    ),
    "q8": Number(
        given=dict(k=2, alpha=0.3, beta=0.6),
        draws=dict(
            k=(1.5, 2, 2.5, 3), alpha=_steps(0.1, 0.9, 0.1), beta=_steps(0.1, 0.9, 0.1),
        ),
        right=lambda n: truth.efforts(n).delegated.agent - truth.efforts(n).agent,
        mistakes={
            "superior": lambda n: (
                truth.efforts(n).delegated.principal - truth.efforts(n).principal
            ),
            "after": lambda n: truth.efforts(n).delegated.agent,
            "before": lambda n: truth.efforts(n).agent,
            "ratio": lambda n: truth.efforts(n).delegated.agent / truth.efforts(n).agent,
            "alpha": lambda n: truth.efforts(n).principal - truth.efforts(n).agent,
        },
        within_absolute=0.002,
    ),
    "q9": Statements(
        given=dict(members=8, threshold=0.6, energy=1.8),
        draws=dict(
            members=(6, 8, 10, 12, 14), threshold=(0.51, 0.53, 0.56, 0.58, 0.6, 0.65),
            energy=_steps(1.2, 2.6, 0.2),
        ),
        letters=truth.statements,
    ),
}
# fmt: on
