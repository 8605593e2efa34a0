"""X26: everything that is open when the desk changes hands is an item of the hand-over, in words to read out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dispatcher import locale
from dispatcher.actions.appointment import book
from dispatcher.actions.handover import hand_over
from dispatcher.actions.messages import missed_call, voicemail
from dispatcher.actions.note import file_note
from dispatcher.actions.office import Enrol, enrol
from dispatcher.actions.perform import perform
from dispatcher.actions.promise import give_promise
from dispatcher.actions.promise_attempt import attempt_promise
from dispatcher.actions.ticket import file_ticket
from dispatcher.domain.appointment import Book
from dispatcher.domain.ball import Ball
from dispatcher.domain.clock import Clock
from dispatcher.domain.contact import Note
from dispatcher.domain.handover import HandOver, Item
from dispatcher.domain.message import MissedCall, Voicemail
from dispatcher.domain.phrases import Office
from dispatcher.domain.promise import GivePromise, PromiseAttempt
from dispatcher.domain.ticket import FileTicket
from dispatcher.queries.handover import open_handovers, to_hand_over
from dispatcher.store.store import Store
from tests.actions.desk import DISPATCHER, NOW, customer_called, done, technician_called, ticket_of
from tests.actions.records_desk import new

EVENING = datetime(2026, 11, 23, 15, 55, tzinfo=UTC)
"""Mon 23.11.2026 16:55 in Berlin, shortly before the office closes."""
HOURS = timedelta(hours=1)


@pytest.fixture
def office(either: Store) -> Store:
    """An office of two, with a customer."""
    done(either, enrol, Enrol("mh", "Maria Harms", sign="mh"))
    done(either, enrol, Enrol("wh", "Wiebke Weiß", sign="wh"))
    customer_called(either, "Hotel Elbe")
    return either


def items(store: Store, now: datetime = EVENING, drafts: tuple[str, ...] = ()) -> list[Item]:
    with store.reading() as connection:
        return list(to_hand_over(connection, Office(now, "Europe/Berlin", "BE"), drafts, "mh"))


def texts(store: Store, now: datetime = EVENING, drafts: tuple[str, ...] = ()) -> list[str]:
    return [item.text for item in items(store, now, drafts)]


def test_x26_promises_until_the_next_shift_and_those_that_are_broken(office: Store) -> None:
    for what, due in (("call-back", 18.5), ("quote", 15), ("drawing", 33)):
        at = datetime(2026, 11, 22, 23, tzinfo=UTC) + due * HOURS
        done(office, give_promise, GivePromise("ours", what, at, customer=1, to="Ms Krause"))
    owed = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)
    done(office, give_promise, GivePromise("theirs", "names a date", owed, customer=1, to="Ms Krause"))
    assert texts(office) == [
        "promise 15:00 quote, Hotel Elbe (Ms Krause)",
        "promise 18:30 call-back, Hotel Elbe (Ms Krause)",
        "owed to us Tue 24.11. 06:30: names a date, Hotel Elbe (Ms Krause)",
    ]


def test_v9_the_note_on_a_colleagues_desk_stays_in_every_hand_over_until_it_is_done(office: Store) -> None:
    due = EVENING + 100 * HOURS
    note = done(office, give_promise, GivePromise("ours", "call the boss at once", due, colleague=2)).ref
    assert texts(office) == ["note for wh: call the boss at once, Fri 27.11. 20:55"]
    assert texts(office, EVENING + 24 * HOURS) == texts(office)
    done(office, attempt_promise, PromiseAttempt(note, "reached"))
    assert texts(office) == []


def test_b10_a_ball_that_a_customer_has_for_more_than_ten_working_days(office: Store) -> None:
    ball = Ball("customer", "will call", NOW + 48 * HOURS, "Ms Bonnard")
    done(office, file_ticket, FileTicket(1, "phone system", ball, reported=NOW - timedelta(days=33)))
    [item] = items(office)
    assert (item.kind, item.ref) == ("ball", 1)
    assert item.text == "ball with the customer since 21.10. (33 d): T-1001 Hotel Elbe, Ms Bonnard"


def test_x26_tomorrows_appointments_that_nobody_confirmed(office: Store) -> None:
    ticket, wolff = ticket_of(office, 1), technician_called(office, "WO", "Wolff")
    starts = datetime(2026, 11, 24, 12, tzinfo=UTC)
    done(office, book, Book(ticket, (wolff,), starts, starts + 2 * HOURS, "Europe/Berlin"))
    assert texts(office) == ["tomorrow unconfirmed: Hotel Elbe 13-15, WO"]
    friday_before = datetime(2026, 11, 20, 15, tzinfo=UTC)
    assert texts(office, friday_before) == []


def test_x26_who_is_absent_never_why(office: Store) -> None:
    technician = technician_called(office, "BR", "Brandt")
    new(office, "absence", {"starts": "23.11.2026", "ends": "27.11.2026"}, ("technician", technician))
    new(office, "absence", {"starts": "24.11.2026 12:00"}, ("colleague", 2))
    assert texts(office) == ["absent: Brandt until 27.11.", "absent from Tue 24.11. 12:00: Wiebke Weiß until unknown"]


def test_x26_two_of_the_same_name_are_absent_each_for_himself(office: Store) -> None:
    for code, last in (("MA", "24.11.2026"), ("MB", "27.11.2026")):
        technician = technician_called(office, code, "Michael Brandt")
        new(office, "absence", {"starts": "23.11.2026", "ends": last}, ("technician", technician))
    new(office, "absence", {"starts": "23.11.2026", "ends": "25.11.2026"}, ("colleague", 2))
    assert texts(office) == [
        "absent: Michael Brandt until 24.11.",
        "absent: Michael Brandt until 27.11.",
        "absent: Wiebke Weiß until 25.11.",
    ]


def test_x26_own_drafts(office: Store) -> None:
    assert texts(office, drafts=("note Lager 7",)) == ["draft open: note Lager 7 (mh)"]


def test_x26_messages_nobody_heard_and_calls_nobody_took(office: Store) -> None:
    done(office, voicemail, Voicemail("030 23125-471", "not at home before 12"))
    for minutes in (3, 2, 1):
        done(office, missed_call, MissedCall("030 23125-633", NOW - timedelta(minutes=minutes)))
    said = texts(office)
    assert any(one.startswith("voicemail unheard, 09:42") and one.endswith(": not at home before 12") for one in said)
    assert any(one.startswith("3 missed calls, last 09:41: ") for one in said)


def test_a11_a_customer_who_wants_to_leave_until_somebody_decides(office: Store) -> None:
    done(office, file_note, Note(1, "we are leaving", "in", "T", flags=("churn",)))
    assert texts(office) == ["churn risk undecided: Hotel Elbe, since 09:42"]


def test_x26_what_became_meanwhile_of_a_promise_that_was_handed_over_is_known(office: Store) -> None:
    promise = done(office, give_promise, GivePromise("ours", "call-back", EVENING + HOURS, customer=1)).ref
    done(office, hand_over, HandOver(tuple(items(office)), 2))
    done(office, attempt_promise, PromiseAttempt(promise, "reached"))
    with office.reading() as connection:
        [row] = open_handovers(connection)
    assert (row.ref, row.state) == (promise, "kept")


def test_x26_the_words_are_german_where_german_is_spoken(office: Store) -> None:
    locale.use("de")
    done(office, give_promise, GivePromise("ours", "Rückruf", EVENING + 20 * HOURS, colleague=2))
    assert texts(office, drafts=("Notiz Lager 7",)) == [
        "Notiz für wh: Rückruf, Di 24.11. 12:55",
        "Entwurf offen: Notiz Lager 7 (mh)",
    ]


def test_x26_an_endless_voicemail_is_cut_in_the_item_only(office: Store) -> None:
    done(office, voicemail, Voicemail("030 23125-471", "hello " * 2000))
    [item] = items(office)
    assert len(item.text) < 400
    outcome = perform(office, hand_over, HandOver((item,)), DISPATCHER, Clock(EVENING))
    assert getattr(outcome, "kind", "") == "handover"
