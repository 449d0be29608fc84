"""Docstring examples are typed as a student types them: after `from jalur import ...`."""

import pytest

import jalur.model


@pytest.fixture(autouse=True)
def _as_in_a_lesson(doctest_namespace):
    for name in jalur.model.__all__:
        doctest_namespace[name] = getattr(jalur.model, name)
