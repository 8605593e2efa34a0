"""Event logs: the updates of one incident become one ticket, wherever they stand in the file."""

from __future__ import annotations

import random
from itertools import groupby
from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.domain.imported import CustomerRef, ImportedTicket
from dispatcher.domain.refusal import Refusal
from dispatcher.exchange.mapping import Mapping
from dispatcher.exchange.reader import read
from dispatcher.exchange.records import Record
from tests.exchange.lists import INCIDENTS, listing, loaded, recognised, rejected, rows_of, shipped, taken, write

LOG = """
kind = "tickets"
source = "log"
key = "{id}"
[customer]
name = "{who}"
[ticket]
title = "{what}"
reported = "{at}"
state = "{state}"
[events]
happened = "{at}"
owner = "{owner}"
[events.watch]
state = "state"
owner = "owner"
"""
HEADER = "id,who,what,state,owner,at\n"


def tickets(path: Path, mapping: Mapping) -> list[ImportedTicket]:
    return [row for row in rows_of(path, mapping) if isinstance(row, ImportedTicket)]


def log(folder: Path, rows: str) -> tuple[Path, Mapping]:
    return write(folder, HEADER + rows), loaded(write(folder, LOG, "log.toml"))


def test_rows_that_lie_apart_belong_together(tmp_path: Path) -> None:
    path, mapping = log(
        tmp_path,
        "1,Ott,a,new,x,2026-01-01 10:00\n2,Abt,b,new,x,2026-01-01 10:00\n"
        "1,Ott,a,waiting,y,2026-01-01 12:00\n3,Orth,c,new,x,2026-01-01 10:00\n1,Ott,a2,in work,y,2026-01-01 11:00\n",
    )
    found = {ticket.key: ticket for ticket in tickets(path, mapping)}
    assert sorted(found) == ["1", "2", "3"]
    first = found["1"]
    assert (first.rows, first.line, first.state, first.title) == (3, 2, "waiting", "a")
    assert [(event.state, event.text) for event in first.events] == [
        ("new", "state - -> new, owner - -> x"),
        ("in work", "state new -> in work, owner x -> y"),
        ("waiting", "state in work -> waiting"),
    ]


def test_a_shuffled_log_gives_the_same_tickets(tmp_path: Path) -> None:
    with listing(INCIDENTS).records() as records:
        rows = [record.fields for record in records if isinstance(record, Record)]
    blocks = [list(block) for _key, block in groupby(rows, key=lambda fields: fields[0])]
    random.Random(7).shuffle(blocks)
    late = [block.pop() for block in blocks[::3] if len(block) > 1]
    header = ",".join(listing(INCIDENTS).header)
    lines = [",".join(fields) for block in [*blocks, late] for fields in block]
    path = write(tmp_path, "\n".join([header, *lines]))
    expected = {row.key: row for row in taken(recognised(INCIDENTS, "tickets")) if isinstance(row, ImportedTicket)}
    found = {ticket.key: ticket for ticket in tickets(path, shipped("uci_incidents"))}
    assert found.keys() == expected.keys()
    assert all(found[key].events == expected[key].events for key in expected)
    assert all((found[key].state, found[key].closed) == (expected[key].state, expected[key].closed) for key in expected)


def test_a_bad_update_stays_out_and_its_incident_goes_in(tmp_path: Path) -> None:
    path, mapping = log(
        tmp_path,
        "1,Ott,a,new,x,2026-01-01 10:00\n1,Ott,a,lost,x,2026-01-01 11:00\n1,Ott,a,closed,x,2026-01-01 12:00\n"
        "2,Abt,b,new,x,yesterday\n,Abt,b,new,x,2026-01-01 10:00\n",
    )
    rows = rows_of(path, mapping)
    (ticket,) = (row for row in rows if isinstance(row, ImportedTicket))
    assert (ticket.rows, ticket.state, len(ticket.events)) == (2, "closed", 2)
    assert ticket.closed == ticket.events[-1].happened
    assert [(row.line, row.column, row.value) for row in rejected(rows)] == [
        (3, "state", "lost"),
        (5, "at", "yesterday"),
        (6, "id", ""),
    ]


def test_the_last_row_of_a_scattered_incident_may_be_bad(tmp_path: Path) -> None:
    path, mapping = log(
        tmp_path,
        "1,Ott,a,new,x,2026-01-01 10:00\n2,Abt,b,new,x,2026-01-01 10:00\n1,Ott,a,lost,x,2026-01-01 11:00\n1,x\n",
    )
    rows = rows_of(path, mapping)
    assert sorted(row.key for row in taken(rows)) == ["1", "2"]
    assert [row.line for row in rejected(rows)] == [4, 5]


def test_what_is_told_does_not_depend_on_the_language_of_the_desk() -> None:
    english = recognised(INCIDENTS, "tickets")
    locale.use("de")
    assert recognised(INCIDENTS, "tickets") == english


def test_a_row_that_names_nobody_can_belong_to_a_collective_customer(tmp_path: Path) -> None:
    path, _mapping = log(tmp_path, "1,,a,new,x,2026-01-01 10:00\n2,Ott,b,new,x,2026-01-01 10:00\n")
    mapping = loaded(write(tmp_path, LOG.replace('"{who}"', '"{who}"\notherwise = "Walk-in"'), "log.toml"))
    assert [ticket.customer for ticket in tickets(path, mapping)] == [
        CustomerRef("", "Walk-in", collective=True),
        CustomerRef("", "Ott"),
    ]


def test_progress_is_told_in_bytes_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    found = listing(INCIDENTS)
    rows = read(found, shipped("uci_incidents"), progress=lambda done, whole: told.append((done, whole)))
    assert not isinstance(rows, Refusal)
    assert told == []
    assert sum(1 for _row in rows) == 447
    assert told == sorted(told)
    assert (len(told), told[-1]) == (48, (found.size, found.size))


def test_a_file_that_goes_away_is_an_error_of_the_disk(tmp_path: Path) -> None:
    path, mapping = log(tmp_path, "1,Ott,a,new,x,2026-01-01 10:00\n")
    rows = read(listing(path), mapping)
    assert not isinstance(rows, Refusal)
    path.unlink()
    with pytest.raises(FileNotFoundError):
        next(rows)
