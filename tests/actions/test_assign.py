"""A note without a customer waits in a list of its own until somebody knows whom it is about (N1, M12)."""

from __future__ import annotations

from dispatcher.actions.assign import assign
from dispatcher.actions.note import file_note
from dispatcher.actions.undo import undo
from dispatcher.domain.clock import Clock
from dispatcher.domain.contact import Assign, Note
from dispatcher.domain.undo import Undo
from dispatcher.queries.history import history
from dispatcher.queries.history_rows import HistoryRow
from dispatcher.queries.search import search
from dispatcher.queries.telling import signs, told
from dispatcher.queries.unassigned import unassigned
from dispatcher.store.store import Store
from tests.actions.desk import (
    DISPATCHER,
    HOUR,
    NOW,
    assert_sound,
    customer_called,
    done,
    entries,
    refused,
    ticket_of,
)

LUEDERS = Note(None, "a Mr Sandner asked whether we are on holiday", "in", "3", "Ms Lüders", happened=NOW - HOUR)


def waiting(store: Store) -> list[str]:
    with store.reading() as connection:
        return [found.text for found in unassigned(connection)]


def shown(store: Store, customer: int, seq: int) -> HistoryRow:
    """The entry as the customer's history shows it."""
    with store.reading() as connection:
        return next(found for found in history(connection, customer).rows if found.seq == seq)


def test_n1_word_from_a_neighbour_is_assigned_and_stands_in_the_history_where_it_was_said(either: Store) -> None:
    sandner = customer_called(either, "Sandner")
    note = done(either, file_note, LUEDERS).seq
    later = done(either, file_note, Note(sandner, "rang himself", "in", "T")).seq
    assert waiting(either) == ["a Mr Sandner asked whether we are on holiday"]
    answer = done(either, assign, Assign(note, sandner))
    assert (answer.kind, answer.ref, waiting(either)) == ("entry", note, [])
    with either.reading() as connection:
        order = [one.seq for one in history(connection, sandner).rows]
    assert order.index(answer.seq) > order.index(later)
    found = shown(either, sandner, answer.seq)
    assert (found.happened, found.author, found.verb) == (NOW - HOUR, "mh", "assign")
    assert signs(found) + " " + told(found, "Europe/Berlin") == (
        "<3 via Ms Lüders: a Mr Sandner asked whether we are on holiday"
    )
    assert_sound(either)


def test_m12_a_public_complaint_of_an_unknown_is_listed_and_assigned_with_its_ticket(either: Store) -> None:
    weber = customer_called(either, "Kanzlei Weber")
    heating = ticket_of(either, weber)
    note = done(either, file_note, Note(None, "blog post about us", "in", "W")).seq
    with either.reading() as connection:
        (found,) = unassigned(connection)
    assert (found.seq, found.channel, found.direction, found.author) == (note, "W", "in", "mh")
    row = shown(either, weber, done(either, assign, Assign(note, weber, heating)).seq)
    assert (row.ticket_number, row.channel, told(row, "Europe/Berlin")) == (1001, "W", "blog post about us (T-1001)")
    with either.reading() as connection:
        assert [hit.customer for hit in search(connection, "blog post")] == [weber]
    assert_sound(either)


def test_an_assignment_is_undone_and_the_note_waits_again(either: Store) -> None:
    sandner, weber = customer_called(either, "Sandner"), customer_called(either, "Weber")
    note = done(either, file_note, LUEDERS).seq
    done(either, assign, Assign(note, weber))
    done(either, undo, Undo())
    assert waiting(either) == [LUEDERS.text]
    with either.reading() as connection:
        said = [told(found, "Europe/Berlin") for found in history(connection, weber).rows]
    assert f"(withdrawn) via Ms Lüders: {LUEDERS.text}" in said
    assert "undone: note assigned" in said
    done(either, assign, Assign(note, sandner))
    assert waiting(either) == []
    assert_sound(either)


def test_a_note_that_was_withdrawn_waits_no_more(either: Store) -> None:
    note = done(either, file_note, LUEDERS).seq
    done(either, undo, Undo())
    assert waiting(either) == []
    assert refused(either, assign, Assign(note, customer_called(either))).code == "withdrawn"


def test_what_is_refused(either: Store) -> None:
    sandner, weber = customer_called(either, "Sandner"), customer_called(either, "Weber")
    heating, own = ticket_of(either, weber), done(either, file_note, Note(sandner, "rang")).seq
    note = done(either, file_note, LUEDERS).seq
    assert refused(either, assign, Assign(note, 99)).code == "customer"
    assert refused(either, assign, Assign(note, sandner, heating)).code == "ticket"
    assert refused(either, assign, Assign(own, sandner)).sentence == "That is no note without a customer."
    assert refused(either, assign, Assign(999, sandner)).code == "entry"
    done(either, assign, Assign(note, sandner))
    assert refused(either, assign, Assign(note, weber)).sentence == "That note was assigned already: Sandner."


def test_who_is_erased_is_erased_in_the_assignment_too(either: Store) -> None:
    sandner = customer_called(either, "Sandner")
    note = done(either, file_note, LUEDERS).seq
    linking = done(either, assign, Assign(note, sandner)).seq
    with either.writing(DISPATCHER, Clock(NOW)) as uow:
        uow.erase([note], [("customer", sandner)], {"ground": "Art. 17"})
    assert len([link for link in entries(either)[-1].links if link[0] == "entry"]) == 2
    assert shown(either, sandner, linking).erased
    assert_sound(either)


def test_an_erased_note_cannot_be_assigned(store: Store) -> None:
    note = done(store, file_note, LUEDERS).seq
    with store.writing(DISPATCHER, Clock(NOW)) as uow:
        uow.erase([note], [], {"ground": "Art. 17"})
    assert waiting(store) == []
    assert refused(store, assign, Assign(note, customer_called(store))).code == "erased"
