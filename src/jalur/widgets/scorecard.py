"""What each path costs in time, error, leakage and accountability: one row of bars for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import isnan
from typing import Any

import traitlets

from jalur.model import acceptance, expected_days, simulate, value
from jalur.model.compare import named
from jalur.model.path import Path
from jalur.model.situation import Situation, need_situation
from jalur.table import Table
from jalur.texts import LANGUAGES, number
from jalur.widgets.contenders import Names, looks, spoken
from jalur.widgets.reading import plain
from jalur.widgets.widget import Widget, grid, words

ASKED = ("days", "error", "leak", "verdicts")
"""The four prices, for each of which the reader guesses who is ahead."""
CASES = 2_000


class Scorecard(Widget):
    """Paths against time, error, leakage and accountability, with cost and value beside them.

    Bars and not a radar: a radar asks for one direction in which more is better, its area depends
    on the order of its axes, and five of them cannot be told apart without colour. Bars with their
    numbers can be read off, one price at a time.

    Accountability is what the model has of it: how many verdicts were spoken, and so can be asked
    for in writing, before a project was carried out. It does not measure whether the reasons were
    good, or whether anybody reads them.

    Args:
        paths: The contenders, by name or in order.
        situation: What is at stake.
        language: ``"id"`` or ``"en"``; without it, the reader's (see `jalur.begin`).
        predict: Whether the reader guesses who is ahead before the bars are shown.
        names: A name for every path, one text or one per language; the named paths have theirs.

    Raises:
        InputError: If there is not one name for each path, or something is no path.

    >>> from jalur import direct, full, village_bridge
    >>> Scorecard([direct(), full(2)], village_bridge()).table
      path  days  refused   built    error     leak  verdicts    cost     value
    direct     1        0      50       50       28         0       0  -30.8494
      full    51  11.8458  0.2606  12.1064  15.0967         7  2.1332   25.8823
    """

    stem = "phase_map"

    contenders = traitlets.List(traitlets.Dict(), help="Names and looks.").tag(sync=True)
    rows = traitlets.List(traitlets.Dict(), help="What each path comes to; see `table`.").tag(
        sync=True
    )
    predict = traitlets.Bool(True).tag(sync=True)
    guess = traitlets.List(
        traitlets.Unicode(), help="Who is ahead in time, error, leakage, accountability, by name."
    ).tag(sync=True)

    def __init__(
        self,
        paths: Mapping[str, Path] | Iterable[Path],
        situation: Situation,
        language: str | None = None,
        predict: bool = True,
        names: Names = None,
        **traits: Any,
    ) -> None:
        contenders = named(paths)
        need_situation(situation)
        said = spoken(contenders, names)
        super().__init__(
            {
                each: (all_words := words(each, "map."))
                | {"title": all_words["card.title"]}
                | said[each]
                for each in LANGUAGES
            },
            language,
            contenders=looks(contenders),
            rows=[_row(path, situation) for path in contenders.values()],
            predict=predict,
            **traits,
        )

    @property
    def table(self) -> Table:
        """The card as a table, a row for each path.

        `days` until a good proposal is done; of 100 proposals those decided wrongly (`error`):
        good ones `refused` and bad ones `built`; `leak`: what is lost of every 100 of the budget
        of a project that is carried out; `verdicts` spoken before it; `cost` and `value` per
        proposal.
        """
        columns: dict[str, list[object]] = {"path": [one["name"] for one in self.contenders]}
        return Table(columns | {name: [row[name] for row in self.rows] for name in self.rows[0]})

    @property
    def ahead(self) -> dict[str, list[str]]:
        """Who is ahead in each of the four prices: several where they are equal."""
        found = {}
        for name in ASKED:
            all_of = [row[name] for row in self.rows if row[name] is not None]
            best = (max if name == "verdicts" else min)(all_of, default=None)
            found[name] = [
                one["name"]
                for one, row in zip(self.contenders, self.rows, strict=True)
                if row[name] == best is not None
            ]
        return found

    def told(self) -> str:
        """Return the title, and the question or else the table."""
        said = self.labels[self.language]
        if self.predict and not self.guess:
            return f"**{said['title']}**\n\n{said['card.note']}"
        head = [said["card.path"], *(said[f"name.{n}.short"] for n in range(len(self.rows)))]
        rows = [
            [said[f"card.{name}.head"]] + [self._figure(row[name]) for row in self.rows]
            for name in ("days", "refused", "built", "leak", "verdicts", "cost", "value")
        ]
        return f"**{said['title']}**\n\n{grid(head, rows)}"

    def _figure(self, value: float | None) -> str:
        return "–" if value is None else number(plain(round(value, 1)), self.language)

    def __repr__(self) -> str:
        return f"{self.labels[self.language]['title']}\n{self.table!r}"


def _row(path: Path, situation: Situation) -> dict[str, float | None]:
    accepts, share = acceptance(path), situation.good_share
    days = expected_days(path).accepted
    refused, built = share * (1 - accepts.good), (1 - share) * accepts.bad
    done = share * accepts.good + built
    # What is at stake is taken away, and what remains is the cost; then only a leaking budget of 1.
    bare = replace(situation, gain=0, loss=0, budget=0, arrivals=None)
    cost = -value(path, bare)
    leaked = -value(path, replace(bare, budget=1)) - cost
    figures = {
        "days": None if isnan(days) else days,
        "refused": 100 * refused,
        "built": 100 * built,
        "error": 100 * (refused + built),
        "leak": 100 * leaked / done if done else None,
        "verdicts": _verdicts(path, bare),
        "cost": cost,
        "value": value(path, situation),
    }
    return {
        name: None if figure is None else round(float(figure), 4) + 0.0  # never -0.0
        for name, figure in figures.items()
    }


def _verdicts(path: Path, situation: Situation) -> float | None:
    """Return how many yeses and noes, silence aside, were said of a case that is carried out."""
    log = simulate(path, situation, cases=CASES, seed=1)
    done = set(log.cases.where(accepted=True)["case"])
    deciding = {place for place, step in enumerate(path.steps) if step.kind != "act"}
    said = sum(
        row["case"] in done and row["step"] in deciding and row["verdict"] in ("yes", "no")
        for row in log.visits
    )
    return said / len(done) if done else None
