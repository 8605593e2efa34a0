"""The queue: everything that needs a hand, in the one order of the office. A pure function of rows and an instant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dispatcher.domain.confirming import NO_DEPUTY
from dispatcher.domain.queue_card import OF_VISITS, Card, Rank, Weight, weightiest
from dispatcher.domain.queue_promises import cards_of_promise
from dispatcher.domain.queue_rows import Unconfirmed
from dispatcher.domain.queue_situation import Situation
from dispatcher.domain.queue_tickets import cards_of_ticket, is_long_ball, lies_since
from dispatcher.domain.queue_visits import card_of_visit, cards_of_lane
from dispatcher.domain.queue_waiting import cards_of_churn, cards_of_handovers, cards_of_messages, cards_of_orders

__all__ = ["NEVER_BELOW", "Card", "Rank", "Situation", "Weight", "queue", "weightiest"]

NEVER_BELOW = 5
"""The place below which the oldest ball that lies with a customer too long never stands (B10)."""


def queue(situation: Situation, now: datetime) -> tuple[Card, ...]:
    """The cards in the order of the office, each matter once: by what makes them, then the oldest first. The oldest
    ball that lies with a customer too long never stands below the fifth place (B10)."""
    cards: list[Card] = []
    known: set[tuple[str, int]] = set()
    for card in sorted(_cards(situation, now), key=_order):
        matter = _matter(card)
        if matter is None or matter not in known:
            cards.append(card)
            known |= _matters(card)
    return tuple(_lifted(cards))


def lacking(visit: Unconfirmed) -> str:
    """What an unconfirmed appointment needs first, as a stable word: why its confirmation was lost, or the deputy of
    whoever opens; empty where nothing is known of it."""
    return visit.unconfirmed or (NO_DEPUTY if visit.opener and not visit.is_deputy_said else "")


def _matters(card: Card) -> set[tuple[str, int]]:
    """What a card is about, so that no other one comes for it: an appointment stands for its ticket too."""
    of_visit = (("ticket", card.ticket), ("appointment", card.appointment)) if card.rank in OF_VISITS else ()
    own = _matter(card)
    return {(kind, ref) for kind, ref in of_visit if ref is not None} | ({own} if own is not None else set())


def _matter(card: Card) -> tuple[str, int] | None:
    """What is in the queue once only: each promise, and a ticket with what its customer will owe us for it soon; what
    he owes already has a card of its own until it is settled."""
    if card.promise is not None and not (card.is_theirs and card.ticket is not None and not card.weight):
        return "promise", card.promise
    if card.rank is Rank.UNCONFIRMED and card.appointment is not None:
        # Two appointments of one ticket that are not confirmed are two calls (B4).
        return "appointment", card.appointment
    return ("ticket", card.ticket) if card.ticket is not None else None


def _order(card: Card) -> tuple[int, int, float]:
    """By rank; among follow-ups those that somebody asked about first; then the oldest."""
    chased = card.chased if card.rank is Rank.FOLLOW_UP else 0
    return card.rank, -chased, card.at.timestamp() if card.at is not None else 0.0


def _lifted(cards: list[Card]) -> list[Card]:
    """The oldest long ball stands at the fifth place at the latest."""
    places = [(card.since, place) for place, card in enumerate(cards) if card.since is not None]
    _since, place = min(places, default=(None, 0))
    if place >= NEVER_BELOW:
        cards.insert(NEVER_BELOW - 1, cards.pop(place))
    return cards


def _cards(situation: Situation, now: datetime) -> Iterator[Card]:
    tickets = {ticket.id: ticket for ticket in situation.tickets}
    long = {one.id: lies_since(one) for one in situation.tickets if is_long_ball(one, situation.long_since)}
    for lane in situation.lanes:
        yield from cards_of_lane(lane, tickets, situation.standing, now)
    for visit in situation.unmanned:
        yield card_of_visit(Rank.UNMANNED, "!", visit)
    for visit in situation.unconfirmed:
        yield card_of_visit(Rank.UNCONFIRMED, "!", visit, long.get(visit.ticket), text=lacking(visit))
    for ticket in situation.tickets:
        yield from cards_of_ticket(ticket, situation.standing, situation.long_since, now)
    yield from _owed(situation, now)
    for name in situation.drafts:
        yield Card(Rank.DRAFT, "", name)


def _owed(situation: Situation, now: datetime) -> Iterator[Card]:
    for promise in situation.promises:
        # With the ball at the customer, the follow-up of the ticket is the card of the matter.
        if not promise.by_ball:
            yield from cards_of_promise(promise, situation.sign, now)
    yield from cards_of_messages(situation.messages)
    yield from cards_of_orders(situation.orders, now)
    yield from cards_of_churn(situation.churn)
    yield from cards_of_handovers(situation.handovers, situation.sign)
