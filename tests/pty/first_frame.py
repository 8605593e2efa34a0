"""The program, telling what was loaded when it drew the first frame by hand, and when the screen drew its own.

TOLD=DESCRIPTOR python -m tests.pty.first_frame, with the words of ``python -m dispatcher``
"""

from __future__ import annotations

import os
import sys
from typing import Any

from dispatcher.console import beginning_frame

HEAVY = (
    "sqlalchemy", "alembic", "pysqlite3", "sqlite3", "psycopg", "pendulum", "phonenumbers", "holidays", "rapidfuzz",
)  # fmt: skip
SCREEN = ("textual", "rich")

write_by_hand = beginning_frame._write


def tell(frame: str, names: tuple[str, ...]) -> None:
    """Which of these modules are loaded now."""
    loaded = [name for name in names if name in sys.modules]
    os.write(int(os.environ["TOLD"]), f"{frame}: {' '.join(loaded) or '-'}\n".encode())


def by_hand(told: str) -> None:
    """What is drawn by hand, told of; from then on the screen's driver is listened to as soon as it is there."""
    tell("by hand", HEAVY + SCREEN)
    write_by_hand(told)
    from dispatcher.console.terminal.outflow import OutflowDriver

    driver_class: Any = OutflowDriver
    write = OutflowDriver.write

    def listened(driver: OutflowDriver, data: str) -> None:
        if "PLAN" in data:
            tell("by the screen", HEAVY)
            driver_class.write = write
        write(driver, data)

    driver_class.write = listened


if __name__ == "__main__":
    from dispatcher.cli.main import run

    beginning_frame._write = by_hand
    run()
