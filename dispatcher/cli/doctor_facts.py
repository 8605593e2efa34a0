"""What the doctor looks at: each fact with its value, and what to do where something is not as it should be."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from dispatcher import __version__
from dispatcher.cli import fault_log
from dispatcher.cli.backup_command import newest_backup
from dispatcher.cli.wording import figure, size
from dispatcher.domain.colleague import login
from dispatcher.locale import N_, _, language, ngettext
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.store.condition import Condition
    from dispatcher.store.place import Place

LIBRARIES = (
    "textual", "sqlalchemy", "alembic", "pendulum", "click", "msgspec", "platformdirs", "phonenumberslite",
    "rapidfuzz", "cologne-phonetics", "holidays",
)  # fmt: skip
OPTIONAL_LIBRARIES = ("pysqlite3", "psycopg")
LEAST_FREE = 500_000_000
LONGEST_WAL = 64_000_000
OLDEST_BACKUP_DAYS = 7
LEAST_COLUMNS, LEAST_LINES = 80, 24
LABELS = {
    "program": N_("program"),
    "libraries": N_("libraries"),
    "language": N_("language"),
    "user": N_("user"),
    "terminal": N_("terminal"),
    "error_log": N_("error log"),
    "settings_file": N_("settings file"),
    "preference": N_("your setting"),
    "store": N_("store"),
    "file_system": N_("file system"),
    "modes": N_("file modes"),
    "disk": N_("free on disk"),
    "wal": N_("write-ahead log"),
    "driver": N_("driver"),
    "database": N_("database"),
    "schema": N_("schema"),
    "setting": N_("setting"),
    "head": N_("journal head"),
    "backup": N_("last backup"),
    "drafts": N_("drafts"),
    "pin": N_("PIN"),
}
"""Each kind of fact in words."""


@dataclass(frozen=True, slots=True)
class Fact:
    """``name`` is a key of LABELS; ``advice`` is empty where all is well."""

    name: str
    value: str
    advice: str = ""


def of_program() -> Iterator[Fact]:
    """What is true without any store."""
    yield Fact("program", f"dispatcher {__version__}, Python {sys.version.split()[0]}, {sys.platform}")
    yield _libraries()
    yield Fact("language", language())
    yield Fact("user", login())
    yield _terminal()
    try:
        yield Fact("error_log", str(fault_log.path()))
    except OSError:
        yield Fact("error_log", "", _("The state directory cannot be written: neither drafts nor faults are kept."))


def _libraries() -> Fact:
    found = {name: _version(name) for name in (*LIBRARIES, *OPTIONAL_LIBRARIES)}
    missing = [name for name in LIBRARIES if not found[name]]
    advice = _("Missing: {names}. Install the program again.").format(names=", ".join(missing)) if missing else ""
    return Fact("libraries", ", ".join(f"{name} {version}" for name, version in found.items() if version), advice)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _terminal() -> Fact:
    term, colour = os.environ.get("TERM", ""), os.environ.get("COLORTERM", "")
    columns, lines = shutil.get_terminal_size((0, 0))
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower()
    value = f"TERM={term or '-'} COLORTERM={colour or '-'} {columns}x{lines} {encoding or '-'}"
    if term in ("", "dumb", "unknown"):
        return Fact("terminal", value, _("This terminal cannot draw a screen; the commands work."))
    if 0 < columns < LEAST_COLUMNS or 0 < lines < LEAST_LINES:
        return Fact("terminal", value, _("The console needs at least 80 columns and 24 lines."))
    if encoding.replace("-", "") != "utf8":
        return Fact("terminal", value, _("No UTF-8: open the console with --ascii."))
    return Fact("terminal", value)


def of_driver(place: Place) -> Iterator[Fact]:
    """The SQLite library of this process."""
    if not place.is_file:
        return
    from dispatcher.store import sqlite

    name, advice = sqlite.driver.__name__.partition(".")[0], ""
    if not sqlite.is_safe():
        advice = _("This SQLite can damage a store that several programs write at once; 3.51.3 or later does not.")
    elif name == "sqlite3":
        advice = _("The standard library's SQLite is in use; that of the wheel pysqlite3 is the tested one.")
    yield Fact("driver", f"{name}, SQLite {sqlite.version}", advice)


def of_place(place: Place) -> Iterator[Fact]:
    """Where the store lies, as far as one sees without opening it."""
    yield Fact("store", place.shown)
    if place.path is None:
        return
    from dispatcher.store.place import NETWORK_FILE_SYSTEMS, file_system

    kind = file_system(place.path)
    network = _("A store breaks on a network drive. Use a local disk or PostgreSQL.")
    yield Fact("file_system", kind, network if kind in NETWORK_FILE_SYSTEMS else "")
    yield from _modes(place.path)
    yield from _room(place.path)


def _modes(path: Path) -> Iterator[Fact]:
    found = {}
    for suffix in ("", "-wal", "-shm"):
        try:
            found[path.name + suffix] = stat.S_IMODE(path.with_name(path.name + suffix).stat().st_mode)
        except (OSError, ValueError):
            continue
    if not found:
        return
    is_open = any(mode & 0o007 for mode in found.values())
    advice = _("Everybody on this computer can read it: chmod o-rwx") if is_open else ""
    yield Fact("modes", ", ".join(f"{name} {mode:04o}" for name, mode in found.items()), advice)


def _room(path: Path) -> Iterator[Fact]:
    folder = next((parent for parent in path.parents if parent.is_dir()), None)
    if folder is not None:
        free = shutil.disk_usage(folder).free
        yield Fact(
            "disk", size(free), _("Little room: make some before the store needs it.") if free < LEAST_FREE else ""
        )
    try:
        log = path.with_name(path.name + "-wal").stat().st_size
    except (OSError, ValueError):
        return
    long = _("It grows while a program reads for a very long time; end programs that hang.")
    yield Fact("wal", size(log), long if log > LONGEST_WAL else "")


def of_database(found: Condition) -> Iterator[Fact]:
    """What the opened database says."""
    from dispatcher.store.condition import EXPECTED
    from dispatcher.store.schema import REVISIONS

    yield Fact("database", found.product)
    advice = ""
    if found.revision in REVISIONS[:-1]:
        advice = _("Older than this program ({revision}): dispatcher migrate").format(revision=found.known)
    elif found.revision != found.known:
        advice = _("Made by a newer version (this program knows {revision}). Update this program.").format(
            revision=found.known
        )
    yield Fact("schema", found.revision, advice)
    for name, value in found.settings:
        wrong = name in EXPECTED and value != EXPECTED[name]
        advice = _("It should be {value}.").format(value=EXPECTED[name]) if wrong else ""
        yield Fact("setting", f"{name} = {value}", advice)


def of_keeping(place: Place, found: Condition, now: datetime) -> Iterator[Fact]:
    """What keeps the store from being lost or changed unseen: head, backup, drafts. ``now`` is the real instant."""
    if found.store_id is not None and found.head is not None:
        yield _head(found.store_id, found.head.seq, found.head.hash)
        yield _drafts(found.store_id)
        yield _pin(found.has_pin)
    if place.path is not None:
        yield _backup(place.path, now)


def _head(store_id: str, seq: int, digest: str) -> Fact:
    from dispatcher.store import head

    value = _("entry {seq}, {hash}").format(seq=seq, hash=digest[:16])
    try:
        noted = head.noted(store_id)
    except OSError:
        noted = None
    if noted is None:
        return Fact("head", value, _("Never noted on this computer: a journal that was cut off looks whole."))
    last = max(one.seq for one in noted.heads)
    later = _("The newest head noted here is that of entry {seq}.").format(seq=last)
    return Fact("head", _("{head}, noted in {path}").format(head=value, path=noted.path), later if last < seq else "")


def _drafts(store_id: str) -> Fact:
    from dispatcher.store.drafts import drafts_of

    try:
        waiting, unfiled = drafts_of(store_id), drafts_of("unfiled")
    except OSError:
        return Fact("drafts", "")
    count = len(list(waiting.folder.glob("*.json")))
    lost = len(list(unfiled.folder.glob("*.json")))
    if damaged := len(waiting.set_aside()):
        sentence = _("{n} could not be understood; they are kept in {folder}.")
        return Fact("drafts", figure(count), sentence.format(n=damaged, folder=waiting.folder))
    if lost:
        sentence = _("{n} could not be filed from the command line; they are kept in {folder}.")
        return Fact("drafts", figure(count), sentence.format(n=lost, folder=unfiled.folder))
    return Fact("drafts", figure(count))


def _pin(is_set: bool) -> Fact:
    """Without one the console is locked by nobody; that is everybody's own choice and no fault."""
    return Fact("pin", _("set") if is_set else _("none; L in the console or dispatcher pin sets one"))


def _backup(path: Path, now: datetime) -> Fact:
    found = newest_backup(path)
    if found is None:
        return Fact("backup", "", _("None is known here: dispatcher backup"))
    copy, made = found
    days = max(0, (now - made).days)
    age = ngettext("{n} day old", "{n} days old", days).format(n=figure(days))
    old = _("Older than a week: dispatcher backup") if days > OLDEST_BACKUP_DAYS else ""
    return Fact("backup", f"{copy}, {age}", old)
