"""A word with the disk that takes no longer than a person waits: behind a disk that hangs the keys go on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

PATIENCE_SECONDS = 1.0
Given = ParamSpec("Given")
Result = TypeVar("Result")


async def soon(ask: Callable[Given, Result], *arguments: Given.args, **named: Given.kwargs) -> Result:
    """What ``ask`` answers in a thread. Raises what it raises, and TimeoutError where it takes longer than a second;
    it is not stopped then, and nobody hears its answer."""
    asked = asyncio.create_task(asyncio.to_thread(ask, *arguments, **named))
    return await asyncio.wait_for(asyncio.shield(asked), PATIENCE_SECONDS)
