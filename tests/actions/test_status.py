"""One digit tells where a technician is, and his appointment and its ticket follow (B11, B12, X16, X18)."""

from __future__ import annotations

from datetime import timedelta

from dispatcher.actions.ball import pass_ball
from dispatcher.actions.orders import send_order
from dispatcher.actions.outcome import Done
from dispatcher.actions.perform import perform
from dispatcher.actions.status import set_status
from dispatcher.actions.undo import undo
from dispatcher.actions.visit_end import end_visit
from dispatcher.domain.ball import Ball, PassBall
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.order import SendOrder
from dispatcher.domain.status import EndVisit, SetStatus
from dispatcher.domain.undo import Undo
from dispatcher.queries.history import history
from dispatcher.queries.telling import signs, told
from dispatcher.store.schema import appointment, technician, ticket
from dispatcher.store.store import Store
from tests.actions.desk import NINE_TOMORROW, NOW, assert_sound, done, entries, refused, row, technician_called
from tests.actions.visits import BERLIN, MINUTE, TEN, confirmed, is_now, on_site, to_the_minute, visit_of


def status(store: Store, ident: int) -> int:
    digit: int = row(store, technician, ident)["status"]
    return digit


def test_four_by_telephone_puts_him_on_site_and_the_ticket_in_work(either: Store) -> None:
    wolff = technician_called(either, "WO", "Wolff")
    visit = confirmed(either, visit_of(either, wolff))
    done(either, set_status, SetStatus(3, wolff, at=NOW - 20 * MINUTE))
    done(either, set_status, SetStatus(4, wolff))
    found = row(either, appointment, visit)
    assert (found["state"], found["en_route_at"], to_the_minute(found["on_site_at"])) == (
        "on site",
        NOW - 20 * MINUTE,
        NOW,
    )
    assert (status(either, wolff), to_the_minute(row(either, technician, wolff)["status_since"])) == (4, NOW)
    assert row(either, ticket)["state"] == "in work"
    with either.reading() as connection:
        rows = sorted(history(connection, 1).rows, key=lambda one: one.seq)[-2:]
    assert [f"{signs(one)} {told(one, BERLIN)}" for one in rows] == [
        "i  status T-1001 en route WO",
        "i  status T-1001 on site WO",
    ]
    assert_sound(either)


def test_x18_the_ticket_says_who_is_on_his_way_or_there_and_undo_brings_its_words_back(either: Store) -> None:
    wolff = technician_called(either, "WO", "Wolff")
    visit = confirmed(either, visit_of(either, wolff))
    is_now(either, ticket, 1, next_step="Wolff comes Mon 10:00")
    done(either, set_status, SetStatus(3, wolff, at=NOW - 20 * MINUTE))
    assert row(either, ticket)["next_step"] == "Wolff en route since 09:22"
    done(either, set_status, SetStatus(4, appointment=visit))
    assert row(either, ticket)["next_step"] == "Wolff on site since 09:42"
    done(either, undo, Undo())
    assert row(either, ticket)["next_step"] == "Wolff en route since 09:22"
    done(either, undo, Undo())
    assert row(either, ticket)["next_step"] == "Wolff comes Mon 10:00"
    done(either, set_status, SetStatus(3, wolff))
    done(either, set_status, SetStatus(1, wolff))
    assert row(either, ticket)["next_step"] == "keep the appointment"
    assert_sound(either)


def test_status_of_an_appointment_is_that_of_its_whole_crew(store: Store) -> None:
    okafor, schulte = technician_called(store, "OK", "Okafor"), technician_called(store, "SC", "Schulte")
    visit = confirmed(store, visit_of(store, okafor, schulte))
    done(store, set_status, SetStatus(3, appointment=visit, at=NOW - MINUTE))
    assert (status(store, okafor), status(store, schulte)) == (3, 3)
    done(store, set_status, SetStatus(4, schulte))
    assert (status(store, okafor), status(store, schulte)) == (4, 4)
    done(store, set_status, SetStatus(5, schulte))
    assert (status(store, okafor), status(store, schulte)) == (4, 5)


