"""The last line of a box, which says its keys: whole in both languages, with what one needs most at its beginning."""

from __future__ import annotations

import re

import pytest

from tests.house.catalogue import read_catalogue

INSIDE = 77
"""Columns of a box within its frame, behind the blank at the left."""
_KEYS = re.compile(r"(?:(?:Enter|Ctrl\+\w|Shift\+Tab|Tab|F4|Esc|Up|[a-z!])\b.*? {2,})+.*Esc (?:= )?(?:back|park|leave)")
LINES = [(str(entry.id), str(entry.string)) for entry in read_catalogue() if _KEYS.fullmatch(str(entry.id))]


def test_the_key_lines_are_found() -> None:
    assert len(LINES) >= 12


@pytest.mark.parametrize(("english", "german"), LINES)
def test_a_key_line_fits_into_its_box_in_both_languages(english: str, german: str) -> None:
    assert max(len(english), len(german)) <= INSIDE


@pytest.mark.parametrize(("english", "german"), LINES)
def test_a_key_line_begins_with_what_one_came_for_and_ends_with_the_way_back(english: str, german: str) -> None:
    for line in (english, german):
        first, *_rest, last = re.split(" {2,}", line)
        assert last.startswith("Esc")
        assert first.startswith("Enter") or "Enter" not in line
