"""A reader's own copy of the log: read as CSV or as XES, and refused with a reason."""

import gzip
from datetime import datetime, timedelta, timezone
from random import Random

from pytest import fixture, mark, raises

from jalur.data.permit_log import derive_cases, derive_gaps, read_permit_log
from jalur.errors import InputError
from jalur.table import Table

HEAD = (
    "case:channel,case:concept:name,case:deadline,"
    "concept:name,org:group,org:resource,time:timestamp"
)
EVENTS = [
    # Two cases of the same activities, one by one person, one handed over and late; and a stub.
    "Desk,case-2,2011-02-01 12:00:00+01:00,receive,G1,Ani,2011-01-03 09:00:00.500000+01:00",
    "Desk,case-2,2011-02-01 12:00:00+01:00,check,G1,Ani,2011-01-03 09:30:00.500000+01:00",
    "Desk,case-2,2011-02-01 12:00:00+01:00,send,G2,Ani,2011-01-03 10:00:00.500000+01:00",
    "Post,case-1,2011-01-05 12:00:00+01:00,receive,G1,Ani,2011-01-04 09:00:00+01:00",
    "Post,case-1,2011-01-05 12:00:00+01:00,check,G2,Budi,2011-01-05 09:00:00+01:00",
    "Post,case-1,2011-01-05 12:00:00+01:00,send,G3,Budi,2011-01-05 13:00:00+01:00",
    "Post,case-3,,receive,G1,Citra,2010-12-31 23:00:00+01:00",
]
NAMESPACE = ' xmlns="http://www.xes-standard.org/"'


