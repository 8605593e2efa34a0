"""Errands to the office: run in threads of their own, answered by messages, so the console never waits.

A slot holds one waiting errand; a newer one for the same place takes its turn, so a held key asks only for what is
still wanted. The threads end with the process: quitting does not wait for a slow disk.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection

Job = Callable[[], None]


class Errands:
    """Threads that run jobs in the order they came in; of those with one slot only the newest."""

    def __init__(self, fault: Callable[[BaseException], object], *, name: str, threads: int) -> None:
        """``fault`` is told, in the errand's thread, of an error that a job did not expect."""
        self._fault = fault
        self._name = name
        self._threads = threads
        self._waiting: OrderedDict[str, Job] = OrderedDict()
        self._changed = threading.Condition()
        self._number = 0
        self._at_work = 0
        self._is_over = False
        self._pressing: Collection[str] | None = None

    def start(self, pressing: Collection[str] | None = None) -> None:
        """Begin; what was asked before is not lost. Where ``pressing`` slots are named, everything else waits for
        :meth:`go_on`."""
        self._pressing = pressing
        for number in range(self._threads):
            threading.Thread(target=self._work, name=f"{self._name}-{number}", daemon=True).start()

    def go_on(self) -> None:
        """What was pressing is done; now the rest."""
        with self._changed:
            self._pressing = None
            self._changed.notify_all()

    def ask(self, slot: str, job: Job) -> None:
        """Run ``job`` when a thread is free, in place of a waiting one with the same ``slot``."""
        with self._changed:
            self._waiting.pop(slot, None)
            self._waiting[slot] = job
            self._changed.notify_all()

    def send(self, job: Job) -> None:
        """Run ``job`` in any case: a save, which nothing may take the place of."""
        with self._changed:
            self._number += 1
            number = self._number
        self.ask(f"#{number}", job)

    def finish(self, seconds: float) -> bool:
        """Wait until every job is done, at most so many seconds; whether they are. Nothing new is begun then."""
        with self._changed:
            is_done = self._changed.wait_for(lambda: not self._waiting and not self._at_work, seconds)
            self._is_over = True
            self._changed.notify_all()
            return is_done

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._next() is not None or self._is_over)
                slot = self._next()
                if self._is_over or slot is None:
                    return
                job = self._waiting.pop(slot)
                self._at_work += 1
            self._run(job)
            with self._changed:
                self._at_work -= 1
                self._changed.notify_all()

    def _next(self) -> str | None:
        pressing = self._pressing
        return next((slot for slot in self._waiting if pressing is None or slot in pressing), None)

    def _run(self, job: Job) -> None:
        try:
            job()
        except Exception as error:
            self._fault(error)
