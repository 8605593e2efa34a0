"""Fault reports and marks from the command line, as somebody types them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dispatcher.cli.office import Office, Options
from dispatcher.queries.card_rows import CustomerCard
from dispatcher.queries.rows import TicketRow
from tests.cli.conftest import Run

BERLIN = ZoneInfo("Europe/Berlin")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A wall time of November 2026 in Berlin."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


def ticket_of(store: Path, number: int = 1002) -> TicketRow:
    office = Office(Options(str(store)))
    office.open()
    row = office.ticket_by_number(number)
    office.close()
    assert row is not None
    return row


def card_of(store: Path, customer: int = 1) -> CustomerCard:
    office = Office(Options(str(store)))
    office.open()
    card = office.card(customer)
    office.close()
    assert card is not None
    return card


def newest(run: Run, customer: str = "K-1001") -> Any:
    entries = run("history", customer, "--json").json["entries"]
    return max(entries, key=lambda entry: int(entry["seq"]))


def test_b1_urgent_and_not_before_next_week(run: Run, store: Path) -> None:
    said = run("ticket", "k1001", "gate intercom dead", "--urgent", "--earliest", "30.11 8-10", "--person", "Calvet")
    assert (said.code, said.out, said.err) == (0, "Filed: T-1002 of K-1001 Botschaft von Tarvonien.\n", "")
    row = ticket_of(store)
    assert (row.title, row.urgent, row.earliest, row.due) == ("gate intercom dead", True, at(30, 8), at(27, 9))
    shown = run("history", "k1001", "--limit", "1").out
    assert "Calvet: ticket reported T-1002: gate intercom dead [URGENT] [earliest 30.11.]" in shown


def test_marks_in_the_text_say_the_same(run: Run, store: Path) -> None:
    words = ("Schließanlage klemmt ! =k !k", "--person", "Bonnard", "--skills", "tk,sip", "--minutes", "90")
    assert (
        run("--lang", "de", "ticket", "k1001", *words).out == "Abgelegt: T-1002 von K-1001 Botschaft von Tarvonien.\n"
    )
    row = ticket_of(store)
    assert (row.title, row.urgent, row.ball, row.ball_who) == ("Schließanlage klemmt", True, "customer", "Frau Bonnard")
    assert (row.skills, row.due) == ("TK SIP", at(25, 9))
    assert card_of(store).flags == ("churn",)


def test_who_acts_next_and_until_when(run: Run, store: Path) -> None:
    words = ("--ball", "other", "--who", "Ziegler", "--next", "delivers", "--until", "thu 14")
    assert run("ticket", "k1001", "part missing", *words).code == 0
    row = ticket_of(store)
    assert (row.ball, row.ball_who, row.next_step, row.due) == ("other", "Ziegler", "delivers", at(26, 14))


def test_a_text_that_is_handed_over_has_no_marks(run: Run, store: Path) -> None:
    assert run("ticket", "k1001", "-", stdin=b"x = c ! =c\nsecond line").code == 0
    row = ticket_of(store)
    assert (row.title, row.urgent, row.ball) == ("x = c ! =c", False, "us")


def test_who_is_known_behind_the_at_sign_reports_it(run: Run, store: Path) -> None:
    assert run("ticket", "k1001", "@bonn line dead, @mh is told").code == 0
    assert ticket_of(store).title == "line dead, mh is told"
    assert newest(run)["person"] == "Frau Bonnard"
    assert run("ticket", "k1001", "-", stdin=b"line dead @foo").code == 0


def test_a_report_as_json(run: Run) -> None:
    filed = {"ticket": "T-1002", "customer": "K-1001", "entry": 12, "belongs": None}
    assert run("ticket", "k1001", "x", "--json").json == filed


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("x", "--earliest", "next wed"), '"next wed": Which one?'),
        (("x", "--earliest", "soon"), "Not understood"),
        (("x", "--earliest", "26.12 9"), "If it is meant: --insist"),
        (("x", "--until", "wed"), "Wednesday, 25.11.2026 - time?"),
        (("x", "--ball", "other"), "Who has the ball? A name is needed."),
        (("x =c =o",), "Only one can have the ball"),
        (("x =a",), "No appointment stands yet"),
        (("@foo says that it is dead",), 'Nobody here is called "foo". There are: Frau Bonnard, mh Maria Hansen.'),
        (("@bonn and @foo wait",), 'Nobody here is called "foo".'),
        ((" ! ",), "What is the fault? A word is needed."),
        (("x", "--minutes", "0"), "The work takes between one minute and 30 days."),
    ],
)
def test_what_is_no_report_is_a_sentence(run: Run, words: tuple[str, ...], sentence: str) -> None:
    before = run("history", "k1001", "--json", "--limit", "1").json["total"]
    said = run("ticket", "k1001", *words)
    assert (said.code, said.out) == (1, "")
    assert sentence in said.err
    assert run("history", "k1001", "--json", "--limit", "1").json["total"] == before


def test_what_is_warned_about_can_be_insisted_on(run: Run, store: Path) -> None:
    assert run("ticket", "k1001", "x", "--earliest", "26.12 9", "--insist").code == 0
    assert ticket_of(store).earliest == datetime(2026, 12, 26, 9, tzinfo=BERLIN)


def test_b8_a_note_gives_the_ball_to_the_customer(run: Run, store: Path) -> None:
    words = ("--out", "--channel", "t", "--ticket", "1001")
    assert run("note", "k1001", "will call =c", *words).code == 0
    row = ticket_of(store, 1001)
    assert (row.ball, row.ball_who, row.due) == ("customer", "Botschaft von Tarvonien", at(25, 9))
    assert run("note", "k1001", "@bonn will call =k", *words, "--until", "thu 10").code == 0
    row = ticket_of(store, 1001)
    assert (row.ball_who, row.due) == ("Frau Bonnard", at(26, 10))
    assert newest(run)["text"] == "will call"


def test_b8_a_ball_needs_its_ticket_and_its_holder(run: Run) -> None:
    assert run("note", "k1001", "will call =c").err.startswith("Which ticket's ball is it?")
    assert run("note", "k1001", "on order =o", "--ticket", "1001").err.startswith("Who has the ball?")


def test_n1_and_a11_in_a_note(run: Run, store: Path) -> None:
    assert run("note", "k1001", "via Lüders are we on holiday? !c", "--in").code == 0
    entry = newest(run)
    assert (entry["channel"], entry["person"], entry["text"]) == ("3", "Lüders", "are we on holiday?")
    assert card_of(store).flags == ("churn",)


def test_a_note_that_is_handed_over_has_no_marks(run: Run, store: Path) -> None:
    assert run("note", "k1001", "-", stdin=b"furious ! !c").code == 0
    assert newest(run)["text"] == "furious ! !c"
    assert card_of(store).flags == ()
