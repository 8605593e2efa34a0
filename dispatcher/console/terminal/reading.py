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
from collections.abc import Callable, Iterator
from typing import Any

from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

_WESTERN = "dispatcher-western"
_UNFINISHED_SECONDS = 0.1
"""So long the rest of a character may take; a terminal writes one in one go."""
_PIECE = 4096
_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"


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


class Begun:
    """Keys and pastes as they come in, of which the rest may be still to come."""

    def __init__(self, debug: bool = False) -> None:
        """``debug`` as Textual's parser takes it."""
        self._parser, self._decoder = XTermParser(debug), Decoder()
        self._is_pasting = False

    @property
    def is_there(self) -> bool:
        """Whether something was begun."""
        return self._decoder.waits or self._is_pasting or self._parser._timeout_time is not None

    def milliseconds(self) -> int | None:
        """How long to wait for the rest; None where nothing was begun, which is for ever."""
        waits = [_UNFINISHED_SECONDS] if self._decoder.waits or self._is_pasting else []
        if self._parser._timeout_time is not None:
            waits.append(max(0.0, self._parser._timeout_time - get_time()))
        return math.ceil(1000 * min(waits)) if waits else None

    def messages(self, data: bytes) -> Iterator[Message]:
        """What ``data`` says; where it is empty, nothing came in time, and half a character is one."""
        text = self._decoder.text(data) if data else self._decoder.rest()
        begins, ends = text.rfind(_PASTE_BEGINS), text.rfind(_PASTE_ENDS)
        self._is_pasting = begins > ends or (self._is_pasting and begins == ends)
        if text:
            yield from self._parser.feed(text)
        yield from self._parser.tick()


class Bell(threading.Event):
    """An event that wakes whoever polls ``reader``."""

    def __init__(self) -> None:
        super().__init__()
        self.reader, self._writer = os.pipe()
        self._turn = threading.Lock()
        self.is_open = True
        """Whether it can wake anybody."""

    def set(self) -> None:
        """Ring."""
        with self._turn:
            if not self.is_set():
                super().set()
                if self.is_open:
                    os.write(self._writer, b"!")

    def clear(self) -> None:
        """Be still again."""
        with self._turn:
            if self.is_set():
                super().clear()
                if self.is_open:
                    os.read(self.reader, 1)

    def close(self) -> None:
        """Give the descriptors back; nobody polls any more. May be called twice."""
        with self._turn:
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
        """Hand over what is typed until the end is rung, and then the rest of what was begun: of a character, of the
        sequence of a key, of a paste."""
        bell, begun = self._bell, Begun(self._debug)
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        poll.register(bell.reader, select.POLLIN)
        while not bell.is_set():
            ready = {descriptor for descriptor, _state in poll.poll(begun.milliseconds())}
            if ready == {bell.reader}:
                break
            if not self._take(begun, is_ready=self.fileno in ready):
                # The terminal is gone; who watches the line ends the program.
                poll.unregister(self.fileno)
        is_ready = True
        while begun.is_there and is_ready:
            is_ready = bool(select.select([self.fileno], [], [], (begun.milliseconds() or 0) / 1000)[0])
            is_ready = self._take(begun, is_ready=is_ready) and is_ready

    def _take(self, begun: Begun, *, is_ready: bool) -> bool:
        """Hand over what there is, where the terminal is ready, or what does not go on; whether more may come."""
        data = self._read() if is_ready else None
        for message in begun.messages(data or b""):
            self.process_message(message)
        return data != b""

    def _read(self) -> bytes | None:
        """What there is; None where somebody else took it, empty where nothing will come any more."""
        try:
            return os.read(self.fileno, _PIECE)
        except BlockingIOError:
            return None
        except OSError:
            return b""
