"""The newest end of the chain, recomputed quickly."""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatcher.store.place import find
from dispatcher.store.store import Store, open_store
from dispatcher.store.verify_tail import broken_at
from tests.store.tampering import rehash, tamper


def found(path: Path, most: int = 200) -> int | None:
    store = open_store(find(str(path)), read_only=True)
    with store.reading() as connection:
        seq = broken_at(connection, most)
    store.close()
    return seq


def test_a_chain_that_holds_is_no_news(grown: Path) -> None:
    assert found(grown) is None
    assert found(grown, most=3) is None


def test_an_office_without_entries_has_nothing_to_break(store: Store) -> None:
    with store.reading() as connection:
        assert broken_at(connection, 200) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET actor = 'xx' WHERE seq = 25",
        "UPDATE journal_payload SET search = 'anders' WHERE seq = 25",
        "DELETE FROM journal WHERE seq = 24",
    ],
)
def test_what_was_changed_or_taken_out_is_named(grown: Path, statement: str) -> None:
    tamper(grown, statement)
    assert found(grown) == 25


def test_an_entry_computed_anew_does_not_fit_to_the_next(grown: Path) -> None:
    tamper(grown, "UPDATE journal SET actor = 'xx' WHERE seq = 25")
    rehash(grown, 25, 25)
    assert found(grown) == 26


def test_what_lies_further_back_is_left_to_the_check(grown: Path) -> None:
    tamper(grown, "UPDATE journal SET actor = 'xx' WHERE seq = 3")
    assert found(grown, most=10) is None
    assert found(grown) == 3
