"""Docstring examples are typed as a student types them: after `from jalur import ...`."""

import pytest

import jalur


@pytest.fixture(autouse=True)
def _as_in_a_lesson(doctest_namespace):
    model = ("Situation", "Step", "acceptance", "act", "bureaucracy", "desks", "direct", "full")
    for name in (*model, "expected_days", "panel", "simulate", "value", "vote"):
        doctest_namespace[name] = getattr(jalur, name)
