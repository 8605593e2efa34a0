"""The command line: the status line as it is, until somebody types into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from dispatcher.console.keys import COMMAND, bindings_for
from dispatcher.console.widgets.fixed_lines import FixedLines
from dispatcher.console.widgets.line_edit import LineEdit
from dispatcher.console.widgets.marks import Line, cell

PROMPT = ">_ "
_MOST_KEPT = 50
"""Commands that can be called up again."""


class CommandLine(FixedLines, can_focus=True):
    """One line that takes a command. ``echo`` says what is understood of it so far, ``complete`` what a text that was
    begun could become."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(COMMAND)]

    class Entered(Message):
        """A command was entered."""

        def __init__(self, typed: str, answer: str = "") -> None:
            """``answer`` is the key of what was meant, where ``typed`` means several things."""
            super().__init__()
            self.typed = typed
            self.answer = answer

    class Left(Message):
        """Nobody types any more."""

    def __init__(
        self,
        *,
        id: str,
        echo: Callable[[str], str],
        complete: Callable[[str], Sequence[str]],
        is_answer: Callable[[str, str], bool],
    ) -> None:
        """``is_answer`` says of a text and a key whether the key chooses one of the meanings that the text has."""
        super().__init__(id=id)
        self._echo = echo
        self._is_answer = is_answer
        self._is_asked = False
        self._complete = complete
        self._field = LineEdit()
        self._told = ""
        self._kept: list[str] = []
        self._called_up = 0
        self.is_open = False

    @property
    def help_text(self) -> str:
        """What can be typed here, for the help."""
        from dispatcher.console.commands import usages

        return usages()

    @property
    def typed(self) -> str:
        """What stands in it."""
        return self._field.text

    def open(self, begun: str = "") -> None:
        """Take what is typed from now on; ``begun`` stands there already, else what was left there."""
        self.is_open = True
        if begun:
            self._field.set(begun)
        self._called_up = len(self._kept)
        self.tell()

    def close(self, *, keep: bool) -> None:
        """Be the status line again; with ``keep`` what was typed is there the next time."""
        self.is_open = False
        if not keep:
            self._kept = [*[one for one in self._kept if one != self.typed], self.typed][-_MOST_KEPT:]
            self._field.set("")
        self.refresh()

    def tell(self, sentence: str = "") -> None:
        """Say ``sentence`` behind what is typed, or what is understood of it."""
        self._told = sentence or (self._echo(self.typed) if self.typed.strip() else "")
        self.refresh()

    def set(self, text: str) -> None:
        """Replace what is typed."""
        self._field.set(text)
        self.tell()

    def line_at(self, row: int) -> Line:
        """The status, or what is typed and what it means."""
        if not self.is_open:
            return super().line_at(row)
        before, behind = self._field.text[: self._field.at], self._field.text[self._field.at :]
        typed = f" {PROMPT}{before}_{behind}"
        told = f"   = {self._told}" if self._told else ""
        room = max(0, self.size.width - len(told))
        return ((typed if len(typed) <= room or not told else cell(typed, room), "head"), (told, "plain"))

    def on_key(self, event: events.Key) -> None:
        """Letters and the keys that edit belong to it while it is open."""
        if self.is_open and self._answers(event.key):
            self.post_message(self.Entered(self.typed, event.key))
            event.stop()
            event.prevent_default()
        elif self.is_open and self._field.key(event):
            self._is_asked = False
            self._called_up = len(self._kept)
            self.tell()
            event.stop()
            event.prevent_default()

    def _answers(self, key: str) -> bool:
        """Behind a letter the key of a meaning chooses it at once; behind a digit, where it may be the next one, only
        when Enter was pressed."""
        is_free = self._is_asked or self.typed[-1:].isalpha() or self.typed.endswith("+")
        return len(key) == 1 and is_free and self._is_answer(self.typed, key)

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is typed text."""
        self._field.insert(event.text)
        self.tell()
        event.stop()

    def on_blur(self, event: events.Blur) -> None:
        """Whoever goes elsewhere finds what was typed the next time."""
        if self.is_open:
            self.close(keep=True)
            self.post_message(self.Left())

    def action_run(self) -> None:
        """Do what is typed."""
        if self.typed.strip():
            self._is_asked = True
            self.post_message(self.Entered(self.typed))

    def action_complete(self) -> None:
        """Complete the word that was begun, or name those it could be."""
        found = self._complete(self.typed)
        if len(found) == 1:
            self.set(found[0])
        elif found:
            self.tell("  ".join(one.strip() for one in found))

    def action_called_up(self, by: int) -> None:
        """The command before, or the one after."""
        self._called_up = max(0, min(len(self._kept), self._called_up + by))
        self.set(self._kept[self._called_up] if self._called_up < len(self._kept) else "")

    def watch_has_focus(self, has_focus: bool) -> None:
        """A change of focus restyles nothing: no style rule of ours depends on it."""
