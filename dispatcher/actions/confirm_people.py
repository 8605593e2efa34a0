"""Who opens and who stands in for him: contact persons of the customer, or names of whoever is not on record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from dispatcher.actions.contacts_gone import not_there, refuse_who_left
from dispatcher.domain.calendar import day_bounds, local_day
from dispatcher.domain.field_dates import show_moment
from dispatcher.domain.form_of_address import addressed
from dispatcher.domain.marks import person_meant
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean
from dispatcher.locale import _
from dispatcher.store.readiness import absent_within, is_away
from dispatcher.store.schema import absence, contact_person
from dispatcher.store.uow import UnitOfWork
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody of the customer: as he is called, and his id where he is on record."""

    name: str = ""
    ident: int | None = None

    @property
    def unknown(self) -> str:
        """His name where he is not on record, else nothing: a record may be renamed."""
        return "" if self.ident is not None else self.name


def named(uow: UnitOfWork, customer_id: int, ident: int | None, name: str, code: str) -> Named | Refusal:
    """The contact person with that id, or the one of the customer's who alone is called so, else the name itself.
    Refuses (``code`` names the field) one of another customer and one who left. Index
    ``ix_contact_person_customer_id``."""
    said = clean(name.strip())
    people = _people(uow, customer_id)
    if ident is not None:
        found = people.get(ident)
        if found is None:
            return Refusal(code, _("That person belongs to another customer."))
        return not_there(found[0], code) if found[1] else Named(found[0], ident)
    if refusal := refuse_who_left(uow.connection, customer_id, said, code):
        return refusal
    there = {called: one for one, (called, archived) in people.items() if not archived}
    meant = person_meant(said, list(there))
    return Named(meant, there[meant]) if meant in there else Named(said)


def _people(uow: UnitOfWork, customer_id: int) -> dict[int, tuple[str, bool]]:
    mine = select(contact_person).where(contact_person.c.customer_id == customer_id).order_by(contact_person.c.id)
    return {one.id: (addressed(one.form, one.name), one.archived) for one in uow.connection.execute(mine)}


def refuse_away(uow: UnitOfWork, who: Named, at: datetime, zone: str) -> Refusal | None:
    """The no to somebody who is absent on the local day of an instant, or None: never with a reason."""
    if who.ident is None or not is_away(uow.connection, who.ident, at, zone):
        return None
    found = _absence(uow, who.ident, at, zone)
    if found.ends_at is None:
        return Refusal("opener", _("{name} is absent until unknown. Who else opens?").format(name=who.name))
    until = show_moment(found.ends_at, zone, day_ends=True, weekday=True)
    return Refusal("opener", _("{name} is absent until {when}. Who else opens?").format(name=who.name, when=until))


def _absence(uow: UnitOfWork, person_id: int, at: datetime, zone: str) -> Any:
    starts, ends = day_bounds(local_day(at, zone), zone)
    query = select(absence).where(absent_within(person_id, starts, ends)).order_by(absence.c.starts_at.desc()).limit(1)
    return uow.connection.execute(query).one()
