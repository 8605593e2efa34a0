"""A save is whole or not at all, happens once, and never over somebody else's change; on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from dispatcher.actions.note import file_note
from dispatcher.actions.outcome import Done
from dispatcher.actions.perform import perform
from dispatcher.domain.contact import Note
from dispatcher.domain.refusal import Refusal
from dispatcher.store.head import noted
from dispatcher.store.journal import decode
from dispatcher.store.schema import customer, journal_payload
from dispatcher.store.store import Store
from dispatcher.store.trouble import Stale
from dispatcher.store.uow import UnitOfWork
from dispatcher.store.verify import check
from tests.store.offices import CLOCK, ME, add_customer, all_of, book, entries, note, rename, save, saved


class Broken(Exception):
    """What the tests break a save with."""


def large_save(uow: UnitOfWork) -> None:
    """Rows, entries and search of several tables, all of it sent."""
    ident = add_customer(uow, "Schulze", remark="Hund im Hof")
    rename(uow, 1, "Mayer")
    book(uow, 1, CLOCK.now())
    note(uow, "rang an", ident, save_key="key-1")
    uow.flush()


def broken_save(uow: UnitOfWork) -> None:
    large_save(uow)
    raise Broken


@contextmanager
def breaking_after(engine: Engine, number: int) -> Iterator[list[str]]:
    """Raises after the ``number``-th statement; yields the statements that ran."""
    ran: list[str] = []

    def count(*given: Any) -> None:
        ran.append(given[2])
        if len(ran) == number:
            raise Broken

    event.listen(engine, "after_cursor_execute", count)
    try:
        yield ran
    finally:
        event.remove(engine, "after_cursor_execute", count)


def test_what_was_saved_is_there(store: Store) -> None:
    saved(store, large_save)
    assert [verb for _seq, verb in entries(store)][-4:] == ["add customer", "change customer", "book", "note"]
    with store.reading() as connection:
        assert connection.scalar(select(customer.c.name).where(customer.c.id == 1)) == "Mayer"
    assert check(store).findings == ()


def test_a_save_that_breaks_after_any_statement_leaves_nothing(store: Store) -> None:
    before = all_of(store)
    with breaking_after(store.engine, 0) as ran, pytest.raises(Broken):
        saved(store, broken_save)
    assert len(ran) > 15
    for number in range(1, len(ran) + 1):
        with breaking_after(store.engine, number), pytest.raises(Broken):
            saved(store, large_save)
        assert all_of(store) == before, ran[number - 1]
    assert save(store) == 7


def test_a_block_that_raises_leaves_nothing_and_notes_no_head(store: Store) -> None:
    before, head = all_of(store), store.head()
    with pytest.raises(Broken):
        saved(store, broken_save)
    assert (all_of(store), store.head(), noted(store.store_id)) == (before, head, None)


def test_rows_without_an_entry_are_not_committed(store: Store) -> None:
    before = all_of(store)
    with pytest.raises(RuntimeError, match="without a journal entry"):
        saved(store, lambda uow: uow.insert(customer, number=77, name="Schulze"))
    assert all_of(store) == before


def test_the_same_save_key_is_answered_and_not_saved_twice(store: Store) -> None:
    first = perform(store, file_note, Note(1, "rang an"), ME, CLOCK, "key-1")
    second = perform(store, file_note, Note(1, "rang an"), ME, CLOCK, "key-1")
    assert isinstance(first, Done)
    assert second == Done(first.seq, "entry", first.seq, again=True)
    assert len(entries(store)) == first.seq


def test_two_threads_with_one_save_key_save_once(store: Store) -> None:
    def one(_number: int) -> Done:
        outcome = perform(store, file_note, Note(1, "rang an"), ME, CLOCK, "key-1")
        assert isinstance(outcome, Done)
        return outcome

    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(one, range(8)))
    assert {outcome.seq for outcome in outcomes} == {7}
    assert [outcome.again for outcome in outcomes].count(False) == 1
    assert len(entries(store)) == 7


def test_a_row_changed_since_it_was_read_is_not_overwritten(store: Store) -> None:
    saved(store, lambda uow: rename(uow, 1, "Mayer", seen=1))
    before = all_of(store)
    with pytest.raises(Stale) as stale:
        saved(store, lambda uow: rename(uow, 1, "Meyer", seen=1))
    assert (stale.value.table, stale.value.ident) == ("customer", 1)
    assert all_of(store) == before


def test_a_row_that_is_gone_counts_as_changed(store: Store) -> None:
    with pytest.raises(Stale):
        saved(store, lambda uow: rename(uow, 999, "Meyer", seen=1))


def test_perform_answers_a_conflict_as_a_refusal(store: Store) -> None:
    def change(uow: UnitOfWork, seen: int, save_key: str | None) -> Done:
        return Done(rename(uow, 1, "Meyer", seen), "customer", 1)

    outcome = perform(store, change, 9, ME, CLOCK)
    assert isinstance(outcome, Refusal)
    assert outcome.code == "conflict"


def test_ids_follow_one_another_on_both(store: Store) -> None:
    with store.writing(ME, CLOCK) as uow:
        assert [add_customer(uow, "A"), add_customer(uow, "B")] == [3, 4]
    assert saved(store, lambda uow: add_customer(uow, "C")) == 5


def test_an_entry_says_what_was_before_and_after(store: Store) -> None:
    seq = saved(store, lambda uow: rename(uow, 1, "Mayer"))
    with store.reading() as connection:
        found = connection.scalar(select(journal_payload.c.payload).where(journal_payload.c.seq == seq))
    payload = decode(found or "")
    assert payload["set"] == {"customer:1": {"name": "Mayer", "version": 2}}
    assert payload["was"] == {"customer:1": {"name": "Maier", "version": 1}}


def test_several_changes_of_a_row_in_one_entry_keep_its_first_contents(store: Store) -> None:
    with store.writing(ME, CLOCK) as uow:
        uow.update(customer, 1, 1, name="A", remark="x")
        uow.update(customer, 1, 2, name="B")
        seq = uow.record("change customer", [("customer", 1)], {})
    with store.reading() as connection:
        found = connection.scalar(select(journal_payload.c.payload).where(journal_payload.c.seq == seq))
    payload = decode(found or "")
    assert payload["set"] == {"customer:1": {"name": "B", "remark": "x", "version": 3}}
    assert payload["was"] == {"customer:1": {"name": "Maier", "remark": "", "version": 1}}
    assert check(store).findings == ()
