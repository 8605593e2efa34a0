"""Merging tickets that are one matter, and taking them apart (B7, I17)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from dispatcher.actions.appointment import book
from dispatcher.actions.chaser import link_chaser
from dispatcher.actions.merge import merge_ticket
from dispatcher.actions.messages import voicemail
from dispatcher.actions.note import file_note
from dispatcher.actions.promise import give_promise
from dispatcher.actions.ticket import file_ticket
from dispatcher.actions.undo import undo
from dispatcher.actions.unmerge import unmerge
from dispatcher.domain.appointment import Book
from dispatcher.domain.ball import Ball
from dispatcher.domain.contact import Note
from dispatcher.domain.merging import LinkChaser, MergeTicket, Unmerge
from dispatcher.domain.message import Voicemail
from dispatcher.domain.promise import GivePromise
from dispatcher.domain.ticket import FileTicket
from dispatcher.domain.undo import Undo
from dispatcher.domain.verbs import MERGE
from dispatcher.queries.chasers import related
from dispatcher.queries.history import history
from dispatcher.queries.tickets import open_tickets, ticket_by_number, ticket_detail
from dispatcher.store.schema import appointment, message, promise, ticket
from dispatcher.store.store import Store
from tests.actions.desk import (
    HOUR,
    NINE_TOMORROW,
    NOW,
    OURS,
    assert_sound,
    customer_called,
    done,
    entries,
    refused,
    row,
    rows,
    technician_called,
    ticket_of,
)
from tests.actions.promise_desk import staff

DAYS = timedelta(days=1)


def embassy(store: Store) -> tuple[int, int, int]:
    """The customer, the ticket of eight days ago, and the portal's second one of this morning."""
    customer = customer_called(store, "Botschaft Tarvonien")
    waits = Ball("customer", "will call about a date", NOW + 2 * DAYS, "Mr Calvet")
    first = FileTicket(customer, "phone system, gatehouse", waits, "URGENT, technician needed", reported=NOW - 8 * DAYS)
    second = FileTicket(
        customer, "Bitte DRINGEND endlich Techniker", OURS, urgent=True, channel="P", reported=NOW - HOUR
    )
    return customer, done(store, file_ticket, first).ref, done(store, file_ticket, second).ref


def ball_of(found: dict[str, Any]) -> tuple[str, str, str, datetime]:
    return found["ball"], found["ball_who"], found["next_step"], found["due_at"]


@pytest.mark.parametrize("named_first", ["old", "new"])
def test_b7_the_oldest_stays_whichever_is_named_first(either: Store, named_first: str) -> None:
    customer, old, new = embassy(either)
    command = MergeTicket(new, old) if named_first == "new" else MergeTicket(old, new)
    kept = done(either, merge_ticket, command)
    assert (kept.ref, kept.number) == (old, 1001)
    with either.reading() as connection:
        (only,) = open_tickets(connection)
        detail = ticket_detail(connection, old)
        by_other_number = ticket_by_number(connection, 1002)
    assert (only.number, only.reported, only.reports, only.urgent) == (1001, NOW - 8 * DAYS, 2, True)
    assert (only.ball, only.due) == ("us", NINE_TOMORROW)
    assert detail is not None
    assert detail.text == "URGENT, technician needed"
    assert [(line.number, line.text, line.reported) for line in detail.reports] == [
        (1002, "Bitte DRINGEND endlich Techniker", NOW - HOUR)
    ]
    assert by_other_number is not None
    assert by_other_number.id == old
    report = row(either, ticket, new)
    assert (report["state"], report["merged_into_id"], report["ball"]) == ("merged", old, None)
    (entry,) = entries(either, MERGE)
    assert {("ticket", old), ("ticket", new), ("customer", customer)} <= set(entry.links)
    assert_sound(either)


