"""Instant feedback and kept guesses; runs in the browser, imports no grader and no widget."""

from jalur.checks.answers import number
from jalur.checks.begin import begin
from jalur.checks.check import check
from jalur.checks.given import Numbers
from jalur.checks.predictions import predict
from jalur.checks.questions import numbers, understood
from jalur.checks.verdict import Verdict

__all__ = ["Numbers", "Verdict", "begin", "check", "number", "numbers", "predict", "understood"]
