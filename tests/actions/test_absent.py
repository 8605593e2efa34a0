"""A technician calls in: he is absent from then on, and his visits are offered to whoever fits (X9)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dispatcher.actions.absent import set_absent
from dispatcher.actions.appointment import book
from dispatcher.actions.office import Enrol, enrol
from dispatcher.actions.status import set_status
from dispatcher.actions.technician import AddTechnician, add_technician
from dispatcher.actions.undo import undo
from dispatcher.domain.absent import SetAbsent
from dispatcher.domain.appointment import Book
from dispatcher.domain.status import SetStatus
from dispatcher.domain.undo import Undo
from dispatcher.queries.absent import worklist
from dispatcher.queries.absent_rows import Worklist
from dispatcher.store.schema import absence, technician
from dispatcher.store.store import Store
from tests.actions.desk import HOUR, NOW, assert_sound, customer_called, done, entries, refused, row, rows, ticket_of

DAY = timedelta(days=1)
NOON = NOW.replace(hour=11, minute=0) + HOUR
WEEK = ((420, 1020),) * 5 + (None, None)


def worker(store: Store, code: str) -> int:
    return done(store, add_technician, AddTechnician(code, code, ("TK",), hours=WEEK)).ref


@pytest.fixture
def brandt(either: Store) -> int:
    done(either, enrol, Enrol("mh", "Maria Harms"))
    ident = worker(either, "Brandt")
    for number in (1, 2):
        ticket = ticket_of(either, customer_called(either, f"Kita {number}"))
        starts = NOON + (number - 1) * 2 * HOUR
        told = (starts, starts + HOUR) if number == 1 else None
        done(either, book, Book(ticket, (ident,), starts, starts + HOUR, "Europe/Berlin", window=told))
    return ident


def seen(store: Store, ident: int) -> Worklist:
    with store.reading() as connection:
        found = worklist(connection, ident, NOW, "Europe/Berlin", "BE")
        assert found is not None
        return found


def test_x9_he_is_absent_by_digit_and_record_without_a_reason(either: Store, brandt: int) -> None:
    ident = done(either, set_absent, SetAbsent(brandt, NOW, NOW + 4 * DAY, "fri")).ref
    held = row(either, absence, ident)
    assert (held["technician_id"], held["starts_at"], held["ends_at"]) == (brandt, NOW, NOW + 4 * DAY)
    assert row(either, technician, brandt)["status"] == 6
    assert_sound(either)
    done(either, undo, Undo())
    assert row(either, absence, ident)["archived"]
    assert row(either, technician, brandt)["status"] == 1
    assert_sound(either)


def test_x9_his_visits_are_listed_with_who_fits_and_who_must_be_called(either: Store, brandt: int) -> None:
    demir = worker(either, "Demir")
    done(either, set_absent, SetAbsent(brandt, NOW, NOW + 4 * DAY))
    first, second = seen(either, brandt).rows
    assert [one.customer_name for one in (first, second)] == ["Kita 1", "Kita 2"]
    assert {offer.workers[0].id for one in (first, second) for offer in one.offers} == {demir}
    assert (first.offers[0].starts, first.offers[0].is_own_word_kept) == (NOON, True)
    assert len(first.offers) == len(second.offers) == 2


def test_x9_an_end_that_becomes_known_is_the_same_absence(either: Store, brandt: int) -> None:
    done(either, set_absent, SetAbsent(brandt, NOW))
    assert seen(either, brandt).ends is None
    done(either, set_absent, SetAbsent(brandt, NOW + HOUR, NOW + DAY))
    (held,) = rows(either, absence)
    assert (held["starts_at"], held["ends_at"]) == (NOW, NOW + DAY)


def test_x9_one_that_is_still_ahead_leaves_his_digit_alone(either: Store, brandt: int) -> None:
    done(either, set_absent, SetAbsent(brandt, NOW + DAY, NOW + 2 * DAY))
    assert row(either, technician, brandt)["status"] == 1
    assert seen(either, brandt).rows == ()


def test_x9_the_same_absence_told_twice_writes_nothing(either: Store, brandt: int) -> None:
    ahead = SetAbsent(brandt, NOW + DAY, NOW + 2 * DAY)
    known = done(either, set_absent, ahead)
    written, told = len(entries(either)), row(either, absence, known.ref)
    again = done(either, set_absent, ahead)
    assert (again.seq, again.ref, again.again) == (0, known.ref, True)
    assert (len(entries(either)), row(either, absence, known.ref)) == (written, told)
    today = done(either, set_absent, SetAbsent(brandt, NOW - HOUR, NOW + HOUR))
    assert done(either, set_absent, SetAbsent(brandt, NOW, NOW + HOUR)).seq == 0
    assert len(entries(either)) == written + 1
    done(either, set_status, SetStatus(1, brandt))
    assert done(either, set_absent, SetAbsent(brandt, NOW, NOW + HOUR)).seq > today.seq
    assert row(either, technician, brandt)["status"] == 6


def test_an_end_that_cannot_be_and_nobody_are_refused(either: Store, brandt: int) -> None:
    assert refused(either, set_absent, SetAbsent(brandt, NOW, NOW - HOUR)).sentence == (
        "An absence ends after it began."
    )
    assert refused(either, set_absent, SetAbsent(brandt, NOW - 2 * DAY, NOW - DAY)).code == "until"
    assert refused(either, set_absent, SetAbsent(99, NOW)).code == "technician"
