"""The queue: one order for everything that needs a hand, a function of rows and an instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from dispatcher.domain.free import free_from, free_lanes, left_of
from dispatcher.domain.queue import NEVER_BELOW, Card, Rank, Situation, queue, weightiest
from dispatcher.domain.queue_next import next_change
from dispatcher.domain.queue_visits import minutes_late
from dispatcher.domain.suggestion import suggest
from dispatcher.domain.unplanned import unplanned
from dispatcher.queries.agenda_rows import VisitRow
from dispatcher.queries.rows import BlockRow, LaneRow, TicketRow

NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
"""Mon 23.11.2026 09:42 in Berlin."""
DAY, ZONE = date(2026, 11, 23), "Europe/Berlin"
HOUR = timedelta(hours=1)
WEEKS = timedelta(days=42)


def ticket(number: int, **values: Any) -> TicketRow:
    """An open ticket on which we have the ball, reported an hour ago and due in two days."""
    row = TicketRow(
        number, number, number, f"Customer {number}", "no dial tone", False, "new", "us", "", "look", NOW + 48 * HOUR,
        NOW - HOUR, "TK", 1,
    )  # fmt: skip
    return replace(row, **values)


def block(number: int, state: str = "confirmed", begins: float = 2, ends: float = 3) -> BlockRow:
    """An appointment of that ticket, in hours from now."""
    return BlockRow(
        number, number, number, number, f"Customer {number}", state, NOW + begins * HOUR, NOW + ends * HOUR, 0, False
    )


def visit(number: int, state: str = "proposed") -> VisitRow:
    """An appointment of tomorrow."""
    starts = NOW + 24 * HOUR
    return VisitRow(
        number, number, number, number, f"Customer {number}", "", "TK", state, starts, starts + HOUR, "", "", ("Wolff",)
    )


def lane(*blocks: BlockRow, status: int = 1, **values: Any) -> LaneRow:
    """A technician's day from 07 to 17 with lunch at 12."""
    row = LaneRow(1, "Wolff", "Wolff T.", status, ("TK", "SIP"), "", (420, 1020), blocks, (720, 750))
    return replace(row, **values)


def ranks(situation: Situation) -> list[tuple[Rank, int | None]]:
    return [(card.rank, card.number) for card in queue(situation, NOW)]


def test_nothing_waits_in_a_quiet_office() -> None:
    assert queue(Situation(tickets=[ticket(1)], lanes=[lane(block(1))], standing={1}), NOW) == ()
    assert weightiest(()) == ""


def test_the_order_is_that_of_the_office() -> None:
    situation = Situation(
        tickets=[
            ticket(1, due=NOW - HOUR),
            ticket(2, urgent=True, due=NOW),
            ticket(3, due=NOW - HOUR, state="waiting"),
            ticket(4, ball="customer", ball_who="Ms Krause", reported=NOW - WEEKS),
        ],
        lanes=[lane(block(3, "no access", -2, -1), block(5, begins=-0.5, ends=1), status=5)],
        unmanned=[visit(6)],
        unconfirmed=[visit(7)],
        long_since=NOW - timedelta(days=14),
        drafts=["note Lager 7 09:30"],
    )
    assert ranks(replace(situation, tickets=situation.tickets[:3])) == [
        (Rank.EMERGENCY, 2), (Rank.NO_ACCESS, 3), (Rank.LATE, 5), (Rank.UNMANNED, 6), (Rank.ASKS_FOR_CALL, None),
        (Rank.UNCONFIRMED, 7), (Rank.FOLLOW_UP, 1), (Rank.DRAFT, None),
    ]  # fmt: skip
    assert weightiest(queue(situation, NOW)) == "!!"
    assert sorted(Rank) == list(Rank)


@pytest.mark.parametrize(("earliest", "count"), [(None, 1), (NOW + 20 * HOUR, 1), (NOW + 30 * HOUR, 0)])
def test_b1_urgent_is_no_emergency_where_the_customer_names_a_later_day(earliest: datetime | None, count: int) -> None:
    urgent = ticket(1, urgent=True, due=NOW + HOUR, earliest=earliest)
    assert [card.rank for card in queue(Situation(tickets=[urgent]), NOW)] == [Rank.EMERGENCY] * count


