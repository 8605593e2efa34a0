"""Rows that cannot be taken stay out, each with its line, column, value and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatcher.domain.imported import RejectedRow
from dispatcher.exchange.mapping import Kind
from tests.exchange.lists import only, recognised, rejected, taken, write


@pytest.mark.parametrize(
    ("kind", "header", "row", "column", "value", "reason"),
    [
        ("customers", "key,name", "1,", "name", "", "Something must stand here."),
        ("customers", "key,name", ",Ott", "key", "", "The key is empty."),
        ("customers", "key,name,number", "1,Ott,first", "number", "first", "none of our numbers"),
        ("customers", "key,name,street,latitude", "1,Ott,Weg 1,north", "latitude", "north", "This is no number."),
        ("customers", "key,name,street,state", "1,Ott,Weg 1,Bavarai", "state", "Bavarai", "no state we know"),
        ("customers", "key,name,street,zone", "1,Ott,Weg 1,CET+1", "zone", "CET+1", "is no time zone"),
        ("customers", "key,name,language", "1,Ott,Klingon", "language", "Klingon", "no language we know"),
        (
            "customers",
            "key,name,person,person_form",
            f"1,Ott,Eva,{'x' * 17}",
            "person_form",
            "x" * 17,
            "longer than 16",
        ),
        ("contacts", "name,customer", ",ELBE", "name", "", "Something must stand here."),
        ("contacts", "name,key", "Eva,1", "customer, customer_number, customer_name", "", "No customer is named."),
        ("technicians", "code,name", ",Wolff", "code", "", "Something must stand here."),
        ("technicians", "code,name,hours", "WO,Wolff,always", "hours", "always", "always"),
        ("technicians", "code,name,phone", "WO,Wolff,471", "phone", "471", "This is no telephone number."),
        ("technicians", "code,name,status", "WO,Wolff,12", "status", "12", "A status is one digit, 0 to 9."),
        ("tickets", "key,title,reported,customer", "1,x,31.02.2026,E", "reported", "31.02.2026", "This is no date"),
        ("tickets", "key,title,reported,customer", "1,x,,E", "reported", "", "Something must stand here."),
        (
            "tickets",
            "key,title,reported,customer",
            "1,x,2026-03-29 02:30,E",
            "reported",
            "2026-03-29 02:30",
            "not exist",
        ),
        (
            "tickets",
            "key,title,reported,customer",
            "1,x,2026-01-01,",
            "customer, customer_number, customer_name",
            "",
            "No cu",
        ),
        (
            "tickets",
            "key,title,reported,customer,state",
            "1,x,2026-01-01,E,lost",
            "state",
            "lost",
            "This is none of: new,",
        ),
        (
            "tickets",
            "key,title,reported,customer,urgent",
            "1,x,2026-01-01,E,very",
            "urgent",
            "very",
            "none of: yes, no",
        ),
        (
            "tickets",
            "key,title,reported,customer,minutes",
            "1,x,2026-01-01,E,long",
            "minutes",
            "long",
            "This is no length",
        ),
        ("appointments", "key,ticket,start", "1,7,2026-01-01 10:00", "end", "", "An end or a length must stand here."),
        (
            "appointments",
            "key,ticket,start,end",
            "1,7,2026-01-02 10:00,2026-01-02 09:00",
            "end",
            "2026-01-02 09:00",
            "behind",
        ),
        ("appointments", "key,ticket,start,minutes", "1,7,2026-01-01 10:00,1441", "end", "", "at most 24 hours"),
        (
            "appointments",
            "key,ticket,start,minutes,window",
            "1,7,2026-01-01 10:00,60,10-8",
            "window",
            "10-8",
            "no window",
        ),
        (
            "appointments",
            "key,ticket,start,minutes,travel",
            "1,7,2026-01-01 10:00,60,1500",
            "travel",
            "1500",
            "A journey",
        ),
        ("appointments", "key,ticket,start,minutes", "1,,2026-01-01 10:00,60", "ticket", "", "The key is empty."),
        ("history", "happened,customer,text", "2026-01-01 10:00,E,", "text", "", "Something must stand here."),
        (
            "history",
            "happened,customer,text,channel",
            "2026-01-01 10:00,E,x,smoke",
            "channel",
            "smoke",
            "This is none of: T,",
        ),
        (
            "history",
            "happened,customer,text,direction",
            "2026-01-01 10:00,E,x,up",
            "direction",
            "up",
            "none of: in, out,",
        ),
    ],
)
def test_a_bad_row_stays_out_with_its_reason(
    tmp_path: Path, kind: Kind, header: str, row: str, column: str, value: str, reason: str
) -> None:
    rejected_row = only(recognised(write(tmp_path, f"{header}\n{row}\n"), kind))
    assert isinstance(rejected_row, RejectedRow)
    assert (rejected_row.line, rejected_row.column, rejected_row.value) == (2, column, value)
    assert reason in rejected_row.reason
    assert rejected_row.fields == tuple(row.split(","))


def test_a_bad_row_does_not_keep_the_others_out(tmp_path: Path) -> None:
    path = write(tmp_path, "key,name,street,latitude\n1,Ott,W,1.5\n2,Orth,W,x\n3,,,\n4,Abt,W,\n")
    rows = recognised(path, "customers")
    assert [row.key for row in taken(rows)] == ["1", "4"]
    assert [(row.line, row.column, row.value) for row in rejected(rows)] == [(3, "latitude", "x"), (4, "name", "")]


def test_long_keys_differ_and_fit(tmp_path: Path) -> None:
    long = "x" * 300
    path = write(tmp_path, f"key,name\n{long}1,Ott\n{long}2,Orth\n")
    keys = [row.key for row in taken(recognised(path, "customers"))]
    assert len(set(keys)) == 2
    assert max(map(len, keys)) <= 200