def test_b11_neither_confirmed_nor_en_route_while_a_point_is_missing_and_the_no_names_it(store: Store) -> None:
    wolff = technician_called(store, "WO", "Wolff")
    visit = visit_of(store, wolff)
    for digit in (2, 3):
        no = refused(store, set_status, SetStatus(digit, appointment=visit))
        assert no.code == "before-driving"
        assert "nobody is named who opens" in no.sentence
        assert "no deputy is named, nor that there is none" in no.sentence
    assert row(store, appointment, visit)["state"] == "proposed"
    is_now(store, appointment, visit, opener="Frau Ahlers")
    no = refused(store, set_status, SetStatus(3, wolff))
    assert "who opens" not in no.sentence
    assert "no deputy is named" in no.sentence


def test_b12_whoever_insists_is_driven_to_without_confirmation(store: Store) -> None:
    wolff = technician_called(store, "WO", "Wolff")
    visit = visit_of(store, wolff)
    is_now(store, appointment, visit, insisted="just come")
    done(store, set_status, SetStatus(2, appointment=visit))
    assert status(store, wolff) == 2
    done(store, set_status, SetStatus(3, appointment=visit))
    assert row(store, appointment, visit)["state"] == "en route"


def test_that_he_is_there_is_a_fact_whatever_was_not_settled_before(store: Store) -> None:
    wolff = technician_called(store, "WO", "Wolff")
    visit = visit_of(store, wolff)
    done(store, set_status, SetStatus(4, wolff))
    assert row(store, appointment, visit)["state"] == "on site"
    no = refused(store, set_status, SetStatus(4, wolff))
    assert no.sentence == "Wolff is on site already."


def test_free_over_somebody_on_site_asks_first_how_the_visit_ended(store: Store) -> None:
    wolff = technician_called(store, "WO", "Wolff")
    on_site(store, visit_of(store, wolff))
    no = refused(store, set_status, SetStatus(1, wolff))
    assert no.code == "on-site"
    assert no.sentence == ("Wolff is on site at Kanzlei Weber: 7 interrupted, 8 done or 9 no access comes first.")
    later = confirmed(store, visit_of(store, wolff, starts=TEN + timedelta(hours=2), name="Praxis Hahn"))
    assert refused(store, set_status, SetStatus(3, appointment=later)).code == "on-site"


def test_whoever_turns_back_is_free_and_his_appointment_as_safe_as_before(store: Store) -> None:
    wolff = technician_called(store, "WO", "Wolff")
    visit = confirmed(store, visit_of(store, wolff))
    done(store, set_status, SetStatus(3, wolff))
    done(store, set_status, SetStatus(1, wolff))
    found = row(store, appointment, visit)
    assert (found["state"], found["en_route_at"], status(store, wolff)) == ("confirmed", None, 1)


def test_free_says_nothing_about_the_next_customer(store: Store) -> None:
    wolff = technician_called(store, "WO", "Wolff")
    confirmed(store, visit_of(store, wolff))
    done(store, set_status, SetStatus(1, wolff))
    (entry,) = entries(store, "status")
    assert entry.links == [("technician", wolff)]


def test_he_asks_for_a_call_until_he_is_called(store: Store) -> None:
    reuter = technician_called(store, "RE", "Reuter")
    visit = on_site(store, visit_of(store, reuter))
    done(store, set_status, SetStatus(5, reuter))
    assert status(store, reuter) == 5
    done(store, set_status, SetStatus(5, reuter, called=True))
    assert status(store, reuter) == 4
    no = refused(store, set_status, SetStatus(5, reuter, called=True))
    assert no.sentence == "Reuter does not ask for a call."
    assert row(store, appointment, visit)["state"] == "on site"


