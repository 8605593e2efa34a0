"""Locking: by a key or when nobody touched anything for a while. The office goes on behind it, alarms and bell too."""

from __future__ import annotations

from contextlib import suppress

from textual import on

from dispatcher.console.forms.pin import PinBox
from dispatcher.console.messages import Filed, Opened, SaveWaits
from dispatcher.console.patience import soon
from dispatcher.console.screens.handing import Handing
from dispatcher.console.screens.lock import LockScreen
from dispatcher.console.waiting_messages import PinKnown, PinSealed, PinTried, PinUse
from dispatcher.domain.clock import monotonic
from dispatcher.domain.pin import SetPin, seal
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _, ngettext


class Locking(Handing):
    """The part of the board that hides it."""

    lock_seconds = 600.0
    """After so long without a key it locks, where a PIN is set; 0 is never."""
    _lock: LockScreen | None = None
    _touched = 0.0
    _locks_then = False
    """A PIN is on its way into the store, and then it locks."""

    @on(Opened)
    async def _locked_before(self, message: Opened) -> None:
        """Whoever ends a locked console by force finds it locked."""
        if message.wrong_pins is not None:
            await self._lock_now(message.wrong_pins)
        self.touch()
        self._look_for_rest()

    # --- idleness ---

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = monotonic()

    def _look_for_rest(self) -> None:
        if not self.lock_seconds:
            return
        left = self._touched + self.lock_seconds - monotonic()
        if left <= 0 and self._lock is None:
            self._ask_pin("rest")
        self.set_timer(left if left > 0 else self.lock_seconds, self._look_for_rest)

    # --- locking ---

    def action_lock(self) -> None:
        """Hide everything; without a PIN, one is set first."""
        self.app.hold_keys("pin")
        self._ask_pin("lock")

    def action_change_pin(self) -> None:
        """Set a PIN, or another one."""
        self.app.hold_keys("pin")
        self._ask_pin("change")

    def _ask_pin(self, use: PinUse) -> None:
        self.runner.ask("pin", lambda: PinKnown(self.desk.has_pin(), use))

    @on(PinKnown)
    async def _pin_known(self, message: PinKnown) -> None:
        is_still = monotonic() - self._touched >= self.lock_seconds
        if message.use == "rest":
            if message.has_pin and is_still:
                await self._lock_now()
            return
        if message.has_pin and message.use == "lock":
            await self._lock_now()
        elif not self.refuses_to_write():
            self._locks_then = message.use == "lock"
            await self.open_box(PinBox(frame=self.box, has_pin=message.has_pin, done=self._pin_typed))
        self.app.release_keys("pin")

    async def _lock_now(self, wrong: int = 0) -> None:
        """The screen first, then the mark on the disk."""
        if self._lock is not None:
            return
        if self.app.screen is not self:
            self.app.pop_screen()
        self.runner.write_drafts()
        self._lock = LockScreen(self.desk.sign, self._alarms_waiting(), wrong, self._try)
        await self.app.push_screen(self._lock)
        with suppress(TimeoutError):
            await soon(self.desk.lock, wrong)

    def _alarms_waiting(self) -> int | None:
        return sum(bool(card.weight) for card in self.cards) if self.agenda is not None else None

    def say_header(self) -> None:
        """Behind the lock only the number of alarms is told."""
        super().say_header()
        alarms = self._alarms_waiting()
        if self._lock is not None and alarms is not None:
            self._lock.show_alarms(alarms)

    def is_in_call(self) -> bool:
        """A call that was left open does not keep the bell from ringing behind the lock."""
        return self._lock is None and super().is_in_call()

    def show_trouble(self, trouble: Trouble) -> None:
        """Trouble is told in front of the lock too: without the store a PIN that was never read opens nothing."""
        super().show_trouble(trouble)
        if self._lock is not None:
            self._lock.say(trouble.sentence)

    # --- unlocking ---

    def _try(self, typed: str) -> None:
        wrong = self._lock.wrong if self._lock is not None else 0
        self.app.hold_keys("unlock")
        self.runner.ask("unlock", lambda: PinTried(self.desk.unlock(typed, wrong)))

    @on(PinTried)
    async def _pin_tried(self, message: PinTried) -> None:
        lock = self._lock
        if lock is not None and message.is_right:
            self._lock = None
            await self.app.pop_screen()
            self._arrange()
            self.flash(_unlocked(lock.wrong))
        elif lock is not None:
            lock.refuse()
        self.app.release_keys("unlock")

    # --- another PIN ---

    def _pin_typed(self, old: str, new: str) -> None:
        """A seal takes a moment; the keys behind it wait."""

        def question() -> PinSealed:
            """The seal of the new PIN; empty where the old one is wrong."""
            return PinSealed(seal(new) if self.desk.pin_is(old) else "")

        self.app.hold_keys("pin")
        self.runner.ask("pin", question)

    @on(PinSealed)
    def _pin_sealed(self, message: PinSealed) -> None:
        box = self.box_now()
        if not isinstance(box, PinBox):
            self.app.release_keys("pin")
        elif not message.sealed:
            box.refused(_("That is not the PIN so far."), from_the_first=True)
            self.app.release_keys("pin")
        else:
            self.close_box(box)
            self.send_at_once(_("PIN"), self.desk.sign, "set pin", SetPin(message.sealed))
            if not self._locks_then:
                self.app.release_keys("pin")

    @on(SaveWaits)
    def _pin_waits(self) -> None:
        if self._locks_then:
            self.app.release_keys("pin")

    @on(Filed)
    async def _pin_filed(self, message: Filed) -> None:
        if message.filing.verb != "set pin" or not self._locks_then:
            return
        self._locks_then = False
        if message.outcome is not None and not isinstance(message.outcome, Refusal):
            await self._lock_now()
        self.app.release_keys("pin")


def _unlocked(wrong: int) -> str:
    if not wrong:
        return _("Unlocked.")
    return ngettext("Unlocked. {n} wrong PIN before.", "Unlocked. {n} wrong PINs before.", wrong).format(n=wrong)