def test_b10_a_ball_with_the_customer_for_over_ten_working_days_is_never_below_the_fifth_place() -> None:
    many = [ticket(number, due=NOW - timedelta(minutes=number)) for number in range(10, 400)]
    forgotten = ticket(9, ball="customer", ball_who="Mr Calvet", reported=NOW - WEEKS)
    situation = Situation(tickets=[*many, forgotten], long_since=NOW - timedelta(days=14))
    cards = queue(situation, NOW)
    assert cards[NEVER_BELOW - 1].number == 9
    assert len(cards) == len(many) + 1
    due = replace(forgotten, due=NOW - timedelta(seconds=1))
    assert queue(replace(situation, tickets=[*many, due]), NOW)[NEVER_BELOW - 1].rank is Rank.FOLLOW_UP
    assert all(card.number != 9 for card in queue(replace(situation, long_since=NOW - 2 * WEEKS), NOW))


def test_b1_nothing_is_due_before_the_customer_lets_anybody_in() -> None:
    due = ticket(1, due=NOW - HOUR, earliest=NOW + HOUR)
    assert ranks(Situation([due])) == []
    assert ranks(Situation([replace(due, earliest=NOW)])) == [(Rank.FOLLOW_UP, 1)]


def test_a_ticket_has_one_card_and_that_is_the_weightiest() -> None:
    overdue = ticket(1, due=NOW - HOUR)
    assert ranks(Situation([overdue], unconfirmed=[visit(1)])) == [(Rank.UNCONFIRMED, 1)]


def test_follow_ups_come_the_oldest_first_and_shortly_before_they_are_due() -> None:
    dues = {1: -1.0, 2: -5.0, 3: 0.2, 4: 0.3}
    cards = queue(Situation([ticket(number, due=NOW + hours * HOUR) for number, hours in dues.items()]), NOW)
    assert [(card.number, card.weight) for card in cards] == [(2, "!"), (1, "!"), (3, "")]


@pytest.mark.parametrize(
    "other",
    [{"urgent": False}, {"state": "in work"}, {"ball": "customer"}, {"due": NOW + 30 * HOUR}],
)
def test_only_an_urgent_new_report_that_was_meant_at_once_is_an_emergency(other: dict[str, Any]) -> None:
    urgent = ticket(1, urgent=True, due=NOW + HOUR)
    assert ranks(Situation([urgent])) == [(Rank.EMERGENCY, 1)]
    assert ranks(Situation([urgent], standing={1})) == []
    assert ranks(Situation([replace(urgent, **other)])) == []


def test_i1_an_urgent_report_whose_ball_came_back_to_us_is_an_emergency() -> None:
    waits = ticket(1, urgent=True, ball="other", ball_who="caretaker", due=NOW)
    assert ranks(Situation([waits])) == [(Rank.EMERGENCY, 1)]
    assert [(one.weight, one.ticket) for one in unplanned(Situation([waits]), [], NOW)] == [("!!", 1)]
    before = replace(waits, due=NOW + HOUR)
    assert ranks(Situation([before])) == []
    assert unplanned(Situation([before]), [], NOW) == ()
    assert next_change(Situation([replace(before, earliest=NOW + 2 * HOUR)]), NOW) == NOW + HOUR


def test_no_access_is_settled_by_a_new_date_or_another_visit() -> None:
    lanes = [lane(block(1, "no access", -2, -1), status=9)]
    assert ranks(Situation([ticket(1, due=NOW - HOUR)], lanes)) == [(Rank.NO_ACCESS, 1)]
    assert ranks(Situation([ticket(1)], lanes)) == []
    assert ranks(Situation([ticket(1, due=NOW - HOUR)], lanes, standing={1})) == [(Rank.FOLLOW_UP, 1)]


@pytest.mark.parametrize(
    ("state", "begins", "ends", "late"),
    [
        ("confirmed", -0.25, 1, 15), ("confirmed", -0.2, 1, 0), ("en route", -0.5, 1, 30), ("on site", -2, -0.5, 30),
        ("on site", -2, -0.4, 0), ("done", -2, -1, 0), ("cancelled", -2, -1, 0), ("no access", -2, -1, 0),
    ],
)  # fmt: skip
def test_late_is_not_begun_in_time_or_not_ended(state: str, begins: float, ends: float, late: int) -> None:
    assert minutes_late(block(1, state, begins, ends), NOW) == late


