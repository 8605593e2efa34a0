"""A small office for the console's tests, made through the same doors as any other; its clock shows Mon 23.11.2026
09:42 in Berlin when it is made, and runs on from there.

    path = make_office(tmp_path / "office.db")
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from dispatcher.actions.importing import import_rows
from dispatcher.actions.office import Enrol, FoundOffice, enrol, found_office
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor, login
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
from dispatcher.domain.phone import parse
from dispatcher.store.create import founding
from dispatcher.store.place import find
from dispatcher.store.store import open_store

Place = TypeVar("Place", str, Path)
"""A file, or the address of a database."""
ZONE = "Europe/Berlin"
NOW = datetime(2026, 11, 23, 9, 42, tzinfo=ZoneInfo(ZONE))
MADE = NOW - timedelta(minutes=1)
"""When the office was made, before anything a test does."""
ENTRIES = 340
"""So long is the history of Hotel Elbe."""
STATES = ("proposed", "confirmed", "en route", "on site", "done", "interrupted", "no access", "cancelled")
SOURCE = "office"

_TECHNICIANS = ("Wolff T.", "Demir A.", "Petersen", "Okafor C.", "Schulte", "Brandt L.")
_WEEK = ((420, 1020),) * 4 + ((420, 900), None, None)
_CUSTOMERS = (
    ("botschaft", "Botschaft der Republik Tarvonien", "Klarastr. 4", "10117", "Berlin", "030 90125-100"),
    ("albers", "Textbüro Albers", "Kantstr. 9", "10623", "Berlin", "030 23125-471"),
    ("mueller", "Müller Heizung", "Hauptstraße 12", "10827", "Berlin", "030 23125-633"),
    ("meyer", "Meyer Elektro", "Weg 3", "13507", "Berlin", "030 4455661"),
    ("maier", "Maier & Söhne", "Allee 7", "12163", "Berlin", "030 4455662"),
    ("maierbau", "Maier Bau", "Allee 9", "12163", "Berlin", "030 4455663"),
    ("sandner", "Sandner Druck", "Ring 5", "10969", "Berlin", "030 8877512"),
    ("weber", "Kanzlei Weber", "Schloßstr. 1", "01067", "Dresden", "0351 4567890"),
    ("elbe", "Hotel Elbe", "Ufer 2", "20457", "Hamburg", "040 3344556"),
    ("extern", "[EXTERN] Re: Heizung", "[x] erledigt", "10115", "[/b] Berlin", "030 7000001"),
    ("wide", "日本語サービス株式会社", "東京通り 5", "10115", "Berlin", "030 7000002"),
)
"""Key, name, street, postcode, place, telephone; they become K-1001 and so on."""


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    """A time of the office's day, Mon 23.11.2026 where no other day of the month is named."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(ZONE))


def make_office(path: Place, *, training: bool = True) -> Place:
    """The office in a new store at ``path``, whoever runs the tests being Maria Harms, sign mh."""
    set_to = NOW if training else None
    founder, clock = Actor(0, "mh", "managing director"), Clock(MADE)
    with founding(find(str(path)), founder, clock) as uow:
        found_office(uow, FoundOffice("Nordlicht Technik GmbH", "BE", ZONE, training=training, clock_set_to=set_to))
        uow.flush()
        enrol(uow, Enrol(login(), "Maria Harms", "dispatcher"))
    return path


def fill_office(path: Place) -> Place:
    """Customers, technicians, tickets, appointments in every state, and a long history."""
    store, rejected = open_store(find(str(path))), list[RejectedRow]()
    actor, clock = Actor(1, "mh", "dispatcher"), Clock(MADE)
    for rows in (_customers(), _technicians(), _tickets(), _appointments(), _entries()):
        import_rows(store, rows, actor, clock, on_reject=rejected.append)
    store.close()
    assert not rejected, rejected
    return path


def ref(key: str) -> CustomerRef:
    """The customer of that key."""
    return CustomerRef(key, next(one[1] for one in _CUSTOMERS if one[0] == key))


def number_of(raw: str) -> ImportedNumber:
    """A telephone number as an importer would hand it over."""
    found = parse(raw)
    assert found is not None
    return ImportedNumber("phone", found.e164, found.shown)


def _customers() -> Iterator[ImportedRow]:
    access = "security lock, ID, register 24 h"
    for line, (key, name, street, postcode, place, phone) in enumerate(_CUSTOMERS, 1):
        site = ImportedSite("", street, postcode, place, "BE", access=access if key == "botschaft" else "")
        yield ImportedCustomer(SOURCE, key, line, CustomerRef(key, name), site=site, numbers=(number_of(phone),))
    people = (("calvet", "Calvet", "facility technician", "-117"), ("bonnard", "Bonnard", "administration", "-118"))
    for key, name, role, extension in people:
        person = ImportedPerson(name, "", role, numbers=(number_of(f"030 90125{extension}"),))
        yield ImportedContact(SOURCE, f"person-{key}", 1, ref("botschaft"), person)


