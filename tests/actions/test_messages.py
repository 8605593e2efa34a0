"""Calls nobody took and voicemails are entries and wait for a hand, until somebody settles them (N6, X15)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from dispatcher.actions.appointment import book
from dispatcher.actions.messages import missed_call, settle_message, voicemail
from dispatcher.actions.note import file_note
from dispatcher.actions.office import Enrol, enrol
from dispatcher.actions.perform import perform
from dispatcher.actions.undo import undo
from dispatcher.domain.appointment import Book
from dispatcher.domain.clock import Clock
from dispatcher.domain.contact import Note
from dispatcher.domain.imported import ImportedNumber, ImportedPerson
from dispatcher.domain.message import MissedCall, SettleMessage, Voicemail, is_repeated, most_together
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.undo import Undo
from dispatcher.queries.history import history
from dispatcher.queries.message_rows import MessageRow
from dispatcher.queries.messages import open_messages, unheard
from dispatcher.queries.telling import signs, told
from dispatcher.store.schema import message
from dispatcher.store.store import Store
from tests.actions.desk import (
    DISPATCHER,
    HOUR,
    NINE_TOMORROW,
    NOW,
    assert_sound,
    customer_called,
    done,
    entries,
    refused,
    row,
    technician_called,
    ticket_of,
)

MINUTE = timedelta(minutes=1)
OWN = "030 23125-471"


def sandner_of(store: Store) -> int:
    done(store, enrol, Enrol("mh", "Maria Hansen"))
    phone = ImportedNumber("phone", "+493023125471", OWN)
    return customer_called(store, "Sandner Druck", people=(ImportedPerson("Sandner", "Herr", numbers=(phone,)),))


def waiting(store: Store) -> tuple[MessageRow, ...]:
    with store.reading() as connection:
        return open_messages(connection)


def newest(store: Store, customer: int) -> str:
    with store.reading() as connection:
        found = max(history(connection, customer).rows, key=lambda one: one.seq)
    return f"{signs(found)} {told(found, 'Europe/Berlin')}"


def ringing(store: Store, *minutes: int, number: str = OWN) -> int:
    """Calls so many minutes ago; the id of the last."""
    return [done(store, missed_call, MissedCall(number, NOW - minute * MINUTE)).ref for minute in minutes][-1]


def test_n6_three_calls_in_a_quarter_of_an_hour_are_one_caller_who_looks_for_us(either: Store) -> None:
    sandner = sandner_of(either)
    ringing(either, 14, 9)
    (twice,) = waiting(either)
    assert (twice.count, is_repeated(twice.count)) == (2, False)
    last = done(either, missed_call, MissedCall("+49 (0)30 23125471", NOW)).ref
    (found,) = waiting(either)
    assert (found.id, found.customer, found.customer_name, found.person) == (
        last,
        sandner,
        "Sandner Druck",
        "Herr Sandner",
    )
    assert (found.count, found.calls, is_repeated(found.count)) == (3, 3, True)
    assert (found.first, found.came) == (NOW - 14 * MINUTE, NOW)
    assert newest(either, sandner) == f"<T missed call: {OWN}"
    assert_sound(either)


def test_n6_calls_far_from_each_other_are_no_alarm(store: Store) -> None:
    ringing(store, 60, 40, 16, 0)
    (found,) = waiting(store)
    assert (found.count, found.calls) == (1, 4)


@pytest.mark.parametrize(
    ("minutes", "most"), [((), 0), ((0,), 1), ((0, 15), 2), ((0, 16), 1), ((0, 1, 40, 41, 42), 3), ((0, 7, 15, 16), 3)]
)
def test_n6_the_most_calls_within_a_quarter_of_an_hour(minutes: tuple[int, ...], most: int) -> None:
    assert most_together(NOW + minute * MINUTE for minute in reversed(minutes)) == most


def test_n6_a_word_with_the_customer_settles_his_calls_and_an_internal_note_does_not(either: Store) -> None:
    sandner = sandner_of(either)
    ringing(either, 14, 9, 0)
    done(either, file_note, Note(sandner, "looks for us, who calls him?"))
    assert len(waiting(either)) == 1
    done(either, file_note, Note(sandner, "wants a date", "out", "T"))
    assert waiting(either) == ()
    assert row(either, message, 1)["settled_by_id"] == DISPATCHER.id
    done(either, undo, Undo())
    assert [one.calls for one in waiting(either)] == [3]
    assert_sound(either)


def test_n6_a_call_in_vain_leaves_his_calls_waiting(store: Store) -> None:
    sandner = sandner_of(store)
    ringing(store, 5)
    done(store, file_note, Note(sandner, "no answer  030 23125-471", "out", "T", in_vain=True))
    assert len(waiting(store)) == 1


def test_n6_a_note_about_yesterday_does_not_settle_the_call_of_today(store: Store) -> None:
    sandner = sandner_of(store)
    ringing(store, 5)
    done(store, file_note, Note(sandner, "wanted a date", "in", "T", happened=NOW - 24 * HOUR))
    assert len(waiting(store)) == 1


def test_who_is_called_back_is_settled_with_all_his_calls_and_by_one_colleague_only(either: Store) -> None:
    sandner = sandner_of(either)
    last = ringing(either, 3, 2, 1)
    ringing(either, 1, number="0341 99887766")
    done(either, settle_message, SettleMessage(last, "has rung us himself"))
    assert [one.number for one in waiting(either)] == ["0341 99887766"]
    assert newest(either, sandner) == "i  message settled: has rung us himself"
    assert (
        refused(either, settle_message, SettleMessage(last)).sentence == "That was settled already: mh, 23.11. 09:42."
    )
    done(either, undo, Undo())
    assert len(waiting(either)) == 2
    assert_sound(either)


def test_somebody_who_looked_at_an_older_state_is_told_so(store: Store) -> None:
    last = ringing(store, 1)
    outcome = perform(store, settle_message, SettleMessage(last, seen=7), DISPATCHER, Clock(NOW))
    assert isinstance(outcome, Refusal)
    assert outcome.code == "conflict"


def test_a_voicemail_is_unheard_until_somebody_says_so(either: Store) -> None:
    sandner = sandner_of(either)
    kept = done(either, voicemail, Voicemail(OWN, "nicht vor 12 zu Hause")).ref
    done(either, file_note, Note(sandner, "spoke about something else", "out", "T"))
    (found,) = waiting(either)
    assert (found.id, found.kind, found.text) == (kept, "voicemail", "nicht vor 12 zu Hause")
    done(either, settle_message, SettleMessage(kept))
    assert waiting(either) == ()
    assert newest(either, sandner) == "i  message settled: nicht vor 12 zu Hause"
    assert_sound(either)


def test_x15_an_unheard_voicemail_is_bound_to_the_customers_next_appointment(either: Store) -> None:
    sandner = sandner_of(either)
    heating = ticket_of(either, sandner)
    visit = Book(heating, (technician_called(either),), NINE_TOMORROW, NINE_TOMORROW + HOUR, "Europe/Berlin")
    made = done(either, book, visit).ref
    kept = done(either, voicemail, Voicemail(OWN, "not at home before 12")).ref
    with either.reading() as connection:
        (found,) = unheard(connection, sandner)
    assert (found.appointment, found.starts, found.ticket, found.ticket_number) == (made, NINE_TOMORROW, heating, 1001)
    assert ("appointment", made) in entries(either, "voicemail")[0].links
    done(either, settle_message, SettleMessage(kept))
    with either.reading() as connection:
        assert unheard(connection, sandner) == ()


def test_a_voicemail_of_a_customer_with_one_open_ticket_is_about_that(store: Store) -> None:
    sandner = sandner_of(store)
    heating = ticket_of(store, sandner)
    done(store, voicemail, Voicemail(OWN, "it leaks again", NOW - MINUTE))
    assert [one.ticket for one in waiting(store)] == [heating]
    ticket_of(store, sandner, "Rohr undicht")
    done(store, voicemail, Voicemail(OWN, "and more"))
    assert [one.ticket for one in waiting(store)] == [heating, None]


def test_a_voicemail_can_be_said_to_be_about_a_ticket_of_the_caller_only(store: Store) -> None:
    sandner, weber = sandner_of(store), customer_called(store, "Weber")
    other, own = ticket_of(store, weber), ticket_of(store, sandner)
    assert refused(store, voicemail, Voicemail(OWN, "hello", ticket=other)).code == "ticket"
    done(store, voicemail, Voicemail(OWN, "hello", NOW - MINUTE, ticket=own))
    done(store, voicemail, Voicemail("0176 1234567", "from my mobile", ticket=other))
    assert [(one.customer, one.ticket) for one in waiting(store)] == [(sandner, own), (weber, other)]


def test_calls_without_a_number_are_nobodys_and_not_counted_together(store: Store) -> None:
    ringing(store, 3, 2, 1, number="withheld")
    assert [(one.number, one.calls, one.customer) for one in waiting(store)] == [("", 1, None)] * 3


def test_a_number_that_two_customers_share_names_neither(store: Store) -> None:
    for name in ("Kanzlei Weber", "Praxis Hahn"):
        customer_called(store, name, numbers=(ImportedNumber("phone", "+493023125471", OWN),))
    ringing(store, 1)
    assert [(one.customer, one.number) for one in waiting(store)] == [(None, OWN)]


def test_a_call_of_an_unknown_number_keeps_it_as_typed(store: Store) -> None:
    ringing(store, 1, number="-471")
    assert [(one.customer, one.number) for one in waiting(store)] == [(None, "-471")]


def test_what_is_refused(store: Store) -> None:
    calls = {MissedCall("Sandner"): "number", MissedCall(OWN, NOW + MINUTE): "future"}
    assert {call: refused(store, missed_call, call).code for call in calls} == calls
    words = {
        Voicemail("x" * 50): "number",
        Voicemail(OWN, "later", NOW + HOUR): "future",
        Voicemail(OWN, "x" * 200_001): "too-long",
        Voicemail(OWN, appointment=99): "ticket",
    }
    assert {word: refused(store, voicemail, word).code for word in words} == words
    assert refused(store, settle_message, SettleMessage(99)).sentence == "There is no message 99."


def test_a_call_that_was_noted_by_mistake_is_taken_back(either: Store) -> None:
    sandner = sandner_of(either)
    ringing(either, 1)
    done(either, undo, Undo())
    assert waiting(either) == ()
    with either.reading() as connection:
        said = [told(found, "Europe/Berlin") for found in history(connection, sandner).rows]
    assert f"(withdrawn) missed call: {OWN}" in said
    assert_sound(either)


def test_hostile_words_of_a_caller_are_kept_and_made_harmless(store: Store) -> None:
    done(store, voicemail, Voicemail(OWN, "call me\x1b[2J \u202eback"))
    assert waiting(store)[0].text == "call me␛[2J �back"
    assert entries(store, "voicemail")[0].said["marked"] is True


def test_the_same_call_saved_twice_is_one_call(store: Store) -> None:
    at: datetime = NOW - MINUTE
    first = done(store, missed_call, MissedCall(OWN, at), "missed-1")
    again = done(store, missed_call, MissedCall(OWN, at), "missed-1")
    assert (again.ref, again.again, len(waiting(store))) == (first.ref, True, 1)
