"""Decisions of the customer in Contacts: who does not come to him again (B15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.deciding_messages import DecisionWanted
from dispatcher.console.screens.statuses import Statuses
from dispatcher.domain.decision import said_on
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.console.forms.exclusion import Decided, DecidingStart
    from dispatcher.queries.card_rows import CustomerCard
    from dispatcher.queries.decision_rows import DecisionRow


class Decisions(Statuses):
    """The part of the board that keeps what a customer decides."""

    async def action_withdraw(self) -> None:
        """Withdraw the promise on the strip; without one, what the customer in Contacts decides."""
        if self.promise_row(self.promise) is not None:
            await super().action_withdraw()
        elif not self.refuses_to_write():
            await self._open_deciding()

    async def _open_deciding(self) -> None:
        if self.wanted is None:
            self.flash(_("No customer chosen.  s = search   F2 = incoming call"))
        elif self.card is None or self.card.id != self.wanted:
            self.wait_for_customer(self._open_deciding)
        else:
            from dispatcher.console.forms.exclusion import DecidingBox

            await self.open_box(DecidingBox(frame=self.box, start=self._deciding(self.card)))

    def _deciding(self, card: CustomerCard) -> DecidingStart:
        from dispatcher.console.forms.exclusion import DecidingStart

        plan = self.plan_pane.plan
        lanes = plan.lanes if plan is not None else ()
        people = tuple((lane.name or lane.code, lane.code, lane.technician) for lane in lanes)
        names = tuple(person.name for person in card.people)
        decided = tuple(self._decided(row) for row in card.decisions)
        return DecidingStart(card.id, card.number, card.name, names, people, decided)

    def _decided(self, row: DecisionRow) -> Decided:
        from dispatcher.console.forms.exclusion import Decided

        who = said_on(row.said_by, row.since, self.zone)
        words = _("{technician} does not come again ({who})").format(technician=row.who, who=who)
        return Decided(row.id, row.version, f'{words}: "{row.quote}"' if row.quote else words)

    @on(DecisionWanted)
    async def _decision_wanted(self, message: DecisionWanted) -> None:
        from dispatcher.console.forms.exclusion import ExcludeForm, LiftForm, subject_for

        start, subject = message.start, subject_for(message.start, lifts=message.lifts)
        make = LiftForm if message.lifts else ExcludeForm
        await self.open_form(subject, lambda draft: make(start, subject, self.ties, draft), instead_of=self.box_now())
