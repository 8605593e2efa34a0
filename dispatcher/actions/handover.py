"""Hand over and acknowledge: one entry each; what is not acknowledged stays in both queues (X26)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.calendar import to_local
from dispatcher.domain.handover import AcknowledgeItems, HandOver, Item, comes_next, refuse_items
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import ACKNOWLEDGE_HANDOVER, HAND_OVER
from dispatcher.locale import _
from dispatcher.store.schema import colleague, handover, handover_item, office
from dispatcher.store.uow import UnitOfWork


def hand_over(uow: UnitOfWork, command: HandOver, save_key: str | None = None) -> Outcome:
    """Hand the items over as they are worded now. What the same giver handed over before, and nobody acknowledged, is
    replaced by the new item about the same thing.

    Refuses nothing at all, an unknown receiver, oneself, and an acknowledgement without a name.
    """
    if (refusal := refuse_items(command.items, command.to, uow.actor.id)) is not None:
        return refusal
    sign = _sign(uow, command.to)
    if sign is None:
        return Refusal("to", _("There is no such colleague."))
    _replace(uow, command.items)
    ident = uow.insert(handover, from_id=uow.actor.id, to_id=command.to, remark="", given_at=uow.now)
    for item in command.items:
        _give(uow, ident, item, command.to)
    texts = [clean(item.text.strip()) for item in command.items]
    payload = {"text": "; ".join(texts), "to": sign, "items": texts, "result": result("handover", ident)}
    payload["acknowledged"] = [clean(item.text.strip()) for item in command.items if item.acknowledged]
    links = [("handover", ident), *([("colleague", command.to)] if command.to is not None else [])]
    seq = uow.record(HAND_OVER, links, payload, save_key=save_key)
    return Done(seq, "handover", ident)


def _sign(uow: UnitOfWork, receiver: int | None) -> str | None:
    """The receiver's sign, empty for the next who comes; None for nobody."""
    if receiver is None:
        return ""
    known = select(colleague.c.sign).where(colleague.c.id == receiver, colleague.c.archived.is_(False))
    return uow.connection.scalar(known)


def _give(uow: UnitOfWork, ident: int, item: Item, receiver: int | None) -> None:
    """An item that was heard as it was given is acknowledged by its receiver's name; the entry says who wrote that."""
    uow.insert(
        handover_item,
        handover_id=ident,
        kind=item.kind,
        ref=item.ref,
        text=clean(item.text.strip()),
        due_at=item.due,
        acknowledged_at=uow.now if item.acknowledged else None,
        acknowledged_by_id=receiver if item.acknowledged else None,
    )


def _replace(uow: UnitOfWork, items: tuple[Item, ...]) -> None:
    """Index ``ix_handover_item_open``."""
    given = {(item.kind, item.ref if item.ref is not None else clean(item.text.strip())) for item in items}
    query = (
        select(handover_item)
        .join(handover, handover.c.id == handover_item.c.handover_id)
        .where(handover_item.c.acknowledged_at.is_(None), handover.c.from_id == uow.actor.id)
    )
    for row in uow.connection.execute(query).all():
        if (row.kind, row.ref if row.ref is not None else row.text) in given:
            _acknowledged(uow, row)


def _acknowledged(uow: UnitOfWork, row: Any) -> None:
    uow.update(handover_item, row.id, row.version, acknowledged_at=uow.now, acknowledged_by_id=uow.actor.id)


def acknowledge_items(uow: UnitOfWork, command: AcknowledgeItems, save_key: str | None = None) -> Outcome:
    """Take items over, by one's own name. Refuses what is not there, what somebody acknowledged already, what was
    given to somebody else, and on the day of giving what one gave oneself to the next who comes."""
    rows = uow.connection.execute(_items().where(handover_item.c.id.in_(command.items))).all()
    if not rows or len(rows) < len(set(command.items)):
        return Refusal("item", _("There is no such item."))
    zone = uow.connection.scalar(select(office.c.zone)) or "UTC"
    refusals = [_refuse_item(uow, row, zone) for row in rows]
    if (refusal := next(filter(None, refusals), None)) is not None:
        return refusal
    for row in rows:
        _acknowledged(uow, row)
    handovers = sorted({row.handover_id for row in rows})
    payload = {"text": "; ".join(row.text for row in rows), "result": result("handover", handovers[0])}
    links = [("handover", ident) for ident in handovers]
    seq = uow.record(ACKNOWLEDGE_HANDOVER, links, payload, save_key=save_key)
    return Done(seq, "handover", handovers[0])


def _items() -> Any:
    receiver, by = colleague.alias("receiver"), colleague.alias("by")
    return (
        select(handover_item, handover.c.from_id, handover.c.to_id, handover.c.given_at)
        .add_columns(receiver.c.sign.label("to_sign"), by.c.sign.label("by_sign"))
        .join(handover, handover.c.id == handover_item.c.handover_id)
        .outerjoin(receiver, receiver.c.id == handover.c.to_id)
        .outerjoin(by, by.c.id == handover_item.c.acknowledged_by_id)
        .order_by(handover_item.c.id)
    )


def _has_left(uow: UnitOfWork, colleague_id: int) -> bool:
    """Whether nobody is there any more who could acknowledge in his own name: then anybody takes it over."""
    return bool(uow.connection.scalar(select(colleague.c.archived).where(colleague.c.id == colleague_id)))


def _refuse_item(uow: UnitOfWork, row: Any, zone: str) -> Refusal | None:
    if row.acknowledged_at is not None:
        told = _("{who} has acknowledged that, {time}.")
        at = to_local(row.acknowledged_at, zone)
        return Refusal("acknowledged", told.format(who=row.by_sign or "?", time=f"{at:%d.%m. %H:%M}"))
    if row.to_id is not None and row.to_id != uow.actor.id and not _has_left(uow, row.to_id):
        return Refusal("to", _("That was handed over to {who}, who acknowledges it.").format(who=row.to_sign))
    if row.to_id is None and not comes_next(uow.actor.id, row.from_id, row.given_at, uow.now, zone):
        return Refusal("to", _("You gave that yourself; whoever comes next acknowledges it."))
    return None
