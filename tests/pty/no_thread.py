"""The console on a system that has no thread left when one with this name is asked for.

python -m tests.pty.no_thread NAME [words of the command line]
"""

from __future__ import annotations

import sys
import threading

from dispatcher.cli.main import run


def install(name: str) -> None:
    """From now on a thread of that name does not start."""
    start = threading.Thread.start

    def refuse(self: threading.Thread) -> None:
        if self.name == name:
            raise RuntimeError("can't start new thread")
        start(self)

    threading.Thread.start = refuse  # type: ignore[method-assign]


if __name__ == "__main__":
    install(sys.argv.pop(1))
    run()
