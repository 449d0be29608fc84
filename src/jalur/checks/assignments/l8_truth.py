"""What is true in lesson 8's assignment: each answer, and parts of each mistake, by the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from math import exp, floor
from statistics import fmean

from jalur.checks.given import Numbers
from jalur.model import (
    Log,
    Path,
    Situation,
    Step,
    acceptance,
    act,
    best,
    break_even,
    bureaucracy,
    desks,
    direct,
    full,
    panel,
    simulate,
    technocracy,
    value,
    vote,
)
from jalur.table import Table

HELD_BACK = 4
SEEDS = (1, 2, 3)
"""The public seeds of question 6."""
LEAD = 1.0


# Question 1: how many officials a table needs behind a counter.


def load(n: Numbers, *, good: float | None = None, bad: float | None = None) -> float:
    """Return how many official-days of work reach the experts' table per working day."""
    counter = Step(
        "counter", "clear",
        good=n["counter_good"] if good is None else good,
        bad=n["counter_bad"] if bad is None else bad,
    )  # fmt: skip
    passed = acceptance(counter)
    share = n["good_share"] * passed.good + (1 - n["good_share"]) * passed.bad
    return n["arrivals"] * share * n["expert_days"]


def enough(work: float) -> int:
    """Return the fewest officials whose queue does not grow for ever."""
    return floor(work) + 1


# Question 2: the loss at which a further desk is worth its price.


def short_and_long(n: Numbers) -> tuple[Path, Path]:
    """Return the experts' path, and the one on which a desk works side by side with them."""
    experts = panel(
        n["judges"], n["accuracy"], n["judge_days"], cost=0.4, watch=0.1
    )  # fmt: skip
    desk = desks(1, n["good"], n["bad"], n["land_days"], name="land", cost=0.2, watch=0.14)
    return experts >> act(), (experts & desk) >> act()


def world_of(n: Numbers) -> Situation:
    """Return the situation that a question gives."""
    return Situation(good_share=n["good_share"], urgency=n["urgency"], loss=n["loss"])


def pays_from(n: Numbers) -> float:
    """Return the loss at which both paths are worth the same; 0 where there is none."""
    ties = break_even(*short_and_long(n), world_of(n), over="loss")
    return ties[0] if ties else 0.0


def ratio(n: Numbers, over: Callable[[float, float], float], *, loss: float = 0) -> float:
    """Return the lead of the short path, losses left out, divided by `over` of two differences.

    These are by how much the long path passes fewer of the good, and fewer of the bad proposals.
    """
    short, long = short_and_long(n)
    world = replace(world_of(n), loss=loss)
    few, many = acceptance(short), acceptance(long)
    divisor = over(few.good - many.good, few.bad - many.bad)
    return (value(short, world) - value(long, world)) / divisor


# Questions 3 and 6: what a proposal costs at the office of bridges.


def price(n: Numbers, **other: object) -> Callable[..., float]:
    """Return the function of question 3; `other` replaces one of its parts."""
    wait = other.get("wait", lambda days: n["gain"] * (1 - exp(-n["urgency"] * days)))
    refused = other.get("refused", n["gain"])
    leaks = other.get("leaks", 1)
    blank = other.get("blank", lambda built, yeses: built and yeses < n["signatures"])

    def of(good: bool, built: bool, days: float, leaked: float, yeses: int) -> float:
        costs = leaks * leaked + n["blank_price"] * bool(blank(built, yeses))
        if built:
            return costs + (wait(days) if good else n["loss"])
        return costs + (refused if good else 0)

    return of


def priced(n: Numbers) -> list[tuple]:
    """Return what a function for question 3 is tried on."""
    signed = int(n["signatures"])
    return [
        (True, True, 20, 2.5, signed),
        (True, True, 36.5, 1.2, signed - 1),
        (True, False, 12, 0, 1),
        (False, True, 15, 4, signed + 1),
        (False, True, 1, 9.5, 0),
        (False, False, 9, 0, 0),
    ]


def office(n: Numbers) -> Situation:
    """Return the situation of the office of bridges."""
    return Situation(
        good_share=n["good_share"], urgency=n["urgency"], gain=n["gain"], loss=n["loss"],
        budget=n["budget"], arrivals=n["arrivals"],
    )  # fmt: skip


def parts(n: Numbers) -> dict[str, Step]:
    """Return the steps that a design may be made of, by name."""
    made = (
        Step("counter", "clear", 0.97, n["counter_bad"], days=0.5, variation=1),
        Step("expert", "assess", 0.8, 0.2, days=n["expert_days"], variation=1, watch=0.1),
        Step("land", "clear", 0.95, 0.4, days=n["land_days"], variation=1, watch=0.14),
        Step("money", "clear", 0.9, 0.3, days=n["money_days"], variation=1, watch=0.14),
        Step("audit", "assess", days=1, watch=0.5),
    )
    return {step.name: step for step in made}


