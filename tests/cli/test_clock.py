"""The clock of a ticket from the command line: what ran, what stood, and which entry proves it."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def ordered(run: Run) -> int:
    """T-1002 of a customer with eight hours of response, a part of which is on order; the entry that says so."""
    assert run("add", "contract", "--customer", "k1001", "--name", "Wartung", "--response-minutes", "8 h").code == 0
    assert run("ticket", "k1001", "gate intercom dead").code == 0
    said = run("part", "T-1002", "relay", "--supplier", "Ziegler", "--until", "fri 14", "--json")
    assert said.code == 0
    return int(said.json["entry"])


def test_x13_the_clock_stands_for_a_part_and_names_its_proof(run: Run, ordered: int) -> None:
    told = run("clock", "T-1002", "--json").json
    assert (told["ticket"], told["contract"], told["agreed"], told["state"]) == ("T-1002", "Wartung", 480, "stopped")
    last = told["segments"][-1]
    assert (last["runs"], last["reason"], last["proof"]) == (False, "part", ordered)
    assert (told["answered"], told["deadline"], told["used"]) == (None, None, 0)


@pytest.mark.usefixtures("ordered")
def test_x13_in_words_of_both_languages(run: Run) -> None:
    assert "T-1002  the clock stands\nWartung: 0:00 h of 8:00 h used\n" in run("clock", "1002").out
    german = run("--lang", "de", "clock", "1002").out
    assert "T-1002  die Uhr steht" in german
    assert "wartet auf Material (Eintrag " in german


def test_without_a_contract_there_is_a_clock_but_nothing_to_hold_it_against(run: Run) -> None:
    assert run("ticket", "k1001", "gate intercom dead").code == 0
    assert "No response time is agreed with this customer." in run("clock", "T-1002").out
    assert run("clock", "T-9999").code == 1
