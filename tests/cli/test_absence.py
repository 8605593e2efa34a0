"""Absences from the command line: of a technician with the list of who takes over, of a contact person."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from dispatcher.store.place import find
from dispatcher.store.schema import journal
from dispatcher.store.store import open_store
from tests.cli.conftest import Run


def test_x9_a_technician_is_absent_and_his_visits_are_listed(run: Run) -> None:
    assert run("ticket", "k1001", "gate intercom dead").code == 0
    assert run("book", "T-1002", "--technician", "PN", "--at", "tue 14").code == 0
    told = run("absence", "PN", "--until", "fri", "--json").json
    assert (told["until"], told["from"][:10]) == ("2026-11-28T00:00:00+01:00", "2026-11-23")
    assert "T-1002" in [visit["ticket"] for visit in told["visits"]]
    said = run("--lang", "de", "absence", "PN", "--until", "unbekannt")
    assert said.out.startswith("Peter Nowak")
    assert "ist abwesend bis auf Weiteres." in said.out


def test_b4_a_contact_person_is_absent_until_nobody_knows(run: Run) -> None:
    told = run("absence", "bonn", "--customer", "k1001", "--until", "unknown", "--json")
    assert told.code == 0, told
    assert (told.code, told.json["name"], told.json["until"]) == (0, "Frau Bonnard", None)
    assert run("absence", "bonn", "--customer", "k1001", "--from", "mon+1", "--until", "unknown").code == 1
    assert run("absence", "nobody", "--customer", "k1001", "--until", "fri").code == 1


def test_b4_whose_opener_goes_away_is_named_at_once(run: Run) -> None:
    assert run("book", "T-1001", "--technician", "PN", "--at", "tue 9", "--minutes", "60").code == 0
    named = ("--opener", "Bonnard", "--deputy", "none", "--appointment", "2")
    assert run("confirm", "T-1001", *named).code == 0
    before = run("--lang", "de", "absence", "bonn", "--customer", "k1001", "--from", "wed", "--until", "wed")
    assert "T-1001" not in before.out
    said = run("absence", "bonn", "--customer", "k1001", "--from", "tue", "--until", "tue")
    assert (said.code, said.err) == (0, "")
    assert "T-1001" in said.out
    assert "not confirmed, opener away" in said.out
    assert run("undo").code == 0
    told = run("absence", "bonn", "--customer", "k1001", "--from", "tue", "--until", "tue", "--json").json
    assert [(one["appointment"], one["starts"][:10]) for one in told["unconfirmed"]] == [(2, "2026-11-24")]


@pytest.mark.parametrize("who", [("PN",), ("bonn", "--customer", "k1001")])
def test_x9_an_absence_typed_twice_is_known_already(run: Run, store: Path, who: tuple[str, ...]) -> None:
    away = ("absence", *who, "--from", "wed", "--until", "fri")
    known = run(*away, "--json").json["entry"]
    assert run(*away, "--json").json["entry"] == 0
    said = run(*away)
    assert (said.code, said.out.splitlines()[0].endswith("27.11.2026: that is known already.")) == (0, True)
    assert run("--lang", "de", *away).out.splitlines()[0].endswith(": das ist schon bekannt.")
    assert newest(store) == known > 0


def newest(store: Path) -> int:
    """The sequence of the newest entry."""
    opened = open_store(find(str(store)))
    with opened.reading() as connection:
        found = connection.scalar(select(func.max(journal.c.seq)))
    opened.close()
    return found or 0


def test_a_day_that_is_none_is_told_in_the_users_words(run: Run) -> None:
    said = run("absence", "PN", "--until", "31.11.2026")
    assert said.code == 1
    assert "31.11.2026 is no day of the calendar." in said.err
