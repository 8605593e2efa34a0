"""What comes in from the terminal: read by a thread that sleeps until somebody types.

Textual's own looks ten times a second whether it should end, which is half of what an idle console costs; and a byte
that is no UTF-8 ends it: an umlaut from a terminal that is set to Western European.
"""

from __future__ import annotations

import codecs
import math
import os
import select
import threading
from collections.abc import Callable, Iterable
from typing import Any

from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

_WESTERN = "dispatcher-western"
_UNFINISHED_SECONDS = 0.1
"""So long the rest of a character may take; a terminal writes one in one go."""
_PIECE = 4096


def _as_western(error: UnicodeError) -> tuple[str, int]:
    """What the bytes are in Windows-1252, which agrees with Latin-1 about every letter; a sign for those that it does
    not have."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_WESTERN, _as_western)


class Decoder:
    """Bytes as they come, as text."""

    def __init__(self) -> None:
        self._utf_8 = codecs.getincrementaldecoder("utf-8")(_WESTERN)

    def text(self, data: bytes) -> str:
        """The text of ``data``; a character whose rest is still to come waits."""
        return self._utf_8.decode(data)

    @property
    def waits(self) -> bool:
        """Whether the rest of a character is still to come."""
        return bool(self._utf_8.getstate()[0])

    def rest(self) -> str:
        """What was begun, taken for whole characters: nothing comes behind it."""
        text = self._utf_8.decode(b"", final=True)
        self._utf_8.reset()
        return text


class Bell(threading.Event):
    """An event that wakes whoever polls ``reader``."""

    def __init__(self) -> None:
        super().__init__()
        self.reader, self._writer = os.pipe()
        self.is_open = True
        """Whether it can wake anybody."""

    def set(self) -> None:
        """Ring."""
        if not self.is_set():
            super().set()
            if self.is_open:
                os.write(self._writer, b"!")

    def clear(self) -> None:
        """Be still again."""
        if self.is_set():
            super().clear()
            if self.is_open:
                os.read(self.reader, 1)

    def close(self) -> None:
        """Give the descriptors back; nobody polls any more. May be called twice."""
        if self.is_open:
            self.is_open = False
            os.close(self.reader)
            os.close(self._writer)


class ReadingDriver(LinuxDriver):
    """Overrides the thread of Textual's driver that reads; its version is pinned."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._bell = Bell()
        self.exit_event = self._bell

    def start_application_mode(self) -> None:
        """A driver that was closed comes back, after Ctrl+Z and after another program."""
        if not self._bell.is_open:
            self.exit_event = self._bell = Bell()
        start: Callable[[], None] = super().start_application_mode
        start()

    def close(self) -> None:
        """Nothing is read any more."""
        super().close()
        self._bell.close()

    def run_input_thread(self) -> None:
        """Hand over what is typed until the end is rung. What was begun by then is finished first: an Escape is one
        only when nothing comes behind it."""
        bell, parser, decoder = self._bell, XTermParser(self._debug), Decoder()
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        poll.register(bell.reader, select.POLLIN)
        while not bell.is_set():
            ready = poll.poll(_milliseconds(parser, decoder))
            if any(descriptor == self.fileno for descriptor, _state in ready):
                if (data := self._read()) == b"":
                    # The terminal is gone; who watches the line ends the program.
                    poll.unregister(self.fileno)
                self._hand_over(parser, decoder.text(data or b""))
            elif not ready and decoder.waits:
                self._hand_over(parser, decoder.rest())
            self._post(parser.tick())
        self._hand_over(parser, decoder.rest())
        if parser._timeout_time is not None:
            select.select([], [], [], max(0.0, parser._timeout_time - get_time()))
            self._post(parser.tick())

    def _read(self) -> bytes | None:
        """What there is; None where somebody else took it, empty where nothing will come any more."""
        try:
            return os.read(self.fileno, _PIECE)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def _hand_over(self, parser: XTermParser, text: str) -> None:
        if text:
            self._post(parser.feed(text))

    def _post(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)


def _milliseconds(parser: XTermParser, decoder: Decoder) -> int | None:
    """How long to wait at most; for ever where nothing was begun."""
    waits = [_UNFINISHED_SECONDS] if decoder.waits else []
    if parser._timeout_time is not None:
        waits.append(max(0.0, parser._timeout_time - get_time()))
    return math.ceil(1000 * min(waits)) if waits else None
