"""Confirm an appointment (I3): who opens, by name, with a deputy, registered at the gate, and an entry that proves it;
or drive without, because the customer insists (B12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from dispatcher.actions.ball import ball_values, next_appointment
from dispatcher.actions.ball_owed import settle_by_ball
from dispatcher.actions.clock import agreed, start_clock
from dispatcher.actions.confirm_people import Named, named, refuse_away
from dispatcher.actions.here import here
from dispatcher.actions.messages import settle_calls
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.actions.promise import promise_in
from dispatcher.domain.appointment import OVER
from dispatcher.domain.ball import APPOINTMENT, Ball
from dispatcher.domain.confirming import (
    Confirm,
    Insist,
    Points,
    boxes,
    missing,
    not_confirmed,
    refuse_confirm,
    refuse_insist,
)
from dispatcher.domain.office_day import due_this_afternoon, due_today
from dispatcher.domain.phrases.values import OFFICE_HOURS, Office
from dispatcher.domain.promise import THEIRS, GivePromise
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.steps import ASK_FOR_DEPUTY, USUAL
from dispatcher.domain.text import clean, fold
from dispatcher.domain.verbs import CONFIRM, INSIST
from dispatcher.locale import _
from dispatcher.store.index import search_text
from dispatcher.store.journal import Link
from dispatcher.store.readiness import points_of, registrar
from dispatcher.store.schema import appointment, ticket
from dispatcher.store.trouble import Stale
from dispatcher.store.uow import UnitOfWork


def confirm(uow: UnitOfWork, command: Confirm, save_key: str | None = None) -> Outcome:
    """Confirm an appointment that is proposed, or confirm it anew; its ticket's ball lies with it then.

    Without a deputy we ask for one this afternoon; whoever ``registers`` us owes us that today. Refuses what is
    missing in plain words, an opener who is absent that day or left, a window that the slot does not begin in, an
    appointment that is over or under way, and an unheard voicemail of the customer (X15). Raises Stale where it was
    changed since ``command.seen``."""
    found = _visit(uow, command.appointment, command.seen)
    if isinstance(found, Refusal):
        return found
    who = _who(uow, found, command)
    if isinstance(who, Refusal):
        return who
    opener, deputy, speaker = who
    points = _points(uow, found, command, opener, deputy)
    if refusal := _refuse_window(found, command) or _refuse_missing(points):
        return refusal
    uow.update(appointment, found.id, found.version, **_values(uow, found, command, opener, deputy, speaker))
    if refusal := _owe_registration(uow, found, command, points):
        return refusal
    _give_ball(uow, found, points)
    start_clock(uow, found.ticket_id, uow.now)
    agreed(uow, found.ticket_id, found.starts_at)
    seq = _record(uow, found, points, speaker, command, save_key)
    return Done(seq, "appointment", found.id)


def insist(uow: UnitOfWork, command: Insist, save_key: str | None = None) -> Outcome:
    """Let somebody drive without confirmation, for the reason the customer gives (B12). Refuses one without a reason,
    and an appointment that is confirmed, over or under way. Raises Stale where it was changed since ``command.seen``.
    """
    found = _visit(uow, command.appointment, command.seen)
    if isinstance(found, Refusal):
        return found
    if refusal := refuse_insist(command):
        return refusal
    if found.state == "confirmed":
        return Refusal("confirmed", _("It is confirmed already."))
    reason = clean(command.reason.strip())
    uow.update(appointment, found.id, found.version, insisted=reason)
    payload = {"text": reason, **_slot(found), "result": result("appointment", found.id)}
    seq = uow.record(INSIST, _links(found), payload, search=search_text(reason), save_key=save_key)
    return Done(seq, "appointment", found.id)


def _visit(uow: UnitOfWork, ident: int, seen: int | None) -> Any:
    """The row of an appointment that may be confirmed, with its ticket's number and customer, or the no."""
    columns = (ticket.c.customer_id, ticket.c.number.label("ticket_number"), ticket.c.closed_at)
    query = select(appointment, *columns).join(ticket, ticket.c.id == appointment.c.ticket_id)
    found = uow.connection.execute(query.where(appointment.c.id == ident)).one_or_none()
    if found is None:
        return Refusal("appointment", _("There is no such appointment."))
    if seen not in (None, found.version):
        raise Stale("appointment", ident)
    return _refuse_state(found, uow.now) or found


def _refuse_state(found: Any, now: datetime) -> Refusal | None:
    if found.state in OVER or found.closed_at is not None:
        return Refusal("over", _("That appointment is over."))
    if found.state in ("en route", "on site"):
        return Refusal("under-way", _("Somebody is under way already; nothing is left to confirm."))
    if found.state == "asked":
        return Refusal("asked", _("That time is only asked for. Propose one first, then confirm it."))
    return Refusal("past", _("That time has passed.")) if found.ends_at <= now else None


def _who(uow: UnitOfWork, found: Any, command: Confirm) -> tuple[Named, Named, Named] | Refusal:
    """Opener, deputy, and with whom somebody spoke."""
    if refusal := refuse_confirm(command):
        return refusal
    owner = found.customer_id
    opener = named(uow, owner, command.opener, command.opener_name, "opener")
    if isinstance(opener, Refusal):
        return opener
    deputy = named(uow, owner, command.deputy, command.deputy_name, "deputy")
    if isinstance(deputy, Refusal):
        return deputy
    speaker = named(uow, owner, None, command.spoken_with, "spoken-with")
    if isinstance(speaker, Refusal):
        return speaker
    if opener.name and (opener.ident, fold(opener.name)) == (deputy.ident, fold(deputy.name)):
        return Refusal("deputy", _("The deputy is somebody else than who opens."))
    refusal = refuse_away(uow, opener, found.starts_at, found.zone)
    return refusal or (opener, deputy, speaker if speaker.name else opener)


