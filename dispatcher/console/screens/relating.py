"""What belongs together: relate a ticket or a note (``r``), and what forms are told while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.chaser_messages import (
    ChasersLoaded,
    ChasersWanted,
    NoteRelated,
    RelateChosen,
    RelatedLoaded,
)
from dispatcher.console.messages import Filed
from dispatcher.console.screens.answers import Answers
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.domain.verbs import ASSIGN, NOTE
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.console.forms.relate import RelateBox, RelateStart
    from dispatcher.queries.history_rows import HistoryRow

_VERBS = frozenset({"merge", "unmerge"})


class Relating(Answers):
    """The part of the board that joins what is one matter."""

    _is_held_for_offer = False
    """Whether keys wait for an offer that was taken before it was there."""

    async def action_relate(self) -> None:
        """The note under the cursor where the history has the focus; else the ticket on the strip."""
        if self.refuses_to_write():
            return
        entry = self.contacts_pane.chosen() if self.contacts_pane.has_focus else None
        if entry is not None and entry.verb in (NOTE, ASSIGN) and self.card is not None:
            await self._relate_note(entry)
        elif self.wanted_ticket is not None:
            self._ask_related(self.wanted_ticket)
        else:
            self.flash(_("No ticket chosen. Go to one, then r."))

    def _ask_related(self, ticket: int) -> None:
        self.app.hold_keys("related")
        self.runner.ask("related", lambda: RelatedLoaded(ticket, self.desk.related(ticket)))

    @on(RelatedLoaded)
    async def _related_loaded(self, message: RelatedLoaded) -> None:
        from dispatcher.console.forms.relate import RelateStart

        found = message.related
        if found is not None and found.row.state in ("closed", "cancelled"):
            self.flash(_("T-{number} has ended.").format(number=found.row.number))
        elif found is not None and self.box_now() is None:
            row = found.row
            start = RelateStart(row.customer_name, row.title, row.reported, row.id, row.number)
            box = await self._open_relate(start)
            box.show(found.others, found.reports)
        self.app.release_keys("related")

    async def _relate_note(self, entry: HistoryRow) -> None:
        from dispatcher.console.forms.relate import RelateStart

        assert self.card is not None
        customer, text, seq = self.card.id, entry.text, entry.seq
        start = RelateStart(self.card.name, text, entry.happened, entry=seq)
        await self._open_relate(start)
        self.runner.ask("related", lambda: NoteRelated(seq, self.desk.chasers(customer, text, is_all=True)))

    @on(NoteRelated)
    def _note_related(self, message: NoteRelated) -> None:
        box = self._relate_box()
        if box is not None and box.start.entry == message.entry:
            box.show(message.rows)

    async def _open_relate(self, start: RelateStart) -> RelateBox:
        from dispatcher.console.forms.relate import RelateBox

        box = RelateBox(start, frame=self.box, now=self.now, zone=self.zone)
        await self.open_box(box)
        return box

    def _relate_box(self) -> RelateBox | None:
        from dispatcher.console.forms.relate import RelateBox

        box = self.box_now()
        return box if isinstance(box, RelateBox) else None

    @on(RelateChosen)
    def _relate_chosen(self, message: RelateChosen) -> None:
        if self._relate_box() is not None:
            self.leave_box()
            self.send_at_once(message.what, one_line(message.name), message.verb, message.command)

    @on(Filed)
    def _related_filed(self, message: Filed) -> None:
        """What stays is what is talked about from now on."""
        done = message.outcome
        if message.filing.verb not in _VERBS or done is None or isinstance(done, Refusal):
            return
        if self.wanted is not None:
            self.go_to_ticket(self.wanted, done.ref)

    # --- while somebody types ---

    @on(ChasersWanted)
    def _chasers_wanted(self, message: ChasersWanted) -> None:
        desk, told = self.desk, message
        if message.holds:
            self._is_held_for_offer = True
            self.app.hold_keys("chasers")
        self.runner.ask(
            "chasers", lambda: ChasersLoaded(told.subject, desk.chasers(told.customer, told.text, told.site))
        )

    @on(ChasersLoaded)
    def _chasers_loaded(self, message: ChasersLoaded) -> None:
        form = self.form_of(message.subject)
        if self._is_held_for_offer:
            self._is_held_for_offer = False
            self.app.release_keys("chasers")
        if form is None:
            return
        from dispatcher.console.forms.note import NoteForm
        from dispatcher.console.forms.report import ReportForm

        if isinstance(form, NoteForm | ReportForm) and form.matters.show(message.rows):
            form.action_join()
