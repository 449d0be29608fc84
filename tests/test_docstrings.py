"""What a public name says of itself: an example to type, what it refuses, where it comes from."""

import inspect

from pytest import mark

import jalur
from jalur import classics, data, figures, model, theory

NAMES = [
    (room, name) for room in (jalur, model, theory, classics, data, figures)
    for name in sorted(room.__all__) if callable(getattr(room, name))
]  # fmt: skip
ASKING = [
    (room, name) for room, name in NAMES
    if room in (model, theory, classics, data)
    and inspect.isfunction(thing := getattr(room, name)) and inspect.signature(thing).parameters
]  # fmt: skip


def called(case):
    return case.__name__.rpartition(".")[2] if inspect.ismodule(case) else case


@mark.parametrize(("room", "name"), NAMES, ids=called)
def test_every_name_has_an_example_that_runs(room, name):
    assert "\n>>> " in inspect.getdoc(getattr(room, name))


@mark.parametrize(("room", "name"), ASKING, ids=called)
def test_every_function_says_what_it_refuses(room, name):
    said = inspect.getdoc(getattr(room, name))

    assert "\nRaises:\n" in said
    assert "Error: If " in said


@mark.parametrize(
    ("room", "name"), [case for case in NAMES if case[0] in (theory, classics)], ids=called
)
def test_every_formula_and_every_classic_names_its_source(room, name):
    assert "\nSource: " in inspect.getdoc(getattr(room, name))
