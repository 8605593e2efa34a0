"""The console's keys on paper."""

from __future__ import annotations

from dispatcher.console.keys import KEYS
from tests.cli.conftest import Run


def test_every_key_is_printed_under_its_place(run: Run) -> None:
    said = run("keys")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0] == "Everywhere"
    assert len([line for line in lines if line.startswith("  ")]) == len(KEYS)
    search = next(line for line in lines if line.startswith("  s "))
    assert search.endswith("Search the whole store: number, name, place, words.")


def test_keys_as_json(run: Run) -> None:
    document = run("keys", "--json").json
    assert [key["id"] for key in document["keys"]] == [key.id for key in KEYS]
    assert document["keys"][0] == {
        "id": "help",
        "keys": ["f1", "question_mark"],
        "where": "everywhere",
        "label": "help",
        "sentence": "The keys that work here, one sentence each.",
    }


def test_keys_need_no_store(run: Run) -> None:
    assert run("keys", at="/nowhere/at/all.db").code == 0
