"""Bytes from a terminal become text whatever they are, and the thread that reads them wakes for nothing else."""

from __future__ import annotations

import os
import select
import threading
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from dispatcher.console.terminal.reading import Bell, Decoder, ReadingDriver

SECONDS = 10.0

TEXTS = st.text(max_size=20)
CUTS = st.lists(st.integers(0, 80), max_size=6)


def decoded(data: bytes, cuts: list[int]) -> str:
    """What comes of ``data`` in pieces."""
    decoder = Decoder()
    places = [0, *sorted(cut for cut in cuts if cut < len(data)), len(data)]
    pieces = [data[first:end] for first, end in pairwise(places)]
    return "".join(map(decoder.text, pieces)) + decoder.rest()


@given(TEXTS, CUTS)
def test_utf_8_arrives_as_it_was_typed_wherever_it_is_cut(text: str, cuts: list[int]) -> None:
    assert decoded(text.encode("utf-8", "replace"), cuts) == text.encode("utf-8", "replace").decode()


@given(st.binary(max_size=40), CUTS)
def test_no_bytes_end_the_program_and_none_is_lost(data: bytes, cuts: list[int]) -> None:
    whole = decoded(data, [])
    assert decoded(data, cuts) == whole
    assert [sign for sign in whole if sign.isascii()] == [chr(byte) for byte in data if byte < 0x80]
    assert bool(whole) is bool(data)


@given(st.text("äöüÄÖÜßéèçñåø°§ abcXYZ019-", max_size=20), CUTS)
def test_a_terminal_that_is_set_to_western_european_is_understood(text: str, cuts: list[int]) -> None:
    # Two of its letters in a row may be one of UTF-8: with a letter of ASCII behind each they never are.
    spaced = "x".join(text) + "x"
    assert decoded(spaced.encode("latin-1"), cuts) == spaced
    assert decoded(spaced.encode("cp1252"), cuts) == spaced


def test_the_beginning_of_a_character_waits_for_its_rest() -> None:
    decoder = Decoder()
    assert (decoder.text(b"\xc3"), decoder.waits) == ("", True)
    assert (decoder.text(b"\xbc"), decoder.waits) == ("ü", False)
    assert (decoder.text(b"\xc3"), decoder.rest(), decoder.waits) == ("", "Ã", False)
    assert decoder.text("ü".encode()) == "ü"


def test_a_bell_wakes_whoever_polls_until_it_is_still_again() -> None:
    bell = Bell()

    def rings() -> bool:
        return bool(select.select([bell.reader], [], [], 0)[0])

    for _time in range(2):
        assert (rings(), bell.is_set()) == (False, False)
        bell.set()
        bell.set()
        assert (rings(), bell.is_set()) == (True, True)
        bell.clear()
        bell.clear()
    bell.close()
    bell.close()
    bell.set()
    assert (bell.is_set(), bell.is_open) == (True, False)
    bell.clear()


class Reader(ReadingDriver):
    """The thread alone, reading from a pipe."""

    def __init__(self, source: int) -> None:
        self.fileno, self._bell, self._debug = source, Bell(), False
        self.posted: list[str] = []

    def process_message(self, message: Message) -> None:
        if isinstance(message, events.Paste):
            self.posted.append(message.text)
        elif isinstance(message, events.Key):
            is_sign = message.character is not None and message.character.isprintable()
            self.posted.append(message.character if is_sign and message.character else message.key)

    def _read(self) -> bytes | None:
        """The end is rung behind the first piece, before anything is made of it."""
        data = super()._read()
        self._bell.set()
        return data


@pytest.mark.parametrize(
    ("first", "rest", "comes"),
    [
        (b"\x1b", b"[A", ["up"]),
        (b"\x1b[200~hello ", b"world\x1b[201~", ["hello world"]),
        (b"\xc3", b"\xbc", ["\u00fc"]),
        (b"a", b"b", ["a"]),
        (b"\x1b", b"", ["escape"]),
        (b"\xfc", b"", ["\u00fc"]),
        (b"\x1b[200~hello ", b"", []),
        (b"", b"", []),
    ],
)
def test_what_was_begun_when_the_end_came_is_finished_and_the_rest_is_left(
    first: bytes, rest: bytes, comes: list[str]
) -> None:
    source, terminal = os.pipe()
    reader = Reader(source)
    os.write(terminal, first) if first else os.close(terminal)
    thread = threading.Thread(target=reader.run_input_thread)
    thread.start()
    assert reader._bell.wait(SECONDS)
    if first and rest:
        os.write(terminal, rest)
    thread.join(SECONDS)
    assert not thread.is_alive()
    assert reader.posted == comes
    os.close(source)
    if first:
        os.close(terminal)
