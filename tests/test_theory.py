"""The formulas of the literature answer numbers and arrays alike, and refuse what has no answer."""

import subprocess
import sys
from dataclasses import fields, is_dataclass

import numpy
from pytest import approx, mark, raises

import jalur.theory
from jalur.errors import InputError
from jalur.theory import (
    aghion_tirole,
    agreements_to_halve,
    bandwagon,
    clearance,
    committee,
    condorcet,
    critical_sanction,
    delegation,
    drift_diffusion,
    hierarchy,
    kingman,
    missing_share,
    optimal_desks,
    option_to_wait,
    packaging,
    persistence,
    polyarchy,
    queue,
    sequential_test,
    tacit_approval,
    tandem,
)

# A right call of each formula, and for each argument another right value and values without answer.
CALLS = {
    clearance: {"p": (0.9, 0.5, -0.1, 1.1), "n": (7, 3, -1, 2.5)},
    agreements_to_halve: {"p": (0.9, 0.5, -0.1, 1)},
    persistence: {"p": (0.9, 0.5, 2), "n": (70, 3, -1), "tries": (2, 4, 0, 1.5)},
    packaging: {"p": (0.95, 0.5, -1), "packages": (14, 3, 0)},
    bandwagon: {"p": (0.95, 0.5, 7), "n": (70, 3, -1), "pull": (0.1, 0.6, -0.1, 1.1)},
    condorcet: {"n": (5, 11, 4, 0), "p": (0.8, 0.4, 1.2), "correlation": (0.2, 0.7, -1, 2)},
    committee: {"k": (2, 3, 0, 6), "n": (5, 9, 1, 2.5), "p": (0.8, 0.4, -1)},
    hierarchy: {"n": (2, 5, 0), "p": (0.8, 0.2, -1)},
    polyarchy: {"n": (2, 5, 0), "p": (0.8, 0.2, -1)},
    optimal_desks: {
        "good_share": (0.5, 0.2, 0, 1),
        "gain": (100, 40, 0, -1),
        "loss": (150, 40, 0, -1),
        "good": (0.9, 0.8, 1, 0, 0.3),
        "bad": (0.3, 0.5, 0, 0.9, 1),
    },
    queue: {"arrivals": (0.9, 0, -1, 2), "service_rate": (1, 3, 0, 0.1), "officials": (2, 4, 0)},
    kingman: {
        "utilisation": (0.9, 0, 1, -0.1),
        "arrival_cv": (1, 2, -1),
        "service_cv": (1, 0, -1),
        "service_time": (1, 10, -1),
    },
    tandem: {"arrivals": (0.9, 0.1, -1, 1), "service_rate": (1, 3, 0, 0.9), "n": (7, 2, 0)},
    tacit_approval: {
        "arrivals": (0.9, 0.1, -1, 1),
        "service_rate": (1, 3, 0, 0.9),
        "deadline": (5, 0, -1),
        "bad": (0.1, 0.4, -0.1, 1.1),
    },
    sequential_test: {
        "p0": (0.4, 0.2, 0, 0.5, 0.4999),
        "p1": (0.6, 0.9, 1, 0.5, 0.5001),
        "error": (0.05, 0.01, 0, 0.6),
    },
    drift_diffusion: {"drift": (0.5, 0, -1), "boundary": (1, 3, -1)},
    option_to_wait: {
        "cost": (1600, 500, -1),
        "up": (300, 250, -1),
        "down": (100, 20, -1),
        "probability": (0.5, 0.2, 1.1),
        "rate": (0.1, 0.02, 0),
        "price": (200, 120, -1),
    },
    aghion_tirole: {"k": (2, 5, 1), "alpha": (0.5, 0, 1.1), "beta": (0.5, 1, -0.1)},
    delegation: {"bias": (0.25, 0.6, -0.1)},
    critical_sanction: {"gain": (100, 7, -1), "audit": (0.04, 1, 0, 1.5)},
    missing_share: {"audit": (0.52, 1, 0.03, 1.1), "baseline": (0.28, 0.4, 0.07, 1.1)},
}
NEVER_A_NUMBER = ("seven", None, True, [0.5], float("nan"), float("inf"))

each_formula = mark.parametrize("formula", CALLS, ids=lambda formula: formula.__name__)


def right(formula, **changed):
    return formula(**{name: values[0] for name, values in CALLS[formula].items()} | changed)


def parts(answer):
    """The numbers of an answer, nested ones too, in a flat list."""
    if not is_dataclass(answer):
        return [answer]
    return [number for part in fields(answer) for number in parts(getattr(answer, part.name))]


