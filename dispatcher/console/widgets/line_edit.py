"""One line of text with a cursor: what a query field and a list filter need, drawn by whoever holds it."""

from __future__ import annotations

from textual import events

from dispatcher.domain.text import clean

LONGEST = 4000
_BLANKS = str.maketrans("\n\t", "  ")


class LineEdit:
    """Text and cursor. ``key`` takes a key and says whether it meant something here."""

    def __init__(self, text: str = "") -> None:
        """``text`` is foreign text as well; it is made harmless."""
        self.text = ""
        self.at = 0
        self.insert(text)

    def set(self, text: str) -> None:
        """Replace the text; the cursor goes behind it."""
        self.text, self.at = "", 0
        self.insert(text)

    def insert(self, text: str) -> None:
        """Put ``text`` in at the cursor, on one line, without controls; blanks count, one may come at a time."""
        room = LONGEST - len(self.text)
        harmless = clean(text).strip("\n").translate(_BLANKS)[: max(0, room)]
        self.text = self.text[: self.at] + harmless + self.text[self.at :]
        self.at += len(harmless)

    def key(self, event: events.Key) -> bool:
        """Edit by a key; False where the key is none of ours."""
        edit = _EDITS.get(event.key)
        if edit is not None:
            edit(self)
            return True
        if event.character is not None and event.is_printable:
            self.insert(event.character)
            return True
        return False

    def _backspace(self) -> None:
        if self.at:
            self.text = self.text[: self.at - 1] + self.text[self.at :]
            self.at -= 1

    def _delete(self) -> None:
        self.text = self.text[: self.at] + self.text[self.at + 1 :]

    def _left(self) -> None:
        self.at = max(0, self.at - 1)

    def _right(self) -> None:
        self.at = min(len(self.text), self.at + 1)

    def _home(self) -> None:
        self.at = 0

    def _end(self) -> None:
        self.at = len(self.text)

    def _kill_before(self) -> None:
        self.text, self.at = self.text[self.at :], 0

    def _kill_word(self) -> None:
        kept = self.text[: self.at].rstrip().rpartition(" ")[0]
        kept += " " if kept else ""
        self.text, self.at = kept + self.text[self.at :], len(kept)


_EDITS = {
    "backspace": LineEdit._backspace,
    "delete": LineEdit._delete,
    "left": LineEdit._left,
    "right": LineEdit._right,
    "home": LineEdit._home,
    "end": LineEdit._end,
    "ctrl+u": LineEdit._kill_before,
    "ctrl+w": LineEdit._kill_word,
}