def test_a_visit_of_somebody_who_is_away_has_no_technician() -> None:
    visits = (block(1), block(2, begins=6, ends=7))
    until_noon = ((NOW - 5 * HOUR, NOW + 4 * HOUR),)
    assert ranks(Situation(lanes=[lane(*visits, away=until_noon)])) == [(Rank.UNMANNED, 1)]
    for_ever = ((NOW - 5 * HOUR, None),)
    assert ranks(Situation(lanes=[lane(*visits, away=for_ever)])) == [(Rank.UNMANNED, 1), (Rank.UNMANNED, 2)]
    reported_absent = Situation(lanes=[lane(*visits, block(3, "done", -2, -1), status=6)])
    assert ranks(reported_absent) == [(Rank.UNMANNED, 1), (Rank.UNMANNED, 2)]
    assert ranks(Situation(lanes=[lane(*visits, status=6, away=until_noon)])) == [(Rank.UNMANNED, 1)]


# --- what is suggested, who is free ---


@pytest.mark.parametrize(
    ("rank", "ball", "step"),
    [
        (Rank.EMERGENCY, "us", "find technician"), (Rank.NO_ACCESS, "customer", "call for date"),
        (Rank.LATE, "appointment", "call ahead"), (Rank.UNCONFIRMED, "customer", "ask who opens"),
        (Rank.FOLLOW_UP, "customer", "ask"), (Rank.FOLLOW_UP, "us", "do"), (Rank.LONG_BALL, "customer", "ask"),
    ],
)  # fmt: skip
def test_each_card_suggests_one_step(rank: Rank, ball: str, step: str) -> None:
    assert suggest(Card(rank, "!", "x"), ball) == step
    assert suggest(None, ball) == "do"


@pytest.mark.parametrize(
    ("day", "free"),
    [
        (lane(), 585),
        (lane(block(1, begins=1, ends=2.5)), 750),
        (lane(block(1, begins=1, ends=3.7)), 810),
        (lane(block(1, begins=1, ends=7)), None),
        (lane(hours=None), None),
        (lane(status=6), None),
        (lane(status=6, away=((NOW - HOUR, NOW + 3.3 * HOUR),)), 780),
        (lane(away=((NOW + HOUR, None),)), None),
        (lane(block(1, begins=1, ends=2.5), reserve=(780, 900)), 900),
        (lane(reserve=(690, 720)), 585),
        (lane(reserve=(600, 720)), 750),
        (lane(reserve=(540, 600)), 600),
        (lane(block(1, begins=1, ends=2.5), reserve=(780, 1020)), None),
    ],
)
def test_free_is_what_is_left_behind_visits_lunch_a_reserve_close_ahead_and_absences(
    day: LaneRow, free: int | None
) -> None:
    assert free_from(day, DAY, ZONE, NOW) == free


def test_only_who_has_the_skills_is_free_and_the_first_is_named_first() -> None:
    early, late = lane(skills=("TK",)), lane(block(1, begins=1, ends=5), code="Fuchs")
    other = lane(skills=("BMA",))
    found = free_lanes([late, early, other], ["TK"], DAY, ZONE, NOW)
    assert [(one.code, minute) for one, minute in found] == [("Wolff", 585), ("Fuchs", 885)]
    assert free_lanes([other], ["TK", "SIP"], DAY, ZONE, NOW) == []
    assert free_from(early, date(2026, 11, 24), ZONE, NOW) == 420


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ([], 600), ([(720, 750)], 570), ([(720, 750), (600, 780)], 420), ([(0, 1440)], 0), ([(-900, 480)], 540),
        ([(960, 3000)], 540), ([(0, 60)], 600), ([(1200, 1300)], 600),
    ],
)  # fmt: skip
def test_lunch_and_absences_are_taken_off_once(gone: list[tuple[int, int]], left: int) -> None:
    assert left_of((420, 1020), gone) == left
