"""Names behind an ``@`` in a text that is filed: somebody must be called so."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from dispatcher.domain.mention import Mate, refuse_unknown
from dispatcher.domain.refusal import Refusal
from dispatcher.store.schema import colleague, contact_person, customer
from dispatcher.store.uow import UnitOfWork


def refuse_mentions(uow: UnitOfWork, whose: int | None, names: Sequence[str]) -> Refusal | None:
    """The no (code ``person``) to the first of ``names`` that neither the people of the customer ``whose`` (by id) nor
    our colleagues have; an unknown caller may name anybody. Index ``ix_contact_person_customer_id``."""
    if not names or whose is None:
        return None
    persons, ours = contact_person.c, colleague.c
    query = select(persons.form, persons.name, persons.archived).where(persons.customer_id == whose)
    found = [(f"{one.form} {one.name}".strip(), one.archived) for one in uow.connection.execute(query)]
    own = uow.connection.scalar(select(customer.c.name).where(customer.c.id == whose)) or ""
    mates = uow.connection.execute(select(ours.id, ours.sign, ours.name).where(~ours.archived).order_by(ours.id))
    return refuse_unknown(
        names,
        [name for name, archived in found if not archived],
        [Mate(*one) for one in mates],
        [own, *(name for name, archived in found if archived)],
    )
