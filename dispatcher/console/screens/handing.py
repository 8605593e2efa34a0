"""Handing over: the box and its errands, and the week's honesty behind it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.handover_messages import (
    HandoverLoaded,
    HandoverWanted,
    ItemTaken,
    PageKept,
    PageWanted,
    WeekLoaded,
    WeekWanted,
)
from dispatcher.console.messages import Filed, JournalMoved
from dispatcher.console.patience import soon
from dispatcher.console.screens.desks import Desks
from dispatcher.domain.handover import AcknowledgeItems
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.console.forms.handover import HandoverForm
    from dispatcher.queries.desk_rows import HandoverView


class Handing(Desks):
    """The part of the board that hands over."""

    async def action_handover(self) -> None:
        """Acknowledge what was handed over, or hand over what is open."""
        if self.refuses_to_write():
            return
        from dispatcher.console.forms.handover import HandoverForm
        from dispatcher.console.forms.handover_sheet import SUBJECT

        seats = self.desks.seats if self.desks is not None else ()
        there = [seat.colleague for seat in seats if seat.sign != self.desk.sign]
        view = await self._handover_soon() if self.form_of(SUBJECT) is None else None
        await self.open_form(SUBJECT, lambda draft: HandoverForm(self.ties, draft, self.desk.sign, there, view=view))

    async def _handover_soon(self) -> HandoverView | None:
        """What there is, so that the box comes with it; where that takes its time, or fails, the box asks once more."""
        with suppress(Trouble, TimeoutError):
            return await soon(self.desk.handover)
        return None

    @on(HandoverWanted)
    @on(JournalMoved)
    @on(Filed)
    def _ask_handover(self) -> None:
        if self._boxes and self._handovers():
            self.runner.ask("handover", lambda: HandoverLoaded(self.desk.handover()))

    def _handovers(self) -> list[HandoverForm]:
        from dispatcher.console.forms.handover import HandoverForm

        return [box for box in self._boxes if isinstance(box, HandoverForm)]

    @on(HandoverLoaded)
    def _handover_loaded(self, message: HandoverLoaded) -> None:
        for box in self._handovers():
            box.show(message.view)

    @on(ItemTaken)
    def _item_taken(self, message: ItemTaken) -> None:
        row = message.row
        self.send_at_once(_("handover acknowledged"), row.text, "acknowledge items", AcknowledgeItems((row.item,)))

    @on(Filed)
    def _taken_back(self, message: Filed) -> None:
        """What was refused, or is in trouble, was not acknowledged."""
        command, outcome = message.filing.command, message.outcome
        is_refused = outcome is None or isinstance(outcome, Refusal)
        if self._boxes and isinstance(command, AcknowledgeItems) and is_refused:
            for box in self._handovers():
                box.not_taken(command.items)

    # --- text file ---

    @on(PageWanted)
    def _keep_page(self, message: PageWanted) -> None:
        def question() -> PageKept:
            """Where the file lies, or why there is none."""
            try:
                return PageKept(_("kept in {file}").format(file=self.desk.keep_text(message.name, message.text)))
            except Trouble as trouble:
                return PageKept(trouble.sentence)

        self.runner.ask("page", question)

    @on(PageKept)
    def _page_kept(self, message: PageKept) -> None:
        self.flash(message.sentence)

    # --- the week ---

    @on(WeekWanted)
    async def action_week(self) -> None:
        """How the office kept its word."""
        from dispatcher.console.forms.week import WeekBox

        if self.is_open:
            await self.open_box(WeekBox(frame=self.box, zone=self.zone, today=self.desk.today(), ask=self._ask_week))

    def _ask_week(self, year: int, number: int) -> None:
        self.runner.ask("week", lambda: WeekLoaded(self.desk.honesty(year, number)))

    @on(WeekLoaded)
    def _week_loaded(self, message: WeekLoaded) -> None:
        from dispatcher.console.forms.week import WeekBox

        for box in self._boxes:
            if isinstance(box, WeekBox):
                box.show(message.week)