def test_b7_undo_gives_both_back_as_they_were(either: Store) -> None:
    _customer, old, new = embassy(either)
    before = rows(either, ticket)
    done(either, merge_ticket, MergeTicket(new, old))
    done(either, undo, Undo())
    assert [{**one, "version": 0} for one in rows(either, ticket)] == [{**one, "version": 0} for one in before]
    assert_sound(either)


def test_b7_unmerging_later_gives_both_back_as_they_were(either: Store) -> None:
    _customer, old, new = embassy(either)
    before = rows(either, ticket)
    done(either, merge_ticket, MergeTicket(new, old))
    done(either, file_note, Note(before[0]["customer_id"], "asks what it costs"))
    done(either, unmerge, Unmerge(new))
    assert [{**one, "version": 0} for one in rows(either, ticket)] == [{**one, "version": 0} for one in before]
    with either.reading() as connection:
        found = ticket_by_number(connection, 1002)
    assert found is not None
    assert found.id == new
    assert_sound(either)


def test_i17_a_visit_goes_along_and_comes_back(store: Store) -> None:
    _customer, old, new = embassy(store)
    technician = technician_called(store)
    starts = NOW + 2 * DAYS
    visit = done(store, book, Book(new, (technician,), starts, starts + HOUR, "Europe/Berlin")).ref
    done(store, merge_ticket, MergeTicket(new, old))
    assert row(store, appointment, visit)["ticket_id"] == old
    assert ball_of(row(store, ticket, old)) == ("appointment", "", "keep the appointment", starts + HOUR)
    done(store, unmerge, Unmerge(new))
    assert row(store, appointment, visit)["ticket_id"] == new
    assert row(store, ticket, new)["ball"] == "appointment"
    assert row(store, ticket, old)["ball"] == "customer"
    assert_sound(store)


def test_i2_a_ball_with_a_visit_that_went_back_is_ours(store: Store) -> None:
    _customer, old, new = embassy(store)
    technician, starts = technician_called(store), NOW + 2 * DAYS
    done(store, book, Book(new, (technician,), starts, starts + HOUR, "Europe/Berlin"))
    done(store, merge_ticket, MergeTicket(new, old))
    customer = row(store, ticket, old)["customer_id"]
    done(store, file_note, Note(customer, "still stands", ticket=old, ball=Ball("appointment", "", None)))
    done(store, file_note, Note(customer, "ours meanwhile", ticket=old, ball=OURS))
    done(store, file_note, Note(customer, "stands again", ticket=old, ball=Ball("appointment", "", None)))
    done(store, unmerge, Unmerge(new))
    assert row(store, ticket, old)["ball"] != "appointment"
    assert_sound(store)


def test_i17_what_was_done_since_stays_where_it_was_done(store: Store) -> None:
    _customer, old, new = embassy(store)
    done(store, merge_ticket, MergeTicket(new, old))
    technician, starts = technician_called(store), NOW + 3 * DAYS
    visit = done(store, book, Book(old, (technician,), starts, starts + HOUR, "Europe/Berlin")).ref
    done(store, unmerge, Unmerge(new))
    assert row(store, appointment, visit)["ticket_id"] == old
    assert row(store, ticket, old)["ball"] == "appointment"
    assert row(store, ticket, new)["ball"] == "us"
    assert_sound(store)


def test_i17_a_chain_of_three_counts_every_report_and_comes_apart_in_the_middle(either: Store) -> None:
    customer, old, new = embassy(either)
    third = ticket_of(either, customer, "Wann kommt endlich jemand?")
    done(either, merge_ticket, MergeTicket(third, new))
    done(either, merge_ticket, MergeTicket(new, old))
    assert row(either, ticket, old)["reports"] == 3
    with either.reading() as connection:
        detail = ticket_detail(connection, third)
    assert detail is not None
    assert detail.row.id == old
    assert [line.number for line in detail.reports] == [1002, 1003]
    done(either, unmerge, Unmerge(new))
    assert [one["reports"] for one in rows(either, ticket)] == [1, 2, 1]
    done(either, unmerge, Unmerge(third))
    assert [one["reports"] for one in rows(either, ticket)] == [1, 1, 1]
    assert [one["closed_at"] for one in rows(either, ticket)] == [None] * 3
    assert_sound(either)


