"""What a console holds in its hand, so that nobody else grabs it meanwhile (X2)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dispatcher.domain.clock import Clock
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.seat import seat_name
from dispatcher.domain.trouble import Trouble

if TYPE_CHECKING:
    from dispatcher.actions.outcome import Outcome
    from dispatcher.domain.lease import Held


class Leases(ABC):
    """The part of an office that grabs objects and lets them go."""

    clock: Clock
    _is_holding = False

    @property
    @abstractmethod
    def read_only(self) -> str:
        """Why nothing can be written here, or empty."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Any]:
        """A connection for one question."""

    @abstractmethod
    def perform(self, action: Callable[..., Outcome], command: object, save_key: str | None = None) -> Outcome:
        """Run one action as whoever sits here."""

    @cached_property
    def _hand(self) -> str:
        """The name under which this process holds something."""
        return seat_name()

    def hold(self, kind: str, ref: int) -> Held | None:
        """Grab an object, or go on holding it for another minute; None where it is in this hand now, else who has it.
        Nothing is held where nothing may be written. Raises Trouble."""
        from dispatcher.actions.lease import hold
        from dispatcher.domain.lease import Hold

        if self.read_only:
            return None
        if isinstance(self.perform(hold, Hold(kind, ref, self._hand)), Refusal):
            return self.held(kind, ref)
        self._is_holding = True
        return None

    def end_hold(self) -> None:
        """The end comes: what is in this hand is free; where nothing can be written any more, within a minute."""
        if self._is_holding:
            with suppress(Trouble):
                self.release()

    def held(self, kind: str, ref: int) -> Held | None:
        """Which other console holds an object just now."""
        from dispatcher.queries.leases import held

        with self._reading() as connection:
            return held(connection, kind, ref, self._hand, self.clock.recorded())

    def release(self) -> None:
        """Let go of whatever is in this hand. Raises Trouble."""
        from dispatcher.actions.lease import release
        from dispatcher.domain.lease import Release

        if not self.read_only:
            self.perform(release, Release(self._hand))
            self._is_holding = False
