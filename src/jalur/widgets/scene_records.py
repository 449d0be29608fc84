"""What the scenes play: the models' own traces, cut to what an eye can follow.

Each function runs a model of the course (or reads a table of its data) and returns plain JSON. In
every record ``fields`` holds the range of each number that a reader may guess, ``outcome`` what
came out, and ``said`` the numbers that fill the scene's own sentences. ``lanes`` run side by side,
``variants`` are switched between; each has its ``name`` in the texts and what fills it.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median
from typing import Any

from jalur import classics
from jalur.classics import garbage_cans
from jalur.data import read
from jalur.errors import InputError
from jalur.model import Situation, limits, panel, simulate
from jalur.theory import condorcet

SIZES = (5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20, 25, 30)
SMALL = 12
"""Up to this size a cabinet is small: among these the reader guesses."""


def cabinet(
    sizes: int | Sequence[int] = SIZES,
    neighbours: int | Sequence[int] = (8, 4),
    start: str = "random",
    threshold: float = 0.6,
    rewiring: float = 0.1,
    runs: int = 100,
    seed: int = 1,
) -> dict[str, Any]:
    """Return cabinets of growing size that talk, and how many of each size stay divided.

    Args:
        sizes: Members, up to 40; the first run of each is played.
        neighbours: How many others a member listens to; several give the reader a switch.
        start: As in `jalur.classics.cabinet`, like `threshold`, `rewiring`, `runs` and `seed`.
    """
    sizes = [limits.count("cabinet", "sizes", size, least=2) for size in _several(sizes)]
    if not sizes or max(sizes) > 40:
        raise InputError("scene.sizes", got=sizes)
    variants = []
    for k in _several(neighbours):
        rounds = []
        for size in sorted(sizes):
            ran = classics.cabinet(size, k, threshold, rewiring, start, runs, seed)
            trace = {key: ran.trace[key] for key in ("size", "edges", "start")}
            rounds.append(trace | ran.trace["changes"] | {"stuck": round(ran.dissensus * ran.runs)})
        small = [one for one in rounds if one["size"] <= SMALL] or rounds
        peak = max(small, key=lambda one: one["stuck"])
        frozen = peak["size"] == 8 <= k + 1 and threshold > 4 / 7
        said = {
            "k": k, "low": small[0]["size"], "high": small[-1]["size"], "n": peak["size"],
            "stuck": peak["stuck"], "runs": runs,
            "rest": max((one["stuck"] for one in small if one is not peak), default=0),
        }  # fmt: skip
        more = ["frozen"] if frozen else []
        variants.append({"name": "listens", "said": said, "more": more, "rounds": rounds})
    first = variants[0]["said"]
    return {
        "variants": variants,
        "runs": runs,
        "fields": [[first["low"], first["high"]]],
        "outcome": [first["n"]],
        "said": {key: first[key] for key in ("low", "high")},
    }


def garbage_can(
    access: str | Sequence[str] = garbage_cans.STRUCTURES,
    decision: str = "unsegmented",
    load: float = 2.2,
    energy: str = "equal",
    seed: int = 1,
) -> dict[str, Any]:
    """Return one organised anarchy, period by period.

    Args:
        access: Which problem may go to which choice; several give the reader a switch.
        decision: As in `jalur.classics.garbage_can`, like `load`, `energy` and `seed`.
    """
    variants = []
    for each in _several(access):
        ran = classics.garbage_can(each, decision, load, energy, runs=1, seed=seed)
        periods = ran.trace["periods"]
        styles = [made["style"] for period in periods for made in period["made"]]
        said = {style: styles.count(style) for style in garbage_cans.STYLES}
        said |= {"n": garbage_cans.CHOICES, "made": len(styles)}
        variants.append({"name": each, "said": said, "periods": periods})
    return {
        "variants": variants,
        "fields": [[0, garbage_cans.CHOICES]],
        "outcome": [variants[0]["said"]["resolution"]],
        "said": {},
    }


def promotion(
    rules: str | Sequence[str] = ("best", "random"),
    hypothesis: str = "peter",
    years: int = 60,
    seed: int = 1,
) -> dict[str, Any]:
    """Return one organisation under one or two rules of promotion, move by move.

    Args:
        rules: Of `jalur.classics.promotion`, at most two, on one clock.
        hypothesis: As there, like `seed`.
        years: From 10 to 100.
    """
    rules = _several(rules)
    if not 1 <= len(rules) <= 2:
        raise InputError("scene.rules", got=rules)
    if limits.count("promotion", "years", years, least=10) > 100:
        raise InputError("scene.years", got=years)
    ran = [classics.promotion(rule, hypothesis, years, 1, seed) for rule in rules]
    lanes = [
        {
            "name": one.trace["rule"],
            "said": {"end": round(one.end, 1)},
            "start": one.trace["start"]["competence"],
            "moves": {key: one.trace["moves"][key] for key in ("year", "from", "to", "competence")},
            "efficiency": [round(each, 4) for each in one.efficiency],
        }
        for one in ran
    ]
    return {
        "level": ran[0].trace["level"],
        "lanes": lanes,
        "fields": [[-30, 30]] * len(lanes),
        # From the numbers that are shown, so that they add up.
        "outcome": [round(round(one.end, 1) - round(one.start, 1), 1) for one in ran],
        "said": {"years": years, "start": round(ran[0].start, 1)},
    }


def evidence(
    accuracy: float = 0.6, mistake: float = 0.05, runs: int = 400, seed: int = 1
) -> dict[str, Any]:
    """Return walks of evidence between two walls; arguments as in `jalur.classics.evidence`."""
    ran = classics.evidence(accuracy, mistake, runs, seed)
    return {
        key: ran.trace[key] for key in ("accuracy", "lead", "fixed", "good", "yes")
    } | {
        "fields": [[1, 2 * ran.fixed]],
        "outcome": [round(ran.opinions, 1)],
        "said": {
            "runs": runs, "mean": round(ran.opinions, 1), "right": round(100 * ran.right, 1),
            "fixed": ran.fixed, "fixed_right": round(100 * ran.fixed_right, 1), "lead": ran.lead,
            "accuracy": round(100 * accuracy),
        },
    }  # fmt: skip


def jury(
    judges: int = 11,
    accuracy: float = 0.6,
    correlation: float | Sequence[float] = (0, 0.6),
    rounds: int = 100,
    seed: int = 1,
) -> dict[str, Any]:
    """Return rounds of a jury's votes, as a `jalur.panel` casts them: a row of its log each.

    Args:
        judges: An odd number, at most 21; each is right with probability `accuracy`.
        correlation: Probability that all say what one would say; at most two, side by side.
        rounds: How many cases they judge, at most 200.
        seed: The luck; the judges' own opinions are the same at every correlation.
    """
    shares = _several(correlation)
    judges, rounds = (
        limits.count("jury", *one) for one in (("judges", judges), ("rounds", rounds))
    )
    if not 1 <= len(shares) <= 2 or judges > 21 or rounds > 200:
        raise InputError("scene.jury", judges=judges, rounds=rounds, got=shares)
    lanes = []
    for share in shares:
        log = simulate(
            panel(judges, accuracy, days=1, correlation=share),
            Situation(good_share=0.5), cases=rounds, seed=seed,
        )  # fmt: skip
        trace = log.trace(cases=range(1, rounds + 1)).record
        good, visits = trace["cases"]["good"], trace["visits"]
        votes = [["0"] * judges for _ in good]
        rows = zip(*(visits[column] for column in ("case", "step", "verdict")), strict=True)
        for case, step, verdict in rows:
            votes[case - 1][step] = "01"[(verdict == "yes") == good[case - 1]]
        lanes.append(
            {
                "name": "copied" if share else "alone",
                "said": {
                    "share": round(100 * share),
                    "theory": round(100 * condorcet(judges, accuracy, share), 1),
                },
                "right": ["".join(each) for each in votes],
            }
        )
    majority = [sum(2 * one.count("1") > judges for one in lane["right"]) for lane in lanes]
    return {
        "lanes": lanes,
        "fields": [[0, rounds]] * len(lanes),
        "outcome": majority,
        "said": {"judges": judges, "rounds": rounds, "accuracy": round(100 * accuracy)},
    }


def permits() -> dict[str, Any]:
    """Return the gaps between the events of 1,434 real permit cases, shortest case first.

    ``gaps`` counts them by case, ``seconds`` and ``handoff`` go on from case to case.
    """
    gaps = read("receipt_gaps_derived")
    by_case: dict[int, list[tuple[int, str]]]
    by_case = {row: [] for row in read("receipt_cases_derived")["row"]}
    for row, hours, handoff in zip(gaps["row"], gaps["gap_hours"], gaps["handoff"], strict=True):
        by_case[row].append((round(hours * 3600), str(handoff)))
    cases = sorted(by_case.values(), key=lambda case: sum(seconds for seconds, _ in case))
    flat = [gap for case in cases for gap in case]
    durations = [sum(seconds for seconds, _ in case) for case in cases]
    handed = [seconds for seconds, handoff in flat if handoff == "1"]
    share = round(100 * sum(handed) / sum(durations), 1)
    return {
        "gaps": [len(case) for case in cases],
        "seconds": [seconds for seconds, _ in flat],
        "handoff": "".join(handoff for _, handoff in flat),
        "mean": fmean(durations),
        "median": median(durations),
        "fields": [[0, 100]],
        "outcome": [share],
        "said": {
            "cases": len(cases), "gaps": round(100 * len(handed) / len(flat), 1), "time": share,
            "mean": round(fmean(durations) / 86_400, 1), "median": round(median(durations) / 60),
        },
    }  # fmt: skip


def _several(one_or_more: Any) -> tuple[Any, ...]:
    single = isinstance(one_or_more, str) or not isinstance(one_or_more, Sequence)
    return (one_or_more,) if single else tuple(one_or_more)


RECORDS = {
    "cabinet": cabinet,
    "evidence": evidence,
    "garbage_can": garbage_can,
    "jury": jury,
    "permits": permits,
    "promotion": promotion,
}
