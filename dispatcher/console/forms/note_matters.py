"""A note that belongs to an open matter: what is offered while it is typed, and what the key makes of it (B7)."""

from __future__ import annotations

from textual.getters import query_one

from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.matters import Matters
from dispatcher.console.forms.note_head import NoteHead, TicketChoice
from dispatcher.console.forms.offering import Offering
from dispatcher.console.widgets.marks import Line
from dispatcher.locale import _
from dispatcher.queries.chaser_rows import ChaserRow


class NoteMatters(Offering):
    """The part of the note that knows to which matter it belongs."""

    head = query_one(NoteHead)

    def __init__(self, subject: str, ties: Ties, draft: Data) -> None:
        """What a draft joined stays joined."""
        super().__init__(subject, ties, draft)
        self.matters = Matters(self, self._may_ask_about)
        self._chosen_before = TicketChoice(None, "")

    def joined(self) -> None:
        """The head line names another ticket."""

    def repaint(self) -> None:
        """The text makes room for an offer."""
        self.set_class(bool(self.matter_line(self.size.width)), "-offers")
        super().repaint()

    def _may_ask_about(self, row: ChaserRow) -> bool:
        """What the customer says may be one more question about a ticket, or about another one than is chosen."""
        return self.head.direction == "in" and ("asks" in row.why or row.ticket != self.head.chosen.id)

    @property
    def chases(self) -> bool:
        """Whether it is one more question about the ticket in the head line."""
        joined = self.matters.joined
        return joined is not None and "asks" in joined.why and joined.ticket == self.head.chosen.id

    def matter_line(self, width: int) -> Line:
        """What is offered or joined; empty where there is nothing."""
        if not self.is_mounted:
            return ()
        told = _("asks about T-{number}, which is counted") if self.chases else _("about T-{number}")
        return self.matters.line(width, told)

    def action_join(self) -> None:
        """It belongs to the matter that is offered; pressed again, to the next one."""
        if self.matters.awaits():
            return
        if self.matters.joined is None:
            self._chosen_before = self.head.chosen
        joined = self.matters.step()
        chosen = TicketChoice(joined.ticket, f"T-{joined.number}") if joined is not None else self._chosen_before
        known = next((choice for choice in self.head.tickets if choice.id == chosen.id), chosen)
        self.head.offer(self.head.people, self.head.tickets[1:], known)
        self.joined()
