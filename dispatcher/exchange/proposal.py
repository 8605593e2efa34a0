"""A mapping for a list nobody described, from the names of its columns."""

from __future__ import annotations

from collections.abc import Callable

from dispatcher.domain.refusal import Refusal
from dispatcher.exchange.binding import without_reasons
from dispatcher.exchange.mapping import (
    AppointmentRule,
    CustomerRule,
    EntryRule,
    Kind,
    Mapping,
    NumberRule,
    PersonRule,
    SiteRule,
    TechnicianRule,
    TicketRule,
)
from dispatcher.exchange.synonyms import SYNONYMS, number_kind, plain
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


class _Lacking(Exception):
    """No column holds what a list of this kind cannot do without."""


class _Columns:
    """The columns of a header, each taken by one field at most."""

    def __init__(self, header: tuple[str, ...]) -> None:
        self._names = [name for name in header if name and not set("{}") & set(name)]
        self._plain: dict[str, str] = {}
        for name in self._names:
            self._plain.setdefault(plain(name), name)
        self._taken: set[str] = set()

    def take(self, *what: str) -> str:
        """The template of the first free column that holds one of ``what``; empty where none does."""
        for synonym in (name for kind in what for name in SYNONYMS[kind]):
            column = self._plain.get(synonym)
            if column is not None and column not in self._taken:
                self._taken.add(column)
                return f"{{{column}}}"
        return ""

    def need(self, sentence: str, *what: str) -> str:
        """The same where there must be one; ``sentence`` says what is lacking. Raises _Lacking."""
        if template := self.take(*what):
            return template
        raise _Lacking(sentence)

    def house_number(self, street: str) -> str:
        """The column of house numbers: by its name, or "No." where it stands right behind the street."""
        if template := self.take("house number"):
            return template
        at = self._names.index(street[1:-1]) + 1 if street else len(self._names)
        if at < len(self._names) and plain(self._names[at]) in ("nr", "no", "nummer", "number"):
            self._taken.add(self._names[at])
            return f"{{{self._names[at]}}}"
        return ""

    def numbers(self) -> tuple[NumberRule, ...]:
        """All columns with numbers and mail addresses."""
        rules = []
        for name in self._names:
            kind = number_kind(name)
            if kind is not None and name not in self._taken:
                self._taken.add(name)
                rules.append(NumberRule(kind, f"{{{name}}}"))
        return tuple(rules)


def propose(header: tuple[str, ...], kind: Kind) -> Mapping | Refusal:
    """A mapping for a list of ``kind`` with this ``header``; columns it cannot place stay unused.

    Refuses, naming what is lacking, where no column holds what such a list cannot do without.
    """
    try:
        return _PROPOSALS[kind](_Columns(without_reasons(header)))
    except _Lacking as lacking:
        sentence = _("{lacking} The columns are: {columns}. Describe the list with a mapping.")
        return Refusal("mapping-proposal", sentence.format(lacking=lacking, columns=", ".join(header)))


def _site(columns: _Columns, name: str = "") -> SiteRule:
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


def _person_name(columns: _Columns) -> str:
    first, last = columns.take("first name"), columns.take("last name")
    return f"{first} {last or columns.take('name')}".strip() if first or last else ""


def _first(*templates: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(template for template in templates if template))


def _joined(*templates: str) -> str:
    return " / ".join(template for template in templates if template)


def _customers(columns: _Columns) -> Mapping:
    place_name = columns.take("site")
    site = _site(columns, place_name)
    company, person = columns.take("company"), columns.take("person")
    full = _person_name(columns)
    name = company or columns.take("name") or full
    if not name:
        raise _Lacking(_("No column holds the customer's name."))
    own_key = columns.take("customer.key") or columns.take("row.key")
    names = _first(company, full) if company else name
    key = _joined(own_key, place_name) or _joined(name, str(site.street), str(site.postcode))
    who = _first(person, full if company else "")
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


def _whose(columns: _Columns) -> CustomerRule:
    key, name = columns.take("customer.key"), columns.take("company")
    if not (key or name):
        raise _Lacking(_("No column says which customer a row belongs to."))
    return CustomerRule(key=key, name=name)


