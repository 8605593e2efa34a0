"""What the system says of the process in the terminal and of those beside it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_KEEPER = "terminal-keeper"
_SHARE = 0.05
"""The share of the time from which on a program counts as at work; a console at rest needs a thousandth."""
_OF_A_PROCESS = 2
"""In the number of a clock of Linux: how long the processor worked for a process, the rest of the number says which."""
_AT_WORK = {"R", "D"}
"""A thread that runs or waits for a processor that others have, and one that waits for the disk."""


def started_by(process: int) -> Iterator[int]:
    """Those that ``process`` has started and that have not gone."""
    return map(int, Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split())


def name_of(process: int) -> str:
    """By what ``pkill`` knows it; nothing where it has gone."""
    return _said(process, "comm").strip()


def lives(process: int) -> bool:
    """Whether a process is there, and not only the word of its end."""
    return _state(process, "stat") not in ("", "Z")


def is_stopped(process: int) -> bool:
    """Whether it sleeps, as after SIGTSTP."""
    return _state(process, "stat") == "T"


def worked(process: int) -> float:
    """Milliseconds of the processor so far, of all threads that are or were. The process may have ended, but whoever
    started it must not have asked for its status yet."""
    return 1000 * time.clock_gettime(~process << 3 | _OF_A_PROCESS)


def is_at_work(process: int, before: float, seconds: float) -> bool:
    """Whether it has something to do now, or had in the last ``seconds``, at whose begin it had :func:`worked` as long
    as ``before``."""
    threads = (thread.name for thread in Path(f"/proc/{process}/task").iterdir())
    return worked(process) - before > 1000 * _SHARE * seconds or any(
        _state(process, f"task/{thread}/stat") in _AT_WORK for thread in threads
    )


def keepers_of(program: int) -> list[int]:
    """The processes that give the terminal of ``program`` back; one, as soon as it has its name."""
    return [each for each in started_by(program) if name_of(each) == _KEEPER]


def keeper_of(program: int) -> int:
    """The only one."""
    (keeper,) = keepers_of(program)
    return keeper


def _state(process: int, of: str) -> str:
    state = _said(process, of).rpartition(")")[2].split()
    return state[0] if state else ""


def _said(process: int, of: str) -> str:
    with suppress(OSError):
        return Path(f"/proc/{process}/{of}").read_text("utf-8")
    return ""
