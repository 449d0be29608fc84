"""What the course ships as data is typed, sourced and cannot be left by a path."""

from datetime import date
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from pytest import mark, raises

from jalur.data import names, provenance, read, reading
from jalur.errors import InputError

PAGE = (Path(__file__).parents[1] / "DATA.md").read_text("utf-8")
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


def test_the_page_of_the_data_counts_names_its_readers_and_leaves_units_to_the_readme(tmp_path):
    told = (
        "What it is.\n\n| column | unit |\n|---|---|\n\n**Sources.** A book.\n\n**Made** by hand."
    )
    (tmp_path / "README.md").write_text(f"# Data\n\n## bridges\n\n{told}\n", "utf-8")
    table = tmp_path / "bridges.csv"
    table.write_text("year\n" + "2026\n" * 1_200, "utf-8")
    code = {"[l1](l1.md)": 'read("bridges")', "[l2](l2.md)": 'read("bridges_old")'}

    page = provenance.page(tmp_path, code)
    digest = sha256(table.read_bytes()).hexdigest()

    assert page.count("[l1](l1.md)") == 2 and "l2.md" not in page
    assert f"| 1,200 | [l1](l1.md) | `{digest}` |" in page.partition("## Bahasa Indonesia")[0]
    assert f"| 1.200 | [l1](l1.md) | `{digest}` |" in page.partition("## Bahasa Indonesia")[2]
    assert "\n## bridges\n\n**Sources.** A book.\n\n**Made** by hand.\n" in page
    assert "What it is." not in page and "| column |" not in page


@mark.parametrize("name", names())
def test_each_table_is_read_by_a_lesson_and_the_page_says_which(name):
    (row,) = (
        line
        for line in PAGE.partition("\n## ")[0].splitlines()
        if line.startswith(f"| [{name}](src/jalur/data/{name}.csv) |")
    )

    assert "](lessons/" in row
