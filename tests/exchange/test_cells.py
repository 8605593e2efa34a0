"""One cell becomes one value, or a sentence says why not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatcher.domain.region import GERMAN_STATES
from dispatcher.exchange import cells, places
from dispatcher.exchange.cells import BadCell
from dispatcher.exchange.mapping import DATES
from dispatcher.exchange.moments import Moments
from dispatcher.exchange.parts import language, zone

BERLIN = ZoneInfo("Europe/Berlin")


def moment(text: str, *formats: str, zone_: ZoneInfo = BERLIN) -> datetime | None:
    return Moments(formats or DATES).instant(text, "when", zone_)


def test_local_times_become_instants() -> None:
    expected = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    for text in ("2026-11-23 09:00", "2026-11-23T09:00", "23.11.2026 09:00", "23.11.2026 09:00:00", "23.11.26 9:00"):
        assert moment(text) == expected
    assert moment("2026-11-23T09:00:00+01:00") == expected
    assert moment("2026-11-23T08:00:00Z") == expected
    assert moment("23.11.2026") == datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    assert moment("") is None


def test_an_instant_is_in_utc_whatever_was_written() -> None:
    for text in ("2026-07-01 12:00", "2026-07-01T12:00:00-05:00"):
        found = moment(text)
        assert found is not None
        assert found.tzinfo is UTC


def test_american_dates_are_read_where_the_mapping_says_so() -> None:
    new_york = ZoneInfo("America/New_York")
    assert moment("06/26/2018 10:58:54 PM", "%m/%d/%Y %I:%M:%S %p", zone_=new_york) == datetime(
        2018, 6, 27, 2, 58, 54, tzinfo=UTC
    )


def test_a_time_that_exists_twice_is_the_first() -> None:
    assert moment("2026-10-25 02:30") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadCell) as bad:
        moment("2026-03-29 02:30")
    assert bad.value.reason == "This time does not exist in Europe/Berlin: the clocks went forward."
    assert (bad.value.column, bad.value.value) == ("when", "2026-03-29 02:30")


@pytest.mark.parametrize(
    "text", ["31.02.2026", "2026-13-01", "29.02.2025 10:00", "tomorrow", "23.11.2026 25:00", "0", "12/31/2026", "٣"]
)
def test_impossible_dates_are_refused(text: str) -> None:
    with pytest.raises(BadCell, match=r"This is no date of the form YYYY-MM-DD hh:mm, DD\.MM\.YYYY hh:mm"):
        moment(text)


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "9999-12-31 23:59", "2200-01-01"])
def test_years_nobody_means_are_refused(text: str) -> None:
    with pytest.raises(BadCell, match="This year cannot be meant"):
        moment(text)


@given(st.integers(0, 150 * 366 * 24 * 60), st.sampled_from(["Europe/Berlin", "America/New_York"]))
def test_the_wall_clock_is_kept(minutes_: int, name: str) -> None:
    where = ZoneInfo(name)
    local = (datetime(1950, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes_)).astimezone(where)
    found = moment(f"{local:%Y-%m-%d %H:%M}", zone_=where)
    assert found is not None
    assert found == local.replace(fold=0).astimezone(UTC)
    assert f"{found.astimezone(where):%Y-%m-%d %H:%M}" == f"{local:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("52.5", ".", 52.5),
        ("52,5", ",", 52.5),
        ("52,5", "", 52.5),
        ("-0.25", "", -0.25),
        ("7", ".", 7.0),
        ("", ".", None),
    ],
)
def test_numbers_have_the_decimal_sign_of_their_list(text: str, decimal: str, number: float | None) -> None:
    assert cells.number(text, "n", decimal) == number


@pytest.mark.parametrize(
    ("text", "decimal"),
    [("52,5", "."), ("52.5", ","), ("nan", ""), ("1e5", ""), ("1.234,5", ""), ("x", ""), ("inf", "")],
)
def test_what_is_no_number_is_refused(text: str, decimal: str) -> None:
    with pytest.raises(BadCell):
        cells.number(text, "n", decimal)


def test_degrees_lie_on_the_globe() -> None:
    assert cells.degrees("-71.05", "lon", "", 180) == -71.05
    with pytest.raises(BadCell, match="no place on the globe"):
        cells.degrees("91", "lat", "", 90)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("90", 90), ("90 min", 90), ("1:30", 90), ("1.5 h", 90), ("1,5h", 90), ("2 Std", 120), ("0", 0), ("", None)],
)
def test_lengths_are_minutes(text: str, minutes: int | None) -> None:
    assert cells.minutes(text, "n") == minutes


@pytest.mark.parametrize("text", ["-5", "1:75", "long", "50000", "9" * 30])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(BadCell):
        cells.minutes(text, "n")


@pytest.mark.parametrize("text", ["08:00-10:00", "8-10", "8:00 – 10:00 Uhr", "8.00 bis 10.00"])
def test_windows_are_read(text: str) -> None:
    assert cells.window(text, "w") == (time(8), time(10))


@pytest.mark.parametrize("text", ["10-8", "8-8", "8:75-9", "8-24", "morning", "8"])
def test_what_is_no_window_is_refused(text: str) -> None:
    with pytest.raises(BadCell):
        cells.window(text, "w")


@pytest.mark.parametrize(
    ("text", "number"), [("K-1042", 1042), ("k1042", 1042), ("T 7", 7), ("#0815", 815), ("", None)]
)
def test_our_numbers_are_read(text: str, number: int | None) -> None:
    assert cells.our_number(text, "n") == number


def test_a_key_is_one_line_and_of_bounded_length() -> None:
    assert cells.key(" a\n b ", "k") == "a b"
    long, other = cells.key("x" * 500, "k"), cells.key("x" * 501, "k")
    assert len(long) <= 200
    assert long != other
    assert cells.key("x" * 200, "k") == "x" * 200
    with pytest.raises(BadCell, match="key is empty"):
        cells.key(" ", "k")


@pytest.mark.parametrize(
    ("text", "code"),
    [("Deutschland", "DE"), ("germany", "DE"), ("Österreich", "AT"), ("OESTERREICH", "AT"), ("ch", "CH"), ("", "")],
)
def test_countries_are_two_letters(text: str, code: str) -> None:
    assert places.country(text, "c") == code


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(BadCell):
        places.country("Atlantis", "c")


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [
        ("Bayern", "DE", "BY"),
        ("baden-wuerttemberg", "DE", "BW"),
        ("NW", "DE", "NW"),
        ("Salzburg", "AT", "5"),
        ("MA", "US", "MA"),
        ("", "DE", ""),
    ],
)
def test_states_are_codes(text: str, country: str, code: str) -> None:
    assert places.state(text, country, "s") == code


@pytest.mark.parametrize(("text", "country"), [("Bavaria-on-Sea", "DE"), ("MA", "DE"), ("Massachusetts", "US")])
def test_unknown_states_are_refused(text: str, country: str) -> None:
    with pytest.raises(BadCell):
        places.state(text, country, "s")


def test_every_federal_state_has_its_name() -> None:
    assert {places.state(code, "DE", "s") for code in GERMAN_STATES} == set(GERMAN_STATES)
    assert len(GERMAN_STATES) == 16


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("04109", "DE", ("04109", "DE")),
        ("4109", "DE", ("04109", "DE")),
        ("1010", "AT", ("1010", "AT")),
        ("A-1010", "DE", ("1010", "AT")),
        ("D-4109", "AT", ("04109", "DE")),
        ("CH 8001", "DE", ("8001", "CH")),
        ("AB1 2CD", "GB", ("AB1 2CD", "GB")),
        ("", "DE", ("", "DE")),
    ],
)
def test_postcodes_are_text(text: str, country: str, expected: tuple[str, str]) -> None:
    assert places.postcode(text, country) == expected


@pytest.mark.parametrize(("text", "code"), [("Deutsch", "de"), ("EN", "en"), ("", "")])
def test_languages_are_two_letters(text: str, code: str) -> None:
    assert language(text, "l") == code


@pytest.mark.parametrize(
    ("read", "text"), [(language, "Klingon"), (zone, "Europe/Atlantis"), (zone, "../../etc/passwd")]
)
def test_unknown_languages_and_zones_are_refused(read: Callable[[str, str], object], text: str) -> None:
    with pytest.raises(BadCell):
        read(text, "column")
