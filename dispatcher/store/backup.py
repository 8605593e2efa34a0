"""Copies of a store by SQLite's backup API, whole even while others write."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from dispatcher.locale import _
from dispatcher.store import sqlite, trouble
from dispatcher.store.place import Place, check_local

PAGES_A_STEP = 2000
"""Between steps other desks get their turn."""


def backup_file(source: Path, target: Path) -> int:
    """Copy the store at ``source`` to ``target`` as it stands at one instant; returns the copy's bytes.

    ``target`` gets the source's mode (0600 or 0660) and must not exist. Raises StoreTrouble.
    """
    part = target.with_name(target.name + ".part")
    try:
        mode = stat.S_IMODE(source.stat().st_mode) & 0o660
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode)
        os.fchmod(handle, mode)
        os.close(handle)
    except FileExistsError:
        raise trouble.StoreTrouble(
            "exists", _("{where} is there already. Nothing was changed.").format(where=part)
        ) from None
    except OSError:
        raise trouble.StoreTrouble("folder", _("{where} cannot be written.").format(where=target)) from None
    try:
        _copy(source, part)
        _place(part, target)
    except sqlite.driver.Error as error:
        raise trouble.from_database(error, str(source)) from error
    finally:
        part.unlink(missing_ok=True)
    return target.stat().st_size


def _copy(source: Path, part: Path) -> None:
    reader = sqlite.driver.connect(f"file:{source}?mode=ro", uri=True, timeout=30)
    writer = sqlite.driver.connect(str(part))
    try:
        reader.backup(writer, pages=PAGES_A_STEP)
        writer.execute("PRAGMA journal_mode=DELETE")
        if writer.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise trouble.corrupt()
    finally:
        writer.close()
        reader.close()
    handle = os.open(part, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _place(part: Path, target: Path) -> None:
    try:
        os.link(part, target)
    except FileExistsError:
        raise trouble.StoreTrouble(
            "exists", _("{where} is there already. Nothing was changed.").format(where=target)
        ) from None
    except OSError:
        part.rename(target)


def restore_file(source: Path, place: Place) -> Path | None:
    """Put the backup at ``source`` in the place of the store; the store there before is kept beside it and named.

    Refuses while another program has the store open for writing, a file that is no store, and a damaged one.
    Raises StoreTrouble; then nothing was changed.
    """
    assert place.path is not None
    _refuse_bad_backup(source)
    check_local(place.path.parent)
    kept = _set_aside(place.path)
    try:
        backup_file(source, place.path)
    except trouble.StoreTrouble:
        if kept is not None:
            kept.rename(place.path)
        raise
    return kept


def _refuse_bad_backup(source: Path) -> None:
    if not source.is_file():
        raise trouble.missing(str(source))
    try:
        reader = sqlite.driver.connect(f"file:{source}?mode=ro", uri=True, timeout=5)
        try:
            if reader.execute("PRAGMA application_id").fetchone()[0] != sqlite.APPLICATION_ID:
                raise trouble.not_a_store(str(source))
            if reader.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise trouble.corrupt()
        finally:
            reader.close()
    except sqlite.driver.Error as error:
        raise trouble.from_database(error, str(source)) from error


def _set_aside(path: Path) -> Path | None:
    """Close the log of the store at ``path`` and move it out of the way, so that no old log meets the new file."""
    if not path.exists():
        return None
    try:
        holder = sqlite.driver.connect(f"file:{path}?mode=rw", uri=True, timeout=5, isolation_level=None)
        try:
            holder.execute("PRAGMA locking_mode=EXCLUSIVE")
            holder.execute("BEGIN EXCLUSIVE")
            holder.execute("COMMIT")
            holder.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            holder.execute("PRAGMA journal_mode=DELETE")
        finally:
            holder.close()
    except sqlite.driver.DatabaseError as error:
        raised = trouble.from_database(error, str(path))
        if raised.code == "busy":
            raise trouble.StoreTrouble(
                "busy", _("The store is open in another program. End it there first; nothing was changed.")
            ) from error
    number = 1
    while (kept := path.with_name(f"{path.name}.replaced-{number}")).exists():
        number += 1
    path.rename(kept)
    for suffix in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return kept
