"""The program's own lists, field by field."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from dispatcher.domain.imported import (
    CustomerRef,
    ImportedAppointment,
    ImportedContact,
    ImportedCustomer,
    ImportedEntry,
    ImportedNumber,
    ImportedPerson,
    ImportedSite,
    ImportedTechnician,
    ImportedTicket,
    RejectedRow,
)
from dispatcher.exchange.binding import Home
from dispatcher.exchange.mapping import Kind
from tests.exchange.lists import only, recognised, rejected, rows_of, shipped, taken, write


def test_a_customer_with_everything(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "key,customer,number,name,long_name,language,remark,phone,mobile,fax,mail,site,street,postcode,place,state,country,"
        "zone,access,parking,latitude,longitude,site_phone,person,person_form,person_role,person_language,person_phone,"
        "person_mobile,person_mail\n"
        "H1,ELBE,K-1042,Hotel Elbe,Hotel Elbe GmbH,deutsch,regular,030 23125-471,0171 2345678,030 23125-472,"
        "Info@Hotel-Elbe.example,Main house,Am Ufer 5,4109,Leipzig,Sachsen,DE,Europe/Berlin,reception,yard,51.34,12.37,"
        '030/23125-480,Ms Ott,Frau,technician,en,030 23125-490,,"ott@hotel.example; nobody"\n',
    )
    assert only(recognised(path, "customers")) == ImportedCustomer(
        source="own",
        key="H1",
        line=2,
        customer=CustomerRef("ELBE", "Hotel Elbe", number=1042),
        long_name="Hotel Elbe GmbH",
        language="de",
        remark="regular",
        site=ImportedSite(
            name="Main house",
            street="Am Ufer 5",
            postcode="04109",
            place="Leipzig",
            state="SN",
            access="reception",
            parking="yard",
            latitude=51.34,
            longitude=12.37,
            numbers=(ImportedNumber("phone", "+493023125480", "030 23125-480"),),
        ),
        person=ImportedPerson(
            name="Ms Ott",
            form="Frau",
            role="technician",
            language="en",
            numbers=(
                ImportedNumber("phone", "+493023125490", "030 23125-490"),
                ImportedNumber("mail", "ott@hotel.example", "ott@hotel.example"),
            ),
        ),
        numbers=(
            ImportedNumber("phone", "+493023125471", "030 23125-471"),
            ImportedNumber("mobile", "+491712345678", "0171 2345678"),
            ImportedNumber("fax", "+493023125472", "030 23125-472"),
            ImportedNumber("mail", "info@hotel-elbe.example", "Info@Hotel-Elbe.example"),
        ),
    )


def test_a_customer_with_a_name_only(tmp_path: Path) -> None:
    path = write(tmp_path, "key,name\nA1,Anna Ott\n")
    assert only(recognised(path, "customers")) == ImportedCustomer("own", "A1", 2, CustomerRef("A1", "Anna Ott"))


def test_numbers_nobody_can_dial_stay_readable(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "key,name,remark,phone,mobile,mail,street,site_phone,person,person_phone\n"
        'A1,Ott,old,112,"0171 2345678, 0172 2345678",ott at home,Am Markt 1,471,Eva,ring twice\n',
    )
    row = only(recognised(path, "customers"))
    assert isinstance(row, ImportedCustomer)
    assert row.remark == "old\nphone: 112\nmail: ott at home\nperson_phone: ring twice"
    assert [number.value for number in row.numbers] == ["+491712345678", "+491722345678"]
    assert row.site is not None
    assert row.site.access == "site_phone: 471"


def test_the_office_says_where_home_is(tmp_path: Path) -> None:
    path = write(
        tmp_path, "key,name,phone,street,postcode,country\nA,Ott,0662 4316890,Am Markt,5020,\nB,Orth,,Weg 1,04109,D\n"
    )
    rows = rows_of(path, shipped("own_customers"), Home("AT", "Europe/Vienna"))
    sites = [(row.site.country, row.site.zone) for row in rows if isinstance(row, ImportedCustomer) and row.site]
    assert sites == [("AT", "Europe/Vienna"), ("DE", "Europe/Berlin")]
    assert isinstance(rows[0], ImportedCustomer)
    assert rows[0].numbers == (ImportedNumber("phone", "+436624316890", "0662 4316890"),)


def test_a_contact_person(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "customer,customer_number,customer_name,name,form,role,language,phone,remark\n"
        "ELBE,,,Mr Calvet,Herr,technician,fr,030 23125-118 mornings,keyholder\n"
        ",K-1042,,Ms Bonnard,Frau,deputy,,471,\n"
        ",,Hotel Elbe,Mr X,,,,,\n",
    )
    rows = recognised(path, "contacts")
    assert rows[0] == ImportedContact(
        source="own",
        key="ELBE / Mr Calvet",
        line=2,
        customer=CustomerRef("ELBE", ""),
        person=ImportedPerson(
            "Mr Calvet",
            "Herr",
            "technician",
            "fr",
            (ImportedNumber("phone", "+493023125118", "030 23125-118", "mornings"),),
        ),
        remark="keyholder",
    )
    refs = [row.customer for row in rows if isinstance(row, ImportedContact)]
    assert refs[1:] == [CustomerRef("", "", number=1042), CustomerRef("", "Hotel Elbe")]
    assert isinstance(rows[1], ImportedContact)
    assert rows[1].remark == "phone: 471"


def test_a_technician(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "code,name,skills,region,hours,phone,status\n"
        'WO,Jan Wolff,SIP TK  2P,north,"Mo-Do 7-17, Fr 7-15",0171 2345678,4\n'
        "NO,Eva Nowak,,,,,\n",
    )
    week = ((420, 1020),) * 4 + ((420, 900), None, None)
    number = ImportedNumber("phone", "+491712345678", "0171 2345678")
    assert recognised(path, "technicians") == [
        ImportedTechnician("own", "WO", 2, "WO", "Jan Wolff", ("SIP", "TK", "2P"), "north", week, number, 4),
        ImportedTechnician("own", "NO", 3, "NO", "Eva Nowak", (), "", week),
    ]


def test_a_ticket_with_everything(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "key,number,customer,title,text,state,reported,urgent,skills,minutes,person,channel,site,street,postcode,place,"
        "federal_state,ball,ball_who,next_step,due,earliest\n"
        'a7,T-4711,ELBE,Phones dead,"all of them\nsince eight",wartet,12.10.2026 08:15,ja,"TK, SIP",1:30,Mr Calvet,'
        "Telefon,Main house,Am Ufer 5,04109,Leipzig,SN,Kunde,Mr Calvet,calls back,2026-10-22 09:00,2026-10-19 08:00\n",
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
        "key,ticket,technicians,start,end,minutes,state,window,travel,booked\n"
        "p1,T-4711,WO; NO,2026-11-23 09:00,,90,bestätigt,08:00-10:00,30,2026-11-20 14:00\n"
        "p2,a7,Jan Wolff/NO,23.11.2026 13:00,23.11.2026 14:30,,,,,\n",
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
        "2026-10-12 08:20,ELBE,,,,,,called\n",
    )
    first, second = recognised(path, "history")
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
