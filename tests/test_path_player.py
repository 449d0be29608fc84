"""The player says what the record says, and needs nobody to say it."""

import gzip
import json
import os
import re
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pytest import raises

import jalur
from jalur import PathPlayer, Situation, Step, act, desks, direct, full, panel, play, simulate, vote
from jalur.errors import InputError
from jalur.story.outcome import gain_and_price
from jalur.texts import start_session
from jalur.widgets import path_player
from jalur.widgets.emblems import DRAWINGS
from needs import need_node

ROOT = Path(__file__).parents[1]
ESM = Path(path_player.__file__).with_suffix(".js")
BRIDGE = Situation(good_share=0.5, urgency=0.005, gain=100, loss=150, budget=20, leak=0.28)
QUEUES = Situation(good_share=0.5, budget=20, leak=0.28, arrivals=0.3)


def desk(name, **more):
    usual = {"good": 0.9, "bad": 0.3, "days": 3, "variation": 0.5}
    return Step(name, kind="clear", **{**usual, **more})


def branches():
    pair = desk("environment", days=4) & desk("money", days=4, deadline=6)
    either = desk("legal") | desk("procurement")
    three = vote(2, [desk("chair"), desk("member_1"), desk("member_2")])
    return desk("counter", days=1, cost=0.3) >> pair >> either >> three >> act(days=6)


def office():
    experts = panel(5, accuracy=0.8, days=2, cost=0.4, variation=0.5)
    return experts >> desk("land", rounds=0.4) >> desk("money", deadline=5, days=6) >> act(days=8)


def audited():
    audit = Step("audit", kind="clear", days=4, cost=1, watch=0.5)
    return desk("land") >> act(days=3) >> audit


STORIES = {
    "lesson": lambda: play(direct(), full(), situation=BRIDGE, cases=20, seed=7),
    "queues": lambda: play(office(), branches(), situation=QUEUES, cases=12, seed=4),
    "crowd": lambda: play(office(), direct(), situation=QUEUES, cases=60, seed=2),
    "together": lambda: play(branches(), audited(), situation=BRIDGE, cases=15, seed=3),
    "ladder": lambda: play(
        desks(14, good=0.97, bad=0.6, days=2) >> act(), situation=BRIDGE, cases=8, seed=5
    ),
    "nested": lambda: play(
        (panel(3, 0.8, days=5, name="judge") & desks(3, good=0.9, bad=0.3, days=2)) >> act(),
        audited(),
        direct(),
        situation=BRIDGE,
        cases=6,
        seed=5,
    ),
}


def stories(tmp_path):
    """Write what every story's player would send to the browser."""
    states = {}
    for name, make in STORIES.items():
        player = make()
        states[name] = {"traces": player.traces, "labels": player.labels}
    path = tmp_path / "traces.json"
    path.write_text(json.dumps(states), "utf-8")
    return path


def test_the_arithmetic_of_the_player_holds_on_paths_of_every_kind(tmp_path):
    need_node()

    done = subprocess.run(
        ["node", "--test", "--test-reporter=tap", ROOT / "tests/js/path_player.test.js"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "JALUR_TRACES": str(stories(tmp_path))},
    )

    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "# skipped 0" in done.stdout


def test_a_path_that_the_course_names_has_its_name_in_both_languages():
    labels = play(direct(), full(), cases=2).labels

    assert (labels["id"]["lane.1"], labels["en"]["lane.1"]) == ("Jalur penuh", "Full path")
    assert (labels["id"]["step.desk_3"], labels["en"]["step.desk_3.who"]) == ("Meja 3", "desk 3")


def test_a_step_without_a_text_is_called_by_its_own_name():
    labels = play(desk("river_board") >> act(), cases=2).labels

    assert labels["id"]["step.river_board"] == "river board"
    assert labels["en"]["step.river_board.who"] == "the river board desk"


def test_own_names_and_titles_may_differ_by_language():
    names = ["A", {"id": "B", "en": "C"}]
    player = play(direct(), full(), cases=2, title={"id": "Sungai", "en": "River"}, names=names)

    assert [player.labels[each]["title"] for each in ("id", "en")] == ["Sungai", "River"]
    assert [player.labels["en"][f"lane.{n}"] for n in (0, 1)] == ["A", "C"]


def test_every_word_of_the_player_stands_in_the_texts():
    said = set(re.findall(r'\bsay\("([\w.]+)"', ESM.read_text("utf-8")))
    labels = play(direct(), full(), cases=2).labels

    assert len(said) > 20
    assert [key for key in said for each in ("id", "en") if key not in labels[each]] == []


def test_the_reader_s_language_is_the_player_s():
    start_session("l2", "en")
    try:
        assert play(direct(), cases=1).language == "en"
    finally:
        start_session("l2", "id")


