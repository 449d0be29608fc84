"""The luck of one run, by address: what is drawn in one place never moves what another meets."""

from __future__ import annotations

from collections.abc import Sequence

from jalur.model.luck import address, mix, uniform


class Draws:
    """All draws of one run of one model.

    A draw is asked for by its place, a few whole numbers, first of them what it is for. So two
    rules can be compared on the same newcomers, and any run can be told again alone.

    >>> draws = Draws("cabinet", seed=7, run=1)
    >>> draws.share(0, 3) == draws.share(0, 3) != draws.share(0, 4)
    True
    """

    def __init__(self, model: str, seed: int, run: int) -> None:
        self._start = mix(address(seed, f"classics.{model}", "common") ^ run)

    def share(self, *place: int) -> float:
        """Return a number between 0 and 1, neither of them included."""
        *outer, last = place
        at = self._start
        for part in outer:
            at = mix(at ^ part)
        return uniform(at, last)

    def pick(self, among: Sequence[int], *place: int) -> int:
        """Return one of `among`, each as likely as the others."""
        return among[int(self.share(*place) * len(among))]

    def shuffled(self, count: int, what: int) -> list[int]:
        """Return the numbers from 0 to `count` − 1 in an order of chance."""
        return sorted(range(count), key=lambda number: self.share(what, number))
