"""One key at a time: it waits until the one before has had its whole effect, and nobody is sent who is not needed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from textual import events
from textual.app import App, ComposeResult
from textual.message_pump import MessagePump
from textual.widget import Widget

from dispatcher.console.typeahead import TypeAhead
from tests.console.stage import WAIT_SECONDS


class Line(Widget, can_focus=True):
    """Notes its keys; at the key ``o`` it waits for :attr:`may_go` and hands the keyboard on."""

    def __init__(self, name: str, then: Line | None = None) -> None:
        super().__init__(name=name)
        self.typed, self.then = "", then
        self.is_at_it, self.may_go = asyncio.Event(), asyncio.Event()

    async def key_o(self) -> None:
        self.is_at_it.set()
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


class Opening(Line):
    """Hands the keyboard on by itself, after some words with the app."""

    def on_focus(self) -> None:
        self.speak(5)

    def speak(self, words: int) -> None:
        if words:
            self.app.call_later(self.call_later, self.speak, words - 1)
        elif self.then is not None:
            self.then.focus()


class Doors(Lines):
    """Behind the first line one that opens a form."""

    def __init__(self) -> None:
        super().__init__()
        self.form = Line("form")
        self.first.then = self.second = Opening("second", self.form)

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield self.form


async def looked_after(app: Lines) -> None:
    """The last key had its effect, or somebody was sent behind it."""
    await until(lambda: not app._way or app._is_followed)


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(WAIT_SECONDS):
        turn = asyncio.Event()
        while not holds():
            asyncio.get_running_loop().call_soon(turn.set)
            await turn.wait()
            turn.clear()


def test_behind_a_single_key_nobody_is_sent() -> None:
    async def scene() -> None:
        app = Lines()
        async with app.run_test() as pilot:
            app.first.focus()
            for key in "abc":
                await pilot.press(key)
                await looked_after(app)
            assert app.first.typed == "abc"
            assert app.sent == 0

    asyncio.run(scene())


def test_a_key_behind_one_that_still_works_waits_for_it_however_late_it_comes() -> None:
    async def scene() -> None:
        app = Lines()
        async with app.run_test() as pilot:
            app.first.focus()
            await pilot.pause()
            pressing = asyncio.create_task(pilot.press("o"))
            await app.first.is_at_it.wait()
            await looked_after(app)
            app.post_message(events.Key("x", "x"))
            app.first.may_go.set()
            await pressing
            await looked_after(app)
            await pilot.pause()
            assert (app.first.typed, app.second.typed) == ("o", "x")

    asyncio.run(scene())


def test_of_keys_that_come_together_none_waits_for_a_timer() -> None:
    """A slow line hands them over in lumps."""

    class NoTimers(Lines):
        def _in(self, seconds: float, then: Callable[..., object], *about: object) -> None:
            pass

    async def scene() -> None:
        app = NoTimers()
        async with app.run_test() as pilot:
            app.first.focus()
            await pilot.pause()
            for key in "abcdefgh":
                app.post_message(events.Key(key, key))
            await until(lambda: app.first.typed == "abcdefgh")

    asyncio.run(scene())


def test_what_a_key_opened_comes_to_its_own_before_the_next_key() -> None:
    """As the palette does: its Enter closes it, and the action that was chosen opens a form."""

    async def scene() -> None:
        app = Doors()
        app.first.may_go.set()
        async with app.run_test() as pilot:
            app.first.focus()
            await pilot.pause()
            for key in "ox":
                app.post_message(events.Key(key, key))
            await until(lambda: app.second.typed or app.form.typed)
            assert (app.second.typed, app.form.typed) == ("", "x")

    asyncio.run(scene())
