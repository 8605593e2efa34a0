"""What is to be confirmed, and when: the working day before at the site, at once at short notice, whatever lost its
opener (B3, B4)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from dispatcher.actions.appointment import book
from dispatcher.actions.confirm import insist
from dispatcher.domain.appointment import Book
from dispatcher.domain.confirming import Insist
from dispatcher.domain.imported import ImportedSite
from dispatcher.domain.queue import Rank, Situation, queue
from dispatcher.queries.visits import Ahead, ahead
from dispatcher.store.store import Store
from tests.actions.confirm_desk import embassy
from tests.actions.desk import HOUR, NINE_TOMORROW, NOW, customer_called, technician_called, ticket_of
from tests.actions.promise_desk import did, staff

ZONE = "Europe/Berlin"


def at(month: int, day: int, hour: int) -> datetime:
    """A wall time of Berlin in winter."""
    return datetime(2026, month, day, hour, tzinfo=UTC) - HOUR


def booked(store: Store, starts: datetime, state: str, now: datetime, name: str) -> int:
    """An appointment of two hours at a site in that federal state."""
    customer = customer_called(store, name, sites=(ImportedSite("", "Weg 1", "01067", "X", state),))
    command = Book(ticket_of(store, customer), (1,), starts, starts + HOUR, ZONE)
    return did(store, book, command, now)


def looked(store: Store, day: date, now: datetime) -> Ahead:
    with store.reading() as connection:
        return ahead(connection, day, ZONE, "BE", now)


def names(found: Ahead) -> list[str]:
    return [visit.customer_name for visit in found.visits]


def test_b3_a_monday_is_confirmed_on_friday(store: Store) -> None:
    technician_called(store)
    booked(store, at(11, 2, 8), "BE", at(10, 12, 8), "Botschaft")
    assert names(looked(store, date(2026, 10, 29), at(10, 29, 14))) == []
    assert names(looked(store, date(2026, 10, 30), at(10, 30, 14))) == ["Botschaft"]


def test_b3_the_day_of_repentance_lies_between_in_saxony_only(store: Store) -> None:
    technician_called(store)
    booked(store, at(11, 19, 8), "SN", at(11, 2, 8), "Dresden")
    booked(store, at(11, 19, 10), "BE", at(11, 2, 8), "Berlin")
    booked(store, at(11, 18, 10), "BE", at(11, 2, 8), "Berlin, Wednesday")
    assert names(looked(store, date(2026, 11, 16), at(11, 16, 9))) == []
    assert names(looked(store, date(2026, 11, 17), at(11, 17, 9))) == ["Berlin, Wednesday", "Dresden"]
    assert names(looked(store, date(2026, 11, 18), at(11, 18, 9))) == ["Dresden", "Berlin"]


def test_b3_at_short_notice_it_is_to_be_confirmed_at_once(store: Store) -> None:
    technician_called(store)
    booked(store, at(11, 23, 16), "BE", at(11, 20, 9), "of Friday")
    booked(store, at(11, 23, 14), "BE", NOW, "of just now")
    assert [visit.customer_name for visit in looked(store, date(2026, 11, 23), NOW).unsafe] == ["of just now"]
    last = looked(store, date(2026, 11, 23), at(11, 23, 15))
    assert [visit.customer_name for visit in last.unsafe] == ["of Friday"]


def test_b4_both_appointments_of_a_ticket_that_lost_their_opener_are_in_the_queue(store: Store) -> None:
    tarvonia = embassy(store)
    later = tarvonia.another(30)
    for visit in (tarvonia.visit, later):
        tarvonia.confirm(appointment=visit)
    assert looked(store, date(2026, 11, 23), NOW).unsafe == ()
    tarvonia.away()
    lost = looked(store, date(2026, 11, 23), NOW).unsafe
    assert [(one.appointment, one.unconfirmed) for one in lost] == [(1, "opener away"), (later, "opener away")]
    cards = queue(Situation(unconfirmed=lost), NOW)
    assert [(card.rank, card.appointment, card.text) for card in cards] == [
        (Rank.UNCONFIRMED, 1, "opener away"),
        (Rank.UNCONFIRMED, later, "opener away"),
    ]


def test_whom_to_call_is_who_opens_or_his_deputy_while_he_is_away(store: Store) -> None:
    from tests.actions.records_desk import edit

    tarvonia = embassy(store)
    edit(store, "person", 1, deputy="Frau Bonnard")
    edit(store, "person", 2, phone="030 23125-118")
    tarvonia.confirm()
    tarvonia.away(since="23.11.2026")
    (visit,) = looked(store, date(2026, 11, 23), NOW).unsafe
    told = visit.person, visit.phone, visit.is_deputy, visit.opener
    assert told == ("Frau Bonnard", "030 23125-118", True, "Calvet")


def test_whoever_is_called_stands_with_his_form_of_address_however_he_was_named(store: Store) -> None:
    from tests.actions.records_desk import edit

    tarvonia = embassy(store)
    assert called(store) == "Herr Calvet"
    tarvonia.confirm()
    tarvonia.away(since="24.11.2026")
    assert called(store) == "Herr Calvet"
    edit(store, "person", 1, form="")
    assert called(store) == "Calvet"


def test_who_only_stands_in_for_an_opener_is_called_behind_him(store: Store) -> None:
    from tests.actions.records_desk import edit

    embassy(store)
    edit(store, "person", 1, duties="opener")
    assert called(store) == "Herr Calvet"
    edit(store, "person", 2, duties="opener", deputy="Herr Calvet")
    assert called(store) == "Frau Bonnard"


def called(store: Store) -> str:
    """Who stands in the list of what is not safe."""
    (visit,) = looked(store, date(2026, 11, 23), NOW).unsafe
    return visit.person


def test_b12_what_the_customer_insists_on_is_not_asked_for_again(store: Store) -> None:
    staff(store)
    technician_called(store)
    visit = booked(store, NINE_TOMORROW, "BE", NOW - timedelta(days=4), "Botschaft")
    assert len(looked(store, date(2026, 11, 23), NOW).unsafe) == 1
    did(store, insist, Insist(visit, "just come"))
    found = looked(store, date(2026, 11, 23), NOW)
    assert (len(found.visits), found.unsafe) == (1, ())
