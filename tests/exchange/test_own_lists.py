"""The program's own lists of customers, contact persons and technicians, field by field."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dispatcher.domain.imported import (
    CustomerRef,
    ImportedContact,
    ImportedCustomer,
    ImportedNumber,
    ImportedPerson,
    ImportedSite,
    ImportedTechnician,
    RejectedRow,
)
from dispatcher.exchange.binding import Home
from dispatcher.exchange.mapping import Kind
from tests.exchange.lists import only, recognised, rows_of, shipped, write

EVERYTHING = (
    "key,customer,number,name,long_name,language,remark,phone,mobile,fax,mail,site,street,postcode,place,state,country,"
    "zone,access,parking,latitude,longitude,site_phone,person,person_form,person_role,person_language,person_phone,"
    "person_mobile,person_mail\n"
    "H1,ELBE,K-1042,Hotel Elbe,Hotel Elbe GmbH,deutsch,regular,030 23125-471,0171 2345678,030 23125-472,"
    "Info@Hotel-Elbe.example,Main house,Am Ufer 5,4109,Leipzig,Sachsen,DE,Europe/Berlin,reception,yard,51.34,12.37,"
    '030/23125-480,Ms Ott,Frau,technician,en,030 23125-490,,"ott@hotel.example; nobody"\n'
)


def test_a_customer_with_everything(tmp_path: Path) -> None:
    row = only(recognised(write(tmp_path, EVERYTHING), "customers"))
    assert isinstance(row, ImportedCustomer)
    assert replace(row, site=None, person=None) == ImportedCustomer(
        source="own",
        key="H1",
        line=2,
        customer=CustomerRef("ELBE", "Hotel Elbe", number=1042),
        long_name="Hotel Elbe GmbH",
        language="de",
        remark="regular",
        numbers=(
            ImportedNumber("phone", "+493023125471", "030 23125-471"),
            ImportedNumber("mobile", "+491712345678", "0171 2345678"),
            ImportedNumber("fax", "+493023125472", "030 23125-472"),
            ImportedNumber("mail", "info@hotel-elbe.example", "Info@Hotel-Elbe.example"),
        ),
    )


def test_the_site_and_the_person_of_a_customer(tmp_path: Path) -> None:
    row = only(recognised(write(tmp_path, EVERYTHING), "customers"))
    assert isinstance(row, ImportedCustomer)
    desk = ImportedNumber("phone", "+493023125480", "030 23125-480")
    assert row.site == ImportedSite(
        "Main house",
        "Am Ufer 5",
        "04109",
        "Leipzig",
        "SN",
        access="reception",
        parking="yard",
        latitude=51.34,
        longitude=12.37,
        numbers=(desk,),
    )
    direct = ImportedNumber("phone", "+493023125490", "030 23125-490")
    mail = ImportedNumber("mail", "ott@hotel.example", "ott@hotel.example")
    assert row.person == ImportedPerson("Ms Ott", "Frau", "technician", "en", (direct, mail))


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
        "code,name,skills,region,hours,phone,status,lunch,reserve\n"
        'WO,Jan Wolff,SIP TK  2P,north,"Mo-Do 7-17, Fr 7-15",0171 2345678,4,12 bis 12:30 Uhr,13-15\n'
        "NO,Eva Nowak,,,,,,,\n",
    )
    week = ((420, 1020),) * 4 + ((420, 900), None, None)
    number = ImportedNumber("phone", "+491712345678", "0171 2345678")
    assert recognised(path, "technicians") == [
        ImportedTechnician(
            "own", "WO", 2, "WO", "Jan Wolff", ("SIP", "TK", "2P"), "north", week, number, 4, (720, 750), (780, 900)
        ),
        ImportedTechnician("own", "NO", 3, "NO", "Eva Nowak", (), "", week),
    ]


def test_the_way_into_a_site(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "key,name,street,access_class,register_hours,buffer_minutes,guard_phone,municipality\n"
        "A,Botschaft,Klarastr. 4,Schleuse,24 h,30 min,030/23125-110,Augsburg\n"
        "B,Museum,Gasse 6,reception,,,,\n",
    )
    sites = [row.site for row in recognised(path, "customers") if isinstance(row, ImportedCustomer)]
    assert sites == [
        ImportedSite(
            "Klarastr. 4",
            "Klarastr. 4",
            access_class="security lock",
            register_hours=24,
            buffer_minutes=30,
            guard_phone="+493023125-110",
            municipality="Augsburg",
        ),
        ImportedSite("Gasse 6", "Gasse 6", access_class="reception"),
    ]


def test_what_a_contact_person_does_and_may(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "customer,name,duties,permissions,deputy,channel,no_information\n"
        "E,Calvet,Öffner; entscheidet:  Telefonanlage;opener,Termine; invoices,Bonnard,Telefon,\n"
        "E,Lüders,,,,,ja\n",
    )
    calvet, lueders = (row for row in recognised(path, "contacts") if isinstance(row, ImportedContact))
    assert calvet.person == ImportedPerson(
        "Calvet", duties="opener; decides: Telefonanlage", permissions="appointments; invoices", channel="T"
    )
    assert (calvet.deputy, calvet.person.no_information) == ("Bonnard", False)
    assert (lueders.deputy, lueders.person.no_information) == ("", True)


@pytest.mark.parametrize(
    ("kind", "column", "cell", "reason"),
    [
        ("customers", "access_class", "moat", "This is none of: open, reception, registration, security lock."),
        ("customers", "register_hours", "a day", "a day are no whole hours. Like: 24 h"),
        ("customers", "buffer_minutes", "some", "some are no minutes. Like: 20 min"),
        ("customers", "guard_phone", "ask", "This is no telephone number."),
        ("contacts", "duties", "opener; cook", "This is none of: contact, opener, billing, decides."),
        ("contacts", "duties", "opener: gate", "This is none of: contact, opener, billing, decides."),
        ("contacts", "duties", "decides:", "Decides on what? Like: decides: telephone system"),
        ("contacts", "permissions", "all", "This is none of: order, appointments, access data, invoices."),
        ("contacts", "channel", "smoke", "This is none of: T, M, P, S, V, B, W, 3."),
        ("contacts", "no_information", "perhaps", "This is none of: yes, no."),
        ("technicians", "lunch", "noon", "noon is no span of time. Like: 12:00-12:30"),
    ],
)
def test_a_word_that_is_none_keeps_its_row_out(tmp_path: Path, kind: Kind, column: str, cell: str, reason: str) -> None:
    key = {"customers": "key,name,street", "contacts": "customer,name", "technicians": "code,name"}[kind]
    row = {"customers": "A,Ott,Weg 1", "contacts": "A,Ott", "technicians": "A,Ott"}[kind]
    found = only(recognised(write(tmp_path, f"{key},{column}\n{row},{cell}\n"), kind))
    assert isinstance(found, RejectedRow)
    assert (found.column, found.reason) == (column, reason)
