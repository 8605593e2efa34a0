"""What is in this hand is in no other: it is held while keys come, and let go with its box (X2)."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.move_messages import GripWanted, HandStirred, HoldTold
from dispatcher.console.screens.cards import Cards
from dispatcher.domain.clock import Clock, monotonic
from dispatcher.domain.lease import APPOINTMENT, LEASE, Held, held_words
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.console.forms.move_hand import Hand

_RENEW_SECONDS = 20.0
"""A key that comes so long after the last renewal renews the hold."""
_LEASE_SECONDS = LEASE.total_seconds()
_ONE_BY_ONE = Lock()
"""Of two threads one would let go what the other has just grabbed."""


class Holding(Cards):
    """The part of the board that holds an appointment."""

    carried: Hand | None = None
    """The box of what is in the hand."""
    _held: int | None = None
    """What is in the hand, or about to be: nothing is let go while something is."""
    _held_at = 0.0

    def hold_now(self, appointment: int) -> Held | None:
        """Grab it, in a thread: None where it is in this hand now, else who has it. Raises Trouble."""
        with _ONE_BY_ONE:
            return self.desk.hold(APPOINTMENT, appointment)

    def wants_to_hold(self, appointment: int) -> None:
        """It is about to be grabbed."""
        self._held, self._held_at = appointment, monotonic()

    def held_words(self, held: Held | None) -> str:
        """Who has it, or that it is not there any more."""
        if held is None:
            return _("That appointment is not there any more.")
        return held_words(held, Clock().recorded())

    @on(HandStirred)
    def _hand_stirred(self) -> None:
        """A key came: it is held for another minute, or grabbed at last."""
        if self.carried is not None and self.carried.grip is None:
            self.carried.post_message(GripWanted(self.carried))
            return
        if self.carried is None or monotonic() - self._held_at < _RENEW_SECONDS:
            return
        ref = self.carried.start.appointment
        self.wants_to_hold(ref)
        self.watch_hold()
        self.runner.ask("hold", lambda: HoldTold(self.hold_now(ref)))

    @on(HoldTold)
    def _hold_told(self, message: HoldTold) -> None:
        if self.carried is None:
            return
        self.carried.show_held(message.held is None)
        if message.held is not None:
            self.carried.say(self.held_words(message.held))

    def watch_hold(self) -> None:
        """Say so when nobody touched it for so long that it is not held any more."""
        self.set_timer(_LEASE_SECONDS, self._hold_ends)

    def _hold_ends(self) -> None:
        if self.carried is not None and monotonic() - self._held_at >= _LEASE_SECONDS:
            self.carried.show_held(False)

    def let_go(self) -> None:
        """It is in nobody's hand."""
        self._held = None

        def question() -> HoldTold:
            """Release it, unless another one was taken into the hand meanwhile."""
            with _ONE_BY_ONE:
                if self._held is None:
                    self.desk.release()
            return HoldTold(None)

        self.runner.ask("let go", question)
