"""The story is the record, told: in Python as in the player's JavaScript."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jalur import PathPlayer, Situation, Step, act, desks, direct, full, narrate, panel, simulate
from jalur.errors import InputError
from jalur.story import Plan, frame, scenes
from jalur.story.narration import caption
from jalur.texts import start_session
from needs import need_node
from strategies import paths

ROOT = Path(__file__).parents[1]
QUEUES = Situation(good_share=0.5, budget=20, leak=0.28, arrivals=0.4)
MOMENTS = 1_000
READING = ROOT / "tests/js/reading.mjs"


def office():
    """A panel in front of a desk that sends files back and one whose silence is a yes."""
    land = Step("land", kind="clear", good=0.9, bad=0.3, days=3, variation=0.5, rounds=0.4)
    money = Step("money", kind="clear", good=0.9, bad=0.3, days=6, variation=0.5, deadline=5)
    return panel(5, accuracy=0.8, days=2, variation=0.5) >> land >> money >> act(days=8)


def random_paths(count):
    """Return paths of every kind, the same ones in every run."""
    found = []

    @settings(max_examples=count, database=None)
    @given(paths(deadlines=True), st.integers(0, 99), st.booleans())
    def collect(path, seed, queues):
        found.append((path, seed, queues))

    collect()
    return found


@pytest.fixture(scope="module")
def told():
    """Traces, and what JavaScript reads in them: the lesson's, an office, and random ones."""
    need_node()
    drawn = [
        ([simulate(path, QUEUES if queues else Situation(), cases=9, seed=seed)], seed)
        for path, seed, queues in random_paths(90)
    ]
    lesson = [simulate(path, cases=20, seed=7) for path in (direct(), full())]
    crowd = [simulate(path, QUEUES, cases=40, seed=4) for path in (office(), direct())]
    ladder = [simulate(desks(14, good=0.97, bad=0.6, days=2) >> act(), cases=8, seed=5)]
    states = []
    quarters = [simulate(desks(2, good=0.9, bad=0.5, days=2.25) >> act(), cases=4, seed=5)]
    for logs, seed in [(lesson, 1), (crowd, 2), (ladder, 3), (quarters, 4), *drawn]:
        player = PathPlayer(*(log.trace() for log in logs))
        last = max(record["horizon"] for record in player.traces)
        # Whole days and the record's own moments are where a reading may slip by one event.
        own = sorted({t for record in player.traces for t in record["visits"]["begin"]})[:60]
        times = [
            0.0,
            last,
            last + 3,
            *own,
            *(last * (n * 37 + seed) % 101 / 101 for n in range(30)),
        ]
        states.append(
            {"traces": player.traces, "labels": player.labels, "times": sorted(set(times))}
        )
    read = subprocess.run(
        ["node", READING], input=json.dumps(states), capture_output=True, text=True, check=True
    )
    return list(zip(states, json.loads(read.stdout), strict=True))


def as_javascript_says(now):
    files = [[one.key, one.case, one.place, one.station, one.faded] for one in now.files]
    key = lambda file: ",".join(str(part).lower() for part in file)  # noqa: E731
    return {
        "files": sorted(files, key=key),
        "stations": [list(one) for one in now.stations],
        "built": now.built,
    }


def test_python_and_javascript_see_the_same_frame_at_a_thousand_moments(told):
    compared = 0
    for state, read in told:
        for trace, frames in zip(state["traces"], read["frames"], strict=True):
            plan = Plan(trace)
            for t, theirs in zip(state["times"], frames, strict=True):
                assert as_javascript_says(frame(plan, t)) == theirs, (trace["path"], t)
                compared += 1

    assert compared >= MOMENTS


@pytest.mark.parametrize("language", ["id", "en"])
def test_python_and_javascript_tell_every_event_in_the_same_words(told, language):
    sentences = set()
    for state, read in told:
        ours = narrate(*state["traces"], language=language)
        days = re.findall(r"<th scope='row'>(.*?)</th>", ours._repr_html_())
        theirs = read["told"][language]

        assert [(t, lane, text) for t, lane, text in ours.rows] == [
            (t, lane, text) for t, _, lane, text in theirs
        ]
        assert days == [day for _, day, _, _ in theirs]
        sentences.update(text for _, _, _, text in theirs)

    assert len(sentences) > 300


