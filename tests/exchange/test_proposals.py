"""A mapping is proposed for a list nobody described."""

from __future__ import annotations

from datetime import UTC, datetime
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
    ImportedRow,
    ImportedSite,
    ImportedTechnician,
    ImportedTicket,
    RejectedRow,
)
from dispatcher.domain.refusal import Refusal
from dispatcher.exchange.binding import unused
from dispatcher.exchange.checks import check
from dispatcher.exchange.mapping import KINDS, Kind, Mapping
from dispatcher.exchange.proposal import propose
from dispatcher.exchange.synonyms import SYNONYMS
from dispatcher.exchange.telling import told
from tests.exchange.lists import listing, only, rows_of, write


def proposed(header: tuple[str, ...], kind: Kind) -> Mapping:
    mapping = propose(header, kind)
    assert isinstance(mapping, Mapping), mapping
    assert check(mapping) == ""
    return mapping


def read_as(folder: Path, text: str, kind: Kind) -> ImportedRow | RejectedRow:
    path = write(folder, text, "kunden.csv", "cp1252")
    return only(rows_of(path, proposed(listing(path).header, kind)))


def test_a_german_customer_list(tmp_path: Path) -> None:
    row = read_as(
        tmp_path,
        "Kd.-Nr.;Firma;Ansprechpartner;Straße;Nr.;PLZ;Ort;Tel.;Telefon privat;Handy;Telefax;E-Mail;Bemerkung;Umsatz\n"
        "10023;Müller;Frau Ruß;Hauptstr.;5a;4109;Leipzig;0341/23125-47;;0171 2345678;;info@mueller.example;;1,5\n",
        "customers",
    )
    assert row == ImportedCustomer(
        source="kunden",
        key="10023",
        line=2,
        customer=CustomerRef("10023", "Müller"),
        site=ImportedSite("Hauptstr. 5a", "Hauptstr. 5a", "04109", "Leipzig"),
        person=ImportedPerson("Frau Ruß"),
        numbers=(
            ImportedNumber("phone", "+493412312547", "0341 23125-47"),
            ImportedNumber("mobile", "+491712345678", "0171 2345678"),
            ImportedNumber("mail", "info@mueller.example", "info@mueller.example"),
        ),
    )


def test_an_english_customer_list(tmp_path: Path) -> None:
    row = read_as(
        tmp_path,
        "Customer ID,Company Name,Street Address,Zip Code,City,Country,Phone,Notes\n"
        "7,Acme Ltd,1 High Street,AB1 2CD,Aberdeen,United Kingdom,+44 1224 123456,slow payer\n",
        "customers",
    )
    assert isinstance(row, ImportedCustomer)
    assert (row.key, row.customer) == ("7", CustomerRef("7", "Acme Ltd"))
    assert row.site == ImportedSite("1 High Street", "1 High Street", "AB1 2CD", "Aberdeen", country="GB")
    assert [number.shown for number in row.numbers] == ["+44 1224 123456"]


def test_people_as_customers_without_numbers_of_their_own(tmp_path: Path) -> None:
    row = read_as(tmp_path, "Nachname;Vorname;Anschrift;PLZ;Ort\nOtt;Eva;Weg 1;50667;Köln\n", "customers")
    assert isinstance(row, ImportedCustomer)
    assert (row.key, row.customer.name) == ("Eva Ott / Weg 1 / 50667", "Eva Ott")
    assert row.person is None


def test_several_sites_of_one_customer(tmp_path: Path) -> None:
    row = read_as(tmp_path, "Kundennummer;Kunde;Objekt;Straße;Ort\n7;Elbe;Lager;Weg 1;Köln\n", "customers")
    assert isinstance(row, ImportedCustomer)
    assert (row.key, row.customer.key) == ("7 / Lager", "7")
    assert row.site is not None
    assert row.site.name == "Lager"


def test_a_list_of_people(tmp_path: Path) -> None:
    row = read_as(
        tmp_path,
        "Firma;Anrede;Vorname;Nachname;Funktion;Durchwahl\nElbe;Frau;Eva;Ott;Leitung;030 23125-47\n",
        "contacts",
    )
    assert isinstance(row, ImportedContact)
    assert (row.customer, row.person.name, row.person.form) == (CustomerRef("", "Elbe"), "Eva Ott", "Frau")
    assert [number.value for number in row.person.numbers] == ["+49302312547"]


def test_a_list_of_technicians(tmp_path: Path) -> None:
    row = read_as(
        tmp_path,
        "Kürzel;Name;Qualifikation;Gebiet;Arbeitszeit;Mobil\nWO;Wolff;TK SIP;Nord;Mo-Fr 7-16;0171 2345678\n",
        "technicians",
    )
    assert isinstance(row, ImportedTechnician)
    assert (row.code, row.skills, row.region, row.hours[0]) == ("WO", ("TK", "SIP"), "Nord", (420, 960))
    assert row.phone is not None


