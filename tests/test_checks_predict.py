"""A guess before the facts is kept, shown again, and never rewritten."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from jalur.checks import begin, predict, trail
from jalur.errors import InputError


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    begin("l2", "en")


def kept():
    return json.loads(Path("jejak.json").read_text("utf-8"))["predictions"]["l2.seven-desks"]


def test_a_guess_is_shown_again_beside_what_came_out(capsys):
    predict("l2.seven-desks", 60)
    capsys.readouterr()
    predict("l2.seven-desks")

    assert capsys.readouterr().out == "Your guess: 60. Here is what came out.\n"


def test_a_guess_after_the_facts_does_not_rewrite_the_first(capsys):
    predict("l2.seven-desks", 60)
    predict("l2.seven-desks", 48)
    capsys.readouterr()
    predict("l2.seven-desks")

    assert kept() == {"first": 60, "last": 48}
    assert "first guess: 60. Your later one: 48" in capsys.readouterr().out


@pytest.mark.parametrize("nothing", [..., None, "", "  "])
def test_an_untouched_guess_says_what_to_do_and_keeps_nothing(nothing, capsys):
    predict("l2.seven-desks", nothing)

    assert "three dots" in capsys.readouterr().out
    assert not Path("jejak.json").exists()


def test_no_guess_yet_is_met_in_a_friendly_way_and_in_the_reader_s_language(capsys):
    begin("l2", "id")
    predict("l2.seven-desks")

    assert capsys.readouterr().out.startswith("Kamu belum menebak di sini. Tidak apa-apa")


class Raises:
    def __repr__(self):
        raise SystemExit(1)

    def item(self):
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    "guess",
    [float("nan"), float("inf"), 10**5000, 1j, [60], {"a": 1}, "enam puluh", "\ud800", "<b>{x}</b>",
     Raises(), Decimal("60"), True, print, b"60", type],
    ids=lambda guess: type(guess).__name__,
)  # fmt: skip
def test_odd_guesses_are_kept_as_far_as_they_can_be_written(guess):
    predict("l2.seven-desks", guess)
    predict("l2.seven-desks", guess)
    predict("l2.seven-desks")

    assert kept()["first"] == kept()["last"]


def test_a_trail_edited_by_hand_does_not_stop_a_lesson(capsys):
    trail.remember("predictions", "l2.seven-desks", last=[1, {"a": 2}])
    predict("l2.seven-desks")

    assert "not guessed" in capsys.readouterr().out


@pytest.mark.parametrize(
    "key", ["seven-desks", "l2", "l9.x", "L2.x", "l2.Seven desks", 2, None, [], "l2.x\n"]
)
def test_a_key_without_its_lesson_is_refused(key):
    with pytest.raises(InputError, match=r"l2\.seven-desks"):
        predict(key, 60)