def test_every_formula_is_tried_here():
    elsewhere = {"similarity"}  # of rows of answers, not of numbers: test_theory_likeness.py
    tried = elsewhere | {formula.__name__ for formula in CALLS}

    assert sorted(tried) == jalur.theory.__all__


@each_formula
def test_an_array_is_answered_element_by_element(formula):
    for name, (one, other, *_) in CALLS[formula].items():
        answer = parts(right(formula, **{name: numpy.array([one, other, one])}))
        alone = [parts(right(formula, **{name: value})) for value in (one, other, one)]

        assert [list(part) for part in answer] == [
            list(column) for column in zip(*alone, strict=True)
        ]
        assert all(isinstance(part, numpy.ndarray) for part in answer)


@each_formula
def test_numbers_are_answered_with_plain_numbers(formula):
    numpys = {name: numpy.array([values[0]])[0] for name, values in CALLS[formula].items()}

    for answer in (right(formula), formula(**numpys)):
        assert {type(number) for number in parts(answer)} <= {float, int}
    assert parts(formula(**numpys)) == parts(right(formula))


def test_two_arrays_make_a_grid():
    p, n = numpy.array([0.9, 0.99]), numpy.array([[1], [7], [70]])

    assert clearance(p, n).shape == (3, 2)
    assert clearance(p, n)[2, 1] == clearance(0.99, 70)
    assert queue(numpy.array([0.1, 0.2]), 1, officials=numpy.array([[1], [2]])).length.shape == (
        2,
        2,
    )


def test_whole_numbers_may_come_from_an_array_of_floats():
    assert list(hierarchy(numpy.linspace(1, 3, 3), 0.5)) == [0.5, 0.25, 0.125]
    assert agreements_to_halve(numpy.array([0.9, 0.99])).dtype == int


@each_formula
def test_what_has_no_answer_is_refused_by_its_name(formula):
    for name, (_, _, *wrong) in CALLS[formula].items():
        for value in (*wrong, *NEVER_A_NUMBER):
            if name == "price" and value is None:
                continue
            with raises(InputError, match=f"^{formula.__name__}: ") as refused:
                right(formula, **{name: value})
            # Where two arguments clash, either may be named; else it is the wrong one.
            known = {"theory.overload", "theory.committee"}
            assert refused.value.key in known or f"'{name}'" in str(refused.value)
            assert refused.value.in_language("id").startswith(f"{formula.__name__}: ")


@mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: clearance(90, 7), "'p' is a probability, from 0 to 1; for 9 in 10 write 0.9"),
        (lambda: condorcet(4, 0.8), "'n' must be odd, or a vote may be tied (got 4)"),
        (lambda: committee(4, 3, 0.8), "'k' must be at most 'n', which is 3 (got 4)"),
        (lambda: queue(2, 1), "the load is 2.00, and from 1 on the queue grows for ever"),
        (lambda: queue(4, 1, officials=4), "the load is 1.00"),
        (lambda: kingman(1, 1, 1, 1), "the load is 1.00"),
        (lambda: agreements_to_halve(1), "with 'p' at 1 every agreement is sure to come"),
        (lambda: critical_sanction(100, 0), "with 'audit' at 0 nobody is found out"),
        (lambda: missing_share(0, 0.28), "'audit' must lie from 0.04 to 1 (got 0)"),
        (lambda: optimal_desks(0.5, 1, 1, 0.3, 0.9), "(got bad=0.9, good=0.3)"),
        (lambda: sequential_test(0.4995, 0.6, 0.05), "(got p0=0.4995, p1=0.6)"),
        (lambda: clearance(numpy.array([0.5, 1.5]), 7), "(got 1.5)"),
    ],
)
def test_a_refusal_says_what_would_be_right(ask, sentence):
    with raises(InputError) as refused:
        ask()

    assert sentence in str(refused.value)


def test_the_formulas_need_the_standard_library_only():
    code = (
        "import sys; from jalur import theory; from jalur.theory import *;"
        "print(clearance(0.5, 1), queue(0.5, 1).length, aghion_tirole(2, 0, 0).agent);"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    answers, loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.splitlines()

    assert [float(answer) for answer in answers.split()] == approx([0.5, 1, 0.25])
    assert {"numpy", "matplotlib", "ipywidgets", "nbgrader"}.isdisjoint(loaded.split())


def test_the_theory_knows_nothing_of_the_model():
    code = "import sys, jalur.theory; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert [name for name in loaded if name.startswith(("jalur.model", "jalur.data"))] == []
