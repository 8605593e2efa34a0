"""Time phrases as they are shown: the echo after each key, the questions, the sentence to read aloud."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dispatcher import locale
from dispatcher.domain.phrases import (
    Asked,
    Away,
    Meaning,
    Office,
    Understood,
    echo,
    sentence,
    understand,
    understand_time,
)
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


def test_where_a_day_is_enough_its_echo_asks_for_nothing() -> None:
    shown = echo(said("24.12"), NOW, BERLIN, day_is_enough=True)
    assert shown == "Thursday, 24.12.2026 (in 31 days, week 52)  ! half day"
    assert "14:00" in echo(said("wed 14"), NOW, BERLIN, day_is_enough=True)


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


@pytest.mark.parametrize(
    ("typed", "english", "german"),
    [
        (
            "wed banana",
            'Not understood: "banana". Like: wed 14, 25.11 9:30, +2h, 8-10',
            'Nicht verstanden: "banana". Zum Beispiel: mi 14, 25.11 9:30, +2h, 8-10',
        ),
        (
            "mi Grüner Tür",
            'Not understood: "Grüner Tür". Like: wed 14, 25.11 9:30, +2h, 8-10',
            'Nicht verstanden: "Grüner Tür".',
        ),
        ("", "When?  wed 14, 25.11 9:30, +2h, 8-10", "Wann?  mi 14, 25.11 9:30, +2h, 8-10"),
        ("9", "Mon 23.11.2026 09:00 is past.", "Mo 23.11.2026 09:00 ist vorbei."),
        ("14.30", "14.30 is no date. A time is written with a colon: 14:30", "14.30 ist kein Datum."),
        ("8.10 uhr", "A dotted pair is a date. A time is written with a colon: 8:10", "Zwei Zahlen mit Punkt"),
        ("31.4", "31.04. is no day of the calendar.", "31.04. gibt es nicht im Kalender."),
        ("29.2.27 9", "29.02.2027 is no day of the calendar.", "29.02.2027 gibt es nicht im Kalender."),
        ("2026-11-31T09:00", "31.11.2026 is no day of the calendar.", "31.11.2026 gibt es nicht im Kalender."),
        ("25", "25 is no time. A date is written with its month: 25.12", "25 ist keine Uhrzeit."),
        ("do 25.11", "That does not agree: it is Wed 25.11.2026.", "Das passt nicht zusammen: Es ist Mi 25.11.2026."),
        ("kw54 mo", "There is no week 54 ahead this year or next.", "Eine KW 54 gibt es weder"),
        ("sa fa", "The office is closed on Sat 28.11.2026.", "Am Sa 28.11.2026 ist das Büro geschlossen."),
        ("mi 12-8", "The time ends before it begins.", "Das Ende liegt vor dem Anfang."),
        ("in 3", "in 3 ... minutes, hours, days, weeks?", "in 3 ... Minuten, Stunden, Tage, Wochen?"),
        ("kw49", "kw49 ... weekday?", "kw49 ... Wochentag?"),
        ("mi 8-", "mi 8- ... time?", "mi 8- ... Uhrzeit?"),
    ],
)
def test_what_is_refused_says_why_in_the_user_s_words(typed: str, english: str, german: str) -> None:
    assert echo(said(typed), NOW, BERLIN) == english
    locale.use("de")
    assert echo(said(typed), NOW, BERLIN).startswith(german)


@pytest.mark.parametrize("typed", ["x" * 5000, "mi 14 " * 20, "25" * 40, "\x00\u202e", "mi\n14 \ud800", "١٤:٣٠"])
def test_whatever_is_typed_is_answered_with_one_sentence(typed: str) -> None:
    found = said(typed)
    assert isinstance(found, Refusal)
    assert len(found.sentence) < 120


def test_m14_a_regional_phrase_is_asked_back_in_words_that_are_the_same_everywhere() -> None:
    assert echo(said("viertel 4"), NOW, BERLIN).endswith("  ! regional: quarter past 3?")
    locale.use("de")
    assert echo(said("viertel 4"), NOW, BERLIN).endswith("  ! regional: Viertel nach 3?")
    assert echo(said("viertel 1"), NOW, BERLIN).endswith("  ! regional: Viertel nach 12?")
    assert echo(said("dreiviertel 4"), NOW, BERLIN).endswith("  ! regional: Viertel vor 4?")
    assert meant("viertel 4").insists


def test_m14_the_german_idiom_of_eight_days_says_that_it_is_a_week() -> None:
    assert echo(said("in 8 tagen"), NOW, BERLIN) == "Monday, 30.11.2026 - time?  in 8 Tagen = one week"
    assert echo(said("in 8 days"), NOW, BERLIN) == "Tuesday, 01.12.2026 - time?"
    assert meant("in 8 tagen").warnings == ()


def test_today_is_marked_and_a_window_is_written_short() -> None:
    assert echo(said("mon 14"), NOW, BERLIN) == "Monday, 23.11.2026 14:00 (TODAY, week 48)"
    assert echo(said("wed 8-10"), NOW, BERLIN) == "Wednesday, 25.11.2026 08-10 (in 2 days, week 48)"
    assert echo(said("wed 8:30-10"), NOW, BERLIN) == "Wednesday, 25.11.2026 08:30-10:00 (in 2 days, week 48)"
    assert echo(said("tomorrow 9"), NOW, BERLIN) == "Tuesday, 24.11.2026 09:00 (in 1 day, week 48)"
    locale.use("de")
    assert echo(said("mo 14"), NOW, BERLIN) == "Montag, 23.11.2026 14:00 (HEUTE, KW 48)"


def test_a_window_is_due_at_its_end() -> None:
    promise = meant("wed 8-10")
    assert promise.due == promise.until == datetime(2026, 11, 25, 9, tzinfo=UTC)


def test_the_time_that_is_there_twice_is_told_apart_by_its_mark() -> None:
    night = datetime(2026, 10, 24, 20, tzinfo=UTC)
    found = understand_time("tomorrow 02:30", night, BERLIN)
    assert isinstance(found, Asked)
    assert [choice.label for choice in found.choices] == ["02:30 CEST", "02:30 CET"]
    second = found.choices[1].meant
    assert echo(second, night, BERLIN).startswith("Sunday, 25.10.2026 02:30 CET (in 1 day, week 43)")
    assert "um 2 Uhr 30 (MEZ) an." in sentence(second, night, BERLIN, "de")
    locale.use("de")
    german = understand_time("morgen 02:30", night, BERLIN)
    assert echo(german, night, BERLIN) == "Was ist gemeint?  1) 02:30 MESZ  2) 02:30 MEZ"


def test_the_time_that_is_left_out_is_refused_by_its_reason() -> None:
    night = datetime(2026, 3, 28, 20, tzinfo=UTC)
    sentence_ = "There is no 02:30 on Sun 29.03.2026: the clocks are put forward."
    assert echo(understand_time("tomorrow 02:30", night, BERLIN), night, BERLIN) == sentence_


@pytest.mark.parametrize(
    ("typed", "starts"),
    [
        ("1w", "2026-12-01T08:00"),
        ("2t", "2026-11-26T08:00"),
        ("+1d", "2026-11-25T08:00"),
        ("2h", "2026-11-24T10:00"),
        ("15m", "2026-11-24T08:15"),
        ("1015", "2026-11-24T09:15"),
        ("wed", "2026-11-25T08:00"),
        ("25.11", "2026-11-25T08:00"),
        ("wed 14", "2026-11-25T13:00"),
        ("m", "2026-11-24T08:00"),
        ("1w 10:30", "2026-12-01T09:30"),
    ],
)
def test_a_grabbed_slot_is_carried_from_where_it_stands(typed: str, starts: str) -> None:
    """The slot is Tue 24.11.2026 09:00: offsets count from it and need no plus, a day keeps its time."""
    slot = datetime(2026, 11, 24, 8, tzinfo=UTC)
    found = understand_time(typed, NOW, BERLIN, grabbed=slot)
    assert isinstance(found, Understood), found
    assert found.starts == datetime.fromisoformat(f"{starts}+00:00")
    assert not found.day_only


def test_fourteen_hours_of_a_grabbed_slot_may_be_two_in_the_afternoon() -> None:
    found = understand_time("14h", NOW, BERLIN, grabbed=datetime(2026, 11, 24, 8, tzinfo=UTC))
    assert isinstance(found, Asked)
    assert [choice.label for choice in found.choices] == ["23:00", "14:00"]


def test_a_grabbed_slot_keeps_its_wall_clock_over_the_change() -> None:
    before = datetime(2026, 10, 19, 7, tzinfo=UTC)
    found = understand_time("1w", before, BERLIN, grabbed=datetime(2026, 10, 20, 6, tzinfo=UTC))
    assert isinstance(found, Understood)
    assert found.starts == datetime(2026, 10, 27, 7, tzinfo=UTC)


def test_m10_augsburg_has_a_holiday_of_its_own() -> None:
    now = datetime(2028, 8, 7, 8, tzinfo=UTC)
    there = understand_time("tue 9", now, BERLIN, state="BY", municipality="Augsburg")
    assert isinstance(there, Understood)
    assert [warned.sentence for warned in there.warnings] == ["Augsburger Hohes Friedensfest (Augsburg)"]
    for municipality in ("", "Nürnberg"):
        elsewhere = understand_time("tue 9", now, BERLIN, state="BY", municipality=municipality)
        assert isinstance(elsewhere, Understood)
        assert not elsewhere.insists


def test_m10_a_holiday_of_some_municipalities_says_so() -> None:
    now = datetime(2028, 8, 14, 8, tzinfo=UTC)
    bavaria = understand_time("tue 9", now, BERLIN, state="BY")
    assert isinstance(bavaria, Understood)
    assert [warned.sentence for warned in bavaria.warnings] == ["Mariä Himmelfahrt (BY, in some municipalities)"]
    augsburg = understand_time("tue 9", now, BERLIN, state="BY", municipality="Augsburg")
    assert isinstance(augsburg, Understood)
    assert [warned.sentence for warned in augsburg.warnings] == ["Mariä Himmelfahrt (Augsburg)"]


def test_m10_christmas_eve_is_a_half_day_and_the_afternoon_is_closed() -> None:
    assert [warned.sentence for warned in meant("24.12 9").warnings] == ["half day"]
    assert [warned.sentence for warned in meant("24.12 14").warnings] == ["half day", "outside office hours 07-12"]


def test_a_bridge_day_is_a_hint_and_no_warning() -> None:
    spring = datetime(2027, 5, 3, 8, tzinfo=UTC)
    friday = understand_time("fri 9", spring, BERLIN)
    assert isinstance(friday, Understood)
    assert (friday.notes, friday.warnings) == (("bridge day",), ())


def test_the_office_s_own_hours_count() -> None:
    late = ((540, 1200),) * 5 + (None, None)
    found = understand_time("wed 19", NOW, BERLIN, office_hours=late)
    assert isinstance(found, Understood)
    assert not found.insists
    assert meant("wed 19").insists
    closing = understand_time("fri eod", NOW, BERLIN, office_hours=late)
    assert isinstance(closing, Understood)
    assert closing.starts == datetime(2026, 11, 27, 19, tzinfo=UTC)


def test_an_office_that_closes_at_noon_has_no_afternoon_of_its_own() -> None:
    found = understand_time("wed pm", NOW, BERLIN, office_hours=((480, 780),) * 5 + (None, None))
    assert isinstance(found, Understood)
    assert (found.ends, _codes(found)) == (datetime(2026, 11, 25, 16, tzinfo=UTC), ["closed"])


def test_seconds_of_the_clock_never_reach_a_promise() -> None:
    now = datetime(2026, 11, 23, 8, 42, 59, tzinfo=UTC)
    slot = datetime(2026, 11, 24, 8, 0, 7, tzinfo=UTC)
    for typed, grabbed in (("+15m", None), ("+2h", None), ("1w", slot), ("2h", slot)):
        found = understand_time(typed, now, BERLIN, grabbed=grabbed)
        assert isinstance(found, Understood)
        assert found.starts.second == 0
    assert understand_time("9:42", now, BERLIN) == Refusal("past", "Mon 23.11.2026 09:42 is past.")


def test_m7_a_time_at_which_its_owner_is_absent_warns() -> None:
    wednesday, thursday = datetime(2026, 11, 25, 6, tzinfo=UTC), datetime(2026, 11, 26, 6, tzinfo=UTC)
    office = Office(NOW, BERLIN, away=(Away("Harms", wednesday, thursday),))
    codes = {typed: _codes(understand(typed, office)) for typed in ("wed 14", "wed", "tue 14", "thu 7", "thu 14")}
    assert codes == {"wed 14": ["absent"], "wed": ["absent"], "tue 14": [], "thu 7": [], "thu 14": []}
    unknown = Office(NOW, BERLIN, away=(Away("Harms", wednesday),))
    assert _codes(understand("thu 14", unknown)) == ["absent"]


def _codes(found: Meaning) -> list[str]:
    assert isinstance(found, Understood)
    return [warned.code for warned in found.warnings]


def test_a_promise_for_another_year_says_the_year() -> None:
    assert sentence(meant("4.1 9"), NOW, BERLIN) == "I will call you on Monday, 4 January 2027, at 9:00."
