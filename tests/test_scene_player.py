"""A scene says what its model says, at any moment and in both languages."""

import inspect
import json
import re
import subprocess
from bisect import bisect_right
from collections import Counter
from math import log10
from pathlib import Path
from random import Random
from statistics import fmean, median

import pytest
from pytest import approx, raises

from jalur import Situation, classics, panel, read, say, scene, simulate
from jalur.classics import garbage_cans, promotions
from jalur.errors import InputError
from jalur.texts import number
from jalur.widgets import ScenePlayer, scene_records
from jalur.widgets.widget import words
from needs import need_node

ROOT = Path(__file__).parents[1]
MODULE = ROOT / "src/jalur/widgets/scene_player.js"
TELL = """
import { readFileSync } from "node:fs";
import { STAGES, caption } from "./src/jalur/widgets/scene_player.js";
import { speaker } from "./src/jalur/widgets/kit.js";
const { record, variant, labels, times } = JSON.parse(readFileSync(0, "utf-8"));
const stage = STAGES[record.kind];
const plan = stage.plan(record, variant);
const told = (times ?? plan.stops).map((t) => ({
  t, counts: stage.counts(stage.frame(plan, t), plan).map((one) => one.value),
  said: ["id", "en"].map((each) => caption(stage, plan, t, speaker(labels[each], each))),
}));
console.log(JSON.stringify({ end: plan.end, stops: plan.stops, told }));
"""


