"""Status by one digit: a technician says where he is, and his appointment and its ticket follow by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from dispatcher.actions.clock import start_clock
from dispatcher.actions.here import here
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.actions.visit import crew_of, links_of_visit, names_of, on_site_elsewhere, report, visit_row
from dispatcher.domain.appointment import OVER, RELEASED
from dispatcher.domain.ball import APPOINTMENT
from dispatcher.domain.calendar import day_bounds, local_day, to_local
from dispatcher.domain.confirming import refuse_drive
from dispatcher.domain.next_visit import UNDER_WAY, next_visit
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.status import (
    ASKS_FOR_A_CALL,
    CONFIRMED,
    EN_ROUTE,
    FREE,
    ON_SITE,
    STATES_OF,
    SetStatus,
    refuse_digit,
    refuse_early,
    refuse_instant,
    still_on_site,
)
from dispatcher.domain.steps import USUAL
from dispatcher.domain.verbs import STATUS
from dispatcher.locale import _
from dispatcher.store.readiness import points_of
from dispatcher.store.schema import appointment, assignment, technician, ticket
from dispatcher.store.uow import UnitOfWork
from dispatcher.values import dataclass

Changes = dict[str, Any] | Refusal
_YESTERDAY = timedelta(hours=24)
"""So long before today a visit may have begun that is still under way."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What is reported: a digit, by the technicians ``crew`` (rows), of the appointment ``visit`` (a row, or None)."""

    uow: UnitOfWork
    digit: int
    visit: Any
    crew: Sequence[Any]
    at: datetime
    is_by_himself: bool
    """Whether a technician was named, and not an appointment alone."""
    is_called: bool
    """Whether he was called, who had asked for it."""


def set_status(uow: UnitOfWork, command: SetStatus, save_key: str | None = None) -> Outcome:
    """A technician reports himself: free, on his way, on site; he asks for a call, or was called.

    Who drives acknowledges his order with it (X16); on site the ticket is in work. Refuses to drive, and to call that
    confirmed, what is neither confirmed nor insisted on, naming what is missing (I3, B11); free while somebody is on
    site (7, 8 or 9 says how that ended); what lies ahead, and what was before the last status. Raises Stale where the
    appointment was changed since ``command.seen``.
    """
    at = command.at or uow.now
    refusal = refuse_digit(command.digit) or refuse_instant(at, uow.now, None, here(uow).zone)
    if refusal is not None:
        return refusal
    visit = _visit(uow, command)
    if isinstance(visit, Refusal):
        return visit
    crew = _crew(uow, command, visit)
    if isinstance(crew, Refusal):
        return crew
    is_called = command.called and command.digit == ASKS_FOR_A_CALL
    said = _Said(uow, command.digit, visit, crew, at, command.technician is not None, is_called)
    changes = _EFFECTS[command.digit](said)
    return changes if isinstance(changes, Refusal) else _reported(said, changes, save_key)


def _visit(uow: UnitOfWork, command: SetStatus) -> Any:
    """The appointment that is meant: the one named, else the technician's current one; None where he has none today.
    That he is free or asks for a call he says of himself, wherever the cursor stands in his day."""
    of_himself = command.technician is not None and command.digit in (FREE, ASKS_FOR_A_CALL)
    if command.appointment is not None and not of_himself:
        return visit_row(uow, command.appointment, command.seen)
    if command.technician is None:
        return Refusal("technician", _("Who reports? A technician or an appointment is needed."))
    ident = current_visit(uow, command.technician)
    return None if ident is None else visit_row(uow, ident)


