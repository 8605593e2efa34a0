"""The first run as a program of its own: it ends with the way that was chosen."""

from __future__ import annotations

import asyncio
from pathlib import Path

from dispatcher.console.forms.ways import Way
from dispatcher.console.screens.first import FirstScreen, Founder
from dispatcher.console.shell import Shell
from dispatcher.console.terminal.fatal import Faults
from dispatcher.console.terminal.hangup import ENDINGS


class FirstApp(Shell):
    """The one screen of the first run."""

    def __init__(self, founder: Founder, faults: Faults, *, ascii_only: bool = False, theme: str = "ansi-dark") -> None:
        super().__init__(faults, ascii_only=ascii_only, theme=theme)
        self.first = FirstScreen(founder, self.frame)

    def on_mount(self) -> None:
        """There is nothing to save when the end comes from outside, only the terminal to give back."""
        super().on_mount()
        if not self.is_headless:
            for number in ENDINGS:
                asyncio.get_running_loop().add_signal_handler(number, self.exit, None, 128 + number)
        self.push_screen(self.first)


def run(founder: Founder, log: Path, *, mouse: bool, ascii_only: bool, theme: str) -> Way | int:
    """Run it to its end; the way that leads on, or the exit code where none does."""
    app = FirstApp(founder, Faults(log), ascii_only=ascii_only, theme=theme)
    app.run(mouse=mouse)
    if app.return_code:
        return app.return_code
    return app.first.way or 0
