"""Who holds the ball (I1), and what a report must have."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dispatcher.domain.ball import BALLS, Ball, refuse_ball
from dispatcher.domain.ticket import FileTicket, refuse_ticket, ticket_number

TOMORROW = datetime(2026, 11, 24, 8, tzinfo=UTC)
OURS = Ball("us", "call back", TOMORROW)
REPORT = FileTicket(1, "Heizung kalt", OURS)


@pytest.mark.parametrize("holder", BALLS)
def test_a_ball_with_holder_step_date_and_name_is_a_ball(holder: str) -> None:
    assert refuse_ball(Ball(holder, "call back", TOMORROW, "Frau Hahn")) is None


@pytest.mark.parametrize(
    ("ball", "missing"),
    [
        (replace(OURS, holder=""), "ball"),
        (replace(OURS, holder="nobody"), "ball"),
        (replace(OURS, next_step="  "), "next-step"),
        (replace(OURS, due=None), "due"),
        (replace(OURS, holder="customer"), "ball-who"),
        (replace(OURS, holder="other", who=" "), "ball-who"),
    ],
)
def test_an_open_ticket_without_one_of_them_is_refused(ball: Ball, missing: str) -> None:
    refusal = refuse_ball(ball)
    assert refusal is not None
    assert refusal.code == missing
    assert refuse_ticket(replace(REPORT, ball=ball)) == refusal


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (replace(REPORT, title=" "), "title"),
        (replace(REPORT, title="x" * 501), "too-long"),
        (replace(REPORT, text="x" * 200_001), "too-long"),
        (replace(REPORT, minutes=0), "minutes"),
        (replace(REPORT, minutes=43_201), "minutes"),
        (replace(REPORT, channel="X"), "channel"),
        (replace(REPORT, direction="up"), "channel"),
    ],
)
def test_a_report_that_cannot_be_filed(report: FileTicket, code: str) -> None:
    refusal = refuse_ticket(report)
    assert refusal is not None
    assert refusal.code == code


def test_a_report_is_filed_as_it_comes_over_the_telephone() -> None:
    assert refuse_ticket(replace(REPORT, channel="T", urgent=True, minutes=60, text="seit heute früh")) is None


@pytest.mark.parametrize("typed", ["T-1001", "t1001", "1001", " T 1001 ", "t - 1001"])
def test_a_number_in_each_spelling(typed: str) -> None:
    assert ticket_number(typed) == 1001


@pytest.mark.parametrize("typed", ["", "K-1001", "T-", "INC0001", "12345678901", "T-10a"])
def test_what_is_no_number(typed: str) -> None:
    assert ticket_number(typed) is None
