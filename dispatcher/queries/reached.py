"""Columns of a read of contact persons that say how one is reached: by which telephone, and whether he is there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from dispatcher.store.schema import absence, contact_person, number

PHONE = (
    select(number.c.shown)
    .where(number.c.customer_id == contact_person.c.customer_id, number.c.person_id == contact_person.c.id)
    .where(number.c.kind.in_(("phone", "mobile")), number.c.archived.is_(False))
    .order_by(number.c.id)
    .limit(1)
    .scalar_subquery()
)
"""The first telephone of a contact person, as it is shown; none where he has none. By ``ix_number_customer_id``."""


def absent_until(begun: ColumnElement[bool], since: ColumnElement[datetime]) -> ColumnElement[bool]:
    """Whether a contact person has an absence that has ``begun`` (a condition on it) and is not over at ``since`` (an
    aware instant); one whose end nobody knows is not over. By ``ix_absence_person_id``."""
    return (
        select(absence.c.id)
        .where(absence.c.person_id == contact_person.c.id, absence.c.archived.is_(False), begun)
        .where(or_(absence.c.ends_at.is_(None), absence.c.ends_at > since))
        .exists()
    )
