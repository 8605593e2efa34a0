"""Our own numbers in a list: kept where they are free, so that K-1042 is K-1042 again in another store."""

from __future__ import annotations

from sqlalchemy import Table, select

from dispatcher.actions.importing_checks import RowRefused
from dispatcher.locale import _
from dispatcher.store.uow import UnitOfWork


def check_number(uow: UnitOfWork, table: Table, wanted: int | None) -> None:
    """Raises RowRefused where a new row cannot have the number its list gives; by the numbers' unique index."""
    if wanted is None:
        return
    if wanted < 1:
        raise RowRefused("number", str(wanted), _("Our numbers begin with 1."))
    uow.flush()
    if uow.connection.scalar(select(table.c.id).where(table.c.number == wanted)) is not None:
        raise RowRefused("number", str(wanted), _("The number {n} is taken already.").format(n=wanted))


def number_for(uow: UnitOfWork, table: Table, wanted: int | None, first: int) -> int:
    """The number its list gives a new row, or else the next one, from ``first`` on."""
    if wanted is None:
        return uow.new_id(table, "number", first=first)
    uow.keep_clear(table, "number", wanted, first=first)
    return wanted
