"""The console on a disk that the system turns read-only and back, as it does after an error of the disk.

    python -m tests.pty.unwritable FLAG [words of the command line]

While the file FLAG exists no transaction that writes can begin. Only the kernel can do this to a real file that a
program has open, so the database's answer is given in its place.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from dispatcher.cli.main import run
from dispatcher.store import engine, sqlite


def install(flag: Path) -> None:
    """Ask ``flag`` before each transaction that writes."""
    take_turn = engine._take_turn

    def turn(connection: Any, busy_seconds: float) -> None:
        if flag.exists():
            raise sqlite.driver.OperationalError("attempt to write a readonly database")
        take_turn(connection, busy_seconds)

    engine._take_turn = turn


if __name__ == "__main__":
    install(Path(sys.argv.pop(1)))
    run()
