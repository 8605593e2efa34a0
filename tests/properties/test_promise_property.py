"""Whatever desks do, however the clock runs and whoever goes away: no promise is silently late, moved or with nobody.

I7 over random sequences of writes, clock steps, absences, undos and restarts; M8: nobody promises one time twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dispatcher.actions.promise import give_promise
from dispatcher.actions.promise_attempt import attempt_promise
from dispatcher.actions.promise_hand import acknowledge_promise, hand_promise
from dispatcher.actions.promise_move import move_promise, withdraw_promise
from dispatcher.actions.record_ends import archive_record
from dispatcher.actions.records import save_record
from dispatcher.actions.undo import undo
from dispatcher.domain.calendar import to_local
from dispatcher.domain.colleague import Actor
from dispatcher.domain.promise import (
    OUTCOMES,
    AcknowledgePromise,
    GivePromise,
    HandPromise,
    MovePromise,
    PromiseAttempt,
    WithdrawPromise,
    block_of,
    collides,
    in_time,
    standing,
)
from dispatcher.domain.record import ArchiveRecord, SaveRecord
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.undo import Undo
from dispatcher.queries.promises import open_promises, promise_row
from dispatcher.store.place import Place
from dispatcher.store.schema import absence, promise
from dispatcher.store.store import open_store
from dispatcher.store.verify import check
from tests.actions import desk
from tests.actions.promise_desk import staff
from tests.actions.records_desk import new
from tests.properties.copies import Copies
from tests.properties.over_time import OfficeOverTime, Wish, offices_of

ZONE = "Europe/Berlin"
DESKS = (Actor(1, "mh", "dispatcher"), Actor(2, "wh", "dispatcher"), Actor(3, "pe", "dispatcher"))
WORK = (
    *("give", "give", "block", "block", "attempt", "move", "withdraw", "hand", "seen"),
    *("absence", "absence", "archive", "back", "stand in", "undo", "undo", "clock", "restart"),
)
STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(WORK), st.integers(0, 31), st.integers(0, 31)),
    min_size=10,
    max_size=40,
)
Step = tuple[int, str, int, int]
Rows = dict[int, Any]


def found(place: Place) -> None:
    """An office with three colleagues, one of whom has a stand-in, and a customer."""
    desk.found(place)
    store = open_store(place)
    staff(store)
    new(store, "customer", {"name": "Ladenwerk Thiele"})
    store.close()


offices = offices_of(found)


@dataclass
class Office(OfficeOverTime):
    """Where promises are given and people go away, and what must hold then."""

    before: dict[int, Rows] = field(default_factory=dict)
    """The promises as they were before each entry."""

    def rows(self, table: Any) -> Rows:
        with self.store.reading() as connection:
            return {row.id: row for row in connection.execute(select(table).order_by(table.c.id))}

    def do(self, step: Step) -> None:
        who, what, one, other = step
        if what == "clock":
            self.wait(15 * (one + 1))
        elif what == "restart":
            self.restart()
        elif (wish := self.wish(what, one, other)) is not None:
            before = self.rows(promise), self.rows(absence)
            outcome = self.save(wish, DESKS[who])
            if isinstance(outcome, Refusal):
                assert (self.rows(promise), self.rows(absence)) == before
            elif what == "undo":
                assert_back(before[0], self.rows(promise), self.before.get(outcome.ref, before[0]))
            else:
                self.before[outcome.seq] = before[0]

    def wish(self, what: str, one: int, other: int) -> Wish | None:
        promises, away = self.rows(promise), self.rows(absence)
        due = self.at(one)
        known: dict[str, Callable[[], Wish]] = {
            "give": lambda: (give_promise, self.promised(due, one, other, None)),
            "block": lambda: (give_promise, self.promised(due, one, other, 60)),
            "absence": lambda: (save_record, time_off(1 + other % 3, due, one)),
            "stand in": lambda: (save_record, stand_in(one, other)),
            "undo": lambda: (undo, Undo()),
        }
        if what in known:
            return known[what]()
        rows = away if what in ("archive", "back") else promises
        if not rows:
            return None
        ident = sorted(rows)[other % len(rows)]
        if what in ("archive", "back"):
            return archive_record, ArchiveRecord("absence", ident, archived=what == "archive")
        return about_promise(what, ident, one, due)

    def at(self, steps: int) -> datetime:
        """A full or half hour of the next four, so that wishes meet."""
        start = self.now.replace(minute=0, second=0, microsecond=0)
        return start + timedelta(minutes=30 * (steps % 8 + 2))

    def promised(self, due: datetime, one: int, other: int, minutes: int | None) -> GivePromise:
        return GivePromise(
            "theirs" if other % 5 == 0 else "ours",
            "call-back",
            due,
            customer=1,
            owner=1 + other % 3,
            stand_in=1 + one % 3 if other % 4 == 0 else None,
            due_from=due - timedelta(minutes=90) if one % 7 == 0 else None,
            minutes=minutes,
        )

    # --- what always holds ---

    def assert_i7(self) -> None:
        rows = self.rows(promise)
        with self.store.reading() as connection:
            listed = {row.id: row for row in open_promises(connection)}
            seen = {ident: promise_row(connection, ident) for ident in rows}
        assert listed.keys() == {ident for ident, row in rows.items() if row.state == "open"}
        for ident, row in rows.items():
            shown = seen[ident]
            assert shown is not None
            assert_ended_right(row)
            if row.state == "open":
                late = not in_time(row.due_at, self.now)
                assert (standing(shown, self.now) == "broken") is late
        self.assert_somebody_is_there(rows)
        self.assert_nothing_twice(rows)

    def assert_somebody_is_there(self, rows: Rows) -> None:
        away = [row for row in self.rows(absence).values() if not row.archived]
        for row in rows.values():
            if row.state == "open" and row.due_at > self.now:
                people = {row.owner_id, row.stand_in_id} - {None}
                gone = {one.colleague_id for one in away if covers(one, row.due_at)}
                assert people - gone, row

    def assert_nothing_twice(self, rows: Rows) -> None:
        followed = {row.follows_id for row in rows.values()}
        standing_ones = [
            row
            for ident, row in rows.items()
            if row.state == "open" and row.side == "ours" and ident not in followed and row.due_at > self.now
        ]
        for place, row in enumerate(standing_ones):
            for other in standing_ones[place + 1 :]:
                assert row.owner_id != other.owner_id or not collide(row, other), (row, other)


def about_promise(what: str, ident: int, one: int, due: datetime) -> Wish:
    outcome = list(OUTCOMES)[one % 4]
    again = due if one % 3 == 0 and one % 4 < 2 else None
    wishes: dict[str, Callable[[], Wish]] = {
        "attempt": lambda: (attempt_promise, PromiseAttempt(ident, outcome, new_due=again)),
        "move": lambda: (move_promise, MovePromise(ident, due, informed="T" if one % 2 else "")),
        "withdraw": lambda: (withdraw_promise, WithdrawPromise(ident, "solved", "T" if one % 2 else "")),
        "hand": lambda: (hand_promise, HandPromise(ident, 1 + one % 3)),
        "seen": lambda: (acknowledge_promise, AcknowledgePromise(ident)),
    }
    return wishes[what]()


def time_off(who: int, starts: datetime, hours: int) -> SaveRecord:
    ends = starts + timedelta(hours=hours + 1)
    values = {
        "starts": f"{to_local(starts, ZONE):%d.%m.%Y %H:%M}",
        "ends": "" if hours % 4 == 0 else f"{to_local(ends, ZONE):%d.%m.%Y %H:%M}",
    }
    return SaveRecord("absence", values, parent=("colleague", who))


def stand_in(one: int, other: int) -> SaveRecord:
    name = ("Harms", "Weiß", "Petersen")[other % 3] if one % 4 else ""
    return SaveRecord("colleague", {"stand_in": name}, 1 + one % 3)


def covers(away: Any, at: datetime) -> bool:
    return bool(away.starts_at <= at and (away.ends_at is None or at < away.ends_at))


def collide(row: Any, other: Any) -> bool:
    blocks = [block_of(each.due_at, each.due_from, each.minutes, each.keeps_free) for each in (row, other)]
    times = [(each.due_from or each.due_at, each.due_at) for each in (row, other)]
    return collides(blocks[0], blocks[1], times[0], times[1])


def assert_back(before: Rows, now: Rows, earlier: Rows) -> None:
    """What the undo changed is as it was before the entry that it took back; what that had made is withdrawn."""
    for ident, row in now.items():
        if told(row) != told(before[ident]):
            assert told(row) == told(earlier[ident]) if ident in earlier else row.state == "withdrawn"


def told(row: Any) -> dict[str, Any]:
    """A row without its version, which only counts on."""
    return {name: value for name, value in row._asdict().items() if name != "version"}


def assert_ended_right(row: Any) -> None:
    """In time it was kept, moved or withdrawn with a word; too late it is broken, and somebody was told. One that was
    taken back by an undo is withdrawn without a word."""
    assert (row.state == "open") == (row.closed_at is None)
    if row.state == "open" or (row.state == "withdrawn" and row.told_at is None):
        return
    assert row.told_at is not None
    assert in_time(row.due_at, row.told_at) == (row.state != "broken")


@settings(max_examples=25)
@given(STEPS)
def test_i7_no_promise_is_silently_late_moved_or_with_nobody(offices: Copies, steps: list[Step]) -> None:
    with offices() as place, Office(place) as office:
        for step in steps:
            office.do(step)
            office.assert_i7()
        assert check(office.store).findings == ()
