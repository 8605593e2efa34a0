"""The alarm header: who we are, what time it is, and what needs a hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len

from dispatcher.console import header_lines as say
from dispatcher.console.alarm_lines import alarm_line, alarm_row, short_alarm
from dispatcher.console.empty_lines import empty_lines
from dispatcher.console.geometry import SMALLEST
from dispatcher.console.panes.entry_lines import said
from dispatcher.console.panes.outlook import Outlook
from dispatcher.console.screens.base import BoardBase
from dispatcher.console.suggestion_lines import suggestion
from dispatcher.console.waiting_messages import WaitingLoaded
from dispatcher.console.widgets.marks import Line
from dispatcher.domain.queue import Card, Situation, queue
from dispatcher.domain.queue_owed import OpenPromise
from dispatcher.locale import _
from dispatcher.queries.agenda_rows import AgendaRow


class Alarms(BoardBase):
    """The part of the board that warns."""

    agenda: AgendaRow | None = None
    cards: tuple[Card, ...] = ()
    """The queue as it was last said."""
    tickets_known = False
    """Whether the open tickets were read at all."""
    promises: Sequence[OpenPromise] = ()
    """The open promises of both sides."""
    waiting: WaitingLoaded | None = None
    """Messages, orders and churn risks, once they were read."""
    _drafts: tuple[str, ...] = ()

    def say_header(self) -> None:
        """Draw the header, with the queue as it is now."""
        self.cards = self.heard(queue(self.situation(), self.now)) if self.agenda is not None else ()
        self._say_outlook()
        layout = self.layout_now()
        if layout is not None:
            self.lines("header").show(self._short() if layout.header == 1 else self._long())
        else:
            self.say_small()

    def heard(self, cards: tuple[Card, ...]) -> tuple[Card, ...]:
        """Told of every queue before it is said; who rings is the business of a later part of the board."""
        return cards

    def say_small(self) -> None:
        """In a window that is too small for panes: what it needs, and the queue as a plain list. Forms keep their
        text."""
        width, height = self.app.size
        needs = _("Needs at least {w} x {h} (now {width} x {height}).")
        told = needs.format(w=SMALLEST[0], h=SMALLEST[1], width=width, height=height)
        cards = [alarm_row(card, self.now, self.zone, width) for card in self.cards[: max(0, height - 2)]]
        self.lines("small").show([*said(width, told, mark="head"), *cards])

    def say_strip(self) -> None:
        """The focus strip; who is free follows the ticket on it."""
        super().say_strip()
        self._say_outlook()

    def nothing_yet(self, rows: int) -> list[Line]:
        """The next step in an office that has no technicians, customers or open tickets."""
        if self.agenda is None or not self.tickets_known:
            return super().nothing_yet(rows)
        return empty_lines(
            rows,
            technicians=bool(self.agenda.today.lanes),
            customers=not self.contacts_pane.is_empty_store,
            tickets=bool(self.tickets_pane.all_rows()),
        )

    def _say_outlook(self) -> None:
        if self.agenda is not None:
            skills = tuple(self.detail.row.skills.split()) if self.detail is not None else ()
            # By whole minutes, so that a cursor that moves on makes nothing anew that stays the same.
            minute = self.now.replace(second=0, microsecond=0)
            self.plan_pane.show_outlook(Outlook(self.agenda, self.situation(), skills, minute, self.zone))

    def _long(self) -> list[Line]:
        width = self.app.size.width
        office = self.desk.row if self.is_open else None
        first = say.header_line(office, self._seat(), self.now, width, self._is_training(), self._on_call())
        if self.agenda is None:
            return [first]
        return [first, alarm_line(self.cards, self.now, self.zone, width, self.agenda.next_day.day)]

    def _short(self) -> list[Line]:
        office = self.desk.row if self.is_open else None
        clock = say.clock_line(office, self.now, self._is_training(), self._on_call())
        if self.agenda is None:
            return [clock]
        room = self.app.size.width - sum(cell_len(text) for text, _mark in clock)
        return [(*clock, *short_alarm(self.cards, self.now, self.zone, room, self.agenda.next_day.day))]

    def _on_call(self) -> list[tuple[str, datetime | None]]:
        """Who is on call now, and until when."""
        lanes, now = self.agenda.today.lanes if self.agenda is not None else (), self.now
        spans = ((lane.code, since, until) for lane in lanes for since, until in lane.on_call)
        return [(code, until) for code, since, until in spans if since <= now and (until is None or now < until)]

    def _seat(self) -> str:
        if not self.is_open:
            return ""
        return f"{self.desk.sign} {self.desk.colleague.name}" if self.desk.colleague else self.desk.sign

    def _is_training(self) -> bool:
        return self.is_open and self.desk.clock.is_set

    def situation(self) -> Situation:
        """What the queue is made of now."""
        assert self.agenda is not None
        return Situation(
            tickets=self.tickets_pane.all_rows(),
            lanes=self.agenda.today.lanes,
            unmanned=self.agenda.unmanned,
            unconfirmed=self.agenda.unsafe,
            standing=self.agenda.standing,
            long_since=self.agenda.long_since,
            drafts=self._drafts,
            promises=self.promises,
            messages=self.waiting.messages if self.waiting is not None else (),
            orders=self.waiting.orders if self.waiting is not None else (),
            churn=self.waiting.undecided if self.waiting is not None else (),
            handovers=self.waiting.handovers if self.waiting is not None else (),
            sign=self.desk.sign,
        )

    def suggested(self) -> str:
        """The one suggested step for the ticket on the strip."""
        if self.detail is None or not self.detail.row.next_step:
            return ""
        found = next((one for one in self.cards if one.ticket == self.detail.row.id), None)
        today = self.agenda.today if self.agenda is not None else None
        return suggestion(self.detail, found, self.card, today, self.now, self.zone)

    def drafts_wait(self, names: Sequence[str]) -> None:
        """The drafts that wait, by name, the newest first."""
        self._drafts = tuple(names)
        self.say_header()
