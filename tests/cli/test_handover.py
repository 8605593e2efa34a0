"""The hand-over and the week's honesty on the command line, as somebody types them (X26, M13)."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from dispatcher.actions.office import Enrol, enrol
from dispatcher.actions.promise import give_promise
from dispatcher.actions.promise_attempt import attempt_promise
from dispatcher.cli.office import Office, Options
from dispatcher.domain.promise import GivePromise, PromiseAttempt
from tests.cli.conftest import NOW, Run, do

HOUR = timedelta(hours=1)


@pytest.fixture
def office(store: Path) -> Path:
    """The training office, where a call-back is owed today and somebody else works too."""
    desk = Office(Options(str(store)))
    desk.open()
    do(desk, enrol, Enrol("wh", "Wiebke Weiß", sign="wh"))
    kept = do(desk, give_promise, GivePromise("ours", "quote", NOW + HOUR, customer=1)).ref
    do(desk, attempt_promise, PromiseAttempt(kept, "reached", text="sent"))
    do(desk, give_promise, GivePromise("ours", "call-back", NOW + 2 * HOUR, customer=1))
    do(desk, give_promise, GivePromise("theirs", "calls", NOW + HOUR, customer=1, to="Calvet"))
    desk.close()
    return store


def test_x26_what_is_open_is_shown_and_nothing_written(run: Run, office: Path) -> None:
    before = run("handover")
    assert "To hand over:" in before.out
    assert "call-back, Botschaft von Tarvonien" in before.out
    assert "quote" not in before.out
    assert run("handover").out == before.out


def test_x26_given_and_acknowledged_by_name(run: Run, office: Path) -> None:
    said = run("handover", "--to", "WH", "--note", "keys with the guard", "--json")
    told = json.loads(said.out)
    texts = {row["text"]: row for row in told["given"]}
    assert texts["keys with the guard"]["to"] == "wh"
    assert len(told["entries"]) == 1
    item = texts["keys with the guard"]["item"]
    refused = run("handover", "--acknowledge", str(item))
    assert (refused.code, refused.err.strip()) == (1, "That was handed over to wh, who acknowledges it.")
    assert run("handover").out.startswith("Not acknowledged:\n")


def test_x26_for_the_next_who_comes(run: Run, office: Path) -> None:
    given = json.loads(run("handover", "--to", "next", "--json").out)["given"]
    assert {row["to"] for row in given} == {None}
    refused = run("handover", "--acknowledge", str(given[0]["item"]))
    assert "whoever comes next" in refused.err
    later = run("--now", "2026-11-25T08:00", "handover", "--acknowledge", str(given[0]["item"]), "--json")
    assert [row["item"] for row in json.loads(later.out)["given"]] == [row["item"] for row in given[1:]]


def test_m13_the_week_in_sums_and_bars(run: Run, office: Path) -> None:
    said = run("honesty")
    assert said.out.startswith("WEEK ")
    assert "Promises to customers, given: 2" in said.out
    assert "kept             1 #" in said.out
    assert "Owed to us: given 1, still open 1" in said.out


def test_m13_as_a_document_the_sums_are_those_of_the_ledger(run: Run, office: Path) -> None:
    day = NOW.date().isocalendar()
    told = json.loads(run("honesty", "--week", f"{day.year}-{day.week}", "--json").out)
    assert told["ours"] == {"broken": 0, "given": 2, "kept": 1, "moved": 0, "open": 1, "withdrawn": 0}
    assert (told["theirs"]["given"], told["notes"]["given"], told["broken"]) == (1, 0, [])
    late = json.loads(run("--now", "2026-12-20T08:00", "honesty", "--week", f"{day.year}-{day.week}", "--json").out)
    assert late["ours"]["broken"] == 1
    assert late["broken"][0] | {"due": ""} == {
        "due": "",
        "to": "Botschaft von Tarvonien",
        "told_after_minutes": None,
        "what": "call-back",
    }


@pytest.mark.parametrize("week", ["99", "soon", "2026-54", "1-2-3", "²"])
def test_a_week_that_is_none_is_refused(run: Run, week: str) -> None:
    said = run("honesty", "--week", week)
    assert (said.code, said.err.strip()) == (1, f'"{week}" is no week. Like: 48 or 2026-48')


def test_an_unknown_receiver_is_named_with_those_there_are(run: Run, office: Path) -> None:
    said = run("handover", "--to", "xx")
    assert said.code == 1
    assert '"xx" is no colleague. One of: ' in said.err
    assert "wh" in said.err


def test_a_note_without_a_receiver_is_wrong_usage(run: Run) -> None:
    assert run("handover", "--note", "keys").code == 2