@fixture
def write(tmp_path):
    def to(name, *lines, encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes("\n".join(lines).encode(encoding))
        return path

    return to


@fixture
def log(write):
    return read_permit_log(write("log.csv", HEAD, *EVENTS))


def as_xes(lines, namespace=NAMESPACE):
    """The same events as XES writes them: attributes of a case once, with other tags about."""
    cases = {}
    for line in lines:
        event = dict(zip(HEAD.split(","), line.split(","), strict=True))
        cases.setdefault(event["case:concept:name"], []).append(event)
    parts = [f"<log{namespace}><global scope='event'><string key='org:group' value='?'/></global>"]
    for events in cases.values():
        parts.append("<trace>")
        for key, value in events[0].items():
            if key.startswith("case:") and value:
                parts.append(f"<string key='{key.removeprefix('case:')}' value='{value}'/>")
        for event in events:
            own = [
                f"<string key='{key}' value='{value}'><string key='note' value='nested'/></string>"
                for key, value in event.items()
                if not key.startswith("case:")
            ]
            parts += ["<event>", *own, "</event>"]
        parts.append("</trace>")
    return "".join([*parts, "</log>"])


def test_an_event_is_a_case_an_activity_a_person_and_a_time(log):
    assert list(log.columns) == [
        "case",
        "activity",
        "resource",
        "time",
        "group",
        "channel",
        "deadline",
    ]
    assert log[4] == {
        "case": "case-1",
        "activity": "check",
        "resource": "Budi",
        "time": datetime(2011, 1, 5, 9, tzinfo=timezone(timedelta(hours=1))),
        "group": "G2",
        "channel": "Post",
        "deadline": datetime(2011, 1, 5, 12, tzinfo=timezone(timedelta(hours=1))),
    }
    assert log["deadline"][-1] is None


@mark.parametrize("namespace", [NAMESPACE, ""])
@mark.parametrize("name", ["log.xes", "log.XES.gz"])
def test_the_same_log_as_xes_gives_the_same_table(tmp_path, log, name, namespace):
    text = as_xes(EVENTS, namespace).encode()
    path = tmp_path / name
    path.write_bytes(gzip.compress(text) if name.endswith("gz") else text)

    assert read_permit_log(path) == log


def test_a_shuffled_file_is_put_in_order_of_time_within_each_case(write, log):
    lines = list(EVENTS)
    Random(1).shuffle(lines)
    read = read_permit_log(write("log.csv", HEAD, *lines))

    assert read != log
    for case in ("case-1", "case-2", "case-3"):
        assert read.where(case=case) == log.where(case=case)
    assert derive_cases(read) == derive_cases(log)


def test_the_byte_order_mark_of_a_spreadsheet_does_no_harm(write, log):
    assert read_permit_log(write("log.csv", HEAD, *EVENTS, encoding="utf-8-sig")) == log


def test_cases_are_derived_as_by_hand(log):
    assert derive_cases(log) == Table(
        {
            "row": [0, 1, 2],
            "n_events": [1, 3, 3],
            "n_activities": [1, 3, 3],
            "n_resources": [1, 1, 2],
            "n_groups": [1, 2, 3],
            "duration_hours": [0.0, 1.0, 28.0],
            "start_month": ["2010-12", "2011-01", "2011-01"],
            "channel": ["Post", "Desk", "Post"],
            "late": [0, 0, 1],
            "top_variant": [0, 1, 1],
        }
    )


def test_gaps_are_derived_as_by_hand_and_join_the_cases(log):
    assert derive_gaps(log) == Table(
        {
            "row": [1, 1, 2, 2],
            "step": [1, 2, 1, 2],
            "gap_hours": [0.5, 0.5, 24.0, 4.0],
            "handoff": [0, 0, 1, 0],
        }
    )


def test_what_a_log_does_not_have_is_not_derived(write):
    keep = [1, 3, 5, 6]
    lines = [",".join(line.split(",")[place] for place in keep) for line in (HEAD, *EVENTS)]
    read = read_permit_log(write("log.csv", *lines))

    assert list(read.columns) == ["case", "activity", "resource", "time"]
    assert {"n_groups", "channel", "late"}.isdisjoint(derive_cases(read).columns)


def without(column):
    place = HEAD.split(",").index(column)
    return [
        ",".join(cell for at, cell in enumerate(line.split(",")) if at != place)
        for line in (HEAD, *EVENTS)
    ]


@mark.parametrize(
    "name, lines, said",
    [
        ("log.csv", without("org:resource"), r"log.csv: .* for the resource; pm4py .* org:resource"
         r" \(found: case:channel, case:concept:name, .*time:timestamp\)"),
        ("log.csv", [HEAD.replace(",", ";")], r"log.csv: there is not one event in it"),
        ("log.csv", [HEAD], r"there is not one event"),
        ("log.csv", [], r"there is not one event"),
        ("log.csv", [HEAD, *EVENTS[:2], EVENTS[2].replace("2011-01-03 10", "3 Jan 10")],
         r"log.csv, row 4: the time '3 Jan 10:00:00.500000\+01:00' cannot be read"),
        ("log.csv", [HEAD, EVENTS[0], EVENTS[1].replace("Ani", "")],
         r"row 3: 'resource' is empty"),
        ("log.csv", [HEAD, EVENTS[0], "Desk,case-9"], r"row 3: 'activity' is empty"),
        ("log.csv", [HEAD, EVENTS[0], EVENTS[1].removesuffix("+01:00")],
         r"row 3: the time '2011-01-03 09:30:00.500000' has a time zone and others have none"),
        ("log.csv", [HEAD, EVENTS[0].replace("01 12:00:00+01:00", "01 12:00:00")],
         r"row 2: the time '2011-02-01 12:00:00' has"),
        ("log.csv", [HEAD, *EVENTS, "\0"], r"row 9: 'case' is empty"),
        ("log.xes", ["case,activity"], r"log.xes: this is not a log in XES \(syntax error"),
        ("log.xes", ["<html><body/></html>"], r"not a log in XES \(<html>\)"),
        ("log.xes", ["<log><trace>"], r"not a log in XES \(no element found"),
        ("log.xes", ["<log></log>"], r"there is not one event"),
        ("log.xes", [as_xes(EVENTS).replace("key='org:resource'", "key='who'")],
         r"for the resource; .* \(found: case:channel, .*concept:name.*who"),
        ("log.xes", [as_xes(EVENTS).replace("2011-01-05 13", "noon")],
         r"log.xes, row 6: the time 'noon:00:00\+01:00' cannot be read"),
        ("log.xes.gz", ["<log/>"], r"not a log in XES \(Not a gzipped file"),
        ("log.xlsx", [HEAD], r"log.xlsx: .* ends in .csv, .xes or .xes.gz"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_log_is_refused_with_the_reason_in_both_languages(
    write, name, lines, said
):
    with raises(InputError, match=said) as refused:
        read_permit_log(write(name, *lines))

    assert refused.value.in_language("id").startswith(name)


def test_a_log_that_is_not_there_is_named(tmp_path):
    with raises(InputError, match=r"nowhere.csv: there is no such file"):
        read_permit_log(tmp_path / "nowhere.csv")


def test_a_log_in_another_encoding_is_refused(write):
    with raises(InputError, match=r"not a table with commas, in UTF-8 \(.*can't decode"):
        read_permit_log(write("log.csv", HEAD, EVENTS[0].replace("Ani", "Añi"), encoding="latin-1"))


def test_a_broken_archive_is_refused(tmp_path):
    path = tmp_path / "log.xes.gz"
    path.write_bytes(gzip.compress(as_xes(EVENTS).encode())[:-20])

    with raises(InputError, match=r"not a log in XES \(Compressed file ended"):
        read_permit_log(path)
