"""What is done when a test process ends without having done it itself, also where it is terminated or killed.

    will = LastWill("tmux", "-S", socket, "kill-server")
    ...
    will.revoke()

Servers that put themselves into the background outlive whoever started them; this ends them with it.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

_WAIT_FOR_THE_END = 'trap "" HUP INT TERM; cat >/dev/null; exec "$@"'


class LastWill:
    """A command that is run as soon as this process is no more, by a process that holds nothing but the end of a pipe:
    the kernel closes it, however somebody dies."""

    def __init__(self, *words: str | Path, env: Mapping[str, str] | None = None) -> None:
        """``env`` is added to this process' environment. Make it before what it ends is started."""
        self._executor = subprocess.Popen(
            ["sh", "-c", _WAIT_FOR_THE_END, "last-will", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **(env or {})},
            cwd="/",
            start_new_session=True,
        )

    def revoke(self) -> None:
        """It is done, or must not be done any more."""
        self._executor.kill()
        self._executor.communicate()


def ends_group(leader: int) -> LastWill:
    """A will that ends a process with its group."""
    return LastWill("kill", "-TERM", "--", f"-{leader}")
