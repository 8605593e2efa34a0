"""Rows around the cursor are read before it comes there, and nothing that was read is shown after somebody wrote."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import NoReturn

import pytest
from textual.message import Message

from dispatcher.cli.office import Office, Options
from dispatcher.console import foresight, runner
from dispatcher.console.errands import Errands
from dispatcher.console.foresight import MOST, Followed, Foresight, Row
from dispatcher.console.messages import Filed, JournalMoved, Troubled
from dispatcher.domain.contact import Note
from dispatcher.queries.card_rows import CustomerCard
from dispatcher.store import trouble
from tests.console.office_of import NOW
from tests.console.stage import WAIT_SECONDS, Stage, on_stage, played

ROWS: list[Row] = [(number, 100 + number) for number in range(1, 9)]


class Read:
    """Knows of nobody anything, and counts who is asked for."""

    def __init__(self) -> None:
        self.asked: list[Row] = []
        self.meanwhile: Callable[[], object] = bool
        self.wrong: list[BaseException] = []

    def __call__(self, row: Row) -> Followed:
        self.asked.append(row)
        self.meanwhile()
        return Followed(None, None, None)


def begun(read: Read) -> tuple[Foresight, Errands]:
    line = Errands(read.wrong.append, name="test", threads=1)
    line.start()
    return Foresight(read, line), line


def test_rows_around_the_cursor_are_read_once_the_nearest_first() -> None:
    read = Read()
    ahead, line = begun(read)
    ahead.learn(ROWS[1])
    ahead.look_around(ROWS)
    assert line.finish(WAIT_SECONDS)
    assert read.asked == [ROWS[1], ROWS[0], *ROWS[2:]]
    assert all(ahead.take(row) is not None for row in ROWS)


def test_as_long_as_the_next_rows_are_known_nothing_is_read() -> None:
    read = Read()
    ahead, line = begun(read)
    for row in ROWS[: foresight.NEAR]:
        ahead.learn(row)
    ahead.look_around(ROWS)
    assert line.finish(WAIT_SECONDS)
    assert read.asked == ROWS[: foresight.NEAR]


def test_nothing_is_read_for_a_cursor_that_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foresight, "REST_SECONDS", WAIT_SECONDS)
    read = Read()
    ahead, line = begun(read)
    ahead.look_around(ROWS)
    ahead.look_around(())
    assert line.finish(WAIT_SECONDS)
    assert read.asked == []


def test_reading_stops_when_the_cursor_goes_on() -> None:
    read = Read()
    ahead, line = begun(read)
    read.meanwhile = lambda: ahead.look_around(())
    ahead.look_around(ROWS)
    assert line.finish(WAIT_SECONDS)
    assert read.asked == ROWS[:1]


def test_at_the_end_the_row_that_is_being_read_is_waited_for_and_no_other_is_read() -> None:
    read, goes_on = Read(), threading.Event()
    ahead, line = begun(read)
    read.meanwhile = lambda: goes_on.wait(WAIT_SECONDS) and None
    ahead.look_around(ROWS)
    threading.Timer(0.2, goes_on.set).start()
    while not read.asked:
        pass
    ahead.end()
    assert goes_on.is_set()
    assert line.finish(WAIT_SECONDS)
    assert read.asked == ROWS[:1]


def test_what_somebody_wrote_over_while_it_was_read_is_not_remembered() -> None:
    read = Read()
    ahead, _line = begun(read)
    read.meanwhile = ahead.forget
    ahead.learn(ROWS[0])
    assert ahead.take(ROWS[0]) is None
    read.meanwhile = bool
    ahead.learn(ROWS[0])
    assert ahead.take(ROWS[0]) is not None


def test_what_is_old_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(foresight, "monotonic", lambda: now)
    ahead, _line = begun(Read())
    ahead.learn(ROWS[0])
    now += foresight.FRESH_SECONDS - 1
    assert ahead.take(ROWS[0]) is not None
    now += 1
    assert ahead.take(ROWS[0]) is None


def test_only_the_rows_that_were_looked_at_last_are_remembered() -> None:
    ahead, _line = begun(Read())
    rows = [(1, number) for number in range(MOST + 1)]
    for row in rows[:MOST]:
        ahead.learn(row)
    ahead.take(rows[0])
    ahead.learn(rows[MOST])
    assert [row for row in rows if ahead.take(row) is None] == [rows[1]]


def test_of_a_store_in_trouble_nothing_is_known_ahead_and_whoever_asks_is_told() -> None:
    def refused() -> None:
        raise trouble.busy()

    read = Read()
    ahead, line = begun(read)
    read.meanwhile = refused
    ahead.look_around(ROWS)
    assert line.finish(WAIT_SECONDS)
    assert (read.asked, read.wrong) == (ROWS[:1], [])
    with pytest.raises(trouble.StoreTrouble):
        ahead.learn(ROWS[0])
    assert ahead.take(ROWS[0]) is None


class Counting(Office):
    """Notes whose card was read."""

    def __init__(self, store: Path) -> None:
        super().__init__(Options(str(store), now=NOW))
        self.read: list[int] = []

    def card(self, customer_id: int) -> CustomerCard | None:
        self.read.append(customer_id)
        return super().card(customer_id)


@asynccontextmanager
async def second_row_known(office: Path) -> AsyncIterator[tuple[Stage, Row, Counting]]:
    """The board with the cursor on the first ticket, and what the second one is about read ahead."""
    desk = Counting(office)
    async with on_stage(desk) as stage:
        await stage.until(lambda: stage.board.agenda is not None)
        second = stage.board.tickets_pane.rows[1]
        row = second.customer, second.id
        await asyncio.to_thread(stage.board.runner._foresight.learn, row)
        desk.read.clear()
        yield stage, row, desk


@played
async def test_a_ticket_that_was_read_ahead_is_on_the_screen_without_a_question(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with second_row_known(office) as (stage, (customer, ticket), desk):
        around: list[Sequence[Row]] = []
        monkeypatch.setattr(stage.board.runner, "look_around", around.append)
        await stage.press("j")
        card, detail, rows = stage.board.card, stage.board.detail, stage.board.tickets_pane.rows
        assert card is not None
        assert detail is not None
        assert (card.id, detail.row.id) == (customer, ticket)
        assert desk.read == []
        assert around[0][:3] == [(rows[at].customer, rows[at].id) for at in (2, 0, 3)]


@played
async def test_what_another_desk_wrote_is_shown_though_the_row_had_been_read_before(office: Path) -> None:
    async with second_row_known(office) as (stage, row, _desk):
        with closing(Office(Options(str(office), now=NOW))) as other:
            other.open()
            other.file_note(Note(row[0], "said to the other desk", "in", "T"), "one")
        await stage.until(lambda: any(isinstance(one, JournalMoved) for one in stage.seen))
        await stage.press("j")
        await stage.shows("said to the other desk")


@played
async def test_what_was_filed_here_and_what_failed_make_it_forget(office: Path) -> None:
    async with second_row_known(office) as (stage, row, _desk):
        known = stage.board.runner._foresight
        await stage.press("n", *"rang", "enter")
        await stage.until(lambda: any(isinstance(one, Filed) for one in stage.seen))
        assert known.take(row) is None
        await asyncio.to_thread(known.learn, row)

        def question() -> Message:
            raise trouble.busy()

        stage.board.runner.ask("hits", question)
        await stage.until(lambda: any(isinstance(one, Troubled) for one in stage.seen))
        assert known.take(row) is None


@played
async def test_a_store_that_died_is_told_though_every_row_is_known(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "UNHEARD_SECONDS", -1.0)

    def dead(*_question: object) -> NoReturn:
        raise trouble.unreachable("disk")

    async with second_row_known(office) as (stage, _row, desk):
        for question in ("card", "history", "ticket", "has_customers"):
            monkeypatch.setattr(desk, question, dead)
        await stage.press("j")
        await stage.shows("STORE NOT REACHABLE")


def test_who_met_a_damaged_row_ahead_leaves_it_to_be_asked_for() -> None:
    def refused() -> None:
        if read.asked[-1] == ROWS[2]:
            raise trouble.corrupt()

    read = Read()
    ahead, line = begun(read)
    read.meanwhile = refused
    ahead.look_around(ROWS)
    assert line.finish(WAIT_SECONDS)
    assert [ahead.take(row) for row in ROWS] == [None] * len(ROWS)


@played
async def test_the_strip_follows_to_a_ticket_whose_history_cannot_be_read(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_question: object) -> NoReturn:
        raise trouble.corrupt()

    async with second_row_known(office) as (stage, (_customer, ticket), desk):
        stage.board.runner.forget()
        monkeypatch.setattr(desk, "history", damaged)
        await stage.press("j")
        await stage.until(lambda: stage.board.detail is not None and stage.board.detail.row.id == ticket)
        number = stage.board.tickets_pane.rows[1].number
        await stage.shows(rf"(?m)^ T-{number} ")
