"""Cards of promises: ours shortly before they are due, at the instant, and when the stand-in takes over; and what
others owed us."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from dispatcher.domain.promise import SOON, THEIRS
from dispatcher.domain.queue_card import Card, Rank, Weight
from dispatcher.domain.queue_owed import OpenPromise

SECOND_BELL = timedelta(minutes=15)
"""So long behind its due time it rings once more."""
STAND_IN = timedelta(minutes=60)
"""So long behind its due time the stand-in is named."""


def cards_of_promise(promise: OpenPromise, sign: str, now: datetime) -> Iterator[Card]:
    """What a promise needs a hand for at ``now``. After an attempt in vain its card rests until the next try. One that
    somebody gave for a colleague is in his queue (``sign``) until he has seen it."""
    if not _rests(promise, now):
        if now >= promise.due:
            yield _overdue(promise, now)
        elif now >= promise.due - SOON or promise.next_try is not None:
            yield _soon(promise)
            return
    if promise.colleague_sign and promise.colleague_sign == sign and promise.acknowledged is None and now < promise.due:
        yield _card(Rank.HANDOVER, "!", promise)


def _rests(promise: OpenPromise, now: datetime) -> bool:
    return promise.next_try is not None and promise.next_try > now


def _overdue(promise: OpenPromise, now: datetime) -> Card:
    """What they owed us is a follow-up of ours; what we owed is an alarm."""
    if promise.side == THEIRS:
        return _card(Rank.FOLLOW_UP, "!", promise)
    takes_over = promise.stand_in_sign if now >= promise.due + STAND_IN else ""
    return _card(Rank.PROMISE, "!!", promise, takes_over)


def _soon(promise: OpenPromise) -> Card:
    if promise.side == THEIRS:
        return _card(Rank.FOLLOW_UP, "", promise)
    return _card(Rank.PROMISE_SOON, "!", promise)


def _card(rank: Rank, weight: Weight, promise: OpenPromise, stand_in: str = "") -> Card:
    name = promise.customer_name or promise.colleague_sign or promise.to_name
    return Card(
        rank, weight, name, promise.due, promise.ticket, promise.ticket_number, promise.customer, promise.what,
        promise=promise.id, stand_in=stand_in, is_theirs=promise.side == THEIRS, rested=promise.next_try,
    )  # fmt: skip