def test_a_list_of_tickets(tmp_path: Path) -> None:
    row = read_as(
        tmp_path,
        "Ticket-Nr.;Kunde;Betreff;Beschreibung;Status;Datum;Uhrzeit;Priorität\n"
        "9;Hotel Elbe;Telefon tot;seit acht;in Bearbeitung;12.10.2026;08:15;Hoch\n",
        "tickets",
    )
    assert isinstance(row, ImportedTicket)
    assert (row.key, row.customer, row.title, row.state, row.urgent) == (
        "9",
        CustomerRef("", "Hotel Elbe"),
        "Telefon tot",
        "in work",
        True,
    )
    assert row.reported == datetime(2026, 10, 12, 6, 15, tzinfo=UTC)


def test_a_list_of_appointments(tmp_path: Path) -> None:
    row = read_as(
        tmp_path, "Auftrag;Monteur;Datum;Beginn;Ende;Status\n9;WO;23.11.2026;09:00;10:30;bestätigt\n", "appointments"
    )
    assert isinstance(row, ImportedAppointment)
    assert (row.ticket_key, row.technicians, row.state) == ("9", ("WO",), "confirmed")
    assert (row.starts.hour, row.ends.hour, row.ends.minute) == (8, 9, 30)


def test_a_list_of_contacts_of_the_past(tmp_path: Path) -> None:
    row = read_as(
        tmp_path, "Datum;Kunde;Richtung;Notiz;Bearbeiter\n12.10.2026 08:15;Elbe;ausgehend;angerufen;wh\n", "history"
    )
    assert isinstance(row, ImportedEntry)
    assert (row.customer.name, row.direction, row.text, row.author) == ("Elbe", "out", "angerufen", "wh")


@pytest.mark.parametrize(
    ("kind", "header", "lacking"),
    [
        ("customers", "Ort;PLZ", "No column holds the customer's name."),
        ("contacts", "Name;Telefon", "No column says which customer a row belongs to."),
        ("contacts", "Firma;Telefon", "No column holds the person's name."),
        ("technicians", "Name;Telefon", "No column holds the technician's short code."),
        ("technicians", "Kürzel", "No column holds the technician's name."),
        ("tickets", "Kunde;Betreff", "No column holds the ticket's number."),
        ("tickets", "Nr;Kunde", "No column holds the ticket's title."),
        ("tickets", "Nr;Kunde;Betreff", "No column says when the ticket was reported."),
        ("tickets", "Nr;Betreff;Datum", "No column says which customer a row belongs to."),
        ("appointments", "Beginn;Ende", "No column says which ticket an appointment belongs to."),
        ("appointments", "Ticket;Ende", "No column says when the appointment starts."),
        ("appointments", "Ticket;Beginn", "No column says when the appointment ends."),
        ("history", "Kunde;Text", "No column says when the contact happened."),
        ("history", "Kunde;Datum", "No column holds the text of the contact."),
    ],
)
def test_what_is_lacking_is_named(kind: Kind, header: str, lacking: str) -> None:
    names = tuple(header.split(";"))
    told = f"{lacking} The columns are: {', '.join(names)}. Describe the list with a mapping."
    assert propose(names, kind) == Refusal("mapping-proposal", told)


def test_columns_without_a_place_are_named() -> None:
    header = ("Firma", "Umsatz", "", "{odd}", "Ort")
    assert unused(proposed(header, "customers"), header) == ("Umsatz", "{odd}")


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_header_gets_no_proposal(kind: Kind) -> None:
    assert isinstance(propose((), kind), Refusal)


@pytest.mark.parametrize("column", ["Fällig", "Faellig", "Fälligkeit", "Fällig am", "due", "due date", "due_at"])
def test_a_tickets_due_day_is_found_and_means_its_morning(column: str, tmp_path: Path) -> None:
    text = f"Ticket;Kunde;Titel;Gemeldet;{column}\n7;Maier;Rohrbruch;20.11.2026;25.11.2026\n"
    row = read_as(tmp_path, text, "tickets")
    assert isinstance(row, ImportedTicket)
    assert row.due == datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("kind", KINDS)
def test_a_proposal_is_told_in_words(kind: Kind) -> None:
    """Every field that a proposal can fill has its word."""
    everything = (*dict.fromkeys(name for names in SYNONYMS.values() for name in names), "mail", "fax", "tel")
    line = told(proposed(everything, kind))
    assert line.startswith("key = ")
    assert line.count(" = ") > 4


def test_each_column_is_told_with_what_it_became() -> None:
    mapping = proposed(("KdNr", "Firma", "Vorname", "Name", "Straße", "Nr.", "Tel."), "customers")
    assert told(mapping) == (
        "key = KdNr, customer = KdNr, name = Firma + Vorname + Name, street = Straße + Nr.,"
        " person = Vorname + Name, phone = Tel."
    )
