"""Whether a mapping makes sense before a file is read with it."""

from __future__ import annotations

import re

from dispatcher.domain.region import is_zone
from dispatcher.exchange.complaints import nearest
from dispatcher.exchange.mapping import Mapping
from dispatcher.exchange.template import BadTemplate, field
from dispatcher.exchange.words import ALLOWED
from dispatcher.locale import _

_TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "customers": (("customer",), ("site", "person")),
    "contacts": (("customer", "person"), ()),
    "technicians": (("technician",), ()),
    "tickets": (("customer", "ticket"), ("site", "events")),
    "appointments": (("appointment",), ()),
    "history": (("customer", "entry"), ()),
    "colleagues": (("colleague",), ()),
    "contracts": (("customer", "contract"), ()),
    "services": (("service",), ()),
    "absences": (("absence",), ("customer",)),
}
"""By kind: the tables a mapping must have, and those it may have."""

_NEEDED = {
    "customers": ("customer.name",),
    "contacts": ("person.name",),
    "technicians": ("technician.code", "technician.name"),
    "tickets": ("ticket.title", "ticket.reported"),
    "appointments": ("appointment.ticket", "appointment.start"),
    "history": ("entry.happened", "entry.text"),
    "colleagues": ("colleague.sign", "colleague.name"),
    "contracts": ("contract.name",),
    "services": ("service.name",),
    "absences": ("absence.starts",),
}
_DIRECTIVE = re.compile(r"%(.?)")
_DIRECTIVES = frozenset("dmYyHMSfIp%")


def check(mapping: Mapping) -> str:
    """What is wrong with ``mapping``, in one sentence; empty where nothing is."""
    for test in (_tables, _templates, _needed, _dates, _where_and_when, _values):
        if sentence := test(mapping):
            return sentence
    return ""


def columns(mapping: Mapping) -> tuple[str, ...]:
    """The columns that ``mapping`` uses, each once, in the order of its fields."""
    named = [column for _name, texts in mapping.texts() for column in field(texts).columns]
    watched = mapping.events.watch if mapping.events else ()
    return tuple(dict.fromkeys((*named, *watched)))


def _tables(mapping: Mapping) -> str:
    must, may = _TABLES[mapping.kind]
    has = [name for name, _rule in mapping.rules()]
    if lacking := [name for name in must if name not in has]:
        return _("A list of {kind} needs the table [{table}].").format(kind=mapping.kind, table=lacking[0])
    if wrong := [name for name in has if name not in must + may]:
        return _("A list of {kind} has no table [{table}].").format(kind=mapping.kind, table=wrong[0])
    return ""


def _templates(mapping: Mapping) -> str:
    for name, texts in mapping.texts():
        try:
            field(texts)
        except BadTemplate as trouble:
            return _('The brackets in "{text}" ({field}) do not fit.').format(text=trouble, field=name)
    return ""


def _needed(mapping: Mapping) -> str:
    given = {name for name, texts in mapping.texts() if texts}
    for name in ("key", *_NEEDED[mapping.kind]):
        if name not in given:
            return _('The field "{name}" is missing{where}.').format(name=name, where="")
    return ""


def _dates(mapping: Mapping) -> str:
    for form in mapping.dates:
        if form != "iso" and ("%" not in form or not _DIRECTIVES.issuperset(_DIRECTIVE.findall(form))):
            return _('"{form}" is no date format; write it like "%d.%m.%Y %H:%M".').format(form=form)
    return ""


def _where_and_when(mapping: Mapping) -> str:
    if mapping.country and not re.fullmatch(r"[A-Z]{2}", mapping.country):
        return _('"{country}" is no country; write two capital letters, like "DE".').format(country=mapping.country)
    if mapping.zone and not is_zone(mapping.zone):
        return _('"{zone}" is no time zone; write it like "Europe/Berlin".').format(zone=mapping.zone)
    return ""


def _values(mapping: Mapping) -> str:
    for name, translations in mapping.values.items():
        if name not in ALLOWED:
            return _('There is no field "{name}"{where}.').format(name=name, where=" in [values]") + nearest(
                name, ALLOWED
            )
        for word in translations.values():
            if word not in ALLOWED[name]:
                sentence = _('"{word}" is none of the words of {field}: {words}.')
                return sentence.format(word=word, field=name, words=", ".join(ALLOWED[name])) + nearest(
                    word, ALLOWED[name]
                )
    return ""
