"""The real program on an office of its own, in a terminal: ``python -m dispatcher`` as a dispatcher starts it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.kept import kept_in
from tests.pty.harness import SIZES, Terminal

HERE = Path(__file__).parents[2]
NOW = "2026-11-23T09:42"
OPENED = r"!!(T-)?1001 Bot"
"""The first ticket is there, at every size: the store is open and was read."""


class Home:
    """A store and a home directory for one test."""

    def __init__(self, folder: Path, template: Path) -> None:
        self.folder = folder
        self.store = Path(shutil.copy(template, folder / "office.db"))
        self.env = {
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(HERE),
        }

    def command(self, *options: str, language: str = "en") -> list[str | Path]:
        """The command line that opens the console."""
        program: Sequence[str | Path] = (sys.executable, "-m", "dispatcher", "--store", self.store)
        return [*program, "--lang", language, "--now", NOW, *options]

    def start(
        self,
        *options: str,
        language: str = "en",
        size: tuple[int, int] = SIZES[0],
        env: Mapping[str, str] | None = None,
        controlling: bool = True,
    ) -> Terminal:
        """The program in a terminal of its own."""
        command = self.command(*options, language=language)
        return Terminal(command, size=size, env=self.env | dict(env or {}), cwd=self.folder, controlling=controlling)

    def drafts(self) -> list[dict[str, Any]]:
        """The drafts as they lie on the disk."""
        return kept_in(self.folder / "state")

    def texts(self) -> list[str]:
        """What the drafts say."""
        return [draft["text"] for draft in self.drafts()]

    def said(self, customer: int) -> list[str]:
        """What the store holds of a customer, newest first; read by this process."""
        from dispatcher.cli.office import Office, Options

        office = Office(Options(str(self.store)))
        office.open()
        rows = office.history(customer, 0, 400).rows
        office.close()
        return [row.text for row in rows]
