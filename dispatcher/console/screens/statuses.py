"""Status by one digit on whatever lies under the cursor, or by a command; what needs more than a digit opens a box."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.forms.ask import AskBox
from dispatcher.console.messages import SaveWaits
from dispatcher.console.screens.calling_back import CallingBack
from dispatcher.console.visit_messages import VisitAgain, VisitLoaded, VisitStale
from dispatcher.domain.next_visit import next_visit
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.status import (
    ASKS_FOR_A_CALL,
    CANCELLED,
    DONE,
    INTERRUPTED,
    NO_ACCESS,
    ON_SITE,
    EndVisit,
    SetStatus,
)
from dispatcher.domain.technician import STATUS
from dispatcher.domain.text import one_line
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.actions.outcome import Done
    from dispatcher.console.commands import Order
    from dispatcher.console.filing import Filing
    from dispatcher.console.forms.form import Data, Form
    from dispatcher.console.forms.visit import Visited
    from dispatcher.console.target import Target
    from dispatcher.queries.rows import BlockRow, LaneRow
    from dispatcher.queries.visit_rows import VisitSheet

_ASKED = frozenset((INTERRUPTED, DONE, NO_ACCESS, CANCELLED))
"""Digits that need more than themselves."""
_GATE = -1
"""Stands for the digit where the visit is wanted to push it through."""


class Statuses(CallingBack):
    """The part of the board that takes digits."""

    _awaited = ""
    """The save whose answer the keys wait for."""

    async def action_status(self, digit: int) -> None:
        """The technician or appointment under the cursor reports with ``digit``."""
        if self.refuses_to_write() or self.waits_for_target(partial(self.action_status, digit)):
            return
        target = self.target()
        if target.technician is None and target.appointment is None:
            self._say_no_visit(target)
        else:
            self.report_status(digit, target.technician, target.appointment)

    def _say_no_visit(self, target: Target) -> None:
        detail = self.detail
        if target.ticket is not None and detail is not None and detail.row.id == target.ticket:
            self.flash(_("No appointment stands for T-{number}.").format(number=detail.row.number))
        else:
            self.flash(_("Nobody chosen.  F6 = the plan   , = command, like wo 4"))

    def status_order(self, order: Order) -> None:
        """The technician named by a command reports; it is about the appointment that he is at or next comes to."""
        lane = self._lane_of(order.technician)
        if lane is None or self.refuses_to_write():
            return
        current = next_visit(lane.blocks, self.now)
        self.report_status(order.number, lane.technician, current.appointment if current else None, order.at)

    def report_status(
        self, digit: int, technician: int | None, appointment: int | None, at: datetime | None = None
    ) -> None:
        """Send what the digit alone says; what needs more asks for the visit first."""
        if digit not in _ASKED:
            lane = self._lane_of(technician)
            is_called = digit == ASKS_FOR_A_CALL and lane is not None and lane.status == ASKS_FOR_A_CALL
            self._send_status(SetStatus(digit, technician, appointment, at, called=is_called))
        elif appointment is None:
            self.flash(_("{names} has no appointment today.").format(names=self._who(technician, None)))
        else:
            self._ask_visit(digit, appointment)

    def _send_status(self, wish: SetStatus) -> None:
        what = _("was called") if wish.called else _(STATUS[wish.digit])
        subject = self.send_at_once(what, self._who(wish.technician, wish.appointment), "status", wish)
        if wish.digit <= ON_SITE:
            # It may be asked how the last visit ended, or why to drive: keys behind it are meant for that.
            self._awaited = subject
            self.app.hold_keys("status")

    def _who(self, technician: int | None, appointment: int | None) -> str:
        """The technician, else whom the appointment belongs to."""
        if (lane := self._lane_of(technician)) is not None:
            return one_line(lane.name)
        block = self._block_of(appointment)
        if block is not None:
            return one_line(block.customer_name)
        return one_line(self.detail.row.customer_name) if self.detail is not None else ""

    def _lanes(self) -> tuple[LaneRow, ...]:
        """Today's lanes and those of the day on show."""
        shown = self.plan_pane.plan
        return (*(self.agenda.today.lanes if self.agenda is not None else ()), *(shown.lanes if shown else ()))

    def _lane_of(self, technician: int | None) -> LaneRow | None:
        return next((lane for lane in self._lanes() if lane.technician == technician), None)

    def _block_of(self, appointment: int | None) -> BlockRow | None:
        blocks = (block for lane in self._lanes() for block in lane.blocks)
        return next((block for block in blocks if block.appointment == appointment), None)

    # --- what comes back ---

    @on(SaveWaits)
    def _status_waits(self) -> None:
        self._let_keys_go()

    def _let_keys_go(self) -> None:
        if self._awaited:
            self._awaited = ""
            self.app.release_keys("status")

    def _is_filed(self, filing: Filing, done: Done | None) -> None:
        super()._is_filed(filing, done)
        if filing.subject == self._awaited:
            self._let_keys_go()

    async def _come_back(self, filing: Filing, refusal: Refusal) -> None:
        """A no that can be answered by one key is asked, where the keys waited for it."""
        if filing.subject != self._awaited:
            await super()._come_back(filing, refusal)
            return
        wish: SetStatus = filing.command
        on_site = self._on_site(wish)
        if refusal.code == "before-driving" and wish.appointment is not None:
            await self._ask_gate(wish.appointment, refusal)
        elif refusal.code == "on-site" and on_site is not None:
            await self._ask_ending(on_site, refusal)
        else:
            self.flash(refusal.sentence)
        self._let_keys_go()

    def _on_site(self, wish: SetStatus) -> BlockRow | None:
        """Where the technician is, or one of those of the appointment."""
        mine = [
            lane
            for lane in self._lanes()
            if lane.technician == wish.technician or any(one.appointment == wish.appointment for one in lane.blocks)
        ]
        return next((one for lane in mine for one in lane.blocks if one.state == "on site"), None)

    async def _ask_gate(self, appointment: int, refusal: Refusal) -> None:
        """What is missing before somebody drives; it is settled by a call, or pushed through (B11, B12). Whoever was
        named by a command is shown, for the next verb is about him."""
        block = self._block_of(appointment)
        if block is not None and self.target().appointment != appointment:
            self.card_shown = None
            self.show_visit(block)

        async def insist() -> None:
            """Ask for the reason to drive all the same."""
            self.close_box()
            self._ask_visit(_GATE, appointment)

        async def call() -> None:
            """Call the customer about it."""
            self.close_box()
            await self.run_action("dial")

        async def confirm() -> None:
            """Settle what is missing."""
            self.close_box()
            await self.run_action("confirm")

        last = _("c confirm   d dial   ! drive without confirmation   Esc back")
        answers = {"!": insist, "d": call, "c": confirm}
        box = AskBox(frame=self.box, title=_("BEFORE DRIVING"), said=refusal.sentence, last=last, answers=answers)
        await self.open_box(box)

    def show_visit(self, block: BlockRow) -> None:
        """Show whose visit it is; where one goes for that is the business of
        :class:`~dispatcher.console.screens.going.Going`."""

    async def _ask_ending(self, block: BlockRow, refusal: Refusal) -> None:
        async def ends(digit: int) -> None:
            """Ask how it ended, by the digit of the status."""
            self.close_box()
            self._ask_visit(digit, block.appointment)

        last = _("7 interrupted   8 done   9 no access   Esc back")
        answers = {str(digit): partial(ends, digit) for digit in (INTERRUPTED, DONE, NO_ACCESS)}
        box = AskBox(frame=self.box, title=_("ON SITE"), said=refusal.sentence, last=last, answers=answers)
        await self.open_box(box)

    # --- with a form ---

    def ask_to_insist(self, appointment: int) -> None:
        """Why somebody drives to an appointment without confirmation (B12)."""
        self._ask_visit(_GATE, appointment)

    def _ask_visit(self, digit: int, appointment: int) -> None:
        desk = self.desk
        self.app.hold_keys("visit")
        self.runner.ask("visit", lambda: VisitLoaded(digit, desk.visit(appointment)))

    @on(VisitLoaded)
    async def _visit_loaded(self, message: VisitLoaded) -> None:
        if message.sheet is not None and self.box_now() is None:
            await self._open_visit(message.digit, message.sheet)
        self.app.release_keys("visit")

    async def _open_visit(self, digit: int, sheet: VisitSheet) -> None:
        from dispatcher.console.forms.visit import visited

        visit = visited(sheet)
        if digit == DONE:
            await self._ask_fixed(visit)
        elif digit == INTERRUPTED:
            await self._open_left(visit, digit)
        elif digit == NO_ACCESS:
            from dispatcher.console.forms import no_access

            subject = no_access.subject_for(visit)
            await self.open_form(subject, lambda draft: no_access.NoAccessForm(visit, subject, self.ties, draft))
        elif digit == CANCELLED:
            from dispatcher.console.forms import cancel

            subject = cancel.subject_for(visit)
            await self.open_form(subject, lambda draft: cancel.CancelForm(visit, subject, self.ties, draft))
        else:
            from dispatcher.console.forms import insist

            subject = insist.subject_for(visit)
            await self.open_form(subject, lambda draft: insist.InsistForm(visit, subject, self.ties, draft))

    async def _open_left(self, visit: Visited, digit: int) -> None:
        from dispatcher.console.forms.visit_end import LeftForm, subject_for

        subject = subject_for(visit, digit)

        def make(draft: Data) -> Form:
            """The form, with what was typed before."""
            return LeftForm(visit, digit, subject, self.ties, draft)

        await self.open_form(subject, make)

    async def _ask_fixed(self, visit: Visited) -> None:
        """The visit is over; is the job? (X17)"""

        async def fixed() -> None:
            """The job is done with the visit."""
            self.close_box()
            wish = EndVisit(visit.appointment, DONE, fixed=True, seen=visit.version)
            self.send_at_once(_("done"), f"T-{visit.number} {one_line(visit.name)}", "end visit", wish)

        async def left() -> None:
            """Something is left: ask what."""
            self.close_box()
            await self._open_left(visit, DONE)

        title = f"{_('DONE')} T-{visit.number} {one_line(visit.name)[:30]}  {visit.span}"
        answers = {"y": fixed, "j": fixed, "n": left}
        last = _("y yes   n no   Esc back")
        box = AskBox(frame=self.box, title=title, said=_("Is the fault gone?"), last=last, answers=answers)
        await self.open_box(box)

    @on(VisitStale)
    def _visit_stale(self, message: VisitStale) -> None:
        desk, subject, appointment = self.desk, message.subject, message.appointment
        self.runner.ask(f"visit {subject}", lambda: VisitAgain(subject, desk.visit(appointment)))

    @on(VisitAgain)
    def _visit_again(self, message: VisitAgain) -> None:
        from dispatcher.console.forms.visit import VisitForm

        form = self.form_of(message.subject)
        if isinstance(form, VisitForm) and message.sheet is not None:
            form.base_on(message.sheet)
