"""The program's own lists of tickets, appointments and past contacts, field by field."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from dispatcher.domain.imported import CustomerRef, ImportedAppointment, ImportedEntry, ImportedSite, ImportedTicket
from tests.exchange.lists import only, recognised, write


def test_a_ticket_with_everything(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "key,number,customer,title,text,state,reported,urgent,skills,minutes,person,channel,site,street,postcode,place,"
        "federal_state,ball,ball_who,next_step,due,earliest,author\n"
        'a7,T-4711,ELBE,Phones dead,"all of them\nsince eight",wartet,12.10.2026 08:15,ja,"TK, SIP",1:30,Mr Calvet,'
        "Telefon,Main house,Am Ufer 5,04109,Leipzig,SN,Kunde,Mr Calvet,calls back,2026-10-22 09:00,"
        "2026-10-19 08:00,mh\n",
    )
    assert only(recognised(path, "tickets")) == ImportedTicket(
        source="own",
        key="a7",
        line=2,
        customer=CustomerRef("ELBE", ""),
        title="Phones dead",
        text="all of them\nsince eight",
        state="waiting",
        reported=datetime(2026, 10, 12, 6, 15, tzinfo=UTC),
        urgent=True,
        skills=("TK", "SIP"),
        minutes=90,
        site=ImportedSite("Main house", "Am Ufer 5", "04109", "Leipzig", "SN"),
        person="Mr Calvet",
        channel="T",
        number=4711,
        ball="customer",
        ball_who="Mr Calvet",
        next_step="calls back",
        due=datetime(2026, 10, 22, 7, 0, tzinfo=UTC),
        earliest=datetime(2026, 10, 19, 6, 0, tzinfo=UTC),
        author="mh",
    )


@pytest.mark.parametrize(
    ("state", "closed", "expected", "at"),
    [
        ("", "", "new", None),
        ("", "2026-01-02 10:00", "closed", datetime(2026, 1, 2, 9, 0, tzinfo=UTC)),
        ("closed", "", "closed", datetime(2026, 1, 1, 9, 0, tzinfo=UTC)),
        ("fixed", "2026-01-02 10:00", "fixed", None),
        ("Storniert", "2026-01-02 10:00", "cancelled", datetime(2026, 1, 2, 9, 0, tzinfo=UTC)),
    ],
)
def test_state_and_closing_time_agree(
    tmp_path: Path, state: str, closed: str, expected: str, at: datetime | None
) -> None:
    path = write(tmp_path, f"key,customer,title,reported,state,closed\n1,E,x,2026-01-01 10:00,{state},{closed}\n")
    ticket = only(recognised(path, "tickets"))
    assert isinstance(ticket, ImportedTicket)
    assert (ticket.state, ticket.closed) == (expected, at)


@pytest.mark.parametrize(("letter", "ball"), [("C", "customer"), ("k", "customer"), ("D", "other"), ("U", "us")])
def test_whose_turn_it_is_takes_the_letters_too(tmp_path: Path, letter: str, ball: str) -> None:
    row = f"1,E,x,2026-01-01 10:00,{letter},Calvet,2026-01-05 09:00"
    ticket = only(recognised(write(tmp_path, f"key,customer,title,reported,ball,ball_who,due\n{row}\n"), "tickets"))
    assert isinstance(ticket, ImportedTicket)
    assert ticket.ball == ball


def test_a_time_counts_in_the_zone_of_its_row(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "key,customer,title,reported,street,zone\n1,E,x,2026-07-01 10:00,A,Europe/London\n2,E,x,2026-07-01 10:00,A,\n",
    )
    tickets = [row for row in recognised(path, "tickets") if isinstance(row, ImportedTicket)]
    assert [ticket.reported.hour for ticket in tickets] == [9, 8]
    assert [ticket.site.zone for ticket in tickets if ticket.site] == ["Europe/London", "Europe/Berlin"]


def test_an_appointment(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "key,ticket,technicians,start,end,minutes,state,window,travel,booked,author\n"
        "p1,T-4711,WO; NO,2026-11-23 09:00,,90,bestätigt,08:00-10:00,30,2026-11-20 14:00,wh\n"
        "p2,a7,Jan Wolff/NO,23.11.2026 13:00,23.11.2026 14:30,,,,,,\n",
    )
    first, second = recognised(path, "appointments")
    assert first == ImportedAppointment(
        source="own",
        key="p1",
        line=2,
        ticket_key="T-4711",
        ticket_source="own",
        technicians=("WO", "NO"),
        starts=datetime(2026, 11, 23, 8, 0, tzinfo=UTC),
        ends=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
        state="confirmed",
        zone="Europe/Berlin",
        window=(time(8), time(10)),
        travel_minutes=30,
        booked=datetime(2026, 11, 20, 13, 0, tzinfo=UTC),
        author="wh",
    )
    assert isinstance(second, ImportedAppointment)
    assert (second.state, second.technicians, second.window) == ("proposed", ("Jan Wolff", "NO"), None)
    assert second.ends == datetime(2026, 11, 23, 13, 30, tzinfo=UTC)


def test_an_appointment_lasts_its_minutes_over_a_clock_change(tmp_path: Path) -> None:
    path = write(tmp_path, "key,ticket,start,minutes\n1,7,2026-10-25 01:30,120\n")
    row = only(recognised(path, "appointments"))
    assert isinstance(row, ImportedAppointment)
    assert (row.ends - row.starts).total_seconds() == 7200


def test_a_contact_of_the_past(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "happened,customer,direction,channel,person,author,ticket,text\n"
        '2026-10-12 08:15,ELBE,aus,Mail,Mr Calvet,wh,a7,"first line\nsecond line"\n'
        "2026-10-12 08:20,ELBE,,,,,,called\n"
        "2026-10-12 08:25,ELBE,intern,,,,,thought\n",
    )
    first, second, third = recognised(path, "history")
    assert first == ImportedEntry(
        source="own",
        key="ELBE / 2026-10-12 08:15 / first line second line",
        line=2,
        customer=CustomerRef("ELBE", ""),
        happened=datetime(2026, 10, 12, 6, 15, tzinfo=UTC),
        direction="out",
        channel="M",
        text="first line\nsecond line",
        person="Mr Calvet",
        author="wh",
        ticket_key="a7",
        ticket_source="own",
    )
    assert isinstance(second, ImportedEntry)
    assert (second.direction, second.channel, second.ticket_source, second.line) == ("in", "T", "", 4)
    assert isinstance(third, ImportedEntry)
    assert (third.direction, third.channel) == ("internal", "")
