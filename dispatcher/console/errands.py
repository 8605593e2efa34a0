"""Errands to the office: run in threads of their own, answered by messages, so the console never waits.

A slot holds one waiting errand; a newer one for the same place takes its turn, so a held key asks only for what is
still wanted. The threads end with the process: quitting does not wait for a slow disk.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from dispatcher.domain.trouble import Trouble

Job = Callable[[], None]


class Errands:
    """Threads that run jobs in the order they came in; of those with one slot only the newest."""

    def __init__(
        self, trouble: Callable[[Trouble], object], fault: Callable[[BaseException], object], threads: int = 3
    ) -> None:
        """``trouble`` is told of trouble with the store, ``fault`` of any other error; both in the errand's thread."""
        self._trouble = trouble
        self._fault = fault
        self._waiting: OrderedDict[str, Job] = OrderedDict()
        self._ready = threading.Condition()
        self._number = 0
        self._open = False
        self._threads = threads

    def start(self, first: Job) -> None:
        """Begin with ``first`` (opening the store); everything asked before waits for it, nothing is lost."""
        threading.Thread(target=self._begin, args=(first,), name="errand-open", daemon=True).start()

    def _begin(self, first: Job) -> None:
        self._run(first)
        with self._ready:
            self._open = True
        for number in range(self._threads - 1):
            threading.Thread(target=self._work, name=f"errand-{number}", daemon=True).start()
        self._work()

    def ask(self, slot: str, job: Job) -> None:
        """Run ``job`` when a thread is free, in place of a waiting one with the same ``slot``."""
        with self._ready:
            self._waiting.pop(slot, None)
            self._waiting[slot] = job
            self._ready.notify()

    def send(self, job: Job) -> None:
        """Run ``job`` in any case: a save, which nothing may take the place of."""
        with self._ready:
            self._number += 1
            number = self._number
        self.ask(f"#{number}", job)

    def _work(self) -> None:
        while True:
            with self._ready:
                while not self._waiting:
                    self._ready.wait()
                _slot, job = self._waiting.popitem(last=False)
            self._run(job)

    def _run(self, job: Job) -> None:
        try:
            job()
        except Trouble as trouble:
            self._trouble(trouble)
        except Exception as error:
            self._fault(error)
