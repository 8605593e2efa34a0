"""Appointments are moved, let fall and cancelled from the command line, and the ledger says who wanted it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.cli.conftest import Run, Said

WEEK_LATER = ("--to", "1w", "--asked-by", "customer", "--reason", "contact-away")


def moved(run: Run, *words: str) -> Said:
    """The appointment of the training office: today 11:00-12:30, Nowak."""
    said = run("move", "T-1001", *words)
    assert (said.code, said.err) == (0, ""), said
    return said


def counts(run: Run) -> Any:
    told = run("moves", "T-1001", "--json").json["counts"]
    return {party: n for party, n in told.items() if n}


def test_b5_a_move_names_both_slots_who_wanted_it_and_why(run: Run) -> None:
    said = moved(run, *WEEK_LATER, "--via", "Calvet", "--reported-by", "Wolff")
    assert said.out == (
        "T-1001 appointment 1: 23.11. 11:00-12:30 -> 30.11. 11:00-12:30  customer: contact away  via Calvet"
        "  reported by Wolff\n"
    )
    told = run("moves", "T-1001").out.splitlines()
    asked = r"23\.11\.2026 \d\d:\d\d mh  23\.11\. 11:00-12:30 -> 30\.11\. 11:00-12:30  customer: contact away"
    assert re.match(asked, told[0])
    assert told[-1] == "T-1001: moves customer 1, us 0; no access 0"
    slots = "23.11. 11:00-12:30 -> 30.11. 11:00-12:30"
    assert f"Calvet: appointment moved T-1001 {slots}, customer: contact away" in run("history", "K-1001").out


def test_i5_the_ledger_for_programs(run: Run) -> None:
    said = moved(run, *WEEK_LATER, "--json").json
    assert said["move"]["from"] == {
        "starts": "2026-11-23T11:00:00+01:00", "ends": "2026-11-23T12:30:00+01:00", "crew": ["PN"],
    }  # fmt: skip
    assert said["move"]["to"]["starts"] == "2026-11-30T11:00:00+01:00"
    assert (said["move"]["asked_by"], said["move"]["reason"], said["move"]["counts"]) == (
        "customer",
        "contact away",
        True,
    )
    assert (said["appointment"], said["state"], said["promise"], said["hints"]) == (1, "proposed", None, [])
    assert run("moves", "T-1001", "--json").json["moves"] == [said["move"]]


@pytest.mark.parametrize(
    ("to", "starts"),
    [
        ("1w", "2026-11-30T11:00"),
        ("wed", "2026-11-25T11:00"),
        ("1015", "2026-11-23T10:15"),
        ("25.11 9", "2026-11-25T09:00"),
        ("mi 14", "2026-11-25T14:00"),
        ("2026-11-26 09:00", "2026-11-26T09:00"),
    ],
)
def test_the_new_time_is_counted_from_the_old_one(run: Run, to: str, starts: str) -> None:
    said = moved(run, "--to", to, "--asked-by", "kunde", "--reason", "7", "--json").json
    assert said["move"]["to"]["starts"].startswith(starts)
    assert said["move"]["reason"] == "wish"


def test_a_window_is_what_the_customer_is_told(run: Run) -> None:
    moved(run, "--to", "wed 8-10", "--asked-by", "customer", "--reason", "wish")
    said = run("move", "T-1001", "--to", "thu", "--asked-by", "us", "--reason", "emergency")
    assert (said.code, said.err) == (1, "Botschaft von Tarvonien was told Wed 25.11.2026 08:00-10:00\n")
    said = moved(run, "--to", "thu", "--asked-by", "us", "--reason", "emergency", "--override", "Brand nebenan")
    assert said.out.splitlines()[1] == "Promise 1: call: new time, Mon 23.11.2026 17:00."


def test_who_goes_changes_without_a_move(run: Run) -> None:
    said = moved(run, "--technician", "SR,PN", "--asked-by", "us", "--reason", "wish")
    assert said.out == "T-1001 appointment 1: 23.11. 11:00-12:30 PN -> PN, SR  us: wish\n"
    assert counts(run) == {"crew": 1}


def test_b6_the_third_move_by_the_customer_is_refused_until_somebody_cleared_it(run: Run) -> None:
    moved(run, *WEEK_LATER)
    second = moved(run, "--to", "1d", "--asked-by", "customer", "--reason", "access")
    assert "2 moves by the customer: involve a second contact?" in second.out
    third = ("--to", "1d", "--asked-by", "customer", "--reason", "wish", "--via", "Calvet")
    said = run("move", "T-1001", *third)
    assert said.code == 1
    assert said.err.startswith("The customer has moved it 2 times already: first speak to a second contact")
    assert counts(run) == {"customer": 2}
    moved(run, *third, "--approved", "Frau Bonnard")
    assert "cleared with Bonnard" in run("moves", "T-1001").out
    assert run("move", "T-1001", *third, "--approved", "Niemand").code == 1
    moved(run, *third, "--override", "Chef will es so")
    assert counts(run) == {"customer": 4}


def test_i5_to_none_lets_it_fall_through_and_the_ball_is_ours(run: Run) -> None:
    said = moved(run, "--to", "none", "--asked-by", "customer", "--reason", "contact-away")
    assert said.out == "T-1001 appointment 1: 23.11. 11:00-12:30 -> fell through  customer: contact away\n"
    assert counts(run) == {"customer": 1}
    again = run("move", "T-1001", *WEEK_LATER)
    assert (again.code, again.err) == (1, "T-1001 has no appointment that stands.\n")


def test_a_cancelled_appointment_is_no_move(run: Run) -> None:
    said = run("cancel", "T-1001", "--by", "customer", "--text", "hat sich erledigt")
    assert said.out == "T-1001 appointment 1: 23.11. 11:00-12:30 -> cancelled  customer  hat sich erledigt\n"
    assert counts(run) == {"cancelled": 1}
    assert run("moves", "T-1001").out.splitlines()[-1] == "T-1001: moves customer 0, us 0; no access 0; cancelled 1"


def test_the_next_appointment_is_meant_and_another_one_can_be_chosen(run: Run) -> None:
    at = ("--at", "2026-11-26 09:00", "--technician", "SR")
    assert run("book", "T-1001", *at).code == 0
    assert "appointment 1:" in moved(run, *WEEK_LATER).out
    assert "appointment 2:" in moved(run, *WEEK_LATER).out
    assert "appointment 1:" in moved(run, *WEEK_LATER, "--appointment", "1", "--override", "so gewollt").out
    said = run("move", "T-1001", *WEEK_LATER, "--appointment", "9")
    assert (said.code, said.err) == (1, "T-1001 has no appointment 9. Its appointments: 2, 1\n")


def test_x18_an_undo_takes_a_move_back(run: Run) -> None:
    moved(run, *WEEK_LATER)
    assert run("undo").code == 0
    assert counts(run) == {}
    first, counter = run("moves", "T-1001").out.splitlines()
    assert first.endswith("(taken back)")
    assert counter.endswith("30.11. 11:00-12:30 -> 23.11. 11:00-12:30  customer: contact away  (takes back)")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--to", "1w", "--asked-by", "nobody", "--reason", "wish"), "Who wanted it?"),
        (("--to", "1w", "--asked-by", "us", "--reason", "because"), "Why? One of: contact away, access"),
        (("--to", "1w", "--asked-by", "us", "--reason", "text"), "Why? A word is needed."),
        (("--asked-by", "us", "--reason", "wish"), "Where to?"),
        (("--to", "yesterday", "--asked-by", "us", "--reason", "wish"), "Not understood"),
        (("--to", "20.11.2026 9", "--asked-by", "us", "--reason", "wish"), '"20.11.2026 9":'),
        (("--to", "28.3.2027 02:30", "--asked-by", "us", "--reason", "wish"), '"28.3.2027 02:30": There is no 02:30'),
        (("--to", "1w", "--asked-by", "us", "--reason", "wish", "--technician", "XX"), "No technician is called XX."),
    ],
)
def test_what_is_no_move_is_refused_and_nothing_is_written(run: Run, words: tuple[str, ...], sentence: str) -> None:
    said = run("move", "T-1001", *words)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(sentence), said.err
    assert counts(run) == {}


def test_a_ticket_without_moves_says_so(run: Run) -> None:
    said = run("moves", "T-1001")
    assert (said.code, said.out, said.err) == (0, "", "Nothing of T-1001 was moved.\n")


def test_the_german_words_do_the_same(run: Run) -> None:
    said = run("--lang", "de", "move", "T-1001", "--to", "1w", "--asked-by", "kunde", "--reason", "ap weg")
    assert said.out == "T-1001 Termin 1: 23.11. 11:00-12:30 -> 30.11. 11:00-12:30  Kunde: AP weg\n"
    assert run("--lang", "de", "moves", "T-1001").out.splitlines()[-1] == (
        "T-1001: Verschiebungen Kunde 1, wir 0; kein Zugang 0"
    )


def test_m13_the_week_tells_who_moved_how_often(run: Run) -> None:
    moved(run, *WEEK_LATER)
    moved(run, "--to", "1d", "--asked-by", "us", "--reason", "part", "--told", "T")
    said = run("honesty", "--week", "48")
    assert said.out.splitlines()[-1] == "Appointments: moves customer 1, us 1; no access 0"
    assert run("honesty", "--week", "48", "--json").json["moves"]["us"] == 1
    assert "Appointments:" not in run("honesty", "--week", "47").out
