"""Rows of lists of tickets, and incidents put together from event logs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import select

from dispatcher.actions.importing_batch import CHANGED, UNCHANGED, Batch, Incoming
from dispatcher.actions.importing_checks import RowRefused, check, check_lengths, check_site
from dispatcher.actions.importing_customers import Customers, references
from dispatcher.actions.importing_ledger import save_key
from dispatcher.actions.importing_numbers import check_number, number_for
from dispatcher.actions.importing_settle import Part, Parts, Values
from dispatcher.actions.importing_sites import Sites
from dispatcher.actions.importing_technicians import skill_words
from dispatcher.domain.ball import Ball, refuse_ball
from dispatcher.domain.calendar import local_day, morning_of, next_working_day
from dispatcher.domain.contact import CHANNELS
from dispatcher.domain.imported import ImportedTicket, TicketEvent
from dispatcher.domain.steps import REVIEW_IMPORT
from dispatcher.domain.text import clean
from dispatcher.domain.ticket import ENDED, FIRST_NUMBER, LONGEST_MINUTES, STATES, ticket_number
from dispatcher.domain.verbs import FILE_TICKET, TICKET_UPDATE
from dispatcher.locale import _
from dispatcher.store.index import search_text
from dispatcher.store.schema import journal, ticket
from dispatcher.store.types import as_text
from dispatcher.values import dataclass

TICKETS = "tickets"
"""The ledger's kind for tickets; appointments and entries find theirs by it."""
MOST_EVENTS = 400
"""Events that go into one transaction; the rest of a longer history follows in the next."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A ticket with the part of its history that one transaction takes, each event with its number among equals."""

    ticket: ImportedTicket
    events: tuple[tuple[TicketEvent, int], ...]
    first: bool = True
    last: bool = True


def chapters(row: ImportedTicket) -> Iterator[Chapter]:
    """A ticket in parts of at most ``MOST_EVENTS`` events."""
    seen: dict[TicketEvent, int] = {}
    events: list[tuple[TicketEvent, int]] = []
    for event in row.events:
        seen[event] = seen.get(event, 0) + 1
        events.append((event, seen[event]))
    starts = range(0, max(len(events), 1), MOST_EVENTS)
    for start in starts:
        part = tuple(events[start : start + MOST_EVENTS])
        yield Chapter(row, part, first=start == 0, last=start == starts[-1])


