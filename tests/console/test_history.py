"""A history of 50,000 entries scrolls like one of 50: only what can be seen is asked for and wrapped."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dispatcher.cli.office import Office, Options
from dispatcher.console.panes import contacts
from dispatcher.console.panes.entry_lines import entry_lines
from dispatcher.console.panes.history_pages import PAGE
from dispatcher.queries.history_rows import HistoryPage, HistoryRow
from tests.console.office_of import ENTRIES, NOW
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage, on_stage, played

MANY = 50_000


class Long(Office):
    """The office, with a history that no test would want to type."""

    def __init__(self, store: Path) -> None:
        super().__init__(Options(str(store), now=NOW))
        self.asked: list[int] = []
        self.total = MANY

    def history(self, customer_id: int, start: int = 0, size: int = 200) -> HistoryPage:
        self.asked.append(start)
        rows = tuple(self._row(number) for number in range(start, min(start + size, self.total)))
        return HistoryPage(customer_id, start, self.total, rows)

    def _row(self, number: int) -> HistoryRow:
        seq = self.total - number
        happened = NOW - timedelta(minutes=MANY - seq)
        text = f"#{seq} " + "and what was said about it " * (seq % 4)
        return HistoryRow(seq, happened, happened, "in", "T", "mh", "note", "", None, text, False)


def counts_wraps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sequences of the entries that are wrapped from now on."""
    wrapped: list[int] = []

    def counting(row: HistoryRow, *arguments: Any) -> Any:
        wrapped.append(row.seq)
        return entry_lines(row, *arguments)

    monkeypatch.setattr(contacts, "entry_lines", counting)
    return wrapped


@pytest.mark.parametrize("size", [LARGE, SMALL])
@played
async def test_only_what_is_seen_is_asked_for_and_wrapped(
    office: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    wrapped = counts_wraps(monkeypatch)
    desk = Long(office)
    async with on_stage(desk, size=size) as stage:
        await stage.shows(f"#{MANY} ")
        assert set(desk.asked) == {0}
        await stage.press("f8", "G")
        await stage.shows(r"#1 ")
        assert set(desk.asked) <= {0, MANY - PAGE, MANY - 2 * PAGE}
        await stage.press("g")
        await stage.shows(f"#{MANY} ")
        assert len(set(wrapped)) < 4 * size[1]
        assert len(desk.asked) < 8


@played
async def test_pages_down_and_up_come_past_every_entry(office: Path) -> None:
    async with on_stage(Long(office), size=MIDDLE) as stage:
        await stage.press("f8")
        await stage.shows(f"#{MANY} ")
        seen = set[int]()
        for _ in range(14):
            seen |= entries_on(stage)
            await stage.press("pagedown")
            await stage.hides(r" \.\. ")
        lowest = min(entries_on(stage))
        assert seen >= set(range(lowest + 40, MANY + 1))
        for _ in range(16):
            await stage.press("pageup")
            await stage.settles()
        await stage.shows(f"#{MANY} ")


def entries_on(stage: Stage) -> set[int]:
    """The entries whose first line is on the screen."""
    return {int(found) for found in re.findall(r" #(\d+) ", stage.text())}


@played
async def test_what_comes_in_does_not_move_what_is_read(office: Path) -> None:
    desk = Long(office)
    desk.total = MANY - 3
    async with on_stage(desk, size=LARGE) as stage:
        await stage.press("f8", "pagedown", "pagedown", "pagedown", "pagedown", "j")
        await stage.until(lambda: stage.board.contacts_pane.chosen() is not None)
        await stage.settles()
        before = [line[117:] for line in stage.lines()[9:-10]]
        assert any(line.startswith(">") for line in before)
        desk.total = MANY
        stage.board.read_all()
        await stage.shows(f"{MANY} entries")
        await stage.settles()
        assert [line[117:] for line in stage.lines()[9:-10]] == before


@played
async def test_the_long_history_of_a_real_store(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("s", *"k1009")
        await stage.shows(">K-1009")
        await stage.press("enter", "escape", "f8")
        await stage.shows("HOTEL ELBE", f"{ENTRIES + 1} entries")
        await stage.press("G")
        await stage.shows(rf">.*Entry {ENTRIES - 1}: the")
        await stage.press("k")
        await stage.shows(rf">.*Entry {ENTRIES - 2}: the")
