"""One technician's blocked times do not overlap: the database itself refuses it, on both."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from dispatcher.store.schema import assignment
from dispatcher.store.store import Store
from dispatcher.store.trouble import StoreTrouble
from dispatcher.store.uow import UnitOfWork
from dispatcher.store.verify import check
from tests.store.offices import NOW, all_of, book, saved

HOUR = timedelta(hours=1)


@pytest.fixture
def booked(store: Store) -> Store:
    """Technician 1 is taken from 10 to 11."""
    saved(store, lambda uow: book(uow, 1, NOW + HOUR))
    return store


@pytest.mark.parametrize(
    ("starts", "minutes"),
    [(60, 60), (61, 10), (30, 31), (30, 120), (119, 60), (0, 61)],
    ids=["same", "inside", "into", "around", "last minute", "first minute"],
)
def test_a_second_booking_is_refused(booked: Store, starts: int, minutes: int) -> None:
    before = all_of(booked)
    with pytest.raises(StoreTrouble) as trouble:
        saved(booked, lambda uow: book(uow, 1, NOW + timedelta(minutes=starts), minutes))
    assert trouble.value.code == "overlap"
    assert all_of(booked) == before


@pytest.mark.parametrize(("starts", "minutes"), [(0, 60), (120, 60)], ids=["before", "after"])
def test_touching_ends_are_no_overlap(booked: Store, starts: int, minutes: int) -> None:
    saved(booked, lambda uow: book(uow, 1, NOW + timedelta(minutes=starts), minutes))
    assert len(all_of(booked)["assignment"]) == 2


def test_another_technician_is_free(booked: Store) -> None:
    saved(booked, lambda uow: book(uow, 2, NOW + HOUR))
    assert check(booked).findings == ()


def test_an_override_with_its_reason_passes(booked: Store) -> None:
    saved(booked, lambda uow: book(uow, 1, NOW + HOUR, override="Notdienst"))
    assert len(all_of(booked)["assignment"]) == 2


def test_a_released_block_is_free_again(booked: Store) -> None:
    def release(uow: UnitOfWork) -> None:
        uow.update(assignment, 1, 1, active=False)
        uow.record("cancel", [("technician", 1)], {})

    saved(booked, release)
    saved(booked, lambda uow: book(uow, 1, NOW + HOUR))


def test_moving_a_block_onto_another_is_refused(booked: Store) -> None:
    second = saved(booked, lambda uow: book(uow, 1, NOW + 3 * HOUR))

    def move(uow: UnitOfWork) -> None:
        uow.update(assignment, second, 1, blocked_from=NOW + HOUR, blocked_until=NOW + 2 * HOUR)
        uow.record("move", [("technician", 1)], {})

    before = all_of(booked)
    with pytest.raises(StoreTrouble) as trouble:
        saved(booked, move)
    assert trouble.value.code == "overlap"
    assert all_of(booked) == before


def test_giving_a_block_to_a_busy_technician_is_refused(booked: Store) -> None:
    second = saved(booked, lambda uow: book(uow, 2, NOW + HOUR))

    def give(uow: UnitOfWork) -> None:
        uow.update(assignment, second, 1, technician_id=1)
        uow.record("move", [("technician", 1)], {})

    with pytest.raises(StoreTrouble) as trouble:
        saved(booked, give)
    assert trouble.value.code == "overlap"


def test_taking_an_override_back_is_refused(booked: Store) -> None:
    second = saved(booked, lambda uow: book(uow, 1, NOW + HOUR, override="Notdienst"))

    def take_back(uow: UnitOfWork) -> None:
        uow.update(assignment, second, 1, override="")
        uow.record("move", [("technician", 1)], {})

    with pytest.raises(StoreTrouble) as trouble:
        saved(booked, take_back)
    assert trouble.value.code == "overlap"


def test_a_block_is_moved_along_its_own_time(booked: Store) -> None:
    def move(uow: UnitOfWork) -> None:
        uow.update(assignment, 1, 1, blocked_until=NOW + 3 * HOUR)
        uow.record("move", [("technician", 1)], {})

    saved(booked, move)
    with booked.reading() as connection:
        assert connection.scalar(select(assignment.c.blocked_until)) == NOW + 3 * HOUR


def test_two_blocks_of_one_save_are_held_apart_too(store: Store) -> None:
    def twice(uow: UnitOfWork) -> None:
        book(uow, 1, NOW)
        book(uow, 1, NOW + timedelta(minutes=59))

    with pytest.raises(StoreTrouble) as trouble:
        saved(store, twice)
    assert trouble.value.code == "overlap"


@pytest.mark.parametrize("column", ["blocked_from", "starts_at"])
def test_a_span_that_ends_before_it_starts_is_refused(booked: Store, column: str) -> None:
    table, end = ("assignment", "blocked_until") if column == "blocked_from" else ("appointment", "ends_at")

    def turn(uow: UnitOfWork) -> None:
        uow.connection.execute(text(f"UPDATE {table} SET {end} = {column}"))

    with pytest.raises(StoreTrouble) as trouble:
        saved(booked, turn)
    assert trouble.value.code == "rule"
