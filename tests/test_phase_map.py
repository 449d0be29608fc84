"""The map and the card say what the model says, and ask before they tell."""

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pytest import approx, raises

from jalur import (
    PhaseMap,
    Scorecard,
    Situation,
    Step,
    acceptance,
    act,
    break_even,
    bureaucracy,
    desks,
    direct,
    expected_days,
    full,
    panel,
    phase,
    technocracy,
    value,
    village_bridge,
)
from jalur.errors import InputError
from jalur.widgets.contenders import looks, shapes
from needs import need_node

ROOT = Path(__file__).parents[1]
FOUR = [direct(), technocracy(), bureaucracy(2), full(2)]


@pytest.fixture(scope="module")
def drawn():
    return phase(FOUR, village_bridge())


@pytest.fixture
def chart(drawn):
    return PhaseMap(drawn, language="en")


def test_the_map_shows_the_models_winners_and_its_ties(chart, drawn, tmp_path):
    need_node()
    column, row = chart.at
    ties = []
    for axis, name, other in ((0, "good_share", full(2)), (1, "urgency", bureaucracy(2))):
        tie, *_ = break_even(technocracy(), other, village_bridge(), over=name)
        places = (drawn.xs, drawn.ys)[axis]
        ties.append({"node": [column, row], "axis": axis, "at": tie / (places[1] - places[0])})
    told = {"values": chart.values, "winners": drawn.winner, "ties": ties}
    file = tmp_path / "phase.json"
    file.write_text(json.dumps(told), "utf-8")

    node = subprocess.run(
        ["node", "--test", "tests/js/phase_map.test.js"],
        cwd=ROOT, env=os.environ | {"JALUR_PHASE": str(file)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert node.returncode == 0, node.stdout
    assert "# skipped 0" in node.stdout


def test_the_readers_point_begins_at_the_situation_and_says_where_it_is(chart):
    assert chart.here == village_bridge()
    assert chart.winner == "technocracy"

    chart.at = [40, 40]
    assert chart.here == replace(village_bridge(), good_share=1, urgency=0.05)
    assert chart.winner == "direct"


def test_a_painted_guess_is_counted_at_the_middle_of_each_patch(chart, drawn):
    assert (len(chart.patches), chart.hits) == (12, None)
    truth = [drawn.names[drawn.winner[row][column]] for column, row in chart.patches]
    chart.guess = truth
    assert chart.hits == 12

    chart.guess = ["full"] * 12
    assert chart.hits == truth.count("full")
    assert 0 < chart.hits < 12


def test_the_patches_lie_as_a_page_is_read_and_cover_the_map(chart):
    columns, rows = zip(*chart.patches, strict=True)

    assert columns[:4] == (5, 15, 25, 35)
    assert rows[0] > rows[4] > rows[8]


@pytest.mark.parametrize(
    ("path", "row", "isen"),
    [
        (direct(), ["act"], "act"),
        (technocracy(), ["assess", "act"], "assess"),
        (bureaucracy(2), ["clear", "clear", "act"], "clear"),
        (full(1), ["assess", "clear", "act"], "path"),
        (panel(3, 0.8, 5) & Step("land", "clear", days=2), ["assess", "clear"], "path"),
    ],
    ids=repr,
)
def test_a_contender_looks_like_who_decides_on_it(path, row, isen):
    assert shapes(path) == row
    assert looks({"one": path})[0]["isen"] == isen


def test_two_contenders_of_one_pattern_are_told_apart():
    turns = [one["turn"] for one in looks({"few": desks(2, 1, 1, 1), "many": desks(7, 1, 1, 1)})]

    assert turns == [0, 1]


def test_a_contender_can_be_named_in_both_languages(drawn):
    names = ["A", "B", "C", {"id": "Dua meja", "en": "Two desks"}]
    chart = PhaseMap(drawn, names=names)

    assert chart.labels["id"]["name.3"] == chart.labels["id"]["name.3.short"] == "Dua meja"
    assert chart.labels["en"]["name.3"] == "Two desks"
    with raises(InputError, match="one name for each path .4 paths, got 1 names"):
        PhaseMap(drawn, names=["A"])


def test_other_stakes_can_stand_on_the_axes(drawn):
    chart = PhaseMap(phase(FOUR, village_bridge(), x="loss", y="good_share", cells=5))

    assert chart.labels["en"]["x.long"] == "Loss from a bad proposal, Rp million"
    assert "urgency 0.5% a working day" in chart.labels["en"]["stakes"]
    assert "loss" not in chart.labels["en"]["stakes"]
    assert "kebocoran 28%" in PhaseMap(drawn).labels["id"]["stakes"]


def test_where_no_widget_is_drawn_the_maps_table_is_read(chart):
    assert repr(chart).startswith("Who wins, and where\n")
    assert "technocracy" in repr(chart)


@pytest.mark.parametrize("path", [*FOUR, panel(3, 0.7, 4) & desks(2, 0.9, 0.2, 3)], ids=repr)
def test_the_card_says_of_each_path_what_the_model_says(path):
    world = village_bridge()
    row = Scorecard([path], world).table[0]
    accepts = acceptance(path)

    assert row["days"] == approx(expected_days(path).accepted, abs=1e-4)
    assert row["refused"] == approx(50 * (1 - accepts.good), abs=1e-4)
    assert row["built"] == approx(50 * accepts.bad, abs=1e-4)
    assert row["error"] == approx(row["refused"] + row["built"], abs=2e-4)
    assert row["value"] == approx(value(path, world), abs=1e-4)


def test_the_card_counts_what_leaks_and_what_is_paid():
    rows = Scorecard([direct(), bureaucracy(2), technocracy()], village_bridge()).rows

    assert [row["leak"] for row in rows] == approx([28, 28 * 0.86**2, 28 * 0.9**3], abs=1e-3)
    assert rows[1]["cost"] == approx((1 + 0.5 * (0.9 + 0.3)) / 7, abs=1e-4)
    assert rows[2]["cost"] == approx(2)


def test_accountability_is_how_many_verdicts_stand_behind_a_project():
    silent = Step("silent", "clear", days=9, deadline=2)
    branch = desks(2, 0.5, 0.5, days=1) | Step("quick", "clear", days=1)
    rows = Scorecard([*FOUR, silent >> act(), branch >> act()], village_bridge()).rows

    assert [row["verdicts"] for row in rows[:5]] == [0, 5, 2, 7, 0]
    assert 2 < rows[5]["verdicts"] < 3  # the second desk speaks only where the first said yes


def test_who_is_ahead_depends_on_the_price_and_equals_share_it():
    ahead = Scorecard(FOUR, village_bridge()).ahead

    assert ahead == {
        "days": ["direct"],
        "error": ["technocracy"],
        "leak": ["full"],
        "verdicts": ["full"],
    }
    assert Scorecard({"one": direct(), "two": direct()}, Situation()).ahead["days"] == [
        "one",
        "two",
    ]


def test_a_path_that_carries_nothing_out_has_no_days_no_leak_and_no_verdicts():
    wall = Step("wall", "clear", good=0, bad=0, days=1) >> act()
    row = Scorecard([wall], village_bridge()).rows[0]

    assert (row["days"], row["leak"], row["verdicts"]) == (None, None, None)
    assert row["refused"] == 50