class TicketRows:
    """Takes tickets. An open one gets the ball to us, to review it on the next working day."""

    kind = TICKETS

    def __init__(self, batch: Batch, rows: Sequence[Chapter]) -> None:
        """Reads what the batch's rows share."""
        self._batch = batch
        tickets = [row.ticket for row in rows]
        self._customers = Customers(batch, references(tickets))
        self._sites = Sites(batch, self._customers, tickets)
        self._latest = max(batch.uow.now, batch.uow.recorded)

    def take(self, incoming: Incoming, chapter: Chapter) -> str:
        """Add or update the ticket and add the events that are new. Raises RowRefused before anything is written."""
        if self._batch.is_settled(incoming):
            return UNCHANGED
        row = chapter.ticket
        self._check(row, chapter)
        if row.ball and row.state not in ENDED:
            check(refuse_ball(Ball(row.ball, row.next_step or "-", row.due or row.reported, row.ball_who)), row.ball)
        if "ticket" not in incoming.before:
            check_number(self._batch.uow, ticket, row.number)
        customer_id = self._customers.find_or_make(row.source, row.customer)
        site_id = self._sites.find_or_make(row, customer_id)
        if not chapter.last:
            incoming = replace(incoming, digest="")
        settling = self._batch.settle(incoming, self._parts(row, customer_id, site_id, incoming))
        links = [("customer", customer_id), *([("site", site_id)] if site_id else [])]
        verdict = self._batch.close(
            incoming,
            settling,
            FILE_TICKET,
            _said(row),
            links,
            happened=row.reported,
            search=search_text(row.title, row.text, row.key),
        )
        added = self._add_events(incoming, chapter, [*links, ("ticket", settling.kept["ticket"].ident)])
        return CHANGED if added and verdict == UNCHANGED else verdict

    def _check(self, row: ImportedTicket, chapter: Chapter) -> None:
        check_lengths(row, *(event for event, _number in chapter.events))
        check_site(row.site)
        if not row.title.strip():
            raise RowRefused("title", "", _("A ticket needs a title."))
        for state in (row.state, *(event.state for event, _number in chapter.events)):
            if state not in STATES:
                raise RowRefused("state", state, _("A ticket is one of: {states}").format(states=", ".join(STATES)))
        if row.channel and row.channel not in CHANNELS:
            letters = " ".join(CHANNELS)
            raise RowRefused("channel", row.channel, _("A channel is one of {letters}.").format(letters=letters))
        if row.minutes is not None and not 0 < row.minutes <= LONGEST_MINUTES:
            raise RowRefused("minutes", str(row.minutes), _("The work takes between one minute and 30 days."))
        for happened in (row.reported, *(event.happened for event, _number in chapter.events)):
            if happened > self._latest:
                raise RowRefused("reported", as_text(happened), _("A report cannot lie in the future."))

    def _parts(self, row: ImportedTicket, customer_id: int, site_id: int | None, incoming: Incoming) -> Parts:
        values = {
            "customer_id": customer_id,
            "site_id": site_id,
            "title": clean(row.title.strip()),
            "text": clean(row.text),
            "urgent": row.urgent,
            "state": row.state,
            "reported_at": row.reported,
            "closed_at": _closed(row),
            "skills": " ".join(skill_words(row.skills)),
            "minutes": row.minutes,
            "earliest_at": row.earliest,
            "source_number": "" if ticket_number(row.key) == row.number is not None else clean(row.key),
        }
        follows = self._follows(row, incoming)
        if (row.ball or row.due) and row.state not in ENDED:
            values, follows = {**values, **self._given(row)}, {}
        yield Part("ticket", ticket, values, ("state", "closed_at"), follows, partial(self._new_number, row))

    def _new_number(self, row: ImportedTicket) -> Values:
        return {"number": number_for(self._batch.uow, ticket, row.number, FIRST_NUMBER)}

    def _given(self, row: ImportedTicket) -> Values:
        """Ball, next step and date as the list gives them."""
        return {
            "ball": row.ball or "us",
            "ball_who": clean(row.ball_who),
            "next_step": clean(row.next_step) or REVIEW_IMPORT,
            "due_at": row.due or self._review_date(),
        }

    def _follows(self, row: ImportedTicket, incoming: Incoming) -> Values:
        """Ball, next step and date: as they were while the ticket stays open or ended, else anew."""
        ended = row.state in ENDED
        kept = incoming.before.get("ticket")
        if kept is not None and ("closed_at" in kept.values) == ended:
            return {name: kept.values.get(name) for name in ("ball", "ball_who", "next_step", "due_at")}
        if ended:
            return {"ball": None, "ball_who": "", "next_step": "", "due_at": None}
        return {"ball": "us", "ball_who": "", "next_step": REVIEW_IMPORT, "due_at": self._review_date()}

    def _review_date(self) -> datetime:
        """Our own next step: the office's next working day at nine."""
        zone = self._batch.zone
        return morning_of(next_working_day(local_day(self._batch.uow.now, zone), self._batch.state), zone)

    def _add_events(self, incoming: Incoming, chapter: Chapter, links: list[tuple[str, int]]) -> int:
        """One entry for each event that is not there yet, at the instant it happened."""
        source, _kind, key = incoming.key
        events = {_event_key(source, key, event, number): event for event, number in chapter.events}
        there = self._filed(events) if incoming.known is not None else set()
        for event_key, event in events.items():
            if event_key not in there:
                text = clean(event.text)
                said = {"text": text, "state": event.state, "owner": clean(event.owner), "source": source, "key": key}
                self._batch.uow.record(
                    TICKET_UPDATE, links, said, happened=event.happened, search=search_text(text), save_key=event_key
                )
        return len(events) - len(there)

    def _filed(self, keys: Iterable[str]) -> set[str]:
        self._batch.uow.flush()
        query = select(journal.c.save_key).where(journal.c.save_key.in_(list(keys)))
        return {str(key) for key in self._batch.uow.connection.scalars(query)}


def _said(row: ImportedTicket) -> dict[str, object]:
    """What the history tells of the report."""
    parts = (clean(row.title.strip()), clean(row.text))
    return {
        "text": "\n".join(part for part in parts if part),
        "direction": "in",
        "channel": row.channel,
        "person": clean(row.person),
        "author": clean(row.author),
    }


def _closed(row: ImportedTicket) -> datetime | None:
    if row.state not in ENDED:
        return None
    return row.closed or (row.events[-1].happened if row.events else row.reported)


def _event_key(source: str, key: str, event: TicketEvent, number: int) -> str:
    """What identifies an event: the ``number``-th of those that say the same at the same instant."""
    return save_key(source, "event", key, as_text(event.happened), event.state, event.owner, event.text, number)
