"""In which order errands are run, and how they end."""

from __future__ import annotations

import threading
from collections.abc import Collection
from pathlib import Path

from dispatcher.console.errands import Errands
from dispatcher.store import trouble
from tests.console.stage import on_stage, played
from tests.console.test_trouble import Late

SECONDS = 10.0


def test_what_is_pressing_goes_first_and_the_rest_is_done_behind_it() -> None:
    done: list[str] = []
    pressing, rest = threading.Event(), threading.Event()

    def said(name: str, event: threading.Event) -> None:
        done.append(name)
        event.set()

    errands = Errands(lambda error: done.append(repr(error)), name="test", threads=1)
    errands.ask("agenda", lambda: said("agenda", rest))
    errands.ask("plan", lambda: done.append("plan"))
    errands.start({"plan", "customer"})
    errands.ask("clocks", lambda: done.append("clocks"))
    errands.ask("customer", lambda: said("customer", pressing))
    assert pressing.wait(SECONDS)
    assert done == ["plan", "customer"]
    errands.go_on()
    assert rest.wait(SECONDS)
    assert errands.finish(SECONDS)
    assert done == ["plan", "customer", "agenda", "clocks"]


def test_what_nobody_let_go_is_not_waited_for_in_vain() -> None:
    errands = Errands(lambda _error: None, name="test", threads=1)
    errands.ask("agenda", lambda: None)
    errands.start({"plan"})
    assert not errands.finish(0)


@played
async def test_a_console_that_has_ended_leaves_no_thread_behind(office: Path) -> None:
    before = {*threading.enumerate()}
    async with on_stage(office) as stage:
        await stage.shows("T-1001")
        begun = {*threading.enumerate()} - before
    assert begun
    assert still_there(begun) == []


@played
async def test_a_console_that_ends_while_the_store_is_busy_waits_for_it_no_longer(office: Path) -> None:
    before = {*threading.enumerate()}
    async with on_stage(Late(office, *[trouble.busy()] * 100), is_open=False) as stage:
        await stage.shows("The store is busy")
        begun = {*threading.enumerate()} - before
    assert begun
    assert still_there(begun) == []


def still_there(begun: Collection[threading.Thread]) -> list[str]:
    """The names of those that do not end."""
    for one in begun:
        one.join(SECONDS)
    return [one.name for one in begun if one.is_alive()]
