"""One key at a time: a key that was typed ahead waits until the one before has had its whole effect.

Textual hands a key to whatever has the focus at the moment it comes. Of a burst like "F2 5471" the figures would so
reach the pane behind the box that F2 is about to open, and what they mean there would be done.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

from textual import events
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual.app import App

    Base = App[None]
else:
    Base = object

_ROUNDS = 3
"""How often the way is taken: what a key did tells others, and what they do tells others again."""
_AFTER_PAINT = 0.03
"""Seconds after a key when its way is looked over, unless the next key comes sooner: the screen is painted first."""
Typed = tuple[str, str]
"""A key by Textual's name with its sign, or pasted text with the name :data:`PASTED`."""
PASTED = ""
TAKEN_OVER = "taken over"
"""For this the keys wait that were typed before this program."""
FOR_BOX = "box"
"""For this those wait that are meant for an open box; they go on when it is closed."""
_PATIENCE = 2.0
"""Seconds after which the next key goes its way although nothing was heard of the one before."""


class TypeAhead(Base):
    """Mixed into the app before ``App``. A single key is handed on at once; only those behind it wait."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._keys: deque[events.Key | events.Paste] = deque()
        self._waits_for: set[str] = set()
        """What keys wait for. Two answers may be on their way, and the first of them lets no key go."""
        self._number = 0
        self._effect = 0
        """The number of what has its effect now or had it last: of a key, or of an answer that keys waited for."""
        self._way: list[MessagePump] = []
        """Through whose hands it goes, from the one with the focus to the app; empty when it is done."""
        self._is_followed = False

    @property
    def last_key(self) -> int:
        """The number of the key whose turn it is or was."""
        return self._number

    def typed_since(self, number: int) -> bool:
        """Whether keys came after the one with that number, be it that they still wait."""
        return bool(self._keys) or self._number != number

    def waiting_keys(self) -> tuple[Typed, ...]:
        """What was typed and had no effect yet, for the program that comes next."""
        return tuple((PASTED, one.text) if isinstance(one, events.Paste) else _typed(one) for one in self._keys)

    def take_over_keys(self, typed: Sequence[Typed]) -> None:
        """Begin with what was typed before this program, as soon as :data:`TAKEN_OVER` is released.

        Before a program and between two of them the terminal sends Enter as the end of a line, so until then that is
        what Ctrl+J means.
        """
        self._waits_for.add(TAKEN_OVER)
        self._keys.extendleft(reversed([_event(*one) for one in typed]))

    def hold_keys(self, what: str) -> None:
        """Let the keys wait for ``what`` the last one asked for: an errand of the runner by its name, as a rule. End it
        with :meth:`release_keys`."""
        self._waits_for.add(what)

    def release_keys(self, what: str) -> None:
        """``what`` is there: go on with the keys, unless they wait for something else as well."""
        if what in self._waits_for:
            self._waits_for.discard(what)
            self._released()

    def release_all_keys(self) -> None:
        """Nothing will come of what they wait for: go on with the keys."""
        if self._waits_for:
            self._waits_for.clear()
            self._released()

    def _released(self) -> None:
        """What came has its own effect, as a key has: the answer a box waited for opens the form one asked it for."""
        self._begins()
        self.call_later(self._take_key)

    def lets_pass(self, key: events.Key | events.Paste) -> bool:
        """Whether ``key``, whose turn it is, may go. Who lets it wait says later :meth:`go_on`, or gives it up by
        :meth:`drop_key`."""
        return True

    def go_on(self) -> None:
        """Ask again about the key that waits."""
        if self._keys:
            self.call_later(self._take_key)

    def drop_key(self) -> None:
        """The key that waits was answered and does nothing; go on with the one behind it."""
        self._keys.popleft()
        self.go_on()

    async def on_event(self, event: events.Event) -> None:
        """Keys and pasted text wait for their turn, everything else goes its way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            is_enter = TAKEN_OVER in self._waits_for and isinstance(event, events.Key) and event.key == "ctrl+j"
            self._keys.append(_event("enter", "\r") if is_enter else event)
            await self._take_key()
        else:
            await super().on_event(event)

    async def _take_key(self) -> None:
        if self._waits_for or not self._keys:
            return
        if self._way:
            await self._look_over(self._effect)
            return
        if not self.lets_pass(self._keys[0]):
            return
        self._number += 1
        self._begins()
        await super().on_event(self._keys.popleft())
        self.go_on()

    def _begins(self) -> None:
        """Something that the next key waits for goes its way from here; an answer, behind the key that it came upon."""
        self._effect += 1
        self._is_followed = False
        self._way = [*self._way, *self._way_from_here()]
        self._in(_AFTER_PAINT, self._look_around, self._effect)

    def _in(self, seconds: float, then: Callable[..., object], *about: object) -> None:
        """A timer of the event loop: one of Textual's costs a task, and this is for every key."""
        asyncio.get_running_loop().call_later(seconds, then, *about)

    def _look_around(self, effect: int) -> None:
        """Where nobody on the way has anything to do, it had its effect, and nobody needs to be sent."""
        if effect != self._effect or not self._way or self._is_followed:
            return
        if all(_has_rest(stop) for stop in (*self._way, *self._way_from_here())):
            self._way = []
            self.go_on()
        else:
            self.call_later(self._look_over, effect)

    async def _look_over(self, effect: int) -> None:
        """Send somebody behind it, who takes the same way."""
        if effect == self._effect and self._way and not self._is_followed:
            self._is_followed = True
            self._in(_PATIENCE, self.call_later, self._had_effect, effect)
            await self._follow(self._way * _ROUNDS, effect)

    async def _follow(self, way: Sequence[MessagePump], effect: int) -> None:
        """One step; whoever has gone meanwhile is passed over."""
        for index, stop in enumerate(way):
            if stop.call_later(self._follow, way[index + 1 :], effect):
                return
        await self._arrived(effect)

    async def _arrived(self, effect: int) -> None:
        """It went its way. Where it moved the keyboard, what is there now has its own to do first: a box that
        opens is filled, and one that closes may open another."""
        if effect != self._effect or not self._way:
            return
        here = self._way_from_here()
        if here == self._way:
            await self._had_effect(effect)
        else:
            self._way = here
            await self._follow(here * _ROUNDS, effect)

    async def _had_effect(self, effect: int) -> None:
        """It has had its effect; without the patience, one lost on its way would end the keyboard."""
        if effect == self._effect and self._way:
            self._way = []
            await self._take_key()

    def _way_from_here(self) -> list[MessagePump]:
        """From whoever has the keyboard to the app, which at its end has no screen any more."""
        return [*(self.focused or self.screen).ancestors_with_self] if self.screen_stack else [self]


def _has_rest(stop: MessagePump) -> bool:
    """Whether somebody waits for his next message, with none before him; he does not while he still works at one. What
    is asked is private to Textual, whose version is pinned, and to the event loop: without it he has no rest."""
    waiters: Collection[object] = getattr(stop._message_queue.ready_event, "_waiters", ())
    return stop.message_queue_size == 0 and len(waiters) > 0


def _typed(key: events.Key) -> Typed:
    return key.key, key.character or ""


def _event(name: str, signs: str) -> events.Key | events.Paste:
    return events.Key(name, signs or None) if name else events.Paste(signs)
