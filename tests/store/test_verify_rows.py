"""A check names rows that are not what the journal says, and is silent about what the program did."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text

from dispatcher.store import verify
from dispatcher.store.finding import MOST
from dispatcher.store.place import find
from dispatcher.store.schema import customer
from dispatcher.store.store import Store, open_store
from dispatcher.store.uow import UnitOfWork
from dispatcher.store.verify import check
from tests.store.conftest import Opening
from tests.store.offices import NOW, add_customer, book, files, note, rename, save, saved
from tests.store.tampering import checked, tamper


def test_two_hundred_random_saves_are_sound(store: Store) -> None:
    chance, hours = random.Random(3), count()

    def any_save(uow: UnitOfWork) -> object:
        which = chance.randrange(5)
        if which == 0:
            return add_customer(uow, f"Kunde {chance.random()}")
        if which == 1:
            return rename(uow, 1 + chance.randrange(2), f"Name {chance.random()}")
        if which == 2:
            return book(uow, 1, NOW + timedelta(hours=next(hours)))
        return note(uow, f"Anruf {chance.random()}", save_key=str(chance.random()) if which == 3 else None)

    for _ in range(200):
        saved(store, any_save)
    found = check(store)
    assert (found.findings, found.notes, found.entries, found.head.seq) == ((), (), 206, 206)
    assert found.sound


def test_a_check_writes_nothing_and_tells_how_far_it_is(grown: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dispatcher.store.verify.EVERY", 10)
    before, told = files(grown.parent), []
    store = open_store(find(str(grown)), read_only=True)
    check(store, lambda *given: told.append(given))
    store.close()
    assert files(grown.parent) == before
    assert told == [(10, 30), (20, 30), (30, 30)]


@pytest.mark.parametrize(
    ("statement", "code", "subject", "seq"),
    [
        ("UPDATE customer SET name = 'X' WHERE id = 2", "row-changed", "customer 2", 30),
        ("UPDATE customer SET remark = 'X' WHERE id = 2", "row-changed", "customer 2", 5),
        ("UPDATE customer SET version = 1 WHERE id = 2", "row-changed", "customer 2", 30),
        ("UPDATE ticket SET due_at = '2020-01-01 00:00:00.000000Z'", "row-changed", "ticket 1", 6),
        ("UPDATE ticket SET urgent = 1", "row-changed", "ticket 1", 6),
        ("UPDATE ticket SET minutes = 30", "row-changed", "ticket 1", 6),
        ("UPDATE office SET store_id = '4711'", "row-changed", "office 1", 1),
        ("DELETE FROM technician WHERE id = 2", "row-missing", "technician 2", 3),
        ("INSERT INTO technician (id, code) VALUES (3, 'XXX')", "row-added", "technician 3", None),
        ("INSERT INTO technician (id, code) VALUES (2000000000, 'XXX')", "row-added", "technician 2000000000", None),
        ("UPDATE technician SET id = -5 WHERE id = 2", "row-added", "technician -5", None),
    ],
)
def test_a_row_changed_behind_the_journal_is_named(
    file_store: Store, grown: Path, statement: str, code: str, subject: str, seq: int | None
) -> None:
    store = open_store(file_store.place)
    tamper(grown, statement)
    found = {(finding.code, finding.subject, finding.seq) for finding in check(store).findings}
    store.close()
    assert (code, subject, seq) in found


def test_the_columns_of_a_changed_row_are_named(grown: Path) -> None:
    tamper(grown, "UPDATE customer SET name = 'X', remark = 'Y' WHERE id = 2")
    (finding,) = checked(grown).findings
    assert finding.sentence == "customer 2: name, remark is not what entry 30 wrote."


def test_a_change_behind_the_journal_is_named_after_the_program_wrote_over_it(grown: Path) -> None:
    tamper(grown, "UPDATE customer SET name = 'Fremd' WHERE id = 2")
    store = open_store(find(str(grown)))
    seq = saved(store, lambda uow: rename(uow, 2, "Eigen"))
    (finding,) = check(store).findings
    store.close()
    assert (finding.code, finding.subject, finding.seq) == ("row-changed", "customer 2", seq)
    assert "outside of the program" in finding.sentence


def test_a_row_made_twice_is_named(grown: Path) -> None:
    store = open_store(find(str(grown)))
    saved(store, lambda uow: book(uow, 1, NOW))
    tamper(grown, "DELETE FROM assignment")
    saved(store, lambda uow: book(uow, 2, NOW))
    assert ("row-twice", "assignment 1") in {(finding.code, finding.subject) for finding in check(store).findings}
    store.close()


def test_who_was_taken_out_behind_the_journal_leaves_his_number_to_nobody(grown: Path) -> None:
    tamper(grown, "DELETE FROM search_document WHERE customer_id = 2", "DELETE FROM ticket",
           "DELETE FROM customer WHERE id = 2")  # fmt: skip
    store = open_store(find(str(grown)))
    assert saved(store, lambda uow: uow.new_id(customer)) == 3
    assert ("row-missing", "customer 2") in {(finding.code, finding.subject) for finding in check(store).findings}
    store.close()


@pytest.mark.parametrize(
    ("statement", "subject"),
    [
        ("DELETE FROM search_document WHERE customer_id = 1", "customer 1"),
        ("DELETE FROM vocabulary", "document 14"),
        ("DELETE FROM vocabulary_near", "document 14"),
        ("DELETE FROM document_fts_docsize WHERE id = (SELECT max(id) FROM search_document)", "document 14"),
        ("DELETE FROM journal_fts_docsize WHERE id = 7", "entry 7"),
        ("INSERT INTO document_fts_docsize VALUES (99, x'01')", "document 99"),
    ],
)
def test_what_cannot_be_found_any_more_is_named(grown: Path, statement: str, subject: str) -> None:
    tamper(grown, "PRAGMA writable_schema=ON", statement)
    assert ("search", subject) in {(finding.code, finding.subject) for finding in checked(grown).findings}


def test_a_row_without_its_parent_is_named(grown: Path) -> None:
    tamper(grown, "UPDATE ticket SET customer_id = 99")
    assert ("parent", "ticket 1") in {(finding.code, finding.subject) for finding in checked(grown).findings}


def test_many_findings_are_counted_and_not_all_listed(grown: Path) -> None:
    store = open_store(find(str(grown)))
    saved(store, lambda uow: [add_customer(uow, f"Kunde {number}") for number in range(300)])
    tamper(grown, "UPDATE customer SET remark = 'X'")
    found = check(store).findings
    store.close()
    assert len(found) == MOST + 1
    assert found[-1].sentence == f"and {302 - MOST} more"


def test_a_change_on_a_server_is_named_as_well(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE customer SET name = 'X' WHERE id = 2"))
    (finding,) = check(store).findings
    assert (finding.code, finding.subject, finding.seq) == ("row-changed", "customer 2", 5)


def test_other_desks_may_write_while_it_is_checked(store: Store, opening: Opening) -> None:
    other, told = opening(store.place), []

    def write(_done: int, _of: int) -> None:
        told.append(save(other))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verify, "EVERY", 2)
        found = verify.check(store, write)
    assert (found.findings, found.entries) == ((), 6)
    assert len(told) == 3
