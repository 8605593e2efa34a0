"""A note for a colleague's desk in one line (V9)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dispatcher.domain.desk_note import read_note
from dispatcher.domain.phrases import Office

OFFICE = Office(datetime(2026, 11, 23, 8, 42, tzinfo=UTC), "Europe/Berlin")
"""Mon 23.11.2026 09:42 in Berlin."""


@pytest.mark.parametrize(
    ("typed", "time", "text"),
    [
        ("call the boss at once", "+15m", "call the boss at once"),
        ("sofort den Chef anrufen", "+15m", "sofort den Chef anrufen"),
        ("call the boss", "eod", "call the boss"),
        ("wed 14 call the boss", "wed 14", "call the boss"),
        ("den Chef anrufen mi 14", "mi 14", "den Chef anrufen"),
        ("wed 14 60m !", "wed 14 60m !", ""),
        ("morgen 9 Schlüssel holen", "morgen 9", "Schlüssel holen"),
        ("next wed", "next wed", ""),
        ("31.2", "31.2", ""),
        ("fetch 5 keys", "eod", "fetch 5 keys"),
        ("  ", "", ""),
    ],
)
def test_v9_a_time_is_found_where_it_stands_and_the_rest_is_what_he_is_told(typed: str, time: str, text: str) -> None:
    assert read_note(typed, OFFICE) == (time, text)
