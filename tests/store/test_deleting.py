"""A row that is deleted stays in the journal, comes back under its number, and leaves it to nobody else; on both
databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from dispatcher.store.index import Indexer
from dispatcher.store.journal import decode
from dispatcher.store.place import Place
from dispatcher.store.schema import customer, journal_payload, technician, ticket
from dispatcher.store.store import Store
from dispatcher.store.trouble import Stale, StoreTrouble
from dispatcher.store.uow import UnitOfWork
from dispatcher.store.verify import check
from tests.store.conftest import Opening
from tests.store.offices import CLOCK, ME, add_customer, rename, saved
from tests.store.tampering import tamper
from tests.store.words import told


def remove(uow: UnitOfWork, ident: int = 2, seen: int = 1) -> int:
    """Customer and documents, as an action deletes one whom nothing refers to."""
    Indexer(uow).remove(ident)
    uow.delete(customer, ident, seen)
    return uow.record("delete customer", [("customer", ident)], {})


def bring_back(uow: UnitOfWork, seq: int, ident: int = 2) -> int:
    text = uow.connection.scalar(select(journal_payload.c.payload).where(journal_payload.c.seq == seq))
    uow.restore(customer, ident, decode(text or "")["gone"][f"customer:{ident}"])
    Indexer(uow).rebuild(ident)
    return uow.record("restore customer", [("customer", ident)], {})


def customers(store: Store) -> dict[int, tuple[Any, ...]]:
    with store.reading() as connection:
        query = select(customer.c.id, customer.c.number, customer.c.name, customer.c.version)
        return {row[0]: tuple(row[1:]) for row in connection.execute(query)}


def codes(store: Store) -> list[tuple[str, str]]:
    return [(finding.code, finding.subject) for finding in check(store).findings]


def test_what_was_deleted_is_gone_and_the_journal_knows(store: Store) -> None:
    saved(store, remove)
    assert customers(store).keys() == {1}
    assert check(store).findings == ()


def test_it_comes_back_as_it_was_one_version_on(store: Store) -> None:
    saved(store, lambda uow: rename(uow, 2, "Möller"))
    seq = saved(store, lambda uow: remove(uow, seen=2))
    saved(store, lambda uow: bring_back(uow, seq))
    assert customers(store)[2] == (2, "Möller", 3)
    saved(store, lambda uow: rename(uow, 2, "Mahler"))
    saved(store, lambda uow: remove(uow, seen=4))
    assert check(store).findings == ()


def test_the_next_one_gets_neither_its_id_nor_its_number(store: Store) -> None:
    saved(store, remove)
    saved(store, lambda uow: add_customer(uow, "Neu"))
    assert customers(store) == {1: (1, "Maier", 1), 3: (3, "Neu", 1)}
    assert check(store).findings == ()


def test_of_two_who_delete_and_change_the_later_is_told(store: Store) -> None:
    saved(store, lambda uow: rename(uow, 2, "Möller"))
    with pytest.raises(Stale), store.writing(ME, CLOCK) as uow:
        remove(uow, seen=1)
    saved(store, lambda uow: remove(uow, seen=2))
    with pytest.raises(Stale), store.writing(ME, CLOCK) as uow:
        remove(uow, seen=2)
    assert check(store).findings == ()


def test_what_others_belong_to_is_not_deleted(store: Store) -> None:
    with pytest.raises(StoreTrouble) as trouble:
        saved(store, lambda uow: remove(uow, 1))
    assert told(trouble.value) == "rule"
    assert customers(store).keys() == {1, 2}
    assert check(store).findings == ()


def test_a_deletion_without_its_entry_is_not_committed(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writing(ME, CLOCK) as uow:
        uow.delete(technician, 1, 1)
    with store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(technician)) == 2


def test_a_row_changed_and_deleted_by_one_entry_is_one_story(store: Store) -> None:
    def both(uow: UnitOfWork) -> None:
        uow.update(technician, 2, 1, name="Meyer")
        uow.delete(technician, 2, 2)
        uow.record("delete technician", [("technician", 2)], {})

    saved(store, both)
    assert check(store).findings == ()


def test_its_id_is_given_to_nobody_within_the_same_entry_either(store: Store) -> None:
    def exchange(uow: UnitOfWork) -> int:
        uow.delete(technician, 2, 1)
        ident = uow.insert(technician, code="NN", name="Neu")
        uow.record("exchange technician", [("technician", 2), ("technician", ident)], {})
        return ident

    assert saved(store, exchange) == 3
    assert check(store).findings == ()


def test_the_texts_of_a_deleted_row_may_be_erased_and_those_that_made_it(store: Store) -> None:
    made = saved(store, lambda uow: rename(uow, 2, "Möller"))
    seq = saved(store, lambda uow: remove(uow, seen=2))
    saved(store, lambda uow: uow.erase([made, seq], [], {"ground": "Art. 17"}))
    assert check(store).findings == ()
    saved(store, lambda uow: add_customer(uow, "Neu"))
    assert customers(store).keys() == {1, 3}
    assert check(store).findings == ()


def test_an_erased_deletion_stays_one_after_the_row_came_back(store: Store) -> None:
    seq = saved(store, remove)
    saved(store, lambda uow: bring_back(uow, seq))
    saved(store, lambda uow: uow.erase([seq], [], {"ground": "Art. 17"}))
    assert check(store).findings == ()
    saved(store, lambda uow: rename(uow, 2, "Möller"))
    assert check(store).findings == ()


def test_a_row_changed_behind_the_journal_before_it_was_deleted_is_named(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(customer.update().where(customer.c.id == 2).values(name="X"))
    saved(store, remove)
    assert codes(store) == [("row-changed", "customer 2")]


def test_a_deleted_row_that_is_there_again_is_named(file_place: Place, opening: Opening) -> None:
    store = opening(file_place)
    saved(store, remove)
    assert file_place.path is not None
    tamper(file_place.path, "INSERT INTO customer (id, number, name) VALUES (2, 2, 'Müller')")
    assert ("row-added", "customer 2") in codes(store)


def test_a_row_that_nobody_made_and_somebody_deleted_is_named(file_place: Place, opening: Opening) -> None:
    store = opening(file_place)
    assert file_place.path is not None
    tamper(file_place.path, "INSERT INTO technician (id, code) VALUES (9, 'XX')")

    def take(uow: UnitOfWork) -> None:
        uow.delete(technician, 9, 1)
        uow.record("delete technician", [("technician", 9)], {})

    saved(store, take)
    assert codes(store) == [("row-added", "technician 9")]


def test_a_ticket_s_number_is_never_given_again(store: Store) -> None:
    def drop(uow: UnitOfWork) -> None:
        uow.delete(ticket, 1, 1)
        uow.record("delete ticket", [("ticket", 1)], {})

    saved(store, drop)
    with store.writing(ME, CLOCK) as uow:
        assert (uow.new_id(ticket), uow.new_id(ticket, "number", 1001)) == (2, 4412)
