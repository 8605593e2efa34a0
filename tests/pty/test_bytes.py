"""How many bytes a key takes: near the fewest that would do, and far fewer than a bare app needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.bench import bare_app
from tests.bench.keystrokes import bare
from tests.bench.output import WALK, pressed
from tests.bench.watching import Answer, Watching
from tests.pty.desk import OPENED, Home
from tests.pty.harness import SIZES
from tests.pty.least import least

ALL_THERE = rf"(?s){OPENED}.*TOMORROW|TOMORROW.*{OPENED}"


class Both:
    """The console and the bare app, opened."""

    def __init__(self, home: Home, ends: ExitStack) -> None:
        self.console = ends.enter_context(Watching(home.command(), size=SIZES[0], env=home.env, cwd=home.folder))
        self.console.opens(ALL_THERE)
        self.bare = ends.enter_context(Watching(bare(), size=SIZES[0], env=home.env))
        self.bare.opens(bare_app.READY)


@pytest.fixture
def both(home: Home) -> Iterator[Both]:
    with ExitStack() as ends:
        yield Both(home, ends)


def sent(terminal: Watching, *keys: str) -> int:
    """The bytes of one key, on average."""
    return sum(terminal.answer(key).sent for key in keys) // len(keys)


def test_every_key_of_a_walk_takes_hardly_more_than_the_cells_that_differ(home: Home) -> None:
    with Watching(home.command(), size=SIZES[0], env=home.env, cwd=home.folder) as console:
        console.opens(ALL_THERE)
        answers: list[Answer] = [console.answer(key) for key in pressed(WALK)]
    assert [(one.key, one.sent, one.ideal) for one in answers if not one.holds] == []
    assert sum(one.sent for one in answers) <= 1.1 * sum(one.ideal for one in answers)


def test_a_bare_app_sends_far_more(both: Both) -> None:
    assert both.console.sent <= 0.35 * both.bare.sent
    switched = sent(both.console, "F8", "F7", "F8", "F7")
    assert switched <= 0.05 * sent(both.bare, "tab", "tab", "tab", "tab")
    both.console.answer("F8")
    assert sent(both.console, "down", "down") <= 1.2 * sent(both.bare, "down", "down")
    both.console.answer("s")
    both.bare.answer("s")
    assert sent(both.console, *"albers") <= 0.15 * sent(both.bare, *"termin")


def test_f5_draws_everything_again_over_what_somebody_else_wrote(home: Home) -> None:
    with Watching(home.command(), size=SIZES[0], env=home.env, cwd=home.folder) as console:
        console.opens(ALL_THERE)
        before = console.cells()
        console.feed(b"\x1b[5;10Hwall: the server goes down at noon\x1b[20;1H\x1b[31m\x1b[2K")
        assert least(before, console.cells()) > 0
        console.answer("F5")
        assert least(before, console.cells()) == 0


def test_with_whole_regions_the_screen_is_the_same_and_far_more_is_sent(home: Home) -> None:
    keys = ("down", "F8", "down", "F7", "s", "b", "escape")
    shown = []
    for options in ((), ("--plain-output",)):
        with Watching(home.command(*options), size=SIZES[0], env=home.env, cwd=home.folder) as console:
            console.opens(ALL_THERE)
            begun = console.sent
            for key in keys:
                console.answer(key)
            shown.append((console.cells(), console.sent - begun))
    (ours, few), (plain, many) = shown
    assert ours == plain
    assert 2 * few < many
