"""Whatever is merged, taken apart, undone, booked and noted in whatever order: no text and no number is lost, the
oldest age survives, every open ticket keeps one ball, step and date, and taking apart gives back what was (I1, I2,
I17)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dispatcher.actions.appointment import book
from dispatcher.actions.chaser import link_chaser
from dispatcher.actions.merge import merge_ticket
from dispatcher.actions.note import file_note
from dispatcher.actions.outcome import Done
from dispatcher.actions.perform import perform
from dispatcher.actions.ticket import file_ticket
from dispatcher.actions.undo import undo
from dispatcher.actions.unmerge import unmerge
from dispatcher.domain.appointment import OVER, RELEASED, Book
from dispatcher.domain.ball import Ball, holder_now
from dispatcher.domain.clock import Clock
from dispatcher.domain.contact import Note
from dispatcher.domain.merging import LinkChaser, MergeTicket, Unmerge
from dispatcher.domain.ticket import FileTicket
from dispatcher.domain.undo import Undo
from dispatcher.queries.tickets import ticket_as_filed, ticket_by_number, ticket_detail
from dispatcher.store.place import Place
from dispatcher.store.schema import appointment, ticket
from dispatcher.store.store import Store, open_store
from dispatcher.store.verify import check
from tests.actions.desk import DISPATCHER, NOW, customer_called, found, technician_called
from tests.properties.copies import Copies
from tests.properties.over_time import offices_of

VERBS = ("file", "join", "merge", "merge", "apart", "book", "ball", "asks", "link", "undo", "wait", "again")
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 9), st.integers(0, 9)), min_size=4, max_size=14)
Step = tuple[str, int, int]
Rows = list[dict[str, Any]]


office = offices_of(found)


@dataclass
class Desk:
    """A desk with two customers, a clock that is set forward, and what every ticket said when it was filed."""

    store: Store
    place: Place
    now: datetime = NOW
    customers: list[int] = field(default_factory=list)
    said: dict[int, str] = field(default_factory=dict)

    def begin(self) -> None:
        self.customers = [customer_called(self.store, name) for name in ("Botschaft", "Hotel Elbe")]
        technician_called(self.store)

    def rows(self, table: Any = ticket) -> Rows:
        with self.store.reading() as connection:
            return [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()]

    def do(self, action: Callable[..., Any], command: object) -> Any:
        return perform(self.store, action, command, DISPATCHER, Clock(self.now))

    def step(self, verb: str, one: int, other: int) -> None:
        rows = self.rows()
        if verb == "wait":
            self.now += timedelta(hours=7 * (1 + one))
        elif verb == "again":
            self.store.close()
            self.store = open_store(self.place)
        elif verb in ("file", "join") or len(rows) < 2:
            self.file(one, other, rows[other % len(rows)]["id"] if verb == "join" and rows else None)
        else:
            self.verb(verb, rows[one % len(rows)], rows[other % len(rows)], other)

    def file(self, one: int, other: int, joins: int | None) -> None:
        text = f"report {len(self.said) + 1}"
        holder = ("us", "customer", "other")[other % 3]
        ball = Ball(holder, "next", self.now + timedelta(hours=1 + one), "" if holder == "us" else "Calvet")
        report = FileTicket(
            self.customers[one % 2], text, ball, urgent=other > 7,
            reported=self.now - timedelta(days=one), joins=joins,
        )  # fmt: skip
        outcome = self.do(file_ticket, report)
        if isinstance(outcome, Done):
            assert outcome.number is not None
            self.said[outcome.number] = text

    def verb(self, verb: str, one: dict[str, Any], other: dict[str, Any], at: int) -> None:
        starts = self.now + timedelta(hours=2 + at)
        commands: dict[str, tuple[Callable[..., Any], object]] = {
            "merge": (merge_ticket, MergeTicket(one["id"], other["id"])),
            "apart": (unmerge, Unmerge(one["id"])),
            "book": (book, Book(one["id"], (1,), starts, starts + timedelta(hours=1), "Europe/Berlin")),
            "ball": (
                file_note,
                Note(one["customer_id"], "x", ticket=one["id"], ball=Ball("customer", "calls", starts, "Calvet")),
            ),
            "asks": (file_note, Note(one["customer_id"], "when?", ticket=one["id"], chases=True)),
            "link": (link_chaser, LinkChaser(one["id"], report=other["id"])),
            "undo": (undo, Undo()),
        }
        before = self.rows()
        outcome = self.do(*commands[verb])
        if verb == "merge" and isinstance(outcome, Done):
            self.assert_oldest_stays(before, one, outcome)

    # --- what must hold ---

    def assert_oldest_stays(self, before: Rows, one: dict[str, Any], outcome: Done) -> None:
        after = {row["id"]: row for row in self.rows()}
        ended = [row for row in before if row["closed_at"] is None and after[row["id"]]["closed_at"] is not None]
        (report,) = ended
        stays = next(row for row in before if row["id"] == outcome.ref)
        assert (stays["reported_at"], stays["number"]) < (report["reported_at"], report["number"])
        assert after[stays["id"]]["reported_at"] == stays["reported_at"]
        assert after[stays["id"]]["urgent"] == (stays["urgent"] or report["urgent"])

    def assert_sound(self) -> None:
        rows = self.rows()
        standing = {row["ticket_id"] for row in self.rows(appointment) if self.stands(row)}
        for row in rows:
            assert (row["merged_into_id"] is not None) == (row["state"] == "merged")
            if row["closed_at"] is None:
                self.assert_ball(row, standing)
        self.assert_every_number(rows)
        assert check(self.store).findings == ()

    def stands(self, row: dict[str, Any]) -> bool:
        return row["ends_at"] > self.now and row["state"] not in RELEASED | OVER

    def assert_ball(self, row: dict[str, Any], standing: set[int]) -> None:
        assert row["ball"]
        assert row["next_step"]
        assert row["due_at"] is not None
        assert row["ball"] not in ("customer", "other") or row["ball_who"]
        if holder_now(row["ball"], row["due_at"], self.now) == "appointment":
            assert row["id"] in standing

    def assert_every_number(self, rows: Rows) -> None:
        """Each number finds its text, under the ticket that stands for it; the counts are those of the reports."""
        counted = {row["id"]: 0 for row in rows}
        with self.store.reading() as connection:
            for row in rows:
                stands, filed = ticket_by_number(connection, row["number"]), ticket_as_filed(connection, row["number"])
                assert stands is not None
                assert stands.merged_into is None
                assert filed is not None
                assert filed.title == self.said[row["number"]]
                counted[stands.id] += 1
                detail = ticket_detail(connection, row["id"])
                assert detail is not None
                texts = [detail.row.title, *(line.text for line in detail.reports)]
                assert self.said[row["number"]] in texts
                assert detail.row.reported <= row["reported_at"]
        for row in rows:
            if row["merged_into_id"] is None:
                assert row["reports"] == counted[row["id"]]


def played(desk: Desk, steps: list[Step]) -> None:
    desk.begin()
    for step in steps:
        desk.step(*step)
        desk.assert_sound()
    for row in reversed(desk.rows()):
        if row["state"] == "merged":
            assert isinstance(desk.do(unmerge, Unmerge(row["id"])), Done)
    desk.assert_sound()
    assert all(row["reports"] == 1 for row in desk.rows())


@settings(max_examples=30)
@given(steps=STEPS)
def test_i17_nothing_is_lost_whatever_is_merged_and_taken_apart(office: Copies, steps: list[Step]) -> None:
    with office() as place:
        desk = Desk(open_store(place), place)
        try:
            played(desk, steps)
        finally:
            desk.store.close()
