"""Event logs: every row one update of an incident; the rows of one incident become a ticket with its history."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dispatcher.domain.imported import ImportedTicket, TicketEvent
from dispatcher.domain.ticket import ENDED
from dispatcher.exchange.binding import Setting
from dispatcher.exchange.kinds.tickets import Tickets
from dispatcher.exchange.rules import EventsRule
from dispatcher.exchange.template import Cells, field
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Update:
    """One row of the log."""

    line: int
    happened: datetime
    cells: Cells


class EventLog:
    """Makes tickets from the updates of incidents."""

    def __init__(self, setting: Setting) -> None:
        rule = setting.mapping.events or EventsRule(happened="")
        self._tickets = Tickets(setting)
        self._happened, self._owner, self._by = field(rule.happened), field(rule.owner), field(rule.by)
        self._first, self._unchanged, self._watch = field(rule.first), rule.unchanged, tuple(rule.watch.items())

    def key(self, cells: Cells) -> str:
        """The incident a row belongs to. Raises BadCell."""
        return self._tickets.identity.fill(cells)

    def update(self, line: int, cells: Cells) -> Update:
        """One row as an update. Raises BadCell for whatever the ticket could not take, so that the row stays out."""
        self._tickets(line, cells)
        return Update(line, self._tickets.times.needed(cells, self._happened), cells)

    def ticket(self, updates: list[Update]) -> ImportedTicket:
        """The ticket that the updates of one incident make, in the order in which they happened."""
        course = sorted(updates, key=lambda update: update.happened)
        events = tuple(self._event(update, before) for before, update in zip([None, *course[:-1]], course, strict=True))
        ticket = self._tickets(min(update.line for update in updates), course[-1].cells)
        if ticket.state in ENDED and not self._tickets.has_closing_time(course[-1].cells):
            ticket = replace(ticket, closed=events[-1].happened)
        return replace(ticket, events=events, rows=len(updates))

    def _event(self, update: Update, before: Update | None) -> TicketEvent:
        cells = update.cells
        text, by = self._text(cells, before.cells if before else None), self._by.line(cells)
        return TicketEvent(
            happened=update.happened,
            state=self._tickets.state(cells),
            owner=self._owner.line(cells),
            text=f"{text} ({by})" if by else text,
        )

    def _text(self, cells: Cells, before: Cells | None) -> str:
        if before is None and (first := self._first.line(cells)):
            return first
        changes = [
            f"{word} {(before or {}).get(column) or '-'} -> {cells[column] or '-'}"
            for column, word in self._watch
            if before is None or before[column] != cells[column]
        ]
        return ", ".join(changes) or self._unchanged
