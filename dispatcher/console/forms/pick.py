"""Whose is it? The same search, but Enter hands the hit to whoever asked."""

from __future__ import annotations

from collections.abc import Callable

from dispatcher.console.forms.call import CallBox
from dispatcher.console.messages import OwnerChosen
from dispatcher.console.widgets.marks import Frame
from dispatcher.locale import _


class PickBox(CallBox):
    """A search for the customer that something belongs to; Esc leaves it without one."""

    def __init__(self, *, frame: Frame, about: str, ask: Callable[[str], None], hold: Callable[[bool], None]) -> None:
        """``about`` says in the top line what it is that belongs to somebody."""
        super().__init__(frame=frame, is_call=False, parked=about, ask=ask, hold=hold)

    @property
    def may_be_call(self) -> bool:
        """A call is about somebody else."""
        return False

    def name_of(self) -> str:
        """The question."""
        return self.title()[0]

    def title(self) -> tuple[str, str]:
        """The question, and what it is about."""
        return _("WHOSE IS IT?"), self._parked

    def _keys(self) -> str:
        return _("Enter = this one   Up Down choose   Esc back")

    def _nothing(self) -> str:
        if self.edit.text and self._answered is not None:
            return _("No match for {typed}.").format(typed=self._answered)
        return super()._nothing()

    def _take(self) -> None:
        if self.hit is not None:
            self.post_message(OwnerChosen(self.hit))
