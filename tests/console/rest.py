"""When a console is at rest: the event loop has nothing ready to run, and no errand is under way.

What a timer brings later is not waited for, and what hangs, as a broken disk does, holds up no hand.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, ParamSpec, TypeVar

from dispatcher.console.app import ConsoleApp

_MOMENT = 0.004
"""Seconds after which one looks whether a thread is done, unless a message says so before."""
_LONG_MOMENT = 0.032
"""The same when it took longer: to look is work of this process too, and must not be taken for that of a thread."""
_HANGS = 0.1
"""Seconds without any work of the whole process after which a thread is not waited for."""
_WORK = 0.05
"""The share of the time that counts as work."""
Given = ParamSpec("Given")
Result = TypeVar("Result")


class Threads(ThreadPoolExecutor):
    """The event loop's own threads, which know what is under way in them."""

    def __init__(self) -> None:
        super().__init__()
        self.under_way = set[Future[Any]]()

    def submit(self, job: Callable[Given, Result], /, *arguments: Given.args, **named: Given.kwargs) -> Future[Result]:
        """Run ``job`` in a thread."""
        future = super().submit(job, *arguments, **named)
        self.under_way.add(future)
        future.add_done_callback(self.under_way.discard)
        return future


class Rest:
    """Waits for the rest of one console; ``moved`` is set whenever it handled a message."""

    def __init__(self, app: ConsoleApp, moved: asyncio.Event) -> None:
        """To be made in the event loop that the console runs in, before it begins."""
        self._app = app
        self._moved = moved
        self._threads = Threads()
        asyncio.get_running_loop().set_default_executor(self._threads)

    async def comes(self) -> None:
        """Everything that was to be done is done and painted; or the console has ended."""
        await nothing_to_do()
        spent, since, moment = time.process_time(), time.monotonic(), _MOMENT
        while self._app.is_running and self._is_at_work():
            await self.a_moment(moment)
            now = time.monotonic()
            if now - since >= _HANGS:
                if time.process_time() - spent < _WORK * (now - since):
                    break
                spent, since, moment = time.process_time(), now, _LONG_MOMENT
        if self._app.is_running:
            self._app.screen._on_timer_update()
            await nothing_to_do()

    def _is_at_work(self) -> bool:
        runner = self._app.board.runner
        lines = (runner._reads, runner._hands, runner._saves, runner._drafts)
        return bool(self._threads.under_way) or any(line._waiting or line._at_work for line in lines)

    async def a_moment(self, seconds: float = _MOMENT) -> None:
        """Wait for a message, at most so long."""
        self._moved.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._moved.wait()
        await nothing_to_do()


async def nothing_to_do() -> None:
    """Everything that is ready to run has run."""
    loop = asyncio.get_running_loop()
    rested, ready = loop.create_future(), vars(loop)["_ready"]

    def look() -> None:
        if ready:
            loop.call_soon(look)
        else:
            rested.set_result(None)

    loop.call_soon(look)
    await rested
