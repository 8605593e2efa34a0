"""Boxes over the board: search and call, note, help. One at a time, plus one parked note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on

from dispatcher.console.forms.call import CallBox
from dispatcher.console.forms.help import HelpBox
from dispatcher.console.forms.note_head import TicketChoice
from dispatcher.console.keys import CALL, EVERYWHERE, KEYS, NOTE, keys_for
from dispatcher.console.messages import (
    AnswerLoaded,
    Closed,
    DraftSaved,
    Filed,
    HitChosen,
    HitsLoaded,
    NoteWanted,
    Taken,
)
from dispatcher.console.screens.notices import Notices
from dispatcher.console.widgets.overlay import WIDTH, Overlay
from dispatcher.console.wording import hour_minute
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.console.forms.note import NoteForm, NoteStart
    from dispatcher.queries.rows import Answer, CustomerCard, TicketRow

_RETRY_SECONDS = 2.0
_LINES_BELOW = 4
"""Banner, status line and key bar, which a box never covers."""
_HEIGHTS = {"call": 17, "note": 12, "help": 34}


class Boxes(Notices):
    """The part of the board that opens and closes boxes."""

    _parked: NoteStart | None = None

    def box_now(self) -> Overlay | None:
        """The open box."""
        return next(iter(self.query(Overlay)), None)

    def _open_box(self, box: Overlay) -> None:
        self.mount(box)
        self.arrange_box(box)
        if not isinstance(box, self._note_form()):
            box.focus()

    def _note_form(self) -> type[NoteForm]:
        from dispatcher.console.forms.note import NoteForm

        return NoteForm

    def arrange_box(self, box: Overlay | None = None) -> None:
        """Put the open box in the middle of the panes, as high as there is room."""
        box = box or self.box_now()
        layout = self.layout_now()
        if box is None or layout is None:
            return
        width, height = self.app.size
        top = 1 if layout.name == "small" else 3
        box.styles.width = WIDTH
        box.styles.height = min(_HEIGHTS.get(box.id or "", 12), height - top - _LINES_BELOW)
        box.styles.offset = ((width - WIDTH) // 2, top)

    def close_box(self) -> bool:
        """Close the open box and give the focus back; a parked note comes back. False where none is open."""
        box = self.box_now()
        if box is None:
            return False
        was_call = isinstance(box, CallBox)
        box.remove()
        self.focus_pane()
        if was_call and self._parked is not None:
            start, self._parked = self._parked, None
            self._open_note(start)
        return True

    @on(Closed)
    def _box_closed(self) -> None:
        self.close_box()

    # --- search and call ---

    def action_search(self) -> None:
        """Search the whole store."""
        self._open_call(is_call=False)

    def action_call(self) -> None:
        """A call comes in: park what is open, look up."""
        box = self.box_now()
        if isinstance(box, CallBox):
            return
        if box is not None and isinstance(box, self._note_form()):
            self._parked = box.start
            self.runner.keep_draft(box.subject, None if box.is_empty else box.data())
        if box is not None:
            box.remove()
        self._open_call(is_call=True)

    def _open_call(self, is_call: bool) -> None:
        parked = _('draft "{name}" parked, Esc = back to it').format(name=self._parked.name) if self._parked else ""
        box = CallBox(frame=self.box, is_call=is_call, parked=parked, ask=self.runner.ask_hits)
        box.set_time(self.now, self.zone)
        self._open_box(box)

    @on(HitsLoaded)
    def _hits_loaded(self, message: HitsLoaded) -> None:
        box = self.box_now()
        if isinstance(box, CallBox):
            box.set_time(self.now, self.zone)
            box.show_hits(message.typed, message.hits, message.answer)

    @on(HitChosen)
    def _hit_chosen(self, message: HitChosen) -> None:
        self.runner.ask_answer(message.customer)

    @on(AnswerLoaded)
    def _answer_loaded(self, message: AnswerLoaded) -> None:
        box = self.box_now()
        if isinstance(box, CallBox):
            box.show_answer(message.customer, message.answer)

    @on(Taken)
    def _taken(self, message: Taken) -> None:
        self.show_customer(message.hit.customer)

    @on(NoteWanted)
    def _note_wanted(self, message: NoteWanted) -> None:
        box = self.box_now()
        if isinstance(box, CallBox):
            answer = box.current_answer()
            box.remove()
            if answer is not None:
                self._open_note(self._start_from(answer))

    def _start_from(self, answer: Answer) -> NoteStart:
        ticket = answer.tickets[0].id if len(answer.tickets) == 1 else None
        return _note_start(answer.card, answer.tickets, ticket)

    # --- note ---

    def action_note(self) -> None:
        """Log a contact with the customer in Contacts."""
        if reason := self.desk.read_only if self.is_open else "":
            self.flash(_("Read-only: {reason}").format(reason=reason))
            return
        if self.card is None:
            self.flash(_("No customer chosen.  s = search   F2 = incoming call"))
            return
        row = self.chosen_ticket()
        tickets = [one for one in self.tickets_pane.all_rows() if one.customer == self.card.id]
        self._open_note(_note_start(self.card, tickets, row.id if row else None))

    def _open_note(self, start: NoteStart) -> None:
        from dispatcher.console.forms.note import NoteForm, subject_for

        draft = self._draft_of(subject_for(start.customer))
        self._open_box(
            NoteForm(start, frame=self.box, draft=draft, keep=self.runner.keep_draft, file=self.runner.send_note)
        )

    def _draft_of(self, subject: str) -> dict[str, Any] | None:
        """A draft is one small local file; read here, so that the form opens with its text in the same frame."""
        try:
            return self.desk.drafts.load(subject, self.desk.sign)
        except Trouble as trouble:
            self.flash(trouble.sentence)
            return None

    def action_draft(self) -> None:
        """Open the draft that waits."""
        found = self.waiting_draft()
        if found is None:
            return
        from dispatcher.console.forms.note import NoteStart

        data = found.data
        if isinstance(data.get("customer"), int):
            self._open_note(NoteStart(data["customer"], int(data.get("number", 0)), str(data.get("name", ""))))
            self.show_customer(data["customer"])

    @on(DraftSaved)
    def _draft_saved(self, message: DraftSaved) -> None:
        box = self.box_now()
        if message.trouble is not None:
            self.show_not_saved(message.trouble)
        elif box is not None and isinstance(box, self._note_form()) and box.subject == message.subject and message.at:
            box.draft_is_saved(message.at)
        elif box is None:
            self.runner.ask_drafts()

    @on(Filed)
    def _filed(self, message: Filed) -> None:
        box = self.box_now()
        form = box if isinstance(box, self._note_form()) and box.subject == message.subject else None
        if message.trouble is not None:
            self._not_filed(form, message.trouble)
        elif isinstance(message.outcome, Refusal):
            if form is not None:
                form.say(message.outcome.sentence)
        else:
            self._is_filed(form, message.subject)

    def _not_filed(self, form: NoteForm | None, trouble: Trouble) -> None:
        if form is None:
            return
        form.say(trouble.sentence)
        if trouble.code == "busy":
            self.show_trouble(trouble)
            self.set_timer(_RETRY_SECONDS, form.try_again)
        else:
            self.show_not_saved(trouble)

    def _is_filed(self, form: NoteForm | None, subject: str) -> None:
        self.runner.keep_draft(subject, None)
        at = hour_minute(self.now, self.zone)
        name = one_line(form.start.name) if form else ""
        if form is not None:
            self.close_box()
        self.clear_trouble()
        self.say_last(_("last {time} {sign} note filed   saved {time}").format(time=at, sign=self.desk.sign))
        self.flash(_("Filed: note {name} {time}").format(name=name, time=at))
        self.say_header()
        self.read_all()

    def save_now(self) -> None:
        """The end comes: put what is typed on the disk, from whichever thread this is."""
        for box in list(self.query(Overlay)):
            if isinstance(box, self._note_form()) and not box.is_empty and not box.is_filing:
                self.runner.keep_draft_now(box.subject, box.data())

    # --- help ---

    def action_help(self) -> None:
        """The keys of this place."""
        box = self.box_now()
        if isinstance(box, HelpBox):
            self.close_box()
        elif box is None:
            about = getattr(self.focused, "help_text", "")
            active = {binding.binding.id for binding in self.active_bindings.values()}
            keys = [key for key in KEYS if key.id in active]
            self._open_box(HelpBox(frame=self.box, about=about, keys=keys))
        else:
            self.flash("  ".join(f"{key.shown} {_(key.label)}" for key in keys_for(self._place(box), EVERYWHERE)))

    def _place(self, box: Overlay) -> str:
        return CALL if isinstance(box, CallBox) else NOTE


def _note_start(card: CustomerCard, tickets: Any, ticket: int | None) -> NoteStart:
    from dispatcher.console.forms.note import NoteStart

    choices = [_choice(row) for row in tickets]
    people = [person.name for person in card.people]
    return NoteStart(card.id, card.number, card.name, ticket, people=people, tickets=choices)


def _choice(row: TicketRow) -> TicketChoice:
    return TicketChoice(row.id, f"T-{row.number} {one_line(row.title)[:24]}")
