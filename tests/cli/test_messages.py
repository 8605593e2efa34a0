"""Calls nobody took, voicemails, orders, decisions and the promises of a note, as somebody types them."""

from __future__ import annotations

import shlex
from datetime import date, timedelta
from pathlib import Path

import pytest

from dispatcher.exchange.call_list import calls_in
from tests.cli.conftest import NOW, Run

BONNARD = "030 23125-471"
TODAY = date(2026, 11, 23)
AT_ONCE = ("--now", "2026-11-23T09:42")
"""The office's own clock runs on while the tests before this one do."""


def local(minutes: int) -> str:
    """So many minutes ago, as it is typed."""
    return f"{NOW + timedelta(hours=1) - timedelta(minutes=minutes):%Y-%m-%dT%H:%M}"


def test_n6_three_calls_are_one_caller_who_looks_for_us(run: Run) -> None:
    for minutes in (14, 9):
        assert run("missed", BONNARD, "--at", local(minutes)).code == 0
    said = run("missed", "+493023125471", "--at", local(1), "--json")
    found = said.json
    assert (found["calls"], found["together"], found["customer"]) == (3, 3, "Botschaft von Tarvonien")
    assert (found["number"], found["person"], found["ticket"]) == (BONNARD, "Frau Bonnard", None)
    said = run(*AT_ONCE, "missed", BONNARD)
    assert said.out.startswith("Noted: 4 23.11. 09:42 4 calls 030 23125-471 Botschaft von Tarvonien")
    (waiting,) = run("heard", "--json").json
    assert waiting["calls"] == 4
    assert run("note", "K-1001", "spoke to her", "--out", "--channel", "T").code == 0
    assert run("heard").out == "No messages.\n"


@pytest.mark.parametrize(
    ("at", "came"),
    [
        ("09:35", "2026-11-23T09:35:00+01:00"),
        ("today 9:35", "2026-11-23T09:35:00+01:00"),
        ("gestern 18", "2026-11-22T18:00:00+01:00"),
        ("yesterday 18:20", "2026-11-22T18:20:00+01:00"),
    ],
)
def test_when_a_call_came_is_typed_as_it_is_said(run: Run, at: str, came: str) -> None:
    assert run("missed", BONNARD, "--at", at, "--json").json["came"] == came
    assert run("voicemail", BONNARD, "not before 12", "--at", at, "--json").json["came"] == came


@pytest.mark.parametrize(
    ("at", "code", "sentence"),
    [("25:00", 2, '"25:00" is no instant.'), ("soon", 2, "is no instant."), ("18:00", 1, "cannot lie in the future.")],
)
def test_what_no_call_came_at_is_refused(run: Run, at: str, code: int, sentence: str) -> None:
    said = run("missed", BONNARD, "--at", at)
    assert said.code == code
    assert sentence in said.err


def test_words_behind_a_number_are_not_dropped(run: Run) -> None:
    said = run("missed", "030 999999 x")
    assert (said.code, said.err) == (1, "030 999999 x is no telephone number. Like: 030 23125-471\n")
    assert run("heard").out == "No messages.\n"


def test_n6_a_list_of_calls_is_read_once_and_names_the_lines_it_cannot_read(run: Run, tmp_path: Path) -> None:
    listed = tmp_path / "calls.csv"
    listed.write_text(
        f'Zeit;Nummer\n2026-11-23T09:30:00;"{BONNARD}"\n23.11.2026 09:32:10;030/23125471\n09:35\t0341 998877\n'
        "nonsense\n23.11.2026 18:00;0341 998877\n",
        encoding="utf-8",
    )
    said = run("missed", "--file", str(listed), "--json")
    assert said.code == 0
    assert (said.json["filed"], said.json["known"]) == (3, 0)
    assert [(one["line"], one["sentence"]) for one in said.json["refused"]] == [
        (5, "a time and a number are needed"),
        (6, "A call cannot lie in the future."),
    ]
    again = run("missed", "--file", str(listed))
    assert again.out == "0 calls noted\n"
    assert "Line 5: a time and a number are needed" in again.err
    assert [one["calls"] for one in run("heard", "--json").json] == [2, 1]


def test_a_list_without_a_call_is_refused(run: Run, tmp_path: Path) -> None:
    listed = tmp_path / "calls.txt"
    listed.write_text("nothing here\nand here\n", encoding="utf-8")
    said = run("missed", "--file", str(listed))
    assert (said.code, "No call was found in calls.txt." in said.err) == (1, True)


