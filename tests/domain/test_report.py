"""A fault report as it is typed becomes a ticket with a ball, a next step and a date."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dispatcher.domain.ball import Ball
from dispatcher.domain.overdue import is_overdue
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.report import Report, When, fault_report
from dispatcher.domain.ticket import LONGEST_TITLE, FileTicket, refuse_ticket

ZONE = "Europe/Berlin"


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A wall time in Berlin in 2026."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo(ZONE))


NOW = at(23, 9, 42)
PEOPLE = ((7, "Mr Calvet"), (8, "Ms Bonnard"))


def filed(report: Report, now: datetime = NOW) -> FileTicket:
    made = fault_report(report, now, ZONE, "BE")
    assert isinstance(made, FileTicket), made
    assert refuse_ticket(made) is None
    return made


def typed(text: str) -> FileTicket:
    return filed(Report(1, text, people=PEOPLE))


def test_a_text_alone_is_ours_to_plan_on_the_next_working_day() -> None:
    made = typed("phone dead")
    assert (made.title, made.text, made.urgent) == ("phone dead", "", False)
    assert made.ball == Ball("us", "plan a visit", at(24, 9))


def test_b1_urgent_but_not_before_next_week() -> None:
    window = When(at(19, 8, month=10), at(19, 10, month=10), "19.10 8-10")
    made = filed(Report(1, "phone dead !", earliest=window), at(12, 8, 15, month=10))
    assert (made.urgent, made.earliest, made.earliest_until) == (True, window.starts, window.ends)
    assert made.phrases == (("earliest", "19.10 8-10"),)
    assert made.ball == Ball("us", "plan a visit", at(16, 9, month=10))


@pytest.mark.parametrize(("day", "overdue"), [(15, False), (16, False), (18, False), (19, True)])
def test_b1_before_the_earliest_access_nothing_is_overdue(day: int, overdue: bool) -> None:
    assert is_overdue(at(16, 9, month=10), at(19, 8, month=10), at(day, 12, month=10)) is overdue


def test_what_is_urgent_is_looked_at_within_the_hour() -> None:
    assert typed("water in the lift !").ball.due == NOW + timedelta(hours=1)
    tomorrow = When(at(24, 7), None, "tomorrow 7")
    assert filed(Report(1, "water !", earliest=tomorrow)).ball.due == NOW + timedelta(hours=1)


def test_marks_say_who_reports_and_whose_turn_it_is() -> None:
    made = typed("@bonn lock jams =c !c")
    assert (made.title, made.person, made.reporter, made.flags) == ("lock jams", 8, "Ms Bonnard", ("churn",))
    assert made.ball == Ball("customer", "the customer will call", at(25, 9), "Ms Bonnard")
    made = typed("via Lüders nobody answers")
    assert (made.channel, made.person, made.reporter) == ("3", None, "Lüders")


def test_b8_the_ball_with_a_customer_nobody_named_is_refused_when_filed() -> None:
    made = fault_report(Report(1, "lock jams =c"), NOW, ZONE, "BE")
    assert isinstance(made, FileTicket)
    refusal = refuse_ticket(made)
    assert refusal is not None
    assert refusal.code == "ball-who"


def test_what_was_chosen_holds() -> None:
    due = When(at(26, 14), None, "thu 14")
    report = Report(1, "part", ball="other", who="Ziegler", step="delivers", due=due, skills=("TK",), minutes=90)
    made = filed(report)
    assert made.ball == Ball("other", "delivers", at(26, 14), "Ziegler")
    assert (made.skills, made.minutes, made.phrases) == (("TK",), 90, (("due", "thu 14"),))
    assert filed(replace(report, text="part =u")).ball.holder == "us"


def test_the_first_line_is_the_title() -> None:
    made = typed("phone dead\nsince the morning\nboth lines")
    assert (made.title, made.text) == ("phone dead", "since the morning\nboth lines")
    long = "x" * (LONGEST_TITLE + 1)
    made = typed(long)
    assert (made.title, made.text) == (long[:-1], long)


@pytest.mark.parametrize(("text", "code"), [("", "text"), (" ! =c ", "text"), ("a =c =o", "ball"), ("a =a", "ball")])
def test_what_is_no_report(text: str, code: str) -> None:
    refusal = fault_report(Report(1, text), NOW, ZONE, "BE")
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
