"""An office that a property test writes into for a while: its store, and a clock that goes on in steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

import pytest

from dispatcher.actions.outcome import Outcome
from dispatcher.actions.perform import perform
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.refusal import Refusal
from dispatcher.store.place import Place
from dispatcher.store.store import Store, open_store
from tests.actions.desk import NOW
from tests.properties.copies import Copies, copies

Wish = tuple[Callable[..., Outcome], object]
"""An action and its command."""
EITHER = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


def offices_of(found: Callable[[Place], object]) -> Any:
    """A fixture: copies of the office that ``found`` founds, on either database."""

    @pytest.fixture(scope="module", params=EITHER)
    def offices(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Copies:
        return copies(request, tmp_path_factory.mktemp("template"), found)

    return offices


@dataclass
class OfficeOverTime:
    """Used as a context, so that its store is closed at the end."""

    place: Place
    now: datetime = NOW
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.store = open_store(self.place)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.store.close()

    def restart(self) -> None:
        """The program ends, and begins again."""
        self.store.close()
        self.store = open_store(self.place)

    def wait(self, minutes: int) -> None:
        """The clock goes on."""
        self.now += timedelta(minutes=minutes)

    def save(self, wish: Wish, actor: Actor) -> Outcome:
        """What comes of a wish now; a refusal says why."""
        outcome = perform(self.store, *wish, actor, Clock(self.now))
        assert not isinstance(outcome, Refusal) or outcome.sentence
        return outcome