def test_a_narration_is_read_from_top_to_bottom():
    log = simulate(direct(), cases=2)

    assert str(narrate(log.trace(), language="id")).splitlines() == [
        "Hari 0. Serentak berangkat usulan 1 dan 2.",
        "Hari 1. Di jalur langsung berdiri jembatan 1 dan 2.",
    ]


def test_several_paths_are_told_apart_in_the_text():
    logs = [simulate(path, cases=2, seed=7) for path in (direct(), full())]
    text = str(narrate(*(log.trace() for log in logs), language="en"))

    assert "Day 1. [Direct] On the direct path the crew finishes bridges 1 and 2." in text
    assert "Day 30. [Full] " in text


def test_a_narration_speaks_the_reader_s_language(fresh_session):
    start_session("l2", "en")

    assert str(narrate(simulate(direct(), cases=1).trace())).startswith("Day 0.")


def test_an_own_name_stands_in_the_sentences():
    trace = simulate(direct(), cases=1).trace()
    rows = narrate(trace, language="en", names=[{"id": "jalur kilat", "en": "the fast lane"}]).rows

    assert rows[-1][1:] == ("the fast lane", "On the fast lane the crew finishes bridge 1.")


def test_a_language_nobody_wrote_is_refused():
    with pytest.raises(InputError, match="no texts in 'de'"):
        narrate(simulate(direct(), cases=1).trace(), language="de")


def test_a_name_with_markup_is_shown_as_text():
    told = narrate(simulate(direct(), cases=1).trace(), language="en", names=["<b>"])

    assert "<b>" not in told._repr_html_()


@settings(max_examples=60)
@given(paths(deadlines=True), st.integers(0, 99), st.booleans(), st.floats(0, 1))
def test_every_case_is_in_one_place_until_it_is_refused_or_done(path, seed, queues, part):
    log = simulate(path, QUEUES if queues else Situation(), cases=7, seed=seed)
    plan = Plan(log.trace())
    now = frame(plan, part * plan.record["horizon"])
    own = [one.case for one in now.files if "." not in one.key and "/" not in one.key]
    inside = {one.case for one in now.files if "." in one.key and one.place != "tray"}

    assert len(own) == len(set(own))
    assert set(own) | inside == set(range(7))


@settings(max_examples=60)
@given(paths(), st.integers(0, 99))
def test_at_the_end_every_file_lies_where_the_log_says(path, seed):
    log = simulate(path, cases=7, seed=seed)
    plan = Plan(log.trace())
    now = frame(plan, plan.record["horizon"] + 1)
    places = {one.case: one.place for one in now.files}

    assert [places[case] == "plot" for case in range(7)] == list(log.cases["accepted"])
    assert sum(one.refused for one in now.stations) == 7 - sum(log.cases["accepted"])


def test_a_storyboard_s_moments_are_named_and_rise():
    plans = [
        Plan(simulate(path, QUEUES, cases=30, seed=4).trace()) for path in (office(), direct())
    ]
    found = scenes(plans)
    names, times = zip(*found, strict=True)

    assert set(names) == {"start", "refusal", "queue", "back", "half", "end"}
    assert list(times) == sorted(times)


def test_the_longest_queue_is_the_longest_there_ever_is():
    plan = Plan(simulate(office(), QUEUES, cases=30, seed=4).trace())
    longest = dict(scenes([plan]))["queue"]
    ever = {
        t: max(one.waiting for one in frame(plan, t).stations)
        for t in plan.record["visits"]["arrive"]
    }

    assert longest == min(t for t, waiting in ever.items() if waiting == max(ever.values()))


def test_without_queues_no_moment_is_named_after_one():
    assert "queue" not in dict(scenes([Plan(simulate(full(), cases=5).trace())]))


def test_a_caption_is_the_weightiest_sentence_of_its_moment():
    plans = [Plan(simulate(path, cases=20, seed=7).trace()) for path in (direct(), full())]
    lanes = ["the direct path", "the full path"]

    assert caption(plans, 0, "en", lanes) == "At the door of every path: 20 proposals."
    assert caption(plans, 35, "en", lanes).startswith("The expert panel refuses seven proposals")
