"""What can be wrong with a store, each with a code for programs and a sentence for people."""

from __future__ import annotations

from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _


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


def newer(where: str, theirs: str, ours: str) -> StoreTrouble:
    """A schema that this program does not know."""
    return StoreTrouble(
        "newer",
        _(
            "{where} was made by a newer version (schema {theirs}, this program knows {ours}). Update this program."
        ).format(where=where, theirs=theirs, ours=ours),
    )


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


_BY_WORD = (
    (("locked", "busy", "lock timeout", "canceling statement due to lock"), busy),
    (("readonly", "read-only", "permission denied"), read_only),
    (("disk is full", "no space left", "disk full", "quota"), full),
    (("malformed", "corrupt"), corrupt),
)


def from_database(error: Exception, where: str) -> StoreTrouble:
    """The trouble behind a database driver's error; what is not known by name is "unreachable"."""
    text = str(getattr(error, "orig", None) or error).lower()
    for marks, make in _BY_WORD:
        if any(mark in text for mark in marks):
            return make()
    if "not a database" in text:
        return not_a_store(where)
    if "disk i/o error" in text:
        return StoreTrouble("disk", _("The disk reports an error at {where}. Nothing was saved.").format(where=where))
    return unreachable(where)
