"""When the next shift begins: behind weekends, holidays of the state, half days, and nights."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dispatcher.domain.calendar import to_local
from dispatcher.domain.phrases import Office
from dispatcher.domain.staffed import staffed_again, staffed_on

ZONE = "Europe/Berlin"


@pytest.mark.parametrize(
    ("now", "state", "again"),
    [
        ("2026-11-23T09:42", "BE", "2026-11-24 07:00"),
        ("2026-11-23T05:00", "BE", "2026-11-23 07:00"),
        ("2026-11-27T16:55", "BE", "2026-11-30 07:00"),
        ("2026-11-17T18:00", "SN", "2026-11-19 07:00"),
        ("2026-11-17T18:00", "BE", "2026-11-18 07:00"),
        ("2026-12-24T12:30", "BE", "2026-12-28 07:00"),
        ("2026-10-24T12:00", "BE", "2026-10-26 07:00"),
    ],
)
def test_n5_the_next_shift_is_the_next_opening(now: str, state: str, again: str) -> None:
    instant = datetime.fromisoformat(f"{now}+01:00").astimezone(UTC)
    found = staffed_again(Office(instant, ZONE, state))
    assert f"{to_local(found, ZONE):%Y-%m-%d %H:%M}" == again


def test_an_office_without_hours_is_taken_to_open_one_day() -> None:
    closed = Office(datetime(2026, 11, 23, 9, tzinfo=UTC), ZONE, hours=(None,) * 7)
    assert f"{to_local(staffed_again(closed), ZONE):%Y-%m-%d}" == "2026-12-24"


def test_a_half_day_ends_at_noon() -> None:
    office = Office(datetime(2026, 12, 23, 9, tzinfo=UTC), ZONE)
    span = staffed_on(datetime(2026, 12, 24, tzinfo=UTC).date(), office)
    assert span is not None
    assert [f"{to_local(end, ZONE):%H:%M}" for end in span] == ["07:00", "12:00"]


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_i14_an_office_that_opens_on_the_sunday_of_the_change_opens_by_its_clock(day: str) -> None:
    now = datetime.fromisoformat(f"{day}T00:00+00:00")
    span = staffed_on(now.date(), Office(now, ZONE, hours=((7 * 60, 17 * 60),) * 7))
    assert span is not None
    assert [f"{to_local(end, ZONE):%H:%M}" for end in span] == ["07:00", "17:00"]
