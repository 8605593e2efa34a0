"""Lists of tickets and event logs are taken in with their histories, at the instants at which things happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dispatcher.actions import importing
from dispatcher.domain.clock import Clock
from dispatcher.domain.imported import CustomerRef, ImportedTicket
from dispatcher.store.schema import customer, journal, site, ticket
from dispatcher.store.store import Store
from tests.actions.desk import (
    DISPATCHER,
    HOUR,
    NINE_TOMORROW,
    NOW,
    assert_sound,
    by_word,
    count,
    entries,
    row,
    rows,
)
from tests.actions.lists import PLACE, event, incident, praxis, take_in

CLOSED = NOW - 3 * HOUR


def worked_on(store: Store, **changes: str) -> None:
    """A person plans the ticket between two imports."""
    with store.writing(DISPATCHER, Clock(NOW)) as uow:
        uow.update(ticket, 1, row(store, ticket)["version"], forget=False, **changes)
        uow.record("ticket update", [("ticket", 1)], {})


def test_an_open_ticket_comes_to_us_for_review_on_the_next_working_day(either: Store) -> None:
    told = take_in(either, [incident(urgent=True, channel="T", skills=("TK", "Glas faser"), minutes=45, person="Reh")])
    assert told.report.added == 1
    made = row(either, ticket)
    assert (made["number"], made["source_number"], made["state"]) == (1001, "INC1", "new")
    assert (made["ball"], made["next_step"], made["due_at"]) == ("us", "review import", NINE_TOMORROW)
    assert (made["urgent"], made["skills"], made["minutes"]) == (True, "TK Glas-faser", 45)
    assert made["reported_at"] == NOW - timedelta(days=10)
    assert row(either, customer)["name"] == "Caller 9"
    entry = entries(either)[-1]
    assert (entry.verb, entry.happened) == ("file ticket", NOW - timedelta(days=10))
    assert entry.said["text"] == "Mail kommt nicht an\nseit heute früh"
    assert (entry.said["direction"], entry.said["channel"], entry.said["person"]) == ("in", "T", "Reh")
    assert set(entry.links) == {("customer", 1), ("ticket", 1)}
    assert_sound(either)


def test_the_review_is_our_step_on_our_next_working_day_wherever_the_site_is(either: Store) -> None:
    dresden = replace(PLACE, place="Dresden", state="SN")
    boston = replace(PLACE, place="Boston", state="MA", country="US", zone="America/New_York")
    tuesday = Clock(datetime(2026, 11, 17, 12, tzinfo=UTC))
    listed = [
        incident("1", site=dresden, reported=NOW - timedelta(days=40)),
        incident("2", site=boston, reported=NOW - timedelta(days=40)),
    ]
    importing.import_rows(either, listed, DISPATCHER, tuesday)
    assert [one["due_at"] for one in rows(either, ticket)] == [
        datetime(2026, 11, 18, 8, tzinfo=UTC),
        datetime(2026, 11, 18, 8, tzinfo=UTC),
    ]


def test_who_acts_next_can_stand_in_the_list(either: Store) -> None:
    due = NINE_TOMORROW + 24 * HOUR
    take_in(either, [incident(ball="customer", ball_who="Frau Reh", next_step="names a date", due=due)])
    made = row(either, ticket)
    assert (made["ball"], made["ball_who"], made["next_step"], made["due_at"]) == (
        "customer",
        "Frau Reh",
        "names a date",
        due,
    )
    told = take_in(either, [incident("2", ball="customer", next_step="names a date", due=due)])
    assert told.reasons == ["Who has the ball? A name is needed."]


def test_a_closed_ticket_is_closed_when_the_list_says_or_at_its_last_event(either: Store) -> None:
    last = event(2, "closed")
    listed = [
        incident("1", "closed", closed=CLOSED),
        incident("2", "closed", events=(event(5), last), rows=2),
        incident("3", "cancelled"),
    ]
    take_in(either, listed)
    assert [one["closed_at"] for one in rows(either, ticket)] == [CLOSED, last.happened, NOW - timedelta(days=10)]
    assert {one["ball"] for one in rows(either, ticket)} == {None}
    assert_sound(either)


def test_each_update_of_an_incident_is_an_entry_at_its_instant(either: Store) -> None:
    history = (event(50, "new", "reported"), event(30), event(3, "waiting", "waits for the user", "Resolver 7"))
    told = take_in(either, [incident(state="waiting", events=history, rows=3)])
    assert (told.report.read, told.report.added) == (3, 1)
    found = entries(either, "ticket update")
    assert [entry.happened for entry in found] == [one.happened for one in history]
    assert [entry.said["state"] for entry in found] == ["new", "in work", "waiting"]
    assert found[-1].said["owner"] == "Resolver 7"
    assert found[-1].said["text"] == "waits for the user"
    assert all(set(entry.links) == {("customer", 1), ("ticket", 1)} for entry in found)
    assert all(entry.recorded > NOW - timedelta(days=3650) for entry in found)
    assert_sound(either)


def test_the_same_log_again_adds_nothing_and_a_longer_one_what_is_new(either: Store) -> None:
    first = incident(state="in work", events=(event(50, "new"), event(30)), rows=2)
    take_in(either, [first])
    before = count(either, journal)
    assert take_in(either, [first]).report.unchanged == 1
    assert count(either, journal) == before
    longer = incident(state="closed", closed=CLOSED, events=(*first.events, event(3, "closed", "done")), rows=3)
    told = take_in(either, [longer])
    assert (told.report.added, told.report.changed) == (0, 1)
    assert len(entries(either, "ticket update")) == 3
    made = row(either, ticket)
    assert (made["state"], made["closed_at"], made["ball"], made["due_at"]) == ("closed", CLOSED, None, None)
    assert_sound(either)


def test_a_ticket_that_was_opened_again_comes_to_us_again(either: Store) -> None:
    take_in(either, [incident(state="closed", closed=CLOSED)])
    take_in(either, [incident(state="in work")])
    made = row(either, ticket)
    assert (made["closed_at"], made["ball"], made["next_step"]) == (None, "us", "review import")
    take_in(either, [incident(state="waiting")])
    assert row(either, ticket)["state"] == "waiting"
    assert_sound(either)


def test_two_updates_that_say_the_same_in_the_same_minute_are_two(either: Store) -> None:
    twice = incident(state="in work", events=(event(5), event(5)), rows=2)
    take_in(either, [twice])
    take_in(either, [replace(twice, text="more")])
    assert len(entries(either, "ticket update")) == 2


def test_a_ticket_that_was_worked_on_keeps_state_and_ball(either: Store) -> None:
    take_in(either, [incident()])
    worked_on(either, state="planned", next_step="call Ms Reh")
    told = take_in(either, [incident(state="closed", closed=CLOSED, title="Mail geht nicht", line=9)])
    made = row(either, ticket)
    assert (made["state"], made["closed_at"], made["next_step"]) == ("planned", None, "call Ms Reh")
    assert made["title"] == "Mail geht nicht"
    found = {one.field: (one.theirs, one.ours) for one in told.by_hand}
    assert found == {"state": ("closed", "planned"), "closed_at": ("2026-11-23 05:42:00.000000Z", "")}
    assert_sound(either)


def test_a_ball_that_somebody_gave_on_is_not_taken_back_by_a_new_state(either: Store) -> None:
    take_in(either, [incident()])
    worked_on(either, ball="customer", ball_who="Ms Reh")
    assert take_in(either, [incident()]).by_hand == []
    told = take_in(either, [incident(state="closed", closed=CLOSED)])
    assert [one.field for one in told.by_hand] == ["state", "closed_at"]
    assert row(either, ticket)["ball"] == "customer"


def test_unnamed_callers_are_one_customer_with_many_sites(either: Store) -> None:
    city = CustomerRef("boston", "Boston 311", collective=True)
    streets = ["1 Main St", "2 Main St", "1 Main St"]
    listed = [
        incident(str(n), customer=city, site=replace(PLACE, name=street, street=street, postcode=""), line=n)
        for n, street in enumerate(streets, start=1)
    ]
    assert take_in(either, listed).report.added == 3
    assert [(one["name"], one["collective"]) for one in rows(either, customer)] == [("Boston 311", True)]
    assert [one["site_id"] for one in rows(either, ticket)] == [1, 2, 1]
    assert take_in(either, [*listed, incident("4", customer=city)]).report.added == 1
    assert count(either, customer) == 1
    assert by_word(either, "main") == {1}
    assert_sound(either)


def test_a_site_the_customer_has_is_not_made_again(either: Store) -> None:
    take_in(either, [praxis()])
    take_in(either, [incident(customer=CustomerRef("7", "Praxis Hahn", source="firms"), site=replace(PLACE, name="?"))])
    assert count(either, site) == 1
    assert row(either, ticket)["site_id"] == 1
    assert ("site", 1) in entries(either)[-1].links


def long_history(number: int) -> ImportedTicket:
    events = tuple(event(2000 - n, "in work", f"update {n}") for n in range(number))
    return incident(state="in work", events=events, rows=number, reported=NOW - 3000 * HOUR)


def test_a_very_long_history_is_taken_in_by_short_transactions(either: Store) -> None:
    told = take_in(either, [long_history(1300)])
    assert (told.report.read, told.report.added) == (1300, 1)
    assert len(told.progress) > 2
    assert len(entries(either, "ticket update")) == 1300
    assert take_in(either, [long_history(1300)]).report.unchanged == 1
    assert len(entries(either, "ticket update")) == 1300
    assert_sound(either)


def test_a_long_history_that_was_cut_off_is_finished_by_the_next_run(
    either: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(importing._Run, "_count", cut_off_after(1))
        with pytest.raises(KeyboardInterrupt):
            take_in(either, [long_history(1300)])
    assert 0 < len(entries(either, "ticket update")) < 1300
    told = take_in(either, [long_history(1300)])
    assert (told.report.added, told.report.changed + told.report.unchanged) == (0, 1)
    assert len(entries(either, "ticket update")) == 1300
    assert_sound(either)


def cut_off_after(batches: int) -> object:
    seen: list[int] = []

    def counted(self: object, rows: int, verdict: object) -> None:
        seen.append(rows)
        if len(seen) > batches:
            raise KeyboardInterrupt

    return counted


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        (incident(title=" "), "title"),
        (incident(title="x" * 501), "title"),
        (incident(state="lost"), "state"),
        (incident(events=(event(5, "lost"),)), "state"),
        (incident(channel="X"), "channel"),
        (incident(minutes=0), "minutes"),
        (incident(minutes=10**9), "minutes"),
        (incident(reported=NOW + timedelta(days=1)), "reported"),
        (incident(events=(event(-24),)), "reported"),
        (incident(customer=CustomerRef("9", "")), "customer"),
        (incident(site=replace(PLACE, zone="?")), "zone"),
        (incident(""), "key"),
        (incident("x" * 201), "key"),
    ],
)
def test_a_bad_ticket_stays_out_with_its_reason(either: Store, bad: ImportedTicket, column: str) -> None:
    told = take_in(either, [replace(bad, rows=3, line=4), incident("INC2", line=7)])
    assert (told.report.read, told.report.added, told.report.rejected) == (4, 1, 3)
    assert (told.rejected[0].line, told.rejected[0].column) == (4, column)
    assert [one["source_number"] for one in rows(either, ticket)] == ["INC2"]
    assert_sound(either)
