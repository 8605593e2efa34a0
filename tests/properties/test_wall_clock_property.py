"""I14: an appointment keeps its wall clock over a clock change, a time that does not exist is booked by nobody, and
every duration is one that really passes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dispatcher.actions.appointment import book
from dispatcher.actions.moving import move
from dispatcher.actions.outcome import Done
from dispatcher.actions.perform import perform
from dispatcher.actions.undo import undo
from dispatcher.domain.appointment import Book
from dispatcher.domain.calendar import day_bounds, later_by_days, occurrences, show_span, to_local, to_utc
from dispatcher.domain.clock import Clock
from dispatcher.domain.moving import MoveAppointment
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.undo import Undo
from dispatcher.store.schema import appointment, assignment
from dispatcher.store.store import Store, open_store
from dispatcher.store.verify import check
from tests.properties.copies import Copies, copies
from tests.properties.test_slot_property import DESKS, found

ZONE = "Europe/Berlin"
BERLIN = ZoneInfo(ZONE)
BEFORE = datetime(2026, 10, 20, 6, tzinfo=UTC)
CHANGES = (date(2026, 10, 25), date(2027, 3, 28))
"""The clocks are put back, and put forward."""
WALLS = st.builds(
    lambda change, days, minute: datetime.combine(change, time()) + timedelta(days=days, minutes=15 * minute),
    st.sampled_from(CHANGES),
    st.integers(-2, 1),
    st.integers(0, 95),
)
FAST = settings(max_examples=25)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def copying(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """Copies of a small office on either database."""
    return copies(request, tmp_path_factory.mktemp("template"), found)


def wall_of(instant: datetime) -> datetime:
    return instant.astimezone(BERLIN).replace(tzinfo=None, fold=0)


def stored(store: Store) -> tuple[datetime, datetime, datetime, str]:
    """When it begins and ends, from when on it blocks, and on whose wall clock."""
    query = select(appointment.c.starts_at, appointment.c.ends_at, assignment.c.blocked_from, appointment.c.zone)
    with store.reading() as connection:
        row = connection.execute(query.join(assignment, assignment.c.appointment_id == appointment.c.id)).one()
    return row[0], row[1], row[2], row[3]


@FAST
@given(WALLS, st.integers(1, 40), st.integers(0, 8), st.integers(-3, 3))
def test_i14_what_is_booked_at_a_wall_time_stands_at_it_and_lasts_as_long_as_it_takes(
    copying: Copies, wall: datetime, quarters: int, way: int, days: int
) -> None:
    starts = to_utc(wall, ZONE)
    if isinstance(starts, Refusal):
        assert starts.code == ("no-such-time" if not occurrences(wall, ZONE) else "twice")
        starts = to_utc(wall, ZONE, fold=1)
    if isinstance(starts, Refusal):
        return
    lasts, travels = timedelta(minutes=15 * quarters), timedelta(minutes=15 * way)
    with copying() as place:
        store = open_store(place)
        try:
            wish = Book(2, (1,), starts, starts + lasts, ZONE, travel_minutes=15 * way, override="Notdienst")
            assert isinstance(perform(store, book, wish, DESKS[0], Clock(BEFORE)), Done)
            begun, ended, blocked, zone = stored(store)
            assert wall_of(begun) == wall
            assert (ended - begun, begun - blocked, zone) == (lasts, travels, ZONE)
            moved_by_days(store, begun, lasts, days)
            assert check(store).findings == ()
        finally:
            store.close()


def moved_by_days(store: Store, begun: datetime, lasts: timedelta, days: int) -> None:
    """Some days on the wall clock stays, but for one that does not exist then; an undo brings the old one back."""
    to = later_by_days(begun, days, ZONE)
    wish = MoveAppointment(1, to, to + lasts, None, "us", "wish", override="Notdienst", told="T")
    outcome = perform(store, move, wish, DESKS[0], Clock(BEFORE))
    if isinstance(outcome, Refusal):
        assert outcome.code in ("same", "past")
        return
    there = wall_of(begun) + timedelta(days=days)
    assert wall_of(stored(store)[0]) == (there if occurrences(there, ZONE) else there + timedelta(hours=1))
    assert stored(store)[1] - stored(store)[0] == lasts
    assert isinstance(perform(store, undo, Undo(), DESKS[0], Clock(BEFORE)), Done)
    assert stored(store)[0] == begun


@given(WALLS)
def test_i14_a_wall_time_is_there_once_never_or_twice(wall: datetime) -> None:
    found_there = occurrences(wall, ZONE)
    first, last = day_bounds(wall.date(), ZONE)
    assert all(first <= instant < last and wall_of(instant) == wall for instant in found_there)
    is_night = wall.date() in CHANGES and time(2) <= wall.time() < time(3)
    assert len(found_there) == (1 if not is_night else 2 if wall.date() == CHANGES[0] else 0)


@pytest.mark.parametrize(("day", "hours"), [(CHANGES[0], 25), (CHANGES[1], 23), (date(2026, 11, 23), 24)])
def test_i14_a_day_has_as_many_hours_as_pass(day: date, hours: int) -> None:
    first, last = day_bounds(day, ZONE)
    assert last - first == timedelta(hours=hours)
    assert to_local(first, ZONE).time() == time()


def test_i14_a_night_shift_over_the_change_lasts_as_long_as_it_takes() -> None:
    starts = to_utc(datetime.combine(date(2026, 10, 24), time(22)), ZONE)
    assert isinstance(starts, datetime)
    assert show_span(starts, starts + timedelta(hours=6), ZONE) == "Sat 24.10.2026 22:00-Sun 25.10.2026 03:00"
    starts = to_utc(datetime.combine(date(2027, 3, 27), time(22)), ZONE)
    assert isinstance(starts, datetime)
    assert show_span(starts, starts + timedelta(hours=6), ZONE) == "Sat 27.03.2027 22:00-Sun 28.03.2027 05:00"
