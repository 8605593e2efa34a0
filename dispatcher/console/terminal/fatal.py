"""Faults of the program: their place goes to a log, one sentence goes to the person, values go nowhere."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import walk_stack, walk_tb
from types import TracebackType
from typing import TYPE_CHECKING

from dispatcher.console.terminal.keeper import give_back
from dispatcher.locale import _

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.app import App

    Base = App[None]
else:
    Base = object

_OURS = "dispatcher"
_BYTES_PER_FILE = 256 * 1024
_OLD_FILES = 3
_DEEPEST = 20
_log = logging.getLogger("dispatcher.faults")


def place(filename: str) -> str:
    """``filename`` from the first folder that Python imports from on, so that no home directory is named."""
    path = Path(filename)
    for folder in sorted(filter(None, sys.path), key=len, reverse=True):
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.name


def trace(error: BaseException, depth: int = 0) -> Iterator[str]:
    """The id-only traceback: exception types, files, lines and functions; no message, no value, no source text."""
    number = getattr(error, "errno", None)
    told = f" errno={number}" if isinstance(number, int) else ""
    yield f"{type(error).__module__}.{type(error).__qualname__}{told}"
    for frame, line in walk_tb(error.__traceback__):
        yield f"  {place(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"
    if depth < _DEEPEST:
        for cause in _causes(error):
            yield from trace(cause, depth + 1)


def _causes(error: BaseException) -> Iterator[BaseException]:
    wrapped = getattr(error, "error", None)
    if isinstance(wrapped, BaseException):
        yield wrapped
    if isinstance(error, BaseExceptionGroup):
        yield from error.exceptions
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and before is not wrapped:
        yield before


def _drawn(renderable: object) -> Iterator[str]:
    if isinstance(renderable, BaseException):
        yield from trace(renderable)
    for stack in getattr(getattr(renderable, "trace", None), "stacks", ()):
        yield stack.exc_type
        yield from (f"  {place(frame.filename)}:{frame.lineno} {frame.name}" for frame in stack.frames)


class _IdsOnly(logging.Formatter):
    """Messages of other libraries may quote values, so of them only the place is kept."""

    def format(self, record: logging.LogRecord) -> str:
        """A record of ours in its words, any other by its place; an error by its places alone."""
        ours = record.name.split(".")[0] == _OURS
        said = record.getMessage() if ours else f"{place(record.pathname)}:{record.lineno} {record.funcName}"
        head = f"{self.formatTime(record)} {record.process} {record.levelname} {record.name} {said}"
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join([head, *(trace(error) if error else ())])


class _PrivateFile(RotatingFileHandler):
    """A log that only its owner may read."""

    def _open(self) -> TextIOWrapper:
        path = Path(self.baseFilename)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        stream = super()._open()
        os.fchmod(stream.fileno(), 0o600)
        return stream


class Faults:
    """The error log and the sentence that names it."""

    def __init__(self, path: Path) -> None:
        """``path`` is the log file; it is made with the first entry, mode 0600, and kept small by rotation."""
        self.path = path
        self._file = _PrivateFile(path, maxBytes=_BYTES_PER_FILE, backupCount=_OLD_FILES, encoding="utf-8", delay=True)
        self._file.setFormatter(_IdsOnly())

    def install(self) -> None:
        """From now on uncaught exceptions of any thread, and what libraries log, go here and not to the screen."""
        logging.raiseExceptions = False
        logging.getLogger().addHandler(self._file)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        sys.unraisablehook = self._unraisable

    def note(self, error: BaseException) -> None:
        """Write where ``error`` came from; never raises, whatever the disk says."""
        _log.error("fault", exc_info=error)

    def note_drawn(self, renderables: Iterable[object]) -> None:
        """The same for tracebacks that Rich has drawn already."""
        _log.error("fault %s", "\n".join(line for drawn in renderables for line in _drawn(drawn)))

    def note_standstill(self) -> str:
        """Write where the main thread stands, which has answered nobody for a long time; the sentence about it."""
        stands = sys._current_frames().get(threading.main_thread().ident or 0)
        lines = [
            f"  {place(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}" for frame, line in walk_stack(stands)
        ]
        _log.error("standstill\n%s", "\n".join(lines))
        return self._with_log(_("The console stood still and was ended. Nothing filed is lost; drafts are kept."))

    def sentence(self) -> str:
        """What the person at the console reads when it had to stop."""
        told = _("The console stopped because of a fault in the program. Nothing filed is lost; drafts are kept.")
        return self._with_log(told)

    def _with_log(self, told: str) -> str:
        return " ".join((told, _("Error log: {path}").format(path=self.path))) if self.path.exists() else told

    def _uncaught(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if isinstance(error, Exception):
            self.note(error)
            tell(self._with_log(_("The program stopped because of a fault in it. Nothing filed is lost.")))

    def _uncaught_in_thread(self, fault: threading.ExceptHookArgs) -> None:
        if fault.exc_value is not None and fault.exc_type is not SystemExit:
            self.note(fault.exc_value)

    def _unraisable(self, fault: sys.UnraisableHookArgs) -> None:
        if fault.exc_value is not None:
            self.note(fault.exc_value)


def tell(sentence: str) -> None:
    """Put one line on the real stderr, past everything that captures it, when there is no console any more; without a
    terminal it is lost."""
    give_back()
    with contextlib.suppress(OSError, ValueError):
        if sys.__stderr__ is not None:
            sys.__stderr__.write(f"{sentence}\n")
            sys.__stderr__.flush()


class NoTracebacks(Base):
    """Mixed into the app before ``App``: a fault ends it with one sentence instead of a traceback with locals.

    Textual has no public hook for this; its private ones are met here and nowhere else.
    """

    faults: Faults
    _has_fault = False

    def _handle_exception(self, error: Exception) -> None:
        from textual.css.query import NoMatches

        if self._exit and isinstance(error, NoMatches):
            # Whoever waited for the disk, and goes on when the console ends, looks for a box that has gone: no fault.
            return
        self.faults.note(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._has_fault = True
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """End the app because of a fault whose traceback was drawn already; nothing of the drawing is shown."""
        self.faults.note_drawn(renderables)
        self._return_code = 1
        self._fatal_error()

    def _print_error_renderables(self) -> None:
        if self._has_fault:
            self._exit_renderables.clear()
            tell(self.faults.sentence())
        else:
            super()._print_error_renderables()
