"""Lists of tickets: every row one ticket as it stands now."""

from __future__ import annotations

from datetime import datetime, time

from dispatcher.domain.calendar import local_day, morning_of, to_local
from dispatcher.domain.imported import ImportedTicket
from dispatcher.domain.ticket import ENDED
from dispatcher.exchange import cells as cell
from dispatcher.exchange.binding import Setting
from dispatcher.exchange.parts import Customer, Identity, Site
from dispatcher.exchange.rules import CustomerRule, TicketRule
from dispatcher.exchange.template import Cells, field
from dispatcher.exchange.times import Times
from dispatcher.exchange.wording import Worded
from dispatcher.exchange.words import words

MIDNIGHT = time()


class Tickets:
    """Makes tickets from the rows of a list."""

    def __init__(self, setting: Setting) -> None:
        mapping, rule = setting.mapping, setting.mapping.ticket or TicketRule(title="", reported="")
        self._source, self.identity = setting.source, Identity(mapping.key)
        self._fields = {name: field(getattr(rule, name)) for name in TicketRule.__struct_fields__}
        self._customer = Customer(mapping.customer or CustomerRule())
        self._site = Site(mapping.site, setting) if mapping.site else None
        self.times = Times(setting, mapping.site.zone if mapping.site else "")
        self._words = {
            name: Worded(self._fields[name], words(f"ticket.{name}", mapping.values.get(f"ticket.{name}", {})))
            for name in ("state", "urgent", "channel", "ball")
        }

    def __call__(self, line: int, cells: Cells) -> ImportedTicket:
        """The ticket of one row. Raises BadCell."""
        fields = self._fields
        state, reported, closed = self._course(cells)
        return ImportedTicket(
            source=self._source,
            key=self.identity.fill(cells),
            line=line,
            customer=self._customer.fill(cells),
            title=cell.needed(fields["title"].line(cells), fields["title"].label),
            text=fields["text"].text(cells),
            state=state,
            reported=reported,
            closed=closed,
            urgent=self._words["urgent"].fill(cells) == "yes",
            skills=cell.names(fields["skills"].line(cells), " ,;"),
            minutes=cell.minutes(fields["minutes"].line(cells), fields["minutes"].label),
            site=self._site.fill(cells) if self._site else None,
            person=fields["person"].line(cells),
            channel=self._words["channel"].fill(cells),
            number=cell.our_number(fields["number"].line(cells), fields["number"].label),
            ball=self._words["ball"].fill(cells),
            ball_who=fields["ball_who"].line(cells),
            next_step=fields["next_step"].line(cells),
            due=self._due(cells),
            earliest=self.times.at(cells, fields["earliest"]),
            author=fields["author"].line(cells),
        )

    def _due(self, cells: Cells) -> datetime | None:
        """When the next step is due; a day without a time means its morning. Raises BadCell."""
        due = self.times.at(cells, self._fields["due"])
        if due is None:
            return None
        zone = self.times.zone(cells).key
        if to_local(due, zone).time() != MIDNIGHT:
            return due
        return morning_of(local_day(due, zone), zone)

    def state(self, cells: Cells) -> str:
        """Our word for the state a row names; "new" where it names none. Raises BadCell."""
        return self._words["state"].fill(cells) or "new"

    def has_closing_time(self, cells: Cells) -> bool:
        """Whether a row says when the ticket was closed."""
        return bool(self._fields["closed"].line(cells))

    def _course(self, cells: Cells) -> tuple[str, datetime, datetime | None]:
        """State, when reported, and when closed; without a word for the state, a closing time says it is closed."""
        reported = self.times.needed(cells, self._fields["reported"])
        closed = self.times.at(cells, self._fields["closed"])
        state = self._words["state"].fill(cells) or ("closed" if closed else "new")
        return state, reported, (closed or reported) if state in ENDED else None
