"""Fault reports: opened for the customer in Contacts, for a caller that was taken, or for one whom nobody knows yet."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from textual import on

from dispatcher.console.forms.call import CallBox
from dispatcher.console.messages import ReportWanted
from dispatcher.console.screens.notes import Notes

if TYPE_CHECKING:
    from dispatcher.console.forms.report import ReportStart
    from dispatcher.queries.card_rows import CustomerCard


class Reports(Notes):
    """The part of the board that takes fault reports."""

    async def action_ticket(self) -> None:
        """Report a fault of the customer in Contacts; without one the form asks for him at the end."""
        if self.refuses_to_write():
            return
        if self.wanted is None:
            await self._open_report(self._report_of(None))
        elif self.card is None or self.card.id != self.wanted:
            self.wait_for_customer(self.action_ticket)
        else:
            await self._open_report(self._report_of(self.card))

    @on(ReportWanted)
    async def _report_wanted(self, message: ReportWanted) -> None:
        box = self.box_now()
        if not isinstance(box, CallBox) or self.refuses_to_write():
            return
        card = message.answer.card if message.answer is not None else None
        await self._open_report(self._report_of(card, message.typed if card is None else ""), instead_of=box)

    async def _open_report(self, start: ReportStart, instead_of: CallBox | None = None) -> None:
        from dispatcher.console.forms.report import ReportForm, subject_for

        subject = subject_for(start, uuid4().hex[:8])
        office = self.phrase_office
        await self.open_form(subject, lambda draft: ReportForm(start, subject, self.ties, draft, office), instead_of)

    def _report_of(self, card: CustomerCard | None, person: str = "") -> ReportStart:
        from dispatcher.console.forms.report import ReportStart

        plan = self.plan_pane.plan
        skills = tuple(sorted({skill for lane in plan.lanes for skill in lane.skills})) if plan else ()
        if card is None:
            return ReportStart(None, person=person, skills=skills)
        site = card.only_site
        return ReportStart(
            card.id,
            card.number,
            card.name,
            person=self.caller_name(card),
            site=site.id if site else None,
            state=site.state if site and len(site.state) == 2 else "",
            people=tuple((person.id, person.name) for person in card.people),
            skills=skills,
        )
