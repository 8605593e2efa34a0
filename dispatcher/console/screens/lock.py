"""The locked console: whose it is, how many alarms wait, and a field whose text is not seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one
from textual.timer import Timer

from dispatcher.console.panes.entry_lines import said
from dispatcher.console.terminal.repaint import Drawn
from dispatcher.console.widgets.fixed_lines import FixedLines
from dispatcher.console.widgets.line_edit import LineEdit
from dispatcher.domain.clock import monotonic
from dispatcher.domain.pin import wait_after
from dispatcher.locale import _, ngettext


class LockScreen(Drawn, inherit_bindings=False):
    """Takes every key until the PIN was typed; at any size of the window."""

    BINDINGS: ClassVar[list[BindingType]] = []
    CSS = """
    LockScreen { background: ansi_default; overflow: hidden; }
    LockScreen > #lock { height: 100%; width: 100%; background: ansi_default; }
    """
    _lines = query_one("#lock", FixedLines)

    def __init__(self, sign: str, alarms: int | None, wrong: int, attempt: Callable[[str], object]) -> None:
        """``alarms`` is None as long as they are not known; ``wrong`` PINs were typed before; ``attempt`` is called
        with what was typed now."""
        super().__init__(id="locked")
        self._sign = sign
        self._alarms = alarms
        self._attempt = attempt
        self._edit = LineEdit()
        self._told = ""
        self._free_at = monotonic() + wait_after(wrong)
        self._second_hand: Timer | None = None
        self.wrong = wrong
        """How many wrong PINs were typed since it was locked."""

    def compose(self) -> ComposeResult:
        """Nothing but the words."""
        yield FixedLines(id="lock")

    def on_mount(self) -> None:
        """Count down where somebody tried before."""
        self._wait()

    def on_resize(self) -> None:
        """In the middle of any window."""
        self._draw()

    def show_alarms(self, alarms: int) -> None:
        """So many alarms wait."""
        if alarms != self._alarms:
            self._alarms = alarms
            self._draw()

    def say(self, sentence: str) -> None:
        """Why it does not open."""
        self._told = sentence
        self._draw()

    def refuse(self) -> None:
        """That was not the PIN; the next try has to wait, each time longer."""
        self.wrong += 1
        self._free_at = monotonic() + wait_after(self.wrong)
        self._told = _("That is not the PIN.")
        self._wait()

    def _wait(self) -> None:
        if self._seconds() > 0 and self._second_hand is None:
            self._second_hand = self.set_interval(1.0, self._tick)
        self._draw()

    def _tick(self) -> None:
        if self._seconds() <= 0 and self._second_hand is not None:
            self._second_hand.stop()
            self._second_hand = None
        self._draw()

    def _seconds(self) -> float:
        return self._free_at - monotonic()

    def on_key(self, event: events.Key) -> None:
        """Signs go into the hidden field, Enter tries it, Esc empties it; nothing else means anything here."""
        event.stop()
        event.prevent_default()
        if event.key == "enter":
            self._enter()
        elif event.key in ("escape", "f3"):
            self._edit.set("")
        elif not self._edit.key(event):
            return
        self._draw()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is typed text."""
        event.stop()
        self._edit.insert(event.text)
        self._draw()

    def _enter(self) -> None:
        """While it has to wait, what is typed stays."""
        if self._seconds() <= 0 and (typed := self._edit.text):
            self._edit.set("")
            self._told = ""
            self._attempt(typed)

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        width, height = self.app.size
        words = [_("Locked ({sign}).").format(sign=self._sign), *self._waiting()]
        field = f"{_('PIN:')} {'*' * len(self._edit.text)}_"
        lines = [*said(width, "  ".join([*words, field]), mark="head"), (), *said(width, self._below())]
        self._lines.show([*[()] * max(0, (height - len(lines)) // 2), *lines])

    def _waiting(self) -> list[str]:
        if self._alarms is None:
            return []
        if not self._alarms:
            return [_("No alarms.")]
        return [ngettext("{n} alarm waiting.", "{n} alarms waiting.", self._alarms).format(n=self._alarms)]

    def _below(self) -> str:
        seconds = self._seconds()
        if seconds > 0:
            return f"{self._told} {_('The next try in {n} s.').format(n=int(seconds) + 1)}".lstrip()
        return self._told or _("Enter = unlock")
