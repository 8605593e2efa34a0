"""A driver for Textual that tells what was loaded when the first frame was written.

TEXTUAL_DRIVER=tests.pty.first_frame:Telling TOLD=DESCRIPTOR python -m dispatcher
"""

from __future__ import annotations

import os
import sys

from textual.drivers.linux_driver import LinuxDriver

HEAVY = (
    "sqlalchemy", "alembic", "pysqlite3", "sqlite3", "psycopg", "pendulum", "phonenumbers", "holidays", "rapidfuzz",
)  # fmt: skip


class Telling(LinuxDriver):
    """Writes as ever; the first frame is the first writing that names a pane."""

    is_told = False

    def write(self, data: str) -> None:
        if "PLAN" in data and not self.is_told:
            self.is_told = True
            loaded = [name for name in HEAVY if name in sys.modules]
            os.write(int(os.environ["TOLD"]), f"first frame, loaded: {' '.join(loaded) or '-'}".encode())
        super().write(data)
