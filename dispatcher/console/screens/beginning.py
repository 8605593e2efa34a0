"""The first second: keys that were typed before what they need was read wait for it, in the order they came (X3)."""

from __future__ import annotations

from textual import events, on
from textual.message import Message

from dispatcher.console.desk import Desk
from dispatcher.console.keys import EVERYWHERE, LISTS, PANES, PLAN, keys_for
from dispatcher.console.messages import (
    AgendaLoaded,
    CardLoaded,
    Chosen,
    DraftsFound,
    Opened,
    PlanLoaded,
    TicketLoaded,
    TicketsLoaded,
    Troubled,
)
from dispatcher.console.promise_messages import MatesLoaded, PromisesLoaded
from dispatcher.console.screens.locking import Locking
from dispatcher.console.waiting_messages import DesksLoaded, WaitingLoaded
from dispatcher.console.widgets.marks import Frame
from dispatcher.locale import _

Needs = frozenset[type[Message]]
"""The answers of the store without which a key cannot act."""
_PATIENCE = 15.0
"""Seconds after which the first keys wait no longer: whoever sits there may want to leave."""
_CHOSEN: Needs = frozenset((TicketsLoaded, Chosen))
_QUEUE: Needs = frozenset((*_CHOSEN, AgendaLoaded, WaitingLoaded, PromisesLoaded, DraftsFound))
_AT_ONCE = frozenset(
    ("end", "search", "filter", "pane", "command", "day", "lock", "undo", *(key.action for key in keys_for(EVERYWHERE)))
)
"""What acts on an empty board, or waits for the store by itself."""
_NEEDS: dict[str, Needs] = {
    "next_card": _QUEUE,
    "open": frozenset((DraftsFound,)),
    "promise": _CHOSEN | {MatesLoaded},
    "ticket": _CHOSEN | {PlanLoaded},
    "copy": _CHOSEN | {CardLoaded, TicketLoaded},
    "handover": frozenset((DesksLoaded,)),
    "unassigned": frozenset((Opened,)),
    "next_pane": frozenset((PromisesLoaded,)),
    "block": frozenset((PlanLoaded,)),
}
"""Any other verb of the panes is about what is chosen."""
_ROWS: dict[str, Needs] = {
    "plan": frozenset((PlanLoaded,)),
    "tickets": frozenset((TicketsLoaded,)),
    "contacts": frozenset((CardLoaded,)),
}
"""What a cursor moves in; the panels of promises are gone to only when they have lines."""
_ALL: Needs = frozenset().union(_QUEUE, *_NEEDS.values(), *_ROWS.values())
_ACTIONS = {
    key: one.action.partition("(")[0] for one in keys_for(EVERYWHERE, PANES, PLAN, LISTS) for key in one.keys.split(",")
}
_MOVES = frozenset(one.action.partition("(")[0] for one in keys_for(LISTS))


class Beginning(Locking):
    """The part of the board that lets keys wait while nothing is there yet. Those that can act are not held up."""

    _has_begun = False
    """Whether everything was there once; from then on no key is looked at."""
    _is_late = False

    def __init__(self, desk: Desk, box: Frame) -> None:
        super().__init__(desk, box)
        self._came: set[type[Message]] = set()
        self._waits_since_start = False

    # --- what has come ---

    @on(Opened)
    @on(AgendaLoaded)
    @on(CardLoaded)
    @on(Chosen)
    @on(DesksLoaded)
    @on(DraftsFound)
    @on(MatesLoaded)
    @on(PlanLoaded)
    @on(PromisesLoaded)
    @on(TicketLoaded)
    @on(WaitingLoaded)
    def _something_came(self, message: Message) -> None:
        if not self._has_begun:
            self._came.add(type(message))
            self._go_on()

    @on(TicketsLoaded)
    def _tickets_came(self, message: TicketsLoaded) -> None:
        """Where there is no ticket nothing will be chosen by itself."""
        if not self._has_begun:
            self._came |= {TicketsLoaded} if message.rows else {TicketsLoaded, Chosen, CardLoaded, TicketLoaded}
            self._go_on()

    @on(Troubled)
    def _trouble_came(self) -> None:
        if not self._has_begun:
            self._go_on()

    def _go_on(self) -> None:
        """When the rest of the board has taken the message in."""
        self._has_begun = self._came >= _ALL
        if CardLoaded in self._came or self._trouble is not None:
            self.call_after_refresh(self.runner.go_on)
        self.call_later(self.app.go_on)

    def _is_too_late(self) -> None:
        self._is_late = True
        self._go_on()

    # --- keys ---

    def lets_pass(self, key: events.Key | events.Paste) -> bool:
        """Whether ``key`` can do now what it is for. One that cannot waits; where the store cannot be read, it is
        answered by a sentence and given up."""
        if self._has_begun or self._has_needs_of(key):
            return True
        if self._trouble is None and not self._is_late:
            if not self._waits_since_start:
                self._waits_since_start = True
                self.set_timer(_PATIENCE, self._is_too_late)
            return False
        if self.is_open:
            return True
        self.flash(self._why_not())
        self.app.drop_key()
        return False

    def _has_needs_of(self, key: events.Key | events.Paste) -> bool:
        """What goes into a box, the command line or a filter needs nothing of the panes."""
        is_typed = self.command_line.is_open or getattr(self.focused, "is_filtering", False)
        if isinstance(key, events.Paste) or is_typed or self.box_now() is not None or self.app.screen is not self:
            return True
        return self._needs(_ACTIONS.get(key.key, "")) <= self._came

    def _needs(self, action: str) -> Needs:
        if not action or action in _AT_ONCE:
            return frozenset()
        if action in _MOVES:
            return _ROWS.get(self._last_pane, frozenset())
        return _NEEDS.get(action, _CHOSEN)

    def _why_not(self) -> str:
        unread = _("The store has not been read yet. Press the key again in a moment.")
        return self._trouble.sentence if self._trouble is not None else unread

    def action_next_card(self) -> None:
        """What burns next; that nothing does is said only when that is known."""
        if self.cards or self._came >= _QUEUE:
            super().action_next_card()
        else:
            self.flash(self._why_not())
