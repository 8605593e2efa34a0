"""The program's own lists of colleagues, contracts, services and absences, field by field."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dispatcher.domain.imported import CustomerRef, RejectedRow
from dispatcher.domain.imported_records import ImportedAbsence, ImportedColleague, ImportedContract, ImportedService
from dispatcher.exchange.mapping import Kind
from dispatcher.exchange.proposal import propose
from tests.exchange.lists import listing, only, recognised, rows_of, write


def test_a_colleague(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "sign,login,name,role,stand_in,phone\nmh,mharms,Marit Harms,Disponentin,wh,030/23125-103\nwh,,W. Weiß,,,\n",
    )
    assert recognised(path, "colleagues") == [
        ImportedColleague("own", "mh", 2, "mh", "mharms", "Marit Harms", "dispatcher", "wh", "+493023125-103"),
        ImportedColleague("own", "wh", 3, "wh", "wh", "W. Weiß"),
    ]


def test_a_contract(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "customer,customer_number,name,hours,response,availability,from,until,remark\n"
        'ELBE,,Wartung TK,"Mo-Do 7-17, Fr 7-15",4 h,"99,5 %",01.01.2026,2026-12-31,yearly\n'
        ",K-1042,Rahmen,,,,,,\n",
    )
    assert recognised(path, "contracts") == [
        ImportedContract(
            source="own",
            key="ELBE / Wartung TK",
            line=2,
            customer=CustomerRef("ELBE", ""),
            name="Wartung TK",
            hours=((420, 1020),) * 4 + ((420, 900), None, None),
            response_minutes=240,
            availability=99.5,
            starts_on="2026-01-01",
            ends_on="2026-12-31",
            remark="yearly",
        ),
        ImportedContract("own", "K-1042 / Rahmen", 3, CustomerRef("", "", number=1042), "Rahmen"),
    ]


def test_a_service_with_its_customers(tmp_path: Path) -> None:
    path = write(
        tmp_path, "name,kind,availability,customers,remark\nmx01,mail server,99.5,ELBE; K-1042;ELBE,spare mailbox\n"
    )
    assert only(recognised(path, "services")) == ImportedService(
        source="own",
        key="mx01",
        line=2,
        name="mx01",
        kind="mail server",
        availability=99.5,
        remark="spare mailbox",
        customers=(CustomerRef("ELBE", ""), CustomerRef("K-1042", "", number=1042)),
    )


def test_an_absence_ends_with_its_last_day_or_at_its_time(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "technician,colleague,customer,person,from,until,told\n"
        "Brandt,,,,2026-11-23,2026-11-27,2026-11-23 07:05\n"
        "Nowak,,,,23.11.2026 02:00,23.11.2026 13:00,\n"
        ",kb,,,23.12.2026,31.12.2026,\n"
        ",,ELBE,Mr Calvet,2026-11-17,,17.11.2026 09:25\n",
    )
    brandt, nowak, colleague, calvet = recognised(path, "absences")
    midnight = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    assert brandt == ImportedAbsence(
        source="own",
        key="Brandt / 2026-11-23",
        line=2,
        starts=midnight,
        ends=datetime(2026, 11, 27, 23, 0, tzinfo=UTC),
        told=datetime(2026, 11, 23, 6, 5, tzinfo=UTC),
        technician="Brandt",
    )
    assert isinstance(nowak, ImportedAbsence)
    assert (nowak.starts.hour, nowak.ends) == (1, datetime(2026, 11, 23, 12, 0, tzinfo=UTC))
    assert isinstance(colleague, ImportedAbsence)
    assert (colleague.key, colleague.ends) == ("kb / 23.12.2026", datetime(2026, 12, 31, 23, 0, tzinfo=UTC))
    assert isinstance(calvet, ImportedAbsence)
    assert (calvet.key, calvet.customer, calvet.ends) == (
        "ELBE / Mr Calvet / 2026-11-17",
        CustomerRef("ELBE", ""),
        None,
    )


def test_the_last_day_of_an_absence_may_have_25_hours(tmp_path: Path) -> None:
    row = only(recognised(write(tmp_path, "technician,from,until\nWO,2026-10-25,2026-10-25\n"), "absences"))
    assert isinstance(row, ImportedAbsence)
    assert row.ends is not None
    assert (row.ends - row.starts).total_seconds() == 25 * 3600


@pytest.mark.parametrize(
    ("kind", "rows", "column", "reason"),
    [
        ("colleagues", "sign,name\nm h,Harms\n", "sign", "This is one word: m h"),
        ("colleagues", "sign,name\nlongersign,Harms\n", "sign", "This is longer than 8 characters."),
        ("colleagues", "sign,name\n,Harms\n", "sign", "The key is empty."),
        (
            "colleagues",
            "sign,name,role\nmh,Harms,chef\n",
            "role",
            "This is none of: viewer, dispatcher, service manager, managing director.",
        ),
        ("colleagues", "sign,name,phone\nmh,Harms,ask\n", "phone", "This is no telephone number."),
        ("contracts", "customer,name,response\nE,x,4\n", "response", "4 is no length of time. Like: 4 h or 30 min"),
        ("contracts", "customer,name,availability\nE,x,120\n", "availability", "120 is no percentage. Like: 99.5"),
        ("contracts", "customer,name,hours\nE,x,always\n", "hours", "These are no working hours: always"),
        ("contracts", "name\nx\n", "customer, customer_number, customer_name", "No customer is named."),
        ("services", "name,availability\nx,no\n", "availability", "no is no percentage. Like: 99.5"),
        (
            "absences",
            "from,technician,colleague\n2026-11-23,WO,mh\n",
            "technician, colleague, person",
            "One technician, one colleague or one person must stand here.",
        ),
        ("absences", "from,technician\nsoon,WO\n", "from", ""),
    ],
)
def test_a_row_that_is_none_stays_out(tmp_path: Path, kind: Kind, rows: str, column: str, reason: str) -> None:
    found = only(recognised(write(tmp_path, rows), kind))
    assert isinstance(found, RejectedRow)
    assert found.column == column
    assert found.reason.startswith(reason)


@pytest.mark.parametrize(
    ("kind", "text", "named"),
    [
        ("colleagues", "Kürzel;Name;Rechte;Vertretung;Telefon\nmh;Harms;dispatcher;wh;030 23125-103\n", "Harms"),
        ("contracts", "Kunde;Vertrag;Reaktionszeit;von;bis\nMaier;Wartung;4 h;01.01.2026;31.12.2026\n", "Wartung"),
        ("services", "Dienst;Art;Kunden\nmx01;Mailserver;K-1042\n", "mx01"),
        ("absences", "Techniker;von;bis\nWO;23.11.2026;27.11.2026\n", "WO"),
    ],
)
def test_a_list_nobody_described_is_understood_by_its_columns(
    tmp_path: Path, kind: Kind, text: str, named: str
) -> None:
    path = write(tmp_path, text)
    mapping = propose(listing(path).header, kind)
    assert not hasattr(mapping, "sentence")
    row = only(rows_of(path, mapping))
    assert named in repr(row)
    assert not isinstance(row, RejectedRow)
