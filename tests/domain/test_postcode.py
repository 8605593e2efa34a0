"""What a postcode is."""

from __future__ import annotations

import pytest

from dispatcher.domain.postcode import LONGEST, read_postcode
from dispatcher.domain.refusal import Refusal


@pytest.mark.parametrize(("typed", "read"), [("01067", "01067"), (" 10117 ", "10117"), ("D-10117", "10117"), ("", "")])
def test_a_german_postcode_has_five_digits_and_keeps_its_zero(typed: str, read: str) -> None:
    assert read_postcode(typed) == read


@pytest.mark.parametrize("typed", ["1067", "101170", "1O117", "Berlin", "10 117", "١٠١١٧", "-1011"])
def test_what_is_none_is_refused_with_an_example(typed: str) -> None:
    refused = read_postcode(typed)
    assert isinstance(refused, Refusal)
    assert "01067" in refused.sentence


@pytest.mark.parametrize("typed", ["00000", "00123", "05123", "43210", "D-62000"])
def test_a_beginning_that_was_never_given_out_is_refused(typed: str) -> None:
    refused = read_postcode(typed)
    assert isinstance(refused, Refusal)
    assert refused.sentence == f"There is no postcode {typed.removeprefix('D-')} in Germany. Like: 01067"
    assert read_postcode(typed, "FR") == typed


def test_other_countries_write_theirs_as_they_like() -> None:
    assert read_postcode("SW1A 1AA", "GB") == "SW1A 1AA"
    assert isinstance(read_postcode("7" * (LONGEST + 1), "GB"), Refusal)
