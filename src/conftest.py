"""Docstring examples are typed as a student types them: after `from jalur import ...`."""

import pytest

import jalur.model


@pytest.fixture(autouse=True)
def _as_in_a_lesson(doctest_namespace):
    model = ("Situation", "Step", "acceptance", "act", "bureaucracy", "desks", "direct", "full")
    more = (
        "technocracy",
        "best",
        "break_even",
        "expected_days",
        "panel",
        "phase",
        "simulate",
        "value",
        "vote",
    )
    for name in (*model, *more):
        doctest_namespace[name] = getattr(jalur.model, name)
