"""Copies of a store by SQLite's backup API, whole even while others write, and putting one back.

A server's store is copied by the server's own programs.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dispatcher.locale import _
from dispatcher.store import head as head_file
from dispatcher.store import schema, sqlite, trouble
from dispatcher.store.engine import file_connection
from dispatcher.store.journal import GENESIS, Head
from dispatcher.store.place import Place, check_local, flush, may, put_in_place
from dispatcher.store.store import STORE_ID, read_revision
from dispatcher.store.trouble import StoreTrouble
from dispatcher.store.wal import has_foreign_log
from dispatcher.values import dataclass

PATIENCE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the store that was there before lies at ``kept``; ``head`` is the newest entry now."""

    store_id: str
    head: Head
    kept: Path | None


def backup(place: Place, target: Path) -> int:
    """Copy the store as it stands at one instant to the new file ``target``; returns its bytes. Others may write on.

    Raises StoreTrouble for a server's store, a target that is there already, and a place that cannot be written.
    """
    return backup_file(_file_of(place), target)


def backup_file(source: Path, target: Path) -> int:
    """Copy the store's file at ``source`` to ``target``, which gets its rights (0600, or 0660 for the same group)."""
    with _copied(source, target, like=source) as part:
        put_in_place(part, target)
    return target.stat().st_size


def zone_of(path: Path) -> str:
    """The zone (IANA) in which the office of the store at ``path`` lives; empty where that cannot be read."""
    try:
        with contextlib.closing(_open(path)) as reader:
            found = reader.execute("SELECT zone FROM office").fetchone()
    except sqlite.driver.Error:
        return ""
    return str(found[0]) if found else ""


def restore(source: Path, place: Place, *, other_office: bool = False) -> Restored:
    """Put the backup at ``source`` in the place of the store; the store there before is kept beside it.

    Refuses a server's store, a file that is no sound store, one made by a newer program, a store that another program
    has open, and, unless ``other_office`` says that it is meant, another office's store. Raises StoreTrouble; then
    nothing was changed. The restored head is noted, so that a later check does not take the entries that are gone for
    a cut journal.
    """
    path = Path(os.path.realpath(_file_of(place)))
    store_id, head = _refuse_bad_backup(source, path)
    _refuse_folder(path)
    check_local(path.parent)
    if not other_office:
        _refuse_other_office(source, path)
    like = path if path.exists() else path.parent
    with _copied(source, path, like=like) as part:
        _make_wal(part)
        kept = _exchange(part, path)
    with contextlib.suppress(OSError):
        head_file.note(store_id, head, restored=True, at=place.mark)
    return Restored(store_id, head, kept)


def _refuse_other_office(source: Path, path: Path) -> None:
    theirs, ours = _office_of(source), _office_of(path)
    if theirs and ours and theirs[0] != ours[0]:
        sentence = _("{file} is a copy of another office ({theirs}), not of {ours}. If it is meant: --other-office")
        raise StoreTrouble("same", sentence.format(file=source, theirs=theirs[1], ours=ours[1]))


def _office_of(path: Path) -> tuple[str, str] | None:
    """Store id and name of the office in a file; None where none can be read."""
    if not path.exists():
        return None
    try:
        # The office stands in the file since its first day; so it is looked at without touching a log beside it.
        with contextlib.closing(file_connection(path, "ro&immutable=1")) as reader:
            found = reader.execute("SELECT store_id, name FROM office").fetchone()
    except sqlite.driver.Error:
        return None
    return (str(found[0]), str(found[1])) if found else None


def restore_file(source: Path, place: Place) -> Path | None:
    """As :func:`restore`; returns where the store before is kept, or None where there was none."""
    return restore(source, place).kept


def _file_of(place: Place) -> Path:
    if place.path is None:
        raise StoreTrouble(
            "server", _("A store on a server is backed up with pg_dump and restored with pg_restore, not from here.")
        )
    return place.path


@contextlib.contextmanager
def _copied(source: Path, target: Path, like: Path) -> Iterator[Path]:
    """A checked copy beside ``target``, on the disk, gone at the end unless it was put in place."""
    _refuse_folder(target)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _make_like(part, like)
        _copy(source, part)
        yield part
    except sqlite.driver.Error as error:
        raise trouble.from_database(error, str(source)) from error
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                _beside(part, suffix).unlink(missing_ok=True)


def _refuse_folder(target: Path) -> None:
    if target.is_dir():
        raise StoreTrouble("folder", _("{where} is a folder; name a file in it.").format(where=target))


def _unwritable(target: Path, error: OSError) -> StoreTrouble:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return trouble.full()
    return StoreTrouble("folder", _("{where} cannot be written.").format(where=target))


