"""One key at a time: it waits until the one before has had its whole effect, and nobody is sent who is not needed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from textual import events
from textual.app import App, ComposeResult
from textual.message_pump import MessagePump
from textual.widget import Widget

from dispatcher.console import typeahead
from dispatcher.console.typeahead import TypeAhead


class Line(Widget, can_focus=True):
    """Notes its keys; at the key ``o`` it waits for :attr:`may_go` and hands the keyboard on."""

    def __init__(self, name: str, then: Line | None = None) -> None:
        super().__init__(name=name)
        self.typed, self.then = "", then
        self.may_go = asyncio.Event()

    async def key_o(self) -> None:
        await self.may_go.wait()
        if self.then is not None:
            self.then.focus()

    def on_key(self, event: events.Key) -> None:
        self.typed += event.character or ""


class Lines(TypeAhead, App[None]):
    """Two lines; counts who was sent behind a key."""

    def __init__(self) -> None:
        super().__init__()
        self.second = Line("second")
        self.first = Line("first", self.second)
        self.sent = 0

    def compose(self) -> ComposeResult:
        yield self.first
        yield self.second

    async def _follow(self, way: Sequence[MessagePump], number: int) -> None:
        self.sent += 1
        await super()._follow(way, number)


async def looked_around() -> None:
    """So long that a key was looked after."""
    await asyncio.sleep(typeahead._AFTER_PAINT * 3)


def test_behind_a_single_key_nobody_is_sent() -> None:
    async def scene() -> None:
        app = Lines()
        async with app.run_test() as pilot:
            app.first.focus()
            for key in "abc":
                await pilot.press(key)
                await looked_around()
            assert app.first.typed == "abc"
            assert app.sent == 0

    asyncio.run(scene())


def test_a_key_behind_one_that_still_works_waits_for_it_however_late_it_comes() -> None:
    async def scene() -> None:
        app = Lines()
        async with app.run_test() as pilot:
            app.first.focus()
            await pilot.pause()
            pressing = asyncio.create_task(pilot.press("o", "x"))
            await looked_around()
            await looked_around()
            app.first.may_go.set()
            await pressing
            await looked_around()
            assert (app.first.typed, app.second.typed) == ("o", "x")

    asyncio.run(scene())
