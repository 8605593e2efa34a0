"""What was typed and not filed yet, on disk: one file for each author and object, his alone to read.

Every save is a whole new file that takes the old one's place in one step, flushed to the disk, so that a kill or a
power loss leaves the draft before or the draft after, never half of one.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dispatcher.locale import _
from dispatcher.store.place import state_folder
from dispatcher.store.trouble import StoreTrouble
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it lies on disk. ``saved_at`` is the real instant of its last save, in UTC."""

    subject: str
    author: str
    data: dict[str, Any]
    saved_at: datetime


def drafts_of(store_id: str) -> Drafts:
    """The drafts of one store in the user's state directory."""
    return Drafts(state_folder() / "drafts" / store_id)


class Drafts:
    """The drafts in one folder. Threads may share it; a subject is any text, like ``note/customer/12``."""

    def __init__(self, folder: Path) -> None:
        """The folder is made (0700) at the first save."""
        self.folder = folder
        self._turn = threading.Lock()

    def save(self, subject: str, author: str, data: Mapping[str, Any]) -> None:
        """Keep ``data`` (what JSON can hold) in place of the draft before. When this returns it is on the disk.

        A damaged file in its place is set aside first. Raises StoreTrouble where it cannot be written; then the draft
        before is still there.
        """
        text = json.dumps({"subject": subject, "author": author, "data": dict(data)}).encode()
        path = self._path(subject, author)
        try:
            with self._turn:
                self._make_folder()
                self._read(path)
                self._write(path, text)
        except OSError as error:
            raise _trouble(error) from error

    def load(self, subject: str, author: str) -> dict[str, Any] | None:
        """The data last saved, or None. A file that cannot be understood is set aside under another name."""
        with self._turn:
            self._tidy(author)
            draft = self._read(self._path(subject, author))
        return None if draft is None else draft.data

    def all_of(self, author: str) -> list[Draft]:
        """Every draft of ``author``, the one saved last first."""
        with self._turn:
            self._tidy(author)
            paths = sorted(self.folder.glob(f"{_digest(author)}-*.json"))
            drafts = [draft for path in paths if (draft := self._read(path)) is not None]
        return sorted(drafts, key=lambda draft: draft.saved_at, reverse=True)

    def discard(self, subject: str, author: str) -> None:
        """Take the draft away, after it was filed or given up. One that is not there is no fault."""
        try:
            with self._turn, contextlib.suppress(FileNotFoundError):
                self._path(subject, author).unlink()
                _flush_folder(self.folder)
        except OSError as error:
            raise _trouble(error) from error

    def set_aside(self) -> list[Path]:
        """The files that could not be understood; they are kept for a person to look into."""
        return sorted(self.folder.glob("*.damaged-*"))

    def _path(self, subject: str, author: str) -> Path:
        """Names are digests: no subject leads out of the folder, is too long, or tells a customer's name."""
        return self.folder / f"{_digest(author)}-{_digest(subject)}.json"

    def _make_folder(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.folder.stat().st_mode & 0o077:
            self.folder.chmod(0o700)

    def _write(self, path: Path, text: bytes) -> None:
        fresh = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.new")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
        _flush_folder(self.folder)

    def _read(self, path: Path) -> Draft | None:
        try:
            draft = _parse(path)
        except FileNotFoundError:
            return None
        except OSError:
            draft = None
        if draft is None:
            _rename_aside(path)
        return draft

    def _tidy(self, author: str) -> None:
        """Saves that a kill cut short: a whole one takes its place, half a one is set aside."""
        for fresh in self.folder.glob(f"{_digest(author)}-*.new"):
            stem, writer, _new = fresh.name.rsplit(".", 2)
            if _is_alive(writer.partition("-")[0]):
                continue
            with contextlib.suppress(OSError):
                if _parse(fresh) is None:
                    _rename_aside(fresh)
                elif _is_newer(fresh, path := fresh.with_name(f"{stem}.json")):
                    fresh.replace(path)
                else:
                    fresh.unlink()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _parse(path: Path) -> Draft | None:
    """The draft in a file, or None where the file holds something else. Raises OSError where it cannot be read."""
    raw = path.read_bytes()
    saved_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    try:
        found = json.loads(raw)
        parts = found["subject"], found["author"], found["data"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if [type(part) for part in parts] != [str, str, dict]:
        return None
    return Draft(*parts, saved_at)


def _rename_aside(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.rename(next(name for name in _names_aside(path) if not name.exists()))


def _names_aside(path: Path) -> Iterator[Path]:
    return (path.with_name(f"{path.name}.damaged-{number}") for number in itertools.count(1))


def _is_newer(path: Path, other: Path) -> bool:
    return not other.exists() or path.stat().st_mtime_ns >= other.stat().st_mtime_ns


def _is_alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _flush_folder(folder: Path) -> None:
    """A rename is on the disk only when its folder is. Windows cannot open folders and needs no such step."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _trouble(error: OSError) -> StoreTrouble:
    return StoreTrouble("draft", _("The draft cannot be kept on this disk: {reason}.").format(reason=error.strerror))
