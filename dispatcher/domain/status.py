"""Status by one digit: what a technician reports of himself and of his visit, and what has to be known with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from dispatcher.domain.ball import Ball
from dispatcher.domain.calendar import show_span, to_local
from dispatcher.domain.part import AddPart
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.values import dataclass

FREE, CONFIRMED, EN_ROUTE, ON_SITE, ASKS_FOR_A_CALL, ABSENT, INTERRUPTED, DONE, NO_ACCESS, CANCELLED = (
    *range(1, 10),
    0,
)
STATES_OF = {
    EN_ROUTE: "en route",
    ON_SITE: "on site",
    INTERRUPTED: "interrupted",
    DONE: "done",
    NO_ACCESS: "no access",
}
"""What an appointment is after each digit that changes it."""
AT_ONCE = (FREE, CONFIRMED, EN_ROUTE, ON_SITE, ASKS_FOR_A_CALL)
"""Digits that need nothing but themselves."""
SOONEST = timedelta(hours=12)
"""Nobody sets out for a visit longer before it begins; the digit was meant for another one."""
FEWEST_ATTEMPTS = 2
"""Tries to reach somebody before a drive counts as in vain; fewer need a reason (B13)."""
LONGEST_WAIT = 24 * 60
LONGEST_SAID = 2000
US, CUSTOMER = "us", "customer"


@dataclass(frozen=True, slots=True)
class SetStatus:
    """A technician (by id) reports himself with a digit of :data:`AT_ONCE`; his current appointment and the whole crew
    of it go along. Without ``technician`` the crew of ``appointment`` reports, without ``appointment`` it is the
    technician's current one. ``at`` is when it was (aware; None is now), ``seen`` the version of the appointment.
    With digit 5 ``called`` says that whoever asked for a call was called."""

    digit: int
    technician: int | None = None
    appointment: int | None = None
    at: datetime | None = None
    seen: int | None = None
    called: bool = False


@dataclass(frozen=True, slots=True)
class EndVisit:
    """A visit (by id) is over: with digit 8 done, ``fixed`` says whether the fault is gone; with 7 it is interrupted.

    Where the fault is not gone, ``ball`` says who acts next (None: we, for a follow-up visit), or ``part`` what is
    waited for; then the follow-up visit is drafted for the same technicians. ``at`` is when they left."""

    appointment: int
    digit: int
    fixed: bool = False
    text: str = ""
    ball: Ball | None = None
    part: AddPart | None = None
    at: datetime | None = None
    seen: int | None = None
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class NoAccess:
    """The protocol of a visit (by id) where nobody let the technician in (B13).

    ``arrived`` is None where status 4 told it; ``attempts`` are instants and numbers or names; ``wait`` and ``travel``
    (there and back) are minutes, ``parking`` and ``fine`` words. ``at`` is when he gave up; None: ``wait`` minutes
    after he arrived, else now. Fewer than two attempts need a reason in ``text``."""

    appointment: int
    arrived: datetime | None = None
    person: str = ""
    attempts: tuple[tuple[datetime, str], ...] = ()
    wait: int | None = None
    travel: int | None = None
    parking: str = ""
    fine: str = ""
    text: str = ""
    at: datetime | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class PlanFollowUp:
    """Book the follow-up visit that was drafted (by id) when a part was missing (X13). ``seen`` is the version of the
    draft."""

    draft: int
    seen: int | None = None


def refuse_digit(digit: int) -> Refusal | None:
    """The no to a digit that needs more than itself, or None."""
    if digit in AT_ONCE:
        return None
    return Refusal("digit", _("A status is one digit: 1 free, 2 confirmed, 3 en route, 4 on site, 5 asks for a call."))


def refuse_instant(at: datetime, now: datetime, before: datetime | None, zone: str) -> Refusal | None:
    """The no to something that was reported for later than now, or for earlier than what came ``before`` it."""
    if at > now:
        sentence = _("{time} is still to come; a status says what has happened.")
        return Refusal("at", sentence.format(time=f"{to_local(at, zone):%d.%m. %H:%M}"))
    if before is not None and at < before:
        sentence = _("That was before {time}, when the last status was reported.")
        return Refusal("at", sentence.format(time=f"{to_local(before, zone):%d.%m. %H:%M}"))
    return None


def refuse_early(starts: datetime, ends: datetime, at: datetime, zone: str) -> Refusal | None:
    """The no to setting out, or to having been, long before the visit begins, or None."""
    if starts - at <= SOONEST:
        return None
    sentence = _("That appointment is not yet: {span}.")
    return Refusal("early", sentence.format(span=show_span(starts, ends, zone)))


def still_on_site(technician: str, customer: str) -> Refusal:
    """The no to whatever comes next while ``technician`` is on site: how that visit ended has to be said first."""
    sentence = _("{technician} is on site at {customer}: 7 interrupted, 8 done or 9 no access comes first.")
    return Refusal("on-site", sentence.format(technician=technician, customer=customer))


def refuse_end(command: EndVisit) -> Refusal | None:
    """The no to an end of a visit that says two things, or None."""
    if command.digit not in (INTERRUPTED, DONE):
        return Refusal("digit", _("A visit ends with 7 interrupted, 8 done or 9 no access."))
    if command.fixed and (command.digit == INTERRUPTED or command.ball is not None or command.part is not None):
        return Refusal("fixed", _("The fault is gone, or somebody has something left to do: say one of the two."))
    return _refuse_long(command.text)


def refuse_no_access(command: NoAccess, arrived: datetime | None) -> Refusal | None:
    """The no to a protocol with a gap (B13), or None; ``arrived`` is when he arrived as far as it is known."""
    if arrived is None:
        return Refusal("arrived", _("When did he arrive? A time is needed."))
    if len(command.attempts) < FEWEST_ATTEMPTS and not command.text.strip():
        return Refusal("text", _("Fewer than two attempts to reach somebody: say why."))
    if any(not 0 <= minutes <= LONGEST_WAIT for minutes in (command.wait or 0, command.travel or 0)):
        return Refusal("wait", _("Waiting and driving take between 0 and {most} minutes.").format(most=LONGEST_WAIT))
    said = (command.text, command.person, command.parking, command.fine, *(number for _at, number in command.attempts))
    return next((refusal for one in said if (refusal := _refuse_long(one)) is not None), None)


def _refuse_long(text: str) -> Refusal | None:
    if len(text) <= LONGEST_SAID:
        return None
    return Refusal("too-long", _("Too long: at most {n} signs.").format(n=LONGEST_SAID))


def at_fault(window: tuple[datetime, datetime | None], arrived: datetime, left: datetime) -> tuple[str, str]:
    """Whose fault it is that nobody was met, and why it is ours ("early", "late"): before the ``window`` that was told
    to the customer and behind it nobody has to be there (X14)."""
    starts, ends = window
    if left < starts:
        return US, "early"
    if ends is not None and arrived > ends:
        return US, "late"
    return CUSTOMER, ""
