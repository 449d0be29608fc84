"""A reader's own copy of the permit log, and the two tables that were derived from it.

The log itself is not shipped, only `receipt_cases_derived` and `receipt_gaps_derived`; whoever
downloads it can make them again here, or look further.
"""

from __future__ import annotations

import csv
import gzip
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby, pairwise
from pathlib import Path
from xml.etree import ElementTree

from jalur.errors import InputError
from jalur.table import Table

# What we call a column, and what XES and pm4py call it; "case:" marks what belongs to a case.
_NEEDED = {
    "case": "case:concept:name",
    "activity": "concept:name",
    "resource": "org:resource",
    "time": "time:timestamp",
}
_WHERE_GIVEN = {"group": "org:group", "channel": "case:channel", "deadline": "case:deadline"}
_TIMES = ("time", "deadline")


def read_permit_log(path: str | Path) -> Table:
    """Return the events of a log: a row each, cases together, each case in order of time.

    Columns are `case`, `activity`, `resource` (the person) and `time`; also `group`, `channel` and
    `deadline` where the log has them. Times are `datetime`; what an event lacks is None.

    Args:
        path: A log that ends in ``.csv`` (with the column names that pm4py writes), ``.xes`` or
            ``.xes.gz``.

    Raises:
        InputError: If there is no such log, a column is missing, or an event cannot be read. It
            names the row: in CSV the line of the file, in XES the number of the event.
    """
    path = Path(path)
    rows = list(_rows(path))
    if not rows:
        raise InputError("permit_log.empty", file=path.name)
    found = list(dict.fromkeys(name for _, event in rows for name in event))
    missing = [ours for ours, theirs in _NEEDED.items() if theirs not in found]
    if missing:
        raise InputError(
            "permit_log.columns",
            file=path.name,
            missing=", ".join(missing),
            expected=", ".join(_NEEDED[ours] for ours in missing),
            found=", ".join(found),
        )
    names = _NEEDED | {ours: theirs for ours, theirs in _WHERE_GIVEN.items() if theirs in found}
    events = [_event(path, row, event, names) for row, event in rows]
    zoned = events[0]["time"].tzinfo is not None
    for (row, event), read in zip(rows, events, strict=True):
        for ours in _TIMES:
            if read.get(ours) and (read[ours].tzinfo is not None) != zoned:
                raise InputError(
                    "permit_log.zones", file=path.name, row=row, got=event[names[ours]]
                )
    met = {case: place for place, case in enumerate(dict.fromkeys(one["case"] for one in events))}
    events.sort(key=lambda one: (met[one["case"]], one["time"]))
    return Table({ours: [one[ours] for one in events] for ours in names})


def derive_cases(events: Table) -> Table:
    """Return a row per case, as in `receipt_cases_derived`, without anybody's name or time.

    Cases are numbered by month and duration. `n_groups`, `channel` and `late` are there only where
    the log gives groups, channels and deadlines.

    Args:
        events: What `read_permit_log` returns.
    """
    stories = _stories(events)
    variants = [tuple(event["activity"] for event in story) for story in stories]
    ((commonest, _),) = Counter(variants).most_common(1)
    columns: dict[str, list[object]] = {
        "row": list(range(len(stories))),
        "n_events": [len(story) for story in stories],
        "n_activities": [_different(story, "activity") for story in stories],
        "n_resources": [_different(story, "resource") for story in stories],
    }
    if "group" in events.columns:
        columns["n_groups"] = [_different(story, "group") for story in stories]
    columns["duration_hours"] = [_hours(story[0], story[-1]) for story in stories]
    columns["start_month"] = [_month(story) for story in stories]
    if "channel" in events.columns:
        columns["channel"] = [story[0]["channel"] for story in stories]
    if "deadline" in events.columns:
        columns["late"] = [_late(story) for story in stories]
    columns["top_variant"] = [int(variant == commonest) for variant in variants]
    return Table(columns)


def derive_gaps(events: Table) -> Table:
    """Return a row per pair of consecutive events, as in `receipt_gaps_derived`.

    `row` is the case's in `derive_cases`, `step` counts from 1, and `handoff` is 1 where the next
    event was another person's.

    Args:
        events: What `read_permit_log` returns.
    """
    gaps = [
        (row, step, _hours(one, next_one), int(one["resource"] != next_one["resource"]))
        for row, story in enumerate(_stories(events))
        for step, (one, next_one) in enumerate(pairwise(story), start=1)
    ]
    names = ("row", "step", "gap_hours", "handoff")
    return Table({name: [gap[place] for gap in gaps] for place, name in enumerate(names)})


def _stories(events: Table) -> list[list[dict[str, object]]]:
    stories = [list(story) for _, story in groupby(events, key=lambda event: event["case"])]
    return sorted(stories, key=lambda story: (_month(story), _hours(story[0], story[-1])))


def _different(story: list[dict[str, object]], column: str) -> int:
    return len({event[column] for event in story})


def _hours(one: dict[str, object], other: dict[str, object]) -> float:
    return round((other["time"] - one["time"]).total_seconds() / 3600, 4)


def _month(story: list[dict[str, object]]) -> str:
    return f"{story[0]['time']:%Y-%m}"


def _late(story: list[dict[str, object]]) -> int:
    deadline = story[0]["deadline"]
    return int(deadline is not None and story[-1]["time"] > deadline)


def _event(path: Path, row: int, event: dict[str, str], names: dict[str, str]) -> dict[str, object]:
    read: dict[str, object] = {}
    for ours, theirs in names.items():
        value = event.get(theirs) or None
        if value is None and ours in _NEEDED:
            raise InputError("permit_log.value", file=path.name, row=row, what=ours)
        if value is not None and ours in _TIMES:
            try:
                value = datetime.fromisoformat(value)
            except ValueError:
                raise InputError("permit_log.time", file=path.name, row=row, got=value) from None
        read[ours] = value
    return read


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield every event with its place in the file, under the names of XES."""
    if not path.is_file():
        raise InputError("permit_log.missing", file=str(path))
    name = path.name.lower()
    try:
        if name.endswith(".csv"):
            with path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.DictReader(file, restkey="")
                for event in reader:
                    yield reader.line_num, event
        elif name.endswith((".xes", ".xes.gz")):
            with gzip.open(path) if name.endswith(".gz") else path.open("rb") as file:
                yield from enumerate(_xes_events(path, file), start=1)
        else:
            raise InputError("permit_log.format", file=path.name)
    except (UnicodeDecodeError, csv.Error) as problem:
        raise InputError("permit_log.csv", file=path.name, problem=problem) from None
    except (ElementTree.ParseError, gzip.BadGzipFile, zlib.error, EOFError) as problem:
        raise InputError("permit_log.xes", file=path.name, problem=problem) from None


def _xes_events(path: Path, file: object) -> Iterator[dict[str, str]]:
    root = None
    for moment, element in ElementTree.iterparse(file, events=("start", "end")):
        tag = element.tag.rpartition("}")[2]
        if root is None:
            root = element
            if tag != "log":
                raise InputError("permit_log.xes", file=path.name, problem=f"<{tag}>")
        elif moment == "end" and tag == "trace":
            case = {f"case:{name}": value for name, value in _attributes(element).items()}
            for child in element:
                if child.tag.rpartition("}")[2] == "event":
                    yield case | _attributes(child)
            element.clear()


def _attributes(element: ElementTree.Element) -> dict[str, str]:
    pairs = ((child.get("key"), child.get("value")) for child in element)
    return {key: value for key, value in pairs if key is not None and value is not None}
