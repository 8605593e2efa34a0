"""Who acts next on two tickets that become one, and by when (I1, I2, B7)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dispatcher.domain.ball import Ball, usual_step
from dispatcher.domain.merging import one_ball

NOW = datetime(2026, 10, 20, 6, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
OURS = Ball("us", "plan a visit", NOW + 24 * HOUR)


def waits(step: str, hours: int, holder: str = "customer") -> Ball:
    return Ball(holder, step, NOW + hours * HOUR, "Mr Calvet")


@pytest.mark.parametrize(
    ("oldest", "report", "expected"),
    [
        (waits(usual_step("customer"), 48), OURS, OURS),
        (waits("dial Ms Bonnard, then confirm", 2), OURS, Ball("us", "dial Ms Bonnard, then confirm", NOW + 2 * HOUR)),
        (waits("part arrives", 48, "other"), OURS, waits("part arrives", 24, "other")),
        (waits("part arrives", -2, "other"), OURS, Ball("us", "part arrives", NOW - 2 * HOUR)),
        (Ball("us", "write an offer", NOW + 9 * HOUR), OURS, Ball("us", "write an offer", NOW + 9 * HOUR)),
        (Ball("us", "write an offer", NOW + 99 * HOUR), OURS, Ball("us", "write an offer", NOW + 24 * HOUR)),
        (waits("calls", -5), waits("calls on Thursday", 40), waits("calls on Thursday", 40)),
        (waits("calls", 5), waits("calls on Thursday", 40), waits("calls on Thursday", 5)),
    ],
)
def test_b7_who_asks_again_never_waits_longer(oldest: Ball, report: Ball, expected: Ball) -> None:
    assert one_ball(oldest, report, NOW) == expected


def test_i2_a_visit_that_stands_for_either_stands_for_both() -> None:
    visit = Ball("appointment", "keep the appointment", NOW + 30 * HOUR)
    later = Ball("appointment", "keep the appointment", NOW + 60 * HOUR)
    assert one_ball(visit, OURS, NOW) == visit
    assert one_ball(OURS, visit, NOW) == visit
    assert one_ball(later, visit, NOW) == visit


def test_i2_a_visit_that_is_over_holds_no_ball() -> None:
    over = Ball("appointment", usual_step("appointment"), NOW - HOUR)
    assert one_ball(over, OURS, NOW) == Ball("us", "plan a visit", NOW - HOUR)
