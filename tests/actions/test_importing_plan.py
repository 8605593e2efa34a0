"""Technicians, their appointments, and past contacts are taken in from lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from dispatcher.actions import importing
from dispatcher.actions.office import Enrol, enrol
from dispatcher.domain.imported import CustomerRef, ImportedAppointment, ImportedEntry
from dispatcher.domain.technician import hours_from_text
from dispatcher.store.schema import appointment, assignment, journal, move, technician, ticket
from dispatcher.store.store import Store
from tests.actions.desk import (
    HOUR,
    NINE_TOMORROW,
    NOW,
    assert_sound,
    count,
    done,
    entries,
    row,
    rows,
    technician_called,
)
from tests.actions.lists import PLACE, incident, praxis, take_in, visit
from tests.actions.lists import technician as listed_technician


@pytest.fixture
def staffed(either: Store) -> Store:
    """An office with Lorenz, Nowak and two incidents, all from lists."""
    done(either, enrol, Enrol("mh", "Maria Harms"))
    take_in(either, [listed_technician(), listed_technician("2", "NO", "Nowak", line=3)])
    take_in(either, [incident(), incident("INC2", customer=CustomerRef("Caller 7", "Caller 7"))])
    return either


def test_technicians_with_hours_skills_and_region(staffed: Store) -> None:
    found = row(staffed, technician)
    assert (found["code"], found["name"], found["skills"], found["region"]) == ("LO", "Lorenz", "TK", "Mitte")
    assert (found["phone"], found["status"]) == ("+4917123125202", 1)
    assert hours_from_text(found["hours"])[4:] == ((420, 1020), None, None)
    assert take_in(staffed, [listed_technician()]).report.unchanged == 1
    assert take_in(staffed, [listed_technician(region="Nord")]).report.changed == 1
    assert row(staffed, technician)["region"] == "Nord"
    assert_sound(staffed)


def test_a_code_belongs_to_one_technician(staffed: Store) -> None:
    technician_called(staffed, "BR", "Brandt")
    told = take_in(staffed, [listed_technician("9", "br", "Brandl"), listed_technician("10", "", "Nobody")])
    assert told.reasons == ["There is a technician br already.", "A technician needs a code of at most 24 signs."]


def test_an_appointment_finds_ticket_and_technicians(staffed: Store) -> None:
    told_visit = visit(technicians=("lorenz", "NO"), window=(time(8), time(10)), travel_minutes=25)
    told = take_in(staffed, [told_visit])
    assert told.report.added == 1
    made = row(staffed, appointment)
    assert (made["ticket_id"], made["state"], made["starts_at"]) == (1, "proposed", NINE_TOMORROW)
    assert (made["window_from"], made["window_until"]) == (NINE_TOMORROW - HOUR, NINE_TOMORROW + HOUR)
    blocks = [(one["technician_id"], one["blocked_from"], one["active"]) for one in rows(staffed, assignment)]
    assert blocks == [(ident, NINE_TOMORROW - timedelta(minutes=25), True) for ident in (1, 2)]
    entry = entries(staffed)[-1]
    assert entry.verb == "book"
    assert set(entry.links) == {
        ("customer", 1),
        ("ticket", 1),
        ("appointment", 1),
        ("technician", 1),
        ("technician", 2),
    }
    assert take_in(staffed, [told_visit]).report.unchanged == 1
    assert count(staffed, appointment) == 1
    assert_sound(staffed)


def test_an_appointment_of_the_past_lies_in_the_past_of_the_history(staffed: Store) -> None:
    start = NOW - timedelta(days=5)
    take_in(staffed, [visit(starts=start, ends=start + HOUR, state="done")])
    assert entries(staffed)[-1].happened == start


def test_the_ticket_can_be_named_by_our_number(staffed: Store) -> None:
    take_in(staffed, [visit("1", ticket_key="T-1002", ticket_source="")])
    assert row(staffed, appointment)["ticket_id"] == row(staffed, ticket, 2)["id"]


def test_one_who_is_taken_stays_where_he_is(staffed: Store) -> None:
    told = take_in(staffed, [visit("1"), visit("2", ticket_key="INC2"), visit("3", 1, ticket_key="INC2")])
    assert (told.report.added, told.report.rejected) == (2, 1)
    assert told.rejected[0].line == 3
    assert told.reasons == ["Lorenz is booked already: Tue 24.11.2026 09:00-10:00, T-1001 Caller 9."]
    again = take_in(staffed, [visit("2", ticket_key="INC2")])
    assert again.reasons == told.reasons
    assert_sound(staffed)


def test_a_moved_appointment_moves_its_blocks_and_frees_the_old_time(staffed: Store) -> None:
    take_in(staffed, [visit()])
    half_past = visit(starts=NINE_TOMORROW + HOUR / 2, ends=NINE_TOMORROW + 2 * HOUR, technicians=("NO",))
    told = take_in(staffed, [half_past])
    assert told.report.changed == 1
    blocks = [(one["technician_id"], one["active"], one["blocked_from"]) for one in rows(staffed, assignment)]
    assert blocks == [(1, False, NINE_TOMORROW), (2, True, NINE_TOMORROW + HOUR / 2)]
    assert take_in(staffed, [visit("2", ticket_key="INC2")]).report.added == 1
    back = take_in(staffed, [replace(half_past, technicians=("NO", "LO"), starts=NINE_TOMORROW + HOUR)])
    assert back.report.changed == 1
    assert {one["technician_id"] for one in rows(staffed, assignment) if one["active"]} == {1, 2}
    assert_sound(staffed)


def test_i5_a_list_that_moves_an_appointment_leaves_its_row_in_the_ledger(staffed: Store) -> None:
    take_in(staffed, [visit()])
    assert count(staffed, move) == 0
    take_in(staffed, [visit(starts=NINE_TOMORROW + HOUR, ends=NINE_TOMORROW + 2 * HOUR)])
    take_in(staffed, [visit(technicians=("NO",), starts=NINE_TOMORROW + HOUR, ends=NINE_TOMORROW + 2 * HOUR)])
    last = visit(technicians=("NO",), starts=NINE_TOMORROW + HOUR, ends=NINE_TOMORROW + 2 * HOUR, state="cancelled")
    take_in(staffed, [last])
    told = rows(staffed, move)
    assert [(one["kind"], one["old_crew"], one["new_crew"]) for one in told] == [
        ("moved", "LO", "LO"),
        ("crew", "LO", "NO"),
        ("cancelled", "NO", ""),
    ]
    assert (told[0]["old_starts_at"], told[0]["new_starts_at"]) == (NINE_TOMORROW, NINE_TOMORROW + HOUR)
    assert {(one["asked_by"], one["reason"], bool(one["text"])) for one in told} == {("other", "text", True)}
    assert take_in(staffed, [last]).report.unchanged == 1
    assert count(staffed, move) == 3
    assert_sound(staffed)


def test_a_cancelled_one_blocks_nobody(staffed: Store) -> None:
    take_in(staffed, [visit()])
    take_in(staffed, [visit(state="cancelled")])
    assert row(staffed, assignment)["active"] is False
    assert take_in(staffed, [visit("2", ticket_key="INC2")]).report.added == 1


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (visit(ticket_key="INC99"), "There is no ticket INC99."),
        (visit(technicians=("XX",)), "There is no technician XX."),
        (visit(state="lost"), "An appointment is one of: "),
        (visit(zone="Mars"), "Mars is no time zone. Like: Europe/Berlin"),
        (visit(ends=NINE_TOMORROW), "An appointment ends after it began."),
        (visit(ends=NINE_TOMORROW + 25 * HOUR), "An appointment lasts at most 24 hours. Make one for each day."),
        (visit(travel_minutes=-5), "The way there takes between 0 and 1440 minutes."),
        (visit(window=(time(10), time(8))), "The window ends before it begins."),
        (
            visit(
                starts=datetime(2026, 3, 29, 8, tzinfo=UTC),
                ends=datetime(2026, 3, 29, 9, tzinfo=UTC),
                window=(time(2, 30), time(4)),
            ),
            "There is no 02:30 on Sun 29.03.2026: the clocks are put forward.",
        ),
    ],
)
def test_a_bad_appointment_stays_out_with_its_reason(staffed: Store, bad: ImportedAppointment, reason: str) -> None:
    told = take_in(staffed, [bad, visit("2", 3)])
    assert (told.report.added, told.report.rejected) == (1, 1)
    assert told.reasons[0].startswith(reason)
    assert_sound(staffed)


def test_two_technicians_with_one_name_cannot_be_told_apart(staffed: Store) -> None:
    technician_called(staffed, "L2", "Lorenz")
    assert take_in(staffed, [visit(technicians=("Lorenz",))]).reasons == ["Two technicians are called Lorenz."]
    assert take_in(staffed, [visit(technicians=("L2",))]).report.added == 1


def test_nothing_new_stands_for_a_ticket_that_has_ended(staffed: Store) -> None:
    take_in(staffed, [incident(state="closed", closed=NOW - HOUR)])
    told = take_in(staffed, [visit()])
    assert told.reasons == ["T-1001 has ended; nothing is booked for it any more."]
    past = NOW - timedelta(days=1)
    assert take_in(staffed, [visit(starts=past, ends=past + HOUR, state="done")]).report.added == 1


def test_a_rehearsal_finds_the_same_overlap_across_transactions(
    staffed: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "FIRST_ROWS", 1)
    monkeypatch.setattr(importing, "MOST_ROWS", 1)
    listed = [visit("1"), visit("2", ticket_key="INC2"), visit("3", 1), visit("3", 1)]
    before = count(staffed, journal)
    rehearsed = take_in(staffed, listed, dry_run=True)
    assert (count(staffed, journal), count(staffed, appointment)) == (before, 0)
    assert rehearsed.reasons == ["Lorenz is booked already in this list."]
    assert rehearsed.report == take_in(staffed, listed).report


def past_call(key: str = "1", **more: Any) -> ImportedEntry:
    row = ImportedEntry(
        source="calls",
        key=key,
        line=2,
        customer=CustomerRef("7", "Praxis Hahn", source="firms"),
        happened=datetime(2025, 3, 30, 7, 15, tzinfo=UTC),
        direction="in",
        channel="T",
        text="Müller rief an,\ndie Heizung ist kalt",
        person="Frau Hahn",
        author="gf",
    )
    return replace(row, **more)


CALLER = CustomerRef("Caller 9", "", source="incidents")


def test_a_past_call_is_an_entry_at_its_instant(either: Store) -> None:
    take_in(either, [praxis(site=PLACE)])
    told = take_in(either, [past_call()])
    assert told.report.added == 1
    entry = entries(either)[-1]
    assert (entry.verb, entry.links) == ("note", [("customer", 1)])
    assert entry.happened == datetime(2025, 3, 30, 7, 15, tzinfo=UTC)
    assert entry.said["text"] == "Müller rief an,\ndie Heizung ist kalt"
    assert (entry.said["person"], entry.said["author"], entry.said["channel"]) == ("Frau Hahn", "gf", "T")
    before = count(either, journal)
    assert take_in(either, [past_call()]).report.unchanged == 1
    assert count(either, journal) == before
    assert_sound(either)


def test_one_that_reads_differently_now_is_corrected_by_a_further_entry(either: Store) -> None:
    take_in(either, [past_call()])
    first = entries(either)[-1]
    told = take_in(either, [past_call(text="Müller rief an")])
    assert told.report.changed == 1
    last = entries(either)[-1]
    assert last.said["corrects"] == first.seq
    assert ("entry", first.seq) in last.links
    assert entries(either)[-2].said["text"] == "Müller rief an,\ndie Heizung ist kalt"


def test_a_call_about_a_ticket_is_linked_with_it(staffed: Store) -> None:
    take_in(staffed, [past_call(ticket_key="INC1", ticket_source="incidents", customer=CALLER)])
    assert entries(staffed)[-1].links == [("customer", 1), ("ticket", 1)]


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        (past_call(text=" "), "empty"),
        (past_call(direction="up"), "direction"),
        (past_call(channel="X"), "channel"),
        (past_call(happened=NOW + timedelta(days=1)), "happened"),
        (past_call(ticket_key="INC99", ticket_source="incidents"), "ticket"),
        (
            past_call(
                ticket_key="INC2", customer=CustomerRef("Caller 9", "", source="incidents"), ticket_source="incidents"
            ),
            "ticket",
        ),
        (past_call(customer=CustomerRef("99", "")), "customer"),
    ],
)
def test_a_bad_call_stays_out_with_its_reason(staffed: Store, bad: ImportedEntry, column: str) -> None:
    told = take_in(staffed, [bad])
    assert told.report.rejected == 1
    assert told.rejected[0].column == column
    assert told.rejected[0].reason
