"""Booking from the command line, as somebody types it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dispatcher.actions.outcome import Done
from dispatcher.cli.office import Office, Options
from dispatcher.domain.record import SaveRecord
from tests.cli.conftest import Run, Said

AT = ("--at", "2026-11-26 09:00")


def booked(run: Run, *words: str) -> Said:
    return run("book", "T-1001", *words)


def plan_of(run: Run, instant: str) -> Any:
    """The plan of a later day, as another desk prints it."""
    return {one["code"]: one["appointments"] for one in run("--now", instant, "today", "--json").json["technicians"]}


def test_two_technicians_are_proposed_by_code_and_by_name(run: Run) -> None:
    said = booked(run, "--technician", "pn,Reuter", *AT, "--minutes", "60")
    assert (said.code, said.out, said.err) == (0, "Proposed for T-1001: Thu 26.11.2026 09:00-10:00.\n", "")
    plan = plan_of(run, "2026-11-26T08:00")
    assert [len(plan[code]) for code in ("PN", "SR")] == [1, 1]
    assert plan["PN"][0]["ends"] == "2026-11-26T10:00:00+01:00"
    assert plan["PN"][0]["two_person"] is True


def test_who_is_taken_is_refused_and_says_by_what(run: Run) -> None:
    assert booked(run, "--technician", "PN", *AT, "--minutes", "90").code == 0
    said = booked(run, "--technician", "PN", "--at", "2026-11-26 10:00", "--minutes", "60")
    assert (said.code, said.out) == (1, "")
    sentence = "Peter Nowak is booked already: Thu 26.11.2026 09:00-10:30, T-1001 Botschaft von Tarvonien.\n"
    assert said.err == sentence
    assert len(plan_of(run, "2026-11-26T08:00")["PN"]) == 1


@pytest.mark.parametrize(
    ("words", "span"),
    [
        (("--at", "thu 14"), "Thu 26.11.2026 14:00-15:00"),
        (("--at", "thu 14", "--minutes", "30"), "Thu 26.11.2026 14:00-14:30"),
        (("--at", "do 8-10"), "Thu 26.11.2026 08:00-10:00"),
        (("--at", "26.12. 9", "--insist", "--override", "Notdienst"), "Sat 26.12.2026 09:00-10:00"),
    ],
)
def test_a_booking_takes_a_time_as_one_says_it(run: Run, words: tuple[str, ...], span: str) -> None:
    assert booked(run, "--technician", "PN", *words).out.splitlines()[0] == f"Proposed for T-1001: {span}."


def test_a_booking_as_json(run: Run) -> None:
    said = booked(run, "--technician", "SR", *AT, "--json")
    assert said.json == {"appointment": 2, "ticket": "T-1001", "entry": 12, "travel": 20, "hints": []}


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--technician", "Kohl", *AT), 1, "No technician is called Kohl. There are: PN Peter Nowak, SR Sabine Reuter"),
        (("--technician", " , ", *AT), 1, "An appointment needs 1 to 20 technicians."),
        (("--technician", "PN", *AT, "--minutes", "0"), 1, "An appointment ends after it began."),
        (("--technician", "PN", *AT, "--minutes", "9" * 18), 1, "An appointment lasts at most 24 hours."),
        (("--technician", "PN", "--at", "2026-11-20 09:00"), 1, "That time has passed."),
        (("--technician", "PN", "--at", "2027-03-28 02:30"), 1, "There is no 02:30 on Sun 28.03.2027"),
        (("--technician", "PN", "--at", "2026-02-30 09:00"), 1, "30.02.2026"),
        (("--technician", "PN", "--at", "soon"), 1, 'Not understood: "soon".'),
        (("--technician", "PN", "--at", "thu"), 1, "Thursday, 26.11.2026 - time?"),
        (("--technician", "PN", "--at", "26.12. 9"), 1, "If it is meant: --insist"),
        (("--technician", "PN", *AT, "--travel", "-5"), 1, "The way there takes between 0 and 1440 minutes."),
    ],
)
def test_what_cannot_be_booked_is_a_sentence(run: Run, words: tuple[str, ...], code: int, sentence: str) -> None:
    said = booked(run, *words)
    assert (said.code, said.out) == (code, "")
    assert sentence in said.err


def test_a_ticket_that_is_not_there(run: Run) -> None:
    assert run("book", "T-7", "--technician", "PN", *AT).err == "There is no ticket T-7.\n"
    assert run("book", "seven", "--technician", "PN", *AT).err == '"seven" is no ticket. Like: T-4711\n'


def test_in_german(run: Run) -> None:
    said = run("--lang", "de", "book", "1001", "--technician", "nowak", *AT, "--minutes", "30")
    assert said.out == "Vorgeschlagen für T-1001: Do 26.11.2026 09:00-09:30.\n"


def opened_office(store: Path) -> Office:
    office = Office(Options(str(store)))
    office.open()
    return office


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--technician", "PN", "--at", "2026-11-26 18:00"), "Peter Nowak: works Thu 07:00-17:00"),
        (("--technician", "PN", "--at", "2026-11-28 09:00"), "Peter Nowak: does not work on Sat"),
        (("--technician", "PN", "--at", "2026-11-23 11:30"), "Peter Nowak is booked already: Mon 23.11.2026 11:00"),
        (("--technician", "PN", "--at", "2026-10-25 02:30"), "02:30 on Sun 25.10.2026 happens twice"),
        (("--technician", "PN", *AT, "--window", "soon"), '"soon" is no window. Like: 8-10'),
        (("--technician", "PN", *AT, "--window", "10-12"), "The appointment begins outside the window"),
    ],
)
def test_i4_whatever_speaks_against_a_slot_is_said(run: Run, words: tuple[str, ...], sentence: str) -> None:
    said = booked(run, *words)
    assert (said.code, said.out) == (1, "")
    assert sentence in said.err


def test_b12_a_reason_pushes_it_through_and_stands_on_the_plan(run: Run) -> None:
    said = booked(run, "--technician", "PN", "--at", "2026-11-26 18:00", "--override", "Wasser läuft")
    assert (said.code, said.out) == (0, "Proposed for T-1001: Thu 26.11.2026 18:00-19:00.\n")
    assert "Wasser läuft" in run("history", "Botschaft").out


def test_b14_the_buffer_of_the_site_is_blocked_and_said(run: Run, store: Path) -> None:
    office = opened_office(store)
    more = {"buffer_minutes": "30", "parking": "no parking; loading bay Hofstr."}
    assert isinstance(office.save("save record", SaveRecord("site", more, 1, 1), "buffer"), Done)
    office.close()
    said = booked(run, "--technician", "PN", *AT)
    assert said.out.splitlines()[1] == (
        "The way there: 50 min, 30 min of it for the site: no parking; loading bay Hofstr."
    )
    plan = plan_of(run, "2026-11-26T08:00")
    assert plan["PN"][0]["travel_minutes"] == 50


def test_x12_whoever_worked_in_the_night_rests(run: Run) -> None:
    night = ("--at", "2026-11-26 00:40", "--minutes", "80", "--override", "Notdienst")
    assert booked(run, "--technician", "PN", *night).code == 0
    said = booked(run, "--technician", "PN", "--at", "2026-11-26 12:00")
    assert (said.code, said.err) == (1, "Peter Nowak: rest until 13:00 (11 h)\n")
    assert booked(run, "--technician", "PN", "--at", "2026-11-26 13:20").code == 0


def test_x11_both_of_a_crew_are_looked_at(run: Run) -> None:
    assert booked(run, "--technician", "SR", *AT).code == 0
    said = booked(run, "--technician", "PN,SR", *AT)
    assert said.err.startswith("Sabine Reuter is booked already")


def test_a_ticket_that_was_joined_in_another_one_is_not_booked(run: Run) -> None:
    assert run("ticket", "Botschaft", "phones dead again").code == 0
    assert run("merge", "T-1002", "T-1001").code == 0
    said = run("book", "T-1002", "--technician", "PN", *AT)
    assert (said.code, said.err) == (1, "T-1002 was joined in T-1001. Book it for T-1001.\n")


def test_a_technician_who_left_is_not_booked(run: Run) -> None:
    assert run("archive", "technician", "SR").code == 0
    said = booked(run, "--technician", "reuter", *AT)
    assert (said.code, said.err) == (1, "Sabine Reuter does not work here any more.\n")
