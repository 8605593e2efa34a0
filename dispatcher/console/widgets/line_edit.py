"""One line of text with a cursor: what a query field and a list filter need, drawn by whoever holds it."""

from __future__ import annotations

from textual import events

from dispatcher.domain.text import clean, shortened

LONGEST = 4000
LONGEST_PASTED = 20_000
"""Signs that one puts into a line, and into a text of several: with more of them each key would have to wait."""
LONGEST_SET = 200_000
"""Signs of a text that was there before: nothing of a draft or a record is left out."""
_BLANKS = str.maketrans("\n\t", "  ")


class LineEdit:
    """Text and cursor. ``key`` takes a key and says whether it meant something here."""

    def __init__(self, text: str = "", *, lines: bool = False) -> None:
        """``text`` is foreign text as well; it is made harmless. ``lines`` keeps line ends."""
        self._usual = self._longest = LONGEST_PASTED if lines else LONGEST
        self._blanks = str.maketrans("\t", " ") if lines else _BLANKS
        self.text = ""
        self.at = 0
        self.left_out = 0
        """How many signs of what was put in last had no room."""
        self.set(text)

    def set(self, text: str) -> None:
        """Replace the text; the cursor goes behind it."""
        self.text, self.at = "", 0
        self._longest = LONGEST_SET
        self.insert(text)
        self._longest = self._usual + (len(self.text) if len(self.text) > self._usual else 0)

    def insert(self, text: str) -> None:
        """Put ``text`` in at the cursor, without controls, on one line unless lines are kept; blanks count. Where it
        has no room, "…" stands for the rest."""
        room = self._longest - len(self.text)
        text = text.strip("\r\n")
        self.left_out = max(0, len(text) - room)
        harmless = clean(text[: 2 * self._longest]).strip("\n")
        self._put(shortened(harmless.translate(self._blanks), room))

    @property
    def longest(self) -> int:
        """So many signs it takes."""
        return self._longest

    def insert_line(self) -> None:
        """A line end at the cursor."""
        self._put("\n")

    def _put(self, text: str) -> None:
        self.text = self.text[: self.at] + text + self.text[self.at :]
        self.at += len(text)

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
