"""Reading a list: its kind and file are asked over the board, which then gives the screen back for the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dispatcher.console.forms.form import Form, Ties
from dispatcher.console.screens.absences import Absences

if TYPE_CHECKING:
    from dispatcher.console.filing import Filing
    from dispatcher.console.forms.ways import Way


class Lists(Absences):
    """The part of the board that leads on to the import of a list."""

    leads_to: Way | None = None
    """What is done when the screen is given back; then the board opens again."""

    async def action_read_list(self) -> None:
        """Ask for the kind and the file of a list."""
        from dispatcher.console.forms.ways import ListForm

        if not self.refuses_to_write():
            await self.open_box(ListForm(Ties(self.box, _forget, _forget, self._list_chosen)))

    def _list_chosen(self, _form: Form, filing: Filing) -> None:
        from dispatcher.console.forms.ways import Way

        if isinstance(filing.command, Way):
            self.leads_to = filing.command
            self.app.exit()


def _forget(_subject: str, _data: object) -> None:
    """The name of a file is no work that anybody would miss."""