def rivals(n: Numbers) -> dict[str, Path]:
    """Return the designs to beat: the three pure ones, and the hybrid of the lesson."""
    made = parts(n)

    def experts(officials: int) -> Path:
        one = replace(made["expert"], officials=officials)
        return vote(2, [replace(one, name=f"expert_{place}") for place in (1, 2, 3)])

    def row(officials: int) -> list[Step]:
        return [replace(made[name], officials=officials) for name in ("land", "money")]

    land, money = row(9)
    first, second = row(3)
    return {
        "direct": act(),
        "experts": experts(6) >> act(),
        "desks": land >> money >> act(),
        "hybrid": (experts(4) & first & second) >> act(),
    }


PRICES = ("waiting", "refused", "passed", "leaked", "blank")


def cost(path: Path, n: Numbers, seed: int) -> float:
    """Return what a proposal costs on `path`, on average over a run."""
    ledger = ledger_of(path, n, seed)
    return sum(ledger[name] for name in PRICES)


def ledger_of(path: Path, n: Numbers, seed: int) -> dict[str, float]:
    """Return the five prices of a run, per proposal, with its `unlawful` projects and its `load`.

    Unlawful is what gets built without a yes of the land desk; the load is the busiest desk's.
    """
    return _ledger(path, office(n), n["signatures"], n["blank_price"], parts(n)["land"], seed)


@lru_cache(maxsize=512)
def _ledger(
    path: Path, world: Situation, signatures: int, blank_price: float, land: Step, seed: int
) -> dict[str, float]:
    log = simulate(path, world, cases=1000, seed=seed)
    crew = next(place for place, step in enumerate(path.steps) if step.kind == "act")
    yeses = [row[:2] for row in _rows(log.visits, "case", "step", "verdict") if row[2] == "yes"]
    said = Counter(case for case, step in yeses if step < crew)
    desk = {place for place, step in enumerate(path.steps) if _bare(step) == _bare(land)}
    lawful = {case for case, step in yeses if step in desk}
    sums: Counter[str] = Counter()
    for case, good, built, arrival, end, leaked in _rows(
        log.cases, "case", "good", "accepted", "arrival", "end", "leaked"
    ):
        if built:
            sums["leaked"] += leaked
            sums["blank"] += blank_price * (said[case] < signatures)
            sums["unlawful"] += case not in lawful
        if built and good:
            sums["waiting"] += world.gain * (1 - exp(-world.urgency * (end - arrival)))
        elif built:
            sums["passed"] += world.loss
        elif good:
            sums["refused"] += world.gain
    means = {name: sums[name] / len(log.cases) for name in (*PRICES, "unlawful")}
    return means | {"load": _busiest(log)}


def _rows(table: Table, *names: str) -> Iterator[tuple]:
    columns = (table[name] for name in names)
    return zip(*(c.tolist() if hasattr(c, "tolist") else c for c in columns), strict=True)


def _busiest(log: Log) -> float:
    """Return the highest load of a desk, by the visits that it had."""
    seen = Counter(step for (step,) in _rows(log.visits, "step"))
    rate = log.situation.arrivals / len(log.cases)
    return max(
        rate * seen[place] * step.days / step.officials for place, step in enumerate(log.path.steps)
    )


def _bare(step: Step) -> Step:
    """Return a step without its name and, but for the crew, its officials: these may be chosen."""
    officials = step.officials if step.kind == "act" else 1
    return replace(step, name="step", officials=officials)


def _is_of_the_office(n: Numbers, path: Path) -> bool:
    """Return whether every step is one that there is, and only experts come more than once."""
    known = {_bare(step): name for name, step in parts(n).items()} | {_bare(act()): "act"}
    used = Counter(known.get(_bare(step)) for step in path.steps)
    return None not in used and all(name == "expert" or used[name] == 1 for name in used)


def _officials(path: Path) -> int:
    return sum(step.officials for step in path.steps if step.kind != "act")


CONDITIONS: dict[str, Callable[[Numbers], Callable[[Path], bool]]] = {
    "crew": lambda n: lambda path: [step.kind for step in path.steps].count("act") != 1,
    "parts": lambda n: lambda path: not _is_of_the_office(n, path),
    "officials": lambda n: lambda path: _officials(path) > n["officials"],
    "law": lambda n: lambda path: any(ledger_of(path, n, seed)["unlawful"] for seed in SEEDS),
}
"""What may forbid a design for question 6, the plainest first."""

