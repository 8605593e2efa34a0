"""Who hears a message, looked up once for each kind of message and listener.

Textual goes through every class a listener is made of, twice for each message and its pause, and the board is made of
sixty; that took a fifth of a key. Which of those classes listen never changes while the program runs.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any, ClassVar

from textual.message import Message
from textual.message_pump import MessagePump

Handler = Callable[[Message], Awaitable[None]]
Found = tuple[tuple[type, Any], ...]
"""Each class that listens with what it listens by, in the order in which they hear."""


class Hearing(MessagePump):
    """Mixed in before a Textual class; overrides a private step of it, whose version is pinned. Who listens only for
    certain senders is left to Textual."""

    _heard_by: ClassVar[dict[tuple[str, type[Message]], Found | None]] = {}

    def __init_subclass__(cls, *arguments: Any, **options: Any) -> None:
        """Each class has findings of its own."""
        super().__init_subclass__(*arguments, **options)
        cls._heard_by = {}

    def _get_dispatch_methods(self, method_name: str, message: Message) -> Iterable[tuple[type, Handler]]:
        kind = (method_name, type(message))
        if kind not in self._heard_by:
            self._heard_by[kind] = _found(type(self), *kind)
        found = self._heard_by[kind]
        if found is None:
            return super()._get_dispatch_methods(method_name, message)
        return _in_turn(self, found, message)


def _in_turn(listener: MessagePump, found: Found, message: Message) -> Iterator[tuple[type, Handler]]:
    """One class after the other: each may keep it from the rest."""
    before = None
    for cls, method in found:
        if message._no_default_action and cls is not before:
            return
        before = cls
        yield cls, method.__get__(listener, type(listener))


def _found(listener: type, method_name: str, kind: type[Message]) -> Found | None:
    """Who listens; None where somebody listens for certain senders only."""
    found: list[tuple[type, Any]] = []
    named: set[Any] = set()
    kinds = [one for one in kind.__mro__ if issubclass(one, Message)]
    for cls in listener.__mro__:
        own = vars(cls)
        by_kind = own.get("_decorated_handlers") or {}
        for method, senders in (pair for one in kinds for pair in by_kind.get(one, ())):
            if senders:
                return None
            if method not in named:
                named.add(method)
                found.append((cls, method))
        by_name = own.get(f"_{method_name}") or own.get(method_name)
        if by_name is not None and not getattr(by_name, "_textual_on", None):
            found.append((cls, by_name))
    return tuple(found)
