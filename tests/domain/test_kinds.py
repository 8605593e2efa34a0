"""The fields of master data: what a person types is understood, shown as it is written here, and read back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from dispatcher import locale
from dispatcher.domain.field_sorts import SORTS, Value
from dispatcher.domain.kinds import KINDS, echo_field, read_field, show_field
from dispatcher.domain.refusal import Refusal

ZONE = "Europe/Berlin"
NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)


@pytest.fixture(autouse=True, params=["en", "de"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    locale.use(request.param)
    yield request.param
    locale.use("en")


def read(kind: str, field: str, text: str) -> Value | Refusal:
    return read_field(kind, field, text, now=NOW, zone=ZONE)


def test_every_field_of_every_kind_can_be_read_and_shown_empty() -> None:
    for kind in KINDS.values():
        assert set(kind.parents) <= set(KINDS)
        for field in kind.fields:
            assert field.sort in SORTS
            empty = read(kind.name, field.name, "  ")
            assert isinstance(empty, Refusal) == field.required
            assert isinstance(empty, Refusal) or show_field(kind.name, field.name, empty, ZONE) == ""


def test_every_choice_has_words_that_are_read_back() -> None:
    for kind in KINDS.values():
        for field in kind.fields:
            for choice in field.choices:
                if field.sort not in ("yes or no", "duties"):
                    assert read(kind.name, field.name, show_field(kind.name, field.name, choice)) == choice


@pytest.mark.parametrize(
    ("kind", "field", "typed", "value", "shown"),
    [
        ("customer", "name", "  Textbüro \n Albers ", "Textbüro Albers", "Textbüro Albers"),
        ("customer", "phone", "+49 (0)30/23125-471", "030 23125-471", "030 23125-471"),
        ("customer", "phone", "030 23125-0 Zentrale;0049 30 23125-1", "030 23125-0 Zentrale; 030 23125-1", None),
        ("customer", "mail", "a@example.org, b@example.org", "a@example.org; b@example.org", None),
        ("customer", "state", "Bayern", "BY", None),
        ("customer", "state", "thueringen", "TH", None),
        ("customer", "postcode", "01067", "01067", None),
        ("customer", "postcode", "D-10117", "10117", None),
        ("site", "country", "at", "AT", None),
        ("site", "register_hours", "24", 24, "24 h"),
        ("site", "buffer_minutes", "20", 20, "20 min"),
        ("site", "guard_phone", "030/2000 110", "+49302000110", "030 2000110"),
        ("person", "duties", "opener; decides:  telephone   system", "opener; decides: telephone system", None),
        ("person", "no_information", "yes", True, None),
        ("technician", "skills", "TK, SIP;TK  BMA", "TK SIP BMA", None),
        ("technician", "lunch", "12-12:30", "[720,750]", "12:00-12:30"),
        ("contract", "response_minutes", "4h", 240, "4 h"),
        ("contract", "response_minutes", "1,5 Std", 90, "90 min"),
        ("contract", "response_minutes", "1:30", 90, "90 min"),
        ("contract", "ends_on", "31.12.26", "2026-12-31", "31.12.2026"),
        ("contract", "ends_on", "2026-12-31", "2026-12-31", "31.12.2026"),
        ("service", "customers", "k1042 K-1088; 1042", "K-1042; K-1088", "K-1042; K-1088"),
        ("absence", "starts", "25.11.", datetime(2026, 11, 24, 23, tzinfo=UTC), "25.11.2026"),
        ("absence", "starts", "2.3.", datetime(2027, 3, 1, 23, tzinfo=UTC), "02.03.2027"),
        ("absence", "starts", "morgen 12 Uhr", datetime(2026, 11, 24, 11, tzinfo=UTC), "24.11.2026 12:00"),
        ("absence", "starts", "mi 12", datetime(2026, 11, 25, 11, tzinfo=UTC), "25.11.2026 12:00"),
        ("absence", "starts", "wed", datetime(2026, 11, 24, 23, tzinfo=UTC), "25.11.2026"),
        ("absence", "ends", "wed", datetime(2026, 11, 25, 23, tzinfo=UTC), "25.11.2026"),
        ("absence", "ends", "in 2 wochen", datetime(2026, 12, 7, 23, tzinfo=UTC), "07.12.2026"),
        ("absence", "ends", "27.11.", datetime(2026, 11, 27, 23, tzinfo=UTC), "27.11.2026"),
        ("absence", "ends", "27.11. 13:00", datetime(2026, 11, 27, 12, tzinfo=UTC), "27.11.2026 13:00"),
        ("absence", "ends", "28.3.2027", datetime(2027, 3, 28, 22, tzinfo=UTC), "28.03.2027"),
        ("absence", "told", "17.11. 09:25", datetime(2026, 11, 17, 8, 25, tzinfo=UTC), "17.11.2026 09:25"),
        ("absence", "starts", "29.2.", datetime(2028, 2, 28, 23, tzinfo=UTC), "29.02.2028"),
        ("absence", "starts", "31.10.2027 02:30 CEST", datetime(2027, 10, 31, 0, 30, tzinfo=UTC), None),
        ("absence", "starts", "31.10.2027 02:30 MEZ", datetime(2027, 10, 31, 1, 30, tzinfo=UTC), None),
    ],
)
def test_what_is_typed_is_understood(kind: str, field: str, typed: str, value: Value, shown: str | None) -> None:
    assert read(kind, field, typed) == value
    again = show_field(kind, field, value, ZONE)
    assert shown is None or again == shown
    assert read(kind, field, again) == value


def test_hours_are_typed_and_shown_in_the_language_in_use(spoken: str) -> None:
    value = read("technician", "hours", "Mo-Do 7-17, Fri 7:00-12:00")
    assert isinstance(value, str)
    words = {"en": "Mon-Thu 07:00-17:00, Fri 07:00-12:00", "de": "Mo-Do 07:00-17:00, Fr 07:00-12:00"}
    assert show_field("technician", "hours", value, ZONE) == words[spoken]


def test_words_are_typed_in_either_language(spoken: str) -> None:
    assert read("person", "channel", "telephone") == read("person", "channel", "t") == "T"
    assert read("colleague", "role", "service manager") == "service manager"
    locale.use("de")
    assert read("site", "access_class", "Schleuse") == "security lock"
    assert read("site", "access_class", "schl") == read("site", "access_class", "security lock") == "security lock"
    assert read("person", "duties", "Öffner; entscheidet: Aufzug") == "opener; decides: Aufzug"
    assert show_field("person", "duties", "opener; decides: Aufzug", ZONE) == "Öffner; entscheidet: Aufzug"
    assert show_field("contract", "availability", 99.5, ZONE) == "99,5 %"


@pytest.mark.parametrize(
    ("kind", "field", "typed"),
    [
        ("customer", "name", ""),
        ("customer", "name", " \t "),
        ("customer", "name", "x" * 5000),
        ("customer", "phone", "030 2312S-471"),
        ("customer", "phone", "O30 23125-471x5"),
        ("customer", "phone", "030 231 2S 471"),
        ("customer", "phone", "23125"),
        ("customer", "phone", "030 23125-471; call me"),
        ("customer", "mail", "albers at example.org"),
        ("customer", "mail", "albers@example"),
        ("customer", "postcode", "123456789012345"),
        ("customer", "postcode", "Berlin"),
        ("customer", "language", "german"),
        ("customer", "state", "Preußen"),
        ("site", "country", "Deutschland"),
        ("site", "zone", "Berlin"),
        ("site", "access_class", "window"),
        ("site", "register_hours", "-4"),
        ("site", "register_hours", "a day"),
        ("site", "buffer_minutes", "9999999"),
        ("person", "duties", "decides"),
        ("person", "duties", "opener: gate"),
        ("person", "permissions", "everything"),
        ("person", "no_information", "perhaps"),
        ("person", "channel", "X"),
        ("technician", "hours", "Mon-Fri"),
        ("technician", "lunch", "12"),
        ("technician", "lunch", "13:00-12:00"),
        ("technician", "code", "x" * 25),
        ("colleague", "login", "two words"),
        ("colleague", "role", "king"),
        ("contract", "response_minutes", "4"),
        ("contract", "availability", "0"),
        ("contract", "availability", "100,1"),
        ("contract", "ends_on", "31.12."),
        ("contract", "ends_on", "31.02.2026"),
        ("contract", "ends_on", "1.1.0026"),
        ("service", "customers", "Albers"),
        ("absence", "starts", ""),
        ("absence", "starts", "31.02."),
        ("absence", "starts", "30.02.2027"),
        ("absence", "starts", "soon"),
        ("absence", "starts", "nächsten mi"),
        ("absence", "told", "soon"),
        ("absence", "starts", "25.11. 25:00"),
        ("absence", "ends", "28.03.2027 02:30"),
        ("absence", "ends", "31.10.2027 02:30"),
        ("absence", "ends", "27.11. 13:00 MESZ"),
    ],
)
def test_what_is_not_understood_is_refused_with_a_sentence(kind: str, field: str, typed: str) -> None:
    refusal = read(kind, field, typed)
    assert isinstance(refusal, Refusal)
    assert refusal.code == field
    assert 0 < len(refusal.sentence) < 400
    assert echo_field(kind, field, typed, now=NOW, zone=ZONE) == ""


@pytest.mark.parametrize(("typed", "day"), [("wed", "18.11.2026"), ("Fr.", "20.11.2026"), ("mo 9", "23.11.2026 09:00")])
def test_we_were_told_on_the_last_such_weekday(typed: str, day: str) -> None:
    value = read("absence", "told", typed)
    assert not isinstance(value, Refusal)
    assert show_field("absence", "told", value, ZONE) == day


def test_the_echo_says_what_is_understood_and_nothing_that_stands_there(spoken: str) -> None:
    def echo(kind: str, field: str, text: str) -> str:
        return echo_field(kind, field, text, now=NOW, zone=ZONE)

    assert echo("customer", "phone", "03023125471") == "030 23125471"
    assert echo("customer", "phone", "030 23125471") == ""
    assert echo("absence", "ends", "27.11.") == {"en": "Fri 27.11.2026", "de": "Fr 27.11.2026"}[spoken]
    assert echo("contract", "ends_on", "31.12.2026") == {"en": "Thu 31.12.2026", "de": "Do 31.12.2026"}[spoken]
    assert echo("technician", "lunch", "12-13") == "12:00-13:00"


def test_a_field_that_is_none_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        read("customer", "shoe size", "43")
