"""The places of a postcode, from the list that comes with the program."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from dispatcher.domain.postcode import Place, read_postcode
from dispatcher.domain.region import GERMAN_STATES
from dispatcher.queries import postcodes
from dispatcher.queries.postcodes import place_of
from dispatcher.resources import data_folder

COMPANY = re.compile(r"\b(GmbH|AG|KG|OHG|e\. ?[GV]\.?|Sparkasse|Bank|Versicherung|Finanzamt|Stadtverwaltung|Telekom)\b")


def rows() -> list[dict[str, str]]:
    with (data_folder() / "postcodes" / "de.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    ("postcode", "place", "state"),
    [
        ("10117", "Berlin", "BE"),
        ("01067", "Dresden", "SN"),
        ("22587", "Hamburg", "HH"),
        ("80331", "München", "BY"),
        ("60311", "Frankfurt am Main", "HE"),
        ("27568", "Bremerhaven", "HB"),
    ],
)
def test_most_postcodes_belong_to_one_place(postcode: str, place: str, state: str) -> None:
    assert place_of(postcode) == (Place(place, state),)


def test_a_postcode_may_lie_in_two_states() -> None:
    assert place_of("12529") == (Place("Berlin", "BE"), Place("Schönefeld", "BB"))


@pytest.mark.parametrize("postcode", ["", "00000", "postcode", "1011", "101170"])
def test_nothing_is_guessed(postcode: str) -> None:
    assert place_of(postcode) == ()


def test_other_countries_have_no_list() -> None:
    assert place_of("10117", "AT") == place_of("10117", "../DE") == ()


def test_every_row_is_a_place_in_a_federal_state() -> None:
    wrong = [
        row
        for row in rows()
        if read_postcode(row["postcode"]) != row["postcode"] or row["state"] not in GERMAN_STATES or not row["place"]
    ]
    assert wrong == []
    assert len({row["postcode"] for row in rows()}) > 8000


def test_no_row_is_the_address_of_a_company() -> None:
    assert [row["place"] for row in rows() if COMPANY.search(row["place"])] == []


def test_no_row_comes_twice() -> None:
    lines = [tuple(row.values()) for row in rows()]
    assert len(lines) == len(set(lines))


def test_an_installation_without_the_list_knows_no_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(postcodes, "data_folder", lambda: tmp_path)
    postcodes._known.cache_clear()
    try:
        assert place_of("10117") == ()
    finally:
        postcodes._known.cache_clear()