def _technicians() -> Iterator[ImportedRow]:
    for line, name in enumerate(_TECHNICIANS, 1):
        code = name.split()[0]
        yield ImportedTechnician(SOURCE, code, line, code, name, ("TK",), "Berlin", _WEEK, status=5 if line == 4 else 1)


_TICKETS = (
    ("gate", "botschaft", "phone system, gatehouse", "us", "", "dial Ms Bonnard", at(9, 30), timedelta(days=42), False),
    ("line", "albers", "check line [urgent]", "us", "", "check the line", at(10, 15), timedelta(days=2), True),
    ("fax", "albers", "fax dead", "customer", "Ms Albers", "names a date", at(9, day=24), timedelta(days=5), False),
    ("boiler", "mueller", "boiler leaks", "us", "", "plan", at(9, day=26), timedelta(hours=1), False),
    ("lamp", "meyer", "lamp flickers", "other", "supplier", "part arrives", at(9, day=30), timedelta(hours=22), False),
    ("press", "sandner", "press stands still", "us", "", "call back", at(16), timedelta(days=7), True),
    ("door", "maier", "door contact", "us", "", "write an offer", at(9, day=27), timedelta(days=3), False),
    ("mail", "extern", "[EXTERN] Re: Heizung", "us", "", "[#42] read it", at(9, day=28), timedelta(days=1), False),
    ("wide", "wide", "電話が鳴らない", "us", "", "call", at(9, day=28), timedelta(days=9), False),
)  # fmt: skip
"""Key, customer, title, ball, who, next step, due, age, urgent."""


def _tickets() -> Iterator[ImportedRow]:
    for line, (key, customer, title, ball, who, step, due, age, urgent) in enumerate(_TICKETS, 1):
        yield ImportedTicket(
            SOURCE, f"t-{key}", line, ref(customer), title, "no dial tone since the morning", "new", NOW - age,
            urgent=urgent, ball=ball, ball_who=who, next_step=step, due=due, channel="T",
        )  # fmt: skip
    for line, state in enumerate(STATES, 50):
        yield ImportedTicket(
            SOURCE, f"t-{state}", line, ref("mueller" if line % 2 else "meyer"), f"visit {state}", "", "planned",
            NOW - timedelta(days=3), ball="us", next_step="wait for the visit", due=at(15, day=25),
        )  # fmt: skip


_BLOCKS = {
    "proposed": ("Wolff", 11, 13),
    "confirmed": ("Wolff", 14, 16),
    "en route": ("Demir", 10, 12),
    "on site": ("Petersen", 9, 11),
    "done": ("Okafor", 7, 9),
    "interrupted": ("Okafor", 9, 11),
    "no access": ("Schulte", 8, 10),
    "cancelled": ("Schulte", 12, 14),
}


def _appointments() -> Iterator[ImportedRow]:
    for line, (state, (code, starts, ends)) in enumerate(_BLOCKS.items(), 1):
        yield ImportedAppointment(
            SOURCE, f"a-{state}", line, f"t-{state}", SOURCE, (code,), at(starts), at(ends), state, ZONE
        )
    crew = ("Petersen", "Brandt")
    yield ImportedAppointment(
        SOURCE, "a-two", 90, "t-door", SOURCE, crew, at(13), at(16), "confirmed", ZONE, travel_minutes=30
    )
    yield ImportedAppointment(
        SOURCE, "a-next", 91, "t-gate", SOURCE, ("Brandt",), at(9, day=24), at(11, day=24), "proposed", ZONE
    )


def _entries() -> Iterator[ImportedRow]:
    for index in range(ENTRIES):
        yield ImportedEntry(
            SOURCE, f"e-{index}", index, ref("elbe"), NOW - timedelta(hours=index + 1),
            ("in", "out", "internal")[index % 3], "TM"[index % 2],
            f"Entry {index}: the switchboard says that nobody is there before Wednesday.", author="mh",
        )  # fmt: skip
    said = (
        ("in", "T", "Mr Calvet", "URGENT; earliest access 19.10."),
        ("out", "T", "", "Calvet out, Bonnard n.a.\nwill call back"),
        ("internal", "", "", "[EXTERN] Re: Heizung [/b] [@click=app.quit]x"),
    )
    for index, (direction, channel, person, text) in enumerate(said):
        happened = NOW - timedelta(days=index + 1)
        yield ImportedEntry(SOURCE, f"b-{index}", index, ref("botschaft"), happened, direction, channel, text, person)
