"""Confirming: the form for the appointment under the cursor, with its calls, and what becomes of it without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.confirm_messages import (
    CallWanted,
    ConfirmLoaded,
    ConfirmStale,
    FellThroughWanted,
    InsistWanted,
    PointsLoaded,
)
from dispatcher.console.messages import TicketLoaded
from dispatcher.console.screens.decisions import Decisions
from dispatcher.domain.next_visit import next_visit
from dispatcher.domain.promise import REACHED
from dispatcher.domain.text import one_line
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.domain.confirming import Points
    from dispatcher.queries.confirm_rows import ConfirmSheet
    from dispatcher.queries.dial_rows import NumberRow


class Confirming(Decisions):
    """The part of the board that confirms appointments."""

    _points: tuple[int, Points] | None = None
    """What is settled about the next appointment of a ticket."""

    def points_now(self) -> Points | None:
        """Those of the ticket on the strip."""
        if self.detail is None or self._points is None or self._points[0] != self.detail.row.id:
            return None
        return self._points[1]

    @on(TicketLoaded)
    def _ask_points(self, message: TicketLoaded) -> None:
        """Before somebody drives to what is only proposed, it is asked what is missing."""
        detail, desk = message.detail, self.desk
        visit = next_visit(detail.appointments, self.now) if detail is not None else None
        if detail is None or visit is None or visit.state != "proposed":
            self._points = None if detail is not None else self._points
            return
        ticket, appointment = detail.row.id, visit.id
        self.runner.ask("before driving", lambda: PointsLoaded(ticket, desk.confirm_sheet(appointment)))

    @on(PointsLoaded)
    def _points_loaded(self, message: PointsLoaded) -> None:
        self._points = (message.ticket, message.sheet.points) if message.sheet is not None else None
        self.say_strip()

    async def action_confirm(self) -> None:
        """Who opens, his deputy, the gate: confirm the appointment under the cursor; the keys behind it wait for its
        form."""
        if self.refuses_to_write() or self.waits_for_target(self.action_confirm):
            return
        appointment = self.target().appointment
        if appointment is None:
            self.flash(_("No appointment chosen.  F6 = the plan   a = plan the ticket"))
            return
        desk = self.desk
        self.app.hold_keys("confirm")
        self.runner.ask("confirm", lambda: ConfirmLoaded(appointment, desk.confirm_sheet(appointment)))

    @on(ConfirmLoaded)
    async def _confirm_loaded(self, message: ConfirmLoaded) -> None:
        from dispatcher.console.forms.confirm import ConfirmForm, subject_for

        sheet, form = message.sheet, self.form_of(message.subject)
        if isinstance(form, ConfirmForm) and sheet is not None:
            form.base_on(sheet)
        elif not message.subject and sheet is not None and self.box_now() is None:
            subject = subject_for(sheet)
            await self.open_form(subject, lambda draft: ConfirmForm(sheet, subject, self.ties, draft))
        self.app.release_keys("confirm")

    @on(ConfirmStale)
    def _confirm_stale(self, message: ConfirmStale) -> None:
        desk, subject, appointment = self.desk, message.subject, message.appointment
        self.runner.ask(
            f"confirm {subject}", lambda: ConfirmLoaded(appointment, desk.confirm_sheet(appointment), subject)
        )

    # --- verbs of the form ---

    @on(CallWanted)
    async def _call_wanted(self, message: CallWanted) -> None:
        """Whoever opens comes first; who was reached is asked at once, the form waits below."""
        from dispatcher.console.forms.confirm_start import usual_opener

        sheet = message.sheet
        about = f"T-{sheet.number} {one_line(sheet.customer_name)}"

        def tried(number: NumberRow, outcome: str) -> None:
            """File how the call of whoever opens ended."""
            self._tried_confirming(sheet, number, outcome)

        await self.open_dial(about, sheet.customer, sheet.ticket, tried, usual_opener(sheet).ident)

    def _tried_confirming(self, sheet: ConfirmSheet, number: NumberRow, outcome: str) -> None:
        if outcome == REACHED:
            self.leave_box()
            return
        row = next((one for one in self.tickets_pane.all_rows() if one.id == sheet.ticket), None)
        if row is not None:
            self._tried_ticket(row, number, outcome)

    @on(FellThroughWanted)
    async def _fell_through_wanted(self, message: FellThroughWanted) -> None:
        from dispatcher.console.forms.fell_through import FellThroughForm, subject_for

        sheet, subject = message.sheet, subject_for(message.sheet)
        self.leave_box()
        await self.open_form(subject, lambda draft: FellThroughForm(sheet, subject, self.ties, draft))

    @on(InsistWanted)
    def _insist_wanted(self, message: InsistWanted) -> None:
        self.leave_box()
        self.ask_to_insist(message.sheet.appointment)
