"""A technician is absent: until when, and what becomes of his visits, one after the other (X9, X11)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.absent_messages import OthersWanted, TakenOver, VisitCallWanted, WorklistLoaded
from dispatcher.console.messages import Filed, SaveWaits
from dispatcher.console.screens.slotting import Slotting
from dispatcher.domain.appointment import OVER, RELEASED
from dispatcher.domain.queue_visits import ABSENT
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.locale import _

if TYPE_CHECKING:
    from datetime import datetime

    from dispatcher.console.commands import Order
    from dispatcher.console.forms.worklist import WorklistBox


class Absences(Slotting):
    """The part of the board that takes somebody out and gives his visits to others."""

    _list_of: int | None = None
    """The technician whose list is asked for."""
    _is_known = False
    """Whether his absence was known already, which is said instead of what follows from it."""
    _take_over = ""
    """The save of the visit that was given away last."""

    def report_status(
        self, digit: int, technician: int | None, appointment: int | None, at: datetime | None = None
    ) -> None:
        """Absence asks until when; every other digit is sent, or asks for the visit."""
        if digit == ABSENT:
            self.call_later(self.open_absent, technician if technician is not None else self._driver(appointment))
        else:
            super().report_status(digit, technician, appointment, at)

    def status_order(self, order: Order) -> None:
        """``br 6 fri``: absent, and until when."""
        if order.number == ABSENT and not self.refuses_to_write():
            self.call_later(self.open_absent, order.technician, order.text)
        else:
            super().status_order(order)

    def _driver(self, appointment: int | None) -> int | None:
        mine = (lane for lane in self._lanes() for block in lane.blocks if block.appointment == appointment)
        lane = next(mine, None)
        return lane.technician if lane is not None else None

    async def open_absent(self, technician: int | None, text: str = "") -> None:
        """Ask until when; for somebody who is known to be absent his list is shown at once."""
        lane = self._lane_of(technician)
        if lane is None:
            self.flash(_("Nobody chosen.  F6 = the plan   , = command, like wo 4"))
            return
        if lane.status == ABSENT and lane.away and not text:
            self._ask_worklist(lane.technician)
            return
        from dispatcher.console.forms.absent import AbsentForm, AbsentStart, subject_for

        ahead = [one for one in lane.blocks if one.state not in OVER | RELEASED and one.ends > self.now]
        start = AbsentStart(lane.technician, lane.name, len(ahead))
        subject = subject_for(start)
        await self.open_form(subject, lambda draft: AbsentForm(start, subject, self.ties, draft, text))

    # --- the list ---

    def _ask_worklist(self, technician: int, *, is_known: bool = False) -> None:
        """The keys behind it are meant for the list."""
        desk, self._list_of, self._is_known = self.desk, technician, is_known
        self.app.hold_keys("worklist")
        self.runner.ask("worklist", lambda: WorklistLoaded(desk.worklist(technician)))

    @on(WorklistLoaded)
    async def _worklist_loaded(self, message: WorklistLoaded) -> None:
        found, box = message.worklist, self._worklist_box()
        if found is not None and found.technician == self._list_of:
            if box is not None:
                box.show(found)
            elif self.box_now() is None and found.rows:
                from dispatcher.console.forms.worklist import WorklistBox

                await self.open_box(WorklistBox(found, frame=self.box, now=self.now, zone=self.zone))
            elif self.box_now() is None and not self._is_known:
                self.flash(_("{name}: no visit of his is to be planned anew.").format(name=one_line(found.name)))
        self.app.release_keys("worklist")

    def _worklist_box(self) -> WorklistBox | None:
        if not self._boxes:
            return None
        from dispatcher.console.forms.worklist import WorklistBox

        return next((box for box in self._boxes if isinstance(box, WorklistBox)), None)

    @on(Filed)
    def _absence_filed(self, message: Filed) -> None:
        """Behind the absence comes its list; behind a visit that was given away the list without it."""
        outcome, filing = message.outcome, message.filing
        if filing.verb == "absent" and outcome is not None and not isinstance(outcome, Refusal):
            self._ask_worklist(filing.command.technician, is_known=not outcome.seq)
        elif filing.subject == self._take_over and self._list_of is not None:
            self._take_over = ""
            self._ask_worklist(self._list_of)

    @on(TakenOver)
    def _taken_over(self, message: TakenOver) -> None:
        """Whoever is chosen drives; who was told another time is owed a call (X9)."""
        from dispatcher.domain.moving import US, MoveAppointment

        row, offer = message.row, message.offer
        if self.refuses_to_write():
            return
        crew = tuple(one.id for one in offer.workers)
        wish = MoveAppointment(
            row.appointment,
            offer.starts,
            offer.ends,
            crew,
            US,
            "technician out",
            travel_minutes=offer.travel_minutes,
            seen=row.version,
        )
        name = f"T-{row.ticket_number} {one_line(row.customer_name)} -> {one_line(offer.workers[0].code)}"
        self._take_over = self.send_at_once(_("moved"), name, "take over", wish)
        self.app.hold_keys("worklist")

    @on(SaveWaits)
    def _list_waits(self) -> None:
        self.app.release_keys("worklist")

    @on(VisitCallWanted)
    async def _visit_call_wanted(self, message: VisitCallWanted) -> None:
        row = message.row
        about = f"T-{row.ticket_number} {one_line(row.customer_name)}"
        tried = partial(self.tried_customer, row.customer, row.customer_name)
        await self.open_dial(about, row.customer, row.ticket, tried)

    @on(OthersWanted)
    async def _others_wanted(self, message: OthersWanted) -> None:
        from dispatcher.console.forms.slot_start import SlotStart

        row = message.row
        self.leave_box()
        told = (row.ticket, row.ticket_number, row.customer, row.customer_name)
        await self.open_slots(SlotStart(*told, appointment=row.appointment, leaves=self._list_of))
