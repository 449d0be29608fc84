"""What the course ships as data is typed, sourced and cannot be left by a path."""

from datetime import date
from importlib.resources import files

from pytest import mark, raises

from jalur.data import names, read, reading
from jalur.errors import InputError

README = files("jalur.data").joinpath("README.md").read_text("utf-8")


def section(name: str) -> str:
    return README.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def deadlines() -> list[date]:
    cycle = read("apbn_cycle")
    return [date(2026 + row["year"], row["month"], row["day"]) for row in cycle]


@mark.parametrize("name", names())
def test_every_table_has_its_columns_source_terms_and_date_in_the_readme(name):
    said = section(name)

    assert [column for column in read(name).columns if f"\n| {column} |" not in said] == []
    assert all(word in said for word in ("**Sources.**", "**Terms.**", "**Made**"))


def test_the_readme_describes_no_table_that_is_not_shipped():
    described = [line.removeprefix("## ") for line in README.splitlines() if line.startswith("## ")]

    assert described == names()


@mark.parametrize("name", ["", "apbn", "../texts/id", "apbn_cycle.csv", "./apbn_cycle", "README"])
def test_no_name_but_a_listed_one_opens_a_file(name):
    with raises(InputError, match=r"no data called '.*': there are .*apbn_cycle") as refused:
        read(name)

    assert f"tidak ada data bernama {name!r}; yang ada: " in refused.value.in_language("id")


def test_numbers_are_numbers_and_an_empty_cell_among_them_is_none():
    assert reading._typed(["1", "", "-3"]) == [1, None, -3]
    assert reading._typed(["1", "", "2.5"]) == [1.0, None, 2.5]
    assert reading._typed(["1", "", "x"]) == ["1", "", "x"]
    assert reading._typed(["", ""]) == ["", ""]


def test_the_budget_cycle_has_ten_points_in_the_order_of_their_dates():
    cycle = read("apbn_cycle")

    assert cycle["order"] == list(range(1, 11))
    assert deadlines() == sorted(set(deadlines()))


def test_indicative_ceilings_and_spending_documents_are_nine_months_apart():
    month = dict(zip(read("apbn_cycle")["step"], read("apbn_cycle")["month"], strict=True))

    assert month["dipa"] - month["pagu_indikatif"] == 9


def test_the_house_decides_two_months_before_the_budget_year_begins():
    decision = deadlines()[read("apbn_cycle")["step"].index("persetujuan_dpr")]

    assert (date(2026, 1, 1) - decision).days == 30 + 31 + 1


def test_every_date_says_where_it_stands_and_since_when():
    cycle = read("apbn_cycle")

    assert {basis.partition(" pasal")[0] for basis in cycle["basis"]} == {
        "UU 17/2003",
        "Kemenkeu 2016",
    }
    assert all(date.fromisoformat(day) < date.today() for day in cycle["as_of"])
