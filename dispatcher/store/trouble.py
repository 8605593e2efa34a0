"""What can be wrong with a store, each with a code for programs and a sentence for people."""

from __future__ import annotations

from collections.abc import Callable

from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _

LOCKED = "the journal is append-only"
OVERLAP = "the technician is already booked"
"""What the database's own triggers say."""


class StoreTrouble(Trouble):
    """The store cannot be used as asked."""


class Stale(Exception):
    """Somebody else changed the row since it was read; the unit of work is rolled back."""

    def __init__(self, table: str, ident: int) -> None:
        """``ident`` is the row's id in ``table``."""
        super().__init__(f"{table} {ident}")
        self.table = table
        self.ident = ident


def busy() -> StoreTrouble:
    """Another program holds the store."""
    return StoreTrouble("busy", _("The store is busy: another program is writing. Nothing was saved; try again."))


def moved() -> StoreTrouble:
    """What was just read from a file taken for unchanging may be half old, half new."""
    return StoreTrouble("moved", _("Somebody wrote to the store while it was read. Look again."))


def read_only() -> StoreTrouble:
    """The file or the option forbids writing."""
    return StoreTrouble("read-only", _("The store can only be read here. Nothing was saved."))


def full() -> StoreTrouble:
    """No room on the disk."""
    return StoreTrouble("full", _("The disk is full. Nothing was saved; what was there is unharmed."))


def corrupt() -> StoreTrouble:
    """The database says that its file is damaged."""
    return StoreTrouble("corrupt", _("The store's file is damaged. Nothing was written; restore the last backup."))


def not_a_store(where: str) -> StoreTrouble:
    """A file that is no database of ours."""
    return StoreTrouble(
        "foreign", _("{where} is not a store of this program. Nothing was written.").format(where=where)
    )


def replaced(where: str) -> StoreTrouble:
    """The file under our open handle is another one now."""
    return StoreTrouble(
        "replaced",
        _("{where} was replaced by another file while open. Nothing was written; start again.").format(where=where),
    )


def foreign_log(where: str) -> StoreTrouble:
    """A log of another file, or of another state of this one."""
    return StoreTrouble(
        "log",
        _("The log {where}-wal does not belong to {where}. Nothing was written; restore the last backup.").format(
            where=where
        ),
    )


def newer(where: str, theirs: str, ours: str) -> StoreTrouble:
    """A schema that this program does not know."""
    return StoreTrouble(
        "newer",
        _(
            "{where} was made by a newer version (schema {theirs}, this program knows {ours}). Update this program."
        ).format(where=where, theirs=theirs, ours=ours),
    )


def exists(where: str) -> StoreTrouble:
    """Something lies where a new file was to be made."""
    return StoreTrouble("exists", _("{where} is there already. Nothing was changed.").format(where=where))


def missing(where: str) -> StoreTrouble:
    """No store at that place."""
    return StoreTrouble(
        "missing",
        _('There is no store at {where}. Make one: dispatcher init --name "Your company"').format(where=where),
    )


def unreachable(where: str) -> StoreTrouble:
    """The database server or the disk does not answer."""
    return StoreTrouble(
        "unreachable", _("The store at {where} cannot be reached. Nothing was saved.").format(where=where)
    )


def no_right(where: str) -> StoreTrouble:
    """The file or its folder belongs to somebody else."""
    return StoreTrouble("no-right", _("You have no right to read {where}.").format(where=where))


def older(where: str, theirs: str, ours: str) -> StoreTrouble:
    """An old schema that may not be brought up to date now."""
    return StoreTrouble(
        "older",
        _(
            "{where} was made by an older version (schema {theirs}, this program needs {ours}). Open it once with the "
            "right to write."
        ).format(where=where, theirs=theirs, ours=ours),
    )


def not_upgraded(where: str) -> StoreTrouble:
    """A step to a newer schema failed and was undone."""
    return StoreTrouble(
        "not-upgraded",
        _("{where} could not be brought up to date and is as it was. Please report this.").format(where=where),
    )


def no_office(where: str) -> StoreTrouble:
    """A store that was begun and holds nobody yet."""
    return StoreTrouble(
        "no-office",
        _("{where} is empty: making it was not finished. Take it away and make it again with dispatcher init.").format(
            where=where
        ),
    )


def unfinished(where: str) -> StoreTrouble:
    """A log holds saves that only somebody who may write there can bring into the file."""
    return StoreTrouble(
        "unfinished",
        _("A program was cut short at {where}. Somebody who may write there has to open it once.").format(where=where),
    )


def disk(where: str) -> StoreTrouble:
    """The operating system could not read or write."""
    return StoreTrouble("disk", _("The disk reports an error at {where}. Nothing was saved.").format(where=where))


def overlap() -> StoreTrouble:
    """The database's own lock against double booking (I4)."""
    return StoreTrouble("overlap", _("The technician is booked at that time already. Nothing was saved."))


def append_only() -> StoreTrouble:
    """The database's own lock on the journal."""
    return StoreTrouble("append-only", _("The journal can only be added to. Nothing was saved."))


def rule() -> StoreTrouble:
    """A constraint of the schema."""
    return StoreTrouble("rule", _("That contradicts what is stored. Nothing was saved."))


_SQLITE: tuple[tuple[str, Callable[[], StoreTrouble]], ...] = (
    ("SQLITE_BUSY", busy),
    ("SQLITE_LOCKED", busy),
    ("SQLITE_READONLY", read_only),
    ("SQLITE_PERM", read_only),
    ("SQLITE_FULL", full),
    ("SQLITE_CORRUPT", corrupt),
    ("SQLITE_CONSTRAINT", rule),
)
_NAMES = {
    "database is locked": "SQLITE_BUSY",
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "attempt to write a readonly database": "SQLITE_READONLY",
}
"""The driver's backup raises its errors without their names."""
_POSTGRES: dict[str, Callable[[], StoreTrouble]] = {
    "55P03": busy,
    "40P01": busy,
    "40001": busy,
    "25006": read_only,
    "42501": read_only,
    "53100": full,
    "XX001": corrupt,
    "XX002": corrupt,
    "23P01": overlap,
    "23001": append_only,
}
"""SQLSTATEs: a server's messages come in its own language."""


def from_database(error: Exception, where: str) -> StoreTrouble:
    """The trouble behind a database driver's error; what is not known by its code is "unreachable"."""
    origin = getattr(error, "orig", None) or error
    if state := getattr(origin, "sqlstate", None):
        # A server from version 18 on says of a row that others belong to what our lock says of the journal.
        if state == "23001" and LOCKED not in str(origin):
            return rule()
        return _from_state(state, where)
    return _from_sqlite(getattr(origin, "sqlite_errorname", ""), str(origin), where)


def _from_state(state: str, where: str) -> StoreTrouble:
    if make := _POSTGRES.get(state):
        return make()
    if state.startswith("23"):
        return rule()
    return disk(where) if state == "58030" else unreachable(where)


def _from_sqlite(name: str, text: str, where: str) -> StoreTrouble:
    if text in (OVERLAP, LOCKED):
        return overlap() if text == OVERLAP else append_only()
    name = name or _NAMES.get(text, "")
    for begin, make in _SQLITE:
        if name.startswith(begin):
            return make()
    if name == "SQLITE_NOTADB":
        return not_a_store(where)
    if name.startswith("SQLITE_IOERR"):
        return disk(where)
    return corrupt() if "utf-8" in text.lower() else unreachable(where)
