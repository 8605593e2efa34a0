"""Setting a PIN and taking one away. The journal tells that it was done and nothing of the PIN (I13)."""

from __future__ import annotations

from sqlalchemy import select

from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.pin import CLEARED_BY, ClearPin, SetPin
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.verbs import CLEAR_PIN, SET_PIN
from dispatcher.locale import _
from dispatcher.store.schema import colleague, colleague_pin
from dispatcher.store.uow import UnitOfWork


def set_pin(uow: UnitOfWork, command: SetPin, save_key: str | None = None) -> Outcome:
    """Keep the actor's own PIN in place of the one before; that he knows the one before is asked by whoever calls."""
    uow.put_plain(colleague_pin, {"colleague_id": uow.actor.id}, hash=command.sealed)
    payload = {"result": result("colleague", uow.actor.id)}
    seq = uow.record(SET_PIN, [("colleague", uow.actor.id)], payload, save_key=save_key)
    return Done(seq, "colleague", uow.actor.id)


def clear_pin(uow: UnitOfWork, command: ClearPin, save_key: str | None = None) -> Outcome:
    """Take somebody's PIN away, so that he can set a new one. Refuses everybody but service manager and managing
    director, a sign that nobody has, and a colleague without a PIN."""
    if uow.actor.role not in CLEARED_BY:
        return Refusal("right", _("Only the service manager or the managing director takes a PIN away."))
    ident = uow.connection.scalar(select(colleague.c.id).where(colleague.c.sign == command.sign))
    if ident is None:
        return Refusal("unknown", _("Nobody here has the sign {sign}.").format(sign=command.sign))
    mine = colleague_pin.c.colleague_id == ident
    if uow.connection.scalar(select(colleague_pin.c.colleague_id).where(mine)) is None:
        return Refusal("nothing", _("{sign} has no PIN.").format(sign=command.sign))
    uow.drop_plain(colleague_pin, colleague_id=ident)
    payload = {"text": command.sign, "result": result("colleague", ident)}
    seq = uow.record(CLEAR_PIN, [("colleague", ident)], payload, save_key=save_key)
    return Done(seq, "colleague", ident)