def test_that_he_is_free_is_about_himself_wherever_in_his_day_one_looks(store: Store) -> None:
    reuter = technician_called(store, "RE", "Reuter")
    over = visit_of(store, reuter)
    is_now(store, appointment, over, state="done")
    done(store, set_status, SetStatus(5, reuter, over))
    assert status(store, reuter) == 5
    done(store, set_status, SetStatus(1, reuter, over))
    assert status(store, reuter) == 1


def test_x16_whoever_drives_has_read_his_order(either: Store) -> None:
    wolff = technician_called(either, "WO", "Wolff")
    visit = confirmed(either, visit_of(either, wolff))
    done(either, send_order, SendOrder(visit))
    done(either, set_status, SetStatus(4, wolff))
    assert to_the_minute(row(either, appointment, visit)["order_acknowledged_at"]) == NOW


def test_x18_the_wrong_digit_is_taken_back_and_both_entries_stay(either: Store) -> None:
    wolff = technician_called(either, "WO", "Wolff")
    visit = confirmed(either, visit_of(either, wolff))
    before = row(either, appointment, visit), row(either, technician, wolff), row(either, ticket)
    done(either, set_status, SetStatus(4, wolff))
    done(either, undo, Undo())
    after = row(either, appointment, visit), row(either, technician, wolff), row(either, ticket)
    for was, now in zip(before, after, strict=True):
        assert {**was, "version": 0} == {**now, "version": 0}
    assert [entry.verb for entry in entries(either)][-2:] == ["status", "undo"]
    assert_sound(either)


def test_a_status_says_what_has_happened_and_not_before_the_last_one(store: Store) -> None:
    wolff = technician_called(store, "WO", "Wolff")
    confirmed(store, visit_of(store, wolff))
    assert refused(store, set_status, SetStatus(4, wolff, at=NOW + MINUTE)).code == "at"
    done(store, set_status, SetStatus(3, wolff, at=NOW - 10 * MINUTE))
    no = refused(store, set_status, SetStatus(4, wolff, at=NOW - 11 * MINUTE))
    assert no.sentence == "That was before 23.11. 09:32, when the last status was reported."


def test_a_digit_on_a_later_day_was_meant_for_another_appointment(store: Store) -> None:
    wolff = technician_called(store, "WO", "Wolff")
    visit = confirmed(store, visit_of(store, wolff, starts=NINE_TOMORROW))
    assert refused(store, set_status, SetStatus(4, appointment=visit)).code == "early"
    assert refused(store, set_status, SetStatus(2, appointment=visit)).code == "confirmed"
    assert refused(store, set_status, SetStatus(4, wolff)).sentence == "Wolff has no appointment today."


def test_what_is_no_digit_or_nobody_is_refused(store: Store) -> None:
    wolff = technician_called(store, "WO", "Wolff")
    visit = visit_of(store, wolff)
    assert refused(store, set_status, SetStatus(8, wolff)).code == "digit"
    assert refused(store, set_status, SetStatus(5)).code == "technician"
    assert refused(store, set_status, SetStatus(5, 99)).code == "technician"
    assert refused(store, set_status, SetStatus(4, appointment=99)).code == "appointment"
    assert refused(store, set_status, SetStatus(4, appointment=visit, seen=7)).code == "conflict"
    is_now(store, appointment, visit, state="done")
    assert refused(store, set_status, SetStatus(4, appointment=visit)).code == "over"


def test_x18_what_somebody_else_went_on_with_stands_in_the_way_of_an_undo(store: Store) -> None:
    wolff = technician_called(store, "WO", "Wolff")
    visit = on_site(store, visit_of(store, wolff))
    done(store, end_visit, EndVisit(visit, 7))
    other = Actor(1, "wh", "dispatcher")
    due = NINE_TOMORROW + timedelta(hours=1)
    passed = perform(store, pass_ball, PassBall(1, Ball("other", "delivers", due, "Ziegler")), other, Clock(NOW))
    assert isinstance(passed, Done)
    no = refused(store, undo, Undo())
    assert no.code == "in-the-way"
    assert no.sentence.startswith("wh has gone on with T-1001 since: ball passed")
    assert row(store, appointment, visit)["state"] == "interrupted"
