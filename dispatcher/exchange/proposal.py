"""A mapping for a list nobody described, from the names of its columns."""

from __future__ import annotations

from collections.abc import Callable

from dispatcher.domain.refusal import Refusal
from dispatcher.exchange import proposal_records as records
from dispatcher.exchange.binding import without_reasons
from dispatcher.exchange.columns import Columns, Lacking, first, joined, moment, person_name, whose
from dispatcher.exchange.mapping import Kind, Mapping
from dispatcher.exchange.rules import (
    AppointmentRule,
    CustomerRule,
    EntryRule,
    PersonRule,
    SiteRule,
    TechnicianRule,
    TicketRule,
)
from dispatcher.locale import _

_TRANSLATED = {
    "ticket.state": {
        "neu": "new", "offen": "new", "open": "new", "geplant": "planned", "in Arbeit": "in work", "aktiv": "in work",
        "in Bearbeitung": "in work", "in progress": "in work", "active": "in work", "wartet": "waiting",
        "wartend": "waiting", "pending": "waiting", "behoben": "fixed", "gelöst": "fixed", "resolved": "fixed",
        "erledigt": "closed", "geschlossen": "closed", "done": "closed", "storniert": "cancelled",
        "canceled": "cancelled",
    },
    "ticket.urgent": {"dringend": "yes", "urgent": "yes", "hoch": "yes", "high": "yes", "1*": "yes", "*": "no"},
    "appointment.state": {
        "angefragt": "asked", "vorgeschlagen": "proposed", "geplant": "proposed", "bestätigt": "confirmed",
        "unterwegs": "en route", "vor Ort": "on site", "erledigt": "done", "abgesagt": "cancelled",
    },
    "entry.direction": {
        "ein*": "in", "incoming": "in", "inbound": "in", "aus*": "out", "outgoing": "out", "outbound": "out",
        "intern": "internal",
    },
}  # fmt: skip


def propose(header: tuple[str, ...], kind: Kind) -> Mapping | Refusal:
    """A mapping for a list of ``kind`` with this ``header``; columns it cannot place stay unused.

    Refuses, naming what is lacking, where no column holds what such a list cannot do without.
    """
    try:
        return _PROPOSALS[kind](Columns(without_reasons(header)))
    except Lacking as lacking:
        sentence = _("{lacking} The columns are: {columns}. Describe the list with a mapping.")
        return Refusal("mapping-proposal", sentence.format(lacking=lacking, columns=", ".join(header)))


def _site(columns: Columns, name: str = "") -> SiteRule:
    street = columns.take("street")
    house_number = columns.house_number(street)
    return SiteRule(
        name=name,
        street=f"{street} {house_number}".strip(),
        postcode=columns.take("postcode"),
        place=columns.take("place"),
        state=columns.take("state"),
        country=columns.take("country"),
        access=columns.take("access"),
        parking=columns.take("parking"),
        latitude=columns.take("latitude"),
        longitude=columns.take("longitude"),
    )


def _customers(columns: Columns) -> Mapping:
    place_name = columns.take("site")
    site = _site(columns, place_name)
    company, person = columns.take("company"), columns.take("person")
    full = person_name(columns)
    name = company or columns.take("name") or full
    if not name:
        raise Lacking(_("No column holds the customer's name."))
    own_key = columns.take("customer.key") or columns.take("row.key")
    names = first(company, full) if company else name
    key = joined(own_key, place_name) or joined(name, str(site.street), str(site.postcode))
    who = first(person, full if company else "")
    return Mapping(
        kind="customers",
        key=key,
        customer=CustomerRule(
            key=own_key or names,
            name=names,
            long_name=columns.take("long name"),
            language=columns.take("language"),
            remark=columns.take("remark"),
            numbers=columns.numbers(),
        ),
        site=site,
        person=PersonRule(who, columns.take("form"), columns.take("role")) if who else None,
    )


def _contacts(columns: Columns) -> Mapping:
    customer = whose(columns)
    name = person_name(columns) or columns.need(_("No column holds the person's name."), "person", "name")
    key = columns.take("row.key") or joined(str(customer.key or customer.name), name)
    form, role = columns.take("form"), columns.take("role")
    person = PersonRule(name, form, role, columns.take("language"), columns.take("remark"), columns.numbers())
    return Mapping(kind="contacts", key=key, customer=customer, person=person)


