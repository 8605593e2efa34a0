"""The office itself: making its store, and knowing who sits at the desk."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import select

from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.colleague import ROLES, make_sign
from dispatcher.domain.office import LONGEST_NAME, refuse_sign
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.region import GERMAN_STATES, is_zone
from dispatcher.domain.text import clean
from dispatcher.locale import _
from dispatcher.store.schema import colleague, office
from dispatcher.store.uow import UnitOfWork
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class FoundOffice:
    """Who we are. ``clock_set_to`` (aware) makes it a training office whose clock runs on from there. ``store_id`` (a
    UUID) is given only for a store that is made anew in the place of another; left out, it is a fresh one."""

    name: str
    state: str = "BE"
    zone: str = "Europe/Berlin"
    training: bool = False
    clock_set_to: datetime | None = None
    store_id: str = ""
    hours: str = ""
    """Staffed hours as they are stored; empty: Mon-Thu 07-17, Fri 07-15."""


@dataclass(frozen=True, slots=True)
class Enrol:
    """A person at a desk, known by the kernel's login; without a ``sign`` one is made from the name."""

    login: str
    name: str
    role: str = "dispatcher"
    sign: str = ""


def found_office(uow: UnitOfWork, command: FoundOffice, save_key: str | None = None) -> Outcome:
    """Write the office's row; refuses an empty or endless name, an unknown federal state or zone, a second office."""
    name = clean(command.name.strip())
    if not name or len(name) > LONGEST_NAME:
        return Refusal("name", _("The office needs a name of at most {n} signs.").format(n=LONGEST_NAME))
    if command.state not in GERMAN_STATES:
        return Refusal(
            "state",
            _("{state} is no federal state. One of: {states}").format(
                state=command.state, states=" ".join(GERMAN_STATES)
            ),
        )
    if not is_zone(command.zone):
        return Refusal("zone", _("{zone} is no time zone. Like: Europe/Berlin").format(zone=command.zone))
    if uow.connection.scalar(select(office.c.id)) is not None:
        return Refusal("exists", _("This store has its office already."))
    store_id = command.store_id or str(uuid.uuid4())
    uow.insert(
        office,
        store_id=store_id,
        name=name,
        state=command.state,
        zone=command.zone,
        hours=command.hours,
        training=command.training,
        clock_set_to=command.clock_set_to,
        clock_set_at=uow.recorded if command.clock_set_to else None,
        created_at=uow.recorded,
    )
    seq = uow.record("found office", [("office", 1)], {"result": result("office", 1)}, save_key=save_key)
    return Done(seq, "office", 1)


def enrol(uow: UnitOfWork, command: Enrol, save_key: str | None = None) -> Outcome:
    """Add a colleague; refuses a login or sign that is known, a role that is none, a sign of two words."""
    if command.role not in ROLES:
        return Refusal(
            "role", _("{role} is no role. One of: {roles}").format(role=command.role, roles=", ".join(ROLES))
        )
    rows = uow.connection.execute(select(colleague.c.login, colleague.c.sign)).all()
    if command.login in {row.login for row in rows}:
        return Refusal("exists", _("{login} is a colleague already.").format(login=command.login))
    name = clean(command.name.strip())[:LONGEST_NAME] or command.login
    taken, sign = frozenset(row.sign for row in rows), clean(command.sign.strip())
    if (refusal := refuse_sign(sign)) is not None:
        return refusal
    if sign in taken:
        return Refusal("sign", _("{sign} is somebody else's sign already.").format(sign=sign))
    sign = sign or make_sign(name, taken)
    ident = uow.insert(colleague, login=command.login[:64], sign=sign, name=name, role=command.role)
    payload = {"text": name, "result": result("colleague", ident)}
    seq = uow.record("enrol", [("colleague", ident)], payload, save_key=save_key)
    return Done(seq, "colleague", ident)
