"""Keys of the first second: what they need may still be on its way, and none is lost (X3)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from dispatcher.cli.office import Office, Options
from dispatcher.console.screens import beginning
from dispatcher.store import trouble
from tests.console.office_of import NOW
from tests.console.promise_office import busy_morning, promises_in
from tests.console.stage import LARGE, SMALL, WAIT_SECONDS, on_stage, played
from tests.console.test_trouble import Late


class Slow(Office):
    """An office one of whose answers takes until it is let go."""

    def __init__(self, store: Path, *what: str) -> None:
        super().__init__(Options(str(store), now=NOW))
        self.let_go = Event()
        for name in what:
            setattr(self, name, self._waiting(getattr(self, name)))

    def _waiting(self, answer: Any) -> Any:
        def answered(*asked: Any, **options: Any) -> Any:
            assert self.let_go.wait(2 * WAIT_SECONDS)  # who waits for the screen gives up before, and shows it
            return answer(*asked, **options)

        return answered


@contextmanager
def slow(store: Path, *what: str) -> Iterator[Slow]:
    """Such an office, which is let go at the end in any case."""
    office = Slow(store, *what)
    try:
        yield office
    finally:
        office.let_go.set()


FIRST_CARD = r"┌ PROMISE 1 .*OVER 12 min"
"""What Enter opens of the first card of a busy morning."""


@pytest.mark.parametrize("size", [LARGE, SMALL])
@played
async def test_x3_space_and_enter_before_anything_is_read_open_the_first_card(
    office: Path, size: tuple[int, int]
) -> None:
    busy_morning(office)
    async with on_stage(office, size=size, is_open=False) as stage:
        await stage.burst("space", "enter")
        await stage.shows(FIRST_CARD)
        assert stage.board.cards[0].promise == 1


@pytest.mark.parametrize("late", ["open", "agenda", "tickets", "promises", "handovers"])
@played
async def test_x3_they_wait_for_the_whole_queue(office: Path, late: str) -> None:
    busy_morning(office)
    with slow(office, late) as desk:
        async with on_stage(desk, is_open=False) as stage:
            await stage.burst("space", "enter")
            await stage.settles()
            assert (stage.board.card_shown, stage.board.box_now()) == (None, None)
            desk.let_go.set()
            await stage.shows(FIRST_CARD)


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("p", "┌ PROMISE K-1001 Botschaft.* ─"),
        ("b", "┌ BALL .*T-1001"),
        ("d", "┌ DIAL .* T-1001 Botschaft"),
        ("H", "┌ HANDOVER mh"),
        ("r", "┌ RELATE .*T-1001"),
        ("n", "┌ NOTE K-1001 Botschaft"),
        ("t", "┌ FAULT REPORT K-1001 Botschaft"),
        ("f", "┌ FOLLOW-UP .*T-1001"),
        ("jn", "┌ NOTE K-1002 Textbüro Albers"),
        ("Gd", "┌ DIAL .* T-1005 Meyer"),
        ("N", "┌ WITHOUT CUSTOMER"),
        ("y", "copied: T-1001"),
    ],
)
@played
async def test_x3_verbs_before_anything_is_read_are_about_what_is_chosen_then(
    office: Path, keys: str, shown: str
) -> None:
    async with on_stage(office, is_open=False) as stage:
        await stage.burst(*keys)
        await stage.shows(shown)


@played
async def test_x3_a_whole_promise_typed_before_the_store_is_open_is_filed_once(office: Path) -> None:
    with slow(office, "open") as desk:
        async with on_stage(desk, is_open=False) as stage:
            await stage.burst("p", *"wed 14", "enter", "n", *"and a note")
            await stage.settles()
            desk.let_go.set()
            await stage.shows("NOTE K-1001 Botschaft", "│ and a note +│")
            await stage.until(lambda: not stage.board._under_way)
    assert [(row.customer_number, row.phrase) for row in promises_in(office)] == [(1001, "wed 14")]


@played
async def test_x3_what_can_act_is_not_held_up_but_stays_behind_what_cannot(office: Path) -> None:
    with slow(office, "open") as desk:
        async with on_stage(desk, is_open=False) as stage:
            await stage.burst("f2", *"5471")
            await stage.shows(r"CALL 0:\d\d", "5471_")
            await stage.burst("escape", "d", "f2")
            await stage.hides("CALL 0:")
            await stage.settles()
            assert stage.board.box_now() is None
            desk.let_go.set()
            await stage.shows(r"CALL 0:\d\d")
            await stage.press("escape")
            await stage.shows("┌ DIAL .* T-1001 Botschaft")


@played
async def test_x3_a_store_that_cannot_be_opened_answers_the_keys_by_a_sentence(office: Path) -> None:
    desk = Late(office, *[trouble.unreachable("disk")] * 30)
    async with on_stage(desk, is_open=False) as stage:
        await stage.burst("space", "p", "H", "f2")
        await stage.shows(r"CALL 0:\d\d")
        await stage.press("escape", "d")
        await stage.until(lambda: "cannot be reached" in str(stage.board.lines("status").lines))
        assert stage.board.box_now() is None
        desk.troubles.clear()
        await stage.shows("BOTSCHAFT DER REPUBLIK")
        await stage.press("d")
        await stage.shows("┌ DIAL .* T-1001 Botschaft")


@played
async def test_x3_a_store_that_takes_too_long_holds_nobody_up(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beginning, "_PATIENCE", 0.05)
    with slow(office, "open") as desk:
        async with on_stage(desk, is_open=False) as stage:
            await stage.burst("space", "s")
            await stage.shows("The store has not been read yet", "┌ SEARCH")


@played
async def test_x3_where_a_part_takes_too_long_the_rest_acts(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beginning, "_PATIENCE", 0.05)
    with slow(office, "agenda") as desk:
        async with on_stage(desk, is_open=False) as stage:
            await stage.burst("space")
            await stage.shows("The store has not been read yet")
            await stage.shows("BOTSCHAFT DER REPUBLIK")
            await stage.press("n")
            await stage.shows("┌ NOTE K-1001 Botschaft")


@played
async def test_x3_in_an_empty_office_nothing_waits_for_what_never_comes(empty_office: Path) -> None:
    async with on_stage(empty_office, is_open=False) as stage:
        await stage.burst("j", "y", "n")
        await stage.shows("No customer chosen")
        await stage.press("space")
        await stage.shows("no alarms   nothing is waiting")
        await stage.press("f8", "G", "t")
        await stage.shows("┌ FAULT REPORT")