def current_visit(uow: UnitOfWork, technician_id: int) -> int | None:
    """The appointment (id) that a technician is at or next comes to today; None where there is none. Index
    ``ix_assignment_technician_id_blocked_from``, three days of it."""
    zone = here(uow).zone
    starts, ends = day_bounds(local_day(uow.now, zone), zone)
    columns = (appointment.c.id, appointment.c.state, appointment.c.starts_at.label("starts"))
    query = (
        select(*columns, appointment.c.ends_at.label("ends"))
        .join(assignment, assignment.c.appointment_id == appointment.c.id)
        .where(assignment.c.technician_id == technician_id, assignment.c.active)
        .where(assignment.c.blocked_from > starts - _YESTERDAY - _YESTERDAY, assignment.c.blocked_from < ends)
        .where(appointment.c.ends_at > starts, appointment.c.starts_at < ends)
        .where(appointment.c.state.not_in(OVER | RELEASED))
    )
    found = next_visit(list(uow.connection.execute(query)), uow.now)
    return None if found is None else found.id


def _crew(uow: UnitOfWork, command: SetStatus, visit: Any) -> list[Any] | Refusal:
    """Who reports: the whole crew of the appointment; of what is only about himself, the technician alone."""
    crew = [] if visit is None else crew_of(uow, visit.id)
    if command.technician is None:
        return crew or Refusal("technician", _("Nobody is down for that appointment."))
    query = select(technician).where(technician.c.id == command.technician, technician.c.archived.is_(False))
    himself = list(uow.connection.execute(query))
    if not himself:
        return Refusal("technician", _("There is no such technician."))
    is_alone = command.digit == ASKS_FOR_A_CALL or (command.digit == FREE and not _is_on_the_way(visit))
    return himself if is_alone or himself[0].id not in {one.id for one in crew} else crew


def _is_on_the_way(visit: Any) -> bool:
    return visit is not None and visit.state == "en route"


def _asks(said: _Said) -> Changes:
    """It is about himself alone; only who asked can have been called."""
    if said.is_called and any(one.status != ASKS_FOR_A_CALL for one in said.crew):
        return Refusal("called", _("{names} does not ask for a call.").format(names=names_of(said.crew)))
    return {}


def _free(said: _Said) -> Changes:
    """Whoever was on his way has turned back."""
    is_later = said.visit is not None and not said.is_by_himself and _refuse_far(said)
    if refusal := is_later or _refuse_on_site(said, None):
        return refusal
    if not _is_on_the_way(said.visit):
        return {}
    return {"state": "confirmed" if said.visit.confirmed_at is not None else "proposed", "en_route_at": None}


def _confirmed(said: _Said) -> Changes:
    """Nothing is confirmed by this digit alone (I3); it says that the technicians count on it today."""
    visit = said.visit
    if visit is None:
        return _no_visit(said)
    if (refusal := _refuse_unready(said)) is not None:
        return refusal
    if visit.state in UNDER_WAY:
        return Refusal("under-way", _("{names} is under way already.").format(names=names_of(said.crew)))
    if local_day(visit.starts_at, visit.zone) != local_day(said.at, visit.zone):
        return Refusal("confirmed", _("That appointment is confirmed already."))
    return {}


def _en_route(said: _Said) -> Changes:
    visit = said.visit
    if visit is None:
        return _no_visit(said)
    if visit.state in UNDER_WAY:
        return Refusal("under-way", _("{names} is under way already.").format(names=names_of(said.crew)))
    refusal = _refuse_far(said) or _refuse_on_site(said, visit.id) or _refuse_unready(said)
    return refusal or {"state": STATES_OF[EN_ROUTE], "en_route_at": said.at, **_acknowledged(said)}


def _on_site(said: _Said) -> Changes:
    """That he is there is a fact; it is never refused for what was not settled before he drove."""
    visit = said.visit
    if visit is None:
        return _no_visit(said)
    if visit.state == "on site":
        return Refusal("on-site", _("{names} is on site already.").format(names=names_of(said.crew)))
    before = refuse_instant(said.at, said.uow.now, visit.en_route_at, visit.zone)
    refusal = _refuse_far(said) or before or _refuse_on_site(said, visit.id)
    if refusal is None:
        start_clock(said.uow, visit.ticket_id, said.at)
    return refusal or {"state": STATES_OF[ON_SITE], "on_site_at": said.at, **_acknowledged(said)}