def watched(player, times=None):
    """What the module shows and says at some moments; without them, at every stop."""
    need_node()
    given = {
        "record": player.record, "variant": player.variant, "labels": player.labels, "times": times,
    }  # fmt: skip
    told = subprocess.run(
        ["node", "--input-type=module", "-e", TELL],
        cwd=ROOT, input=json.dumps(given), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


# What the models say, read here without the record and without the module: for a moment t the
# counts above the picture and, at a whole one, the sentences under it (key and blanks).


SETTINGS = {
    "cabinet": {"sizes": (6, 8, 9, 14), "runs": 30, "seed": 4},
    "evidence": {"accuracy": 0.6, "runs": 12, "seed": 19},
    "garbage_can": {"seed": 2, "load": 1.1},
    "jury": {"judges": 7, "rounds": 40, "seed": 5, "correlation": (0.5, 0)},
    "permits": {},
    "promotion": {"years": 30, "seed": 3, "rules": ("worst", "random")},
}


class Cabinets:
    def __init__(self, variant):
        self.moments = []
        for tried, size in enumerate(SETTINGS["cabinet"]["sizes"]):
            ran = classics.cabinet(size, (8, 4)[variant], runs=30, seed=4)
            opinions = list(ran.trace["start"])

            def counts(known, opinions=opinions):
                return [sum(opinions), len(opinions) - sum(opinions), known]

            def both(opinions=opinions):
                return {"yes": sum(opinions), "no": opinions.count(0)}

            self.moments.append((counts(tried), [("begin", {"n": size} | both())]))
            for member, opinion in zip(*ran.trace["changes"].values(), strict=True):
                heard = [b if a == member else a for a, b in ran.trace["edges"] if member in (a, b)]
                blanks = {
                    "n": size, "m": member + 1, "all": len(heard),
                    "against": sum(opinions[one] != opinions[member] for one in heard),
                }  # fmt: skip
                opinions[member] = opinion
                self.moments.append((counts(tried), [("to.yes" if opinion else "to.no", blanks)]))
            end = "agreed" if len(set(opinions)) == 1 else "stuck"
            stuck = {"n": size, "stuck": round(30 * ran.dissensus), "runs": 30}
            self.moments.append((counts(tried + 1), [(end, stuck | both())]))

    def __call__(self, t):
        return self.moments[int(t)]


class Cans:
    def __init__(self, variant):
        access = ("unsegmented", "hierarchical", "specialised")[variant]
        self.periods = classics.garbage_can(access, load=1.1, runs=1, seed=2).trace["periods"]

    def __call__(self, t):
        begun = [period for n, period in enumerate(self.periods) if t > n]
        over = [period for n, period in enumerate(self.periods) if t >= n + 0.8]
        made = [choice for period in over for choice in period["made"]]
        styles = Counter(choice["style"] for choice in made)
        solved = sum(len(choice["solved"]) for choice in made)
        come = sum(len(period["problems"]) for period in begun)
        counts = [styles[each] for each in ("resolution", "oversight", "flight")]
        if not begun:
            return [*counts, 0, 0], [("start", {})]
        now = begun[-1]
        said = [("on", {})]
        if now["choice"]:
            a, b = now["problems"]
            said = [("enter", {"choice": now["choice"], "a": a, "b": b})]
        if len(begun) == len(over):
            said += [
                (
                    f"{one['style']}.one",
                    {"choice": one["choice"], "list": ", ".join(map(str, one["solved"]))},
                )
                for one in now["made"]
            ] or [("none", {})]
        return [*counts, solved, come - solved], said


class Pyramids:
    def __init__(self, variant):
        self.ran = [
            classics.promotion(rule, years=30, runs=1, seed=3).trace for rule in ("worst", "random")
        ]

    def __call__(self, t):
        counts, said = [], [("begin", {})]
        for lane, trace in enumerate(self.ran):
            moves = list(zip(*(trace["moves"][c] for c in ("year", "from", "to")), strict=True))
            seen = []
            for year, origin, to in moves:
                mine = [n for n, move in enumerate(moves) if move[0] == year]
                place = len([one for one in seen if one[0] == year]) + 1
                if year - 1 + place / (len(mine) + 1) <= t:
                    seen.append((year, origin, to))
            efficiency = trace["efficiency"][int(t)]
            up = sum(None not in move for move in seen)
            left = sum(to is None for _, _, to in seen)
            counts += [approx(efficiency, abs=0.0001), up, left]
            if t >= 1:
                now = [move for move in moves if move[0] == int(t)]
                said = said if lane else []
                said.append(
                    (
                        "year",
                        {
                            "lane": lane, "left": sum(to is None for _, _, to in now),
                            "up": sum(None not in move for move in now),
                            "e": (efficiency, ".1f"),
                        },
                    )
                )  # fmt: skip
        return counts, said


class Walks:
    def __init__(self, variant):
        self.trace = classics.evidence(0.6, runs=12, seed=19).trace

    def __call__(self, t):
        n, lead, fixed = int(t), self.trace["lead"], self.trace["fixed"]
        said, right, wrong, voted = [], 0, 0, 0
        for case, (good, told) in enumerate(
            zip(self.trace["good"], self.trace["yes"], strict=True), start=1
        ):
            ahead = 0
            for place, one in enumerate(told[:n], start=1):
                ahead += 1 if one == "1" else -1
                if abs(ahead) == lead:
                    well = (ahead > 0) == good
                    right, wrong = right + well, wrong + (not well)
                    if place == n:
                        said.append(("right.one" if well else "wrong.one", {"case": case}))
                    break
            voted += (told[:fixed].count("1") > fixed / 2) == good
        open_ = 12 - right - wrong
        on = [("on", {"n": n, "open": open_, "all": 12})] if n else [("start", {})]
        vote = [("vote", {"fixed": fixed, "right": voted, "wrong": 12 - voted})]
        return [open_, right, wrong], [*on, *said, *(vote if n == fixed else [])]


class Juries:
    def __init__(self, variant):
        self.logs = [
            simulate(
                panel(7, 0.6, days=1, correlation=share),
                Situation(good_share=0.5), cases=40, seed=5,
            )
            for share in (0.5, 0)
        ]  # fmt: skip

    def __call__(self, t):
        counts, said = [], [("begin", {})]
        for lane, log in enumerate(self.logs):
            cases = list(log.cases)[: int(t)]
            right = sum(case["accepted"] == case["good"] for case in cases)
            counts += [right, len(cases) - right]
            if not cases:
                continue
            case = cases[-1]
            votes = log.visits.where(case=case["case"])["verdict"]
            n = sum((verdict == "yes") == case["good"] for verdict in votes)
            key = "yes" if case["accepted"] == case["good"] else "no"
            said = said if lane else []
            said.append((key if 0 < n < 7 else f"same.{key}", {"lane": lane, "n": n, "all": 7}))
        return counts, said


class Permits:
    def __init__(self, variant):
        gaps = read("receipt_gaps_derived")
        self.cases = {row: [] for row in read("receipt_cases_derived")["row"]}
        for row, hours, handoff in zip(
            gaps["row"], gaps["gap_hours"], gaps["handoff"], strict=True
        ):
            ended = self.cases[row][-1][0] if self.cases[row] else 0
            self.cases[row].append((ended + round(hours * 3600), handoff))
        self.durations = [case[-1][0] if case else 0 for case in self.cases.values()]

    def __call__(self, t):
        now = 10**t * (1 + 1e-9) if t else 0
        handed = same = done = 0
        for case in self.cases.values():
            place = bisect_right(case, now, key=lambda gap: gap[0])
            if place == len(case):
                done += 1
            elif case[place][1]:
                handed += 1
            else:
                same += 1
        blanks = {"time": now, "done": done, "all": 1434, "handed": handed, "same": same}
        said = [("at", blanks)]
        for key, seconds in (("median", median(self.durations)), ("mean", fmean(self.durations))):
            if t == approx(log10(seconds), abs=1e-12):
                said.append((key, {}))
        return [done, handed, same], said


READINGS = {
    "cabinet": Cabinets, "evidence": Walks, "garbage_can": Cans, "jury": Juries,
    "permits": Permits, "promotion": Pyramids,
}  # fmt: skip


def lasting(seconds, language):
    size, unit = next(
        (size, unit)
        for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))
        if seconds >= size or size == 1
    )
    n = seconds / size
    finely = unit == "day" and n < 10 and n % 1 > 0.05
    n = number(n, language, ".1f" if finely else ".0f")
    return say(f"scene.permits.{unit}.one" if n == "1" else f"scene.permits.{unit}", language, n=n)


