"""What a move does to the appointment's own row, and whether the customer is owed a word for it (I3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dispatcher.actions.moving_rows import Visit
from dispatcher.actions.word_owed import owe_word
from dispatcher.domain.calendar import local_day
from dispatcher.domain.confirming import OPENER_AWAY, WINDOW, lose
from dispatcher.domain.moving import CUSTOMER, MoveAppointment, keeps_word, told_span
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.store.readiness import is_away
from dispatcher.store.uow import UnitOfWork


def is_moved(command: MoveAppointment, visit: Visit) -> bool:
    """Whether it gets another time; else only who goes changes."""
    return (command.starts, command.ends) != (visit.row.starts_at, visit.row.ends_at)


def slot_now(uow: UnitOfWork, command: MoveAppointment, visit: Visit) -> dict[str, Any]:
    """What the row of the appointment holds from now on, but for the way there and its override."""
    row = visit.row
    told = told_span(row.state, row.starts_at, visit.window)
    is_kept = keeps_word(told, command.starts)
    window = command.window or (visit.window if is_kept else None) or (None, None)
    values: dict[str, Any] = {
        "starts_at": command.starts,
        "ends_at": command.ends,
        "window_from": window[0],
        "window_until": window[1],
        "order_sent_at": None,
        "order_acknowledged_at": None,
    }
    if not is_kept:
        values["insisted"] = ""
    is_lost = row.state == "confirmed" and not is_kept
    if is_lost or _is_another_day(command, visit):
        values |= {"registered": "", "registered_at": None}
    if is_lost:
        return values | lose(WINDOW)
    return values | _by_opener(uow, command, visit)


def _by_opener(uow: UnitOfWork, command: MoveAppointment, visit: Visit) -> dict[str, Any]:
    """Where he is absent the confirmation is lost; where he is back, that is no reason any more that it is open."""
    row = visit.row
    if row.state == "confirmed" and _is_opener_away(uow, command, visit):
        return lose(OPENER_AWAY)
    is_back = row.unconfirmed == OPENER_AWAY and row.opener_id is not None and not _is_opener_away(uow, command, visit)
    return {"unconfirmed": ""} if is_back else {}


def _is_another_day(command: MoveAppointment, visit: Visit) -> bool:
    return local_day(command.starts, visit.row.zone) != local_day(visit.row.starts_at, visit.row.zone)


def _is_opener_away(uow: UnitOfWork, command: MoveAppointment, visit: Visit) -> bool:
    opener = visit.row.opener_id
    return opener is not None and is_away(uow.connection, opener, command.starts, visit.row.zone)


def word_to(uow: UnitOfWork, party: str, channel: str, visit: Visit, starts: datetime | None) -> int | Refusal | None:
    """The promise of a call that is owed to a customer who did not want it himself, does not know it yet, and was told
    otherwise; None where none is, or why nobody of ours can keep it."""
    told = told_span(visit.row.state, visit.row.starts_at, visit.window)
    if party == CUSTOMER or channel or told is None or (starts is not None and keeps_word(told, starts)):
        return None
    what = _("call: new time") if starts is not None else _("call: nobody comes")
    return owe_word(uow, visit.ticket, what, told[0], visit.row.opener_id or visit.ticket.person_id)
