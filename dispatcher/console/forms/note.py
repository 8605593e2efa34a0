"""Log a contact: text over several lines, a head line, and a draft that is on the disk before a second has passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Region
from textual.getters import query_one
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

from dispatcher.console.forms.form import Data, Form, Ties
from dispatcher.console.forms.note_head import NoteHead, TicketChoice
from dispatcher.console.keys import FORM, bindings_for, keys_for
from dispatcher.console.widgets.marks import Line
from dispatcher.domain.contact import Note, refuse_note
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean, one_line
from dispatcher.locale import _


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


def start_from(data: Data) -> NoteStart | None:
    """How the note of a draft was opened, or None for what tells no customer."""
    customer, number = data.get("customer"), data.get("number")
    if not isinstance(customer, int) or not isinstance(number, int):
        return None
    return NoteStart(customer, number, str(data.get("name", "")))


def reopened(subject: str, draft: Data, ties: Ties) -> NoteForm | None:
    """The note of a draft as it was left; None for what tells no customer."""
    start = start_from(draft)
    return NoteForm(start, subject, ties, draft) if start is not None else None


_FORM_KEYS = frozenset(key for one in keys_for(FORM) for key in one.keys.split(",")) - {"down"} | {"escape", "f3"}


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

    def render_lines(self, crop: Region) -> list[Strip]:
        """Textual may draw a widget once more when it has left the tree, and falls over the styles it lacks then."""
        return super().render_lines(crop) if self.is_attached else [Strip.blank(crop.width)] * crop.height

    async def _on_paste(self, event: events.Paste) -> None:
        """Several lines are welcome; controls become visible stand-ins."""
        event.stop()
        event.prevent_default()
        self.insert(clean(event.text))


class NoteForm(Form, can_focus=False):
    """One note. What is typed is a draft until it is filed or given up."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(FORM)]
    DEFAULT_CSS = """
    NoteForm { layout: vertical; }
    NoteForm > NoteHead { margin: 1 1 0 1; }
    NoteForm > NoteText { margin: 0 1 2 2; }
    """
    tallest = 14
    head = query_one(NoteHead)
    text = query_one(NoteText)

    def __init__(self, start: NoteStart, subject: str, ties: Ties, draft: Data) -> None:
        """``draft`` is what was typed before; empty, the defaults of ``start`` hold."""
        super().__init__(subject, ties, draft)
        self.start = start

    def compose(self) -> ComposeResult:
        """Head line and text; the frame and the keys are drawn by the box itself."""
        yield NoteHead()
        text = str(self.draft.get("text", ""))
        yield NoteText(text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")

    def on_mount(self) -> None:
        """The cursor stands in the text, behind what a draft holds already."""
        start, draft = self.start, self.draft
        chosen = TicketChoice(draft.get("ticket", start.ticket), str(draft.get("ticket_shown", "")))
        self.head.offer(start.people, start.tickets, chosen)
        self.head.set(
            str(draft.get("direction", start.direction)),
            str(draft.get("channel", start.channel)),
            str(draft.get("person", start.person)),
        )
        self.text.cursor_blink = False
        self.text.move_cursor(self.text.document.end)

    def offer(self, people: Sequence[str], tickets: Sequence[TicketChoice]) -> None:
        """The customer's people and open tickets are known now; what was chosen stays."""
        self.head.offer(people, tickets, self.head.chosen)

    def entrance(self) -> Widget:
        """The text; coming back from a box above, whatever had the focus before."""
        return self._focused or self.text

    def about(self) -> str:
        """The customer's name."""
        return self.start.name

    def customer(self) -> int | None:
        """Whom the note is about."""
        return self.start.customer

    def headline(self) -> str:
        """For whom."""
        return f"{_('NOTE')} K-{self.start.number} {one_line(self.start.name)}"

    def keys(self) -> str:
        """The text comes first, so its way to the fields leads back."""
        return _("Enter file   Shift+Tab fields   F4 list   Ctrl+O new line   Esc park")

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Only the last line is the box's own: the keys, or the sentence of a refusal."""
        blank: Line = ()
        return [*[blank] * (height - 1), self.last_line()]

    def typed_in(self) -> Data | None:
        """Text and head line; nothing where there is no text."""
        if not self.text.text.strip():
            return None
        return {
            "text": self.text.text,
            "direction": self.head.direction,
            "channel": self.head.channel,
            "person": self.head.person.text,
            "ticket": self.head.chosen.id,
            "ticket_shown": self.head.chosen.shown,
            "customer": self.start.customer,
            "number": self.start.number,
        }

    def command(self) -> Note | Refusal:
        """The note as it stands, or why it is none."""
        note = Note(
            customer=self.start.customer,
            text=self.text.text,
            direction=self.head.direction,
            channel=self.head.channel,
            person=self.head.person.text,
            ticket=self.head.chosen.id,
        )
        return refuse_note(note) or note

    # --- keys ---

    @on(TextArea.Changed)
    @on(NoteHead.Changed)
    def _typed(self) -> None:
        self.changed()

    @on(NoteHead.Left)
    def _to_text(self) -> None:
        self.screen.set_focus(self.text, scroll_visible=False)

    def action_field(self, by: int) -> None:
        """From the text to the head line's first or last field, and there from field to field."""
        if self.head.has_focus:
            self.head.move(by)
        else:
            self.head.enter(first=by > 0)
            self.screen.set_focus(self.head, scroll_visible=False)

    def action_line(self) -> None:
        """A new line in the text."""
        if self.text.has_focus:
            self.text.insert("\n")

    def action_choices(self) -> None:
        """F4 and Down in the text do what they do in any text."""
        if self.text.has_focus:
            self.text.action_cursor_down()
