"""Nobody goes away over what he promised: a stand-in takes it, or it is handed over first (M7, I7)."""

from __future__ import annotations

from typing import Any

import pytest

from dispatcher.actions.promise import give_promise
from dispatcher.actions.promise_hand import hand_promise
from dispatcher.actions.promise_move import withdraw_promise
from dispatcher.actions.record_delete import delete_record
from dispatcher.actions.record_ends import archive_record
from dispatcher.actions.records import save_record
from dispatcher.actions.undo import undo
from dispatcher.domain.imported_records import ImportedAbsence
from dispatcher.domain.promise import GivePromise, HandPromise, WithdrawPromise
from dispatcher.domain.record import ArchiveRecord, DeleteRecord, SaveRecord
from dispatcher.domain.undo import Undo
from dispatcher.store.schema import absence
from dispatcher.store.store import Store
from tests.actions.desk import assert_sound, entries, rows
from tests.actions.lists import take_in
from tests.actions.promise_desk import WEDNESDAY, WH, absent, at, did, look, promised, said_no, staff
from tests.actions.records_desk import BONNARD, edit, new

OVER_WEDNESDAY = {"starts": "25.11.2026", "ends": "25.11.2026"}


@pytest.fixture
def office(either: Store) -> Store:
    """Three colleagues, on either database."""
    staff(either)
    return either


@pytest.fixture
def thiele(office: Store) -> int:
    """A customer."""
    return new(office, "customer", {"name": "Ladenwerk Thiele"})


def time_off(values: dict[str, str] = OVER_WEDNESDAY, ident: int | None = None) -> SaveRecord:
    return SaveRecord("absence", values, ident, parent=None if ident else ("colleague", 1))


def test_m7_an_absence_over_an_open_promise_is_refused_naming_it(office: Store, thiele: int) -> None:
    made = promised(office, thiele)
    refusal = said_no(office, save_record, time_off())
    assert refusal.code == "starts"
    assert refusal.sentence == (
        f"Nobody stands in for what Harms answers for: promise {made}: call-back, Ladenwerk Thiele, "
        "Wed 25.11.2026 14:00. Hand it over first."
    )
    assert rows(office, absence) == []
    did(office, hand_promise, HandPromise(made, 2))
    did(office, save_record, time_off())


def test_m7_his_usual_stand_in_takes_it_and_has_to_acknowledge(office: Store, thiele: int) -> None:
    edit(office, "colleague", 1, stand_in="Weiß")
    made, other = promised(office, thiele), promised(office, thiele, at(26, 9))
    did(office, save_record, time_off())
    row = look(office, made)
    assert (row.owner_sign, row.stand_in_sign, row.acknowledged) == ("mh", "wh", None)
    assert look(office, other).stand_in is None
    assert ("promise", made) in entries(office)[-1].links
    assert_sound(office)


def test_m7_a_stand_in_who_is_away_as_well_is_none(office: Store, thiele: int) -> None:
    edit(office, "colleague", 1, stand_in="Weiß")
    promised(office, thiele)
    absent(office, 2, "24.11.2026")
    assert said_no(office, save_record, time_off()).code == "starts"


def test_m7_the_stand_in_cannot_leave_without_one_of_his_own(office: Store, thiele: int) -> None:
    edit(office, "colleague", 1, stand_in="Weiß")
    made = promised(office, thiele)
    did(office, save_record, time_off())
    his = SaveRecord("absence", OVER_WEDNESDAY, parent=("colleague", 2))
    assert said_no(office, save_record, his).code == "starts"
    edit(office, "colleague", 2, stand_in="Petersen")
    did(office, save_record, his)
    assert look(office, made).stand_in_sign == "pe"


def test_m7_a_new_promise_goes_to_the_usual_stand_in_of_who_is_away(office: Store, thiele: int) -> None:
    edit(office, "colleague", 1, stand_in="Weiß")
    absent(office, 1, "25.11.2026")
    assert look(office, promised(office, thiele)).stand_in_sign == "wh"


