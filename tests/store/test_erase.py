"""A person can be erased and the chain still verifies; nothing of the text is left in the file. On both databases."""

from __future__ import annotations

import subprocess
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select

from dispatcher.actions.note import file_note
from dispatcher.actions.outcome import Done
from dispatcher.actions.perform import perform
from dispatcher.domain.contact import Note
from dispatcher.store.index import Indexer
from dispatcher.store.journal import decode
from dispatcher.store.place import Place
from dispatcher.store.schema import customer, journal_payload
from dispatcher.store.store import Store
from dispatcher.store.trouble import StoreTrouble
from dispatcher.store.uow import UnitOfWork
from dispatcher.store.verify import check
from tests.store.conftest import Opening
from tests.store.offices import CLOCK, ME, add_customer, note, rename, save, saved
from tests.store.tampering import tamper

SECRET = "Quirlbach"


def erased(uow: UnitOfWork, seqs: list[int], ident: int = 3) -> int:
    """The customer's name and the texts that have it; as an erasure does it."""
    version = uow.connection.scalar(select(customer.c.version).where(customer.c.id == ident)) or 0
    uow.update(customer, ident, version, forget=True, name="(gelöscht)", remark="")
    Indexer(uow).rebuild(ident)
    return uow.erase(seqs, [("customer", ident)], {"ground": "Art. 17"})


def known(store: Store) -> list[int]:
    """The entries in which the secret name stands."""
    saved(store, lambda uow: add_customer(uow, SECRET, remark=f"Frau {SECRET}"))
    saved(store, lambda uow: rename(uow, 3, f"{SECRET} neu"))
    return [7, 8, saved(store, lambda uow: note(uow, f"{SECRET} rang an", 3))]


def test_after_an_erasure_the_store_is_sound(store: Store) -> None:
    seqs = known(store)
    seq = saved(store, lambda uow: erased(uow, seqs))
    found = check(store)
    assert (found.findings, found.head.seq) == ((), seq)
    with store.reading() as connection:
        left = connection.scalar(select(func.count()).select_from(journal_payload))
        payload = decode(connection.scalar(select(journal_payload.c.payload).where(journal_payload.c.seq == seq)) or "")
    assert left == seq - len(seqs)
    assert SECRET not in str(payload)
    assert payload["left"]["8"] == {"customer:3": ["name", "version"]}


def test_the_customer_goes_on_after_an_erasure(store: Store) -> None:
    seqs = known(store)
    saved(store, lambda uow: erased(uow, seqs))
    saved(store, lambda uow: rename(uow, 3, "Neu"))
    save(store)
    assert check(store).findings == ()


def test_entries_of_others_may_be_erased_one_by_one(store: Store) -> None:
    for number in range(5):
        seq = save(store, f"Anruf {number}")
        saved(store, partial(UnitOfWork.erase, seqs=[seq], links=[], payload={"ground": "Art. 17"}))
    assert check(store).findings == ()


def test_a_save_whose_text_was_erased_is_still_not_repeated(store: Store) -> None:
    first = perform(store, file_note, Note(1, SECRET), ME, CLOCK, "key-1")
    assert isinstance(first, Done)
    saved(store, lambda uow: uow.erase([first.seq], [], {}))
    again = perform(store, file_note, Note(1, SECRET), ME, CLOCK, "key-1")
    assert isinstance(again, Done)
    assert (again.again, again.seq) == (True, first.seq)


def test_a_row_changed_behind_the_journal_is_named_after_an_erasure_too(store: Store) -> None:
    seqs = known(store)
    saved(store, lambda uow: erased(uow, seqs))
    with store.engine.begin() as connection:
        connection.execute(customer.update().where(customer.c.id == 3).values(name="X"))
    assert [(one.code, one.subject) for one in check(store).findings] == [("row-changed", "customer 3")]


def test_a_text_that_came_back_is_named(file_store: Store) -> None:
    seq = save(file_store, "Anruf")
    saved(file_store, lambda uow: uow.erase([seq], [], {}))
    assert file_store.place.path is not None
    tamper(file_store.place.path, f"INSERT INTO journal_payload VALUES ({seq}, 'aa', '{{}}', '')")
    assert ("kept", seq) in {(one.code, one.seq) for one in check(file_store).findings}


def test_a_forged_tombstone_is_named(file_store: Store) -> None:
    seq = save(file_store, "Anruf")
    assert file_store.place.path is not None
    tamper(
        file_store.place.path,
        f"INSERT INTO journal_link SELECT 'entry', {seq}, happened_at, 2 FROM journal WHERE seq = 2",
        "UPDATE journal SET verb = 'erase' WHERE seq = 2",
        f"DELETE FROM journal_payload WHERE seq = {seq}",
    )
    assert {("changed", 2), ("links", 2)} <= {(one.code, one.seq) for one in check(file_store).findings}


def test_nothing_of_an_erased_text_is_left_in_the_file(file_store: Store) -> None:
    path = file_store.place.path
    assert path is not None
    seqs = [*known(file_store), *(save(file_store, f"{SECRET} zum {number}. Mal") for number in range(40))]
    for number in range(40):
        save(file_store, f"Anruf {number}")
    assert copies(path) > 50
    saved(file_store, lambda uow: erased(uow, seqs))
    file_store.scrub()
    assert copies(path) == 0
    save(file_store)
    assert copies(path) == 0
    assert check(file_store).findings == ()


def test_a_log_that_is_in_use_is_told(file_place: Place, opening: Opening) -> None:
    store = opening(file_place, busy_seconds=0.2)
    with store.reading() as connection:
        connection.execute(select(customer.c.id))
        save(store)
        with pytest.raises(StoreTrouble) as trouble:
            store.scrub()
    assert trouble.value.code == "busy"
    store.scrub()


def copies(path: Path) -> int:
    """How often the secret stands in the store's files, as it was typed or as the search folds it.

    Another process reads them: one that closes a file gives up the locks that the driver has on it.
    """
    content = subprocess.check_output(["cat", *path.parent.iterdir()]).lower()
    return content.count(SECRET.lower().encode())


def test_a_scrubbed_store_goes_on(store: Store) -> None:
    seqs = known(store)
    saved(store, lambda uow: erased(uow, seqs))
    store.scrub()
    assert save(store) == 11
    assert check(store).findings == ()
