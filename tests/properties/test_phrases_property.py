"""Whatever is typed, whenever and wherever: a time phrase is read exactly, asked, or refused - never guessed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from dispatcher import locale
from dispatcher.domain.calendar import occurrences, to_local
from dispatcher.domain.phrases import Asked, Meaning, Office, Understood, echo, sentence, understand
from dispatcher.domain.phrases.words import WEEKDAYS, every_word
from dispatcher.domain.refusal import Refusal

CODES = frozenset(
    {"empty", "unfinished", "unknown", "past", "clock", "date", "weekday", "week", "year", "order", "length", "both"}
    | {"closed", "no-such-time"}
)
WALLS = st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2034-12-31"))
INSTANTS = WALLS.map(lambda wall: wall.replace(tzinfo=UTC))
NIGHTS = st.sampled_from([datetime(2026, 3, 28, 20, tzinfo=UTC), datetime(2026, 10, 24, 20, tzinfo=UTC)])
NEAR_A_CHANGE = st.builds(lambda night, minutes: night + timedelta(minutes=minutes), NIGHTS, st.integers(0, 900))
ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"])
OFFICES = st.builds(Office, INSTANTS | NEAR_A_CHANGE, ZONES, st.sampled_from(["BE", "BY", "SN"]))
NUMBERS = st.integers(0, 32).map(str) | st.builds("{}:{:02d}".format, st.integers(0, 24), st.integers(0, 60))
DATES = st.builds("{}.{}".format, st.integers(1, 31), st.integers(1, 13))
SIGNS = st.sampled_from(["-", "+", "!", "kw49", "60m", "2h", "+3d", "+1w", "2pm", "25.11.27", "2027", "930", "0230"])
WORDS = st.sampled_from(sorted(every_word()))
PHRASES = st.lists(WORDS | NUMBERS | DATES | SIGNS, min_size=1, max_size=5).map(" ".join)
CLOCKS = st.builds("{:02d}:{:02d}".format, st.integers(0, 23), st.integers(0, 59))
"""The first phrase of a process builds the grammar, and the first of a year its holidays."""


def meanings(found: Meaning) -> list[Understood]:
    if isinstance(found, Asked):
        return [choice.meant for choice in found.choices]
    return [found] if isinstance(found, Understood) else []


def is_sound(meant: Understood, typed: str, office: Office) -> bool:
    """What holds of every meaning, whatever was typed."""
    begun = any(warned.code == "begun" for warned in meant.warnings)
    ahead = meant.starts > office.now or (meant.is_window and begun and meant.due > office.now)
    in_order = meant.is_window == (meant.ends is not None) and (meant.ends is None or meant.ends > meant.starts)
    exact = (meant.starts.second, meant.starts.microsecond) == (0, 0) and meant.starts.tzinfo is UTC
    right_day = to_local(meant.starts, office.zone).date() == meant.day >= office.today
    return meant.phrase == typed and (ahead or meant.day_only) and in_order and exact and right_day


@given(PHRASES | st.text(max_size=30), OFFICES)
@example("mi 14", Office(datetime(2026, 11, 23, 8, 42, tzinfo=UTC), "Europe/Berlin"))
def test_a_phrase_is_understood_soundly_or_asked_or_refused(typed: str, office: Office) -> None:
    found = understand(typed, office)
    if isinstance(found, Refusal):
        assert found.code in CODES
        assert found.sentence
        return
    assert meanings(found)
    assert all(is_sound(meant, typed, office) for meant in meanings(found))


@given(PHRASES, OFFICES)
@example("wed+ 5", Office(datetime(2026, 11, 23, 8, 42, tzinfo=UTC), "Europe/Berlin"))
@example("2:30", Office(datetime(2026, 10, 24, 23, 30, tzinfo=UTC), "Europe/Berlin"))
def test_a_question_tells_its_choices_apart_and_has_no_default(typed: str, office: Office) -> None:
    found = understand(typed, office)
    if isinstance(found, Asked):
        assert found.default is None
        assert len({choice.key for choice in found.choices}) == len(found.choices)
        assert len({choice.label for choice in found.choices}) == len(found.choices)
        assert all(found.take(choice.key) == choice.meant for choice in found.choices)
        assert found.take("") is None


@given(st.integers(0, 6), st.integers(0, 3), CLOCKS, OFFICES)
def test_a_weekday_is_the_next_one_at_which_the_time_lies_ahead(
    number: int, spelling: int, clock: str, office: Office
) -> None:
    first = office.today + timedelta(days=(number - office.today.weekday()) % 7)
    walls = [datetime.fromisoformat(f"{day} {clock}") for day in (first, first + timedelta(days=7))]
    times = occurrences(walls[0], office.zone)
    if times and times[-1] <= office.now:
        times = occurrences(walls[1], office.zone)
    found = understand(f"{WEEKDAYS[number][spelling]} {clock}", office)
    assert [meant.starts for meant in meanings(found)] == [instant for instant in times if instant > office.now]
    assert isinstance(found, Refusal) == (not times)


@given(PHRASES | CLOCKS.map("so {}".format), OFFICES, st.sampled_from(["en", "de"]))
@example("mi 8-10", Office(datetime(2026, 11, 23, 8, 42, tzinfo=UTC), "Europe/Berlin"), "de")
def test_the_echo_typed_again_means_the_same(typed: str, office: Office, language: str) -> None:
    locale.use(language)
    for meant in meanings(understand(typed, office)):
        shown = echo(meant, office.now, office.zone).split(" (")[0].split(" - ")[0]
        again = meanings(understand(re.sub(r" [A-Z]+(?=-|$)| [+-][0-9]+(?=-|$)", "", shown), office))
        assert (meant.starts, meant.ends, meant.day_only) in [(one.starts, one.ends, one.day_only) for one in again]


@given(INSTANTS, st.integers(1, 999), ZONES)
def test_minutes_are_exact_and_hours_come_to_five_minutes(now: datetime, count: int, zone: str) -> None:
    office, minute = Office(now, zone), now.replace(second=0, microsecond=0)
    (exact,) = meanings(understand(f"+{count}m", office))
    assert exact.starts - minute == timedelta(minutes=count)
    (rounded,) = meanings(understand(f"+{count}h", office))
    assert timedelta() <= rounded.starts - minute - timedelta(hours=count) < timedelta(minutes=5)
    assert rounded.starts.minute % 5 == 0


@given(st.integers(1, 400), CLOCKS, OFFICES)
def test_days_later_keep_the_wall_clock(days: int, clock: str, office: Office) -> None:
    wall = datetime.fromisoformat(f"{office.today + timedelta(days=days)} {clock}")
    found = understand(f"+{days}d {clock}", office)
    assert [meant.starts for meant in meanings(found)] == list(occurrences(wall, office.zone))


@given(st.integers(0, 179), st.booleans())
def test_in_the_nights_of_the_change_a_time_is_refused_or_asked_exactly_where_it_has_to_be(
    minute: int, spring: bool
) -> None:
    noon = datetime(2026, 3, 28, 12, tzinfo=UTC) if spring else datetime(2026, 10, 24, 12, tzinfo=UTC)
    found = understand(f"tomorrow {1 + minute // 60:02d}:{minute % 60:02d}", Office(noon, "Europe/Berlin"))
    special = 60 <= minute < 120
    assert isinstance(found, Refusal) == (special and spring)
    assert isinstance(found, Asked) == (special and not spring)
    if isinstance(found, Asked):
        first, second = meanings(found)
        assert second.starts - first.starts == timedelta(hours=1)


@given(st.integers(0, 400), CLOCKS, OFFICES)
def test_m3_the_sentence_always_equals_the_stored_time(days: int, clock: str, office: Office) -> None:
    for meant in meanings(understand(f"+{days}d {clock}", office)):
        local = to_local(meant.starts, office.zone)
        english, german = (sentence(meant, office.now, office.zone, spoken) for spoken in ("en", "de"))
        assert f"at {local.hour}:{local.minute:02d}" in english
        assert f", {local.day} " in english
        assert f"um {local.hour} Uhr" in german
        assert f"dem {local.day}. " in german
        assert (str(local.year) in english) == (local.year != office.today.year)
