"""Which open matter a report or a note belongs to: by number, words, typing errors, age, and by asking (B7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from dispatcher.domain.chaser import LIKELY, asks, likely, subject_of
from dispatcher.domain.told import times_told

NOW = datetime(2026, 10, 20, 6, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Matter:
    id: int
    number: int
    text: str
    site: int | None = None
    others: tuple[int, ...] = ()
    reported: datetime = NOW - timedelta(days=8)


PHONE = Matter(1, 4711, "URGENT, technician needed on site\nTelefonanlage Pforte, kein Amt", site=1)
LIFT = Matter(2, 4700, "Aufzug klemmt im 2. OG", site=1, others=(4698,), reported=NOW - timedelta(days=20))
GARAGE = Matter(3, 4650, "Garagentor steht offen", site=2, reported=NOW - timedelta(days=2))

CHASERS = (
    "Bitte DRINGEND endlich Techniker",
    "Wann können wir endlich...? Termin war vor drei Wochen!",
    "Wann kommt denn nun jemand?",
    "Wo bleibt Ihr Monteur?",
    "Es geht immer noch nicht.",
    "Wir warten seit drei Wochen auf einen Techniker",
    "Bisher hat sich niemand bei uns gemeldet",
    "Herr Calvet fragt nach, was mit dem Termin ist",
    "zum dritten Mal: bitte kommen!",
    "Was ist mit unserer Störung?",
    "Wie ist der Stand der Dinge?",
    "Wie lange dauert das noch?",
    "Hier passiert einfach nichts",
    "Haben Sie uns vergessen?",
    "Ich habe das schon zweimal gemeldet",
    "When is he finally coming?",
    "When will somebody come?",
    "Where is your technician?",
    "Still no dial tone",
    "Nobody has called us back",
    "Any news?",
    "What about our fault?",
    "How much longer will it take?",
    "Just a reminder",
    "calls again, third time this week",
    "We have been waiting for two weeks",
    "I already reported that",
    "The appointment was three weeks ago!",
    "It's been days and we haven't heard back - nothing happens",
)
ORDINARY = (
    "Druckerpapier ist aus",
    "bittet um ein Angebot für eine neue Klingel",
    "Rechnung 4500123 ist bezahlt",
    "Wartung im Mai bitte einplanen",
    "öffnet am Dienstag selbst",
    "Calvet is away, Bonnard opens",
    "needs an offer for twelve phones",
    "thanks for the quick repair",
    "wants to move to Wednesday 8-10",
    "Licht im Treppenhaus flackert",
    "neue Telefonnummer ab Montag",
    "The heating makes a noise",
)


@pytest.mark.parametrize("text", CHASERS)
def test_b7_whoever_asks_where_it_stays_is_heard_in_both_languages(text: str) -> None:
    assert asks(text)
    assert [one.number for one in likely(text, 1, [PHONE], NOW)] == [4711]


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_word_asks_for_nothing(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Telefon an der Pforte tot", 4711),
        ("Telefonanlge defekt", 4711),
        ("TELEFONANLAGE!!", 4711),
        ("Aufzug steckt wieder fest", 4700),
        ("der Aufzüge wegen", 4700),
    ],
)
def test_the_same_subject_is_known_by_words_compounds_and_typing_errors(text: str, number: int) -> None:
    found = likely(text, 1, [PHONE, LIFT], NOW)
    assert [one.number for one in found] == [number]
    assert "words" in found[0].why


def test_another_subject_is_another_matter() -> None:
    assert likely("Garagentor klemmt nicht, aber das Licht im Keller ist aus", 1, [PHONE], NOW) == ()
    assert likely("Drucker im Sekretariat druckt nicht", 1, [PHONE, LIFT], NOW) == ()


def test_the_same_words_at_another_site_are_another_matter() -> None:
    assert likely("Telefonanlage Pforte tot", 2, [PHONE], NOW) == ()
    assert [one.number for one in likely("Telefonanlage Pforte tot", None, [PHONE], NOW)] == [4711]


@pytest.mark.parametrize("text", ["T-4711 ist weiter offen", "siehe Ticket 4711", "about t4711 please"])
def test_a_number_that_is_named_is_certain(text: str) -> None:
    found = likely(text, 1, [LIFT, PHONE], NOW)
    assert (found[0].number, found[0].score, found[0].why) == (4711, 100, ("number",))


def test_the_number_of_a_report_that_was_joined_names_its_matter() -> None:
    assert likely("4698?", 1, [PHONE, LIFT], NOW)[0].number == 4700


def test_of_several_matters_the_oldest_is_offered_first_to_who_only_asks() -> None:
    found = likely("Wann kommt endlich jemand?", None, [PHONE, LIFT, GARAGE], NOW)
    assert [one.number for one in found] == [4700, 4711, 4650]


def test_asking_about_its_own_subject_comes_before_asking_alone() -> None:
    found = likely("Wann wird endlich der Aufzug repariert?", 1, [PHONE, LIFT], NOW)
    assert found[0].number == 4700
    assert found[0].why == ("words", "asks")


def test_an_old_matter_is_less_likely_than_a_fresh_one() -> None:
    old = Matter(9, 4001, "Telefonanlage rauscht", reported=NOW - timedelta(days=200))
    found = likely("Telefonanlage schon wieder", None, [old, PHONE], NOW)
    assert [one.number for one in found] == [4711, 4001]
    assert found[0].score > found[1].score >= LIKELY


def test_a_text_of_twenty_thousand_signs_is_compared_by_its_first_words() -> None:
    text = "Telefonanlage Pforte " + "Unsinn und mehr davon " * 1000
    assert len(text) > 20_000
    assert [one.number for one in likely(text, 1, [PHONE], NOW)] == [4711]
    assert likely("lorem ipsum dolor " * 1200, 1, [PHONE], NOW) == ()


def test_small_words_and_figures_name_no_matter() -> None:
    assert subject_of("Bitte um Rückruf wegen der Rechnung 2026, danke") == ("rechnung",)
    assert subject_of("2P am 3. Tag") == ("2p",)


def test_every_report_and_every_time_he_asked_is_counted() -> None:
    assert times_told(1, 0) == 1
    assert times_told(2, 1) == 3