def written(player, kind, said, language):
    """The sentences of a reading, in words."""

    def blank(name, value):
        if name == "lane":
            return player.labels[language][f"lanes.{value}"]
        if name == "time":
            return lasting(value, language)
        return number(value[0], language, value[1]) if isinstance(value, tuple) else value

    return " ".join(
        say(f"scene.{kind}.{key}", language, **{n: blank(n, v) for n, v in blanks.items()})
        for key, blanks in said
    )


@pytest.mark.parametrize(
    ("kind", "variant"),
    [*((kind, 0) for kind in READINGS), ("cabinet", 1), ("garbage_can", 1), ("garbage_can", 2)],
)
def test_what_is_shown_and_said_is_what_the_model_says(kind, variant):
    player = scene(kind, **SETTINGS[kind])
    player.variant = variant
    reading = READINGS[kind](variant)
    stops = watched(player)
    draw = Random(variant)
    moments = watched(player, [draw.uniform(0, stops["end"]) for _ in range(40)])

    assert len(stops["told"]) >= 18
    for told in stops["told"] + moments["told"]:
        assert told["counts"] == reading(told["t"])[0], told["t"]
    for told in stops["told"]:
        expected = reading(told["t"])[1]
        for said, language in zip(told["said"], ("id", "en"), strict=True):
            assert said == written(player, kind, expected, language), told["t"]


def test_hand_offs_are_a_sixth_of_the_gaps_and_three_quarters_of_the_time():
    player = scene("permits", language="en")
    finish = player.labels["en"]["finish.0"]

    assert player.record["outcome"] == [73.7]
    assert "16.9 per cent of the gaps and hold 73.7 per cent of the time" in finish
    assert "within 48 minutes; the mean is 5.4 days" in finish
    assert len(player.record["gaps"]) == 1434
    assert sum(player.record["gaps"]) == len(player.record["seconds"]) == 7143


def test_eight_stays_divided_most_often_of_small_cabinets_and_four_neighbours_end_that():
    player = scene("cabinet", language="en")
    eight, four = (player.labels["en"][f"finish.{n}"] for n in (0, 1))

    assert player.record["outcome"] == [8]
    assert "the one of 8 stays divided most often" in eight and "0.57" in eight
    assert "the one of 8" not in four and "0.57" not in four


