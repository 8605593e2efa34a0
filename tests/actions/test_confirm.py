"""Confirmed is a named person who opens, with a deputy and the gate informed, and an entry that proves it (I3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from dispatcher.actions.confirm import confirm, insist
from dispatcher.actions.importing import import_rows
from dispatcher.actions.messages import settle_message, voicemail
from dispatcher.actions.record_ends import archive_record
from dispatcher.actions.undo import undo
from dispatcher.domain.clock import Clock
from dispatcher.domain.confirming import Insist, before_driving, missing, refuse_drive
from dispatcher.domain.imported import CustomerRef, RejectedRow
from dispatcher.domain.imported_records import ImportedAbsence
from dispatcher.domain.message import SettleMessage, Voicemail
from dispatcher.domain.record import ArchiveRecord
from dispatcher.domain.undo import Undo
from dispatcher.store.readiness import points_of
from dispatcher.store.schema import promise, ticket
from dispatcher.store.store import Store
from tests.actions.confirm_desk import BONNARD, CALVET, TWO_HOURS, Embassy, embassy
from tests.actions.desk import DISPATCHER, HOUR, NINE_TOMORROW, NOW, assert_sound, done, entries, refused, row, rows
from tests.actions.promise_desk import WH, did
from tests.actions.records_desk import edit


@pytest.fixture
def tarvonia(store: Store) -> Iterator[Embassy]:
    yield embassy(store)
    assert_sound(store)


def test_b2_all_three_answers_confirm_it_and_the_entry_proves_it(store: Store, tarvonia: Embassy) -> None:
    seq = tarvonia.confirm(spoken_with="Bonnard")
    found, entry = tarvonia.row(), entries(store)[-1]
    assert (found["state"], found["opener_id"], found["deputy_id"]) == ("confirmed", CALVET, BONNARD)
    assert (found["confirmed_with"], found["confirmed_channel"]) == ("Frau Bonnard", "T")
    assert (found["confirmed_seq"], found["confirmed_at"]) == (seq, entry.happened)
    assert (entry.verb, entry.said["channel"], entry.said["person"]) == ("confirm", "T", "Frau Bonnard")
    assert entry.said["text"] == "Herr Calvet opens; deputy Frau Bonnard; registered with Ms Sorel"
    assert {("customer", tarvonia.customer), ("ticket", tarvonia.ticket), ("appointment", 1)} <= set(entry.links)


def test_b2_without_an_opener_it_stays_proposed(tarvonia: Embassy) -> None:
    code, sentence = tarvonia.no(opener=None)
    assert code == "opener"
    assert sentence == "Not confirmed, before driving (2/3): nobody is named who opens."
    assert tarvonia.state() == ("proposed", "")


def test_b11_each_missing_point_is_named(tarvonia: Embassy) -> None:
    code, sentence = tarvonia.no(opener=None, deputy=None, registered="")
    assert code == "opener"
    assert sentence == (
        "Not confirmed, before driving (0/3): nobody is named who opens; no deputy is named, nor that there is none; "
        "nobody has registered us at the gate."
    )
    assert tarvonia.no(deputy=None)[0] == "deputy"
    assert tarvonia.no(registered="")[0] == "registered"


def test_b11_the_strip_counts_what_is_answered(store: Store, tarvonia: Embassy) -> None:
    with store.reading() as connection:
        points = points_of(connection, tarvonia.visit)
    assert points is not None
    assert (before_driving(points), len(missing(points))) == ("before driving (0/3)", 3)
    refusal = refuse_drive(points)
    assert refusal is not None
    assert refusal.sentence.startswith("Not confirmed, before driving (0/3): nobody")
    tarvonia.confirm()
    with store.reading() as connection:
        points = points_of(connection, tarvonia.visit)
    assert points is not None
    assert (before_driving(points), missing(points)) == ("before driving (3/3)", ())
    assert refuse_drive(points) is None


def test_b2_none_known_is_an_answer_and_asks_for_a_deputy_this_afternoon(store: Store, tarvonia: Embassy) -> None:
    tarvonia.confirm(deputy=None, no_deputy=True)
    found = row(store, ticket)
    assert (found["next_step"], found["ball"]) == ("ask for a deputy", "appointment")
    assert found["due_at"] == NOW.replace(hour=14, minute=0)  # 15:00 in Berlin
    tarvonia.confirm()
    assert (row(store, ticket)["next_step"], row(store, ticket)["due_at"]) == (
        "keep the appointment",
        NINE_TOMORROW + TWO_HOURS,
    )


def test_b2_whoever_registers_us_owes_us_that_today(store: Store, tarvonia: Embassy) -> None:
    tarvonia.confirm(registered="", registers="Bonnard")
    owed = row(store, promise)
    assert (owed["side"], owed["what"], owed["person_id"]) == ("theirs", "registers us", BONNARD)
    assert owed["due_at"] == NOW.replace(hour=16, minute=0)  # the office closes at 17:00
    assert tarvonia.state() == ("confirmed", "")
    tarvonia.confirm(registered="", registers="Bonnard")
    assert len(rows(store, promise)) == 1


def test_b2_an_open_site_asks_for_no_registration(store: Store) -> None:
    from dispatcher.domain.imported import ImportedSite

    shop = embassy(store, ImportedSite("", place="Berlin", state="BE", access_class="open"))
    assert shop.no(opener=None, registered="")[1] == "Not confirmed, before driving (1/2): nobody is named who opens."
    shop.confirm(registered="")
    assert shop.state() == ("confirmed", "")


def test_somebody_off_the_record_opens_by_his_name(store: Store, tarvonia: Embassy) -> None:
    tarvonia.confirm(opener=None, opener_name="Mr Thiele", deputy=None, deputy_name="bonnard")
    found = tarvonia.row()
    assert (found["opener_id"], found["opener"], found["deputy_id"], found["deputy"]) == (
        None,
        "Mr Thiele",
        BONNARD,
        "",
    )
    assert found["confirmed_with"] == "Mr Thiele"


def test_the_window_told_is_kept_or_is_the_slot(tarvonia: Embassy) -> None:
    tarvonia.confirm()
    assert (tarvonia.row()["window_from"], tarvonia.row()["window_until"]) == (
        NINE_TOMORROW,
        NINE_TOMORROW + TWO_HOURS,
    )
    tarvonia.confirm(window=(NINE_TOMORROW - HOUR, NINE_TOMORROW + HOUR))
    assert tarvonia.row()["window_from"] == NINE_TOMORROW - HOUR
    assert tarvonia.no(window=(NINE_TOMORROW + HOUR, NINE_TOMORROW + TWO_HOURS))[0] == "window"


def test_what_nobody_can_have_said_is_refused(tarvonia: Embassy) -> None:
    assert tarvonia.no(channel="X")[0] == "channel"
    assert tarvonia.no(no_deputy=True)[0] == "deputy"
    assert tarvonia.no(deputy=CALVET)[0] == "deputy"
    assert tarvonia.no(opener=77)[0] == "opener"
    assert tarvonia.no(appointment=77)[0] == "appointment"
    assert tarvonia.no(opener=None, opener_name="x" * 201)[0] == "name"


def test_an_old_version_is_not_confirmed_over(store: Store, tarvonia: Embassy) -> None:
    tarvonia.confirm()
    assert refused(store, confirm, tarvonia.answers(seen=1)).code == "conflict"


def test_x15_an_unheard_voicemail_holds_it_back(store: Store, tarvonia: Embassy) -> None:
    left = done(store, voicemail, Voicemail("030 5550", "not at home before 12", None, None, tarvonia.ticket)).ref
    assert tarvonia.no() == (
        "voicemail",
        "Not confirmed, before driving (3/3): a voicemail of the customer is unheard.",
    )
    done(store, settle_message, SettleMessage(left))
    tarvonia.confirm()
    assert tarvonia.state() == ("confirmed", "")


def test_b4_every_appointment_ahead_of_an_absent_opener_is_only_proposed(store: Store, tarvonia: Embassy) -> None:
    later, by_another = tarvonia.another(7), tarvonia.another(8)
    tarvonia.confirm()
    tarvonia.confirm(appointment=later)
    tarvonia.confirm(appointment=by_another, opener=BONNARD, deputy=CALVET)
    tarvonia.away()
    assert [tarvonia.state(one) for one in (1, later, by_another)] == [
        ("proposed", "opener away"),
        ("proposed", "opener away"),
        ("confirmed", ""),
    ]
    lost, entry = tarvonia.row(), entries(store)[-1]
    assert (lost["confirmed_at"], lost["confirmed_seq"], lost["opener_id"]) == (None, None, CALVET)
    assert entry.verb == "add absence"
    assert {("appointment", 1), ("appointment", later), ("ticket", tarvonia.ticket)} <= set(entry.links)
    assert tarvonia.no()[1] == "Herr Calvet is absent until unknown. Who else opens?"


def test_b4_an_absence_on_other_days_takes_nothing(tarvonia: Embassy) -> None:
    tarvonia.confirm()
    tarvonia.away(since="25.11.2026", until="27.11.2026")
    assert tarvonia.state() == ("confirmed", "")


def test_b4_an_absence_that_is_changed_or_taken_back_from_the_archive_counts(store: Store, tarvonia: Embassy) -> None:
    tarvonia.confirm()
    away = tarvonia.away(since="25.11.2026", until="27.11.2026")
    edit(store, "absence", away, starts="24.11.2026")
    assert tarvonia.state() == ("proposed", "opener away")
    done(store, archive_record, ArchiveRecord("absence", away))
    tarvonia.confirm()
    done(store, archive_record, ArchiveRecord("absence", away, archived=False))
    assert tarvonia.state() == ("proposed", "opener away")


def test_b4_a_list_of_absences_takes_confirmations_as_the_form_does(store: Store, tarvonia: Embassy) -> None:
    tarvonia.confirm()
    whose = CustomerRef("", "Botschaft Tarvonien")
    away = ImportedAbsence("list", "1", 1, NINE_TOMORROW, None, person="Calvet", customer=whose)
    rejected = list[RejectedRow]()
    import_rows(store, iter([away]), DISPATCHER, Clock(NOW), on_reject=rejected.append)
    assert rejected == []
    assert tarvonia.state() == ("proposed", "opener away")
    assert ("appointment", tarvonia.visit) in entries(store)[-1].links


def test_b4_undo_gives_the_confirmation_back_and_takes_it_again(store: Store, tarvonia: Embassy) -> None:
    tarvonia.confirm()
    away = tarvonia.away()
    done(store, undo, Undo())
    assert tarvonia.state() == ("confirmed", "")
    assert tarvonia.row()["confirmed_seq"] is not None
    away = tarvonia.away(since="25.11.2026", until="27.11.2026")
    edit(store, "absence", away, ends="28.11.2026")
    done(store, archive_record, ArchiveRecord("absence", away))
    assert tarvonia.state() == ("confirmed", "")


def test_an_opener_who_leaves_opens_nothing_any_more(store: Store, tarvonia: Embassy) -> None:
    tarvonia.confirm()
    done(store, archive_record, ArchiveRecord("person", CALVET))
    assert tarvonia.state() == ("proposed", "opener away")
    assert tarvonia.no()[0] == "opener"


def test_i3_undo_brings_no_confirmation_back_whose_opener_has_left(store: Store, tarvonia: Embassy) -> None:
    tarvonia.confirm()
    did(store, confirm, tarvonia.answers(opener=BONNARD, deputy=CALVET), actor=WH)
    done(store, archive_record, ArchiveRecord("person", CALVET))
    assert tarvonia.state() == ("confirmed", "")
    did(store, undo, Undo(), actor=WH)
    assert tarvonia.state() == ("proposed", "opener away")
    assert tarvonia.row()["confirmed_seq"] is None


def test_a_confirmation_is_undone_with_its_promise(store: Store, tarvonia: Embassy) -> None:
    before = row(store, ticket)
    tarvonia.confirm(registered="", registers="Bonnard", deputy=None, no_deputy=True)
    done(store, undo, Undo())
    found, after = tarvonia.row(), row(store, ticket)
    assert (found["state"], found["opener_id"], found["confirmed_seq"], found["registered"]) == (
        "proposed",
        None,
        None,
        "",
    )
    assert row(store, promise)["state"] == "withdrawn"
    assert (after["next_step"], after["due_at"]) == (before["next_step"], before["due_at"])


def test_b12_the_customer_insists(store: Store, tarvonia: Embassy) -> None:
    assert refused(store, insist, Insist(tarvonia.visit, "  ")).code == "reason"
    done(store, insist, Insist(tarvonia.visit, "just come"))
    assert (tarvonia.row()["state"], tarvonia.row()["insisted"]) == ("proposed", "just come")
    assert (entries(store)[-1].verb, entries(store)[-1].said["text"]) == ("insist", "just come")
    with store.reading() as connection:
        points = points_of(connection, tarvonia.visit)
    assert points is not None
    assert refuse_drive(points) is None
    tarvonia.confirm()
    assert tarvonia.row()["insisted"] == ""
    assert refused(store, insist, Insist(tarvonia.visit, "come")).code == "confirmed"


def test_what_is_over_is_not_confirmed(store: Store) -> None:
    from dispatcher.actions.perform import perform
    from dispatcher.domain.refusal import Refusal

    visit = embassy(store)
    after = Clock(NINE_TOMORROW + TWO_HOURS + timedelta(minutes=1))
    answer = perform(store, confirm, replace(visit.answers(), seen=None), DISPATCHER, after)
    assert isinstance(answer, Refusal)
    assert answer.code == "past"
