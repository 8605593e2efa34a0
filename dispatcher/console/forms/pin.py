"""A PIN is typed: nothing of it is seen, nothing of it is kept but in the end its seal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events

from dispatcher.console.widgets.line_edit import LineEdit
from dispatcher.console.widgets.marks import Frame, Line
from dispatcher.console.widgets.overlay import Overlay, key_line
from dispatcher.domain.pin import LEAST, MOST, refuse_pin
from dispatcher.locale import _


class PinBox(Overlay):
    """The PIN so far (where there is one), the new one, and the new one once more."""

    tallest = 9

    def __init__(self, *, frame: Frame, has_pin: bool, done: Callable[[str, str], object]) -> None:
        """``done`` gets the PIN so far (empty where there is none) and the new one."""
        super().__init__(frame=frame)
        self._has_pin = has_pin
        self._done = done
        self._edit = LineEdit()
        self._typed: list[str] = [] if has_pin else [""]
        self._told = ""

    @property
    def help_text(self) -> str:
        """What this box is, for the help."""
        return _("The PIN opens the locked console. Only its seal is stored; nobody can read it there.")

    def title(self) -> tuple[str, str]:
        """What is typed here."""
        return (_("CHANGE PIN") if self._has_pin else _("SET A PIN")), ""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """What was typed as stars, and what comes next."""
        asked = self._questions()
        room = max(map(len, asked)) + 1
        shown = [*("*" * len(typed) for typed in self._typed), f"{'*' * len(self._edit.text)}_"]
        rows: list[Line] = [
            ((f" {question:<{room}} {stars}", "plain"),)
            for number, (question, stars) in enumerate(zip(asked, shown, strict=False))
            if number or self._has_pin
        ]
        last = [((f" {self._told}", "due"),), key_line(_("Enter = go on   Esc back"))]
        return [*rows, *[()] * (height - len(rows) - 2), *last]

    def _questions(self) -> tuple[str, str, str]:
        new = _("New PIN, {least} to {most} signs:").format(least=LEAST, most=MOST)
        return _("PIN so far:"), new, _("The new one once more:")

    def on_key(self, event: events.Key) -> None:
        """Letters belong to the PIN; Enter goes on."""
        if event.key == "enter":
            self._enter()
        elif not self._edit.key(event):
            return
        self.repaint()
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is typed text."""
        self._edit.insert(event.text)
        self.repaint()
        event.stop()

    def _enter(self) -> None:
        typed, self._told = self._edit.text, ""
        self._edit.set("")
        if len(self._typed) == 1 and (refusal := refuse_pin(typed)) is not None:
            self._told = refusal.sentence
        elif len(self._typed) < 2:
            self._typed.append(typed)
        elif typed != self._typed[1]:
            self.refused(_("The two are not the same. Once more from the new PIN on."))
        else:
            self._done(self._typed[0], typed)

    def refused(self, sentence: str, *, from_the_first: bool = False) -> None:
        """Say why, and ask again: from the new PIN on, or ``from_the_first``."""
        self._typed, self._told = self._typed[: 0 if from_the_first and self._has_pin else 1], sentence
        self.repaint()
