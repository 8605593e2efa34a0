"""A visit is over, its job perhaps not: done, interrupted, parts, no access (B13, X13, X14, X17, X18)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from dispatcher.actions.follow_up_visit import plan_follow_up
from dispatcher.actions.no_access import no_access
from dispatcher.actions.part import part_arrived
from dispatcher.actions.technician import AddTechnician, add_technician
from dispatcher.actions.undo import undo
from dispatcher.actions.visit_end import end_visit
from dispatcher.domain.ball import Ball
from dispatcher.domain.part import AddPart, PartArrived
from dispatcher.domain.status import EndVisit, NoAccess, PlanFollowUp
from dispatcher.domain.technician import Hours
from dispatcher.domain.undo import Undo
from dispatcher.queries.history import history
from dispatcher.queries.telling import signs, told
from dispatcher.store.schema import appointment, assignment, clock_stop, part, technician, ticket
from dispatcher.store.store import Store
from tests.actions.desk import (
    HOUR,
    NINE_TOMORROW,
    NOW,
    assert_sound,
    done,
    entries,
    refused,
    row,
    rows,
    technician_called,
)
from tests.actions.visits import BERLIN, MINUTE, NINE, TEN, confirmed, done_at, on_site, to_the_minute, visit_of

WEDNESDAY = datetime(2026, 11, 25, 16, tzinfo=UTC)
TRIED = ((NINE + 4 * MINUTE, "030 23125-117"), (NINE + 6 * MINUTE, "030 23125-118"))


def at_work(store: Store, **more: Any) -> int:
    """Wolff is on site since nine."""
    visit = visit_of(store, technician_called(store, "WO", "Wolff"), starts=NINE, **more)
    return on_site(store, visit, NINE)


def latest(store: Store) -> str:
    with store.reading() as connection:
        found = max(history(connection, 1).rows, key=lambda one: one.seq)
    return f"{signs(found)} {told(found, BERLIN)}"


def test_x17_the_fault_is_gone_and_the_ticket_is_ours_to_close(either: Store) -> None:
    visit = at_work(either)
    done(either, end_visit, EndVisit(visit, 8, fixed=True))
    found = row(either, ticket)
    assert (found["state"], found["ball"], found["next_step"]) == ("fixed", "us", "close the ticket")
    visited = row(either, appointment, visit)
    assert (visited["state"], to_the_minute(visited["left_at"])) == ("done", NOW)
    assert row(either, technician)["status"] == 8
    assert latest(either) == "iV visit T-1001 done WO: the fault is gone [f-up 24.11.]"
    assert_sound(either)


def test_x17_the_visit_is_over_and_the_job_is_not(store: Store) -> None:
    visit = at_work(store)
    ball = Ball("customer", "names a new date", NINE_TOMORROW, "Frau Ahlers")
    done(store, end_visit, EndVisit(visit, 8, ball=ball, text="needs a ladder"))
    found = row(store, ticket)
    assert (found["state"], found["ball"], found["ball_who"]) == ("waiting", "customer", "Frau Ahlers")
    assert (found["due_at"], found["closed_at"]) == (NINE_TOMORROW, None)
    assert latest(store) == "iV visit T-1001 done WO: the fault is not gone: needs a ladder [f-up 24.11.]"


def test_an_interrupted_visit_is_back_among_the_unscheduled_with_ball_and_date(either: Store) -> None:
    visit = at_work(either)
    done(either, end_visit, EndVisit(visit, 7, at=NOW - 2 * MINUTE))
    found = row(either, ticket)
    assert (found["state"], found["ball"], found["next_step"]) == ("waiting", "us", "plan the follow-up visit")
    assert found["due_at"] == NINE_TOMORROW
    assert row(either, assignment)["blocked_until"] == NOW - 2 * MINUTE
    assert_sound(either)


def test_the_ball_lies_with_the_next_appointment_where_one_stands(store: Store) -> None:
    from dispatcher.actions.appointment import book
    from dispatcher.domain.appointment import Book

    visit = at_work(store)
    done(store, book, Book(1, (1,), NINE_TOMORROW, NINE_TOMORROW + HOUR, BERLIN))
    done(store, end_visit, EndVisit(visit, 7))
    found = row(store, ticket)
    assert (found["state"], found["ball"], found["due_at"]) == ("planned", "appointment", NINE_TOMORROW + HOUR)


def test_x13_a_part_is_missing(either: Store) -> None:
    visit = at_work(either)
    wish = AddPart(1, "main board", "Ziegler", WEDNESDAY, "B-77")
    done(either, end_visit, EndVisit(visit, 7, part=wish))
    found = row(either, ticket)
    assert (found["state"], found["ball"], found["ball_who"]) == ("waiting", "other", "Ziegler")
    assert found["due_at"] == datetime(2026, 11, 26, 8, tzinfo=UTC)
    assert row(either, part)["reference"] == "B-77"
    (stop,) = rows(either, clock_stop)
    (entry,) = entries(either, "end visit")
    assert (stop["reason"], to_the_minute(stop["starts_at"]), stop["proof_seq"]) == ("part", NOW, entry.seq)
    assert stop["ends_at"] is None
    draft = row(either, appointment, 2)
    assert (draft["state"], draft["starts_at"]) == ("asked", datetime(2026, 11, 26, 8, tzinfo=UTC))
    assert draft["ends_at"] - draft["starts_at"] == HOUR
    assert [(one["technician_id"], one["active"]) for one in rows(either, assignment)] == [(1, True), (1, False)]
    done(either, part_arrived, PartArrived(1))
    assert row(either, ticket)["ball"] == "us"
    assert_sound(either)


def test_x13_the_part_is_there_and_the_draft_becomes_a_visit(either: Store) -> None:
    visit = at_work(either)
    done(either, end_visit, EndVisit(visit, 7, part=AddPart(1, "main board", "Ziegler", WEDNESDAY)))
    assert refused(either, plan_follow_up, PlanFollowUp(visit)).code == "draft"
    assert refused(either, plan_follow_up, PlanFollowUp(2, seen=9)).code == "conflict"
    done(either, part_arrived, PartArrived(1))
    planned = done(either, plan_follow_up, PlanFollowUp(2)).ref
    found = row(either, appointment, planned)
    assert (found["state"], found["starts_at"]) == ("proposed", datetime(2026, 11, 26, 8, tzinfo=UTC))
    assert row(either, ticket)["ball"] == "appointment"
    assert [one["id"] for one in rows(either, appointment)] == [visit, planned]
    done(either, undo, Undo())
    assert row(either, appointment, 2)["state"] == "asked"
    assert row(either, appointment, planned)["state"] == "cancelled"
    assert_sound(either)


def test_x13_a_part_that_came_late_is_built_in_on_the_next_working_day(store: Store) -> None:
    visit = at_work(store)
    done(store, end_visit, EndVisit(visit, 7, part=AddPart(1, "main board", "Ziegler", WEDNESDAY)))
    friday = datetime(2026, 11, 27, 10, tzinfo=UTC)
    planned = done_at(store, friday, plan_follow_up, PlanFollowUp(2)).ref
    assert row(store, appointment, planned)["starts_at"] == datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_x18_a_part_that_was_not_missing_is_taken_back_with_its_draft(either: Store) -> None:
    visit = at_work(either)
    before = row(either, ticket)
    done(either, end_visit, EndVisit(visit, 7, part=AddPart(1, "main board", "Ziegler", WEDNESDAY)))
    done(either, undo, Undo())
    assert {**row(either, ticket), "version": 0} == {**before, "version": 0}
    assert row(either, appointment, visit)["state"] == "on site"
    assert row(either, appointment, 2)["state"] == "cancelled"
    assert row(either, clock_stop)["archived"]
    assert row(either, part)["archived"]
    assert_sound(either)


def test_b13_no_access_stops_the_clock_with_its_proof(either: Store) -> None:
    visit = at_work(either)
    wish = NoAccess(
        visit, person="Ms Sorel", attempts=TRIED, wait=25, travel=60, parking="none", fine="35 EUR",
        text="the desk knows nothing",
    )  # fmt: skip
    done(either, no_access, wish)
    found = row(either, appointment, visit)
    assert (found["state"], found["fault"], found["left_at"]) == ("no access", "customer", NINE + 25 * MINUTE)
    (stop,) = rows(either, clock_stop)
    (entry,) = entries(either, "no access")
    assert (stop["reason"], stop["starts_at"], stop["proof_seq"]) == ("no access", NINE + 25 * MINUTE, entry.seq)
    after = row(either, ticket)
    assert (after["state"], after["ball"], after["due_at"]) == ("waiting", "us", NINE_TOMORROW)
    assert after["next_step"] == "new appointment; drive chargeable? check the contract"
    assert row(either, technician)["status"] == 9
    assert latest(either) == (
        "iV Ms Sorel: visit T-1001 no access WO: 09:00-09:25; tried 09:04 030 23125-117, 09:06 030 23125-118; "
        "travel 60 min; parking: none; fine: 35 EUR: the desk knows nothing [f-up 24.11.]"
    )
    assert_sound(either)


def test_b13_a_wait_told_in_whole_minutes_ends_now_and_not_some_seconds_later(store: Store) -> None:
    visit = at_work(store)
    arrived = NOW - 25 * MINUTE + MINUTE / 2
    assert refused(store, no_access, NoAccess(visit, arrived=arrived, attempts=TRIED, wait=27)).code == "at"
    done(store, no_access, NoAccess(visit, arrived=arrived, attempts=TRIED, wait=25))
    assert to_the_minute(row(store, appointment, visit)["left_at"]) == NOW


def test_b13_fewer_than_two_attempts_need_a_reason(store: Store) -> None:
    visit = at_work(store)
    no = refused(store, no_access, NoAccess(visit, attempts=TRIED[:1]))
    assert (no.code, no.sentence) == ("text", "Fewer than two attempts to reach somebody: say why.")
    done(store, no_access, NoAccess(visit, attempts=TRIED[:1], text="no number on record"))


def test_x14_early_is_not_the_customers_fault_and_the_clock_goes_on(either: Store) -> None:
    wolff = technician_called(either, "WO", "Wolff")
    eleven = NOW + 78 * MINUTE
    visit = visit_of(either, wolff, starts=eleven, window=(eleven, eleven + 2 * HOUR))
    done(either, no_access, NoAccess(visit, arrived=NOW - MINUTE, attempts=TRIED))
    assert row(either, appointment, visit)["fault"] == "us"
    (stop,) = rows(either, clock_stop)
    assert (stop["reason"], to_the_minute(stop["ends_at"])) == ("wish", NOW)
    assert row(either, ticket)["next_step"] == "new appointment"
    assert "no access WO: before the window; 09:41-09:42" in latest(either)


def test_x14_whoever_waits_into_the_window_was_not_early(store: Store) -> None:
    wolff = technician_called(store, "WO", "Wolff")
    visit = visit_of(store, wolff, starts=NINE, window=(NINE, NINE + 2 * HOUR))
    done(store, no_access, NoAccess(visit, arrived=NINE - 20 * MINUTE, attempts=TRIED))
    assert row(store, appointment, visit)["fault"] == "customer"


def test_behind_the_window_nobody_has_to_be_there_either(store: Store) -> None:
    eight = NINE - HOUR
    wolff = technician_called(store, "WO", "Wolff")
    visit = visit_of(store, wolff, starts=eight, window=(eight, eight + HOUR / 2), travel_minutes=0)
    done(store, no_access, NoAccess(visit, arrived=NINE, attempts=TRIED))
    assert row(store, appointment, visit)["fault"] == "us"
    assert "no access" not in [stop["reason"] for stop in rows(store, clock_stop)]


def test_x18_no_access_is_taken_back_and_the_clock_runs(either: Store) -> None:
    visit = at_work(either)
    done(either, no_access, NoAccess(visit, attempts=TRIED))
    done(either, undo, Undo())
    found = row(either, appointment, visit)
    assert (found["state"], found["fault"], found["left_at"]) == ("on site", "", None)
    assert row(either, clock_stop)["archived"]
    assert row(either, technician)["status"] != 9
    assert_sound(either)


WEEK: Hours = ((420, 1020),) * 5 + (None, None)


def test_x12_whoever_worked_at_night_rests_for_eleven_hours(either: Store) -> None:
    nowak = done(either, add_technician, AddTechnician("NO", "Nowak", hours=WEEK)).ref
    night = datetime(2026, 11, 22, 23, 40, tzinfo=UTC)
    visit = visit_of(either, nowak, starts=night, override="on call")
    on_site(either, visit, night)
    two = night + 80 * MINUTE
    done(either, end_visit, EndVisit(visit, 8, fixed=True, at=two))
    assert row(either, technician, nowak)["rest_until"] == datetime(2026, 11, 23, 12, tzinfo=UTC)
    done(either, undo, Undo())
    assert row(either, technician, nowak)["rest_until"] is None


def test_x12_a_day_that_lasts_longer_is_no_night(store: Store) -> None:
    nowak = done(store, add_technician, AddTechnician("NO", "Nowak", hours=WEEK)).ref
    visit = on_site(store, visit_of(store, nowak, starts=NINE), NINE)
    done(store, end_visit, EndVisit(visit, 8, fixed=True))
    assert row(store, technician, nowak)["rest_until"] is None


def test_the_protocol_needs_an_arrival_and_instants_that_can_be(store: Store) -> None:
    visit = confirmed(store, visit_of(store, technician_called(store, "WO", "Wolff"), starts=NOW - HOUR + 2 * MINUTE))
    assert refused(store, no_access, NoAccess(visit, attempts=TRIED)).code == "arrived"
    assert refused(store, no_access, NoAccess(visit, TEN, attempts=TRIED)).code == "at"
    assert refused(store, no_access, NoAccess(visit, NINE, wait=60, attempts=TRIED)).code == "at"
    later = ((NOW + MINUTE, "1"), (NOW + 2 * MINUTE, "1"))
    assert refused(store, no_access, NoAccess(visit, NINE, attempts=later)).code == "at"
    assert refused(store, no_access, NoAccess(visit, NINE, wait=-5, attempts=TRIED)).code == "wait"


def test_an_end_is_refused_before_the_visit_begins_and_when_it_is_over(store: Store) -> None:
    wolff = technician_called(store, "WO", "Wolff")
    visit = confirmed(store, visit_of(store, wolff, starts=NOW + timedelta(hours=2)))
    assert refused(store, end_visit, EndVisit(visit, 8, fixed=True)).code == "early"
    at_hahn = on_site(store, visit_of(store, wolff, starts=NINE, name="Praxis Hahn"), NINE)
    assert refused(store, end_visit, EndVisit(at_hahn, 4)).code == "digit"
    assert refused(store, end_visit, EndVisit(at_hahn, 7, fixed=True)).code == "fixed"
    assert refused(store, end_visit, EndVisit(at_hahn, 8, ball=Ball("customer", "calls", NINE_TOMORROW))).code == (
        "ball-who"
    )
    done(store, end_visit, EndVisit(at_hahn, 8, fixed=True))
    assert refused(store, end_visit, EndVisit(at_hahn, 8, fixed=True)).code == "over"
