"""What goes out to a terminal that reads, reads slowly, and does not read at all."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatcher.console.terminal.outflow import Outflow

ENOUGH = 10.0
"""Seconds after which something does not come any more."""
MORE_THAN_FITS = "x" * 300_000


class Pty:
    """A terminal that is read by hand."""

    def __init__(self) -> None:
        self.master, self._slave = os.openpty()
        self.file: TextIO = os.fdopen(self._slave, "w", encoding="utf-8")
        os.set_blocking(self.master, False)
        self.read = b""

    def take(self, most: int = 65536) -> bytes:
        """What has come, at most so much; nothing where nothing did."""
        try:
            piece = os.read(self.master, most)
        except BlockingIOError:
            return b""
        self.read += piece
        return piece

    def take_until(self, length: int) -> bytes:
        """All of it, once so many bytes are there."""
        until = time.monotonic() + ENOUGH
        while len(self.read) < length and time.monotonic() < until:
            self.take()
        return self.read

    def close(self) -> None:
        os.close(self.master)
        self.file.close()


@pytest.fixture
def pty() -> Iterator[Pty]:
    terminal = Pty()
    yield terminal
    terminal.close()


def test_what_has_room_is_there_when_write_returns(pty: Pty) -> None:
    outflow = Outflow(pty.file, lambda: None)  # Its thread does not run.
    outflow.write("Müller 030 23125-471")
    assert pty.take().decode() == "Müller 030 23125-471"


def test_a_frame_is_one_piece(pty: Pty) -> None:
    outflow = Outflow(pty.file, lambda: None)
    with outflow.as_one():
        for text in ("\x1b[?2026h", "Becker", "\x1b[?2026l"):
            outflow.write(text)
        assert pty.take() == b""
    assert pty.take() == b"\x1b[?2026hBecker\x1b[?2026l"


def write_both(outflow: Outflow) -> None:
    for text in (MORE_THAN_FITS, "end"):
        outflow.write(text)


def test_nobody_waits_for_a_terminal_that_does_not_read_and_all_of_it_comes_when_it_does(pty: Pty) -> None:
    outflow = Outflow(pty.file, lambda: None, patience=0.05)
    outflow.start()
    writing = threading.Thread(target=write_both, args=(outflow,), daemon=True)
    writing.start()
    writing.join(ENOUGH)
    assert not writing.is_alive()
    until = time.monotonic() + ENOUGH
    while not outflow.turns_away() and time.monotonic() < until:
        pass
    assert outflow.turns_away()
    assert pty.take_until(len(MORE_THAN_FITS) + 3) == (MORE_THAN_FITS + "end").encode()
    outflow.stop()


def test_a_terminal_that_is_gone_is_written_to_no_more(pty: Pty) -> None:
    outflow = Outflow(pty.file, lambda: None)
    outflow.start()
    os.close(pty.master)
    for _time in range(3):
        outflow.write("gone")
    outflow.stop()
    assert outflow.turns_away()
    pty.master = os.open(os.devnull, os.O_RDONLY)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(1, 60_000), st.integers(0, 90_000)), min_size=1, max_size=12))
def test_whatever_the_reader_does_every_byte_comes_in_its_order(pieces: list[tuple[int, int]]) -> None:
    pty, sent = Pty(), ""
    outflow = Outflow(pty.file, lambda: None)
    outflow.start()
    for number, (length, taken) in enumerate(pieces):
        text = f"{number}," * (length // len(f"{number},") + 1)
        sent += text
        outflow.write(text)
        pty.take(taken)
    assert pty.take_until(len(sent)).decode() == sent
    outflow.stop()
    pty.close()


def test_nothing_is_held_for_a_place_that_is_no_terminal(tmp_path: Path) -> None:
    with (tmp_path / "typescript").open("w", encoding="utf-8") as file:
        outflow = Outflow(file, lambda: None)
        outflow.start()
        outflow.write("Becker")
        outflow.stop()
    assert (tmp_path / "typescript").read_text() == "Becker"
