"""The authors' ledger of facts: whole rows, three statuses, a source for whoever cites one."""

import re
from collections import Counter
from pathlib import Path

from pytest import mark

from test_references import entries, field

LEDGER = (Path(__file__).parents[1] / "lessons" / "facts.md").read_text("utf-8")
LESSONS, REST = LEDGER.split("\n## Left out, and why\n")
ROWS = re.findall(r"^\| (l\d-.*) \|$", LESSONS, re.M)
CELLS = {row.partition(" | ")[0]: row.split(" | ") for row in ROWS}
SOURCES = dict(re.findall(r"@\w+\{([^,]+),(.*?)\n\}", REST, re.S))


def status(name: str) -> str:
    """Return the first word or words of a row's status, without what the claim was before."""
    return CELLS[name][3].partition(":")[0]


def test_no_two_rows_share_a_name():
    assert len(ROWS) == len(CELLS)


@mark.parametrize("name", CELLS)
def test_each_row_says_what_who_how_sure_and_when_it_was_checked(name):
    cells = CELLS[name]

    assert len(cells) == 5 and all(cell.strip() for cell in cells)
    assert status(name) in ("verified", "corrected", "not verified")
    assert "November 2026" in cells[4]
    heading = LESSONS[: LESSONS.index(f"\n| {name} |")].rpartition("\n## Lesson ")[2]
    assert heading.startswith(name[1])


def test_what_is_left_out_and_nothing_else_has_its_reason():
    reasons = re.findall(r"^- \*\*(l\d-[\w-]+)\*\*: .+\. .+\.$", REST, re.M)

    assert reasons == [name for name in CELLS if status(name) == "not verified"]


def test_every_key_has_one_entry_and_every_entry_serves_a_row():
    cited = {key for cells in CELLS.values() for key in re.findall(r"\[([\w-]+)\]", cells[2])}

    assert cited <= SOURCES.keys() | entries().keys()
    assert SOURCES.keys() <= cited
    assert SOURCES.keys() & entries().keys() == set()


@mark.parametrize("key", SOURCES)
def test_each_entry_can_move_to_the_list_of_references_as_it_is(key):
    assert all(field(SOURCES[key], name) for name in ("author", "title", "year"))
    assert re.fullmatch(r"\d{4}", field(SOURCES[key], "year"))
    assert SOURCES[key].count("{") == SOURCES[key].count("}")


def test_the_counts_at_the_end_are_those_of_the_rows():
    told = re.search(r"(\d+) verified, (\d+) corrected, (\d+) left out; (\d+) rows", REST)
    counts = Counter(map(status, CELLS))

    assert [*map(int, told.groups())] == [
        counts["verified"], counts["corrected"], counts["not verified"], len(ROWS)
    ]  # fmt: skip
