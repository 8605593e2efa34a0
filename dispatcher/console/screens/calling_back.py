"""Calling technicians: the card of whoever asks for a call dials him, and goes when he is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dispatcher.console.promise_messages import NumbersLoaded
from dispatcher.console.screens.follow_ups import FollowUps
from dispatcher.domain.queue_card import Rank
from dispatcher.domain.status import ASKS_FOR_A_CALL, SetStatus
from dispatcher.domain.text import one_line
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.queries.dial_rows import NumberRow


class CallingBack(FollowUps):
    """The part of the board that calls technicians back."""

    async def action_dial(self) -> None:
        """Call the technician whose card is on show; else whoever the customer's matter asks for."""
        card = self.card_shown
        if card is not None and card.rank is Rank.ASKS_FOR_CALL and card.technician is not None:
            await self._dial_technician(card.technician)
        else:
            await super().action_dial()

    async def _dial_technician(self, technician: int) -> None:
        from dispatcher.console.forms.dial import DialBox
        from dispatcher.queries.dial_rows import NumberRow

        days = (self.agenda.today, self.agenda.next_day) if self.agenda is not None else ()
        name = next((one_line(one.name) for day in days for one in day.lanes if one.technician == technician), "")

        def ended(number: NumberRow, outcome: str) -> None:
            """File how the call of the technician ended."""
            self._technician_tried(technician, number, outcome)

        def question() -> NumbersLoaded:
            """The one number he has, empty where he has none."""
            record = self.desk.record("technician", technician)
            return NumbersLoaded((NumberRow(record.values.get("phone", "") if record is not None else "", name=name),))

        about = _("asks for a call")
        await self.open_box(
            DialBox(frame=self.box, about=about, name=name, ended=ended, hold=self._hold, copy=self.copy)
        )
        self._hold(True)
        self.runner.ask("numbers", question)

    def _technician_tried(self, technician: int, number: NumberRow, outcome: str) -> None:
        """Who was reached asks no longer; of any other outcome a word is enough, for he will ask again."""
        from dispatcher.domain.promise import OUTCOMES, REACHED

        self.leave_box()
        if outcome != REACHED:
            self.flash(f"{_(OUTCOMES[outcome])}  {number.name}")
        elif not self.refuses_to_write():
            self.send_at_once(
                _("was called"), number.name, "status", SetStatus(ASKS_FOR_A_CALL, technician, called=True)
            )
