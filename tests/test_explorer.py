"""An explorer says what the model says, at every turn of its knobs, with a kernel and without."""

import json
import os
import subprocess
from itertools import product
from math import prod
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx, mark, raises

import jalur
from jalur import explore, simulate, theory
from jalur.errors import InputError
from jalur.texts import LANGUAGES
from jalur.widgets import Chart, Explorer, Reading, Series, Slider, kept
from jalur.widgets.lessons import EXPLORERS
from needs import need_node

ROOT = Path(__file__).parents[1]
NAMES = sorted(EXPLORERS)


def doubled(x, y=0):
    return Reading({"line": [x, 2 * x]}, {"line": 2 * x + y})


def small(**values):
    words = {each: {"title": "T", "finding": "{line}"} for each in LANGUAGES}
    knobs = [Slider("x", 0, 3, 0.5, 1), Slider("y", 0, 100, 1, 7)]
    chart = Chart("c", [0, 1], [Series("line", "direct")], here="x")
    return Explorer(doubled, knobs, [chart], words, **values)


def drawn(data, knobs):
    return {name: data.draw(st.sampled_from(knob.positions)) for name, knob in knobs.items()}


@settings(max_examples=40)
@given(st.sampled_from(NAMES), st.data())
def test_the_copied_line_makes_the_same_state(name, data):
    one = explore(name)
    one.set(**drawn(data, one._knobs))
    again = eval(one.code, {"jalur": jalur})

    assert again.values == one.values
    assert again.reading == one.reading
    assert [player.traces for player in again.players] == [player.traces for player in one.players]


@settings(max_examples=30)
@given(st.sampled_from(NAMES), st.data())
def test_reset_brings_back_where_it_started(name, data):
    one = explore(name)
    before, start = one.reading, dict(one.values)
    one.set(**drawn(data, one._knobs))
    one.reset()

    assert (one.reading, one.values) == (before, start)


@mark.parametrize("name", NAMES)
@settings(max_examples=12)
@given(st.data())
def test_every_sentence_can_be_said_wherever_the_knobs_stand(name, data):
    one = explore(name)
    one.set(**drawn(data, one._knobs))
    reading = one.reading
    key = "finding" + (f".{reading['said']}" if reading["said"] else "")
    blanks = {**one.values, **reading["at"], **reading["numbers"]}

    for language in LANGUAGES:
        assert "{" not in one.labels[language][key].format(**blanks)


@mark.parametrize("name", NAMES)
def test_everything_that_is_shown_has_a_name_in_both_languages(name):
    one = explore(name)
    needed = {f"knob.{knob['name']}" for knob in one.knobs} | {"title", "subtitle", "note", "here"}
    for knob in one.knobs:
        needed |= {f"choice.{knob['name']}.{option}" for option in knob.get("options", ())}
    for chart in one.charts:
        needed |= {f"{chart['name']}.{axis}" for axis in "xy"}
        needed |= {f"{chart['name']}.x.{x}" for x in chart["x"] if isinstance(x, str)}
        needed |= {f"series.{series['name']}" for series in chart["series"]}
        needed |= {f"rule.{rule}" for rule in chart["rules"]}

    for language in LANGUAGES:
        assert needed - set(one.labels[language]) == set()


@mark.parametrize("name", NAMES)
def test_a_chart_has_a_value_or_a_gap_at_every_place_of_its_axis(name):
    one = explore(name)
    for chart in one.charts:
        for series in chart["series"]:
            assert series["name"] in one.reading["at"]
            if series["form"] != "point":
                assert len(one.reading["lines"][series["name"]]) == len(chart["x"])


def test_the_chain_is_that_of_the_theory():
    at = explore("chain", p=0.95, n=70, tries=3, pull=0.1).reading["at"]

    assert at["plain"] == 10_000 * theory.clearance(0.95, 70)
    assert at["again"] == 10_000 * theory.persistence(0.95, 70, 3)
    assert at["pulled"] == 10_000 * theory.bandwagon(0.95, 70, 0.1)
    assert at["packages"] == 10_000 * theory.packaging(0.95, 14)