def test_the_same_judges_sit_on_both_benches_and_copy_or_do_not():
    alone, copied = (lane["right"] for lane in scene("jury").record["lanes"])
    own = [one == other for one, other in zip(alone, copied, strict=True)]

    assert all(same or len(set(one)) == 1 for same, one in zip(own, copied, strict=True))
    assert 25 < sum(own) < 55  # they copy 60 times in 100


@pytest.mark.parametrize("kind", READINGS)
def test_a_saved_scene_weighs_200_kilobytes_at_most(kind):
    assert len(scene(kind).to_html().encode()) <= 200_000


@pytest.mark.parametrize("kind", READINGS)
def test_a_record_is_plain_json_and_each_outcome_can_be_guessed(kind):
    record = scene(kind).record

    assert json.loads(json.dumps(record, allow_nan=False)) == record
    assert len(record["fields"]) == len(record["outcome"])
    for (low, high), outcome in zip(record["fields"], record["outcome"], strict=True):
        assert low <= outcome <= high


@pytest.mark.parametrize("kind", READINGS)
def test_every_word_of_a_stage_stands_in_its_labels_and_no_word_is_spare(kind):
    text = MODULE.read_text("utf-8")
    stages = re.split(r"^const (\w+) = \{$", text.partition("// ---- the player")[0], flags=re.M)
    own = dict(zip(stages[1::2], stages[2::2], strict=True))[kind]
    said = words("en", f"scene.{kind}.")
    names = [*garbage_cans.STRUCTURES, *promotions.RULES, inspect.getsource(scene_records), text]
    asked = set(re.findall(r'\bword\("([\w.]+)"', own))

    assert asked <= set(said)
    for key in set(said) - set(words("en")):
        # A key is asked for whole, or put together from its parts.
        for part in key.split("."):
            assert any(re.search(rf"\b{part}\b", name) for name in names), key


def test_where_nothing_plays_the_scene_says_how_it_ends():
    player = scene("evidence", language="id", runs=30)
    assert "67" not in player.told()  # the reader is to guess first
    player.guess = [50.0]
    data, _ = player._repr_mimebundle_()

    assert data["text/plain"].splitlines()[0] == "Bertanya sampai yakin"
    assert "Suara terbanyak selalu perlu 67 pendapat" in data["text/plain"]
    assert "application/vnd.jupyter.widget-view+json" in data


def test_a_title_may_be_said_otherwise_in_each_language():
    player = scene("jury", title={"id": "Sebelas juri", "en": "Eleven judges"}, language="en")

    assert isinstance(player, ScenePlayer)
    assert [player.labels[each]["title"] for each in ("id", "en")] == [
        "Sebelas juri", "Eleven judges",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "wrong", "said"),
    [
        ("circus", {}, r"scene: 'kind' must be one of cabinet, evidence, .* \(got 'circus'\)"),
        ("cabinet", {"sizes": ()}, r"scene\(.cabinet.\): 'sizes' .* \(got \[\]\)"),
        ("cabinet", {"sizes": (5, 41)}, r"none above 40.* \(got \[5, 41\]\)"),
        ("cabinet", {"sizes": (1, 5)}, r"cabinet: 'sizes' must be a whole number, 2 or more"),
        ("garbage_can", {"access": "all"}, r"'access' must be one of .*\(got 'all'\)"),
        ("promotion", {"rules": ("best", "worst", "random")}, r"scene\(.promotion.\): 'rules'"),
        ("promotion", {"years": 101}, r"scene\(.promotion.\): 'years' .* \(got 101\)"),
        ("evidence", {"accuracy": 0.5}, r"evidence: 'accuracy'"),
        ("jury", {"judges": 23}, r"at most 21 judges.*judges=23"),
        ("promotion", {"years": "ten"}, r"'years' must be a whole number, 10 or more"),
        ("jury", {"rounds": 0}, r"jury: 'rounds' must be a whole number, 1 or more \(got 0\)"),
        ("jury", {"correlation": (0, 0.5, 1)}, r"two values of 'correlation'"),
    ],
)
def test_what_cannot_be_watched_is_refused(kind, wrong, said):
    with raises(InputError, match=said):
        scene(kind, **wrong)
