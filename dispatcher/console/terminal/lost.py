"""Ends that no signal tells: the terminal went, the program around this one ended, the event loop stands still.

Each is noticed in a thread, because a timer of an event loop that stands still never runs.
"""

from __future__ import annotations

import os
import select
import threading
import time
from collections.abc import Callable

STANDSTILL_SECONDS = 60.0
"""An event loop that answers nobody for so long is taken for dead."""
_ROUNDS = 6
_GLANCE_SECONDS = 1.0
"""How often the parent is looked for where the system does not tell of its end."""

Act = Callable[[], object]


def watch_line(end: Act) -> threading.Thread | None:
    """Call ``end`` once when the terminal on descriptor 0 is gone or the program that started this one has ended.

    The kernel sends SIGHUP only to those whose controlling terminal it was, and sshd, sudo or a shell that is killed
    sends none at all. None where there is no terminal to lose.
    """
    if not os.isatty(0):
        return None
    watcher = threading.Thread(target=_wait_for_loss, args=(os.getppid(), end), name="line", daemon=True)
    watcher.start()
    return watcher


def _wait_for_loss(parent: int, end: Act) -> None:
    poll = select.poll()
    poll.register(0, 0)
    handle = _handle_of(parent)
    if handle is not None:
        poll.register(handle, select.POLLIN)
    # A parent outside of our container has the number 0, and nothing tells of its end.
    look = _GLANCE_SECONDS * 1000 if handle is None and parent else None
    while os.getppid() == parent and not _is_lost(poll.poll(look)):
        pass
    end()


def _handle_of(parent: int) -> int | None:
    """A descriptor that becomes readable when ``parent`` ends; None where the system has none."""
    try:
        return os.pidfd_open(parent)
    except (AttributeError, OSError):
        return None


def _is_lost(events: list[tuple[int, int]]) -> bool:
    return any(descriptor != 0 or state & (select.POLLHUP | select.POLLERR) for descriptor, state in events)


def watch_loop(ask: Callable[[Act], object], end: Act, seconds: float = STANDSTILL_SECONDS) -> threading.Thread:
    """Call ``end`` once when the event loop has not answered for ``seconds``.

    ``ask`` hands a function to the loop from another thread and raises RuntimeError when the loop is closed; that ends
    the watch. Time in which the whole process was stopped counts as one missed look, not as many.
    """
    watcher = threading.Thread(
        target=_wait_for_standstill, args=(ask, end, seconds / _ROUNDS), name="pulse", daemon=True
    )
    watcher.start()
    return watcher


def _wait_for_standstill(ask: Callable[[Act], object], end: Act, look: float) -> None:
    while True:
        answered = threading.Event()
        try:
            ask(answered.set)
        except RuntimeError:
            return
        if not any(answered.wait(look) for _round in range(_ROUNDS)):
            end()
            return
        time.sleep(look)