def test_the_counter_shows_its_formula_beside_the_files_that_play():
    one = explore("counter", arrivals=0.8, officials=2, deadline=4)
    visits = one.players[0].traces[0]["visits"]
    stays = [
        end - come
        for step, come, end in zip(visits["step"], visits["arrive"], visits["end"], strict=True)
        if step == 0
    ]

    assert one.reading["at"]["formula"] == theory.queue(0.8, 1, 2).lead_time
    assert one.reading["at"]["seen"] == approx(sum(stays) / len(stays))


@mark.parametrize("deadline", [1, 5, 12])
def test_the_simulated_silence_agrees_with_its_formula(deadline):
    at = explore("counter", arrivals=0.7, deadline=deadline).reading["at"]

    assert at["files"] == approx(theory.tacit_approval(0.7, 1, deadline, 0.1).bad, abs=0.02)


def test_an_overloaded_counter_says_that_the_formula_has_no_answer():
    reading = explore("counter", arrivals=1.5, officials=1).reading

    assert (reading["said"], reading["at"]["formula"], reading["at"]["tacit"]) == (
        "overload",
        None,
        None,
    )


def test_a_majority_errs_both_ways_alike_and_the_others_one_way():
    lines = explore("committee", n=3, good=0.8, bad=0.2).reading["lines"]

    assert lines["refused"] == approx([0.488, 0.104, 0.008])
    assert lines["passed"] == approx([0.008, 0.104, 0.488])


def test_a_jury_of_one_voice_never_passes_its_limit():
    reading = explore("jury", p=0.7, correlation=0.3, n=25).reading

    assert reading["at"]["alone"] == theory.condorcet(25, 0.7)
    assert reading["numbers"]["limit"] == approx(0.3 * 0.7 + 0.7)
    assert max(reading["lines"]["together"]) < reading["numbers"]["limit"]


def test_a_disaster_s_paths_meet_where_break_even_says():
    reading = explore("disaster", good_share=0.65, ready=5).reading
    paths = [jalur.direct(), jalur.full()]
    none = explore("disaster", good_share=0.65, ready=0).reading

    assert reading["at"]["full"] < reading["at"]["prepared"]
    first = jalur.break_even(*paths, jalur.Situation(good_share=0.65))[0]
    assert none["numbers"]["meet"] == approx(first, abs=1e-6)
    assert none["at"]["full"] == approx(
        jalur.value(jalur.full(), jalur.Situation(good_share=0.65, urgency=0.02))
    )


def test_an_audit_of_all_leaves_eight_points_less_missing():
    few, every = (explore("audit", audit=share).reading["at"] for share in (0.04, 1))

    assert few["missing"] - every["missing"] == approx(0.08)
    assert (few["sanction"], every["sanction"]) == (2500, 100)


def test_a_turn_reaches_the_players_and_keeps_their_names():
    one = explore("disaster", ready=0)
    (player,) = one.players
    before = player.traces
    one.set(ready=7)

    assert player.traces != before
    assert player.labels["en"]["lane.1"] == "Full path, consent prepared"
    assert player.labels["en"]["title"] == "The same ten proposals on two paths"


def test_the_language_of_an_explorer_is_that_of_its_players():
    one = explore("counter", language="en")
    one.language = "id"

    assert one.players[0].language == "id"


def test_a_notebook_shows_the_players_under_the_knobs():
    one = explore("counter")
    shown = one._repr_mimebundle_()
    box = shown[0] if isinstance(shown, tuple) else shown

    assert box["application/vnd.jupyter.widget-view+json"]["model_id"] != one.model_id
    alone = explore("jury")
    assert alone.model_id in str(alone._repr_mimebundle_())


@mark.parametrize(
    ("wrong", "told"),
    [
        (lambda: explore("weather"), "explore: no 'weather'; there are audit, chain"),
        (lambda: explore("jury", judges=3), "no knob called 'judges'; there are p, correlation, n"),
        (lambda: explore("jury", n=4), r"'n' must be one of 1, 3, … 25 \(got 4\)"),
        (lambda: explore("committee", rule="king"), "one of 'hierarchy', 'majority', 'polyarchy'"),
        (lambda: Series("a", "red"), "series 'a': 'look' must be one of direct, experts"),
        (lambda: small().set(x=9), "'x' must be one of 0, 0.5, … 3"),
        (
            lambda: Explorer(doubled, [Slider("x", 0, 1, 1, 0)], [], "explore.nothing"),
            "no texts whose keys begin with 'explore.nothing'",
        ),
    ],
)
def test_what_no_knob_can_be_is_refused_with_what_it_can(wrong, told):
    with raises(InputError, match=told):
        wrong()


