"""The pyramid: who is promoted, and what becomes of the organisation."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from math import fsum
from statistics import NormalDist, fmean

from jalur.classics.draws import Draws
from jalur.model import limits

SIZES = (1, 5, 11, 21, 41, 81)
RESPONSIBILITIES = (1.0, 0.9, 0.8, 0.6, 0.4, 0.2)
LEVELS = tuple(level for level, size in enumerate(SIZES) for _ in range(size))
"""The level of each post, from the top (0) down."""
POSTS = tuple(range(last - size, last) for size, last in zip(SIZES, accumulate(SIZES), strict=True))
"""The posts of each level."""
RULES = ("best", "worst", "random")
HYPOTHESES = ("common_sense", "peter")
LEAST_COMPETENCE, LAST_AGE = 4.0, 60
_COMPETENCE, _AGE, _SHIFT, _CHOICE = range(4)
_competence, _age = NormalDist(7, 2), NormalDist(25, 5)


@dataclass(frozen=True, slots=True)
class Promotion:
    """What a rule of promotion did to an organisation.

    Args:
        start: Efficiency E in the first year, in per cent of an organisation where everybody is
            perfect; mean over the runs.
        end: E over the last tenth of the years, likewise.
        change: ``end`` − ``start``, in points of E.
        efficiency: E year by year, mean over the runs; the first is the start.
        runs: How many organisations.
        trace: The first organisation, move by move; see `promotion`.

    >>> promotion("random", years=10, runs=1).runs
    1

    Source: Pluchino, Rapisarda and Garofalo (2010), see `promotion`.
    """

    start: float
    end: float
    change: float
    efficiency: list[float] = field(repr=False)
    runs: int
    trace: dict[str, object] = field(repr=False)


def promotion(
    rule: str = "best",
    hypothesis: str = "peter",
    years: int = 200,
    runs: int = 10,
    seed: int = 1,
) -> Promotion:
    """Return what promoting by `rule` does to a pyramid of 160 posts.

    Every year those above 60 retire and those whose competence is below 4 are dismissed; then,
    from the top down, each empty post is filled from the level below, and the lowest level from
    outside; then everybody is a year older.

    Args:
        rule: Who goes up: the ``"best"`` of the level below, the ``"worst"``, or one at
            ``"random"``.
        hypothesis: What competence the promoted have in the new post. ``"common_sense"``: what
            they had, give or take up to 1. ``"peter"``: a new draw, as the tasks are others.
        years: How many years; 10 or more.
        runs: How many organisations.
        seed: The luck; the same one tells the same story again, and a newcomer of the same number
            is the same under every rule.

    The trace holds the ``level`` of each post, the people at the ``start`` by post (``person``,
    ``age``, ``competence``), the ``moves`` in order by column (``year``, ``person``, ``from`` and
    ``to`` as posts, None for outside, ``age`` and ``competence`` on arrival or on leaving), and
    the ``efficiency`` year by year. Posts and persons are numbered from 0, posts from the top.

    Published, as public re-implementations preserve it: the six levels of 1, 5, 11, 21, 41 and 81
    posts with responsibilities 1, 0.9, 0.8, 0.6, 0.4 and 0.2; competence N(7, 2) from 1 to 10, age
    N(25, 5) from 18 to 60; dismissal below 4; E = 100·Σ r·Σ c/(10·Σ r·n). Our choices: draws from
    the truncated distributions, whole years, competence in thousandths, all who go leave before
    anybody is promoted, ties to the earlier post, retirement after 60 (one re-implementation has
    65). A magazine's summary of the paper (*Canadian Business*) gives, under the Peter hypothesis,
    −10 per cent for the best, +12 for the worst and +1 for random, and +2 for random under common
    sense. What comes out here has the same order, within a few points, not the same digits.

    Raises:
        InputError: If an argument is out of its range.

    >>> promotion("best", runs=2).change < 0 < promotion("worst", runs=2).change
    True

    Source: Pluchino, Rapisarda and Garofalo (2010), *Physica A* 389(3), 467–472,
    doi 10.1016/j.physa.2009.09.045, arXiv 0907.0455.
    """
    limits.choice("promotion", "rule", rule, RULES)
    limits.choice("promotion", "hypothesis", hypothesis, HYPOTHESES)
    years = limits.count("promotion", "years", years, least=10)
    runs = limits.count("promotion", "runs", runs)
    seed = limits.count("promotion", "seed", seed, least=0)
    pyramids = [
        _Pyramid(rule, hypothesis, Draws("promotion", seed, run)) for run in range(1, runs + 1)
    ]
    for pyramid in pyramids:
        for year in range(1, years + 1):
            pyramid.live(year)
    efficiency = [fmean(year) for year in zip(*(one.efficiency for one in pyramids), strict=True)]
    start, end = efficiency[0], fmean(efficiency[-(years // 10) :])
    first = pyramids[0]
    return Promotion(
        start=start,
        end=end,
        change=end - start,
        efficiency=efficiency,
        runs=runs,
        trace={
            "version": 1,
            "model": "promotion",
            "seed": seed,
            "rule": rule,
            "hypothesis": hypothesis,
            "level": list(LEVELS),
            "responsibility": list(RESPONSIBILITIES),
            "start": first.start,
            "moves": first.moves,
            "efficiency": first.efficiency,
        },
    )


class _Pyramid:
    """One organisation and what it writes down; who sits at a post is kept by post."""

    def __init__(self, rule: str, hypothesis: str, draws: Draws) -> None:
        self.rule, self.hypothesis, self.draws = rule, hypothesis, draws
        self.hired = 0
        self.person: list[int | None] = [None] * len(LEVELS)
        self.age, self.competence = [0] * len(LEVELS), [0.0] * len(LEVELS)
        self.moves: dict[str, list[object]] = {
            column: [] for column in ("year", "person", "from", "to", "age", "competence")
        }
        for post in range(len(LEVELS)):
            self._hire(post)
        self.start = {
            "person": list(self.person),
            "age": list(self.age),
            "competence": list(self.competence),
        }
        self.efficiency = [efficiency_of(self.competence)]

    def live(self, year: int) -> None:
        """Let one year pass."""
        for post, age in enumerate(self.age):
            if age > LAST_AGE or self.competence[post] < LEAST_COMPETENCE:
                self._note(year, post, post, None)
                self.person[post] = None
        for post, person in enumerate(self.person):
            if person is None:
                self._fill(year, post)
        self.efficiency.append(efficiency_of(self.competence))
        self.age = [age + 1 for age in self.age]

    def _fill(self, year: int, post: int) -> None:
        level = LEVELS[post]
        candidates = [
            below
            for posts in POSTS[level + 1 : level + 2]
            for below in posts
            if self.person[below] is not None
        ]
        if not candidates:  # the lowest level, or nobody is left on the level below
            self._hire(post)
            self._note(year, post, None, post)
            return
        chosen = self._chosen(candidates, year, post)
        person = self.person[chosen]
        self.person[post], self.person[chosen] = person, None
        self.age[post] = self.age[chosen]
        self.competence[post] = self._in_new_post(person, level, self.competence[chosen])
        self._note(year, post, chosen, post)

    def _chosen(self, candidates: list[int], year: int, post: int) -> int:
        if self.rule == "random":
            return self.draws.pick(candidates, _CHOICE, year, post)
        select = max if self.rule == "best" else min
        return select(candidates, key=self.competence.__getitem__)

    def _in_new_post(self, person: int, level: int, competence: float) -> float:
        if self.hypothesis == "peter":
            return self._drawn_competence(person, level)
        shift = 2 * self.draws.share(_SHIFT, person, level) - 1
        return min(10.0, max(1.0, round(competence + shift, 3)))

    def _drawn_competence(self, person: int, level: int) -> float:
        share = self.draws.share(_COMPETENCE, person, level)
        return round(_truncated(_competence, 1, 10, share), 3)

    def _hire(self, post: int) -> None:
        self.person[post] = self.hired
        self.age[post] = round(_truncated(_age, 18, 60, self.draws.share(_AGE, self.hired)))
        self.competence[post] = self._drawn_competence(self.hired, LEVELS[-1])
        self.hired += 1

    def _note(self, year: int, post: int, origin: int | None, to: int | None) -> None:
        row = (year, self.person[post], origin, to, self.age[post], self.competence[post])
        for column, value in zip(self.moves.values(), row, strict=True):
            column.append(value)


def efficiency_of(competence: list[float]) -> float:
    """Return E, in per cent, of an organisation whose posts have these competences."""
    weights = [RESPONSIBILITIES[level] for level in LEVELS]
    # From Python 3.12 on `sum` rounds otherwise than before; `fsum` is exact in all.
    weighed = fsum(weight * one for weight, one in zip(weights, competence, strict=True))
    return 100 * weighed / (10 * fsum(weights))


def _truncated(normal: NormalDist, low: float, high: float, share: float) -> float:
    bottom, top = normal.cdf(low), normal.cdf(high)
    return normal.inv_cdf(bottom + share * (top - bottom))
