"""A fault report comes in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dispatcher.actions.note import file_note
from dispatcher.actions.ticket import file_ticket
from dispatcher.domain.ball import Ball
from dispatcher.domain.contact import Note
from dispatcher.domain.imported import ImportedPerson, ImportedSite
from dispatcher.domain.ticket import FileTicket
from dispatcher.queries.history import history
from dispatcher.queries.telling import told
from dispatcher.store.schema import journal_payload, ticket
from dispatcher.store.store import Store
from tests.actions.desk import (
    HOUR,
    NINE_TOMORROW,
    NOW,
    OURS,
    assert_sound,
    count,
    customer_called,
    done,
    entries,
    refused,
    row,
    rows,
)

PLACE = ImportedSite("Praxis", "Hauptstr. 1", "10115", "Berlin", "BE")


def test_urgent_but_not_before_next_week(store: Store) -> None:
    praxis = customer_called(store, sites=(PLACE,), people=(ImportedPerson("Hahn", "Frau"),))
    report = FileTicket(
        praxis,
        "Heizung kalt",
        OURS,
        text="seit heute früh,\nbitte DRINGEND",
        site=1,
        person=1,
        urgent=True,
        reported=NOW - HOUR,
        earliest=NINE_TOMORROW,
        skills=("HZG", "GAS"),
        minutes=90,
        channel="T",
    )
    answer = done(store, file_ticket, report)
    filed = row(store, ticket, answer.ref)
    assert (answer.kind, answer.number, filed["number"]) == ("ticket", 1001, 1001)
    assert (filed["state"], filed["urgent"], filed["skills"], filed["minutes"]) == ("new", True, "HZG GAS", 90)
    assert (filed["ball"], filed["next_step"], filed["due_at"]) == ("us", "call back", NINE_TOMORROW)
    assert (filed["reported_at"], filed["earliest_at"]) == (NOW - HOUR, NINE_TOMORROW)
    entry = entries(store)[-1]
    assert entry.verb == "file ticket"
    assert entry.happened == NOW - HOUR
    assert set(entry.links) == {("customer", praxis), ("site", 1), ("person", 1), ("ticket", answer.ref)}
    assert entry.said["text"] == "Heizung kalt\nseit heute früh,\nbitte DRINGEND"
    assert (entry.said["channel"], entry.said["direction"], entry.said["person"]) == ("T", "in", "Hahn")
    assert_sound(store)


def test_b1_the_customers_own_word_stands_in_the_entry(store: Store) -> None:
    praxis = customer_called(store)
    window = NINE_TOMORROW + timedelta(days=6), NINE_TOMORROW + timedelta(days=6, hours=2)
    report = replace(FileTicket(praxis, "phone dead", OURS), urgent=True, reporter="Mr Calvet", channel="T")
    report = replace(report, earliest=window[0], earliest_until=window[1], phrases=(("earliest", "30.11 9-11"),))
    made = done(store, file_ticket, replace(report, flags=("churn",)))
    entry = entries(store)[-1]
    assert (entry.said["urgent"], entry.said["person"]) == (True, "Mr Calvet")
    assert entry.said["phrases"] == {"earliest": "30.11 9-11"}
    assert entry.said["clock"]["reason"] == "customer's wish"
    assert ("churn", praxis) in entry.links
    with store.reading() as connection:
        said = [told(row, "Europe/Berlin") for row in history(connection, praxis).rows if row.seq == made.seq]
    assert said == ["Mr Calvet: ticket reported T-1001: phone dead [URGENT] [earliest 30.11.] [RISK]"]
    assert_sound(store)


def test_a_report_is_found_by_its_words(store: Store) -> None:
    done(store, file_ticket, FileTicket(customer_called(store), "Rohrbruch", OURS, text="im Keller müffelt es"))
    assert rows(store, journal_payload)[-1]["search"] == "rohrbruch im keller muffelt es"


def test_numbers_follow_one_another(store: Store) -> None:
    praxis = customer_called(store)
    numbers = [done(store, file_ticket, FileTicket(praxis, "Heizung kalt", OURS)).number for _ in range(3)]
    assert numbers == [1001, 1002, 1003]


def test_the_same_save_again_files_nothing(store: Store) -> None:
    report = FileTicket(customer_called(store), "Heizung kalt", OURS)
    first = done(store, file_ticket, report, "save-1")
    again = done(store, file_ticket, report, "save-1")
    assert again == replace(first, again=True)
    assert count(store, ticket) == 1


def test_the_customer_will_call_needs_a_name(store: Store) -> None:
    praxis = customer_called(store)
    ball = Ball("customer", "calls back", NINE_TOMORROW)
    refusal = refused(store, file_ticket, FileTicket(praxis, "Heizung kalt", ball))
    assert refusal.sentence == "Who has the ball? A name is needed."
    done(store, file_ticket, FileTicket(praxis, "Heizung kalt", replace(ball, who="Frau Hahn")))
    assert row(store, ticket)["ball_who"] == "Frau Hahn"


REPORT = FileTicket(1, "Heizung kalt", OURS)


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (replace(REPORT, customer=99), "customer"),
        (replace(REPORT, site=99), "site"),
        (replace(REPORT, person=99), "person"),
        (replace(REPORT, reported=NINE_TOMORROW), "future"),
        (replace(REPORT, ball=Ball("appointment", "visit", NINE_TOMORROW)), "ball"),
        (replace(REPORT, title=""), "title"),
    ],
)
def test_what_is_refused(store: Store, report: FileTicket, code: str) -> None:
    assert customer_called(store) == report.customer or report.customer == 99
    assert refused(store, file_ticket, report).code == code


def test_the_site_of_another_customer_is_refused(store: Store) -> None:
    customer_called(store, "Praxis Hahn", sites=(PLACE,), people=(ImportedPerson("Hahn"),))
    other = customer_called(store, "Kanzlei Weber")
    report = FileTicket(other, "Heizung kalt", OURS)
    assert refused(store, file_ticket, replace(report, site=1)).code == "site"
    assert refused(store, file_ticket, replace(report, person=1)).code == "person"


def test_hostile_text_is_made_harmless_and_marked(store: Store) -> None:
    done(store, file_ticket, FileTicket(customer_called(store), "Heizung\x1b[2J", OURS))
    assert row(store, ticket)["title"] == "Heizung\N{SYMBOL FOR ESCAPE}[2J"
    assert entries(store)[-1].said["marked"] is True


def test_a_note_on_the_ticket_of_another_customer_is_refused(store: Store) -> None:
    praxis, kanzlei = customer_called(store), customer_called(store, "Kanzlei Weber")
    done(store, file_ticket, FileTicket(praxis, "Heizung kalt", OURS))
    assert refused(store, file_note, Note(kanzlei, "rief an", ticket=1)).code == "ticket"
    done(store, file_note, Note(praxis, "rief an", ticket=1))
