"""One SQLite library in a process: only one place imports the driver, so that two can never open the same file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent.parent
DRIVERS = {"sqlite3", "pysqlite3", "_sqlite3", "apsw"}
ONE_PLACE = "dispatcher/store/sqlite.py"


def imported(source: str) -> Iterator[str]:
    """Every module that ``source`` imports, also inside functions, also by its name in a text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {
            "import_module",
            "importlib.import_module",
            "__import__",
        }:
            yield from (one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str))


def drivers_in(source: str) -> set[str]:
    return {name for name in imported(source) if name.split(".")[0] in DRIVERS}


def test_only_one_place_imports_the_sqlite_driver() -> None:
    found = {
        str(path.relative_to(HOUSE)): drivers
        for room in ("dispatcher", "tests")
        for path in sorted((HOUSE / room).rglob("*.py"))
        if (drivers := drivers_in(path.read_text(encoding="utf-8")))
    }
    assert set(found) <= {ONE_PLACE}


@pytest.mark.parametrize(
    "source",
    [
        "import sqlite3",
        "import os, sqlite3.dbapi2 as db",
        "from pysqlite3 import dbapi2",
        "def open():\n    import sqlite3",
        "import importlib\nimportlib.import_module('pysqlite3.dbapi2')",
    ],
)
def test_a_second_place_is_found(source: str) -> None:
    assert drivers_in(source)


def test_an_innocent_file_is_left_alone() -> None:
    assert not drivers_in("from dispatcher.store.sqlite import driver\nNAME = 'sqlite3'")
