"""Which appointment is meant where none is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dispatcher.domain.next_visit import next_drive, next_visit

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Visit:
    """An hour of work, ``hours`` from now."""

    hours: int
    state: str

    @property
    def starts(self) -> datetime:
        return NOW + timedelta(hours=self.hours)

    @property
    def ends(self) -> datetime:
        return self.starts + timedelta(hours=1)


LATE, EARLY = _Visit(5, "confirmed"), _Visit(2, "proposed")
OVERDUE, CANCELLED = _Visit(-4, "confirmed"), _Visit(1, "cancelled")


def test_the_one_under_way_comes_before_an_earlier_one() -> None:
    driving = _Visit(6, "en route")
    assert next_visit([LATE, EARLY, driving], NOW) is driving
    assert next_drive([LATE, EARLY, driving], NOW) is driving


def test_else_the_next_one_that_is_not_over() -> None:
    assert next_visit([LATE, CANCELLED, EARLY, OVERDUE], NOW) is EARLY
    assert next_drive([LATE, CANCELLED, EARLY, OVERDUE], NOW) is EARLY


def test_a_command_may_mean_one_whose_time_passed_but_no_order_does() -> None:
    assert next_visit([OVERDUE, CANCELLED], NOW) is OVERDUE
    assert next_drive([OVERDUE, CANCELLED], NOW) is None


def test_no_order_is_about_a_time_that_was_only_asked_for() -> None:
    asked = _Visit(1, "asked")
    assert next_visit([asked, LATE], NOW) is asked
    assert next_drive([asked, LATE], NOW) is LATE
