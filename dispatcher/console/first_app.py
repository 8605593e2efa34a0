"""The first run as a program of its own: it ends with the way that was chosen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dispatcher.console.forms.ways import Way
from dispatcher.console.likes import Likes
from dispatcher.console.screens.first import FirstScreen, Founder
from dispatcher.console.shell import Shell
from dispatcher.console.terminal.fatal import Faults
from dispatcher.console.terminal.hangup import Hangup


class FirstApp(Shell):
    """The one screen of the first run."""

    def __init__(self, founder: Founder, faults: Faults, likes: Likes) -> None:
        super().__init__(faults, likes)
        self.first = FirstScreen(founder, self.frame)

    def on_mount(self) -> None:
        """The one screen."""
        super().on_mount()
        self.push_screen(self.first)


def run(founder: Founder, log: Path, likes: Likes) -> Way | int:
    """Run it to its end; the way that leads on, or the exit code where none does (128 + signal after a hang-up)."""
    hangup = Hangup()
    app = FirstApp(founder, Faults(log), likes)
    hangup.watch(app.first.save_now, lambda code: app.call_later(app.exit, None, code))
    app.end_at_standstill(hangup.end)
    app.run(mouse=likes.mouse)
    app.first.save_now()
    if hangup.code is not None or app.return_code:
        return hangup.code or app.return_code or 0
    hangup.release()
    return replace(app.first.way, typed=app.waiting_keys()) if app.first.way is not None else 0
