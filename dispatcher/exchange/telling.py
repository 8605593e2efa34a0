"""A mapping told in one line: which column of the list became what."""

from __future__ import annotations

from collections.abc import Iterator

from dispatcher.exchange.mapping import Mapping
from dispatcher.exchange.rules import NumberRule
from dispatcher.exchange.template import Texts, field
from dispatcher.locale import N_, _

_WORDS = {
    "key": N_("key"), "customer.key": N_("customer"), "customer.name": N_("name"),
    "customer.long_name": N_("long name"), "customer.language": N_("language"), "customer.remark": N_("remark"),
    "site.name": N_("site"), "site.street": N_("street"), "site.postcode": N_("postcode"), "site.place": N_("place"),
    "site.state": N_("federal state"), "site.country": N_("country"), "site.access": N_("access"),
    "site.parking": N_("parking"), "site.latitude": N_("latitude"), "site.longitude": N_("longitude"),
    "person.name": N_("person"), "person.form": N_("form of address"), "person.role": N_("role"),
    "person.language": N_("language"), "person.remark": N_("remark"),
    "technician.code": N_("short code"), "technician.name": N_("name"), "technician.skills": N_("skills"),
    "technician.region": N_("region"), "technician.hours": N_("hours"), "technician.phone": N_("phone"),
    "ticket.title": N_("title"), "ticket.text": N_("text"), "ticket.state": N_("state"),
    "ticket.reported": N_("reported"), "ticket.closed": N_("closed"), "ticket.urgent": N_("urgent"),
    "ticket.skills": N_("skills"), "ticket.minutes": N_("minutes"), "ticket.person": N_("person"),
    "ticket.channel": N_("channel"), "ticket.due": N_("due"),
    "appointment.ticket": N_("ticket"), "appointment.start": N_("start"), "appointment.end": N_("end"),
    "appointment.technicians": N_("technician"), "appointment.minutes": N_("minutes"),
    "appointment.state": N_("state"), "appointment.window": N_("window"), "appointment.travel": N_("travel"),
    "entry.happened": N_("happened"), "entry.text": N_("text"), "entry.direction": N_("direction"),
    "entry.channel": N_("channel"), "entry.person": N_("person"), "entry.author": N_("author"),
    "entry.ticket": N_("ticket"),
    "colleague.sign": N_("sign"), "colleague.name": N_("name"), "colleague.login": N_("login"),
    "colleague.role": N_("right"), "colleague.stand_in": N_("stand-in"), "colleague.phone": N_("phone"),
    "contract.name": N_("name"), "contract.hours": N_("service hours"), "contract.response": N_("response time"),
    "contract.availability": N_("availability"), "contract.starts": N_("valid from"),
    "contract.ends": N_("valid until"), "contract.remark": N_("remark"),
    "service.name": N_("name"), "service.kind": N_("what it is"), "service.availability": N_("availability"),
    "service.customers": N_("customers"), "service.remark": N_("remark"),
    "absence.starts": N_("absent from"), "absence.ends": N_("absent until"), "absence.told": N_("told"),
    "absence.technician": N_("technician"), "absence.colleague": N_("colleague"), "absence.person": N_("person"),
    "phone": N_("phone"), "mobile": N_("mobile"), "fax": N_("fax"), "mail": N_("mail"),
}  # fmt: skip
"""What the fields are called that a proposal may fill."""


def told(mapping: Mapping) -> str:
    """Every field with the columns it is made of, in the language in use: ``name = Firma, street = Straße + Nr.``"""
    found: dict[str, None] = {}
    for name, texts in _filled(mapping):
        if columns := field(texts).columns:
            found.setdefault(f"{_(_WORDS[name])} = {' + '.join(columns)}")
    return ", ".join(found)


def _filled(mapping: Mapping) -> Iterator[tuple[str, Texts]]:
    for name, texts in mapping.texts():
        if not name.endswith(".numbers"):
            yield name, texts
    for _name, rule in mapping.rules():
        numbers: tuple[NumberRule, ...] = getattr(rule, "numbers", ())
        for number in numbers:
            yield number.kind, number.value
