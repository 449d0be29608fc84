"""The assignment of lesson 2: what its lesson and the model's own table say of it."""

import pytest

from jalur import Situation, begin, check, numbers
from jalur.checks.assignments.l2 import QUESTIONS
from jalur.checks.kinds import Design, Function, Number


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_two_questions_about_one_situation_share_its_numbers():
    begin("l2", "en", {"q11": {"good_share": 0.95}})

    assert numbers("l2.q12") == numbers("l2.q11")
    assert numbers("l2.q12") == {"good_share": 0.95, "urgency": 0.02, "loss": 150}


def test_the_table_of_the_model_holds_in_this_assignment_too():
    """The first two rows of the course's table of values, to a hundredth."""
    begin("l2", "en")
    lead = QUESTIONS["q10"].right(numbers("l2.q10"))

    assert lead(Situation(0.9, urgency=0.02)) == pytest.approx(67.618 - 40.249, abs=0.01)
    assert lead(Situation(0.2, urgency=0.02)) == pytest.approx(-106.0 - 0.45, abs=0.01)


def test_the_cycle_takes_nine_months_from_ceilings_to_spending():
    begin("l2", "en")

    assert check("l2.q7", 9)


def test_functions_and_designs_are_among_the_questions():
    kinds = {type(asked) for asked in QUESTIONS.values()}

    assert {Number, Function, Design} <= kinds
