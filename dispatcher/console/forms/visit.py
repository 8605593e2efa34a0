"""What the forms about a visit share: which one it is, as it was when the form was opened."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from dispatcher.console.forms.fields import FieldForm
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.visit_messages import VisitStale
from dispatcher.console.wording import parsed
from dispatcher.domain.calendar import show_span
from dispatcher.domain.phrases import Office
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.reported import reported_at
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.queries.visit_rows import VisitSheet
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Visited:
    """A visit: ids and version of the appointment, its ticket and customer, and what a form proposes."""

    appointment: int
    version: int
    ticket: int
    number: int
    customer: int
    name: str
    span: str
    zone: str
    crew: str = ""
    begins: datetime | None = None
    """The window that was told to the customer, else the visit itself."""
    arrived: datetime | None = None
    travel_minutes: int = 0
    numbers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


def visited(sheet: VisitSheet) -> Visited:
    """What a form has to know of a visit."""
    people = dict.fromkeys(one_line(row.name) for row in sheet.numbers if row.name)
    return Visited(
        sheet.id,
        sheet.version,
        sheet.ticket.id,
        sheet.ticket.number,
        sheet.ticket.customer,
        sheet.ticket.customer_name,
        show_span(sheet.starts, sheet.ends, sheet.zone),
        sheet.zone,
        ", ".join(map(one_line, sheet.crew)),
        sheet.window[0] if sheet.window is not None else sheet.starts,
        sheet.on_site,
        sheet.travel_minutes,
        tuple(f"{one_line(row.name)} {row.number}".strip() for row in sheet.numbers),
        tuple(people),
    )


def visited_from(draft: Data) -> Visited | None:
    """Which visit the form of a draft was about, or None for what tells none."""
    told = draft.get("visit")
    if not isinstance(told, dict) or told.keys() != set(Visited.__slots__):
        return None
    more = {name: tuple(map(str, told[name])) for name in ("numbers", "people")}
    instants = {name: parsed(told[name]) for name in ("begins", "arrived")}
    return Visited(**{**told, **more, **instants})


class VisitForm(FieldForm):
    """A form about one visit."""

    def __init__(self, visit: Visited, subject: str, ties: Ties, draft: Data) -> None:
        self.visit, self.ties = visit, ties
        super().__init__(subject, ties, draft, self.proposed())

    def proposed(self) -> dict[str, str]:
        """What stands in the fields of a fresh form."""
        return {}

    def office(self) -> Office:
        """Where and when a time is read."""
        return self.ties.office("")

    def about(self) -> str:
        """The customer's name."""
        return self.visit.name

    def customer(self) -> int | None:
        """Whose visit it is."""
        return self.visit.customer

    def headline(self) -> str:
        """Which form it is, and about which visit."""
        visit = self.visit
        return f"{super().headline()} T-{visit.number} {one_line(visit.name)[:24]}  {visit.span}"

    def typed_in(self) -> Data | None:
        """The fields, and about which visit they are."""
        typed = super().typed_in()
        if typed is None:
            return None
        visit = self.visit
        instants = {"begins": visit.begins, "arrived": visit.arrived}
        told = {name: at.isoformat() if at is not None else None for name, at in instants.items()}
        lists = {"numbers": list(visit.numbers), "people": list(visit.people)}
        return {**typed, "visit": {**asdict(visit), **lists, **told}}

    def refused(self, refusal: Refusal) -> None:
        """Why it was not filed; of another's change it is asked what he did."""
        super().refused(refusal)
        if refusal.code == "conflict":
            self.post_message(VisitStale(self.subject, self.visit.appointment))

    def base_on(self, sheet: VisitSheet) -> None:
        """Somebody else changed the visit: what was typed stays, and the next Enter files it on top of his."""
        self.visit = replace(visited(sheet), numbers=self.visit.numbers, people=self.visit.people)
        self.say(_("Somebody changed it meanwhile; it stands above as it is now.  Enter = file yours"))

    def reported(self, typed: str) -> datetime | None:
        """The instant that a time of day means; None where it is none."""
        return reported_at(typed, self.office().now, self.visit.zone)

    def minutes(self, typed: str) -> int | None:
        """Whole minutes; None where they are none."""
        said = typed.strip().removesuffix(_("min")).strip()
        return int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else None