def _make_like(part: Path, like: Path) -> None:
    """An empty file, for its owner alone; for the group only where ``like`` is and the group is the same."""
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        model = like.stat()
        shared = model.st_mode & (stat.S_ISGID if stat.S_ISDIR(model.st_mode) else 0o020)
        if shared and os.fstat(handle).st_gid != model.st_gid:
            with contextlib.suppress(OSError):
                os.fchown(handle, -1, model.st_gid)
        same_group = os.fstat(handle).st_gid == model.st_gid
        os.fchmod(handle, 0o660 if shared and same_group else 0o600)
    finally:
        os.close(handle)


def _copy(source: Path, part: Path) -> None:
    reader = _open(source)
    writer = _open(part)
    try:
        # Inside a transaction the copy is of one instant; outside, each save of another desk starts it anew.
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_master")
        reader.backup(writer)
        writer.execute("PRAGMA journal_mode=DELETE")
        if writer.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise trouble.corrupt()
    finally:
        writer.close()
        reader.close()
    flush(part)


def _open(path: Path) -> Any:
    """With the right to write where there is one, because only such a connection leaves no log behind."""
    return file_connection(path, "rw" if may(path, os.W_OK) else "ro", busy_seconds=PATIENCE_SECONDS)


def _refuse_bad_backup(source: Path, path: Path) -> tuple[str, Head]:
    if not source.is_file():
        raise trouble.missing(str(source))
    if path.exists() and source.samefile(path):
        raise StoreTrouble("same", _("{where} is the store itself.").format(where=source))
    revision = read_revision(Place(source, None, str(source)))
    if revision not in schema.REVISIONS:
        raise trouble.newer(str(source), revision, schema.REVISION)
    try:
        with contextlib.closing(_open(source)) as reader:
            return _identity(reader, source)
    except sqlite.driver.Error as error:
        raise trouble.from_database(error, str(source)) from error


def _identity(reader: Any, source: Path) -> tuple[str, Head]:
    if reader.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        raise trouble.corrupt()
    if not reader.execute("SELECT 1 FROM sqlite_master WHERE name = 'office'").fetchone():
        raise trouble.no_office(str(source))
    office = reader.execute("SELECT store_id FROM office").fetchone()
    if office is None or not STORE_ID.fullmatch(str(office[0])):
        raise trouble.no_office(str(source))
    newest = reader.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return office[0], Head(*newest) if newest else Head(0, GENESIS)


def _make_wal(part: Path) -> None:
    """Several programs may open the restored store at once, and only one of them could change its mode."""
    with contextlib.closing(_open(part)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    flush(part)


def _exchange(part: Path, path: Path) -> Path | None:
    """Give ``path`` the new content in one step; the old file goes on under another name."""
    if not path.exists():
        put_in_place(part, path)
        return None
    with _alone(path) as held:
        kept = _keep(path)
        try:
            part.replace(path)
        except OSError:
            kept.replace(path)
            raise
        if not held:
            _move_log(path, kept)
        flush(path.parent)
    return kept


def _move_log(path: Path, kept: Path) -> None:
    """Saves that only a damaged store's log holds must neither be lost nor meet the new file. Empty logs hold none."""
    for suffix in ("-wal", "-shm", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            log = _beside(path, suffix)
            if log.stat().st_size:
                log.rename(_beside(kept, suffix))
            else:
                log.unlink()


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Hold the store at ``path`` so that no other program has it open, its log emptied into the file; False for one
    that is too damaged for that. Raises StoreTrouble where another program has it open, and for another program's
    database."""
    if has_foreign_log(path):
        # Opened to write, the strange log would be mixed into the file that is to be kept.
        yield False
        return
    with contextlib.closing(_open(path)) as holder:
        try:
            if holder.execute("PRAGMA application_id").fetchone()[0] not in (0, sqlite.APPLICATION_ID):
                raise trouble.not_a_store(str(path))
            holder.execute("PRAGMA locking_mode=EXCLUSIVE")
            holder.execute("PRAGMA journal_mode=DELETE")
            holder.execute("BEGIN EXCLUSIVE")
            held = True
        except sqlite.driver.Error as error:
            if trouble.from_database(error, str(path)).code == "busy":
                raise StoreTrouble(
                    "busy", _("The store is open in another program. End it there first; nothing was changed.")
                ) from error
            held = False
        yield held


def _keep(path: Path) -> Path:
    """A second name for the file at ``path``, which keeps its first one until the new file takes it."""
    number = 1
    while True:
        kept = _beside(path, f".replaced-{number}")
        try:
            os.link(path, kept)
        except FileExistsError:
            number += 1
        except OSError:
            path.rename(kept)
            return kept
        else:
            return kept


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)
