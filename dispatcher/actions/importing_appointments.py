"""Rows of lists of appointments. One that overlaps another of the same technician stays out (I4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from functools import cached_property
from typing import Any

from sqlalchemy import select

from dispatcher.actions.appointment import refuse_taken
from dispatcher.actions.importing_batch import UNCHANGED, Batch, Incoming
from dispatcher.actions.importing_checks import RowRefused, check, check_lengths
from dispatcher.actions.importing_found import Crew, Tickets
from dispatcher.actions.importing_moves import slot_of, tell_move
from dispatcher.actions.importing_settle import Part, Parts, Values
from dispatcher.domain.appointment import OVER, RELEASED, STATES, blocked, refuse_span
from dispatcher.domain.calendar import local_day, show_span, to_utc
from dispatcher.domain.imported import ImportedAppointment
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.region import is_zone
from dispatcher.domain.service_clock import WISH
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import BOOK
from dispatcher.locale import _
from dispatcher.store.schema import appointment, assignment, clock_stop, office
from dispatcher.store.workers import exclusions

Span = tuple[datetime, datetime]


class AppointmentRows:
    """Takes appointments of tickets that are there."""

    kind = "appointments"

    def __init__(self, batch: Batch, rows: Sequence[ImportedAppointment]) -> None:
        """Reads what the batch's rows share."""
        self._batch = batch
        self._crew = Crew(batch)
        self._tickets = Tickets(batch, [(row.ticket_source or row.source, row.ticket_key) for row in rows])

    def take(self, incoming: Incoming, row: ImportedAppointment) -> str:
        """Add or update the appointment. Raises RowRefused before anything is written."""
        if self._batch.is_settled(incoming):
            return UNCHANGED
        self._check(row)
        crew = self._crew.find(row.technicians)
        found = self._tickets.find(row.ticket_source or row.source, row.ticket_key)
        self._check_ended(row, found)
        span = blocked(row.starts, row.ends, row.travel_minutes)
        if row.state not in RELEASED:
            self._check_free(incoming, row, crew, span)
            self._check_wanted(row, crew, found["customer_id"])
        window = _window(row)
        before = slot_of(self._batch, incoming.before)
        settling = self._batch.settle(incoming, self._parts(row, found["id"], crew, span, window))
        if before is not None and settling.changed and (after := slot_of(self._batch, settling.kept)) is not None:
            tell_move(self._batch, before, after, self._crew.codes, row.source)
        said = {
            "text": "",
            "author": clean(row.author.strip()),
            "starts": row.starts,
            "ends": row.ends,
            "zone": row.zone,
            "state": row.state,
            "technicians": [one.code for one in crew],
        }
        links = [("customer", found["customer_id"]), ("ticket", found["id"]), *(("technician", one.id) for one in crew)]
        happened = min(row.booked or row.starts, self._batch.uow.now)
        return self._batch.close(incoming, settling, BOOK, said, links, happened=happened)

    def _check(self, row: ImportedAppointment) -> None:
        check_lengths(row)
        if row.state not in STATES:
            states = ", ".join(STATES)
            raise RowRefused("state", row.state, _("An appointment is one of: {states}").format(states=states))
        if not is_zone(row.zone):
            sentence = _("{zone} is no time zone. Like: Europe/Berlin")
            raise RowRefused("zone", row.zone, sentence.format(zone=row.zone))
        check(refuse_span(row.starts, row.ends, row.travel_minutes), show_span(row.starts, row.ends, row.zone))

    def _check_ended(self, row: ImportedAppointment, found: Values) -> None:
        stands = row.state not in RELEASED | OVER and row.ends > self._batch.uow.now
        if stands and found["closed_at"] is not None:
            sentence = _("T-{number} has ended; nothing is booked for it any more.")
            raise RowRefused("ticket", row.ticket_key, sentence.format(number=found["number"]))

    def _check_free(self, incoming: Incoming, row: ImportedAppointment, crew: Sequence[Any], span: Span) -> None:
        self._batch.uow.flush()
        kept = incoming.before.get("appointment")
        rehearsal = self._batch.rehearsal
        for one in crew:
            connection, own = self._batch.uow.connection, kept.ident if kept else None
            check(refuse_taken(connection, one.id, one.name, span, row.zone, () if own is None else (own,)), one.name)
            if rehearsal is not None and rehearsal.is_booked(one.id, span):
                raise RowRefused("overlap", one.name, _("{name} is booked already in this list.").format(name=one.name))
        self._batch.booked += [(one.id, span) for one in crew]

    def _check_wanted(self, row: ImportedAppointment, crew: Sequence[Any], customer_id: int) -> None:
        """Nobody is sent to a customer who does not want him, by a list either (B15); what is over, was."""
        if row.state in OVER or row.ends <= self._batch.uow.now:
            return
        for one in crew:
            if words := self._excluded.get(one.id, {}).get(customer_id):
                raise RowRefused("technicians", one.name, words)

    @cached_property
    def _excluded(self) -> dict[int, dict[int, str]]:
        connection = self._batch.uow.connection
        zone = connection.scalar(select(office.c.zone)) or "UTC"
        return exclusions(connection, self._batch.uow.now, zone, None)

    def _parts(
        self,
        row: ImportedAppointment,
        ticket_id: int,
        crew: Sequence[Any],
        span: Span,
        window: tuple[datetime | None, datetime | None],
    ) -> Parts:
        values = {
            "ticket_id": ticket_id,
            "state": row.state,
            "starts_at": row.starts,
            "ends_at": row.ends,
            "zone": row.zone,
            "window_from": window[0],
            "window_until": window[1],
            "travel_minutes": row.travel_minutes,
        }
        ident = yield Part("appointment", appointment, values)
        for one in crew:
            blocks = {
                "appointment_id": ident,
                "technician_id": one.id,
                "blocked_from": span[0],
                "blocked_until": span[1],
                "active": row.state not in RELEASED,
            }
            yield Part(f"technician {one.id}", assignment, blocks)
        if window[0] is not None and row.state not in OVER and row.booked is not None and row.booked < row.starts:
            # The customer knows the date: until then the clock stands at his wish.
            agreed = {"ticket_id": ticket_id, "reason": WISH, "starts_at": row.booked, "ends_at": row.starts}
            yield Part("agreed", clock_stop, agreed)


def _window(row: ImportedAppointment) -> tuple[datetime | None, datetime | None]:
    """The told window on the day of the start. Raises RowRefused for a wall time that does not exist."""
    if row.window is None:
        return None, None
    start, end = (_on_day(row, wall) for wall in row.window)
    if start >= end:
        raise RowRefused(
            "window", f"{row.window[0]:%H:%M}-{row.window[1]:%H:%M}", _("The window ends before it begins.")
        )
    return start, end


def _on_day(row: ImportedAppointment, wall: time) -> datetime:
    found = to_utc(datetime.combine(local_day(row.starts, row.zone), wall), row.zone, fold=0)
    if isinstance(found, Refusal):
        raise RowRefused("window", f"{wall:%H:%M}", found.sentence)
    return found
