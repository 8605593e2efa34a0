"""The words of ``data/demo/events.csv`` that are about the board: appointments moved, confirmed and in vain, who is
away, and who is on call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from dispatcher.domain.moving import Span, party_named, reason_named
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.cli.demo_rows import Event

NOBODY = "keine"
"""What stands for a deputy whom nobody knows."""
ABSENT_DAY = "%d.%m.%Y"


class Told(Protocol):
    """What is known of the office in which the events are played."""

    _uow: Any

    def _instant(self, written: str) -> datetime: ...

    def _span(self, written: str) -> tuple[datetime | None, datetime]: ...

    def _visit(self, ticket: str, starts: str) -> int: ...

    def _person(self, row: Event) -> int | None: ...


Played = Callable[[Any, "Event"], tuple[str, object]]


def _move(events: Told, row: Event) -> tuple[str, object]:
    """``how`` is "party / reason / channel on which he was told / window he was told"."""
    from dispatcher.domain.moving import MoveAppointment

    starts, ends = events._span(row.due)
    assert starts is not None
    visit = events._visit(row.ticket, row.key)
    party, reason, told, clock = _asked(row)
    return "move appointment", MoveAppointment(
        visit,
        starts,
        ends,
        None,
        party,
        reason,
        row.text,
        via=row.person,
        reported_by=row.owner,
        window=_window(events, row, clock),
        told=told,
    )


def _window(events: Told, row: Event, clock: str) -> Span | None:
    """The span told to him on the day of the new slot, like "08:00-10:00"."""
    if not clock:
        return None
    first, until = events._span(f"{row.due[:10]} {clock}")
    return None if first is None else (first, until)


def _fall_through(events: Told, row: Event) -> tuple[str, object]:
    from dispatcher.domain.moving import FallThrough

    party, reason, told, _clock = _asked(row)
    visit = events._visit(row.ticket, row.key)
    return "fall through", FallThrough(visit, party, reason, row.text, told=told, via=row.person, reported_by=row.owner)


def _asked(row: Event) -> tuple[str, str, str, str]:
    """Who wanted it, why, on which channel the customer was told (empty: he was not), and which window."""
    party, reason, told, clock = (*(word.strip() for word in row.how.split("/")), "", "", "")[:4]
    return party_named(party), reason_named(reason), told, clock


def _confirm(events: Told, row: Event) -> tuple[str, object]:
    """``person`` opens, ``owner`` is the deputy, ``how`` the channel, ``text`` with whom we are registered."""
    from dispatcher.domain.confirming import Confirm

    return "confirm", Confirm(
        events._visit(row.ticket, row.key),
        opener_name=row.person,
        deputy_name="" if row.owner == NOBODY else row.owner,
        no_deputy=row.owner == NOBODY,
        registered=row.text,
        channel=row.how,
    )


def _no_access(events: Told, row: Event) -> tuple[str, object]:
    """``due`` is when he arrived, ``how`` are the attempts, ``minutes`` the drive, ``owner`` is "parking / fine"."""
    from dispatcher.domain.status import NoAccess

    day = row.due[:10]
    attempts = tuple(
        (events._instant(f"{day} {at}"), number)
        for at, _blank, number in (one.strip().partition(" ") for one in row.how.split(","))
    )
    parking, _slash, fine = row.owner.partition(" / ")
    return "no access", NoAccess(
        events._visit(row.ticket, row.key),
        events._instant(row.due),
        row.person,
        attempts,
        travel=int(row.minutes) if row.minutes else None,
        parking=parking,
        fine=fine,
        text=row.text,
        at=events._instant(row.at),
    )


def _absent(events: Told, row: Event) -> tuple[str, object]:
    """A contact person where ``customer`` is named, else a technician: from ``key`` until ``due``, its last day."""
    from dispatcher.domain.absent import SetAbsent
    from dispatcher.domain.record import SaveRecord

    if row.customer:
        person = events._person(row)
        if person is None:
            raise Trouble("unknown", _("There is no contact person {name} of this customer.").format(name=row.person))
        values = {"starts": _day(row.key), "ends": _day(row.due) or "unbekannt", "told": _moment(row.at)}
        return "save record", SaveRecord("absence", values, parent=("person", person))
    ends = events._instant(row.due[:10]) + timedelta(days=1) if row.due else None
    return "absent", SetAbsent(_technician(events, row), events._instant(row.key), ends)


def _on_call(events: Told, row: Event) -> tuple[str, object]:
    from dispatcher.domain.record import SaveRecord

    values = {"starts": _moment(row.key), "ends": _moment(row.due)}
    return "save record", SaveRecord("on-call", values, parent=("technician", _technician(events, row)))


def _status(events: Told, row: Event) -> tuple[str, object]:
    """``how`` is the digit; of the visit that begins at ``key``, else of the technician alone."""
    from dispatcher.domain.status import SetStatus

    visit = events._visit(row.ticket, row.key) if row.key else None
    technician = None if visit is not None else _technician(events, row)
    return "status", SetStatus(int(row.how), technician, visit, events._instant(row.at))


def _end(events: Told, row: Event) -> tuple[str, object]:
    """A visit is over, ``how`` is 7 or 8; with a "+" behind it the fault is gone."""
    from dispatcher.domain.status import EndVisit

    visit = events._visit(row.ticket, row.key)
    return "end visit", EndVisit(visit, int(row.how[0]), row.how.endswith("+"), row.text, at=events._instant(row.at))


def _technician(events: Told, row: Event) -> int:
    from dispatcher.queries.technicians import find_technician

    return find_technician(events._uow.connection, row.person)


def _day(written: str) -> str:
    return date.fromisoformat(written[:10]).strftime(ABSENT_DAY) if written else ""


def _moment(written: str) -> str:
    return datetime.fromisoformat(written).strftime(f"{ABSENT_DAY} %H:%M")


BOARD: dict[str, Played] = {
    "verlegt": _move,
    "geplatzt": _fall_through,
    "bestätigt": _confirm,
    "kein Zugang": _no_access,
    "abwesend": _absent,
    "Bereitschaft": _on_call,
    "Status": _status,
    "Besuch beendet": _end,
}
"""What each word of the board in the column ``event`` does."""
