"""What every measurement stands on: the office, its statements, and the bare driver that repeats them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from dispatcher.cli.office import Office, Options
from dispatcher.store.engine import WORDS_OF_TEXTS, assert_pragmas, file_connection
from tests.bench.scale import NOW, Scale
from tests.recording import Statement, asked, recorded

Read = Callable[[Office], object]


def opened(path: Path) -> Office:
    """An open office whose clock stands at the bench's minute."""
    office = Office(Options(str(path), now=NOW))
    office.open()
    return office


@dataclass
class Bench:
    """One office of one scale. ``rounds`` is how often each thing is measured."""

    scale: Scale
    path: Path
    folder: Path
    rounds: int
    _said: list[Statement] = field(default_factory=list)

    @cached_property
    def office(self) -> Office:
        """The office as the console uses it."""
        return opened(self.path)

    @cached_property
    def _listener(self) -> Office:
        with recorded() as said:
            self._said = said
            return opened(self.path)

    @cached_property
    def driver(self) -> Any:
        """A connection of the driver's own, with the same settings."""
        return bare_driver(self.path)

    def statements(self, read: Read) -> list[Statement]:
        """What ``read`` asks the driver, once it is warm."""
        listener = self._listener
        read(listener)
        self._said.clear()
        read(listener)
        return asked(self._said)

    def bare(self, read: Read) -> Callable[[], object]:
        """The same statements with the same values through the driver alone."""
        statements, execute = self.statements(read), self.driver.execute
        return lambda: [execute(statement, values).fetchall() for statement, values in statements]

    def rows(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of the store, to draw questions from."""
        found: list[tuple[Any, ...]] = self.driver.execute(question, values).fetchall()
        return found

    def copy(self, name: str) -> Path:
        """A copy of the store to write to."""
        path = self.folder / name
        shutil.copy(self.path, path)
        return path

    def close(self) -> None:
        """Give everything back."""
        for held in (self.office, self._listener, self.driver):
            held.close()


def bare_driver(path: Path) -> Any:
    """A connection to a store by the driver alone, with the program's settings."""
    connection: Any = file_connection(path)
    assert_pragmas(connection)
    connection.execute(WORDS_OF_TEXTS)
    return connection
