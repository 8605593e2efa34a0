"""The rows of ``data/demo/events.csv``: what happened in the demo office, in the order of time."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from dispatcher.locale import _
from dispatcher.values import dataclass

HANDOVER = "Übergabe"


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the list, every column as it is written; ``line`` is where it stands."""

    line: int
    at: str
    by: str
    event: str
    key: str
    how: str
    customer: str
    ticket: str
    person: str
    text: str
    due: str
    minutes: str
    owner: str


def read(file: Path) -> Iterator[Event]:
    """The rows of the list. Raises OSError, csv.Error, UnicodeDecodeError, and TypeError for other columns."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = csv.DictReader(opened)
        known = {field.name for field in fields(Event)} - {"line"}
        if set(rows.fieldnames or ()) != known:
            raise TypeError(_("its columns are {columns}").format(columns=", ".join(sorted(known))))
        for row in rows:
            yield Event(line=rows.line_num, **{name: value or "" for name, value in row.items() if name in known})


def in_one_save(event: Event) -> tuple[object, ...]:
    """What rows have in common that are filed together: the items of a hand-over; everything else by itself."""
    return (event.at, event.by) if event.event == HANDOVER else (event.line,)
