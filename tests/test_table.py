"""A table is kept by columns and read by rows."""

from pytest import raises

from jalur.table import Table

desks = Table({"desk": ["land", "money", "law"], "days": [10, 12.5, 3]})


def test_a_column_is_asked_for_by_name_and_a_row_by_number():
    assert desks["days"] == [10, 12.5, 3]
    assert desks[1] == {"desk": "money", "days": 12.5}
    assert [row["desk"] for row in desks] == ["land", "money", "law"]
    assert len(desks) == 3


def test_an_unknown_column_is_told_which_there_are():
    with raises(KeyError, match="no column 'day': there are desk, days"):
        desks["day"]


def test_columns_of_different_length_are_refused():
    with raises(ValueError, match="one length .*'a': 1, 'b': 2"):
        Table({"a": [1], "b": [1, 2]})


def test_rows_can_be_chosen_by_value():
    assert desks.where(desk="law")["days"] == [3]
    assert len(desks.where(desk="air")) == 0
    assert desks.where(desk="law", days=10)["desk"] == []


def test_chosen_rows_hold_pythons_own_numbers_and_not_numpys():
    import numpy

    drawn = Table({"a": numpy.array([1.5, 2.5]), "b": [numpy.float32(0.1), 3]})

    assert [type(one) for one in drawn.where(a=1.5)[0].values()] == [float, float]
    assert len(drawn.where(b=0.1)) == 0


def test_an_unknown_column_to_choose_by_is_told_which_there_are():
    with raises(KeyError, match="no column 'day': there are desk, days"):
        desks.where(day=3)


def test_a_long_table_says_how_much_it_hides():
    long = Table({"n": list(range(100))})

    assert repr(long).endswith(f"… + {100 - Table.SHOWN}")
    assert long._repr_html_().count("<tr>") == Table.SHOWN + 1


def test_nothing_in_a_cell_becomes_markup():
    assert "<b>" not in Table({"a": ["<b>"]})._repr_html_()
