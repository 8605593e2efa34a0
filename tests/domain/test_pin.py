"""A PIN is kept as a seal that tells nothing of it, and guessing gets slower with every try."""

from __future__ import annotations

import pytest

from dispatcher.domain.pin import LEAST, MOST, fits, refuse_pin, seal, wait_after

SEALED = seal("1234 süß")


def test_the_pin_fits_its_seal_and_no_other_does() -> None:
    assert fits("1234 süß", SEALED)
    assert fits(" 1234 su\N{COMBINING DIAERESIS}ß", SEALED)
    assert [one for one in ("", "1234", "1234 suss", "1234 SÜSS", "1234 süß0") if fits(one, SEALED)] == []


def test_a_seal_is_salted_and_names_what_it_was_made_with() -> None:
    again = seal("1234 süß")
    assert again != SEALED
    assert again.split("$")[:4] == SEALED.split("$")[:4] == ["scrypt", "32768", "8", "1"]
    assert "1234" not in SEALED.split("$")[0] + bytes.fromhex(SEALED.split("$")[5]).decode("latin-1")


@pytest.mark.parametrize("damaged", ["", "1234", "scrypt$1$2$3$zz$zz", "scrypt$3$8$1$00$00", "md5$16384$8$1$00$00"])
def test_what_is_no_seal_fits_nothing(damaged: str) -> None:
    assert not fits("1234", damaged)
    assert not fits("1234 süß", damaged)


@pytest.mark.parametrize("typed", ["", "   ", "123", " 12 ", "1111", "x" * LEAST, "1" * MOST, "12" * MOST])
def test_what_is_too_short_too_long_or_all_the_same_is_refused_with_a_sentence(typed: str) -> None:
    refusal = refuse_pin(typed)
    assert refusal is not None
    assert refusal.sentence.endswith(".")


@pytest.mark.parametrize("typed", ["1234", "ab c", "ÄÖÜß", "12" * (MOST // 2)])
def test_other_pins_are_taken(typed: str) -> None:
    assert refuse_pin(typed) is None


def test_the_wait_grows_to_five_minutes() -> None:
    assert [wait_after(wrong) for wrong in range(6)] == [0, 1, 2, 4, 8, 16]
    assert wait_after(50) == wait_after(10**9) == 300
