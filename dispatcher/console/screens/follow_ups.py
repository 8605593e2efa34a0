"""The part is there: one key plans the follow-up visit that was drafted when it was missing (X13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.forms.ask import AskBox
from dispatcher.console.screens.turns import Turns
from dispatcher.console.visit_messages import DraftOfVisit
from dispatcher.domain.calendar import show_span
from dispatcher.domain.status import PlanFollowUp
from dispatcher.domain.text import one_line
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.actions.outcome import Done
    from dispatcher.console.filing import Filing
    from dispatcher.queries.rows import AppointmentLine, TicketDetail

_ARRIVED = "part arrived"


class FollowUps(Turns):
    """The part of the board that goes on where a part has come."""

    def _is_filed(self, filing: Filing, done: Done | None) -> None:
        super()._is_filed(filing, done)
        detail, desk = self.detail, self.desk
        if filing.verb == _ARRIVED and detail is not None and filing.command.part in {one.id for one in detail.parts}:
            ticket, last_key = detail.row.id, self._filing_key
            self.runner.ask("draft of a visit", lambda: DraftOfVisit(desk.ticket(ticket), last_key))

    @on(DraftOfVisit)
    async def _draft_of_visit(self, message: DraftOfVisit) -> None:
        """Asked where nothing is missing any more, and nobody has gone on typing."""
        detail = message.detail
        if detail is None or self.box_now() is not None or self.app.typed_since(message.last_key):
            return
        draft = next((one for one in detail.appointments if one.state == "asked"), None)
        if draft is not None and all(part.arrived is not None for part in detail.parts):
            await self._ask_to_plan(detail, draft)

    async def _ask_to_plan(self, detail: TicketDetail, draft: AppointmentLine) -> None:
        name = f"T-{detail.row.number} {one_line(detail.row.customer_name)}"

        async def plan() -> None:
            """Plan the visit that was kept for the part."""
            self.close_box()
            self.send_at_once(_("follow-up visit"), name, "plan follow-up", PlanFollowUp(draft.id))

        span, crew = show_span(draft.starts, draft.ends, self.zone), ", ".join(draft.technicians)
        said = _("The part is there. Follow-up visit {span}, {crew}: plan it?").format(span=span, crew=crew)
        last = _("Enter = plan it   Esc later")
        title = f"{_('PART ARRIVED')} {name[:40]}"
        await self.open_box(AskBox(frame=self.box, title=title, said=said, last=last, answers={"enter": plan}))
