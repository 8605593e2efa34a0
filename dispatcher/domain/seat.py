"""The name of an open console: which computer, which process, and a random part; so that a killed one is known."""

from __future__ import annotations

import os
import socket
from functools import cache
from uuid import NAMESPACE_DNS, uuid4, uuid5


def seat_name() -> str:
    """A name that no other console has, at most 36 signs; the computer's own name is not told."""
    return f"{_computer()}.{os.getpid()}.{uuid4().hex[:8]}"


def is_left_behind(name: str) -> bool:
    """Whether the console of that name ran on this computer and its process is there no more."""
    computer, _dot, rest = name.partition(".")
    process = rest.partition(".")[0]
    if os.name != "posix" or computer != _computer() or not (process.isascii() and process.isdecimal()):
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False


@cache
def _computer() -> str:
    return uuid5(NAMESPACE_DNS, socket.gethostname()).hex[:12]
