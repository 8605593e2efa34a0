"""What the program sends to the terminal, and what it says where it cannot begin."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.console.keys import KEYS
from dispatcher.locale import _
from tests.console.hostile_office import spoil
from tests.pty.desk import OPENED, Home
from tests.pty.harness import SIZES, Terminal

_OF_A_PROMISE = ("move", "withdraw")
"""Keys that stand in the bar only while a promise is under the cursor."""
_NEEDED = 14
"""So many keys stand in the bar of the smallest window; F1, the first of them, tells the others."""


def foreign(path: Path) -> None:
    path.write_bytes(b"no database " * 400)


def damaged(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(1024)
        file.write(b"\xa5" * 60_000)


def newer(path: Path) -> None:
    from dispatcher.store import sqlite

    connection = sqlite.driver.connect(path, isolation_level=None)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()


def world_readable(path: Path) -> None:
    path.chmod(0o644)


@pytest.mark.parametrize(
    ("spoil_it", "sentence"),
    [
        (foreign, "is not a store of this program"),
        (damaged, "damaged|is not a store|cannot be reached"),
        (newer, "was made by a newer version"),
        (world_readable, "can be read by everybody"),
        (Path.unlink, "There is no store at"),
    ],
)
def test_what_waiting_does_not_cure_ends_with_a_sentence(
    home: Home, spoil_it: Callable[[Path], None], sentence: str
) -> None:
    spoil_it(home.store)
    with home.start() as terminal:
        assert terminal.wait_exit() == 3
        assert re.search(sentence, " ".join(terminal.text().split()))
        assert terminal.faults() == []
        assert "Traceback" not in terminal.text()


def test_the_first_frame_waits_for_nothing_and_the_screen_not_for_the_store(home: Home) -> None:
    told, descriptor = os.pipe()
    command = ["tests.pty.first_frame" if word == "dispatcher" else word for word in home.command()]
    env = home.env | {"TOLD": str(descriptor)}
    with Terminal(command, env=env, cwd=home.folder, pass_fds=(descriptor,)) as terminal:
        terminal.wait_for(OPENED)
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    os.close(descriptor)
    assert os.read(told, 1000).decode().splitlines() == ["by hand: -", "by the screen: -"]
    os.close(told)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "de"])
def test_the_frame_drawn_by_hand_stands_where_the_screen_draws_it(
    home: Home, size: tuple[int, int], language: str
) -> None:
    with home.start(size=size, language=language) as terminal:
        terminal.wait_for("┘")
        by_hand = terminal.screen()
        terminal.wait_for(OPENED)
        terminal.wait_quiet()
        drawn = terminal.screen()
    top = next(row for row, line in enumerate(by_hand) if line.startswith("┌"))
    bottom = next(row for row, line in enumerate(by_hand) if line.startswith("└"))
    assert [bends(by_hand[row]) for row in (top, bottom)] == [bends(drawn[row]) for row in (top, bottom)]
    assert {line[0] for line in drawn[top + 1 : bottom]} == {line[0] for line in by_hand[top + 1 : bottom]} == {"│"}
    assert "│" not in "".join(by_hand[:top] + by_hand[bottom + 1 :])
    assert [title in by_hand[top] for title in re.findall("[A-Z]{4,}", drawn[top])] == [True] * 3


def bends(line: str) -> list[tuple[int, str]]:
    """Where the frame of the panes meets ``line``; what stands in them is passed over."""
    return [(0, line[0]), (len(line) - 1, line[-1]), *((at, sign) for at, sign in enumerate(line) if sign in "┬┴")]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_an_end_behind_the_first_frame_gives_the_terminal_back(home: Home, number: signal.Signals) -> None:
    with home.start() as terminal:
        terminal.wait_for("F8")
        terminal.signal(number)
        assert terminal.wait_exit() == 128 + number
        assert terminal.faults() == []


def test_a_screen_that_cannot_be_loaded_gives_the_terminal_back(home: Home) -> None:
    broken = "import sys; sys.modules['dispatcher.console.app'] = None; from dispatcher.cli.main import run; run()"
    command = home.command()
    command[1:3] = ["-c", broken]
    with Terminal(command, env=home.env, cwd=home.folder) as terminal:
        assert terminal.wait_exit() == 1
        assert terminal.faults() == []
        assert "PLAN" not in terminal.text()


def test_the_mouse_is_left_alone_where_one_asks_for_it(home: Home) -> None:
    with home.start("--no-mouse") as terminal:
        terminal.wait_for(OPENED)
        assert not terminal.is_on(1000)
    with home.start() as terminal:
        terminal.wait_for(OPENED)
        assert terminal.is_on(1000)


def test_no_colour_is_sent_where_none_is_wanted(home: Home) -> None:
    with home.start(env={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for(OPENED)
        terminal.press("F2", "albers")
        terminal.wait_for(">K-1002")
        colours = re.findall(rb"\x1b\[[\d;]*\b(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;[25])\b[\d;]*m", terminal.raw)
        assert colours == []


def test_hostile_texts_send_nothing(home: Home) -> None:
    spoil(home.store)
    with home.start(size=SIZES[1]) as terminal:
        terminal.wait_for("K-1001")
        for keys in (
            ["F6"],
            ["F7", "F7"],
            ["F7"],
            ["F8", "F8"],
            ["F8"],
            ["F2", "bots"],
            ["enter"],
            ["n", "x"],
            ["enter"],
        ):
            terminal.press(*keys)
            terminal.wait_quiet()
        terminal.wait_for("Filed: note")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
        sent = re.sub(rb"\x1b\]22;[a-z-]*\x07", b"", terminal.raw)
        assert not re.search(rb"\x1b\]|\x1bc|\x1b\[2J|\x07|\x0e|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]", sent)
        assert terminal.faults() == []


def test_an_idle_screen_sends_nothing(home: Home) -> None:
    with home.start() as terminal:
        terminal.wait_for(OPENED)
        terminal.wait_for("-> ask Bonnard")
        terminal.wait_quiet(0.5)
        sent = len(terminal.raw)
        terminal.wait_quiet(1.5)
        assert len(terminal.raw) - sent < 400


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_key_in_the_bar_fits_a_large_window_and_the_most_needed_a_small_one(home: Home, language: str) -> None:
    locale.use(language)
    live = [key for key in KEYS if key.bar and key.where in ("everywhere", "panes")]
    keys = [key for key in live if key.id not in _OF_A_PROMISE]
    for size, wanted in ((SIZES[0], keys), (SIZES[2], keys[:_NEEDED])):
        with home.start(language=language, size=size) as terminal:
            terminal.wait_for(OPENED)
            bar = " ".join(" ".join(terminal.screen()[-2:]).split())
        told = {key.id: f"{key.bar_sign or key.shown} {_(key.bar_word or key.label)}" for key in wanted}
        assert [ident for ident, words in told.items() if words not in bar] == []
