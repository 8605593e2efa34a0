"""Log a contact: text over several lines, a head line, and a draft that is on the disk before a second has passed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import uuid4

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one
from textual.widgets import TextArea

from dispatcher.console.forms.note_head import NoteHead, TicketChoice
from dispatcher.console.keys import NOTE, bindings_for, keys_for
from dispatcher.console.messages import Closed
from dispatcher.console.widgets.marks import Frame, Line
from dispatcher.console.widgets.overlay import Overlay
from dispatcher.domain.contact import Note
from dispatcher.domain.text import clean, one_line
from dispatcher.locale import _

DRAFT_SECONDS = 0.4
"""From the first key after a save to the next one; with the disk's time well under a second."""


def subject_for(customer: int) -> str:
    """The draft's subject: one note a customer and author."""
    return f"note/customer/{customer}"


@dataclass(frozen=True, slots=True)
class NoteStart:
    """How a note was opened: for whom, and the defaults that follow from it."""

    customer: int
    number: int
    name: str
    ticket: int | None = None
    direction: str = "in"
    channel: str = "T"
    person: str = ""
    people: Sequence[str] = ()
    tickets: Sequence[TicketChoice] = ()


_FORM_KEYS = frozenset(key for one in keys_for(NOTE) for key in one.keys.split(",")) - {"down"} | {"escape", "f3"}


class NoteText(TextArea):
    """The text: Enter files, Ctrl+O makes a new line, and what is pasted is made harmless."""

    DEFAULT_CSS = """
    NoteText { border: none; padding: 0; margin: 0 1; height: 1fr; width: 1fr; background: ansi_default; }
    NoteText:focus { border: none; background: ansi_default; }
    NoteText .text-area--cursor-line { background: ansi_default; }
    """

    async def _on_key(self, event: events.Key) -> None:
        """Keys of the form are left to it; Textual calls the handlers of every base class unless told not to."""
        if event.key in _FORM_KEYS:
            event.prevent_default()

    async def _on_paste(self, event: events.Paste) -> None:
        """Several lines are welcome; controls become visible stand-ins."""
        event.stop()
        event.prevent_default()
        self.insert(clean(event.text))


class NoteForm(Overlay, can_focus=False):
    """One note. What is typed is a draft until it is filed or given up."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(NOTE)]
    DEFAULT_CSS = """
    NoteForm { layout: vertical; }
    NoteForm > NoteHead { margin: 1 1 0 1; }
    NoteForm > NoteText { margin: 0 1 2 2; }
    """
    head = query_one(NoteHead)
    text = query_one(NoteText)

    def __init__(
        self,
        start: NoteStart,
        *,
        frame: Frame,
        draft: dict[str, Any] | None,
        keep: Callable[[str, dict[str, Any] | None], None],
        file: Callable[[str, Note, str], None],
    ) -> None:
        """``keep`` puts a draft on the disk (None takes it away), ``file`` sends the note off."""
        super().__init__(id="note", frame=frame)
        self.start = start
        self.subject = subject_for(start.customer)
        self._draft = draft or {}
        self._keep, self._file = keep, file
        self.save_key: str = self._draft.get("save_key") or uuid4().hex
        self._saved_at = ""
        self._sentence = ""
        self._is_waiting = False
        self.is_filing = False

    def compose(self) -> ComposeResult:
        """Head line and text; the frame and the keys are drawn by the box itself."""
        yield NoteHead(id="note-head")
        yield NoteText(
            self._draft.get("text", ""), soft_wrap=True, show_line_numbers=False, tab_behavior="focus", id="note-text"
        )

    def on_mount(self) -> None:
        """The cursor stands in the text, behind what a draft holds already."""
        start, draft = self.start, self._draft
        self.head.offer(start.people, start.tickets, draft.get("ticket", start.ticket))
        self.head.set(
            draft.get("direction", start.direction),
            draft.get("channel", start.channel),
            draft.get("person", start.person),
        )
        self.text.cursor_blink = False
        self.text.move_cursor(self.text.document.end)
        self.text.focus()

    def title(self) -> tuple[str, str]:
        """For whom, and since when the draft is safe."""
        saved = _("draft saved {time}").format(time=self._saved_at) if self._saved_at else ""
        return f"{_('NOTE')} K-{self.start.number} {one_line(self.start.name)}", saved

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Only the last line is the box's own: the keys, or the sentence of a refusal."""
        blank: Line = ()
        keys = _("Enter file   Shift+Tab fields   F4 list   Ctrl+O new line   Esc park")
        last: Line = ((f" {self._sentence}", "due"),) if self._sentence else ((f" {keys}", "done"),)
        return [*[blank] * (height - 1), last]

    def data(self) -> dict[str, Any]:
        """What a draft keeps."""
        return {
            "text": self.text.text,
            "direction": self.head.direction,
            "channel": self.head.channel,
            "person": self.head.person.text,
            "ticket": self.head.ticket,
            "customer": self.start.customer,
            "number": self.start.number,
            "name": self.start.name,
            "save_key": self.save_key,
        }

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.text.text.strip()

    @on(TextArea.Changed)
    @on(NoteHead.Changed)
    def _typed(self) -> None:
        """A key came: the draft is on the disk before a second has passed."""
        if self._sentence and not self.is_filing:
            self._sentence = ""
            self.repaint()
        if not self._is_waiting and self.is_mounted:
            self._is_waiting = True
            self.set_timer(DRAFT_SECONDS, self._keep_draft)

    def _keep_draft(self) -> None:
        self._is_waiting = False
        if not self.is_filing or self._sentence:
            self._keep(self.subject, None if self.is_empty else self.data())

    def draft_is_saved(self, at: str) -> None:
        """The draft lies on the disk since ``at``."""
        self._saved_at = at
        self.repaint(-1)

    @on(NoteHead.Left)
    def _to_text(self) -> None:
        self.text.focus()

    def action_field(self, by: int) -> None:
        """From the text to the head line's last or first field."""
        if by < 0:
            self.head.enter_last()
        self.head.focus()

    def action_line(self) -> None:
        """A new line in the text."""
        if self.text.has_focus:
            self.text.insert("\n")

    def action_choices(self) -> None:
        """F4 and Down in the text do what they do in any text."""
        if self.text.has_focus:
            self.text.action_cursor_down()

    def action_file(self) -> None:
        """File the note; while that is under way another Enter does nothing."""
        if self.is_filing:
            return
        self.is_filing, self._sentence = True, ""
        note = Note(
            customer=self.start.customer,
            text=self.text.text,
            direction=self.head.direction,
            channel=self.head.channel,
            person=self.head.person.text,
            ticket=self.head.ticket,
        )
        self._file(self.subject, note, self.save_key)

    def try_again(self) -> None:
        """File once more after the store was busy, unless the form is gone or a try is under way."""
        if self.is_mounted and not self.is_filing:
            self.action_file()

    def say(self, sentence: str) -> None:
        """The note was not filed and why; the text stays as it was."""
        self.is_filing, self._sentence = False, sentence
        self.repaint()
        self._keep(self.subject, None if self.is_empty else self.data())

    def action_back(self) -> None:
        """Park: the draft stays, the form goes. An empty one leaves nothing behind."""
        self._keep(self.subject, None if self.is_empty else self.data())
        self.post_message(Closed())
