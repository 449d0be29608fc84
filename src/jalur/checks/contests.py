"""A kind of question without one answer: a design of the reader's own, judged by simulation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from jalur.checks.given import Numbers
from jalur.checks.kinds import Design
from jalur.model import Path


@dataclass(frozen=True, kw_only=True)
class Contest(Design):
    """A path that has to cost less than every rival, on average over seeds.

    Each mistake says, as in `Design`, whether a path commits it. The marks come from other seeds,
    which stand in hidden tests.

    Args:
        rivals: From the numbers to the paths to beat, by name.
        price: From a path, the numbers and a seed to what a case costs on that path.
        seeds: The public ones.
        lead: How much less than each rival a path has to cost.
        conditions: Which of the mistakes break a condition. A path that does is not compared: it
            may be too large to simulate.
    """

    rivals: Callable[[Numbers], Mapping[str, Path]]
    price: Callable[[Path, Numbers, int], float]
    seeds: Sequence[int]
    lead: float = 0.0
    conditions: Sequence[str] = ()

    def cost(self, path: Path, given: Numbers) -> float:
        """Return what a case costs on `path`, on average over the seeds."""
        return fmean(self.price(path, given, seed) for seed in self.seeds)

    def expected(self, given: Numbers) -> dict[str, float]:
        """Return what a case costs on each rival, by name."""
        return {name: self.cost(path, given) for name, path in self.rivals(given).items()}

    def keeps(self, value: Path, given: Numbers) -> bool:
        """Return whether a path keeps every condition."""
        return not any(self.mistakes[name](given)(value) for name in self.conditions)

    def is_right(self, value: Path, given: Numbers) -> bool:  # noqa: D102
        if not self.keeps(value, given):
            return False
        return self.cost(value, given) + self.lead <= min(self.expected(given).values())

    def told(self, value: Path, given: Numbers) -> dict[str, float]:
        """Return the cost of the path, `yours`, and of each rival, and how many are `beaten`."""
        if not self.keeps(value, given):
            return {}
        yours, rivals = self.cost(value, given), self.expected(given)
        beaten = sum(yours + self.lead <= cost for cost in rivals.values())
        return {**rivals, "yours": yours, "beaten": beaten, "rivals": len(rivals)}
