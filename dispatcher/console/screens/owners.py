"""Whose is it? A report of an unknown caller and a note without a customer get theirs by a search."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from textual import on

from dispatcher.console.filing import Filing
from dispatcher.console.forms.pick import PickBox
from dispatcher.console.messages import OwnerChosen, OwnerWanted, UnassignedLoaded
from dispatcher.console.screens.messages import Messages
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.console.forms.unassigned import UnassignedBox
    from dispatcher.queries.rows import HitRow

_ASSIGNED = N_("assigned note")


class Owners(Messages):
    """The part of the board that finds out whose something is."""

    async def action_unassigned(self) -> None:
        """Show the notes without a customer."""
        if self.is_open:
            from dispatcher.console.forms.unassigned import UnassignedBox

            await self.open_box(UnassignedBox(frame=self.box, now=self.now, zone=self.zone))
            self._ask_unassigned()

    def _ask_unassigned(self) -> None:
        self.runner.ask("unassigned", lambda: UnassignedLoaded(self.desk.unassigned()))

    @on(UnassignedLoaded)
    def _unassigned_loaded(self, message: UnassignedLoaded) -> None:
        if (box := self._unassigned_box()) is not None:
            box.show(message.rows)

    def _unassigned_box(self) -> UnassignedBox | None:
        if not self._boxes:
            return None
        from dispatcher.console.forms.unassigned import UnassignedBox

        return next((box for box in self._boxes if isinstance(box, UnassignedBox)), None)

    def read_all(self) -> None:
        """The list too, while it is open."""
        super().read_all()
        if self._unassigned_box() is not None:
            self._ask_unassigned()

    # --- whose it is ---

    @on(OwnerWanted)
    async def _owner_wanted(self) -> None:
        if self.refuses_to_write():
            return
        box = self.box_now()
        listed = self._unassigned_box()
        about = listed.about() if listed is not None and box is listed else box.title()[0] if box is not None else ""
        await self.open_box(PickBox(frame=self.box, about=about, ask=self._ask_hits, hold=self._hold))

    @on(OwnerChosen)
    def _owner_chosen(self, message: OwnerChosen) -> None:
        """What lies below gets its customer and goes off."""
        from dispatcher.console.forms.promise import PromiseForm
        from dispatcher.console.forms.promise_start import PromiseStart
        from dispatcher.console.forms.report import ReportForm, ReportStart

        if not isinstance(self.box_now(), PickBox):
            return  # a second Enter, typed ahead
        self.leave_box()
        box, hit = self.box_now(), message.hit
        if isinstance(box, ReportForm):
            box.belong_to(ReportStart(hit.customer, hit.customer_number, hit.customer_name))
            self.show_customer(hit.customer)
            box.action_file()
        elif isinstance(box, PromiseForm):
            box.belong_to(PromiseStart(hit.customer, hit.customer_number, hit.customer_name))
            self.show_customer(hit.customer)
            box.action_file()
        elif (listed := self._unassigned_box()) is not None and box is listed:
            self._assign(listed, hit)

    def _assign(self, listed: UnassignedBox, hit: HitRow) -> None:
        from dispatcher.domain.contact import Assign

        note = listed.chosen()
        if note is not None:
            key, command = uuid4().hex, Assign(note.seq, hit.customer)
            name = f"K-{hit.customer_number} {hit.customer_name}"
            self.runner.send(Filing(f"assign/{note.seq}", name, _(_ASSIGNED), "assign", command, key, {}))
            self.save_begins(f"assign/{note.seq}")