def _technicians(columns: Columns) -> Mapping:
    name = person_name(columns) or columns.need(_("No column holds the technician's name."), "name", "technicians")
    code = columns.need(_("No column holds the technician's short code."), "code", "row.key")
    skills, region, hours = columns.take("skills"), columns.take("region"), columns.take("hours")
    phone = next((rule.value for rule in columns.numbers() if rule.kind in ("mobile", "phone")), "")
    rule = TechnicianRule(code=code, name=name, skills=skills, region=region, hours=hours, phone=phone)
    return Mapping(kind="technicians", key=code, technician=rule)


def _tickets(columns: Columns) -> Mapping:
    key = columns.need(_("No column holds the ticket's number."), "ticket", "row.key")
    customer = whose(columns)
    text = columns.take("text")
    title = columns.take("title") or text
    if not title:
        raise Lacking(_("No column holds the ticket's title."))
    rule = TicketRule(
        title=title,
        text=text,
        state=columns.take("ticket state"),
        reported=moment(columns, _("No column says when the ticket was reported."), "reported", "date"),
        closed=columns.take("closed"),
        urgent=columns.take("urgent"),
        skills=columns.take("skills"),
        minutes=columns.take("minutes"),
        person=columns.take("person"),
        channel=columns.take("channel"),
        due=columns.take("due"),
    )
    site = _site(columns, columns.take("site"))
    values = {name: _TRANSLATED[name] for name in ("ticket.state", "ticket.urgent")}
    return Mapping(kind="tickets", key=key, customer=customer, ticket=rule, site=site, values=values)


def _from_until(columns: Columns) -> tuple[str, str]:
    """Start and end; where a column of its own holds the date, they are times of day."""
    day, start, end = columns.take("date"), columns.take("start", "time"), columns.take("end")
    if not (day or start):
        raise Lacking(_("No column says when the appointment starts."))
    if not (day and start):
        return day or start, end
    return f"{day} {start}", f"{day} {end}" if end else ""


def _appointments(columns: Columns) -> Mapping:
    ticket = columns.need(_("No column says which ticket an appointment belongs to."), "ticket")
    start, end = _from_until(columns)
    rule = AppointmentRule(
        ticket=ticket,
        start=start,
        technicians=columns.take("technicians"),
        end=end,
        minutes=columns.take("minutes"),
        state=first(columns.take("ticket state"), "proposed"),
        window=columns.take("window"),
        travel=columns.take("travel"),
    )
    if not (rule.end or rule.minutes):
        raise Lacking(_("No column says when the appointment ends."))
    key = columns.take("row.key") or joined(ticket, start)
    values = {"appointment.state": _TRANSLATED["appointment.state"]}
    return Mapping(kind="appointments", key=key, appointment=rule, values=values)


def _history(columns: Columns) -> Mapping:
    customer = whose(columns)
    happened = moment(columns, _("No column says when the contact happened."), "date", "reported", "time")
    text = columns.need(_("No column holds the text of the contact."), "text", "remark", "title")
    key = columns.take("row.key") or joined(str(customer.key or customer.name), happened, text)
    rule = EntryRule(
        happened=happened,
        text=text,
        direction=first(columns.take("direction"), "in"),
        channel=first(columns.take("channel"), "T"),
        person=columns.take("person"),
        author=columns.take("author"),
        ticket=columns.take("ticket"),
    )
    values = {"entry.direction": _TRANSLATED["entry.direction"]}
    return Mapping(kind="history", key=key, customer=customer, entry=rule, values=values)


_PROPOSALS: dict[Kind, Callable[[Columns], Mapping]] = {
    "customers": _customers,
    "contacts": _contacts,
    "technicians": _technicians,
    "tickets": _tickets,
    "appointments": _appointments,
    "history": _history,
    "colleagues": records.colleagues,
    "contracts": records.contracts,
    "services": records.services,
    "absences": records.absences,
}
