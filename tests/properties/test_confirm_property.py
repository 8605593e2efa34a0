"""Whatever desks do: confirmed is an appointment that a named person opens who is there that day, with a deputy or the
word that there is none, registered where the site asks, told a window it begins in, and proved by an entry (I3).

Over random confirmations, absences, moves, undos and clock steps, on both databases.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dispatcher.actions.appointment import book
from dispatcher.actions.confirm import confirm, insist
from dispatcher.actions.moving import cancel, fall_through, move
from dispatcher.actions.record_ends import archive_record
from dispatcher.actions.records import save_record
from dispatcher.actions.undo import undo
from dispatcher.domain.appointment import Book
from dispatcher.domain.calendar import day_bounds, local_day
from dispatcher.domain.confirming import Confirm, Insist
from dispatcher.domain.imported import ImportedPerson, ImportedSite
from dispatcher.domain.moving import CancelAppointment, FallThrough, MoveAppointment
from dispatcher.domain.record import ArchiveRecord, SaveRecord
from dispatcher.domain.undo import Undo
from dispatcher.store.place import Place
from dispatcher.store.schema import absence, appointment, contact_person, journal, journal_link, ticket
from dispatcher.store.store import open_store
from dispatcher.store.verify import check
from tests.actions import desk
from tests.actions.desk import HOUR, NINE_TOMORROW, customer_called, technician_called, ticket_of
from tests.actions.promise_desk import MH, WH, staff
from tests.properties.copies import Copies
from tests.properties.over_time import OfficeOverTime, Wish, offices_of

ZONE = "Europe/Berlin"
DAY = timedelta(days=1)
WORK = (
    *("confirm", "confirm", "confirm", "insist", "move", "move", "absence", "absence", "archive", "back"),
    *("leave", "fall", "cancel", "undo", "undo", "clock"),
)
STEPS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(WORK), st.integers(0, 31), st.integers(0, 31)),
    min_size=8,
    max_size=30,
)
Step = tuple[bool, str, int, int]


def found(place: Place) -> None:
    """A customer behind a lock and one with an open door; two people and two appointments each, a day apart."""
    desk.found(place)
    store = open_store(place)
    staff(store)
    technician_called(store)
    for number, access in enumerate(("security lock", "open")):
        people = (ImportedPerson(f"Calvet{number}"), ImportedPerson(f"Bonnard{number}"))
        site = ImportedSite("", place="Berlin", state="BE", access_class=access)
        made = ticket_of(store, customer_called(store, f"Customer {number}", sites=(site,), people=people))
        for day in range(2):
            starts = NINE_TOMORROW + day * DAY + number * 3 * HOUR
            desk.done(store, book, Book(made, (1,), starts, starts + HOUR, ZONE, travel_minutes=0))
    store.close()


offices = offices_of(found)


class Office(OfficeOverTime):
    """What people confirm, move and take time off in, and what must hold then."""

    def rows(self, table: Any) -> list[Any]:
        with self.store.reading() as connection:
            return list(connection.execute(select(table).order_by(*table.primary_key.columns)))

    def do(self, step: Step) -> None:
        is_other, what, one, other = step
        if what == "clock":
            self.wait(20 * (one + 1))
            return
        wish = self.wish(what, one, other)
        if wish is not None:
            self.save(wish, WH if is_other else MH)

    def wish(self, what: str, one: int, other: int) -> Wish | None:
        visits = self.rows(appointment)
        visit = visits[one % len(visits)]
        of_visit: dict[str, Callable[[], Wish]] = {
            "confirm": lambda: (confirm, said(visit, other)),
            "insist": lambda: (insist, Insist(visit.id, "just come")),
            "move": lambda: (move, moved(visit, other)),
            "fall": lambda: (fall_through, FallThrough(visit.id, "customer", "wish")),
            "cancel": lambda: (cancel, CancelAppointment(visit.id, "customer")),
            "absence": lambda: (save_record, self.time_off(one, other)),
            "leave": lambda: (archive_record, ArchiveRecord("person", 1 + other % 4, archived=other < 8)),
            "undo": lambda: (undo, Undo()),
        }
        if what in of_visit:
            return of_visit[what]()
        away = self.rows(absence)
        if not away:
            return None
        return archive_record, ArchiveRecord("absence", away[other % len(away)].id, archived=what == "archive")

    def time_off(self, one: int, other: int) -> SaveRecord:
        first = local_day(self.now + (other % 4) * DAY, ZONE)
        values = {"starts": f"{first:%d.%m.%Y}", "ends": f"{first + (one % 3) * DAY:%d.%m.%Y}" if one % 4 else ""}
        return SaveRecord("absence", values, parent=("person", 1 + other % 4))

    def assert_confirmed_right(self) -> None:
        """I3 for every appointment as it stands."""
        people = {one.id: one for one in self.rows(contact_person)}
        away = [one for one in self.rows(absence) if not one.archived]
        owners = {one.id: one.customer_id for one in self.rows(ticket)}
        for visit in self.rows(appointment):
            if visit.state != "confirmed":
                assert visit.confirmed_seq is None or visit.state in ("fell through", "cancelled"), visit
                continue
            assert visit.opener_id is not None or visit.opener
            assert visit.no_deputy or visit.deputy_id is not None or visit.deputy
            assert visit.window_from <= visit.starts_at < visit.window_until
            if owners[visit.ticket_id] == 1:
                assert visit.registered
            assert ("confirm", visit.id) in self.proof(visit.confirmed_seq)
            if visit.opener_id is None or visit.starts_at <= self.now:
                continue
            assert not people[visit.opener_id].archived
            first, last = day_bounds(local_day(visit.starts_at, ZONE), ZONE)
            mine = [one for one in away if one.person_id == visit.opener_id]
            assert not [one for one in mine if one.starts_at < last and (one.ends_at is None or one.ends_at > first)]

    def proof(self, seq: int) -> list[tuple[str, int]]:
        query = select(journal.c.verb, journal_link.c.ref).join(journal_link, journal_link.c.seq == journal.c.seq)
        with self.store.reading() as connection:
            mine = query.where(journal.c.seq == seq, journal_link.c.kind == "appointment")
            return [(verb, ref) for verb, ref in connection.execute(mine)]


def said(visit: Any, other: int) -> Confirm:
    """Answers as people give them: often whole, now and then with a gap, by id or by name."""
    first = 1 if visit.ticket_id == 1 else 3
    opener, deputy = (first, first + 1) if other % 2 else (first + 1, first)
    return Confirm(
        visit.id,
        opener=opener if other % 7 else None,
        opener_name="" if other % 7 or other % 3 else "a porter",
        deputy=deputy if other % 5 else None,
        no_deputy=not other % 5,
        registered="the gate" if other % 4 else "",
        registers="" if other % 4 else "a porter",
    )


def moved(visit: Any, other: int) -> MoveAppointment:
    """Some quarters of an hour or days away; now and then with a window of its own."""
    starts = visit.starts_at + (other % 5 - 2) * timedelta(minutes=15) + (other % 3 - 1) * DAY
    window = (starts, starts + HOUR) if other % 6 == 0 else None
    return MoveAppointment(
        visit.id, starts, starts + HOUR, None, "us", "traffic", window=window, travel_minutes=0, override="it must be"
    )


@settings(max_examples=25)
@given(STEPS)
def test_i3_confirmed_is_what_somebody_who_is_there_said(offices: Copies, steps: list[Step]) -> None:
    with offices() as place, Office(place) as office:
        for step in steps:
            office.do(step)
            office.assert_confirmed_right()
        assert check(office.store).findings == ()