_EFFECTS: dict[int, Callable[[_Said], Changes]] = {
    ASKS_FOR_A_CALL: _asks,
    FREE: _free,
    CONFIRMED: _confirmed,
    EN_ROUTE: _en_route,
    ON_SITE: _on_site,
}
"""What a digit does to the appointment: what changes in its row, or why it cannot be."""


def _acknowledged(said: _Said) -> dict[str, datetime]:
    """Who drives has read his order (X16)."""
    sent = said.visit.order_sent_at
    if sent is None or said.visit.order_acknowledged_at is not None:
        return {}
    return {"order_acknowledged_at": max(said.at, sent)}


def _no_visit(said: _Said) -> Refusal:
    return Refusal("nothing", _("{names} has no appointment today.").format(names=names_of(said.crew)))


def _refuse_far(said: _Said) -> Refusal | None:
    return refuse_early(said.visit.starts_at, said.visit.ends_at, said.at, said.visit.zone)


def _refuse_unready(said: _Said) -> Refusal | None:
    points = points_of(said.uow.connection, said.visit.id)
    return None if points is None else refuse_drive(points)


def _refuse_on_site(said: _Said, but_for: int | None) -> Refusal | None:
    """The no to go on to something else while one of the crew is on site: how that ended has to be said first."""
    elsewhere = on_site_elsewhere(said.uow, [one.id for one in said.crew], but_for)
    return None if elsewhere is None else still_on_site(elsewhere.technician_name, elsewhere.customer_name)


def _reported(said: _Said, changes: dict[str, Any], save_key: str | None) -> Done:
    uow, visit, crew = said.uow, said.visit, said.crew
    digit = _digit_after(said)
    report(uow, crew, digit, said.at)
    is_named = bool(changes) or said.digit == CONFIRMED
    if changes:
        uow.update(appointment, visit.id, visit.version, **changes)
    if "state" in changes:
        _follow(said)
    about = ("appointment", visit.id, visit.number) if is_named else ("technician", crew[0].id, None)
    payload: dict[str, Any] = {
        "direction": "internal",
        "digit": digit,
        "technicians": [one.code for one in crew],
        "state": changes.get("state", visit.state) if is_named else "",
        "result": result(*about),
    }
    links = links_of_visit(visit, crew) if is_named else [("technician", one.id) for one in crew]
    return Done(uow.record(STATUS, links, payload, happened=said.at, save_key=save_key), *about)


def _digit_after(said: _Said) -> int:
    """Whoever asked for a call and was called stands again where his appointment says."""
    if not said.is_called:
        return said.digit
    under_way = {"en route": EN_ROUTE, "on site": ON_SITE}
    return FREE if said.visit is None else under_way.get(said.visit.state, FREE)


def _follow(said: _Said) -> None:
    """The open ticket says what holds now: on site it is in work, and where the ball lies with the appointment its
    next step is who is on his way or there, since when; of whoever turned back, that the appointment is kept."""
    row = said.uow.connection.execute(select(ticket).where(ticket.c.id == said.visit.ticket_id)).one()
    changes: dict[str, Any] = {"state": "in work"} if said.digit == ON_SITE and row.state != "in work" else {}
    if row.ball == APPOINTMENT:
        changes["next_step"] = _step(said)
    if row.closed_at is None and changes:
        said.uow.update(ticket, row.id, row.version, **changes)


def _step(said: _Said) -> str:
    steps = {EN_ROUTE: _("{names} en route since {time}"), ON_SITE: _("{names} on site since {time}")}
    told = steps.get(said.digit, USUAL[APPOINTMENT])
    return told.format(names=names_of(said.crew), time=f"{to_local(said.at, said.visit.zone):%H:%M}")
