"""Lesson 3: how many of 10,000 proposals survive a chain of agreements."""

from __future__ import annotations

from jalur.theory import bandwagon, clearance, packaging, persistence
from jalur.widgets.explorer import Explorer
from jalur.widgets.lessons.making import lesson_explorer, over
from jalur.widgets.reading import Chart, Reading, Series, Slider

PROPOSALS = 10_000
PACKAGE = 5
"""Agreements tied into one package."""
AGREEMENTS = tuple(range(0, 71, 5))


def chain(**values: float | str) -> Explorer:
    """Return the survivors of up to 70 agreements, and what three tactics do for them.

    `clearance`, `persistence`, `bandwagon` and `packaging` of `jalur.theory`.

    >>> round(chain(p=0.95, n=70).reading["at"]["packages"])
    4877
    """

    def compute(p: float, n: int, tries: int, pull: float) -> Reading:
        def of(agreements: int) -> dict[str, float]:
            packages = -(-agreements // PACKAGE)
            return {
                "plain": PROPOSALS * clearance(p, agreements),
                "again": PROPOSALS * persistence(p, agreements, tries),
                "pulled": PROPOSALS * bandwagon(p, agreements, pull),
                "packages": PROPOSALS * (packaging(p, packages) if packages else 1),
            }

        return Reading(over(AGREEMENTS, of), of(n))

    knobs = (
        Slider("p", 0.8, 0.99, 0.01, 0.9),
        Slider("n", 1, 70, 1, 70),
        Slider("tries", 1, 4, 1, 2),
        Slider("pull", 0, 0.5, 0.05, 0.1),
    )
    drawn = (
        Series("plain", "desks"),
        Series("again", "full"),
        Series("pulled", "direct"),
        Series("packages", "experts"),
    )
    chart = Chart("survivors", AGREEMENTS, drawn, here="n", y=(0, PROPOSALS))
    return lesson_explorer("chain", compute, knobs, [chart], values)
