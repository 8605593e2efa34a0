"""The text of a note: several lines, of which Enter is the end and not a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from dispatcher.console.keys import FORM, keys_for
from dispatcher.console.widgets.line_edit import LONGEST_PASTED
from dispatcher.domain.text import clean, shortened

_LONGEST_LINE = 5000
"""Signs of one line that Textual draws without a key waiting for it."""
_FORM_KEYS = frozenset(key for one in keys_for(FORM) for key in one.keys.split(",")) - {"down"} | {"escape", "f3"}


class NoteText(TextArea):
    """The text: Enter files, Ctrl+O makes a new line, and what is pasted is made harmless."""

    DEFAULT_CSS = """
    NoteText { border: none; padding: 0; margin: 0 1; height: 1fr; width: 1fr; background: ansi_default; }
    NoteText:focus { border: none; background: ansi_default; }
    NoteText .text-area--cursor-line { background: ansi_default; }
    """

    class LeftOut(Message):
        """Not all of what was pasted had room."""

    answers: Callable[[str], bool] = staticmethod(lambda _key: False)
    """Told of each key first: whether it answers a question of the form and is no sign of the text."""

    async def _on_key(self, event: events.Key) -> None:
        """Keys of the form are left to it; Textual calls the handlers of every base class unless told not to."""
        if event.key in _FORM_KEYS:
            event.prevent_default()
        elif self.answers(event.key):
            event.stop()
            event.prevent_default()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Textual may draw a widget once more when it has left the tree, and falls over the styles it lacks then."""
        return super().render_lines(crop) if self.is_attached else [Strip.blank(crop.width)] * crop.height

    async def _on_paste(self, event: events.Paste) -> None:
        """Several lines are welcome; controls become visible stand-ins, and "…" stands for what has no room."""
        event.stop()
        event.prevent_default()
        room = LONGEST_PASTED - len(self.text)
        self.insert(in_lines(shortened(clean(event.text[: 2 * LONGEST_PASTED]), room)))
        if len(event.text) > room:
            self.post_message(self.LeftOut())


def in_lines(text: str) -> str:
    """``text`` with a line end, and "…" before it, in each line that is so long that every key would wait for it."""
    return "\n".join(part for line in text.split("\n") for part in _parts(line)) if len(text) > _LONGEST_LINE else text


def _parts(line: str) -> Iterator[str]:
    while len(line) > _LONGEST_LINE:
        at = line.rfind(" ", _LONGEST_LINE // 2, _LONGEST_LINE) + 1 or _LONGEST_LINE
        yield f"{line[:at]}…"
        line = line[at:]
    yield line
