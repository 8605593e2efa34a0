"""Cards of what waits for an answer: messages, orders, customers whom we may lose, and what was handed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from dispatcher.domain.message import is_repeated
from dispatcher.domain.order import is_raised
from dispatcher.domain.queue_card import Card, Rank
from dispatcher.domain.queue_owed import HandedOver, SentOrder, UndecidedFlag, WaitingMessage


def cards_of_messages(messages: Iterable[WaitingMessage]) -> Iterator[Card]:
    """Each voicemail, and each number that called in vain once, with how often it did. Whoever called in vain and left
    a message as well has the card of his newest message alone."""
    spoken, callers = list[WaitingMessage](), dict[str, WaitingMessage]()
    for message in messages:
        if message.kind == "voicemail":
            spoken.append(message)
        else:
            known = callers.get(_caller(message))
            if known is None or (message.count, message.came) > (known.count, known.came):
                callers[_caller(message)] = message
    for message in sorted(spoken, key=lambda one: one.came, reverse=True):
        calls = callers.pop(_caller(message), None)
        yield _card(Rank.MESSAGE, message, calls.count if calls is not None else 1)
    for message in callers.values():
        yield _card(Rank.MESSAGE if is_repeated(message.count) else Rank.MISSED, message, message.count)


def _caller(message: WaitingMessage) -> str:
    """Who it was; of a withheld number nobody knows whether it was the same one."""
    return message.number or f"#{message.id}"


def _card(rank: Rank, message: WaitingMessage, count: int) -> Card:
    return Card(
        rank, "!" if rank is Rank.MESSAGE else "", message.customer_name or message.number, message.came,
        customer=message.customer, text=message.text, message=message.id, count=count,
    )  # fmt: skip


def cards_of_orders(orders: Iterable[SentOrder], now: datetime) -> Iterator[Card]:
    """Orders of which nobody has heard for a quarter of an hour, until the appointment has passed (X16)."""
    for order in orders:
        if is_raised(order.sent, order.ends, now):
            yield Card(
                Rank.ORDER, "!", " ".join(order.technicians) or order.customer_name, order.sent, order.ticket,
                order.ticket_number, order.customer, order.customer_name, appointment=order.appointment,
            )  # fmt: skip


def cards_of_churn(flags: Iterable[UndecidedFlag]) -> Iterator[Card]:
    """Customers whom we may lose, while nobody has decided what is done about it (A11)."""
    for flag in flags:
        yield Card(Rank.CHURN, "!", flag.customer_name, flag.since, customer=flag.customer)


def cards_of_handovers(items: Iterable[HandedOver], sign: str) -> Iterator[Card]:
    """What was handed over and not acknowledged, for who gave it and who takes it (X26): one card a hand-over, with
    how many items of it are left."""
    given: dict[int, list[HandedOver]] = {}
    for one in items:
        if not one.to_sign or sign in (one.from_sign, one.to_sign):
            given.setdefault(one.id, []).append(one)
    for left in given.values():
        first = left[0]
        yield Card(
            Rank.HANDOVER, "!", first.from_sign, first.given, text=first.text, handover=first.id, count=len(left)
        )
