"""Contact persons who left: nothing is promised to them, and none of them has a ball."""

from __future__ import annotations

from sqlalchemy import Connection, select

from dispatcher.domain.marks import person_meant
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean
from dispatcher.locale import _
from dispatcher.store.schema import contact_person


def refuse_who_left(connection: Connection, customer: int | None, named: str, code: str = "person") -> Refusal | None:
    """The no (its ``code``) to a contact who left and is named by his name alone, as nobody offers him for choice any
    more; index ``ix_contact_person_customer_id``."""
    asked, persons = clean(named.strip()), contact_person.c
    if not asked or customer is None:
        return None
    query = select(persons.form, persons.name, persons.archived).where(persons.customer_id == customer)
    known = [(" ".join(part for part in row[:2] if part), row.archived) for row in connection.execute(query)]
    there = [name for name, archived in known if not archived]
    gone = [name for name, archived in known if archived]
    if asked in there or person_meant(asked, there) in there:
        return None
    meant = person_meant(asked, gone)
    return not_there(meant, code) if meant in gone else None


def not_there(name: str, code: str = "person") -> Refusal:
    """The no to a contact of that name who left."""
    return Refusal(code, _("{name} is not there any more. Choose another contact.").format(name=name))
