"""The garbage can: choices, problems and people meet, and some choices get made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import isfinite
from numbers import Real

from jalur.classics.draws import Draws
from jalur.errors import InputError
from jalur.model import limits

PERIODS, CHOICES, PROBLEMS, DECISION_MAKERS = 20, 10, 20, 10
STRUCTURES = ("unsegmented", "hierarchical", "specialised")
STYLES = ("resolution", "oversight", "flight")
SOLUTION_COEFFICIENT = 0.6
# What each decision maker brings to every period, in hundredths, before the solution coefficient.
ENERGIES = {
    "increasing": [10 * rank for rank in range(1, DECISION_MAKERS + 1)],
    "equal": [55] * DECISION_MAKERS,
    "decreasing": [10 * rank for rank in range(DECISION_MAKERS, 0, -1)],
}


@dataclass(frozen=True, slots=True)
class GarbageCan:
    """How choices came to be made.

    Args:
        resolution: Share of the choices made that were made with problems attached, and solved
            them.
        oversight: Share made before any problem had come to them.
        flight: Share made once the problems that had come were gone again.
        made: Mean number of choices made in a run, of 10.
        solved: Mean number of problems solved in a run, of 20.
        runs: How many runs these are means of.
        trace: The first run, period by period; see `garbage_can`.

    >>> garbage_can("specialised", runs=3).flight
    0.0

    Source: Cohen, March and Olsen (1972), see `garbage_can`.
    """

    resolution: float
    oversight: float
    flight: float
    made: float
    solved: float
    runs: int
    trace: dict[str, object] = field(repr=False)


def garbage_can(
    access: str = "unsegmented",
    decision: str = "unsegmented",
    load: float = 2.2,
    energy: str = "equal",
    runs: int = 100,
    seed: int = 1,
) -> GarbageCan:
    """Return how an organised anarchy makes its choices.

    For ten periods one choice (a can) and two problems enter; ten more periods follow. In each
    period every problem, and every decision maker, goes to the open choice that it may go to and
    that lacked least energy when the last period ended. A choice is made as soon as the energy
    spent on it, over all periods, reaches what the problems now attached to it require; they are
    solved with it.

    Args:
        access: Which problem may go to which choice. ``"unsegmented"``: every one to every one.
            ``"hierarchical"``: numbers are ranks, 1 the most important; two problems share a
            rank, and a problem may go to choices of its rank and below. ``"specialised"``: only
            to the choice of its rank.
        decision: The same for decision makers, the decision structure.
        load: Energy that each problem requires; > 0. 1.1 is a light, 3.3 a heavy load.
        energy: How energy is spread over the decision makers, from first to last:
            ``"increasing"``, ``"equal"`` or ``"decreasing"``; 5.5 a period in all, of which 0.6
            (the solution coefficient) takes effect.
        runs: How many runs, each with its own orders of entry.
        seed: The luck; the same one tells the same story again.

    The trace holds, for each period, the entering ``choice`` and ``problems``, where every
    problem (``problem_at``) and decision maker (``maker_at``) is (0: here, but no choice is open
    to it; None: not yet here, or solved), the energy ``required`` by and ``spent`` on each choice,
    and the choices ``made`` with their ``style`` and the problems ``solved``. Choices, problems
    and decision makers are numbered from 1.

    Published are the numbers of things, the structures, loads, energies and the rules of going,
    here as a public re-implementation made from the Fortran appendix preserves them. Our choices:
    orders of entry drawn by the seed (1972 used a few fixed ones), at equal deficits the lower
    number, one style for each choice by what is attached when it is made and was before, energy
    counted in hundredths so that ties are true ties.
    The printed values of 1972 do not come out again: Levin (2021, *Nonlinear Dynamics, Psychology,
    and Life Sciences* 25(4), 455–465) finds the model so sensitive that no study reproduces them,
    only the qualitative findings. Bendor, Moe and Shotts (2001, *American Political Science
    Review* 95, 169–190, doi 10.1017/S0003055401000041) show that its agents move in lockstep and
    that the simulation is not the theory told beside it.

    Raises:
        InputError: If an argument is out of its range.

    >>> garbage_can(access="specialised", runs=10).flight
    0.0

    Source: Cohen, March and Olsen (1972), *Administrative Science Quarterly* 17(1), 1–25,
    doi 10.2307/2392088.
    """
    limits.choice("garbage_can", "access", access, STRUCTURES)
    limits.choice("garbage_can", "decision", decision, STRUCTURES)
    limits.choice("garbage_can", "energy", energy, ENERGIES)
    runs = limits.count("garbage_can", "runs", runs)
    seed = limits.count("garbage_can", "seed", seed, least=0)
    required = _hundredths(load)
    stories = [
        _periods(access, decision, required, energy, Draws("garbage_can", seed, run))
        for run in range(1, runs + 1)
    ]
    made = [choice for story in stories for period in story for choice in period["made"]]
    styles = Counter(choice["style"] for choice in made)
    return GarbageCan(
        **{style: styles[style] / len(made) if made else 0.0 for style in STYLES},
        made=len(made) / runs,
        solved=sum(len(choice["solved"]) for choice in made) / runs,
        runs=runs,
        trace={
            "version": 1,
            "model": "garbage_can",
            "seed": seed,
            "access": access,
            "decision": decision,
            "load": required / 100,
            "energy": energy,
            "periods": stories[0],
        },
    )


def _periods(
    access: str, decision: str, load: int, energy: str, draws: Draws
) -> list[dict[str, object]]:
    entry_of_choices = draws.shuffled(CHOICES, what=0)
    entry_of_problems = draws.shuffled(PROBLEMS, what=1)
    effective = [round(one * SOLUTION_COEFFICIENT) for one in ENERGIES[energy]]
    open_choices: set[int] = set()
    problems: set[int] = set()
    visited: set[int] = set()  # choices that a problem has been at
    required, spent = [0] * CHOICES, [0] * CHOICES
    story = []
    for period in range(PERIODS):
        new_choice = entry_of_choices[period : period + 1]
        new_problems = entry_of_problems[2 * period : 2 * period + 2]
        open_choices.update(new_choice)
        problems.update(new_problems)
        nearest = sorted(
            open_choices, key=lambda choice: (required[choice] - spent[choice], choice)
        )
        problem_at = {one: _goes(access, one // 2, nearest) for one in sorted(problems)}
        maker_at = {one: _goes(decision, one, nearest) for one in range(DECISION_MAKERS)}
        required = [0] * CHOICES
        for choice in problem_at.values():
            if choice is not None:
                required[choice] += load
                visited.add(choice)
        for maker, choice in maker_at.items():
            if choice is not None:
                spent[choice] += effective[maker]
        made = []
        for choice in sorted(open_choices):
            if spent[choice] >= required[choice]:
                solved = [problem for problem, at in problem_at.items() if at == choice]
                unsolved_style = "flight" if choice in visited else "oversight"
                made.append((choice, "resolution" if solved else unsolved_style, solved))
        story.append(
            {
                "choice": new_choice[0] + 1 if new_choice else None,
                "problems": [problem + 1 for problem in sorted(new_problems)],
                "problem_at": _numbered(problem_at, PROBLEMS),
                "maker_at": _numbered(maker_at, DECISION_MAKERS),
                "required": [amount / 100 for amount in required],
                "spent": [amount / 100 for amount in spent],
                "made": [
                    {"choice": choice + 1, "style": style, "solved": [one + 1 for one in solved]}
                    for choice, style, solved in made
                ],
            }
        )
        for choice, _, solved in made:
            open_choices.remove(choice)
            problems.difference_update(solved)
    return story


def _goes(structure: str, rank: int, nearest: list[int]) -> int | None:
    """Return the first choice in `nearest` that the structure opens to this rank."""
    if structure == "unsegmented":
        return nearest[0] if nearest else None
    if structure == "hierarchical":
        return next((choice for choice in nearest if choice >= rank), None)
    return rank if rank in nearest else None


def _numbered(places: dict[int, int | None], count: int) -> list[int | None]:
    numbers = {one: 0 if at is None else at + 1 for one, at in places.items()}
    return [numbers.get(one) for one in range(count)]


def _hundredths(load: object) -> int:
    good = isinstance(load, Real) and not isinstance(load, bool) and isfinite(load)
    if not good or round(load * 100) < 1:
        raise InputError("classics.load", got=load)
    return round(load * 100)
