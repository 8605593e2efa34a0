"""Time phrases as they are shown: the echo after each key, the questions, the sentence to read aloud."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dispatcher import locale
from dispatcher.domain.phrases import Asked, Meaning, Understood, echo, sentence, understand_time
from dispatcher.domain.refusal import Refusal

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
"""Monday 23.11.2026 09:42 in Berlin, week 48."""


def said(text: str) -> Meaning:
    return understand_time(text, NOW, BERLIN)


def meant(text: str) -> Understood:
    found = said(text)
    assert isinstance(found, Understood), found
    return found


@pytest.mark.parametrize("typed", ["wed 14", "mi 14"])
def test_m1_the_echo_says_weekday_full_date_distance_and_week(typed: str) -> None:
    assert echo(said(typed), NOW, BERLIN) == "Wednesday, 25.11.2026 14:00 (in 2 days, week 48)"
    locale.use("de")
    assert echo(said(typed), NOW, BERLIN) == "Mittwoch, 25.11.2026 14:00 (in 2 Tagen, KW 48)"


def test_m1_a_day_alone_asks_for_its_time() -> None:
    assert echo(said("wed"), NOW, BERLIN) == "Wednesday, 25.11.2026 - time?"
    locale.use("de")
    assert echo(said("mi"), NOW, BERLIN) == "Mittwoch, 25.11.2026 - Uhrzeit?"


@pytest.mark.parametrize("typed", ["wed+", "next wednesday", "mi+", "nächsten Mittwoch"])
def test_m2_next_wednesday_is_asked_and_none_of_the_two_is_the_default(typed: str) -> None:
    found = said(typed)
    assert isinstance(found, Asked)
    assert found.default is None
    assert [(choice.key, choice.label) for choice in found.choices] == [("1", "Wed 25.11."), ("2", "Wed 02.12.")]
    taken = found.take("2")
    assert taken is not None
    assert (taken.day.isoformat(), taken.phrase) == ("2026-12-02", typed)
    assert found.take("3") is None


def test_m3_the_sentence_to_say_is_made_from_the_stored_instant() -> None:
    promise = meant("wed 14")
    assert sentence(promise, NOW, BERLIN) == "I will call you on Wednesday, 25 November, at 14:00."
    german = sentence(promise, NOW, BERLIN, "de")
    assert german == "Ich rufe Sie am Mittwoch, dem 25. November, um 14 Uhr an."
    assert sentence(promise, NOW, BERLIN, "de", familiar=True).startswith("Ich rufe dich am Mittwoch")


def test_m8_the_customer_keeps_the_day_free() -> None:
    promise = meant("wed 14 60m !")
    assert (promise.length_minutes, promise.keeps_free) == (60, True)
    assert promise.until == datetime(2026, 11, 25, 14, tzinfo=UTC)
    assert echo(promise, NOW, BERLIN).endswith("  60 min  keeps it free")


def test_m10_a_holiday_warns_by_name_and_state_where_it_is_one() -> None:
    before = datetime(2026, 11, 16, 9, tzinfo=UTC)
    dresden = understand_time("wed 14", before, BERLIN, state="SN")
    assert isinstance(dresden, Understood)
    assert [warned.sentence for warned in dresden.warnings] == ["Buß- und Bettag (SN)"]
    assert dresden.insists
    berlin = understand_time("wed 14", before, BERLIN, state="BE")
    assert isinstance(berlin, Understood)
    assert not berlin.insists


def test_a_phrase_that_is_not_understood_is_refused_with_a_hint() -> None:
    found = said("wed banana")
    assert isinstance(found, Refusal)
    assert found.sentence == 'Not understood: "banana". Like: wed 14, 25.11 9:30, +2h, 8-10'
