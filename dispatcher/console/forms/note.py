"""Log a contact: text over several lines, a head line, and a draft that is on the disk before a second has passed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import uuid4

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Region
from textual.getters import query_one
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

from dispatcher.console.filing import Filing, save_key
from dispatcher.console.forms.note_head import NoteHead, TicketChoice
from dispatcher.console.keys import NOTE, bindings_for, keys_for
from dispatcher.console.widgets.marks import Frame, Line, cell
from dispatcher.console.widgets.overlay import Overlay, key_line
from dispatcher.domain.contact import Note, refuse_note
from dispatcher.domain.text import clean, one_line
from dispatcher.locale import _

DRAFT_SECONDS = 0.4
"""From the first key after a save to the next one; with the disk's time well under a second."""

_NAME = 20
Data = dict[str, Any]


def subject_for(customer: int) -> str:
    """The draft's subject: one note a customer and author."""
    return f"note/customer/{customer}"


def filing_subject(form: str) -> str:
    """The draft's subject while the note is on its way into the store; the customer's next note is another draft."""
    return f"note/filing/{form}"


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
    """How the note of a draft was opened, or None for what is no draft of a note."""
    customer, number = data.get("customer"), data.get("number")
    if not isinstance(customer, int) or not isinstance(number, int):
        return None
    return NoteStart(customer, number, str(data.get("name", "")))


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

    def render_lines(self, crop: Region) -> list[Strip]:
        """Textual may draw a widget once more when it has left the tree, and falls over the styles it lacks then."""
        return super().render_lines(crop) if self.is_attached else [Strip.blank(crop.width)] * crop.height

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
    tallest = 14
    head = query_one(NoteHead)
    text = query_one(NoteText)

    def __init__(
        self,
        start: NoteStart,
        subject: str,
        *,
        frame: Frame,
        draft: Data,
        sentence: str,
        typed: Callable[[str, Data | None], None],
        keep: Callable[[str, Data | None], None],
        file: Callable[[NoteForm, Filing], None],
    ) -> None:
        """``draft`` is what was typed before, ``sentence`` why it was not filed; ``typed`` remembers it (None: nothing
        left), ``keep`` puts it on the disk as well, ``file`` sends the note off."""
        super().__init__(frame=frame)
        self.start, self.subject = start, subject
        self._draft, self._sentence = draft, sentence
        self._typed, self._keep, self._file = typed, keep, file
        self._form = str(draft.get("form") or uuid4().hex)
        self._saved_at = ""
        self._is_waiting = self._is_done = False
        self._focused: Widget | None = None

    def compose(self) -> ComposeResult:
        """Head line and text; the frame and the keys are drawn by the box itself."""
        yield NoteHead()
        text = str(self._draft.get("text", ""))
        yield NoteText(text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")

    def on_mount(self) -> None:
        """The cursor stands in the text, behind what a draft holds already."""
        start, draft = self.start, self._draft
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

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember where the cursor is."""
        self._focused = event.widget

    def title(self) -> tuple[str, str]:
        """For whom, and since when the draft is safe."""
        saved = _("draft saved {time}").format(time=self._saved_at) if self._saved_at else ""
        return f"{_('NOTE')} K-{self.start.number} {one_line(self.start.name)}", saved

    def name_of(self) -> str:
        """For whom, in the top line of the box above."""
        return cell(one_line(self.start.name), _NAME).rstrip()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Only the last line is the box's own: the keys, or the sentence of a refusal."""
        blank: Line = ()
        keys = _("Enter file   Shift+Tab fields   F4 list   Ctrl+O new line   Esc park")
        last: Line = ((f" {self._sentence}", "due"),) if self._sentence else key_line(keys)
        return [*[blank] * (height - 1), last]

    # --- the draft ---

    def data(self) -> Data | None:
        """What a draft keeps; None where nothing was typed."""
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
            "name": self.start.name,
            "form": self._form,
        }

    @on(TextArea.Changed)
    @on(NoteHead.Changed)
    def _changed(self) -> None:
        """A key came: remembered at once, and on the disk before a second has passed."""
        if self._is_done:
            return
        self._typed(self.subject, self.data())
        if self._sentence:
            self._say("")
        if not self._is_waiting:
            self._is_waiting = True
            self.set_timer(DRAFT_SECONDS, self._keep_draft)

    def _keep_draft(self) -> None:
        self._is_waiting = False
        if not self._is_done:
            self._keep(self.subject, self.data())

    def draft_is_saved(self, at: str) -> None:
        """The draft lies on the disk since ``at``."""
        self._saved_at = at
        self.repaint()

    def leave(self) -> None:
        """Park: the draft stays. An empty one leaves nothing behind."""
        self._is_done = True
        self._keep(self.subject, self.data())

    # --- keys ---

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

    def action_file(self) -> None:
        """Send the note off; what can be seen to be wrong here is said here."""
        note = Note(
            customer=self.start.customer,
            text=self.text.text,
            direction=self.head.direction,
            channel=self.head.channel,
            person=self.head.person.text,
            ticket=self.head.chosen.id,
        )
        data = self.data()
        refusal = refuse_note(note)
        if refusal is not None or data is None:
            self._say(refusal.sentence if refusal else "")
            return
        self._is_done = True
        key = save_key(self._form, note)
        self._file(self, Filing(filing_subject(self._form), self.start.name, "note", note, key, data))

    def _say(self, sentence: str) -> None:
        self._sentence = sentence
        self.repaint()
