"""How a promise is told in a line of its panel, minute by minute."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from dispatcher.console.panes.promise_lines import promise_line
from dispatcher.domain.promise import GivePromise
from tests.console.office_of import at
from tests.console.promise_office import give, promises_in


def test_m4_its_own_minute_is_an_alarm_and_says_so(office: Path) -> None:
    give(office, GivePromise("ours", "call-back", at(10), customer=1))
    (row,) = promises_in(office)
    lines = {
        (minutes, width): "".join(
            text for text, _mark in promise_line(row, at(10) + timedelta(minutes=minutes), "Europe/Berlin", width)
        )
        for minutes in (-1, 0)
        for width in (30, 44)
    }
    assert lines[-1, 44].startswith("! 10:00 call-back")
    assert lines[-1, 44].endswith(" in 1 min")
    assert lines[0, 44].startswith("!!10:00 call-back")
    assert lines[0, 44].endswith(" due now")
    assert lines[0, 30].startswith("!!10:00")
    assert "min" not in lines[0, 30]