_NAMES = {"refused": "strict", "passed": "lax"}


def weakness(n: Numbers, path: Path) -> str:
    """Return what is dearest about a design, next to the cheapest rival; empty if not behind."""
    mine, *others = (_mean_ledger(one, n) for one in (path, *rivals(n).values()))
    best_of = min(others, key=_total)
    if _total(mine) + LEAD <= _total(best_of):
        return ""
    if mine["load"] >= 1:
        return "overload"
    dearest = max(PRICES, key=lambda name: mine[name] - best_of[name])
    return _NAMES.get(dearest, "") if mine[dearest] - best_of[dearest] > LEAD else ""


def _mean_ledger(path: Path, n: Numbers) -> dict[str, float]:
    runs = [ledger_of(path, n, seed) for seed in SEEDS]
    return {name: fmean(run[name] for run in runs) for name in runs[0]}


def _total(ledger: dict[str, float]) -> float:
    return sum(ledger[name] for name in PRICES)


def weak(name: str) -> Callable[[Numbers], Callable[[Path], bool]]:
    """Return a mistake of question 6: to be behind, and mostly for this reason."""
    return lambda n: lambda path: weakness(n, path) == name


# Question 4: who never loses by much.


def worlds(n: Numbers) -> list[Situation]:
    """Return the world as it is thought to be, and three in which one number is another."""
    world = world_of(n)
    other = {"urgency": n["hurried"], "loss": n["dear"], "good_share": n["doubtful"]}
    return [world, *(replace(world, **{name: number}) for name, number in other.items())]


@cache
def contenders() -> dict[str, Path]:
    """Return the four paths of question 4, by name."""
    land, money = bureaucracy(2).steps[:2]
    experts = technocracy().parts[0]
    return {
        "direct": direct(),
        "experts": technocracy(),
        "desks": (land & money) >> act(),
        "together": (experts & land & money) >> act(),
    }


def regrets(n: Numbers) -> dict[str, float]:
    """Return the greatest regret of each path over the worlds."""
    values = [
        {name: float(value(path, world)) for name, path in contenders().items()}
        for world in worlds(n)
    ]
    return {name: max(max(row.values()) - row[name] for row in values) for name in contenders()}


def safest(n: Numbers) -> str:
    """Return the path whose greatest regret is the least."""
    found = regrets(n)
    return min(found, key=found.get)


def stands_out(n: Numbers) -> bool:
    """Return whether the safest path is clearly safer than the next."""
    first, second, *_ = sorted(regrets(n).values())
    return second - first > 1


# Question 5: a design that was chosen on one seed.


def leads(n: Numbers) -> list[float]:
    """Return by how much desks lead experts on the foreman's seed, then on the held-back ones."""
    first = int(n["seed"])
    return [
        _lead(world_of(n), int(n["cases"]), seed) for seed in range(first, first + HELD_BACK + 1)
    ]


@lru_cache(maxsize=4096)
def _lead(world: Situation, cases: int, seed: int) -> float:
    of_desks, of_experts = (
        simulate(path, world, cases=cases, seed=seed).value
        for path in (bureaucracy(2), technocracy())
    )
    return of_desks - of_experts


def was_luck(n: Numbers) -> bool:
    """Return whether desks lead on the foreman's seed and lag on the held-back ones."""
    return _lead(world_of(n), int(n["cases"]), int(n["seed"])) > 0.5 and fmean(leads(n)[1:]) < -0.5


# Question 7: what may be said.


def margins(n: Numbers) -> dict[str, float]:
    """Return by how much the statements that hang on numbers hold, or fail to."""
    world = world_of(n)
    short, long = value(technocracy(), world), value(full(2), world)
    return {"A": long - short, "B": value(direct(), world) - short}


def keeps_its_winner(n: Numbers) -> bool:
    """Return whether the same path wins where waiting costs twice as much."""
    paths = (direct(), technocracy(), full(2))
    world = world_of(n)
    hurried = replace(world, urgency=2 * world.urgency)
    return best(paths, world).winner == best(paths, hurried).winner


def is_clear(n: Numbers) -> bool:
    """Return whether no statement of question 7 hangs by a hair."""
    world = world_of(n)
    for one in (world, replace(world, urgency=2 * world.urgency)):
        first, second, *_ = best((direct(), technocracy(), full(2)), one).table["value"]
        if first - second < 0.5:
            return False
    return all(abs(by) > 0.5 for by in margins(n).values())


def statements(n: Numbers) -> dict[str, bool]:
    """Return which statements of question 7 hold."""
    return {
        **{letter: by > 0 for letter, by in margins(n).items()},
        "C": keeps_its_winner(n),
        "D": False,
        "E": True,
        "F": False,
    }
