"""``dispatcher queue``: what needs a hand, as a person and as a program reads it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from dispatcher.actions.outcome import Done
from dispatcher.cli.office import Office, Options
from dispatcher.domain.message import Voicemail
from dispatcher.domain.promise import GivePromise
from tests.cli.conftest import NOW, Run

OVERDUE = NOW + timedelta(minutes=5)


@pytest.fixture
def owing(store: Path) -> Path:
    """An office that promised to call the embassy at 09:47 and has a voicemail that nobody heard."""
    office = Office(Options(str(store)))
    office.open()
    saves = (
        ("promise", GivePromise("ours", "call back", OVERDUE, customer=1, ticket=1)),
        ("voicemail", Voicemail("030 23125-471", "not before 12")),
    )
    for verb, command in saves:
        assert isinstance(office.save(verb, command, verb), Done)
    office.close()
    return store


def test_m4_the_queue_names_the_overdue_promise_first(owing: Path, run: Run) -> None:
    said = run("--now", "2026-11-23T10:00", "queue")
    assert said.code == 0
    assert said.out.splitlines()[:2] == [
        "1 !! promise Botschaft von Tarvonien overdue  T-1001",
        "2 !  voicemail from Botschaft von Tarvonien",
    ]


def test_the_queue_speaks_german(owing: Path, run: Run) -> None:
    said = run("--now", "2026-11-23T10:00", "--lang", "de", "queue")
    assert said.out.splitlines()[:2] == [
        "1 !! Zusage Botschaft von Tarvonien überfällig  T-1001",
        "2 !  Botschaft von Tarvonien auf dem Anrufbeantworter",
    ]


def test_programs_get_every_card_with_its_object(owing: Path, run: Run) -> None:
    told = run("--now", "2026-11-23T10:00", "queue", "--json").json
    first, second = told["cards"][:2]
    assert (first["kind"], first["weight"], first["ticket"], first["promise"]) == ("promise", "!!", "T-1001", 1)
    assert first["since"] == "2026-11-23T09:47:00+01:00"
    assert (second["kind"], second["message"], second["text"]) == ("message", 1, "not before 12")
    assert [card["place"] for card in told["cards"]] == list(range(1, len(told["cards"]) + 1))
    assert told["now"] == "2026-11-23T10:00:00+01:00"


def test_two_overdue_promises_about_one_ticket_are_two_cards_until_each_is_settled(store: Path, run: Run) -> None:
    office = Office(Options(str(store)))
    office.open()
    for number, what in enumerate(("sends the photo", "names the guard")):
        due = OVERDUE + timedelta(minutes=number)
        assert isinstance(office.save("promise", GivePromise("theirs", what, due, customer=1, ticket=1), what), Done)
    office.close()
    late = ("--now", "2026-11-23T10:00")

    def owed() -> list[int]:
        return [card["promise"] for card in run(*late, "queue", "--json").json["cards"] if card["promise"]]

    assert owed() == [1, 2]
    assert run(*late, "promise-kept", "1", "--outcome", "reached").code == 0
    assert owed() == [2]


def test_an_office_where_nothing_waits_says_so(real_store: Path, run: Run) -> None:
    assert run("queue", at=real_store).out == "Nothing is waiting.\n"
    assert run("--lang", "de", "queue", at=real_store).out == "Nichts wartet.\n"