def test_a_fresh_player_has_no_guess_and_shows_nothing_of_the_outcome():
    player = play(direct(), full(), cases=5, seed=7)

    assert (player.guess, player.opened, player.day, player.predict) == ([], False, 0.0, "built")


def test_the_player_plays_the_record_and_nothing_else():
    trace = simulate(full(), BRIDGE, cases=4, seed=7).trace()

    assert PathPlayer(trace).traces == [trace.record]


@pytest.mark.parametrize("count", [0, 4])
def test_a_player_refuses_no_trace_and_a_fourth_one(count):
    trace = simulate(direct(), cases=2).trace()

    with raises(InputError, match=rf"one to three traces \(got {count}\)"):
        PathPlayer(*[trace] * count)


def test_a_player_refuses_traces_of_different_cases():
    with raises(InputError, match="must be of the same proposals"):
        PathPlayer(simulate(direct(), cases=2).trace(), simulate(full(), cases=3).trace())


def test_a_player_refuses_a_name_too_many():
    with raises(InputError, match=r"1 traces, got 2 names"):
        play(direct(), cases=2, names=["A", "B"])


def test_a_question_that_nobody_wrote_is_refused():
    with raises(Exception, match="predict"):
        play(direct(), cases=2, predict="weather")


def test_the_differences_in_the_table_are_those_of_the_numbers_shown():
    results = play(direct(), full(), situation=BRIDGE, cases=20, seed=7).ending["en"]["results"]

    for row in results.splitlines():
        name, *cells = row.split("\t")
        first, second, apart = (float(c.replace(",", "").replace("−", "-")) for c in cells)
        assert second - first == pytest.approx(apart), name


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", STORIES)
def test_the_end_of_every_story_is_one_sentence_or_two_without_blanks(name, language):
    finish = STORIES[name]().ending[language]["finish"]

    assert re.fullmatch(r"[A-Z][^{}]+\.", finish)
    assert finish.count("*") % 2 == 0


def made(days, good, bad):
    return {"days": days, "good": good, "bad": bad, "spent": 0, "leaked": 0, "value": 0}


@pytest.mark.parametrize(
    ("slow", "fast", "facts"),
    [
        (made(101.0, 7, 0), made(1.0, 12, 8), ["eight bad bridges", "five good bridges", "100"]),
        (made(None, 0, 0), made(1.0, 2, 1), ["one bad bridge", "two good bridges"]),
        (made(31.0, 2, 1), made(1.0, 2, 1), ["30"]),
        (
            made(31.0, 3, 1),
            made(1.5, 2, 1),
            ["three good bridges", "one bad bridge", "two good bridges", "one bad bridge", "29.5"],
        ),
        (made(None, 0, 0), made(None, 0, 0), []),
    ],
)
def test_the_last_sentence_stresses_gain_and_price_whatever_came_out(slow, fast, facts):
    names = ["the full path", "the direct path"]
    sentence = gain_and_price([slow, fast], names, "en")

    assert re.findall(r"\*(.*?)\*", sentence) == facts
    assert gain_and_price([fast, slow], names[::-1], "en") == sentence or not facts


@pytest.mark.parametrize(
    ("brief", "drawing", "words"),
    [
        (jalur.flash_flood, "wave", ("tanggul", "dikes")),
        (jalur.village_bridge, "bridge", ("jembatan", "bridges")),
        (jalur.hazardous_chemicals, "flask", ("gudang", "depots")),
        (jalur.stall_permits, "shop", ("lapak", "stalls")),
    ],
)
def test_what_is_built_is_what_the_brief_asks_for(brief, drawing, words):
    player = play(direct(), situation=brief(), cases=3)

    assert player.emblem == list(DRAWINGS[drawing])
    for language, word in zip(("id", "en"), words, strict=True):
        assert word in player.labels[language]["predict.bad"]
        assert word in player.ending[language]["results"]
        assert not any("{thing" in text for text in player.labels[language].values())


def test_what_is_built_may_be_said_and_is_refused_if_nobody_can_draw_it():
    assert play(direct(), cases=2, emblem="shop").emblem == list(DRAWINGS["shop"])
    with raises(InputError, match="bridge, wave, flask, shop"):
        play(direct(), cases=2, emblem="castle")


def test_a_changed_story_is_the_story_that_those_settings_tell():
    player = play(direct(), full(), situation=BRIDGE, cases=6, seed=7, language="en")
    player.guess, player.day, player.opened, player.follow = [3, 2], 40.0, True, 6
    player.wanted = {"cases": 5, "good_share": 0.8, "days": 4, "seed": 9}
    other = play(
        direct(), _quick(full(), 4.0), situation=replace(BRIDGE, good_share=0.8), cases=5, seed=9
    )

    assert player.traces == other.traces
    assert player.labels["en"] == other.labels["en"]
    assert (player.guess, player.day, player.opened, player.follow) == ([], 0.0, False, 1)
    assert [value for value, *_ in player.settings.values()] == [5, 0.8, 4, 9]


