"""Faults of the program met on the command line: one sentence for the person, the place of the fault in the log."""

from __future__ import annotations

import contextlib
from pathlib import Path

from dispatcher.locale import _


def path() -> Path:
    """The error log, in this user's state directory. Raises OSError where that cannot be made."""
    from dispatcher.store.place import state_folder

    return state_folder() / "log" / "faults.log"


def keep(error: BaseException) -> str:
    """Write down where ``error`` came from (no message, no value) and answer with the sentence for the person."""
    told = _("The program stopped because of a fault in it. Nothing filed is lost.")
    with contextlib.suppress(OSError):
        from dispatcher.console.terminal.fatal import Faults

        faults = Faults(path())
        faults.install()
        faults.note(error)
        if path().exists():
            return " ".join((told, _("Error log: {path}").format(path=path())))
    return told
