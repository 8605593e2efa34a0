"""Add a customer with sites, people and numbers, found at once by each of his names, places and numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.customer import FIRST_NUMBER, AddCustomer, all_numbers, refuse_customer
from dispatcher.domain.imported import ImportedNumber, ImportedPerson, ImportedSite
from dispatcher.domain.phone import tail_key
from dispatcher.domain.text import clean, digits
from dispatcher.domain.verbs import ADD_CUSTOMER
from dispatcher.store.index import Indexer
from dispatcher.store.schema import contact_person, customer, number, site
from dispatcher.store.uow import UnitOfWork

Values = dict[str, Any]


def add_customer(uow: UnitOfWork, command: AddCustomer, save_key: str | None = None) -> Outcome:
    """Add ``command`` under the next number; refuses an empty name, a country or zone that is none, an empty number."""
    if refusal := refuse_customer(command):
        return refusal
    customer_number = uow.new_id(customer, "number", first=FIRST_NUMBER)
    name, long_name, remark = clean(command.name.strip()), clean(command.long_name), clean(command.remark)
    ident = uow.insert(
        customer,
        number=customer_number,
        name=name,
        long_name=long_name,
        language=command.language,
        remark=remark,
        collective=command.collective,
    )
    site_ids = [_add_site(uow, ident, one) for one in command.sites]
    person_ids = [_add_person(uow, ident, one) for one in command.people]
    _add_numbers(uow, ident, command.numbers)
    _index(Indexer(uow), ident, command, site_ids)
    payload = {"text": name, "number": customer_number, "result": result("customer", ident, customer_number)}
    links = [("customer", ident), *(("site", one) for one in site_ids), *(("person", one) for one in person_ids)]
    seq = uow.record(ADD_CUSTOMER, links, payload, save_key=save_key)
    return Done(seq, "customer", ident, customer_number)


def _add_site(uow: UnitOfWork, customer_id: int, one: ImportedSite) -> int:
    ident = uow.insert(site, **site_values(customer_id, one))
    _add_numbers(uow, customer_id, one.numbers, site_id=ident)
    return ident


def _add_person(uow: UnitOfWork, customer_id: int, one: ImportedPerson) -> int:
    ident = uow.insert(contact_person, **person_values(customer_id, one))
    _add_numbers(uow, customer_id, one.numbers, person_id=ident)
    return ident


def _add_numbers(
    uow: UnitOfWork,
    customer_id: int,
    numbers: Iterable[ImportedNumber],
    person_id: int | None = None,
    site_id: int | None = None,
) -> None:
    for one in numbers:
        uow.insert(number, **number_values(customer_id, one, person_id, site_id))


def site_values(customer_id: int, one: ImportedSite) -> Values:
    """The columns of a site."""
    return {
        "customer_id": customer_id,
        "name": clean(one.name),
        "street": clean(one.street),
        "postcode": clean(one.postcode),
        "place": clean(one.place),
        "state": one.state,
        "country": one.country,
        "zone": one.zone,
        "access": clean(one.access),
        "parking": clean(one.parking),
        "latitude": one.latitude,
        "longitude": one.longitude,
        **said(
            municipality=clean(one.municipality),
            access_class=one.access_class,
            register_hours=one.register_hours,
            buffer_minutes=one.buffer_minutes,
            guard_phone=clean(one.guard_phone),
        ),
    }


def person_values(customer_id: int, one: ImportedPerson, site_id: int | None = None) -> Values:
    """The columns of a contact person, who may belong to one site."""
    return {
        "customer_id": customer_id,
        "site_id": site_id,
        "name": clean(one.name.strip()),
        "form": clean(one.form),
        "role": clean(one.role),
        "language": one.language,
        **said(
            duties=clean(one.duties),
            permissions=one.permissions,
            channel=one.channel,
            no_information=one.no_information,
        ),
    }


def said(**values: Any) -> Values:
    """Those of ``values`` of which something is known; the columns of the others keep what the schema gives them."""
    return {name: value for name, value in values.items() if value}


def number_values(
    customer_id: int, one: ImportedNumber, person_id: int | None = None, site_id: int | None = None
) -> Values:
    """The columns of a number; it is found by its digits backwards, a mail address by its words."""
    return {
        "customer_id": customer_id,
        "person_id": person_id,
        "site_id": site_id,
        "kind": one.kind,
        "value": clean(one.value),
        "shown": clean(one.shown or one.value),
        "tail": "" if one.kind == "mail" else tail_key(digits(one.value)),
        "note": clean(one.note),
    }


def _index(indexer: Indexer, ident: int, command: AddCustomer, site_ids: list[int]) -> None:
    mails = (one.value for one in all_numbers(command) if one.kind == "mail")
    people = (one.name for one in command.people)
    first = place_words(command.sites[0]) if command.sites else ()
    indexer.add(ident, [command.name, command.long_name, command.remark, *people, *mails, *first])
    for site_id, one in zip(site_ids[1:], command.sites[1:], strict=True):
        indexer.add(ident, [command.name, *place_words(one)], site_id)


def place_words(one: ImportedSite) -> tuple[str, str, str, str]:
    """By what a site is found."""
    return one.name, one.street, one.postcode, one.place
