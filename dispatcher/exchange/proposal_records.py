"""Mappings proposed for lists of an office's records: colleagues, contracts, services, absences."""

from __future__ import annotations

from dispatcher.exchange.columns import Columns, Lacking, joined, person_name, whose
from dispatcher.exchange.mapping import Mapping
from dispatcher.exchange.rules import AbsenceRule, ColleagueRule, ContractRule, CustomerRule, ServiceRule
from dispatcher.locale import _


def colleagues(columns: Columns) -> Mapping:
    """A list of colleagues. Raises Lacking."""
    name = person_name(columns) or columns.need(_("No column holds the colleague's name."), "name", "author")
    sign = columns.need(_("No column holds the colleague's sign."), "code")
    login, role = columns.take("login"), (columns.take("right"), "dispatcher")
    stand_in = columns.take("deputy")
    phone = next((rule.value for rule in columns.numbers() if rule.kind in ("phone", "mobile")), "")
    rule = ColleagueRule(sign=sign, name=name, login=login, role=role, stand_in=stand_in, phone=phone)
    return Mapping(kind="colleagues", key=sign, colleague=rule)


def contracts(columns: Columns) -> Mapping:
    """A list of contracts. Raises Lacking."""
    customer = whose(columns)
    name = columns.need(_("No column holds the contract's name."), "contract", "title", "name")
    rule = ContractRule(
        name=name,
        hours=columns.take("hours"),
        response=columns.take("response"),
        availability=columns.take("availability"),
        starts=columns.take("start"),
        ends=columns.take("end"),
        remark=columns.take("remark"),
    )
    key = columns.take("row.key") or joined(str(customer.key or customer.name), name)
    return Mapping(kind="contracts", key=key, customer=customer, contract=rule)


def services(columns: Columns) -> Mapping:
    """A list of services. Raises Lacking."""
    name = columns.need(_("No column holds the service's name."), "service", "name")
    rule = ServiceRule(
        name=name,
        kind=columns.take("channel"),
        availability=columns.take("availability"),
        customers=columns.take("customers", "company"),
        remark=columns.take("remark"),
    )
    return Mapping(kind="services", key=columns.take("row.key") or name, service=rule)


def absences(columns: Columns) -> Mapping:
    """A list of absences. Raises Lacking."""
    technician, person = columns.take("technicians"), columns.take("person")
    colleague = columns.take("author")
    if not (technician or person or colleague):
        raise Lacking(_("No column says who is absent."))
    starts = columns.need(_("No column says from when somebody is absent."), "start", "date")
    rule = AbsenceRule(
        starts=starts,
        ends=columns.take("end"),
        told=columns.take("reported"),
        technician=technician,
        colleague=colleague,
        person=person,
    )
    key = columns.take("row.key") or joined(technician, colleague, person, starts)
    customer: CustomerRule | None = whose(columns) if person else None
    return Mapping(kind="absences", key=key, customer=customer, absence=rule)
