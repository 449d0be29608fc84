"""What a reader builds is the path that the model has, with the numbers that the model gives."""

import json
import subprocess
from pathlib import Path

import pytest
from ipywidgets import Widget
from pytest import approx, raises

import jalur
from jalur import (
    Situation,
    Step,
    acceptance,
    act,
    bureaucracy,
    desks,
    direct,
    expected_days,
    full,
    panel,
    technocracy,
    value,
    village_bridge,
    vote,
)
from jalur.errors import InputError
from jalur.model.promise import promise
from jalur.widgets import PathBuilder
from jalur.widgets.parts import parts_of, path_of
from needs import need_node

ROOT = Path(__file__).parents[1]
NAMES = {name: getattr(jalur, name) for name in ("Step", "act", "desks", "panel", "vote")}
LAND = Step("land", "clear", good=0.9, bad=0.3, days=10, watch=0.1)
MONEY = Step("money", "clear", good=0.9, bad=0.4, days=12)


@pytest.fixture(scope="module")
def builds():
    """A thousand builds, made by random edits, with what the builder says of them."""
    need_node()
    told = subprocess.run(
        ["node", "tests/js/random_builds.js", "1000", "7"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    *made, last = map(json.loads, told)
    assert last["refused"] > 500, "the edits must have run into refusals too"
    return made


def python(expression):
    return eval(expression, {"__builtins__": {}}, dict(NAMES))


def test_the_python_that_a_builder_gives_is_the_path_that_it_shows(builds):
    for build in builds:
        assert python(build["expression"]) == path_of(build["parts"]), build["expression"]
    shapes = " ".join(build["expression"] for build in builds)
    for sign in ("(vote(", " & ", " | ", "panel(", ".parts)", "1/7", "name="):
        assert sign in shapes
    assert len({build["expression"] for build in builds}) > 800


def test_the_builders_numbers_are_the_models_at_a_thousand_builds(builds):
    for build in builds:
        path, world, told = path_of(build["parts"]), Situation(**build["world"]), build["measures"]
        accepts, days = acceptance(path), expected_days(path)
        good, bad = (promise(path, kind) for kind in (True, False))
        share = world.good_share
        done = share * accepts.good + (1 - share) * accepts.bad
        kept = share * good.kept + (1 - share) * bad.kept
        expected = {
            "good": accepts.good,
            "bad": accepts.bad,
            "accepted": days.accepted if accepts.good else None,
            "daysGood": days.good,
            "daysBad": days.bad,
            "keptGood": good.kept,
            "keptBad": bad.kept,
            "leak": world.leak * kept / done if done else None,
            "cost": share * good.cost + (1 - share) * bad.cost,
            "value": value(path, world),
        }

        never = {name for name, number in expected.items() if number is None}
        assert value(path, world).error == 0
        assert {name for name, number in told.items() if number is None} == never
        for name in expected.keys() - never:
            assert told[name] == approx(expected[name], rel=1e-9, abs=1e-9), build["expression"]


@pytest.mark.parametrize(
    "path",
    [
        direct(),
        technocracy(),
        bureaucracy(),
        full(),
        act(3),
        LAND,
        LAND >> MONEY >> act(),
        (LAND & MONEY) >> act(),
        (LAND | (MONEY >> desks(2, 0.9, 0.3, days=1))) >> act(),
        vote(2, [LAND, MONEY, desks(3, 0.8, 0.2, days=4)]) >> act(2),
        vote(2, desks(3, 0.9, 0.3, days=5, name="member").parts) >> act(),
        (panel(3, 0.7, days=5, correlation=0.2) & LAND) >> act(),
        LAND >> act() >> Step("audit", "clear", days=4, cost=1, watch=0.5),
        panel(3, 0.8, days=2) >> panel(3, 0.9, days=4, name="second") >> act(),
        desks(1, 0.9, 0.3, days=2) | LAND,
        Step("desk_2", "clear", good=0.9, days=3) >> act(),
    ],
    ids=repr,
)
def test_a_given_path_comes_back_as_it_was(path):
    builder = PathBuilder(path)

    assert repr(builder.path) == repr(path if len(path.steps) > 1 else path.steps[0])
    assert acceptance(builder.path) == acceptance(path)
    assert value(builder.path, village_bridge()) == value(path, village_bridge())


@pytest.mark.parametrize(
    "path",
    [
        desks(2, 0.9, 0.3, days=2, variation=1),
        desks(2, 0.9, 0.3, days=2, rounds=0.2),
        desks(2, 0.9, 0.3, days=2, deadline=1),
        desks(2, 0.9, 0.3, days=2, officials=2),
        (LAND & (MONEY >> (desks(1, 0.9, 0.3, days=1) | Step("law", "clear", days=3)))) >> act(),
    ],
    ids=["variation", "rounds", "deadline", "officials", "branch in a branch"],
)
def test_what_a_builder_does_not_have_is_refused_and_not_lost(path):
    with raises(InputError, match="fixed days, .* one level deep"):
        PathBuilder(path)


def test_a_builder_counts_without_queues_and_says_so():
    with raises(InputError, match="counts without queues"):
        PathBuilder(direct(), Situation(arrivals=0.5))


def test_with_a_kernel_the_player_shows_what_was_built():
    builder = PathBuilder(direct(), village_bridge(), language="en", cases=5)
    assert builder.player.layout.display == "none"

    builder.played = parts_of((panel(3, 0.8, 5, name="expert_b") & LAND) >> act(2))

    (trace,) = builder.player.traces
    assert trace["cases"]["case"] == [1, 2, 3, 4, 5]
    assert [step["name"] for step in trace["steps"]][-2:] == ["land", "act"]
    assert builder.player.layout.display is None
    assert builder.player.labels["en"]["step.expert_b_1"] == "Expert B1"
    assert builder.player.labels["id"]["step.expert_b.panel"] == "Panel ahli B"


def test_playing_opens_no_further_widget(monkeypatch):
    builder, opened = PathBuilder(cases=2), []
    monkeypatch.setattr(Widget, "open", opened.append)
    builder.played = parts_of(full(1))

    assert opened == []


def test_the_language_of_builder_and_player_is_one():
    builder = PathBuilder(language="id")
    builder.player.language = "en"

    assert builder.language == "en"


def test_a_saved_page_can_play_what_is_built_and_every_example():
    builder = PathBuilder((LAND & MONEY) >> act(), language="en", cases=3)
    state = builder.shown_state()

    assert (state["live"], builder.live) == (False, True)
    assert [one["name"] for one in state["examples"]] == [
        "direct", "technocracy", "bureaucracy", "full", "",
    ]  # fmt: skip
    for one in state["examples"]:
        (trace,) = one["handed"]["traces"]
        assert [step["name"] for step in trace["steps"]] == [
            step.name for step in path_of(one["parts"]).steps
        ]
        # Words before who needs them.
        assert list(one["handed"]) == ["labels", "ending", "traces", "day"]
    assert builder.to_html().count('"stem"') == 2


def test_a_notebook_shows_the_player_below_the_builder():
    builder = PathBuilder()
    bundle, _ = builder._repr_mimebundle_()

    assert builder._box.children == (builder, builder.player)
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "Path" not in bundle["text/plain"] and builder.player.told() in bundle["text/markdown"]
    assert repr(PathBuilder(LAND >> act(), language="en")) == "Build your path: land >> act"
