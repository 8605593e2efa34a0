"""The clock: real, or set for training and running on; what is recorded is always real."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
import time_machine

from dispatcher.domain.clock import Clock

MONDAY = datetime(2026, 11, 23, 9, 42, tzinfo=timezone(timedelta(hours=1)))


def test_a_set_clock_starts_where_it_was_set_and_runs_on() -> None:
    clock = Clock(MONDAY)
    first, second = clock.now(), clock.now()
    assert first.tzinfo is UTC
    assert timedelta(0) <= first - MONDAY < timedelta(seconds=5)
    assert second >= first
    assert clock.is_set


def test_what_is_recorded_is_the_real_time_even_under_a_set_clock() -> None:
    with time_machine.travel(datetime(2031, 1, 2, 3, 4, tzinfo=UTC), tick=False):
        assert Clock(MONDAY).recorded() == datetime(2031, 1, 2, 3, 4, tzinfo=UTC)
        assert Clock().now() == datetime(2031, 1, 2, 3, 4, tzinfo=UTC)
    assert not Clock().is_set


def test_a_clock_is_not_set_to_a_time_without_a_zone() -> None:
    with pytest.raises(ValueError, match="aware"):
        Clock(MONDAY.replace(tzinfo=None))
