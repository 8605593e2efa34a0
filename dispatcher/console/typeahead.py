"""One key at a time: a key that was typed ahead waits until the one before has had its whole effect.

Textual hands a key to whatever has the focus at the moment it comes. Of a burst like "F2 5471" the figures would so
reach the pane behind the box that F2 is about to open, and what they mean there would be done.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual import events
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual.app import App

    Base = App[None]
else:
    Base = object

_ROUNDS = 2
"""Further ways from the screen to the app: what a key's effect tells the screen is one message behind the key."""
_PATIENCE = 2.0
"""Seconds after which the next key goes its way although nothing was heard of the one before."""


class TypeAhead(Base):
    """Mixed into the app before ``App``. A single key is handed on at once; only those behind it wait."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._keys: deque[events.Key | events.Paste] = deque()
        self._is_at_work = False
        self._is_held = False
        self._taken = 0
        self._watched = 0

    def hold_keys(self) -> None:
        """Let the keys wait: what the last one asked for is on its way. End it with :meth:`release_keys`."""
        self._is_held = True

    def release_keys(self) -> None:
        """Go on with the keys that waited."""
        if self._is_held:
            self._is_held = False
            self.call_later(self._take_key)

    async def on_event(self, event: events.Event) -> None:
        """Keys and pasted text wait for their turn, everything else goes its way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._keys.append(event)
            await self._take_key()
        else:
            await super().on_event(event)

    async def _take_key(self) -> None:
        if self._is_held or not self._keys:
            return
        if not self._is_at_work:
            self._is_at_work = True
            self._taken += 1
            way = [*(self.focused or self.screen).ancestors_with_self]
            await super().on_event(self._keys.popleft())
            await self._follow([*way, *[self.screen, self] * _ROUNDS], self._taken)
        if self._keys:
            self._watch_over(self._taken)

    async def _follow(self, way: Sequence[MessagePump], number: int) -> None:
        """Take the way that the key took, behind it; whoever has gone meanwhile is passed over."""
        for index, stop in enumerate(way):
            if stop.call_later(self._follow, way[index + 1 :], number):
                return
        await self._arrived(number)

    async def _arrived(self, number: int) -> None:
        if number == self._taken and self._is_at_work:
            self._is_at_work = False
            await self._take_key()

    def _watch_over(self, number: int) -> None:
        """Whoever should have passed us on may have gone in the very moment; the keyboard does not die of that."""
        if self._watched != number:
            self._watched = number
            self.set_timer(_PATIENCE, lambda: self._arrived(number))