def _contacts(columns: _Columns) -> Mapping:
    customer = _whose(columns)
    name = _person_name(columns) or columns.need(_("No column holds the person's name."), "person", "name")
    key = columns.take("row.key") or _joined(str(customer.key or customer.name), name)
    form, role = columns.take("form"), columns.take("role")
    person = PersonRule(name, form, role, columns.take("language"), columns.take("remark"), columns.numbers())
    return Mapping(kind="contacts", key=key, customer=customer, person=person)


def _technicians(columns: _Columns) -> Mapping:
    name = _person_name(columns) or columns.need(_("No column holds the technician's name."), "name", "technicians")
    code = columns.need(_("No column holds the technician's short code."), "code", "row.key")
    skills, region, hours = columns.take("skills"), columns.take("region"), columns.take("hours")
    phone = next((rule.value for rule in columns.numbers() if rule.kind in ("mobile", "phone")), "")
    rule = TechnicianRule(code=code, name=name, skills=skills, region=region, hours=hours, phone=phone)
    return Mapping(kind="technicians", key=code, technician=rule)


def _tickets(columns: _Columns) -> Mapping:
    key = columns.need(_("No column holds the ticket's number."), "ticket", "row.key")
    customer = _whose(columns)
    text = columns.take("text")
    title = columns.take("title") or text
    if not title:
        raise _Lacking(_("No column holds the ticket's title."))
    rule = TicketRule(
        title=title,
        text=text,
        state=columns.take("ticket state"),
        reported=_moment(columns, _("No column says when the ticket was reported."), "reported", "date"),
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


def _moment(columns: _Columns, lacking: str, *what: str) -> str:
    """A column with date and time, or one with the date and another with the time of day."""
    day = columns.need(lacking, *what)
    clock = columns.take("time")
    return f"{day}[ {clock}]" if clock else day


def _from_until(columns: _Columns) -> tuple[str, str]:
    """Start and end; where a column of its own holds the date, they are times of day."""
    day, start, end = columns.take("date"), columns.take("start", "time"), columns.take("end")
    if not (day or start):
        raise _Lacking(_("No column says when the appointment starts."))
    if not (day and start):
        return day or start, end
    return f"{day} {start}", f"{day} {end}" if end else ""


def _appointments(columns: _Columns) -> Mapping:
    ticket = columns.need(_("No column says which ticket an appointment belongs to."), "ticket")
    start, end = _from_until(columns)
    rule = AppointmentRule(
        ticket=ticket,
        start=start,
        technicians=columns.take("technicians"),
        end=end,
        minutes=columns.take("minutes"),
        state=_first(columns.take("ticket state"), "proposed"),
        window=columns.take("window"),
        travel=columns.take("travel"),
    )
    if not (rule.end or rule.minutes):
        raise _Lacking(_("No column says when the appointment ends."))
    key = columns.take("row.key") or _joined(ticket, start)
    values = {"appointment.state": _TRANSLATED["appointment.state"]}
    return Mapping(kind="appointments", key=key, appointment=rule, values=values)


def _history(columns: _Columns) -> Mapping:
    customer = _whose(columns)
    happened = _moment(columns, _("No column says when the contact happened."), "date", "reported", "time")
    text = columns.need(_("No column holds the text of the contact."), "text", "remark", "title")
    key = columns.take("row.key") or _joined(str(customer.key or customer.name), happened, text)
    rule = EntryRule(
        happened=happened,
        text=text,
        direction=_first(columns.take("direction"), "in"),
        channel=_first(columns.take("channel"), "T"),
        person=columns.take("person"),
        author=columns.take("author"),
        ticket=columns.take("ticket"),
    )
    values = {"entry.direction": _TRANSLATED["entry.direction"]}
    return Mapping(kind="history", key=key, customer=customer, entry=rule, values=values)


_PROPOSALS: dict[Kind, Callable[[_Columns], Mapping]] = {
    "customers": _customers,
    "contacts": _contacts,
    "technicians": _technicians,
    "tickets": _tickets,
    "appointments": _appointments,
    "history": _history,
}
