"""A test knows when the console is at rest, whatever the machine is like that it runs on."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.console import rest
from tests.console.stage import on_stage, played
from tests.console.test_beginning import slow

LOOK = 0.0004
"""Seconds of the processor that a look at the threads takes on a slow machine."""


@played
async def test_to_look_at_a_thread_that_hangs_is_no_work_of_the_thread(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[float] = []
    a_moment = rest.Rest.a_moment

    async def looked(self: rest.Rest, seconds: float) -> None:
        looks.append(LOOK)
        await a_moment(self, seconds)

    monkeypatch.setattr(rest.Rest, "a_moment", looked)
    monkeypatch.setattr(rest, "time", SimpleNamespace(monotonic=time.monotonic, process_time=lambda: sum(looks)))
    with slow(office, "agenda") as desk:
        async with on_stage(desk) as stage:
            assert stage.board.runner._reads._at_work > 0
            desk.let_go.set()