def test_i17_a_joined_number_stands_for_its_matter_in_every_verb(store: Store) -> None:
    customer, old, new = embassy(store)
    done(store, merge_ticket, MergeTicket(new, old))
    done(store, file_note, Note(customer, "will call", ticket=new, ball=Ball("customer", "calls", NINE_TOMORROW, "C.")))
    assert row(store, ticket, old)["ball"] == "customer"
    technician, starts = technician_called(store), NOW + 3 * DAYS
    refusal = refused(store, book, Book(new, (technician,), starts, starts + HOUR, "Europe/Berlin"))
    assert refusal.sentence == "T-1002 was joined in T-1001. Book it for T-1001."
    third = ticket_of(store, customer, "again")
    assert done(store, merge_ticket, MergeTicket(third, new)).ref == old


def test_i17_what_is_promised_or_said_about_a_joined_number_belongs_to_its_matter(store: Store) -> None:
    customer, old, new = embassy(store)
    done(store, merge_ticket, MergeTicket(new, old))
    staff(store)
    given = done(store, give_promise, GivePromise("ours", "call-back", NOW + HOUR, customer=customer, ticket=new)).ref
    assert row(store, promise, given)["ticket_id"] == old
    said = done(store, voicemail, Voicemail("030 2312510", "where is he", ticket=new)).ref
    assert row(store, message, said)["ticket_id"] == old
    assert_sound(store)


def test_merging_is_refused_where_it_makes_no_sense(store: Store) -> None:
    _customer, old, new = embassy(store)
    other = ticket_of(store, customer_called(store, "Hotel Elbe"))
    assert refused(store, merge_ticket, MergeTicket(new, new)).sentence == "That is T-1002 already."
    assert "different customers" in refused(store, merge_ticket, MergeTicket(new, other)).sentence
    assert refused(store, merge_ticket, MergeTicket(new, 99)).code == "ticket"
    assert refused(store, unmerge, Unmerge(new)).sentence == "T-1002 is a ticket of its own."
    done(store, merge_ticket, MergeTicket(new, old))
    assert refused(store, merge_ticket, MergeTicket(new, old)).sentence == "That is T-1001 already."


def test_a_report_that_joins_when_it_is_filed_is_one_save(either: Store) -> None:
    customer, old, _new = embassy(either)
    count = len(entries(either))
    filed = done(either, file_ticket, FileTicket(customer, "When at last?", OURS, joins=old))
    assert filed.number == 1003
    assert len(entries(either)) == count + 1
    assert (row(either, ticket, old)["reports"], row(either, ticket, filed.ref)["state"]) == (2, "merged")
    done(either, undo, Undo())
    assert row(either, ticket, old)["reports"] == 1
    assert (row(either, ticket, filed.ref)["state"], row(either, ticket, filed.ref)["merged_into_id"]) == (
        "cancelled",
        None,
    )
    assert_sound(either)


def test_a_report_that_joined_when_it_was_filed_can_become_a_matter_of_its_own(store: Store) -> None:
    customer, old, _new = embassy(store)
    before = row(store, ticket, old)
    filed = done(store, file_ticket, FileTicket(customer, "When at last?", OURS, joins=old))
    done(store, unmerge, Unmerge(filed.ref))
    assert {**row(store, ticket, old), "version": 0} == {**before, "version": 0}
    assert ball_of(row(store, ticket, filed.ref)) == ("us", "", "call back", NINE_TOMORROW)
    assert_sound(store)


def test_a_report_joins_no_ticket_of_somebody_else(store: Store) -> None:
    customer, _old, _new = embassy(store)
    other = ticket_of(store, customer_called(store, "Hotel Elbe"))
    assert refused(store, file_ticket, FileTicket(customer, "x", OURS, joins=other)).code == "ticket"


