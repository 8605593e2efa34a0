"""Two desks book the same people at the same times, each in a process of its own: nobody is booked twice (I4).

``python -m tests.doubles`` tries it ten thousand times.
"""

from __future__ import annotations

import pytest

from tests.doubles import office, run

ATTEMPTS = 160


@pytest.mark.parametrize("server", [False, pytest.param(True, marks=pytest.mark.postgres)], ids=["sqlite", "server"])
def test_i4_of_two_processes_none_books_what_the_other_has(server: bool) -> None:
    with office(server=server) as address:
        result = run(address, ATTEMPTS)
    assert result.overlaps == ()
    assert result.findings == 0
    assert result.attempts == ATTEMPTS
    assert 0 < result.told["done"] < ATTEMPTS
    assert result.told["overlap"] > 0
    assert not [code for code in result.told if code.startswith("trouble")]
