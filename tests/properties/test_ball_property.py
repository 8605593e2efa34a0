"""Whatever desks do and however the clock runs: an open ticket has one holder, one next step and one date, and what was
somebody else's turn is ours when its date passes (I1, I2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from dispatcher.actions.appointment import book
from dispatcher.actions.attempt import file_attempt
from dispatcher.actions.ball import follow_up, pass_ball
from dispatcher.actions.merge import merge_ticket
from dispatcher.actions.note import file_note
from dispatcher.actions.outcome import Outcome
from dispatcher.actions.part import add_part, part_arrived
from dispatcher.actions.perform import perform
from dispatcher.actions.ticket import file_ticket
from dispatcher.actions.undo import undo
from dispatcher.actions.unmerge import unmerge
from dispatcher.domain.appointment import OVER, RELEASED, Book
from dispatcher.domain.attempt import FileAttempt
from dispatcher.domain.ball import BALLS, ELSEWHERE, Ball, FollowUp, PassBall, holder_now
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.contact import Note
from dispatcher.domain.merging import MergeTicket, Unmerge
from dispatcher.domain.part import AddPart, PartArrived
from dispatcher.domain.promise import OUTCOMES, in_time
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.ticket import FileTicket
from dispatcher.domain.undo import Undo
from dispatcher.store.place import Place
from dispatcher.store.schema import appointment, part, promise, ticket
from dispatcher.store.store import Store, open_store
from dispatcher.store.verify import check
from tests.properties.copies import Copies, copies
from tests.store import offices
from tests.store.offices import NOW

DESKS = (Actor(1, "mh", "dispatcher"), Actor(2, "wh", "dispatcher"))
WORK = (
    *("ticket", "note", "pass", "pass", "follow", "attempt", "part", "arrived", "book", "book", "merge", "apart"),
    *("undo", "undo", "clock", "clock", "restart"),
)
STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(WORK), st.integers(0, 31), st.integers(-3, 60)),
    min_size=8,
    max_size=30,
)
Step = tuple[int, str, int, int]
Wish = tuple[Callable[..., Outcome], object]


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def copying(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """Copies of a small office on either database."""
    return copies(request, tmp_path_factory.mktemp("template"), offices.found)


@dataclass
class Work:
    """An office, and what its clock shows."""

    place: Place
    store: Store
    now: datetime = NOW

    def do(self, desk: int, what: str, chosen: int, hours: int) -> None:
        """One step: a writing, the clock moving on, or the program ended and begun again."""
        if what == "clock":
            self.now += timedelta(hours=max(hours, 1))
        elif what == "restart":
            self.store.close()
            self.store = open_store(self.place)
        elif (wanted := self.wish(what, chosen, hours)) is not None:
            perform(self.store, *wanted, DESKS[desk], Clock(self.now))

    def wish(self, what: str, chosen: int, hours: int) -> Wish | None:
        """The action and its command, about one of the tickets that are there, ended or not."""
        with self.store.reading() as connection:
            tickets = connection.execute(select(ticket).order_by(ticket.c.id)).all()
            parts = connection.scalars(select(part.c.id)).all()
        about, other = tickets[chosen % len(tickets)], tickets[(chosen // 4) % len(tickets)]
        due = self.now + timedelta(hours=hours)
        ball = _ball(chosen, due)
        again = due if hours % 2 else None
        lone = parts[chosen % len(parts)] if parts else 0
        wishes: dict[str, Wish] = {
            "ticket": (file_ticket, FileTicket(1 + chosen % 2, "x", ball)),
            "note": (file_note, Note(about.customer_id, "x", ticket=about.id, ball=ball)),
            "pass": (pass_ball, PassBall(about.id, ball)),
            "follow": (follow_up, FollowUp(about.id, due)),
            "attempt": (
                file_attempt,
                FileAttempt(about.id, [*OUTCOMES][chosen % 4], next_due=again),
            ),
            "part": (add_part, AddPart(about.id, "relay", "Ziegler", due)),
            "arrived": (part_arrived, PartArrived(lone)),
            "book": (book, Book(about.id, (1 + chosen % 2,), due, due + timedelta(hours=2), "Europe/Berlin")),
            "merge": (merge_ticket, MergeTicket(about.id, other.id)),
            "apart": (unmerge, Unmerge(other.id)),
            "undo": (undo, Undo()),
        }
        return wishes[what]

    def assert_owed(self) -> None:
        """B8: what a customer owes us by having a ball is open only while he has it, and ended as its time says."""
        with self.store.reading() as connection:
            holders = {row.id: row.ball for row in connection.execute(select(ticket.c.id, ticket.c.ball))}
            rows = connection.execute(select(promise).where(promise.c.by_ball)).all()
        for row in rows:
            assert row.side == "theirs"
            if row.state == "open":
                assert holders[row.ticket_id] == "customer"
            elif row.told_at is not None:
                assert in_time(row.due_at, row.told_at) == (row.state != "broken")

    def assert_sound(self) -> None:
        """Every open ticket has what it needs, and an appointment has a ball only while it is ahead."""
        with self.store.reading() as connection:
            for row in connection.execute(select(ticket).where(ticket.c.closed_at.is_(None))):
                assert row.ball in BALLS
                assert row.next_step
                assert row.due_at is not None
                assert row.ball_who or row.ball not in ELSEWHERE
                holder = holder_now(row.ball, row.due_at, self.now)
                assert holder == "us" or row.due_at > self.now
                assert holder != "appointment" or row.due_at <= last_end(connection, row.id, self.now)


def _ball(chosen: int, due: datetime) -> Ball:
    holder = BALLS[chosen % 4]
    return Ball(holder, "step" if chosen % 5 else "", due if chosen % 7 else None, "Calvet" if chosen % 3 else "")


def last_end(connection: Connection, ticket_id: int, now: datetime) -> datetime:
    """When the last appointment ends that stands for the ticket; ``now`` where none does."""
    query = select(appointment.c.ends_at).where(
        appointment.c.ticket_id == ticket_id, appointment.c.state.not_in(OVER | RELEASED)
    )
    ends: list[datetime] = list(connection.scalars(query))
    return max([now, *ends])


@settings(max_examples=25)
@given(STEPS)
def test_i1_i2_an_open_ticket_has_one_holder_one_step_and_one_date(copying: Copies, steps: list[Step]) -> None:
    with copying() as place:
        work = Work(place, open_store(place))
        try:
            for step in steps:
                work.do(*step)
                work.assert_sound()
                work.assert_owed()
            assert check(work.store).findings == ()
        finally:
            work.store.close()


@settings(max_examples=25)
@given(holder=st.sampled_from(BALLS), minutes=st.integers(-600, 600))
def test_i1_the_date_alone_decides_whose_turn_it_is(holder: str, minutes: int) -> None:
    due = NOW + timedelta(minutes=minutes)
    assert holder_now(holder, due, NOW) == ("us" if minutes <= 0 else holder)
    assert holder_now(holder, None, NOW) == holder


def test_i1_a_refused_step_leaves_nothing_behind(copying: Copies) -> None:
    with copying() as place:
        store = open_store(place)
        before = _contents(store)
        for wrong in (Ball("customer", "x", NOW + timedelta(1)), Ball("us", "", NOW), Ball("appointment", "x", None)):
            assert isinstance(perform(store, pass_ball, PassBall(1, wrong), DESKS[0], Clock(NOW)), Refusal)
        assert _contents(store) == before
        store.close()


def _contents(store: Store) -> list[Any]:
    with store.reading() as connection:
        return list(connection.execute(select(ticket)).all())
