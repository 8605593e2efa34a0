"""Whatever desks book, move, let fall, cancel and take back: the ledger's rows are the changes of the slots, each with
who wanted it, why and who wrote it (I5), and an undo brings every row back or says what stands in the way (I18)."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dispatcher.actions.appointment import book
from dispatcher.actions.confirm import confirm
from dispatcher.actions.moving import cancel, fall_through, move
from dispatcher.actions.outcome import Done, Outcome
from dispatcher.actions.records import save_record
from dispatcher.actions.undo import undo
from dispatcher.domain.appointment import OVER, Book
from dispatcher.domain.colleague import Actor
from dispatcher.domain.confirming import Confirm
from dispatcher.domain.moving import COUNTED, PARTIES, REASONS, CancelAppointment, FallThrough, MoveAppointment
from dispatcher.domain.record import SaveRecord
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.undo import Undo
from dispatcher.queries.moves import move_counts, moves_of
from dispatcher.store.place import Place
from dispatcher.store.schema import appointment, assignment, promise, ticket
from dispatcher.store.schema import move as ledger
from dispatcher.store.store import open_store
from dispatcher.store.verify import check
from tests.actions import desk
from tests.actions.promise_desk import staff
from tests.properties.copies import Copies
from tests.properties.over_time import OfficeOverTime, Wish, offices_of

ZONE = "Europe/Berlin"
TICKETS, CREW = (1, 2), (1, 2, 3)
DESKS = (Actor(1, "mh", "dispatcher"), Actor(2, "wh", "service manager"))
NOUNS = (appointment, assignment, ticket, promise, ledger)
WORK = (
    *("book", "book", "move", "move", "move", "push", "crew", "confirm"),
    *("fall", "cancel", "away", "undo", "undo", "undo", "clock", "restart"),
)
STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(WORK), st.integers(0, 31), st.integers(0, 31)),
    min_size=8,
    max_size=30,
)
Step = tuple[int, str, int, int]
OTHERS_CREW_BETWEEN: list[Step] = [
    (0, "book", 30, 29),
    (0, "book", 18, 22),
    (0, "book", 0, 0),
    (0, "crew", 0, 14),
    (1, "cancel", 0, 0),
    (0, "crew", 18, 1),
    (1, "undo", 0, 0),
]
"""Between a cancellation and its undo by the one who made it, another desk sends somebody else to another visit."""
Rows = dict[str, dict[int, dict[str, Any]]]


def found(place: Place) -> None:
    """Three colleagues, two customers with a ticket each, three technicians."""
    desk.found(place)
    store = open_store(place)
    staff(store)
    for name in ("Praxis Hahn", "Kita West"):
        desk.ticket_of(store, desk.customer_called(store, name))
    for code, name in (("LO", "Lorenz"), ("NO", "Nowak"), ("OK", "Okafor")):
        desk.technician_called(store, code, name)
    store.close()


offices = offices_of(found)


@dataclass
class Office(OfficeOverTime):
    """Where appointments are booked, moved and taken back, and what must hold then."""

    before: dict[int, Rows] = field(default_factory=dict)
    """The rows as they were before each entry."""
    gone_with: dict[int, set[int]] = field(default_factory=dict)
    """By entry: the assignments that it took away."""
    moved: dict[int, tuple[int, str]] = field(default_factory=dict)
    """By entry: the ticket and the party of each move that counts and was not taken back."""

    own: Counter[int] = field(default_factory=Counter)
    """How many entries each desk can take back, so that none reaches behind the first step."""

    def rows(self) -> Rows:
        with self.store.reading() as connection:
            return {
                str(table.name): {row["id"]: dict(row) for row in connection.execute(select(table)).mappings()}
                for table in NOUNS
            }

    def do(self, step: Step) -> None:
        who, what, one, other = step
        if what == "clock":
            self.wait(30 * (one + 1))
        elif what == "undo" and not self.own[who]:
            return
        elif what == "restart":
            self.restart()
        else:
            before = self.rows()
            if (wish := self.wish(what, one, other, before)) is not None:
                outcome = self.save(wish, DESKS[who])
                self.settle(what, wish[1], outcome, before)
                if isinstance(outcome, Done):
                    self.own[who] += -1 if what == "undo" else 1

    def settle(self, what: str, command: object, outcome: Outcome, before: Rows) -> None:
        """What a step must have left behind."""
        if isinstance(outcome, Refusal):
            assert self.rows() == before, "a refusal changed something"
        elif what == "undo":
            self.moved.pop(outcome.ref, None)
            if outcome.ref in self.before:
                self.assert_back(outcome.ref)
        else:
            self.before[outcome.seq] = before
            self.gone_with[outcome.seq] = before["assignment"].keys() - self.rows()["assignment"].keys()
            self.count(command, outcome, before)

    def count(self, command: object, outcome: Done, before: Rows) -> None:
        if isinstance(command, MoveAppointment | FallThrough):
            was = before["appointment"][command.appointment]
            slot = (command.starts, command.ends) if isinstance(command, MoveAppointment) else None
            if slot != (was["starts_at"], was["ends_at"]):
                self.moved[outcome.seq] = was["ticket_id"], command.asked_by

    def wish(self, what: str, one: int, other: int, rows: Rows) -> Wish | None:
        starts = self.now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1 + one % 12)
        ends = starts + timedelta(minutes=30 * (1 + other % 3))
        crew = CREW[: 1 + one % 2] if other % 2 else (CREW[other % 3],)
        if what == "undo":
            return undo, Undo()
        if what == "away":
            values = dict.fromkeys(("starts", "ends"), f"{starts:%d.%m.%Y}")
            return save_record, SaveRecord("absence", values, parent=("technician", CREW[one % 3]))
        visits = sorted(rows["appointment"])
        standing = [ident for ident in visits if rows["appointment"][ident]["state"] not in OVER]
        if what == "book" or not standing:
            window = (starts, starts + timedelta(hours=2)) if other % 3 else None
            return book, Book(TICKETS[other % 2], crew, starts, ends, ZONE, window=window, travel_minutes=0)
        chosen = standing if one % 8 else visits
        return self.about(what, chosen[other % len(chosen)], (starts, ends), crew, one)

    def about(self, what: str, ident: int, slot: tuple[datetime, datetime], crew: tuple[int, ...], one: int) -> Wish:
        party, reason = [*PARTIES][one % 4], [*REASONS][one % 9]
        if what == "confirm":
            return confirm, Confirm(ident, opener_name="Frau Hahn", no_deputy=True)
        if what == "cancel":
            return cancel, CancelAppointment(ident, party)
        if what == "fall":
            return fall_through, FallThrough(ident, party, reason, "weil")
        override = "muss sein" if what == "push" else ""
        who = crew if what == "crew" or one % 5 == 0 else None
        if what == "crew":
            with self.store.reading() as connection:
                query = select(appointment.c.starts_at, appointment.c.ends_at).where(appointment.c.id == ident)
                slot = tuple(connection.execute(query).one())
        return move, MoveAppointment(ident, *slot, who, party, reason, "weil", travel_minutes=0, override=override)

    # --- what always holds ---

    def assert_back(self, seq: int) -> None:
        """The rows that the entry changed are what they were before it; what it added is put away."""
        then, now = self.before[seq], self.rows()
        (entry,) = [one for one in desk.entries(self.store) if one.seq == seq]
        for subject, values in entry.said.get("set", {}).items():
            name, _colon, ident = subject.rpartition(":")
            if name in ("appointment", "assignment", "ticket") and values.keys() != {"version"}:
                assert_put_back(then[name].get(int(ident)), now[name].get(int(ident)))
        for ident in self.gone_with[seq]:
            assert_put_back(then["assignment"][ident], now["assignment"].get(ident))

    def assert_i5(self) -> None:
        """The fold of the ledger is the plan, and each row says all it has to."""
        rows = self.rows()
        booked = {entry.said["result"]["ref"]: entry for entry in desk.entries(self.store, "book")}
        for ident, visit in rows["appointment"].items():
            told = [row for _ident, row in sorted(rows["move"].items()) if row["appointment_id"] == ident]
            slot: tuple[Any, ...] = (*map(datetime.fromisoformat, slot_of(booked[ident])), crew_of(booked[ident]))
            for row in told:
                assert row["asked_by"] in PARTIES
                assert row["reason"]
                assert row["author_id"] in (1, 2)
                assert row["happened_at"] <= self.now + timedelta(minutes=1)
                assert (row["old_starts_at"], row["old_ends_at"], row["old_crew"]) == slot
                slot = row["new_starts_at"], row["new_ends_at"], row["new_crew"]
            if visit["state"] in ("cancelled", "fell through"):
                assert slot == (None, None, "") or self.is_put_away(ident)
            else:
                assert slot == (visit["starts_at"], visit["ends_at"], self.crew(rows, ident))

    def is_put_away(self, ident: int) -> bool:
        """Whether the booking itself was taken back."""
        undone = {entry.said["undoes"] for entry in desk.entries(self.store, "undo")}
        return any(one.seq in undone and one.said["result"]["ref"] == ident for one in desk.entries(self.store, "book"))

    def crew(self, rows: Rows, ident: int) -> str:
        codes = {1: "LO", 2: "NO", 3: "OK"}
        goes = [one["technician_id"] for one in rows["assignment"].values() if one["appointment_id"] == ident]
        return ", ".join(sorted(codes[technician] for technician in goes))

    def assert_counts(self) -> None:
        """The moves by party are those that were made and not taken back, for each ticket."""
        for number in TICKETS:
            with self.store.reading() as connection:
                counts, told = asdict(move_counts(connection, number)), moves_of(connection, number)
            mine = Counter(party for ident, party in self.moved.values() if ident == number)
            assert {party: counts[party] for party in PARTIES} == {party: mine[party] for party in PARTIES}
            assert Counter(row.asked_by for row in told if row.counts) == mine
            assert all(row.kind in COUNTED for row in told if row.counts)


def slot_of(entry: desk.Entry) -> tuple[str, str]:
    return entry.said["starts"], entry.said["ends"]


def crew_of(entry: desk.Entry) -> str:
    return ", ".join(entry.said["technicians"])


def assert_put_back(then: dict[str, Any] | None, now: dict[str, Any] | None) -> None:
    if then is None:
        assert now is None or now.get("state") == "cancelled" or now.get("active") is False
    else:
        assert now is not None
        assert {**now, "version": 0} == {**then, "version": 0}


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(steps=STEPS)
@example(steps=OTHERS_CREW_BETWEEN)
def test_i5_i18_the_ledger_folds_to_the_plan_and_undo_brings_it_back(offices: Copies, steps: list[Step]) -> None:
    with offices() as place, Office(place) as office:
        for step in steps:
            office.do(step)
            office.assert_counts()
        office.assert_i5()
        assert check(office.store).findings == ()
