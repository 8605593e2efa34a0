"""With whom a further move of the customer was cleared: a second contact who was spoken to, or somebody of ours who
may decide it (B6)."""

from __future__ import annotations

from sqlalchemy import select

from dispatcher.actions.moving_rows import Visit
from dispatcher.domain.contact import is_called
from dispatcher.domain.moving import MoveAppointment
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.store.schema import colleague, contact_person
from dispatcher.store.uow import UnitOfWork

LEADERS = ("service manager", "managing director")


def cleared_by(uow: UnitOfWork, visit: Visit, command: MoveAppointment) -> str | Refusal:
    """The name on record of whom ``command`` says it was cleared with; empty where it names nobody.

    Refuses a name of nobody who could clear it: contacts of the customer but for the one who wants the move, the
    service manager, the managing director. Index ``ix_contact_person_customer_id``.
    """
    said = command.approved.strip()
    if not said:
        return ""
    query = select(contact_person.c.name).where(contact_person.c.customer_id == visit.ticket.customer_id)
    people = uow.connection.scalars(query.where(contact_person.c.archived.is_(False))).all()
    others: list[str] = [name for name in people if not is_called(name, command.via)]
    query = select(colleague.c.name).where(colleague.c.role.in_(LEADERS), colleague.c.archived.is_(False))
    names = [*others, *uow.connection.scalars(query)]
    called = [name for name in names if is_called(name, said)]
    if called:
        return str(called[0])
    sentence = _("{name} is neither another contact of this customer nor somebody of ours who may decide it.")
    return Refusal("approved", sentence.format(name=said))
