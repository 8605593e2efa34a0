"""Every statement that reaches the SQLite driver, with its values: to ask for its plan, or to run it bare."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest.mock import patch

from dispatcher.store import sqlite

Statement = tuple[str, Any]


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """Connections opened inside the block write down what they run, for as long as they live."""
    said: list[Statement] = []
    bare: Any = sqlite.driver

    def execute(self: Any, statement: str, values: Any = ()) -> Any:
        said.append((statement, values))
        return bare.Cursor.execute(self, statement, values)

    recorder: Any = type("Recorder", (bare.Cursor,), {"execute": execute})
    line: Any = type("Line", (bare.Connection,), {"cursor": lambda self: bare.Connection.cursor(self, recorder)})
    with patch.object(sqlite.driver, "connect", partial(bare.connect, factory=line)):
        yield said


def asked(said: list[Statement]) -> list[Statement]:
    """The statements among them that ask or write something; turns, pragmas and the like are left out."""
    return [one for one in said if one[0].split(maxsplit=1)[0] in ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")]