@pytest.mark.parametrize(
    ("line", "number", "time"),
    [
        ("2026-11-23 09:30;030 1234567", "030 1234567", "09:30"),
        ("+49 30 23125-471, 23.11.26 9:05", "+49 30 23125-471", "09:05"),
        ('"0341/998877","23.11.2026, 09:07:30"', "0341/998877", "09:07"),
        ("08:15 anonym", "anonym", "08:15"),
        ("missed | 040 3344556 | 08:59", "040 3344556", "08:59"),
    ],
)
def test_n6_lists_of_many_telephone_systems_are_understood(line: str, number: str, time: str) -> None:
    (call,) = calls_in(f"Number;Time\n{line}\n", TODAY)
    assert (call.line, call.number) == (2, number)
    assert call.at is not None
    assert f"{call.at:%H:%M}" == time


def test_x15_a_voicemail_waits_until_somebody_says_that_it_is_heard(run: Run) -> None:
    said = run(*AT_ONCE, "voicemail", BONNARD, "nicht vor 12 zu Hause", "--json")
    assert (said.json["kind"], said.json["ticket"], said.json["text"]) == (
        "voicemail",
        "T-1001",
        "nicht vor 12 zu Hause",
    )
    number = said.json["message"]
    assert run("heard").out == (
        f"{number} 23.11. 09:42 voicemail 030 23125-471 Botschaft von Tarvonien: nicht vor 12 zu Hause\n"
    )
    assert run(*AT_ONCE, "heard", str(number)).out == f"Message {number} is settled.\n"
    again = run("heard", str(number))
    assert (again.code, again.err) == (1, "That was settled already: mh, 23.11. 09:42.\n")
    assert run("heard", "99").err == "There is no message 99.\n"


def test_bad_numbers_are_refused_with_a_sentence(run: Run) -> None:
    said = run("missed", "Sandner")
    assert (said.code, said.err) == (
        1,
        '"Sandner" is no telephone number; one that is withheld is called "withheld".\n',
    )
    assert run(*AT_ONCE, "missed", "withheld").out == "Noted: 1 23.11. 09:42 1 call number withheld\n"
    assert run("missed").code == 2
    assert run("voicemail", BONNARD, "x", "--ticket", "T-9").code == 1


def test_x16_an_order_is_sent_and_acknowledged(run: Run) -> None:
    assert run("order", "T-1001", "--sent").out == "Order sent: T-1001 23.11. 11:00 PN\n"
    said = run("order", "t1001", "--acknowledged", "--json").json
    assert (said["order"], said["technicians"], said["ticket"]) == ("acknowledged", ["PN"], "T-1001")
    assert run("order", "T-1001", "--acknowledged").err == "That order is acknowledged already.\n"
    assert run("order", "T-1001").code == 2


def test_a11_what_was_decided_about_a_customer_who_leaves(run: Run) -> None:
    run("note", "K-1001", "wants to leave !c")
    said = run("decide", "K-1001", "stays", "--json").json
    assert (said["customer"], said["mark"]) == ("K-1001", "churn")
    assert run("decide", "K-1001", "stays").err == "Botschaft von Tarvonien is not marked with RISK.\n"


def test_m11_the_promises_of_a_note_are_told_with_the_command_that_books_them(run: Run) -> None:
    said = run("note", "K-1001", "We call her back on Wednesday. She sends the plan by Friday.", "--out")
    assert said.out.splitlines()[1:] == [
        "Promise?  dispatcher promise K-1001 call-back --due '25.11.2026 17:00'",
        "Promise?  dispatcher promise K-1001 'She sends the plan by Friday' --due '27.11.2026 15:00' --theirs",
    ]
    assert run("promises", "--json").json["promises"] == []
    found = run("note", "K-1001", "We come next Wednesday.", "--json").json["promises"]
    assert [(one["side"], one["due"], one["phrase"]) for one in found] == [("ours", None, "next Wednesday")]
    assert run("note", "K-1001", "Spoke to her about the fax.", "--json").json["promises"] == []


def test_m11_the_command_that_is_told_books_the_promise(run: Run) -> None:
    (found,) = run("note", "K-1001", "She sends the plan by Friday noon.", "--json").json["promises"]
    words = shlex.split(found["command"])[1:]
    assert run(*words).code == 0
    assert [one["side"] for one in run("promises", "--json").json["promises"]] == ["theirs"]
