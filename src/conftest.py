"""Docstring examples are typed as a student types them: after `from jalur import ...`."""

from importlib import import_module

import pytest

import jalur.model


@pytest.fixture(autouse=True)
def _as_in_a_lesson(doctest_namespace, monkeypatch, tmp_path):
    for name in jalur.model.__all__:
        doctest_namespace[name] = getattr(jalur.model, name)
    # An example may begin a lesson or keep a guess: it leaves no trace of that.
    monkeypatch.setattr(import_module("jalur.texts.session"), "_current", None)
    monkeypatch.chdir(tmp_path)
