"""What the forms about a ticket's next step share: whose ticket it is, how it stands, and the day it is read on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from dispatcher.console.forms.fields import FieldForm
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.phrase import Phrase
from dispatcher.console.turn_messages import TurnStale
from dispatcher.console.widgets.marks import Line, cell
from dispatcher.console.wording import follow_up, parsed
from dispatcher.domain.ball import BALL_WORDS
from dispatcher.domain.calendar import local_day
from dispatcher.domain.phrases import Office, Understood, echo
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.queries.rows import TicketRow
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class TurnStart:
    """The ticket as it was when the form was opened; ``people`` are the names of his customer's contact persons."""

    ticket: int
    number: int
    customer: int
    name: str
    title: str
    version: int
    holder: str = ""
    who: str = ""
    step: str = ""
    due: datetime | None = None
    attempts: int = 0
    people: Sequence[str] = ()

    def after(self, row: TicketRow) -> TurnStart:
        """The same ticket as somebody else left it."""
        return replace(start_of(row, self.people), customer=self.customer, name=self.name)


def start_of(row: TicketRow, people: Sequence[str] = ()) -> TurnStart:
    """How a form about an open ticket begins."""
    told = (row.id, row.number, row.customer, row.customer_name, row.title, row.version)
    return TurnStart(*told, row.ball, row.ball_who, row.next_step, row.due, row.attempts, tuple(people))


def start_from(draft: Data) -> TurnStart | None:
    """Whose the form of a draft was, or None for what tells no ticket."""
    told = draft.get("start")
    if not isinstance(told, dict) or not {"ticket", "number", "customer", "version"} <= told.keys():
        return None
    known = {name: told[name] for name in TurnStart.__slots__ if name in told}
    people = tuple(map(str, known.pop("people", ())))
    known |= {"due": parsed(told.get("due")), "name": str(told.get("name", "")), "title": str(told.get("title", ""))}
    return TurnStart(**known, people=people)


class TurnForm(FieldForm):
    """A form about one ticket. A subclass names its fields; the one called ``until`` holds a time."""

    takes_days = False
    """Whether a day without a time is enough."""
    understands_empty = True

    def __init__(self, start: TurnStart, subject: str, ties: Ties, draft: Data) -> None:
        self.start_at = start
        self.until = Phrase("until", self.office, takes_days=self.takes_days)
        super().__init__(subject, ties, draft)

    def office(self) -> Office:
        """Where and when the time is read."""
        return self.ties.office("")

    def about(self) -> str:
        """The customer's name."""
        return self.start_at.name

    def customer(self) -> int | None:
        """Whose ticket it is."""
        return self.start_at.customer

    def headline(self) -> str:
        """Which form it is, and about which ticket."""
        start = self.start_at
        return f"{super().headline()} T-{start.number} {one_line(start.name)[:40]}"

    def typed_in(self) -> Data | None:
        """The fields, and about which ticket they are."""
        typed = super().typed_in()
        if typed is None:
            return None
        start = self.start_at
        due = start.due.isoformat() if start.due is not None else None
        return {**typed, "start": {**asdict(start), "due": due, "people": list(start.people)}}

    def notes(self, width: int) -> Sequence[Line]:
        """Who has the ball at present, until when, and what is his next step."""
        start = self.start_at
        office = self.office()
        when = follow_up(start.due, office.now, office.zone) if start.due is not None else ""
        holder = _(BALL_WORDS.get(start.holder, "")) + (f" ({one_line(start.who)})" if start.who else "")
        told = ", ".join(part for part in (holder, when, one_line(start.step)) if part)
        return [((cell(f" {_('Now')}: {told}", width), "plain"),)]

    def date(self, instant: datetime) -> str:
        """An instant as it would be understood."""
        office = self.office()
        return echo(Understood("", local_day(instant, office.zone), instant), office.now, office.zone)

    def phrase_in(self, name: str) -> Phrase | None:
        """That of the time."""
        return self.until if name == "until" else None

    def read_until(self, text: str) -> str:
        """What is understood of the time that is typed; empty for none."""
        return self.until.read(text) if text.strip() else self.until.read("")

    def base_on(self, row: TicketRow) -> None:
        """Somebody else changed the ticket: what was typed stays, and the next Enter files it on top of his."""
        self.start_at = self.start_at.after(row)
        self.say(_("Somebody changed it meanwhile; it stands above as it is now.  Enter = file yours"))

    def refused(self, refusal: Refusal) -> None:
        """The cursor goes where the refusal belongs; of another's change it is asked what he did."""
        super().refused(refusal)
        if refusal.code == "conflict":
            self.post_message(TurnStale(self.subject, self.start_at.ticket))
