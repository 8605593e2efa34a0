"""Alarms that are given: the bell, the word beside it, and the instant at which the queue changes by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from textual import on
from textual.timer import Timer

from dispatcher.console.alarm_lines import alarm_text
from dispatcher.console.bell import Bell, Sound, kept_of
from dispatcher.console.desk import Desk
from dispatcher.console.screens.notices import Notices
from dispatcher.console.waiting_messages import AlarmsRecalled, WaitingLoaded
from dispatcher.console.widgets.marks import Frame
from dispatcher.domain.clock import monotonic
from dispatcher.domain.queue import Card
from dispatcher.domain.queue_next import next_change

_LEAST_SECONDS = 0.05
"""A timer that fires a little early must not fire again at once without end."""


class Ringing(Notices):
    """The part of the board that rings, and that wakes up in time for it."""

    _is_recalled = False
    """Whether it is known which alarms were given in earlier sessions."""
    _waker: Timer | None = None
    _wakes_at: datetime | None = None

    def __init__(self, desk: Desk, box: Frame) -> None:
        super().__init__(desk, box)
        self._bell = Bell()

    # --- what waits ---

    def read_all(self) -> None:
        """What waits for an answer as well."""
        super().read_all()
        self.runner.ask("waiting", self._what_waits)

    def _what_waits(self) -> WaitingLoaded:
        desk = self.desk
        return WaitingLoaded(desk.messages(), desk.orders(), desk.undecided(), desk.handovers())

    @on(WaitingLoaded)
    def _waiting_loaded(self, message: WaitingLoaded) -> None:
        self.waits(message)

    def waits(self, message: WaitingLoaded) -> None:
        """That is what waits now."""
        self.waiting = message
        self.say_header()

    # --- the bell ---

    @on(AlarmsRecalled)
    def _alarms_recalled(self, message: AlarmsRecalled) -> None:
        self._bell.recall(message.given, self.now)
        self._is_recalled = True
        self.say_header()

    def heard(self, cards: tuple[Card, ...]) -> tuple[Card, ...]:
        """Ring for what is new in the queue and cannot wait, with a word on the status line for those who do not hear
        it; the cards come back with the mark of those whose alarm was given late."""
        if self.agenda is None or not self.tickets_known or self.waiting is None or not self._is_recalled:
            return cards
        sound = self._bell.hear(cards, self.now, monotonic(), is_held=self.is_in_call())
        if self._bell.is_changed:
            self._bell.is_changed = False
            self.runner.keep_alarms(kept_of(self._bell.given, self.now))
        marked = tuple(replace(card, caught_up=True) if self._bell.is_caught_up(card) else card for card in cards)
        if sound is not None:
            self._give(sound)
        return marked

    def ring(self) -> None:
        """Ring for what waited, now that nobody is on the line."""
        self.cards = self.heard(self.cards)

    def _give(self, sound: Sound) -> None:
        self.app.bell()
        if not self.is_flashing():
            card = replace(sound.card, caught_up=self._bell.is_caught_up(sound.card))
            more = f"  +{sound.more}" if sound.more else ""
            self.flash(f"{card.weight} {alarm_text(card, self.now, self.zone, 0)}{more}")

    def mute_bell(self, minutes: int) -> None:
        """No bell for so many minutes, but for an emergency; the header goes on telling everything."""
        self._bell.mute(monotonic() + minutes * 60)

    def is_in_call(self) -> bool:
        """Whether somebody is on the line; calls are the business of a later part of the board."""
        return False

    # --- the instant ---

    def say_header(self) -> None:
        """The header; and again at the instant at which the queue changes by itself."""
        super().say_header()
        if self.agenda is not None:
            self._wake_at(next_change(self.situation(), self.now))

    def _wake_at(self, instant: datetime | None) -> None:
        if instant == self._wakes_at:
            return
        if self._waker is not None:
            self._waker.stop()
        self._wakes_at, self._waker = instant, None
        if instant is not None:
            seconds = max(_LEAST_SECONDS, (instant - self.now).total_seconds())
            self._waker = self.set_timer(seconds, self._woken)

    def _woken(self) -> None:
        self._wakes_at = self._waker = None
        self.say_moment()

    def say_moment(self) -> None:
        """Draw what the present instant changes: header, strip, ages."""
        self.say_header()
        self.say_strip()
        self.plan_pane.tick(self.now)
        self.tickets_pane.tick(self.now)
        self.contacts_pane.tick(self.now)
