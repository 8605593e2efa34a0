"""Move an appointment, let it fall through, cancel it: the slot, the ledger row and the ball in one transaction (I5).

``move_in`` and ``release_in`` are for actions that do several at once and file one entry for all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import exc

from dispatcher.actions.appointment import is_overlap, refuse_late
from dispatcher.actions.clock import agreed, not_agreed, wish_later
from dispatcher.actions.moving_cleared import cleared_by
from dispatcher.actions.moving_rows import (
    Visit,
    codes,
    customer_moves,
    fall_to_us,
    ledger_row,
    put_crew,
    release_crew,
    stand,
    technicians_of,
    visit_of,
)
from dispatcher.actions.moving_slot import is_moved, slot_now, word_to
from dispatcher.actions.moving_told import links_of, said_of, told_of
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.actions.placing import place
from dispatcher.domain.appointment import MOST_TECHNICIANS, OVER, RELEASED
from dispatcher.domain.calendar import show_span
from dispatcher.domain.confirming import lose
from dispatcher.domain.contact import refuse_channel
from dispatcher.domain.moving import (
    CANCELLED,
    CREW,
    CUSTOMER,
    FELL_THROUGH,
    GIVEN_UP,
    MOVED,
    CancelAppointment,
    FallThrough,
    MoveAppointment,
    refuse_asking,
    refuse_once_more,
    refuse_slot,
    refuse_state,
)
from dispatcher.domain.placing import Placing
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.steps import NEW_APPOINTMENT
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import CANCEL_APPOINTMENT, FALL_THROUGH, MOVE_APPOINTMENT
from dispatcher.locale import _
from dispatcher.store.index import search_text
from dispatcher.store.jobs import job_of
from dispatcher.store.journal import Link
from dispatcher.store.schema import appointment
from dispatcher.store.uow import UnitOfWork
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Moved:
    """What was done to an appointment within an action: what the entry is linked to, and what it tells."""

    appointment: int
    links: tuple[Link, ...]
    told: dict[str, Any]


def move(uow: UnitOfWork, command: MoveAppointment, save_key: str | None = None) -> Outcome:
    """Give an appointment the slot and the crew of ``command``, with its row in the ledger of moves (I5, B5).

    The ball lies with it; its confirmation is lost where it leaves what the customer was told, or whoever opens is
    absent then (I3); whoever was told otherwise and did not want it himself is owed a call. Refuses what is over or
    under way, a slot that is none, a crew that is taken or absent unless ``command.override`` gives the reason, and
    from the third move of the customer on one that nobody cleared (B6), and one that was changed since it was seen
    (X2).
    """
    return file_moved(uow, MOVE_APPOINTMENT, move_in(uow, command), save_key)


def fall_through(uow: UnitOfWork, command: FallThrough, save_key: str | None = None) -> Outcome:
    """Let an appointment fall through: its slot goes to nothing, a move by the party at fault, and the ball is ours.

    Refuses one that is over or on site, a party or reason that is none, and one that was changed since.
    """
    return file_moved(uow, FALL_THROUGH, release_in(uow, command), save_key)


def cancel(uow: UnitOfWork, command: CancelAppointment, save_key: str | None = None) -> Outcome:
    """Give an appointment up; that is no move, and the ball is ours. Refuses one that is over, and one that was
    changed since."""
    return file_moved(uow, CANCEL_APPOINTMENT, release_in(uow, command), save_key)


def file_moved(uow: UnitOfWork, verb: str, moved: Moved | Refusal, save_key: str | None) -> Outcome:
    """Record what was done to one appointment, for an action that did nothing else."""
    if isinstance(moved, Refusal):
        return moved
    told = {**moved.told, "result": result("appointment", moved.appointment)}
    words = (told["text"], told["move"]["via"], told["move"]["reported_by"])
    seq = uow.record(verb, moved.links, told, search=search_text(*words), save_key=save_key)
    return Done(seq, "appointment", moved.appointment)


def move_in(uow: UnitOfWork, command: MoveAppointment, passed: Collection[str] = ()) -> Moved | Refusal:
    """What :func:`move` does, without an entry of its own: whoever calls it records one for all he does.

    ``passed`` are codes of findings that do not count; whoever has to move what was told, and says so on the screen,
    passes "window": the customer is owed a word then (X9, X10). Moves that give way to one another go first.
    """
    visit = visit_of(uow, command.appointment, command.seen)
    if isinstance(visit, Refusal):
        return visit
    crew = visit.crew if command.technicians is None else technicians_of(uow, command.technicians)
    if isinstance(crew, Refusal):
        return crew
    approved = cleared_by(uow, visit, command)
    if isinstance(approved, Refusal):
        return approved
    known = (*passed, *_passed(command))
    placed = _refuse(uow, command, visit, crew) or _placed(uow, command, visit, crew, known)
    if isinstance(placed, Refusal):
        return placed
    try:
        return _moved(uow, command, visit, placed, _Settled(approved, placed.reason(command.override, known)))
    except exc.IntegrityError as error:
        if not is_overlap(error):
            raise
        return refuse_late(placed, visit.row.zone)


def _refuse(uow: UnitOfWork, command: MoveAppointment, visit: Visit, crew: Sequence[Any]) -> Refusal | None:
    names = (command.via, command.reported_by, command.approved)
    return (
        refuse_state(visit.row.state, visit.ticket.number)
        or _refuse_ended(visit)
        or refuse_asking(command.asked_by, command.reason, command.text, *names)
        or refuse_channel(command.told)
        or refuse_slot(command, uow.now)
        or _refuse_same(command, visit, crew)
        or _refuse_again(uow, command, visit)
    )


def _refuse_ended(visit: Visit) -> Refusal | None:
    if visit.ticket.closed_at is None:
        return None
    sentence = _("T-{number} has ended; nothing is booked for it any more.")
    return Refusal("ended", sentence.format(number=visit.ticket.number))


def _refuse_same(command: MoveAppointment, visit: Visit, crew: Sequence[Any]) -> Refusal | None:
    if len(crew) > MOST_TECHNICIANS:
        return Refusal("technicians", _("An appointment needs 1 to {most} technicians.").format(most=MOST_TECHNICIANS))
    if is_moved(command, visit) or codes(crew) != visit.codes:
        return None
    span = show_span(command.starts, command.ends, visit.row.zone)
    return Refusal("same", _("It stands there already: {span}.").format(span=span))


def _refuse_again(uow: UnitOfWork, command: MoveAppointment, visit: Visit) -> Refusal | None:
    if command.asked_by != CUSTOMER or not is_moved(command, visit):
        return None
    is_cleared = bool(command.approved.strip() or command.override.strip())
    return refuse_once_more(customer_moves(uow, visit.ticket.id), is_cleared)


def _placed(
    uow: UnitOfWork, command: MoveAppointment, visit: Visit, crew: Sequence[Any], passed: Collection[str]
) -> Placing | Refusal:
    """The new slot, looked at (I4, B15)."""
    job = job_of(uow.connection, visit.ticket.id, visit.row.id)
    assert job is not None
    placed = place(uow, job, [one.id for one in crew], command.starts, command.ends, command.travel_minutes)
    if isinstance(placed, Refusal) or visit.row.state in RELEASED:
        return placed
    return placed.refusal(command.override, uow.actor.role, passed) or placed


def _passed(command: MoveAppointment) -> tuple[str, ...]:
    """What the customer himself wants is neither too early for him nor against his word; nor is what he knows."""
    if command.asked_by == CUSTOMER:
        return ("window", "earliest")
    return ("window",) if command.told or command.window is not None else ()


@dataclass(frozen=True, slots=True)
class _Settled:
    """With whom a further move of the customer was cleared, and why the slot is taken although something speaks against
    it."""

    approved: str
    reason: str


def _moved(
    uow: UnitOfWork, command: MoveAppointment, visit: Visit, placed: Placing, settled: _Settled
) -> Moved | Refusal:
    kind = MOVED if is_moved(command, visit) else CREW
    crew, reason = placed.workers, clean(settled.reason)
    values = slot_now(uow, command, visit) | {"travel_minutes": placed.travel_minutes, "override": reason}
    uow.update(appointment, visit.row.id, visit.row.version, **values)
    put_crew(uow, visit.row.id, {one.id: placed.held_by(one.id, reason) for one in crew})
    said = said_of(command) | {"approved": settled.approved, "override": clean(command.override.strip())}
    slot = {"new_starts_at": command.starts, "new_ends_at": command.ends}
    ledger_row(uow, visit, kind, **slot, new_crew=codes(crew), **said)
    if kind == MOVED and visit.row.state not in RELEASED:
        stand(uow, visit.ticket.id)
    if kind == MOVED:
        _reckon(uow, command, visit)
    owed = word_to(uow, command.asked_by, command.told, visit, command.starts)
    if isinstance(owed, Refusal):
        return owed
    told = told_of(visit, kind, said, (command.starts, command.ends), crew)
    told |= {"promise": owed} if owed is not None else {}
    return Moved(visit.row.id, links_of(visit, crew), told)


def _reckon(uow: UnitOfWork, command: MoveAppointment, visit: Visit) -> None:
    """Who moves an appointment answers for the time until the new one."""
    if command.asked_by == CUSTOMER:
        wish_later(uow, visit.ticket.id, max(visit.row.starts_at, uow.now), command.starts)
        return
    not_agreed(uow, visit.ticket.id)
    if command.told:
        agreed(uow, visit.ticket.id, command.starts)


def release_in(uow: UnitOfWork, command: FallThrough | CancelAppointment) -> Moved | Refusal:
    """What :func:`fall_through` and :func:`cancel` do, without an entry of their own: whoever calls it records one for
    all he does."""
    visit = visit_of(uow, command.appointment, command.seen)
    if isinstance(visit, Refusal):
        return visit
    falls = isinstance(command, FallThrough)
    asked = command if isinstance(command, FallThrough) else _given_up(command)
    if refusal := _refuse_release(asked, visit, falls=falls):
        return refusal
    state = FELL_THROUGH if falls else CANCELLED
    gone = {**lose(""), "state": state, "fault": asked.asked_by}
    uow.update(appointment, visit.row.id, visit.row.version, **gone)
    release_crew(uow, visit.row.id)
    said = said_of(asked)
    ledger_row(uow, visit, state, **said)
    if asked.asked_by != CUSTOMER:
        not_agreed(uow, visit.ticket.id)
    fall_to_us(uow, visit.ticket.id, NEW_APPOINTMENT)
    owed = word_to(uow, asked.asked_by, asked.told, visit, None)
    if isinstance(owed, Refusal):
        return owed
    told = told_of(visit, state, said, None, ()) | ({"promise": owed} if owed is not None else {})
    return Moved(visit.row.id, links_of(visit, ()), told)


def _given_up(command: CancelAppointment) -> FallThrough:
    return FallThrough(command.appointment, command.by, GIVEN_UP, command.text, command.seen, command.told)


def _refuse_release(asked: FallThrough, visit: Visit, *, falls: bool) -> Refusal | None:
    reason = asked.reason if falls else "wish"
    refusal = refuse_asking(asked.asked_by, reason, asked.text, asked.via, asked.reported_by)
    if refusal := refusal or refuse_channel(asked.told):
        return refusal
    if visit.row.state in OVER or (falls and visit.row.state == "on site"):
        return refuse_state(visit.row.state, visit.ticket.number)
    return None
