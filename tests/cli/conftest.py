"""A training office for the commands, and a way to type one: words in, exit code and both outputs back.

Its clock shows Mon 23.11.2026 09:42 in Berlin, or is at most a minute further: it runs on from there.
"""

from __future__ import annotations

import gettext
import io
import json
import logging
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dispatcher.actions.appointment import book
from dispatcher.actions.customer import add_customer
from dispatcher.actions.office import Enrol, FoundOffice, enrol, found_office
from dispatcher.actions.outcome import Done
from dispatcher.actions.technician import AddTechnician, add_technician
from dispatcher.actions.ticket import file_ticket
from dispatcher.cli.main import answer
from dispatcher.cli.office import Office, Options
from dispatcher.domain.appointment import Book
from dispatcher.domain.ball import Ball
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor, login
from dispatcher.domain.contact import Note
from dispatcher.domain.customer import AddCustomer
from dispatcher.domain.imported import ImportedNumber, ImportedPerson, ImportedSite
from dispatcher.domain.technician import Hours
from dispatcher.domain.ticket import FileTicket
from dispatcher.store.create import founding
from dispatcher.store.place import find
from tests.cli.demo_office import demo

__all__ = ["demo"]

NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
OLD = 60.0
"""Seconds after which an office is too old for another test: each may count on a few minutes from :data:`NOW` on."""
WEEK: Hours = ((420, 1020), (420, 1020), (420, 1020), (420, 1020), (420, 900), None, None)


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON document on stdout."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home directory for this test alone, and an environment without wishes."""
    folder = tmp_path / "home"
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(folder / name))
    for name in ("DISPATCHER_STORE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en")
    for owner, hook in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(owner, hook, getattr(owner, hook))
    domain, logs = gettext.textdomain(), logging.getLogger().handlers[:]
    yield folder
    gettext.textdomain(domain)
    for added in [handler for handler in logging.getLogger().handlers if handler not in logs]:
        logging.getLogger().removeHandler(added)
        added.close()


@pytest.fixture
def run(store: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Type a command on the training store (or ``at`` another place), with ``stdin`` behind it."""

    def typed(*words: str, stdin: bytes | None = None, at: Path | str | None = None) -> Said:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin or b"")))
        capsysbinary.readouterr()
        code = answer(["--store", str(at or store), *words])
        said = capsysbinary.readouterr()
        return Said(code, said.out.decode(), said.err.decode())

    return typed


class Template:
    """The training office, made for many tests: its clock runs on, so it is made anew where the last one is old."""

    def __init__(self, folders: pytest.TempPathFactory) -> None:
        self._folders = folders
        self._made: tuple[Path, float] | None = None

    def path(self) -> Path:
        """Where one lies that was made within the last minute."""
        if self._made is None or time.monotonic() - self._made[1] >= OLD:
            began = time.monotonic()
            self._made = self._make(), began
        return self._made[0]

    def _make(self) -> Path:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_STATE_HOME", str(self._folders.mktemp("state")))
            path = self._folders.mktemp("template") / "office.db"
            with founding(find(str(path)), Actor(0, "mh", "managing director"), Clock(NOW)) as uow:
                found_office(uow, FoundOffice("Haustechnik Nord", "SN", training=True, clock_set_to=NOW))
                uow.flush()
                enrol(uow, Enrol(login(), "Maria Hansen", "managing director"))
            _fill(path)
            return path


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The training office, made once a minute."""
    return Template(tmp_path_factory)


@pytest.fixture
def store(template: Template, tmp_path: Path) -> Path:
    """A copy of the training office for this test."""
    path = tmp_path / "office.db"
    shutil.copy(template.path(), path)
    return path


@pytest.fixture(scope="session")
def real_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that is no training, with one customer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        path = tmp_path_factory.mktemp("real") / "office.db"
        with founding(find(str(path)), Actor(0, "mh", "managing director"), Clock()) as uow:
            found_office(uow, FoundOffice("Haustechnik Süd"))
        office = Office(Options(str(path)))
        office.open()
        do(office, add_customer, AddCustomer("Kanzlei Weber"))
        office.close()
        return path


@pytest.fixture
def real_store(real_template: Path, tmp_path: Path) -> Path:
    """A copy of the office that is no training."""
    path = tmp_path / "real.db"
    shutil.copy(real_template, path)
    return path


def do(office: Office, action: Callable[..., Any], command: object) -> Done:
    """Perform an action that must not be refused."""
    outcome = office.perform(action, command)
    assert isinstance(outcome, Done), outcome
    return outcome


def _fill(path: Path) -> None:
    office = Office(Options(str(path)))
    office.open()
    nowak = do(office, add_technician, AddTechnician("PN", "Peter Nowak", ("TK",), "Berlin", WEEK)).ref
    do(office, add_technician, AddTechnician("SR", "Sabine Reuter"))
    embassy = do(office, add_customer, _embassy()).ref
    do(office, add_customer, AddCustomer("Müller Metallbau", sites=(ImportedSite("", place="Leipzig"),)))
    do(office, add_customer, AddCustomer("Müller Sanitär"))
    ticket = do(office, file_ticket, FileTicket(embassy, "phone system", Ball("us", "call", NOW))).ref
    starts = NOW + timedelta(minutes=78)
    visit = Book(ticket, (nowak,), starts, starts + timedelta(minutes=90), "Europe/Berlin", travel_minutes=0)
    do(office, book, visit)
    _talk(office, embassy, ticket)
    office.close()


def _embassy() -> AddCustomer:
    phone = ImportedNumber("phone", "+493023125471", "030 23125-471")
    person = ImportedPerson("Bonnard", "Frau", "Verwaltung", numbers=(phone,))
    site = ImportedSite("Kanzlei", "Klarastr. 4", "10117", "Berlin", "BE")
    return AddCustomer("Botschaft von Tarvonien", sites=(site,), people=(person,))


def _talk(office: Office, customer: int, ticket: int) -> None:
    notes = (
        Note(customer, "asks again", "in", "T", happened=NOW - timedelta(days=400)),
        Note(customer, "Calvet is out\nBonnard opens", "out", "T", "Frau Bonnard", ticket, NOW - timedelta(days=3)),
    )
    for number, note in enumerate(notes):
        assert isinstance(office.file_note(note, f"note-{number}"), Done)
