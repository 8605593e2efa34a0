"""Log a contact: text over several lines, a head line, and a draft that is on the disk before a second has passed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import TextArea

from dispatcher.console.forms.ball_fields import BallFields
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.note_head import NoteHead, TicketChoice
from dispatcher.console.forms.note_matters import NoteMatters
from dispatcher.console.forms.note_start import NoteStart, start_from
from dispatcher.console.forms.note_text import NoteText
from dispatcher.console.keys import FORM, JOIN, bindings_for
from dispatcher.console.widgets.line_edit import LONGEST_PASTED
from dispatcher.console.widgets.marks import Line
from dispatcher.domain.ball import APPOINTMENT, BALL_WORDS, ELSEWHERE, Ball, follow_up, usual_step
from dispatcher.domain.contact import Note, refuse_note
from dispatcher.domain.flag import flag_word
from dispatcher.domain.marks import Marks, person_meant, read_marks, refuse_marks
from dispatcher.domain.noted import NoteWithPromises
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.locale import _


def reopened(subject: str, draft: Data, ties: Ties) -> NoteForm | None:
    """The note of a draft as it was left; None for what tells no customer."""
    start = start_from(draft)
    return NoteForm(start, subject, ties, draft) if start is not None else None


_BALL_FIELD_OF = {"ball-who": "who", "next-step": "step", "due": "until", "until": "until"}
"""Where a refusal of the ball belongs."""


class NoteForm(NoteMatters, can_focus=False):
    """One note. What is typed is a draft until it is filed or given up."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(FORM, JOIN)]
    DEFAULT_CSS = """
    NoteForm { layout: vertical; }
    NoteForm > NoteHead { margin: 1 1 0 1; }
    NoteForm > NoteText { margin: 0 1 3 2; }
    NoteForm > BallFields { margin: 0 1 3 1; display: none; }
    NoteForm.-asks > BallFields { display: block; }
    NoteForm.-asks > NoteText { margin: 0 1 0 2; }
    NoteForm.-offers > NoteText { margin: 0 1 4 2; }
    NoteForm.-asks.-offers > NoteText { margin: 0 1 0 2; }
    NoteForm.-asks.-offers > BallFields { margin: 0 1 4 1; }
    """
    tallest = 15
    text = query_one(NoteText)
    ball = query_one(BallFields)

    def __init__(self, start: NoteStart, subject: str, ties: Ties, draft: Data) -> None:
        """``draft`` is what was typed before; empty, the defaults of ``start`` hold."""
        super().__init__(subject, ties, draft)
        self.start = start

    def compose(self) -> ComposeResult:
        """Head line and text; the frame and the keys are drawn by the box itself."""
        yield NoteHead()
        text = str(self.draft.get("text", ""))
        yield NoteText(text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        yield BallFields(lambda: self.ties.office(""))

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
        if isinstance(kept := draft.get("ball"), dict):
            self.ball.set(kept)
            self._ask_for_ball()
        self.text.answers = self.answers
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
        return self.start.name or _("unknown caller")

    def customer(self) -> int | None:
        """Whom the note is about."""
        return self.start.customer

    def headline(self) -> str:
        """For whom."""
        whose = f"K-{self.start.number} {one_line(self.start.name)}" if self.start.number else self.about()
        return f"{_('NOTE')} {whose}"

    def keys(self) -> str:
        """The text comes first, so its way to the fields leads back."""
        return _("Enter file   Shift+Tab fields   F4 list   Ctrl+O new line   Esc park")

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Two lines are the box's own: what the marks mean, and the keys or the sentence of a refusal."""
        blank: Line = ()
        told = [offer] if (offer := self.matter_line(width)) else []
        return [*[blank] * (height - 2 - len(told)), *told, self._marks_line(), self.last_line()]

    def marks(self) -> Marks:
        """The marks in the text as it stands."""
        return read_marks(self.text.text)

    def _marks_line(self) -> Line:
        if not self.is_mounted:
            return ()
        if offered := self.offered():
            return ((f" {offered}", "due"),)
        marks = self.marks()
        told = [
            _(BALL_WORDS[marks.ball]) if marks.ball else "",
            _("via {name}").format(name=marks.via) if marks.via else "",
            f"{_('person')} {self._person(marks)}" if marks.people else "",
        ]
        weight = [flag_word(flag) for flag in marks.flags]
        return ((f" {'   '.join(filter(None, told))} ", "head"), (" ".join(weight), "due"))

    def _person(self, marks: Marks) -> str:
        named = marks.via or next(iter(marks.people), "") or self.head.person.text
        return person_meant(named, self.head.people) if marks.people or marks.via else named

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
            "unknown": self.start.customer is None,
            **({"reached": True} if self.start.reached else {}),
            **({"ball": self.ball.values()} if self.asks else {}),
            **self.matters.told(),
        }

    def command(self) -> Note | NoteWithPromises | Refusal:
        """The note as it stands with what was taken from its words, or why it is none."""
        return self.with_promises(self.note())

    def note(self) -> Note | Refusal:
        """The note as it stands, its marks read; or why it is none."""
        marks = self.marks()
        if (refusal := refuse_marks(marks)) is not None:
            return refusal
        ball = self._ball(marks)
        if isinstance(ball, Refusal):
            return ball
        note = Note(
            customer=self.start.customer,
            text=marks.text,
            direction=self.head.direction,
            channel="3" if marks.via else self.head.channel,
            person=self._person(marks),
            ticket=self.head.chosen.id,
            ball=ball,
            flags=marks.flags,
            mentions=marks.people,
            chases=self.chases,
            reached=self.start.reached,
        )
        return refuse_note(note) or note

    # --- the ball ---

    @property
    def asks(self) -> bool:
        """Whether it is asked who has the ball, and until when."""
        return self.has_class("-asks")

    def _ball(self, marks: Marks) -> Ball | Refusal | None:
        if not marks.ball or marks.ball == APPOINTMENT:
            return Ball(APPOINTMENT, "", None) if marks.ball else None
        if marks.ball not in ELSEWHERE:
            office = self.ties.office("")
            due = follow_up(office.now, office.zone, office.state, days=1)
            return Ball(marks.ball, usual_step(marks.ball), due)
        self._tell_ball(marks)
        return self.ball.ball()

    def _tell_ball(self, marks: Marks) -> None:
        people = self.head.people
        person = self._person(marks) or (people[0] if people else self.start.name)
        self.ball.tell(marks.ball, person if marks.ball == "customer" else "", people)

    def _ask_for_ball(self) -> None:
        self._tell_ball(self.marks())
        self.add_class("-asks")
        self.ball.begin()
        self.screen.set_focus(self.ball, scroll_visible=False)

    def action_file(self) -> None:
        """Whoever else has the ball: who, and until when, is asked once before it goes off (B8)."""
        marks = self.marks()
        is_open = marks.ball in ELSEWHERE and not self.asks and self.head.chosen.id is not None
        if is_open and marks.text and refuse_marks(marks) is None:
            self._ask_for_ball()
            self.say(_("Who has the ball, and until when?  Enter = file"))
        elif self.finds_promises():
            self.screen.set_focus(self.text, scroll_visible=False)
        else:
            super().action_file()

    def refused(self, refusal: Refusal) -> None:
        """The cursor goes where the refusal belongs."""
        if self.asks and refusal.code in _BALL_FIELD_OF:
            self.ball.go_to(_BALL_FIELD_OF[refusal.code])
            self.screen.set_focus(self.ball, scroll_visible=False)
        elif refusal.code == "ball" and self.head.chosen.id is None and len(self.head.tickets) > 1:
            refusal = self._ask_for_ticket()
        super().refused(refusal)

    def _ask_for_ticket(self) -> Refusal:
        """A ball belongs to a ticket: the cursor goes where it is chosen."""
        self.head.enter(first=False)
        self.screen.set_focus(self.head, scroll_visible=False)
        return Refusal("ball", _("Which ticket's ball is it?  F4 = choose it   Enter = file"))

    # --- keys ---

    @on(TextArea.Changed)
    @on(NoteHead.Changed)
    @on(BallFields.Changed)
    def _typed(self) -> None:
        self.forget_offer()
        if self.asks and self.marks().ball not in ELSEWHERE:
            self.remove_class("-asks")
        self.matters.look(self.start.customer, self.text.text)
        self.changed()
        self.repaint()

    @on(NoteText.LeftOut)
    def _left_out(self) -> None:
        """The text says by a sign where it ends, the last line why."""
        self.say(_("The note is too long: at most {n} signs.").format(n=LONGEST_PASTED))

    def joined(self) -> None:
        """The head line names another ticket."""
        self._typed()

    @on(NoteHead.Left)
    @on(BallFields.Left)
    def _to_text(self) -> None:
        self.screen.set_focus(self.text, scroll_visible=False)

    def action_field(self, by: int) -> None:
        """From the text to the head line's first or last field, and there from field to field."""
        if self.head.has_focus:
            self.head.move(by)
        elif self.ball.has_focus:
            self.ball.move(by)
        elif self.asks and by > 0:
            self.screen.set_focus(self.ball, scroll_visible=False)
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
