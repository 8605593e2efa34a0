"""Deciding about what a customer is marked with: the mark goes, and the entry says what was decided (A11)."""

from __future__ import annotations

from sqlalchemy import select

from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.flag import ENDED, SettleFlag, flag_word, refuse_decision
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean, is_marked
from dispatcher.domain.verbs import SETTLE_FLAG
from dispatcher.locale import _
from dispatcher.store.index import search_text
from dispatcher.store.marks import marked_by
from dispatcher.store.schema import customer
from dispatcher.store.uow import UnitOfWork


def settle_flag(uow: UnitOfWork, command: SettleFlag, save_key: str | None = None) -> Outcome:
    """End a mark of a customer with what was decided.

    Refuses a mark that does not stand, a decision without words, and that anybody but the service manager or the
    managing director decides about a customer who is about to leave.
    """
    if (refusal := refuse_decision(command, uow.actor.role)) is not None:
        return refusal
    name = uow.connection.scalar(select(customer.c.name).where(customer.c.id == command.customer))
    if name is None:
        return Refusal("customer", _("There is no such customer."))
    entries = marked_by(uow.connection, command.customer, command.flag)
    if not entries:
        sentence = _("{customer} is not marked with {flag}.")
        return Refusal("flag", sentence.format(customer=name, flag=flag_word(command.flag)))
    text = clean(command.text.strip())
    payload: dict[str, object] = {"direction": "internal", "channel": "", "text": text, "decided": command.flag}
    payload |= {"marked": True} if is_marked(command.text) else {}
    payload["result"] = result("customer", command.customer)
    links = [("customer", command.customer), *((command.flag + ENDED, seq) for seq in entries)]
    seq = uow.record(SETTLE_FLAG, links, payload, search=search_text(text), save_key=save_key)
    return Done(seq, "customer", command.customer)
