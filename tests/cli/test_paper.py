"""The plan on paper: what stands on the page, where it lies, and that nothing keeps it from being made."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dispatcher.actions.appointment import book
from dispatcher.actions.customer import add_customer
from dispatcher.actions.records import save_record
from dispatcher.actions.technician import AddTechnician, add_technician
from dispatcher.actions.ticket import file_ticket
from dispatcher.cli.office import Office, Options
from dispatcher.domain.appointment import Book
from dispatcher.domain.ball import Ball
from dispatcher.domain.customer import AddCustomer
from dispatcher.domain.imported import ImportedNumber, ImportedPerson, ImportedSite
from dispatcher.domain.record import SaveRecord
from dispatcher.domain.ticket import FileTicket
from dispatcher.store import sqlite
from tests.cli.conftest import NOW, Run, Said, do

HOSTILE = '</td><script>alert("x")</script>\x1b[2J\u202e & Söhne'


class Page(HTMLParser):
    """What a reader sees of a page: headings, the cells of each row, everything else."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.rows: list[list[str]] = []
        self.said: list[str] = []
        self.tags: set[str] = set()
        self.language: str | None = None
        self._into: list[str] = self.said
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "html":
            self.language = dict(attrs)["lang"]
        if tag == "tr":
            self.rows.append([])
        if tag in ("h1", "h2", "td", "th"):
            self._into = self.rows[-1] if tag in ("td", "th") else self.headings
            self._into.append("")
        elif tag == "br":
            self._into[-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h1", "h2", "td", "th"):
            self._into = self.said

    def handle_data(self, data: str) -> None:
        if self._into is self.said:
            self.said.append(data)
        else:
            self._into[-1] += data


def page(said: Said) -> Page:
    assert said.code == 0, said.err
    return Page(said.out)


def test_the_page_has_the_day_and_each_technician(run: Run) -> None:
    seen = page(run("today", "--print"))
    assert seen.language == "en"
    assert seen.headings[:3] == [
        "Mon 23.11.2026   week 48",
        "Peter Nowak (PN) 07:00-17:00   1 free   TK",
        "Sabine Reuter (SR) off today   1 free",
    ]
    told = " ".join(seen.said)
    assert "Haustechnik Nord · as of Mon 23.11.2026 09:4" in told
    assert "No appointments." in told
    assert "Personal data: destroy this sheet after use." in told


def test_a_visit_has_its_numbers_and_everything_for_the_door(run: Run) -> None:
    names, visit = page(run("today", "--print")).rows[:2]
    assert names == ["Time", "Customer and job", "Where, access, parking", "Who and numbers", "Notes"]
    assert visit == [
        "(11:00-12:30)\nproposed",
        "Botschaft von Tarvonien\nK-1001  T-1001\nphone system",
        "Klarastr. 4, 10117 Berlin\nKanzlei",
        "Frau Bonnard, Verwaltung  030 23125-471",
        "",
    ]


def test_the_page_speaks_german(run: Run) -> None:
    seen = page(run("--lang", "de", "today", "--print"))
    assert seen.language == "de"
    assert seen.headings[0] == "Mo 23.11.2026   KW 48"
    assert seen.rows[0] == ["Zeit", "Kunde und Auftrag", "Wo, Zugang, Parken", "Wer und Rufnummern", "Notizen"]
    assert seen.rows[1][0] == "(11:00-12:30)\nvorgeschlagen"


def test_the_page_is_made_for_a4_and_needs_nothing_else(run: Run) -> None:
    said = run("today", "--print")
    assert "@page { size: A4;" in said.out
    assert not page(said).tags & {"script", "link", "img", "iframe"}
    assert "http" not in said.out


def gatehouse() -> AddCustomer:
    lines = (ImportedNumber("phone", "+493023125117", "030 23125-117", "im Dienst"),)
    site = ImportedSite(
        "Pforte", "Hofweg 2", "10117", "Berlin", "BE", access="Schleuse, Ausweis", parking="Ladezone Hofstr."
    )
    return AddCustomer(HOSTILE, sites=(site,), people=(ImportedPerson("Calvet", "Herr", "Haustechnik", numbers=lines),))


def fill(store: Path) -> None:
    """A job for two at a gatehouse at night, and an urgent ticket that nobody drives to."""
    office = Office(Options(str(store)))
    office.open()
    crew = [lane.technician for lane in office.plan(office.today()).lanes]
    crew.append(do(office, add_technician, AddTechnician("UX", "Ute X", phone="+491713920001")).ref)
    customer = do(office, add_customer, gatehouse()).ref
    ball = Ball("us", "dial him", NOW + timedelta(days=3))
    ticket = do(office, file_ticket, FileTicket(customer, "fire alarm", ball, skills=("BMA",))).ref
    starts = NOW + timedelta(hours=13)
    command = Book(ticket, tuple(crew[1:]), starts, starts + timedelta(hours=2), "Europe/Berlin", travel_minutes=25)
    do(office, book, replace(command, override="Notdienst"))
    do(office, file_ticket, FileTicket(customer, "lift stands", ball, urgent=True))
    do(office, file_ticket, FileTicket(customer, "some day", ball))
    office.close()


def test_access_parking_crew_and_the_way_stand_there(run: Run, store: Path) -> None:
    fill(store)
    seen = page(run("today", "--print"))
    time, job, where, who, _notes = next(row for row in seen.rows if "fire alarm" in row[1])
    assert time.split("\n") == [
        "(Mon 23.11.2026 22:42-Tue 24.11.2026 00:42)",
        "proposed",
        "25 min on the way",
        "with Ute X",
    ]
    assert job.endswith("fire alarm\nBMA")
    assert where.split("\n")[-2:] == ["Access: Schleuse, Ausweis", "Parking: Ladezone Hofstr."]
    assert who == "Herr Calvet, Haustechnik  030 23125-117 im Dienst"
    assert any(heading.startswith("Ute X (UX) 0171 3920001") for heading in seen.headings)


def test_who_opens_who_is_away_and_how_one_gets_in_stand_there(run: Run, store: Path) -> None:
    office = Office(Options(str(store)))
    office.open()
    site = ImportedSite(
        "Pforte",
        "Hofweg 2",
        "10117",
        access="Ausweis",
        access_class="registration",
        register_hours=24,
        guard_phone="+493023125119",
    )
    calvet = ImportedPerson("Calvet", "Herr", duties="contact; opener")
    told_nothing = ImportedPerson("Fremd", no_information=True)
    people = (ImportedPerson("Bonnard", "Frau"), told_nothing, calvet)
    customer = do(office, add_customer, AddCustomer("Amt", sites=(site,), people=people)).ref
    ticket = do(office, file_ticket, FileTicket(customer, "gate", Ball("us", "go", NOW))).ref
    (nowak, *_others) = office.plan(office.today()).lanes
    starts = NOW + timedelta(hours=4)
    do(office, book, Book(ticket, (nowak.technician,), starts, starts + timedelta(hours=1), "Europe/Berlin"))
    away = {"starts": "20.11.2026", "ends": "27.11.2026 12:00"}
    card = office.card(customer)
    assert card is not None
    absent = next(person.id for person in card.people if "Calvet" in person.name)
    do(office, save_record, SaveRecord("absence", away, parent=("person", absent)))
    do(office, save_record, SaveRecord("absence", {"starts": "23.11.2026"}, parent=("technician", nowak.technician)))
    office.close()
    seen = page(run("today", "--print"))
    assert seen.headings[1] == "Peter Nowak (PN) 07:00-17:00   1 free   absent until unknown   TK"
    where, who = next(row[2:4] for row in seen.rows if "gate" in row[1])
    assert where.endswith("Access: registration, register 24 h ahead, Ausweis\nGate: 030 23125119")
    assert who.split("\n") == ["Herr Calvet, opens, absent until 27.11. 12:00", "Frau Bonnard"]


def test_what_is_urgent_and_on_no_plan_stands_below(run: Run, store: Path) -> None:
    fill(store)
    seen = page(run("today", "--print"))
    assert seen.headings[-1] == "Urgent or due today, not on the plan"
    number, job, step, who = seen.rows[-1]
    assert number.startswith("! T-1003\n")
    assert "lift stands" in job
    assert step == "26.11.2026 09:42\ndial him"
    assert who == "030 23125-117 im Dienst"
    assert not any("some day" in cell for row in seen.rows for cell in row)


def test_foreign_text_stays_text(run: Run, store: Path) -> None:
    fill(store)
    said = run("today", "--print")
    assert "script" not in page(said).tags
    assert "\x1b" not in said.out
    assert "\u202e" not in said.out
    assert any('</td><script>alert("x")</script>␛[2J' in cell for row in page(said).rows for cell in row)


def test_an_empty_office_has_a_page(run: Run, real_store: Path) -> None:
    assert page(run("today", "--print", at=real_store)).headings[1:] == ["No technicians yet."]


# --- always ---


def test_the_page_is_made_while_somebody_writes(run: Run, store: Path) -> None:
    writer = sqlite.driver.connect(str(store), isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    writer.execute("UPDATE technician SET name = 'half done'")
    try:
        assert "Peter Nowak" in page(run("today", "--print")).headings[1]
    finally:
        writer.execute("ROLLBACK")
        writer.close()


def test_the_page_is_made_read_only(run: Run, store: Path) -> None:
    before = store.read_bytes()
    assert "Peter Nowak" in page(run("--read-only", "today", "--print")).headings[1]
    store.chmod(0o400)
    assert "Peter Nowak" in page(run("today", "--print")).headings[1]
    assert store.read_bytes() == before


# --- where it lies ---


def test_the_page_goes_into_a_file_of_its_owner(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "Plan für heute.html"
    file.write_text("of yesterday")
    said = run("today", "--print", "--out", str(file))
    assert said.out == f"The plan lies in {file}. Open it in a browser and print it.\n"
    assert Page(file.read_text(encoding="utf-8")).headings[0] == "Mon 23.11.2026   week 48"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_folder_takes_the_page_under_the_name_of_the_day(run: Run, tmp_path: Path) -> None:
    assert run("today", "--out", str(tmp_path)).code == 0
    assert run("--lang", "de", "--now", "2026-11-24T09:00", "today", "--out", str(tmp_path)).code == 0
    assert {path.name for path in tmp_path.glob("*.html")} == {"plan-2026-11-23.html", "plan-2026-11-24.html"}


def test_at_a_terminal_the_page_becomes_a_file(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("dispatcher.cli.today_paper._at_terminal", lambda: True)
    assert run("today", "--print").out.startswith("The plan lies in plan-2026-11-23.html. ")
    assert (tmp_path / "plan-2026-11-23.html").is_file()


def test_a_pipe_takes_the_page(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "printer"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert run("today", "--out", str(pipe)).code == 0
        assert os.read(reader, 15) == b"<!DOCTYPE html>"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_place_that_takes_no_file_is_one_sentence(run: Run, tmp_path: Path) -> None:
    said = run("today", "--out", str(tmp_path / "missing/plan.html"))
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert "cannot be written: " in said.err


def test_a_name_that_no_file_can_have_is_refused_as_a_word_of_the_command(run: Run, tmp_path: Path) -> None:
    said = run("today", "--out", str(tmp_path / ("x" * 300 + ".html")))
    assert (said.code, said.out) == (2, "")
    assert said.err.splitlines()[-1].startswith("Error: ")


def test_paper_and_json_are_two_things(run: Run) -> None:
    said = run("today", "--print", "--json")
    assert said.code == 2
    assert "Either --json or --print." in said.err
