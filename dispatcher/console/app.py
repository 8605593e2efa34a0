"""The app: registers theme, screen, net and the end from outside; nothing else happens here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import SystemCommand
from textual.content import Content
from textual.screen import Screen

from dispatcher.console.beginning_frame import BeginningFrame
from dispatcher.console.desk import Desk
from dispatcher.console.filing import Filing
from dispatcher.console.likes import AS_IT_IS, Likes
from dispatcher.console.palette import Palette
from dispatcher.console.screens.board import BoardScreen
from dispatcher.console.shell import Shell
from dispatcher.console.terminal.fatal import Faults, tell
from dispatcher.console.terminal.hangup import Hangup
from dispatcher.console.typeahead import Typed
from dispatcher.console.widgets.marks import ASCII
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.console.forms.ways import Way

_STORE_TROUBLE = 3
_LAST_SAVES_SECONDS = 3.0
"""How long the console, its screen given back already, waits for saves that are under way."""


class ConsoleApp(Shell):
    """One screen on one office."""

    def __init__(
        self,
        desk: Desk,
        faults: Faults,
        likes: Likes = AS_IT_IS,
        *,
        begin: str = "",
        typed: Sequence[Typed] | None = None,
    ) -> None:
        """``begin`` is the action that the board starts with when the store is open; what was ``typed`` at the first
        run comes behind it."""
        super().__init__(faults, likes)
        self.board = BoardScreen(desk, self.frame)
        self.board.begin = begin
        self.board.takes_over_keys = typed is not None
        self.take_over_keys(typed or ())
        self.board.lock_seconds = likes.lock_minutes * 60

    def on_mount(self) -> None:
        """The one screen."""
        super().on_mount()
        self.push_screen(self.board)

    async def on_event(self, event: events.Event) -> None:
        """Whatever is typed or pointed at says that somebody is there."""
        if isinstance(event, events.InputEvent | events.Paste):
            self.board.touch()
        await super().on_event(event)

    def lets_pass(self, key: events.Key | events.Paste) -> bool:
        """The board knows what a key needs, and the palette what it looks for."""
        is_searching = isinstance(self.screen, Palette) and not self.screen.lets_pass(key)
        return not is_searching and self.board.lets_pass(key)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the board that has a meaning now."""
        for key in self.board.palette_keys():
            # Textual says that this is a str, read as mark-up; it takes what says by itself that it is none.
            told = cast("str", Content(f"{' '.join(key.names)}  {_(key.tooltip)}"))
            yield SystemCommand(_(key.label), told, self._runs(key.action))
        for named in self.board.palette_names():
            yield SystemCommand(_(named.label), _(named.tooltip), self._runs(named.action))

    def _runs(self, action: str) -> Callable[[], object]:
        return lambda: self.call_later(self.board.run_action, action)

    def action_command_palette(self) -> None:
        """Every action by its name; nothing opens over the lock, nor a second palette over the first."""
        if self.screen is self.board:
            self.push_screen(Palette(ascii_only=self.board.box is ASCII))


def run(
    desk: Desk,
    log: Path,
    hangup: Hangup,
    frame: BeginningFrame,
    likes: Likes,
    *,
    begin: str = "",
    typed: Sequence[Typed] | None = None,
) -> Way | int:
    """Run the console until it ends; the exit code (128 + signal after a hang-up), or the list that is to be read
    before it opens again. ``begin`` is the action that the board starts with, ``typed`` what was typed at a first run
    and comes behind it. ``frame`` is what the terminal shows until then.

    Raises Trouble where the store cannot be opened and waiting does not help.
    """
    faults = Faults(log)
    faults.install()
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    app = ConsoleApp(desk, faults, likes, begin=begin, typed=typed)
    # Not call_from_thread, which waits for the loop: behind a dead terminal that never answers.
    hangup.watch(app.board.save_now, lambda code: app.call_later(app.exit, None, code))
    app.end_at_standstill(hangup.end)
    frame.hand_on()
    app.run(mouse=likes.mouse)
    if app.board.ending is not None:
        raise app.board.ending
    unfiled = _finish(app.board)
    code = hangup.code or app.return_code or unfiled
    if code or app.board.leads_to is None:
        return code
    hangup.release()
    return app.board.leads_to


def _finish(board: BoardScreen) -> int:
    """What is still under way lands, or the person is told where it stays; the exit code."""
    try:
        if board.runner.finish(_LAST_SAVES_SECONDS):
            return 0
        for sentence in _not_landed(board.runner.not_landed()):
            tell(sentence)
    except Trouble as trouble:
        tell(trouble.sentence)
    return _STORE_TROUBLE


def _not_landed(filings: Sequence[Filing]) -> Iterator[str]:
    """What was typed waits as a draft; what one key asked for is gone, and has to be asked for again."""
    typed = [one.what for one in filings if one.data]
    at_once = [f"{_('undo')}: {one.what}" if one.verb == "undo" else one.what for one in filings if not one.data]
    if typed:
        told = _("Not filed yet, because the store does not take it: {what}. It is kept as a draft.")
        yield told.format(what=", ".join(typed))
    if at_once:
        told = _("Not done, because the store does not take it: {what}. Nothing of it is kept; do it once more later.")
        yield told.format(what=", ".join(at_once))