@pytest.mark.parametrize(
    ("path", "situation"),
    [(full, None), (direct, QUEUES), (lambda: desk("land") >> act(), None)],
)
def test_a_story_of_another_path_is_retold_in_that_path_s_words(path, situation):
    player, other = play(direct(), cases=3), play(path(), situation=situation, cases=3)
    player.retell(*other.traces)

    assert player.labels == other.labels


def _quick(path, days):
    desks_of = [isinstance(part, Step) and part.kind == "clear" for part in path.parts]
    parts = zip(path.parts, desks_of, strict=True)
    return replace(path, parts=tuple(replace(p, days=days) if yes else p for p, yes in parts))


def test_a_wish_is_answered_in_one_message_that_says_only_what_is_new(monkeypatch):
    player, sent = play(direct(), full(), cases=20), []
    monkeypatch.setattr(player, "_send", lambda message, buffers=None: sent.append(message))
    player.set_state({"wanted": {"good_share": 0}})

    assert [message["method"] for message in sent] == ["update"]
    assert set(sent[0]["state"]) == {"settings", "ending", "traces"}


def test_a_wish_beyond_what_is_offered_is_met_as_far_as_it_goes():
    player = play(direct(), cases=6)
    player.wanted = {"cases": 1_000, "good_share": -1, "weather": 3}

    assert player.settings["cases"][0] == len(player.traces[0]["cases"]["case"]) == 30
    assert not any(player.traces[0]["cases"]["good"])


@pytest.mark.parametrize(
    ("path", "situation", "offered"),
    [
        (lambda: desk("land") >> desk("money", days=5) >> act(), QUEUES, {"officials"}),
        (lambda: desks(3, 0.9, 0.3, days=2) >> act(), BRIDGE, {"days"}),
        (lambda: panel(3, 0.8, days=5) >> act(), QUEUES, set()),
    ],
)
def test_a_setting_of_all_desks_is_offered_only_where_one_number_speaks_for_all(
    path, situation, offered
):
    settings = play(path(), situation=situation, cases=3).settings

    assert set(settings) == {"cases", "good_share", "seed"} | offered


def test_a_page_offers_no_change_since_nobody_there_could_tell_it():
    player = play(direct(), cases=2)
    page = player.to_html()

    assert player.settings
    assert json.loads(re.search(r'id="state">(.*)</script>', page)[1])[0]["state"]["settings"] == {}


@pytest.mark.parametrize("language", ["id", "en"])
def test_where_nothing_plays_a_text_stands_in_and_keeps_the_outcome_until_the_guess(language):
    player = play(direct(), full(), situation=BRIDGE, cases=20, seed=7, language=language)
    before = player._repr_mimebundle_()[0]
    player.guess = [20, 9]
    after = player._repr_mimebundle_()[0]

    number = {"id": "101,0", "en": "101.0"}[language]
    for kind in ("text/plain", "text/markdown"):
        assert player.labels[language]["title"] in before[kind]
        assert "▲■■■■■■■●" in before[kind]
        assert number not in before[kind]
        assert number in after[kind]
    assert before["text/plain"].endswith("?")
    assert after["application/vnd.jupyter.widget-view+json"]["model_id"] == player.model_id
    rows = [line for line in after["text/markdown"].splitlines() if line[:1] == "|"]
    assert {row.count("|") for row in rows} == {5}


class Addresses(HTMLParser):
    """Whatever a page would ask the network for."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found += [(tag, value) for name, value in attributes if name in ("src", "href")]


def test_the_page_asks_nobody_for_anything():
    page = play(direct(), full(), cases=3, language="id").to_html()
    addresses = Addresses()
    addresses.feed(page)

    assert addresses.found == []
    assert set(re.findall(r"https?://[\w./]+", page)) <= {"http://www.w3.org/2000/svg"}
    assert '<html lang="id">' in page


def test_a_name_cannot_end_the_script_that_holds_the_data():
    page = play(direct(), cases=1, names=["</script><b>"], title="<i>").to_html()

    assert page.count("</script>") == 2
    assert "<title>&lt;i&gt;</title>" in page


def test_thirty_cases_on_two_lanes_make_a_page_of_130_kilobytes_at_most(tmp_path):
    path = play(direct(), full(), situation=BRIDGE, cases=30, seed=7).save_html(tmp_path / "a.html")

    assert path.stat().st_size <= 130_000
    assert len(gzip.compress(path.read_bytes())) <= 45_000


def test_the_types_of_the_module_hold():
    need_node("typescript")

    done = subprocess.run(
        ["npm", "run", "-s", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout
