"""Forms are loaded behind the first screen: nobody's first key waits for a grammar or a list."""

from __future__ import annotations

import gc
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dispatcher.console import runner
from dispatcher.domain.phrases import grammar
from dispatcher.queries import postcodes
from tests.bench.lasting import WALK
from tests.console.stage import WAIT_SECONDS, on_stage, played

MOST_WASTE = 25_000
"""Objects that nobody needs any more and that lie about all the same."""


@played
async def test_what_a_first_key_in_a_form_needs_is_there_before_it(office: Path) -> None:
    built = (grammar._built, postcodes._known)
    for one in built:
        one.cache_clear()
    async with on_stage(office) as stage:
        await stage.until(lambda: stage.board.agenda is not None)
        assert stage.board.runner._ahead.finish(WAIT_SECONDS)
    assert all(one.cache_info().currsize for one in built)


@played
async def test_it_is_loaded_once_and_only_when_the_board_was_read(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(runner, "load_ahead", lambda told: loaded.append(told.zone))
    async with on_stage(office) as stage:
        await stage.until(lambda: stage.board.agenda is not None)
        stage.board.read_all()
        await stage.settles()
        assert stage.board.runner._ahead.finish(WAIT_SECONDS)
    assert loaded == ["Europe/Berlin"]


def test_one_builds_the_grammar_while_others_wait_for_it() -> None:
    grammar._built.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        found = {id(parser) for parser in pool.map(lambda _turn: grammar.parser(), range(4))}
    assert len(found) == 1


@played
async def test_a_thousand_keys_leave_no_heap_behind(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.until(lambda: stage.board.agenda is not None)
        assert stage.board.runner._ahead.finish(WAIT_SECONDS)
        keys = random.Random(6)
        for _lot in range(50):
            await stage.press(*keys.choices(WALK, k=19), "escape")
            stage.seen.clear()
        assert gc.collect() < MOST_WASTE
