"""The console that says on demand what its compositor would draw on an empty screen, in Textual's own bytes.

    python -m tests.pty.whole_screen ASKED TOLD OPTION ...

From the descriptor ASKED it takes orders of one letter: ``n`` says a word in the status line, ``t`` is the clock's
minute, ``?`` asks for the screen. For that it waits until it is at rest, writes the lines to the file TOLD, switches a
mode of the terminal that means nothing, so that whoever reads the terminal knows what came before, and stands still
until the next letter comes. It never ends by itself.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import shutil
import sys
import termios
from pathlib import Path
from typing import Any
from unittest.mock import patch

from textual._context import visible_screen_stack

from dispatcher.cli import main
from dispatcher.console import app as console
from tests.console.rest import Rest

MARK = 7770
"""The mode; it is on after every other answer."""


class Whole(console.ConsoleApp):
    """Answers the orders."""

    answers = 0

    def on_mount(self) -> None:
        self._rest = Rest(self, asyncio.Event())
        self._orders: asyncio.Queue[str] = asyncio.Queue()
        loop = asyncio.get_running_loop()
        loop.add_reader(ASKED, lambda: self._orders.put_nowait(os.read(ASKED, 1).decode()))
        self._answering = loop.create_task(self._answer())

    def exit(self, *arguments: Any, **named: Any) -> None:
        """Not before it is killed."""

    async def _answer(self) -> None:
        while order := await self._orders.get():
            if order == "n":
                self.board.flash(f"Word number {self.answers}, für Ängström & Søn")
            elif order == "t":
                self.board._minute()
            else:
                await self._quiet()
                self._tell()

    async def _quiet(self) -> None:
        """All keys have had their effect and all sizes are known."""
        await self._rest.comes()
        while self._keys or self._way or _waiting_input() or self._is_resizing():
            await self._rest.a_moment()
            await self._rest.comes()

    def _is_resizing(self) -> bool:
        return self._resize_timer is not None or tuple(self.screen.outer_size) != tuple(shutil.get_terminal_size())

    def _tell(self) -> None:
        visible_screen_stack.set(self._background_screens)
        lines = [strip.render(self.console) for strip in self.screen._compositor.render_strips()]
        TOLD.write_text(json.dumps(lines), encoding="utf-8")
        self.answers += 1
        assert self._driver is not None
        self._driver.write(f"\x1b[?{MARK}{'h' if self.answers % 2 else 'l'}")
        os.read(ASKED, 1)


def _waiting_input() -> int:
    """Bytes that were typed and not read yet."""
    return int.from_bytes(fcntl.ioctl(0, termios.FIONREAD, bytes(4)), sys.byteorder)


if __name__ == "__main__":
    ASKED, TOLD = int(sys.argv[1]), Path(sys.argv[2])
    with patch.object(console, "ConsoleApp", Whole):
        main.run(sys.argv[3:])
