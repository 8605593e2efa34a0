"""Telephone numbers: every spelling becomes one number, and a number is found by its end."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatcher.domain.phone import PhoneNumber, endings, parse, tail_key


@pytest.mark.parametrize(
    "raw",
    [
        "030 23125-471",
        "030/23125-471",
        "030/23125/471",
        "(030) 23125 471",
        "(0 30) 2 31 25 - 4 71",
        "030.23125.471",
        "030\u00a023125\u00a0471",
        "030\u200923125–471",
        "+49 30 23125471",
        "+49 (0)30 23125-471",
        "+49 (0) 30 / 23125 - 471",
        "(+49) 30 23125471",
        "+490 30 23125471",
        "0049 30 23125471",
        "0049 (0)30 23125471",
        "00 49 30 23 12 54 71",
        "'03023125471",
        "‘+493023125471",
        '="03023125471"',
        "'+493023125471\u2028",
        "Tel.: 030 23125471",
        "Fon 030 23125471",
        "3023125471",
        "０３０ ２３１２５４７１",
        "tel:+49-30-23125471",
    ],
)
def test_every_spelling_is_the_same_number(raw: str) -> None:
    number = parse(raw)
    assert number is not None
    assert (number.e164, number.digits, number.note) == ("+493023125471", "493023125471", "")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("030 23125-471", "030 23125-471"),
        ("030/23125/471", "030 23125-471"),
        ("030-23125 471", "030 23125471"),
        ("03023125471", "030 23125471"),
        ("030 / 4711", "030 4711"),
        ("0911/2191055", "0911 2191055"),
        ("040-3918-1 053", "040 3918-1053"),
        ("0421-221-4780", "0421 221-4780"),
        ("030 23125-471 (Zentrale)", "030 23125-471"),
        ("030 23125 DW 471", "030 23125-471"),
        ("0171-2345678", "0171 2345678"),
        ("+43 662 4316890", "+43 662 4316890"),
        ("+43 662 4316890-39", "+43 662 4316890-39"),
        ("+1 (617) 555-0123", "+1 617-555-0123"),
    ],
)
def test_a_number_is_shown_as_an_office_writes_it(raw: str, shown: str) -> None:
    number = parse(raw)
    assert number is not None
    assert number.shown == shown


def test_what_is_home_depends_on_the_office() -> None:
    assert parse("0662 4316890", "AT") == PhoneNumber("+436624316890", "436624316890", "+43 662 4316890", "")
    assert parse("0662 4316890", "AT", home="AT") == PhoneNumber("+436624316890", "436624316890", "0662 4316890", "")


@pytest.mark.parametrize(
    ("raw", "e164", "note"),
    [
        ("0171-2345678 privat", "+491712345678", "privat"),
        ("0171-2345678 (nur abends)", "+491712345678", "nur abends"),
        ("Herr Meier: 0171 2345678", "+491712345678", "Herr Meier"),
        ("030 23125-471 oder 0171 2345678", "+493023125471", "oder 0171 2345678"),
        ("030 23125471 / 0171 2345678", "+493023125471", "0171 2345678"),
        ("030 23125471, 0171 2345678", "+493023125471", "0171 2345678"),
        ("030 23125471 Durchwahl 12 Frau Ott", "+49302312547112", "Frau Ott"),
        ("+1 617 555 0123 ext. 12", "+16175550123", "ext. 12"),
        ("O30 23125471", "+493023125471", "O"),
    ],
)
def test_words_around_a_number_are_kept_as_its_note(raw: str, e164: str, note: str) -> None:
    number = parse(raw)
    assert number is not None
    assert (number.e164, number.note) == (e164, note)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "0",
        "+",
        "-",
        "112",
        "0112",
        "+49 112",
        "116117",
        "+49 116117",
        "**611",
        "#31#03023125471",
        "471",
        "23125471",
        "anonymous",
        "unbekannt",
        "siehe oben",
        "+4.50100938200",
        "030 23125471 23125472 23125473",
        "0" * 300,
        "0123456789012345678901234567890",
        "\x00\x1b[2J",
    ],
)
def test_what_is_no_whole_number_is_refused(raw: str) -> None:
    assert parse(raw) is None


@pytest.mark.parametrize("raw", ["+43577670", "+4359905", "07081 78", "+43 5 77670"])
def test_short_numbers_that_exist_are_taken(raw: str) -> None:
    assert parse(raw) is not None


def test_a_country_without_numbers_has_none() -> None:
    assert parse("030 23125471", "XX") is None


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("0471", "+49302310471"),
        ("471", "+493023125471"),
        ("5471", "+493023125471"),
        ("23125471", "+493023125471"),
        ("03023125512", "+493023125512"),
        ("030 / 23125-512", "+493023125512"),
        ("+493023125512", "+493023125512"),
        ("+49 (0)30 23125512", "+493023125512"),
        ("+490 30 23125512", "+493023125512"),
        ("00493023125512", "+493023125512"),
        ("004903023125512", "+493023125512"),
        ("493023125512", "+493023125512"),
        ("0662 4316890", "+436624316890"),
        ("00430", "+493000430"),
    ],
)
def test_typed_digits_find_the_number(query: str, number: str) -> None:
    assert is_found(query, number)


@pytest.mark.parametrize(
    ("query", "number"),
    [("0471", "+493023125471"), ("0471", "+49471"), ("472", "+493023125471"), ("03123125512", "+493023125512")],
)
def test_typed_digits_do_not_find_another_number(query: str, number: str) -> None:
    assert not is_found(query, number)


@pytest.mark.parametrize("query", ["", "+", "abc"])
def test_without_digits_nothing_is_looked_for(query: str) -> None:
    assert endings(query) == ()


def is_found(query: str, number: str) -> bool:
    key = tail_key(number.removeprefix("+"))
    return any(key.startswith(ending) for ending in endings(query))


AREA_CODES = st.sampled_from(["30", "40", "89", "911", "421", "681", "4105", "7081", "33638", "171", "1520", "176"])


@st.composite
def german_numbers(draw: st.DrawFn) -> str:
    """A possible number: area code and subscriber, as dialled from abroad without plus."""
    subscriber = draw(st.text("0123456789", min_size=5, max_size=8).filter(lambda text: text[0] in "23456789"))
    return f"49{draw(AREA_CODES)}{subscriber}"


@given(german_numbers())
def test_e164_is_read_as_itself(digits: str) -> None:
    number = parse(f"+{digits}")
    assert number is not None
    assert (number.e164, number.digits) == (f"+{digits}", digits)
    assert parse(number.shown) == number


@given(german_numbers(), st.sampled_from(["-", "/", " - ", "–"]), st.integers(1, 4))
def test_a_shown_number_is_read_as_itself(digits: str, dash: str, last: int) -> None:
    number = parse(f"0{digits[2:-last]}{dash}{digits[-last:]}")
    assert number is not None
    assert number.e164 == f"+{digits}"
    assert parse(number.shown) == number


@given(german_numbers(), st.integers(3, 15), st.sampled_from(["", "0", "+49", "0049", "+49(0)"]))
def test_every_end_and_every_whole_spelling_finds_the_number(digits: str, length: int, prefix: str) -> None:
    assert is_found(prefix + digits[2:] if prefix else digits[-length:], f"+{digits}")


@given(st.text(max_size=40), st.sampled_from(["DE", "AT", "CH", "US", "IT"]))
def test_nonsense_gives_a_number_one_can_dial_or_none(raw: str, country: str) -> None:
    number = parse(raw, country)
    if number is not None:
        library = phonenumbers.parse(number.e164)
        assert phonenumbers.is_possible_number(library)
        assert number.e164 == f"+{number.digits}"
        assert number.digits.isascii()
        assert number.digits.isdigit()


@given(german_numbers(), st.sampled_from(["DE", "AT", "CH"]))
def test_the_short_way_reads_as_the_library_does(digits: str, country: str) -> None:
    national = f"0{digits[2:]}"
    number, library = parse(national, country), phonenumbers.parse(national, country)
    if number is not None:
        assert number.e164 == phonenumbers.format_number(library, phonenumbers.PhoneNumberFormat.E164)
