"""Numbers with their extensions set apart, as an office here writes them (X8)."""

from __future__ import annotations

from datetime import datetime

import pytest

from dispatcher.domain.extension import kept, short, stem_of, with_extensions
from dispatcher.domain.kinds import read_field, show_field
from dispatcher.domain.phone import parse
from tests.console.office_of import NOW, ZONE


def test_x8_one_number_with_a_dash_sets_the_others_apart() -> None:
    numbers = ("030 23125-110", "030 23125471", "030 231250 switchboard", "0171 3920001", "030 99887766")
    assert with_extensions(numbers) == (
        "030 23125-110", "030 23125-471", "030 23125-0 switchboard", "0171 3920001", "030 99887766",
    )  # fmt: skip


@pytest.mark.parametrize(
    "numbers",
    [
        ("030 23125471", "030 23125472"),
        ("030 23125-110", "030 2312599999"),
        ("030 23125-110", "030 23125"),
        ("030 1-2", "030 1234"),
        ("030 23125-110", "ask at the gate"),
    ],
)
def test_x8_no_dash_is_made_up(numbers: tuple[str, ...]) -> None:
    assert with_extensions(numbers) == numbers


def test_x8_an_extension_is_short_only_behind_a_stem_that_is_shown() -> None:
    assert stem_of("030 23125-110") == "030 23125"
    assert short("030 23125-471", {"030 23125"}) == "-471"
    assert short("030 99887-471", {"030 23125"}) == ""
    assert short("030 23125471", {"030 23125"}) == ""


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("030 23125-103", "+493023125-103", "030 23125-103"),
        ("(030) 23125/103", "+493023125-103", "030 23125-103"),
        ("+49 30 23125-103", "+493023125-103", "030 23125-103"),
        ("0171 3920001", "+491713920001", "0171 3920001"),
        ("+43 1 53115-123", "+43153115-123", "+43 1 53115-123"),
    ],
)
def test_x8_a_field_of_one_number_keeps_the_dash(typed: str, stored: str, shown: str) -> None:
    now: datetime = NOW
    for kind, field in (("colleague", "phone"), ("technician", "phone"), ("site", "guard_phone")):
        assert read_field(kind, field, typed, now=now, zone=ZONE) == stored
        assert show_field(kind, field, stored) == shown
        assert read_field(kind, field, shown, now=now, zone=ZONE) == stored


def test_a_number_kept_before_is_shown_as_it_was() -> None:
    assert show_field("technician", "phone", "+493023125103") == "030 23125103"
    number = parse("030 23125-103")
    assert number is not None
    again = parse(kept(number))
    assert again is not None
    assert (again.e164, again.shown) == (number.e164, number.shown)
