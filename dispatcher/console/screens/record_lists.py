"""Lists of master data over the board: of a customer's people, sites and contracts, and of what belongs to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.messages import Filed, JournalMoved
from dispatcher.console.record_messages import ListWanted, Owner, RecordShown, RecordsLoaded
from dispatcher.console.screens.conflicts import Conflicts
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.console.forms.record_list import RecordsBox


class RecordLists(Conflicts):
    """The part of the board that lists records, and reads them anew when somebody saved."""

    async def action_people(self) -> None:
        """The contact persons of the customer in Contacts."""
        await self._list_of_customer("person")

    async def action_sites(self) -> None:
        """His sites: the way in, parking."""
        await self._list_of_customer("site")

    async def action_contracts(self) -> None:
        """His contracts."""
        await self._list_of_customer("contract")

    async def action_records(self, kind: str) -> None:
        """All records of a kind that belongs to nobody: technicians, colleagues, services."""
        await self._open_list(kind, None, "")

    async def _list_of_customer(self, kind: str) -> None:
        if self.wanted is None:
            self.flash(_("No customer chosen.  s = search   F2 = incoming call"))
            return
        title = self.card.name if self.card is not None and self.card.id == self.wanted else ""
        await self._open_list(kind, ("customer", self.wanted), title)

    async def _open_list(self, kind: str, parent: Owner | None, title: str) -> None:
        from dispatcher.console.forms.record_list import RecordsBox

        box = RecordsBox(
            frame=self.box,
            kind=kind,
            parent=parent,
            title=title,
            ask=self._ask_records,
            show=self._ask_record,
            now=self.now,
            zone=self.zone,
        )
        await self.open_box(box)
        self._ask_records(box)

    def _lists(self) -> list[RecordsBox]:
        from dispatcher.console.forms.record_list import RecordsBox

        return [box for box in self._boxes if isinstance(box, RecordsBox)]

    def _ask_records(self, box: RecordsBox) -> None:
        desk, kind, parent, is_all = self.desk, box.kind, box.owned_by, box.is_all
        self.runner.ask(
            f"records {kind} {parent}", lambda: RecordsLoaded(kind, parent, desk.records(kind, parent, is_all))
        )

    def _ask_record(self, kind: str, ident: int) -> None:
        self.runner.ask("record", lambda: RecordShown(kind, ident, self.desk.record(kind, ident)))

    @on(RecordsLoaded)
    def _records_loaded(self, message: RecordsLoaded) -> None:
        for box in self._lists():
            if (box.kind, box.owned_by) == (message.kind, message.parent):
                box.show_records(message.rows)

    @on(RecordShown)
    def _record_shown(self, message: RecordShown) -> None:
        for box in self._lists():
            if box.kind == message.kind:
                box.show_record(message.ident, message.row)

    @on(JournalMoved)
    @on(Filed)
    def _lists_moved(self) -> None:
        for box in self._lists() if self._boxes else ():
            self._ask_records(box)

    @on(ListWanted)
    async def _list_wanted(self, message: ListWanted) -> None:
        await self._open_list(message.kind, message.parent, message.title)
