"""What the system says of the processes beside the one in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_KEEPER = "terminal-keeper"


def started_by(process: int) -> Iterator[int]:
    """Those that ``process`` has started and that have not gone."""
    return map(int, Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split())


def name_of(process: int) -> str:
    """By what ``pkill`` knows it; nothing where it has gone."""
    return _said(process, "comm").strip()


def lives(process: int) -> bool:
    """Whether a process is there, and not only the word of its end."""
    state = _said(process, "stat").rpartition(")")[2].split()
    return bool(state) and state[0] != "Z"


def keepers_of(program: int) -> list[int]:
    """The processes that give the terminal of ``program`` back; one, as soon as it has its name."""
    return [each for each in started_by(program) if name_of(each) == _KEEPER]


def keeper_of(program: int) -> int:
    """The only one."""
    (keeper,) = keepers_of(program)
    return keeper


def _said(process: int, of: str) -> str:
    with suppress(OSError):
        return Path(f"/proc/{process}/{of}").read_text("utf-8")
    return ""