def _points(uow: UnitOfWork, found: Any, command: Confirm, opener: Named, deputy: Named) -> Points:
    """What is settled once the command is filed; a registration that stands need not be said again."""
    known = points_of(uow.connection, found.id)
    assert known is not None
    registered, registers = clean(command.registered.strip()), clean(command.registers.strip())
    return replace(
        known,
        opener=opener.name,
        opener_away=False,
        deputy=deputy.name,
        no_deputy=command.no_deputy,
        registered=registered or ("" if registers else known.registered),
        registers=registers or known.registers,
    )


def _refuse_window(found: Any, command: Confirm) -> Refusal | None:
    if command.window is None or command.window[0] <= found.starts_at < command.window[1]:
        return None
    return Refusal("window", _("The appointment begins outside the window told to the customer."))


def _refuse_missing(points: Points) -> Refusal | None:
    """The no with what is missing; its code is the first field that is."""
    if not missing(points):
        return None
    code = next((box.code for box in boxes(points) if not box.is_done), "voicemail")
    return Refusal(code, not_confirmed(points))


def _values(
    uow: UnitOfWork, found: Any, command: Confirm, opener: Named, deputy: Named, speaker: Named
) -> dict[str, Any]:
    told = command.window or (found.window_from or found.starts_at, found.window_until or found.ends_at)
    registered, registers = clean(command.registered.strip()), clean(command.registers.strip())
    values: dict[str, Any] = {
        "state": "confirmed",
        "opener_id": opener.ident,
        "opener": opener.unknown,
        "deputy_id": deputy.ident,
        "deputy": deputy.unknown,
        "no_deputy": command.no_deputy,
        "window_from": told[0],
        "window_until": told[1],
        "confirmed_at": uow.now,
        "confirmed_with": speaker.name,
        "confirmed_channel": command.channel,
        "confirmed_seq": uow.coming(),
        "unconfirmed": "",
        "insisted": "",
    }
    if registered or registers:
        values |= {"registered": registered or registers, "registered_at": uow.now if registered else None}
    return values


def _office(uow: UnitOfWork) -> Office:
    place = here(uow)
    return Office(uow.now, place.zone, place.state, hours=place.hours or OFFICE_HOURS)


def _owe_registration(uow: UnitOfWork, found: Any, command: Confirm, points: Points) -> Refusal | None:
    """Whoever registers us at the gate owes us that today, unless he does already."""
    if not command.registers.strip() or not points.asks_registration or points.registered:
        return None
    if registrar(uow.connection, found.ticket_id):
        return None
    whom = named(uow, found.customer_id, None, command.registers, "registered")
    if isinstance(whom, Refusal):
        return whom
    promise = GivePromise(
        THEIRS,
        _("registers us"),
        due_today(_office(uow), found.starts_at),
        customer=found.customer_id,
        person=whom.ident,
        to=whom.unknown,
        ticket=found.ticket_id,
    )
    given = promise_in(uow, promise)
    return given if isinstance(given, Refusal) else None


def _give_ball(uow: UnitOfWork, found: Any, points: Points) -> None:
    """The ball lies with the appointment until it ends (I2); where no deputy is known we ask for one before."""
    row = uow.connection.execute(select(ticket).where(ticket.c.id == found.ticket_id)).one()
    ends = next_appointment(uow, found.ticket_id) or found.ends_at
    is_told = row.ball == APPOINTMENT and row.due_at == ends and row.next_step
    ball = Ball(APPOINTMENT, row.next_step if is_told else USUAL[APPOINTMENT], ends)
    if points.no_deputy:
        ball = Ball(APPOINTMENT, ASK_FOR_DEPUTY, min(ends, due_this_afternoon(_office(uow), found.starts_at)))
    if (row.ball, row.next_step, row.due_at) == (ball.holder, ball.next_step, ball.due):
        return
    uow.update(ticket, row.id, row.version, **ball_values(row, ball, uow.now))
    settle_by_ball(uow, row.id)


def _record(uow: UnitOfWork, found: Any, points: Points, speaker: Named, command: Confirm, save_key: str | None) -> int:
    """The entry that proves it: with whom, on what channel, who opens."""
    text = "; ".join(_told(points))
    payload: dict[str, Any] = {
        "text": text,
        "direction": "out",
        "channel": command.channel,
        "person": speaker.name,
        **_slot(found),
        "result": result("appointment", found.id),
    }
    links = [*_links(found), *([("person", speaker.ident)] if speaker.ident is not None else [])]
    links += settle_calls(uow, found.customer_id, uow.now)
    return uow.record(CONFIRM, links, payload, search=search_text(text, speaker.name), save_key=save_key)


def _told(points: Points) -> list[str]:
    said = [_("{name} opens").format(name=points.opener)]
    said += [_("deputy {name}").format(name=points.deputy) if points.deputy else _("no deputy known")]
    if points.registered:
        said += [_("registered with {name}").format(name=points.registered)]
    elif points.registers and points.asks_registration:
        said += [_("{name} registers us").format(name=points.registers)]
    return said


def _slot(found: Any) -> dict[str, object]:
    return {"starts": found.starts_at, "ends": found.ends_at, "zone": found.zone}


def _links(found: Any) -> list[Link]:
    return [("customer", found.customer_id), ("ticket", found.ticket_id), ("appointment", found.id)]