def test_a_note_that_asks_again_is_counted_and_told(either: Store) -> None:
    customer, old, _new = embassy(either)
    note = Note(customer, "asks when at last", "in", "T", ticket=old, happened=NOW - HOUR, chases=True)
    done(either, file_note, note)
    assert (row(either, ticket, old)["chased"], row(either, ticket, old)["chased_at"]) == (1, NOW - HOUR)
    with either.reading() as connection:
        detail = ticket_detail(connection, old)
    assert detail is not None
    assert [(line.number, line.text) for line in detail.reports] == [(None, "asks when at last")]
    done(either, undo, Undo())
    assert row(either, ticket, old)["chased"] == 0
    assert refused(either, file_note, Note(customer, "asks", chases=True)).code == "ticket"


def test_a_note_filed_before_and_another_ticket_are_linked_as_chasers(either: Store) -> None:
    customer, old, new = embassy(either)
    note = done(either, file_note, Note(customer, "where does he stay?", "in", "T")).seq
    done(either, link_chaser, LinkChaser(old, entry=note))
    done(either, link_chaser, LinkChaser(old, report=new))
    assert row(either, ticket, old)["chased"] == 2
    assert row(either, ticket, new)["closed_at"] is None
    with either.reading() as connection:
        detail = ticket_detail(connection, old)
        told = [entry.joined for entry in history(connection, customer, 0, 5).rows]
    assert detail is not None
    assert [line.text for line in detail.reports] == ["where does he stay?"]
    assert (1002, 1001) in told
    assert refused(either, link_chaser, LinkChaser(old, entry=note)).code == "linked"
    assert refused(either, link_chaser, LinkChaser(old, report=new)).code == "linked"
    assert refused(either, link_chaser, LinkChaser(old, report=old)).code == "same"
    assert_sound(either)


def test_only_a_note_of_the_same_customer_asks_about_a_ticket(store: Store) -> None:
    customer, old, _new = embassy(store)
    elbe = customer_called(store, "Hotel Elbe")
    foreign = done(store, file_note, Note(elbe, "when at last?")).seq
    assert refused(store, link_chaser, LinkChaser(old, entry=foreign)).code == "customer"
    assert refused(store, link_chaser, LinkChaser(old, entry=1)).code == "entry"
    own = done(store, file_note, Note(customer, "oops")).seq
    done(store, undo, Undo(own))
    assert refused(store, link_chaser, LinkChaser(old, entry=own)).code == "withdrawn"


def test_what_may_belong_together_is_offered_the_likeliest_first(store: Store) -> None:
    customer, old, new = embassy(store)
    lift = done(store, file_ticket, FileTicket(customer, "lift stuck", replace(OURS, next_step="plan"))).ref
    with store.reading() as connection:
        found = related(connection, new, NOW)
    assert found is not None
    assert [(one.ticket, one.score > 0) for one in found.others] == [(old, True), (lift, True)]
    assert found.reports == ()


def test_a_ticket_that_asked_and_is_merged_counts_once(store: Store) -> None:
    _customer, old, new = embassy(store)
    done(store, link_chaser, LinkChaser(old, report=new))
    done(store, merge_ticket, MergeTicket(new, old))
    assert (row(store, ticket, old)["reports"], row(store, ticket, old)["chased"]) == (2, 0)
    done(store, unmerge, Unmerge(new))
    assert (row(store, ticket, old)["reports"], row(store, ticket, old)["chased"]) == (1, 1)
    assert_sound(store)


def test_undoing_an_older_report_that_took_in_an_open_ticket_leaves_nothing_counted(store: Store) -> None:
    customer, old, _new = embassy(store)
    filed = done(
        store, file_ticket, FileTicket(customer, "by letter, long ago", OURS, reported=NOW - 9 * DAYS, joins=old)
    )
    assert row(store, ticket, old)["merged_into_id"] == filed.ref
    done(store, undo, Undo())
    assert (row(store, ticket, old)["merged_into_id"], row(store, ticket, filed.ref)["reports"]) == (None, 1)
    assert_sound(store)
