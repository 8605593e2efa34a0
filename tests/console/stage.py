"""The console on a real store, played by keys: what is on the screen is read as a person reads it.

    @played
    async def test_a_caller_is_found(office: Path) -> None:
        async with on_stage(office) as stage:
            await stage.press("s", *"5471")
            await stage.shows("K-1002")

Nothing here sleeps: a key has had its effect when nobody has anything left to do, and a wait looks again whenever a
message was handled, until a deadline.
"""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial, wraps
from pathlib import Path
from typing import Any, ParamSpec

import pytest
from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from dispatcher.cli.office import Office, Options
from dispatcher.console.app import ConsoleApp
from dispatcher.console.desk import Desk
from dispatcher.console.likes import Likes
from dispatcher.console.screens.board import BoardScreen
from dispatcher.console.terminal.fatal import Faults
from tests.console.office_of import NOW
from tests.console.rest import Rest, nothing_to_do

WAIT_SECONDS = 20.0
LARGE, MIDDLE, SMALL = (160, 45), (120, 35), (80, 24)


Given = ParamSpec("Given")


def played(test: Callable[Given, Awaitable[None]]) -> Callable[Given, None]:
    """A test that is written as a scene: an ``async def`` which is run to its end."""

    @wraps(test)
    def run(*arguments: Given.args, **named: Given.kwargs) -> None:
        async def scene() -> None:
            await test(*arguments, **named)

        asyncio.run(scene())

    return run


class Stage:
    """One console that runs without a terminal."""

    def __init__(self, app: ConsoleApp, moved: asyncio.Event | None = None) -> None:
        self.app = app
        self.pilot: Pilot[Any]
        self.seen: list[Message] = []
        self._moved = moved
        self._rest = Rest(app, moved) if moved is not None else None

    def hook(self, message: Message) -> None:
        """Told of every message that is handled."""
        self.seen.append(message)
        if self._moved is not None:
            self._moved.set()

    @property
    def board(self) -> BoardScreen:
        """The one screen."""
        return self.app.board

    def lines(self) -> list[str]:
        """The screen as text, line by line."""
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return [strip.text for strip in strips]

    def text(self) -> str:
        """The screen as one text, without trailing blanks."""
        return "\n".join(line.rstrip() for line in self.lines())

    def line_with(self, word: str) -> str:
        """The first line that has ``word`` in it."""
        return next(line for line in self.lines() if word in line)

    async def press(self, *keys: str) -> None:
        """Press keys by Textual's names, each when the one before has had its effect."""
        for key in keys:
            if self._moved is None:
                await self.pilot.press(key)
            else:
                self.app.post_message(_pressed(key))
                await self.settles()

    async def burst(self, *keys: str) -> None:
        """Press keys without waiting between them, as a fast typist or a slow line does."""
        for key in keys:
            self.app.post_message(_pressed(key))
        await self.pilot.pause()

    async def until(self, what: Callable[[], object]) -> None:
        """Wait until ``what`` is true; fails with the screen in its words."""
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                while not what():
                    await self._something()
        except TimeoutError:
            raise AssertionError(f"not so within {WAIT_SECONDS} s\n{self.text()}") from None

    async def _something(self) -> None:
        """Wait until a message was handled, or where nobody tells of them, until there is nothing to do."""
        if self._moved is None:
            await self.pilot.pause()
        else:
            self._moved.clear()
            await self._moved.wait()
            await nothing_to_do()

    async def shows(self, *patterns: str) -> None:
        """Wait until the screen shows all these regular expressions."""
        for pattern in map(re.compile, patterns):
            await self.until(partial(self._finds, pattern))

    async def hides(self, *patterns: str) -> None:
        """Wait until the screen shows none of these."""
        for pattern in map(re.compile, patterns):
            await self.until(partial(self._misses, pattern))

    def _finds(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.text()) is not None

    def _misses(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.text()) is None

    async def settles(self) -> None:
        """Wait until nothing is to be done any more, and all of it is painted."""
        if self._rest is None:
            await self.pilot.pause()
        else:
            await self._rest.comes()


def _pressed(key: str) -> Key:
    """The key of that name, or with that sign on its cap."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    try:
        return Key(name, unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name))))
    except KeyError:
        return Key(name, name if len(name) == 1 else None)


@asynccontextmanager
async def on_stage(
    store: Path | Desk,
    *,
    size: tuple[int, int] = LARGE,
    now: datetime | None = NOW,
    read_only: bool = False,
    ascii_only: bool = False,
    is_open: bool = True,
    theme: str = "ansi-dark",
) -> AsyncIterator[Stage]:
    """The console on the store at a path (or on another desk), when it has painted what it read."""
    desk = Office(Options(str(store), now=now, read_only=read_only)) if isinstance(store, Path) else store
    app = ConsoleApp(desk, Faults(Path("faults.log")), Likes(theme=theme, ascii_only=ascii_only))
    stage = Stage(app, asyncio.Event())
    async with app.run_test(size=size, message_hook=stage.hook) as pilot:
        stage.pilot = pilot
        if is_open:
            await stage.until(lambda: app.board.is_open and app.board.plan_pane.plan is not None)
            await stage.settles()
        yield stage
        await stage.settles()
    app.board.runner.finish(5.0)
    desk.close()


def drawn_rows(widget: Widget, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The rows that ``widget`` draws from now on."""
    drawn: list[int] = []
    render = widget.render_line

    def draw(row: int) -> Strip:
        drawn.append(row)
        return render(row)

    monkeypatch.setattr(widget, "render_line", draw)
    return drawn