def test_m7_an_absence_that_is_made_longer_or_brought_back_counts_too(office: Store, thiele: int) -> None:
    promised(office, thiele)
    away = absent(office, 1, "24.11.2026", "24.11.2026")
    assert said_no(office, save_record, time_off({"ends": "25.11.2026"}, away)).code == "starts"
    did(office, archive_record, ArchiveRecord("absence", away, archived=True))
    did(office, save_record, time_off({"ends": "25.11.2026"}, away))


def test_m7_an_absence_is_not_taken_back_from_the_archive_over_a_promise(office: Store, thiele: int) -> None:
    away = absent(office, 1, "25.11.2026")
    did(office, archive_record, ArchiveRecord("absence", away, archived=True))
    made = promised(office, thiele)
    assert said_no(office, archive_record, ArchiveRecord("absence", away, archived=False)).code == "starts"
    did(office, withdraw_promise, WithdrawPromise(made, "solved", cancelled=True))
    did(office, archive_record, ArchiveRecord("absence", away, archived=False))


def test_m7_undo_brings_no_absence_back_over_a_promise(office: Store, thiele: int) -> None:
    away = absent(office, 1, "25.11.2026")
    did(office, archive_record, ArchiveRecord("absence", away, archived=True))
    made = did_by_weiss(office, thiele)
    refusal = said_no(office, undo, Undo())
    assert refusal.code == "in-the-way"
    assert refusal.sentence.startswith(
        f"Nothing was undone. Nobody stands in for what Harms answers for: promise {made}"
    )


def test_m7_undo_gives_nothing_back_to_somebody_who_is_away_now(office: Store, thiele: int) -> None:
    made = promised(office, thiele)
    did(office, hand_promise, HandPromise(made, 2))
    did(office, save_record, time_off(), actor=WH)
    refusal = said_no(office, undo, Undo())
    assert refusal.sentence.startswith("Nothing was undone. Harms is absent Wed 25.11.2026 14:00.")


def test_m8_undo_gives_nothing_back_in_a_time_that_was_given_away(office: Store, thiele: int) -> None:
    made = promised(office, thiele, minutes=60)
    did(office, withdraw_promise, WithdrawPromise(made, "solved", cancelled=True))
    did_by_weiss(office, thiele, minutes=60)
    refusal = said_no(office, undo, Undo())
    assert refusal.sentence.startswith("Nothing was undone. Harms has promised call-back to Ladenwerk Thiele already")


def test_m7_a_list_of_absences_leaves_no_promise_with_nobody(office: Store, thiele: int) -> None:
    made = promised(office, thiele)
    row = ImportedAbsence("own", "1", 2, at(25, 0), at(26, 0), at(23, 9), colleague="mh")
    told = take_in(office, [row])
    assert told.report.added == 0
    assert told.reasons[0].startswith("Nobody stands in for what Harms answers for")
    edit(office, "colleague", 1, stand_in="Weiß")
    assert take_in(office, [row]).report.added == 1
    assert look(office, made).stand_in_sign == "wh"
    assert ("promise", made) in entries(office)[-1].links
    assert_sound(office)


def test_a_colleague_who_answers_for_something_is_not_archived(office: Store, thiele: int) -> None:
    promised(office, thiele, owner=3)
    refusal = said_no(office, archive_record, ArchiveRecord("colleague", 3))
    assert refusal.sentence == "Petersen is still needed: 1 open promise."
    assert said_no(office, archive_record, ArchiveRecord("customer", thiele)).code == "needed"


def test_whom_a_promise_names_is_not_deleted(office: Store, thiele: int) -> None:
    person = new(office, "person", BONNARD, ("customer", thiele))
    made = promised(office, thiele, owner=3, person=person)
    did(office, withdraw_promise, WithdrawPromise(made, "solved", cancelled=True))
    for kind, ident in (("person", person), ("colleague", 3), ("customer", thiele)):
        assert "1 promise" in said_no(office, delete_record, DeleteRecord(kind, ident)).sentence


def did_by_weiss(store: Store, customer: int, **more: Any) -> int:
    """A promise that Weiß files for Harms, so that it stands in the way of nobody's own undo."""
    command = GivePromise("ours", "call-back", WEDNESDAY, customer=customer, owner=1, **more)
    return did(store, give_promise, command, actor=WH)
