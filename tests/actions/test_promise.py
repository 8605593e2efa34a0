"""Promises are given, kept, moved with notice, broken and told, withdrawn; nothing is forgotten (M, V9, I7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dispatcher.actions.note import file_note
from dispatcher.actions.promise import give_promise
from dispatcher.actions.promise_attempt import attempt_promise
from dispatcher.actions.promise_hand import acknowledge_promise, hand_promise
from dispatcher.actions.promise_move import move_promise, withdraw_promise
from dispatcher.actions.record_ends import archive_record
from dispatcher.actions.undo import undo
from dispatcher.domain.contact import Note
from dispatcher.domain.promise import (
    AcknowledgePromise,
    GivePromise,
    HandPromise,
    MovePromise,
    PromiseAttempt,
    WithdrawPromise,
    standing,
)
from dispatcher.domain.record import ArchiveRecord
from dispatcher.domain.undo import Undo
from dispatcher.queries.promises import open_promises, open_promises_of, owner_day
from dispatcher.store.schema import promise
from dispatcher.store.store import Store
from tests.actions.desk import NOW, assert_sound, count, entries, ticket_of
from tests.actions.promise_desk import (
    MH,
    PETERSEN,
    WEDNESDAY,
    WH,
    absent,
    at,
    did,
    look,
    promised,
    said_no,
    staff,
)
from tests.actions.records_desk import ALBERS, BONNARD, new

THURSDAY = at(26, 10)


@pytest.fixture
def office(either: Store) -> Store:
    """Three colleagues, on either database."""
    staff(either)
    return either


@pytest.fixture
def thiele(office: Store) -> int:
    """A customer."""
    return new(office, "customer", {"name": "Ladenwerk Thiele"})


def test_m1_a_promise_has_its_instant_its_owner_and_to_whom(office: Store) -> None:
    customer = new(office, "customer", ALBERS)
    bonnard = new(office, "person", BONNARD, ("customer", customer))
    ticket = ticket_of(office, customer)
    made = promised(office, customer, person=bonnard, ticket=ticket, phrase="wed 14")
    row = look(office, made)
    assert (row.side, row.what, row.due, row.phrase, row.state) == ("ours", "call-back", WEDNESDAY, "wed 14", "open")
    assert (row.customer_name, row.customer_number, row.ticket_number) == ("Textbüro Albers", 1001, 1001)
    assert (row.person_name, row.person_phone) == ("Frau Bonnard", "0171 2312520")
    assert (row.owner_sign, row.stand_in, row.acknowledged, row.given) == ("mh", None, row.given, row.given)
    entry = entries(office)[-1]
    assert entry.verb == "give promise"
    assert set(entry.links) == {("promise", made), ("customer", customer), ("person", bonnard), ("ticket", ticket)}
    assert (entry.said["text"], entry.said["person"], entry.said["phrase"]) == ("call-back", "Frau Bonnard", "wed 14")
    assert_sound(office)


def test_open_promises_come_due_first_and_both_sides(office: Store, thiele: int) -> None:
    late, theirs = promised(office, thiele, THURSDAY), promised(office, thiele, side="theirs")
    note = promised(office, None, at(24, 9), colleague=3)
    with office.reading() as connection:
        assert [row.id for row in open_promises(connection)] == [note, theirs, late]
        assert [row.id for row in open_promises_of(connection, thiele)] == [theirs, late]


@pytest.mark.parametrize(
    ("change", "code", "sentence"),
    [
        ({"side": "both"}, "side", "A promise is ours or theirs."),
        ({"what": "  "}, "what", "What is promised? A word is needed."),
        ({"what": "x" * 20_000}, "what", "A promise is at most 400 signs long."),
        ({"due": NOW}, "past", "Mon 23.11.2026 09:42 is past."),
        ({"due_from": WEDNESDAY}, "due", "A window ends after it begins"),
        ({"due_from": WEDNESDAY - timedelta(hours=25)}, "due", "A window ends after it begins"),
        ({"minutes": 0}, "minutes", "It takes between one minute and 24 hours."),
        ({"customer": 99}, "customer", "There is no such customer."),
        ({"customer": None}, "to", "To whom? A customer, a colleague or a name is needed."),
        ({"customer": None, "to": "Ziegler", "ticket": 1}, "customer", "A customer is needed."),
        ({"ticket": 1}, "ticket", "That ticket belongs to another customer."),
        ({"person": 1}, "person", "That person belongs to another customer."),
        ({"colleague": 9}, "colleague", "There is no such colleague."),
        ({"owner": 9}, "owner", "There is no such colleague."),
        ({"stand_in": 9}, "owner", "There is no such colleague."),
        ({"stand_in": 1}, "stand-in", "Nobody stands in for himself."),
        ({"entry": 999}, "entry", "There is no entry 999."),
        ({"to": "x" * 300}, "to", "A name has at most 200 signs."),
    ],
)
def test_what_nobody_can_promise_is_refused(
    office: Store, thiele: int, change: dict[str, Any], code: str, sentence: str
) -> None:
    other = new(office, "customer", ALBERS)
    new(office, "person", BONNARD, ("customer", other))
    ticket_of(office, other)
    command = replace(GivePromise("ours", "call-back", WEDNESDAY, customer=thiele), **change)
    refusal = said_no(office, give_promise, command)
    assert refusal.code == code
    assert sentence in refusal.sentence
    assert count(office, promise) == 0


def test_a_contact_who_left_is_promised_nothing(office: Store, thiele: int) -> None:
    gone = new(office, "person", BONNARD, ("customer", thiele))
    did(office, archive_record, ArchiveRecord("person", gone))
    refusal = said_no(office, give_promise, GivePromise("ours", "call", WEDNESDAY, customer=thiele, person=gone))
    assert refusal.sentence == "Bonnard is not there any more. Choose another contact."


def test_a_contact_who_left_is_promised_nothing_by_his_name_either(office: Store, thiele: int) -> None:
    gone = new(office, "person", BONNARD, ("customer", thiele))
    named = GivePromise("ours", "call", WEDNESDAY, customer=thiele, to="bonnard")
    assert did(office, give_promise, named)
    did(office, archive_record, ArchiveRecord("person", gone))
    refusal = said_no(office, give_promise, named)
    assert refusal.code == "person"
    assert refusal.sentence == "Frau Bonnard is not there any more. Choose another contact."
    assert did(office, give_promise, replace(named, to="Herr Bonnefoy from the gate"))


def test_m4_the_due_minute_is_in_time_and_the_next_one_is_not(office: Store, thiele: int) -> None:
    row = look(office, promised(office, thiele))
    stands = [standing(row, now) for now in (at(25, 13, 44), at(25, 13, 45), at(25, 14, 0, 59), at(25, 14, 1))]
    assert stands == ["open", "due", "due", "broken"]


def test_m9_only_who_was_reached_counts(office: Store, thiele: int) -> None:
    made = promised(office, thiele)
    for number, outcome in enumerate(("no answer", "busy", "voicemail"), start=1):
        did(office, attempt_promise, PromiseAttempt(made, outcome), at(25, 13, 50))
        row = look(office, made)
        assert (row.state, row.attempts, row.next_try is not None) == ("open", number, True)
    did(office, attempt_promise, PromiseAttempt(made, "no answer", next_try=THURSDAY), at(25, 14))
    assert look(office, made).next_try == THURSDAY
    assert standing(look(office, made), at(25, 14, 2)) == "broken"


def test_m9_reached_in_time_keeps_it(office: Store, thiele: int) -> None:
    made = promised(office, thiele)
    did(office, attempt_promise, PromiseAttempt(made, "reached", text="all fine"), at(25, 14, 0, 59))
    row = look(office, made)
    assert (row.state, row.attempts) == ("kept", 1)
    assert entries(office)[-1].verb == "keep promise"
    assert said_no(office, attempt_promise, PromiseAttempt(made, "reached"), at(25, 15)).code == "ended"


def test_m9_voicemail_with_a_new_date_keeps_it_and_makes_the_next(office: Store, thiele: int) -> None:
    made = promised(office, thiele)
    told = PromiseAttempt(made, "voicemail", new_due=THURSDAY, phrase="thu 10")
    following = did(office, attempt_promise, told, at(25, 14))
    assert look(office, made).state == "kept"
    row = look(office, following)
    assert (row.follows, row.due, row.phrase, row.state, row.what) == (made, THURSDAY, "thu 10", "open", "call-back")
    refusal = said_no(office, attempt_promise, PromiseAttempt(following, "busy", new_due=at(27, 9)), at(26, 9))
    assert refusal.code == "new-due"


def test_theirs_that_gets_a_new_date_in_time_is_moved(office: Store, thiele: int) -> None:
    made = promised(office, thiele, side="theirs")
    assert entries(office)[-1].verb == "take promise"
    assert said_no(office, attempt_promise, PromiseAttempt(made, "voicemail", new_due=THURSDAY)).code == "new-due"
    following = did(office, attempt_promise, PromiseAttempt(made, "reached", new_due=THURSDAY))
    assert (look(office, made).state, look(office, following).side) == ("moved", "theirs")


def test_m5_moved_with_notice_is_not_broken(office: Store, thiele: int) -> None:
    made = promised(office, thiele, minutes=60, keeps_free=True)
    following = did(office, move_promise, MovePromise(made, THURSDAY, phrase="thu 10", informed="T"), at(25, 13, 30))
    old, row = look(office, made), look(office, following)
    assert (old.state, old.told, standing(old, at(25, 16))) == ("moved", old.told, "moved")
    assert old.told is not None
    assert (row.follows, row.due, row.minutes, row.keeps_free) == (made, THURSDAY, 60, True)
    assert entries(office)[-1].said["channel"] == "T"


def test_m5_moved_without_a_word_is_broken_at_its_time(office: Store, thiele: int) -> None:
    made = promised(office, thiele)
    following = did(office, move_promise, MovePromise(made, THURSDAY), at(25, 13, 30))
    old = look(office, made)
    assert (old.state, old.told, old.followed_by) == ("open", None, following)
    assert standing(old, at(25, 14, 1)) == "broken"
    refusal = said_no(office, move_promise, MovePromise(made, at(27, 9)), at(25, 13, 40))
    assert refusal.sentence.startswith(f"It has a new date already: Thu 26.11.2026 10:00 (promise {following}).")


def test_m5_a_word_before_its_time_makes_it_moved_after_all(office: Store, thiele: int) -> None:
    made = promised(office, thiele)
    did(office, move_promise, MovePromise(made, THURSDAY), at(25, 13, 30))
    did(office, attempt_promise, PromiseAttempt(made, "voicemail"), at(25, 13, 50))
    assert look(office, made).state == "moved"


def test_whoever_hears_of_the_later_one_has_heard_of_those_before_it(office: Store, thiele: int) -> None:
    first = promised(office, thiele)
    second = did(office, move_promise, MovePromise(first, at(25, 16)), at(25, 13))
    third = did(office, move_promise, MovePromise(second, THURSDAY), at(25, 14, 30))
    did(office, attempt_promise, PromiseAttempt(third, "reached"), at(25, 15))
    assert [look(office, one).state for one in (first, second, third)] == ["broken", "moved", "kept"]
    assert look(office, first).told is not None


def test_m6_broken_stays_broken_and_is_told(office: Store, thiele: int) -> None:
    made = promised(office, thiele)
    did(office, attempt_promise, PromiseAttempt(made, "reached", text="sorry"), at(25, 16, 20))
    row = look(office, made)
    assert row.state == "broken"
    assert row.told is not None
    assert row.told.replace(second=0, microsecond=0) - row.due == timedelta(hours=2, minutes=20)
    assert entries(office)[-1].verb == "tell promise"
    with office.reading() as connection:
        assert open_promises(connection) == ()


def test_m5_moved_after_its_time_with_a_word_is_broken_and_told(office: Store, thiele: int) -> None:
    made = promised(office, thiele)
    following = did(office, move_promise, MovePromise(made, THURSDAY, informed="M"), at(25, 14, 5))
    assert (look(office, made).state, look(office, following).state) == ("broken", "open")


def test_a_move_that_saw_an_older_version_is_refused(office: Store, thiele: int) -> None:
    made = promised(office, thiele)
    did(office, attempt_promise, PromiseAttempt(made, "busy"))
    assert said_no(office, move_promise, MovePromise(made, THURSDAY, seen=1)).code == "conflict"
    did(office, move_promise, MovePromise(made, THURSDAY, seen=2))


def test_m7_an_absent_owner_needs_a_stand_in_who_is_there(office: Store, thiele: int) -> None:
    absent(office, 1, "25.11.2026", "25.11.2026")
    command = GivePromise("ours", "call-back", WEDNESDAY, customer=thiele)
    refusal = said_no(office, give_promise, command)
    assert refusal.code == "absent"
    assert refusal.sentence.startswith("Harms is absent Wed 25.11.2026 14:00.")
    made = did(office, give_promise, replace(command, stand_in=2))
    assert look(office, made).stand_in_sign == "wh"
    absent(office, 3, "25.11.2026", "25.11.2026")
    assert said_no(office, give_promise, replace(command, stand_in=3)).code == "absent"
    assert did(office, give_promise, replace(command, owner=2, due=THURSDAY))


def test_m7_handed_over_it_has_to_be_acknowledged(office: Store, thiele: int) -> None:
    made = promised(office, thiele)
    did(office, hand_promise, HandPromise(made, 2))
    row = look(office, made)
    assert (row.owner_sign, row.acknowledged) == ("wh", None)
    refusal = said_no(office, acknowledge_promise, AcknowledgePromise(made))
    assert refusal.sentence == "That is for Weiß to acknowledge."
    did(office, acknowledge_promise, AcknowledgePromise(made), actor=WH)
    assert look(office, made).acknowledged is not None
    absent(office, 3, "25.11.2026", "25.11.2026")
    assert said_no(office, hand_promise, HandPromise(made, 3)).code == "absent"


def test_m8_a_time_that_is_kept_free_is_given_to_nobody_else(office: Store, thiele: int) -> None:
    promised(office, thiele, minutes=60, keeps_free=True)
    other = new(office, "customer", {"name": "Autohaus Reh"})
    command = GivePromise("ours", "visit", at(25, 14, 30), customer=other, minutes=60, keeps_free=True)
    refusal = said_no(office, give_promise, command)
    assert refusal.code == "taken"
    assert refusal.sentence == ("Harms has promised call-back to Ladenwerk Thiele already: Wed 25.11.2026 14:00-15:00.")
    assert said_no(office, give_promise, GivePromise("ours", "call", at(25, 14, 59), customer=other)).code == "taken"
    did(office, give_promise, replace(command, due=at(25, 15)))
    did(office, give_promise, replace(command, owner=2))
    did(office, give_promise, replace(command, side="theirs"))


def test_m8_two_calls_at_the_same_time_are_no_double_booking(office: Store, thiele: int) -> None:
    first = promised(office, thiele)
    promised(office, thiele, due_from=at(25, 8))
    block = GivePromise("ours", "visit", at(25, 13, 30), customer=thiele, minutes=60)
    assert said_no(office, give_promise, block).code == "taken"
    did(office, move_promise, MovePromise(first, THURSDAY), at(25, 12))
    did(office, give_promise, replace(block, due=at(25, 13, 30)))


def test_m8_the_owners_day_shows_what_is_taken(office: Store, thiele: int) -> None:
    made = promised(office, thiele, minutes=60)
    promised(office, thiele, at(25, 9))
    absent(office, 1, "25.11.2026 16:00", "26.11.2026")
    with office.reading() as connection:
        day = owner_day(connection, 1, WEDNESDAY.date(), "Europe/Berlin")
        assert owner_day(connection, 99, WEDNESDAY.date(), "Europe/Berlin") is None
    assert day is not None
    assert [(one.promise, one.starts, one.ends, one.to) for one in day.blocked] == [
        (made, at(25, 14), at(25, 15), "Ladenwerk Thiele")
    ]
    assert (day.due, day.away) == ((at(25, 9), at(25, 14)), ((at(25, 16), at(27, 0)),))


def test_m15_withdrawn_only_when_the_other_side_knows(office: Store, thiele: int) -> None:
    made = promised(office, thiele)
    assert said_no(office, withdraw_promise, WithdrawPromise(made, "")).code == "reason"
    assert said_no(office, withdraw_promise, WithdrawPromise(made, "solved")).code == "informed"
    assert said_no(office, withdraw_promise, WithdrawPromise(made, "solved", "Q")).code == "channel"
    did(office, withdraw_promise, WithdrawPromise(made, "solved", cancelled=True))
    assert look(office, made).state == "withdrawn"
    late = promised(office, thiele)
    did(office, withdraw_promise, WithdrawPromise(late, "solved", "T"), at(25, 15))
    assert look(office, late).state == "broken"


def test_v9_a_note_on_a_colleagues_desk_is_his_until_it_is_done(office: Store) -> None:
    made = promised(office, None, colleague=3)
    row = look(office, made)
    assert (row.owner_sign, row.colleague_sign, row.acknowledged, row.customer) == ("pe", "pe", None, None)
    did(office, acknowledge_promise, AcknowledgePromise(made), actor=PETERSEN)
    assert look(office, made).state == "open"
    did(office, attempt_promise, PromiseAttempt(made, "reached"), actor=PETERSEN)
    assert look(office, made).state == "kept"
    assert_sound(office)


def test_x18_an_undone_promise_is_withdrawn_and_an_undone_move_never_was(office: Store, thiele: int) -> None:
    made = promised(office, thiele)
    following = did(office, move_promise, MovePromise(made, THURSDAY, informed="T"))
    did(office, undo, Undo())
    old, row = look(office, made), look(office, following)
    assert (old.state, old.told, old.followed_by, row.state) == ("open", None, None, "withdrawn")
    did(office, undo, Undo())
    assert look(office, made).state == "withdrawn"
    assert_sound(office)


def test_m11_a_promise_names_the_note_it_was_found_in(office: Store, thiele: int) -> None:
    seq = did(office, file_note, Note(thiele, "We call on Wednesday"))
    promised(office, thiele, entry=seq)
    assert ("entry", seq) in entries(office)[-1].links


def test_a_promise_to_somebody_who_is_no_customer_has_his_name(office: Store) -> None:
    row = look(office, promised(office, None, to="Lüders, the neighbour"))
    assert (row.to_name, row.customer_name, row.person_name) == ("Lüders, the neighbour", "", "")
    assert MH.id == row.owner
