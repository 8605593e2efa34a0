"""What stands around a record: its customer, the entry about it, and the search by which it is found."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from sqlalchemy import select

from dispatcher.domain.kinds import KINDS, SPANS, title_of
from dispatcher.domain.record import Owner
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.store.index import Indexer
from dispatcher.store.journal import Link
from dispatcher.store.records import first_site, name_of, stored
from dispatcher.store.schema import customer
from dispatcher.store.uow import UnitOfWork

_OWN_WORDS = frozenset({"name", "long_name", "remark", "mail", "street", "postcode", "place"})
"""Fields by whose words a customer is found."""


def gone(kind: str) -> Refusal:
    """The no to a record that is not there."""
    return Refusal("unknown", _("There is no such record: {kind}.").format(kind=_(KINDS[kind].label)))


def touch_customer(uow: UnitOfWork, owner: Owner | None, site_id: int) -> None:
    """The first site is shown as the customer's own place: who edits the customer shall see that it changed."""
    uow.flush()
    first = first_site(uow.connection, owner[1]) if owner else None
    if owner and first and first["id"] == site_id:
        version = uow.connection.scalar(select(customer.c.version).where(customer.c.id == owner[1]))
        uow.update(customer, owner[1], version or 0)


def customer_of(uow: UnitOfWork, kind: str, ident: int, owner: Owner | None) -> int | None:
    """The customer in whose history a record stands; None for what belongs to the office."""
    if kind == "customer":
        return ident
    if owner and owner[0] == "customer":
        return owner[1]
    if owner and owner[0] == "person":
        person = stored(uow.connection, *owner)
        return person.owner[1] if person and person.owner else None
    return None


def reindex(uow: UnitOfWork, kind: str, customer_id: int | None, ident: int, changed: Set[str] | None = None) -> None:
    """Make the customer found by what is now stored. ``changed`` are the fields that differ; None says that the whole
    record came or went."""
    if customer_id is None or kind not in ("customer", "site", "person"):
        return
    if changed is not None and not changed & _OWN_WORDS:
        return
    if kind == "person" or (kind == "customer" and changed is not None and "name" not in changed):
        Indexer(uow).rebuild_one(customer_id)
    elif kind == "site" and changed is not None:
        Indexer(uow).rebuild_one(customer_id, ident)
    else:
        Indexer(uow).rebuild(customer_id)


def links_of(kind: str, ident: int, owner: Owner | None, customer_id: int | None) -> list[Link]:
    """What an entry is about: the record, what it belongs to, and the customer whose history tells it."""
    links: list[Link] = [(kind, ident)]
    if owner:
        links.append(owner)
    if customer_id is not None:
        links.append(("customer", customer_id))
    return list(dict.fromkeys(links))


def told(uow: UnitOfWork, kind: str, values: Mapping[str, Any], owner: Owner | None, zone: str) -> str:
    """What an entry says about a record: its title, before it whose time off it is."""
    title = title_of(kind, values, zone)
    return f"{name_of(uow.connection, *owner)} {title}".strip() if owner and kind in SPANS else title
