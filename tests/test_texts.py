"""Every language says everything, with the same blanks to fill."""

import json
import re
from pathlib import Path
from string import Formatter

from pytest import mark, raises

from jalur import say
from jalur.errors import InputError
from jalur.texts import LANGUAGES, catalogue, number, session, start_session, system_language

SOURCE = Path(__file__).parents[1] / "src"


def blanks(text):
    return sorted((name, conversion) for _, name, _, conversion in Formatter().parse(text) if name)


def test_a_translation_keeps_every_text_and_every_blank():
    english, indonesian = catalogue("en"), catalogue("id")

    assert {key: blanks(text) for key, text in indonesian.items()} == {
        key: blanks(text) for key, text in english.items()
    }


@mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_kept_in_order(language):
    written = json.loads((SOURCE / f"jalur/texts/{language}.json").read_text("utf-8"))

    assert list(written) == sorted(written)


def test_every_error_that_can_be_raised_has_its_sentence():
    raised = {
        key
        for file in SOURCE.rglob("*.py")
        for key in re.findall(r'InputError\(\s*"([a-z._]+)"', file.read_text("utf-8"))
    }

    assert raised
    assert {f"error.{key}" for key in raised} <= set(catalogue("en"))


@mark.parametrize(
    ("value", "spec", "indonesian", "english"),
    [
        (10_000, "", "10.000", "10,000"),
        (0.81, "", "0,81", "0.81"),
        (1234.5, ".1f", "1.234,5", "1,234.5"),
        (-3, "", "−3", "−3"),
        (2.0, "", "2", "2"),
        (0.000395, "", "0,000395", "0.000395"),
        (12, "d", "12", "12"),
        (-0.4, "+.1f", "−0,4", "−0.4"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(value, spec, indonesian, english):
    assert number(value, "id", spec) == indonesian
    assert number(value, "en", spec) == english


def test_a_blank_takes_text_as_it_is():
    assert say("days", "en", days="some") == "some working days"


def test_the_reader_is_served_in_the_language_of_begin(fresh_session):
    start_session("l2", "en")
    assert say("days", days=2.5) == "2.5 working days"
    start_session("l2", "id")
    assert say("days", days=2.5) == "2,5 hari kerja"


def test_before_begin_the_language_is_the_systems(fresh_session, monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for locale, language in (("en_GB.UTF-8", "en"), ("id_ID.UTF-8", "id"), ("de_DE", "id")):
        monkeypatch.setenv("LANG", locale)
        system_language.cache_clear()
        assert session().language == language
    system_language.cache_clear()


def test_an_unknown_language_is_told_which_there_are(fresh_session):
    for ask in (lambda: start_session("l2", "de"), lambda: catalogue("de")):
        with raises(InputError, match="no texts in 'de': the course is written in id, en"):
            ask()
    assert session().lesson == ""
