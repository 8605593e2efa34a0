"""What an office is asked when a console is locked: whether there is a PIN, whether this is it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dispatcher.domain.trouble import Trouble

if TYPE_CHECKING:
    from dispatcher.queries.rows import ColleagueRow
    from dispatcher.store.locked import LockMark


class Pins(ABC):
    """The PIN of whoever sits here. May be asked from any thread once the office is open."""

    _sealed: str | None = None
    """The seal that was read last: a store that does not answer locks nobody out."""

    @property
    @abstractmethod
    def store_id(self) -> str:
        """The name of this one store."""

    @property
    @abstractmethod
    def colleague(self) -> ColleagueRow | None:
        """Who sits here."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Any]:
        """A connection for one question."""

    @cached_property
    def _mark(self) -> LockMark:
        from dispatcher.store.locked import LockMark

        return LockMark(self.store_id)

    def has_pin(self) -> bool:
        """Whether whoever sits here has set a PIN. Raises Trouble where the store never answered."""
        return bool(self._seal())

    def pin_is(self, typed: str) -> bool:
        """Whether ``typed`` is the PIN; everything is where none is set (any more). Takes a tenth of a second."""
        from dispatcher.domain.pin import fits

        sealed = self._seal()
        return not sealed or fits(typed, sealed)

    def lock(self, wrong: int = 0) -> None:
        """Remember on this computer that the console is locked, after so many wrong PINs."""
        self._mark.put(wrong)

    def unlock(self, typed: str, wrong: int) -> bool:
        """Whether ``typed`` opens the console, which then is no longer remembered as locked; if not, one more wrong PIN
        is."""
        is_right = self.pin_is(typed)
        if is_right:
            self._mark.clear()
        else:
            self._mark.put(wrong + 1)
        return is_right

    def wrong_pins(self) -> int | None:
        """How many wrong PINs were typed into a console that was ended while it was locked; None where none was, or
        where there is no PIN that could open it."""
        wrong = self._mark.wrong()
        if wrong is not None and not self.has_pin():
            self._mark.clear()
            return None
        return wrong

    def _seal(self) -> str:
        from dispatcher.queries.office import sealed_pin

        try:
            with self._reading() as connection:
                self._sealed = sealed_pin(connection, self.colleague.id) if self.colleague is not None else ""
        except Trouble:
            if self._sealed is None:
                raise
        return self._sealed or ""
