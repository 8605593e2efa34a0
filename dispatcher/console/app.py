"""The app: registers theme, screen, net and the end from outside; nothing else happens here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from dispatcher.console.desk import Desk
from dispatcher.console.keys import EVERYWHERE, PANES, keys_for
from dispatcher.console.screens.board import BoardScreen
from dispatcher.console.terminal import net
from dispatcher.console.terminal.fatal import Faults, NoTracebacks
from dispatcher.console.terminal.hangup import Hangup
from dispatcher.console.widgets.marks import ASCII, BOX
from dispatcher.locale import _


class ConsoleApp(NoTracebacks, App[None], inherit_bindings=False):
    """One screen on one office."""

    TITLE = "dispatcher"
    BINDINGS: ClassVar[list[BindingType]] = []
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, desk: Desk, faults: Faults, *, ascii_only: bool = False) -> None:
        super().__init__(ansi_color=True)
        self.faults = faults
        self.desk = desk
        self.animation_level = "none"
        self._box = ASCII if ascii_only else BOX
        net.install(self)

    def on_mount(self) -> None:
        """The theme of the terminal's own colours, and the one screen."""
        self.theme = "ansi-dark"
        self.push_screen(BoardScreen(self.desk, self._box))

    def board(self) -> BoardScreen | None:
        """The screen, once it is there."""
        return next((screen for screen in self.screen_stack if isinstance(screen, BoardScreen)), None)

    def save_now(self) -> None:
        """Put what is typed on the disk; called from the thread that takes the hang-up."""
        if board := self.board():
            board.save_now()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every key of the board is an entry of the palette as well."""
        board = self.board()
        if board is None:
            return
        for key in keys_for(EVERYWHERE, PANES):
            if key.id not in ("palette", "draft"):
                yield SystemCommand(_(key.label), f"{key.shown}  {_(key.tooltip)}", self._runs(board, key.action))

    def _runs(self, board: BoardScreen, action: str) -> Callable[[], object]:
        return lambda: self.call_later(board.run_action, action)


def run(desk: Desk, log: Path, *, mouse: bool, ascii_only: bool) -> int:
    """Run the console until it ends; returns the exit code (128 + signal after a hang-up)."""
    hangup = Hangup()
    faults = Faults(log)
    faults.install()
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    app = ConsoleApp(desk, faults, ascii_only=ascii_only)
    hangup.watch(app.save_now, lambda code: app.call_from_thread(app.exit, None, code))
    app.run(mouse=mouse)
    return hangup.code or app.return_code or 0
