"""Booking from the command line, as somebody types it."""

from __future__ import annotations

from typing import Any

import pytest

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
