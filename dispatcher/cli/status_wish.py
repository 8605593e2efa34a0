"""What ``dispatcher status`` asks the office to do, from what was typed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dispatcher.cli.instant import in_zone, iso_instant
from dispatcher.cli.office import Office
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.status import AT_ONCE, CANCELLED, DONE, NO_ACCESS, EndVisit, NoAccess, SetStatus
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.domain.ball import Ball
    from dispatcher.domain.moving import CancelAppointment
    from dispatcher.domain.part import AddPart
    from dispatcher.domain.report import When
    from dispatcher.queries.visit_rows import VisitSheet


@dataclass(frozen=True, slots=True)
class Reported:
    """A status as it was typed: of which technician (id), and what belongs to the digit."""

    technician: int
    digit: int
    at: str | None
    ticket: str | None
    appointment: int | None
    called: bool
    fixed: bool | None
    text: str
    ball: str
    who: str
    until: str | None
    part: str
    supplier: str
    reference: str
    arrived: str | None
    person: str
    tried: str
    wait: int | None
    travel: int | None
    parking: str
    fine: str
    by: str
    insist: bool

    @property
    def is_over(self) -> bool:
        """Whether the digit ends the visit."""
        return self.digit not in AT_ONCE


def wish_of(office: Office, told: Reported) -> tuple[str, object, int | None]:
    """The name of the save, its command, and the appointment it is about (None: none). Raises Trouble for what is
    missing or no time."""
    appointment = _appointment(office, told)
    at = _time(office, told.at)
    if not told.is_over:
        return "status", SetStatus(told.digit, told.technician, appointment, at, called=told.called), appointment
    visit = office.visit(appointment) if appointment is not None else None
    if visit is None:
        raise Trouble("input", _("There is no appointment today; --ticket says which one is meant."))
    if told.digit == CANCELLED:
        return "cancel appointment", _cancelled(visit, told), visit.id
    if told.digit == NO_ACCESS:
        return "no access", _no_access(office, visit, told, at), visit.id
    return "end visit", _end(office, visit, told, at), visit.id


def _appointment(office: Office, told: Reported) -> int | None:
    """The visit of the ticket that was named, else the one he is at or comes to next today."""
    from dispatcher.cli.visit_named import visit_of
    from dispatcher.domain.next_visit import next_visit

    if told.ticket is not None:
        return visit_of(office, office.ticket_named(told.ticket), told.appointment).id
    if told.appointment is not None:
        return told.appointment
    lanes = office.plan(office.today(), names_holiday=False).lanes
    mine = (lane.blocks for lane in lanes if lane.technician == told.technician)
    found = next_visit(next(mine, ()), office.clock.now())
    return found.appointment if found is not None else None


def _time(office: Office, typed: str | None) -> datetime | None:
    from dispatcher.domain.reported import reported_at

    if typed is None:
        return None
    if (instant := iso_instant(typed)) is not None:
        return in_zone(instant, office.row.zone)
    at = reported_at(typed, office.clock.now(), office.row.zone)
    if at is None:
        raise Trouble("input", _("That is no time that has passed: {text}").format(text=typed[:60]))
    return at


def _cancelled(visit: VisitSheet, told: Reported) -> CancelAppointment:
    from dispatcher.cli.move_lines import who_of
    from dispatcher.domain.moving import CancelAppointment

    if not told.by:
        raise Trouble("input", _("Who cancelled it? --by customer, us, technician, other."))
    return CancelAppointment(visit.id, who_of(told.by), told.text)


def _no_access(office: Office, visit: VisitSheet, told: Reported, at: datetime | None) -> NoAccess:
    from dispatcher.domain.reported import read_attempts

    attempts = read_attempts(told.tried, office.clock.now(), visit.zone)
    if isinstance(attempts, Refusal):
        raise Trouble("input", attempts.sentence)
    arrived = _time(office, told.arrived)
    minutes = told.wait, told.travel
    return NoAccess(visit.id, arrived, told.person, attempts, *minutes, told.parking, told.fine, told.text, at)


def _end(office: Office, visit: VisitSheet, told: Reported, at: datetime | None) -> EndVisit:
    from dispatcher.cli.phrase import when

    if told.digit == DONE and told.fixed is None:
        raise Trouble("input", _("Is the fault gone? --fixed or --not-fixed"))
    until = when(told.until, office, takes_days=True, insist=told.insist)
    part = _part(office, visit, told, until) if told.part else None
    ball = _ball(office, visit, told, until) if told.ball and part is None else None
    phrase = until.phrase if until is not None else ""
    return EndVisit(visit.id, told.digit, bool(told.fixed), told.text, ball, part, at, phrase=phrase)


def _part(office: Office, visit: VisitSheet, told: Reported, until: When | None) -> AddPart:
    from dispatcher.domain.part import AddPart, promised_by

    promised = promised_by(until.due, office.row.zone) if until is not None else None
    return AddPart(visit.ticket.id, told.part, told.supplier, promised, told.reference)


def _ball(office: Office, visit: VisitSheet, told: Reported, until: When | None) -> Ball:
    from dispatcher.domain.ball import ELSEWHERE, ball_meant, holder_named, refuse_ball

    row, holder = office.row, holder_named(told.ball)
    if holder not in ("us", *ELSEWHERE):
        raise Trouble("input", _("Who acts next? us, customer or other."))
    first = next((one.name for one in visit.numbers if one.name), visit.ticket.customer_name)
    who = told.who or (first if holder == "customer" else "")
    step = told.text.partition("\n")[0] or (_("plan the follow-up visit") if holder == "us" else "")
    due, now = until.due if until is not None else None, office.clock.now()
    ball = ball_meant(holder, now, row.zone, row.state, who=who, step=step, due=due)
    if (refusal := refuse_ball(ball)) is not None:
        raise Trouble("input", refusal.sentence)
    return ball