def test_an_explorer_of_one_s_own_needs_two_lists_and_a_function():
    one = small(y=3)
    one.set(x=2.5)

    assert one.reading["at"] == {"line": 8.0}
    assert one.code == "explorer.set(x=2.5, y=3)"


# ---- without a kernel


@given(st.lists(st.integers(1, 60), min_size=1, max_size=4), st.integers(1, 500), st.data())
def test_kept_positions_have_both_ends_what_is_needed_and_at_most_25(sizes, cells, data):
    knobs = {f"k{n}": list(range(10, 10 + size)) for n, size in enumerate(sizes)}
    needed = [
        {name: data.draw(st.sampled_from(all_of)) for name, all_of in knobs.items()}
        for _ in range(2)
    ]
    offered = kept.positions(knobs, needed, cells)

    for name, places in offered.items():
        assert places == sorted(set(places))
        assert {knobs[name][0], knobs[name][-1], *(one[name] for one in needed)} <= set(places)
        assert len(places) <= 25
    assert prod(map(len, offered.values())) <= max(cells, 1) * 4 ** len(knobs)


@pytest.fixture(scope="module", params=NAMES)
def page(request):
    return explore(request.param, language="en").to_html()


def test_a_page_stays_under_200_kilobytes(page):
    assert len(page.encode()) <= 200_000


def answers(one):
    """What the page keeps of an explorer, and what the model says at some of those places."""
    knobs = {name: knob.positions for name, knob in one._knobs.items()}
    saved = kept.keep(one._page_reading, knobs, [one.values], 40)
    places = [{name: all_of[-1] for name, all_of in saved["positions"].items()}, one.values]
    places += [
        {name: all_of[n % len(all_of)] for name, all_of in saved["positions"].items()}
        for n in range(4)
    ]
    return {
        "saved": saved,
        "answers": [
            {"values": dict(values), "answer": brief(one._page_reading(values))}
            for values in places
        ],
    }


def brief(value):
    """An answer with five digits, as a page keeps it; what nothing is in is left out."""
    if isinstance(value, dict):
        return {name: brief(part) for name, part in value.items() if name != "of"}
    if isinstance(value, (list, tuple)):
        return [brief(part) for part in value]
    return float(f"{value:.5g}") if isinstance(value, float) else value


def test_what_a_page_keeps_is_what_the_model_answers(tmp_path):
    need_node()
    file = tmp_path / "kept.json"
    file.write_text(json.dumps({name: answers(explore(name)) for name in NAMES}), "utf-8")

    done = subprocess.run(
        ["node", "--test", "--test-reporter=tap", ROOT / "tests/js/explorer.test.js"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "JALUR_KEPT": str(file)},
    )

    assert done.returncode == 0, done.stdout[-3000:]
    assert "# skipped 0" in done.stdout


def test_a_page_keeps_the_state_it_was_saved_in_and_the_one_that_reset_goes_to():
    one = explore("chain", n=7)
    one.set(n=33, p=0.87)
    knobs = {name: knob.positions for name, knob in one._knobs.items()}
    saved = kept.keep(one._page_reading, knobs, [one.values, one.start], 300)

    assert {7, 33} <= set(saved["positions"]["n"])
    assert {0.87, 0.9} <= set(saved["positions"]["p"])


def test_equal_times_of_a_trace_stay_equal_on_a_page():
    record = simulate(jalur.full(), jalur.Situation(arrivals=0.3), cases=9, seed=2).trace().record
    flat = kept._flat(record)
    times = list(zip(record["visits"]["leave"], flat["visits\tleave"], strict=True))

    assert {a == b for a, _ in times for b, _ in times} == {True, False}
    for (exact, short), (later, brief_later) in product(times, times):
        assert exact != later or short == brief_later
        assert exact >= later or short <= brief_later
